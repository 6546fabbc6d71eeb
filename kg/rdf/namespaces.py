"""The vocabularies that the graph speaks, as rdflib has them."""

from __future__ import annotations

from rdflib import Graph, Namespace
from rdflib.namespace import FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.rdf.prefixes import BASES, Bases, prefixes

__all__ = [
    "BASES",
    "FOAF",
    "KG",
    "KGID",
    "ORG",
    "OWL",
    "PROV",
    "QUDT",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "UNIT",
    "XSD",
    "Bases",
    "bind",
    "prefixes",
]

QUDT = Namespace("http://qudt.org/schema/qudt/")
UNIT = Namespace("http://qudt.org/vocab/unit/")
SCHEMA = Namespace("https://schema.org/")

KG = Namespace(BASES.vocabulary)
KGID = Namespace(BASES.entities)


def bind(graph: Graph, bases: Bases = BASES) -> Graph:
    """The same graph with the project's prefixes bound."""
    for prefix, iri in prefixes(bases).items():
        graph.bind(prefix, iri, override=True, replace=True)
    return graph
