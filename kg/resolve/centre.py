"""Whom a passage is about: the last subject of its class in the paragraph, else the article's own."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.lexicon.positions import PRIVATE
from kg.model import Mention, Span
from kg.resolve.heads import is_scene, is_subject
from kg.resolve.voices import voices
from kg.rules.template import MENTION, UNIONS, class_range, positions
from kg.schema import descendants, is_a

if TYPE_CHECKING:
    from kg.resolve.local import Local

_SUBJECTS = frozenset(
    c
    for top in (
        "Organization",
        "AdministrativeArea",
        "IndustrialPark",
        "Person",
        "Project",
        "Event",
        "Facility",
        "Road",
    )
    for c in descendants(top)
)
STANDS_FOR = {"City": ("City", "CountyLevelCity"), "County": ("County", "CountyLevelCity")}
"""The classes that an anaphor of a class may stand for: 全市 may be a county-level city."""
_SPEAKS_FOR = re.compile(
    rf"[{class_range('Position')}]+[{class_range('Person')}][^,。]{{0,6}}(?:说|表示|介绍|汇报|告诉|称|透露|算起|坦言)"
)
_REPORTS = re.compile(
    rf"(?:、{MENTION})*(?:等[^,。]{{0,12}})?"
    r"(?:作[^,。]{0,4}(?:发言|交流|汇报|讲话)|参会|参加会议|出席会议|列席会议|列席|到会)[,;。]"
)
"""What somebody does at a meeting, which the article is no more about than before."""
_LEVEL = {"市": "City", "县": "County", "区": "District"}
_WHOLE = re.compile(rf"全([{''.join(_LEVEL)}])")
"""A meeting of a whole area, which is then what the article is about."""
_BOUNDARY = re.compile(r"$|[,。;:、“” ]")


def bearer(anaphor: Mention, things: Sequence[Local]) -> Local | None:
    """The last of some things whose name ends in the noun of an anaphor: 合作社, of all bodies the one called so."""
    noun = anaphor.name.lstrip("该此本全")
    if len(noun) < 2 or noun in ("公司", "企业", "集团", "警方") or noun[0] in "我这":
        return None
    classes = STANDS_FOR.get(anaphor.type, (anaphor.type,))
    return next((t for t in reversed(things) if t.is_a(*classes) and t.name.endswith(noun)), None)


def antecedent(anaphor: Mention, things: Sequence[Local]) -> Local | None:
    """The last of some things that an anaphor may stand for; 公司 and 集团 prefer a name that ends so."""
    classes = STANDS_FOR.get(anaphor.type, (anaphor.type,))
    noun = anaphor.name.lstrip("该此本全")
    if noun == "警方" and (force := police(things)) is not None:
        return force
    if (called := next((t for t in reversed(things) if t.is_a(*classes) and t.name.endswith(noun)), None)) is not None:
        return called
    if anaphor.type == "Company":
        ending = "集团" if "集团" in anaphor.name else "公司"
        classes = ("Company", "School") if ending == "集团" else classes
        named = next(
            (
                t
                for t in reversed(things)
                if t.is_a(*classes) and any(n.split("(")[0].endswith(ending) for n in (t.name, *t.forms))
            ),
            None,
        )
        if named is not None:
            return named
        classes = ("Company",)
    return next((t for t in reversed(things) if t.is_a(*classes)), None)


def police(things: Sequence[Local]) -> Local | None:
    """The first of some things that is a police force, or the one that it belongs to: 分局, not its 反诈中心."""
    bodies = (b for t in things for b in (t, *t.inside.values()) if b.is_a("GovernmentBody"))
    forces = [b for b in bodies if b.name.endswith(("公安局", "分局"))]
    return next((b for b in forces if b.name.endswith("分局")), forces[0] if forces else None)


class Subject(NamedTuple):
    """A thing that heads a clause: where (page offset), in which paragraph (-1: the headline)."""

    begin: int
    paragraph: int
    thing: Local
    heads: bool = True
    """False for a body whose officer speaks: the sentence is not about it, but 公司 is it."""


class Seen(NamedTuple):
    """A unit as resolution sees it: its span and kind, its coded text, its mentions in page offsets, its paragraph."""

    span: Span
    kind: str
    coded: str
    mentions: Sequence[Mention]
    paragraph: int


class Speech(NamedTuple):
    """Words of somebody: their span, who says them and the body that he speaks for."""

    span: Span
    who: Local | None
    body: Local | None
    private: bool = False
    """Whether the speaker speaks for himself: a villager, a grower, a passenger."""

    def of(self, wanted: tuple[str, ...]) -> Local | None:
        """Of whom the words are where they name nobody of the classes `wanted`: the speaker's firm, or himself."""
        if self.body is not None and self.body.is_a(*wanted) and not self.body.is_a("GovernmentBody"):
            return self.body
        return self.who if self.private and "Organization" in wanted and len(wanted) > 1 else None


