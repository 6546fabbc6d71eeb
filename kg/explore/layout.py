"""Where things stand on the page: communities as clusters, clusters packed around the largest, everyone with room.

Plain Python floats, summed in a fixed order: the same graph gives the same places on every machine.
Units are the page's own, about one pixel each at rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from math import sqrt

import networkx as nx

from kg.network import communities

__all__ = ["place_core", "place_rest"]

Point = list[float]

STEP = 74.0
"""The distance that two linked things like to keep."""
WIDE = 0.95
"""Pull towards the middle, up and down over sideways: above 1 the drawing gets lower, below 1 narrower."""
# Unit vectors a golden angle (137.5°) apart: any run of them spreads evenly. By rotation, as libm's sine may differ.
_TURN = (-0.7373688780783197, 0.6754902942615239)


def _spiral(count: int, step: float) -> list[Point]:
    """`count` points of a sunflower around the origin, about `step` apart."""
    points: list[Point] = []
    x, y = 1.0, 0.0
    for i in range(count):
        radius = step * 0.62 * sqrt(i)
        points.append([x * radius, y * radius])
        x, y = x * _TURN[0] - y * _TURN[1], x * _TURN[1] + y * _TURN[0]
        size = sqrt(x * x + y * y)
        x, y = x / size, y / size
    return points


def place_core(graph: nx.Graph[int]) -> dict[int, tuple[int, int]]:
    """A place for each node; edges weigh by `weight`. The drawing is centred on the origin."""
    groups = communities(graph)
    if not groups:
        return {}
    inner = [_settle(graph, group) for group in groups]
    radii = [STEP * 0.66 * sqrt(len(group)) + STEP * 0.35 for group in groups]
    centres = _pack(graph, groups, radii)
    spots = {
        node: [centre[0] + point[0], centre[1] + point[1]]
        for group, points, centre in zip(groups, inner, centres, strict=True)
        for node, point in zip(group, points, strict=True)
    }
    _relax(graph, list(graph), spots)
    middle_x = sum(point[0] for point in spots.values()) / len(spots)
    middle_y = sum(point[1] for point in spots.values()) / len(spots)
    return {node: (round(x - middle_x), round(y - middle_y)) for node, (x, y) in spots.items()}


def _settle(graph: nx.Graph[int], group: Sequence[int], rounds: int = 90) -> list[Point]:
    """Fruchterman–Reingold within one community, every pair counted; it stays round about the origin."""
    hubs_first = sorted(range(len(group)), key=lambda i: (-graph.degree(group[i]), i))
    points: list[Point] = [[0.0, 0.0] for _ in group]
    for i, point in zip(hubs_first, _spiral(len(group), STEP), strict=True):
        points[i] = point
    number = {node: i for i, node in enumerate(group)}
    links = [(number[a], number[b]) for a, b in graph.edges(group) if a in number and b in number]
    rounds = min(rounds, 400_000 // (len(group) ** 2 + 1) + 8)
    for turn in range(rounds):
        heat = STEP * 0.5 * (1 - turn / rounds) + 0.5
        force: list[Point] = [[-0.02 * x, -0.02 * y * WIDE] for x, y in points]
        for i, (x, y) in enumerate(points):
            mine = force[i]
            for j in range(i):
                dx, dy = x - points[j][0], y - points[j][1]
                push = STEP * STEP / (dx * dx + dy * dy + 25)
                mine[0] += dx * push
                mine[1] += dy * push
                force[j][0] -= dx * push
                force[j][1] -= dy * push
        _pull(points, force, links, 1.0)
        _move(points, force, heat)
    return points


def _pull(points: list[Point], force: list[Point], links: Iterable[tuple[int, int]], strength: float) -> None:
    for i, j in links:
        dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
        pull = strength * sqrt(dx * dx + dy * dy) / STEP
        force[i][0] -= dx * pull
        force[i][1] -= dy * pull
        force[j][0] += dx * pull
        force[j][1] += dy * pull


def _move(points: list[Point], force: list[Point], limit: float) -> None:
    for point, (fx, fy) in zip(points, force, strict=True):
        size = sqrt(fx * fx + fy * fy) + 1e-9
        scale = min(size, limit) / size
        point[0] += fx * scale
        point[1] += fy * scale


def _pack(graph: nx.Graph[int], groups: list[list[int]], radii: list[float], rounds: int = 160) -> list[Point]:
    """Centres of discs that do not overlap, linked ones near each other, none far from the middle."""
    home = {node: i for i, group in enumerate(groups) for node in group}
    ties: dict[tuple[int, int], int] = {}
    for a, b in graph.edges():
        if home[a] != home[b]:
            key = (min(home[a], home[b]), max(home[a], home[b]))
            ties[key] = ties.get(key, 0) + 1
    points = _spiral(len(groups), 1.6 * sum(radii) / len(radii))
    tied = {i for pair in ties for i in pair}
    rounds = min(rounds, 3_000_000 // (len(groups) ** 2 + 1) + 20)
    for turn in range(rounds):
        heat = STEP * 2 * (1 - turn / rounds) + 1
        # What hangs on nothing is held more firmly, so that no island floats away.
        hold = [0.03 if i in tied else 0.06 for i in range(len(points))]
        force: list[Point] = [[-x * k, -y * WIDE * k] for k, (x, y) in zip(hold, points, strict=True)]
        for (i, j), count in ties.items():
            dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
            gap = sqrt(dx * dx + dy * dy) + 1e-9
            pull = 0.06 * min(count, 6) * max(gap - radii[i] - radii[j], 0) / gap
            for k, sign in ((i, -1), (j, 1)):
                force[k][0] += sign * dx * pull
                force[k][1] += sign * dy * pull
        for i, (x, y) in enumerate(points):
            for j in range(i):
                dx, dy = x - points[j][0], y - points[j][1]
                need = radii[i] + radii[j]
                if -need < dx < need and -need < dy < need:
                    gap = sqrt(dx * dx + dy * dy) + 1e-9
                    if gap < need:
                        push = 0.5 * (need - gap) / gap
                        share = radii[j] / need
                        force[i][0] += dx * push * 2 * share
                        force[i][1] += dy * push * 2 * share
                        force[j][0] -= dx * push * 2 * (1 - share)
                        force[j][1] -= dy * push * 2 * (1 - share)
        _move(points, force, heat)
    return points


def _relax(graph: nx.Graph[int], nodes: list[int], spots: dict[int, Point], rounds: int = 70) -> None:
    """The whole drawing at once: links pull a little, whoever stands nearer than `STEP` is pushed away."""
    number = {node: i for i, node in enumerate(nodes)}
    points = [spots[node] for node in nodes]
    links = [(number[a], number[b]) for a, b in graph.edges() if a != b]
    for turn in range(rounds):
        heat = STEP * 0.25 * (1 - turn / rounds) + 0.5
        force: list[Point] = [[-0.004 * x, -0.004 * y * WIDE] for x, y in points]
        _pull(points, force, links, 0.05)
        for i, j in _near(points, STEP):
            # Labels are wide and low: room sideways counts for more than room above.
            dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
            gap = sqrt(dx * dx * 0.7 + dy * dy * 1.5) + 1e-3
            if gap < STEP:
                push = 0.45 * (STEP - gap) / gap
                force[i][0] += dx * push
                force[i][1] += dy * push
                force[j][0] -= dx * push
                force[j][1] -= dy * push
        _move(points, force, heat)


def _near(points: list[Point], reach: float) -> Iterable[tuple[int, int]]:
    """Every pair of points nearer than `reach` (and some a little farther), by a grid, in a fixed order."""
    cells: dict[tuple[int, int], list[int]] = {}
    for i, (x, y) in enumerate(points):
        cells.setdefault((int(x // reach), int(y // reach)), []).append(i)
    for (cx, cy), mine in cells.items():
        for k, i in enumerate(mine):
            for j in mine[:k]:
                yield i, j
        for other in ((cx + 1, cy), (cx - 1, cy + 1), (cx, cy + 1), (cx + 1, cy + 1)):
            for j in cells.get(other, ()):
                for i in mine:
                    yield i, j


def place_rest(
    core: dict[int, tuple[int, int]], order: Sequence[int], near: Sequence[Sequence[int]]
) -> list[tuple[int, int]]:
    """A place for every thing in `order`: the core's own, or a free one near those of its `near` that have one.

    `near[i]` are the numbers of the things linked to thing `i`. The result is indexed by thing.
    """
    free = _Seats(core, len(order))
    spots = dict(core)
    queue = deque(i for i in order if i in spots)
    for start in (None, *order):
        if start is not None and start not in spots:
            spots[start] = free.near([])
            queue.append(start)
        while queue:
            for j in near[queue.popleft()]:
                if j not in spots:
                    spots[j] = free.near([spots[k] for k in near[j] if k in spots][:8])
                    queue.append(j)
    return [spots[i] for i in range(len(order))]


class _Seats:
    """A grid of places, one thing each."""

    size = STEP * 0.6

    def __init__(self, spots: dict[int, tuple[int, int]], count: int) -> None:
        self.taken = {self._cell(x, y) for x, y in spots.values()}
        self.offsets = _spiral(2 * (count + len(self.taken)) + 64, self.size * 1.3)
        self.reached: dict[tuple[int, int], int] = {}

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self.size), int(y // self.size)

    def near(self, around: list[tuple[int, int]]) -> tuple[int, int]:
        """A free place near the middle of `around` (near the origin when empty); it is then taken."""
        x = sum(point[0] for point in around) / max(len(around), 1)
        y = sum(point[1] for point in around) / max(len(around), 1)
        seat = self._cell(x, y)
        for k in range(24):
            if seat not in self.taken:
                break
            seat = self._cell(x + self.offsets[k][0], y + self.offsets[k][1])
        if seat in self.taken:
            seat = self._beyond(seat[0] // 8, seat[1] // 8)
        self.taken.add(seat)
        return round((seat[0] + 0.5) * self.size), round((seat[1] + 0.5) * self.size)

    def _beyond(self, column: int, row: int) -> tuple[int, int]:
        """The first free seat on a spiral around a block of 8 by 8; the block's next search goes on from there."""
        x, y = (column * 8 + 4) * self.size, (row * 8 + 4) * self.size
        for k in range(self.reached.get((column, row), 0), len(self.offsets)):
            seat = self._cell(x + self.offsets[k][0], y + self.offsets[k][1])
            if seat not in self.taken:
                self.reached[column, row] = k
                return seat
        return seat
