"""Rules over sentences: each mention becomes one character, then it is plain `re`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from ahocorasick_rs import AhoCorasick

from kg.model import Claim, Mention, Modality, Span
from kg.rules.clauses import Saying, modality, sayings
from kg.rules.rule import Emission, Pattern, Rule
from kg.rules.template import CODES
from kg.rules.triggers import bit
from kg.schema import is_a
from kg.unit import Unit

_ASIDE = re.compile(r"\((?:以下|下)?(?:简称|下称|又称|统称)[^()]{1,24}\)|\((?:女|男)[^()]{0,8}\)")
"""What brackets add in passing; rules read over it."""

TOPIC = "∅"
"""The name of the mention that stands for a subject which the sentence leaves out."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A unit whose mentions are one character each. `at[i]` is the offset in the unit's text of coded character i
    (one entry more than characters); `held[i]` the mention that character i stands for."""

    text: str
    at: tuple[int, ...]
    held: dict[int, Mention]
    unit: Unit

    def span(self, begin: int, end: int) -> Span:
        """The span in the page of coded characters [begin, end)."""
        last = self.held.get(end - 1)
        return Span(
            self.unit.place(self.at[begin], self.at[begin] + 1).begin,
            last.end if last else self.unit.offsets[self.at[end - 1]] + 1,
        )


def code(unit: Unit, mentions: Sequence[Mention], placed: Sequence[Mention]) -> Coded:
    """The unit with each of its mentions as one character.

    `mentions` are in unit offsets, in order, not overlapping; `placed` the same ones in page offsets, which claims get.
    """
    chars: list[str] = []
    at: list[int] = []
    held: dict[int, Mention] = {}
    asides = [a.span() for a in _ASIDE.finditer(unit.text)]
    i = 0

    def copy(begin: int, end: int) -> None:
        for b, e in asides:  # in order: what stands before each, then what is left
            if begin < e and b < end:
                copy(begin, b)
                begin = e
        if begin < end:
            chars.append(unit.text[begin:end])
            at.extend(range(begin, end))

    for m, there in zip(mentions, placed, strict=True):
        if any(b <= m.begin < e for b, e in asides):
            continue
        copy(i, m.begin)
        held[len(at)] = there
        chars.append(chr(CODES[m.type]))
        at.append(m.begin)
        i = m.end
    copy(i, len(unit.text))
    at.append(len(unit.text))
    return Coded("".join(chars), tuple(at), held, unit)


def match(rules: tuple[Rule, ...], coded: Coded) -> Iterator[Claim]:
    """The claims that the rules read out of a coded unit, in the order of the rules. Offsets are the page's."""
    text = coded.text
    present = 0
    for i in coded.held:
        present |= bit(ord(text[i]))
    said = sayings(text) if present else []
    for rule, pattern in _index(rules).fitting(text, present):
        if rule.headline or coded.unit.kind != "headline":
            for m in pattern.regex.finditer(text):
                yield from _claims(rule, m, coded, said)


class _Index:
    """The patterns of some rules by the literals of which each match needs one, so that a text is searched once for all."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._patterns = [(rule, pattern) for rule in rules for pattern in rule.patterns]
        self._always = [k for k, (_, pattern) in enumerate(self._patterns) if not pattern.triggers]
        waiting: dict[str, list[int]] = defaultdict(list)
        for k, (_, pattern) in enumerate(self._patterns):
            for trigger in pattern.triggers:
                waiting[trigger].append(k)
        self._by_trigger = list(waiting.values())
        self._triggers = AhoCorasick(list(waiting))

    def fitting(self, text: str, present: int) -> Iterator[tuple[Rule, Pattern]]:
        """Those that may match a text, in the rules' order. `present` are the classes of its mentions, as bits."""
        met = {t for t, _, _ in self._triggers.find_matches_as_indexes(text, overlapping=True)}
        for k in sorted({*self._always, *(i for t in met for i in self._by_trigger[t])}):
            rule, pattern = self._patterns[k]
            for need in pattern.needs:
                if not present & need:
                    break
            else:
                yield rule, pattern


