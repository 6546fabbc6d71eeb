"""One overlap policy: of mentions that overlap the longest wins, the first listed of equal ones; what it holds nests in it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention

_RANK = {"Journalist": 0, "Person": 1, "Time": 2, "Quantity": 3}


def settle(candidates: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand, in reading order; each losing candidate that lies inside a winner becomes one of its `parts`."""
    ranked = sorted(enumerate(candidates), key=lambda x: (x[1].begin - x[1].end, _RANK.get(x[1].type, 9), x[0]))
    kept: list[Mention] = []
    inside: dict[int, list[Mention]] = {}
    for _, m in ranked:
        holder = next((k for k, other in enumerate(kept) if other.begin < m.end and m.begin < other.end), None)
        if holder is None:
            kept.append(m)
            inside[len(kept) - 1] = []
            continue
        other = kept[holder]
        if other.begin <= m.begin and m.end <= other.end and (m.begin, m.end) != (other.begin, other.end):
            inside[holder].append(m)
    found = [m.moved(m.begin, m.end, tuple(settle(inside[k]))) if inside[k] else m for k, m in enumerate(kept)]
    return sorted(found, key=lambda m: m.begin)
