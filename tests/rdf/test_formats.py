"""Every format says the same, to every reader."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from kg.errors import KgError, OutputError
from kg.model import Knowledge
from kg.rdf import Bases, to_graph
from kg.rdf.formats import FORMATS, export
from kg.rdf.formats.jsonld import context
from kg.rdf.namespaces import KG, KGID, RDF, RDFS, SCHEMA
from kg.rdf.reading import graph_from

from .sample import IDS, sample

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own parsers use what it deprecates
RDF_FORMATS = ("ttl", "nt", "jsonld", "trig", "nq")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All formats of the sample, by the end of the file's name."""
    written = export(sample(), tmp_path_factory.mktemp("formats"), FORMATS)
    return {path.name.removeprefix("graph"): path for path in written}


def through_rdflib(path: Path, form: str) -> Graph:
    data = Dataset(default_union=True)
    data.parse(path, format={"jsonld": "json-ld", "nq": "nquads"}.get(form, form))
    merged = Graph()
    for s, p, o, _ in data.quads():
        merged.add((s, p, o))
    return merged


def test_files_are_named_after_their_format(files: dict[str, Path]) -> None:
    assert set(files) == {f".{form}" for form in FORMATS if form != "csv"} | {"-nodes.csv", "-edges.csv"}


@pytest.mark.parametrize("form", RDF_FORMATS)
def test_round_trips_are_isomorphic(files: dict[str, Path], graph: Graph, form: str) -> None:
    path = files[f".{form}"]
    kind = RdfFormat.from_extension(form)
    assert kind is not None
    assert isomorphic(graph_from(parse(path=str(path), format=kind), path.name), graph), "through Oxigraph"
    assert isomorphic(through_rdflib(path, form), graph), "through rdflib"


@pytest.mark.parametrize("form", RDF_FORMATS)
def test_round_trips_with_other_bases(knowledge: Knowledge, tmp_path: Path, form: str) -> None:
    bases = Bases("https://press.example/words#", "https://press.example/things/")
    (path,) = export(knowledge, tmp_path, [form], bases=bases)
    assert isomorphic(through_rdflib(path, form), to_graph(knowledge, bases=bases))


def test_same_bytes_from_graph_and_knowledge(files: dict[str, Path], graph: Graph, tmp_path: Path) -> None:
    for path in export(graph, tmp_path, FORMATS):
        assert path.read_bytes() == files[path.name.removeprefix("graph")].read_bytes(), path.name


def test_trig_and_n_quads_say_the_same(files: dict[str, Path]) -> None:
    def quads(form: str) -> set[Quad]:
        return set(parse(path=str(files[f".{form}"]), format=RdfFormat.from_extension(form)))

    assert quads("trig") == quads("nq")


def graphs(quads: Iterable[Quad]) -> dict[str, set[tuple[str, str, str]]]:
    found: dict[str, set[tuple[str, str, str]]] = {}
    for q in quads:
        name = getattr(q.graph_name, "value", "")
        found.setdefault(name, set()).add((q.subject.value, q.predicate.value, str(q.object)))
    return found


def test_each_article_has_a_graph_of_its_own(files: dict[str, Path], graph: Graph) -> None:
    found = graphs(parse(path=str(files[".nq"]), format=RdfFormat.N_QUADS))
    articles = {str(s) for s in graph.subjects(KG.onPage)}
    assert set(found) == articles | {str(s) for s in graph.subjects(RDF.type, KG.NewsPage)}
    caption = str(next(graph.subjects(RDF.type, KG.PhotoCaption)))
    seen = {s for s, _, _ in found[caption]}
    assert str(KGID[IDS["石桥小学"]]) in seen and str(KGID[IDS["云帆集团"]]) not in seen


def test_withdrawing_an_article_leaves_what_the_other_says(files: dict[str, Path], knowledge: Knowledge) -> None:
    found = graphs(parse(path=str(files[".nq"]), format=RdfFormat.N_QUADS))
    (caption,) = (item.id for item in knowledge.items if item.headline is None)
    left = set().union(*(triples for name, triples in found.items() if not name.endswith(caption)))
    other = replace(
        knowledge,
        items=tuple(i for i in knowledge.items if i.id != caption),
        entities=tuple(e for e in knowledge.entities if e.name != "石桥小学"),
        facts=tuple(f for f in knowledge.facts if f.subject != caption),
    )
    expected = {(str(s), str(p), o.n3()) for s, p, o in to_graph(other)}
    assert {(s, p) for s, p, _ in left} == {(s, p) for s, p, _ in expected} and len(left) == len(expected)


def test_json_is_readable(files: dict[str, Path], graph: Graph) -> None:
    document = json.loads(files[".jsonld"].read_text())
    nodes = {node["id"]: node for node in document["graph"]}
    company = nodes[IDS["云帆集团"]]
    assert company["type"] == "Company" and company["label"] == "云帆集团" and company["aliases"] == "云帆"
    assert company["cooperatesWith"] == IDS["松原资本"]
    (said,) = (n for n in nodes.values() if n.get("unit") == "CNY")
    assert said["value"] == "13000000000" and said["qudtUnit"] == "http://qudt.org/vocab/unit/CCY_CNY"
    (shown,) = (n for n in nodes.values() if n.get("predicate") == "develops")
    assert isinstance(shown["beginIndex"], int) and shown["object"] == {"id": IDS["氢能"]}


def test_context_is_the_one_that_ships() -> None:
    shipped = Path(__file__).parents[2] / "ontology" / "context.jsonld"
    assert json.loads(shipped.read_text(encoding="utf-8")) == {"@context": context()}


