"""The vocabularies that the graph speaks, and the two bases that a user may choose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import Graph, Namespace
from rdflib.namespace import FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.errors import KgError

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

_BASE = re.compile(r"https?://[!-;=?-\[\]_a-z~]+[#/]")


@dataclass(frozen=True, slots=True)
class Bases:
    """Where the vocabulary and the entities live: two absolute ASCII IRIs, each ending in `#` or `/`.

    Raises KgError when a base is no such IRI or when one lies inside the other, which would make prefixes ambiguous.
    """

    vocabulary: str = "https://kg.example.org/ontology#"
    entities: str = "https://kg.example.org/id/"

    def __post_init__(self) -> None:
        for base in (self.vocabulary, self.entities):
            if not _BASE.fullmatch(base):
                raise KgError(f"not a usable base IRI (absolute http or https, ASCII, ending in # or /): {base!r}")
        if self.vocabulary.startswith(self.entities) or self.entities.startswith(self.vocabulary):
            raise KgError(f"one base lies inside the other: {self.vocabulary} and {self.entities}")


BASES = Bases()
KG = Namespace(BASES.vocabulary)
KGID = Namespace(BASES.entities)


def prefixes(bases: Bases = BASES) -> dict[str, str]:
    """Prefix → IRI for everything the graph or a query about it may name, in alphabetical order."""
    return {
        "foaf": str(FOAF),
        "kg": bases.vocabulary,
        "kgid": bases.entities,
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "qudt": str(QUDT),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SCHEMA),
        "skos": str(SKOS),
        "unit": str(UNIT),
        "xsd": str(XSD),
    }


def bind(graph: Graph, bases: Bases = BASES) -> Graph:
    """The same graph with the project's prefixes bound."""
    for prefix, iri in prefixes(bases).items():
        graph.bind(prefix, iri, override=True, replace=True)
    return graph
