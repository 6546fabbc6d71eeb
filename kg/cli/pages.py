"""Reading the pages that a command is given: a bad one is reported and left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.cli.terminal import Progress, complain
from kg.errors import InputError
from kg.model import Document
from kg.readers import discover, read
from kg.readers.discover import Source


def read_pages(
    paths: Sequence[str], progress: Progress, published: date | None = None, publisher: str | None = None
) -> tuple[list[Document], int]:
    """The documents in files and folders, and how many could not be read (each is named on stderr)."""
    documents: list[Document] = []
    known: list[Source] = []
    failed = 0
    for path in paths:
        try:
            known += discover([path])
        except InputError as error:
            complain(str(error))
            failed += 1
    for source in progress.over(discover(known), "reading page"):
        try:
            documents.append(read(source, date=published, publisher=publisher))
        except InputError as error:
            complain(str(error))
            failed += 1
    return documents, failed
