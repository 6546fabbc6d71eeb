"""What the grammars look at: a unit with its words and the mentions that are already certain."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from kg.mentions.words import Word, words
from kg.model import Mention
from kg.schema import is_a
from kg.unit import Unit


@dataclass(slots=True)
class Scene:
    """A unit under recognition. `fixed` holds certain, non-overlapping mentions by where they end."""

    unit: Unit
    words: tuple[Word, ...] = ()
    fixed: dict[int, Mention] = field(default_factory=dict)
    _begins: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.unit.text

    @classmethod
    def of(cls, unit: Unit) -> Scene:
        found = words(unit.text)
        return cls(unit, found, {}, [w.begin for w in found])

    def beginning(self, i: int) -> list[Mention]:
        """The certain mentions that begin at i."""
        return [m for m in self.fixed.values() if m.begin == i]

    def place_begins(self, i: int) -> bool:
        return any(is_a(m.type, "Place") for m in self.beginning(i))

    def word_at(self, i: int) -> Word:
        """The word that covers character i."""
        return self.words[bisect_right(self._begins, i) - 1]

    def word_before(self, i: int) -> Word:
        """The word that ends at i, or the part before i of the word that i cuts."""
        word = self.word_at(i - 1)
        if word.end == i:
            return word
        return Word(word.begin, i, self.text[word.begin : i], "")

    def edge(self, i: int) -> bool:
        """Whether a word begins or ends at i."""
        return i in (0, len(self.text)) or self.word_at(i).begin == i
