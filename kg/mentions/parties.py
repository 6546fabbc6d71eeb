"""Parties that no suffix betrays, by the clause that only a party can head: X根据Y工作安排, 受Y委托."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.words import FUNCTION
from kg.mentions.scene import Scene
from kg.mentions.walk import generic
from kg.model import Mention

_ORDERED = re.compile(
    r"(?:^|[,;:。])(?P<name>[\u4e00-\u9fffA-Za-z]{3,14}?)(?:根据|按照|受)(?=[\u4e00-\u9fff]{2,20}?(?:局|委|政府|公司|中心|办公室|大队|厅|指挥部|总部)(?:的|统一|工作|相关)*(?:安排|部署|委托|要求))"
)

_FORMER = re.compile(
    r"(?:前身(?:为|是)|原名为?|曾用名为?|更名前为)(?:\d{4}年(?:创办|成立|设立|组建)的)?(?P<name>[\u4e00-\u9fff]{4,20}?)(?=[,。;()]|于|成立|创办|始建)"
)
"""What a body was called before."""


def parties(scene: Scene) -> Iterator[Mention]:
    """Companies named by what they do in a unit: acting on another body's orders at the head of a clause."""
    for m in _FORMER.finditer(scene.text):
        yield Mention(m.start("name"), m.end("name"), ("Former",), scene.text[m.start("name") : m.end("name")])
    for m in _ORDERED.finditer(scene.text):
        begin, end = m.span("name")
        inner = [w.text for w in scene.words if begin <= w.begin < end]
        if (
            not generic(scene, begin, end)
            and not any(w in FUNCTION for w in inner)
            and not any(begin <= f.begin < end and f.type == "Time" for f in scene.fixed.values())
        ):
            yield Mention(begin, end, ("Company",), scene.text[begin:end])
