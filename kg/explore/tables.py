"""The graph as the page holds it: numbered things, facts between them, observations, and the evidence of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.rdf.namespaces import prefixes as default_prefixes

__all__ = ["Evidence", "Fact", "Observation", "Tables", "Thing", "read_tables"]


@dataclass(slots=True)
class Thing:
    """A node: an entity, article, page or tenure. `begin`, `end` and `text` are an article's body on its page.

    `labelled` tells whether the graph itself gives the label, as an `rdfs:label` in Chinese.
    """

    iri: str
    label: str
    labelled: bool
    types: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    note: str | None = None
    begin: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(slots=True)
class Fact:
    """A statement about thing number `subject`; `object` is a thing's number or a literal's `(lexical form, kind)`.

    A kind is `@zh`, a datatype like `xsd:date`, `iri` for a name outside the graph, or empty for a plain string.
    `direct` is false when only evidence (that denies it) speaks of it.
    """

    subject: int
    predicate: str
    object: int | tuple[str, str]
    direct: bool


@dataclass(slots=True)
class Observation:
    """A quantity said of thing number `subject`; `fields` are `(property, lexical form, kind)`, sorted."""

    iri: str
    subject: int
    fields: list[tuple[str, str, str]]


@dataclass(slots=True)
class Evidence:
    """What backs fact number `target`, or observation number `target - len(facts)`.

    `article` and `speaker` are numbers of things, -1 for none; `begin` and `end` count code points of the page's text.
    """

    iri: str
    target: int
    article: int
    speaker: int
    begin: int
    end: int
    quote: str
    sentence: str
    rule: str
    modality: str
    confidence: str


@dataclass(slots=True)
class Tables:
    """All that the page shows, in a fixed order; `parents` and `labels` are what the graph itself says of its words."""

    prefixes: dict[str, str]
    things: list[Thing] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)


Rows = dict[str, dict[str, list[Node]]]


def read_tables(graph: Graph, *, text: bool = True) -> Tables:
    """Tables of a graph in the vocabulary; without `text`, no article brings its body along."""
    bases = default_prefixes() | {prefix: str(iri) for prefix, iri in graph.namespaces()}
    names = _Names({prefix: bases[prefix] for prefix in default_prefixes()})
    rows = _rows(graph, names)
    kinds = {iri: tuple(names.short(str(o)) for o in row.get("rdf:type", ())) for iri, row in rows.items()}
    evidence = [iri for iri, types in kinds.items() if "Evidence" in types]
    observations = {iri for iri, types in kinds.items() if "Observation" in types}
    words = {iri for iri, types in kinds.items() if any(t.startswith(("owl:", "rdfs:", "rdf:Prop")) for t in types)}
    subjects = [iri for iri in rows if iri not in observations | words and "Evidence" not in kinds[iri]]

    pointed: set[str] = set(subjects)
    for iri in subjects:
        pointed.update(str(o) for p, o in _statements(rows[iri]) if isinstance(o, URIRef) and ":" not in p)
    for iri in evidence:
        row = rows[iri]
        for part in ("rdf:subject", "rdf:object", "inArticle", "speaker"):
            pointed.update(str(o) for o in row.get(part, ()) if isinstance(o, URIRef))
    order = sorted(pointed - observations)
    number = {iri: i for i, iri in enumerate(order)}

    tables = Tables(names.prefixes, [_thing(names, rows, iri, kinds.get(iri, ()), text) for iri in order])
    _read_facts(names, rows, number, subjects, evidence, tables)
    _read_observations(names, rows, number, sorted(observations), evidence, tables)
    _read_evidence(names, rows, number, evidence, tables)
    _name_tenures(tables)
    for iri in sorted(words):
        for label in rows[iri].get("rdfs:label", ()):
            if isinstance(label, Literal) and label.language:
                tables.labels.setdefault(names.short(iri), {})[label.language] = str(label)
        for parent in rows[iri].get("rdfs:subClassOf", ()):
            if ":" not in names.short(str(parent)):
                tables.parents.setdefault(names.short(iri), names.short(str(parent)))
    return tables


def _rows(graph: Graph, names: _Names) -> Rows:
    """Subject → short predicate → values, all sorted."""
    found: Rows = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in graph:
        found[str(subject)][names.short(str(predicate))].append(value)
    for row in found.values():
        for values in row.values():
            if len(values) > 1:
                values.sort(key=_as_text)
    return {iri: {p: found[iri][p] for p in sorted(found[iri])} for iri in sorted(found)}


def _as_text(node: Node) -> tuple[str, str, str]:
    if not isinstance(node, Literal):
        return str(node), "", ""
    return str(node), node.language or "", str(node.datatype or "")


class _Names:
    """Short names: those of our vocabulary lose their base, others get a prefix, the rest stay whole."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self.vocabulary = prefixes["kg"]
        self._seen: dict[str, str] = {}

    def short(self, iri: str) -> str:
        if iri not in self._seen:
            self._seen[iri] = self._shorten(iri)
        return self._seen[iri]

    def _shorten(self, iri: str) -> str:
        if iri.startswith(self.vocabulary):
            return iri[len(self.vocabulary) :]
        for prefix, base in self.prefixes.items():
            if iri.startswith(base):
                return f"{prefix}:{iri[len(base) :]}"
        return iri

    def literal(self, node: Node) -> tuple[str, str]:
        if not isinstance(node, Literal):
            return str(node), "iri"
        if node.language:
            return str(node), f"@{node.language}"
        return str(node), self.short(str(node.datatype)) if node.datatype else ""


