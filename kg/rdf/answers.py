"""A query's result for a reader: a table, CSV, JSON or Turtle."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import QueryError
from kg.rdf.prefixes import BASES, Bases, prefixes
from kg.rdf.query import Result, Term
from kg.rdf.terms import bare, binding, tag_of

__all__ = ["FORMATS", "render", "width"]

if TYPE_CHECKING:
    from kg.rdf.statements import Statement

FORMATS: Final = ("table", "csv", "json", "ttl")


def render(result: Result, form: str = "table", *, bases: Bases = BASES) -> str:
    """The result as text ending in a line end. `table` and `csv` show any result, `json` is SPARQL 1.1 JSON.

    Raises QueryError for Turtle of a result that is no graph and for an unknown format.
    """
    if form == "table":
        return _table(result, bases)
    if form == "csv":
        return _csv(result)
    if form == "json":
        return json.dumps(_json(result), ensure_ascii=False, indent=2) + "\n"
    if form == "ttl":
        if result.form != "CONSTRUCT":
            raise QueryError(f"{result.form} gives no graph to write as Turtle; take table, csv or json")
        from kg.rdf.statements import in_order  # brings rdflib along, which costs more than most queries
        from kg.rdf.turtle import turtle_of

        return turtle_of(in_order(_statement(*row) for row in result.rows), bases).decode()
    raise QueryError(f"unknown format {form!r}; there are {', '.join(FORMATS)}")


def width(text: str) -> int:
    """How many terminal columns a text takes: two for each Chinese character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _table(result: Result, bases: Bases) -> str:
    if result.form == "ASK":
        return "yes\n" if result.answer else "no\n"
    names = {iri: prefix for prefix, iri in prefixes(bases).items()}
    rows = [list(result.variables)] + [[_cell(term, names) for term in row] for row in result.rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "  ".join("-" * w for w in widths))
    count = f"({len(result.rows)} {'row' if len(result.rows) == 1 else 'rows'})"
    return "\n".join(line.rstrip() for line in [*lines, count]) + "\n"


def _cell(term: Term | None, names: dict[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        cut = max(term.value.rfind("#"), term.value.rfind("/")) + 1
        prefix = names.get(term.value[:cut])
        return f"{prefix}:{term.value[cut:]}" if prefix else f"<{term.value}>"
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return "".join(c if c.isprintable() else " " for c in term.value)


def _csv(result: Result) -> str:
    """As SPARQL 1.1 CSV has it: bare values, `\\r\\n` line ends; an ASK becomes one cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    if result.form == "ASK":
        writer.writerows([["answer"], [str(result.answer).lower()]])
    else:
        writer.writerow(result.variables)
        for row in result.rows:
            writer.writerow([bare(term) for term in row])
    return out.getvalue()


def _json(result: Result) -> dict[str, Any]:
    if result.form == "ASK":
        return {"head": {}, "boolean": result.answer}
    bindings = [
        {name: binding(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.rows
    ]
    return {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}


def _statement(subject: Term | None, predicate: Term | None, value: Term | None) -> Statement:
    for term in (subject, predicate, value):
        if term is None or isinstance(term, BlankNode):
            raise QueryError("the constructed graph has blank nodes; give them IRIs, or take table, csv or json")
    assert subject and predicate and value  # refused above
    if not isinstance(value, Literal):
        return subject.value, predicate.value, value.value, ""
    return subject.value, predicate.value, value.value, tag_of(value)
