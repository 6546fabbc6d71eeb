"""An article as the weighing of a number's subject sees it: its things with their places, its sentences and clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.resolve.centre import Centre
from kg.resolve.local import Local
from kg.schema import ancestors, kinds

_CLAUSE_ENDS = re.compile("[,，;；。!！?？:：]")
_LAST = 400
"""How far the article's last sentence may reach beyond the last thing that it names."""
_KIND = {
    "Village": "village",
    "Town": "town",
    "Subdistrict": "town",
    "AdministrativeArea": "area",
    "FinancialInstitution": "bank",
    "Company": "firm",
    "Road": "road",
    "Facility": "site",
    "IndustrialPark": "park",
    "BusinessDistrict": "park",
    "Place": "region",
}
"""Classes that weigh alike under one name; any other goes by its own name or its nearest ancestor's here."""
ROLES: Mapping[str, frozenset[str]] = {
    "actor": frozenset({"Organization", "AdministrativeArea", "IndustrialPark"}),
    "body": frozenset({"Organization"}),
    "firm": frozenset({"Company"}),
    "works": frozenset({"Project", "IndustrialPark", "Facility", "BusinessDistrict", "Region", "Road"}),
    "project": frozenset({"Project"}),
    "area": frozenset({"AdministrativeArea"}),
    "village": frozenset({"Village"}),
    "government": frozenset({"GovernmentBody"}),
    "person": frozenset({"Person"}),
    "event": frozenset({"Event"}),
    "product": frozenset({"Product"}),
    "initiative": frozenset({"Initiative"}),
    "any": frozenset(
        {"Organization", "AdministrativeArea", "IndustrialPark", "Project", "Event", "Facility", "Road", "Person"}
        | {"Product", "Initiative"}
    ),
}
"""Sets of classes in each of which the last thing to head a clause counts."""


@cache
def kind_of(types: frozenset[str]) -> str:
    """The kind under which a thing of some classes weighs: `Company` → `firm`."""
    cls = min(types)
    return next((_KIND[c] for c in (cls, *ancestors(cls)) if c in _KIND), cls)


@cache
def roles_of(types: frozenset[str]) -> frozenset[str]:
    """The `ROLES` that a thing of some classes can play."""
    above = {k for t in types for k in kinds(t)}
    return frozenset(role for role, classes in ROLES.items() if not above.isdisjoint(classes))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a number may be said of: where the text mentions it and where it heads clauses, in order."""

    thing: Local
    kind: str
    roles: frozenset[str]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]
    titled: bool
    """Whether the headline names it."""
    leads: bool
    """Whether it heads most clauses of the article."""
    characters: frozenset[str]
    """Those of its name."""
    signs: tuple[str, ...]
    """What speaks for it whatever the number."""
    central: tuple[str, ...]
    """The roles that it plays for the article as a whole, as signs."""

    def last(self, at: int) -> int:
        """Where it is spoken of last before a place; -1 if nowhere."""
        named, headed = bisect_left(self.begins, at), bisect_left(self.heads, at)
        return max(self.begins[named - 1] if named else -1, self.heads[headed - 1] if headed else -1)


@dataclass(frozen=True, slots=True)
class Story:
    """An article's candidates and its divisions, by their places on the page."""

    text: str
    centre: Centre
    candidates: tuple[Candidate, ...]
    _sentences: tuple[int, ...]
    _ends: tuple[int, ...]

    @classmethod
    def of(cls, things: Sequence[Local], centre: Centre, text: str) -> Story:
        heads: dict[int, list[int]] = {}
        for s in centre.subjects:
            if s.heads:
                heads.setdefault(id(s.thing), []).append(s.begin)
        leading = [(s, roles_of(frozenset(s.thing.types))) for s in centre.subjects if s.heads]
        chief = centre.main([s for s, _ in leading])
        central = {role: centre.main([s for s, roles in leading if role in roles]) for role in ROLES}
        candidates = []
        for thing in things:
            if thing.is_a("Journalist"):
                continue
            types = frozenset(thing.types)
            titled = any(centre.in_headline(s.begin) for s in thing.spans)
            spans = sorted({s.begin: s.end for s in thing.spans if not centre.in_headline(s.begin)}.items())
            begins, ends = tuple(b for b, _ in spans), tuple(e for _, e in spans)
            headed = tuple(b for b in sorted(heads.get(id(thing), ())) if not centre.in_headline(b))
            kind, leads = kind_of(types), thing is chief
            signs = (
                f"kind {kind}",
                f"leads {leads:d} {kind}",
                f"titled {titled:d} {kind}",
                f"often {bucket(len(thing.spans), 1, 2, 4, 8)} {kind}",
                f"nested {thing.nested:d} {kind}",
                f"named {thing.name[-2:]}",
            )
            plays = tuple(f"central {role}" for role, chosen in central.items() if chosen is thing)
            candidates.append(
                Candidate(
                    thing,
                    kind,
                    roles_of(types),
                    begins,
                    ends,
                    headed,
                    titled,
                    leads,
                    frozenset(thing.name),
                    signs,
                    plays,
                )
            )
        sentences = tuple(sorted({b for b, _ in centre.units if not centre.in_headline(b)}))
        low = min(sentences, default=0)
        high = max((s.end for t in things for s in t.spans), default=low)
        ends = tuple(m.end() for m in _CLAUSE_ENDS.finditer(text, low, high + _LAST))
        return cls(text, centre, tuple(candidates), sentences, ends)

    def sentence(self, at: int) -> int:
        """The number of the sentence at a place; 0 before the first."""
        return bisect_right(self._sentences, at)

    def clauses(self, begin: int, end: int) -> int:
        """How many clauses end between two places."""
        return bisect_right(self._ends, end) - bisect_right(self._ends, begin)

    def clause_begin(self, at: int) -> int:
        """Where the clause at a place begins."""
        n = bisect_right(self._ends, at)
        return self._ends[n - 1] if n else at


def bucket(n: int, *edges: int) -> str:
    """A number as a few sizes: the first of the `edges` that it does not pass."""
    for edge in edges:  # no generator: asked for every sign
        if n <= edge:
            return str(edge)
    return "more"