_TRIPLE = ("rdf:subject", "rdf:predicate", "rdf:object")
_OF_THE_NODE = frozenset(
    {"rdf:type", "rdfs:label", "skos:altLabel", "skos:scopeNote", "text", "beginIndex", "endIndex", "hasObservation"}
)


def _statements(row: dict[str, list[Node]]) -> Iterator[tuple[str, Node]]:
    """The triples of a subject that are facts, not part of the node itself nor links to its observations."""
    for predicate, values in row.items():
        if predicate not in _OF_THE_NODE:
            for value in values:
                yield predicate, value


def _one(row: dict[str, list[Node]], name: str) -> str | None:
    values = row.get(name)
    return str(values[0]) if values else None


def _whole(row: dict[str, list[Node]], name: str) -> int | None:
    value = _one(row, name)
    return int(value) if value is not None and value.isdecimal() else None


def _thing(names: _Names, rows: Rows, iri: str, types: tuple[str, ...], text: bool) -> Thing:
    row = rows.get(iri, {})
    label = _one(row, "rdfs:label") or _one(row, "headline") or names.short(iri).rpartition(":")[2]
    aliases = tuple(sorted({str(o) for o in row.get("skos:altLabel", ())} - {label}))
    own = tuple(sorted(t for t in types if ":" not in t))
    body = _one(row, "text") if text else None
    labelled = Literal(label, lang="zh") in row.get("rdfs:label", ())
    note = " ".join(map(str, row.get("skos:scopeNote", ()))) or None
    begin, end = _whole(row, "beginIndex"), _whole(row, "endIndex")
    return Thing(iri, label, labelled, own, aliases, note, begin, end, body)


def _read_facts(
    names: _Names, rows: Rows, number: dict[str, int], subjects: list[str], evidence: list[str], tables: Tables
) -> None:
    def end(node: Node) -> int | tuple[str, str]:
        return number[str(node)] if isinstance(node, URIRef) and str(node) in number else names.literal(node)

    found: dict[tuple[int, str, int | tuple[str, str]], bool] = {}
    for iri in evidence:
        row = rows[iri]
        if all(row.get(part) for part in _TRIPLE):
            predicate = names.short(str(row["rdf:predicate"][0]))
            if predicate != "hasObservation":
                found[number[str(row["rdf:subject"][0])], predicate, end(row["rdf:object"][0])] = False
    for iri in subjects:
        for predicate, value in _statements(rows[iri]):
            found[number[iri], predicate, end(value)] = True
    order = {key: (*key[:2], -1, key[2]) if isinstance(key[2], tuple) else (*key, ()) for key in found}
    tables.facts = [Fact(*key, direct=found[key]) for key in sorted(found, key=order.__getitem__)]


def _read_observations(
    names: _Names, rows: Rows, number: dict[str, int], observations: list[str], evidence: list[str], tables: Tables
) -> None:
    owner: dict[str, int] = {}
    for iri in evidence:
        row = rows[iri]
        for subject, value in zip(row.get("rdf:subject", ()), row.get("rdf:object", ()), strict=True):
            owner[str(value)] = number.get(str(subject), -1)
    for iri in number:
        for value in rows[iri].get("hasObservation", ()) if iri in rows else ():
            owner[str(value)] = number[iri]
    for iri in observations:
        if owner.get(iri, -1) >= 0:
            fields = [(p, *names.literal(o)) for p, values in rows[iri].items() if p != "rdf:type" for o in values]
            tables.observations.append(Observation(iri, owner[iri], sorted(fields)))


def _read_evidence(names: _Names, rows: Rows, number: dict[str, int], evidence: list[str], tables: Tables) -> None:
    facts = {(fact.subject, fact.predicate, fact.object): i for i, fact in enumerate(tables.facts)}
    observations = {row.iri: len(tables.facts) + i for i, row in enumerate(tables.observations)}
    for iri in evidence:
        row = rows[iri]
        if not all(row.get(part) for part in _TRIPLE):
            continue
        subject, predicate, value = (row[part][0] for part in _TRIPLE)
        if str(value) in observations:
            target = observations[str(value)]
        else:
            there = number.get(str(value)) if isinstance(value, URIRef) else None
            key = (number[str(subject)], names.short(str(predicate)), names.literal(value) if there is None else there)
            if key not in facts:
                continue
            target = facts[key]
        tables.evidence.append(
            Evidence(
                iri,
                target,
                number.get(_one(row, "inArticle") or "", -1),
                number.get(_one(row, "speaker") or "", -1),
                _whole(row, "beginIndex") or 0,
                _whole(row, "endIndex") or 0,
                _one(row, "quote") or "",
                _one(row, "sentence") or "",
                _one(row, "foundBy") or "",
                _one(row, "modality") or "asserted",
                _one(row, "confidence") or "1",
            )
        )
    tables.evidence.sort(key=lambda e: (e.target, e.article, e.begin, e.end, e.iri))


def _name_tenures(tables: Tables) -> None:
    """A tenure without a label is called by its title and its body."""
    parts: dict[int, list[str]] = defaultdict(list)
    for fact in tables.facts:
        if "Tenure" in tables.things[fact.subject].types and fact.predicate in {"jobTitle", "worksFor"}:
            word = tables.things[fact.object].label if isinstance(fact.object, int) else fact.object[0]
            parts[fact.subject].append(word)
    for i, words in parts.items():
        if tables.things[i].label == tables.things[i].iri.rpartition("/")[2]:
            tables.things[i].label = " · ".join(words)
