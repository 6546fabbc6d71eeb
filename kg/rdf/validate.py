"""Does the graph look as the vocabulary says it should? SHACL, with the names and quotes that a reader needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyshacl import validate as run_shacl
from rdflib import SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.rdf.namespaces import BASES, RDF, RDFS, Bases
from kg.rdf.vocabulary import ontology, shapes

__all__ = ["Violation", "validate"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One shape that one node breaks.

    `node` is its IRI, `name` its label (None for evidence and where it has none), `property` the property at fault as
    `kg:name` or an IRI (None when it is the node itself), `value` what stands there, `quote` the characters that the
    node's evidence shows.
    """

    node: str
    name: str | None
    property: str | None
    value: str | None
    message: str
    quote: str | None

    def __str__(self) -> str:
        who = f"{self.name} ({self.node})" if self.name else self.node
        found = "" if self.value is None else f", not {self.value}"
        return f"{who}: {self.message}{found}" + (f" 「{self.quote}」" if self.quote else "")


def validate(graph: Graph, *, bases: Bases = BASES) -> list[Violation]:
    """Every violation of `ontology/shapes.ttl`, sorted; an empty list is a sound graph.

    The graph is borrowed: the class tree is added while the shapes are checked, and taken out again.
    """
    if len(graph) and not any(str(kind).startswith(bases.vocabulary) for kind in graph.objects(None, RDF.type)):
        message = f"nothing in this graph has a class of {bases.vocabulary}"
        return [Violation(bases.vocabulary, None, None, None, message, None)]
    classes, rules = _standard(bases)
    tree = [triple for triple in classes if triple not in graph]
    for triple in tree:
        graph.add(triple)
    try:
        conforms, report, _ = run_shacl(graph, shacl_graph=rules, inference="none", inplace=True)
    finally:
        for triple in tree:
            graph.remove(triple)
    if conforms:
        return []
    assert isinstance(report, Graph)  # pyshacl gives bytes only when it is asked to serialise
    found = {_violation(graph, report, result, bases) for result in report.objects(None, SH.result)}
    return sorted(found, key=lambda v: tuple(part or "" for part in (v.node, v.property, v.value, v.message)))


@cache
def _standard(bases: Bases) -> tuple[tuple[tuple[Node, Node, Node], ...], Graph]:
    """The class tree and the shapes, read once."""
    return tuple(ontology(bases).triples((None, RDFS.subClassOf, None))), shapes(bases)


def _violation(graph: Graph, report: Graph, result: Node, bases: Bases) -> Violation:
    node, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    path, message = report.value(result, SH.resultPath), report.value(result, SH.resultMessage)
    if value is not None and (isinstance(node, Literal) or (node, None, None) not in graph):
        node, value = value, None  # a unit's shape looks from the unit at what bears it
    label = graph.value(node, RDFS.label)
    return Violation(
        node=str(node),
        name=None if label is None else str(label),
        property=graph.namespace_manager.normalizeUri(path) if isinstance(path, URIRef) else None,
        value=None if value is None or value == node else _shown(graph, value),
        message=str(message),
        quote=_quote(graph, node, path, value, bases),
    )


def _shown(graph: Graph, value: Node) -> str:
    """A value as a reader knows it: a literal's text, else the label, else the IRI."""
    return str(value if isinstance(value, Literal) else graph.value(value, RDFS.label) or value)


def _quote(graph: Graph, node: Node | None, path: Node | None, value: Node | None, bases: Bases) -> str | None:
    """What the text says there: of the fact at fault when it has evidence, else of anything said of the node."""
    kg = Namespace(bases.vocabulary)
    own = graph.value(node, kg.quote)
    if own is not None:
        return str(own)
    of_fact = [e for e in graph.subjects(RDF.object, value) if (e, RDF.subject, node) in graph] if value else []
    evidence = [
        *(e for e in of_fact if (e, RDF.predicate, path) in graph),
        *sorted(graph.subjects(RDF.subject, node), key=str),
        *sorted(graph.subjects(RDF.object, node), key=str),
    ]
    return next((str(quote) for e in evidence if (quote := graph.value(e, kg.quote)) is not None), None)
