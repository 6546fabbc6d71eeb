"""Looking things up in a finished graph: an entity by its name, what is said of it, and the characters that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

__all__ = ["Catalogue", "Counts", "Link", "Reference", "Thing", "Witness"]

_VOCABULARY = "https://kg.example.org/ontology#"
_ENTITIES = "https://kg.example.org/id/"
_IRI = re.compile(r"[a-z]+://[^\s<>\"{}|\\^`]+|(?:kgid:)?[a-z]+-[0-9a-f]{12}")
_OF_NODES = frozenset({"text", "beginIndex", "endIndex", "onPage", "headline", "publishedOn", "dateSource"})
"""Properties that describe a text, not the world."""

_OF_EVIDENCE = frozenset({"inArticle", "speaker"})
"""Properties by which evidence points at texts and people."""

_OF_OBSERVATIONS = ("indicator", "comparator", "value", "unit", "status", "period", "valueText")


class Reference(NamedTuple):
    """Something a fact points at: an IRI with its label, or a literal (`iri` None) with its value."""

    iri: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Witness:
    """One evidence node: the quote with its half-open code point offsets in the page, and how it was found."""

    article: str
    page: str
    quote: str
    begin: int
    end: int
    sentence: str
    rule: str
    modality: str
    confidence: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A fact. `stated` tells whether the graph asserts it, not only its (then negating) evidence.

    `quantity` holds an observation's fields when the object is one.
    """

    subject: Reference
    predicate: str
    object: Reference
    stated: bool
    witnesses: tuple[Witness, ...]
    quantity: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity with all that the graph says of it, as subject (`said`) and as object (`pointed`).

    `articles` are the texts that mention it.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    note: str | None
    articles: tuple[tuple[str, str], ...]
    said: tuple[Link, ...]
    pointed: tuple[Link, ...]


@dataclass(slots=True)
class Counts:
    """How much of what a graph holds."""

    triples: int = 0
    evidence: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    modalities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)


