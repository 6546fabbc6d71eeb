"""Articles' things become entities with identities that hold across the corpus, their statements facts with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.mentions.areas import Home
from kg.model import (
    Article,
    Document,
    Entity,
    Evidence,
    Fact,
    Item,
    Knowledge,
    Observation,
    Page,
    Sentence,
    Span,
)
from kg.resolve.identity import digest, identify
from kg.resolve.local import WEAK, Local
from kg.resolve.statements import Amount, Statement, Tenure
from kg.schema import ancestors
from kg.text import clean


@dataclass(frozen=True, slots=True)
class Story:
    """One article, resolved: its things and what it says of them."""

    article: Article
    things: Sequence[Local]
    statements: Sequence[Statement]
    tenures: Sequence[Tenure]
    amounts: Sequence[Amount]


@dataclass(frozen=True, slots=True)
class Telling:
    """One page, resolved: its stories, and where it is at home."""

    document: Document
    home: Home
    stories: Sequence[Story]


@dataclass(slots=True)
class _Known:
    """What has been gathered of an entity over all articles."""

    name: str
    types: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    note: str | None = None


def ground(tellings: Iterable[Telling], minimum: float = 0.0) -> Knowledge:
    """The knowledge in some pages. Evidence below the `minimum` confidence is left out. Independent of the pages' order."""
    pages: dict[str, Page] = {}
    items: dict[str, Item] = {}
    known: dict[str, _Known] = {}
    facts: dict[tuple[str, str, str, str | None], list[Evidence]] = {}
    observations: dict[str, tuple[Observation, list[Evidence]]] = {}
    for telling in tellings:
        document = telling.document
        page = digest("page", document.name, document.text)
        pages[page] = Page(page, document)
        publisher = _publisher(document, known)
        if publisher:
            facts.setdefault((page, "publishedBy", publisher, None), [])
        for story in telling.stories:
            headline = " ".join(document.text[s.begin : s.end].strip() for s in story.article.headline) or None
            item = digest(
                "article", page, str(story.article.begin), document.text[story.article.begin : story.article.end]
            )
            items[item] = Item(item, page, headline, story.article)
            _tell(story, telling, item, minimum, known, facts, observations)
    return Knowledge(
        pages=tuple(pages[k] for k in sorted(pages)),
        items=tuple(items[k] for k in sorted(items)),
        entities=tuple(_entity(k, known[k]) for k in sorted(known)),
        facts=tuple(
            Fact(*key, tuple(_ordered(facts[key])))
            for key in sorted(facts, key=lambda k: (k[0], k[1], k[2], k[3] or ""))
        ),
        observations=tuple(_observed(*observations[k]) for k in sorted(observations)),
    )


def _publisher(document: Document, known: dict[str, _Known]) -> str | None:
    if not document.publisher:
        return None
    name = clean(document.publisher)
    key = digest("organization", name, "")
    known.setdefault(key, _Known(name)).types.add("MediaOrganization")
    return key


