"""The edges that the blocks of a page start at to findings: each is on a column of the grid, or shared by two."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.marks import line_rects
from ..scene.model import Align, Chart, Group, Item, Picture, Role, Shape, Table, Text
from ..theme.model import Theme
from .ink import Ink
from .letters import inked, metrics_of

TOLERANCE = 1.0  # pt
PANEL = re.compile(r"panel-\d+-")  # what the names of the items in a panel start with


def edges(page: Ink, theme: Theme, rtl: bool = False) -> Iterator[Diagnostic]:
    """The blocks whose left edge, on pages from the right their right edge, is on no column and shared with no other.

    A block is a text aligned to that edge, a table, a chart or a picture. Not looked at are furniture, the parts of
    groups, texts on a panel, which stand in by its padding, and the pictures of a cover, which are logos.
    """
    items = page.page.items
    side: Align = "right" if rtl else "left"
    across = theme.columns.column if rtl else 0.0
    columns = [theme.columns.x(n) + across for n in range(1, theme.grid.columns + 1)]
    panels = [item.rect for item in items if isinstance(item, Shape) and (item.fill or item.stroke)]
    lefts = sorted(_edge(part.rect, rtl) for item in items for part in _parts(item))
    for item in items:
        if theme.client and (not page.page.purpose.framed or (isinstance(item, Text) and item.placeholder)):
            continue  # the client's own edge
        if PANEL.match(item.name.rpartition("/")[2]):
            continue  # a panel has columns of its own
        if rtl and isinstance(item, Chart) and item.time:
            continue  # it starts at the left, and ends where its labels do
        logo = isinstance(item, Picture) and page.page.purpose is Purpose.COVER
        if (
            logo
            or not _is_block(item, side)
            or any(panel.contains(item.rect) for panel in panels if panel != item.rect)
        ):
            continue
        own = sorted(_edge(part.rect, rtl) for part in _parts(item))
        if not any(_near(x, columns) or _near(x, lefts) > _near(x, own) for x in _edges(item, theme, rtl)):
            yield page.problem("BW629", item.name, side=side, x=_edge(item.rect, rtl))


def _edge(rect: Rect, rtl: bool) -> float:
    return rect.right if rtl else rect.x


def _is_block(item: Item, side: Align) -> bool:
    if isinstance(item, Text):
        aligned = all(paragraph.align == side for paragraph in item.paragraphs)
        return aligned and item.role is not Role.FURNITURE
    return isinstance(item, Table | Chart | Picture)


def _parts(item: Item) -> tuple[Item, ...]:
    return (item, *item.items) if isinstance(item, Group) else (item,)


def _near(x: float, lefts: Sequence[float]) -> int:
    """How many of the sorted ``lefts`` are where ``x`` is."""
    return bisect_right(lefts, x + TOLERANCE) - bisect_left(lefts, x - TOLERANCE)


def _edges(item: Item, theme: Theme, rtl: bool) -> Iterator[float]:
    """The edge of a block's box, then those of its ink: large type hangs over the edge."""
    yield _edge(item.rect, rtl)
    if isinstance(item, Text):
        rects = iter(line_rects(item.paragraphs, item.rect, item.anchor))
        for paragraph in item.paragraphs:
            for line in paragraph.lines:
                yield _edge(inked(paragraph, line, next(rects), metrics_of(theme.fonts)), rtl)
