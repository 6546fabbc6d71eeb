"""Who wrote it: the credits of an article, wherever the house style puts them.

本报讯(记者 A 通讯员 B C) · X报全媒体记者 A · 文/图 · 本报记者 A 摄 · □晚报记者 A · (A B) at the end · 据新华社…电.
"""

from __future__ import annotations

import re

from kg.lexicon.surnames import SOUNDS, SURNAME
from kg.model import Credit, Role, Span

_HAN = r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002ffff]"
_LONG = f"[{''.join(sorted(SOUNDS))}]{{5,6}}"
NAME = rf"(?:{_LONG}|{_HAN}{{2,4}}|{_HAN}[ ]+{_HAN}|{_HAN}{{1,10}}(?:·{_HAN}{{1,10}})+)"
_ROLE = (
    r"(?:(?:首席|见习|实习|特约|特派|驻地|全媒体|融媒体|融媒|文字|摄影|视频|本网)*(?:记者|通讯员|实习生|评论员|撰稿人?|撰文|作者|供稿|供图)"
    r"|摄影报道|摄影|摄制|图文|文图|文/图|图/文|文/摄|文\s?图|文|图|摄|报道|整理)"
)
_HAS_ROLE = r"(?=[^。!?]*?(?:记者|通讯员|摄|文/图|图/文|文图|供稿|供图|评论员|撰文))"
_OPENERS = "□■◎○"
"""The signs that a byline of its own begins with."""
_SIGNS = _OPENERS + "●▲"
"""All that stand between names and roles."""
_MARKS = re.compile(rf"[\s、,:/(){_SIGNS}]+")
_WORD = re.compile(rf"(?:{_HAN}{{0,16}}?{_ROLE})?(?:{NAME})?(?:{_ROLE})?")
_SPEAKS_OF_ROLE = re.compile(r"记者|通讯员|摄|文/图|图/文|文图|供稿|供图|评论员|撰文")


def is_credit(text: str) -> bool:
    """Whether a line is nothing but a credit: every word of it a role, a name, or both run together."""
    if len(text) > 60 or "。" in text or not _SPEAKS_OF_ROLE.search(text):
        return False
    text = re.sub(r"(?:文|图)\s?/\s?(?:图|文|摄)", "文图", text)
    return all(len(word) <= 22 and _WORD.fullmatch(word) for word in _MARKS.split(text) if word)


BRACKETED_NAMES = re.compile(rf"\(({NAME})((?:[\s、]+{NAME}){{0,3}})\)")
"""A line of one to four names in brackets, the shortest form of a closing credit."""

_DATELINE = (
    r"(?:本报(?:.{0,12}?)(?:讯|电)|(?:据)?(?:新华社|中新社|人民网|央视|新华网|中新网).{0,16}?(?:电|讯|消息)"
    r"|(?:晚报|日报|晨报|商报|早报|本网|.{2,6}报|.{2,8}(?:融媒体?(?:中心)?|全媒体?|传媒|电视台))讯|.{2,8}(?:日报|晚报)\d{1,2}月\d{1,2}日讯)"
)
OPENS_ARTICLE = re.compile(
    rf"(?:{_DATELINE}(?=[\s\(:,—-]|记者|通讯员)|[{_OPENERS}]?\s*(?:本报|晚报).{{0,6}}记者|\((?:本报|.{{0,8}})?(?:记者|通讯员)[^()]+\))"
)
"""How the first line of an article begins when it says that it is one."""

_INLINE = r"[。!?”]\s*(?P<in>(?:本报|晚报)?(?:首席|特约|见习|实习|全媒体|融媒体?)*(?:记者|通讯员|摄影)[^。()]{2,40}?(?:摄|文/图|图/文|摄影报道|文|报道|供图))$"
ENDS_IN_CREDIT = re.compile(
    _INLINE.replace("?P<in>", "?:")
    + rf"|\({_HAS_ROLE}[^()。]{{2,40}}\)$|[。!?”]\s*\((?:{NAME})(?:[\s、]+{NAME}){{0,3}}\)$"
)
"""Names in brackets that close an article."""

