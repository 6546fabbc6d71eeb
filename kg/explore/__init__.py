"""The explorer: a graph as one HTML file that opens from disk, asks nothing of any network, and shows its sources."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import Graph

from kg.explore.payload import body, by_rank, head, lineage, places, sizes
from kg.explore.tables import read_tables
from kg.rdf.files import replace

__all__ = ["render", "write_html"]


def write_html(graph: Graph, path: str | Path, *, text: bool = True, title: str | None = None) -> None:
    """Writes the explorer of `graph` to `path`: UTF-8, mode 0644, whole or not at all, and no other file.

    `text=False` leaves the articles' bodies out; the quotes and their sentences stay. Raises OutputError.
    """
    replace(path, render(graph, text=text, title=title).encode("utf-8", "replace"))


def render(graph: Graph, *, text: bool = True, title: str | None = None) -> str:
    """The explorer of a graph in the vocabulary, as HTML text. The same graph gives the same text."""
    from kg.explore.page import Page  # pyvis brings IPython along, a second that other commands need not pay

    tables, ranks = by_rank(read_tables(graph, text=text))
    page = Page(title=title)
    spots = places(tables) if tables.things else []
    radii = sizes(tables, ranks)
    for i, thing in enumerate(tables.things):
        group = family_of(thing.types, tables.parents)
        x, y = spots[i]
        page.add_node(i, thing.label, _families()[group], group=group, x=x, y=y, size=radii[i])
    for i, fact in enumerate(tables.facts):
        if isinstance(fact.object, int):
            page.add_edge(fact.subject, fact.object, fact=i, relation=fact.predicate, denied=not fact.direct)
    return page.render(head=head(tables), body=body(tables))


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return found


@cache
def _families() -> dict[str, str]:
    return {family["id"]: family["shape"] for family in _words()["families"]}


def family_of(types: tuple[str, ...], parents: dict[str, str]) -> str:
    """The class family that gives a thing colour and shape: the nearest above its classes, of several the first."""
    roots = {root: i for i, family in enumerate(_words()["families"]) for root in family["roots"]}
    found = []
    for name in types:
        found += [roots[above] for above in (name, *lineage(name, parents)) if above in roots][:1]
    return str(_words()["families"][min(found)]["id"]) if found else "other"
