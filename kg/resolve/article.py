"""Resolution within an article: which mentions stand for one thing, and what 公司, 该镇, 全区 stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.mentions.areas import Home
from kg.model import Mention, Span
from kg.resolve.centre import STANDS_FOR, Centre, Seen, antecedent
from kg.resolve.names import short_for
from kg.schema import family, is_a

WEAK = ("Industry", "Product")
"""Classes whose mentions become entities only when a fact speaks of them."""

_NESTED = ("AdministrativeArea", "Organization", "Road", "Region", "Facility", "IndustrialPark")
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


@dataclass(eq=False, slots=True)
class Local:
    """A thing within one article: its names as met, its classes, where it is mentioned (page offsets, in order)."""

    name: str
    types: set[str]
    forms: dict[str, None] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    code: str = ""
    nested: bool = True
    inside: dict[str, Local] = field(default_factory=dict)
    borne: set[str] = field(default_factory=set)

    @property
    def main(self) -> str:
        """The class by which the thing is told: its first by name among the deepest."""
        return sorted(self.types)[0]

    def is_a(self, *classes: str) -> bool:
        return any(is_a(t, c) for t in self.types for c in classes)


@dataclass(slots=True)
class Resolved:
    """An article's things, and the thing that each mention (by its span and class) stands for."""

    things: list[Local]
    _of: dict[tuple[int, int, str], Local]
    centre: Centre
    _home: Home

    def thing(self, mention: Mention, *classes: str) -> Local | None:
        """What a mention stands for; for an anaphor the nearest fitting thing before it, of one of `classes` if given."""
        if not mention.anaphor:
            return self._of.get((mention.begin, mention.end, mention.type))
        return self._antecedent(mention, classes)

    def _antecedent(self, mention: Mention, classes: tuple[str, ...]) -> Local | None:
        wanted = classes or tuple(mention.type.split("|"))
        if (
            mention.begin != mention.end
            and mention.type in ("City", "District", "County")
            and (area := self._own_area(mention))
        ):
            return area
        if mention.type == "Person" and len(mention.name) > 1:
            return self.centre.leader()
        if mention.begin != mention.end:
            wanted = STANDS_FOR.get(mention.type, (mention.type,))
        if mention.begin == mention.end and wanted == ("Person",):
            return self.centre.leader()
        if (
            mention.begin == mention.end
            and wanted[0] == "Project"
            and (
                near := self._nearest(
                    mention.begin,
                    ("Project", "IndustrialPark", "Facility", "Region"),
                    self.centre.paragraph_begin(mention.begin),
                )
            )
        ):
            return near
        if mention.begin != mention.end and mention.type == "Company" and mention.name[:1] != "该":
            before = [s.thing for s in self.centre.subjects if s.begin < mention.begin]
            if (found := antecedent(mention, before)) is not None:
                return found
        if mention.name[:1] == "该" and (near := self._nearest(mention.begin, wanted)) is not None:
            return near
        found = (
            self.centre.subject(mention.begin, wanted)
            if mention.type != "Person" or mention.begin == mention.end
            else None
        )
        if found is None and mention.type == "Project":
            found = self._nearest(mention.begin, ("Project",)) or self._nearest(
                mention.begin, ("Road", "Facility", "IndustrialPark")
            )
        if found is None and (mention.begin != mention.end or "Event" in wanted):
            found = self._nearest(mention.begin, wanted)
        if found is None and mention.begin != mention.end and mention.name[:1] in "全我本":
            found = self._only(wanted)
        return found

    def _own_area(self, mention: Mention) -> Local | None:
        """The area that 全市, 该县 stands for: of the article's areas of that level the home one that is spoken of most."""
        fitting = [t for t in self.things if t.is_a(*STANDS_FOR.get(mention.type, (mention.type,)))]
        if mention.name[:1] == "该":
            fitting = [t for t in fitting if any(s.begin < mention.begin for s in t.spans) and not t.nested] or fitting
            return max(
                fitting,
                key=lambda t: max((s.begin for s in t.spans if s.begin < mention.begin), default=-1),
                default=None,
            )
        home = [t for t in fitting if t.code.startswith(self._home.prefectures[:1] or ("-",))] or fitting
        heads = [id(s.thing) for s in self.centre.subjects]
        return max(
            home, key=lambda t: (heads.count(id(t)), not t.nested, len(t.spans), -t.spans[0].begin), default=None
        )

    def _nearest(self, at: int, wanted: tuple[str, ...], floor: int = 0) -> Local | None:
        """The thing of one of the classes mentioned last before `at`, not before `floor`."""
        best: tuple[int, Local] | None = None
        for thing in self.things:
            if thing.is_a(*wanted) and (not thing.nested or (thing.is_a("Project") and "event" in thing.borne)):
                before = [
                    s.begin
                    for s in thing.spans
                    if floor <= s.begin and s.end <= at and not self.centre.in_headline(s.begin)
                ]
                before += [
                    s.begin
                    for s in self.centre.subjects
                    if s.thing is thing and floor <= s.begin < at and not self.centre.in_headline(s.begin)
                ]
                if before and (best is None or max(before) > best[0]):
                    best = (max(before), thing)
        return best[1] if best else None

    def _only(self, wanted: tuple[str, ...]) -> Local | None:
        fitting = [t for t in self.things if t.is_a(*wanted)]
        return fitting[0] if len(fitting) == 1 else None

    def office(self, area: Local, rest: str, post: Mention) -> Local:
        """The body of an area that a title names (委, 人大常委会): the article's own mention of it, else a new thing."""
        name = area.name + (rest if not (rest == "委" and area.name.endswith(("镇", "乡"))) else "党委")
        for thing in self.things:
            if thing.name == name or name in thing.forms:
                return thing
        thing = Local(name, {"GovernmentBody"}, {name: None}, [post.span], nested=False)
        thing.inside[area.name] = area
        self.things.append(thing)
        return thing

    def before(self, at: int, *classes: str) -> Local | None:
        """The thing of one of the classes whose name ends right before `at`, or before the titles that stand there."""
        best = max(
            ((s.end, t) for t in self.things if t.is_a(*classes) for s in t.spans if at - 12 <= s.end <= at),
            key=lambda x: x[0],
            default=None,
        )
        return best[1] if best else None

    def area(self, level: str, at: int) -> Local | None:
        """The administrative area of a level (市, 区, 县, 镇 …) that a bare title or office at `at` belongs to."""
        wanted = LEVELS_OF[level]
        found = self.centre.subject(at, wanted)
        if found is not None:
            return found
        things = [t for t in self.things if t.is_a(*wanted)]
        before = [t for t in things if t.spans and t.spans[0].begin <= at]
        return max(
            before or things, key=lambda t: (sum(s.begin <= at for s in t.spans), -t.spans[0].begin), default=None
        )