@dataclass(frozen=True, slots=True)
class Centre:
    """The subjects of an article's clauses in order, and where its sentences and paragraphs begin."""

    subjects: tuple[Subject, ...]
    units: tuple[tuple[int, int], ...]
    """Where each sentence and part of the headline begins, with its paragraph, in order of place."""
    _headline: tuple[Span, ...] = ()
    _speeches: tuple[Speech, ...] = ()
    _free: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        units: Sequence[Seen],
        things: Mapping[tuple[int, int, str], Local],
        area: Callable[[Mention, Sequence[Subject]], Local | None],
    ) -> Centre:
        """`things` by the mentions that name them; `area` tells what 全市 and 该县 stand for."""
        found: list[Subject] = []
        met: list[Local] = []
        for unit in units:
            for m, at in zip(unit.mentions, positions(unit.coded), strict=True):
                here = things.get((m.begin, m.end, m.type)) if not m.anaphor else None
                if here is not None:
                    met.append(here)
                body = here is not None and is_a(m.type, "Organization")
                speaks = body and _SPEAKS_FOR.match(unit.coded, at + 1) is not None
                heads = m.type in _SUBJECTS and is_subject(unit.coded, at, m, unit.mentions)
                if heads and m.type != "Person" and _REPORTS.match(unit.coded, at + 1):
                    heads = False
                if not (speaks or heads or (body and is_scene(unit.coded, at))):
                    continue
                if m.type == "Event" and (whole := _WHOLE.match(m.name)):
                    level = Mention(m.begin, m.begin + 2, (_LEVEL[whole[1]],), whole[0], anaphor=True)
                    if (host := area(level, found)) is not None:
                        found.append(Subject(m.begin, unit.paragraph, host))
                thing = here
                if m.anaphor:
                    heading = [s.thing for s in found]
                    thing = area(m, found) or bearer(m, heading) or bearer(m, met)
                    thing = thing or antecedent(m, heading) or antecedent(m, met)
                if thing is not None:
                    found.append(Subject(m.begin, unit.paragraph, thing, heads and not speaks))

        def stands_for(m: Mention | None) -> Local | None:
            if m is None or not m.anaphor:
                return things.get((m.begin, m.end, m.type)) if m is not None else None
            return antecedent(m, [s.thing for s in found if s.begin < m.begin])

        private = {id(t) for unit in units for t in _private_persons(unit, things)}
        told = ((v.span, stands_for(v.who), stands_for(v.body)) for v in voices(units))
        speeches = tuple(Speech(span, who, body, id(who) in private) for span, who, body in told)
        bounds = tuple(sorted((unit.span.begin, unit.paragraph) for unit in units))
        headline = tuple(unit.span for unit in units if unit.kind == "headline")
        free = frozenset(
            m.begin
            for unit in units
            for m, at in zip(unit.mentions, positions(unit.coded), strict=True)
            if _BOUNDARY.match(unit.coded[at - 1 : at])
        )
        return cls(tuple(found), bounds, headline, speeches, free)

    def subject(self, at: int, classes: tuple[str, ...]) -> Local | None:
        """The last subject before `at` of one of the classes (unions such as Actor allowed) in the same paragraph;
        else the article's own: the one that heads most clauses, the earlier of equals."""
        wanted = _spread(classes)
        company = all(c == "Company" for c in wanted)
        fitting = [s for s in self.subjects if s.thing.is_a(*wanted) and (s.heads or company)]
        speech = self.speech(at)
        if speech is not None and (of := speech.of(wanted)) is not None:
            said = [s.thing for s in fitting if speech.span.begin <= s.begin < at and s.heads]
            return said[-1] if said else of
        paragraph = self.paragraph(at)
        here = next((s.thing for s in reversed(fitting) if s.begin < at and s.paragraph == paragraph), None)
        return here or self.main(fitting)

    def last(self, at: int, classes: tuple[str, ...]) -> Local | None:
        """The last thing of the classes to head a clause before `at`, in the same paragraph."""
        paragraph = self.paragraph(at)
        return next(
            (
                s.thing
                for s in reversed(self.subjects)
                if s.begin < at and s.paragraph == paragraph and s.heads and s.thing.is_a(*classes)
            ),
            None,
        )

    def latest(self, at: int, things: Sequence[Local]) -> Local | None:
        """That of some things which heads a clause last before `at`."""
        return next((s.thing for s in reversed(self.subjects) if s.begin < at and s.heads and s.thing in things), None)

    def stands_free(self, mention: Mention) -> bool:
        """Whether a mention begins a phrase of its own, with a sign before it or nothing."""
        return mention.begin in self._free

    def speaker(self, at: int) -> Local | None:
        """Who says what stands at a place of the page."""
        speech = self.speech(at)
        return speech.who if speech is not None else None

    def of_speaker(self, at: int, noun: str) -> Local | None:
        """The body that somebody speaks for, where its name ends in a noun that he says: 公司, 卫生院."""
        speech = self.speech(at)
        body = speech.body if speech is not None else None
        if body is None or len(noun) < 2:
            return None
        firm = noun in ("公司", "企业", "集团", "我公司") and body.is_a("Company")
        return body if firm or body.name.endswith(noun) else None

    def speech(self, at: int) -> Speech | None:
        return next((s for s in reversed(self._speeches) if s.span.begin <= at < s.span.end), None)

    def in_headline(self, at: int) -> bool:
        """Whether a place of the page lies in one of the headline's parts."""
        return any(begin <= at < end for begin, end in self._headline)

    def leader(self) -> Local | None:
        """The person whom the article follows: the first one in its headline or text to head a clause."""
        return next((s.thing for s in self.subjects if s.thing.is_a("Person")), None)

    def paragraph_begin(self, at: int) -> int:
        """Where the paragraph of a place begins."""
        paragraph = self.paragraph(at)
        return next((begin for begin, p in self.units if p == paragraph), 0)

    def sentence_begin(self, at: int) -> int:
        """Where the sentence of a place begins."""
        return self._unit(at)[0]

    def paragraph(self, at: int) -> int:
        """The paragraph of a place."""
        return self._unit(at)[1]

    def _unit(self, at: int) -> tuple[int, int]:
        n = bisect_right(self.units, (at, sys.maxsize))
        return self.units[n - 1] if n else (0, 0)

    @staticmethod
    def main(subjects: Sequence[Subject]) -> Local | None:
        """The thing that heads most of some clauses."""
        if not subjects:
            return None
        counts = Counter(id(s.thing) for s in subjects)
        return max(subjects, key=lambda s: (counts[id(s.thing)] + (s.paragraph <= 0), -s.begin)).thing


def _spread(classes: tuple[str, ...]) -> tuple[str, ...]:
    """Classes with the members of the unions among them."""
    return tuple(c for name in classes for c in UNIONS.get(name, (name,)))


def _private_persons(unit: Seen, things: Mapping[tuple[int, int, str], Local]) -> Iterator[Local]:
    """The persons whom a unit calls villagers, growers or passengers rather than holders of posts."""
    for title, m in pairwise(unit.mentions):
        titled = title.type == "Position" and title.end == m.begin and PRIVATE.fullmatch(title.name)
        who = things.get((m.begin, m.end, m.type))
        if titled and who is not None and m.type == "Person" and not m.anaphor:
            yield who
