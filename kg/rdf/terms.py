"""Oxigraph's terms as other formats write them. rdflib is not needed here, so that query processes start fast."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["STRING", "Term", "bare", "binding", "for_xml", "tag_of"]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tag_of(literal: Literal) -> str:
    """A literal's `@language`, else its datatype: the last part of a `kg.rdf.statements.Statement`."""
    return f"@{literal.language}" if literal.language else literal.datatype.value


def binding(term: Term) -> dict[str, Any]:
    """A term as the SPARQL 1.1 results format in JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: binding(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    plain = {"type": "literal", "value": term.value}
    return plain if term.datatype.value == STRING else {**plain, "datatype": term.datatype.value}


def bare(term: Term | None) -> str:
    """A term as the SPARQL 1.1 results format in CSV has it: the bare value, nothing where it is unbound."""
    if term is None:
        return ""
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def for_xml(text: str) -> str:
    """A text without the control characters that XML forbids."""
    return _UNFIT.sub("\ufffd", text)
