"""`kg load` against a store that fails on purpose: what is sent again, where it goes on, what it tells."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse

from kg.cli import kg
from kg.errors import InputError
from kg.rdf.client import Client, StoreError
from kg.rdf.load import Endpoints, endpoints, load

REALM = 'Digest realm="here", nonce="n1", qop="auth", opaque="o", algorithm="MD5"'


class Faulty(ThreadingHTTPServer):
    """A Graph Store in memory. `faults` are taken one a POST: a status to answer instead, 0 to hang up, -1 to lose the
    data and say it was stored; `secret` asks for Digest credentials."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.graphs: dict[str, set[str]] = {}
        self.faults: list[int] = []
        self.posts = 0
        self.secret = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/store"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Faulty

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.secret and not self.allowed():
            return self.answer(401, b"", {"WWW-Authenticate": REALM})
        path, fields = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        if path == "/query":
            total = sum(len(lines) for lines in self.server.graphs.values())
            told = b'{"results": {"bindings": [{"n": {"type": "literal", "value": "%d"}}]}}' % total
            return self.answer(200, told)
        self.server.posts += 1
        fault = self.server.faults.pop(0) if self.server.faults else 200
        if fault == 0:
            self.close_connection = True
            return None
        if fault == 200:
            lines = {f"{q.subject}{q.object}" for q in parse(body, format=RdfFormat.TURTLE)}
            self.server.graphs.setdefault(fields.get("graph", [""])[0], set()).update(lines)
        return self.answer(max(fault, 204) if fault in (200, -1) else fault, b"<p>no</p>" if fault > 204 else b"")

    def do_DELETE(self) -> None:
        self.server.graphs.clear()
        self.answer(204, b"")

    def allowed(self) -> bool:
        """Whether the credentials are those of RFC 7616 for user and the secret."""
        told = self.headers.get("Authorization", "")
        fields = dict(part.strip().split("=", 1) for part in told.removeprefix("Digest ").split(", ") if "=" in part)
        fields = {name: value.strip('"') for name, value in fields.items()}
        one = md5(f"user:here:{self.server.secret}".encode()).hexdigest()
        two = md5(f"POST:{self.path}".encode()).hexdigest()
        middle = ":".join(fields.get(name, "") for name in ("nonce", "nc", "cnonce", "qop"))
        return fields.get("response") == md5(f"{one}:{middle}:{two}".encode()).hexdigest()

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def store() -> Iterator[Faulty]:
    server = Faulty()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ninety-five triples, ten requests of ten."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "graph.nt"
    path.write_text("".join(f'<https://a.example/{n}> <https://a.example/p> "𠮷{n}"@zh .\n' for n in range(95)))
    return path


def client(tries: int = 4) -> Client:
    return Client("user", "secret", tries=tries, pause=0.01)


def test_what_fails_for_a_while_is_sent_again(store: Faulty, path: Path) -> None:
    store.faults = [200, 503, 0, 200, 429]
    (loaded,) = load(path, endpoints(store.url), batch=10, client=client())
    assert (loaded.before, loaded.told, loaded.after) == (0, 95, 95) and store.posts == 13


def test_it_goes_on_where_it_stood(store: Faulty, path: Path, tmp_path: Path) -> None:
    store.faults = [200, 200, 200, 503, 503]
    with pytest.raises(StoreError, match="HTTP 503: no"):
        load(path, endpoints(store.url), batch=10, client=client(tries=2))
    assert len(store.graphs[""]) == 30
    sent: list[tuple[int, int]] = []
    store.posts = 0
    (loaded,) = load(path, endpoints(store.url), batch=10, client=client(), watch=lambda n, of: sent.append((n, of)))
    assert (loaded.before, loaded.after) == (0, 95) and store.posts == 7 and sent[0] == (4, 10)
    assert list((tmp_path / "state" / "kg" / "load").iterdir()) == [], "nothing is left to go on with"


