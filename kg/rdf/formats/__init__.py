"""The graph in every format that somebody's tool reads: one format a file, listed here and nowhere else.

A format turns sorted statements into files: the end of each file's name → its bytes. The same statements give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Literal, TypeAlias

from rdflib import Graph

from kg.errors import KgError
from kg.model import Knowledge
from kg.rdf.entail import entailed
from kg.rdf.files import replace
from kg.rdf.formats import csv, gexf, graphml, jsonld, nq, nt, trig, ttl
from kg.rdf.namespaces import BASES, Bases
from kg.rdf.reification import with_triple_terms
from kg.rdf.statements import Statement
from kg.rdf.turtle import told

__all__ = ["EVIDENCE", "FORMATS", "Format", "export"]

Format: TypeAlias = Callable[[list[Statement], Bases], dict[str, bytes]]

FORMATS: Final[dict[str, Format]] = {
    "ttl": ttl.files,
    "nt": nt.files,
    "jsonld": jsonld.files,
    "trig": trig.files,
    "nq": nq.files,
    "graphml": graphml.files,
    "gexf": gexf.files,
    "csv": csv.files,
}


EVIDENCE: Final = ("rdf11", "rdf12")
_WITH_TRIPLE_TERMS: Final = ("ttl", "nt", "trig", "nq")


def export(
    content: Graph | Knowledge | list[Statement],
    folder: str | Path,
    formats: Iterable[str],
    *,
    stem: str = "graph",
    entail: bool = False,
    evidence: Literal["rdf11", "rdf12"] = "rdf11",
    text: bool = True,
    bases: Bases = BASES,
) -> list[Path]:
    """Writes `{stem}.{format}` for each format into a folder (csv makes two files) and says which files these are.

    RDF files are parsed back before they take an old file's place. `entail` adds the schema.org types that follow from
    the vocabulary's; `evidence="rdf12"` writes each evidence's fact as an RDF 1.2 triple term in Turtle, TriG,
    N-Triples and N-Quads, which fewer readers take; `text` concerns knowledge only: False leaves out the articles'
    bodies. Statements are those of `kg.rdf.turtle.told`. Raises KgError for an unknown format, before anything is
    written, and OutputError for a file that cannot be written whole.
    """
    chosen = list(dict.fromkeys(formats))
    for name in chosen:
        if name not in FORMATS:
            raise KgError(f"unknown format {name!r}; there are {', '.join(FORMATS)}")
    lines = told(content, text=text, bases=bases)
    if entail:
        lines = entailed(lines, bases)
    terms = with_triple_terms(lines) if evidence == "rdf12" else lines
    written = []
    for name in chosen:
        said = terms if name in _WITH_TRIPLE_TERMS else lines
        for ending, data in FORMATS[name](said, bases).items():
            path = Path(folder) / f"{stem}{ending}"
            replace(path, data, ttl.reader(ending, len(said)))
            written.append(path)
    return written
