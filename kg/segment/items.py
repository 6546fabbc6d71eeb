"""Articles out of a page: which lines belong together, and which headline to which article."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from kg.model import Article, Credit, Document, Kind, Span
from kg.segment.bylines import credits, zones
from kg.segment.lines import DATED, Line, lines
from kg.segment.sentences import sentences
from kg.text import fold

_PARALLEL = re.compile(r"(?:[^\s,、。]{2,5}[\s、·]+){2,}[^\s,、。]{2,5}")
_OPENING_SHARE = 0.6
_DATED_START = re.compile(r"(?:近日|日前|昨日|昨天|连日来|今日|(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|图为)")
_PLACED_START = re.compile(
    r"(?:在)?[\u4e00-\u9fff]{2,8}?[市县区旗][\u4e00-\u9fff]{1,10}?(?:镇|乡|街道|村|社区|学校|小学|中学|公司|医院|基地)[,里的]?"
)
"""How a caption begins that says first where its picture was taken."""
_CAPTION_LENGTH = 220
_STRANGE = 0.15
"""The share of pairs of characters in common below which a paragraph has nothing to do with the text above it."""
_NOTICE = re.compile(
    r"(?:关于.{4,40}的?|.{0,20})(?:公告|通告|通知|启事|公示|声明|简章|更正|致歉|倡议书|公开信|提示|任免名单|任免的?决定)"
)
"""The title of a notice, which needs no byline to begin an item."""


@dataclass(slots=True)
class _Draft:
    """An article in the making: its paragraphs (lists of lines), its credit lines and its headline lines."""

    paragraphs: list[list[Line]] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    headline: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for p in self.paragraphs for line in p] + self.tail

    @property
    def opened(self) -> bool:
        """Whether it began with a byline of its own."""
        return bool(self.paragraphs) and (self.paragraphs[0][0].kind == "credit" or self.paragraphs[0][0].opens)

    @property
    def closed(self) -> bool:
        return bool(self.tail) or (bool(self.paragraphs) and self.paragraphs[-1][-1].closes)

    @property
    def caption(self) -> bool:
        """A photograph's caption: short, credited to who took it, with no byline of a text."""
        body = sum(line.end - line.begin for p in self.paragraphs for line in p)
        credit = self.tail[-1].text if self.tail else self.paragraphs[-1][-1].text[-24:]
        takes = re.search(r"摄\)?$|摄影报道\)?$|摄影\s?\S{2,4}\)?$|供图\)?$|图\)?$", credit) is not None
        return body <= _CAPTION_LENGTH and takes and not self.paragraphs[0][0].opens


def segment(document: Document) -> tuple[Article, ...]:
    """The page's articles in reading order, numbered from 1."""
    found = lines(document)
    drafts, titles = _gather(found)
    _part(drafts, titles)
    _assign(drafts, titles)
    text = fold(document.text)
    return tuple(_article(n, draft, text) for n, draft in enumerate(drafts, 1))


def _gather(found: list[Line]) -> tuple[list[_Draft], list[list[Line]]]:
    """Drafts of the articles, and the groups of title lines: `titles[i]` stands before draft i, the last after all."""
    starts = [line for i, line in enumerate(found) if line.kind == "body" and (i == 0 or found[i - 1].kind == "title")]
    opened = sum(line.opens for line in starts)
    bylined = opened >= _OPENING_SHARE * len(starts)
    drafts: list[_Draft] = []
    titles: list[list[Line]] = [[]]
    signed = _signatures(found)
    for i, line in enumerate(found):
        if i in signed and drafts:
            drafts[-1].paragraphs.append([line])
            continue
        if line.kind == "furniture":
            continue
        if line.kind == "title":
            titles[-1].append(line)
            continue
        current = drafts[-1] if drafts else None
        if line.kind == "credit":
            _credit(line, current, titles, drafts, found[i + 1 :])
            continue
        if current is None or line.opens or current.closed:
            start = True
        elif titles[-1]:
            notice = any(_NOTICE.fullmatch(title.text) for title in titles[-1])
            start = notice or _signed(found[i:]) or not (bylined or _subheads(titles[-1], current.opened))
            if not start:
                current.paragraphs.extend([t] for t in titles[-1])
                titles[-1] = []
        else:
            start = _caption_follows(found, i, current)
        if start:
            drafts.append(_Draft())
            titles.append([])
            current = drafts[-1]
        assert current is not None
        if current.paragraphs and not current.paragraphs[-1][-1].final and not titles[-1]:
            current.paragraphs[-1].append(line)
        else:
            current.paragraphs.append([line])
    return drafts, titles


