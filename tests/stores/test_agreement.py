"""What a store answers is what Oxigraph's library answers about the file, names beyond the BMP included."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from pyoxigraph import parse

from kg.rdf.client import Client, StoreError
from kg.rdf.load import load
from kg.rdf.query import run

from .conftest import GRAPH, Store, rows

PREFIXES = """
PREFIX kg: <https://kg.example.org/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
QUESTIONS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT ?class (COUNT(?x) AS ?n) { ?x a ?class } GROUP BY ?class",
    "names": "SELECT ?x ?name { ?x a kg:Person ; rdfs:label|skos:altLabel ?name }",
    "rare characters": 'SELECT ?x ?name { ?x rdfs:label ?name FILTER(CONTAINS(STR(?name), "𠮷")) }',
    "figures": "SELECT ?who ?indicator ?unit ?text { ?x rdfs:label ?who ; kg:hasObservation ?o . "
    "?o kg:indicator ?indicator ; kg:unit ?unit ; kg:valueText ?text ; kg:value ?v FILTER(?v > 1000000) }",
    "paths": "SELECT ?name ?place { ?x rdfs:label ?name ; kg:locatedIn/rdfs:label ?place }",
    "evidence": "SELECT ?quote ?begin ?end { ?e a kg:Evidence ; rdf:predicate kg:investsIn ; kg:quote ?quote ; "
    'kg:beginIndex ?begin ; kg:endIndex ?end FILTER(LANG(?quote) = "zh") }',
}


def expected(path: Path, query: str) -> list[tuple[str, ...]]:
    found = run(query, path, index=False).rows
    return sorted(tuple("" if term is None else term.value for term in row) for row in found)


def triples(path: Path) -> int:
    return len({(q.subject, q.predicate, q.object) for q in parse(path=str(path))})


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def filled(request: pytest.FixtureRequest, output: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that `load` has filled with the graph."""
    store: Store = request.getfixturevalue(request.param)
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))
    path = output / "graph.ttl"
    client = Client(store.user, store.password)
    (loaded,) = load(path, store.endpoints, graph=store.graph, empty=True, batch=3000, client=client)
    assert (loaded.before, loaded.told, loaded.after) == (0, triples(path), triples(path))
    return store


@pytest.mark.parametrize("name", QUESTIONS)
def test_store_answers_alike(filled: Store, output: Path, name: str) -> None:
    query = PREFIXES + QUESTIONS[name]
    answers = expected(output / "graph.ttl", query)
    assert answers and filled.ask(query) == answers


def test_jena_takes_the_files_and_answers_alike(
    jena: Callable[..., subprocess.CompletedProcess[str]], output: Path, tmp_path: Path
) -> None:
    checked = jena("riotcmd.riot", "--validate", *(output / f"graph.{form}" for form in ("ttl", "nt", "trig", "nq")))
    assert checked.returncode == 0 and "WARN" not in checked.stderr and "ERROR" not in checked.stderr, checked.stderr
    assert jena("tdb2.tdbloader", "--loc", tmp_path / "db", output / "graph.ttl").returncode == 0
    for name in ("triples", "names", "rare characters", "figures", "paths"):
        query = QUESTIONS[name]
        found = jena("tdb2.tdbquery", "--loc", tmp_path / "db", "--results=csv", PREFIXES + query)
        assert found.returncode == 0, found.stderr
        assert rows(found.stdout) == expected(output / "graph.ttl", PREFIXES + query), name


def test_jena_tells_an_impossible_date(jena: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    """So the check of the files above can fail."""
    bad = tmp_path / "bad.ttl"
    bad.write_text('<a:a> <a:b> "2023-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .\n')
    checked = jena("riotcmd.riot", "--validate", bad)
    assert checked.returncode == 1 and "2023-02-30" in checked.stderr


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
def test_an_article_can_be_replaced_and_withdrawn(request: pytest.FixtureRequest, output: Path, name: str) -> None:
    store: Store = request.getfixturevalue(name)
    client = Client(store.user, store.password)
    first = load(output / "graph.trig", store.endpoints, empty=True, client=client)
    assert len(first) > 11 and all(one.after == one.told for one in first)
    again = load(output / "graph.trig", store.endpoints, empty=True, client=client)
    assert [(one.graph, one.told, one.before, one.after) for one in again] == [
        (one.graph, one.told, 0, one.told) for one in first
    ]
    for one in first:
        count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{one.graph}> {{ ?s ?p ?o }} }}"
        assert Store(store.endpoints).ask(count) == [(str(one.told),)]
        place, mark = store.endpoints.graphs, "graph-uri" if name == "virtuoso" else "graph"
        client.send("DELETE", f"{place}?{urlencode({mark: one.graph})}")
        assert Store(store.endpoints).ask(count) == [("0",)]


def test_virtuoso_cuts_answers_off_in_silence(virtuoso: Store, tmp_path: Path) -> None:
    """What the documentation warns of: 10,000 rows and no error. Pages get them all."""
    many = tmp_path / "many.nt"
    many.write_text(
        "".join(f"<https://a.example/{n}> <https://a.example/p> <https://a.example/o> .\n" for n in range(10500))
    )
    other = Store(virtuoso.endpoints, "https://a.example/many")
    client = Client(virtuoso.user, virtuoso.password)
    load(many, virtuoso.endpoints, graph=other.graph, empty=True, client=client)
    assert len(other.ask("SELECT ?s { ?s ?p ?o }")) == 10_000
    page = "SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } } LIMIT 10000 OFFSET 10000"
    assert len(other.ask(page)) == 500


def test_virtuoso_has_no_default_graph(virtuoso: Store, output: Path) -> None:
    with pytest.raises(StoreError, match="no default graph: name one"):
        load(output / "graph.ttl", virtuoso.endpoints)


def test_wrong_password_is_told_at_once(virtuoso: Store, output: Path) -> None:
    with pytest.raises(StoreError, match="HTTP 401"):
        load(output / "graph.ttl", virtuoso.endpoints, graph=GRAPH, client=Client("dba", "wrong"))


def test_stores_without_a_graph_store_take_updates(oxigraph: Store, output: Path) -> None:
    """The Graph Store's address is wrong here, so Update has to do."""
    where = oxigraph.endpoints
    odd = type(where)(where.graphs.replace("/store", "/nothing"), where.query, where.update)  # type: ignore[union-attr]
    (loaded,) = load(output / "graph.ttl", odd, graph="https://a.example/update", empty=True, batch=4000)
    assert loaded.after == loaded.told > 0
    with pytest.raises(StoreError, match="nothing"):
        load(output / "graph.ttl", type(where)(odd.graphs, where.query, odd.graphs or ""), graph="https://a.example/x")
    with pytest.raises(HTTPError):
        urlopen(Request(odd.graphs or "", b"", method="POST"), timeout=5)
