"""Does the graph say what the pages say? Every quote, offset and article is looked up in the text again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.model import Document
from kg.rdf.namespaces import BASES, RDF, RDFS, Bases

__all__ = ["Problem", "verify"]

_OF_THE_PAGE = frozenset(
    {"onPage", "beginIndex", "endIndex", "text", "headline", "publishedOn", "publishedBy", "dateSource"}
)
"""Properties of pages and articles that state what was read, not what the text says: they need no evidence."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the graph that the pages do not bear out: the node, its name where it has one, what is wrong."""

    node: str
    name: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.name} ({self.node}): {self.message}" if self.name else f"{self.node}: {self.message}"


def verify(graph: Graph, pages: Sequence[Document], *, bases: Bases = BASES) -> list[Problem]:
    """Everything that does not hold, sorted; an empty list means that each fact stands where the graph says.

    Pages are found by their name (the label of the graph's `kg:NewsPage`); of pages with one name the best fit counts.
    """
    check = _Check(graph, Namespace(bases.vocabulary))
    problems = [*check.pages(pages), *check.evidence(), *check.facts(), *check.observations()]
    return sorted(set(problems), key=lambda p: (p.node, p.message))


class _Check:
    def __init__(self, graph: Graph, kg: Namespace) -> None:
        self.graph = graph
        self.kg = kg
        self.texts: dict[Node, str] = {}
        """Each article whose page was found, with the text of that page."""

    def problem(self, node: Node, message: str) -> Problem:
        label = self.graph.value(node, RDFS.label)
        return Problem(str(node), None if label is None else str(label), message)

    def pages(self, given: Sequence[Document]) -> Iterator[Problem]:
        if len(self.graph) and (None, RDF.type, self.kg.NewsPage) not in self.graph:
            yield self.problem(self.kg.NewsPage, "the graph has none")
        for page in self.graph.subjects(RDF.type, self.kg.NewsPage):
            name = str(self.graph.value(page, RDFS.label))
            named = [document for document in given if normalize("NFC", document.name) == name]
            if not named:
                yield self.problem(page, "this page is not among the pages given")
                continue
            articles = list(self.graph.subjects(self.kg.onPage, page))
            found = [[p for article in articles for p in self.article(article, d.text)] for d in named]
            best = min(range(len(named)), key=lambda i: len(found[i]))
            yield from found[best]
            self.texts |= dict.fromkeys(articles, named[best].text)

    def article(self, article: Node, text: str) -> Iterator[Problem]:
        begin, end = self.span(article)
        if not 0 <= begin < end <= len(text):
            yield self.problem(
                article, f"its offsets {begin} to {end} do not lie in the page of {len(text)} characters"
            )
            return
        body = self.graph.value(article, self.kg.text)
        if body is not None and str(body) != text[begin:end]:
            yield self.problem(article, f"its text is not what the page says at {begin} to {end}")
        plain = normalize("NFC", text)
        for part in str(self.graph.value(article, self.kg.headline) or "").split():
            if part not in plain:
                yield self.problem(article, f"its headline is not on the page: {part}")

    def evidence(self) -> Iterator[Problem]:
        for node in self.graph.subjects(RDF.type, self.kg.Evidence):
            article = self.graph.value(node, self.kg.inArticle)
            text = self.texts.get(article) if article is not None else None
            if text is None:
                if article is None or self.graph.value(article, self.kg.onPage) is None:
                    yield self.problem(node, "it stands in no article of a page")
                continue
            quote, sentence = (str(self.graph.value(node, p)) for p in (self.kg.quote, self.kg.sentence))
            begin, end = self.span(node)
            if not 0 <= begin < end <= len(text):
                yield self.problem(
                    node, f"its offsets {begin} to {end} do not lie in the page of {len(text)} characters"
                )
            elif text[begin:end] != quote:
                yield self.problem(node, f"the page says 「{text[begin:end]}」 at {begin} to {end}, not 「{quote}」")
            elif not _around(text, sentence, begin, end):
                yield self.problem(
                    node, f"the sentence does not stand around 「{quote}」 at {begin} to {end}: {sentence}"
                )
            if not self.denied(node) and not self.stated(node):
                yield self.problem(node, "the fact that it shows is not in the graph")

    def facts(self) -> Iterator[Problem]:
        """Each relation and literal of an entity or article has evidence that does not deny it."""
        shown = {self.fact(node) for node in self.graph.subjects(RDF.type, self.kg.Evidence) if not self.denied(node)}
        apart = {node for cls in ("Evidence", "Observation") for node in self.graph.subjects(RDF.type, self.kg[cls])}
        for s, p, o in self.graph:
            local = str(p).removeprefix(str(self.kg))
            if local == str(p) or local in _OF_THE_PAGE or s in apart or (s, p, o) in shown:
                continue
            value = o if isinstance(o, Literal) else self.graph.value(o, RDFS.label) or o
            yield self.problem(s, f"kg:{local} {value} has no evidence")

    def observations(self) -> Iterator[Problem]:
        for node in self.graph.subjects(RDF.type, self.kg.Observation):
            evidence = list(self.graph.subjects(RDF.object, node))
            printed = str(self.graph.value(node, self.kg.valueText))
            if not evidence:
                yield self.problem(node, "it has no evidence")
            elif not any(printed in str(self.graph.value(e, self.kg.sentence)) for e in evidence):
                yield self.problem(node, f"no sentence of its evidence holds 「{printed}」")

    def span(self, node: Node) -> tuple[int, int]:
        """The node's offsets; (-1, -1) where they are missing or no integers."""
        found = [self.graph.value(node, p) for p in (self.kg.beginIndex, self.kg.endIndex)]
        values = [v.value if isinstance(v, Literal) and isinstance(v.value, int) else None for v in found]
        begin, end = values
        return (-1, -1) if begin is None or end is None else (begin, end)

    def denied(self, node: Node) -> bool:
        return (node, self.kg.modality, Literal("negated")) in self.graph

    def stated(self, node: Node) -> bool:
        s, p, o = self.fact(node)
        return s is not None and p is not None and o is not None and (s, p, o) in self.graph

    def fact(self, node: Node) -> tuple[Node | None, Node | None, Node | None]:
        s, p, o = (self.graph.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        return s, p if isinstance(p, URIRef) else None, o


def _around(text: str, sentence: str, begin: int, end: int) -> bool:
    """Whether the sentence stands in the text so that it covers [begin, end)."""
    at = text.find(sentence, max(0, end - len(sentence)))
    return 0 <= at <= begin
