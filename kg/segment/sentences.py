"""Sentences out of an article's paragraphs, spans into the page's text."""

from __future__ import annotations

import re

from kg.model import Sentence
from kg.segment.lines import Line

_END = re.compile(r"[。!?…]+[”’)》\"]*[。!?]*")
_LONGEST = 800
_PAUSE = re.compile(r"[,;、\s]")


def sentences(paragraphs: list[list[Line]], text: str) -> list[Sentence]:
    """The sentences of an article. A paragraph is the list of lines it was broken into; `text` is the folded page.

    A full stop inside quotation marks ends a sentence too: what is said comes in sentences of its own.
    """
    found: list[Sentence] = []
    for number, parts in enumerate(paragraphs):
        begin, end = parts[0].begin, parts[-1].end
        at = begin
        for m in _END.finditer(text, begin, end):
            found += _pieces(at, m.end(), number, text)
            at = m.end()
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            found += _pieces(at, end, number, text)
    return found


def _pieces(begin: int, end: int, number: int, text: str) -> list[Sentence]:
    """A sentence, cut at pauses when it is longer than any that somebody wrote: a table, a dump, a line without stops."""
    found: list[Sentence] = []
    while end - begin > _LONGEST:
        pauses = [m.end() for m in _PAUSE.finditer(text, begin + _LONGEST // 2, begin + _LONGEST)]
        cut = pauses[-1] if pauses else begin + _LONGEST
        found.append(Sentence(begin, cut, number))
        begin = cut
    return [*found, Sentence(begin, end, number)]
