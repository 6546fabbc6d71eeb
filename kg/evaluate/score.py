"""Comparing what was read with gold: articles, entities, facts and observations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.evaluate.align import Matching, Pair, match_entities, pair_articles, plain
from kg.evaluate.gold import ARTICLE, GoldArticle, GoldFact
from kg.evaluate.ledger import Ledger, World
from kg.evaluate.quantities import score_observations
from kg.evaluate.report import Report
from kg.model import Entity, Evidence, Fact, Knowledge, Span
from kg.schema import SYMMETRIC, TRANSITIVE, deepest


class Key(NamedTuple):
    """A fact in gold's terms: entities by gold id, those gold has not by `?id`, literals plain."""

    subject: str
    predicate: str
    object: str
    denied: bool


def score(knowledge: Knowledge, gold: Sequence[GoldArticle]) -> Report:
    """Compare what was read with gold, page by page; pages that gold has not are left out of account.

    Items, entities and facts count one to one. Optional gold is neither missed nor right. Of transitive properties,
    what follows from gold is not spurious, and gold that follows from the predictions is found.
    """
    report = Report()
    pairs, report.unread = pair_articles(knowledge, gold)
    world = World(knowledge)
    for pair in pairs:
        _score_item(report, pair)
        matching = _score_entities(report, pair, world)
        _score_facts(report, pair, world, matching)
        score_observations(report, pair, world, matching)
    report.errors.sort()
    return report


def _score_item(report: Report, pair: Pair) -> None:
    ledger = Ledger(report, pair, "item")
    item, gold = pair.item, pair.gold
    if gold is None:
        assert item is not None
        ledger.tally(item.article.kind).spurious += 1
        ledger.fault("spurious", item.headline or item.article.kind, Span(item.article.begin, item.article.end))
        return
    name = gold.headline or gold.kind
    if item is None:
        ledger.tally(gold.kind).missed += 1
        ledger.fault("missing", name, gold.body)
        return
    ledger.tally(gold.kind).found += 1
    ledger.tally(gold.kind).right += 1
    body = Span(item.article.begin, item.article.end)
    report.kinds.count(item.article.kind == gold.kind)
    report.bodies.count(body == gold.body)
    report.headlines.count(item.headline == gold.headline)
    if item.article.kind != gold.kind:
        ledger.fault("kind", f"{item.article.kind}, not {gold.kind}")
    if body != gold.body:
        ledger.fault("body", f"[{body.begin}, {body.end}), not [{gold.body.begin}, {gold.body.end})")
    if item.headline != gold.headline:
        ledger.fault("headline", f"{item.headline or 'none'}, not {gold.headline or 'none'}")


def _score_entities(report: Report, pair: Pair, world: World) -> Matching:
    ledger = Ledger(report, pair, "entity")
    named = world.named.get(pair.item.id, {}) if pair.item else {}
    predicted: list[Entity] = [world.entities[entity] for entity in sorted(named)]
    gold = pair.gold.entities if pair.gold else ()
    matching = match_entities(predicted, gold)
    found: set[str] = set()
    for entity in predicted:
        want = matching.gold_of.get(entity.id)
        evidence = named[entity.id]
        kind = deepest(entity.types)
        if want is None:
            ledger.tally(kind).spurious += 1
            ledger.fault("spurious", f"{entity.name} ({'/'.join(entity.types)})", evidence.quote, evidence.rule)
        elif entity.id in matching.mistyped:
            if want.optional:
                found.add(want.id)
                continue
            report.mistyped += 1
            ledger.tally(kind).spurious += 1
            types = f"{'/'.join(entity.types)}, not {'/'.join(want.types)}"
            ledger.fault("mistyped", f"{entity.name}: {types}", evidence.quote, evidence.rule)
        else:
            found.add(want.id)
            if not want.optional:
                tally = ledger.tally(want.types[0])
                tally.found += 1
                tally.right += 1
    mistyped = {matching.gold_of[entity].id for entity in matching.mistyped}
    for want in gold:
        if want.id not in found and not want.optional:
            ledger.tally(want.types[0]).missed += 1
            if want.id not in mistyped:
                ledger.fault("missing", f"{want.name} ({'/'.join(want.types)})")
    return matching


