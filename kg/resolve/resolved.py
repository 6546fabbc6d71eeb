"""An article's things, and what its anaphors, titles and dropped subjects stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.mentions.areas import Home
from kg.model import Mention
from kg.resolve.centre import STANDS_FOR, Centre, Subject, antecedent, police
from kg.resolve.local import Local
from kg.resolve.merge import LEVELS_OF
from kg.schema import is_a

_SITES = ("Project", "IndustrialPark", "Facility", "Region", "BusinessDistrict", "Road")
_PAIRED = ("Organization", "Project", "Facility", "IndustrialPark", "AdministrativeArea")
"""What 前者 and 后者 tell apart."""
_TOLD_BY_NOUN = ("Organization", "Facility", "Project")
"""What 该 and the noun that its name ends in stand for."""
_ANY_BODY = ("公司", "企业", "集团", "单位", "机构", "会", "委", "队")


@dataclass(slots=True)
class Resolved:
    """An article's things, and the thing that each mention (by its span and class) stands for."""

    things: list[Local]
    _of: dict[tuple[int, int, str], Local]
    centre: Centre
    _home: Home
    _city: Local | None = None
    """The paper's own city, where the article's 市长 and 市公安局 are its."""
    _posts: tuple[int, ...] = ()
    """Where posts stand."""
    _signed: Local | None = None
    """Who signs it, on a line of its own."""

    def thing(self, mention: Mention, *classes: str) -> Local | None:
        """What a mention stands for; for an anaphor the nearest fitting thing before it, of one of `classes` if given."""
        if not mention.anaphor:
            return self._of.get((mention.begin, mention.end, mention.type))
        return self._antecedent(mention, classes)

    def _antecedent(self, mention: Mention, classes: tuple[str, ...]) -> Local | None:
        if mention.begin == mention.end:
            return self._dropped(mention, classes or tuple(mention.type.split("|")))
        if area := self.own_area(mention):
            return area
        if mention.type == "Person" and len(mention.name) > 1:
            return self.centre.leader()
        return self._spoken(mention, STANDS_FOR.get(mention.type, (mention.type,)))

    def _dropped(self, mention: Mention, wanted: tuple[str, ...]) -> Local | None:
        """Whom a clause without a subject is about: by the first of the classes `wanted` that says how to look, then by any."""
        at = mention.begin
        if wanted[0] == "Province":  # an article's economy is its own area's
            last = self.centre.last(at, ("AdministrativeArea", "IndustrialPark", "Organization"))
            if (
                last is not None
                and "Company" in wanted
                and last.is_a("IndustrialPark", "Company", "FinancialInstitution")
            ):
                return last
            areas = [t for t in self.things if t.is_a("AdministrativeArea") and not t.is_a("Country")]
            if (lead := self._lead_area(areas)) is not None:
                return lead
        if wanted[0] == "Event" and len(wanted) > 1:
            paragraph = self.centre.paragraph_begin(at)
            occasion = self.centre.subject(at, ("Event",)) or self._nearest(at, ("Event",), paragraph)
            if occasion is not None:
                return occasion
            wanted = wanted[1:]
        if wanted[0] == "Product":
            offers = [t for t in self.things if t.is_a("Product") and t.name.endswith(("贷", "保", "险", "卡"))]
            told = [t for t in offers if any(s.begin < at for s in t.spans)]
            if wanted == ("Product",):
                return self._nearest(at, wanted, self.centre.paragraph_begin(at))
            if told:
                return max(told, key=lambda t: max(s.begin for s in t.spans if s.begin < at))
            wanted = wanted[1:]
        if wanted == ("Person",):
            return self.centre.speaker(at) or self.centre.leader()
        if wanted[0] == "Project" and (site := self._site(at, wanted)) is not None:
            return site
        found = self.centre.subject(at, wanted)
        if found is None and mention.type == "Project":
            found = self._works(at)
        return found or (self._nearest(at, wanted) if "Event" in wanted else None)

    def _site(self, at: int, wanted: tuple[str, ...]) -> Local | None:
        """The works or site that the paragraph is about, else the one that the article is."""
        near = ("Project", "IndustrialPark", "Facility", "Region")
        here = self.centre.last(at, _SITES) or self._nearest(at, near, self.centre.paragraph_begin(at))
        if here is not None or self.centre.last(at, wanted) is not None:
            return here
        site = self.centre.subject(at, tuple(c for c in wanted if c in _SITES))
        return site if site is not None and site.spans[0].begin < at else None

    def _works(self, at: int) -> Local | None:
        return self._nearest(at, ("Project",)) or self._nearest(at, ("Road", "Facility", "IndustrialPark"))

    def _spoken(self, mention: Mention, wanted: tuple[str, ...]) -> Local | None:
        """What an anaphor of the text (该公司, 集团, 后者) stands for, of one of the classes `wanted`."""
        at, noun = mention.begin, mention.name.lstrip("该此本全新")
        if mention.name in ("我公司", "本公司") and self._signed is not None:
            return self._signed
        if (own := self.centre.of_speaker(at, noun)) is not None:
            return own
        if mention.type == "Company" and mention.name[:1] != "该":
            before = [s.thing for s in self.centre.subjects if s.begin < at]
            if (found := antecedent(mention, before)) is not None:
                return found
        if mention.name == "该园":
            named = [
                t
                for t in self.things
                if t.is_a("School", "IndustrialPark", "Project", "Facility") and t.name.endswith("园")
            ]
            return max(named, key=lambda t: max((s.end for s in t.spans if s.end <= at), default=-1), default=None)
        if mention.name in ("前者", "后者"):
            return self._of_pair(mention)
        if mention.name[:1] in "该全" and is_a(mention.type, "Organization") and noun not in _ANY_BODY:
            body = self._nearest(at, _TOLD_BY_NOUN, ending=noun)  # 该局, after 市农业农村局 and its 作物栽培站
            if body is not None:
                return body
        if noun == "新区":
            wanted = (*wanted, "District")
        called = [t for t in self.things if len(noun) > 1 and t.is_a(*wanted) and t.name.endswith(noun)]
        if mention.type in ("PublicInstitution", "School"):  # 医院 is the county's, not the visitors'
            called = [t for t in called if self._is_local(t)] or called
        if len(called) == 1 and called[0].spans[0].begin < at:
            return called[0]
        if noun == "分局" and called:
            return max(called, key=lambda t: max((s.begin for s in t.spans if s.begin < at), default=-1))
        if noun == "警方" and (force := police(self.things)) is not None:
            return force
        if mention.type == "PublicInstitution" and (head := self.centre.latest(at, called)) is not None:
            return head  # 医院 is none of its wards
        if (
            mention.name[:1] == "这"
            and (spoken_of := self._nearest(self.centre.sentence_begin(at), wanted)) is not None
        ):
            return spoken_of
        if mention.name[:1] == "该" and (near := self._nearest(at, wanted)) is not None:
            return near
        found = self.centre.subject(at, wanted) if mention.type != "Person" else None
        if found is None and mention.type == "Project":
            found = self._works(at)
        found = found or self._nearest(at, wanted)
        if found is None and noun in ("院区", "校区"):
            found = self._wing(mention)
        return found or (self._only(wanted) if mention.name[:1] in "全我本" else None)

    def _is_local(self, thing: Local) -> bool:
        """Whether a body is called after an area where the page is at home."""
        return any(t.is_a("AdministrativeArea") and self._home.holds(t.code) for t in thing.inside.values())

    def at_home(self, mention: Mention) -> bool:
        """Whether an area lies where the page is at home."""
        return self._home.holds(mention.code)

    def _lead_area(self, fitting: Sequence[Local]) -> Local | None:
        """Of some areas the one that the article names first, by itself or by one of its bodies (桐江市统计局)."""
        for thing in sorted(self.things, key=lambda t: (min(t.spans), -len(t.name))):
            if thing.nested:
                continue
            bodies: list[Local] = [thing, *(thing.inside.values() if thing.is_a("GovernmentBody") else [])]
            for area in bodies:
                if any(area is t for t in fitting):
                    return area
        return None

    def own_area(self, mention: Mention, subjects: Sequence[Subject] = ()) -> Local | None:
        """The area that 全市, 该县 stands for: of the article's areas of that level the home one that is spoken of most.

        `subjects` are those known so far while the centre is made.
        """
        if mention.begin == mention.end or mention.type not in ("City", "District", "County"):
            return None
        fitting = [t for t in self.things if t.is_a(*STANDS_FOR.get(mention.type, (mention.type,)))]
        if not fitting and mention.type == "District":
            fitting = [t for t in self.things if t.is_a("IndustrialPark") and t.name.endswith("区")]  # 高新区
        if mention.name[:1] == "该":
            fitting = [t for t in fitting if any(s.begin < mention.begin for s in t.spans) and not t.nested] or fitting
            return max(
                fitting,
                key=lambda t: max((s.begin for s in t.spans if s.begin < mention.begin), default=-1),
                default=None,
            )
        if mention.type == "City" and self._city is not None:
            return self._city
        headed = [
            (s.end, t)
            for t in fitting
            for s in t.spans
            if 0 <= mention.begin - s.end <= 24 and any(s.end <= post <= s.end + 12 for post in self._posts)
        ]
        if headed:
            return max(headed, key=lambda x: x[0])[1]  # 嵩县县长…汇报,全县
        home = [t for t in fitting if self._home.holds(t.code)] or fitting
        lead = self._lead_area(home)
        if lead is not None:
            return lead
        heads = [id(s.thing) for s in self.centre.subjects or subjects]
        return max(
            home, key=lambda t: (heads.count(id(t)), not t.nested, len(t.spans), -t.spans[0].begin), default=None
        )

    def _of_pair(self, mention: Mention) -> Local | None:
        """前者 or 后者 of the last two bodies or works named side by side, else 后者 the body named last."""
        spans = sorted(
            (s.begin, -s.end, n)
            for n, t in enumerate(self.things)
            if t.is_a(*_PAIRED)
            for s in t.spans
            if s.end <= mention.begin
        )
        named: list[tuple[int, int, Local]] = []
        for begin, end, n in spans:
            if not named or named[-1][1] <= begin:
                named.append((begin, -end, self.things[n]))
        for k in range(len(named) - 1, 0, -1):
            (_, end, first), (begin, _, last) = named[k - 1], named[k]
            if 0 < begin - end <= 3 and first is not last:
                return first if mention.name == "前者" else last
        floor = self.centre.paragraph_begin(mention.begin)
        return self._nearest(mention.begin, ("Organization",), floor) if mention.name == "后者" else None

    def _wing(self, mention: Mention) -> Local | None:
        """The new buildings of the hospital or school that the passage is about, a thing of their own: X医院新院区."""
        host = self.centre.subject(mention.begin, ("PublicInstitution", "School"))
        if host is None:
            return None
        wing = Local(
            host.name + mention.name, {"Facility"}, {host.name + mention.name: None}, [mention.span], nested=False
        )
        wing.inside[host.name] = host
        self.things.append(wing)
        return wing

    def _nearest(self, at: int, wanted: tuple[str, ...], floor: int = 0, ending: str = "") -> Local | None:
        """The thing of one of the classes mentioned last before `at`, not before `floor`, its name with an `ending`."""
        best: tuple[int, Local] | None = None
        for thing in self.things:
            if not thing.name.endswith(ending):
                continue
            if thing.is_a(*wanted) and (not thing.nested or (thing.is_a("Project") and "event" in thing.borne)):
                before = [
                    s.end
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

    def at_hand(self, at: int, classes: tuple[str, ...]) -> Local | None:
        """The thing of the classes that the sentence names before `at`, else the one that the paragraph, or the article, is about."""
        return self._nearest(at, classes, self.centre.sentence_begin(at)) or self.centre.subject(at, classes)

    def called(self, at: int, ending: re.Pattern[str]) -> Local | None:
        """The body whose name ends so that the paragraph of `at` names last before it, else the article's only one."""
        bodies = [t for t in self.things if t.is_a("Organization") and ending.search(t.name)]
        floor = self.centre.paragraph_begin(at)
        named = [(s.end, t) for t in bodies if not t.nested for s in t.spans if floor <= s.begin and s.end <= at]
        if named:
            return max(named, key=lambda x: x[0])[1]
        return bodies[0] if len(bodies) == 1 else None

    def force_of(self, area: str) -> Local | None:
        """The police of an area: 青石警方 is 青石县公安局."""
        return police([t for t in self.things if area[:2] in t.name])

    def _only(self, wanted: tuple[str, ...]) -> Local | None:
        fitting = [t for t in self.things if t.is_a(*wanted)]
        return fitting[0] if len(fitting) == 1 else None

    def office(self, area: Local, rest: str, post: Mention) -> Local:
        """The body of an area that a title names (委, 人大常委会): the article's own mention of it, else a new thing."""
        name = area.name + (rest if not (rest == "委" and area.name.endswith(("镇", "乡"))) else "党委")
        if len(area.name) == 2 and rest.startswith("委"):
            name = area.name + area.name[-1] + rest  # 容县县委
        for thing in self.things:
            if thing.name == name or name in thing.forms:
                return thing
        thing = Local(name, {"GovernmentBody"}, {name: None}, [post.span], nested=False)
        thing.inside[area.name] = area
        self.things.append(thing)
        return thing

    def before(self, at: int, *classes: str) -> Local | None:
        """The thing of one of the classes whose name ends right before `at`, or before the titles that stand there."""
        best: tuple[int, Local] | None = max(
            ((s.end, t) for t in self.things if t.is_a(*classes) for s in t.spans if at - 12 <= s.end <= at),
            key=lambda x: x[0],
            default=None,
        )
        return best[1] if best else None

    def area(self, level: str, at: int) -> Local | None:
        """The administrative area of a level (市, 区, 县, 镇 …) that a title or office at `at` belongs to."""
        wanted = LEVELS_OF[level]
        beside = next((t for t in self.things if t.is_a(*wanted) and any(s.end == at for s in t.spans)), None)
        if beside is not None:
            return beside
        if level == "市" and self._city is not None:
            return self._city
        called = [t for t in self.things if t.is_a(*wanted) and t.name.endswith(level)]
        if level in ("镇", "乡") and called and any(not t.name.endswith(level) for t in self.things if t.is_a(*wanted)):
            return max(called, key=lambda t: max((s.begin for s in t.spans if s.begin <= at), default=-1))
        if level == "区" and any(t.is_a("District") for t in self.things):
            wanted = ("District",)
        found = self.centre.subject(at, wanted)
        if found is not None and (level != "区" or found.is_a("District") or found.name.endswith("新区")):
            return found
        things = [
            t
            for t in self.things
            if t.is_a(*wanted) and (level != "区" or not t.is_a("IndustrialPark") or t.name.endswith("新区"))
        ]
        before = [t for t in things if t.spans and t.spans[0].begin <= at]
        return max(
            before or things, key=lambda t: (sum(s.begin <= at for s in t.spans), -t.spans[0].begin), default=None
        )