@cache
def _index(rules: tuple[Rule, ...]) -> _Index:
    return _Index(rules)


def _claims(rule: Rule, m: re.Match[str], coded: Coded, said: list[Saying]) -> Iterator[Claim]:
    sentence = coded.unit.span
    for e in rule.emits:
        subjects = _fill(e.subject, m, coded, rule)
        objects = _fill(e.object, m, coded, rule)
        one_by_one = "分别" in m[0] and len(subjects) == len(objects) > 1
        for subject, obj in zip(subjects, objects, strict=True) if one_by_one else product(subjects, objects):
            if obj is None or isinstance(subject, str) or (subject is not None and subject == obj):
                continue
            quote = coded.span(m.start(), m.end())
            mode, speaker = _mode(rule, e, m, coded, said)
            yield Claim(rule.name, subject, e.predicate, obj, quote, sentence, mode, rule.confidence, speaker)


def _mode(
    rule: Rule, e: Emission, m: re.Match[str], coded: Coded, said: list[Saying]
) -> tuple[Modality, Mention | None]:
    saying = next((s for s in said if s.begin <= m.start() and m.end() <= s.end + 1), None)
    speaker = coded.held.get(saying.speaker) if saying and saying.speaker is not None else None
    if rule.modality:
        return rule.modality, speaker  # type: ignore[return-value]
    last = max(
        (m.start(s) for s in (*e.subject.split("|"), *e.object.split("|")) if s in m.groupdict() and m[s]),
        default=m.start(),
    )
    return modality(coded.text, last, m.end(), saying is not None), speaker


def _fill(slots: str, m: re.Match[str], coded: Coded, rule: Rule) -> list[Mention | str | None]:
    """The mentions that fill a slot: several for a list; None for the article; a dropped subject as a mention of no width."""
    for slot in slots.split("|"):
        if slot == "article":
            return [None]
        if slot.startswith("="):
            return [slot[1:]]
        if slot == "topic" and rule.topic:
            place = coded.span(m.start(), m.end()).begin
            return [Mention(place, place, (rule.topic,), TOPIC, anaphor=True)]
        groups = m.groupdict()
        if groups.get(slot):
            begin, end = m.span(slot)
            return [
                coded.held[i]
                for i in range(begin, end)
                if i in coded.held
                and not (i + 1 < end and i + 1 in coded.held and is_a(coded.held[i].type, "AdministrativeArea"))
            ]
    return []


def why_not(rule: Rule, coded: Coded) -> list[str]:
    """For each pattern of a rule, how far it came in a text: the piece it stopped at, and what stood there."""
    shown = "".join(
        f"⟨{coded.held[i].type}:{coded.held[i].name}⟩" if i in coded.held else c for i, c in enumerate(coded.text)
    )
    lines = [f"text    {shown}"]
    for n, pattern in enumerate(rule.patterns, 1):
        if m := pattern.regex.search(coded.text):
            lines.append(f"pattern {n} matches: {coded.unit.text[coded.at[m.start()] : coded.at[m.end()]]}")
            continue
        lines.append(f"pattern {n} {pattern.template}")
        lines.append("        " + _stopped(pattern.pieces, coded))
    return lines


def _stopped(pieces: Sequence[tuple[int, str, str]], coded: Coded) -> str:
    for k in range(len(pieces) - 1, 0, -1):
        try:
            regex = re.compile("".join(p[2] for p in pieces[:k]))
        except re.error:
            continue  # the cut falls inside a group: a shorter prefix is whole again
        m = max(regex.finditer(coded.text), key=lambda m: m.end() - m.start(), default=None)
        if m and m.end() > m.start():
            column, source, _ = pieces[k]
            matched = coded.unit.text[coded.at[m.start()] : coded.at[m.end()]]
            rest = coded.unit.text[coded.at[m.end()] : coded.at[m.end()] + 12]
            return f"matched {matched!r}, then wanted {source!r} (column {column}) but found {rest!r}"
    return f"never began: wanted {pieces[0][1]!r} (column {pieces[0][0]})"
