"""Areas: how a quantity moved over time and, of several on one another, what it is made of."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.chart.model import SIDE_GAP, Point, Series
from ...scene.model import Chart
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import under
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.plot import Plot, format_of, scale
from ..kit.stacks import NAMES

KIND = KINDS["area"]
MOST, MOST_SERIES = 2_000, 4


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart of areas on one another from edge to edge, each named at its end; none may fall below zero."""
    several = len(plot.series) > 1
    key, room = keys.key(ctx, plot, room, series=False)
    marks = scale(min(plot.sums), max([*plot.sums, *plot.crossing]))
    left = parts.axis_room(ctx, plot, marks) + SIDE_GAP
    right = keys.names_room(ctx, [row.name for row in plot.series], room.w * NAMES, 24.0) if several else 0.0
    axis = under(ctx, plot, room, left, right, ordered=True, edged=True)
    series = tuple(
        Series(
            parts.called(row, plot, n), colour if several else "second",
            tuple(Point(number.value, format=format_of(number, plot)) for number in row.numbers), draw="areas",
        )
        for n, (row, colour) in enumerate(zip(plot.series, keys.colours(plot), strict=True), start=1)
    )  # fmt: skip
    chart = Chart(
        "chart", axis.rect, axis.plot, KIND, axis.names, series, parts.axis(ctx, plot, marks, "left"), 0.0,
        ctx.theme.stroke("ink"), ctx.theme.stroke("hairline"), *parts.alt(ctx, plot, KIND), time=True,
        dates=axis.dates, edged=True, stride=axis.stride,
    )  # fmt: skip
    names = keys.named_beside(ctx, plot, chart, room.right if several else 0.0)
    return (*key, *keys.crossed(plot, chart), *names), axis.problems


def _sunk(ctx: LayoutContext, plot: Plot) -> Problems:
    """Areas on one another of which one is below zero; one alone may be."""
    return parts.below_zero(ctx, plot) if len(plot.series) > 1 else ()


FORM = chart_form(
    "area",
    one_page(draw, MOST, MOST_SERIES, _sunk, parts.bars_on_log),
    summary="How a quantity moved, and what it is made of, as native areas on one another.",
    limits="2,000 points, 4 series; areas on one another are never below zero",
    example="""\
form: area
title: Enterprise use now makes up the larger part
chart:                      # or the id of one of the brief's charts
  title: Spending on language models
  unit: USD bn
  geography: Mainland China
  period: 2021–2024
  categories: ["2021", "2022", "2023", "2024"]
  series:
    - {name: Consumers, numbers: [{value: 5}, {value: 7}, {value: 9}, {value: 10}]}
    - {name: Enterprise, numbers: [{value: 1}, {value: 3}, {value: 8}, {value: 14}]}
""",
)
