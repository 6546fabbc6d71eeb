"""The thing that most speaks for, number by number in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from kg.model import Measure
from kg.resolve.local import Local
from kg.weigh.article import Candidate, Story
from kg.weigh.signs import Signs, Told

ENOUGH = 0.35
"""The share of the weight below which a number is said of nothing."""
GIVEN = {"measure-respectively": 0.95, "measure-age": 0.95}
"""Rules whose sentence itself says whose the number is, with how sure that is: nothing is weighed."""
UNIT = 100
"""Weights are kept as hundredths, so that their sums are exact everywhere."""


class Choice(NamedTuple):
    """Whose a number is, or None, and how sure that is (0 to 1)."""

    subject: Local | None
    share: float


@cache
def weights() -> Mapping[str, int]:
    """Each sign with its weight, in hundredths of a natural logarithm."""
    text = (files("kg.weigh") / "weights.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def choose(
    story: Story, proposals: Iterable[tuple[Measure, Local | None]], known: Mapping[str, int] | None = None
) -> list[Choice]:
    """For each measure, in reading order with whom the rules propose, whose it is. `known` are weights other than the learned ones."""
    known = weights() if known is None else known
    earlier: list[Told] = []
    choices = []
    for measure, proposed in proposals:
        if proposed is not None and measure.rule in GIVEN:
            earlier.append(Told(measure, proposed))
            choices.append(Choice(proposed, GIVEN[measure.rule]))
            continue
        signs = Signs(story, measure, proposed, earlier)
        by_kind: dict[str, int] = {}
        scored: list[tuple[int, Candidate]] = []
        for c in signs.candidates():
            if c.kind not in by_kind:
                by_kind[c.kind] = sum(known.get(s, 0) for s in signs.of_kind(c.kind))
            scored.append((by_kind[c.kind] + sum(known.get(s, 0) for s in signs.of(c)), c))
        nobody = sum(known.get(s, 0) for s in signs.of_none())
        top = max((score for score, _ in scored), default=nobody)
        total = sum(exp((score - top) / UNIT) for score in (*(s for s, _ in scored), nobody))
        best = next((c.thing for score, c in scored if score == top), None)
        share = 1 / total
        subject = best if share > ENOUGH else None
        earlier.append(Told(measure, subject))
        choices.append(Choice(subject, round(share, 2)))
    return choices
