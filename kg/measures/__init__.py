"""Quantities that measure something: what is measured, of whom, as plan or fact, for which period."""

from collections.abc import Iterator

from kg.measures import read
from kg.measures.lists import list_counts
from kg.model import Measure
from kg.rules.engine import Coded

__all__ = ["measures"]


def measures(coded: Coded) -> Iterator[Measure]:
    """The measures in a coded unit. The subject is a mention, an anaphor, or a dropped subject."""
    if coded.unit.kind == "headline":
        return  # what a headline counts the text counts again, with its subject
    yield from read.measures(coded)
    yield from list_counts(coded)
