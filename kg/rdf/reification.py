"""Evidence as RDF 1.2 has it: the node reifies its fact as a triple term, instead of naming its three parts.

A triple term is a `Statement`'s value too: its tag is `TERM`, its value the fact's four strings put together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.rdf.namespaces import RDF
from kg.rdf.statements import Statement

__all__ = ["REIFIES", "TERM", "fact_in", "with_triple_terms"]

TERM: Final = "<<"
REIFIES: Final = f"{RDF}reifies"
_PARTS: Final = {str(RDF[name]): name for name in ("subject", "predicate", "object")}
_MARK: Final = "\x1f"  # in no IRI; the literal comes last, where it may hold anything


def with_triple_terms(told: Iterable[Statement]) -> list[Statement]:
    """The statements with each whole `rdf:subject`, `rdf:predicate`, `rdf:object` as one `rdf:reifies`, sorted."""
    kept: list[Statement] = []
    parts: dict[str, dict[str, Statement]] = {}
    for statement in told:
        if statement[1] in _PARTS:
            parts.setdefault(statement[0], {})[_PARTS[statement[1]]] = statement
        else:
            kept.append(statement)
    whole = {node: found for node, found in parts.items() if len(found) == len(_PARTS)}
    kept = [s for s in kept if s[:3] != (s[0], str(RDF.type), str(RDF.Statement)) or s[0] not in whole]
    for node, found in parts.items():
        if node in whole:
            _, _, value, tag = found["object"]
            kept.append((node, REIFIES, _MARK.join((found["subject"][2], found["predicate"][2], tag, value)), TERM))
        else:
            kept += found.values()
    return sorted(kept)


def fact_in(term: str) -> Statement:
    """The fact that a triple term's value holds."""
    subject, predicate, tag, value = term.split(_MARK, 3)
    return subject, predicate, value, tag
