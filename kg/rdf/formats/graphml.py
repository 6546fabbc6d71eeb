"""GraphML, for yEd, Gephi, Cytoscape and igraph."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kg.rdf.formats.properties import Edge, Node, nodes_and_edges
from kg.rdf.namespaces import Bases
from kg.rdf.statements import Statement
from kg.rdf.terms import for_xml

__all__ = ["files"]

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
_EDGE: Final = ("type", "modality", "confidence", "quote", "rule", "article", "places")
_NUMBERS: Final = {"confidence": "double", "places": "int", "beginIndex": "int", "endIndex": "int", "value": "double"}


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """One directed graph; several values of a property are joined by `;`."""
    nodes, edges = nodes_and_edges(told, bases)
    names = sorted({name for node in nodes for name in node.values})
    keys = [("node", name) for name in ("label", "type", "iri", *names)] + [("edge", name) for name in _EDGE]
    lines = [
        f'  <key id="{side}-{name}" for="{side}" attr.name="{name}" attr.type="{_NUMBERS.get(name, "string")}"/>\n'
        for side, name in keys
    ]
    lines.append('  <graph edgedefault="directed">\n')
    lines += [_node(node, bases) for node in nodes]
    lines += [_edge(edge) for edge in edges]
    return {".graphml": (_HEAD + "".join(lines) + "  </graph>\n</graphml>\n").encode()}


def _node(node: Node, bases: Bases) -> str:
    values = {"label": node.label, "type": ";".join(node.types), "iri": bases.entities + node.id}
    values |= {name: ";".join(found) for name, found in node.values.items()}
    return f"    <node id={quoteattr(node.id)}>{_data('node', values)}</node>\n"


def _edge(edge: Edge) -> str:
    values = {name: str(getattr(edge, name)) for name in _EDGE}
    ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
    return f"    <edge id={quoteattr(edge.id)} {ends}>{_data('edge', values)}</edge>\n"


def _data(side: str, values: dict[str, str]) -> str:
    return "".join(
        f'<data key="{side}-{name}">{escape(for_xml(value))}</data>' for name, value in values.items() if value
    )
