"""The SPARQL 1.1 Protocol, read-only, as clients speak it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results
from rdflib import Graph
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.rdf.query import run
from kg.serve.negotiate import GRAPHS, ROWS, choose

from .conftest import SECONDS, SLOW, Answer, Site, serving

NAMES = "SELECT ?x ?name { ?x a kg:Company ; rdfs:label ?name } ORDER BY ?name"
ODD = r"""SELECT ?s ?t ?l ?d ?n ?u { BIND(kgid:x AS ?s) BIND("a\t\"b\"\n<c>&\r𠮷" AS ?t) BIND("金水区"@zh AS ?l)
 BIND(12.5 AS ?d) BIND("2023"^^xsd:gYear AS ?n) }"""
FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
}


def solutions(answer: Answer) -> list[tuple[object, ...]]:
    media = answer.headers["content-type"].partition(";")[0]
    found = parse_query_results(answer.body, format=FORMATS[media])
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [tuple(row[name] for name in names) for row in found]


@pytest.mark.parametrize("media", FORMATS)
@pytest.mark.parametrize("query", [NAMES, ODD])
def test_rows_in_every_format(site: Site, graph_file: Path, media: str, query: str) -> None:
    answer = site.ask(query, media)
    assert answer.status == 200 and answer.headers["content-type"].startswith(media)
    assert solutions(answer) == list(run(query, graph_file).rows)


def test_rows_as_csv(site: Site, graph_file: Path) -> None:
    answer = site.ask(ODD)
    (row,) = run(ODD, graph_file).rows
    found = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert found == [["s", "t", "l", "d", "n", "u"], ["" if term is None else term.value for term in row]]


@pytest.mark.parametrize("media", [*FORMATS, "text/csv"])
def test_yes_and_no_in_every_format(site: Site, media: str) -> None:
    assert "true" in site.ask("ASK { ?x a kg:Company }", media).text
    assert "false" in site.ask("ASK { ?x a kg:Nothing }", media).text


@pytest.mark.parametrize("media", [media for media in GRAPHS if media != "application/x-turtle"])
def test_graphs_in_every_format(site: Site, graph_file: Path, media: str) -> None:
    query = "CONSTRUCT { ?x rdfs:label ?name } WHERE { ?x a kg:Company ; rdfs:label ?name }"
    answer = site.ask(query, media)
    found = {
        (quad.subject, quad.predicate, quad.object)
        for quad in parse(answer.body, format=RdfFormat.from_media_type(media))
    }
    assert found == set(run(query, graph_file).rows) and len(found) > 1


def test_three_ways_to_ask(site: Site) -> None:
    by_get = site.ask(NAMES)
    form = urlencode({"query": NAMES}).encode()
    by_form = site.send("POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded", Accept="text/csv")
    direct = {"Content_Type": "application/sparql-query; charset=utf-8", "Accept": "text/csv"}
    by_body = site.send("POST", "/sparql", NAMES.encode(), **direct)
    assert by_get.status == 200 and by_get.body == by_form.body == by_body.body
    head = site.send("HEAD", f"/sparql?query={quote(NAMES)}", Accept="text/csv")
    assert head.body == b"" and head.headers["content-length"] == str(len(by_get.body))


def test_percent_encoded_iris_stay_what_they_are(tmp_path: Path) -> None:
    """In a form POST %25E9 is the IRI's own %E9, and 金 is not %E9%87%91."""
    path = tmp_path / "odd.nt"
    path.write_text(
        '<https://a.example/%E9> <https://a.example/p> "percent" .\n'
        '<https://a.example/é> <https://a.example/p> "letter" .\n'
    )
    with serving(path, workers=1) as site:
        for iri, said in (("https://a.example/%E9", "percent"), ("https://a.example/é", "letter")):
            form = urlencode({"query": f"SELECT ?o {{ <{iri}> ?p ?o }}"}).encode()
            answer = site.send(
                "POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded", Accept="text/csv"
            )
            assert answer.text.split() == ["o", said]


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        (NAMES, "text/turtle", 406),
        (NAMES, "image/png", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/html, application/n-triples;q=0.1", 200),
        (NAMES, "", 200),
        (NAMES, "text/csv;q=0, */*", 200),
        ("SELECT ?x WHERE { ?x rdfs:label }", "text/csv", 400),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "text/csv", 400),
    ],
)
def test_status_of_an_answer(site: Site, query: str, accept: str, status: int) -> None:
    answer = site.ask(query, accept, **({"format": "nt"} if "html" in accept else {}))
    assert answer.status == status
    assert answer.headers["access-control-allow-origin"] == "*"