def _credit(
    line: Line, current: _Draft | None, titles: list[list[Line]], drafts: list[_Draft], rest: list[Line]
) -> None:
    """A line of names: it closes the article above it, or, under a headline or with a text right below, opens the next.

    A text right below is the names' own when the one above has a byline already: if nobody else signs it, or if a sign
    stands before the names and the byline above has some (本报青石讯 has none).
    """
    opens = (
        current is not None
        and current.opened
        and bool(rest)
        and rest[0].kind == "body"
        and not rest[0].opens
        and "摄" not in line.text
        and ((line.text[0] in "□■◎○●" and bool(_names(current.paragraphs[0][0]))) or not _signed(rest))
    )
    captioned = current is not None and current.closed and current.caption and "摄" not in line.text
    if titles[-1] or current is None or captioned or opens:
        drafts.append(_Draft(paragraphs=[[line]]))
        titles.append([])
    else:
        current.tail.append(line)


def _signatures(found: list[Line]) -> set[int]:
    """The lines that sign a notice: who gives it, and the date under the name."""
    signed: set[int] = set()
    for i, line in enumerate(found):
        if DATED.fullmatch(line.text) and i > 0:
            k = i - 1
            while k > 0 and found[k].kind == "title" and i - k <= 2:
                k -= 1
            if found[k].kind == "body" and (k < i - 1 or i == len(found) - 1 or found[i + 1].kind == "title"):
                signed.update(range(k + 1, i + 1))
    return signed


def _caption_follows(found: list[Line], i: int, current: _Draft) -> bool:
    """Whether a caption begins here: a short block set off by blank lines, credited to a photographer."""
    line = found[i]
    above = current.paragraphs[-1][-1]
    if i + 1 >= len(found) or not (above.final or DATED.fullmatch(above.text)):
        return False
    taken = found[i + 1].kind == "credit" and "摄" in found[i + 1].text and line.end - line.begin <= _CAPTION_LENGTH
    if not taken or line.gap >= 2:
        return taken
    if not current.opened:
        return False
    if _DATED_START.match(line.text) or _PLACED_START.match(line.text):
        return True
    told = "".join(other.text for other in current.lines)
    own = _names(current.paragraphs[0][0])
    return bool(own) and own.isdisjoint(_names(found[i + 1])) and _shared(told, line.text) < _STRANGE


def _subheads(titles: list[Line], opened: bool) -> bool:
    """Whether a single short line between paragraphs is a heading inside the article, which `opened` with a byline."""
    numbered = re.match(
        r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章节条]|[①-⑳]|\d{1,2}[.、]",
        titles[0].text,
    )
    return len(titles) == 1 and (numbered is not None or (opened and len(titles[0].text) <= 10))


def _part(drafts: list[_Draft], titles: list[list[Line]]) -> None:
    """Part two articles that run into each other, the one with its byline above and the other with its own below.

    The seam is the paragraph that shares the fewest pairs of characters with what stands above it.
    """
    for i in range(len(drafts) - 1, -1, -1):
        draft = drafts[i]
        if (
            not draft.opened
            or not draft.tail
            or len(draft.paragraphs) < 4
            or draft.caption
            or "摄" in draft.tail[-1].text
        ):
            continue
        first, last = _names(draft.paragraphs[0][0]), _names(draft.tail[-1])
        if not first or not last or first & last:
            continue
        texts = ["".join(line.text for line in p) for p in draft.paragraphs]
        gaps = {k: draft.paragraphs[k][0].gap for k in range(2, len(texts))}
        wide = [k for k, gap in gaps.items() if gap == max(gaps.values())]
        if len(wide) == 1:
            seam = wide[0]  # the page sets the next article off
        else:
            seam = min(gaps, key=lambda k: (round(_shared("".join(texts[1:k]), "".join(texts[k:])), 6), k))
        drafts[i : i + 1] = [_Draft(draft.paragraphs[:seam]), _Draft(draft.paragraphs[seam:], draft.tail)]
        titles.insert(i + 1, [])


