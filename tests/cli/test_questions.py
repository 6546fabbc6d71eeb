"""`kg ask` and `kg conflicts`, and the formats and workers of `kg build`."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.rdf.conflicts import conflicts
from kg.rdf.formats import FORMATS
from kg.rdf.questions import questions

from .conftest import PAGE, Built, Run

OTHER = PAGE.replace("投资3亿元", "投资5亿元")


@pytest.fixture(scope="module")
def contradictory(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages that disagree about an amount."""
    folder = tmp_path_factory.mktemp("contradictory")
    (folder / "one-2023-02-15.txt").write_text(PAGE, encoding="utf-8")
    (folder / "two-2023-02-16.txt").write_text(OTHER, encoding="utf-8")
    assert run("build", folder, "--out", folder / "out", "--html", "none").exit_code == 0
    return folder / "out" / "graph.ttl"


def test_questions_are_listed_with_their_parameters(run: Run) -> None:
    result = run("ask")
    assert result.exit_code == 0
    for asked in questions():
        assert f"{asked.name}  {asked.title['zh']}  {asked.title['en']}" in result.stdout
        for parameter in asked.parameters:
            assert f"    --{parameter.name}  {parameter.zh}" in result.stdout


def test_a_question_takes_its_parameters(built: Built, run: Run) -> None:
    for words in (["--person", "周启明"], ["--person=周启明"]):
        result = run("ask", "attendees", *words, "--graph", built.graph, "--format", "csv")
        assert result.exit_code == 0, result.stderr
        rows = list(csv.reader(result.stdout.splitlines()))
        assert {row[1] for row in rows[1:]} == {"周启明"}
    shown = run("ask", "attendees", "--person", '周"启明', "--sparql")
    assert shown.exit_code == 0 and '{ "周\\"启明"@zh }' in shown.stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["targts"], 2, "did you mean targets"),
        (["attendees", "--planet", "Mars"], 2, "attendees has no parameter planet (it takes: event, person)"),
        (["attendees", "--person", "无此人"], 2, "nothing is called 无此人"),
        (["attendees", "--person"], 2, "--person needs a value"),
        (["attendees", "person"], 2, "not as 'person'"),
        (["attendees", "--person", "a", "--person", "b"], 2, "given twice"),
        (["in-common", "--one", "登封市"], 2, "needs --other"),
        (["denied"], 1, ""),
    ],
)
def test_what_cannot_be_asked_is_told(built: Built, run: Run, words: list[str], status: int, said: str) -> None:
    result = run("ask", *words, "--graph", built.graph)
    assert result.exit_code == status and said in result.stderr


def test_questions_of_ones_own(built: Built, run: Run, tmp_path: Path) -> None:
    heads = "# title@zh: 数\n# title@en: Number\n# description@zh: 有多少\n# description@en: How many\n"
    (tmp_path / "how-many.rq").write_text(f"{heads}SELECT (COUNT(*) AS ?n) {{ ?x a kg:Company }} ORDER BY ?n\n")
    result = run("ask", "how-many", "--questions", tmp_path, "--graph", built.graph, "--format", "csv")
    assert result.exit_code == 0 and result.stdout.split()[0] == "n"


def test_contradictions_are_listed_with_their_sources(contradictory: Path, run: Run) -> None:
    (found,) = conflicts(contradictory)
    assert [(figure.text, figure.value) for figure in found.figures] == [
        ("3亿元", Decimal(300_000_000)),
        ("5亿元", Decimal(500_000_000)),
    ]
    for figure, (name, text) in zip(found.figures, (("one", PAGE), ("two", OTHER)), strict=True):
        (source,) = figure.sources
        assert source.page.startswith(name) and text[source.begin : source.end] == source.quote
    result = run("conflicts", "--graph", contradictory)
    assert result.exit_code == 1 and result.stderr.endswith("1 contradiction\n")
    assert f"{found.subject}  {found.indicator}  (" in result.stdout and "= 5亿元" in result.stdout
    (told,) = json.loads(run("conflicts", "--graph", contradictory, "--json").stdout)
    assert told["figures"][1]["value"] == "500000000"


