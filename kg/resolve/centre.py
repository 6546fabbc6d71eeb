"""Whom a passage is about: the last subject of its class, carried across clauses and sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Mention, Span
from kg.rules.template import UNIONS
from kg.schema import is_a

if TYPE_CHECKING:
    from kg.resolve.article import Local

_SUBJECTS = ("Organization", "AdministrativeArea", "IndustrialPark", "Person", "Project", "Event", "Facility")
_CLAUSE = re.compile(r"[,;。!?:“”]")
_BEFORE = re.compile(
    r"^(?:近年来|今年以来|据悉|据了解|目前|同时|此外|另外|其中|随后|接着|下一步|未来|去年|今年|当天|当日|日前|近日|连日来|截至目前|昨日|眼下|如今|为此|对此|一直以来|多年来|新年伊始|春节过后|春节前夕|其间|期间|并|而|由|这是|是|早在|自|自从|作为|\s|[\U000F0000-\U000F00FF])*$"
)
_PREPOSITION = re.compile(r"(?:在|从|对|向|往|为|给|跟|同|与|和|把|将|被|让|据|于|到|至|来|来到|走进|由|记者从|记者在|关于|围绕|按照|根据|受|以|通过|依托|联合|携手|位于|落户|经)$")


@dataclass(frozen=True, slots=True)
class Centre:
    """The subjects of an article's clauses in order: where each stands (page offset), what it is, how firmly."""

    subjects: tuple[tuple[int, Local], ...]

    @classmethod
    def of(cls, units: Sequence[tuple[Span, str, str, Sequence[Mention]]], things: Mapping[tuple[int, int, str], Local]) -> Centre:
        found: list[tuple[int, Local]] = []
        for _, _, coded, mentions in units:
            for m, at in zip(mentions, _positions(coded), strict=True):
                thing = things.get((m.begin, m.end, m.type))
                if thing is not None and any(is_a(m.type, s) for s in _SUBJECTS) and _is_subject(coded, at):
                    found.append((m.begin, thing))
        return cls(tuple(found))

    def subject(self, at: int, classes: tuple[str, ...]) -> Local | None:
        """The last subject before `at` that is of one of the classes (unions such as Actor allowed); else the first after."""
        wanted = tuple(c for name in classes for c in UNIONS.get(name, (name,)))
        before = [t for p, t in self.subjects if p < at and t.is_a(*wanted)]
        if before:
            return before[-1]
        return next((t for p, t in self.subjects if p >= at and t.is_a(*wanted)), None)


def _positions(coded: str) -> list[int]:
    return [i for i, c in enumerate(coded) if ord(c) >= 0xF0000]


def _is_subject(coded: str, at: int) -> bool:
    """Whether the mention at `at` of a coded sentence heads its clause as subject, not as object or place."""
    start = max((m.end() for m in _CLAUSE.finditer(coded, 0, at)), default=0)
    lead = coded[start:at]
    after = coded[at + 1 : at + 2]
    if after in ("的", "市", "籍") or _PREPOSITION.search(lead):
        return False
    if after in ("上", "中", "里", "内") and not coded.startswith(("中标", "内部"), at + 1):
        return False
    return len(lead) <= 12 and (_BEFORE.match(lead) is not None or len(lead) <= 4 and not re.search(r"[\u4e00-\u9fff]{3,}", lead))
