"""How old somebody is: 47岁的周启明."""

from __future__ import annotations

import re

from kg.measures.number import Number
from kg.mentions.quantities import is_age
from kg.model import Measure
from kg.rules.clauses import modality
from kg.rules.engine import Coded
from kg.rules.template import class_range

_AGED_BEFORE = re.compile(
    rf"([{class_range('Person')}])(?:\([^()]{{1,6}}\))?,?(?:今年|现年|时年|[{class_range('Time')}])?$"
)
_AGED_AFTER = re.compile(
    rf"的?(?:[{class_range('Position|Place|Organization')}]|[\u4e00-\u9fff]{{0,4}}){{0,3}}([{class_range('Person')}])"
)


def age_of(n: Number) -> Measure | None:
    """How old somebody is: 47岁的周启明, 周启明今年47岁; None for any other number."""
    if not is_age(n.quantity):
        return None
    text = n.coded.text
    if ((m := _AGED_AFTER.match(text, n.at + 1)) and text[n.at + 1 : n.at + 2] not in "至到-以") or (
        m := _AGED_BEFORE.search(text[: n.at])
    ):
        where = m.start(1)
    else:
        return None
    return Measure(
        rule="measure-age",
        subject=n.coded.held[where],
        indicator="年龄",
        quantity=n.quantity,
        status="actual",
        period=None,
        text=n.mention.name,
        number=n.mention.span,
        quote=n.coded.span(min(where, n.at), max(where, n.at) + 1),
        sentence=n.coded.unit.span,
        modality=modality(text, n.at, n.at + 1),
    )


def past_age(coded: Coded, i: int) -> int:
    """Behind an age that stands between a number and what it counts: 1200名0至14岁儿童."""
    k = i
    while (m := coded.held.get(k)) is not None and m.quantity is not None and k - i <= 2:
        if m.quantity.unit == "岁":
            return k + 1
        k += 2 if coded.text[k + 1 : k + 2] in ("至", "到", "-") else 9
    return i
