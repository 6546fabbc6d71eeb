"""Tables as columns of JSON: `head` is what the first frame needs, `body` what follows it.

Things are numbered by descending rank. Offsets here count UTF-16 units of an article's body, as JavaScript does.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import sqrt
from typing import Any

import networkx as nx

from kg.explore.layout import place_core, place_rest
from kg.explore.tables import Evidence, Fact, Tables, Thing
from kg.network import core, rank, simple
from kg.schema import ancestors

__all__ = ["QUIET", "body", "by_rank", "core_of", "head", "lineage", "network_of", "packed", "places", "sizes"]

QUIET = frozenset({"NewsPage", "NewsArticle", "PhotoCaption", "Journalist", "Tenure"})
"""Classes that are hidden until asked for: shown at once they would tie everything to everything."""

_MENTIONS = frozenset({"mentions", "about", "onPage", "publishedBy"})

CORE = 300
"""How many things the layout is made for: those that the page shows at first. The rest gets seats between them."""


def network_of(tables: Tables) -> nx.DiGraph[int]:
    """The links between things by number; `weight` counts the facts that a pair shares."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(tables.things)))
    weights: dict[tuple[int, int], int] = defaultdict(int)
    for fact in tables.facts:
        if isinstance(fact.object, int):
            weights[fact.subject, fact.object] += 1
    graph.add_weighted_edges_from((s, o, weight) for (s, o), weight in weights.items())
    return graph


def by_rank(tables: Tables) -> tuple[Tables, list[float]]:
    """The same tables with things renumbered by descending PageRank, and the ranks in that order.

    Facts carry rank both ways, so that an area counts by what happens in it, not only by what names it as object. An
    article's mentions are no such facts, but a walk begins more often at what more articles mention.
    """
    mentions = Counter(f.object for f in tables.facts if f.predicate in _MENTIONS and isinstance(f.object, int))
    told = replace(tables, facts=[fact for fact in tables.facts if fact.predicate not in _MENTIONS])
    flat = simple(network_of(told), range(len(tables.things)))
    ranks = rank(flat, {i: 1 + count for i, count in mentions.items()})
    order = sorted(ranks, key=lambda i: (-round(ranks[i], 12), tables.things[i].iri))
    new = {old: i for i, old in enumerate(order)}
    new[-1] = -1
    facts = [
        Fact(new[f.subject], f.predicate, new[f.object] if isinstance(f.object, int) else f.object, f.direct)
        for f in tables.facts
    ]
    for observation in tables.observations:
        observation.subject = new[observation.subject]
    for evidence in tables.evidence:
        evidence.article, evidence.speaker = new[evidence.article], new[evidence.speaker]
    things = [tables.things[i] for i in order]
    return replace(tables, things=things, facts=facts), [ranks[i] for i in order]


def is_quiet(thing: Thing) -> bool:
    return bool(thing.types) and QUIET.issuperset(thing.types)


def places(tables: Tables) -> list[tuple[int, int]]:
    """A place for every thing; articles, bylines and tenures do not bear on where the others stand."""
    graph = network_of(tables)
    near = simple(graph, range(len(tables.things)))
    links = [sorted(near[i]) for i in range(len(tables.things))]
    return place_rest(place_core(simple(graph, core_of(tables))), range(len(tables.things)), links)


def core_of(tables: Tables) -> list[int]:
    """The numbers of the things that the page shows at first, by rank."""
    loud = [i for i, thing in enumerate(tables.things) if not is_quiet(thing)]
    return core(simple(network_of(tables), loud), loud, CORE)


def sizes(tables: Tables, ranks: list[float]) -> list[float]:
    """Radii in pixels by √PageRank, 4.5 to 16 (9 to 32 across); the largest thing shown at first sets the scale."""
    roots = [sqrt(value) for value in ranks]
    loud = [root for root, thing in zip(roots, tables.things, strict=True) if not is_quiet(thing)] or roots
    low, high = min(loud, default=0), max(loud, default=1)
    return [round(4.5 + 11.5 * min((max(root, low) - low) / ((high - low) or 1), 1), 1) for root in roots]


def head(tables: Tables) -> dict[str, Any]:
    """Names, classes and words: all but what the network itself (its nodes and edges) holds."""
    combos = sorted({thing.types for thing in tables.things})
    combo = {types: i for i, types in enumerate(combos)}
    used = sorted({name for types in combos for name in types})
    line = {name: lineage(name, tables.parents) for name in used}
    return {
        "prefixes": tables.prefixes,
        "combos": combos,
        "types": [combo[thing.types] for thing in tables.things],
        "ancestors": line,
        "words": {name: tables.labels[name] for name in sorted(tables.labels)},
        "quiet": sorted(QUIET),
        "labels": [thing.label for thing in tables.things],
        "unlabelled": [i for i, thing in enumerate(tables.things) if not thing.labelled],
        "aliases": {str(i): thing.aliases for i, thing in enumerate(tables.things) if thing.aliases},
        **_names("iris", [thing.iri for thing in tables.things], tables.prefixes["kgid"]),
        "facts": len(tables.facts),
        "observed": [observation.subject for observation in tables.observations],
    }


