"""What is said of the edges of a network at their lines: kind and amount, and the note where it has room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Connector, Item, Role, Text
from .form import LayoutContext
from .graph import Route
from .link_sentences import known, noted
from .network_lines import Edge
from .text_boxes import Box, texts

LABEL_GAP, LABEL_ROOM, LINE_GAP = 4.0, 12.0, 3.0  # pt, before a label, behind it, from it to its line


def labels(
    ctx: LayoutContext, edges: Sequence[Edge], routes: Sequence[Route], xs: Sequence[float], gap: tuple[float, float],
    focus: str | None,
) -> tuple[tuple[Text, ...], Problems]:  # fmt: skip
    """The labels of edges with their notes, over the stretch that leads into their targets. ``gap`` are the ends of the
    room between the two columns, ``xs`` the places of the upright parts."""
    drawn: list[Text] = []
    problems: Problems = ()
    high = ctx.theme.style("smallb").leading
    for i, edge in enumerate(edges):
        x = gap[0] + 2 * LABEL_GAP if routes[i].lane is None else max(xs) + LABEL_GAP
        rect = Rect(x, routes[i].end - high - LINE_GAP, gap[1] - LABEL_ROOM - x, high)
        colour = "accent" if edge.source == focus else "ink2"
        role, words = (
            ("small", noted(edge, ctx.labels)) if edge.note.prose.strip() else ("smallb", known(edge, ctx.labels))
        )
        made, over = texts(
            ctx, [Box(f"edge-{i + 1}-label", words, rect, 1)], role, "the label of an edge", kind=Role.LABEL,
            colour=colour, align="right",
        )  # fmt: skip
        drawn += made
        problems += over
    return tuple(drawn), problems


def struck(labels: Sequence[Text], lines: Sequence[Item]) -> bool:
    """Whether a line runs through a label."""
    marks = [_ink(label) for label in labels]
    legs = [
        (min(x1, x2), min(y1, y2), max(x1, x2) + 0.5, max(y1, y2) + 0.5)
        for line in lines
        if isinstance(line, Connector)
        for (x1, y1), (x2, y2) in pairwise(line.points)
    ]
    return any(
        left < mark.right and mark.x < right and top < mark.bottom and mark.y < bottom
        for mark in marks
        for left, top, right, bottom in legs
    )


def _ink(label: Text) -> Rect:
    """Where the words of a label stand, at the right of its box."""
    width = max((line.width for paragraph in label.paragraphs for line in paragraph.lines), default=0.0)
    return label.rect.inset(left=label.rect.w - width, top=2, bottom=2)
