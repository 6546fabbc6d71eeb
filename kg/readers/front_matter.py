"""YAML front matter: what a page says of itself before its text begins."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import yaml

from kg.errors import InputError
from kg.readers.dates import parse_date

FENCED = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
UNCLOSED = re.compile(r"---[ \t]*\r?\n[A-Za-z]\w*:")
DATE_KEYS = ("date", "published", "publishedon", "日期", "出版日期")
PUBLISHER_KEYS = ("publisher", "newspaper", "source", "报纸", "来源")


class FrontMatter(NamedTuple):
    """What it says; `end` is where the text of the page begins, 0 without front matter."""

    end: int
    published: date | None
    publisher: str | None


def front_matter(text: str, path: str) -> FrontMatter:
    """The front matter of a page, between a first line `---` and the next one.

    Keys are looked up without regard to case, the first of DATE_KEYS and of PUBLISHER_KEYS that is there wins, others
    are nobody's business. Lines between dashes that are no keys with values are text of the page. Raises InputError,
    with the line, for broken YAML, a date that is none, a publisher that is no text, and keys that are never closed.
    """
    fenced = FENCED.match(text)
    if not fenced:
        if UNCLOSED.match(text):
            raise InputError(path, "line 1: front matter without a closing line ---")
        return FrontMatter(0, None, None)
    mapping = _mapping(fenced["yaml"], path)
    if mapping is None:
        return FrontMatter(0, None, None)
    published, publisher = None, None
    if (node := _first(mapping, DATE_KEYS)) is not None:
        published = parse_date(_scalar(node, path))
        if published is None:
            raise _error(path, node.start_mark.line, f"{node.value!r} is no date like 2023-02-15")
    if (node := _first(mapping, PUBLISHER_KEYS)) is not None:
        publisher = _scalar(node, path)
    return FrontMatter(fenced.end(), published, publisher)


def _mapping(source: str, path: str) -> dict[str, yaml.Node] | None:
    """Nodes by key in lower case, or None when the lines are no mapping."""
    try:
        root = yaml.compose(source, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _error(path, mark.line if mark else 0, f"broken front matter: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _error(path, 0, f"broken front matter: {type(error).__name__}") from error
    if not isinstance(root, yaml.MappingNode):
        return None
    return {str(key.value).lower(): value for key, value in root.value if isinstance(key, yaml.ScalarNode)}


def _first(mapping: dict[str, yaml.Node], keys: tuple[str, ...]) -> yaml.Node | None:
    """The value of the first key that is there and not left empty."""
    return next((mapping[key] for key in keys if key in mapping and mapping[key].value), None)


def _scalar(node: yaml.Node, path: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _error(path, node.start_mark.line, "a single value is expected here, not a list or a mapping")
    return str(node.value).strip()


def _error(path: str, line: int, problem: str) -> InputError:
    """`line` counts from 0 after the opening dashes."""
    return InputError(path, f"line {line + 2}: {problem}")
