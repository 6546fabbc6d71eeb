"""Rules as data: read from YAML, checked whole, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from kg.errors import InputError, RuleError
from kg.rules.template import TemplateError, known, pieces
from kg.rules.triggers import needs, triggers

_KEYS = {
    "name",
    "doc",
    "emits",
    "patterns",
    "examples",
    "counterexamples",
    "topic",
    "modality",
    "confidence",
    "headline",
}
_PREDICATE = re.compile(r"[a-z][A-Za-z]*")


@dataclass(frozen=True, slots=True)
class Emission:
    """One fact that a rule makes of its slots. A slot's name, `topic`, `slot|topic`, `article`, or `=literal`."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template with its compiled form; a text without one of `triggers`, or of each of `needs`, cannot match it."""

    template: str
    regex: re.Pattern[str]
    pieces: tuple[tuple[int, str, str], ...]
    triggers: tuple[str, ...]
    needs: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule: what it emits when one of its patterns matches. `topic` is the class that a dropped subject must have."""

    name: str
    source: str
    emits: tuple[Emission, ...]
    patterns: tuple[Pattern, ...]
    topic: str | None
    modality: str | None
    confidence: float
    headline: bool
    examples: tuple[Mapping[str, Any], ...]
    counterexamples: tuple[str, ...]


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules that come with the program, in the order of their files' names."""
    room = files("kg.rules")
    return tuple(_load(sorted((f for f in room.iterdir() if f.name.endswith(".yml")), key=lambda f: f.name)))


@cache
def load(folder: Path | None = None) -> tuple[Rule, ...]:
    """The built-in rules, then those of the user's folder; a user's rule replaces a built-in one of the same name.

    Raises RuleError naming file, rule and column, InputError for a folder that is none.
    """
    if folder is None:
        return built_in()
    if not folder.is_dir():
        raise InputError(str(folder), "no such folder of rules")
    own = tuple(_load(sorted(p for p in folder.iterdir() if p.suffix in (".yml", ".yaml"))))
    if not own:
        raise InputError(str(folder), "holds no rules (*.yml)")
    names = {r.name for r in own}
    return (*(r for r in built_in() if r.name not in names), *own)


def _load(paths: Iterable[Traversable | Path]) -> list[Rule]:
    found: list[Rule] = []
    macros: dict[str, str] = dict(_macros())
    seen: dict[str, str] = {}
    for path in paths:
        if path.name == "macros.yml":
            continue
        for entry in _entries(path):
            if entry.get("macros"):
                macros.update(entry["macros"])
                continue
            rule = _rule(entry, str(path.name), macros)
            if rule.name in seen:
                raise RuleError(path.name, rule.name, f"there is one of this name in {seen[rule.name]}")
            seen[rule.name] = path.name
            found.append(rule)
    return found


@cache
def _macros() -> Mapping[str, str]:
    text = files("kg.rules").joinpath("macros.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.CSafeLoader))


def _entries(path: Traversable | Path) -> list[dict[str, Any]]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "somewhere"
        raise RuleError(str(path), "(none)", f"not YAML at {place}: {error.problem}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error
    if not isinstance(data, list) or not all(isinstance(e, dict) for e in data):
        raise RuleError(str(path), "(none)", "a rule file is a list of rules")
    return data


def _rule(entry: dict[str, Any], source: str, macros: Mapping[str, str]) -> Rule:
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise RuleError(source, str(name), "has no name")
    if extra := sorted(set(entry) - _KEYS):
        raise RuleError(source, name, f"unknown key {extra[0]}")
    templates = entry.get("patterns")
    if not isinstance(templates, list) or not templates or not all(isinstance(t, str) for t in templates):
        raise RuleError(source, name, "patterns must be a list of templates")
    topic = entry.get("topic")
    if topic and (unknown := known(topic)):
        raise RuleError(source, name, f"no class {unknown}")
    confidence = entry.get("confidence", 0.9)
    if not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
        raise RuleError(source, name, "confidence must be between 0 and 1")
    patterns = tuple(_pattern(t, source, name, macros) for t in templates)
    emits = _emissions(entry.get("emits"), source, name, patterns, topic)
    return Rule(
        name=name,
        source=source,
        emits=emits,
        patterns=patterns,
        topic=topic,
        modality=entry.get("modality"),
        confidence=float(confidence),
        headline=bool(entry.get("headline", True)),
        examples=tuple(entry.get("examples") or ()),
        counterexamples=tuple(entry.get("counterexamples") or ()),
    )


def _pattern(template: str, source: str, name: str, macros: Mapping[str, str]) -> Pattern:
    try:
        parts = tuple(pieces(template, macros))
    except TemplateError as error:
        raise RuleError(source, name, str(error), error.column) from error
    try:
        regex = re.compile("".join(p[2] for p in parts))
    except re.error as error:
        column = 1
        length = 0
        for at, _, piece in parts:
            if error.pos is not None and length <= error.pos:
                column = at
            length += len(piece)
        raise RuleError(source, name, f"not a pattern: {error.msg}", column) from error
    if regex.match(""):
        raise RuleError(source, name, "matches the empty text", 1)
    return Pattern(template, regex, parts, triggers(regex.pattern), needs(regex.pattern))


def _emissions(
    data: Any, source: str, name: str, patterns: tuple[Pattern, ...], topic: str | None
) -> tuple[Emission, ...]:
    entries = data if isinstance(data, list) else [data]
    slots = {g for p in patterns for g in p.regex.groupindex}
    found = []
    for e in entries:
        if not isinstance(e, dict) or set(e) != {"subject", "predicate", "object"}:
            raise RuleError(source, name, "emits must give subject, predicate and object")
        for end in ("subject", "object"):
            for slot in str(e[end]).split("|"):
                if slot not in slots and slot not in ("topic", "article") and not slot.startswith("="):
                    raise RuleError(source, name, f"emits {end} {slot}, which no pattern has")
                if slot == "topic" and not topic:
                    raise RuleError(source, name, "uses topic without saying of which class")
        if not _PREDICATE.fullmatch(str(e["predicate"])):
            raise RuleError(source, name, f"no property {e['predicate']}")
        found.append(Emission(str(e["subject"]), str(e["predicate"]), str(e["object"])))
    return tuple(found)
