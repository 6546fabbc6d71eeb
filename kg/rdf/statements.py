"""What is known, told as plain triples: the one place that knows how the vocabulary is written down.

A `Statement` is four strings, `(subject, predicate, value, tag)`: two IRIs, then an IRI when `tag` is empty, a string
in the language `zh` when it is `@zh`, else a literal whose datatype IRI it is. Plain strings sort fast and turn into
rdflib's terms as easily as into Oxigraph's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import blake2b
from typing import Final, TypeAlias
from unicodedata import normalize

from kg.model import Entity, Evidence, Fact, Item, Knowledge, Observation, Page
from kg.rdf.namespaces import BASES, QUDT, RDF, RDFS, SKOS, UNIT, XSD, Bases
from kg.rdf.units import QUDT_UNITS

__all__ = ["Statement", "in_order", "statements"]

Statement: TypeAlias = tuple[str, str, str, str]

TYPE: Final = str(RDF.type)
STATEMENT, SUBJECT, PREDICATE, OBJECT = (str(RDF[name]) for name in ("Statement", "subject", "predicate", "object"))
LABEL: Final = str(RDFS.label)
ZH: Final = "@zh"
STRING, INTEGER, DECIMAL, DATE = (str(XSD[name]) for name in ("string", "integer", "decimal", "date"))

_PERIODS: Final = (
    (re.compile(r"\d{4}-\d\d-\d\d"), DATE),
    (re.compile(r"\d{4}-\d\d"), str(XSD.gYearMonth)),
    (re.compile(r"\d{4}"), str(XSD.gYear)),
    (re.compile(r"--\d\d-\d\d"), str(XSD.gMonthDay)),
    (re.compile(r"--\d\d"), str(XSD.gMonth)),
)
_LEAD: Final = 24
"""How many characters of its body stand for an article without a headline."""


def statements(knowledge: Knowledge, *, text: bool = True, bases: Bases = BASES) -> list[Statement]:
    """Everything in `knowledge`, each statement once, sorted.

    `text=False` leaves out the articles' bodies. Offsets are code points into the page's text.
    """
    return in_order(_Teller(knowledge, text, bases).tell())


def in_order(told: Iterable[Statement]) -> list[Statement]:
    """Each statement once, sorted as they are written to a file."""
    rows: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        rows[statement[0]].append(statement)
    # many short sorts: half the time of one long one, in which all subjects begin alike
    return [statement for subject in sorted(rows) for statement in sorted(set(rows[subject]))]


class _Teller:
    """Walks over the knowledge once; holds what the statements of different things share."""

    def __init__(self, knowledge: Knowledge, text: bool, bases: Bases) -> None:
        self.knowledge = knowledge
        self.with_text = text
        self.kg = _Terms(bases.vocabulary)
        self.kgid = bases.entities
        self.documents = {page.id: page.document for page in knowledge.pages}
        self.texts = {item.id: self.documents[item.page].text for item in knowledge.items}

    def tell(self) -> Iterator[Statement]:
        for page in self.knowledge.pages:
            yield from self.page(page)
        for item in self.knowledge.items:
            yield from self.item(item)
        for entity in self.knowledge.entities:
            yield from self.entity(entity)
        for fact in self.knowledge.facts:
            yield from self.fact(fact)
        for observation in self.knowledge.observations:
            yield from self.observation(observation)

    def page(self, page: Page) -> Iterator[Statement]:
        subject, document = self.kgid + page.id, page.document
        yield subject, TYPE, self.kg["NewsPage"], ""
        yield subject, LABEL, normalize("NFC", document.name), ZH
        if document.published is not None:
            yield subject, self.kg["publishedOn"], document.published.isoformat(), DATE
        if document.dated_by is not None:
            yield subject, self.kg["dateSource"], document.dated_by, STRING

    def item(self, item: Item) -> Iterator[Statement]:
        subject, article, document = self.kgid + item.id, item.article, self.documents[item.page]
        body = document.text[article.begin : article.end]
        yield subject, TYPE, self.kg[article.kind], ""
        yield subject, LABEL, normalize("NFC", item.headline or _lead(body)), ZH
        if item.headline:
            yield subject, self.kg["headline"], normalize("NFC", item.headline), ZH
        yield subject, self.kg["onPage"], self.kgid + item.page, ""
        yield subject, self.kg["beginIndex"], str(article.begin), INTEGER
        yield subject, self.kg["endIndex"], str(article.end), INTEGER
        if self.with_text:
            yield subject, self.kg["text"], body, ZH
        if document.published is not None:
            yield subject, self.kg["publishedOn"], document.published.isoformat(), DATE

    def entity(self, entity: Entity) -> Iterator[Statement]:
        subject = self.kgid + entity.id
        for name in entity.types:
            yield subject, TYPE, self.kg[name], ""
        label = normalize("NFC", entity.name)
        yield subject, LABEL, label, ZH
        for alias in entity.aliases:
            other = normalize("NFC", alias)
            if other != label:
                yield subject, str(SKOS.altLabel), other, ZH
        if entity.note is not None:
            yield subject, str(SKOS.scopeNote), normalize("NFC", entity.note), ZH

    def fact(self, fact: Fact) -> Iterator[Statement]:
        subject, predicate = self.kgid + fact.subject, self.kg[fact.predicate]
        if fact.datatype is None:
            value, tag = self.kgid + fact.object, ""
        elif fact.datatype == "zh":
            value, tag = normalize("NFC", fact.object), ZH
        else:
            value, tag = fact.object, str(XSD[fact.datatype])
        if fact.direct or not fact.evidence:  # a publisher given on the command line has no characters to show
            yield subject, predicate, value, tag
        for evidence in fact.evidence:
            yield from self.evidence(evidence, (subject, predicate, value, tag), fact.subject, fact.predicate)

    def observation(self, said: Observation) -> Iterator[Statement]:
        subject, kg = self.kgid + said.id, self.kg
        yield subject, TYPE, kg["Observation"], ""
        yield subject, LABEL, normalize("NFC", said.indicator + said.text), ZH
        yield subject, kg["indicator"], normalize("NFC", said.indicator), ZH
        yield subject, kg["value"], _decimal(said.value), DECIMAL
        yield subject, kg["unit"], said.unit, STRING
        if said.unit in QUDT_UNITS:
            yield subject, str(QUDT.hasUnit), str(UNIT) + QUDT_UNITS[said.unit], ""
        yield subject, kg["comparator"], said.comparator, STRING
        yield subject, kg["status"], said.status, STRING
        yield subject, kg["valueText"], said.text, ZH
        if said.period is not None:
            yield subject, kg["period"], said.period, _period_type(said.period)
        link = (self.kgid + said.subject, kg["hasObservation"], subject, "")
        if any(evidence.modality != "negated" for evidence in said.evidence) or not said.evidence:
            yield link
        for evidence in said.evidence:
            yield from self.evidence(evidence, link, said.subject, "hasObservation")

    def evidence(self, found: Evidence, fact: Statement, subject: str, predicate: str) -> Iterator[Statement]:
        """The node that shows where `fact` stands; its IRI hashes all that it says, ids taken without their base."""
        text, kg = self.texts[found.article], self.kg
        begin, end = str(found.quote.begin), str(found.quote.end)
        quote, sentence = text[slice(*found.quote)], text[slice(*found.sentence)]
        confidence = _decimal(Decimal(repr(found.confidence)))
        value = fact[2] if fact[3] else fact[2].removeprefix(self.kgid)
        where = f"{found.article}\n{begin}\n{end}\n{found.rule}\n{confidence}\n{found.modality}\n{found.speaker}"
        content = f"{subject}\n{predicate}\n{value}\n{fact[3]}\n{where}\n{quote}\n{sentence}"
        node = f"{self.kgid}evidence-{blake2b(content.encode(), digest_size=6).hexdigest()}"
        yield node, TYPE, kg["Evidence"], ""
        yield node, TYPE, STATEMENT, ""
        yield node, SUBJECT, fact[0], ""
        yield node, PREDICATE, fact[1], ""
        yield node, OBJECT, fact[2], fact[3]
        yield node, kg["inArticle"], self.kgid + found.article, ""
        yield node, kg["quote"], quote, ZH
        yield node, kg["beginIndex"], begin, INTEGER
        yield node, kg["endIndex"], end, INTEGER
        yield node, kg["sentence"], sentence, ZH
        yield node, kg["foundBy"], found.rule, STRING
        yield node, kg["confidence"], confidence, DECIMAL
        yield node, kg["modality"], found.modality, STRING
        if found.speaker is not None:
            yield node, kg["speaker"], self.kgid + found.speaker, ""


class _Terms(dict[str, str]):
    """Local name → IRI, each made once."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def __missing__(self, name: str) -> str:
        iri = self[name] = self.base + name
        return iri


def _lead(body: str) -> str:
    """The first words of a body, on one line."""
    words = " ".join(body.split())
    return words if len(words) <= _LEAD else words[:_LEAD] + "…"


def _decimal(value: Decimal) -> str:
    """The canonical form of an xsd:decimal: no exponent, no idle zeros."""
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def _period_type(period: str) -> str:
    """The datatype that an ISO 8601 period fits; an interval is a string."""
    return next((datatype for pattern, datatype in _PERIODS if pattern.fullmatch(period)), STRING)
