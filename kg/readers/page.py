"""One page: a plain text file, or standard input, as a Document."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from kg.errors import InputError
from kg.model import Dating, Document
from kg.readers.dates import date_in_name
from kg.readers.decode import decode
from kg.readers.discover import STDIN
from kg.readers.front_matter import front_matter
from kg.readers.inference import infer_date


def read(path: str | Path, *, date: date | None = None, publisher: str | None = None) -> Document:
    """The page in a file, or on standard input when `path` is `-` (its name is then `stdin`).

    The text is as decoded: the byte order mark dropped, line ends untouched, front matter still there and skipped by
    `Document.start`. The publication date is `date`, else the front matter's, else the file name's, else inferred from
    the text, else None; the publisher is `publisher`, else the front matter's, else None. Raises InputError.
    """
    source = str(path)
    name = "stdin" if source == STDIN else Path(path).name
    text = decode(_bytes(source), source)
    matter = front_matter(text, source)
    if not text[matter.end :].strip():
        raise InputError(source, "no text in this file" + (" after its front matter" if matter.end else ""))
    published, dated_by = _dated(date, matter.published, name, text[matter.end :])
    return Document(name, text, matter.end, published, dated_by, (publisher or matter.publisher or "").strip() or None)


def _dated(option: date | None, stated: date | None, name: str, text: str) -> tuple[date | None, Dating | None]:
    if option:
        return option, "option"
    if stated:
        return stated, "front matter"
    if named := date_in_name(name):
        return named, "file name"
    inferred = infer_date(text)
    return inferred, "inferred" if inferred else None


def _bytes(source: str) -> bytes:
    if source == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InputError(source, error.strerror or "cannot be read") from error
