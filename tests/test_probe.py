"""The reader on loose texts: names in place, and where rules stop."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate import label_of, labelled
from kg.model import Mention
from kg.probe import names, why_not
from kg.rules.rule import built_in

PIECES = (
    "登封市",
    "市长周启明",
    "蓝岸科技有限公司",
    "3000余万元",
    "2月13日",
    "(记者 林一舟)",
    "本报讯",
    "“",
    "。",
    "\n",
    " ",
    "A",
    "𠮷",
)


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_whatever_the_text_mentions_lie_in_it_in_order(text: str) -> None:
    found = names(text)
    assert all(0 <= m.begin < m.end <= len(text) for m in found)
    assert all(one.end <= other.begin for one, other in pairwise(found))
    assert found == names(text)


def test_those_who_sign_are_named_too() -> None:
    text = "本报讯(记者 林一舟)登封市召开大会。"
    spans = {(text[s.begin : s.end], s.label) for s in labelled(names(text))}
    assert {("林一舟", "PER"), ("登封市", "LOC")} <= spans


def test_what_stands_for_a_name_is_none() -> None:
    assert labelled([Mention(0, 2, ("Company",), "公司", anaphor=True), Mention(2, 4, ("Time",), "今年")]) == []


@pytest.mark.parametrize(
    ("cls", "label"),
    [("Journalist", "PER"), ("Road", "LOC"), ("FinancialInstitution", "ORG"), ("Project", None), ("Time", None)],
)
def test_labels_follow_the_class_tree(cls: str, label: str | None) -> None:
    assert label_of(cls) == label


def test_every_rule_tells_where_it_stopped() -> None:
    for rule in built_in():
        told = why_not(rule.name, "蓝岸科技有限公司\n昨日")
        assert told[0].startswith("text ") and any(line.startswith("pattern 1 ") for line in told)


def test_a_users_own_rule_can_be_asked_about(tmp_path: Path) -> None:
    rule = built_in()[0]
    with pytest.raises(InputError, match="no-such-rule: no such rule; there are "):
        why_not("no-such-rule", "登封市")
    with pytest.raises(InputError, match=f"; there is .*{rule.name}"):
        why_not(rule.name + "-x", "登封市")
    with pytest.raises(InputError, match="no such folder"):
        why_not(rule.name, "登封市", tmp_path / "none")
