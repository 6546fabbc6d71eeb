"""The whole walk: small pages with the graphs expected of them, the seed page against gold, and the Python API."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace
from rdflib.term import Node

import kg
from kg.cli import kg as command
from kg.errors import InputError
from kg.evaluate import load_gold, score
from kg.model import Knowledge
from kg.pipeline import build
from kg.rdf import to_turtle
from kg.rdf.validate import validate
from kg.rdf.verify import verify
from kg.readers import discover, read

ROOT = Path(__file__).parents[1]
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.ttl"))
GOLD = ROOT / "tests" / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))
KG = Namespace("https://kg.example.org/ontology#")

WHERE = {KG.beginIndex, KG.endIndex, KG.text, KG.onPage, KG.mentions, SKOS.scopeNote}
"""Properties that the expected graphs leave out: they say where things stand, which other tests look at."""


def core(graph: Graph) -> set[str]:
    """What a graph says, a line a triple, without its sources; nodes by their names, so that ids are free.

    Of the evidence only what denies a fact is kept: subject, predicate and object.
    """
    evidence, pages = (set(graph.subjects(RDF.type, cls)) for cls in (KG.Evidence, KG.NewsPage))
    said = {
        f"{named(graph, s)} {short(p)} {named(graph, o)}"
        for s, p, o in graph
        if s not in evidence | pages and p not in WHERE and (p != RDFS.label or called(graph, s) == str(o))
    }
    things = {s for s in graph.subjects() if s not in evidence | pages}
    said |= {f"{n} are called {name}" for name, n in Counter(called(graph, s) for s in things).items() if n > 1}
    for denial in graph.subjects(KG.modality, Literal("negated")):
        s, p, o = (graph.value(denial, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        said.add(f"not: {named(graph, s)} {short(p)} {named(graph, o)}")
    return said


def called(graph: Graph, node: Node) -> str | None:
    """A name for a node that does not depend on its id; an article, a post and a number have none of their own."""
    kinds = {short(kind) for kind in graph.objects(node, RDF.type)}
    if {"NewsArticle", "PhotoCaption"} & kinds:
        return "the article"
    if "Tenure" in kinds:
        (holder,) = {*graph.subjects(KG.hasTenure, node)} | {
            graph.value(denial, RDF.subject) for denial in graph.subjects(RDF.object, node)
        }
        return f"a post of {called(graph, holder)}"
    if "Observation" in kinds:
        return f"{graph.value(node, KG.indicator)} {graph.value(node, KG.valueText)}"
    label = graph.value(node, RDFS.label)
    return None if label is None else str(label)


def named(graph: Graph, node: Node) -> str:
    if isinstance(node, Literal):
        exact = f"{node.value.normalize():f}" if isinstance(node.value, Decimal) else str(node)
        return f"“{exact}”" + (f"@{node.language}" if node.language else f" ({short(node.datatype or XSD.string)})")
    return called(graph, node) or short(node)


def short(iri: object) -> str:
    return str(iri).removeprefix(str(KG)).rpartition("#")[2]


@pytest.mark.parametrize("case", [pytest.param(path, id=path.name) for path in CASES])
def test_a_page_gives_the_graph_expected_of_it(case: Path) -> None:
    found, expected = core(kg.build(case)), core(Graph().parse(case / "expected.ttl"))
    shown = [f"- {line}" for line in sorted(expected - found)] + [f"+ {line}" for line in sorted(found - expected)]
    assert not shown, "\n".join(shown)


def annotated(page: str) -> Knowledge:
    """What the program reads out of a page that has gold: one of the seeds, or one beside its gold."""
    seed = ROOT / "seeds" / f"{page}.txt"
    return build([read(seed if seed.exists() else GOLD / f"{page}.txt")])


def test_every_case_is_tested() -> None:
    folders = {path.name for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir()}
    assert folders == {path.name for path in CASES} and len(folders) >= 4


@pytest.mark.parametrize("page", [pytest.param(page, id=page) for page in FLOORS])
def test_scores_do_not_fall(page: str) -> None:
    report = score(annotated(page), load_gold([GOLD / f"{page}.jsonl"]))
    facts, total = report.facts.total(), report.items.total().gold
    measured = {
        "entities_f1": report.entities.total().f1,
        "facts_precision": facts.precision,
        "facts_recall": facts.recall,
        "observations_f1": report.observations.total().f1,
        "items": report.items.total().found / total,
        "headlines": report.headlines.right / total,
    }
    assert set(FLOORS[page]) == set(measured)
    fallen = {
        name: (value, FLOORS[page][name]) for name, value in measured.items() if (value or 0) < FLOORS[page][name]
    }
    assert not fallen, f"measured, floor: {fallen}"


def test_output_is_what_the_command_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(command, ["build", "seeds/", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    for name in ("graph.ttl", "graph.html"):
        committed = ROOT / "output" / name
        assert committed.exists() and committed.read_bytes() == (tmp_path / name).read_bytes(), (
            f"output/{name} is stale: make graph"
        )


def test_the_seed_graph_conforms_and_every_quote_stands_where_it_says() -> None:
    graph = kg.build(ROOT / "seeds")
    assert validate(graph) == []
    assert verify(graph, [read(path) for path in discover([ROOT / "seeds"])]) == []
    facts = [(s, p, o) for s, p, o in graph if p in (KG.locatedIn, KG.worksFor, KG.jobTitle, KG.hasObservation)]
    shown = {tuple(graph.value(e, part) for part in (RDF.subject, RDF.predicate, RDF.object))
             for e in graph.subjects(RDF.type, KG.Evidence)}  # fmt: skip
    assert facts and set(facts) <= shown


TEXT = "诸暨市召开大会\n\n本报讯(记者 林一舟)昨日,蓝岸科技有限公司董事长周启明出席诸暨市招商大会。"


def test_extract_gives_articles_mentions_and_facts() -> None:
    found = kg.extract(TEXT, date=date(2022, 6, 10))
    articles, mentions, facts = found
    assert [item.headline for item in articles] == ["诸暨市召开大会"]
    assert {"诸暨市", "蓝岸科技有限公司", "周启明"} <= {TEXT[m.begin : m.end] for m in mentions}
    assert [m.begin for m in mentions] == sorted(m.begin for m in mentions)
    assert ("周启明", "worksFor", "蓝岸科技有限公司") in {
        (found.name(f.subject), f.predicate, found.name(f.object))
        for f in facts
        if f.predicate in ("worksFor", "visits")
    }
    assert [m.when.value for m in mentions if m.when] == ["2022-06-09"]
    assert found == kg.extract(TEXT, date=date(2022, 6, 10)) and hash(found) == hash(
        kg.extract(TEXT, date=date(2022, 6, 10))
    )
    with pytest.raises(AttributeError):
        found.text = ""  # type: ignore[misc]
    with pytest.raises(KeyError):
        found.name("person-000000000000")


def test_extract_of_nothing_is_empty() -> None:
    assert list(kg.extract("")) == [(), (), ()]


def test_extract_refuses_half_a_character() -> None:
    with pytest.raises(InputError, match="character 2"):
        kg.extract("诸暨\ud800")


def test_build_and_write_are_the_command(tmp_path: Path) -> None:
    page = tmp_path / "page-2022-06-10.txt"
    page.write_text(TEXT, encoding="utf-8")
    for given in (page, str(page), [page], (str(page),), tmp_path):
        graph = kg.build(given)
        assert isinstance(graph, Graph) and (None, RDF.type, KG.NewsArticle) in graph
    kg.write(graph, tmp_path / "api.ttl")
    result = CliRunner().invoke(command, ["build", str(page), "--out", str(tmp_path / "out"), "--html", "none"])
    assert result.exit_code == 0
    assert (tmp_path / "api.ttl").read_bytes() == (tmp_path / "out" / "graph.ttl").read_bytes()


def test_build_takes_the_commands_options(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    graph = kg.build(page, date=date(2022, 6, 10), publisher="江川日报", text=False, min_confidence=0.5)
    assert (None, RDFS.label, Literal("江川日报", lang="zh")) in graph
    assert not list(graph.objects(None, KG.text))
    days = set(map(str, graph.objects(None, KG.publishedOn)))
    assert days == {"2022-06-10"}


def test_without_a_date_relative_times_stay_partial() -> None:
    values = [m.when.value for m in kg.extract("大会于2月14日召开,昨日闭幕。").mentions if m.when]
    assert values == ["--02-14", None]


def test_errors_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(kg.KgError, match=r"none\.txt: no such file"):
        kg.build(tmp_path / "none.txt")


def test_import_is_cheap_and_lists_its_names() -> None:
    probe = (
        "import sys, kg; heavy = {'rdflib', 'jieba', 'pyoxigraph', 'yaml', 'kg.api'} & set(sys.modules);"
        "assert not heavy, heavy; assert set(kg.__all__) <= set(dir(kg));"
        "assert [getattr(kg, name) for name in kg.__all__]; assert not hasattr(kg, 'no_such_name')"
    )
    result = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr


def test_files_in_any_order_give_the_same_bytes() -> None:
    documents = [read(path) for path in discover([ROOT / "seeds", *CASES])]
    there, back = to_turtle(build(documents)), to_turtle(build(reversed(documents)))
    assert there == back
