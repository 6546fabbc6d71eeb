"""`kg load`: a graph into a triplestore."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from kg.cli.terminal import Progress
from kg.rdf.client import Client
from kg.rdf.load import BATCH, endpoints, load


@click.command
@click.argument("graph", type=click.Path(path_type=Path))
@click.option(
    "--to", "url", required=True, metavar="URL", help="The store: its root, or its Graph Store or Update endpoint."
)
@click.option("--query-url", metavar="URL", help="Its query endpoint, when it is not where the others are.")
@click.option("--update-url", metavar="URL", help="Its update endpoint, likewise.")
@click.option("--named-graph", metavar="IRI", help="The graph to load into; else the default graph.")
@click.option("--replace", "empty", is_flag=True, help="Empty the graphs that the file speaks of first.")
@click.option("--batch", type=click.IntRange(1), default=BATCH, show_default=True, help="Triples in a request.")
@click.option(
    "--tries", type=click.IntRange(1), default=5, show_default=True, help="How often to send a request that fails."
)
def command(
    graph: Path,
    url: str,
    query_url: str | None,
    update_url: str | None,
    named_graph: str | None,
    empty: bool,
    batch: int,
    tries: int,
) -> None:
    """Load GRAPH (.ttl, .nt, .nq, .trig, .jsonld, .rdf) into a triplestore over HTTP; count before and after.

    Named graphs of the file keep their names. Interrupted, the same command goes on where it stood. User and password,
    if the store wants them, are taken from the environment: KG_USER and KG_PASSWORD.

    \b
    Example:
      kg load output/graph.ttl --to http://127.0.0.1:7878
      KG_USER=dba KG_PASSWORD=… kg load output/graph.ttl --named-graph https://kg.example.org/graph \\
        --to http://127.0.0.1:8890/sparql-graph-crud-auth
    """
    store = endpoints(url)
    store = replace(store, query=query_url or store.query, update=update_url or store.update)
    client = Client(os.environ.get("KG_USER", ""), os.environ.get("KG_PASSWORD", ""), tries=tries)
    with Progress() as progress:
        progress.stage(f"reading {graph}")
        loaded = load(
            graph,
            store,
            graph=named_graph,
            empty=empty,
            batch=batch,
            client=client,
            watch=lambda sent, total: progress.stage(f"loading, batch {sent} of {total}"),
        )
    client.close()
    for one in loaded:
        name = one.graph or "default graph"
        click.echo(f"{name}: {one.before} triples before, {one.told} in the file, {one.after} after")
