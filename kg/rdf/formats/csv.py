"""CSV files of nodes and edges as `neo4j-admin database import full` takes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from kg.rdf.formats.properties import Edge, Node, nodes_and_edges
from kg.rdf.namespaces import Bases
from kg.rdf.statements import Statement

__all__ = ["files"]

_COLUMNS: Final = (
    *("aliases:string[]", "note", "jobTitle:string[]", "formerName:string[]", "eventDate:string[]", "from", "until"),
    *("headline", "publishedOn:date", "dateSource", "beginIndex:long", "endIndex:long", "text"),
    *("indicator", "value:double", "unit", "comparator", "status", "period", "valueText"),
)
"""A node's properties with Neo4j's types; dates that may be a year or month only stay strings."""

_EDGE: Final = ("modality", "confidence:double", "quote", "rule", "article", "places:long")


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """`-nodes.csv` and `-edges.csv`, headers in the first line, fields on one line each."""
    nodes, edges = nodes_and_edges(told, bases)
    return {
        "-nodes.csv": _csv(("id:ID", "iri", "label", *_COLUMNS, ":LABEL"), (_node(node, bases) for node in nodes)),
        "-edges.csv": _csv((":START_ID", ":END_ID", ":TYPE", *_EDGE), (_edge(edge) for edge in edges)),
    }


def _node(node: Node, bases: Bases) -> list[str]:
    values = []
    for column in _COLUMNS:
        name, _, kind = column.partition(":")
        found = node.values.get(name, ())
        values.append(_array(found) if kind.endswith("[]") else _line(found[0]) if found else "")
    return [node.id, bases.entities + node.id, _line(node.label), *values, ";".join(node.types)]


def _edge(edge: Edge) -> list[str]:
    return [
        *(edge.source, edge.target, edge.type, edge.modality, edge.confidence, _line(edge.quote)),
        *(edge.rule, edge.article, str(edge.places)),
    ]


def _array(values: Iterable[str]) -> str:
    """Values joined by Neo4j's array delimiter; one inside a value becomes its full-width sister."""
    return ";".join(_line(value).replace(";", "；") for value in values)


def _line(value: str) -> str:
    """A value on one line: importers read a line a record unless they are told otherwise."""
    return " ".join(value.split()) if not value.isprintable() else value


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
