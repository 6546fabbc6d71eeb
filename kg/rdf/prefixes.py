"""The two bases that a user may choose, and the prefixes that the graph speaks with: plain strings.

rdflib is not needed for these, and costs more to import than a query takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import KgError

__all__ = ["BASES", "Bases", "prefixes"]

_FOREIGN: Final = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
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


def prefixes(bases: Bases = BASES) -> dict[str, str]:
    """Prefix → IRI for everything the graph or a query about it may name, in alphabetical order."""
    return dict(sorted({**_FOREIGN, "kg": bases.vocabulary, "kgid": bases.entities}.items()))
