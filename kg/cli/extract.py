"""`kg extract`: what is read in a text, before it becomes a graph."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from kg.cli.options import origin_options, rules_option
from kg.cli.pages import read_pages
from kg.cli.terminal import Progress
from kg.digest import digest
from kg.evaluate import labelled, load_labelled
from kg.pipeline import read, resolve
from kg.probe import names
from kg.resolve import ground


@click.command
@click.argument("file")
@origin_options
@rules_option
@click.option("--mentions", is_flag=True, help='FILE is JSON Lines of {"text": …}; give each its "ents".')
def command(file: str, published: date | None, publisher: str | None, rules: Path | None, mentions: bool) -> int:
    """Print what is read in FILE (- for standard input) as JSON: articles, mentions, entities, facts, observations.

    With --mentions, FILE holds one JSON object a line, each with a "text"; it comes back with "ents", the exact spans
    of people, places and organisations as [begin, end, "PER", "LOC" or "ORG"].

    \b
    Example:
      kg extract seeds/zhengzhou-2023-02-15.txt
      kg extract --mentions texts.jsonl > spans.jsonl
    """
    with Progress() as progress:
        if mentions:
            for one in progress.over(load_labelled(Path(file)), "text"):
                click.echo(json.dumps({"text": one.text, "ents": labelled(names(one.text))}, ensure_ascii=False))
            return 0
        documents, failed = read_pages([file], progress, published, publisher)
        pages = [
            digest(reading, ground([resolve(reading)]))
            for reading in (read(document, rules) for document in progress.over(documents, "page"))
        ]
    click.echo(json.dumps(pages[0] if len(pages) == 1 else pages, ensure_ascii=False, indent=2))
    return 2 if failed else 0 if any(page["articles"] for page in pages) else 1
