"""The same three things that the commands do, from Python: build a graph, write it, look into a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from os import PathLike, fspath
from pathlib import Path

from rdflib import Graph

from kg import pipeline, readers
from kg.errors import InputError
from kg.model import Document, Entity, Fact, Item, Mention, Observation
from kg.rdf import BASES, Bases, to_graph, write
from kg.resolve import ground

__all__ = ["Extract", "build", "extract", "write"]


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read in one text. Every span is half-open, in code points of `text`.

    `mentions` are in reading order, `facts` hold the ids of `entities` and of `articles`. Taken apart it is
    `articles, mentions, facts`.
    """

    text: str
    articles: tuple[Item, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    observations: tuple[Observation, ...]

    def __iter__(self) -> Iterator[tuple[Item, ...] | tuple[Mention, ...] | tuple[Fact, ...]]:
        yield from (self.articles, self.mentions, self.facts)

    def name(self, id: str) -> str:
        """What an id stands for: an entity's name, an article's headline ('' without one). Raises KeyError."""
        for item in self.articles:
            if item.id == id:
                return item.headline or ""
        for entity in self.entities:
            if entity.id == id:
                return entity.name
        raise KeyError(id)


def build(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    date: Date | None = None,
    publisher: str | None = None,
    rules: str | PathLike[str] | None = None,
    min_confidence: float = 0.0,
    text: bool = True,
    bases: Bases = BASES,
) -> Graph:
    """The graph of some pages: files, folders, `-` for standard input; in any order, the same graph.

    `date` and `publisher` go before what the pages say themselves; `rules` is a folder of your own rules; `text=False`
    leaves out the articles' bodies. Raises InputError for the first page that cannot be read, RuleError for a rule.
    """
    chosen = [paths] if isinstance(paths, (str, PathLike)) else paths
    sources = readers.discover(fspath(path) for path in chosen)
    documents = (readers.read(source, date=date, publisher=publisher) for source in sources)
    knowledge = pipeline.build(documents, rules=_folder(rules), min_confidence=min_confidence)
    return to_graph(knowledge, text=text, bases=bases)


def extract(
    text: str,
    *,
    name: str = "text",
    date: Date | None = None,
    publisher: str | None = None,
    rules: str | PathLike[str] | None = None,
) -> Extract:
    """What stands in a text: the articles of a page, their mentions, entities, facts and observations.

    Without `date`, relative times (2月14日, 昨日) stay partial. A text with nothing to read gives empty tuples. `name`
    is the page's; its ids hang on it. Raises InputError for a text with half a character (a lone surrogate) in it.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(name, f"character {error.start} is half of one: a lone surrogate") from error
    reading = pipeline.read(Document(name, text, published=date, publisher=publisher), _folder(rules))
    knowledge = ground([pipeline.resolve(reading)])
    mentions = (m for passages in reading.passages for passage in passages for m in passage.mentions)
    return Extract(
        text=text,
        articles=tuple(sorted(knowledge.items, key=lambda item: item.article.number)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.begin, m.end))),
        entities=knowledge.entities,
        facts=knowledge.facts,
        observations=knowledge.observations,
    )


def _folder(rules: str | PathLike[str] | None) -> Path | None:
    return None if rules is None else Path(rules)
