"""Learns the weights of `kg/weigh` from annotated pages: of all things that a number could be said of, which one it is.

    python scripts/learn.py [--trial] [PAGES...]

PAGES are page texts with their gold beside them (NAME.txt, NAME.jsonl) or in tests/gold; without them, all of seeds and
tests/gold but those held back. A conditional logit with a quadratic penalty, by L-BFGS. `--trial` writes nothing: it
tells how good the choice is on pages left out, a fifth of them at a time, beside what the rules propose. Needs numpy
and scipy: make weights.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.evaluate import load_gold
from kg.evaluate.align import match_entities, overlap, plain
from kg.evaluate.gold import GoldArticle, GoldObservation
from kg.model import Document, Entity, Measure, Span
from kg.pipeline import Reading
from kg.pipeline import read as read_document
from kg.readers import discover, read
from kg.resolve.article import resolve_article
from kg.resolve.centre import Seen
from kg.resolve.local import Local
from kg.resolve.resolved import Resolved
from kg.resolve.statements import officials, statements, tenures
from kg.weigh.amounts import proposed
from kg.weigh.article import Story
from kg.weigh.choice import UNIT, Weights, choose
from kg.weigh.signs import Signs, Told

ROOT = Path(__file__).parents[1]
Table: TypeAlias = dict[str, dict[str, Any]]
BY = "\t"
"""What parts a number's sign from the kind of thing in the learner's table."""
WEIGHTS = ROOT / "kg" / "weigh" / "weights.json"
GOLD = ROOT / "tests" / "gold"
CASES = ROOT / "tests" / "readings.yml"
PENALTY = 4.0
SEEN = 12
"""How many examples must show a sign for it to get a weight."""
SLIGHT = 0.08
"""What a weight must come to for it to be kept."""
FOLDS = 5
HELD_BACK = tuple("baoding beihai chenzhou huanggang huizhou lishui shaoyang tongliao wuzhong".split())
"""Pages from which nothing is learned, so that they tell how it goes on pages never seen."""
MODELS = {CASES.name: 3, "suzhou-2024-05-21.txt": 3, "zhengzhou-2023-02-15.txt": 3}
"""How often the cases count, and the pages after whose annotation the others were annotated; the rest once."""


@dataclass(slots=True)
class Example:
    """A number with whom the rules propose and the things that gold says it of; `optional` where annotators differ."""

    measure: Measure
    proposal: Local | None
    right: list[Local]
    optional: bool


@dataclass(slots=True)
class Lesson:
    """An article with its numbers, and how many that are not optional gold has."""

    page: str
    story: Story
    examples: list[Example]
    wanted: int


def lessons(pages: Sequence[str]) -> Iterator[Lesson]:
    """The annotated articles of some pages, in order."""
    for page in map(Path, sorted(pages)):
        beside = page.with_suffix(".jsonl")
        gold = load_gold([beside if beside.exists() else GOLD / beside.name])
        reading = read_document(read(discover([page])[0]), None)
        for n in range(len(reading.articles)):
            span = Span(reading.articles[n].begin, reading.articles[n].end)
            best = max(gold, key=lambda a: overlap(span, a.body))
            if overlap(span, best.body) > 0.5:
                yield _lesson(reading, n, best)


def cases() -> Iterator[Lesson]:
    """The numbers of the reading cases: what is tested of a phenomenon is taught too."""
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        told = [m for m in map(_NUMBER.fullmatch, case.get("numbers", ())) if m is not None]
        denied = [m for m in map(_NUMBER.fullmatch, case.get("not", ())) if m is not None]
        reading = read_document(Document("case", case["text"], published=date(2024, 6, 3)), None)
        for n in range(len(reading.articles) if told or denied else 0):
            resolved, measures = _resolved(reading, n)
            things = {t.name: t for t in resolved.things}
            examples = []
            for m in measures:
                whose = [t["whose"] for t in told if _same(t, m)]
                right = [things[name] for name in whose if name in things]
                free = not right and not any(_same(t, m) for t in denied)
                examples.append(Example(m, proposed(m, resolved), right, free))
            story = Story.of(resolved.things, resolved.centre, reading.document.text)
            yield Lesson(CASES.name, story, examples, len(told))


_NUMBER = re.compile(r"(?P<whose>[^:]+): (?P<what>.+) (?:[<>]?=|[<>~]) (?P<value>[\d.]+) (?P<unit>\S+)(?: \(target\))?")


def _same(told: re.Match[str], m: Measure) -> bool:
    """Whether a case's line tells a measure."""
    alike = Decimal(told["value"]) == m.quantity.value and told["unit"] == m.quantity.unit
    return alike and told["what"] == m.indicator


