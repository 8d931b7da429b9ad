"""The nodes and edges of a network to two columns, in the order in which the fewest edges cross."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from . import graph
from .network_lines import Edge
from .network_nodes import Node

MOST_NODES, MOST_EDGES, MOST_ROWS = 15, 24, 10


class NetworkColumns(Struct, frozen=True):
    """The nodes of a picture in two columns, in the order from the top; ``pairs`` are the ids of the ends of its edges,
    ``degrees`` how many of them each node has at its end, ``focus`` is the id of the node in focus."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    pairs: tuple[tuple[str, str], ...]
    degrees: tuple[Counter[str], Counter[str]]
    focus: str | None


def columned(nodes: Sequence[Node], edges: Sequence[Edge]) -> NetworkColumns | None:
    """The columns; None when the nodes are too many, or do not form two columns."""
    sources, targets = ({getattr(edge, end) for edge in edges} for end in ("source", "target"))
    if sources & targets or len(nodes) > MOST_NODES or len(edges) > MOST_EDGES:
        return None
    holding = {node.group.prose for node in nodes if node.id in sources}
    lefts = [n for n in nodes if n.id in sources or (n.id not in targets and n.group and n.group.prose in holding)]
    rights = [node for node in nodes if node not in lefts]
    pairs = tuple((e.source, e.target) for e in edges)
    if not rights or max(len(lefts), len(rights)) > MOST_ROWS or len(set(pairs)) < len(pairs):
        return None
    index = {node.id: i for column in (lefts, rights) for i, node in enumerate(column)}
    orders = graph.ordered(len(lefts), len(rights), tuple((index[a], index[b]) for a, b in pairs))
    left, right = (tuple(column[i] for i in order) for column, order in zip((lefts, rights), orders, strict=True))
    degrees = Counter(source for source, _ in pairs), Counter(target for _, target in pairs)
    return NetworkColumns(left, right, pairs, degrees, _focus(nodes, degrees[0]))


def _focus(nodes: Sequence[Node], degrees: Counter[str]) -> str | None:
    """The node in focus: the one marked so, or the one with at least three edges and more than any other."""
    for node in nodes:
        if node.focus:
            return node.id
    ranked = degrees.most_common(2)
    most, second = ranked[0][1], ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if most >= 3 and most > second else None
