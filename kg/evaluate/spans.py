"""Exact spans of people, places and organisations, scored against labelled text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError
from kg.evaluate.report import Tally, row, scores
from kg.model import Mention
from kg.schema import is_a

LABELS = {"Person": "PER", "Place": "LOC", "Organization": "ORG"}
"""The labels of exact spans, by the class that stands above all they are given to."""


_NO_NAME = re.compile(r"(?:[省市区县州镇乡]|自治[区州县])(?:人民)?政府")


def label_of(cls: str) -> str | None:
    """The label of a class of the vocabulary: `District` → `LOC`; None for those that have none (a Project)."""
    return next((label for root, label in LABELS.items() if is_a(cls, root)), None)


class Labelled(NamedTuple):
    """A half-open code point span with its label: PER, LOC or ORG."""

    begin: int
    end: int
    label: str


def labelled(mentions: Iterable[Mention]) -> list[Labelled]:
    """The mentions that name people, places and organisations, as labelled spans.

    Where a country's or a city's government is spoken of, it is the place that is named.
    """
    named = ((m, label_of(m.type)) for top in mentions for m in _named(top) if not m.anaphor)
    return [Labelled(m.begin, m.end, label) for m, label in named if label is not None]


def _named(mention: Mention) -> tuple[Mention, ...]:
    """A mention, or the place in it when all that it adds is 政府; nothing for 市政府, which only its context names."""
    if _NO_NAME.fullmatch(mention.name):
        return ()
    place = next((part for part in mention.parts if is_a(part.type, "AdministrativeArea")), None)
    if place is not None and mention.name.endswith("政府") and mention.end - place.end == 2:
        return (place,)
    return (mention,)


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with its labelled spans; `ents` is None where the line has none to compare with."""

    text: str
    ents: tuple[Labelled, ...] | None


@dataclass(slots=True)
class SpanReport:
    """Tallies by label; `errors` lists line (from 1), fault, label, the characters."""

    labels: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in LABELS.values()})
    errors: list[tuple[int, str, str, str]] = field(default_factory=list)

    def total(self) -> Tally:
        total = Tally()
        for tally in self.labels.values():
            total.add(tally)
        return total


def load_labelled(path: Path) -> list[LabelledText]:
    """Read JSON Lines of `{"text": …, "ents": [[begin, end, label], …]}`. Raises InputError naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"not UTF-8 at byte {error.start}") from error
    texts = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            texts.append(_labelled(json.loads(line)))
        except json.JSONDecodeError as error:
            raise InputError(str(path), f"line {number}, column {error.colno}: not JSON: {error.msg}") from error
        except ValueError as error:
            raise InputError(str(path), f"line {number}: {error}") from error
    return texts


def _labelled(record: Any) -> LabelledText:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError("no “text”")
    text, ents = record["text"], record.get("ents")
    if ents is None:
        return LabelledText(text, None)
    if not isinstance(ents, list):
        raise ValueError("“ents” is not a list")
    spans = []
    for ent in ents:
        match ent:
            case [int(begin), int(end), str(label)] if label in LABELS.values() and 0 <= begin < end <= len(text):
                spans.append(Labelled(begin, end, label))
            case _:
                raise ValueError(f"{json.dumps(ent, ensure_ascii=False)} is not [begin, end, PER|LOC|ORG] in the text")
    return LabelledText(text, tuple(spans))


def score_mentions(predicted: Sequence[Sequence[Labelled]], gold: Sequence[LabelledText]) -> SpanReport:
    """Compare spans text by text: a span is right when its begin, its end and its label are.

    Raises ValueError when there are not as many predictions as texts.
    """
    report = SpanReport()
    for number, (spans, want) in enumerate(zip(predicted, gold, strict=True), start=1):
        is_so, should = set(spans), set(want.ents or ())
        for span in sorted(is_so | should):
            tally = report.labels[span.label]
            if span in is_so and span in should:
                tally.found += 1
                tally.right += 1
                continue
            if span in is_so:
                tally.spurious += 1
            else:
                tally.missed += 1
            fault = "spurious" if span in is_so else "missing"
            report.errors.append((number, fault, span.label, want.text[span.begin : span.end]))
    return report


def span_lines(report: SpanReport, *, errors: bool = False) -> list[str]:
    """The report as text for people; then, if asked, every error with the line it is on."""
    out = ["     P     R    F1  found/gold", row("all", report.total())]
    out += [row(label, tally) for label, tally in report.labels.items()]
    if errors:
        out += [f"  line {number}  {fault} {label}: {text}" for number, fault, label, text in report.errors]
    return out


def span_json(report: SpanReport) -> dict[str, Any]:
    """The report as plain data."""
    return {
        **scores(report.total()),
        "labels": {label: scores(tally) for label, tally in report.labels.items()},
        "errors": [
            {"line": number, "fault": fault, "label": label, "text": text}
            for number, fault, label, text in report.errors
        ],
    }
