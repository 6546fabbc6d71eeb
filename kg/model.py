"""The frozen things that flow through the pipeline, and nothing else.

Every offset is a Unicode code point index into `Document.text`; every span is half-open `[begin, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from kg.errors import InputError

Kind: TypeAlias = Literal["NewsArticle", "PhotoCaption"]
Role: TypeAlias = Literal["reporter", "correspondent", "photographer"]
Modality: TypeAlias = Literal["asserted", "planned", "attributed", "negated"]
Dating: TypeAlias = Literal["option", "front matter", "file name", "inferred"]


class Span(NamedTuple):
    """A half-open run of code points in a document's text."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One page as read: its text, verbatim, and what is known of its origin.

    `start` is where the page's own text begins (after YAML front matter, else 0). Raises InputError for a day of
    publication before 1600 or after 2999, from which no 去年 or 明日 could be told.
    """

    name: str
    text: str
    start: int = 0
    published: date | None = None
    dated_by: Dating | None = None
    publisher: str | None = None

    def __post_init__(self) -> None:
        if self.published and not 1600 <= self.published.year <= 2999:
            raise InputError(self.name, f"no newspaper is of {self.published.isoformat()}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's body; `paragraph` counts from 0 within the article."""

    begin: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A name in a byline: who did what, and for whom when the byline says it."""

    role: Role
    name: Span
    employer: Span | None
    quote: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One item of a page. `headline` holds the spans of its parts, in reading order; `begin`/`end` bound the body."""

    number: int
    kind: Kind
    headline: tuple[Span, ...]
    begin: int
    end: int
    sentences: tuple[Sentence, ...]
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, normalised: 3000余万元 is 30000000 CNY with comparator `~`."""

    value: Decimal
    unit: str
    comparator: str


@dataclass(frozen=True, slots=True)
class When:
    """A resolved time: an xsd:date, gYearMonth, gYear or ISO 8601 interval, partial (`--02-14`) without a year.

    `approximate` marks 近日, 目前 and their like, which never give a hard date.
    """

    value: str | None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed span. `types` are class names, the first one deciding how rules see it; `name` is its clean form.

    `anaphor` marks 公司, 该镇, 全区: a mention of its class that names nothing. `code` is the gazetteer's, of an
    administrative area that it could tell. `parts` are the mentions nested in it.
    """

    begin: int
    end: int
    types: tuple[str, ...]
    name: str
    anaphor: bool = False
    code: str = ""
    quantity: Quantity | None = None
    when: When | None = None
    parts: tuple[Mention, ...] = ()

    @property
    def type(self) -> str:
        return self.types[0]

    def moved(self, begin: int, end: int, parts: tuple[Mention, ...]) -> Mention:
        """The same mention elsewhere, or with other mentions nested in it."""
        return Mention(begin, end, self.types, self.name, self.anaphor, self.code, self.quantity, self.when, parts)

    @property
    def span(self) -> Span:
        return Span(self.begin, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule fired: subject, predicate and object as mentions (or a literal), with the characters that say so.

    `subject` None stands for the article itself.
    """

    rule: str
    subject: Mention | None
    predicate: str
    object: Mention | str
    quote: Span
    sentence: Span
    modality: Modality
    confidence: float
    speaker: Mention | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity said of something: the claim that becomes an observation. `subject` may be an anaphor."""

    rule: str
    subject: Mention
    indicator: str
    quantity: Quantity
    status: Literal["target", "actual"]
    period: str | None
    text: str
    number: Span
    quote: Span
    sentence: Span
    modality: Modality
    speaker: Mention | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands in an article (`article` and `speaker` are ids), which rule saw it and how sure it is."""

    article: str
    quote: Span
    sentence: Span
    rule: str
    modality: Modality
    confidence: float
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with an identity. `id` is `{class family}-{12 hex}`; `types` are class names, sorted.

    `note` says what told it from its namesakes.
    """

    id: str
    types: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement with its evidence. `object` is an entity's id, or a literal when `datatype` is set.

    `datatype` is `zh` for a Chinese string, else the local name of an XSD type: `date`, `gYearMonth`, `gYear`.
    `subject` is the id of an entity, an article or a page.
    """

    subject: str
    predicate: str
    object: str
    datatype: str | None
    evidence: tuple[Evidence, ...]

    @property
    def direct(self) -> bool:
        """Whether the plain triple is written too: not when every evidence denies it."""
        return any(e.modality != "negated" for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Observation:
    """A quantity said of an entity; `id` is `observation-{12 hex}`, `text` the characters as printed."""

    id: str
    subject: str
    indicator: str
    value: Decimal
    unit: str
    comparator: str
    status: Literal["target", "actual"]
    period: str | None
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its identity: `id` is `page-{12 hex}`."""

    id: str
    document: Document


@dataclass(frozen=True, slots=True)
class Item:
    """An article with its identity: `id` is `article-{12 hex}`, `page` its page's id, `headline` the joined text."""

    id: str
    page: str
    headline: str | None
    article: Article


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that was read out of some pages; every tuple is sorted by id (facts by subject, predicate, object)."""

    pages: tuple[Page, ...] = ()
    items: tuple[Item, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    observations: tuple[Observation, ...] = ()
