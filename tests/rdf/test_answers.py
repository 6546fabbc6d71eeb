"""Results as tables, CSV, JSON and Turtle."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import QueryError
from kg.rdf.answers import render, width
from kg.rdf.query import run

LIST = "SELECT ?name ?value ?note { ?x a kg:Observation ; kg:indicator ?name ; kg:value ?value } ORDER BY ?value"


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("金水区", 6), ("𠮷a", 3), ("e\u0301", 1), ("", 0), ("“8%”", 4)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_table_is_aligned_for_chinese(graph_file: Path) -> None:
    assert render(run(LIST, graph_file)).splitlines() == [
        "name        value        note",
        "----------  -----------  ----",
        "产值增长    8.5",
        "科技型企业  2600",
        "总投资      13000000000",
        "(3 rows)",
    ]


def test_table_shortens_iris_and_answers_yes_or_no(graph_file: Path) -> None:
    text = render(run("SELECT ?t ?u { ?x a ?t ; qudt:hasUnit ?u } ORDER BY ?u LIMIT 1", graph_file))
    assert text.splitlines()[2:] == ["kg:Observation  unit:CCY_CNY", "(1 row)"]
    assert render(run("ASK {}", graph_file)) == "yes\n"
    assert render(run("ASK { ?x a kg:Road }", graph_file)) == "no\n"
    assert render(run("SELECT ?x { ?x a kg:Road }", graph_file)).endswith("(0 rows)\n")


def test_table_keeps_a_value_on_one_line(graph_file: Path) -> None:
    rows = render(run("SELECT ?t { ?x kg:text ?t }", graph_file)).splitlines()
    assert len(rows) == 2 + 2 + 1


def test_csv_is_plain_and_quoted(graph_file: Path) -> None:
    text = render(run("SELECT ?x ?q { ?x kg:quote ?q FILTER(CONTAINS(?q, '星辰')) }", graph_file), "csv")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["x", "q"] and rows[1][1] == '将投资"星辰"绿能基地项目'
    assert text.endswith("\r\n")
    assert render(run("ASK {}", graph_file), "csv").split() == ["answer", "true"]


def test_json_is_that_of_sparql(graph_file: Path) -> None:
    said = json.loads(render(run(LIST, graph_file), "json"))
    assert said["head"]["vars"] == ["name", "value", "note"]
    assert said["results"]["bindings"][0] == {
        "name": {"type": "literal", "value": "产值增长", "xml:lang": "zh"},
        "value": {"type": "literal", "value": "8.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
    }
    assert json.loads(render(run("ASK {}", graph_file), "json")) == {"head": {}, "boolean": True}


def test_turtle_is_for_graphs(graph_file: Path) -> None:
    made = run("CONSTRUCT WHERE { ?x a kg:Company ; rdfs:label ?name }", graph_file)
    assert len(Graph().parse(data=render(made, "ttl"), format="turtle")) == 2
    assert 'a kg:Company ;\n    rdfs:label "云帆集团"@zh .' in render(made, "ttl")
    with pytest.raises(QueryError, match="SELECT gives no graph"):
        render(run(LIST, graph_file), "ttl")
    nameless = run("CONSTRUCT { [] rdfs:label ?name } WHERE { ?x a kg:Company ; rdfs:label ?name }", graph_file)
    with pytest.raises(QueryError, match="blank nodes"):
        render(nameless, "ttl")
    assert "_:" in render(nameless, "table") and "_:" in render(nameless, "csv")
    assert json.loads(render(nameless, "json"))["results"]["bindings"][0]["subject"]["type"] == "bnode"


def test_unknown_format_is_refused(graph_file: Path) -> None:
    with pytest.raises(QueryError, match="unknown format 'xls'"):
        render(run("ASK {}", graph_file), "xls")
