"""The names of categories to the axis of a plot: all of them, every so many-th of a long row, or ticks of dates."""

from __future__ import annotations

from math import ceil

from msgspec import Struct

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.chart.model import NAME_GAP, UNDER_GAP, DateAxis
from ...scene.model import Paragraph
from . import chart_parts as parts
from .date_axis import date_axis, one_line
from .form import LayoutContext
from .plot import Plot

INSET = 4.0  # between two names, a side
LINES = 3
ABOVE = 9.0  # of a chart over its plot
NAMES = 0.4  # of the width: the most that names before bars take
MARGIN = 6.0  # around bars that lie: PowerPoint and LibreOffice keep the edge of a chart free
TWO_LINES = 30.0  # pt, of a bar with a name of two lines
LONG = 24  # from so many on, not every category of a row in order is named


class CategoryAxis(Struct, frozen=True):
    """The names of the categories, the plot that they leave, and the area of the whole chart."""

    plot: Rect
    rect: Rect
    names: tuple[Paragraph, ...]
    problems: Problems = ()
    stride: int = 1
    dates: DateAxis | None = None


def under(
    ctx: LayoutContext, plot: Plot, room: Rect, left: float = 0.0, right: float = 0.0, *, ordered: bool = False,
    edged: bool = False,
) -> CategoryAxis:  # fmt: skip
    """Names under a plot that leaves ``left`` and ``right`` points of a room free. In an ``ordered`` row, or one of
    numbers that rise, not every name need be printed; names that are dates stand where their days are."""
    count, rect = len(plot.categories), room.inset(top=-ABOVE, right=right)
    dates = date_axis(ctx, plot, room.w - left - right, edged=edged)
    if dates:
        names = tuple(one_line(ctx, words.prose) for words in plot.categories)
        half = 0.0 if edged else (room.w - left - right) / count / 2
        box = _within(room, left, right, dates.labels[0], dates.labels[-1] if dates.at_end else None, half)
        return CategoryAxis(box.inset(bottom=dates.labels[0].leading + UNDER_GAP), rect, names, dates=dates)
    box = room.inset(left=left, right=right)
    pitch = box.w / max(count - edged, 1)
    names, problems = parts.categories(ctx, plot.categories, pitch - INSET, LINES)
    stride = 1
    crowded = problems or (count > LONG and any(len(name.lines) > 1 for name in names))
    if crowded and (ordered or plot.over_time or plot.counts_on):
        names = tuple(one_line(ctx, words) for words in plot.categories)
        stride, problems = ceil((max(map(parts.width, names)) + 2 * INSET) / pitch), ()
    if edged or stride > 1:
        last = names[-1] if (count - 1) % stride == 0 else None
        box = _within(room, left, right, names[0], last, 0.0 if edged else pitch / 2)
    high = max(name.height for name in names[::stride])
    return CategoryAxis(box.inset(bottom=high + UNDER_GAP), rect, names, problems, stride)


def _within(
    room: Rect, left: float, right: float, first: Paragraph, last: Paragraph | None, inset: float = 0.0
) -> Rect:  # fmt: skip
    """The room with enough free at both sides for names that stand ``inset`` from the edges of the plot."""
    left = max(left, parts.width(first) / 2 - inset)
    return room.inset(left=left, right=max(right, parts.width(last) / 2 - inset if last else 0.0))


def beside(ctx: LayoutContext, plot: Plot, room: Rect, pitch: float) -> CategoryAxis:
    """Names before horizontal bars, ``pitch`` points apart from the top of a room, as wide as the widest asks for."""
    widest = max(parts.width(ctx.type.set(name, "chart", parts.ONE_LINE)) for name in plot.categories)
    measure = min(widest * 1.05 + 1, room.w * NAMES)
    names, problems = parts.categories(ctx, plot.categories, measure, 2 if pitch >= TWO_LINES else 1, "right")
    left = measure + NAME_GAP
    box = Rect(room.x + left, room.y, room.w - left, pitch * len(plot.categories))
    return CategoryAxis(box, box.inset(-left, -MARGIN, -MARGIN, -MARGIN), names, problems)
