"""GEXF 1.3, for Gephi."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from kg.rdf.formats.properties import Edge, Node, nodes_and_edges
from kg.rdf.namespaces import Bases
from kg.rdf.statements import Statement
from kg.rdf.terms import for_xml

__all__ = ["files"]

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph defaultedgetype="directed" mode="static">
"""
_EDGE: Final = ("modality", "confidence", "quote", "rule", "article", "places")
_NUMBERS: Final = {"confidence": "double", "places": "integer", "beginIndex": "integer", "endIndex": "integer"}


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """One directed graph; an edge's label is its property, several values of a property are joined by `;`."""
    nodes, edges = nodes_and_edges(told, bases)
    names = ("type", "iri", *sorted({name for node in nodes for name in node.values}))
    lines = [_attributes("node", names), _attributes("edge", _EDGE), "    <nodes>\n"]
    lines += [_node(node, bases) for node in nodes]
    lines.append("    </nodes>\n    <edges>\n")
    lines += [_edge(edge) for edge in edges]
    return {".gexf": (_HEAD + "".join(lines) + "    </edges>\n  </graph>\n</gexf>\n").encode()}


def _attributes(side: str, names: tuple[str, ...]) -> str:
    rows = "".join(
        f'      <attribute id="{side}-{name}" title="{name}" type="{_NUMBERS.get(name, "string")}"/>\n'
        for name in names
    )
    return f'    <attributes class="{side}">\n{rows}    </attributes>\n'


def _node(node: Node, bases: Bases) -> str:
    values = {"type": ";".join(node.types), "iri": bases.entities + node.id}
    values |= {name: ";".join(found) for name, found in node.values.items()}
    head = f"<node id={quoteattr(node.id)} label={quoteattr(for_xml(node.label))}>"
    return f"      {head}{_values('node', values)}</node>\n"


def _edge(edge: Edge) -> str:
    values = {name: str(getattr(edge, name)) for name in _EDGE}
    ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)} label={quoteattr(edge.type)}"
    return f"      <edge id={quoteattr(edge.id)} {ends}>{_values('edge', values)}</edge>\n"


def _values(side: str, values: dict[str, str]) -> str:
    rows = (
        f'<attvalue for="{side}-{name}" value={quoteattr(for_xml(value))}/>' for name, value in values.items() if value
    )
    return f"<attvalues>{''.join(rows)}</attvalues>"
