"""What follows from the vocabulary for readers who know another one: the schema.org types."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rdf.namespaces import BASES, RDF, RDFS, SCHEMA, Bases
from kg.rdf.statements import Statement, in_order
from kg.rdf.vocabulary import ontology

__all__ = ["entailed"]


def entailed(told: Iterable[Statement], bases: Bases = BASES) -> list[Statement]:
    """The statements and, for each type that the ontology aligns with schema.org, that type too; sorted."""
    aligned: dict[str, list[str]] = {}
    for kind, other in ontology(bases).subject_objects(RDFS.subClassOf):
        if str(other).startswith(str(SCHEMA)):
            aligned.setdefault(str(kind), []).append(str(other))
    lines = list(told)
    rdf_type = str(RDF.type)
    more = [(s, p, other, "") for s, p, kind, _ in lines if p == rdf_type for other in aligned.get(kind, ())]
    return in_order([*lines, *more])
