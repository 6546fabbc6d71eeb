"""Whose a number is: the choice among an article's things, and the weights that make it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.api import extract
from kg.model import Document, Measure
from kg.pipeline import read
from kg.readers import discover
from kg.readers import read as read_page
from kg.resolve.article import resolve_article
from kg.resolve.centre import Seen
from kg.weigh.amounts import proposed
from kg.weigh.article import Story, bucket
from kg.weigh.choice import ENOUGH, Weights, choose, learned
from kg.weigh.signs import Signs, Told

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "seeds" / "zhengzhou-2023-02-15.txt", ROOT / "tests" / "gold" / "suzhou-2024-05-21.txt"]
FIRM = """诸暨市枫桥镇的启明纺织有限公司昨日投产。诸暨市副市长周文远出席仪式。

公司占地120亩，总投资3.2亿元，现有职工260人。"""


def stories(document: Document) -> list[tuple[Story, list[tuple[Measure, object]]]]:
    """Each article of a page with its numbers and what the rules propose."""
    reading = read(document)
    told = []
    for passages in reading.passages:
        seen = [Seen(p.unit.span, p.unit.kind, p.coded.text, p.mentions, p.unit.paragraph) for p in passages]
        resolved = resolve_article(seen, reading.home)
        measures = sorted((m for p in passages for m in p.measures), key=lambda m: m.number)
        proposals = [(m, proposed(m, resolved)) for m in measures]
        told.append((Story.of(resolved.things, resolved.centre, document.text), proposals))
    return told


def test_numbers_of_a_paragraph_go_to_the_firm_that_it_speaks_of() -> None:
    read = extract(FIRM, date=date(2024, 6, 3))
    owners = {(read.name(o.subject), str(o.value)) for o in read.observations}
    assert {("启明纺织有限公司", "120"), ("启明纺织有限公司", "320000000"), ("启明纺织有限公司", "260")} <= owners


def test_a_number_of_nothing_that_is_named_is_nobodys() -> None:
    read = extract("周边小区的住户每户交了35元，楼道里换上了18盏灯。", date=date(2024, 6, 3))
    assert read.observations == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_number_reaches_back_to_the_characters_that_say_it(page: Path) -> None:
    document = read_page(discover([page])[0])
    found = [m for _, proposals in stories(document) for m, _ in proposals]
    assert len(found) > 30
    for m in found:
        said = document.text[m.number.begin : m.number.end]
        assert said and m.sentence.begin <= m.number.begin < m.number.end <= m.sentence.end


def test_without_weights_nothing_speaks_for_anything() -> None:
    document = read_page(discover([PAGES[1]])[0])
    for story, proposals in stories(document):
        weighed = [
            c.subject
            for (m, _), c in zip(proposals, choose(story, proposals, Weights({}, {})), strict=True)
            if len(story.candidates) > 3 and m.rule not in ("measure-age", "measure-respectively")
        ]
        assert weighed.count(None) == len(weighed)


def test_every_weight_is_of_a_sign_that_there_is() -> None:
    """Signs renamed since the weights were learned would weigh nothing, and nobody would notice."""
    table = json.loads((files("kg.weigh") / "weights.json").read_text(encoding="utf-8"))
    known: dict[str, Counter[str]] = {"number": Counter(), "thing": Counter()}
    for page in PAGES:
        for story, proposals in stories(read_page(discover([page])[0])):
            earlier: list[Told] = []
            for m, proposal in proposals:
                signs = Signs(story, m, proposal, earlier)
                known["number"].update(s.split(" ")[0] for s in signs.of_number())
                known["thing"].update(s.split(" ")[0] for s in signs.of_none())
                for c in signs.candidates():
                    known["thing"].update(s.split(" ")[0] for bundle in signs.of(c) for s in bundle)
                earlier.append(Told(m, proposal))
    for part, signs in table.items():
        weighed = {s.split(" ")[0] for s in signs}
        assert weighed == set(known[part]), f"make weights: {part}"
    assert all(isinstance(w, int) for kinds in table["number"].values() for w in kinds.values())
    assert all(isinstance(w, int) for w in table["thing"].values())


def test_how_sure_a_choice_is_never_passes_what_was_measured() -> None:
    document = read_page(discover([PAGES[1]])[0])
    sure = [
        c.confidence
        for story, proposals in stories(document)
        for (m, _), c in zip(proposals, choose(story, proposals), strict=True)
        if c.subject is not None and m.rule not in ("measure-age", "measure-respectively")
    ]
    assert min(sure) >= 0.4 and max(sure) <= 0.89 and len(set(sure)) > 5
    assert 0 < ENOUGH < 0.5


def test_weights_are_loaded_once() -> None:
    assert learned() is learned()


@given(st.integers(min_value=-3, max_value=99), st.sets(st.integers(0, 31), min_size=1, max_size=5))
def test_a_bucket_is_the_first_edge_not_passed(n: int, edges: set[int]) -> None:
    rising = sorted(edges)
    assert bucket(n, *rising) == next((str(edge) for edge in rising if n <= edge), "more")
