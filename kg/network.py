"""What networkx says of the graph's links: which things matter, which belong together, how one leads to another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import networkx as nx

__all__ = ["communities", "core", "path", "rank", "simple"]

N = TypeVar("N", bound=Hashable)

SEED = 20230215
"""Louvain visits nodes in a shuffled order: a fixed seed makes it the same order every time."""


def rank(
    graph: nx.Graph[N], start: Mapping[N, float] | None = None, *, damping: float = 0.85, rounds: int = 40
) -> dict[N, float]:
    """PageRank, edges counting by their `weight` (both ways when undirected): node → share, the shares adding up to 1.

    `start` weighs the nodes at which a walk may begin anew (1 for those that it lacks). networkx's own PageRank needs
    scipy; this one sums in node order, so that the last bit is the same on every machine.
    """
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    begin = [float(start.get(node, 1)) if start else 1.0 for node in nodes]
    whole = sum(begin)
    begin = [part / whole for part in begin]
    total = [0.0] * len(nodes)
    links: list[tuple[int, int, float]] = []
    for source, target, weight in graph.edges(data="weight", default=1):
        links.append((number[source], number[target], float(weight)))
        if not graph.is_directed() and source != target:
            links.append((number[target], number[source], float(weight)))
    for i, _, share_out in links:
        total[i] += share_out
    links = [(i, j, part / total[i]) for i, j, part in links if part]
    share = begin
    for _ in range(rounds):
        lost = sum(share[i] for i, out in enumerate(total) if not out)
        fresh = [(1 - damping + damping * lost) * part for part in begin]
        for i, j, part in links:
            fresh[j] += damping * share[i] * part
        share = fresh
    return dict(zip(nodes, share, strict=True))


def simple(graph: nx.DiGraph[N], keep: Iterable[N]) -> nx.Graph[N]:
    """The undirected graph of the nodes in `keep`, in that order; `weight` counts the edges between a pair."""
    flat: nx.Graph[N] = nx.Graph()
    flat.add_nodes_from(keep)
    for source, target, weight in graph.edges(data="weight", default=1):
        if source != target and source in flat and target in flat:
            before = flat.edges[source, target]["weight"] if flat.has_edge(source, target) else 0
            flat.add_edge(source, target, weight=before + weight)
    return flat


def core(graph: nx.Graph[N], order: Sequence[N], size: int, *, reach: int = 3) -> list[N]:
    """`size` nodes of `order`: the first two thirds of them, connectors, and then again the first.

    The nodes of highest rank alone leave islands: an island is tied to the rest by the shortest path of at most
    `reach` steps through nodes outside, when there is one and room for it. The result follows `order`. The page makes
    the same choice again when the reader filters (js/choose.js); a test holds the two together.
    """
    if len(order) <= size:
        return list(order)
    chosen = set(order[: size - size // 3])
    place = {node: i for i, node in enumerate(order)}
    parts = sorted(
        nx.connected_components(graph.subgraph(chosen)), key=lambda part: (-len(part), min(place[n] for n in part))
    )
    main = set(parts[0]) if parts else set()
    for part in parts[1:]:
        way = _way(graph, sorted(part, key=place.__getitem__), main, place, reach)
        if way is not None and len(chosen) + len(way) <= size:
            chosen.update(way)
            main.update(way)
            main.update(part)
    for node in order:
        if len(chosen) >= size:
            break
        chosen.add(node)
    return [node for node in order if node in chosen]


def _way(graph: nx.Graph[N], start: list[N], goal: set[N], place: Mapping[N, int], reach: int) -> list[N] | None:
    """The nodes strictly between `start` and `goal` on a shortest path, or None beyond `reach` steps."""
    came: dict[N, N | None] = dict.fromkeys(start)
    edge = start
    for _ in range(reach):
        step: list[N] = []
        for node in edge:
            for other in sorted((n for n in graph[node] if n in place and n not in came), key=place.__getitem__):
                came[other] = node
                if other in goal:
                    way: list[N] = []
                    back = came[other]
                    while back is not None and came[back] is not None:
                        way.append(back)
                        back = came[back]
                    return way
                step.append(other)
        edge = sorted(step, key=place.__getitem__)
    return None


def communities(graph: nx.Graph[N]) -> list[list[N]]:
    """Groups of nodes that hold together (Louvain), the largest first, each in the graph's own order."""
    place = {node: i for i, node in enumerate(graph)}
    # Louvain walks over sets: whole numbers hash alike in every process, strings do not.
    numbered = nx.relabel_nodes(graph, place, copy=True) if graph else graph
    back = list(graph)
    found = nx.community.louvain_communities(numbered, seed=SEED) if graph else []
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    return [[back[i] for i in group] for group in groups]


def path(graph: nx.Graph[N], source: N, target: N) -> list[N] | None:
    """The nodes of a shortest path from `source` to `target`, both included, or None when nothing joins them."""
    try:
        found: list[N] = nx.shortest_path(graph, source, target)
    except nx.NetworkXNoPath:
        return None
    return found
