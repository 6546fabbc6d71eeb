"""The SPARQL 1.1 Protocol: what a request asks, and how the service describes itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from kg.errors import KgError
from kg.serve.negotiate import GRAPHS, ROWS

__all__ = ["Asked", "BadRequest", "asked", "description", "parameters"]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")


class BadRequest(KgError):
    """A request that is not as it should be, with the HTTP status to answer it."""

    def __init__(self, problem: str, status: int = 400) -> None:
        super().__init__(problem)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the data set that it is asked of (both empty: all there is); `format` goes before Accept."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str | None = None


def parameters(text: str) -> list[tuple[str, str]]:
    """The fields of a query string or form. Raises BadRequest for bytes that are not UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise BadRequest("the request is not in UTF-8") from None
    except ValueError as error:
        raise BadRequest(str(error)) from None


def asked(method: str, query_string: str, content_type: str = "", body: bytes = b"") -> Asked | None:
    """What a GET or POST asks; None for a GET that asks nothing and so wants to know about the service.

    Raises BadRequest for an update, for several queries or none, for what is not UTF-8 and for another kind of POST.
    """
    fields = parameters(query_string)
    kind = content_type.partition(";")[0].strip().lower()
    if method == "POST":
        if kind not in (FORM, QUERY):
            raise BadRequest(f"POST a query as {FORM} or {QUERY}", 415)
        try:
            text = body.decode()
        except UnicodeDecodeError:
            raise BadRequest("the request is not in UTF-8") from None
        fields += [("query", text)] if kind == QUERY else parameters(text)
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    if "update" in found:
        raise BadRequest("this endpoint only reads: updates are refused", 403)
    queries = found.get("query", [])
    if not queries and method != "POST":
        return None
    if len(queries) != 1:
        raise BadRequest(f"a request holds one query; this one holds {len(queries)}")
    graphs = {name: tuple(found.get(f"{name}-graph-uri", ())) for name in ("default", "named")}
    for iri in (*graphs["default"], *graphs["named"]):
        if not _IRI.fullmatch(iri):
            raise BadRequest(f"not an absolute IRI: {iri!r}")
    return Asked(queries[0], graphs["default"], graphs["named"], _last(found, "format"))


def description(endpoint: str, triples: int) -> str:
    """The service description (SPARQL 1.1 Service Description), in Turtle."""
    names = {
        "application/sparql-results+json": "SPARQL_Results_JSON",
        "application/sparql-results+xml": "SPARQL_Results_XML",
        "text/csv": "SPARQL_Results_CSV",
        "text/tab-separated-values": "SPARQL_Results_TSV",
        "text/turtle": "Turtle",
        "application/n-triples": "N-Triples",
        "application/ld+json": "JSON-LD",
        "application/rdf+xml": "RDF_XML",
    }
    formats = ", ".join(f"<{_FORMATS}{names[media]}>" for media in (*ROWS, *GRAPHS) if media in names)
    return f"""@prefix sd: <{_SD}> .
@prefix void: <http://rdfs.org/ns/void#> .

<{endpoint}#service> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {formats} ;
    sd:defaultDataset <{endpoint}#dataset> .

<{endpoint}#dataset> a sd:Dataset ;
    sd:defaultGraph <{endpoint}#graph> .

<{endpoint}#graph> a sd:Graph ;
    void:triples {triples} .
"""


def _last(found: Mapping[str, list[str]], name: str) -> str | None:
    return found[name][-1] if name in found else None
