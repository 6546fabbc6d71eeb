"""The Rust port cuts as jieba itself does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.mentions.words import TERMS, cutter, reference_cutter, words

PAGES = sorted(Path(__file__).parents[2].glob("seeds/*.txt")) + sorted(Path(__file__).parents[1].glob("gold/*.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_port_cuts_like_jieba(page: Path) -> None:
    reference, port = reference_cutter(), cutter()
    for line in page.read_text(encoding="utf-8").splitlines():
        assert list(port(line)) == list(reference(line))


@pytest.mark.parametrize("term", TERMS)
def test_words_of_the_genre_are_words(term: str) -> None:
    assert term in list(reference_cutter()(term)) and term in list(cutter()(term))


def test_words_cover_the_text() -> None:
    text = "江川市2023年新签约项目12个,总投资3.5亿元。"
    found = words(text)
    assert "".join(word.text for word in found) == text
    assert [(word.begin, word.end) for word in found] == [(word.begin, word.begin + len(word.text)) for word in found]
