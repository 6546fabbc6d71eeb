"""The graph says what the vocabulary contract says it should."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.errors import KgError
from kg.model import Entity, Knowledge
from kg.rdf import Bases, load, to_graph, to_turtle
from kg.rdf.graph import statements_of
from kg.rdf.namespaces import KG, KGID, QUDT, RDF, RDFS, SKOS, UNIT, XSD
from kg.rdf.statements import statements
from kg.rdf.units import QUDT_UNITS

from .sample import IDS, TEXT, sample


def zh(text: str) -> Literal:
    return Literal(text, lang="zh")


def node(name: str) -> URIRef:
    return KGID[IDS[name]]


def one(graph: Graph, subject: Node, predicate: Node) -> Node:
    (value,) = graph.objects(subject, predicate)
    return value


def evidence_of(graph: Graph, predicate: str) -> Node:
    (found,) = graph.subjects(RDF.predicate, KG[predicate])
    return found


def test_page_tells_its_name_its_day_and_how_that_is_known(graph: Graph) -> None:
    (page,) = graph.subjects(RDF.type, KG.NewsPage)
    assert set(graph.predicate_objects(page)) == {
        (RDF.type, KG.NewsPage),
        (RDFS.label, zh("qinghe-2031-03-02.txt")),
        (KG.publishedOn, Literal("2031-03-02", datatype=XSD.date)),
        (KG.dateSource, Literal("inferred")),
    }


def test_page_without_a_day_says_nothing_of_one() -> None:
    graph = to_graph(sample(published=None))
    assert not set(graph.objects(None, KG.publishedOn)) and not set(graph.objects(None, KG.dateSource))


def test_article_carries_its_body_and_where_it_stands(graph: Graph) -> None:
    (article,) = graph.subjects(RDF.type, KG.NewsArticle)
    begin, end = (one(graph, article, p).value for p in (KG.beginIndex, KG.endIndex))  # type: ignore[attr-defined]
    assert one(graph, article, KG.text) == zh(TEXT[begin:end])
    assert one(graph, article, KG.headline) == one(graph, article, RDFS.label) == zh("青禾区大会召开 云帆集团签约")
    assert one(graph, article, KG.publishedOn) == Literal("2031-03-02", datatype=XSD.date)
    assert one(graph, article, KG.onPage) in set(graph.subjects(RDF.type, KG.NewsPage))


def test_article_without_a_headline_is_labelled_by_its_first_words(graph: Graph) -> None:
    (caption,) = graph.subjects(RDF.type, KG.PhotoCaption)
    assert one(graph, caption, RDFS.label) == zh("近日,石桥小学学生在云汀大厦参观。 本报记者 𠮷…")
    assert not set(graph.objects(caption, KG.headline))


def test_text_can_be_left_out(knowledge: Knowledge, graph: Graph) -> None:
    short = to_graph(knowledge, text=False)
    assert not set(short.triples((None, KG.text, None)))
    assert len(short) == len(graph) - 2


def test_entity_has_one_label_its_aliases_and_its_types(graph: Graph) -> None:
    project = node("星辰绿能基地项目")
    assert set(graph.objects(project, RDF.type)) == {KG.Project, KG.IndustrialPark}
    assert one(graph, project, RDFS.label) == zh("星辰绿能基地项目")
    assert one(graph, project, SKOS.altLabel) == zh('"星辰"绿能基地项目')


def test_names_are_composed_and_the_note_is_kept() -> None:
    entity = Entity("person-0123456789ab", ("Person",), "Andre\u0301", ("Andr\u00e9",), "云帆集团")
    graph = to_graph(Knowledge(entities=(entity,)))
    assert one(graph, KGID[entity.id], RDFS.label) == zh("Andr\u00e9")
    assert not set(graph.objects(None, SKOS.altLabel)), "an alias that is the label says nothing"
    assert one(graph, KGID[entity.id], SKOS.scopeNote) == zh("云帆集团")


def test_evidence_carries_the_exact_characters(graph: Graph) -> None:
    found = evidence_of(graph, "develops")
    begin, end = TEXT.index("青禾区将发展氢能"), TEXT.index("青禾区将发展氢能") + 8
    assert set(graph.predicate_objects(found)) == {
        (RDF.type, RDF.Statement),
        (RDF.type, KG.Evidence),
        (RDF.subject, node("青禾区")),
        (RDF.predicate, KG.develops),
        (RDF.object, node("氢能")),
        (KG.inArticle, next(graph.subjects(RDF.type, KG.NewsArticle))),
        (KG.quote, zh("青禾区将发展氢能")),
        (KG.beginIndex, Literal(begin)),
        (KG.endIndex, Literal(end)),
        (KG.sentence, zh("孟知夏表示,青禾区将发展氢能,确保科技型企业突破2600家。")),
        (KG.foundBy, Literal("develops")),
        (KG.confidence, Literal(Decimal("0.8"))),
        (KG.modality, Literal("attributed")),
        (KG.speaker, node("孟知夏")),
    }


def test_what_is_only_denied_has_evidence_but_no_triple(graph: Graph) -> None:
    assert (evidence_of(graph, "acquires"), KG.modality, Literal("negated")) in graph
    assert not set(graph.triples((None, KG.acquires, None)))


def test_what_is_denied_once_and_said_once_has_a_triple(knowledge: Knowledge) -> None:
    (denied,) = (f for f in knowledge.facts if f.predicate == "acquires")
    both = replace(denied, evidence=(*denied.evidence, replace(denied.evidence[0], modality="asserted")))
    graph = to_graph(replace(knowledge, facts=(both,)))
    assert set(graph.triples((None, KG.acquires, None))) == {(node("云帆集团"), KG.acquires, node("松原资本"))}
    assert len(set(graph.subjects(RDF.predicate, KG.acquires))) == 2


def test_fact_that_came_with_the_input_needs_no_evidence(knowledge: Knowledge) -> None:
    (fact,) = (f for f in knowledge.facts if f.predicate == "heldAt")
    graph = to_graph(replace(knowledge, facts=(replace(fact, evidence=()),)))
    assert set(graph.triples((None, KG.heldAt, None)))


def test_literals_have_their_datatypes(graph: Graph) -> None:
    assert one(graph, node("孟知夏"), KG.jobTitle) == zh("区长")
    event = node("青禾区高质量发展大会")
    assert one(graph, event, KG.eventDate) == Literal("2031-03-01", datatype=XSD.date)


def test_observation_is_normalised_and_linked_to_its_unit(graph: Graph) -> None:
    said = one(graph, node("星辰绿能基地项目"), KG.hasObservation)
    assert set(graph.predicate_objects(said)) == {
        (RDF.type, KG.Observation),
        (RDFS.label, zh("总投资130亿元")),
        (KG.indicator, zh("总投资")),
        (KG.value, Literal(Decimal("13000000000"))),
        (KG.unit, Literal("CNY")),
        (QUDT.hasUnit, UNIT.CCY_CNY),
        (KG.comparator, Literal("=")),
        (KG.status, Literal("actual")),
        (KG.valueText, zh("130亿元")),
    }
    target = one(graph, node("青禾区"), KG.hasObservation)
    assert one(graph, target, KG.period) == Literal("2031", datatype=XSD.gYear)
    assert not set(graph.objects(target, QUDT.hasUnit)), "QUDT knows no 家"


@pytest.mark.parametrize(
    ("value", "written"),
    [("8.50", "8.5"), ("6E+10", "60000000000"), ("0", "0"), ("-0.0", "0"), ("100", "100"), ("0.001", "0.001")],
)
def test_decimals_are_written_plainly(knowledge: Knowledge, value: str, written: str) -> None:
    said = replace(knowledge.observations[0], value=Decimal(value))
    told = statements(replace(knowledge, observations=(said,)))
    assert [v for _, p, v, _ in told if p == str(KG.value)] == [written]


@pytest.mark.parametrize(
    ("period", "datatype"),
    [
        ("2031", XSD.gYear),
        ("2031-03", XSD.gYearMonth),
        ("2031-03-02", XSD.date),
        ("--02-14", XSD.gMonthDay),
        ("--02", XSD.gMonth),
        ("2031-01-01/2031-03-31", XSD.string),
    ],
)
def test_periods_have_the_datatype_that_they_fit(knowledge: Knowledge, period: str, datatype: URIRef) -> None:
    said = replace(knowledge.observations[0], period=period)
    told = statements(replace(knowledge, observations=(said,)))
    assert [(v, t) for _, p, v, t in told if p == str(KG.period)] == [(period, str(datatype))]


def test_no_blank_nodes_and_ascii_iris(graph: Graph) -> None:
    nodes = {n for triple in graph for n in triple}
    assert not [n for n in nodes if isinstance(n, BNode)]
    assert all(str(n).isascii() for n in nodes if isinstance(n, URIRef))


def test_only_one_language_is_tagged(graph: Graph) -> None:
    assert {o.language for o in graph.objects() if isinstance(o, Literal) and o.language} == {"zh"}


def test_bases_can_be_chosen(knowledge: Knowledge, graph: Graph) -> None:
    bases = Bases("https://press.example/words#", "https://press.example/things/")
    moved = to_turtle(knowledge, bases=bases).decode()
    assert "kg.example.org" not in moved
    text = to_turtle(graph).decode()
    again = text.replace("https://kg.example.org/ontology#", bases.vocabulary)
    assert again.replace("https://kg.example.org/id/", bases.entities) == moved, "evidence IRIs do not hang on the base"


@pytest.mark.parametrize("base", ["", "words#", "https://例.cn/", "https://a.example/words", "https://a.example/a b#"])
def test_unfit_bases_are_refused(base: str) -> None:
    with pytest.raises(KgError, match="base IRI"):
        Bases(vocabulary=base)


def test_nested_bases_are_refused() -> None:
    with pytest.raises(KgError, match="inside the other"):
        Bases("https://a.example/", "https://a.example/id/")


def test_graph_and_turtle_say_the_same(knowledge: Knowledge, graph: Graph) -> None:
    read = Graph().parse(data=to_turtle(knowledge), format="turtle")
    assert isomorphic(read, graph)


def test_rdflib_and_oxigraph_read_the_same_terms(graph_file: object) -> None:
    ours, theirs = load(str(graph_file)), Graph().parse(str(graph_file), format="turtle")
    assert set(ours) == set(theirs)


def test_blank_nodes_and_broken_iris_are_refused(graph: Graph) -> None:
    graph.add((BNode(), RDFS.label, zh("无名")))
    with pytest.raises(KgError, match="blank nodes"):
        statements_of(graph)
    broken = Graph()
    broken.add((URIRef("https://a.example/> <b> <c> . <d"), RDFS.label, zh("无")))
    with pytest.raises(KgError, match="not an IRI"):
        statements_of(broken)


def test_units_lead_to_names_of_units() -> None:
    assert QUDT_UNITS["CNY"] == "CCY_CNY" and QUDT_UNITS["%"] == "PERCENT" and QUDT_UNITS["公顷"] == "HA"
    assert all(UNIT[name].isascii() for name in QUDT_UNITS.values())