_OPENING = re.compile(
    rf"{_DATELINE}\s*(?:\((?P<in>[^()]{{2,60}})\)|[\s:]*(?P<out>(?:记者|通讯员)[^。,，:]{{2,40}}?)(?=报道|[:,]|\s{{2}}|\s*$))?"
)
_MARKED = re.compile(
    rf"^[{_OPENERS}]?\s*(?=.{{2,40}}?(?:记者|通讯员|摄|文/图|图/文|评论员|供图|报道组))(?P<in>(?:本报|晚报).{{0,40}}?)(?=\s{{2}}|[,。:]|$)"
)
_PAPERS_OWN = re.compile(
    r"^(?P<in>[\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|融媒体?(?:中心)?|全媒体?|传媒|新闻网)(?:全媒体|融媒体?)?记者[^。,:()]{2,30}?)(?=报道[:,])"
)
"""桐江融媒记者 A 报道: the paper by its name, where another would write 本报讯."""
_BRACKET = re.compile(rf"\((?P<in>{_HAS_ROLE}[^()。]{{2,60}}|(?:{NAME})(?:[\s、]+{NAME}){{0,3}})\)$")
_TAIL = 100
_TRAILING = re.compile(_INLINE)
_LEAD_BRACKET = re.compile(r"^\((?P<in>[^()]{0,10}(?:记者|通讯员)[^()]{2,50})\)")
_ROLE_WORD = re.compile(_ROLE)
_SURNAMED = re.compile(rf"文(?![图摄字])(?!{_ROLE}){_HAN}{{1,2}}")
"""Somebody whose surname looks like a role: 文清扬."""
_PICTURED = re.compile(r"[图摄](?![\u4e00-\u9fff])")
"""Beside 李四图, 张三文 is 张三's text; without a picture 文 is his name."""
_SLASHED = re.compile(r"(?<=[\u4e00-\u9fff]{2})/(?=(?:文|摄|图)(?:\s|$))|(?<=记者|讯员)/(?=[\u4e00-\u9fff]{2})")
_BEFORE_PAPER = re.compile(r"(?<=(?<![\u4e00-\u9fff])[文图摄])/(?=[\u4e00-\u9fff]{2,10}记者)")
"""文/X报记者 A: who wrote it and who took the picture, each after the sign."""
_BOTH_MIDST = re.compile(r"(?<=[\u4e00-\u9fff])\s(?:文\s?/?\s?图|图/文)(?=\s+(?:本报)?(?:通讯员|记者))")
"""文/图 between names, which is of those before it: 记者 A 文/图 通讯员 B."""
_OWN = ("本报", "本刊", "本网")


def zones(text: str, first: bool, last: bool, credit_line: bool) -> list[tuple[int, int]]:
    """The parts of a line that are bylines, as offsets into the folded line."""
    if credit_line:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    if first:
        for pattern in (_OPENING, _LEAD_BRACKET, _MARKED, _PAPERS_OWN):
            m = pattern.match(text)
            if m and (group := next((g for g in ("in", "out") if g in m.groupdict() and m[g]), None)):
                found.append(m.span(group))
                break
    for pattern in (_BRACKET, _TRAILING):
        if last and (m := pattern.search(text, max(0, len(text) - _TAIL))) and m.span("in") not in found:
            found.append(m.span("in"))
            break
    return found


