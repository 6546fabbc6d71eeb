"""`kg serve`: a SPARQL endpoint over graphs, and a page for every entity."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from kg.cli.options import bases_options, timeout_option
from kg.cli.terminal import Progress
from kg.rdf.prefixes import Bases
from kg.serve.pool import Limits
from kg.serve.server import Server


@click.command
@click.argument("graphs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for the whole network.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 takes a free port.")
@click.option("--workers", type=click.IntRange(1), default=4, show_default=True, help="How many queries run at once.")
@timeout_option(30.0)
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    metavar="N",
    help="Cut answers off after N rows or triples, and say so.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="Stop a query that needs more.",
)
@bases_options
def command(
    graphs: tuple[Path, ...],
    host: str,
    port: int,
    workers: int,
    timeout: float,
    rows: int,
    memory: int,
    base: str,
    vocabulary: str,
) -> None:
    """Serve GRAPHS (.ttl, .nt, .nq, .trig, .jsonld, .rdf), taken together, over HTTP until Ctrl-C.

    /sparql is a SPARQL 1.1 endpoint that only reads, / a form to ask it in a browser; each entity answers at the path
    of its IRI with HTML, Turtle or JSON-LD. Nothing outside the graphs is reached: no SERVICE, no LOAD, no file.

    \b
    Example:
      kg serve output/graph.ttl
      curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?n { ?x a kg:Company ; rdfs:label ?n }' \\
        http://127.0.0.1:7878/sparql
    """
    limits = Limits(timeout, rows, memory << 20)
    with Progress() as progress:
        progress.stage("loading the graphs")
        server = Server(graphs, host=host, port=port, workers=workers, limits=limits, bases=Bases(vocabulary, base))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"{server.triples} triples at {server.url} (Ctrl-C ends it)")
        stop.wait()
        server.shutdown()