class Catalogue:
    """A graph with its names. Bases are those that the graph itself binds to `kg:` and `kgid:`."""

    def __init__(self, graph: Graph) -> None:
        bound = {prefix: str(iri) for prefix, iri in graph.namespaces()}
        self.graph = graph
        self.kg = bound.get("kg", _VOCABULARY)
        self.kgid = bound.get("kgid", _ENTITIES)
        self._evidence = URIRef(self.kg + "Evidence")
        self._headlines: dict[Node | None, tuple[str, str]] = {}

    def find(self, name: str) -> tuple[list[URIRef], bool]:
        """Who bears a name: an IRI or `kgid:` name, else label, else other names, else those whose names contain it.

        Returns them sorted by label, and whether the name was theirs exactly.
        """
        if _IRI.fullmatch(name):
            iri = URIRef(name if "://" in name else self.kgid + name.removeprefix("kgid:"))
            return [iri] if (iri, None, None) in self.graph else [], True
        for predicate in (RDFS.label, SKOS.altLabel):
            if exact := self._known(self.graph.subjects(predicate, Literal(name, lang="zh"))):
                return exact, True
        if not name.strip():
            return [], False
        named = (s for p in (RDFS.label, SKOS.altLabel) for s, o in self.graph.subject_objects(p) if name in str(o))
        return self._known(named), False

    def _known(self, nodes: Iterable[Node]) -> list[URIRef]:
        """Those that are things of the graph, once each, by label."""
        things = {node for node in nodes if isinstance(node, URIRef) and self.types(node)}
        return sorted(things, key=lambda iri: (self.label(iri), iri))

    def label(self, iri: Node) -> str:
        """A node's name, else the end of its IRI."""
        return min((str(o) for o in self.graph.objects(iri, RDFS.label)), default=self.short(str(iri)))

    def short(self, iri: str) -> str:
        """A vocabulary name without its base, an entity's IRI as `kgid:…`, any other whole."""
        if iri.startswith(self.kgid):
            return "kgid:" + iri.removeprefix(self.kgid)
        return iri.removeprefix(self.kg)

    def types(self, iri: Node) -> tuple[str, ...]:
        """The classes of the vocabulary that a node has."""
        found = (str(o) for o in self.graph.objects(iri, RDF.type))
        return tuple(sorted(self.short(cls) for cls in found if cls.startswith(self.kg)))

    def thing(self, iri: URIRef) -> Thing:
        """Everything the graph says of an entity, links sorted by property and the other end's label."""
        said = [link for link in self._links(subject=iri) if link.predicate not in _OF_NODES]
        pointed = self._links(target=iri)
        articles = {URIRef(link.subject.iri or "") for link in pointed if link.predicate in ("mentions", "about")}
        return Thing(
            str(iri),
            self.label(iri),
            self.types(iri),
            tuple(sorted({str(o) for o in self.graph.objects(iri, SKOS.altLabel)})),
            min((str(o) for o in self.graph.objects(iri, SKOS.scopeNote)), default=None),
            tuple(sorted(self._article(article) for article in articles)),
            tuple(link for link in said if link.predicate != "mentions"),
            tuple(link for link in pointed if link.predicate != "mentions"),
        )

    def why(self, subject: str, predicate: str | None, target: str) -> list[Link]:
        """The facts between two ends, with their evidence; ends by name or IRI, `predicate` None meaning any.

        The object may also be a literal's value, an observation's label or its value as printed.
        """
        subjects, targets = self.find(subject)[0], set(self.find(target)[0])
        links = (link for one in subjects for link in self._links(subject=one) if _is(link, target, targets))
        return [link for link in links if predicate is None or link.predicate == predicate]

    def predicate(self, name: str) -> str:
        """A property's short name from `kg:…`, its IRI or the short name itself."""
        return name.removeprefix("kg:").removeprefix(self.kg)

    def _links(self, *, subject: URIRef | None = None, target: URIRef | None = None) -> list[Link]:
        stated = {
            (s, p, o)
            for s, p, o in self.graph.triples((subject, None, target))
            if str(p).startswith(self.kg) and self.short(str(p)) not in _OF_EVIDENCE
        }
        proven: dict[tuple[Node, Node, Node], list[Node]] = {}
        end, role = (subject, RDF.subject) if subject is not None else (target, RDF.object)
        for evidence in self.graph.subjects(role, end):
            s, p, o = (self.graph.value(evidence, part) for part in (RDF.subject, RDF.predicate, RDF.object))
            if s is not None and p is not None and o is not None:
                proven.setdefault((s, p, o), []).append(evidence)
        links = [
            self._link(s, p, o, (s, p, o) in stated, proven.get((s, p, o), [])) for s, p, o in stated | proven.keys()
        ]
        return sorted(links, key=_place)

    def _link(self, s: Node, p: Node, o: Node, stated: bool, evidence: Iterable[Node]) -> Link:
        witnesses = sorted((self._witness(node) for node in evidence), key=lambda w: (w.page, w.begin, w.end, w.rule))
        quantity = None
        if "Observation" in self.types(o):
            fields = ((name, self.graph.value(o, URIRef(self.kg + name))) for name in _OF_OBSERVATIONS)
            quantity = {name: str(value) for name, value in fields if value is not None}
        return Link(self._reference(s), self.short(str(p)), self._reference(o), stated, tuple(witnesses), quantity)

    def _reference(self, node: Node) -> Reference:
        return Reference(None, str(node)) if isinstance(node, Literal) else Reference(str(node), self.label(node))

    def _witness(self, node: Node) -> Witness:
        def text(name: str) -> str:
            value = self.graph.value(node, URIRef(self.kg + name))
            return "" if value is None else str(value)

        speaker = self.graph.value(node, URIRef(self.kg + "speaker"))
        article, page = self._article(self.graph.value(node, URIRef(self.kg + "inArticle")))
        return Witness(
            article,
            page,
            text("quote"),
            int(text("beginIndex") or 0),
            int(text("endIndex") or 0),
            text("sentence"),
            text("foundBy"),
            text("modality"),
            text("confidence"),
            self.label(speaker) if speaker is not None else None,
        )

    def _article(self, article: Node | None) -> tuple[str, str]:
        """An article's label and its page's."""
        if article not in self._headlines:
            page = self.graph.value(article, URIRef(self.kg + "onPage")) if article is not None else None
            label = self.label(article) if article is not None else ""
            self._headlines[article] = (label, self.label(page) if page is not None else "")
        return self._headlines[article]

    def counts(self) -> Counts:
        """Count classes of things, properties of facts, evidence by modality and rule."""
        counts = Counts()
        evidence = set(self.graph.subjects(RDF.type, self._evidence))
        counts.evidence = len(evidence)
        for s, p, o in self.graph:
            counts.triples += 1
            name = str(p)
            if p == RDF.type and str(o).startswith(self.kg) and s not in evidence:
                counts.classes[self.short(str(o))] += 1
            elif name.startswith(self.kg):
                name = self.short(name)
                if s not in evidence and name not in _OF_NODES and name not in _OF_OBSERVATIONS:
                    counts.properties[name] += 1
                elif name == "modality":
                    counts.modalities[str(o)] += 1
                elif name == "foundBy":
                    counts.rules[str(o)] += 1
        return counts


def _place(link: Link) -> tuple[str, ...]:
    """By property, then by name; namesakes by IRI."""
    return (link.predicate, link.subject.label, link.object.label, str(link.subject.iri), str(link.object.iri))


def _is(link: Link, name: str, known: set[URIRef]) -> bool:
    """Whether a link's object is what the user named."""
    if link.object.iri is None:
        return link.object.label == name
    printed = (link.quantity or {}).get("valueText")
    return printed == name or URIRef(link.object.iri) in known
