"""What a query's text tells before it runs: what it may not do, and where it went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.errors import QueryError

__all__ = ["explain", "refuse", "tokens"]

# One alternative a kind of token, in the order in which SPARQL's grammar would take them.
_TOKEN = re.compile(
    r"""
    (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<comment> \#[^\n\r]* )
  | (?P<variable> [?$]\w+ )
  | (?P<tag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name> [\w.\-]*:(?:[\w.\-:%]|\\.)* )
  | (?P<word> [^\W\d]\w* )
  | (?P<space> \s+ )
  | (?P<other> \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"))
_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))
_REFUSED = {
    "SERVICE": "SERVICE is refused: a query reaches nothing but the graph it is given",
    "FROM": "FROM is refused: the data are the files that are named beside the query; GRAPH picks a part of them",
    "LOAD": "LOAD is refused: a query reads the files that are named beside it and nothing else",
}
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)


def tokens(query: str) -> Iterator[re.Match[str]]:
    """The query's tokens, comments and white space left out; `lastgroup` names the kind."""
    return (token for token in _TOKEN.finditer(query) if token.lastgroup not in ("space", "comment"))


def refuse(query: str) -> None:
    """Raises QueryError when the query would change something or reach outside the graph it is given."""
    words = [token for token in tokens(query) if token.lastgroup == "word" and token.group().upper() not in _PROLOGUE]
    if not words:
        raise QueryError("the query is empty")
    opener = words[0].group().upper()
    if opener in _UPDATES:
        message = _REFUSED.get(opener, f"{opener} is refused: graphs are asked here, not changed")
        raise QueryError(_marked(query, words[0].start(), message))
    if opener not in _FORMS:
        message = f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {words[0].group()}"
        raise QueryError(_marked(query, words[0].start(), message))
    for word in words:
        if word.group().upper() in _REFUSED:
            raise QueryError(_marked(query, word.start(), _REFUSED[word.group().upper()]))


def explain(query: str, error: str, prefixes: Mapping[str, str]) -> QueryError:
    """The parser's complaint, `error at LINE:COLUMN: expected …`, with the place shown.

    What it says it expected is left out: it names one token of the many that would do.
    """
    place = _PLACE.match(error)
    if place is None:
        return QueryError(f"the query cannot be run: {error}")
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w.\-]*):", query)) | {*prefixes, "_"}
    for token in tokens(query):
        if token.lastgroup == "name" and (prefix := token.group().partition(":")[0]) not in declared:
            known = ", ".join(sorted(declared - {"_"}))
            return QueryError(_marked(query, token.start(), f"unknown prefix {prefix}: (known: {known})"))
    if "variable that is unbound" in place[3]:
        return QueryError("the query selects a variable beside an aggregate without grouping by it")
    at = _offset(query, int(place[1]), int(place[2]))
    found = query[at : at + 20].split("\n")[0].rstrip()
    return QueryError(_marked(query, at, f"unexpected {found!r}" if found else "the query ends too early"))


def _offset(query: str, line: int, column: int) -> int:
    """Where line and column (both from 1) lie in the query."""
    lines = query.split("\n")
    return min(len(query), sum(len(text) + 1 for text in lines[: line - 1]) + column - 1)


def _marked(query: str, at: int, message: str) -> str:
    """The message with its line and column, and the line itself with a caret below the place."""
    before = query[:at].split("\n")
    line, column = len(before), len(before[-1]) + 1
    text = query.split("\n")[line - 1].rstrip("\r")
    pad = "".join("\u3000" if ord(c) > 0x2E7F else "\t" if c == "\t" else " " for c in before[-1])
    return f"query line {line}, column {column}: {message}\n  {text}\n  {pad}^"
