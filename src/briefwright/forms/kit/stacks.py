"""Several series to bars that stand or lie on one another: as they are with their totals, or each as shares of one."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ...core.chart_kinds import ChartKind
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.chart.model import BAR_END_GAP, END_GAP, NATURAL, SIDE_GAP, Point, Series, natural
from ...scene.chart.sheet import cell, cells
from ...scene.model import Chart, Paragraph
from ...story.model import Words
from . import chart_parts as parts
from . import series_keys as keys
from .category_axis import INSET, beside, under
from .chart_surround import surroundings
from .content import words
from .form import LayoutContext, Placed
from .plot import (
    AxisScale,
    Charted,
    Plot,
    Values,
    format_of,
    headroom,
    scale,
    share_format,
    share_text,
    shown,
    totals_of,
)

MOST, MOST_LYING, MOST_SERIES = 60, 14, 4
FEW = 4
NAMES = 0.28  # of the width: the most that the names of the series take
THICK, PITCH = 40.0, 66.0  # the thickest bar that lies, and its distance to the next
MESSY = 1 / 3  # of the numbers without room, and the others are not printed either
SIZES = 3  # of the numbers, from the largest that suits


def stacks(content: Charted, ctx: LayoutContext, kind: ChartKind) -> Placed:
    """A native chart of up to four series; a part too thin for its number has none (BW422)."""
    plot, over = parts.kept(ctx, content.chart, MOST_LYING if kind.horizontal else MOST, MOST_SERIES)
    wrong = (*(parts.below_zero(ctx, plot) if kind.parts else ()), *parts.bars_on_log(ctx, plot))
    around = surroundings(content, ctx, (*over, *wrong))
    if wrong:
        return around.placed(())
    if kind.horizontal:
        names, room = keys.key(ctx, plot, around.room)
        chart, problems = _chart(plot, ctx, room, 0.0, kind)
        return around.placed((*names, *keys.crossed(plot, chart)), problems)
    several = len(plot.series) > 1
    key, room = keys.key(ctx, plot, around.room, series=False)
    right = keys.names_room(ctx, [row.name for row in plot.series], room.w * NAMES, 24.0) if several else 0.0
    chart, problems = _chart(plot, ctx, room, right, kind)
    return around.placed(
        (*key, *keys.crossed(plot, chart), *keys.named_beside(ctx, plot, chart, room.right if several else 0.0)),
        problems,
    )


class Stack(Struct, frozen=True):
    """The numbers of each series as they are drawn, with the label, format and formula of each."""

    values: tuple[tuple[float | None, ...], ...]
    labels: tuple[tuple[Words | str, ...], ...]
    formats: tuple[tuple[str, ...], ...]
    formulas: tuple[tuple[str, ...], ...]


def _stack(plot: Plot, share: bool) -> Stack:
    count, rows = len(plot.categories), plot.series
    if not share:
        return Stack(
            tuple(tuple(n.value for n in row.numbers) for row in rows),
            tuple(tuple(shown(n, plot) for n in row.numbers) for row in rows),
            tuple(tuple(format_of(n, plot) for n in row.numbers) for row in rows),
            (("",) * count,) * len(rows),
        )
    sums = plot.sums
    values = tuple(
        tuple(None if n.value is None else n.value / (sums[c] or 1.0) for c, n in enumerate(row.numbers))
        for row in rows
    )
    return Stack(
        values,
        tuple(tuple(share_text(value or 0.0, plot) for value in row) for row in values),
        ((share_format(plot),) * count,) * len(rows),
        tuple(
            tuple(f"{cell(s, c)}/SUM({cells(1, c, len(rows), c)})" for c in range(count))
            for s in range(1, len(rows) + 1)
        ),
    )


def _totals(plot: Plot) -> list[float | None]:
    """The sum of each stack; None where one of its parts is not known, since the others are not the whole."""
    gaps = {c for row in plot.series for c, number in enumerate(row.numbers) if number.value is None}
    return [None if c in gaps else total for c, total in enumerate(plot.sums)]


def _chart(plot: Plot, ctx: LayoutContext, room: Rect, right: float, kind: ChartKind) -> tuple[Chart, Problems]:
    """Totals stand past the bars; an axis stands beside them only where there are none and numbers have no room."""
    stack, count, flat = _stack(plot, kind.parts), len(plot.categories), kind.horizontal
    columns = [[row[c] or 0.0 for row in stack.values] for c in range(count)]
    least = min(sum(v for v in c if v < 0) for c in columns)
    most = max(*plot.crossing, *(sum(v for v in c if v > 0) for c in columns), 0.0)
    whole = _totals(plot)
    summed = not kind.parts and least >= 0 < most and len(plot.series) > 1 and any(one is not None for one in whole)
    totals = totals_of(plot, words(ctx.labels["chart.total"]), whole) if summed else None
    marks, last = scale(least, most), ctx.theme.steps("chart_value") - 1
    for left in (0.0,) if flat or summed or kind.parts else (0.0, parts.axis_room(ctx, plot, marks) + SIDE_GAP):
        axis = (
            beside(ctx, plot, room, parts.pitch(ctx, PITCH, room.h / count))
            if flat
            else under(ctx, plot, room, left, right)
        )
        box = axis.plot
        pitch, length = (box.h / count, box.w) if flat else (box.w / count, box.h)
        thick = min(THICK * parts.larger(ctx) if flat else parts.BAR_W, pitch / (1 + parts.BAR_GAP))
        first = 3 if flat else parts.value_step(ctx, plot, 2 if count <= FEW else 3, thick - 2 * INSET)
        for step in range(min(first, last), min(first + SIZES, last + 1)):
            sums = totals.numbers if totals else ()
            above = [parts.label(ctx, n.shown, step, "ink", "left" if flat else "center") for n in sums]
            wide = max(map(parts.width, above), default=0.0) + 2 * BAR_END_GAP
            past = wide if flat else NATURAL * ctx.type.style("chart_value", step).size + 2 * END_GAP
            bare = AxisScale(0.0, 1.0, 0.25) if kind.parts else headroom(least, most, past if summed else 0.0, length)
            used = marks if left else bare
            series, unprinted = _series(plot, ctx, stack, kind, step, length / (used.most - used.least), thick)
            unprinted += 0 if flat else sum(parts.width(label) > pitch - INSET for label in above)
            if not unprinted:
                break
        if not unprinted:
            break
    if unprinted > MESSY * sum(map(len, stack.values)):  # a number here and there is no help
        series = tuple(replace(row, points=tuple(replace(p, label=None) for p in row.points)) for row in series)
    if totals:
        series = (*series, _total_series(totals, above, len(plot.series)))
    described = replace(plot, series=(*plot.series, totals)) if totals else plot
    chart = Chart(
        "chart", axis.rect, box, kind, axis.names, series,
        parts.axis(ctx, plot, marks, "left") if left else parts.bare_axis(used), pitch / thick - 1,
        ctx.theme.stroke("ink"), ctx.theme.stroke("hairline") if left else None,
        *parts.alt(ctx, described, kind, stack.labels if kind.parts else ()),
        time=plot.over_time and not flat, stride=axis.stride, dates=axis.dates, given=parts.given(plot),
    )  # fmt: skip
    return chart, (*axis.problems, *parts.unprinted(ctx, unprinted))


def _series(
    plot: Plot, ctx: LayoutContext, stack: Stack, kind: ChartKind, step: int, unit: float, thick: float
) -> tuple[tuple[Series, ...], int]:
    """The series with the numbers that have room, and how many have none. ``unit`` is the length of one, in points."""
    series: list[Series] = []
    unprinted = 0
    for r, (row, colour) in enumerate(zip(plot.series, keys.colours(plot), strict=True)):
        points = []
        for c, value in enumerate(stack.values[r]):
            label = parts.label(ctx, stack.labels[r][c], step, parts.ON[colour])
            long, wide = natural(label), parts.width(label)
            room = abs(value or 0.0) * unit
            fits = (
                (wide + INSET <= room and long <= thick)
                if kind.horizontal
                else (long <= room and wide <= thick - INSET)
            )
            unprinted += bool(value) and not fits
            points.append(
                Point(
                    value, label if fits and value else None, stack.formats[r][c], None, "middle",
                    formula=stack.formulas[r][c] if value is not None else "",
                )
            )  # fmt: skip
        series.append(Series(parts.called(row, plot, r + 1), colour, tuple(points)))
    return tuple(series), unprinted


def _total_series(totals: Values, above: list[Paragraph], rows: int) -> Series:
    """The sums, printed past the bars by a series that has no colour."""
    points = [
        Point(n.value, label, n.format, None, "base", formula=f"SUM({cells(1, c, rows, c)})")
        if n.value is not None
        else Point(None)
        for c, (n, label) in enumerate(zip(totals.numbers, above, strict=True))
    ]
    return Series(totals.name.prose, None, tuple(points))