def _names(line: Line) -> set[str]:
    """The names in a line's byline."""
    found = [
        c
        for begin, end in zones(line.text, True, True, line.kind == "credit")
        for c in credits(line.text[begin:end], begin)
    ]
    return {line.text[c.name.begin : c.name.end] for c in found}


def _shared(one: str, other: str) -> float:
    """The share of the smaller text's pairs of characters that stand in the other too."""
    a, b = set(_grams(one)), set(_grams(other))
    return len(a & b) / max(1, min(len(a), len(b)))


def _signed(rest: list[Line]) -> bool:
    """Whether the text that begins here, up to the next title, ends in a credit of its own."""
    ahead = rest[: next((k for k, other in enumerate(rest) if other.kind == "title"), len(rest))]
    return any(other.kind == "credit" or other.closes for other in ahead)


def _assign(drafts: list[_Draft], titles: list[list[Line]]) -> None:
    """Give each group of titles to the article below it, the one above it, or, if a banner, to nobody.

    A headline is the line that shares its rare pairs of characters with the article, wherever the page sets it.
    """
    grams = [Counter(_grams("".join(line.text for line in d.lines))) for d in drafts]
    spread = Counter(g for c in grams for g in c)

    def near(line: Line, i: int) -> float:
        """How much of the line's character pairs, rare ones more, stands in article i; 0 to 1."""
        own = set(_grams(line.text))
        weight = {g: math.log(1 + len(drafts) / (1 + spread[g])) + 0.1 for g in own}
        total = sum(weight.values())
        return sum(w for g, w in weight.items() if g in grams[i]) / total if total else 0.0

    for i, group in enumerate(titles):
        group = [line for line in group if not _banner(line, group)]
        above, below = i - 1, i
        wants_above = above >= 0 and not drafts[above].headline and not drafts[above].caption
        wants_below = below < len(drafts)
        cut = 0
        if not wants_above and wants_below and above >= 0 and group and not drafts[above].caption:
            taken = _rather_above(group, [near(t, above) for t in group], [near(t, below) for t in group])
            held = sum(near(t, above) for t in drafts[above].headline) / max(1, len(drafts[above].headline))
            if taken and sum(near(t, above) for t in group[:taken]) / taken > held + 0.1:
                drafts[above].headline = group[:taken]  # what stood above the article was a banner
                drafts[below].headline = group[taken:]
                continue
        if wants_above and not wants_below:
            cut = len(group)
        elif wants_above and group:
            floor = 0 if drafts[below].caption else 1
            choices = range(len(group) + 1) if len(group) > floor else range(len(group) + 1 - floor)

            def gain(k: int, group: list[Line] = group, above: int = above, below: int = below) -> float:
                return sum(near(t, above) for t in group[:k]) + sum(near(t, below) for t in group[k:])

            cut = max(choices, key=lambda k: (round(gain(k), 6), -k))
        if cut:
            drafts[above].headline = group[:cut]
        if wants_below:
            drafts[below].headline = group[cut:]


def _rather_above(group: list[Line], above: list[float], below: list[float]) -> int:
    """How many of a group's first lines clearly speak of the article above rather than of the one below."""
    taken = 0
    while taken < len(group) - 1 and above[taken] > below[taken] + 0.15:
        taken += 1
    return taken


def _banner(line: Line, group: list[Line]) -> bool:
    """A slogan over the page: three or more short parallel phrases, with a headline of their own below it."""
    return len(group) > 1 and line is group[0] and _PARALLEL.fullmatch(line.text) is not None


def _grams(text: str) -> list[str]:
    text = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", text)
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _article(number: int, draft: _Draft, text: str) -> Article:
    found: list[Credit] = []
    every = draft.lines
    for k, line in enumerate(every):
        last = k == len(every) - 1 or every[k + 1].kind == "credit"
        for begin, end in zones(line.text, k == 0, last, line.kind == "credit"):
            found += credits(line.text[begin:end], line.begin + begin)
    kind: Kind = "PhotoCaption" if draft.caption else "NewsArticle"
    return Article(
        number=number,
        kind=kind,
        headline=tuple(Span(t.begin, t.end) for t in draft.headline),
        begin=every[0].begin,
        end=every[-1].end,
        sentences=tuple(sentences(draft.paragraphs, text)),
        credits=tuple(found),
    )
