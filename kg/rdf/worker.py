"""The process that a query runs in, so that it can be stopped: started by `kg.rdf.query` as a script of its own.

It takes one JSON object on standard input, `{paths, query, prefixes, index, seconds}`, and answers on standard output
with JSON lines: `{"loaded": true}` once the files are read, then `{"form": …}` followed by the result (SPARQL JSON, or
N-Triples of a graph). A line `{"file": …, "problem": …}` or `{"problem": …}` ends it instead. Nothing of the package is
imported here: starting must cost milliseconds.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
from pathlib import Path
from typing import Any

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store


def main() -> None:
    task = json.load(sys.stdin)
    try:
        store = open_store(task["paths"], task["index"])
    except Unreadable as error:
        return say({"file": error.args[0], "problem": error.args[1]})
    say({"loaded": True})  # not how many: counting a large index takes longer than most queries
    confine()
    bound(task["seconds"])
    try:
        found = store.query(task["query"], prefixes=task["prefixes"], use_default_graph_as_union=True)
        if isinstance(found, QueryBoolean):
            form, data = "ASK", found.serialize(format=QueryResultsFormat.JSON)
        elif isinstance(found, QuerySolutions):
            form, data = "SELECT", found.serialize(format=QueryResultsFormat.JSON)
        else:
            form, data = "CONSTRUCT", found.serialize(format=RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError, OSError) as error:
        return say({"problem": str(error)})
    say({"form": form})
    sys.stdout.buffer.write(data or b"")
    sys.stdout.buffer.flush()
    return None


class Unreadable(Exception):
    """A file and what is wrong with it."""


def open_store(paths: list[str], index: str | None) -> Store:
    """The files as one store: in memory, or from the index on disk, which is built when it is not there."""
    if index is None:
        return _load(Store(), paths)
    folder = Path(index)
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        for other in folder.parent.glob(f"{folder.name.split('-')[0]}-*"):
            if not other.suffix:  # one with a suffix is another process's, being built
                shutil.rmtree(other, ignore_errors=True)
        building = folder.with_name(f"{folder.name}.{os.getpid()}")
        try:
            _load(Store(str(building)), paths).flush()
            try:
                building.rename(folder)
            except OSError:
                if not folder.is_dir():  # else another process was first, with the same content
                    raise
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return Store.read_only(str(folder))


def _load(store: Store, paths: list[str]) -> Store:
    for path in paths:
        form = RdfFormat.from_extension(path.rpartition(".")[2].lower()) or RdfFormat.TURTLE
        try:
            store.bulk_load(path=path, format=form)
        except (SyntaxError, ValueError) as error:
            raise Unreadable(path, str(error.args[0])) from error
        except OSError as error:
            raise Unreadable(path, error.strerror or str(error).partition(" (os")[0]) from error
    return store


def bound(seconds: float) -> None:
    """Ends the process when it takes more processor time from here on than `seconds` of all processors."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime + seconds * (os.cpu_count() or 1)) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def confine() -> None:
    """From here on nothing more can be opened, neither file nor socket."""
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))


def say(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
