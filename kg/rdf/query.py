"""Asking a graph in SPARQL: prefixes bound, time bounded, nothing reached but the files named.

The query runs in a process of its own (`kg.rdf.worker`), because a running query cannot be interrupted from within.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, Literal

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from pyoxigraph import Literal as Text

from kg.errors import InputError, QueryError
from kg.rdf.prefixes import BASES, Bases, prefixes
from kg.rdf.sparql import explain, refuse

__all__ = ["INDEX_FROM", "Result", "Term", "ending", "index_of", "readable", "run"]

Term = NamedNode | BlankNode | Text

INDEX_FROM = 8_000_000
"""From this many bytes on, a graph is worth an index on disk; below it, reading the file anew is as fast."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found. `rows` are the solutions (None where unbound) or, of a CONSTRUCT or DESCRIBE, the triples,
    sorted; `answer` is an ASK's."""

    form: Literal["SELECT", "ASK", "CONSTRUCT"]
    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    answer: bool | None = None


def run(
    query: str,
    graphs: str | Path | Sequence[str | Path],
    *,
    timeout: float = 60.0,
    bases: Bases = BASES,
    index: bool = True,
) -> Result:
    """Asks the graph files (.ttl, .nt, .nq, .trig, .jsonld, .rdf), taken together, one question.

    `timeout` is in seconds and counts from when the files are read. With `index`, large files are read once and kept
    as an index in the user's cache folder until they change. Raises QueryError for a query that is wrong, refused or
    too slow, InputError for a file that cannot be read.
    """
    refuse(query)
    names = [graphs] if isinstance(graphs, (str, Path)) else list(graphs)
    paths = [readable(name) for name in names]
    bound = prefixes(bases)
    task = {
        "paths": [str(path) for path in paths],
        "query": query,
        "prefixes": bound,
        "index": index_of(paths) if index else None,
        "seconds": timeout,
    }
    worker = subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__).with_name("worker.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    try:
        assert worker.stdin is not None and worker.stdout is not None  # both are pipes
        worker.stdin.write(json.dumps(task).encode())
        worker.stdin.close()
        worker.stdin = None
        loaded = _line(worker, worker.stdout)
        if "file" in loaded:
            raise InputError(loaded["file"], loaded["problem"])
        output, complaint = worker.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        raise QueryError(f"the query was stopped after {timeout:g} seconds (--timeout gives it more)") from None
    finally:
        worker.kill()
        worker.communicate()
    head, _, data = output.partition(b"\n")
    if not head:
        raise QueryError(f"the query ended without an answer: {ending(worker.returncode, complaint)}")
    said = json.loads(head)
    if "problem" in said:
        raise explain(query, said["problem"], bound)
    return _result(said["form"], data)


def readable(name: str | Path) -> Path:
    """The path of a graph file that can be opened. Raises InputError."""
    path = Path(name)
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise InputError(str(name), error.strerror or str(error)) from error


def index_of(paths: Sequence[Path]) -> str | None:
    """Where the index of these files lies, its name telling which files and in which state; None if they are small."""
    states = [(os.path.realpath(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    if sum(size for _, size, _ in states) < INDEX_FROM:
        return None
    files = blake2b(repr([name for name, _, _ in states]).encode(), digest_size=8).hexdigest()
    state = blake2b(repr(states).encode(), digest_size=8).hexdigest()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return str(cache / "kg" / "index" / f"{files}-{state}")


def _line(worker: subprocess.Popen[bytes], stream: IO[bytes]) -> dict[str, Any]:
    line = stream.readline()
    if not line:
        _, complaint = worker.communicate()
        raise QueryError(f"the graph could not be loaded: {ending(worker.returncode, complaint)}")
    said: dict[str, Any] = json.loads(line)
    return said


def ending(status: int, complaint: bytes) -> str:
    """What became of a worker that said nothing: its last words, else the signal that ended it."""
    words = [line for line in complaint.decode("utf-8", "replace").splitlines() if line.strip()]
    how = f"stopped by signal {-status}, perhaps out of memory" if status < 0 else f"exit status {status}"
    return f"{how} ({words[0] if 'panicked' not in words[0] else words[1]})" if words else how


def _result(form: Literal["SELECT", "ASK", "CONSTRUCT"], data: bytes) -> Result:
    if form == "CONSTRUCT":
        triples = {(t.subject, t.predicate, t.object) for t in parse(data, format=RdfFormat.N_TRIPLES)}
        return Result(form, ("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
    found = parse_query_results(data, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Result(form, (), (), bool(found))
    assert isinstance(found, QuerySolutions)  # the worker says SELECT for nothing else
    variables = tuple(variable.value for variable in found.variables)
    return Result(form, variables, tuple(tuple(solution[name] for name in variables) for solution in found))