def _key(subject: str, predicate: str, target: str, denied: bool) -> Key:
    """The key of a fact; symmetric properties have one for both directions."""
    if predicate in SYMMETRIC and target < subject:
        subject, target = target, subject
    return Key(subject, predicate, target, denied)


def _score_facts(report: Report, pair: Pair, world: World, matching: Matching) -> None:
    ledger = Ledger(report, pair, "fact")
    gold = pair.gold.facts if pair.gold else ()
    item = pair.item.id if pair.item else ""
    names = {want.id: want.name for want in pair.gold.entities} if pair.gold else {}

    def node(entity: str) -> str:
        if entity == item:
            return ARTICLE
        return matching.gold_of[entity].id if entity in matching.gold_of else f"?{entity}"

    predicted: dict[Key, list[tuple[Fact, Evidence]]] = {}
    for fact, evidences in world.facts.get(item, []):
        target = node(fact.object) if fact.datatype is None else plain(fact.object)
        for evidence in evidences:
            key = _key(node(fact.subject), fact.predicate, target, evidence.modality == "negated")
            predicted.setdefault(key, []).append((fact, evidence))
    wanted: dict[Key, GoldFact] = {}
    for want in sorted(gold, key=lambda f: not f.optional):  # so that of two alike, the required one stays
        target = plain(want.object) if want.literal else want.object
        wanted[_key(want.subject, want.predicate, target, want.modality == "negated")] = want
    required = {key for key, fact in wanted.items() if not fact.optional}
    entailed, implied = _closure(wanted), _closure(predicted)

    for key, witnesses in sorted(predicted.items()):
        best = max(evidence.confidence for _, evidence in witnesses)
        rules = sorted({evidence.rule for _, evidence in witnesses})
        if key in required:
            ledger.tally(key.predicate).right += 1
            report.judged.append((best, True))
            for rule in rules:
                ledger.rule(rule).right += 1
            want = wanted[key]
            agreed = any(evidence.modality == want.modality for _, evidence in witnesses)
            report.modality.count(agreed)
            if not agreed:
                evidence = witnesses[0][1]
                said = f"{_said(key, world, names)}: {evidence.modality}, not {want.modality}"
                ledger.fault("modality", said, evidence.quote, evidence.rule)
        elif key not in entailed:  # entailed holds all of gold, so optional facts end here too
            ledger.tally(key.predicate).spurious += 1
            report.judged.append((best, False))
            for rule in rules:
                ledger.rule(rule).spurious += 1
            for evidence in sorted({e.rule: e for _, e in reversed(witnesses)}.values(), key=lambda e: e.rule):
                ledger.fault("spurious", _said(key, world, names), evidence.quote, evidence.rule)
    for key in sorted(required):
        if key in implied:
            ledger.tally(key.predicate).found += 1
        else:
            ledger.tally(key.predicate).missed += 1
            ledger.fault("missing", _said(key, world, names), wanted[key].quote)


def _said(key: Key, world: World, names: dict[str, str]) -> str:
    """A fact for people to read; `?` marks an entity that gold has not."""
    shown = [
        names.get(end, f"?{world.names.get(end[1:], end[1:])}" if end.startswith("?") else end)
        for end in (key.subject, key.object)
    ]
    return f"{shown[0]} {'not ' if key.denied else ''}{key.predicate} {shown[1]}"


def _closure(keys: Iterable[Key]) -> set[Key]:
    """The facts and all that follows from them by the transitive properties; what is denied implies nothing."""
    closed = set(keys)
    for predicate in TRANSITIVE:
        above: dict[str, set[str]] = {}
        for key in closed:
            if key.predicate == predicate and not key.denied:
                above.setdefault(key.subject, set()).add(key.object)
        for start in above:
            reached: set[str] = set()
            frontier = {start}
            while frontier := {up for place in frontier for up in above.get(place, ())} - reached:
                reached |= frontier
            closed |= {Key(start, predicate, end, False) for end in reached - {start}}
    return closed
