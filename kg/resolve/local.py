"""A thing within one article, before it has an identity."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Span
from kg.schema import kinds

WEAK = ("Industry", "Product")
"""Classes whose mentions become entities only when a fact speaks of them."""


@dataclass(eq=False, slots=True)
class Local:
    """A thing within one article: its names as met, its classes, where it is mentioned (page offsets, in order)."""

    name: str
    types: set[str]
    forms: dict[str, None] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    code: str = ""
    nested: bool = True
    inside: dict[str, Local] = field(default_factory=dict)
    borne: set[str] = field(default_factory=set)

    @property
    def main(self) -> str:
        """The class by which the thing is told: its first by name among the deepest."""
        return sorted(self.types)[0]

    def is_a(self, *classes: str) -> bool:
        for t in self.types:  # noqa: SIM110 - no generator: asked more often than anything else
            if not kinds(t).isdisjoint(classes):
                return True
        return False
