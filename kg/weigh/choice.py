"""The thing that most speaks for, number by number in reading order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from operator import itemgetter
from typing import NamedTuple

from kg.model import Measure
from kg.resolve.local import Local
from kg.weigh.article import Story
from kg.weigh.signs import Bundle, Signs, Told

ENOUGH = 0.35
"""The share of the weight below which a number is said of nothing."""
GIVEN = {"measure-respectively": 0.95, "measure-age": 0.95}
"""Rules whose sentence itself says whose the number is, with how sure that is: nothing is weighed."""
UNIT = 100
"""Weights are kept as hundredths, so that their sums are exact everywhere."""
_HELD = ((0.0, 0.3), (0.35, 0.42), (0.5, 0.5), (0.85, 0.6), (0.9, 0.69), (0.95, 0.79), (1.0, 0.89))
"""How often a choice of some share of the weight is right on pages held back, as measured."""


class Choice(NamedTuple):
    """Whose a number is, or None, and how sure that is (0 to 1)."""

    subject: Local | None
    confidence: float


class Weights:
    """What each sign weighs, in hundredths of a natural logarithm: a number's by kind of thing, and the others."""

    def __init__(self, of_kinds: Mapping[str, Mapping[str, int]], others: Mapping[str, int]) -> None:
        self._of_kinds, self._others = of_kinds, others
        self.bundle = lru_cache(maxsize=1 << 15)(self._bundle)

    @classmethod
    def learned(cls) -> Weights:
        """Those of the program."""
        table = json.loads((files("kg.weigh") / "weights.json").read_text(encoding="utf-8"))
        return cls(table["number"], table["thing"])

    def _bundle(self, signs: Bundle) -> int:
        return sum(self._others.get(sign, 0) for sign in signs)

    def by_kind(self, signs: Iterable[str]) -> Mapping[str, int]:
        """What a number's signs say for each kind of thing."""
        total: dict[str, int] = defaultdict(int)
        for sign in signs:
            for kind, weight in self._of_kinds.get(sign, {}).items():
                total[kind] += weight
        return total


learned = cache(Weights.learned)


def choose(
    story: Story, proposals: Iterable[tuple[Measure, Local | None]], weights: Weights | None = None
) -> list[Choice]:
    """For each measure, in reading order with whom the rules propose, whose it is.

    `weights` are others than the learned ones.
    """
    weights = learned() if weights is None else weights
    earlier: list[Told] = []
    choices = []
    for measure, proposed in proposals:
        if proposed is not None and measure.rule in GIVEN:
            earlier.append(Told(measure, proposed))
            choices.append(Choice(proposed, GIVEN[measure.rule]))
            continue
        signs = Signs(story, measure, proposed, earlier)
        by_kind = weights.by_kind(signs.of_number())
        scored = [(by_kind.get(c.kind, 0) + sum(map(weights.bundle, signs.of(c))), c.thing) for c in signs.candidates()]
        nobody = weights.bundle(signs.of_none())
        top, best = max(scored, key=itemgetter(0), default=(nobody, None))
        total = sum(exp((score - top) / UNIT) for score in (*(s for s, _ in scored), nobody))
        share = 1 / total
        subject = best if share > ENOUGH else None
        earlier.append(Told(measure, subject))
        choices.append(Choice(subject, _sure(share)))
    return choices


def _sure(share: float) -> float:
    """The confidence of a choice, between the measured points."""
    for (low, at_low), (high, at_high) in pairwise(_HELD):
        if share <= high:
            return round(at_low + (at_high - at_low) * (share - low) / (high - low), 2)
    return _HELD[-1][1]
