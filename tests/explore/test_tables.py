from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef

from kg.explore import render
from kg.explore.layout import place_core, place_rest
from kg.explore.tables import read_tables
from kg.network import simple
from kg.rdf.namespaces import KG, KGID

from .graphs import News, small


def facts_of(graph: Graph) -> set[tuple[str, str, str]]:
    """Each relation and literal that the graph states, and each that only evidence speaks of."""
    records = {s for kind in (KG.Evidence, KG.Observation) for s in graph.subjects(RDF.type, kind)}
    skip = {KG.text, KG.beginIndex, KG.endIndex, KG.hasObservation}
    found = {(str(s), str(p), str(o)) for s, p, o in graph if p in KG and p not in skip and s not in records}
    for node in graph.subjects(RDF.type, KG.Evidence):
        triple = tuple(str(graph.value(node, part)) for part in (RDF.subject, RDF.predicate, RDF.object))
        if triple[1] != str(KG.hasObservation):
            found.add(triple)
    return found


def test_every_fact_of_the_graph_is_in_the_tables_once(news: Graph) -> None:
    tables = read_tables(news)
    told = [
        (
            tables.things[fact.subject].iri,
            str(KG[fact.predicate]),
            tables.things[fact.object].iri if isinstance(fact.object, int) else fact.object[0],
        )
        for fact in tables.facts
    ]
    assert len(told) == len(set(told))
    assert set(told) == facts_of(news)
    assert len(tables.observations) == 1
    assert len(tables.evidence) == len(set(news.subjects(RDF.type, KG.Evidence)))


def test_a_denied_fact_is_there_and_marked(news: Graph) -> None:
    tables = read_tables(news)
    denied = [fact.predicate for fact in tables.facts if not fact.direct]
    assert denied == ["acquires"]


def test_parallel_facts_stay_apart(news: Graph, data: Callable[[str, str], Any]) -> None:
    network = data(render(news), "network")
    head = data(render(news), "head")
    at = {label: i for i, label in enumerate(head["labels"])}
    pair = {at["恒光集团"], at["青河储能基地项目"]}
    ends = zip(network["from"], network["to"], strict=True)
    assert sum({a, b} == pair for a, b in ends) == 2


def test_a_tenure_without_a_label_is_called_by_title_and_body(news: Graph) -> None:
    names = [thing.label for thing in read_tables(news).things if "Tenure" in thing.types]
    assert names == ["总经理 · 远帆公司"]


def test_quotes_are_found_again_at_their_offsets(news: Graph, data: Callable[[str, str], Any]) -> None:
    """Offsets in the page count UTF-16 units, so that a character beyond the first plane shifts nothing."""
    body = data(render(news), "body")
    wanted = {str(o) for o in news.objects(None, KG.quote)}
    found = set()
    for i, (article, at, length) in enumerate(zip(body["article"], body["at"], body["length"], strict=True)):
        units = body["texts"][str(article)].encode("utf-16-le")
        quote = units[2 * at : 2 * (at + length)].decode("utf-16-le")
        back, around = body["sentenceBack"][i], body["sentenceLength"][i]
        assert quote in units[2 * (at - back) : 2 * (at - back + around)].decode("utf-16-le")
        found.add(quote)
    assert found == wanted
    assert not body["loose"]


def test_without_text_the_quotes_stay(news: Graph, data: Callable[[str, str], Any]) -> None:
    body = data(render(news, text=False), "body")
    assert body["texts"] == {}
    quotes = {quote for quote, *_ in body["loose"].values()}
    assert quotes == {str(o) for o in news.objects(None, KG.quote)}


def test_a_quote_that_is_not_in_the_body_keeps_its_own_words(data: Callable[[str, str], Any]) -> None:
    news = News()
    article, thing = news.article("甲乙签约", "正文。"), news.thing("甲", "Company")
    evidence = news.fact(article, article, "about", thing, "正文")
    for name, value in (("quote", "甲乙签约"), ("sentence", "甲乙签约")):
        news.graph.set((evidence, KG[name], Literal(value, lang="zh")))
    for name, offset in (("beginIndex", 900), ("endIndex", 904)):
        news.graph.set((evidence, KG[name], Literal(offset)))
    body = data(render(news.graph), "body")
    assert body["loose"] == {"0": ["甲乙签约", "甲乙签约", 900, 904]}


def test_other_bases_and_own_classes(data: Callable[[str, str], Any]) -> None:
    graph = Graph(bind_namespaces="none")
    turtle = """@prefix kg: <https://news.example/words/> . @prefix kgid: <https://news.example/things/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    kg:Airline a owl:Class ; rdfs:subClassOf kg:Company ; rdfs:label "航空公司"@zh, "Airline"@en .
    kgid:organization-1 a kg:Airline ; rdfs:label "甲航"@zh ; kg:fliesTo kgid:place-2 ;
        owl:sameAs <https://x.example/1> .
    kgid:place-2 a kg:City ; rdfs:label "乙市"@zh ."""
    html = render(graph.parse(data=turtle, format="turtle"))
    head, network, body = (data(html, name) for name in ("head", "network", "body"))
    assert sorted(head["iris"].split("\n")) == ["organization-1", "place-2"]
    assert head["ancestors"]["Airline"] == ["Company", "Organization"]
    assert head["words"]["Airline"] == {"en": "Airline", "zh": "航空公司"}
    assert network["relations"] == ["fliesTo"]
    assert sorted(network["groups"]) == ["area", "organization"]
    assert [row[-1] for row in body["literals"]] == ["https://x.example/1"]


def test_an_untyped_thing_that_facts_name_is_shown_too(data: Callable[[str, str], Any]) -> None:
    graph = small().graph
    graph.add((KGID["person-1"], KG.visits, URIRef("https://elsewhere.example/place")))
    head = data(render(graph), "head")
    assert " https://elsewhere.example/place" in head["iris"].split("\n")


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=90), st.integers(1, 41))
def test_every_thing_has_a_place_of_its_own(edges: list[tuple[int, int]], count: int) -> None:
    import networkx as nx

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a % count, b % count) for a, b in edges)
    flat = simple(graph, range(count))
    core = place_core(simple(graph, range(count // 2)))
    near = [sorted(flat[i]) for i in range(count)]
    spots = place_rest(core, range(count), near)
    assert len(spots) == count
    assert len(set(spots[count // 2 :])) == count - count // 2
    assert spots == place_rest(place_core(simple(graph, range(count // 2))), range(count), near)
