"""What makes a thing itself: the key that is hashed into its id, the same in every file with no coordination."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

from kg.mentions.areas import Home
from kg.resolve.local import Local
from kg.resolve.statements import Statement
from kg.schema import deepest, family

_PLACELESS = ("Company", "ResearchInstitution", "MediaOrganization")


def digest(kind: str, *parts: str) -> str:
    """`{kind}-{12 hex}`: an id that depends on nothing but its parts (NFC)."""
    text = "\x1f".join((kind, *parts))
    return f"{kind}-{hashlib.sha256(unicodedata.normalize('NFC', text).encode()).hexdigest()[:12]}"


def identify(thing: Local, found: Sequence[Statement], home: Home, item: str, dated: str) -> tuple[str, str | None]:
    """A thing's id, and the note that says what tells it from its namesakes (None when its name alone does).

    `item` is the article's id and `dated` its publication date, '' when unknown.
    """
    group = family(deepest(tuple(sorted(thing.types))))
    telling, note = _telling(thing, group, found, home, item, dated)
    return digest(group, thing.name, telling), note


def _telling(
    thing: Local, group: str, found: Sequence[Statement], home: Home, item: str, dated: str
) -> tuple[str, str | None]:
    place = home.city.name if home.city else ""
    if thing.is_a("AdministrativeArea"):
        return (thing.code, None) if thing.code else (place, place or None)
    if group == "person":
        return _person(thing, found, place, item)
    if group in ("initiative", "industry", "product"):
        return "", None
    if group == "event":
        when = next((str(s.object) for s in found if s.subject is thing and s.predicate == "eventDate"), dated)
        return (f"{place} {when}", " ".join(x for x in (place, when) if x) or None) if place or when else (item, None)
    if thing.is_a(*_PLACELESS) and len(thing.name) >= 4:
        return "", None
    if any(o.is_a("AdministrativeArea") and thing.name.startswith(o.name) for o in thing.inside.values()):
        return "", None
    return (place, place or None) if place else ("", None)


def _person(thing: Local, found: Sequence[Statement], place: str, item: str) -> tuple[str, str | None]:
    """A person is told by the area or body served; a journalist by the town the paper is of; nobody known by the article."""
    if thing.is_a("Journalist"):
        return f"journalist {place}", "记者" + (f",{place}" if place else "")
    bodies = sorted(
        {
            _seat(s.object)
            for s in found
            if s.subject is thing and s.predicate == "worksFor" and isinstance(s.object, Local)
        }
    )
    if bodies:
        return bodies[0], bodies[0]
    return item, None


def _seat(body: Local) -> str:
    """The area that a public body serves, so that 区委副书记 and 区长 of one district are one person; else the body."""
    if body.is_a("GovernmentBody"):
        area = next((o for o in body.inside.values() if o.is_a("AdministrativeArea")), None)
        if area is not None:
            return area.name
    return body.name
