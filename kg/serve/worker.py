"""A process that answers queries one after the other until its input ends: `python -m kg.serve.worker`.

The first line on standard input is `{paths, index, prefixes, memory, count}`, answered by `{"loaded": N}` (0 unless it
is to count) or `{"file": …, "problem": …}`. Each further line is a query, `{query, rows, graph, limit, seconds,
default, named, link}`, where `rows` and `graph` are the media types to write solutions and graphs in, null for one that
the client does not take. The answer is a line `{"form": …, "type": …, "cut": …, "size": N}` and N bytes; `type` null
means that no format fits, and a line `{"problem": …}` stands instead of it where the query cannot be run.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.rdf.worker import Unreadable, bound, confine, open_store, say
from kg.serve.results import answer, solutions

T = TypeVar("T")


def main() -> None:
    task = json.loads(sys.stdin.buffer.readline())
    try:
        store = open_store(task["paths"], task["index"])
    except Unreadable as error:
        return say({"file": error.args[0], "problem": error.args[1]})
    say({"loaded": len(store) if task["count"] else 0})
    confine()
    resource.setrlimit(resource.RLIMIT_DATA, (task["memory"], task["memory"]))
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        bound(asked["seconds"])
        try:
            head, body = _answer(store, asked, task["prefixes"])
        except (SyntaxError, ValueError, OSError) as error:
            say({"problem": str(error)})
            continue
        except MemoryError:
            return None  # how a query ends that no longer finds memory elsewhere
        say({**head, "size": len(body)})
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    return None


def _answer(store: Store, asked: dict[str, Any], prefixes: dict[str, str]) -> tuple[dict[str, Any], bytes]:
    graphs: dict[str, Any] = {"use_default_graph_as_union": True}
    if asked["default"] or asked["named"]:  # the protocol's data set: what it does not name is not there
        default = [NamedNode(iri) for iri in asked["default"]]
        graphs = {"default_graph": default or [], "named_graphs": [NamedNode(iri) for iri in asked["named"]]}
    found = store.query(asked["query"], prefixes=prefixes, **graphs)
    media, limit = asked["graph"] if isinstance(found, QueryTriples) else asked["rows"], asked["limit"]
    head = {"form": "CONSTRUCT" if isinstance(found, QueryTriples) else "SELECT", "type": media, "cut": False}
    if media is None:
        return head, b""
    if isinstance(found, QueryBoolean):
        return {**head, "form": "ASK"}, answer(media, bool(found)).encode()
    note: list[str] = []
    if isinstance(found, QuerySolutions):
        rows = _capped((tuple(solution) for solution in found), limit, note, asked["link"])
        text = "".join(solutions(media, [variable.value for variable in found.variables], rows, note))
        return {**head, "cut": bool(note)}, text.encode()
    triples = dict.fromkeys(_capped(found, limit, note, asked["link"]))  # a CONSTRUCT may make one twice
    form = RdfFormat.from_media_type(media)
    body: bytes = serialize(triples, format=form, prefixes=prefixes) or b""
    if note and form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES):
        body += f"# cut off after {limit} triples\n".encode()
    return {**head, "cut": bool(note)}, body


def _capped(found: Iterable[T], limit: int, note: list[str], link: str) -> Iterator[T]:
    """At most `limit` of what was found; when there is more, `link` goes into `note`."""
    rest = iter(found)
    yield from islice(rest, limit)
    if next(rest, None) is not None:
        note.append(link)


if __name__ == "__main__":
    main()
