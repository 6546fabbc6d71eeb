"""Which prediction stands for which gold thing: articles by overlap, entities by name and type."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath

from kg.evaluate.gold import GoldArticle, GoldEntity
from kg.model import Document, Entity, Item, Knowledge, Span
from kg.schema import is_a

_IGNORED = str.maketrans("", "", "“”‘’「」『』\"'")


@cache
def plain(name: str) -> str:
    """A name as it is compared: NFKC, without quotation marks and white space."""
    while True:  # what is taken out may bring together what composes
        plainer = "".join(unicodedata.normalize("NFKC", name).translate(_IGNORED).split())
        if plainer == name:
            return name
        name = plainer


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans."""
    shared = min(one.end, other.end) - max(one.begin, other.begin)
    return max(shared, 0) / max((one.end - one.begin) + (other.end - other.begin) - shared, 1)


def is_thing(entity: Entity) -> bool:
    """Whether an entity is one that gold annotates: tenures and the texts themselves are not."""
    texts = ("NewsPage", "NewsArticle", "Tenure", "Observation")
    return not any(is_a(cls, other) for cls in entity.types for other in texts)


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of a page with the gold article it stands for; one side is None where the other is alone."""

    document: Document
    item: Item | None
    gold: GoldArticle | None


def pair_articles(knowledge: Knowledge, gold: Sequence[GoldArticle]) -> tuple[list[Pair], list[str]]:
    """Pair items with gold articles of the same file name, best overlap of bodies first, above one half.

    Returns the pairs in reading order and the gold pages that were not read.
    """
    pairs: list[Pair] = []
    unread: list[str] = []
    for name in sorted({article.page for article in gold}):
        pages = [page for page in knowledge.pages if PurePath(page.document.name).name == name]
        if not pages:
            unread.append(name)
            continue
        documents = {page.id: page.document for page in pages}
        items = sorted((i for i in knowledge.items if i.page in documents), key=lambda i: (i.article.begin, i.id))
        articles = sorted((a for a in gold if a.page == name), key=lambda a: a.number)
        ranked = sorted(
            ((overlap(Span(i.article.begin, i.article.end), a.body), n, m) for n, a in enumerate(articles)
             for m, i in enumerate(items)),
            key=lambda row: (-row[0], row[1], row[2]),
        )  # fmt: skip
        chosen: dict[int, int] = {}
        for share, n, m in ranked:
            if share > 0.5 and n not in chosen and m not in chosen.values():
                chosen[n] = m
        for n, article in enumerate(articles):
            item = items[chosen[n]] if n in chosen else None
            pairs.append(Pair(documents[item.page] if item else pages[0].document, item, article))
        pairs += [Pair(documents[i.page], i, None) for m, i in enumerate(items) if m not in chosen.values()]
    return pairs, unread


@dataclass(slots=True)
class Matching:
    """Entities of one article: predicted id → gold entity, and which of those matches have a wrong class."""

    gold_of: dict[str, GoldEntity] = field(default_factory=dict)
    mistyped: set[str] = field(default_factory=set)


def match_entities(predicted: Sequence[Entity], gold: Sequence[GoldEntity]) -> Matching:
    """Match one to one: right class before wrong class, equal names before shared aliases, required before optional."""
    ranked = sorted(
        (rank, n, m)
        for n, want in enumerate(gold)
        for m, entity in enumerate(predicted)
        if (rank := _rank(entity, want)) is not None
    )
    matching = Matching()
    taken: set[int] = set()
    for (wrong, *_), n, m in ranked:
        entity = predicted[m]
        if n in taken or entity.id in matching.gold_of:
            continue
        taken.add(n)
        matching.gold_of[entity.id] = gold[n]
        if wrong:
            matching.mistyped.add(entity.id)
    return matching


def _rank(entity: Entity, want: GoldEntity) -> tuple[bool, bool, bool] | None:
    """How well two entities agree, the best first; None when they share no name."""
    names = {plain(name) for name in (entity.name, *entity.aliases)}
    wanted = {plain(name) for name in (want.name, *want.aliases)}
    if not names & wanted:
        return None
    typed = any(is_a(cls, other) for cls in entity.types for other in want.types)
    return (not typed, plain(entity.name) != plain(want.name), want.optional)