def test_another_file_starts_anew(store: Faulty, path: Path) -> None:
    store.faults = [200, 400]
    with pytest.raises(StoreError, match="HTTP 400"):
        load(path, endpoints(store.url), batch=10, client=client())
    path.write_text(path.read_text().replace("𠮷3", "金3"))
    store.posts = 0
    load(path, endpoints(store.url), batch=10, client=client())
    assert store.posts == 10


def test_a_refusal_is_told_at_once(store: Faulty, path: Path) -> None:
    store.faults = [400, 200]
    with pytest.raises(StoreError, match="HTTP 400: no"):
        load(path, endpoints(store.url), batch=10, client=client())
    assert store.posts == 1


def test_a_store_that_loses_triples_is_caught(store: Faulty, path: Path) -> None:
    store.faults = [200, -1]
    with pytest.raises(StoreError, match="holds 85 triples where 0 and the 95 of"):
        load(path, endpoints(store.url), batch=10, client=client())
    (loaded,) = load(path, endpoints(store.url), batch=10, empty=True, client=client())
    assert (loaded.before, loaded.after) == (0, 95)


def test_digest_credentials(store: Faulty, path: Path) -> None:
    store.secret = "secret"
    (loaded,) = load(path, endpoints(store.url), batch=50, client=client())
    assert loaded.after == 95
    with pytest.raises(StoreError, match="HTTP 401"):
        load(path, endpoints(store.url), client=Client("user", "wrong"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.ttl", "<a:a> .", "Parser error at line 1"),
        ("blank.ttl", "[] <a:p> <a:o> .", "has blank nodes"),
        ("term.nt", "<a:a> <a:p> <<( <a:a> <a:p> <a:a> )>> .", "triple terms"),
    ],
)
def test_nothing_is_sent_of_a_file_that_cannot_be_loaded(
    store: Faulty, path: Path, name: str, content: str, said: str
) -> None:
    bad = path.with_name(name)
    bad.write_text(content)
    with pytest.raises(InputError, match=said):
        load(bad, endpoints(store.url))
    assert store.posts == 0


def test_the_command(store: Faulty, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.secret = "secret"
    monkeypatch.setenv("KG_USER", "user")
    monkeypatch.setenv("KG_PASSWORD", "secret")
    result = CliRunner().invoke(kg, ["load", str(path), "--to", store.url])
    assert (result.exit_code, result.stdout) == (0, "default graph: 0 triples before, 95 in the file, 95 after\n")
    monkeypatch.setenv("KG_PASSWORD", "wrong")
    result = CliRunner().invoke(kg, ["load", str(path), "--to", store.url])
    assert result.exit_code == 2 and "HTTP 401" in result.stderr


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/store", "nowhere", "ftp://a.example/"])
def test_unreachable_stores(path: Path, url: str) -> None:
    result = CliRunner().invoke(kg, ["load", str(path), "--to", url, "--tries", "1"])
    assert result.exit_code == 2 and url.split("/store")[0] in result.stderr


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://h:1", Endpoints("http://h:1/store", "http://h:1/query", "http://h:1/update")),
        ("http://h:1/store", Endpoints("http://h:1/store", "http://h:1/query", "http://h:1/update")),
        ("http://h/ds/data", Endpoints("http://h/ds/data", "http://h/ds/query", "http://h/ds/update")),
        ("http://h/ds/update", Endpoints(None, "http://h/ds/query", "http://h/ds/update")),
        (
            "http://h/sparql-graph-crud-auth",
            Endpoints("http://h/sparql-graph-crud-auth", "http://h/sparql", "http://h/sparql-auth"),
        ),
        (
            "http://h/repositories/x/statements",
            Endpoints(
                *("http://h/repositories/x/rdf-graphs/service", "http://h/repositories/x"),
                "http://h/repositories/x/statements",
            ),
        ),
        ("http://h/any", Endpoints("http://h/any", "http://h/any", "http://h/any")),
    ],
)
def test_addresses_of_a_store(url: str, expected: Endpoints) -> None:
    assert endpoints(url) == expected