def _tell(
    story: Story,
    telling: Telling,
    item: str,
    minimum: float,
    known: dict[str, _Known],
    facts: dict[tuple[str, str, str, str | None], list[Evidence]],
    observations: dict[str, tuple[Observation, list[Evidence]]],
) -> None:
    text = telling.document.text
    dated = telling.document.published.isoformat() if telling.document.published else ""
    used = {
        id(t)
        for s in story.statements
        if s.confidence >= minimum
        for t in (s.subject, s.object, s.speaker)
        if isinstance(t, Local)
    }
    used |= {id(a.subject) for a in story.amounts} | {id(t.body) for t in story.tenures}
    ids: dict[int, str] = {}
    for thing in story.things:
        if id(thing) not in used and thing.is_a(*WEAK):
            continue
        key, note = identify(thing, story.statements, telling.home, item, dated)
        ids[id(thing)] = key
        entity = known.setdefault(key, _Known(thing.name))
        entity.types |= thing.types
        entity.note = entity.note or note
        entity.aliases |= {clean(f) for f in thing.forms} | {
            clean(text[s.begin : s.end]) for s in thing.spans if not thing.is_a("GovernmentBody") or s.end - s.begin > 3
        }
        first = min(thing.spans)
        facts.setdefault((item, "mentions", key, None), []).append(
            Evidence(item, first, _sentence(story.article, first), "mention", "asserted", 1.0)
        )
    for s in story.statements:
        subject = item if s.subject is None else ids.get(id(s.subject))
        obj = ids.get(id(s.object)) if isinstance(s.object, Local) else s.object
        if subject is None or obj is None or subject == obj or s.confidence < minimum:
            continue
        speaker = ids.get(id(s.speaker)) if s.speaker else None
        facts.setdefault((subject, s.predicate, obj, s.datatype), []).append(
            Evidence(
                item, s.quote, _around(story.article, s.quote, s.sentence), s.rule, s.modality, s.confidence, speaker
            )
        )
    for t in story.tenures:
        if t.confidence >= minimum:
            _tenure(t, story.article, item, ids, known, facts)
    for a in story.amounts:
        m = a.measure
        if a.confidence < minimum or id(a.subject) not in ids:
            continue
        speaker = ids.get(id(a.speaker)) if a.speaker else None
        evidence = Evidence(
            item, m.quote, _around(story.article, m.quote, m.sentence), m.rule, m.modality, a.confidence, speaker
        )
        q = m.quantity
        key = digest(
            "observation",
            ids[id(a.subject)],
            m.indicator,
            format(q.value, "f"),
            q.unit,
            q.comparator,
            m.status,
            m.period or "",
        )
        observation = Observation(
            key, ids[id(a.subject)], m.indicator, q.value, q.unit, q.comparator, m.status, m.period, m.text, ()
        )
        observations.setdefault(key, (observation, []))[1].append(evidence)


def _tenure(
    t: Tenure,
    article: Article,
    item: str,
    ids: dict[int, str],
    known: dict[str, _Known],
    facts: dict[tuple[str, str, str, str | None], list[Evidence]],
) -> None:
    person, body = ids.get(id(t.person)), ids.get(id(t.body))
    if person is None or body is None:
        return
    key = digest("tenure", person, body, t.title)
    known.setdefault(key, _Known(f"{t.person.name},{t.body.name}{t.title}")).types.add("Tenure")
    evidence = Evidence(item, t.quote, _around(article, t.quote, t.sentence), t.rule, t.modality, t.confidence)
    for triple in ((person, "hasTenure", key, None), (key, "worksFor", body, None), (key, "jobTitle", t.title, "zh")):
        facts.setdefault(triple, []).append(evidence)


def _entity(key: str, known: _Known) -> Entity:
    types = {t for t in known.types if not any(t in ancestors(other) for other in known.types)}
    aliases = tuple(sorted(a for a in known.aliases if a and a != known.name))
    return Entity(key, tuple(sorted(types)), known.name, aliases, known.note)


def _observed(observation: Observation, evidence: list[Evidence]) -> Observation:
    return replace(observation, evidence=tuple(_ordered(evidence)))


def _ordered(evidence: list[Evidence]) -> list[Evidence]:
    """Evidence in a fixed order, one for each place, the surest rule first."""
    best: dict[tuple[str, Span, str], Evidence] = {}
    for e in sorted(evidence, key=lambda e: (e.article, e.quote, -e.confidence, e.rule, e.modality)):
        best.setdefault((e.article, e.quote, e.modality), e)
    return list(best.values())


def _sentence(article: Article, span: Span) -> Span:
    """The sentence or headline part that holds a span, else the span itself."""
    for part in article.headline:
        if part.begin <= span.begin and span.end <= part.end:
            return part
    found: Sentence | None = next((s for s in article.sentences if s.begin <= span.begin and span.end <= s.end), None)
    return Span(found.begin, found.end) if found else span


def _around(article: Article, quote: Span, sentence: Span) -> Span:
    if sentence.begin <= quote.begin and quote.end <= sentence.end and sentence != quote:
        whole = _sentence(article, quote)
        return whole if whole != quote else sentence
    return _sentence(article, quote)
