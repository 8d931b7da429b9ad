"""Mirrored bars: two quantities back to back, one to the left and one to the right, to the same scale."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ...core.geometry import Rect
from ...scene.chart.model import BAR_END_GAP, Point, Series
from ...scene.chart.sheet import cell
from ...scene.model import Chart
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import beside
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.plot import AxisScale, Plot, format_of, shown

KIND = KINDS["diverging"]
MOST, SIDES = 16, 2
PITCH, THICK = 72.0, 44.0
STEP = 3  # of the numbers


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart of two series in the order of the author; the sheet turns the first to the left."""
    names, room = keys.key(ctx, plot, room)
    count = len(plot.categories)
    axis = beside(ctx, plot, room, parts.pitch(ctx, PITCH, room.h / count))
    thick = min(THICK * parts.larger(ctx), axis.plot.h / count / (1 + parts.BAR_GAP))
    last = ctx.theme.steps("chart_value") - 1
    step = next((s for s in range(STEP, last) if ctx.type.style("chart_value", s).leading <= thick + 3), last)
    series, ends = [], []
    for s, (row, colour) in enumerate(zip(plot.series, keys.colours(plot), strict=True)):
        points, sign = [], 1 if s else -1
        for c, number in enumerate(row.numbers):
            label = parts.label(ctx, shown(number, plot), step, "ink", "left" if s else "right")
            code = format_of(number, plot).split(";")[0]
            value = None if number.value is None else sign * number.value
            points.append(
                Point(
                    value, label if value is not None else None, f"{code};{code}", None, "outside",
                    formula="" if s or value is None else f"-{cell(1, c)}",
                )
            )  # fmt: skip
        wide = max((parts.width(point.label) for point in points if point.label), default=0.0) + 2 * BAR_END_GAP
        ends.append((max(abs(point.value or 0.0) for point in points), wide))
        series.append(Series(parts.called(row, plot, s + 1), colour, tuple(points)))
    (left, wide_left), (right, wide_right) = ends
    unit = (left + right or 1.0) * 1.08 / max(axis.plot.w - wide_left - wide_right, 1.0)
    low, high = -left * 1.04 - wide_left * unit, right * 1.04 + wide_right * unit
    marks = AxisScale(float(f"{low:.6g}"), float(f"{high:.6g}"), float(f"{(high - low) / 4:.6g}"))
    chart = Chart(
        "chart", axis.rect, axis.plot, KIND, axis.names, tuple(series), parts.bare_axis(marks),
        axis.plot.h / count / thick - 1, ctx.theme.stroke("ink"), None, *parts.alt(ctx, plot, KIND),
        given=parts.given(plot), overlaid=True,
    )  # fmt: skip
    return (*names, chart), axis.problems


FORM = chart_form(
    "diverging",
    one_page(draw, MOST, SIDES, parts.below_zero, parts.bars_on_log, partial(parts.too_few, kind=KIND, wanted=SIDES)),
    summary="Two quantities back to back as native bars, to the same scale.",
    limits="16 bars, two series, none below zero",
    example="""\
form: diverging
title: Shops gain more from the change than they lose
chart:                      # or the id of one of the brief's charts
  title: What the change costs and brings
  unit: USD m a year
  period: "2024"
  categories: [Banks, Shops, Public offices, Makers]
  series:
    - {name: Cost, numbers: [{value: 30}, {value: 18}, {value: 22}, {value: 9}]}
    - {name: Gain, numbers: [{value: 42}, {value: 51}, {value: 12}, {value: 27}]}
  focus: Gain
""",
)
