"""`kg validate`: does a graph look as the vocabulary says it should?"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graphs import read_graph
from kg.cli.options import graph_options
from kg.cli.terminal import Progress, complain
from kg.rdf.prefixes import Bases
from kg.rdf.validate import validate


@click.command
@graph_options
def command(graph: Path, base: str, vocabulary: str) -> int:
    """Check a graph against the SHACL shapes of the vocabulary. Exit status 1: it does not conform.

    \b
    Example:
      kg validate --graph output/graph.ttl
    """
    told = read_graph(graph, base, vocabulary)
    with Progress() as progress:
        progress.stage("checking the shapes")
        violations = validate(told, bases=Bases(vocabulary, base))
    for violation in violations:
        click.echo(str(violation))
    if violations:
        complain(f"{graph} breaks the shapes in {len(violations)} places")
        return 1
    click.echo(f"{graph} conforms: {len(told)} triples")
    return 0
