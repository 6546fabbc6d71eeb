"""`kg conflicts`: figures that contradict each other, with their sources."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import bases_options, graphs_options, json_option
from kg.cli.terminal import Progress, complain, quoted
from kg.rdf.conflicts import Conflict, conflicts
from kg.rdf.prefixes import Bases


@click.command
@graphs_options
@json_option
@bases_options
def command(graphs: tuple[Path, ...], timeout: float, as_json: bool, base: str, vocabulary: str) -> int:
    """List figures that cannot both be true: the same thing, indicator, period, status and unit, different numbers.

    "At least 900" and "920" agree, "900" and "920" do not; a vague figure agrees with what lies within a tenth of it.
    Exit status 1: there are such figures.

    \b
    Example:
      kg conflicts --graph output/graph.ttl
    """
    with Progress() as progress:
        progress.stage("comparing figures")
        found = conflicts(graphs, timeout=timeout, bases=Bases(vocabulary, base))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2, default=str))
    elif found:
        click.echo("\n\n".join("\n".join(_lines(one)) for one in found))
    if found:
        complain(f"{len(found)} contradiction{'' if len(found) == 1 else 's'}")
        return 1
    return 0


def _lines(one: Conflict) -> list[str]:
    about = ", ".join(filter(None, (one.period, one.status, one.unit)))
    lines = [f"{one.subject}  {one.indicator}  ({about})"]
    for figure in one.figures:
        lines.append(f"  {figure.comparator} {figure.text}")
        lines += [f"      {quoted(source)}, {source.modality}" for source in figure.sources]
    return lines