def _resolved(reading: Reading, n: int) -> tuple[Resolved, list[Measure]]:
    """An article's things, as the pipeline has them when its numbers are given out, and its measures in order."""
    passages = reading.passages[n]
    seen = [Seen(p.unit.span, p.unit.kind, p.coded.text, p.mentions, p.unit.paragraph) for p in passages]
    resolved = resolve_article(seen, reading.home)
    claims = [c for p in passages for c in p.claims]
    said = list(statements(claims, resolved))
    list(tenures(claims, resolved))
    officials(said)
    return resolved, sorted((m for p in passages for m in p.measures), key=lambda m: m.number)


def _lesson(reading: Reading, n: int, gold: GoldArticle) -> Lesson:
    resolved, measures = _resolved(reading, n)
    proposals = [proposed(m, resolved) for m in measures]
    things = resolved.things
    entities = [Entity(f"{k:05}", tuple(sorted(t.types)), t.name, tuple(t.forms)) for k, t in enumerate(things)]
    gold_of = match_entities(entities, gold.entities).gold_of
    meant = {g.id: things[int(k)] for k, g in gold_of.items()}
    text = reading.document.text
    examples = []
    for m, proposal in zip(measures, proposals, strict=True):
        said_so = _annotated(m, gold, text)
        right = [meant[o.subject] for o in said_so if o.subject in meant]
        examples.append(Example(m, proposal, right, bool(said_so) and all(o.optional for o in said_so)))
    story = Story.of(things, resolved.centre, text)
    return Lesson(gold.page, story, examples, sum(not o.optional for o in gold.observations))


def _annotated(m: Measure, gold: GoldArticle, text: str) -> list[GoldObservation]:
    """What gold says of a number: observations of its value whose quote lies there, else anywhere in the article."""
    alike = [o for o in gold.observations if o.value == m.quantity.value and plain(o.unit) == plain(m.quantity.unit)]
    here = [
        o for o in alike if any(f.start() <= m.number.begin <= f.end() for f in re.finditer(re.escape(o.quote), text))
    ]
    return here or alike


@dataclass(slots=True)
class Taught:
    """Signs of every thing that could be meant, number by number, and which thing is."""

    rows: list[list[str]]
    starts: list[int]
    right: list[float]
    weight: list[float]


def taught(lesson: Lesson, with_proposals: bool, into: Taught) -> None:
    """Add an article's numbers, each told after those before it were given the right subject."""
    earlier: list[Told] = []
    for e in lesson.examples:
        signs = Signs(lesson.story, e.measure, e.proposal if with_proposals else None, earlier)
        subject = e.right[0] if e.right else None
        if not (e.optional and subject is None):
            found = False
            of_number = signs.of_number()
            for c in signs.candidates():
                into.rows.append([*(f"{sign}{BY}{c.kind}" for sign in of_number), *chain(*signs.of(c))])
                meant = any(c.thing is t for t in e.right)
                into.right.append(float(meant))
                found = found or meant
            into.rows.append(list(signs.of_none()))
            into.right.append(float(not found))
            into.starts.append(len(into.rows))
            into.weight.append(0.5 if e.optional else 1.0)
        earlier.append(Told(e.measure, subject))


