"""TriG: a named graph an article, readable."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from kg.rdf.formats.articles import by_article
from kg.rdf.namespaces import Bases
from kg.rdf.statements import Statement
from kg.rdf.turtle import blocks_of

__all__ = ["files"]


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """TriG, its graphs sorted; each laid out as the Turtle is."""
    graphs = {name: [said for _, said in group] for name, group in groupby(by_article(told, bases), itemgetter(0))}
    return {".trig": blocks_of(graphs, bases)}
