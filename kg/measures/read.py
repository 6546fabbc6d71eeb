"""Measures out of a coded unit: each quantity with its indicator, subject, status and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from kg.measures.indicator import after, before
from kg.measures.subject import ACTOR, EXTENDED, SUBJECT, THING, dropped, subject_of
from kg.mentions.quantities import SPECS
from kg.model import Measure, Mention, Quantity
from kg.rules.clauses import PLANNED, clause_begin, clause_end, modality, plans, sayings
from kg.rules.engine import Coded
from kg.schema import descendants

_STATIC = re.compile(r"^(?:占地|用地|总占地|建筑面积|总建筑面积|占地面积|总投资|概算总投资|全长|总面积|规划面积)")
_MONEY = ("CNY", "USD", "EUR", "HKD", "JPY", "GBP")
_RELATIVE = ("%", "百分点", "倍", "‰")
_DURATION = ("年", "个月", "月", "天", "小时", "分钟", "秒", "周", "个工作日", "个小时", "日", "周年", "学时", "课时")
_LINKS = (
    (re.compile(r"不低于|不少于|至少|突破|最低|以上"), ">="),
    (re.compile(r"超过|超|逾|大于|多于|高于"), ">"),
    (re.compile(r"不超过|不高于|控制在|以内|最高|不多于|至多"), "<="),
    (re.compile(r"不足|不到|低于|小于"), "<"),
    (re.compile(r"约|近|接近|大约"), "~"),
)
_SMALL_CHINESE = re.compile(
    r"[一二两三四五六七八九十]{1,2}(?:个|项|种|条|步|层|方|面|届|次|级|期|批|点|路|道|类|块|篇|大|位|本|张|段|件|场|起|对|双|队|天|年|组|代|门|把|口|首|部|轮|端|遍|支|片|处|国|省|市|县|区|镇|乡|村|校|单位|平台)$"
)
_ORDINAL_LEFT = re.compile(r"(?:第|前|(?<!临)近|每|上|首|同|另|某|这|那|各|逢|满|年龄|时年|现年|连续)$")
_HARD = re.compile(r"\d{4}(?:-\d\d)?$|\d{4}-\d\d-\d\d/")


def measures(coded: Coded) -> Iterator[Measure]:
    """The measures in a coded unit, in reading order. The subject is a mention, an anaphor, or a dropped subject."""
    if coded.unit.kind == "headline":
        return  # what a headline counts the text counts again, with its subject
    said = sayings(coded.text)
    previous: tuple[int, Measure] | None = None
    for i, m in sorted(coded.held.items()):
        if m.quantity is None:
            continue
        measure = _measure(coded, i, m, m.quantity, previous)
        if measure is None:
            continue
        saying = next((s for s in said if s.begin <= i <= s.end), None)
        if saying is not None:
            mode = modality(coded.text, i, i + 1, True)
            speaker = coded.held.get(saying.speaker) if saying.speaker is not None else None
            measure = replace(measure, modality=mode, speaker=speaker)
        previous = (i, measure)
        yield measure


def _measure(
    coded: Coded, i: int, m: Mention, quantity: Quantity, previous: tuple[int, Measure] | None
) -> Measure | None:
    text = coded.text
    start, end = clause_begin(text, i), clause_end(text, i)
    left, right = _spelled(coded, start, i), _spelled(coded, i + 1, end)
    unit = quantity.unit.split("/")[0]
    if (
        unit in SPECS
        or _SMALL_CHINESE.fullmatch(m.name)
        or (_ORDINAL_LEFT.search(left) and unit not in (*_MONEY, *_RELATIVE, "家", "人", "名"))
    ):
        return None
    if m.name[0] in "一两" and unit not in _MONEY and m.name[1:2] not in "十百千万亿成":
        return None
    joined = (
        previous is not None
        and previous[0] >= start
        and re.fullmatch(r"[、,/和及]|(?:,|、)?(?:总投资|投资额|金额)?", text[previous[0] + 1 : i]) is not None
    )
    grown = (
        previous is not None
        and re.fullmatch(
            r"缩短至|缩短到|压减到|优化为|减少至|缩减到|压缩到|优化至|下降至|压缩至|压减至|增至|增加到|增长到|提升至|提升到|提高至|提高到|降至|下降到|减少到|升至|上升到|扩大到|跃升至",
            text[previous[0] + 1 : i],
        )
        is not None
    )
    ranged = previous is not None and re.fullmatch(r"至|到|-|—|~", text[previous[0] + 1 : i]) is not None
    indicator, link = before(_FROM.sub("", left) if _CHANGES.match(right) else left)
    noun = after(right) if not _CHANGES.match(right) else ""
    rule = "measure-before"
    if unit in _DURATION:
        if not re.match(r"^的[^,;。]|^定期|^以上", right) and not re.search(
            r"(?:用时|时间|时限|车程|工期|周期|为期|历时|期限|寿命|有效期|经验|年限|时长|缩短|合同期)(?:由|从|将由|约|为|达|仅|至|到|超)?$",
            left,
        ):
            return None
        indicator, rule = (after(right.removeprefix("的")) or indicator, "measure-duration")
    elif unit not in _MONEY and unit not in _RELATIVE and noun and not (link and indicator and right[:1] not in noun):
        if not (indicator and _is_measure(indicator) and not left.endswith(("了", "建设", "成立", "设立"))):
            indicator, rule = noun, "measure-after"
    elif (
        unit in (*_MONEY, *_RELATIVE)
        and right.startswith("的")
        and (not indicator or left.endswith(("实现", "以", "保持", "增长")))
    ):
        indicator, rule = after(right) or indicator, "measure-of"
    if (grown or ranged) and previous is not None:
        indicator, rule = previous[1].indicator, "measure-change" if grown else "measure-range"
    elif joined and previous is not None and (not indicator or left.endswith("、")):
        indicator, rule = (
            previous[1].indicator + ("金额" if unit in _MONEY and previous[1].quantity.unit not in _MONEY else ""),
            "measure-joined",
        )
    if not indicator or len(indicator) > 32:
        if rule == "measure-before" and noun:
            indicator = noun
        elif not indicator and previous is not None and unit == previous[1].quantity.unit:
            indicator, rule = previous[1].indicator, "measure-carried"
        elif (
            not indicator and (clause := _clause_before(coded, start)) and unit not in _MONEY and unit not in _RELATIVE
        ):
            indicator, rule = clause, "measure-clause-before"
        elif not indicator:
            return None
    if not _HAN.search(indicator):
        return None
    if re.search(r"罚款|处以|罚金", text[start:end]):
        return None
    if "时速" in indicator or "车速" in indicator:
        quantity = replace(quantity, unit="公里/小时") if unit in ("公里", "公里/小时") else quantity
    if (
        indicator in ("以", "这", "那", "我", "约", "的", "其中", "目前", "全部", "每")
        or (_BOUND.match(right) and unit in _MONEY)
        or (quantity.comparator in (">=", "<=") and _LIMIT.match(right))
    ):
        return None
    indicator = indicator.removesuffix("的")
    subject, where = subject_of(coded, i, start, end, indicator, text[i + 1 : end])
    if text.startswith("其中", start) and not (
        where is not None
        and coded.held[where].type
        in ("Product", "Project", "Facility", "Road", "IndustrialPark", *descendants("AdministrativeArea"))
    ):
        subject, where = (
            (previous[1].subject if previous is not None else dropped(coded, i, THING + "|" + ACTOR)),
            None,
        )
    elif (
        where is None
        and previous is not None
        and not EXTENDED.search(text, max(0, start - 16), start)
        and not _new_subject(coded, previous[0] + 1, i)
    ):
        subject = previous[1].subject
    if re.match(r"(?:此次|本次|这次)", _spelled(coded, start, i)) and not text[start:i].startswith(
        tuple(chr(c) for c in range(0xF0000, 0xF0030))
    ):
        subject = dropped(coded, i, "Event")
    if previous is not None and joined and rule == "measure-joined":
        subject = previous[1].subject
    comparator = quantity.comparator
    if rule == "measure-joined" and previous is not None and comparator == "=":
        comparator = previous[1].quantity.comparator
    if comparator == "=":
        comparator = next((sign for pattern, sign in _LINKS if pattern.search(link)), "=")
    if ranged:
        comparator = "<="
    elif (
        re.match(r"(?:至|到|-|—|~)[\U000F0000-\U000F00FF]", text[i + 1 : i + 3])
        and coded.held.get(i + 2, m).quantity is not None
    ):
        comparator = ">="
    planned = PLANNED.search(text, start, i) is not None if _STATIC.search(indicator) else plans(text, i)
    status: Literal["target", "actual"] = "target" if planned or _conditional(left) else "actual"
    begin = min(start_of(coded, start, i), where if where is not None else i)
    finish = max(i + 1, (where or 0) + 1)
    if rule in ("measure-after", "measure-of", "measure-duration"):
        at = text.find(indicator, i, end)
        finish = max(finish, at + len(indicator) if at >= 0 else i + 1)
    return Measure(
        rule=rule,
        subject=subject,
        indicator=indicator,
        quantity=replace(quantity, comparator=comparator),
        status=status,
        period=_period(coded, i, start),
        text=m.name,
        quote=coded.span(begin, finish),
        sentence=coded.unit.span,
        modality=modality(text, i, i + 1),
        confidence=0.9 if where is not None else 0.85,
    )


def _spelled(coded: Coded, begin: int, end: int) -> str:
    """Coded characters with posts, fields and goods spelled out again: they are words here, not parties."""
    return "".join(
        coded.held[k].name
        if k in coded.held
        and (
            coded.held[k].type in ("Position", "Industry", "Product", "Initiative")
            or coded.held[k].name == "项目"
            or (coded.held[k].quantity and _BOUND.match(coded.text, k + 1))
        )
        else coded.text[k]
        for k in range(begin, end)
    )


_CHANGES = re.compile(
    r"缩短至|缩短到|压减到|优化为|减少至|缩减到|压缩到|优化至|下降至|压缩至|压减至|增至|增加到|增长到|提升至|提升到|提高至|提高到|降至|下降到|减少到|升至|上升到|扩大到|跃升至"
)
_FROM = re.compile(r"(?:将|已|可)?[由从](?:目前|现在|原来|此前|去年|过去)?的?$")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}|率|价")
_BOUND = re.compile(r"(?:以上|以下)?的?(?:项目|企业|工程|产业|园区|产品)")
_LIMIT = re.compile(r"(?:货车|车辆|人群|老人|儿童|老年人|学生|用户|客户|贷款|订单)")


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


def _clause_before(coded: Coded, start: int) -> str:
    """The clause before, when it says by itself what is counted: 坚持轮流外出招商,全年不少于12次."""
    if start < 2 or coded.text[start - 1] != ",":
        return ""
    clause = _spelled(coded, clause_begin(coded.text, start - 2), start - 1)
    return (
        clause
        if 2 <= len(clause) <= 14
        and clause.isalpha()
        and not clause.endswith("方面")
        and not any(0xF0000 <= ord(c) <= 0xF00FF for c in clause)
        else ""
    )


def _is_measure(text: str) -> bool:
    return (
        re.search(
            r"(?:额|值|量|率|数|积|度|长|产能|产|规模|总投资|投资|人口|收入|企业|项目|人数|面积|金额|床位|比例|占地)$",
            text,
        )
        is not None
    )


def _conditional(left: str) -> bool:
    return re.search(r"后$|后,|建成后|达产后|投产后|可达|可实现|可年|年可", left) is not None


def _period(coded: Coded, i: int, start: int) -> str | None:
    """The year, month or span said for a quantity: the nearest time before it in the sentence, a day only after 截至."""
    for k in range(i - 1, -1, -1):
        m = coded.held.get(k)
        if m is None or m.when is None or m.when.value is None or m.when.approximate:
            continue
        if "每年" in m.name:
            return None
        if _HARD.match(m.when.value) or coded.text[max(0, k - 2) : k] in ("截至", "截止"):
            return None if m.when.value.startswith("--") else m.when.value
        if k < start:
            return None
    return None
