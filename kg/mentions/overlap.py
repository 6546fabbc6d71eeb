"""One overlap policy: of mentions that overlap the longest wins, the first listed of equal ones; what it holds nests in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from kg.model import Mention

_RANK = {"Former": 0, "Journalist": 0, "Person": 1, "Time": 2, "Quantity": 3}

_begin = attrgetter("begin")
_OWNS = re.compile(r"(?:集团|公司|银行|控股)$")


def settle(candidates: Sequence[Mention]) -> list[Mention]:
    """The mentions that stand, in reading order; each losing candidate that lies inside a winner becomes one of its `parts`."""
    listed = sorted(candidates, key=_begin)
    if all(a.end <= b.begin for a, b in pairwise(listed)):
        return listed
    ranked = sorted(enumerate(candidates), key=lambda x: (x[1].begin - x[1].end, _RANK.get(x[1].type, 9), x[0]))
    kept: list[Mention] = []
    inside: list[list[Mention]] = []
    taken: dict[int, int] = {}  # each character's mention
    for _, m in ranked:
        span = range(m.begin, m.end)
        holders = [taken[i] for i in span if i in taken]
        if not holders:
            taken.update(dict.fromkeys(span, len(kept)))
            kept.append(m)
            inside.append([])
            continue
        holder = min(holders)
        other = kept[holder]
        within = other.begin <= m.begin and m.end <= other.end and (m.begin, m.end) != (other.begin, other.end)
        if within and other.type != "Person" and not _same(m, other):  # no 罗马 in 陈罗马
            inside[holder].append(m)
    found = [m.moved(m.begin, m.end, tuple(settle(inside[k]))) if inside[k] else m for k, m in enumerate(kept)]
    return sorted(found, key=_begin)


def _same(m: Mention, other: Mention) -> bool:
    """Whether what lies in a name is a piece of it rather than a party of its own: X工业园|区, X重工|(赤峰)装备有限公司."""
    if m.begin == other.begin and m.type == "Facility" and other.type in ("Region", "IndustrialPark"):
        return True  # 青石港|新区
    if m.type != other.type or m.begin != other.begin:
        return m.type == other.type == "IndustrialPark" and m.end == other.end - 1
    return (m.type == "Company" and not _OWNS.search(m.name)) or (m.type == "IndustrialPark" and m.end == other.end - 1)
