"""`kg view`: the explorer in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from kg.cli.graphs import read_graph
from kg.cli.options import bases_options
from kg.cli.terminal import Progress, complain
from kg.errors import InputError


@click.command
@click.argument("file", type=click.Path(path_type=Path), default=Path("output/graph.html"))
@bases_options
def command(file: Path, base: str, vocabulary: str) -> int:
    """Open FILE, an explorer (output/graph.html unless said otherwise), in your browser.

    FILE may also be a graph (.ttl, .nt, .nq, .trig, .jsonld, .rdf): its explorer is then written beside it, with
    .html for an ending, and opened. Without a browser here the address is printed, to be opened elsewhere.

    Exit status: 1 when no browser could be opened.

    \b
    Example:
      kg view
      kg view archive/graph.nq
    """
    page = file if file.suffix.lower() in {".html", ".htm"} else file.with_suffix(".html")
    if page != file:
        graph = read_graph(file, base, vocabulary)
        from kg.explore import write_html  # draws with libraries that an explorer already there does not need

        with Progress() as progress:
            progress.stage(f"writing {page.name}")
            write_html(graph, page)
    elif not page.is_file():
        raise InputError(str(page), "no such file; kg build writes it")
    address = page.absolute().as_uri()
    click.echo(address)
    if not webbrowser.open(address):
        complain("no browser could be opened here; open the address above in one")
        return 1
    return 0
