"""Words as jieba proposes them: its dictionary and cuts, without the HMM, which invents names."""

from __future__ import annotations

import logging
from functools import cache
from typing import NamedTuple

import jieba


class Word(NamedTuple):
    """A word of a unit: `[begin, end)` in the unit's text, and its dictionary tag ('' when unknown)."""

    begin: int
    end: int
    text: str
    tag: str


@cache
def tags() -> dict[str, str]:
    """jieba's dictionary: each word's part-of-speech tag."""
    with jieba.get_dict_file() as lines:
        return {word: tag for word, _, tag in (line.decode("utf-8").split(" ") for line in lines)}


@cache
def _cutter() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    cutter.initialize()
    return cutter


def words(text: str) -> list[Word]:
    """The words of a text, in order, covering it."""
    known = tags()
    found: list[Word] = []
    at = 0
    for word in _cutter().cut(text, HMM=False):
        end = at + len(word)
        found.append(Word(at, end, word, known.get(word, "").rstrip("\n")))
        at = end
    return found