def resolve_article(units: Sequence[Seen], home: Home) -> Resolved:
    """Gather an article's mentions into things."""
    mentions = [m for unit in units for m in unit.mentions]
    things: dict[tuple[str, str], Local] = {}
    of: dict[tuple[int, int, str], Local] = {}
    for m, nested, holder in _every(mentions):
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
    _merge_areas(things)
    merged = _merge(list(dict.fromkeys(things.values())))
    for k, thing in of.items():
        of[k] = merged.get(id(thing), thing)
    final = list(dict.fromkeys(of.values()))
    _complete(final, of)
    final = list(dict.fromkeys(of.values()))
    for thing in final:
        thing.inside = {n: merged.get(id(t), t) for n, t in thing.inside.items()}
        thing.spans.sort()
    final.sort(key=lambda t: t.spans[0])
    centre = Centre.of(units, of)
    return Resolved(final, of, centre, home)


def _complete(things: list[Local], of: dict[tuple[int, int, str], Local]) -> None:
    """Give bodies named by their level alone (市公安局) the article's own area of that level."""
    by_name = {t.name: t for t in things}
    for thing in things:
        m = _BARE_OFFICE.match(thing.name)
        if m is None or not thing.is_a("Organization"):
            continue
        wanted = LEVELS_OF[m["level"]]
        areas = [t for t in things if t.is_a(*wanted)]
        first = thing.spans[0].begin
        before = [t for t in areas if any(s.begin <= first for s in t.spans)]
        area = max(
            before or areas,
            key=lambda t: (max((s.begin for s in t.spans if s.begin <= first), default=-1), t.name),
            default=None,
        )
        if area is None:
            continue
        name = area.name + thing.name[len(m["level"]) :]
        same = by_name.get(name)
        if same is not None and same is not thing:
            _absorb(same, thing)
            for k, t in of.items():
                if t is thing:
                    of[k] = same
            continue
        thing.name = name
        thing.inside[area.name] = area
        by_name[name] = thing


def _every(
    mentions: Iterable[Mention], holder: Mention | None = None
) -> Iterator[tuple[Mention, bool, Mention | None]]:
    """Each mention, then those nested in it that count: what the bearer belongs to or lies in."""
    for m in mentions:
        yield m, holder is not None, holder
        yield from _nested(m.parts, m)


def _nested(parts: Iterable[Mention], holder: Mention) -> Iterator[tuple[Mention, bool, Mention | None]]:
    """The nested mentions that count; where one does not, those inside it may."""
    for p in parts:
        if _counts(p, holder):
            yield p, True, holder
            yield from _nested(p.parts, p)
            if is_a(p.type, "Place"):
                continue
        yield from _nested(p.parts, holder)


def _counts(part: Mention, holder: Mention) -> bool:
    """Whether a nested name counts: a prefix of the bearer, or a place in the middle of a project's name."""
    if part.anaphor or not any(is_a(part.type, c) for c in _NESTED):
        return False
    if part.type in ("Country",):
        return False
    first = part.begin == holder.begin or holder.begin <= part.begin <= holder.begin + 1
    if is_a(holder.type, "Organization"):
        if part.type == "IndustrialPark" and holder.type in ("School", "PublicInstitution"):
            return False
        if is_a(part.type, "Road") or is_a(part.type, "Facility") or part.type == "Region":
            return False
        return (
            first
            or (is_a(part.type, "AdministrativeArea") and not is_a(holder.type, "Company"))
            or (is_a(part.type, "AdministrativeArea") and part.type != "Province")
        )
    if is_a(holder.type, "AdministrativeArea") or holder.type == "Road":
        return False
    if holder.type in ("Project", "Event", "Initiative"):
        return (
            is_a(part.type, "AdministrativeArea")
            or (
                first
                and holder.type == "Event"
                and (is_a(part.type, "Organization") or part.type in ("Project", "IndustrialPark", "Facility"))
            )
            or (first and holder.type == "Project" and (is_a(part.type, "Organization") or is_a(part.type, "Place")))
        )
    if holder.type == "Region" and part.type in ("Facility", "Region"):
        return False
    if holder.type == "BusinessDistrict" and part.type == "Road":
        return False
    return first or is_a(part.type, "AdministrativeArea")


def _merge_areas(things: dict[tuple[str, str], Local]) -> None:
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


def _merge(things: list[Local]) -> dict[int, Local]:
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
