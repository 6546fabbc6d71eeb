"""What is read in a sentence or two, and what must not be: a phenomenon each, in `readings.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.api import Extract, extract

READINGS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("readings.yml").read_text(encoding="utf-8"))


def told(read: Extract) -> Iterator[str]:
    """What there is, the plain facts and the numbers, as the file writes them."""
    for entity in read.entities:
        yield from (f"{entity.name} a {cls}" for cls in entity.types)
    articles = {item.id for item in read.articles}
    for fact in read.facts:
        if fact.direct and fact.predicate != "mentions" and fact.subject not in articles:
            thing = fact.object if fact.datatype else read.name(fact.object)
            yield f"{read.name(fact.subject)} {fact.predicate} {thing}"
    for one in read.observations:
        sign = f"{one.indicator} {one.comparator} {one.value} {one.unit}"
        yield f"{read.name(one.subject)}: {sign}" + (" (target)" if one.status == "target" else "")


@pytest.mark.parametrize("case", READINGS, ids=[case["phenomenon"] for case in READINGS])
def test_reading(case: dict[str, Any]) -> None:
    found = set(told(extract(case["text"], date=date(2024, 6, 3))))
    assert [line for line in (*case.get("facts", ()), *case.get("numbers", ())) if line not in found] == []
    assert [line for line in case.get("not", ()) if line in found] == []


def test_every_case_asks_for_something() -> None:
    assert all(case.get("facts") or case.get("numbers") or case.get("not") for case in READINGS)
