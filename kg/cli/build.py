"""`kg build`: pages in, a graph with its sources out."""

from __future__ import annotations

from collections.abc import Sized
from datetime import date
from pathlib import Path
from typing import Literal

import click

from kg.cli.options import bases_options, origin_options, rules_option
from kg.cli.pages import read_pages
from kg.cli.terminal import Progress, complain
from kg.pipeline import tellings
from kg.rdf import Bases
from kg.rdf.formats import EVIDENCE, FORMATS, export
from kg.rdf.graph import graph_of
from kg.rdf.turtle import told
from kg.resolve import ground

EXPLORERS = ("none", "graph", "full")
"""What `--html` takes."""


def _formats(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            raise click.BadParameter(f"unknown format {name!r}; there are {', '.join(FORMATS)}")
    if not names:
        raise click.BadParameter(f"name one or more of {', '.join(FORMATS)}")
    return names


@click.command
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder that the files go to.",
)
@click.option(
    "--formats",
    callback=_formats,
    default="ttl",
    show_default=True,
    metavar="LIST",
    help=f"What to write the graph as, separated by commas: {', '.join(FORMATS)}.",
)
@click.option("--entail", is_flag=True, help="Write the schema.org types that follow from the classes too.")
@click.option(
    "--evidence",
    type=click.Choice(EVIDENCE),
    default="rdf11",
    show_default=True,
    help="rdf12: evidence as RDF 1.2 triple terms, in ttl, nt, trig and nq; Virtuoso 7 and rdflib refuse these.",
)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="How many processes read pages.")
@origin_options
@click.option(
    "--html",
    type=click.Choice(EXPLORERS),
    default="full",
    show_default=True,
    help="What the explorer, graph.html, holds: everything; the graph with its quotes, without the articles' bodies;"
    " or none is written.",
)
@rules_option
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out facts less sure than X (0 to 1).",
)
@click.option("--no-text", is_flag=True, help="Leave the articles' bodies out of every file; the quotes stay.")
@bases_options
def command(
    paths: tuple[str, ...],
    out: Path,
    formats: list[str],
    entail: bool,
    evidence: Literal["rdf11", "rdf12"],
    workers: int,
    published: date | None,
    publisher: str | None,
    html: Literal["none", "graph", "full"],
    rules: Path | None,
    min_confidence: float,
    no_text: bool,
    base: str,
    vocabulary: str,
) -> int:
    """Read the pages in PATHS (files, folders, - for standard input) and write graph.ttl and graph.html, or graph.* in
    the formats that you name.

    The same pages give the same bytes, in whatever order they are named and however many workers read them. A page
    that cannot be read is reported and left out; the rest is written.

    Exit status: 1 when nothing was found in the pages, 2 when some could not be read.

    \b
    Example:
      kg build seeds/ --out output
      kg build archive/ --workers 4 --formats ttl,nq,csv --html none
      kg build page.txt --date 2023-02-15 --publisher 江川日报 --html graph
    """
    bases = Bases(vocabulary, base)
    with Progress() as progress:
        documents, failed = read_pages(paths, progress, published, publisher)
        if not documents:
            complain("no page could be read; nothing was written")
            return 2
        tales = tellings(documents, rules=rules, workers=min(workers, len(documents)))
        knowledge = ground(progress.over(tales, "page", len(documents)), min_confidence)
        progress.stage(f"writing {', '.join(formats)}")
        lines = told(knowledge, text=not no_text, bases=bases)
        written = export(lines, out, formats, entail=entail, evidence=evidence, bases=bases)
        if html != "none":
            from kg.explore import write_html  # draws with libraries that the other outputs need not load

            progress.stage("writing graph.html")
            write_html(graph_of(lines, bases), out / "graph.html", text=html == "full" and not no_text)
            written.append(out / "graph.html")
    counts = (
        _count(documents, "page", "pages"),
        _count(knowledge.items, "article", "articles"),
        _count(knowledge.entities, "entity", "entities"),
        _count(knowledge.facts, "fact", "facts"),
        _count(knowledge.observations, "observation", "observations"),
    )
    click.echo(f"{', '.join(counts)} → {', '.join(map(str, written))}")
    if failed:
        complain(f"{failed} could not be read")
        return 2
    return 0 if knowledge.items else 1


def _count(things: Sized, one: str, many: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else many}"
