"""The whole program as one straight walk: read → segment → recognise → match → resolve → ground."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.measures import measures
from kg.mentions import Home, home, recognise
from kg.model import Article, Claim, Document, Knowledge, Measure, Mention
from kg.resolve import ground, resolve_article
from kg.resolve.bylines import about, bylines
from kg.resolve.centre import Seen
from kg.resolve.corpus import Story, Telling
from kg.resolve.forms import forms
from kg.resolve.inference import infer
from kg.resolve.statements import officials, statements, tenures
from kg.rules.engine import Coded, code, match
from kg.rules.rule import Rule, load
from kg.segment import segment
from kg.text import fold
from kg.unit import Unit, units
from kg.weigh.amounts import amounts


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or headline part as read: its mentions (page offsets), its coded form, its claims and measures."""

    unit: Unit
    mentions: tuple[Mention, ...]
    coded: Coded
    claims: tuple[Claim, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read: a pure function of the document and the rules. `passages[i]` are those of `articles[i]`."""

    document: Document
    home: Home
    articles: tuple[Article, ...]
    passages: tuple[tuple[Passage, ...], ...]


def read(document: Document, rules: Path | None = None) -> Reading:
    """Segment a document, recognise its mentions and match the rules (those of the folder `rules` too)."""
    loaded = load(rules)
    folded = fold(document.text)
    articles = segment(document)
    found = [units(article, folded) for article in articles]
    where = home(folded[document.start :], document.publisher)
    mentions = recognise(found, where, document.published)
    passages = tuple(
        tuple(_passage(unit, ms, loaded) for unit, ms in zip(us, mss, strict=True))
        for us, mss in zip(found, mentions, strict=True)
    )
    return Reading(document, where, articles, passages)


def _passage(unit: Unit, mentions: Sequence[Mention], rules: tuple[Rule, ...]) -> Passage:
    placed = tuple(_place(unit, m) for m in mentions)
    coded = code(unit, mentions, placed)
    placed = tuple(coded.held[i] for i in sorted(coded.held))
    claims = tuple(match(rules, coded))
    return Passage(unit, placed, coded, claims, tuple(measures(coded)))


def _place(unit: Unit, m: Mention) -> Mention:
    """The mention with the page's offsets."""
    begin, end = unit.place(m.begin, m.end)
    return m.moved(begin, end, tuple(_place(unit, p) for p in m.parts))


def resolve(reading: Reading) -> Telling:
    """What the articles of a document say, each about its own things."""
    stories = [_story(reading, a, ps) for a, ps in zip(reading.articles, reading.passages, strict=True)]
    return Telling(reading.document, reading.home, stories)


def _story(reading: Reading, article: Article, passages: Sequence[Passage]) -> Story:
    seen = [Seen(p.unit.span, p.unit.kind, p.coded.text, p.mentions, p.unit.paragraph) for p in passages]
    resolved = resolve_article(seen, reading.home)
    claims = [c for p in passages for c in p.claims]
    said = list(statements(claims, resolved))
    held = list(tenures(claims, resolved))
    said += about(seen, resolved)
    said += forms(resolved)
    said += list(infer(said, resolved))
    officials(said)
    counted = list(amounts((m for p in passages for m in p.measures), resolved, reading.document.text))
    said += bylines(article, reading.document.text, resolved.things)
    return Story(article, resolved.things, said, held, counted)


def build(
    documents: Iterable[Document], *, rules: Path | None = None, min_confidence: float = 0.0, workers: int = 1
) -> Knowledge:
    """The knowledge in some documents, whatever their order and the number of `workers` that read them."""
    return ground(tellings(documents, rules=rules, workers=workers), min_confidence)


def tellings(documents: Iterable[Document], *, rules: Path | None = None, workers: int = 1) -> Iterator[Telling]:
    """What each document says, in their order. More than one worker are processes of their own.

    Raises RuleError for a rule that cannot be loaded, KgError when a worker process dies.
    """
    tell = partial(_tell, rules=rules)
    if workers == 1:
        yield from map(tell, documents)
        return
    load(rules)  # a bad rule is told once, here, before any process starts
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _leave_interrupts_to_the_parent)
    try:
        yield from pool.map(tell, documents)
    except BrokenProcessPool as error:
        raise KgError("a worker process died, perhaps out of memory; try fewer --workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _tell(document: Document, rules: Path | None) -> Telling:
    return resolve(read(document, rules))


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
