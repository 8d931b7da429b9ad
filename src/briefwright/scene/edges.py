"""The left edges of a page's blocks to findings: each stands on a column of the grid, or with a sibling."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic
from ..messages import diagnose
from ..theme.model import Theme
from .ink import Ink, line_rects
from .letters import inked, metrics_of
from .model import Chart, Group, Item, Picture, Role, Shape, Table, Text
from .places import FREE, where

TOLERANCE = 1.0  # pt


def edges(page: Ink, theme: Theme) -> Iterator[Diagnostic]:
    """The blocks that stand on no edge.

    A block is a text that is set from the left, a table, a chart or a picture; a cover's pictures are logos, which are
    set from the right. Furniture stands where the theme puts it, the parts of a group where the group needs them, and
    a text on a panel as far in as its padding.
    """
    items = page.page.items
    columns = [theme.columns.x(n) for n in range(1, theme.grid.columns + 1)]
    panels = [item.rect for item in items if isinstance(item, Shape) and (item.fill or item.stroke)]
    lefts = sorted(part.rect.x for item in items for part in _parts(item))
    for item in items:
        if theme.client and (page.page.layout in FREE or (isinstance(item, Text) and item.placeholder)):
            continue  # the client's own edge
        logo = isinstance(item, Picture) and page.page.form == "title"
        if logo or not _is_block(item) or any(panel.contains(item.rect) for panel in panels if panel != item.rect):
            continue
        own = sorted(part.rect.x for part in _parts(item))
        if not any(_near(x, columns) or _near(x, lefts) > _near(x, own) for x in _lefts(item, theme)):
            yield diagnose("BW629", page.page.span, where=where(page, item.name), x=item.rect.x)


def _is_block(item: Item) -> bool:
    if isinstance(item, Text):
        aligned = all(paragraph.align == "left" for paragraph in item.paragraphs)
        return aligned and item.role is not Role.FURNITURE
    return isinstance(item, Table | Chart | Picture)


def _parts(item: Item) -> tuple[Item, ...]:
    return (item, *item.items) if isinstance(item, Group) else (item,)


def _near(x: float, lefts: Sequence[float]) -> int:
    """How many of the sorted ``lefts`` are where ``x`` is."""
    return bisect_right(lefts, x + TOLERANCE) - bisect_left(lefts, x - TOLERANCE)


def _lefts(item: Item, theme: Theme) -> Iterator[float]:
    """The left of a block's box, then that of its ink: large type is hung out."""
    yield item.rect.x
    if isinstance(item, Text):
        rects = iter(line_rects(item.paragraphs, item.rect, item.anchor))
        for paragraph in item.paragraphs:
            for line in paragraph.lines:
                yield inked(paragraph, line, next(rects), metrics_of(theme.fonts)).x
