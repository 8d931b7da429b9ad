"""Slopes: how many quantities changed from one time to another, each named with its first and last number."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.chart.model import Point, Series
from ...scene.model import Chart
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import under
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.line_ends import BETWEEN, CLEAR, NAMES, TEXT, ends
from ..kit.plot import Plot, format_of, margins, shown

KIND = KINDS["slope"]
AIR = 0.14  # of the height, past the least and the most: room for numbers that somebody edits
MOST, MOST_SERIES = 4, 8
STRONG, PLAIN = 3.0, 1.5  # pt: the line in focus, the others
LEAST = 2  # times


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart of lines from edge to edge, without an axis."""
    key, room = keys.key(ctx, plot, room, series=False)
    named = ends(ctx, plot, room.w * NAMES)
    inks = [TEXT.get(colour, colour) for colour in keys.colours(plot)]
    first = [
        ctx.type.set(shown(row.numbers[0], plot), "chart", parts.ONE_LINE, step=1, colour=ink, bold=True, align="right")
        for row, ink in zip(plot.series, inks, strict=True)
    ]
    left = max(map(parts.width, first)) + 2 * CLEAR
    axis = under(ctx, plot, room, left, named.room + parts.DOT / 2, ordered=True, edged=True)
    values = plot.reach
    chart = Chart(
        "chart", replace(axis.rect, w=room.w), axis.plot, KIND, axis.names, (),
        parts.bare_axis(margins(values, plot, max(BETWEEN / 2, AIR * axis.plot.h), axis.plot.h)), 0.0,
        ctx.theme.stroke("hairline"), None,
        *parts.alt(ctx, plot, KIND), sunk=True, time=True, edged=True,
    )  # fmt: skip
    raised = named.raised(plot, chart)
    box = chart.plot
    starts = [chart.at(row.numbers[0].value or 0.0) for row in plot.series]
    stands = keys.spread(starts, BETWEEN, box.y, box.bottom - BETWEEN / 2)
    series = []
    for n, (row, colour) in enumerate(zip(plot.series, keys.colours(plot), strict=True)):
        last = max((i for i, number in enumerate(row.numbers) if number.value is not None), default=-1)
        points = []
        for i, number in enumerate(row.numbers):
            point = Point(number.value, format=format_of(number, plot), width=parts.DOT)
            if i == 0 and number.value is not None:
                up = starts[n] - stands[n]
                point = replace(point, label=first[n], place="left", raised=up, shifted=-CLEAR, shows="value")
            elif i == last:
                point = replace(point, label=named.labels[n], place="right", raised=raised[n], shifted=CLEAR)
            points.append(point)
        width = STRONG if colour == "accent" else PLAIN
        name = parts.called(row, plot, n + 1)
        series.append(Series(name, colour, tuple(points), width, shows=named.shows, draw="lines", dot=parts.DOT))
    chart = replace(chart, series=tuple(series))
    return (*key, *keys.crossed(plot, chart), *named.beside(ctx, plot, chart, room.right)), axis.problems


def _short(ctx: LayoutContext, plot: Plot) -> Problems:
    """The error (BW405) of a chart with one time; none else."""
    where, count = f"{ctx.slide.id}.chart.categories", len(plot.categories)
    return (diagnose("BW405", ctx.slide.span, where=where, least=LEAST, count=count),) if count < LEAST else ()


FORM = chart_form(
    "slope",
    one_page(draw, MOST, MOST_SERIES, parts.on_log, _short),
    summary="How quantities changed from one time to another as native lines, numbers at both ends.",
    limits="2 to 4 times, 8 series",
    example="""\
form: slope
title: Only one of four providers has lost users
chart:                      # or the id of one of the brief's charts
  title: Monthly users of AI assistants
  unit: Millions
  geography: Mainland China
  categories: ["2023", "2024"]
  series:
    - {name: Baidu, numbers: [{value: 60}, {value: 41}]}
    - {name: Moonshot, numbers: [{value: 20}, {value: 44}]}
    - {name: Tencent, numbers: [{value: 22}, {value: 38}]}
    - {name: Alibaba, numbers: [{value: 12}, {value: 19}]}
  focus: Baidu
""",
)
