"""`kg query`: SPARQL over a graph."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kg.cli.options import bases_options, graphs_options
from kg.cli.terminal import Progress
from kg.errors import InputError
from kg.rdf.answers import FORMATS, render
from kg.rdf.prefixes import Bases
from kg.rdf.query import run


@click.command
@click.argument("query")
@graphs_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@bases_options
def command(query: str, graphs: tuple[Path, ...], form: str, timeout: float, base: str, vocabulary: str) -> None:
    """Answer QUERY: SPARQL itself, or the name of a file that holds it (*.rq), or - for standard input.

    The prefixes kg: kgid: rdf: rdfs: skos: xsd: org: prov: qudt: unit: schema: foaf: owl: are known.

    \b
    Example:
      kg query "SELECT ?name WHERE { ?who a kg:Journalist ; rdfs:label ?name }"
      kg query ontology/queries/investors.rq --format csv > investors.csv
    """
    bases = Bases(vocabulary, base)
    with Progress() as progress:
        progress.stage("asking the graph")
        result = run(_text(query), graphs, timeout=timeout, bases=bases)
    click.echo(render(result, form, bases=bases), nl=False)


def _text(query: str) -> str:
    """The query itself, out of the file that holds it when it is the name of one."""
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if "{" in query:
        return query
    path = Path(query)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(query, f"not UTF-8 at byte {error.start}") from error
    except (OSError, ValueError) as error:
        if path.suffix in (".rq", ".sparql") or os.path.exists(query):  # noqa: PTH110 - Path.exists raises on odd names
            raise InputError(query, getattr(error, "strerror", None) or str(error)) from error
        return query  # DESCRIBE <iri> has no braces; anything else the parser will explain
