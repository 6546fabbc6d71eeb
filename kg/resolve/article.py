"""Resolution within an article: which mentions stand for one thing, and what 公司, 该镇, 全区 stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.areas import Home
from kg.resolve.centre import Centre, Seen
from kg.resolve.local import Local
from kg.resolve.merge import complete_offices, merge_areas, merge_names
from kg.resolve.nesting import every
from kg.resolve.resolved import Resolved
from kg.schema import family, is_a

_OF_CITY = re.compile(
    r"(?:原|时任)?(?:(?:常务)?副)?市(?:委(?!员)|长|政府|人大|政协|纪委|监委|[\u4e00-\u9fff]{2,12}[局委办院会]$)"
)


def resolve_article(units: Sequence[Seen], home: Home) -> Resolved:
    """Gather an article's mentions into things."""
    mentions = [m for unit in units for m in unit.mentions]
    things: dict[tuple[str, str], Local] = {}
    of: dict[tuple[int, int, str], Local] = {}
    for m, nested, holder in every(mentions):
        if m.anaphor or m.type in ("Time", "Quantity", "Position", "Etc", "Former"):
            continue
        key = (family(m.type), m.name if not m.code else f"{m.name} {m.code}")
        thing = things.get(key)
        if thing is None:
            thing = things[key] = Local(m.name, set(), code=m.code)
        thing.types.update(m.types)
        thing.forms.setdefault(m.name)
        thing.spans.append(m.span)
        thing.nested = thing.nested and nested
        of[m.begin, m.end, m.type] = thing
        if holder is not None and (outer := of.get((holder.begin, holder.end, holder.type))):
            outer.inside.setdefault(thing.name, thing)
            thing.borne.add(family(holder.type))
    merge_areas(things)
    merged = merge_names(list(dict.fromkeys(things.values())))
    for k, thing in of.items():
        of[k] = merged.get(id(thing), thing)
    final = list(dict.fromkeys(of.values()))
    city = _home_city(units, final, home)
    complete_offices(final, of, city, lambda t: home.holds(t.code))
    final = list(dict.fromkeys([*of.values(), *([city] if city is not None else [])]))
    for thing in final:
        thing.inside = {n: merged.get(id(t), t) for n, t in thing.inside.items()}
        _complete(thing)
        thing.spans.sort()
    final.sort(key=lambda t: t.spans[0])
    posts = tuple(m.begin for m in mentions if m.type == "Position")
    signed = (m for unit in units if len(unit.coded) == 1 for m in unit.mentions if is_a(m.type, "Organization"))
    signed_by = next((of.get((m.begin, m.end, m.type)) for m in signed), None)
    resolved = Resolved(final, of, Centre((), ()), home, city, posts, signed_by)
    resolved.centre = Centre.of(units, of, resolved.own_area)
    return resolved


def _complete(thing: Local) -> None:
    """A body's name with the full name of the one it belongs to: 青石分局反诈中心 of 桐江市公安局青石分局."""
    for short, parent in thing.inside.items():
        if (
            thing.is_a("Organization")
            and parent.is_a("Organization")
            and thing.name.startswith(short)
            and parent.name != short
            and parent.name.endswith(short)
        ):
            thing.forms.setdefault(thing.name)
            thing.name = parent.name + thing.name[len(short) :]
            return


def _home_city(units: Sequence[Seen], things: list[Local], home: Home) -> Local | None:
    """The paper's own city, when the text speaks of 市长 or 市公安局 and names no other city first; made if it never does."""
    if home.city is None:
        return None
    texts = [m for unit in units if unit.kind == "sentence" for m in unit.mentions]
    bare = next((m for m in texts if _OF_CITY.match(m.name) and m.type != "City"), None)
    cities = (
        (m, holder)
        for m, _, holder in every(texts)
        if is_a(m.type, "AdministrativeArea") and m.name.endswith("市") and m.code.startswith(home.city.code[:4])
    )
    named, holder = next(cities, (None, None))
    city = next((t for t in things if t.name == home.city.name), None)
    if (
        bare is not None
        and named is not None
        and named.code == home.city.code
        and holder
        and holder.type == "GovernmentBody"
    ):
        return city  # 桐江市委书记…: its 市水利局 too
    if bare is None or (named is not None and named.begin <= bare.begin):
        return None
    return city or Local(home.city.name, {"City"}, {home.city.name: None}, [bare.span], code=home.city.code)
