"""An rdflib graph in memory straight to Turtle, past rdflib's iteration, which takes longer than all the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import TypeAlias

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.rdf.graph import Strict
from kg.rdf.layout import BARE, END, SPECIAL, TYPE, Names, ended, escaped
from kg.rdf.terms import STRING

__all__ = ["graph_blocks"]

_Tree: TypeAlias = Mapping[Node, Mapping[Node, Collection[Node]]]


def graph_blocks(graph: Graph, names: Names) -> tuple[list[str], int]:
    """The blocks of a graph, as `kg.rdf.layout.blocks` has them, and how many triples these are.

    Raises KgError for an IRI that a strict parser refuses and for blank nodes.
    """
    parts: list[str] = []
    count = 0
    iris = Strict()
    known, kinds, lists = _Known(iris, names), _Kinds(iris, names), _Lists(iris, names)
    plans: dict[tuple[Node, ...], list[tuple[Node, str, str, str]]] = {}
    needs_escaping = SPECIAL.search
    tree = _tree(graph)
    for subject in sorted(tree, key=str):
        row = tree[subject]
        predicates = tuple(row)
        plan = plans.get(predicates)
        if plan is None:
            plan = plans[predicates] = _plan(predicates, iris, names)
        parts.append(known[subject])
        for predicate, lead, quoted, between in plan:
            values = row[predicate]
            if len(values) > 1:
                several, number = lists[between, *values]
                parts.append(lead)
                parts.append(several)
                count += number
                continue
            count += 1
            [value] = values
            # the type itself and the slots: isinstance and the properties take as long as all the rest of this loop
            if type(value) is URIRef:
                parts.append(lead)
                parts.append(known[value])
                continue
            if type(value) is Literal:
                bare, end = kinds[value._language or value._datatype]
                if bare is None:
                    parts.append(quoted)
                    parts.append(escaped(str(value)) if needs_escaping(value) else value)
                    parts.append(end)
                    continue
                if bare.fullmatch(value):
                    parts.append(lead)
                    parts.append(value)
                    continue
            parts.append(lead)
            parts.append(names.value(*iris.value(value)))
        parts.append(END)
    return ended(parts), count


def _plan(predicates: Iterable[Node], iris: Strict, names: Names) -> list[tuple[Node, str, str, str]]:
    """Predicates in their order, types first, with what stands before a value, before a text, between values."""
    plan: list[tuple[Node, str, str, str]] = []
    for predicate in sorted(predicates, key=lambda p: (iris[p] != TYPE, iris[p])):
        lead = names.lead(iris[predicate], first=not plan)
        plan.append((predicate, lead, f'{lead}"', names.between(iris[predicate])))
    return plan


def _tree(graph: Graph) -> _Tree:
    """Subject → predicate → values: rdflib's own index, if it holds this graph and nothing else."""
    index: dict[Node, dict[Node, dict[Node, int]]] = getattr(graph.store, "_Memory__spo", {})
    sizes = list(map(len, chain.from_iterable(map(dict.values, index.values()))))
    if sum(sizes) == len(graph) and all(sizes) and all(index.values()):
        return index
    tree: dict[Node, dict[Node, list[Node]]] = {}
    for s, p, o in graph:
        tree.setdefault(s, {}).setdefault(p, []).append(o)
    return tree


class _Known(dict[Node, str]):
    """An IRI's node → how Turtle writes it."""

    def __init__(self, iris: Strict, names: Names) -> None:
        super().__init__()
        self.iris, self.names = iris, names

    def __missing__(self, node: Node) -> str:
        name = self[node] = self.names[self.iris[node]]
        return name


class _Kinds(dict[str | None, tuple[re.Pattern[str] | None, str]]):
    """A literal's language or datatype → how it looks where it needs no quotation marks, and else what ends it."""

    def __init__(self, iris: Strict, names: Names) -> None:
        super().__init__()
        self.iris, self.names = iris, names

    def __missing__(self, kind: str | None) -> tuple[re.Pattern[str] | None, str]:
        tag = STRING if kind is None else self.iris[kind] if isinstance(kind, URIRef) else f"@{kind}"
        found = self[kind] = BARE.get(tag), "" if tag in BARE else self.names.after(tag)
        return found


class _Lists(dict[tuple[str | Node, ...], tuple[str, int]]):
    """What stands between several values, then these → how Turtle writes them, sorted, and how many they are."""

    def __init__(self, iris: Strict, names: Names) -> None:
        super().__init__()
        self.iris, self.names = iris, names

    def __missing__(self, key: tuple[str, *tuple[Node, ...]]) -> tuple[str, int]:
        between, *values = key
        said = sorted({(self.iris[o], "") if type(o) is URIRef else self.iris.value(o) for o in values})
        found = self[key] = between.join([self.names.value(*pair) for pair in said]), len(said)
        return found
