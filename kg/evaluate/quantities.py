"""Comparing observations with gold: which quantities were found, and how well the rest of each was read."""

from __future__ import annotations

from collections import Counter

from kg.evaluate.align import Matching, Pair, plain
from kg.evaluate.gold import ARTICLE, GoldObservation
from kg.evaluate.ledger import Ledger, World
from kg.evaluate.report import Report
from kg.model import Evidence, Observation


def score_observations(report: Report, pair: Pair, world: World, matching: Matching) -> None:
    """Match on value, unit and subject; comparator, status, period and indicator are judged on what matched."""
    ledger = Ledger(report, pair, "observation")
    gold = pair.gold.observations if pair.gold else ()
    item = pair.item.id if pair.item else ""
    names = {want.id: want.name for want in pair.gold.entities} if pair.gold else {}
    predicted = world.observations.get(item, [])

    def subject(observation: Observation) -> str:
        if observation.subject == item:
            return ARTICLE
        want = matching.gold_of.get(observation.subject)
        return want.id if want else f"?{observation.subject}"

    ranked = sorted(
        (
            one.comparator != want.comparator,
            one.status != want.status,
            one.period != want.period,
            -similarity(one.indicator, want.indicator),
            want.optional,
            n,
            m,
        )
        for n, want in enumerate(gold)
        for m, (one, _) in enumerate(predicted)
        if (one.value, plain(one.unit), subject(one)) == (want.value, plain(want.unit), want.subject)
    )
    chosen: dict[int, int] = {}
    for *_, n, m in ranked:
        if n not in chosen and m not in chosen.values():
            chosen[n] = m
    for n, want in enumerate(gold):
        said = f"{names.get(want.subject, want.subject)} {want.indicator} {want.comparator} {want.value} {want.unit}"
        if want.optional:
            continue
        if n not in chosen:
            ledger.tally(want.unit).missed += 1
            ledger.fault("missing", said, want.quote)
            continue
        tally = ledger.tally(want.unit)
        tally.found += 1
        tally.right += 1
        one, evidence = predicted[chosen[n]]
        ledger.rule(evidence.rule).right += 1
        _judge(report, ledger, one, want, said, evidence)
    for m, (one, evidence) in enumerate(predicted):
        if m in chosen.values():
            continue
        ledger.tally(one.unit).spurious += 1
        ledger.rule(evidence.rule).spurious += 1
        end = subject(one)
        name = names.get(end) or f"?{world.names.get(one.subject, one.subject)}"
        said = f"{name} {one.indicator} {one.comparator} {one.value} {one.unit}"
        ledger.fault("spurious", said, evidence.quote, evidence.rule)


def _judge(
    report: Report, ledger: Ledger, one: Observation, want: GoldObservation, said: str, evidence: Evidence
) -> None:
    """Count in what respects a matched observation is right."""
    for aspect, share in (("comparator", report.comparator), ("status", report.status), ("period", report.period)):
        is_so, should = getattr(one, aspect), getattr(want, aspect)
        share.count(is_so == should)
        if is_so != should:
            ledger.fault(aspect, f"{said}: {is_so or 'none'}, not {should or 'none'}", evidence.quote, evidence.rule)
    exact = plain(one.indicator) == plain(want.indicator)
    report.indicator.count(exact)
    report.similarity.count(similarity(one.indicator, want.indicator))
    if not exact:
        ledger.fault("indicator", f"{said}: {one.indicator}", evidence.quote, evidence.rule)


def similarity(one: str, other: str) -> float:
    """F1 of the character bigrams of two phrases, their ends counted in: 1 when equal, 0 when nothing is shared."""
    grams = [Counter(zip(f"\0{plain(text)}", f"{plain(text)}\0", strict=True)) for text in (one, other)]
    return 2 * (grams[0] & grams[1]).total() / (grams[0].total() + grams[1].total())
