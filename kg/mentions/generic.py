"""What belongs to no name: words at its left that tell nothing apart, runs made of such words."""

from __future__ import annotations

from kg.lexicon.words import DETERMINER, FUNCTION, GENERIC, GOVERNING, NOMINAL
from kg.mentions.scene import Scene


def trim(scene: Scene, begin: int, head: int) -> int:
    """Take off the left what belongs to no name: 一批, 全省首个, 多家."""
    while begin < head and not scene.beginning(begin):
        word = scene.word_at(begin)
        if (
            word.begin != begin
            or word.end > head
            or (word.text not in DETERMINER and word.text not in ("等", "个", "家", "项", "条"))
        ):
            break
        begin = word.end
    return begin


_COMMON = (GENERIC, FUNCTION, NOMINAL, GOVERNING, DETERMINER)


def generic(scene: Scene, begin: int, end: int) -> bool:
    """Whether a run is made of words that tell nothing apart, so that it names nothing."""
    i = begin
    while i < end:
        if any(m.end <= end and m.type not in ("Time", "Quantity") for m in scene.beginning(i)):
            return False
        word = scene.word_at(i)
        text = scene.text[i : min(word.end, end)]
        if text not in "()“”" and not any(text in words for words in _COMMON):
            return False
        i = min(word.end, end)
    return True
