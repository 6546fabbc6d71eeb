"""What a number measures, by the words that tell it."""

from __future__ import annotations

import re

from kg.measures import duration
from kg.measures.comparison import compared, without_comparison
from kg.measures.indicator import after, before
from kg.measures.number import CHANGES, FROM, MONEY, RELATIVE, Number, spelled
from kg.rules.clauses import clause_begin
from kg.rules.engine import Coded
from kg.rules.template import ANY, class_range

_MEASURES = re.compile(
    r"(?:额|值|量|率|数|积|度|长|产能|产|规模|总投资|投资|人口|收入|企业|项目|人数|面积|金额|床位|比例|占地)$"
)
_DONE_TO = re.compile(
    rf"(?:已|已经|将)?(?:被|获|(?=完成|参加|参与|实现|通过|取得|受益|脱贫|就业|入选|获得|加入|享受|因|没能|未))(?P<what>[^,;。“”{ANY}]{{3,16}})$"
)
"""What is done to or by those counted, when no noun says who they are: 1048人被纳入失信被执行人名单."""
_BOUGHT = re.compile(
    r"的?(?:价格|总价|成交价|底价)?(?:全资|整体)?(收购|认购|拍得|竞得|摘得|受让|入股|出售|转让|中标|成交)"
)
_GOES = re.compile(
    rf"(?:是|已|都|均)?((?:首次|流向|销往|运往|出口|进入|来自|用于|投向|分布在|集中在|供应)[^,;。“”{ANY}]{{2,14}})"
)
"""Where those counted come from or go, when no noun says who they are: 其中|89.5%|进入公办学校."""
_SERVED = re.compile(r"(?:为|给|向|帮助|帮)$")
_SERVICE = re.compile(rf"[^,;。“”{ANY}]{{3,16}}$")
"""What is done for those counted: 累计为30户办理贷款展期."""
_REACHES = ("达", "达到", "高达", "为")
_AHEAD = re.compile(
    rf"([^,;。“”{ANY}]{{1,12}}(?:额|值|量|率|数|积|度|产能|规模|收入|增速|增幅|占比))(?:突破|首次|再次|最[高快大多]|创|居|位|大幅|稳步|明显|持续|有望)[^,;。]{{0,10}},$"
)
"""What the clause before speaks of without its number: 产值突破百亿元大关,达103.7亿元."""
_HEADCOUNT = {"户": "户数", "人": "人口"}
_AREA_BEFORE = re.compile(rf"[{class_range('AdministrativeArea')}](?:共有?|现有|有|总)?$")
_SOLD_AT = re.compile(
    rf"[{class_range('Quantity')}](?:现在|今年|如今)?(?:也|就|都|只|能|可|要)*(?:卖|值|收)(?:到|出|上)?(?:了)?(?:近|约)?$"
)
_WEIGHED = ("斤", "公斤", "吨", "箱", "盒", "瓶", "头", "只", "套", "份", "碗", "杯")
_IN_ALL = ("合计", "共计", "总计", "一共", "合计约")
_ADDS = tuple("建设开办增购添装修招引")
"""Verbs that add to what was counted before."""


