"""A good graph conforms; each of many small faults is caught."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.model import Knowledge
from kg.rdf import Bases, to_graph
from kg.rdf.namespaces import KG, KGID, QUDT, RDF, RDFS, SKOS, UNIT, XSD
from kg.rdf.validate import validate

from .sample import IDS

Fault = Callable[[Graph], None]


def zh(text: str) -> Literal:
    return Literal(text, lang="zh")


def typed(text: str, datatype: URIRef) -> Literal:
    return Literal(text, datatype=datatype, normalize=False)


def node(name: str) -> URIRef:
    return KGID[IDS[name]]


def first(graph: Graph, cls: str) -> Node:
    return min(graph.subjects(RDF.type, KG[cls]), key=str)


def bearing(graph: Graph, predicate: URIRef, value: str) -> Node:
    """The node whose property has that text."""
    return next(s for s, o in graph.subject_objects(predicate) if str(o) == value)


def give(cls: str, predicate: URIRef, *values: Node) -> Fault:
    """Replaces a property of the first node of a class; without values it is taken away."""

    def fault(graph: Graph) -> None:
        subject = first(graph, cls)
        graph.remove((subject, predicate, None))
        for value in values:
            graph.add((subject, predicate, value))

    return fault


def say(subject: str, predicate: str, value: Node) -> Fault:
    return lambda graph: graph.add((node(subject), KG[predicate], value)) and None


def rename(cls: str, local: str) -> Fault:
    """Gives the first node of a class another IRI everywhere."""

    def fault(graph: Graph) -> None:
        old, new = first(graph, cls), KGID[local]
        for triple in [t for t in graph if old in t]:
            graph.remove(triple)
            graph.add(tuple(new if n == old else n for n in triple))  # type: ignore[arg-type]

    return fault


def anonymous(graph: Graph) -> None:
    graph.add((node("青禾区"), KG.locatedIn, (blank := BNode())))
    graph.add((blank, RDF.type, KG.City))
    graph.add((blank, RDFS.label, zh("无名市")))


def lonely_observation(graph: Graph) -> None:
    said = first(graph, "Observation")
    for evidence in list(graph.subjects(RDF.object, said)):
        graph.remove((evidence, None, None))


def shared_observation(graph: Graph) -> None:
    graph.add((node("氢能"), KG.hasObservation, first(graph, "Observation")))


def shared_tenure(graph: Graph) -> None:
    graph.add((node("林小满"), KG.hasTenure, node("孟知夏,青禾区,区长")))


def unit_link(text: str, *values: Node) -> Fault:
    def fault(graph: Graph) -> None:
        said = bearing(graph, KG.unit, text)
        graph.remove((said, QUDT.hasUnit, None))
        for value in values:
            graph.add((said, QUDT.hasUnit, value))

    return fault


FAULTS: dict[str, Fault] = {
    "page without a label": give("NewsPage", RDFS.label),
    "page dated on a day that is none": give("NewsPage", KG.publishedOn, typed("2023-02-30", XSD.date)),
    "page dated twice": give("NewsPage", KG.publishedOn, typed("2031-03-02", XSD.date), typed("2031-03-03", XSD.date)),
    "date source of another kind": give("NewsPage", KG.dateSource, Literal("guess")),
    "article without a page": give("NewsArticle", KG.onPage),
    "article on an article": lambda g: give("NewsArticle", KG.onPage, first(g, "PhotoCaption"))(g),
    "article without a beginning": give("NewsArticle", KG.beginIndex),
    "article that ends before it begins": give("NewsArticle", KG.endIndex, Literal(3)),
    "article with two headlines": give("NewsArticle", KG.headline, zh("一"), zh("二")),
    "article with an English text": give("NewsArticle", KG.text, Literal("news", lang="en")),
    "article published by a company": lambda g: give("NewsArticle", KG.publishedBy, node("云帆集团"))(g),
    "entity without a label": give("Company", RDFS.label),
    "entity with two labels": give("Company", RDFS.label, zh("甲"), zh("乙")),
    "label without a language": give("Company", RDFS.label, Literal("云帆集团")),
    "label in another language": give("Company", RDFS.label, Literal("Yunfan", lang="en")),
    "label with a country in its language": give("Company", RDFS.label, Literal("云帆集团", lang="zh-CN")),
    "empty label": give("Company", RDFS.label, zh("")),
    "alias without a language": give("Company", SKOS.altLabel, Literal("云帆")),
    "two scope notes": give("Company", SKOS.scopeNote, zh("甲"), zh("乙")),
    "entity IRI of no family": rename("Company", "firm-0123456789ab"),
    "entity IRI too short": rename("Company", "organization-0123456789a"),
    "entity IRI with a name in it": rename("Company", "organization-云帆集团"),
    "evidence IRI of another family": rename("Evidence", "proof-0123456789ab"),
    "observation IRI in capitals": rename("Observation", "observation-0123456789AB"),
    "blank node as an entity": anonymous,
    "mention of a thing without a type": give("Industry", RDF.type),
    "reporter who is no journalist": lambda g: give("NewsArticle", KG.hasReporter, node("孟知夏"))(g),
    "person located somewhere": say("孟知夏", "locatedIn", node("青禾区")),
    "located in a literal": say("石桥小学", "locatedIn", zh("青禾区")),
    "located in a company": say("石桥小学", "locatedIn", node("云帆集团")),
    "person works for a person": say("孟知夏", "worksFor", node("林小满")),
    "company works for a district": say("云帆集团", "worksFor", node("青禾区")),
    "person cooperates": say("孟知夏", "cooperatesWith", node("云帆集团")),
    "investment in a place": say("云帆集团", "investsIn", node("澄江市")),
    "event at an event": say("青禾区高质量发展大会", "heldAt", node("青禾区高质量发展大会")),
    "industry that develops": say("氢能", "develops", node("氢能")),
    "acquisition by a place": say("澄江市", "acquires", node("云帆集团")),
    "job title of a company": say("云帆集团", "jobTitle", zh("总裁")),
    "job title without a language": say("孟知夏", "jobTitle", Literal("区长")),
    "event on a day that is none": say("青禾区高质量发展大会", "eventDate", typed("2031-13-01", XSD.date)),
    "event on some day": say("青禾区高质量发展大会", "eventDate", Literal("昨天")),
    "tenure of two people": shared_tenure,
    "tenure from some day": say("孟知夏,青禾区,区长", "from", Literal("去年")),
    "tenure at two bodies": say("孟知夏,青禾区,区长", "worksFor", node("澄江市")),
    "observation without a value": give("Observation", KG.value),
    "value that is an integer": give("Observation", KG.value, Literal(2600)),
    "value that is no number": give("Observation", KG.value, typed("很多", XSD.decimal)),
    "observation without an indicator": give("Observation", KG.indicator),
    "observation with two units": give("Observation", KG.unit, Literal("家"), Literal("个")),
    "comparator of another kind": give("Observation", KG.comparator, Literal("≥")),
    "status of another kind": give("Observation", KG.status, Literal("done")),
    "period of another kind": give("Observation", KG.period, Literal("今年")),
    "period that is no month": give("Observation", KG.period, typed("2031-13", XSD.gYearMonth)),
    "observation with an unknown property": give("Observation", KG.amount, Literal(1)),
    "observation without evidence": lonely_observation,
    "observation of two things": shared_observation,
    "yuan without the unit of QUDT": unit_link("CNY"),
    "yuan as per cent": unit_link("CNY", UNIT.PERCENT),
    "enterprises in a unit of QUDT": unit_link("家", UNIT.CCY_CNY),
    "unit of another vocabulary": unit_link("%", URIRef("http://www.wikidata.org/entity/Q11229")),
    "evidence without a subject": give("Evidence", RDF.subject),
    "evidence with two objects": give("Evidence", RDF.object, zh("甲"), zh("乙")),
    "evidence without an article": give("Evidence", KG.inArticle),
    "evidence in a page": lambda g: give("Evidence", KG.inArticle, first(g, "NewsPage"))(g),
    "evidence without a quote": give("Evidence", KG.quote),
    "evidence with two quotes": give("Evidence", KG.quote, zh("甲"), zh("乙")),
    "evidence without a sentence": give("Evidence", KG.sentence),
    "evidence that begins before the page": give("Evidence", KG.beginIndex, Literal(-1)),
    "evidence that ends where it begins": give("Evidence", KG.endIndex, Literal(0)),
    "evidence with an offset in words": give("Evidence", KG.beginIndex, Literal("three")),
    "evidence without a rule": give("Evidence", KG.foundBy),
    "confidence above one": give("Evidence", KG.confidence, typed("1.5", XSD.decimal)),
    "confidence as a double": give("Evidence", KG.confidence, typed("0.9", XSD.double)),
    "modality of another kind": give("Evidence", KG.modality, Literal("maybe")),
    "speaker that is an event": lambda g: give("Evidence", KG.speaker, node("青禾区高质量发展大会"))(g),
    "evidence with a misspelt property": give("Evidence", KG.qoute, zh("甲")),
    "evidence that is no statement": give("Evidence", RDF.type, KG.Evidence),
}


def test_good_graph_conforms_and_is_left_as_it_was(knowledge: Knowledge, graph: Graph) -> None:
    before = set(graph)
    assert validate(graph) == []
    assert set(graph) == before


def test_good_graph_without_texts_conforms(knowledge: Knowledge) -> None:
    assert validate(to_graph(knowledge, text=False)) == []


def test_empty_graph_conforms() -> None:
    assert validate(Graph()) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda name: name.replace(" ", "-"))
def test_fault_is_caught(graph: Graph, fault: str) -> None:
    before = set(graph)
    FAULTS[fault](graph)
    assert set(graph) != before, "the fault changes nothing"
    assert validate(graph)


def test_there_are_faults_enough() -> None:
    assert len(FAULTS) >= 25


def test_violation_names_the_entity_and_quotes_the_text(graph: Graph) -> None:
    FAULTS["located in a company"](graph)
    (found,) = validate(graph)
    assert found.name == "石桥小学" and found.property == "kg:locatedIn" and found.value == "云帆集团"
    assert found.quote == "石桥小学"
    assert str(found).startswith("石桥小学 (https://kg.example.org/id/organization-")
    assert "kg:locatedIn leads to a place, not 云帆集团 「石桥小学」" in str(found)


def test_violation_quotes_the_evidence_of_the_fact_at_fault(graph: Graph) -> None:
    graph.remove((node("氢能"), RDF.type, None))
    graph.add((node("氢能"), RDF.type, KG.Product))
    quotes = {v.property: v.quote for v in validate(graph)}
    assert quotes["kg:develops"] == "青禾区将发展氢能"


def test_observation_in_the_wrong_unit_is_named_not_the_unit(graph: Graph) -> None:
    unit_link("CNY")(graph)
    assert {v.name for v in validate(graph)} == {"总投资130亿元"}


def test_graph_in_another_vocabulary_does_not_pass_unseen(knowledge: Knowledge) -> None:
    bases = Bases("https://press.example/words#", "https://press.example/things/")
    graph = to_graph(knowledge, bases=bases)
    assert validate(graph, bases=bases) == []
    (found,) = validate(graph)
    assert "nothing in this graph has a class of https://kg.example.org/ontology#" in str(found)


def test_violations_are_sorted(graph: Graph) -> None:
    for name in ("entity without a label", "evidence without a quote", "article without a page"):
        FAULTS[name](graph)
    nodes = [v.node for v in validate(graph)]
    assert nodes == sorted(nodes) and len(nodes) >= 3
