"""Of whom a number is that a villager, a doer or a private person has."""

from __future__ import annotations

import re

from kg.lexicon.positions import PRIVATE
from kg.measures.number import SUBJECT
from kg.rules.clauses import clause_begin
from kg.rules.engine import Coded
from kg.rules.template import ANY, class_range

_ORDINARY = re.compile(
    r"[^。]{0,40}?(?:青年|村民|社员|农户|果农|茶农|菜农|粮农|瓜农|种植户|养殖户|[种养]大户|种粮大户|户主|居民|老人|带头人|创业者|传承人|匠人|艺人)"
    rf"[{class_range('Position')}]?([{class_range('Person')}])"
)
_TELLS = "说|介绍|表示|透露|要求|强调|指出|告诉|坦言|认为|提醒|建议|叮嘱|预计|希望"
_HE = re.compile(
    rf"(?:^|[,;。”:])(?:[{class_range('Time')}],?)?(?:[^,;。]{{0,4}}的)?(?P<who>[{class_range('Person')}])(?![^,;。]{{0,8}}(?:{_TELLS}|创办|推出|来到|走进|主持|“))(?!所?[^,;。]{{1,4}}的[{class_range('Place|Organization|Project')}])"
)
"""Somebody spoken of as 他 who does something, rather than says it."""
_WHO_DOES = re.compile(
    rf"(?:[{class_range('Time')}],?)?[{class_range('Position|Place|Organization')}]*(?P<who>[{class_range('Person')}])(?![^,;。]{{0,8}}(?:{_TELLS}|主持|出席|宣布|通报|汇报|回忆))"
)
_DOES = re.compile(
    r"(?:又|还|便|就|一口气|前后|先后|共|已)?(?:随机抽查|抽查|带着|接诊|做了|买回|养了|种了|卖出|卖了|花了|收了|走访|接待|拍下|跑了|捐出|救出|培养|服务|教会|带动|签下|谈下)"
)
"""What a person does, and no body."""


def private(coded: Coded, i: int, start: int, indicator: str) -> int | None:
    """Who heads the sentence, when the number is of a private person's money or work: 刘桂芬…先后转账28万元."""
    if not _PRIVATE.search(coded.text[start:i] + indicator):
        return None
    heads = [
        k
        for k in range(i)
        if k in coded.held
        and SUBJECT.match(coded.text[k])
        and (k == 0 or coded.text[k - 1] in ",;。”" or _TITLED.match(coded.text[:k]))
    ]
    if not heads or coded.held[heads[-1]].type != "Person" or _TELLING.match(coded.text, heads[-1] + 1):
        return None
    return heads[-1]


_PRIVATE = re.compile(
    r"转账|汇款|汇出|被骗|骗走|骗取|月收入|月薪|月工资|工资|挣|赚|存款|报销|个人负担|自付|自掏|买了|自家|家里|打工"
)
_TITLED = re.compile(rf"[^,;。{ANY}]{{0,8}}[{class_range('Position|Place')}]+$")
_TELLING = re.compile(r"[^,;。]{0,6}(?:说|介绍|表示|告诉|透露|通报)")


def villager(coded: Coded, start: int) -> int | None:
    """A villager, grower or returned young man who heads the sentence, when nobody has taken over since."""
    m = _ORDINARY.match(coded.text)
    titled = (
        k
        for k in range(1, start)
        if k in coded.held
        and coded.held[k].type == "Person"
        and (post := coded.held.get(k - 1)) is not None
        and post.type == "Position"
        and PRIVATE.fullmatch(post.name)
    )
    he = (h.start("who") for h in _HE.finditer(coded.text, 0, start) if coded.held[h.start("who")].name in ("他", "她"))
    person = next(titled, m.start(1) if m is not None and m.end() <= start else None)
    person = person if person is not None else next(he, None)
    if person is None:
        return None
    taken = any(
        k in coded.held and SUBJECT.match(coded.text[k]) and coded.text[k - 1] in ",;" for k in range(person + 1, start)
    )
    return None if taken else person


def doer(coded: Coded, start: int, i: int) -> int | None:
    """Somebody named who heads the clause right before, which goes on with what he does: 周启明凑了钱,|带着7个徒弟."""
    if start < 2 or coded.text[start - 1] != "," or not _DOES.match(coded.text[start:i]):
        return None
    before = clause_begin(coded.text, start - 2)
    m = _WHO_DOES.match(coded.text, before, start)
    return m.start("who") if m is not None else None
