"""What the graph says is looked up on the page; whatever was tampered with is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.model import Document, Knowledge
from kg.rdf import to_graph
from kg.rdf.namespaces import KG, KGID, RDF, RDFS
from kg.rdf.verify import verify

from .sample import IDS, NAME, TEXT, sample


def zh(text: str) -> Literal:
    return Literal(text, lang="zh")


def shows(graph: Graph, predicate: str) -> Node:
    return min(graph.subjects(RDF.predicate, KG[predicate]), key=str)


def moved(graph: Graph) -> None:
    node = shows(graph, "develops")
    begin, end = (graph.value(node, p) for p in (KG.beginIndex, KG.endIndex))
    graph.set((node, KG.beginIndex, Literal(begin.value + 1)))  # type: ignore[union-attr]
    graph.set((node, KG.endIndex, Literal(end.value + 1)))  # type: ignore[union-attr]


def undone(graph: Graph) -> None:
    graph.remove((None, KG.develops, None))


def denied_but_said(graph: Graph) -> None:
    graph.add((KGID[IDS["云帆集团"]], KG.acquires, KGID[IDS["松原资本"]]))


def unlinked(graph: Graph) -> None:
    node = next(graph.subjects(RDF.type, KG.Observation))
    graph.remove((None, RDF.object, node))


TAMPERED: dict[str, tuple[Callable[[Graph], object], str]] = {
    "other words": (
        lambda g: g.set((shows(g, "develops"), KG.quote, zh("青禾区将发展氧能"))),
        "the page says 「青禾区将发展氢能」",
    ),
    "other place": (moved, "the page says"),
    "beyond the page": (lambda g: g.set((shows(g, "develops"), KG.endIndex, Literal(9999))), "do not lie in the page"),
    "no offset": (lambda g: g.remove((shows(g, "develops"), KG.beginIndex, None)), "do not lie in the page"),
    "sentence from elsewhere": (
        lambda g: g.set((shows(g, "develops"), KG.sentence, zh("近日,石桥小学学生在云汀大厦参观。"))),
        "the sentence does not stand around",
    ),
    "sentence that is on no page": (
        lambda g: g.set((shows(g, "develops"), KG.sentence, zh("青禾区将发展氢能?"))),
        "the sentence does not stand around",
    ),
    "article that says more": (
        lambda g: g.set((next(g.subjects(RDF.type, KG.NewsArticle)), KG.text, zh("本报讯"))),
        "its text is not what the page says",
    ),
    "article elsewhere": (
        lambda g: g.set((next(g.subjects(RDF.type, KG.NewsArticle)), KG.endIndex, Literal(10**6))),
        "do not lie in the page of",
    ),
    "headline of another page": (
        lambda g: g.set((next(g.subjects(RDF.type, KG.NewsArticle)), KG.headline, zh("青禾区大会召开 旧闻"))),
        "its headline is not on the page: 旧闻",
    ),
    "evidence in no article": (
        lambda g: g.remove((shows(g, "develops"), KG.inArticle, None)),
        "it stands in no article",
    ),
    "relation out of nowhere": (
        lambda g: g.add((KGID[IDS["石桥小学"]], KG.locatedIn, KGID[IDS["青禾区"]])),
        "kg:locatedIn 青禾区 has no evidence",
    ),
    "literal out of nowhere": (
        lambda g: g.add((KGID[IDS["林小满"]], KG.jobTitle, zh("主任"))),
        "kg:jobTitle 主任 has no evidence",
    ),
    "fact that was taken out": (undone, "the fact that it shows is not in the graph"),
    "fact that is only denied": (denied_but_said, "kg:acquires 松原资本 has no evidence"),
    "observation without evidence": (unlinked, "it has no evidence"),
    "observation with other figures": (
        lambda g: g.set((next(g.subjects(KG.unit, Literal("CNY"))), KG.valueText, zh("131亿元"))),
        "no sentence of its evidence holds 「131亿元」",
    ),
}


def test_graph_bears_out(graph: Graph, pages: list[Document]) -> None:
    assert verify(graph, pages) == []


def test_graph_without_texts_bears_out(knowledge: Knowledge, pages: list[Document]) -> None:
    assert verify(to_graph(knowledge, text=False), pages) == []


@pytest.mark.parametrize("name", TAMPERED, ids=lambda name: name.replace(" ", "-"))
def test_tampering_is_found(graph: Graph, pages: list[Document], name: str) -> None:
    tamper, message = TAMPERED[name]
    tamper(graph)
    assert any(message in str(problem) for problem in verify(graph, pages)), verify(graph, pages)


def test_page_that_is_not_given_is_named(graph: Graph) -> None:
    (problem,) = verify(graph, [Document("other.txt", TEXT)])
    assert str(problem).startswith(f"{NAME} (") and "not among the pages given" in problem.message


def test_page_that_changed_is_found(graph: Graph) -> None:
    problems = verify(graph, [Document(NAME, "号外 " + TEXT)])
    assert len(problems) > 20 and any("its text is not what the page says" in p.message for p in problems)


def test_of_two_pages_with_one_name_the_one_that_fits_counts(graph: Graph, pages: list[Document]) -> None:
    assert verify(graph, [Document(NAME, "别的版面"), *pages]) == []


def test_offsets_count_from_before_the_front_matter() -> None:
    front = "---\ntitle: 𠮷\n---\n"
    knowledge = sample(front + TEXT)
    assert verify(to_graph(knowledge), [page.document for page in knowledge.pages]) == []


def test_problem_names_the_entity(graph: Graph, pages: list[Document]) -> None:
    graph.add((KGID[IDS["林小满"]], KG.jobTitle, zh("主任")))
    (problem,) = verify(graph, pages)
    assert problem.name == "林小满" and problem.node == str(KGID[IDS["林小满"]])


def test_graph_without_pages_does_not_pass_unseen(pages: list[Document]) -> None:
    odd = Graph()
    odd.add((URIRef("https://a.example/a"), RDFS.label, zh("甲")))
    assert verify(odd, pages) and verify(Graph(), pages) == []


def test_publisher_from_the_command_line_needs_no_evidence(knowledge: Knowledge, pages: list[Document]) -> None:
    from kg.model import Entity, Fact

    paper = Entity("organization-00000000000a", ("MediaOrganization",), "澄江日报")
    fact = Fact(knowledge.pages[0].id, "publishedBy", paper.id, None, ())
    more = replace(knowledge, entities=(*knowledge.entities, paper), facts=(*knowledge.facts, fact))
    assert verify(to_graph(more), pages) == []
