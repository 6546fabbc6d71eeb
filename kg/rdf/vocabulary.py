"""The ontology, the shapes and the questions that ship with the package: `ontology/` in the source tree."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from kg.rdf.namespaces import BASES, Bases, bind
from kg.rdf.reading import graph_from

__all__ = ["folder", "ontology", "shapes", "source"]


def folder() -> Traversable:
    """Where `kg.ttl`, `shapes.ttl` and `queries/` lie: inside the installed package, else in the source tree."""
    installed = files("kg") / "ontology"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "ontology"


def source(name: str, bases: Bases = BASES) -> str:
    """The text of one of its files, written for the given bases."""
    text = (folder() / name).read_text(encoding="utf-8")
    for old, new in ((BASES.vocabulary, bases.vocabulary), (BASES.entities, bases.entities)):
        text = text.replace(old, new).replace(_in_pattern(old), _in_pattern(new))
    return text


def ontology(bases: Bases = BASES) -> Graph:
    """`kg.ttl`: every class and property with labels, definitions and alignments."""
    return _graph("kg.ttl", bases)


def shapes(bases: Bases = BASES) -> Graph:
    """`shapes.ttl`: what a sound graph looks like, in SHACL."""
    return _graph("shapes.ttl", bases)


def _in_pattern(iri: str) -> str:
    """An IRI as it stands in a regular expression in a Turtle string."""
    return re.escape(iri).replace("\\", "\\\\").replace("\\\\-", "-").replace("\\\\#", "#")


def _graph(name: str, bases: Bases) -> Graph:
    return bind(graph_from(parse(source(name, bases), format=RdfFormat.TURTLE), name), bases)