def credits(text: str, offset: int) -> list[Credit]:
    """The credits in a byline. `text` is folded and starts at `offset` of the document."""
    found: list[Credit] = []
    role: Role = "reporter"
    employer: Span | None = None
    named: list[tuple[Role, Span, Span | None]] = []
    both = re.search(r"文[/\s]?图|图/文|文/摄|图文|摄影报道", text) is not None
    last = since = 0
    for begin, end, word, paper in _tokens(text):
        if word is None:
            last = end
            named.append((role, Span(offset + begin, offset + end), employer))
            continue
        if word == "文" and named:
            since = len(named)
        if "通讯员" in word or word in ("供稿", "作者") or "撰稿" in word:
            role, employer = "correspondent", None
        elif "记者" in word or "评论员" in word:
            pictures = "摄影" in word or (not both and re.search(r"(?<![\u4e00-\u9fff])图/$", text[:begin]))
            role = "photographer" if pictures else "reporter"
            employer = Span(offset + paper[0], offset + paper[1]) if paper else None
        elif word in ("摄", "摄影", "供图", "图") and not both:
            # 本报记者 A 摄: the sign stands after the names it is about; 摄影 A, 供图 A: before them.
            if named and text[last:begin].strip(" /、") == "" and (word == "摄" or end == len(text)):
                named = named[:since] + [
                    ("photographer", n, e) if r != "correspondent" or word == "摄" else (r, n, e)
                    for r, n, e in named[since:]
                ]
            else:
                role, employer = "photographer", None
    midst = _BOTH_MIDST.search(text)
    for r, span, e in named:
        found.append(Credit(r, span, e, Span(offset, offset + len(text))))
        if both and r != "photographer" and not (midst and span.begin - offset > midst.end()):
            found.append(Credit("photographer", span, e, Span(offset, offset + len(text))))
    return found


def _tokens(text: str) -> list[tuple[int, int, str | None, tuple[int, int] | None]]:
    """Roles and names in order: (begin, end, role or None, the paper's offsets or None)."""
    found: list[tuple[int, int, str | None, tuple[int, int] | None]] = []
    text = _BEFORE_PAPER.sub(" ", _SLASHED.sub(" ", text))
    at = 0
    while at < len(text):
        if text[at] in f" \t、,:/(){_SIGNS}":
            at += 1
            continue
        end = at
        while end < len(text) and text[end] not in f" \t、,:(){_SIGNS}":
            end += 1
        word = text[at:end]
        m = None if _SURNAMED.fullmatch(word) else _ROLE_WORD.search(word)
        if m and (m.end() == len(word) or m.start() == 0 or m[0].endswith(("记者", "通讯员"))):
            lead, tail = word[: m.start()], word[m.end() :]
            if (
                lead
                and tail == ""
                and re.fullmatch(NAME, lead)
                and lead[0] in SURNAME
                and not m[0].endswith(("记者", "通讯员"))
                and (
                    m[0] != "文"
                    or len(lead) > 2
                    or (_PICTURED.search(text) and not _PICTURED.match(text[end:].lstrip()))
                )
            ):
                found.append((at, at + len(lead), None, None))  # 张三摄
                found.append((at + m.start(), at + m.end(), m[0], None))
            else:
                media = re.match(r"全媒体|融媒体?", m[0])  # 桐报全媒体记者: the paper's own name, not the role's
                paper = (
                    (at, at + m.start() + (media.end() if media else 0))
                    if lead and lead not in _OWN and not lead.endswith("报道")
                    else None
                )
                found.append((at, at + m.end(), m[0], paper))
                if tail:
                    inner = _ROLE_WORD.search(tail)
                    name = tail[: inner.start()] if inner else tail
                    if 2 <= len(name) <= 4 or "·" in name:
                        found.append((at + m.end(), at + m.end() + len(name), None, None))
                    if inner:
                        found.append((at + m.end() + inner.start(), at + m.end() + inner.end(), inner[0], None))
            at = end
            continue
        if len(word) == 1 and (n := re.match(rf" +({_HAN})(?![^\s、,()])", text[end:])):
            end += n.end()  # 王 欣: a two-character name set wide
            word = text[at:end]
        if (re.fullmatch(NAME, word) or 2 <= len(word) <= 4) and not word.endswith(("讯", "电", "报道")):
            found.append((at, end, None, None))
        at = end
    return found
