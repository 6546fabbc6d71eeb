"""How many a list stands for: 青石镇、桐江镇等9个镇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.measures.subject import ACTOR, PEOPLE_AT, dropped, subject_of
from kg.mentions.quantities import quantities
from kg.model import Measure
from kg.rules.clauses import clause_begin, clause_end, modality, plans
from kg.rules.engine import Coded

_GOVERNED = re.compile(r"[\u4e00-\u9fff](?<![由与和同])$")
_JOINS = "、和及,"


def list_counts(coded: Coded) -> Iterator[Measure]:
    """The counts in the words that sum lists up (等9个镇), in reading order."""
    for i, m in sorted(coded.held.items()):
        if m.type != "Etc" or not m.name[1:2].isdigit():
            continue
        counted = next(quantities(m.name), None)
        if counted is None or counted.quantity is None:
            continue
        noun = m.name[counted.end :]
        start, end = clause_begin(coded.text, i), clause_end(coded.text, i)
        first = i
        while first > start and (first - 1 in coded.held or coded.text[first - 1] in _JOINS):
            first -= 1
        if first == start or not _GOVERNED.search(coded.text[start:first]):
            continue  # a list that does something itself: 青石纺织等9家企业参展
        right = coded.text[i + 1 : end]
        if PEOPLE_AT.match(right):
            subject, where = dropped(coded, first, "Event|" + ACTOR), None
        else:
            subject, where = subject_of(coded, first, start, end, noun, "")
        begin = min(first, where if where is not None else first)
        yield Measure(
            rule="measure-list",
            subject=subject,
            indicator=noun,
            quantity=counted.quantity,
            status="target" if plans(coded.text, i) else "actual",
            period=None,
            text=counted.name,
            number=m.span,
            quote=coded.span(begin, i + 1),
            sentence=coded.unit.span,
            modality=modality(coded.text, i, i + 1),
        )
