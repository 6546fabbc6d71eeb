"""Who speaks in an article, and for which body: what nobody else is named for is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Mention, Span
from kg.rules.template import ANY, class_range, positions

if TYPE_CHECKING:
    from kg.resolve.centre import Seen

_SAYS = "说|表示|介绍|告诉|称|坦言|透露|感慨|回忆|解释|算起|笑着|高兴地|激动地|汇报|答复"
_BODY = f"[{class_range('Organization|IndustrialPark')}]"
_WHO = rf"(?:(?P<body>{_BODY})[^,。“”:{ANY}]{{0,6}})?[{class_range('Position')}]*(?P<who>[{class_range('Person')}])"
_BEHIND = re.compile(
    rf"[,]?(?:[^。“”,{ANY}]{{0,6}}(?:在|来到|走进)(?P<site>{_BODY})[^。“”,{ANY}]{{0,6}},)?[^,。“”{ANY}]{{0,14}}"
    rf"[{class_range('Place')}]*{_WHO}[^。“”]{{0,14}}?(?:{_SAYS})"
)
"""What stands behind a quotation: “…。”在启明物流,董事长周文彬算起了账。"""
_AHEAD = re.compile(rf"{_WHO}[^,;。“”]{{0,16}}?(?:{_SAYS})[^,;。“”]{{0,4}}[:,](?P<opens>“?)")
"""What stands before words: X公司总经理Y说:“…。…。”; Y介绍,…."""


class Voice(NamedTuple):
    """Words of somebody: their span, the mentions of who says them and of the body that he speaks for."""

    span: Span
    who: Mention | None
    body: Mention | None


def voices(units: Sequence[Seen]) -> Iterator[Voice]:
    """The words of an article whose speaker is named, quoted or told."""
    for n, unit in enumerate(units):
        if unit.kind == "headline":
            continue
        for ahead in _AHEAD.finditer(unit.coded):
            last = _closed(units, n, ahead.end()) if ahead["opens"] else n
            speaker = _mention(unit, ahead, "who")
            if speaker is not None:
                yield Voice(Span(speaker.end, units[last].span.end), speaker, _mention(unit, ahead, "body"))
        if not unit.coded.startswith("“"):
            continue
        last = _closed(units, n, 1)
        for k, begin in ((last, units[last].coded.rfind("”") + 1), (last + 1, 0)):
            if k < len(units) and units[k].paragraph == unit.paragraph:
                m = _BEHIND.match(units[k].coded, begin)
                if m is not None:
                    body = _mention(units[k], m, "body") or _mention(units[k], m, "site")
                    yield Voice(Span(unit.span.begin, units[last].span.end), _mention(units[k], m, "who"), body)
                    break


def _closed(units: Sequence[Seen], n: int, at: int) -> int:
    """Which unit closes a quotation that unit `n` opens before its coded character `at`; `n` when none does."""
    for k in range(n, len(units)):
        if units[k].paragraph != units[n].paragraph:
            break
        if "”" in units[k].coded[at if k == n else 0 :]:
            return k
    return n


def _mention(unit: Seen, m: re.Match[str], group: str) -> Mention | None:
    if not m.groupdict().get(group):
        return None
    return unit.mentions[positions(unit.coded).index(m.start(group))]
