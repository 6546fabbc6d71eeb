"""A server over an invented town, started once on a free port."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from rdf.town import town

from kg.rdf import write
from kg.serve.pool import Limits
from kg.serve.server import Server

SECONDS = 2.0
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(frozen=True)
class Answer:
    """What came back: the header's names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    """A running server."""

    server: Server

    @property
    def endpoint(self) -> str:
        return f"{self.server.url}sparql"

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        host, port = self.server.server_address[:2]
        connection = http.client.HTTPConnection(str(host), int(port), timeout=30)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(response.status, found, response.read())
        connection.close()
        return answer

    def ask(self, query: str, accept: str = "text/csv", **fields: Any) -> Answer:
        return self.send("GET", f"/sparql?{urlencode({'query': query, **fields}, doseq=True)}", Accept=accept)


@contextmanager
def serving(*graphs: Path, **options: Any) -> Iterator[Site]:
    server = Server(graphs, port=0, **options)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Site(server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "graph.ttl"
    write(town(), path)
    return path


@pytest.fixture(scope="session")
def site(graph_file: Path) -> Iterator[Site]:
    """Two query processes, two seconds a query, fifty rows an answer, 300 MiB."""
    with serving(graph_file, workers=2, limits=Limits(SECONDS, 50, 300 << 20)) as running:
        yield running
