"""Figures that cannot both be true: the same thing, indicator, status, period and unit, yet different numbers.

`>= 900` and `= 920` agree; `= 900` and `= 920` do not. A vague figure (`~`) agrees with what lies within a tenth of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final, NamedTuple

from kg.rdf.prefixes import BASES, Bases
from kg.rdf.query import Term, run

__all__ = ["Conflict", "Figure", "Source", "conflicts"]

VAGUE: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands: the quote with its offsets (half-open, code points) on a page, the article's headline."""

    article: str
    page: str
    begin: int
    end: int
    quote: str
    modality: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as printed, with everything that says it."""

    text: str
    value: Decimal
    comparator: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the figures are about and the figures, the smallest first; at least two of them exclude each other."""

    subject: str
    iri: str
    indicator: str
    unit: str
    status: str
    period: str
    figures: tuple[Figure, ...]


class _Row(NamedTuple):
    iri: str
    who: str
    indicator: str
    unit: str
    status: str
    period: str
    value: str
    comparator: str
    text: str
    article: str
    page: str
    begin: str
    end: str
    quote: str
    modality: str


_QUERY: Final = """
SELECT ?iri ?who ?indicator ?unit ?status ?period ?value ?comparator ?text ?article ?page ?begin ?end ?quote ?modality {
  { SELECT DISTINCT ?iri ?indicator ?unit ?status {
      ?iri kg:hasObservation ?a, ?b .
      ?a kg:indicator ?indicator ; kg:unit ?unit ; kg:status ?status ; kg:value ?x .
      ?b kg:indicator ?indicator ; kg:unit ?unit ; kg:status ?status ; kg:value ?y .
      FILTER(?x < ?y) } }
  ?iri rdfs:label ?who ; kg:hasObservation ?o .
  ?o kg:indicator ?indicator ; kg:unit ?unit ; kg:status ?status .
  ?o kg:value ?value ; kg:comparator ?comparator ; kg:valueText ?text .
  OPTIONAL { ?o kg:period ?period }
  ?proof rdf:object ?o ; kg:quote ?quote ; kg:beginIndex ?begin ; kg:endIndex ?end ; kg:modality ?modality .
  ?proof kg:inArticle ?in . ?in rdfs:label ?article ; kg:onPage/rdfs:label ?page .
}
"""


def conflicts(
    graphs: str | Path | Sequence[str | Path], *, timeout: float = 60.0, bases: Bases = BASES
) -> list[Conflict]:
    """The contradictions in graph files taken together, sorted by subject, indicator and period.

    Raises QueryError when finding them takes longer than `timeout` seconds, InputError for a file that cannot be read.
    """
    found = run(_QUERY, graphs, timeout=timeout, bases=bases)
    rows = sorted(_Row(*map(_text, row)) for row in found.rows)
    groups = groupby(rows, attrgetter("iri", "who", "indicator", "unit", "status", "period"))
    return sorted(
        (
            Conflict(who, iri, indicator, unit, status, period, figures)
            for (iri, who, indicator, unit, status, period), members in groups
            if _contradictory(
                figures := tuple(sorted(_figures(members), key=lambda f: (f.value, f.comparator, f.text)))
            )
        ),
        key=lambda c: (c.subject, c.indicator, c.period, c.status, c.unit, c.iri),
    )


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _figures(rows: Iterator[_Row]) -> Iterator[Figure]:
    by_figure = sorted(rows, key=lambda r: (Decimal(r.value), r.comparator, r.text, r.page, int(r.begin), r))
    for (value, comparator, text), members in groupby(by_figure, attrgetter("value", "comparator", "text")):
        sources = [Source(r.article, r.page, int(r.begin), int(r.end), r.quote, r.modality) for r in members]
        yield Figure(text, Decimal(value), comparator, tuple(dict.fromkeys(sources)))


def _contradictory(figures: Sequence[Figure]) -> bool:
    """Whether two of the figures leave no number that could be both."""
    ranges = [_range(figure) for figure in figures]
    return max(low for low, _ in ranges) > min(high for _, high in ranges)


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that a figure may mean."""
    value, anything = figure.value, Decimal("Infinity")
    if figure.comparator in (">", ">="):
        return value, anything
    if figure.comparator in ("<", "<="):
        return -anything, value
    if figure.comparator == "~":
        return value - abs(value) * VAGUE, value + abs(value) * VAGUE
    return value, value
