"""`kg eval`: scores against gold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import rules_option
from kg.cli.pages import read_pages
from kg.cli.terminal import Progress, complain
from kg.errors import KgError
from kg.evaluate import (
    find_gold,
    labelled,
    lines,
    load_gold,
    load_labelled,
    score,
    score_mentions,
    span_json,
    span_lines,
    to_json,
)
from kg.pipeline import build
from kg.probe import names
from kg.readers import discover


@click.command
@click.argument("pages", nargs=-1)
@click.option(
    "--gold", multiple=True, type=click.Path(path_type=Path), help="Gold annotations (JSON Lines); repeatable."
)
@click.option("--errors", is_flag=True, help="List every error with its quote and rule.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, errors included.")
@click.option(
    "--mentions", type=click.Path(path_type=Path), metavar="FILE", help="Score exact spans against FILE instead."
)
@rules_option
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out facts less sure than this.")
def command(
    pages: tuple[str, ...],
    gold: tuple[Path, ...],
    errors: bool,
    as_json: bool,
    mentions: Path | None,
    rules: Path | None,
    min_confidence: float,
) -> int:
    """Read PAGES (default: seeds) and score entities, facts and observations against gold: precision, recall, F1.

    Without --gold, the gold of NAME.txt is NAME.jsonl beside it, or in a folder gold there or next to theirs. With
    --mentions, FILE holds JSON Lines of {"text": …, "ents": [[begin, end, "PER|LOC|ORG"], …]} and exact spans are
    scored. Low scores are no failure: the exit status is 0 when there is something to compare.

    \b
    Example:
      kg eval seeds --gold gold/zhengzhou-2023-02-15.jsonl --errors
      kg eval --mentions labelled.jsonl
    """
    with Progress() as progress:
        if mentions is not None:
            texts = load_labelled(mentions)
            found = [labelled(names(one.text)) for one in progress.over(texts, "text", len(texts))]
            spans = score_mentions(found, texts)
            _print(span_json(spans), span_lines(spans, errors=errors), as_json)
            return 0
        pages = pages or ("seeds",)
        wanted = load_gold(gold or find_gold(Path(page) for page in discover(pages)))
        if not wanted:
            raise KgError(f"no gold for {', '.join(pages)}: name it with --gold")
        documents, failed = read_pages(pages, progress)
        counted = progress.over(documents, "page", len(documents))
        report = score(build(counted, rules=rules, min_confidence=min_confidence), wanted)
    for page in report.unread:
        complain(f"gold for {page}, which is not among the pages")
    _print(to_json(report), lines(report, errors=errors), as_json)
    return 2 if failed or not report.items.cells else 0


def _print(data: object, text: list[str], as_json: bool) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else "\n".join(text))