def test_refusal_names_what_there_is(site: Site) -> None:
    assert all(media in site.ask(NAMES, "image/png").text for media in ROWS)
    assert "query line 1, column 33: unexpected '}'" in site.ask("SELECT ?x WHERE { ?x rdfs:label }").text


@pytest.mark.parametrize(
    ("method", "path", "body", "media", "status"),
    [
        ("POST", "/sparql", b"SELECT", "text/plain", 415),
        ("POST", "/sparql", b"", "application/x-www-form-urlencoded", 400),
        ("POST", "/sparql", b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-update", 415),
        ("POST", "/sparql", b"query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        ("POST", "/sparql", b"query=%FF", "application/x-www-form-urlencoded", 400),
        ("POST", "/sparql", b"\xff", "application/sparql-query", 400),
        ("POST", "/", b"ASK {}", "application/sparql-query", 405),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", None, "", 400),
        ("GET", "/nothing", None, "", 404),
        ("GET", "/form/../../etc/passwd", None, "", 404),
        ("PUT", "/sparql", b"x", "text/turtle", 405),
        ("DELETE", "/sparql", None, "", 405),
    ],
)
def test_wrong_requests(site: Site, method: str, path: str, body: bytes | None, media: str, status: int) -> None:
    headers = {"Content_Type": media} if media else {}
    assert site.send(method, path, body, **headers).status == status
    assert site.ask("ASK {}").status == 200


def test_oversized_query_is_refused_unread(site: Site) -> None:
    assert site.send("POST", "/sparql", None, Content_Length=str(1 << 40)).status == 413


def test_preflight_is_answered(site: Site) -> None:
    asked = {"Origin": "https://a.example", "Access_Control_Request_Method": "POST"}
    answer = site.send("OPTIONS", "/sparql", **asked)
    assert answer.status == 204 and "POST" in answer.headers["access-control-allow-methods"]


def test_data_set_of_the_protocol(tmp_path: Path) -> None:
    path = tmp_path / "two.nq"
    path.write_text('<a:a> <a:p> "1" <https://a.example/1> .\n<a:a> <a:p> "2" <https://a.example/2> .\n')
    with serving(path, workers=1) as site:
        query = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
        assert site.ask(query).text.split() == ["o", "1", "2"], "all named graphs taken together"
        one = {"default-graph-uri": "https://a.example/2"}
        assert site.ask(query, **one).text.split() == ["o", "2"]
        named = {"named-graph-uri": ["https://a.example/1"]}
        assert site.ask("SELECT ?o { GRAPH ?g { ?s ?p ?o } }", **named).text.split() == ["o", "1"]


def test_service_describes_itself(site: Site) -> None:
    answer = site.send("GET", "/sparql", Accept="text/turtle")
    told = Graph().parse(data=answer.body, format="turtle")
    (endpoint,) = told.query(
        "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query }",
        initNs={"sd": "http://www.w3.org/ns/sparql-service-description#"},
    )
    assert str(endpoint[0]) == site.endpoint
    for media in GRAPHS:
        same = site.send("GET", "/sparql", Accept=media)
        form = RdfFormat.from_media_type(media)
        assert same.status == 200 and len(list(parse(same.body, format=form))) == len(told)
    assert "<form" in site.send("GET", "/sparql", Accept="text/html,*/*;q=0.8").text


def test_sparqlwrapper_is_served(site: Site) -> None:
    client = SPARQLWrapper(site.endpoint)
    client.setQuery(f"PREFIX kg: <https://kg.example.org/ontology#> {NAMES}")
    client.setReturnFormat(JSON)
    names = [row["name"]["value"] for row in client.queryAndConvert()["results"]["bindings"]]
    assert names == sorted(names) and "星河集团" in names
    client.setMethod(POST)
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == len(names)
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().count("\r\n") == len(names) + 1
    client.setQuery(
        "DESCRIBE <https://kg.example.org/ontology#Company> ?x { ?x a <https://kg.example.org/ontology#Company> }"
    )
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) > 5


def test_curl_is_served(site: Site) -> None:
    assert shutil.which("curl")
    words = ["curl", "-sSf", "-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}", site.endpoint]
    assert "星河集团" in subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout


def test_row_limit_says_so(site: Site) -> None:
    every = "SELECT ?s ?p ?o { ?s ?p ?o }"
    answer = site.ask(every, "application/sparql-results+json")
    told = json.loads(answer.body)
    assert len(told["results"]["bindings"]) == 50 and told["head"]["link"] == [f"{site.server.url}#row-limit-50"]
    assert answer.headers["kg-row-limit"].startswith("50;")
    xml = ElementTree.fromstring(site.ask(every, "application/sparql-results+xml").body)
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert len(xml.findall(f"{space}results/{space}result")) == 50 and xml.find(f"{space}head/{space}link") is not None
    graph = site.ask("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
    assert (
        graph.text.endswith("# cut off after 50 triples\n")
        and len(list(parse(graph.body, format=RdfFormat.TURTLE))) == 50
    )
    assert "kg-row-limit" not in site.ask(f"{every} LIMIT 50").headers


def test_slow_query_is_stopped_and_the_rest_goes_on(site: Site) -> None:
    stopped: list[Answer] = []
    slow = threading.Thread(target=lambda: stopped.append(site.ask(SLOW)))
    slow.start()
    time.sleep(0.2)
    took = []
    while slow.is_alive():
        began = time.monotonic()
        assert site.ask(NAMES).status == 200
        took.append(time.monotonic() - began)
    assert stopped[0].status == 504 and "stopped after 2 seconds" in stopped[0].text
    assert len(took) > 5 and max(took) < SECONDS


def test_memory_is_bounded(site: Site) -> None:
    greedy = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
    answer = site.ask(greedy)
    assert answer.status == 504 and ("300 MiB of memory" in answer.text or "stopped after" in answer.text)
    assert site.ask(NAMES).status == 200


def test_with_all_processes_busy_the_next_is_put_off(graph_file: Path) -> None:
    from kg.serve.pool import Limits

    with serving(graph_file, workers=1, limits=Limits(seconds=1.0)) as site:
        answers: list[int] = []
        threads = [threading.Thread(target=lambda: answers.append(site.ask(SLOW).status)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(answers) == {503, 504}


def test_nothing_else_is_reached(site: Site, listener: tuple[str, list[str]]) -> None:
    url, calls = listener
    for query in (
        f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        f"PREFIX x: <{url}> SELECT * {{ SERVICEx:y {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        f"LOAD <{url}>",
        f"SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    ):
        assert site.ask(query).status == 400, query
    assert site.ask("SELECT * { ?s ?p ?o }", **{"default-graph-uri": "file:///etc/passwd"}).text.count("\n") == 1
    assert calls == []


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("a/*", "a/x"),
        ("b/z", "b/z"),
        ("A/Y", "a/y"),
        ("a/*;q=0.2, a/y;q=0.9, b/z;q=0.8", "a/y"),
        ("a/x;q=0, */*", "a/y"),
        ("a/x; charset=utf-8; q=0.1, b/z;q=.5", "b/z"),
        ("c/c", None),
        ("a/x;q=0", None),
        ("nonsense", None),
    ],
)
def test_choice_of_a_format(accept: str, chosen: str | None) -> None:
    assert choose(accept, ("a/x", "a/y", "b/z")) == chosen
