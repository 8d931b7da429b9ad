"""The nodes of a network become boxes with words, stacked in two columns, with sites that its edges are glued to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import LEFT, RIGHT, Glue, Group, Paragraph, Role, Shape, Stroke, Text
from ...story.model import Words
from ...text.fit import Slot
from . import graph
from .content import NOTHING, Head
from .form import LayoutContext
from .listing import bold
from .text_boxes import PANEL_INSET, join

HEAD = 33.0  # pt over the first node, for the name of the column
PITCH, GAP, TIGHT_PITCH, TIGHT_GAP = 66.0, 10.0, 44.0, 6.0
SPREAD, WIDE_GAP = 132.0, 30.0  # of nodes that are to fill their page
WHOLE = 90.0  # pt; from this height a node in focus has a larger label


class Node(Struct, frozen=True):
    """A node: its name, the column that it belongs to, a note, a short mark at its right."""

    id: str
    label: Head
    group: Head = NOTHING
    note: Words = NOTHING
    mark: Head = NOTHING
    focus: bool = False


class Layer(Struct, frozen=True):
    """One column of nodes, from the top, and the top and bottom of each in points."""

    nodes: tuple[Node, ...]
    bands: tuple[graph.Band, ...]
    box: Rect

    @classmethod
    def stacked(
        cls, nodes: Sequence[Node], degrees: Mapping[str, int], rows: int, box: Rect, spread: bool = False
    ) -> Layer:
        """The nodes over ``rows`` rows of ``box``, those with more edges over more of them; ``spread`` down the box."""
        room = box.h - HEAD
        gap = GAP if (room + GAP) / rows >= TIGHT_PITCH else TIGHT_GAP
        if spread and (room + WIDE_GAP) / rows >= PITCH + WIDE_GAP:
            gap = WIDE_GAP
        pitch = min(SPREAD if spread else PITCH, (room + gap) / rows)
        y, bands = box.y + HEAD, []
        for count in graph.shares([degrees.get(node.id, 0) for node in nodes], rows):
            bands.append((y, y + count * pitch - gap))
            y += count * pitch
        return cls(tuple(nodes), tuple(bands), box)

    def at(self, name: str) -> int:
        return next(i for i, node in enumerate(self.nodes) if node.id == name)

    def rect(self, index: int) -> Rect:
        top, bottom = self.bands[index]
        return Rect(self.box.x, top, self.box.w, bottom - top)


class Nodes(Struct, frozen=True):
    """The drawn nodes, and for each edge where it is glued at its ends."""

    items: tuple[Group, ...]
    leaving: tuple[Glue, ...]
    entering: tuple[Glue, ...]


def drawn(
    ctx: LayoutContext, left: Layer, right: Layer, edges: Sequence[graph.Edge], routes: Sequence[graph.Route],
    focus: str | None,
) -> Nodes | None:  # fmt: skip
    """Both columns; None where words do not fit their nodes."""
    lefts, leaving = _sited(left, "left", RIGHT, [a for a, _ in edges], [route.start for route in routes])
    rights, entering = _sited(right, "right", LEFT, [b for _, b in edges], [route.end for route in routes])
    outlined = ctx.theme.stroke("close", "ink2")
    if (sources := _sources(ctx, left, lefts, outlined, focus)) is None:
        return None
    targets = _targets(ctx, right, rights)
    return None if targets is None else Nodes((*sources, *targets), leaving, entering)


def _sited(
    layer: Layer, name: str, side: int, ends: Sequence[int], places: Sequence[float]
) -> tuple[list[Shape], tuple[Glue, ...]]:
    """The boxes of a column with a connection site for each line that misses the middle of the side; and the glue."""
    shapes, glue = [], [Glue("", side)] * len(ends)
    for i in range(len(layer.nodes)):
        rect, slot = layer.rect(i), f"{name}-{i + 1}-box"
        sites: list[tuple[float, float]] = []
        for edge, end in enumerate(ends):
            if end != i:
                continue
            share = (places[edge] - rect.y) / rect.h
            site = (1.0 if side == RIGHT else 0.0, share)
            if abs(share - 0.5) * rect.h < 0.1:
                glue[edge] = Glue(slot, side)
                continue
            if site not in sites:
                sites.append(site)
            glue[edge] = Glue(slot, 4 + sites.index(site))
        shapes.append(Shape(slot, rect, sites=tuple(sites)))
    return shapes, tuple(glue)


def _sources(
    ctx: LayoutContext, layer: Layer, shapes: Sequence[Shape], outlined: Stroke, focus: str | None
) -> list[Group] | None:
    """Outlined boxes, the one in focus filled with the accent: the name, and the note under it; None where one of them
    does not hold its words."""
    inner = layer.box.w - 2 * PANEL_INSET
    groups = []
    for i, node in enumerate(layer.nodes):
        rect, on = layer.rect(i), node.id == focus
        notes = ctx.type.fit([Slot(node.note, inner)], "small", colour="on_accent" if on else "ink2")
        under = notes.height + 3 if node.note else 0.0
        if (node.note and notes.overflows) or under + 15 > rect.h - 2:
            return None
        role = "h2" if rect.h >= WHOLE and on else "h3"
        slot = Slot(node.label, inner, rect.h - under - 2)
        label = ctx.type.fit([slot], role, colour="on_accent" if on else None)
        if label.overflows:
            return None
        width = ctx.type.balanced(node.note, "small", inner) if node.note else inner
        width = inner if any(line.width > width for p in label.paragraphs for line in p.lines) else width
        note = ctx.type.set(node.note, "small", width, colour="on_accent" if on else "ink2", before=3)
        paragraphs = (*label.paragraphs, *((note,) if node.note else ()))
        shape = replace(shapes[i], fill="accent") if on else replace(shapes[i], fill="paper", stroke=outlined)
        groups.append(
            _group(f"left-{i + 1}", shape, [_text(f"left-{i + 1}-text", rect.inset(right=inner - width), paragraphs)])
        )
    return groups


def _targets(ctx: LayoutContext, layer: Layer, shapes: Sequence[Shape]) -> list[Group] | None:
    """Tinted boxes: the name with its note run in, and the mark at the right; None where one of them does not hold its
    words."""
    marks = [ctx.type.set(node.mark, "small", layer.box.w, colour="second") for node in layer.nodes]
    wide = [max((line.width for line in mark.lines), default=0.0) + 2 if node.mark else 0.0
            for node, mark in zip(layer.nodes, marks, strict=True)]  # fmt: skip
    inner = layer.box.w - 2 * PANEL_INSET
    says = [join((bold(node.label), node.note), "\u2002") for node in layer.nodes]
    rooms = [inner - w - (PANEL_INSET if w else 0) for w in wide]
    slots = [Slot(words, room, layer.rect(i).h - 4) for i, (words, room) in enumerate(zip(says, rooms, strict=True))]
    fit = ctx.type.fit(slots, "body")
    if fit.overflows:
        return None
    groups = []
    for i, paragraph in enumerate(fit.paragraphs):
        rect = layer.rect(i)
        parts = [_text(f"right-{i + 1}-text", Rect(rect.x, rect.y, rooms[i] + 2 * PANEL_INSET, rect.h), (paragraph,))]
        if wide[i]:
            box = Rect(rect.right - PANEL_INSET - wide[i], rect.y, wide[i], rect.h)
            parts.append(Text(f"right-{i + 1}-mark", box, (marks[i],), Role.LABEL, "middle"))
        groups.append(_group(f"right-{i + 1}", replace(shapes[i], fill="tint"), parts))
    return groups


def _text(name: str, rect: Rect, paragraphs: tuple[Paragraph, ...]) -> Text:
    return Text(name, rect.inset(left=PANEL_INSET, right=PANEL_INSET), paragraphs, Role.BODY, "middle")


def _group(name: str, shape: Shape, parts: Sequence[Text]) -> Group:
    return Group(name, (shape, *parts))
