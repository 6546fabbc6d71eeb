"""`kg verify`: does a graph say what the pages say?"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graphs import read_graph
from kg.cli.options import bases_options
from kg.cli.pages import read_pages
from kg.cli.terminal import Progress, complain
from kg.rdf.prefixes import Bases
from kg.rdf.verify import verify


@click.command
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("pages", nargs=-1, required=True)
@bases_options
def command(graph: Path, pages: tuple[str, ...], base: str, vocabulary: str) -> int:
    """Look every quote, offset and article of GRAPH up in PAGES (files, folders) again. Exit status 1: some differ.

    \b
    Example:
      kg verify output/graph.ttl seeds/
    """
    told = read_graph(graph, base, vocabulary)
    with Progress() as progress:
        documents, failed = read_pages(pages, progress)
        progress.stage("looking up every quote")
        problems = verify(told, documents, bases=Bases(vocabulary, base))
    for problem in problems:
        click.echo(str(problem))
    if failed:
        return 2
    if problems:
        complain(f"{graph}: {len(problems)} mismatches")
        return 1
    click.echo(f"{graph}: 0 mismatches in {len(documents)} page{'' if len(documents) == 1 else 's'}")
    return 0
