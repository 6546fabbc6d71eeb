"""Parties that no suffix betrays, by the clause that only a party can head: X根据Y工作安排, 受Y委托."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.words import FUNCTION
from kg.mentions.scene import Scene
from kg.mentions.walk import generic
from kg.model import Mention
from kg.schema import is_a

_ORDERED = re.compile(r"(?:^|[,;:。])(?P<name>[\u4e00-\u9fffA-Za-z]{3,14}?)(?:根据|按照|受)(?=[\u4e00-\u9fff]{2,20}?(?:工作)?(?:安排|部署|委托|要求))")


def parties(scene: Scene) -> Iterator[Mention]:
    """Companies named by what they do in a unit: acting on another body's orders at the head of a clause."""
    for m in _ORDERED.finditer(scene.text):
        begin, end = m.span("name")
        ordered = any(f.begin == m.end() and is_a(f.type, "Organization") for f in scene.fixed.values())
        inner = [w.text for w in scene.words if begin <= w.begin < end]
        if ordered and not generic(scene, begin, end) and not any(w in FUNCTION for w in inner) and not any(begin <= f.begin < end and f.type == "Time" for f in scene.fixed.values()):
            yield Mention(begin, end, ("Company",), scene.text[begin:end])
