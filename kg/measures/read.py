"""Measures out of a coded unit: each quantity with its indicator, subject, status and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.measures.age import age_of, past_age
from kg.measures.comparison import one_by_one, ranked, respectively
from kg.measures.duration import is_interval
from kg.measures.number import BOUND, MONEY, SUBJECT, Number, spelled
from kg.measures.subject import ACTOR, EACH, EXTENDED, THING, dropped, subject_of
from kg.measures.told import indicator_of
from kg.mentions.quantities import SPECS
from kg.model import Measure, Mention
from kg.rules.clauses import PLANNED, clause_begin, clause_end, modality, plans, sayings
from kg.rules.engine import Coded
from kg.rules.template import ANY, class_range
from kg.schema import descendants

_STATIC = re.compile(r"^(?:占地|用地|总占地|建筑面积|总建筑面积|占地面积|总投资|概算总投资|全长|总面积|规划面积)")
_LINKS = (
    (re.compile(r"不低于|不少于|至少|突破|最低|以上"), ">="),
    (re.compile(r"不超过|不高于|控制在|以内|最高|不多于|至多"), "<="),
    (re.compile(r"超过|超|逾|大于|多于|高于"), ">"),
    (re.compile(r"不足|不到|低于|小于"), "<"),
    (re.compile(r"约|近|接近|大约"), "~"),
)
_SMALL_CHINESE = re.compile(
    r"[一二两三四五六七八九十]{1,2}(?:个|项|种|条|步|层|方|面|届|次|级|期|批|点|路|道|类|块|篇|大|位|本|张|段|件|场|起|对|双|队|天|年|组|代|门|把|口|首|部|轮|端|遍|支|片|处|国|省|市|县|区|镇|乡|村|校|单位|平台)$"
)
_PAIRS = frozenset("两座 两栋 两条 两家 两套 两台 两艘 两架 两所 两间 两名 两项".split())
"""Two things that stand there, which are counted where two of others are a manner of speaking."""
_FOR_A_TERM = re.compile(r"(?:为期|任期|期限|聘期|学制|工期|试用期|合作期|协议期)$")
_ORDINAL_LEFT = re.compile(r"(?:第|(?<!提)前|每|首|最后|另|某|这|那|各|逢|满|年龄|时年|现年|连续)$")
_ORDINAL_OF_FEW = re.compile(r"(?:(?<!临)近|上|同)$")
"""What tells which ones before a small number only: 近3届, 上1次; but 新上2万吨, 合同41份."""
_HARD = re.compile(r"\d{4}(?:-\d\d)?$|\d{4}-\d\d-\d\d/")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}|[率价班牛羊猪树井船]")
_LIMIT = re.compile(r"(?:货车|车辆|人群|老人|儿童|老年人|学生|用户|客户|贷款|订单)")
_CONDITIONAL = re.compile(r"后$|后,|建成后|达产后|投产后|可达|可实现|可年|年可")
_SPEED = re.compile(r"时速|车速")
_IN_A_ROW = re.compile(rf"连续[{class_range('Quantity')}]来?|[{class_range('Quantity')}][里内来](?=[从由])")
_THREATENS = re.compile(r"(?:将依法|可|将)?(?:并处|处以)(?:罚金|罚款)?$")
"""What a law lays down, or a court besides."""
_COST = re.compile(r"成本|费|耗|补|收购")
_BY_ONE_SIGN = (("长宽", ("公里", "米")), ("重", ("吨", "公斤")), ("投", MONEY), ("招", ("人", "名")), ("贷", MONEY))
"""Indicators of one sign, with the units that tell them: 隧道长2146米."""
_SPENDS = re.compile(r"(?:卖|赚|挣|赔|亏|省|掏|花|付|捐|存|借|缴|交)(?:了|到|出)?(?:近|约|超过?)?$")
"""What somebody does with money: a measure by itself where the clause names who."""
_NO_INDICATORS = ("以", "这", "那", "我", "约", "的", "其中", "目前", "全部", "每")
EACH_ITS_OWN = "measure-respectively"
"""The rule of numbers that a sentence tells one by one, each with whose it is: 分别, by rank."""
BARE = "measure-bare"
"""The rule of a number that no noun names."""
_WORDS_BEFORE = re.compile(rf"[^,;。!?:“”{ANY}]{{2,14}}$")
_WORDS_AFTER = re.compile(rf"[^,;。!?:“”{ANY}]{{2,14}}")
_FROM_BEFORE = ("measure-clause-before", "measure-term-before")
"""The rules whose measure begins in the clause before its number."""
_OWN_SUBJECTS = ("Village", "Person", "Product", "GovernmentBody", "Event|" + ACTOR)
"""What an indicator asks for by itself, whatever the sentence measured before."""
_PARTS = ("Product", "Project", "Facility", "Road", "IndustrialPark", *descendants("AdministrativeArea"))
"""What 其中 may go on about by name."""


def measures(coded: Coded) -> Iterator[Measure]:
    """The measures in a coded unit, in reading order. The subject is a mention, an anaphor, or a dropped subject."""
    said = sayings(coded.text)
    last, last_at = None, -1
    earlier: dict[str, Measure] = {}
    told: list[tuple[int, Measure]] = []
    for i, m in sorted(coded.held.items()):
        if m.quantity is None:
            continue
        start, end = clause_begin(coded.text, i), clause_end(coded.text, i)
        left, right = _IN_A_ROW.sub("", spelled(coded, start, i)), spelled(coded, past_age(coded, i + 1), end)
        number = Number(coded, i, m, m.quantity, start, end, left, right, last, last_at, earlier, told)
        if (age := age_of(number)) is not None:
            yield age
            continue
        measure = (_measure(number) or _bare(number)) if _may_measure(number) else None
        if measure is None:
            continue
        saying = next((s for s in said if s.begin <= i <= s.end), None)
        if saying is not None:
            mode = modality(coded.text, i, i + 1, True)
            speaker = coded.held.get(saying.speaker) if saying.speaker is not None else None
            measure = replace(measure, modality=mode, speaker=speaker)
        if measure.rule != BARE:
            last, last_at = measure, i
            earlier[measure.quantity.unit] = measure
            told.append((i, measure))
        yield measure


def _bare(n: Number) -> Measure | None:
    """A quantity that no noun names: the words of its clause do."""
    if n.left.endswith("第") or BOUND.match(n.right):
        return None
    words = _WORDS_BEFORE.search(n.left) or _WORDS_AFTER.match(n.right)
    if words is None:
        return None
    text, i = n.coded.text, n.at
    return Measure(
        rule=BARE,
        subject=dropped(n.coded, i, ACTOR),
        indicator=words[0],
        quantity=replace(n.quantity, comparator=_comparator(n, BARE, n.left[-4:])),
        status="target" if plans(text, i) or _CONDITIONAL.search(n.left) else "actual",
        period=_period(n.coded, i, n.start),
        text=n.mention.name,
        number=n.mention.span,
        quote=n.coded.span(start_of(n.coded, n.start, i), i + 1),
        sentence=n.coded.unit.span,
        modality=modality(text, i, i + 1),
    )


def _measure(n: Number) -> Measure | None:
    each = respectively(n) or ranked(n)
    found = indicator_of(n) if each is None else (each.indicator, EACH_ITS_OWN, "")
    if found is None:
        return None
    indicator, rule, link = found
    text, i, quantity = n.coded.text, n.at, n.quantity
    spent = n.unit in MONEY and _SPENDS.search(n.left) is not None
    if (
        not (
            spent
            or _HAN.search(indicator)
            or any(indicator in signs and n.unit in units for signs, units in _BY_ONE_SIGN)
        )
        or indicator in _NO_INDICATORS
        or _THREATENS.search(n.left)
        or (BOUND.match(n.right) and n.unit in MONEY and not n.left.startswith(("这个", "这一", "该")))
        or (quantity.comparator in (">=", "<=") and _LIMIT.match(n.right))
    ):
        return None
    unit = "公里/小时" if n.unit == "公里" and _SPEED.search(indicator + n.left[-2:]) else quantity.unit
    indicator = indicator.removesuffix("的")
    subject, where = _subject(n, indicator, rule) if each is None else (each.subject, None)
    if spent and len(indicator) < 2 and where is None:
        return None  # whose money it is only a name tells
    if subject.type == "Product" and _HAN.search(rest := indicator.removeprefix(subject.name)):
        indicator = rest
    if EACH.search(indicator) and subject.type != "Product" and not _COST.search(indicator):
        subject, where = dropped(n.coded, i, "Product"), None  # the price of what was spoken of last
    planned = PLANNED.search(text, n.start, i) is not None if _STATIC.search(indicator) else plans(text, i)
    begin = min(start_of(n.coded, n.start, i), where if where is not None else i)
    finish = max(i + 1, (where or 0) + 1)
    if rule in ("measure-after", "measure-of", "measure-duration") and (at := text.find(indicator, i, n.end)) >= 0:
        finish = max(finish, at + len(indicator))
    return Measure(
        rule=rule,
        subject=subject,
        indicator=indicator,
        quantity=replace(quantity, unit=unit, comparator=_comparator(n, rule, link)),
        status="target" if (planned or _CONDITIONAL.search(n.left)) and not n.outgrown else "actual",
        period=_period(n.coded, i, n.start),
        text=n.mention.name,
        number=n.mention.span,
        quote=n.coded.span(begin, finish),
        sentence=n.coded.unit.span,
        modality=modality(text, i, i + 1),
    )


def _may_measure(n: Number) -> bool:
    """Whether a quantity may measure something: no ordinal, no figure of speech (一个), no technical specification."""
    name = n.mention.name
    pair = name in _PAIRS
    if (n.unit in SPECS and not n.left.endswith("平均年龄")) or (
        _SMALL_CHINESE.fullmatch(name) and not pair and not _FOR_A_TERM.search(n.left)
    ):
        return False
    if is_interval(n):
        return True
    few = n.quantity.value < 10 and n.unit not in ("小时", "分钟", "秒")
    which = _ORDINAL_LEFT.search(n.left) or (few and _ORDINAL_OF_FEW.search(n.left))
    if which and n.counts and n.unit not in ("家", "人", "名"):
        return False
    if n.left.endswith("分") and n.unit in ("次", "批", "步", "期"):
        return False  # 分6次转账 measures nothing
    return pair or not (name[0] in "一两" and n.unit not in MONEY and name[1:2] not in "十百千万亿成")


def _subject(n: Number, indicator: str, rule: str) -> tuple[Mention, int | None]:
    """Of what it is said, and where in the coded text that stands when the clause names it."""
    coded, i = n.coded, n.at
    start = clause_begin(coded.text, n.start - 2) if rule in _FROM_BEFORE and n.start > 1 else n.start
    subject, where = subject_of(coded, i, start, n.end, indicator, coded.text[i + 1 : n.end])
    if coded.text.startswith("其中", n.start) and (where is None or coded.held[where].type not in _PARTS):
        subject, where = n.last.subject if n.last is not None else dropped(coded, i, THING + "|" + ACTOR), None
    elif (
        where is None
        and subject.type not in _OWN_SUBJECTS
        and n.last is not None
        and "股" not in n.last.indicator
        and not EXTENDED.search(coded.text, max(0, n.start - 16), n.start)
        and not _new_subject(coded, n.last_at + 1, i)
    ):
        subject = n.last.subject
    if n.left.startswith(("此次", "本次", "这次")) and n.start not in coded.held and where != n.start + 2:
        subject = dropped(coded, i, "Event")
    if rule == "measure-joined" and n.last is not None:
        subject = one_by_one(n) or n.last.subject
    return subject, where


def _comparator(n: Number, rule: str, link: str) -> str:
    if n.ranged:
        return "<="
    if n.opens_range:
        return ">="
    comparator = n.quantity.comparator
    if comparator == "=" and rule == "measure-joined" and n.last is not None:
        comparator = n.last.quantity.comparator
    if comparator == "=":
        comparator = next((sign for pattern, sign in _LINKS if pattern.search(link)), "=")
    return comparator


def _new_subject(coded: Coded, begin: int, end: int) -> bool:
    """Whether a clause between two measures brings a subject of its own."""
    return any(
        k in coded.held
        and SUBJECT.match(coded.text[k])
        and coded.text[k - 1 : k] in ",;。"
        and coded.held[k].type not in ("Industry", "Product", "Initiative")
        for k in range(begin, end)
    )


def start_of(coded: Coded, start: int, i: int) -> int:
    """Where a measure's quote begins: its clause, or the words that follow the clause's earlier quantity."""
    last = max((k for k, m in coded.held.items() if start <= k < i and m.quantity is not None), default=None)
    begin = start if last is None else last + 1
    while begin < i and coded.text[begin] in ",、;和与及 “”":
        begin += 1
    return begin


def _period(coded: Coded, i: int, start: int) -> str | None:
    """The year, month or span said for a quantity: the nearest time before it in the sentence, a day only after 截至."""
    for k in range(i - 1, -1, -1):
        m = coded.held.get(k)
        if m is None or m.when is None or m.when.value is None or m.when.approximate:
            continue
        if "每年" in m.name:
            return None
        if coded.text[k - 1 : k] in ("比", "较", "于"):
            continue
        if _HARD.match(m.when.value) or coded.text[max(0, k - 2) : k] in ("截至", "截止"):
            return None if m.when.value.startswith("--") else m.when.value
        if k < start:
            return None
    return None
