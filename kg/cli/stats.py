"""`kg stats`: what a graph holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from kg.catalogue import Catalogue
from kg.cli.graphs import read_graph
from kg.cli.options import graph_options, json_option


@click.command
@graph_options
@json_option
def command(graph: Path, base: str, vocabulary: str, as_json: bool) -> None:
    """Count a graph's entities by class, its facts by property, its evidence by modality and rule.

    \b
    Example:
      kg stats --graph output/graph.ttl
    """
    counts = Catalogue(read_graph(graph, base, vocabulary)).counts()
    tables = {
        "classes": counts.classes,
        "properties": counts.properties,
        "modalities": counts.modalities,
        "rules": counts.rules,
    }
    if as_json:
        data = {"triples": counts.triples, "evidence": counts.evidence, **tables}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True))
        return
    click.echo(f"triples   {counts.triples}\nevidence  {counts.evidence}")
    for title, table in tables.items():
        click.echo(f"{title}\n{_table(table)}")


def _table(counter: Counter[str]) -> str:
    """The counts, the highest first."""
    return "\n".join(f"  {n:7}  {name}" for name, n in sorted(counter.items(), key=lambda row: (-row[1], row[0])))