def test_a_graph_without_contradictions(built: Built, run: Run) -> None:
    result = run("conflicts", "--graph", built.graph)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (("=", 900), ("=", 920), True),
        ((">=", 900), ("=", 920), False),
        ((">=", 930), ("=", 920), True),
        (("<=", 900), (">=", 920), True),
        ((">=", 900), (">=", 920), False),
        (("~", 900), ("=", 920), False),
        (("~", 900), ("=", 1000), True),
        (("=", 0), ("=", 920), True),
    ],
)
def test_which_figures_exclude_each_other(
    tmp_path: Path, one: tuple[str, int], other: tuple[str, int], contradict: bool
) -> None:
    rdf, rdfs = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
    lines = [
        f"@prefix kg: <https://kg.example.org/ontology#> . @prefix rdf: <{rdf}> . @prefix rdfs: <{rdfs}> .",
        "@prefix : <https://kg.example.org/id/> .",
        ':x rdfs:label "北岭区"@zh ; kg:hasObservation :o0, :o1 . :p rdfs:label "页"@zh .',
        ':a rdfs:label "文"@zh ; kg:onPage :p .',
    ]
    for n, (comparator, value) in enumerate((one, other)):
        lines.append(
            f':o{n} kg:indicator "企业"@zh ; kg:unit "家" ; kg:status "actual" ; kg:value {value}.0 ; '
            f'kg:comparator "{comparator}" ; kg:valueText "{value}家"@zh . '
            f':e{n} rdf:object :o{n} ; kg:quote "{value}家"@zh ; kg:beginIndex {n} ; kg:endIndex 9 ; '
            f'kg:modality "asserted" ; kg:inArticle :a .'
        )
    (tmp_path / "graph.ttl").write_text("\n".join(lines), encoding="utf-8")
    assert bool(conflicts(tmp_path / "graph.ttl")) is contradict


def test_build_writes_the_formats_asked_for(built: Built, run: Run, tmp_path: Path) -> None:
    result = run("build", built.page, "--out", tmp_path, "--formats", ",".join(FORMATS), "--entail", "--html", "none")
    assert result.exit_code == 0, result.output
    expected = {f"graph.{form}" for form in FORMATS if form != "csv"} | {"graph-nodes.csv", "graph-edges.csv"}
    assert {path.name for path in tmp_path.iterdir()} == expected
    assert all(name in result.stdout for name in expected)
    assert "schema:" in (tmp_path / "graph.ttl").read_text()
    assert "schema:" not in built.graph.read_text()


@pytest.mark.parametrize("formats", ["ttl,xls", "", ","])
def test_unknown_formats_are_refused_before_reading(built: Built, run: Run, tmp_path: Path, formats: str) -> None:
    result = run("build", built.page, "--out", tmp_path / "out", "--formats", formats)
    assert result.exit_code == 2 and "graphml, gexf, csv" in result.stderr and not (tmp_path / "out").exists()


def test_evidence_as_triple_terms_says_the_same(built: Built, run: Run, tmp_path: Path) -> None:
    run("build", built.page, "--out", tmp_path, "--formats", "ttl,nt,trig,nq", "--evidence", "rdf12", "--html", "none")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    plain: dict[str, dict[str, object]] = {}
    for q in parse(path=str(built.graph)):
        if q.predicate.value in (f"{rdf}subject", f"{rdf}predicate", f"{rdf}object"):
            plain.setdefault(q.subject.value, {})[q.predicate.value.removeprefix(rdf)] = q.object
    for form in ("ttl", "nt", "trig", "nq"):
        kind = RdfFormat.from_extension(form)
        found = {
            q.subject.value: {"subject": q.object.subject, "predicate": q.object.predicate, "object": q.object.object}
            for q in parse(path=str(tmp_path / f"graph.{form}"), format=kind)
            if q.predicate.value == f"{rdf}reifies"
        }
        assert found == plain, form


def test_any_number_of_workers_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(3):
        (pages / f"page{n}-2023-02-1{n}.txt").write_text(PAGE.replace("3亿", f"{n + 3}亿"), encoding="utf-8")
    for workers in ("1", "2"):
        result = run("build", pages, "--out", tmp_path / workers, "--html", "none", "--workers", workers)
        assert result.exit_code == 0, result.output
    assert (tmp_path / "1" / "graph.ttl").read_bytes() == (tmp_path / "2" / "graph.ttl").read_bytes()


def test_a_bad_rule_is_told_once_with_many_workers(built: Built, run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("- name: half-a-rule\n  patterns: ['{']\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text(PAGE, encoding="utf-8")
    words = (
        "build",
        built.page,
        tmp_path / "two.txt",
        "--out",
        tmp_path / "out",
        "--rules",
        tmp_path,
        "--workers",
        "2",
    )
    result = run(*words)
    assert result.exit_code == 2 and result.stderr.count("half-a-rule") == 1
