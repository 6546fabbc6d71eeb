"""A page's lines, each with what it looks like: a title, running text, a credit, or furniture of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.lexicon.surnames import SURNAME
from kg.model import Document
from kg.segment.bylines import BRACKETED_NAMES, ENDS_IN_CREDIT, OPENS_ARTICLE, is_credit
from kg.text import fold

LineKind: TypeAlias = Literal["title", "body", "credit", "furniture"]

_TITLE_LENGTH = 42
_TAIL = 100
"""How much of a line's end tells how it ends."""
_FINAL = re.compile(r"[。!?…;:][”’)》\"]*$|[。!?…][”’)》\"]*\([^()]{2,30}\)$")
_IN_BRACKETS = re.compile(r"\([^()]{12,}\)")
_PASSED = re.compile(r"通过\)?$")
_LEADS_IN = re.compile(r"[。?!].*——$")
"""A question and what begins to answer it: 怎么办?会议作出部署——."""
DATED = re.compile(r"(?:\d{4}|二[〇零].{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")
"""A line that is a date: the last of a notice, under the name of who gives it."""
_FURNITURE = re.compile(
    r"^(?:第?\s*[A-Za-z]?\d{1,3}(?:\s*版)?(?:[\s:·|/]+[\u4e00-\u9fff]{2,6}){0,2}"  # A02 要闻; but 76岁阿婆… is a headline
    r"|(?:第?\s*[A-Za-z]\d{1,3}|0\d|第?\s*\d{1,3}\s*版)[\u4e00-\u9fff]{2,6}"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日[\s,]*(?:星期.|农历.*)?"  # 2023年2月15日 星期三
    r"|[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|晨报|商报)(?:\s.{0,30})?"  # a masthead
    r"|.*(?:责编|责任编辑|美编|编辑|校对|版式|组版|值班编委)[\s:].{0,40}"
    r"|[\u4e00-\u9fff]{2,6}\s*[A-Z]{4,}"  # a section's name with its spelling
    r"|[\u4e00-\u9fff]{2,4}[·|/][\u4e00-\u9fff]{2,6}"  # 要闻·县市区
    r"|(?:◎|■|●|▲)?(?:要闻|综合|简讯|时政|图片新闻|新闻|广告|国内|国际|本版编辑|综合新闻|县区新闻|本地新闻)"
    r"|[-—_=*·.\s]+|\(?(?:上接|下转|紧接).{0,12}版?\)?)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line, `[begin, end)` without the white space around it; `gap` counts the blank lines above."""

    begin: int
    end: int
    kind: LineKind
    text: str
    gap: int

    @property
    def opens(self) -> bool:
        """Whether it starts as an article does: 本报讯, a dateline, a byline."""
        return OPENS_ARTICLE.match(self.text) is not None

    @property
    def closes(self) -> bool:
        """Whether it ends as an article does: with names in brackets."""
        return self.kind == "body" and ENDS_IN_CREDIT.search(self.text[-_TAIL:]) is not None

    @property
    def final(self) -> bool:
        """Whether its last sentence is finished."""
        return _FINAL.search(self.text[-_TAIL:]) is not None or self.closes


def lines(document: Document) -> list[Line]:
    """The page's non-blank lines, in order, classified. A line after an unfinished one continues it."""
    found: list[Line] = []
    gap = 0
    at = document.start
    for raw in document.text[document.start :].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            begin = at + raw.index(stripped[0])
            folded = fold(stripped)
            found.append(Line(begin, begin + len(stripped), _kind(folded, found), folded, gap))
            gap = 0
        else:
            gap += 1
        at += len(raw)
    return found


def _kind(text: str, before: list[Line]) -> LineKind:
    if is_credit(text) or ((m := BRACKETED_NAMES.fullmatch(text)) and m[1][0] in SURNAME):
        return "credit"
    if OPENS_ARTICLE.match(text):
        return "body"
    if before and before[-1].kind == "body" and not before[-1].final:
        return "body"  # a paragraph that the page broke off in mid-sentence goes on here
    if len(text) <= 80 and _FURNITURE.match(text):
        return "furniture"
    if text.endswith((":", ";")) or _LEADS_IN.search(text) or _IN_BRACKETS.fullmatch(text) or _PASSED.search(text):
        return "body"
    commas = text.count(",")
    if commas >= 3 or (commas >= 1 and len(text) > 30 and not text.startswith(("——", "—"))):
        return "body"
    if len(text) > _TITLE_LENGTH or "。" in text.rstrip("。"):
        return "body"
    return "body" if text.endswith("。") or (_FINAL.search(text[-_TAIL:]) and len(text) > 24) else "title"
