"""Asking: prefixes bound, errors placed, time bounded, nothing reached but the files named."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kg.errors import InputError, QueryError
from kg.model import Knowledge
from kg.rdf import Bases, query, write
from kg.rdf.query import run

from .sample import IDS, sample

COMPANIES = "SELECT ?name WHERE { ?who a kg:Company ; rdfs:label ?name }"


def values(result: query.Result) -> list[list[str | None]]:
    return [[None if term is None else term.value for term in row] for row in result.rows]


def test_prefixes_are_bound(graph_file: Path) -> None:
    found = run(COMPANIES, graph_file)
    assert (found.form, found.variables, values(found)) == ("SELECT", ("name",), [["云帆集团"]])


def test_own_prefixes_go_first(graph_file: Path) -> None:
    asked = "PREFIX kg: <https://nowhere.example/> ASK { ?who a kg:Company }"
    assert run(asked, graph_file).answer is False


def test_ask_construct_and_describe(graph_file: Path) -> None:
    assert run("ASK { ?who a kg:Company }", graph_file).answer is True
    made = run("CONSTRUCT { ?who a schema:Organization } WHERE { ?who a kg:Company }", graph_file)
    assert (made.form, made.variables) == ("CONSTRUCT", ("subject", "predicate", "object"))
    assert [row[2] for row in values(made)] == ["https://schema.org/Organization"]
    about = run(f"DESCRIBE kgid:{IDS['云帆集团']}", graph_file)
    assert about.form == "CONSTRUCT" and len(about.rows) == 6


def test_unbound_is_none(graph_file: Path) -> None:
    asked = "SELECT ?name ?note { ?x a kg:Company ; rdfs:label ?name OPTIONAL { ?x skos:scopeNote ?note } }"
    assert values(run(asked, graph_file)) == [["云帆集团", None]]


def test_several_graphs_are_asked_together(graph_file: Path, tmp_path: Path) -> None:
    (tmp_path / "more.nt").write_text(
        "<https://kg.example.org/id/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://kg.example.org/ontology#Company> .\n"
    )
    counted = run("SELECT (COUNT(?x) AS ?n) { ?x a kg:Company }", [graph_file, tmp_path / "more.nt"])
    assert values(counted) == [["2"]]


def test_named_graphs_are_seen_as_one(tmp_path: Path) -> None:
    (tmp_path / "quads.nq").write_text('<https://a.example/s> <https://a.example/p> "o" <https://a.example/g> .\n')
    assert run("ASK { ?s ?p 'o' }", tmp_path / "quads.nq").answer is True
    assert values(run("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", tmp_path / "quads.nq")) == [["https://a.example/g"]]


def test_other_bases(knowledge: Knowledge, tmp_path: Path) -> None:
    bases = Bases("https://press.example/words#", "https://press.example/things/")
    write(knowledge, tmp_path / "graph.ttl", bases=bases)
    assert values(run(COMPANIES, tmp_path / "graph.ttl", bases=bases)) == [["云帆集团"]]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("SELECT ?x WHERE { ?x rdfs:label }", "query line 1, column 33: unexpected '}'"),
        ("SELECT ?x\nWHERE {\n  ?x rdfs:label '金水区'@zh ; ; . } }", "query line 3, column 35"),
        ("SELECT ?x\nWHERE { ?x foo:bar ?y }", "query line 2, column 12: unknown prefix foo: (known: foaf, kg, kgid,"),
        ("PREFIX a: <https://a.example/> SELECT * { ?x a:b foo:c }", "unknown prefix foo:"),
        ("SELEC ?x { ?x ?y ?z }", "column 1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with SELEC"),
        ("SELECT * { ?x ?y ?z", "the query ends too early"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "without grouping by it"),
        ("", "the query is empty"),
        ("# nothing\n", "the query is empty"),
    ],
)
def test_bad_syntax_is_placed(graph_file: Path, asked: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(asked, graph_file)
    assert said in str(caught.value)


def test_place_is_shown_below_chinese_text(graph_file: Path) -> None:
    with pytest.raises(QueryError) as caught:
        run("SELECT ?x { ?x rdfs:label '金水区'@zh ; foo:bar ?y }", graph_file)
    _, line, caret = str(caught.value).split("\n")
    assert caret.replace("\u3000", "x").index("^") == line.index("foo:bar")


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * {service silent<http://127.0.0.1/>{ ?s ?p ?o }}", "SERVICE"),
        ("SELECT * { ?s ?p '#' . SERVICE ?s { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p ?o FILTER(?s<?p) SERVICE ?s { ?s ?p ?o } FILTER(?s>?p) }", "SERVICE"),
        ("SELECT * { ?s kg:a\\'b ?o . SERVICE ?s { ?s kg:c\\'d ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p ''' ' ''' . SERVICE ?s { ?s ?p ''' ''' } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <http://127.0.0.1/> { ?s ?p ?o }", "FROM"),
        ("LOAD <file:///etc/passwd>", "LOAD"),
        ("PREFIX a: <b:> LOAD <file:///etc/passwd>", "LOAD"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "INSERT"),
        ("delete where { ?s ?p ?o }", "DELETE"),
        ("CLEAR ALL", "CLEAR"),
    ],
)
def test_reaching_out_and_changing_are_refused(graph_file: Path, asked: str, word: str) -> None:
    with pytest.raises(QueryError, match=f"{word} is refused"):
        run(asked, graph_file)


@pytest.mark.parametrize(
    "asked",
    [
        "ASK { ?service kg:from ?load } # SERVICE FROM LOAD",
        "ASK { ?s rdfs:label 'SERVICE', \"FROM\"@zh, '''LOAD''' }",
        "ASK { ?s <https://a.example/SERVICE> kg:FROM }",
    ],
)
def test_the_words_alone_do_no_harm(graph_file: Path, asked: str) -> None:
    assert run(asked, graph_file).answer is False


def test_nothing_is_reached_even_when_the_words_are_disguised(
    graph_file: Path, listener: tuple[str, list[str]]
) -> None:
    """The parser wants no space after SERVICE; what slips through finds no socket to open."""
    url, calls = listener
    with pytest.raises(QueryError):
        run(f"PREFIX SERVICEx: <{url}> SELECT * {{ SERVICEx:y {{ ?s ?p ?o }} }}", graph_file)
    with pytest.raises(QueryError):
        run(f"PREFIX x: <{url}> SELECT * {{ SERVICEx:y {{ ?s ?p ?o }} }}", graph_file)
    assert calls == []


def test_slow_query_is_stopped(graph_file: Path) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.5 seconds"):
        run("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", graph_file, timeout=0.5)
    assert time.monotonic() - began < 5


def test_unreadable_graphs_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl: No such file"):
        run("ASK {}", tmp_path / "none.ttl")
    with pytest.raises(InputError, match="Is a directory"):
        run("ASK {}", tmp_path)
    (tmp_path / "broken.ttl").write_text("<https://a.example/a> .")
    with pytest.raises(InputError, match=r"broken\.ttl: Parser error at line 1"):
        run("ASK {}", tmp_path / "broken.ttl")


def test_large_graphs_are_indexed_until_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "INDEX_FROM", 1000)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path, folder = tmp_path / "graph.ttl", tmp_path / "cache" / "kg" / "index"
    write(sample(), path)
    assert values(run(COMPANIES, path)) == [["云帆集团"]]
    (first,) = folder.iterdir()
    kept = {f: f.stat().st_mtime_ns for f in first.glob("*.sst")}
    assert kept and values(run(COMPANIES, path)) == [["云帆集团"]]
    assert {f: f.stat().st_mtime_ns for f in first.glob("*.sst")} == kept, "the index is used, not made anew"

    path.write_text(path.read_text().replace("云帆集团", "云峰集团"))
    os.utime(path, ns=(0, 0))
    assert values(run(COMPANIES, path)) == [["云峰集团"]]
    (second,) = folder.iterdir()
    assert second != first, "the stale index is gone"

    assert values(run(COMPANIES, path, index=False)) == [["云峰集团"]]
    path.write_text("broken " * 300)
    with pytest.raises(InputError, match="Parser error"):
        run(COMPANIES, path)
    assert list(folder.iterdir()) == [], "no half-built index is left"
