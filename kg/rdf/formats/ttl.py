"""Turtle, and the reading back that all RDF formats share."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import RdfFormat, parse

from kg.rdf.namespaces import Bases
from kg.rdf.statements import Statement
from kg.rdf.turtle import turtle_of

__all__ = ["files", "reader"]


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """Sorted Turtle."""
    return {".ttl": turtle_of(told, bases)}


def reader(ending: str, count: int) -> Callable[[bytes], None] | None:
    """A check that a file of that ending parses and holds `count` triples, whatever graphs they are in.

    None for what is no RDF. The check raises ValueError or SyntaxError.
    """
    form = RdfFormat.from_extension(ending[1:])
    if form is None:
        return None

    def check(data: bytes) -> None:
        quads = parse(data, format=form)
        if form.supports_datasets:  # a triple may stand in several graphs
            found = len({(q.subject, q.predicate, q.object) for q in quads})
        else:
            found = sum(1 for _ in quads)
        if found != count:
            raise ValueError(f"{found} triples read back where {count} were written")

    return check
