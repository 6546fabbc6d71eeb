"""What was read of one page, as plain data: its articles with their mentions, entities, facts and observations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from kg.model import Document, Entity, Evidence, Item, Knowledge, Mention, Span
from kg.pipeline import Reading

__all__ = ["digest"]


def digest(reading: Reading, knowledge: Knowledge) -> dict[str, Any]:
    """A page as JSON-ready data. Every `begin` and `end` is a half-open code point offset into the page's text.

    `knowledge` is what was built from this page alone.
    """
    document = reading.document
    mentions = {
        article.begin: [mention for passage in passages for mention in passage.mentions]
        for article, passages in zip(reading.articles, reading.passages, strict=True)
    }
    items = sorted(knowledge.items, key=lambda item: item.article.begin)
    entities = {entity.id: entity for entity in knowledge.entities}
    return {
        "page": document.name,
        "published": document.published.isoformat() if document.published else None,
        "datedBy": document.dated_by,
        "publisher": document.publisher,
        "articles": [_article(document, item, mentions[item.article.begin], knowledge, entities) for item in items],
    }


def _article(
    document: Document, item: Item, mentions: Sequence[Mention], knowledge: Knowledge, entities: dict[str, Entity]
) -> dict[str, Any]:
    article = item.article
    facts: list[dict[str, Any]] = [
        {
            "subject": "A" if fact.subject == item.id else fact.subject,
            "predicate": fact.predicate,
            "object": fact.object,
            **({"datatype": fact.datatype} if fact.datatype else {}),
            "evidence": evidence,
        }
        for fact in knowledge.facts
        if fact.predicate != "mentions" and (evidence := _evidence(document, item, fact.evidence))
    ]
    observations: list[dict[str, Any]] = [
        {
            "subject": "A" if one.subject == item.id else one.subject,
            "indicator": one.indicator,
            "value": number(one.value),
            "unit": one.unit,
            "comparator": one.comparator,
            "status": one.status,
            "period": one.period,
            "text": one.text,
            "evidence": evidence,
        }
        for one in knowledge.observations
        if (evidence := _evidence(document, item, one.evidence))
    ]
    named: set[str | None] = {
        fact.object for fact in knowledge.facts if fact.subject == item.id and fact.datatype is None
    }
    named |= {end for fact in (*facts, *observations) for end in (fact["subject"], fact.get("object"))}
    return {
        "number": article.number,
        "kind": article.kind,
        "headline": item.headline,
        "begin": article.begin,
        "end": article.end,
        "credits": [
            {
                "role": credit.role,
                "begin": credit.name.begin,
                "end": credit.name.end,
                "name": _cut(document, credit.name),
            }
            for credit in article.credits
        ],
        "mentions": [_mention(document, mention) for mention in mentions],
        "entities": [
            {"id": entity.id, "types": list(entity.types), "name": entity.name, "aliases": list(entity.aliases)}
            for entity in entities.values()
            if entity.id in named
        ],
        "facts": facts,
        "observations": observations,
    }


def _mention(document: Document, mention: Mention) -> dict[str, Any]:
    """A mention with what its grammar made of it; anaphors and nested mentions say so."""
    shown: dict[str, Any] = {
        "begin": mention.begin,
        "end": mention.end,
        "text": _cut(document, mention.span),
        "types": list(mention.types),
        "name": mention.name,
    }
    if mention.anaphor:
        shown["anaphor"] = True
    if (quantity := mention.quantity) is not None:
        shown["quantity"] = {
            "value": number(quantity.value),
            "unit": quantity.unit,
            "comparator": quantity.comparator,
        }
    if mention.when is not None:
        shown["when"] = {"value": mention.when.value, "approximate": mention.when.approximate}
    if mention.parts:
        shown["parts"] = [_mention(document, part) for part in mention.parts]
    return shown


def _evidence(document: Document, item: Item, evidences: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The evidence that stands in one article."""
    return [
        {
            "quote": _cut(document, one.quote),
            "begin": one.quote.begin,
            "end": one.quote.end,
            "rule": one.rule,
            "modality": one.modality,
            "confidence": one.confidence,
            **({"speaker": one.speaker} if one.speaker else {}),
        }
        for one in evidences
        if one.article == item.id
    ]


def _cut(document: Document, span: Span) -> str:
    return document.text[span.begin : span.end]


def number(value: Decimal) -> int | float:
    """A decimal as the JSON number that reads back as the same decimal wherever doubles can hold it."""
    return int(value) if value == value.to_integral_value() else float(value)
