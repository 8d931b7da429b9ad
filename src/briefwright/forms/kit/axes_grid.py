"""A field of two axes: its cells, the names of its axes and their degrees around it, and numbered marks in it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Group, Item, Role, Shape, Text
from ...story.model import Words
from .content import words
from .form import LayoutContext
from .text_boxes import Box, texts

NAME_H, TICK_H = 21.0, 18.0  # of the row that names an axis, of the row of degrees under the field
GAP = 3.0  # between two cells
MARK = 21.0  # the diameter of a numbered mark


class Field(Struct, frozen=True):
    """The cells of a field, row by row from the top left; ``rect`` encloses them, ``items`` stand around it."""

    rect: Rect
    cells: tuple[tuple[Rect, ...], ...]
    items: tuple[Item, ...]
    diagnostics: Problems


def field(ctx: LayoutContext, area: Rect, names: tuple[Words, Words], degrees: Sequence[str]) -> Field:
    """As many cells on both axes as there are degrees, from the lowest; the vertical axis is named on top.

    ``names`` are those of the axis to the right and of the axis upwards.
    """
    gutter = ctx.theme.columns.x(2) - ctx.theme.columns.x(1)
    rect = Rect(area.x + gutter, area.y + NAME_H, area.w - gutter, area.h - 2 * NAME_H - TICK_H)
    count = len(degrees)
    w, h = (rect.w - (count - 1) * GAP) / count, (rect.h - (count - 1) * GAP) / count
    cells = tuple(
        tuple(Rect(rect.x + i * (w + GAP), rect.y + j * (h + GAP), w, h) for i in range(count)) for j in range(count)
    )
    line = ctx.theme.style("small").leading
    named, over = texts(
        ctx,
        [Box("axis-y", names[1], Rect(area.x, area.y, area.w, line), 1),
         Box("axis-x", names[0], Rect(rect.x, rect.bottom + TICK_H + 3, rect.w, line), 1)],
        "smallb", "the name of the axis", kind=Role.LABEL,
    )  # fmt: skip
    ticks = [
        Box(f"degree-y-{count - j}", words(word), Rect(area.x, cells[j][0].y + (h - line) / 2, gutter - 6, line), 1)
        for j, word in enumerate(reversed(degrees))
    ]
    ticks += [
        Box(f"degree-x-{i + 1}", words(word), Rect(cells[-1][i].x, rect.bottom + 3, w, line), 1)
        for i, word in enumerate(degrees)
    ]
    degree, more = texts(ctx, ticks, "small", "the degree", kind=Role.LABEL, colour="muted")
    return Field(rect, cells, (*named[:1], *degree, *named[1:]), (*over, *more))


def numbered(ctx: LayoutContext, name: str, number: int, x: float, y: float, *, fill: str, alt: str) -> Group:
    """A disc with a number, its middle at (x, y)."""
    disc = Rect(x - MARK / 2, y - MARK / 2, MARK, MARK)
    colour = "on_accent" if fill == "accent" else "paper"
    paragraph = ctx.type.set(str(number), "smallb", MARK, colour=colour, align="center")
    return Group(
        name,
        (
            Shape(f"{name}-disc", disc, "ellipse", fill=fill),
            Text(f"{name}-number", disc, (paragraph,), Role.LABEL, "middle"),
        ),
        alt[:250],
    )
