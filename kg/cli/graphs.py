"""Reading the graph that a command is asked about."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from kg.cli.terminal import Progress
from kg.rdf.prefixes import Bases
from kg.rdf.reading import load


def read_graph(graph: Path, base: str, vocabulary: str) -> Graph:
    """The graph in a file, its `kg:` and `kgid:` bound as the options say."""
    with Progress() as progress:
        progress.stage(f"reading {graph}")
        return load(graph, bases=Bases(vocabulary, base))
