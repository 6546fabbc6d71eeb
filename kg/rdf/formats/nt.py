"""N-Triples: a line a statement, for tools that sort, split and compare."""

from __future__ import annotations

from kg.rdf.layout import escaped
from kg.rdf.namespaces import Bases
from kg.rdf.reification import TERM, fact_in
from kg.rdf.statements import Statement
from kg.rdf.terms import STRING

__all__ = ["files", "line", "literal"]


def files(told: list[Statement], bases: Bases) -> dict[str, bytes]:
    """Sorted N-Triples in UTF-8."""
    return {".nt": "".join([f"{line(statement)} .\n" for statement in told]).encode()}


def line(statement: Statement) -> str:
    """Subject, predicate and object as N-Triples writes them, without the full stop."""
    subject, predicate, value, tag = statement
    return f"<{subject}> <{predicate}> {literal(value, tag) if tag else f'<{value}>'}"


def literal(value: str, tag: str) -> str:
    """A literal with its language or datatype, the plain string's left out; a triple term as RDF 1.2 writes it."""
    if tag == TERM:
        return f"<<( {line(fact_in(value))} )>>"
    if tag == STRING:
        return f'"{escaped(value)}"'
    return f'"{escaped(value)}"{tag if tag[0] == "@" else f"^^<{tag}>"}'
