"""Nodes in two columns and the edges between them become an order, rows and routes with as few crossings as can be.

Everything here is numbers: indices of nodes, heights in points. A node with several edges sends them along one trunk.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

from msgspec import Struct

Edge = tuple[int, int]  # index of a left node, index of a right one
Band = tuple[float, float]  # top and bottom of a node

EXACT = 5  # so many nodes or trunks are tried in every order: 120 of them
SWEEPS = 8
PORT_GAP = 20.0  # pt between two lines into one node, where it is high enough
WIDELY = 0.6  # of its share of a high node: how far an edge stands from the next
PORT_EDGE = 6.0  # pt that a line keeps from the corner of a node
APART = 4.0  # pt between two trunks that stand one over the other
JOG = 6.0  # pt; a smaller step looks like a mistake


@lru_cache(maxsize=64)  # every picture of a network has this order, however wide its nodes are
def ordered(lefts: int, rights: int, edges: tuple[Edge, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The order of both columns with the fewest crossings of straight lines; of equals, the one nearest to that given.

    Few left nodes are tried in every order, each with the right ones at the mean of their partners, so that a node of
    two partners comes to stand between them; many are moved by such means, up and down, for a few rounds.
    """
    given = tuple(range(lefts))
    if lefts <= EXACT:
        tried = [(left, _at_mean(left, rights, edges)) for left in permutations(given)]
    else:
        tried, left = [], given
        turned = [(b, a) for a, b in edges]
        for _ in range(SWEEPS):
            right = _at_mean(left, rights, edges)
            tried.append((left, right))
            left = _at_mean(right, lefts, turned)
    best = min(tried, key=lambda pair: (_crossings(pair[0], pair[1], edges), _moved(pair[0])))
    return best[0], _swapped(best[0], best[1], edges)


def _at_mean(order: Sequence[int], count: int, edges: Sequence[Edge]) -> tuple[int, ...]:
    """The other column's nodes by the mean position of their partners in ``order``; one without partners comes last."""
    place = {node: i for i, node in enumerate(order)}
    partners: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        partners[other].append(place[one])
    means = [sum(some) / len(some) if some else len(order) for some in partners]
    return tuple(sorted(range(count), key=lambda node: (means[node], node)))


def _swapped(left: Sequence[int], right: Sequence[int], edges: Sequence[Edge]) -> tuple[int, ...]:
    """The right column after every exchange of neighbours that saves a crossing."""
    best, cost = list(right), _crossings(left, right, edges)
    better = True
    while better and cost:
        better = False
        for i in range(len(best) - 1):
            trial = [*best[:i], best[i + 1], best[i], *best[i + 2 :]]
            spared = _crossings(left, trial, edges)
            if spared < cost:
                best, cost, better = trial, spared, True
    return tuple(best)


def _crossings(left: Sequence[int], right: Sequence[int], edges: Sequence[Edge]) -> int:
    at, to = ({node: i for i, node in enumerate(order)} for order in (left, right))
    ends = sorted((at[a], to[b]) for a, b in edges)
    return sum(a < c and b > d for i, (a, b) in enumerate(ends) for c, d in ends[i + 1 :])


def _moved(order: Sequence[int]) -> int:
    return sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])


def shares(degrees: Sequence[int], rows: int) -> tuple[int, ...]:
    """How many of ``rows`` each node covers: one at least, the rest by how many edges it has."""
    given = [1] * len(degrees)
    for _ in range(rows - len(degrees)):
        neediest = max(range(len(degrees)), key=lambda i: (degrees[i] / given[i], -i))
        given[neediest] += 1
    return tuple(given)


class Route(Struct, frozen=True):
    """The heights where an edge leaves and arrives; ``lane`` is the place of its vertical part between the columns, 0
    for the first and 1 for the last, None for a straight edge."""

    start: float
    end: float
    lane: float | None = None


