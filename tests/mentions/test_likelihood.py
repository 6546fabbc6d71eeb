"""How much likelier characters are a name than words: compared, since only the comparison decides."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.surnames import COMMON, COMPOUND, SOUNDS
from kg.mentions.likelihood import as_characters, as_chinese, as_foreign, as_words, sounds_foreign


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("林志远", ["林志", "远"]),
        ("沈一鸣", ["沈", "一鸣"]),
        ("潘晓芸", ["潘", "晓芸"]),
        ("欧阳雪梅", ["欧阳", "雪梅"]),
        ("陶勇", ["陶", "勇"]),
    ],
)
def test_a_chinese_name_is_likelier_than_its_words(name: str, words: list[str]) -> None:
    assert as_chinese(name) > as_words(words)


@pytest.mark.parametrize("words", [["高峰", "时"], ["张", "开业"], ["王", "的"], ["金", "银行"], ["方便", "了"]])
def test_words_are_likelier_than_a_name(words: list[str]) -> None:
    assert as_words(words) > as_chinese("".join(words))


@pytest.mark.parametrize("name", ["罗德里格斯", "卡梅隆", "贝克汉姆", "索科洛夫"])
def test_a_foreign_name_is_likelier_than_its_characters(name: str) -> None:
    assert sounds_foreign(name)
    assert as_foreign(name) > as_words(name)


def test_a_surname_stands_first() -> None:
    best = max(("".join(order) for order in permutations("林志远")), key=as_chinese)
    assert best == "林志远"


def test_a_common_surname_is_likelier_than_none() -> None:
    assert as_chinese("王志远") > as_chinese("林志远") > as_chinese("的志远")


def test_characters_at_home_in_given_names() -> None:
    assert as_chinese("林志华") > as_chinese("林厕垃")


@pytest.mark.parametrize("text", ["项目", "的", "春耕", "罗德里格斯的", "贝克汉姆说"])
def test_what_sounds_like_no_name(text: str) -> None:
    assert not sounds_foreign(text)


def test_words_that_nobody_knows_are_the_rarest() -> None:
    assert as_words(["项目"]) > as_words(["囗囗"])
    assert as_words([]) == 0


@given(st.text(st.sampled_from(sorted(SOUNDS)), min_size=1, max_size=8))
def test_every_likelihood_is_below_one(run: str) -> None:
    assert as_foreign(run) < 0 and as_characters(run) < 0 and as_words(run) < 0 and sounds_foreign(run)


@given(
    st.sampled_from(sorted(COMMON) + sorted(COMPOUND)), st.text(st.sampled_from("志远晓芸雪梅"), min_size=1, max_size=2)
)
def test_a_likelihood_of_a_name_is_finite(family: str, given_name: str) -> None:
    assert -60 < as_chinese(family + given_name) < 0


@given(st.lists(st.sampled_from(["项目", "企业", "今年", "林", "志远"]), min_size=1, max_size=6))
def test_more_words_are_less_likely(words: list[str]) -> None:
    assert as_words(words) <= as_words(words[:-1])
    assert as_words(words) == pytest.approx(as_words(reversed(words)))