def learn(taken: Iterable[Lesson]) -> Table:
    """The weights that make the right things of some articles likeliest, in hundredths.

    Each article is taught with what the rules propose and without: the rules were made on these very pages, and who
    learns to trust them as they do there trusts them too much elsewhere.
    """
    told = Taught([], [0], [], [])
    for lesson in taken:
        for with_proposals in (True, False) * MODELS.get(lesson.page, 1):
            taught(lesson, with_proposals, told)
    counts = Counter(s for row in told.rows for s in set(row))
    column = {s: k for k, s in enumerate(sorted(s for s, n in counts.items() if n >= SEEN))}
    places, ends = [], [0]
    for row in told.rows:
        places += sorted(column[s] for s in row if s in column)  # the same sums on every run
        ends.append(len(places))
    matrix = csr_matrix((np.ones(len(places)), places, ends), shape=(len(told.rows), len(column)))
    turned = matrix.T.tocsr()
    starts = np.array(told.starts)
    group = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    right, weight = np.array(told.right), np.array(told.weight)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ w
        e = np.exp(score - np.maximum.reduceat(score, starts[:-1])[group])
        p = e / np.add.reduceat(e, starts[:-1])[group]
        hit = np.add.reduceat(p * right, starts[:-1]) + 1e-12
        value = -(weight * np.log(hit)).sum() + PENALTY / 2 * (w @ w)
        return value, turned @ ((p - p * right / hit[group]) * weight[group]) + PENALTY * w

    w = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    table: Table = {"number": {}, "thing": {}}
    for sign, k in column.items():
        if abs(w[k]) >= SLIGHT:
            weight = round(UNIT * w[k])
            of_number, by, kind = sign.partition(BY)
            if by:
                table["number"].setdefault(of_number, {})[kind] = weight
            else:
                table["thing"][sign] = weight
    return table


def write(table: Table, path: Path) -> None:
    """The weights as JSON, a sign a line."""
    parts = []
    for name, signs in sorted(table.items()):
        lines = (f"{_json(sign)}: {_json(signs[sign])}" for sign in sorted(signs))
        parts.append(f"{_json(name)}: {{\n" + ",\n".join(lines) + "\n}")
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


_json = partial(json.dumps, ensure_ascii=False, sort_keys=True)


class Score:
    """How many numbers were given a subject, and the right one."""

    def __init__(self) -> None:
        self.given = self.right = self.wanted = 0

    def add(self, lesson: Lesson, chosen: Sequence[Local | None]) -> None:
        self.wanted += lesson.wanted
        for e, subject in zip(lesson.examples, chosen, strict=True):
            if subject is not None and not e.optional:
                self.given += 1
                self.right += any(subject is t for t in e.right)

    def __str__(self) -> str:
        precision, recall = self.right / max(self.given, 1), self.right / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def tried(taken: Sequence[Lesson], table: Table) -> tuple[Score, Score]:
    """How good the rules' proposals and the weighed choices are."""
    weights = Weights(table["number"], table["thing"])
    rules, weighed = Score(), Score()
    for lesson in taken:
        rules.add(lesson, [e.proposal for e in lesson.examples])
        proposals = [(e.measure, e.proposal) for e in lesson.examples]
        weighed.add(lesson, [c.subject for c in choose(lesson.story, proposals, weights)])
    return rules, weighed


def _ours() -> list[str]:
    """The project's own annotated pages that are not held back."""
    pages = (*(ROOT / "seeds").glob("*.txt"), *GOLD.glob("*.txt"))
    return sorted(str(page) for page in pages if not page.name.startswith(HELD_BACK))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trial", action="store_true")
    parser.add_argument("pages", nargs="*", default=_ours())
    arguments = parser.parse_args()
    taken = [*lessons(arguments.pages), *cases()]
    if not arguments.trial:
        known = learn(taken)
        write(known, WEIGHTS)
        print(f"{len(known['number'])} and {len(known['thing'])} signs from {len(taken)} articles: {WEIGHTS}")
        return
    pages = sorted({lesson.page for lesson in taken} - {CASES.name})
    for fold in range(FOLDS):
        held = set(pages[fold::FOLDS])
        known = learn(lesson for lesson in taken if lesson.page not in held)
        rules, weighed = tried([lesson for lesson in taken if lesson.page in held], known)
        print(f"{len(held)} pages held back: rules {rules}; weighed {weighed}")


if __name__ == "__main__":
    main()
