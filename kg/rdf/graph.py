"""Knowledge as an rdflib graph, and an rdflib graph as statements."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import KgError
from kg.model import Knowledge
from kg.rdf.namespaces import BASES, Bases, bind
from kg.rdf.statements import Statement, in_order, statements
from kg.rdf.terms import STRING

__all__ = ["Strict", "graph_of", "statements_of", "to_graph"]


def to_graph(knowledge: Knowledge, *, text: bool = True, bases: Bases = BASES) -> Graph:
    """All of `knowledge`, evidence of mentions included, as a graph in memory with its prefixes bound.

    `text=False` leaves out the articles' bodies (`kg:text`).
    """
    return graph_of(statements(knowledge, text=text, bases=bases), bases)


def graph_of(told: Iterable[Statement], bases: Bases = BASES) -> Graph:
    """Statements as an rdflib graph with the prefixes bound."""
    graph = bind(Graph(bind_namespaces="none"), bases)
    iris: dict[str, URIRef] = {}
    literals: dict[tuple[str, str], Literal] = {}

    def iri(value: str) -> URIRef:
        node = iris.get(value)
        if node is None:
            node = iris[value] = URIRef(value)
        return node

    def literal(value: str, tag: str) -> Literal:
        node = literals.get((value, tag))
        if node is None:
            if tag[0] == "@":
                node = Literal(value, lang=tag[1:])
            else:  # a string without a datatype, as rdflib's own parsers have it
                node = Literal(value, datatype=None if tag == STRING else iri(tag), normalize=False)
            literals[value, tag] = node
        return node

    graph.addN((iri(s), iri(p), literal(value, tag) if tag else iri(value), graph) for s, p, value, tag in told)
    return graph


def statements_of(graph: Graph) -> list[Statement]:
    """What a graph says, sorted as it is written to a file.

    Raises KgError for an IRI that a strict parser refuses and for blank nodes: these have no name to sort by (give
    them one: `graph.skolemize()`).
    """
    iris = Strict()
    return in_order((iris[s], iris[p], *iris.value(o)) for s, p, o in graph)


class Strict(dict[Node, str]):
    """Node → its IRI, each checked once, when it is first asked for. Raises KgError for one without a fit IRI."""

    def __missing__(self, node: Node) -> str:
        if isinstance(node, BNode):
            raise KgError("the graph has blank nodes, which have no name to sort by; skolemize it first")
        try:
            value = self[node] = NamedNode(str(node)).value
        except ValueError as error:
            raise KgError(f"not an IRI: {str(node)!r} ({error})") from error
        return value

    def value(self, node: Node) -> tuple[str, str]:
        """The last two parts of a statement: an IRI and nothing, or a literal's text and `@language` or datatype."""
        if not isinstance(node, Literal):
            return self[node], ""
        if node.language:
            return str(node), f"@{node.language}"
        return str(node), STRING if node.datatype is None else self[node.datatype]
