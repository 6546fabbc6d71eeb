"""Turtle that is the same bytes for the same content: sorted, prefixed, written whole or not at all.

The text is laid out here and read back by Oxigraph's parser before it counts as written: for one page that is four
times as fast as handing each triple to a serialiser, and the layout is the one that diffs best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from kg.errors import KgError, OutputError
from kg.model import Knowledge
from kg.rdf.files import replace
from kg.rdf.graph import statements_of
from kg.rdf.namespaces import BASES, RDF, XSD, Bases, prefixes
from kg.rdf.reification import TERM, fact_in
from kg.rdf.statements import Statement, statements
from kg.rdf.terms import STRING

__all__ = ["blocks_of", "escaped", "to_turtle", "told", "turtle_of", "write"]

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_BARE = {str(XSD.integer): re.compile(r"-?\d+"), str(XSD.decimal): re.compile(r"-?\d+\.\d+")}
_NEXT_ROW = " ;\n    "
_NEXT_VALUE = ",\n        "


def to_turtle(content: Graph | Knowledge, *, text: bool = True, bases: Bases = BASES) -> bytes:
    """A graph, or knowledge directly (several times as fast), as sorted UTF-8 Turtle.

    `text` concerns knowledge only: False leaves out the articles' bodies. Raises KgError on blank nodes and unfit IRIs.
    """
    return turtle_of(told(content, text=text, bases=bases), bases)


def write(content: Graph | Knowledge, path: str | Path, *, text: bool = True, bases: Bases = BASES) -> None:
    """Writes Turtle to `path`, parsing it back before it takes the old file's place.

    Raises OutputError when it cannot be written whole; what stood there before is then untouched.
    """
    lines = told(content, text=text, bases=bases)

    def check(data: bytes) -> None:
        found = sum(1 for _ in parse(data, format=RdfFormat.TURTLE))
        if found != len(lines):
            raise OutputError(str(path), f"{found} triples read back where {len(lines)} were written")

    replace(path, turtle_of(lines, bases), check)


def told(content: Graph | Knowledge | list[Statement], *, text: bool = True, bases: Bases = BASES) -> list[Statement]:
    """What a graph or knowledge says, sorted; what is told already comes back as it is."""
    if isinstance(content, Knowledge):
        return statements(content, text=text, bases=bases)
    return statements_of(content) if isinstance(content, Graph) else content


def turtle_of(lines: Iterable[Statement], bases: Bases = BASES) -> bytes:
    """Sorted statements as Turtle: a block a subject, its types first, then a line a value."""
    return blocks_of({"": lines}, bases)


def blocks_of(graphs: Mapping[str, Iterable[Statement]], bases: Bases = BASES) -> bytes:
    """Named graphs of sorted statements as TriG, which is Turtle when the only name is empty: the default graph."""
    names = _Names(bases)
    parts = []
    for name, lines in graphs.items():
        blocks = "\n".join(_block(subject, group, names) for subject, group in groupby(lines, itemgetter(0)))
        parts.append(f"{names[name]} {{\n\n{blocks}\n}}\n" if name else blocks)
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes(bases).items() if prefix in names.used)
    try:
        return "\n".join([head, *filter(None, parts)]).encode()
    except UnicodeEncodeError as error:
        raise KgError(f"the graph holds a character that no file can: {error}") from error


def _block(subject: str, group: Iterable[Statement], names: _Names) -> str:
    values: dict[str, list[str]] = {}
    for _, predicate, value, tag in group:
        values.setdefault(names[predicate], []).append(_literal(value, tag, names) if tag else names[value])
    types = values.pop("a", None)
    rows = [f"a {', '.join(types)}"] if types else []
    rows += [f"{predicate} {_NEXT_VALUE.join(terms)}" for predicate, terms in values.items()]
    return f"{names[subject]} {_NEXT_ROW.join(rows)} .\n"


def escaped(value: str) -> str:
    """A string as it stands between quotation marks in Turtle and N-Triples."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


class _Names(dict[str, str]):
    """IRI → how Turtle writes it: `kg:quote`, `<https://…>` or, for `rdf:type`, `a`. Filled as it is asked."""

    def __init__(self, bases: Bases) -> None:
        super().__init__({str(RDF.type): "a"})
        self.used = {"kg", "kgid"}
        self.prefix_of = {iri: prefix for prefix, iri in prefixes(bases).items()}

    def __missing__(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix, local = self.prefix_of.get(iri[:cut]), iri[cut:]
        if prefix and _LOCAL.fullmatch(local):
            self.used.add(prefix)
            name = f"{prefix}:{local}"
        else:
            name = f"<{iri}>"
        self[iri] = name
        return name


def _literal(value: str, tag: str, names: _Names) -> str:
    if tag == TERM:
        s, p, said, kind = fact_in(value)
        return f"<<( {names[s]} {names[p]} {_literal(said, kind, names) if kind else names[said]} )>>"
    if tag in _BARE and _BARE[tag].fullmatch(value):
        return value
    quoted = f'"{value if value.isalnum() else escaped(value)}"'
    if tag == STRING:
        return quoted
    return quoted + (tag if tag[0] == "@" else f"^^{names[tag]}")
