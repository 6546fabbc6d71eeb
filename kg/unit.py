"""The unit of recognition: a sentence or a headline part, as one unbroken line of folded text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import Article, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """Folded text without the page's line breaks, and for each of its characters the offset in the page.

    `offsets` has one entry more than `text`. `span` is the whole run in the page. Recognisers work on `text` and
    give offsets into it; `place` turns them into offsets of the page.
    """

    text: str
    offsets: tuple[int, ...]
    span: Span
    kind: Literal["headline", "sentence"]
    paragraph: int

    def place(self, begin: int, end: int) -> Span:
        """The span in the page of `text[begin:end]`, which must not be empty."""
        return Span(self.offsets[begin], self.offsets[end - 1] + 1)


def units(article: Article, folded: str) -> list[Unit]:
    """The article's headline parts, then its sentences. `folded` is the whole page, folded.

    Credits inside a sentence are no part of it: the unit starts behind an opening byline and ends before a closing one.
    """
    found = [_unit(folded, span, "headline", -1) for span in article.headline]
    zones = sorted({credit.quote for credit in article.credits})
    for sentence in article.sentences:
        span = Span(sentence.begin, sentence.end)
        for zone in zones:
            if span.begin <= zone.begin and zone.end <= span.end:
                after = zone.end + (folded[zone.end : zone.end + 1] == ")")
                if zone.begin - span.begin <= 40 and zone.begin - span.begin < span.end - after + 12:
                    span = Span(after, span.end)
                else:
                    span = Span(span.begin, zone.begin - 1)
        if span.end > span.begin:
            found.append(_unit(folded, span, "sentence", sentence.paragraph))
    return found


def plain(text: str) -> Unit:
    """A unit of a text that stands on its own."""
    return _unit(text, Span(0, len(text)), "sentence", 0)


def part(folded: str, span: Span) -> Unit:
    """A unit of a part of the folded page."""
    return _unit(folded, span, "sentence", 0)


def _unit(folded: str, span: Span, kind: Literal["headline", "sentence"], paragraph: int) -> Unit:
    run = folded[span.begin : span.end]
    if "\n" not in run and "\r" not in run:
        return Unit(run, tuple(range(span.begin, span.end + 1)), span, kind, paragraph)
    chars: list[str] = []
    offsets: list[int] = []
    broken = False
    for i, c in enumerate(run):
        if c in "\r\n":
            broken = True
            while chars and chars[-1] == " ":
                chars.pop()
                offsets.pop()
        elif not (broken and c.isspace()):
            broken = False
            chars.append(c)
            offsets.append(span.begin + i)
    offsets.append(span.end)
    return Unit("".join(chars), tuple(offsets), span, kind, paragraph)
