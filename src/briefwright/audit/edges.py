"""The edges that a page's blocks start at to findings: each stands on a column of the grid, or with a sibling."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..core.purpose import Purpose
from ..scene.model import Align, Chart, Group, Item, Picture, Role, Shape, Table, Text
from ..theme.model import Theme
from .ink import Ink, line_rects
from .letters import inked, metrics_of
from .places import where

TOLERANCE = 1.0  # pt


def edges(page: Ink, theme: Theme, rtl: bool = False) -> Iterator[Diagnostic]:
    """The blocks that stand on no edge; on pages from the right, it is their right edge.

    A block is a text that is set from there, a table, a chart or a picture; a cover's pictures are logos, which are
    set from the other side. Furniture stands where the theme puts it, the parts of a group where the group needs them,
    and a text on a panel as far in as its padding.
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
        if rtl and isinstance(item, Chart) and item.time:
            continue  # it starts at the left, where what it ends with stands elsewhere
        logo = isinstance(item, Picture) and page.page.purpose is Purpose.COVER
        if (
            logo
            or not _is_block(item, side)
            or any(panel.contains(item.rect) for panel in panels if panel != item.rect)
        ):
            continue
        own = sorted(_edge(part.rect, rtl) for part in _parts(item))
        if not any(_near(x, columns) or _near(x, lefts) > _near(x, own) for x in _edges(item, theme, rtl)):
            yield diagnose("BW629", page.page.span, where=where(page, item.name), side=side, x=_edge(item.rect, rtl))


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
    """The edge of a block's box, then that of its ink: large type is hung out."""
    yield _edge(item.rect, rtl)
    if isinstance(item, Text):
        rects = iter(line_rects(item.paragraphs, item.rect, item.anchor))
        for paragraph in item.paragraphs:
            for line in paragraph.lines:
                yield _edge(inked(paragraph, line, next(rects), metrics_of(theme.fonts)), rtl)