def test_networks_are_read_by_others(files: dict[str, Path], graph: Graph) -> None:
    drawn = networkx.read_graphml(files[".graphml"], force_multigraph=True)
    gephi = networkx.read_gexf(files[".gexf"], version="1.3")
    assert set(drawn) == set(gephi) and drawn.number_of_edges() == gephi.number_of_edges()
    node = drawn.nodes[IDS["云帆集团"]]
    assert (node["label"], node["type"], node["aliases"]) == ("云帆集团", "Company", "云帆")
    assert drawn.nodes[IDS["星辰绿能基地项目"]]["type"] == "IndustrialPark;Project"
    edges = {d["type"]: d for _, _, d in drawn.out_edges(IDS["云帆集团"], data=True)}
    assert set(edges) == {"cooperatesWith", "hasObservation", "investsIn"}, "what is denied is no edge"
    assert edges["investsIn"]["quote"] == '将投资"星辰"绿能基地项目' and edges["investsIn"]["modality"] == "planned"
    assert edges["investsIn"]["confidence"] == 0.9 and edges["investsIn"]["places"] == 1
    relations = [t for t in graph if str(t[1]).startswith(str(KG)) and isinstance(t[2], URIRef)]
    evidence = set(graph.subjects(RDF.type, KG.Evidence))
    assert drawn.number_of_edges() == len([t for t in relations if t[0] not in evidence])


def test_control_characters_do_not_break_the_networks(knowledge: Knowledge, tmp_path: Path) -> None:
    odd = replace(knowledge.entities[0], name='a\x00b\x0b<&">\uffff𠮷')
    paths = export(replace(knowledge, entities=(odd, *knowledge.entities[1:])), tmp_path, ["graphml", "gexf"])
    assert networkx.read_graphml(paths[0]).nodes[odd.id]["label"] == 'a\ufffdb\ufffd<&">\ufffd𠮷'
    assert networkx.read_gexf(paths[1], version="1.3").nodes[odd.id]["label"] == 'a\ufffdb\ufffd<&">\ufffd𠮷'


NEO4J_FIELD = re.compile(
    r"(\w+)?(:(ID|LABEL|START_ID|END_ID|TYPE|int|long|float|double|boolean|byte|short|char|string|date)(\[\])?)?"
)


def test_csv_is_as_neo4j_admin_takes_it(files: dict[str, Path], graph: Graph) -> None:
    nodes, edges = (
        list(csv.reader(io.StringIO(files[end].read_text(encoding="utf-8"), newline="")))
        for end in ("-nodes.csv", "-edges.csv")
    )
    assert nodes[0][0] == "id:ID" and nodes[0][-1] == ":LABEL"
    assert edges[0][:3] == [":START_ID", ":END_ID", ":TYPE"]
    for header, *rows in (nodes, edges):
        assert all(NEO4J_FIELD.fullmatch(name) for name in header) and len(set(header)) == len(header)
        assert all(len(row) == len(header) for row in rows)
    ids = [row[0] for row in nodes[1:]]
    assert len(ids) == len(set(ids)) and {i for row in edges[1:] for i in row[:2]} <= set(ids)
    assert all(re.fullmatch(r"[A-Z]\w+(;[A-Z]\w+)*", row[-1]) for row in nodes[1:])
    for end in ("-nodes.csv", "-edges.csv"):
        assert len(files[end].read_text(encoding="utf-8").splitlines()) == len(
            {"-nodes.csv": nodes, "-edges.csv": edges}[end]
        )
    said = [dict(zip(nodes[0], row, strict=True)) for row in nodes[1:] if row[-1] == "Observation"]
    assert {float(row["value:double"]) for row in said} == {13e9, 8.5, 2600.0}


def test_several_aliases_are_an_array(knowledge: Knowledge, tmp_path: Path) -> None:
    odd = replace(knowledge.entities[0], aliases=("甲;乙", "丙"))
    (nodes, _) = export(replace(knowledge, entities=(odd,)), tmp_path, ["csv"])
    (row,) = (r for r in csv.DictReader(nodes.open(encoding="utf-8")) if r["id:ID"] == odd.id)
    assert sorted(row["aliases:string[]"].split(";")) == ["丙", "甲；乙"]


def test_entailment_adds_the_types_of_schema_org(knowledge: Knowledge, graph: Graph, tmp_path: Path) -> None:
    (path,) = export(knowledge, tmp_path, ["nt"], entail=True)
    more = through_rdflib(path, "nt")
    added = set(more) - set(graph)
    assert set(graph) <= set(more) and {p for _, p, _ in added} == {RDF.type}
    assert (KGID[IDS["云帆集团"]], RDF.type, SCHEMA.Corporation) in added
    assert (KGID[IDS["𠮷田禾"]], RDF.type, SCHEMA.Person) in added
    assert all(str(o).startswith(str(SCHEMA)) for _, _, o in added)


def test_unknown_format_is_refused_before_anything_is_written(knowledge: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="unknown format 'xls'; there are ttl, nt, jsonld, trig, nq, graphml, gexf, csv"):
        export(knowledge, tmp_path / "new", ["ttl", "xls"])
    assert not (tmp_path / "new").exists()


def test_unwritable_target_is_named(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "graph.nt").mkdir()
    with pytest.raises(OutputError, match=r"graph\.nt"):
        export(knowledge, tmp_path, ["nt"])


def test_empty_knowledge_can_be_written(tmp_path: Path) -> None:
    for path in export(Knowledge(), tmp_path, FORMATS):
        assert path.is_file()
    assert RDFS.label not in set(through_rdflib(tmp_path / "graph.ttl", "ttl").predicates())