def routes(edges: Sequence[Edge], left: Sequence[Band], right: Sequence[Band]) -> tuple[Route, ...]:
    """How each edge runs between the bands of its nodes.

    Vertical parts stand in the middle, where LibreOffice 7.4 puts them whatever the file says. Those that would overlap
    there stand side by side, in the order with the fewest crossings.
    """
    ends = _arrivals(edges, left, right)
    starts = _departures(edges, left, ends)
    bent = [i for i in range(len(edges)) if abs(starts[i] - ends[i]) > 0.01]
    reach: dict[int, Band] = {}
    for i in bent:
        low, high = reach.get(edges[i][0], (starts[i], starts[i]))
        reach[edges[i][0]] = min(low, ends[i]), max(high, ends[i])
    lane: dict[int, float] = {}
    for together in _touching(reach):
        most = len(together) - 1
        orders = list(permutations(together)) if most < EXACT else [tuple(together)]
        options = [{**lane, **{node: n / most if most else 0.5 for n, node in enumerate(order)}} for order in orders]
        lane = min(options, key=lambda option: _crossed(edges, starts, ends, option))
    return tuple(Route(starts[i], ends[i], lane[a] if i in bent else None) for i, (a, _) in enumerate(edges))


def _touching(reach: dict[int, Band]) -> list[list[int]]:
    """The trunks from the top, in groups that would touch."""
    groups: list[list[int]] = []
    bottom = float("-inf")
    for node in sorted(reach, key=lambda node: reach[node]):
        low, high = reach[node]
        if low > bottom + APART:
            groups.append([])
        groups[-1].append(node)
        bottom = max(bottom, high)
    return groups


def _middle(band: Band) -> float:
    return (band[0] + band[1]) / 2


def _arrivals(edges: Sequence[Edge], left: Sequence[Band], right: Sequence[Band]) -> list[float]:
    """Where each edge meets its right node: in the middle, or several around it in the order of their left nodes."""
    ends = [0.0] * len(edges)
    for node, band in enumerate(right):
        mine = sorted((i for i, edge in enumerate(edges) if edge[1] == node), key=lambda i: _middle(left[edges[i][0]]))
        share = (band[1] - band[0]) / max(len(mine), 1)
        gap = min(max(PORT_GAP, WIDELY * share), share)
        for n, i in enumerate(mine):
            ends[i] = _middle(band) + (n - (len(mine) - 1) / 2) * gap
    return ends


def _departures(edges: Sequence[Edge], left: Sequence[Band], ends: Sequence[float]) -> list[float]:
    """Where each edge leaves its left node: a single one straight if it can; several together, from the middle."""
    starts = [0.0] * len(edges)
    for node, band in enumerate(left):
        mine = [i for i, edge in enumerate(edges) if edge[0] == node]
        at = _middle(band)
        if len(mine) == 1 and band[0] + PORT_EDGE <= ends[mine[0]] <= band[1] - PORT_EDGE:
            at = ends[mine[0]]
        near = [ends[i] for i in mine if abs(ends[i] - at) < JOG]
        for i in mine:
            starts[i] = near[0] if near else at
    return starts


def _crossed(edges: Sequence[Edge], starts: Sequence[float], ends: Sequence[float], lane: dict[int, float]) -> int:
    """How often lines of different nodes cross or overlap; a trunk without a lane yet is left out."""
    count = 0
    for i, (a, _) in enumerate(edges):
        for j, (b, _) in enumerate(edges):
            if a == b or a not in lane or abs(starts[i] - ends[i]) <= 0.01:
                continue
            straight = abs(starts[j] - ends[j]) <= 0.01
            if not straight and b not in lane:
                continue
            other = 2.0 if straight else lane[b]
            low, high = sorted((starts[i], ends[i]))
            count += other > lane[a] and low <= starts[j] <= high  # the other leaves its node left of this trunk
            count += other < lane[a] and low <= ends[j] <= high  # the other enters its target right of this trunk
            count += other > lane[a] and abs(starts[j] - ends[i]) < 2
    return count
