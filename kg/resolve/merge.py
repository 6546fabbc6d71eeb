"""One thing under several names: areas by code, short names with full ones, 市公安局 with its city."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.resolve.local import WEAK, Local
from kg.resolve.names import short_for
from kg.schema import family, is_a

LEVELS_OF: dict[str, tuple[str, ...]] = {
    "省": ("Province",),
    "市": ("CountyLevelCity", "City"),
    "区": ("District", "IndustrialPark"),
    "县": ("County",),
    "镇": ("Town",),
    "乡": ("Town",),
    "街道": ("Subdistrict",),
    "州": ("City",),
    "旗": ("County",),
    "村": ("Village",),
}
"""The classes that the level word of a bare office or title (市公安局, 区长) may stand for."""
_BARE_OFFICE = re.compile(r"(?P<level>省|市|区|县|州|旗|镇|街道)(?=.)(?!场|政工程|域|长|区|级|民|内|外|直)")


def complete_offices(
    things: list[Local], of: dict[tuple[int, int, str], Local], city: Local | None, at_home: Callable[[Local], bool]
) -> None:
    """Give bodies named by their level alone (市公安局) the article's own area of that level; 市 is `city` if known.

    Areas that lie `at_home`, where the page is, come first.
    """
    by_name = {t.name: t for t in things}
    for thing in things:
        m = _BARE_OFFICE.match(thing.name)
        if m is None or not thing.is_a("Organization", "Facility", "IndustrialPark"):
            continue
        wanted = LEVELS_OF[m["level"]]
        areas = [t for t in things if t.is_a(*wanted)]
        if m["level"] == "区":
            areas = [t for t in areas if t.is_a("District")] or areas
        areas = [t for t in areas if at_home(t)] or areas
        first = thing.spans[0].begin
        before = [t for t in areas if any(s.begin <= first for s in t.spans)]
        area = max(
            before or areas,
            key=lambda t: (max((s.begin for s in t.spans if s.begin <= first), default=-1), t.name),
            default=None,
        )
        if m["level"] == "市" and city is not None:
            area = city
        if area is None:
            continue
        rest = thing.name[len(m["level"]) :]
        name = area.name + (m["level"] if len(area.name) == 2 and rest.startswith("委") else "") + rest  # 容县县委
        same = by_name.get(name) or by_name.get(name.replace("政府", "人民政府"))
        if same is not None and same is not thing:
            _absorb(same, thing)
            for k, t in of.items():
                if t is thing:
                    of[k] = same
            continue
        thing.name = name
        thing.inside[area.name] = area
        by_name[name] = thing


def merge_areas(things: dict[tuple[str, str], Local]) -> None:
    """One thing for an area whose code one mention knows and another does not."""
    by_name: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for (group, key), thing in things.items():
        by_name.setdefault((group, thing.name), []).append((group, key))
    for keys in by_name.values():
        if len(keys) > 1:
            first = things[keys[0]]
            for other in keys[1:]:
                extra = things[other]
                if not first.code or not extra.code or first.code == extra.code:
                    _absorb(first, extra)
                    things[other] = first


def _absorb(into: Local, other: Local) -> None:
    if into is other:
        return
    into.types |= other.types
    into.forms.update(other.forms)
    into.spans += [s for s in other.spans if s not in into.spans]
    into.code = into.code or other.code
    into.nested = into.nested and other.nested
    into.inside.update(other.inside)
    into.borne |= other.borne


def merge_names(things: list[Local]) -> dict[int, Local]:
    """Short names joined to full ones: from each absorbed thing's identity to the one that stands."""
    into: dict[int, Local] = {id(t): t for t in things}
    kin: dict[str, list[Local]] = {}
    for t in things:
        kin.setdefault(family(t.main), []).append(t)
    for short in sorted(things, key=lambda t: (len(t.name), t.name)):
        full = [
            t
            for t in kin[family(short.main)]
            if t is not short
            and len(t.name) > len(short.name)
            and _compatible(short, t)
            and short_for(short.name, t.name, short.main)
        ]
        if (
            family(short.main) in map(str.lower, WEAK)
            or short.code
            or (family(short.main) == "person" and not any("·" in t.name for t in full))
        ):
            continue
        whole = {id(into[id(t)]): into[id(t)] for t in full}
        if len(whole) == 1 or (
            whole
            and all(
                short_for(a.name, b.name, a.main) or a is b
                for a in whole.values()
                for b in whole.values()
                if len(a.name) < len(b.name)
            )
        ):
            target = max(whole.values(), key=lambda t: (len(t.name), t.name))
            _absorb(target, short)
            into[id(short)] = target
    for key, thing in list(into.items()):
        while into.get(id(thing), thing) is not thing:
            thing = into[id(thing)]
        into[key] = thing
    return into


def _compatible(a: Local, b: Local) -> bool:
    return any(is_a(x, y) or is_a(y, x) for x in a.types for y in b.types)