def lineage(name: str, parents: dict[str, str]) -> list[str]:
    """The classes above one, nearest first; above a class that the vocabulary lacks, what the graph's `parents` say."""
    found: list[str] = []
    while not ancestors(name) and name in parents and parents[name] not in found:
        name = parents[name]
        found.append(name)
    return [*found, *ancestors(name)]


def _names(key: str, iris: list[str], base: str) -> dict[str, Any]:
    """IRIs without the entities' base; one that lies elsewhere keeps its whole self after a space (no IRI has one)."""
    return {key: "\n".join(iri[len(base) :] if iri.startswith(base) else f" {iri}" for iri in iris)}


def body(tables: Tables) -> dict[str, Any]:
    """Articles' texts, literal facts, observations, and all evidence."""
    codes = _Codes()
    texts = {i: thing.text for i, thing in enumerate(tables.things) if thing.text is not None}
    spots = [_Place.of(e, tables.things[e.article], texts.get(e.article)) for e in tables.evidence]
    kgid = tables.prefixes["kgid"]
    return {
        "texts": {str(i): text for i, text in texts.items()},
        "spans": {str(i): [t.begin, t.end] for i, t in enumerate(tables.things) if t.begin is not None},
        "notes": {str(i): thing.note for i, thing in enumerate(tables.things) if thing.note},
        "literals": [
            [i, fact.subject, codes(fact.predicate), codes(fact.object[1]), fact.object[0]]
            for i, fact in enumerate(tables.facts)
            if isinstance(fact.object, tuple)
        ],
        "observations": [
            [[codes(p), codes(kind), text] for p, text, kind in row.fields] for row in tables.observations
        ],
        **_names("observationIris", [row.iri for row in tables.observations], kgid),
        "target": _steps(e.target for e in tables.evidence),
        "article": [e.article for e in tables.evidence],
        "speaker": {str(i): e.speaker for i, e in enumerate(tables.evidence) if e.speaker >= 0},
        "modality": [codes(e.modality) for e in tables.evidence],
        "confidence": [codes(e.confidence) for e in tables.evidence],
        "rule": [codes(e.rule) for e in tables.evidence],
        "at": [spot.at for spot in spots],
        "length": [spot.length for spot in spots],
        "sentenceBack": [spot.back for spot in spots],
        "sentenceLength": [spot.around for spot in spots],
        "loose": {
            str(i): [e.quote, e.sentence, e.begin, e.end]
            for i, (e, spot) in enumerate(zip(tables.evidence, spots, strict=True))
            if spot.at < 0
        },
        **_names("evidenceIris", [e.iri for e in tables.evidence], f"{kgid}evidence-"),
        "codes": codes.words,
    }


class _Codes:
    """Small numbers for words that recur."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._number: dict[str, int] = {}

    def __call__(self, word: str) -> int:
        if word not in self._number:
            self._number[word] = len(self.words)
            self.words.append(word)
        return self._number[word]


def _steps(numbers: Iterable[int]) -> list[int]:
    """Each number as its distance from the one before."""
    found, last = [], 0
    for number in numbers:
        found.append(number - last)
        last = number
    return found


class _Place:
    """Where a quote and its sentence stand in the article's body, in UTF-16 units; `at` is -1 when they do not."""

    __slots__ = ("around", "at", "back", "length")

    def __init__(self, at: int = -1, length: int = 0, back: int = 0, around: int = 0) -> None:
        self.at, self.length, self.back, self.around = at, length, back, around

    @classmethod
    def of(cls, evidence: Evidence, article: Thing, text: str | None) -> _Place:
        if text is None or article.begin is None or evidence.article < 0:
            return cls()
        begin, end = evidence.begin - article.begin, evidence.end - article.begin
        if begin < 0 or text[begin:end] != evidence.quote or begin == end:
            return cls()
        first = text.rfind(evidence.sentence, 0, begin + len(evidence.sentence))
        if not 0 <= first <= begin or first + len(evidence.sentence) < end:
            return cls()
        return cls(_units(text[:begin]), _units(text[begin:end]), _units(text[first:begin]), _units(evidence.sentence))


def _units(text: str) -> int:
    return len(text) if text.isascii() or max(text, default="") < "\U00010000" else len(text.encode("utf-16-le")) // 2


def packed(content: Any) -> str:
    """JSON, gzipped (no clock in it), in base64: characters from which no text can break out."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(plain, 9, mtime=0)).decode("ascii")
