"""A few processes that answer queries: one that takes too long or too much is killed and replaced, the others go on."""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from kg.errors import InputError, KgError, QueryError
from kg.rdf.prefixes import BASES, Bases, prefixes
from kg.rdf.query import readable
from kg.rdf.sparql import explain

__all__ = ["Answer", "Busy", "Limits", "Overrun", "Pool", "Unacceptable"]

_IN_MEMORY: Final = 1_000_000
_CHUNK: Final = 1 << 16


class Busy(KgError):
    """No process came free in time."""


class Overrun(QueryError):
    """A query that was stopped: it took too long or too much memory."""


class Unacceptable(QueryError):
    """The answer cannot be written in any format that the client takes; `form` is what it is."""

    def __init__(self, form: str) -> None:
        super().__init__(f"a {form} query has no answer in any of the formats that you accept")
        self.form = form


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: `seconds` on the clock, `rows` (or triples) in its answer, `memory` in bytes."""

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's media type, whether the row limit cut it off, its length in bytes, and the bytes themselves.

    `body` is a file open at its start, in memory while it is short, and the caller's to close.
    """

    media: str
    cut: bool
    size: int
    body: IO[bytes]


class Pool:
    """`size` processes over the same graph files, which are read once, into a folder that goes when the pool closes.

    Raises InputError for a file that cannot be read. Its methods may be called from any thread.
    """

    def __init__(
        self, graphs: Sequence[str | Path], *, size: int = 4, limits: Limits | None = None, bases: Bases = BASES
    ) -> None:
        self.limits = limits or Limits()
        self.prefixes = prefixes(bases)
        self._paths = [str(readable(name)) for name in graphs]
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._all: set[_Worker] = set()
        self._closed = False
        self._folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
        try:
            first = self._start(count=True)
            self.triples = first.wait()
            self._idle.put(first)
            for worker in [self._start() for _ in range(size - 1)]:
                worker.wait()
                self._idle.put(worker)
        except BaseException:
            self.close()
            raise

    def ask(
        self,
        query: str,
        *,
        rows: str | None,
        graph: str | None,
        limit: int | None = None,
        link: str = "",
        default: Sequence[str] = (),
        named: Sequence[str] = (),
    ) -> Answer:
        """Answers a query that `kg.rdf.sparql.refuse` lets through, as the media type `rows` or `graph`.

        `limit` stands for that of the rows. `link` names the row limit in the head of an answer that it cuts off;
        `default` and `named` are the protocol's data set. Raises QueryError for a query that is
        wrong, Overrun, Busy or Unacceptable.
        """
        limits = self.limits
        task: dict[str, Any] = {
            "query": query,
            "rows": rows,
            "graph": graph,
            "limit": limit or limits.rows,
            "seconds": limits.seconds,
        }
        task |= {"link": link, "default": list(default), "named": list(named)}
        try:
            worker = self._idle.get(timeout=limits.seconds)
        except queue.Empty:
            raise Busy("all query processes are busy; try again later") from None
        try:
            head, body = worker.ask(task, time.monotonic() + limits.seconds)
        except TimeoutError:
            self._replace(worker)
            raise Overrun(f"the query was stopped after {limits.seconds:g} seconds") from None
        except EOFError:
            self._replace(worker)
            raise Overrun(f"the query was stopped: it needs more than {limits.memory >> 20} MiB of memory") from None
        except BaseException:
            self._replace(worker)
            raise
        self._idle.put(worker)
        if "problem" in head:
            raise explain(query, head["problem"], self.prefixes)
        if head["type"] is None:
            raise Unacceptable(head["form"])
        return Answer(head["type"], head["cut"], head["size"], body)

    def close(self) -> None:
        """Kills the processes and removes what they read. What is asked meanwhile ends as an Overrun."""
        with self._lock:
            self._closed = True
            workers = list(self._all)
        for worker in workers:
            worker.kill()
        self._folder.cleanup()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _start(self, *, count: bool = False) -> _Worker:
        with self._lock:
            if self._closed:
                raise Busy("the server is stopping")
            folder = Path(self._folder.name) / "index"
            worker = _Worker(
                {
                    "paths": self._paths,
                    "index": str(folder),
                    "prefixes": self.prefixes,
                    "memory": self.limits.memory,
                    "count": count,
                }
            )
            self._all.add(worker)
            return worker

    def _replace(self, worker: _Worker) -> None:
        """Kills a worker; a new one takes its place in the background."""
        worker.kill()
        with self._lock:
            self._all.discard(worker)
        threading.Thread(target=self._successor, daemon=True).start()

    def _successor(self) -> None:
        try:
            worker = self._start()
            worker.wait()
        except KgError:
            if not self._closed:  # else it was the closing that ended it
                raise
        else:
            self._idle.put(worker)


class _Worker:
    """One process of `kg.serve.worker`, spoken to over its pipes."""

    def __init__(self, task: dict[str, Any]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "kg.serve.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is the server's to handle
        )
        assert self.process.stdin is not None and self.process.stdout is not None  # both are pipes
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        os.set_blocking(self.stdout.fileno(), False)
        self.read = b""
        self._say(task)

    def wait(self) -> int:
        """The number of triples, once they are loaded. Raises InputError, or KgError when the process ends instead."""
        try:
            said = json.loads(self._line(None))
        except EOFError:
            raise KgError(f"the query process ended early, with status {self.process.wait()}") from None
        if "file" in said:
            raise InputError(said["file"], said["problem"])
        loaded: int = said["loaded"]
        return loaded

    def ask(self, task: dict[str, Any], deadline: float) -> tuple[dict[str, Any], IO[bytes]]:
        """The head and the body of an answer. Raises TimeoutError at the deadline, EOFError when the process dies."""
        self._say(task)
        head = json.loads(self._line(deadline))
        body = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller's to close
        left = head.get("size", 0)
        while left:
            part = self._some(deadline)
            self.read, part = part[left:], part[:left]
            body.write(part)
            left -= len(part)
        body.seek(0)
        return head, body

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.stdin.close()
        self.stdout.close()

    def _say(self, task: dict[str, Any]) -> None:
        line = json.dumps(task).encode() + b"\n"
        try:
            while line:
                line = line[self.stdin.write(line) or 0 :]
        except (BrokenPipeError, ValueError) as error:  # dead, or closed with the pool
            raise EOFError from error

    def _line(self, deadline: float | None) -> bytes:
        line = b""
        while b"\n" not in line:
            line += self._some(deadline)
        line, _, self.read = line.partition(b"\n")
        return line

    def _some(self, deadline: float | None) -> bytes:
        """What was read too much before, else what comes next."""
        if self.read:
            part, self.read = self.read, b""
            return part
        try:
            poll = select.poll()
            poll.register(self.stdout, select.POLLIN)
            left = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
            if not poll.poll(left):
                raise TimeoutError
            found = os.read(self.stdout.fileno(), _CHUNK)
        except (ValueError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise EOFError from error  # closed with the pool
        if not found:
            raise EOFError
        return found
