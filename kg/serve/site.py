"""What stands at which address: the query form, the endpoint, a page for every entity, the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from io import BytesIO
from typing import IO, Final
from urllib.parse import quote, urlsplit

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import QueryError
from kg.rdf.formats.jsonld import files as json_ld
from kg.rdf.formats.nt import files as n_triples
from kg.rdf.namespaces import RDFS, SKOS, Bases
from kg.rdf.questions import questions
from kg.rdf.sparql import refuse
from kg.rdf.turtle import turtle_of
from kg.rdf.vocabulary import folder, ontology, source
from kg.serve.entity import neighbourhood, page, statements_in
from kg.serve.negotiate import GRAPHS, ROWS, SHORT, choose
from kg.serve.pool import Busy, Overrun, Pool, Unacceptable
from kg.serve.protocol import BadRequest, asked, description, parameters

__all__ = ["Request", "Response", "Site"]

_ROWS_CUT: Final = "KG-Row-Limit"
_PAGE: Final = 100_000
"""The most triples that an entity's page is made of."""

_ASSETS: Final = {
    "/form/style.css": "text/css; charset=utf-8",
    "/form/form.js": "text/javascript; charset=utf-8",
}
_ENTITY: Final = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A GET (HEAD counts as one) or POST: `path` as sent, `host` what the client calls this server."""

    method: str
    path: str
    query: str = ""
    host: str = "localhost"
    accept: str = ""
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """A status, the headers beside the length, and the body: a file open at its start, `size` bytes long."""

    status: int
    headers: dict[str, str]
    size: int
    body: IO[bytes]


@dataclass(slots=True)
class Site:
    """The whole site over a pool of query processes. `respond` may be called from any thread."""

    pool: Pool
    bases: Bases
    names: Mapping[str, str] = field(init=False)
    _kept: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        words = ontology(self.bases)
        labels = words.subject_objects(RDFS.label)
        named = {str(term): str(label) for term, label in labels if getattr(label, "language", None) == "zh"}
        self.names = {**named, str(SKOS.altLabel): "又称", str(SKOS.scopeNote): "注", str(RDFS.label): "名称"}
        form = files("kg.serve") / "form"
        self._kept = {path: (form / path.rpartition("/")[2]).read_bytes() for path in _ASSETS}
        page = (form / "form.html").read_text(encoding="utf-8")
        self._kept["/"] = page.replace("{entities}", escape(urlsplit(self.bases.entities).path)).encode()
        self._kept["/questions.json"] = json.dumps(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "description": one.description,
                    "parameters": [
                        {"name": p.name, "variable": p.variable, "kind": p.kind, "required": p.required, "zh": p.zh}
                        for p in one.parameters
                    ],
                    "query": one.query,
                }
                for one in questions(bases=self.bases)
            ],
            ensure_ascii=False,
        ).encode()

    def respond(self, request: Request) -> Response:
        """The answer to a request; a problem of the client's is one in plain text, never an exception."""
        try:
            return self._route(request)
        except BadRequest as error:
            return _plain(error.status, str(error))
        except Unacceptable as error:
            offers = GRAPHS if error.form == "CONSTRUCT" else ROWS
            return _plain(406, f"{error}; there are {', '.join(offers)}")
        except Busy as error:
            return _plain(503, str(error), {"Retry-After": "5"})
        except Overrun as error:
            return _plain(504, str(error))
        except QueryError as error:
            return _plain(400, str(error))

    def _route(self, request: Request) -> Response:
        path, words = request.path, urlsplit(self.bases.vocabulary).path.rstrip("/") or "/ontology"
        entities = urlsplit(self.bases.entities).path
        if path == "/sparql":
            return self._sparql(request)
        if request.method == "POST":
            raise BadRequest("POST a query to /sparql", 405)
        if path in _ASSETS:
            return _whole(200, _ASSETS[path], self._kept[path])
        if path == "/questions.json":
            return _whole(200, "application/json; charset=utf-8", self._kept[path])
        if path == "/":
            return self._sparql(request)
        if path == "/entity":
            return self._entity(dict(parameters(request.query)).get("iri", ""), "", request)
        if path == words:
            return self._vocabulary(request)
        if self.bases.entities.endswith("/") and path.startswith(entities):
            name, dot, ending = path.removeprefix(entities).partition(".")
            if not dot or ending in _ENTITY.values():
                return self._entity(self.bases.entities + name, ending, request)
        raise BadRequest(f"there is nothing at {path}", 404)

    def _sparql(self, request: Request) -> Response:
        query = asked(request.method, request.query, request.content_type, request.body)
        wants_page = request.method == "GET" and choose(request.accept, (*ROWS, *GRAPHS, "text/html")) == "text/html"
        if query is None or (wants_page and not query.format):
            return self._about(request)
        accept = SHORT.get(query.format or "", request.accept)  # clients send other names too, and mean their Accept
        refuse(query.query)
        answer = self.pool.ask(
            query.query,
            rows=choose(accept, ROWS),
            graph=choose(accept, GRAPHS),
            link=f"http://{request.host}/#row-limit-{self.pool.limits.rows}",
            default=query.default,
            named=query.named,
        )
        headers = {"Content-Type": _with_charset(answer.media)}
        if answer.cut:
            headers[_ROWS_CUT] = f"{self.pool.limits.rows}; the answer was cut off there"
        return Response(200, headers, answer.size, answer.body)

    def _about(self, request: Request) -> Response:
        """The query form for people, the service description for programs."""
        media = _chosen(request, ("text/html", *GRAPHS))
        if media == "text/html":
            return _whole(200, "text/html; charset=utf-8", self._kept["/"])
        told = description(f"http://{request.host}/sparql", self.pool.triples)
        return _whole(200, media, _as(media, told.encode()))

    def _vocabulary(self, request: Request) -> Response:
        media = _chosen(request, ("text/html", *GRAPHS))
        if media == "text/html":
            return _whole(200, "text/html; charset=utf-8", (folder() / "reference.html").read_bytes())
        return _whole(200, media, _as(media, source("kg.ttl", self.bases).encode()))

    def _entity(self, iri: str, ending: str, request: Request) -> Response:
        media = SHORT[ending] if ending else _chosen(request, tuple(_ENTITY))
        if not iri.startswith(self.bases.entities) or any(c in '<>"{}|\\^` ' or c < "!" for c in iri):
            raise BadRequest("there is no such entity", 404)
        answer = self.pool.ask(neighbourhood(iri), rows=None, graph="application/n-triples", limit=_PAGE)
        with answer.body:
            told = statements_in(answer.body.read())
        if not told:
            raise BadRequest(f"there is no entity {iri}", 404)
        if media == "text/turtle":
            body = turtle_of(told, self.bases)
        elif media == "application/ld+json":
            body = json_ld(told, self.bases)[".jsonld"]
        elif media == "application/n-triples":
            body = n_triples(told, self.bases)[".nt"]
        else:
            at = self._link(iri)
            other = {SHORT[end]: f"{at}.{end}" for end in ("ttl", "jsonld", "nt") if "?" not in at}
            body = page(iri, told, bases=self.bases, names=self.names, link=self._link, other=other).encode()
        return _whole(200, _with_charset(media), body, {"Vary": "Accept"})

    def _link(self, iri: str) -> str:
        """Where an entity's page stands: at the path of its own IRI where that has one to itself."""
        base = self.bases.entities
        if not iri.startswith(base):
            return iri
        return (
            urlsplit(base).path + iri.removeprefix(base) if base.endswith("/") else f"/entity?iri={quote(iri, safe='')}"
        )


def _chosen(request: Request, offers: tuple[str, ...]) -> str:
    """Which of the media types on offer the client would rather have. Raises BadRequest when it takes none."""
    media = choose(request.accept, offers)
    if media is None:
        raise BadRequest(f"there are {', '.join(offers)}", 406)
    return media


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _as(media: str, turtle: bytes) -> bytes:
    """Turtle in another of the formats for graphs."""
    if media.endswith("turtle"):
        return turtle
    triples = (quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))
    return serialize(triples, format=RdfFormat.from_media_type(media)) or b""


def _plain(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    return _whole(status, "text/plain; charset=utf-8", f"{message}\n".encode(), headers)


def _whole(status: int, media: str, body: bytes, headers: Mapping[str, str] | None = None) -> Response:
    return Response(status, {"Content-Type": media, **(headers or {})}, len(body), BytesIO(body))
