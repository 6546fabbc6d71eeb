"""Every rule that comes with the program, on its own examples: what it says there, its silence elsewhere."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from kg.model import Claim, Mention
from kg.resolve.statements import BOTH
from kg.rules.engine import TOPIC, Coded, code, match
from kg.rules.rule import Emission, Rule, built_in
from kg.rules.template import CODES
from kg.text import fold
from kg.unit import plain

MARKED = re.compile(r"\[(?P<text>[^\[\]|]+)\|(?P<cls>[A-Za-z]+)(?P<anaphor>\*)?\]")
"""`[text|Class]` is a mention, `[text|Class*]` an anaphor."""

RULES = built_in()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples, start=1)
]
COUNTEREXAMPLES = [
    pytest.param(rule, text, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, text in enumerate(rule.counterexamples, start=1)
]


def coded(marked: str) -> Coded:
    """A sentence as rules see it, out of its marked-up form."""
    text = ""
    mentions: list[Mention] = []
    end = 0
    for found in MARKED.finditer(marked):
        text += fold(marked[end : found.start()])
        begin = len(text)
        text += fold(found["text"])
        mentions.append(Mention(begin, len(text), (found["cls"],), found["text"], anaphor=bool(found["anaphor"])))
        end = found.end()
    return code(plain(text + fold(marked[end:])), mentions, mentions)


def said(claims: list[Claim]) -> set[tuple[str, str, str]]:
    def name(end: Mention | str | None) -> str:
        return "A" if end is None else end if isinstance(end, str) else end.name

    return {(name(claim.subject), claim.predicate, name(claim.object)) for claim in claims}


def expected(rule: Rule, gives: dict[str, Any]) -> set[tuple[str, str, str]]:
    """What the rule emits when its slots hold these names; several names of a slot are joined by `|`."""

    def names(slots: str) -> list[str]:
        for slot in slots.split("|"):
            if slot == "article":
                return ["A"]
            if slot.startswith("="):
                return [slot[1:]]
            if slot in gives:
                return str(gives[slot]).split("|")
            if slot == "topic":
                return [TOPIC]
        return []

    def triples(emission: Emission) -> set[tuple[str, str, str]]:
        ends = product(names(emission.subject), names(emission.object))
        return {
            (subject, emission.predicate, target) for subject, target in ends if subject != target or target == BOTH
        }

    return set().union(*(triples(emission) for emission in rule.emits))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_says_exactly_what_its_example_gives(rule: Rule, example: dict[str, Any]) -> None:
    want = expected(rule, example["gives"])
    assert want, "the example gives nothing"
    assert said(list(match((rule,), coded(example["text"])))) == want


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES)
def test_a_rule_keeps_silent_on_its_counterexample(rule: Rule, text: str) -> None:
    assert said(list(match((rule,), coded(text)))) == set()


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in RULES])
def test_a_rule_has_examples_enough(rule: Rule) -> None:
    assert len(rule.examples) >= 3 and len(rule.counterexamples) >= 2
    slots = {slot for pattern in rule.patterns for slot in pattern.regex.groupindex} | {"topic"}
    for example in rule.examples:
        assert set(example) == {"text", "gives"}, f"keys of {example}"
        assert set(example["gives"]) <= slots, "names a slot that no pattern has"
    for text in (*rule.counterexamples, *(example["text"] for example in rule.examples)):
        left = MARKED.sub("", text)
        assert "|" not in left and "[" not in left, f"broken markup: {text}"
        assert {found["cls"] for found in MARKED.finditer(text)} <= set(CODES), f"unknown class: {text}"


def test_the_triggers_of_a_pattern_never_hide_a_match() -> None:
    texts = [coded(example["text"]).text for rule in RULES for example in rule.examples]
    texts += [coded(text).text for rule in RULES for text in rule.counterexamples]
    for rule in RULES:
        for pattern in rule.patterns:
            for text in texts:
                if pattern.triggers and pattern.regex.search(text):
                    assert any(trigger in text for trigger in pattern.triggers), (rule.name, pattern.template, text)
