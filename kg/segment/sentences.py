"""Sentences out of an article's paragraphs, spans into the page's text."""

from __future__ import annotations

import re

from kg.model import Sentence
from kg.segment.lines import Line

_END = re.compile(r"[。!?…]+[”’)》\"]*")


def sentences(paragraphs: list[list[Line]], text: str) -> list[Sentence]:
    """The sentences of an article. A paragraph is the list of lines it was broken into; `text` is the folded page.

    A full stop inside quotation marks ends a sentence too: what is said comes in sentences of its own.
    """
    found: list[Sentence] = []
    for number, parts in enumerate(paragraphs):
        begin, end = parts[0].begin, parts[-1].end
        at = begin
        for m in _END.finditer(text, begin, end):
            found.append(Sentence(at, m.end(), number))
            at = m.end()
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            found.append(Sentence(at, end, number))
    return found
