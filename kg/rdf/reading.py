"""Graph files back into rdflib, through Oxigraph's parsers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import Literal as Text
from rdflib import BNode, Graph, Literal, URIRef

from kg.errors import InputError
from kg.rdf.namespaces import BASES, Bases, bind
from kg.rdf.terms import STRING

__all__ = ["graph_from", "load", "quads"]


def load(path: str | Path, *, bases: Bases = BASES) -> Graph:
    """The graph in a file (.ttl, .nt, .nq, .trig, .jsonld, .rdf; anything else is read as Turtle), prefixes bound.

    Named graphs are merged. Raises InputError, naming the line, for a file that cannot be read.
    """
    return bind(graph_from(quads(path), str(path)), bases)


def quads(path: str | Path) -> Iterator[Quad]:
    """What a graph file says, in the order of the file. Raises InputError for a file that cannot be read."""
    form = RdfFormat.from_extension(Path(path).suffix[1:].lower()) or RdfFormat.TURTLE
    try:
        yield from parse(path=str(path), format=form)
    except (SyntaxError, ValueError) as error:
        raise InputError(str(path), str(error.args[0])) from error
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error).partition(" (os")[0]) from error


def graph_from(said: Iterable[Quad], name: str) -> Graph:
    """Oxigraph's quads as an rdflib graph, their graph names dropped; `name` is the file to name in an InputError."""
    graph = Graph(bind_namespaces="none")
    terms: dict[NamedNode | BlankNode | Text, URIRef | BNode | Literal] = {}

    def term(node: object) -> URIRef | BNode | Literal:
        if not isinstance(node, (NamedNode, BlankNode, Text)):
            raise InputError(name, f"not RDF 1.1: a triple inside a triple, {node}")
        known = terms.get(node)
        if known is None:
            known = terms[node] = _term(node)
        return known

    graph.addN((term(q.subject), term(q.predicate), term(q.object), graph) for q in said)
    return graph


def _term(node: NamedNode | BlankNode | Text) -> URIRef | BNode | Literal:
    if isinstance(node, NamedNode):
        return URIRef(node.value)
    if isinstance(node, BlankNode):
        return BNode(node.value)
    if node.language:
        return Literal(node.value, lang=node.language)
    if node.datatype.value == STRING:
        return Literal(node.value)  # as rdflib's own parsers have it
    return Literal(node.value, datatype=URIRef(node.datatype.value), normalize=False)
