"""The two sides of a comparison: predictions by the item they belong to, and the report they are entered in."""

from __future__ import annotations

from kg.evaluate.align import Pair, is_thing
from kg.evaluate.report import Cell, Fault, Report, Tally
from kg.model import Evidence, Fact, Knowledge, Observation, Span

NAMING = frozenset({"mentions", "hasReporter", "hasCorrespondent", "hasPhotographer"})
"""Properties of an article whose objects are the entities it names."""

UNSCORED = frozenset({"mentions", "publishedOn", "publishedBy", "headline", "hasTenure", "hasObservation"})
"""Properties that gold leaves out: they follow from the page, or from others that it has."""


class World:
    """The predictions, indexed by the item they belong to."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.entities = {entity.id: entity for entity in knowledge.entities if is_thing(entity)}
        self.others = {entity.id for entity in knowledge.entities} - self.entities.keys()
        self.names = {entity.id: entity.name for entity in knowledge.entities}
        self.named: dict[str, dict[str, Evidence]] = {}
        self.facts: dict[str, list[tuple[Fact, tuple[Evidence, ...]]]] = {}
        self.observations: dict[str, list[tuple[Observation, Evidence]]] = {}
        for fact in knowledge.facts:
            if fact.predicate in NAMING and fact.object in self.entities:
                self.named.setdefault(fact.subject, {}).setdefault(fact.object, fact.evidence[0])
            if fact.predicate in UNSCORED or fact.subject in self.others or fact.object in self.others:
                continue
            for article in sorted({evidence.article for evidence in fact.evidence}):
                here = tuple(evidence for evidence in fact.evidence if evidence.article == article)
                self.facts.setdefault(article, []).append((fact, here))
        for observation in knowledge.observations:
            for article in sorted({evidence.article for evidence in observation.evidence}):
                here = tuple(evidence for evidence in observation.evidence if evidence.article == article)
                self.observations.setdefault(article, []).append((observation, here[0]))


class Ledger:
    """Writes counts and faults of one article and one layer into the report."""

    def __init__(self, report: Report, pair: Pair, layer: str) -> None:
        self.report, self.layer, self.text = report, layer, pair.document.text
        self.page = pair.gold.page if pair.gold else pair.document.name.rsplit("/", 1)[-1]
        self.number = pair.gold.number if pair.gold else 0

    def tally(self, kind: str) -> Tally:
        layer = {
            "item": self.report.items,
            "entity": self.report.entities,
            "fact": self.report.facts,
            "observation": self.report.observations,
        }
        return layer[self.layer].at(Cell(self.page, self.number, kind))

    def rule(self, name: str) -> Tally:
        return self.report.rules.at(Cell(self.page, self.number, name))

    def fault(self, fault: str, name: str, quote: str | Span = "", rule: str = "") -> None:
        shown = quote if isinstance(quote, str) else self.text[quote.begin : quote.end]
        self.report.errors.append(Fault(self.page, self.number, self.layer, fault, name, shown, rule))
