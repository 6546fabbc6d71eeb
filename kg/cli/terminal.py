"""How the command line speaks: UTF-8 whatever the locale, problems and progress on stderr."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from kg.catalogue import Witness
    from kg.rdf.conflicts import Source

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds of silence after which a long command says what it is doing."""


def speak_utf8() -> None:
    """Make both output streams UTF-8; what cannot be written (a file name's stray byte) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def hush() -> int:
    """Whoever read our output is gone: write nothing more. Returns the status that a shell gives for it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def complain(problem: str) -> None:
    """One line on stderr."""
    click.echo(f"kg: {problem}", err=True)


class Progress:
    """Says on stderr what is under way, once a second, from the second second on.

    with Progress() as progress:
        for document in progress.over(documents, "reading"):
            ...
        progress.stage("writing graph.ttl")
    """

    def __init__(self) -> None:
        self._doing = ""
        self._said = ""
        self._over = threading.Event()
        self._clock = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Progress:
        self._clock.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._clock.join()

    def stage(self, doing: str) -> None:
        """Name what is being done from now on."""
        self._doing = doing

    def over(self, things: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
        """The same things one by one, counted as they go."""
        for number, thing in enumerate(things, start=1):
            self.stage(f"{doing} {number}" + (f" of {total}" if total else ""))
            yield thing

    def _watch(self) -> None:
        while not self._over.wait(PATIENCE):
            if self._doing != self._said:
                self._said = self._doing
                click.echo(f"kg: {self._doing} …", err=True)


def witness_line(witness: Witness) -> str:
    """One evidence node on one line: the quote, where it stands, which rule saw it and how sure it is."""
    said = f"{witness.modality} by {witness.speaker}" if witness.speaker else witness.modality
    return f"{quoted(witness)}, rule {witness.rule}, {said}, {witness.confidence}"


def quoted(place: Witness | Source) -> str:
    """A quote on one line, with the article and the place on the page where it stands."""
    return f"「{' '.join(place.quote.split())}」 {place.article}, {place.page} [{place.begin}, {place.end})"
