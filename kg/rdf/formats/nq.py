"""N-Quads: a named graph an article."""

from __future__ import annotations

from kg.rdf.formats.articles import by_article
from kg.rdf.formats.nt import line
from kg.rdf.namespaces import Bases
from kg.rdf.statements import Statement

__all__ = ["files", "n_quads"]


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """N-Quads, sorted by graph."""
    return {".nq": n_quads(told, bases)}


def n_quads(told: list[Statement], bases: Bases) -> bytes:
    """The statements with the graphs of the articles that make them; one without an article stands in no graph."""
    quads = by_article(told, bases)
    return "".join([f"{line(said)} <{graph}> .\n" if graph else f"{line(said)} .\n" for graph, said in quads]).encode()
