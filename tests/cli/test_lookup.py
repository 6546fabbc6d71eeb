"""`kg query`, `show`, `why`, `why-not`, `stats`, `validate`, `verify`: asking a finished graph."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph

from .conftest import PAGE, Built, Run

NAMES = "SELECT ?name WHERE { ?x a kg:Journalist ; rdfs:label ?name } ORDER BY ?name"


def test_query_answers_in_every_format(built: Built, run: Run) -> None:
    table = run("query", NAMES, "--graph", built.graph)
    assert table.exit_code == 0 and "方晓" in table.stdout and "林一舟" in table.stdout
    rows = list(csv.reader(io.StringIO(run("query", NAMES, "--graph", built.graph, "--format", "csv").stdout)))
    assert rows[0] == ["name"] and {row[0] for row in rows[1:]} == {"方晓", "林一舟"}
    data = json.loads(run("query", NAMES, "--graph", built.graph, "--format", "json").stdout)
    assert {row["name"]["value"] for row in data["results"]["bindings"]} == {"方晓", "林一舟"}
    drawn = run("query", "CONSTRUCT WHERE { ?x a kg:Journalist }", "--graph", built.graph, "--format", "ttl")
    assert len(Graph().parse(data=drawn.stdout, format="turtle")) == 2


def test_query_reads_a_file_and_standard_input(built: Built, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "who.rq"
    path.write_text("\ufeff" + NAMES, encoding="utf-8")
    expected = run("query", NAMES, "--graph", built.graph).stdout
    assert run("query", path, "--graph", built.graph).stdout == expected
    assert run("query", "-", "--graph", built.graph, stdin=NAMES).stdout == expected


def test_query_that_finds_nothing_is_no_failure(built: Built, run: Run) -> None:
    assert run("query", "SELECT ?x WHERE { ?x a kg:Road }", "--graph", built.graph).exit_code == 0


@pytest.mark.parametrize("query", ["SELECT ?x WHERE {", "nonsense", "none.rq", "INSERT DATA { <a:b> <a:b> <a:b> }"])
def test_query_that_is_wrong_is_status_2(built: Built, run: Run, query: str) -> None:
    result = run("query", query, "--graph", built.graph)
    assert result.exit_code == 2 and result.stderr.startswith("kg: ") and not result.stdout


@pytest.mark.parametrize(
    "command", [("query", NAMES), ("show", "登封市"), ("why", "a", "b", "c"), ("stats",), ("validate",)]
)
def test_a_graph_that_cannot_be_read_is_status_2(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    missing = run(*command, "--graph", tmp_path / "none.ttl")
    assert missing.exit_code == 2 and "none.ttl" in missing.stderr
    (tmp_path / "bad.ttl").write_text("<a> <b>", encoding="utf-8")
    broken = run(*command, "--graph", tmp_path / "bad.ttl")
    assert broken.exit_code == 2 and "bad.ttl" in broken.stderr


def test_show_gives_classes_facts_quotes_and_headlines(built: Built, run: Run) -> None:
    result = run("show", "登封市", "--graph", built.graph)
    assert result.exit_code == 0
    assert result.stdout.startswith("登封市  CountyLevelCity  kgid:place-")
    assert "locatedIn → 郑州市" in result.stdout and "登封市召开招商引资大会" in result.stdout and "「" in result.stdout
    (thing,) = json.loads(run("show", "登封市", "--graph", built.graph, "--json").stdout)
    witnesses = [witness for link in thing["said"] for witness in link["witnesses"]]
    assert witnesses and all(PAGE[w["begin"] : w["end"]] == w["quote"] for w in witnesses)


def test_show_of_part_of_a_name_lists_or_shows(built: Built, run: Run) -> None:
    only = run("show", "林一", "--graph", built.graph)
    assert only.exit_code == 0 and only.stdout.startswith("林一舟 ")
    several = run("show", "蓝岸", "--graph", built.graph)
    assert several.exit_code == 1 and "蓝岸科技有限公司" in several.stdout
    nobody = run("show", "无此人", "--graph", built.graph)
    assert nobody.exit_code == 1 and "无此人" in nobody.stderr and not nobody.stdout


def test_why_shows_quote_offsets_and_rule(built: Built, run: Run) -> None:
    result = run("why", "登封市", "locatedIn", "郑州市", "--graph", built.graph)
    assert result.exit_code == 0 and "rule " in result.stdout and built.page.name in result.stdout
    (link,) = json.loads(run("why", "登封市", "kg:locatedIn", "郑州市", "--graph", built.graph, "--json").stdout)
    assert link["stated"] and all(PAGE[w["begin"] : w["end"]] == w["quote"] for w in link["witnesses"])
    assert run("why", "登封市", "-", "郑州市", "--graph", built.graph).exit_code == 0


def test_why_of_what_is_not_said_tells_what_is(built: Built, run: Run) -> None:
    result = run("why", "登封市", "visits", "郑州市", "--graph", built.graph)
    assert result.exit_code == 1 and not result.stdout
    assert "it says: 登封市 locatedIn 郑州市" in result.stderr


def test_why_not_needs_a_rule_that_there_is(run: Run) -> None:
    result = run("why-not", "no-such-rule", "登封市召开大会。")
    assert result.exit_code == 2 and "no-such-rule" in result.stderr


def test_why_not_shows_where_each_pattern_stopped(built: Built, run: Run) -> None:
    rules = json.loads(run("stats", "--graph", built.graph, "--json").stdout)["rules"]
    shown = [run("why-not", rule, "蓝岸科技有限公司。") for rule in rules]
    told = [result for result in shown if result.exit_code == 0]
    assert told and all("pattern 1" in result.stdout for result in told)


def test_stats_counts(built: Built, run: Run) -> None:
    counts = json.loads(run("stats", "--graph", built.graph, "--json").stdout)
    assert counts["classes"]["NewsArticle"] == 1 and counts["classes"]["Journalist"] == 2
    assert counts["triples"] == len(Graph().parse(built.graph))
    shown = run("stats", "--graph", built.graph).stdout
    assert "NewsArticle" in shown and "hasReporter" in shown


def test_the_build_conforms_and_a_broken_graph_does_not(built: Built, run: Run, tmp_path: Path) -> None:
    assert run("validate", "--graph", built.graph).exit_code == 0
    broken = tmp_path / "broken.ttl"
    label = 'rdfs:label "登封市"@zh'
    turtle = built.graph.read_text(encoding="utf-8")
    assert label in turtle
    broken.write_text(turtle.replace(label, label + ', "另一名"@zh'), encoding="utf-8")
    result = run("validate", "--graph", broken)
    assert result.exit_code == 1 and result.stdout


def test_verify_finds_a_page_that_changed(built: Built, run: Run, tmp_path: Path) -> None:
    assert run("verify", built.graph, built.page).exit_code == 0
    changed = tmp_path / built.page.name
    changed.write_text(PAGE.replace("2月13日", "二月十三日"), encoding="utf-8")
    result = run("verify", built.graph, changed)
    assert result.exit_code == 1 and "its text is not what the page says" in result.stdout
    assert run("verify", built.graph, tmp_path / "none.txt").exit_code == 2
