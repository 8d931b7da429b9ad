"""The edges of a network become connectors: straight, bent in the middle of the gap, or out of a junction on a trunk.

An office bends a connector of two corners where the file says, or, as LibreOffice 7.4, always in the middle. So trunks
that stand side by side are drawn with junctions: a straight connector leads from the node to a square on the trunk,
and connectors of one corner, which every office draws alike, from there up or down and into their targets.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import BOTTOM, LEFT, TOP, Connector, Glue, Item, Shape, Stroke
from ...story.model import Words
from .content import NOTHING, Head
from .form import LayoutContext
from .graph import Route

MIDDLE = 0.5  # the lane that every office draws alike
JUNCTION = 4.0  # pt, the side of a junction


class Edge(Struct, frozen=True):
    """A link between two nodes, by their ids. ``kind``, what the one does to the other, and ``label``, an amount, stand
    at its end; ``note`` behind them where it has room, and where the links are listed."""

    source: str
    target: str
    label: Head = NOTHING
    note: Words = NOTHING
    strong: bool = False
    kind: Head = NOTHING


class Course(Struct, frozen=True):
    """How an edge runs: its route, the x of its ends and of its vertical part (``upright``), and where it is glued."""

    route: Route
    left: float
    upright: float
    right: float
    leaving: Glue
    entering: Glue

    @property
    def joined(self) -> bool:
        """Whether it leaves a junction on a trunk that is not in the middle."""
        return self.route.lane not in (None, MIDDLE)


def lines(
    ctx: LayoutContext, edges: Sequence[Edge], courses: Sequence[Course], order: Sequence[int], names: dict[str, str],
    focus: str | None,
) -> tuple[Item, ...]:  # fmt: skip
    """The trunks with their junctions, then the edges in the order of drawing."""
    strokes = [_stroke(ctx, edge, focus) for edge in edges]
    hubs: dict[str, str] = {}  # the junction of a node, by the node
    trunks: list[Item] = []
    for i in order:
        if courses[i].joined and edges[i].source not in hubs:
            name = f"junction-{len(hubs) + 1}"
            hubs[edges[i].source] = name
            mine = [strokes[j] for j in order if edges[j].source == edges[i].source and courses[j].joined]
            trunks += _trunk(name, courses[i], max(mine, key=lambda stroke: stroke.width))
    drawn = [_line(edges[i], i, courses[i], strokes[i], hubs.get(edges[i].source, ""), names) for i in order]
    return (*trunks, *drawn)


def _stroke(ctx: LayoutContext, edge: Edge, focus: str | None) -> Stroke:
    """The stroke of an edge: in the accent from the node in focus, thick for a known amount."""
    stroke = ctx.theme.stroke("ink", "accent") if edge.source == focus else ctx.theme.stroke("connector")
    return ctx.theme.stroke("accent", stroke.colour) if edge.strong else stroke


def _trunk(name: str, course: Course, stroke: Stroke) -> tuple[Item, ...]:
    """The route from a node to its junction, and the junction."""
    x, y, half = course.upright, course.route.start, JUNCTION / 2
    square = Shape(name, Rect(x - half, y - half, JUNCTION, JUNCTION), fill=stroke.colour)
    ends = ((course.left, y), (x - half, y))
    stem = Connector(f"{name}-stem", ends, stroke, course.leaving, Glue(name, LEFT), arrow=False)
    return stem, square


def _line(edge: Edge, number: int, course: Course, stroke: Stroke, junction: str, names: dict[str, str]) -> Connector:
    route, start, end = course.route, (course.left, course.route.start), (course.right, course.route.end)
    says = f"{names[edge.source]} → {names[edge.target]}" + "".join(
        f", {words.prose}" for words in (edge.label, edge.note) if words.prose.strip()
    )
    whole = Connector(f"edge-{number + 1}", (start, end), stroke, course.leaving, course.entering, True, says[:250])
    if route.lane is None:
        return whole
    if not course.joined:
        return replace(whole, points=(start, (course.upright, route.start), (course.upright, route.end), end))
    down = route.end > route.start
    foot = (course.upright, route.start + (JUNCTION if down else -JUNCTION) / 2)
    glue = Glue(junction, BOTTOM if down else TOP)
    return replace(whole, points=(foot, (course.upright, route.end), end), start=glue)
