"""The graph as nodes and edges with properties, for tools that know no RDF."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.rdf.namespaces import RDF, RDFS, SKOS, Bases
from kg.rdf.statements import Statement

__all__ = ["Edge", "Node", "nodes_and_edges"]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, article, page, tenure or observation: its id, classes, label and literals by local name."""

    id: str
    types: tuple[str, ...]
    label: str
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation with what stands behind it: the number of places that show it and, of the surest one, the words."""

    id: str
    source: str
    target: str
    type: str
    modality: str
    confidence: str
    quote: str
    rule: str
    article: str
    places: int


def nodes_and_edges(told: list[Statement], bases: Bases) -> tuple[list[Node], list[Edge]]:
    """Sorted by id. Evidence becomes properties of the edges that it shows; what is only denied has no edge."""
    kg = bases.vocabulary
    rows: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, tag in told:
        rows[subject][predicate].append((value, tag))
    kinds = {s: tuple(v.removeprefix(kg) for v, _ in row[str(RDF.type)] if v.startswith(kg)) for s, row in rows.items()}
    shown: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for subject, row in rows.items():
        if "Evidence" in kinds[subject]:
            found = {p.removeprefix(kg): values[0][0] for p, values in row.items()}
            s, p, o = (found.get(str(RDF[part]), "") for part in ("subject", "predicate", "object"))
            if found.get("modality") != "negated":
                shown[s, p, o].append(found)
    nodes, edges = [], []
    for subject, row in rows.items():
        if not kinds[subject] or "Evidence" in kinds[subject]:
            continue
        values = {}
        for predicate, found_values in row.items():
            literals = tuple(value for value, tag in found_values if tag)
            if literals and predicate != str(RDFS.label):
                values[_local(predicate, kg)] = literals
            for value, tag in found_values:
                if not tag and predicate.startswith(kg) and kinds.get(value):
                    places = shown.get((subject, predicate, value), [])
                    edges.append(_edge(subject, predicate, value, places, bases))
        label = next((value for value, _ in row[str(RDFS.label)]), "")
        nodes.append(Node(subject.removeprefix(bases.entities), kinds[subject], label, values))
    return sorted(nodes, key=lambda n: n.id), sorted(edges, key=lambda e: (e.source, e.type, e.target))


def _local(predicate: str, kg: str) -> str:
    return {str(SKOS.altLabel): "aliases", str(SKOS.scopeNote): "note"}.get(predicate, predicate.removeprefix(kg))


def _edge(source: str, predicate: str, target: str, places: list[dict[str, str]], bases: Bases) -> Edge:
    best = min(places, key=lambda e: (-float(e["confidence"]), e["beginIndex"].zfill(12), e["quote"]), default={})
    s, o, article = (iri.removeprefix(bases.entities) for iri in (source, target, best.get("inArticle", "")))
    kind = predicate.removeprefix(bases.vocabulary)
    return Edge(
        id=f"{s}.{kind}.{o}",
        source=s,
        target=o,
        type=kind,
        modality=best.get("modality", ""),
        confidence=best.get("confidence", ""),
        quote=best.get("quote", ""),
        rule=best.get("foundBy", ""),
        article=article,
        places=len(places),
    )
