"""What a number compares with what the sentence measured before, and whose each of several numbers is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from kg.measures.number import Number
from kg.measures.subject import LIES_IN
from kg.model import Measure, Mention
from kg.rules.clauses import clause_begin
from kg.rules.template import class_range
from kg.schema import is_a

_COMPARISON = re.compile(
    r"(?:总量)?(?:增速|增幅|降幅|涨幅)?(?:同比|环比|按可比价|较|比|高于|低于|快于|好于|占(?!地)|增长|下降|增加(?!值)|减少|新增|净增|回落|加快|提高|降低|上升).*$"
)
"""What an indicator says beyond the thing measured."""
_COMPARES = re.compile(
    r"(?:其|且|但|并|总量|,)*(?P<said>(?:增速|增幅|降幅|涨幅|占比|比重)?(?:"
    r"(?:同比|环比)?(?:较|比|高于|低于|快于|好于|高出)[^,;。]{1,14}?(?:加快|回落|提高|提升|下降|降低|上升|增长|增加|减少|新增|净增|收窄|扩大|缩短|多|少|高|低|贵|便宜)?"
    r"|(?:同比|环比|累计)?(?:实现)?(?:增长|下降|增加|减少|提高|上升|回落|净增|上涨|下滑|翻|[降涨跌升多少](?=了))"
    r"|占(?!地)[^,;。]{1,14}?"
    r"))(?:了|约|近|超过?|达到?|至|的|仅|为)*"
)
_EACH = re.compile(
    r"(?P<to>(?:同比|环比|较上年(?:同期)?|比上年(?:同期)?)?)分别(?P<with>(?:同比|环比|较上年(?:同期)?|比上年(?:同期)?)?)"
    r"(?P<by>增长|下降|增加|提高|上升|减少|降低|回落|上涨)"
)
_PARTIES = ("AdministrativeArea", "Organization", "IndustrialPark", "Project")


def compared(n: Number) -> str:
    """What a clause says that only compares, with what the sentence measured last: 固定资产投资…,|同比增长|9.2%; '' otherwise."""
    m = _COMPARES.fullmatch(n.coded.text, n.start, n.at)
    if m is None or n.last is None:
        return ""
    base = _COMPARISON.sub("", n.last.indicator)
    said = n.coded.unit.text[n.coded.at[m.start("said")] : n.coded.at[m.end("said")]]
    if base != n.last.indicator and said.startswith(("高于", "低于", "快于")):
        base += "增速"  # it is the growth that is compared
    return base + said if base and len(base) + len(said) <= 32 else ""


def without_comparison(indicator: str) -> str:
    """The thing measured, of an indicator that compares it: 产量 of 产量同比下降."""
    return _COMPARISON.sub("", indicator) or indicator


def respectively(n: Number) -> Measure | None:
    """What a number of several compares, one by one: 营业收入12.8亿元、净利润1.1亿元,|分别同比增长|32%|和28%.

    The measure that it compares, its indicator the comparison's.
    """
    m = _EACH.match(n.coded.text, n.start)
    if m is None:
        return None
    numbers = [k for k in range(n.start, n.end) if k in n.coded.held and n.coded.held[k].quantity is not None]
    compared = [measure for k, measure in n.told if k < n.start][-len(numbers) :]
    if len(compared) != len(numbers) or len(numbers) < 2:
        return None
    of = compared[numbers.index(n.at)]
    return replace(of, indicator=_COMPARISON.sub("", of.indicator) + m["to"] + m["with"] + m["by"])


def ranked(n: Number) -> Ranked | None:
    """What a number behind a ranking measures, and whose it is: 甲区、乙县出口规模居前,|分别为|12亿元|和9亿元; 甲县增速最快,|达|31%."""
    text, held = n.coded.text, n.coded.held
    if n.start < 2 or text[n.start - 1] != "," or not (m := _TELLS.match(text, n.start)) or m.end() > n.at:
        return None
    before = clause_begin(text, n.start - 2)
    if m["one"]:
        best = _BEST.fullmatch(text, before, n.start - 1) or _BEST_IS.fullmatch(text, before, n.start - 1)
        if best is None or m.end() != n.at:
            return None
        return Ranked(held[best.start("who")], best["what"] or (n.last.indicator if n.last else ""))
    row = _ROW.fullmatch(text, before, n.start - 1)
    numbers = [k for k in range(n.start, n.end) if k in held and held[k].quantity is not None]
    if row is None:
        return None
    parties = [k for k in range(row.start("who"), row.end("who")) if k in held]
    what = row["what"] or m["does"] or (n.last.indicator if n.last is not None else "")
    return Ranked(held[parties[numbers.index(n.at)]], what) if len(parties) == len(numbers) and what else None


class Ranked(NamedTuple):
    """Whose a number is, and what it measures."""

    subject: Mention
    indicator: str


_WHO = class_range("AdministrativeArea|IndustrialPark|Company")
_TELLS = re.compile(r"(?:分别(?:为|达到?|是)?(?P<does>[\u4e00-\u9fff]{0,4})|(?P<one>(?:高?达到?|为|总量为|增长|仅为)))")
_ROW = re.compile(
    rf"[^,;。]{{0,6}}?(?P<who>[{_WHO}](?:[、和][{_WHO}])+)(?P<what>[\u4e00-\u9fff]{{0,14}}?)(?:位居|居|位列|列|排名|紧随其后|领跑|靠前|领先)[^,;。]{{0,8}}"
)
_BEST = re.compile(rf"[^,;。]{{0,6}}?(?P<who>[{_WHO}])(?P<what>[\u4e00-\u9fff]{{0,10}}?)最[快大高多低少小]")
_BEST_IS = re.compile(rf"(?P<what>[\u4e00-\u9fff]{{0,10}}?)最[快大高多低少小]的是(?P<who>[{_WHO}])")


def one_by_one(n: Number) -> Mention | None:
    """Whose the next number is where several are told of several: 甲县、乙县分别增长19.7%和11.8%."""
    text, held = n.coded.text, n.coded.held
    if "分别" not in text[n.start : n.at]:
        return None
    begin = n.start
    if text.startswith("分别", begin) and begin > 1:
        begin = clause_begin(text, begin - 2)  # 甲区、乙县居前,|分别增长7.4%、7.1%
    parties = [
        k
        for k in range(begin, n.at)
        if k in held and any(is_a(held[k].type, c) for c in _PARTIES) and not LIES_IN.match(text, k)
    ]
    number = sum(k in held and held[k].quantity is not None for k in range(n.start, n.at))
    return held[parties[number]] if 0 < number < len(parties) else None
