"""What statements and the flow of an article imply by the genre's own habits: a district's project lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Mention, Span
from kg.resolve.local import Local
from kg.resolve.resolved import Resolved
from kg.resolve.statements import Statement


def infer(found: Sequence[Statement], resolved: Resolved) -> Iterator[Statement]:
    """Statements that follow from others; each keeps the quote of the one it follows from."""
    placed = {
        id(s.subject)
        for s in found
        if s.predicate == "locatedIn" and s.subject is not None and not s.rule.startswith("name:")
    }
    organised = {id(s.object) for s in found if s.predicate == "organizes"}
    for s in found:
        if s.modality == "negated" or s.subject is None or not isinstance(s.object, Local):
            continue
        hosted = (
            s.subject.is_a("AdministrativeArea") and s.object.is_a("Project", "Place") and id(s.object) not in placed
        )
        if s.predicate == "undertakes" and hosted:
            confidence = round(s.confidence - 0.05, 2)
            rule = f"{s.rule}>host"
            yield replace(
                s, subject=s.object, predicate="locatedIn", object=s.subject, rule=rule, confidence=confidence
            )
    yield from _venues(found)
    yield from _visited(found, placed)
    for thing in resolved.things:
        if thing.is_a("Event") and id(thing) not in organised:
            yield from _held_by_area(thing, resolved)


def _visited(found: Sequence[Statement], placed: set[int]) -> Iterator[Statement]:
    """What somebody sees on a visit to a county or district lies in it."""
    seen: dict[int, Local] = {}
    tour = (s for s in found if s.predicate == "visits" and s.modality != "negated")
    for s in sorted(tour, key=lambda s: s.quote):
        if s.subject is None or not isinstance(s.object, Local):
            continue
        if s.object.is_a("District", "County", "CountyLevelCity"):
            seen[id(s.subject)] = s.object
            continue
        area = seen.get(id(s.subject))
        site = s.object.is_a("Project", "Organization", "Facility") and not s.object.is_a("GovernmentBody")
        if area is not None and site and id(s.object) not in placed:
            placed.add(id(s.object))
            rule = f"{s.rule}>seen-there"
            yield replace(s, subject=s.object, predicate="locatedIn", object=area, rule=rule, confidence=0.82)


def _venues(found: Sequence[Statement]) -> Iterator[Statement]:
    """A school or hall where a district's bodies hold something lies in that district."""
    seat = {id(s.subject): s.object for s in found if s.predicate == "jurisdiction" and isinstance(s.object, Local)}
    placed = {id(s.subject) for s in found if s.predicate == "locatedIn"}
    hosts = [(s.object, s.subject) for s in found if s.predicate == "organizes" and isinstance(s.object, Local)]
    done: set[int] = set()
    for s in found:
        if s.predicate in ("heldAt", "participatesIn") and s.subject is not None and isinstance(s.object, Local):
            event, site = (s.subject, s.object) if s.predicate == "heldAt" else (s.object, s.subject)
            if not site.is_a("School") or id(site) in placed or id(site) in done:
                continue
            area = next((seat.get(id(o)) for e, o in hosts if e is event and o is not None and id(o) in seat), None)
            if isinstance(area, Local) and area.is_a("District", "County", "CountyLevelCity"):
                done.add(id(site))
                yield replace(
                    s,
                    subject=site,
                    predicate="locatedIn",
                    object=area,
                    datatype=None,
                    rule="venue-of-district",
                    confidence=0.8,
                    modality="asserted",
                )


_OF_ASSEMBLY = re.compile(r"常委会|人民代表大会|人大|政协|全委会|党代会")
"""Whose meetings are not the area's government's."""


def _held_by_area(event: Local, resolved: Resolved) -> Iterator[Statement]:
    """An occasion that bears an area's name (桐江区产业发展大会) is the area's."""
    for body in event.inside.values():
        if body.is_a("Organization") and event.name.startswith(body.name):
            span = event.spans[0]
            yield Statement(
                body, "organizes", event, None, Span(span.begin, span.end), span, "name:event-of-body", "asserted", 0.85
            )
            return
    for area in event.inside.values():
        if (
            area.is_a("District", "County", "CountyLevelCity", "City", "Town")
            and re.sub(r"^(?:19|20)\d\d年?", "", event.name).startswith(area.name)
            and event.name.endswith(("会", "大会", "会议", "仪式", "开工活动", "签约活动"))
        ):
            span = event.spans[0]
            if _OF_ASSEMBLY.search(event.name):
                if "人大常委会" not in event.name:
                    continue
                area = resolved.office(area, "人大常委会", Mention(*span, ("Position",), ""))
            yield Statement(
                area, "organizes", event, None, Span(span.begin, span.end), span, "name:event-of-area", "asserted", 0.88
            )
            return
