"""Dumbbells: two or three values of each category as dots on one line, so that the distance between them is seen."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ...core.geometry import Rect
from ...scene.chart.model import DOT_GAP, NATURAL, Point, Series
from ...scene.chart.sheet import cell, cells
from ...scene.model import Chart
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import INSET, under
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.plot import Plot, format_of, margins, shown

KIND = KINDS["dumbbell"]
MOST, MOST_SERIES, LEAST_SERIES = 24, 3, 2
DOT, LINE = 12.0, 2.5  # pt
STEP = 3  # of the numbers


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart of dots; the line between them is the error bar of the first series. The ends have numbers."""
    names, room = keys.key(ctx, plot, room, dict.fromkeys(range(len(plot.series)), "dots"))
    axis = under(ctx, plot, room)
    step = parts.value_step(ctx, plot, STEP, axis.plot.w / len(plot.categories) - INSET)
    ends = [_ends([row.numbers[c].value for row in plot.series]) for c in range(len(plot.categories))]
    rows = len(plot.series)
    series = []
    for s, (row, colour) in enumerate(zip(plot.series, keys.colours(plot), strict=True)):
        points = []
        for c, number in enumerate(row.numbers):
            label, (low, high), value = None, ends[c], number.value
            before = [one.numbers[c].value for one in plot.series[:s]]
            if value is not None and value in (low, high) and value not in before:  # a number for dots on one another
                label = parts.label(ctx, shown(number, plot), step, "ink")
            stretched = s == 0 and value is not None and low != high
            across = cells(1, c, rows, c)
            points.append(
                Point(
                    value, label, format_of(number, plot), None, "above" if value == high else "below", width=DOT,
                    low=low if stretched else None, high=high if stretched else None,
                    arms=(f"MAX({across})-{cell(1, c)}", f"{cell(1, c)}-MIN({across})") if stretched else ("", ""),
                )
            )  # fmt: skip
        series.append(Series(parts.called(row, plot, s + 1), colour, tuple(points), LINE, draw="dots", dot=DOT))
    values = plot.reach
    past = NATURAL * ctx.type.style("chart_value", step).size + DOT / 2 + 2 * DOT_GAP
    chart = Chart(
        "chart", axis.rect, axis.plot, KIND, axis.names, tuple(series),
        parts.bare_axis(margins(values, plot, past, axis.plot.h)), 0.0, ctx.theme.stroke("ink"), None,
        *parts.alt(ctx, plot, KIND), sunk=True, time=plot.over_time, stride=axis.stride,
    )  # fmt: skip
    return (*names, *keys.crossed(plot, chart)), axis.problems


def _ends(values: list[float | None]) -> tuple[float | None, float | None]:
    known = [value for value in values if value is not None]
    return (min(known), max(known)) if known else (None, None)


FORM = chart_form(
    "dumbbell",
    one_page(draw, MOST, MOST_SERIES, parts.on_log, partial(parts.too_few, kind=KIND, wanted=LEAST_SERIES)),
    summary="Two or three values of each category as native dots on one line.",
    limits="24 categories, 3 series",
    example="""\
form: dumbbell
title: The price of a query has fallen everywhere, most of all at the top
chart:                      # or the id of one of the brief's charts
  title: Price of a million words
  unit: USD
  categories: [Large model, Middle model, Small model]
  series:
    - {name: "2023", numbers: [{value: 30}, {value: 12}, {value: 2}]}
    - {name: "2024", numbers: [{value: 10}, {value: 3}, {value: 0.5}]}
""",
)