def indicator_of(n: Number) -> tuple[str, str, str] | None:
    """What a quantity measures, the rule that tells it, and the words that link it to the number; None for nothing."""
    if n.unit in MONEY and (one := _price_of(n)) is not None:
        return f"每{one}售价", "measure-before", ""
    changes = CHANGES.match(n.right) is not None
    indicator, link = before(FROM.sub("", n.left) if changes else n.left)
    noun = "" if changes else after(n.right)
    rule = "measure-before"
    if n.unit in duration.UNITS and not n.grown:
        told = ("", False) if changes else duration.term(n)
        if told is None:
            return None
        if told[0]:
            return told[0], "measure-term-before" if told[1] else "measure-term", link
        if n.right.startswith("的") or not indicator:
            indicator = ("" if changes else after(n.right.removeprefix("的"))) or indicator
        rule = "measure-duration"
    elif n.counts and noun and not (link and indicator and n.right[:1] not in noun):
        if not (_MEASURES.search(indicator) and not n.left.endswith(("了", "的", "建设", "成立", "设立"))):
            indicator, rule = noun, "measure-after"
    elif (
        not n.counts and n.right.startswith("的") and (not indicator or n.left.endswith(("实现", "以", "保持", "增长")))
    ):
        indicator, rule = after(n.right) or indicator, "measure-of"
    if (
        n.unit in MONEY
        and n.left.endswith(("以", "以现金", "花", "斥资", "出资", "作价"))
        and (bought := _BOUGHT.match(n.right))
    ):
        return bought[1] + "金额", "measure-after", ""
    if n.last is not None:
        if n.grown or n.ranged:
            indicator, rule = n.last.indicator, "measure-change" if n.grown else "measure-range"
        elif n.joined and (not indicator or n.left.endswith("、")):
            costs = n.unit in MONEY and n.last.quantity.unit not in MONEY
            heads = n.last.indicator in _HEADCOUNT.values() and n.unit in _HEADCOUNT
            indicator = _HEADCOUNT[n.unit] if heads else n.last.indicator + ("金额" if costs else "")
            rule = "measure-joined"
    if not indicator and n.last is not None and n.left in _REACHES and n.unit not in RELATIVE:
        return without_comparison(n.last.indicator), "measure-before", link  # 产量下降1.8%,为52.3万吨
    if not (n.grown or n.ranged) and (whole := compared(n)):
        return whole, "measure-before", link
    if (not indicator or len(indicator) > 32) and rule == "measure-before" and noun:
        indicator = noun
    elif n.left in _IN_ALL and n.last is not None and n.at - n.last_at < 16:
        indicator, rule = n.last.indicator, "measure-carried"  # 挂出4宗工业用地,合计437亩
    elif (not indicator or indicator in _ADDS) and (alike := n.earlier.get(n.unit)) is not None:
        indicator, rule = indicator + alike.indicator, "measure-carried"  # 已有312家…,年底前再|建|40家
    elif not indicator and n.unit in ("人", "名", "户", "家") and (said := _DONE_TO.match(n.right)):
        indicator, rule = said["what"], "measure-after"
    elif not indicator and (n.unit == "%" or n.counts) and (said := _GOES.match(n.right)):
        indicator, rule = said[1], "measure-after"
    elif (
        not indicator and n.unit in ("户", "人", "家") and _SERVED.search(n.left) and (said := _SERVICE.match(n.right))
    ):
        indicator, rule = said[0], "measure-after"
    elif not indicator and n.unit in _HEADCOUNT and _AREA_BEFORE.search(n.left):
        indicator, rule = _HEADCOUNT[n.unit], "measure-after"
    elif (
        not indicator and (link in _REACHES or n.left in _REACHES) and (ahead := _AHEAD.search(n.coded.text[: n.start]))
    ):
        indicator, rule = ahead[1], "measure-clause-before"
    elif not indicator and n.counts:
        indicator, rule = _clause_before(n.coded, n.start), "measure-clause-before"
    return (indicator, rule, link) if indicator else None


def _price_of(n: Number) -> str | None:
    """Of how much a sum of money is the price: 青叶一斤卖62元."""
    m = _SOLD_AT.search(n.coded.text, n.start, n.at)
    one = n.coded.held[m.start()].quantity if m is not None else None
    return one.unit if one is not None and one.value == 1 and one.unit in _WEIGHED else None


def _clause_before(coded: Coded, start: int) -> str:
    """The clause before, when it says by itself what is counted: 坚持轮流外出招商,全年不少于12次."""
    if start < 2 or coded.text[start - 1] != ",":
        return ""
    clause = spelled(coded, clause_begin(coded.text, start - 2), start - 1)
    return clause if 2 <= len(clause) <= 14 and clause.isalpha() and not clause.endswith("方面") else ""
