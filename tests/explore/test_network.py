from __future__ import annotations

import networkx as nx
import pytest

from kg.network import communities, core, path, rank, simple


def test_rank_adds_up_and_prefers_hubs() -> None:
    star: nx.Graph[int] = nx.star_graph(6)
    star.add_node(99)
    found = rank(star)
    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=found.__getitem__) == 0
    assert found[99] == min(found.values())


def test_rank_of_a_chain_agrees_with_the_textbook() -> None:
    # a → b → c, damping 0.85: PageRank by hand, c's mass spread evenly each round.
    chain: nx.DiGraph[str] = nx.DiGraph([("a", "b"), ("b", "c")])
    found = rank(chain, rounds=200)
    a, b, c = found["a"], found["b"], found["c"]
    assert a == pytest.approx(0.05 + 0.85 * c / 3)
    assert b == pytest.approx(a + 0.85 * a)
    assert c == pytest.approx(a + 0.85 * b)


def test_rank_begins_where_it_is_told() -> None:
    pair: nx.Graph[str] = nx.Graph()
    pair.add_nodes_from(["plain", "told"])
    found = rank(pair, {"told": 3})
    assert found["told"] == pytest.approx(0.75)
    assert rank(nx.Graph()) == {}


def test_simple_counts_parallel_edges() -> None:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from([(1, 2, 2), (2, 1, 1), (2, 2, 5), (2, 3, 1)])
    flat = simple(graph, [2, 1])
    assert list(flat) == [2, 1]
    assert list(flat.edges(data="weight")) == [(2, 1, 3)]


def test_core_ties_islands_together_when_there_is_room() -> None:
    graph: nx.Graph[int] = nx.Graph([(0, 1), (1, 2), (3, 4), (4, 5), (2, 20), (20, 3)])
    graph.add_nodes_from(range(6, 30))
    order = list(range(30))
    chosen = core(graph, order, 9)
    assert len(chosen) == 9
    assert chosen == sorted(chosen)
    assert 20 in chosen, "the connector between two islands is worth more than the ninth by rank"
    assert core(graph, order, 100) == order


def test_communities_are_found_largest_first_and_always_the_same() -> None:
    graph: nx.Graph[str] = nx.Graph()
    nx.add_path(graph, ["x", "y"])
    graph.add_edges_from((f"a{i}", f"a{j}") for i in range(5) for j in range(i))
    graph.add_edge("x", "a0")
    assert communities(graph)[0] == [f"a{i}" for i in (1, 0, 2, 3, 4)]
    assert communities(graph) == communities(graph)
    assert communities(nx.Graph()) == []


def test_path() -> None:
    graph: nx.Graph[int] = nx.Graph([(1, 2), (2, 3), (1, 4)])
    graph.add_node(9)
    assert path(graph, 4, 3) == [4, 1, 2, 3]
    assert path(graph, 1, 9) is None
