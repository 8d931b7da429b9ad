"""The parts of a page that panels may stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from ...core.geometry import Rect
from .form import LayoutContext

COLUMNS = 12
APART = 30.0  # pt, between panels side by side; a form's own columns stand closer
ROW_GAP = 21.0  # between panels one above the other
# Shares of the width for two panels, from the one that is tried first.
HALVES = ((6, 6), (7, 5), (5, 7), (8, 4), (4, 8))
STACKS = {2: ((1, 1), (2, 3), (3, 2), (2, 1), (1, 2)), 3: ((1, 1, 1),)}  # shares of the height, by the number of panels
TALL = 1.1  # a body less wide than so many times its height has its panels one above the other


def arrangements(widths: Sequence[int | None], ctx: LayoutContext, area: Rect) -> Iterator[tuple[Rect, ...]]:
    """The boxes of two to four panels in each arrangement that may do, from the one that is liked best. ``widths`` are
    the columns that each is to take, None where it does not matter."""
    count = len(widths)
    if all(widths) and count > 1:
        yield _row(ctx, area, [width or 0 for width in widths])
        return
    if count == 1:
        yield (area,)
    across = [_row(ctx, area, split) for split in HALVES] if count == 2 else []
    across += [_row(ctx, area, (4, 4, 4))] if count == 3 else []
    if count > 2:
        left, right = _row(ctx, area, (6, 6))
        across.append((left, *_stack(right, (1, 1))) if count == 3 else _quarters(left, right))
    across += [_row(ctx, area, (3, 3, 3, 3))] if count == 4 else []
    above = [_stack(area, shares) for shares in STACKS[count]] if count in STACKS else []
    yield from [*above, *across] if area.w < TALL * area.h else [*across, *above]


def _row(ctx: LayoutContext, area: Rect, widths: Sequence[int]) -> tuple[Rect, ...]:
    """Boxes side by side, so many of the page's twelve columns wide, but for the air before the next."""
    grid = ctx.theme.columns
    scale = grid.columns / COLUMNS
    edges = [grid.x(1) + start * scale * (grid.column + grid.gutter) for start in accumulate(widths, initial=0)]
    ends = [*(edge - APART for edge in edges[1:-1]), area.right]
    return tuple(Rect(x, area.y, end - x, area.h) for x, end in zip(edges, ends, strict=False))


def _stack(area: Rect, shares: Sequence[int]) -> tuple[Rect, ...]:
    """Boxes one above the other, their heights in these shares."""
    unit = (area.h - (len(shares) - 1) * ROW_GAP) / sum(shares)
    starts = accumulate((share * unit + ROW_GAP for share in shares), initial=area.y)
    return tuple(Rect(area.x, y, area.w, share * unit) for y, share in zip(starts, shares, strict=False))


def _quarters(left: Rect, right: Rect) -> tuple[Rect, ...]:
    """Two rows of two, read row by row."""
    return tuple(box for pair in zip(_stack(left, (1, 1)), _stack(right, (1, 1)), strict=True) for box in pair)
