"""Real stores, each started once for all tests, on ports of their own, with everything in temporary folders."""

from __future__ import annotations

import csv
import io
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from rdf.sample import sample

import kg
from kg.rdf import to_graph
from kg.rdf.formats import export
from kg.rdf.load import Endpoints, endpoints

ROOT = Path(__file__).parents[2]
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
"""Java for programs that end soon."""

GRAPH = "https://kg.example.org/graph"


def required(command: str, package: str) -> str:
    """Where a store's program is. Continuous integration may not do without it."""
    found = shutil.which(command, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {command} on this machine (install {package})")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until_it_answers(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {url}")


@dataclass(frozen=True)
class Store:
    """A running store, with the graph that its test loads into (None: the default graph)."""

    endpoints: Endpoints
    graph: str | None = None
    user: str = ""
    password: str = ""

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """The rows of a SELECT, sorted."""
        fields = {"query": query} | ({"default-graph-uri": self.graph} if self.graph else {})
        with urlopen(
            Request(self.endpoints.query, urlencode(fields).encode(), {"Accept": "text/csv"}), timeout=30
        ) as answer:
            return rows(answer.read().decode())


def rows(text: str) -> list[tuple[str, ...]]:
    _, *found = csv.reader(io.StringIO(text, newline=""))
    return sorted(tuple(row) for row in found)


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `output` as `kg build` writes it: the seed page, and an invented one with a name beyond the BMP."""
    folder = tmp_path_factory.mktemp("stores") / "output"
    graph = kg.build([ROOT / "seeds"]) + to_graph(sample())
    export(graph, folder, ("ttl", "nt", "trig", "nq", "csv"))
    return folder


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    program, port = required("oxigraph", "the development requirements"), free_port()
    place = str(tmp_path_factory.mktemp("oxigraph"))
    server = subprocess.Popen(
        [program, "serve", "--location", place, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )
    try:
        until_it_answers(f"http://127.0.0.1:{port}/", server)
        yield Store(endpoints(f"http://127.0.0.1:{port}"))
    finally:
        server.kill()
        server.wait()


VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 10000
"""


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    program, port = required("virtuoso-t", "virtuoso-opensource-7-bin"), free_port()
    folder = tmp_path_factory.mktemp("virtuoso")
    (folder / "v.ini").write_text(VIRTUOSO.format(sql=free_port(), http=port))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([program, "+configfile", "v.ini", "+foreground"], cwd=folder, **quiet)
    try:
        until_it_answers(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", server)
        where = endpoints(f"http://127.0.0.1:{port}/sparql-graph-crud-auth")
        yield Store(where, GRAPH, "dba", "dba")
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs one of Jena's commands by the script that the documentation names."""
    required("java", "default-jre-headless")
    if not Path("/usr/share/java/jena-cmds.jar").exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Jena on this machine (install libapache-jena-java)")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")), "JVM_ARGS": QUICK}

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        words = ["sh", str(ROOT / "scripts" / "jena.sh"), *map(str, command)]
        return subprocess.run(words, capture_output=True, encoding="utf-8", env=environment, check=False)

    return run
