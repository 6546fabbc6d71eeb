"""How much likelier some characters are a person's name than the words that they would otherwise be.

Both sides come from jieba's dictionary: the names in it say which characters stand in Chinese and in transliterated
names, its word counts say how common the words are that a run would be cut into. All figures are natural logarithms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import log
from typing import NamedTuple

from kg.lexicon.surnames import COMMON, COMPOUND, SOUNDS
from kg.mentions.words import counts, tags

__all__ = ["as_characters", "as_chinese", "as_foreign", "as_words", "sounds_foreign"]

_PEOPLE_A_WORD = 0.004
"""How often a word of running news is a Chinese name, and half as often a transliterated one."""
_FOREIGN_LENGTHS = {2: 0.15, 3: 0.35, 4: 0.3, 5: 0.15, 6: 0.05}
_RARE = 8
"""How many transliterated names of the dictionary must have a character for it to be at home in them."""


class _Table(NamedTuple):
    """Characters counted in one place of a name, with the logarithm of their share; `rest` is an unseen one's."""

    logs: dict[str, float]
    rest: float

    @classmethod
    def of(cls, counts: Counter[str], kinds: int) -> _Table:
        whole = counts.total() + 0.3 * kinds
        return cls({c: log((n + 0.3) / whole) for c, n in counts.items()}, log(0.3 / whole))

    def log(self, char: str) -> float:
        return self.logs.get(char, self.rest)


class _Models(NamedTuple):
    surname: _Table
    only: _Table
    first: _Table
    second: _Table
    foreign: _Table
    common_in_foreign: frozenset[str]
    characters: _Table
    words: int


@cache
def _models() -> _Models:
    surname, only, first, second, foreign, characters = (Counter[str]() for _ in range(6))
    total = 0
    for (word, tag), count in zip(tags().items(), counts().values(), strict=True):
        total += count
        for char in word:
            characters[char] += count
        if tag in ("nr", "nrfg") and word[0] in COMMON and len(word) in (2, 3):
            surname[word[0]] += 1
            if len(word) == 2:
                only[word[1]] += 1
            else:
                first[word[1]] += 1
                second[word[2]] += 1
        elif (tag == "nrt" or (tag == "nr" and len(word) in (4, 5))) and SOUNDS.issuperset(word):
            foreign.update(word)
    return _Models(
        _Table.of(surname, 600),
        _Table.of(only, 4000),
        _Table.of(first, 4000),
        _Table.of(second, 4000),
        _Table.of(foreign, 600),
        SOUNDS.union(c for c, n in foreign.items() if n >= _RARE),
        _Table.of(characters, 20000),
        total,
    )


def as_chinese(name: str) -> float:
    """The log-likelihood of a Chinese name of two to four characters, its surname first."""
    models = _models()
    compound = name[:2] in COMPOUND and len(name) > 2
    given = name[2:] if compound else name[1:]
    family = -7.0 if compound else models.surname.log(name[0])
    own = models.only.log(given) if len(given) == 1 else models.first.log(given[0]) + models.second.log(given[1])
    return log(_PEOPLE_A_WORD) + family + own


def as_foreign(name: str) -> float:
    """The log-likelihood of one part of a transliterated name."""
    models = _models()
    return log(_PEOPLE_A_WORD / 2 * _FOREIGN_LENGTHS.get(len(name), 0.01)) + sum(
        models.foreign.log(char) for char in name
    )


def as_words(words: Iterable[str]) -> float:
    """The log-likelihood of the words that a run is cut into."""
    known, total = counts(), _models().words
    return sum(log(known.get(word, 1) / total) for word in words)


def as_characters(run: str) -> float:
    """The log-likelihood of a run as characters in any order: for a name that the dictionary has as one word."""
    models = _models()
    return sum(models.characters.log(char) for char in run)


def sounds_foreign(text: str) -> bool:
    """Whether a run is written in the characters of transliterated names alone."""
    return _models().common_in_foreign.issuperset(text)
