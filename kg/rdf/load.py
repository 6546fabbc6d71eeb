"""Putting a graph file into a triplestore over HTTP, in batches that may be sent twice, counted before and after.

The Graph Store Protocol where the store speaks it, else SPARQL Update. After an interruption the same call goes on
where it stood: what has been sent is remembered in the user's state folder, by store, file content and batch size.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urljoin, urlsplit

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from kg.errors import InputError
from kg.rdf.client import Client, StoreError
from kg.rdf.files import replace
from kg.rdf.reading import quads

__all__ = ["BATCH", "Endpoints", "Loaded", "endpoints", "load"]

BATCH: Final = 10_000
"""Triples in a request. Virtuoso takes bodies of 10 MB and no more."""

_NO_GRAPH_STORE: Final = frozenset((404, 405, 415, 501))
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")

Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Endpoints:
    """A store's three addresses; `graphs`, its Graph Store, is None where it has none."""

    graphs: str | None
    query: str
    update: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one graph (None: the store's default graph): triples in the file, stored before and after."""

    graph: str | None
    told: int
    before: int
    after: int


@dataclass(slots=True)
class _State:
    """How far an earlier call came: batches sent, and what each graph held before."""

    path: Path
    done: int = 0
    before: dict[str, int] = field(default_factory=dict)

    def keep(self) -> None:
        replace(self.path, json.dumps({"done": self.done, "before": self.before}).encode())


def endpoints(url: str) -> Endpoints:
    """The three addresses of a store, from the one that a user knows.

    Known layouts: a server's root or its `/store` (Oxigraph), `/sparql-graph-crud-auth` (Virtuoso), `…/data` (Fuseki),
    `…/update` (SPARQL Update alone), `…/statements` (RDF4J, GraphDB). Any other is taken to speak all three protocols.
    """
    parts = urlsplit(url)
    last = parts.path.rpartition("/")[2]
    if parts.path in ("", "/"):
        return Endpoints(urljoin(url, "/store"), urljoin(url, "/query"), urljoin(url, "/update"))
    if last in ("store", "data"):
        return Endpoints(url, urljoin(url, "query"), urljoin(url, "update"))
    if last.startswith("sparql-graph-crud"):
        return Endpoints(url, urljoin(url, "sparql"), urljoin(url, "sparql-auth"))
    if last == "update":
        return Endpoints(None, urljoin(url, "query"), url)
    if last == "statements":
        return Endpoints(urljoin(url, "rdf-graphs/service"), url.removesuffix("/statements"), url)
    return Endpoints(url, url, url)


def load(
    path: str | Path,
    store: Endpoints,
    *,
    graph: str | None = None,
    empty: bool = False,
    batch: int = BATCH,
    client: Client | None = None,
    watch: Watch | None = None,
) -> list[Loaded]:
    """Loads a graph file: its triples into `graph`, else the default graph; its named graphs under their own names.

    With `empty`, each graph that the file speaks of is emptied first. `watch(sent, all)` is called after each batch.
    Raises InputError for a file that cannot be loaded (nothing is sent then) and StoreError for a store that refuses
    or that does not hold afterwards what it was given.
    """
    if graph is not None and not _IRI.fullmatch(graph):
        raise StoreError(store.query, f"not an absolute IRI for a graph: {graph!r}")
    client = client or Client()
    told, digest = _survey(path, graph)
    if None in told and store.graphs and "sparql-graph-crud" in store.graphs:
        raise StoreError(store.graphs, "Virtuoso has no default graph: name one to load into (--named-graph)")
    total = sum(1 for _ in _batches(path, graph, batch))
    state = _resumed(f"{store}\n{digest}\n{batch}\n{empty}")
    sender = _Sender(client, store)
    if not state.before:
        for name in told:
            if empty:
                sender.clear(name)
            state.before[name or ""] = sender.count(name)
        state.keep()
    for number, (name, lines) in enumerate(_batches(path, graph, batch), start=1):
        if number > state.done:
            sender.add(name, lines)
            state.done = number
            state.keep()
            if watch:
                watch(number, total)
    loaded = [Loaded(name, n, state.before[name or ""], sender.count(name)) for name, n in told.items()]
    state.path.unlink()
    for one in loaded:
        if not max(one.before, one.told) <= one.after <= one.before + one.told:
            where = one.graph or "the default graph"
            raise StoreError(
                store.query,
                f"{where} holds {one.after} triples where {one.before} and the {one.told} of {path} should be; "
                "emptying it first makes the count exact",
            )
    return loaded


def _survey(path: str | Path, graph: str | None) -> tuple[dict[str | None, int], str]:
    """How many different triples the file has for each graph, and a digest of all it says."""
    seen: dict[str | None, set[bytes]] = defaultdict(set)
    content = blake2b(digest_size=12)
    for name, line in _lines(path, graph):
        mark = blake2b(line.encode(), digest_size=12).digest()
        seen[name].add(mark)
        content.update(mark + (name or "").encode())
    return {
        name: len(marks) for name, marks in sorted(seen.items(), key=lambda item: item[0] or "")
    }, content.hexdigest()


def _lines(path: str | Path, graph: str | None) -> Iterator[tuple[str | None, str]]:
    """Each triple as N-Triples, with the graph that it is for."""
    for quad in quads(path):
        for term in (quad.subject, quad.object, quad.graph_name):
            if isinstance(term, BlankNode):
                raise InputError(str(path), "has blank nodes, which cannot be sent in parts; give them IRIs first")
            if isinstance(term, Triple):
                raise InputError(str(path), "holds RDF 1.2 triple terms; load it written with --evidence rdf11")
        name = quad.graph_name
        assert isinstance(name, (NamedNode, DefaultGraph))  # a blank one was refused
        yield graph if isinstance(name, DefaultGraph) else name.value, f"{quad.triple} .\n"


def _batches(path: str | Path, graph: str | None, size: int) -> Iterator[tuple[str | None, str]]:
    """N-Triples for one graph at a time, `size` lines of them at most, always cut alike."""
    waiting: dict[str | None, list[str]] = defaultdict(list)
    for name, line in _lines(path, graph):
        lines = waiting[name]
        lines.append(line)
        if len(lines) == size:
            yield name, "".join(lines)
            lines.clear()
    for name, lines in waiting.items():
        if lines:
            yield name, "".join(lines)


def _resumed(task: str) -> _State:
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    path = base / "kg" / "load" / f"{blake2b(task.encode(), digest_size=12).hexdigest()}.json"
    try:
        kept: dict[str, Any] = json.loads(path.read_text())
        return _State(path, kept["done"], kept["before"])
    except FileNotFoundError:
        return _State(path)


class _Sender:
    """Adds to a store by the Graph Store Protocol until that proves not to be there, then by SPARQL Update."""

    def __init__(self, client: Client, store: Endpoints) -> None:
        self.client, self.store = client, store
        self.graphs = store.graphs

    def add(self, graph: str | None, lines: str) -> None:
        if self.graphs is not None:
            try:
                self.client.send("POST", self._graph(graph), lines.encode(), {"Content-Type": "text/turtle"})
                return
            except StoreError as error:
                if error.status not in _NO_GRAPH_STORE or self.store.update == self.store.graphs == self.store.query:
                    raise
                self._update_or(error, f"INSERT DATA {{ {_in(graph, lines)} }}")
                return
        self._update(f"INSERT DATA {{ {_in(graph, lines)} }}")

    def clear(self, graph: str | None) -> None:
        """Empties a graph, which need not be there."""
        if self.graphs is not None:
            try:
                self.client.send("DELETE", self._graph(graph))
                return
            except StoreError as error:
                if error.status == 404 and self.count(graph) == 0:
                    return
                if error.status not in _NO_GRAPH_STORE:
                    raise
        self._update(f"CLEAR SILENT {f'GRAPH <{graph}>' if graph else 'DEFAULT'}")

    def count(self, graph: str | None) -> int:
        """How many triples a graph holds, as the store itself says."""
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {_in(graph, '?s ?p ?o')} }}"
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",  # Virtuoso hangs on application/sparql-query
            "Accept": "application/sparql-results+json",
        }
        reply = self.client.send("POST", self.store.query, urlencode({"query": query}).encode(), headers)
        try:
            (row,) = json.loads(reply.body)["results"]["bindings"]
            return int(row["n"]["value"])
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(self.store.query, f"gives no count of triples: {reply.body[:100]!r}") from error

    def _graph(self, graph: str | None) -> str:
        assert self.graphs is not None  # asked before
        mark = "&" if urlsplit(self.graphs).query else "?"
        if graph is None:
            return f"{self.graphs}{mark}default"
        name = "graph-uri" if "sparql-graph-crud" in self.graphs else "graph"
        return f"{self.graphs}{mark}{name}={quote(graph, safe='')}"

    def _update(self, update: str) -> None:
        self.client.send("POST", self.store.update, update.encode(), {"Content-Type": "application/sparql-update"})

    def _update_or(self, first: StoreError, update: str) -> None:
        """Tries Update where the Graph Store refused; when that fails too, the first refusal is the one to tell."""
        try:
            self._update(update)
        except StoreError as second:
            if second.status in (404, 405):
                raise first from second
            raise
        self.graphs = None


def _in(graph: str | None, pattern: str) -> str:
    return pattern if graph is None else f"GRAPH <{graph}> {{ {pattern} }}"
