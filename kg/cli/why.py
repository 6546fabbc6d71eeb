"""`kg why`: the evidence and the rule behind a fact."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.catalogue import Catalogue
from kg.cli.graphs import read_graph
from kg.cli.options import graph_options, json_option
from kg.cli.terminal import complain, witness_line


@click.command
@click.argument("subject")
@click.argument("predicate")
@click.argument("object", metavar="OBJECT")
@graph_options
@json_option
def command(subject: str, predicate: str, object: str, graph: Path, base: str, vocabulary: str, as_json: bool) -> int:
    """Show what the fact SUBJECT PREDICATE OBJECT rests on: quotes, offsets, sentences, rules.

    SUBJECT and OBJECT are names or IRIs, OBJECT also a literal value or a quantity as printed; PREDICATE is a property
    such as locatedIn, or - for any. Exit status 1: the graph does not say so.

    \b
    Example:
      kg why 登封市 locatedIn 郑州市
    """
    catalogue = Catalogue(read_graph(graph, base, vocabulary))
    property_name = None if predicate == "-" else catalogue.predicate(predicate)
    links = catalogue.why(subject, property_name, object)
    if not links:
        complain(f"{graph} does not say: {subject} {predicate} {object}")
        for link in catalogue.why(subject, None, object):
            complain(f"it says: {link.subject.label} {link.predicate} {link.object.label}")
        return 1
    if as_json:
        click.echo(json.dumps([asdict(link) for link in links], ensure_ascii=False, indent=2))
        return 0
    for link in links:
        denied = "" if link.stated else "not: "
        click.echo(f"{denied}{link.subject.label} {link.predicate} {link.object.label}")
        if not link.witnesses:
            click.echo("  no evidence: it came with the input, not from the text")
        for witness in link.witnesses:
            click.echo(f"  {witness_line(witness)}")
            click.echo(f"    {' '.join(witness.sentence.split())}")
    return 0
