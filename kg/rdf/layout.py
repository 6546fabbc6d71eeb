"""How Turtle is laid out: a block a subject, its types first, then a line a value; everything sorted.

What is laid out is a list of parts to be joined: no text is copied before. `kg.rdf.memory` lays out rdflib's graphs the
same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Final

from kg.rdf.namespaces import RDF, XSD, Bases, prefixes
from kg.rdf.reification import TERM, fact_in
from kg.rdf.statements import Statement
from kg.rdf.terms import STRING

__all__ = ["BARE", "END", "SPECIAL", "TYPE", "Names", "blocks", "ended", "escaped"]

TYPE: Final = str(RDF.type)
BARE: Final = {str(XSD.integer): re.compile(r"-?\d+"), str(XSD.decimal): re.compile(r"-?\d+\.\d+")}
"""Datatypes whose literals stand without quotation marks when they look like this."""
SPECIAL: Final = re.compile(r'[\\"\n\r]')
"""What cannot stand between quotation marks as it is."""
END: Final = " .\n\n"
_LOCAL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def escaped(value: str) -> str:
    """A string as it stands between quotation marks in Turtle and N-Triples."""
    if not SPECIAL.search(value):
        return value
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


class Names(dict[str, str]):
    """IRI → how Turtle writes it: `kg:quote` or `<https://…>`. Filled as it is asked."""

    def __init__(self, bases: Bases) -> None:
        super().__init__()
        self.prefixes = prefixes(bases)
        self.prefix_of = {iri: prefix for prefix, iri in self.prefixes.items()}
        self.used = {"kg", "kgid"}

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

    def head(self) -> str:
        """The declarations of the prefixes that were used."""
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in self.prefixes.items() if prefix in self.used)

    def value(self, value: str, tag: str) -> str:
        """The object of a statement."""
        if not tag:
            return self[value]
        if tag == TERM:
            s, p, said, kind = fact_in(value)
            return f"<<( {self[s]} {self[p]} {self.value(said, kind)} )>>"
        if tag in BARE and BARE[tag].fullmatch(value):
            return value
        return f'"{escaped(value)}{self.after(tag)}'

    def after(self, tag: str) -> str:
        """What ends a literal: its closing quotation mark with the language or datatype."""
        return '"' if tag == STRING else f'"{tag}' if tag[0] == "@" else f'"^^{self[tag]}'

    def lead(self, predicate: str, first: bool) -> str:
        """What stands before the first value of a predicate."""
        return (" " if first else " ;\n    ") + ("a " if predicate == TYPE else f"{self[predicate]} ")

    @staticmethod
    def between(predicate: str) -> str:
        """What stands between two values of a predicate."""
        return ", " if predicate == TYPE else ",\n        "


def blocks(lines: Iterable[Statement], names: Names) -> list[str]:
    """The blocks of sorted statements in parts, an empty line after each but the last."""
    parts: list[str] = []
    leads: dict[tuple[str, str], str] = {}
    for subject, group in groupby(lines, itemgetter(0)):
        rows = list(group)
        if rows[0][1] != TYPE:
            rows.sort(key=lambda row: row[1] != TYPE)
        before = ""
        parts.append(names[subject])
        for _, predicate, value, tag in rows:
            lead = leads.get((before, predicate))
            if lead is None:
                repeated = before == predicate
                lead = names.between(predicate) if repeated else names.lead(predicate, first=not before)
                leads[before, predicate] = lead
            before = predicate
            parts.append(lead)
            parts.append(names.value(value, tag) if tag else names[value])
        parts.append(END)
    return ended(parts)


def ended(parts: list[str]) -> list[str]:
    """The same parts without the last empty line."""
    if parts:
        parts[-1] = parts[-1].removesuffix("\n")
    return parts
