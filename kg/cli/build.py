"""`kg build`: pages in, a graph with its sources out."""

from __future__ import annotations

from collections.abc import Sized
from datetime import date
from pathlib import Path

import click

from kg.cli.options import bases_options, origin_options, rules_option
from kg.cli.pages import read_pages
from kg.cli.terminal import Progress, complain
from kg.pipeline import build
from kg.rdf import Bases, to_graph, write


@click.command
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder that graph.ttl and graph.html go to.",
)
@origin_options
@click.option("--html/--no-html", default=True, show_default=True, help="Whether to write the explorer, graph.html.")
@rules_option
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out facts less sure than X (0 to 1).",
)
@click.option("--no-text", is_flag=True, help="Leave the articles' bodies out; the quotes stay.")
@bases_options
def command(
    paths: tuple[str, ...],
    out: Path,
    published: date | None,
    publisher: str | None,
    html: bool,
    rules: Path | None,
    min_confidence: float,
    no_text: bool,
    base: str,
    vocabulary: str,
) -> int:
    """Read the pages in PATHS (files, folders, - for standard input) and write graph.ttl and graph.html.

    The same pages give the same bytes, in whatever order they are named. A page that cannot be read is reported and
    left out; the rest is written.

    Exit status: 1 when nothing was found in the pages, 2 when some could not be read.

    \b
    Example:
      kg build seeds/ --out output
      kg build page.txt --date 2023-02-15 --publisher 江川日报 --no-html
    """
    bases = Bases(vocabulary, base)
    with Progress() as progress:
        documents, failed = read_pages(paths, progress, published, publisher)
        if not documents:
            complain("no page could be read; nothing was written")
            return 2
        counted = progress.over(documents, "page", len(documents))
        knowledge = build(counted, rules=rules, min_confidence=min_confidence)
        progress.stage("writing graph.ttl")
        write(knowledge, out / "graph.ttl", text=not no_text, bases=bases)
        if html:
            from kg.explore import write_html  # draws with libraries that the other outputs need not load

            progress.stage("writing graph.html")
            write_html(to_graph(knowledge, text=not no_text, bases=bases), out / "graph.html", text=not no_text)
    written = out / "graph.ttl", *([out / "graph.html"] if html else [])
    counts = (
        _count(documents, "page", "pages"),
        _count(knowledge.items, "article", "articles"),
        _count(knowledge.entities, "entity", "entities"),
        _count(knowledge.facts, "fact", "facts"),
        _count(knowledge.observations, "observation", "observations"),
    )
    click.echo(f"{', '.join(counts)} → {', '.join(map(str, written))}")
    for note in knowledge.notes:
        complain(note)
    if failed:
        complain(f"{failed} could not be read")
        return 2
    return 0 if knowledge.items else 1


def _count(things: Sized, one: str, many: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else many}"
