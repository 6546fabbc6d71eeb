"""Gold annotations: what a perfect run would have extracted, one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Span
from kg.schema import CLASSES

ARTICLE = "A"
"""How gold facts name the article itself."""

MODALITIES = ("asserted", "planned", "attributed", "negated")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing the article names; any of `types`, or a subclass, is right."""

    id: str
    types: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A statement between entities of the article (by id, `A` for the article), or with a literal object."""

    subject: str
    predicate: str
    object: str
    literal: bool
    quote: str
    modality: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldObservation:
    """A quantity said of an entity of the article, normalised."""

    subject: str
    indicator: str
    value: Decimal
    unit: str
    comparator: str
    status: str
    period: str | None
    text: str
    quote: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article; `page` is a file name, `body` a half-open code point span of that file's text."""

    page: str
    number: int
    kind: str
    headline: str | None
    body: Span
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]
    observations: tuple[GoldObservation, ...]


def find_gold(pages: Iterable[Path]) -> list[Path]:
    """The gold of some pages: `NAME.jsonl` beside `NAME.txt`, or in a folder `gold` there or next to theirs."""
    found: set[Path] = set()
    for page in pages:
        name = page.with_suffix(".jsonl").name
        places = (page.parent / name, page.parent / "gold" / name, page.absolute().parent.parent / "gold" / name)
        found.update(next(([place] for place in places if place.is_file()), []))
    return sorted(found)


class _Fault(ValueError):
    """What is wrong with one line of gold."""


def load_gold(paths: Iterable[Path]) -> list[GoldArticle]:
    """Read gold files. Raises InputError naming file and line for anything that is not a sound annotation."""
    articles: list[GoldArticle] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except OSError as error:
            raise InputError(str(path), error.strerror or str(error)) from error
        except UnicodeDecodeError as error:
            raise InputError(str(path), f"not UTF-8 at byte {error.start}") from error
        seen: set[tuple[str, int]] = set()
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                article = _article(json.loads(line, parse_float=Decimal))
                if (article.page, article.number) in seen:
                    raise _Fault(f"article {article.number} of {article.page} is annotated twice")
            except json.JSONDecodeError as error:
                raise InputError(str(path), f"line {number}, column {error.colno}: not JSON: {error.msg}") from error
            except _Fault as error:
                raise InputError(str(path), f"line {number}: {error}") from error
            seen.add((article.page, article.number))
            articles.append(article)
    return articles


def _take(record: Any, key: str, kind: type | tuple[type, ...], where: str) -> Any:
    """The value of a key that must be there and be of its kind."""
    if not isinstance(record, dict):
        raise _Fault(f"{where} is not an object")
    if key not in record:
        raise _Fault(f"{where} has no “{key}”")
    value = record[key]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _Fault(f"{where}: “{key}” is {json.dumps(value, ensure_ascii=False, default=str)}")
    return value


def _strings(record: Any, key: str, where: str) -> tuple[str, ...]:
    values = _take(record, key, list, where)
    if not all(isinstance(value, str) for value in values):
        raise _Fault(f"{where}: “{key}” holds something that is not a string")
    return tuple(values)


def _flag(record: dict[str, Any], key: str, where: str) -> bool:
    return bool(_take(record, key, bool, where)) if key in record else False


def _one_of(value: str, allowed: Iterable[str], where: str) -> str:
    if value not in allowed:
        raise _Fault(f"{where}: unknown “{value}”")
    return value


def _article(record: Any) -> GoldArticle:
    where = "the article"
    body = _take(record, "body", list, where)
    if len(body) != 2 or not all(type(index) is int for index in body) or not 0 <= body[0] <= body[1]:
        raise _Fault(f"{where}: “body” is {body}, not [begin, end]")
    entities = tuple(_entity(e, f"entity {n}") for n, e in enumerate(_take(record, "entities", list, where), start=1))
    known = {entity.id for entity in entities}
    if len(known) != len(entities) or ARTICLE in known:
        raise _Fault("two entities share an id, or one takes “A”")
    return GoldArticle(
        page=_take(record, "page", str, where),
        number=_take(record, "article", int, where),
        kind=_one_of(_take(record, "kind", str, where), ("NewsArticle", "PhotoCaption"), where),
        headline=_take(record, "headline", (str, type(None)), where),
        body=Span(body[0], body[1]),
        entities=entities,
        facts=tuple(
            _fact(f, known | {ARTICLE}, f"fact {n}") for n, f in enumerate(_take(record, "facts", list, where), start=1)
        ),
        observations=tuple(
            _observation(o, known | {ARTICLE}, f"observation {n}")
            for n, o in enumerate(_take(record, "observations", list, where), start=1)
        ),
    )


def _entity(record: Any, where: str) -> GoldEntity:
    types = _strings(record, "types", where)
    if not types:
        raise _Fault(f"{where} has no type")
    return GoldEntity(
        id=_take(record, "id", str, where),
        types=tuple(_one_of(cls, CLASSES, where) for cls in types),
        name=_take(record, "name", str, where),
        aliases=_strings(record, "aliases", where) if "aliases" in record else (),
        optional=_flag(record, "optional", where),
    )


def _fact(record: Any, known: set[str], where: str) -> GoldFact:
    target = _take(record, "o", str, where)
    literal = _flag(record, "literal", where)
    return GoldFact(
        subject=_one_of(_take(record, "s", str, where), known, where),
        predicate=_take(record, "p", str, where),
        object=target if literal else _one_of(target, known, where),
        literal=literal,
        quote=_take(record, "quote", str, where),
        modality=_one_of(record.get("modality", "asserted"), MODALITIES, where),
        optional=_flag(record, "optional", where),
    )


def _observation(record: Any, known: set[str], where: str) -> GoldObservation:
    return GoldObservation(
        subject=_one_of(_take(record, "s", str, where), known, where),
        indicator=_take(record, "indicator", str, where),
        value=Decimal(_take(record, "value", (int, Decimal), where)),
        unit=_take(record, "unit", str, where),
        comparator=_one_of(_take(record, "comparator", str, where), ("=", ">=", ">", "<=", "<", "~"), where),
        status=_one_of(_take(record, "status", str, where), ("target", "actual"), where),
        period=_take(record, "period", (str, type(None)), where) if "period" in record else None,
        text=_take(record, "text", str, where),
        quote=_take(record, "quote", str, where),
        optional=_flag(record, "optional", where),
    )
