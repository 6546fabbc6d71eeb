"""Trying the reader on a loose text, outside any page: which names it finds, where a rule stops."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.mentions import home, recognise
from kg.model import Article, Credit, Document, Mention, Span
from kg.rules import engine
from kg.rules.rule import load
from kg.segment.bylines import credits, zones
from kg.segment.lines import lines
from kg.segment.sentences import sentences
from kg.text import clean, fold
from kg.unit import Unit, part, plain, units

__all__ = ["names", "why_not"]


def names(text: str) -> list[Mention]:
    """Everything that a text mentions, those who sign it included, in order of place and without overlaps.

    Every line is read, headline or not. Offsets are code points of `text`.
    """
    folded = fold(text)
    found = lines(Document("", text))
    signed = tuple(
        credit
        for line in found
        for begin, end in zones(line.text, True, True, line.kind == "credit")
        for credit in credits(line.text[begin:end], line.begin + begin)
    )
    article = Article(1, "NewsArticle", (), 0, len(text), tuple(sentences([[line] for line in found], folded)), signed)
    read = [*units(article, folded), *_datelines(article, folded)]
    (mentions,) = recognise([read], home(folded, None), None)
    placed = {m.span: m for credit in signed for m in _signatures(credit, text)}
    for unit, ms in zip(read, mentions, strict=True):
        for m in ms:
            span = unit.place(m.begin, m.end)
            if all(span.end <= other.begin or other.end <= span.begin for other in placed):
                placed[span] = replace(m, begin=span.begin, end=span.end)
    return [placed[span] for span in sorted(placed)]


def _datelines(article: Article, folded: str) -> list[Unit]:
    """What stands in a sentence before its byline: 本报北京5月13日电."""
    return [
        part(folded, Span(sentence.begin, credit.quote.begin))
        for sentence in article.sentences
        for credit in article.credits[:1]
        if sentence.begin < credit.quote.begin < sentence.end
    ]


def _signatures(credit: Credit, text: str) -> list[Mention]:
    """The people in a byline, and the paper they work for."""
    found = [Mention(*credit.name, ("Journalist",), clean(text[slice(*credit.name)]))]
    if credit.employer is not None:
        paper = clean(text[slice(*credit.employer)])
        found.append(Mention(*credit.employer, ("MediaOrganization",), paper, anaphor=paper.startswith("本")))
    return found


def why_not(name: str, text: str, rules: Path | None = None) -> list[str]:
    """How far each pattern of a rule comes in a text: what it wanted next and what stood there.

    Raises InputError when there is no such rule, neither built in nor in the folder `rules`.
    """
    known = {rule.name: rule for rule in load(rules)}
    if name not in known:
        near = [other for other in known if name in other or other in name]
        hint = f"; there is {', '.join(near)}" if near else f"; there are {', '.join(sorted(known))}"
        raise InputError(name, f"no such rule{hint}")
    unit = plain(fold(" ".join(text.split())))
    ((found,),) = recognise([[unit]], home(unit.text, None), None)
    return engine.why_not(known[name], engine.code(unit, found, found))
