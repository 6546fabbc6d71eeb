"""`kg show`: an entity, its facts, their sources."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.catalogue import Catalogue, Link, Thing
from kg.cli.graphs import read_graph
from kg.cli.options import graph_options, json_option
from kg.cli.terminal import complain, witness_line


@click.command
@click.argument("name")
@graph_options
@json_option
def command(name: str, graph: Path, base: str, vocabulary: str, as_json: bool) -> int:
    """Show the entity called NAME: its classes, its facts with their quotes, the articles that mention it.

    NAME is a label, another name, or an IRI (kgid:… for short). When nobody bears it exactly, the entities whose names
    contain it are shown if there is only one, else listed. Exit status 1: nothing found, or several to choose from.

    \b
    Example:
      kg show 登封市
    """
    catalogue = Catalogue(read_graph(graph, base, vocabulary))
    found, exact = catalogue.find(name)
    if not found:
        complain(f"nothing in {graph} is called {name}")
        return 1
    if not exact and len(found) > 1:
        complain(f"nothing in {graph} is called exactly {name}; these contain it:")
        for iri in found:
            click.echo(f"{catalogue.label(iri)}  {'/'.join(catalogue.types(iri))}  {catalogue.short(iri)}")
        return 1
    things = [catalogue.thing(iri) for iri in found]
    if as_json:
        click.echo(json.dumps([asdict(thing) for thing in things], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join("\n".join(_lines(thing, catalogue)) for thing in things))
    return 0


def _lines(thing: Thing, catalogue: Catalogue) -> list[str]:
    note = f" ({thing.note})" if thing.note else ""
    out = [f"{thing.label}{note}  {'/'.join(thing.types)}  {catalogue.short(thing.iri)}"]
    if thing.aliases:
        out.append(f"also: {'、'.join(thing.aliases)}")
    for link in thing.said:
        out += _link(link, f"{link.predicate} → {link.object.label}")
    for link in thing.pointed:
        out += _link(link, f"{link.predicate} ← {link.subject.label}")
    if thing.articles:
        out.append("mentioned in:")
        out += [f"  {headline}  ({page})" for headline, page in thing.articles]
    return out


def _link(link: Link, said: str) -> list[str]:
    if link.quantity:
        said += "  [" + ", ".join(f"{name} {value}" for name, value in link.quantity.items()) + "]"
    denied = "" if link.stated else "not: "
    return [f"  {denied}{said}", *(f"      {witness_line(witness)}" for witness in link.witnesses)]
