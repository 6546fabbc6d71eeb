"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.rdf.prefixes import BASES

F = TypeVar("F", bound=Callable[..., Any])


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date as YYYY-MM-DD") from None


rules_option = click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of rules of your own (*.yml), used beside the built-in ones.",
)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def timeout_option(seconds: float) -> Callable[[F], F]:
    """`--timeout` of a query, with its default."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=seconds,
        show_default=True,
        metavar="SECONDS",
        help="Stop a query that takes longer.",
    )


def bases_options(command: F) -> F:
    """`--base` and `--vocabulary`: where the graph's IRIs begin."""
    base = click.option("--base", default=BASES.entities, metavar="IRI", help="Where the entities' IRIs begin.")
    vocabulary = click.option(
        "--vocabulary", default=BASES.vocabulary, metavar="IRI", help="Where the vocabulary's IRIs begin."
    )
    return base(vocabulary(command))


def graph_options(command: F) -> F:
    """`--graph` with the bases of its IRIs: what `kg.cli.graphs.read_graph` takes."""
    graph = click.option(
        "--graph",
        type=click.Path(path_type=Path),
        default=Path("output/graph.ttl"),
        show_default=True,
        help="The graph to read (Turtle).",
    )
    return graph(bases_options(command))


def graphs_options(command: F) -> F:
    """`--graph`, repeatable, with the `--timeout` of a query over them."""
    graphs = click.option(
        "--graph",
        "graphs",
        multiple=True,
        type=click.Path(path_type=Path),
        default=(Path("output/graph.ttl"),),
        show_default="output/graph.ttl",
        help="The graph to ask; repeatable, all are then asked together.",
    )
    return graphs(timeout_option(60.0)(command))


def origin_options(command: F) -> F:
    """`--date` and `--publisher`, which go before what the pages say themselves."""
    day = click.option(
        "--date", "published", type=_day, metavar="YYYY-MM-DD", help="When the pages were published, whatever they say."
    )
    publisher = click.option("--publisher", metavar="NAME", help="Who published the pages, whatever they say.")
    return day(publisher(command))
