"""Lines: how quantities moved over time, each named at its end, gaps left open, forecasts dashed and marked as such."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.chart.model import SIDE_GAP, Point, Series
from ...scene.chart.sheet import cell
from ...scene.model import Chart, Group, Role, Rule, Text
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import under
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.line_ends import CLEAR, NAMES, Ends, ends
from ..kit.line_numbers import PointNumbers, numbers
from ..kit.plot import LINES, Plot, Values, format_of, measured

KIND = KINDS["line"]
MOST, MOST_SERIES = 2_000, 6
STRONG, PLAIN = 3.0, 2.0  # pt: the line in focus, the others


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart of up to six lines; a forecast is a dashed series of its own that starts at the last count."""
    key, room = keys.key(ctx, plot, room, series=False)
    chart, names, problems = _chart(plot, ctx, room)
    return (*key, *keys.crossed(plot, chart), *names, *_flag(plot, ctx, chart)), problems


def _chart(plot: Plot, ctx: LayoutContext, room: Rect) -> tuple[Chart, tuple[Group, ...], Problems]:
    count = len(plot.categories)
    named = ends(ctx, plot, room.w * NAMES)
    along = numbers(ctx, plot, room, named.room)
    marks = along.marks if along else measured(plot.reach, plot, far=LINES)
    foot = "ink" if marks.log or marks.least <= 0 else "hairline"  # a line under the plot is taken for zero
    left = along.left if along else parts.axis_room(ctx, plot, marks) + SIDE_GAP
    edged = count > 1  # so that the names stand beside the plot, off its gridlines
    # the last number may be a dot, which pushes its name to the right
    axis = under(ctx, plot, room, left, named.room + parts.DOT / 2, ordered=True, edged=edged)
    heights = parts.bare_axis(marks) if along else parts.axis(ctx, plot, marks, "left")
    chart = Chart(
        "chart", replace(axis.rect, w=room.w), axis.plot, KIND, axis.names, (), heights, 0.0,
        ctx.theme.stroke(foot), None if along else ctx.theme.stroke("hairline"), *parts.alt(ctx, plot, KIND), time=True,
        dates=axis.dates, edged=edged, stride=axis.stride, given=parts.given(plot),
    )  # fmt: skip
    chart = replace(chart, series=_series(plot, chart, named))
    chart = _numbered(chart, along) if along else chart
    return chart, named.beside(ctx, plot, chart, room.right), axis.problems


def _numbered(chart: Chart, along: PointNumbers) -> Chart:
    """The chart with the number at each point of its line."""
    points = []
    for n, (point, label) in enumerate(zip(chart.series[0].points, along.labels, strict=True)):
        place, raised = along.stand(chart, n)
        numbered = replace(point, label=label, place=place, raised=raised, shows="value")
        points.append(numbered if label else point)
    return replace(chart, series=(replace(chart.series[0], points=tuple(points)),))


def _series(plot: Plot, chart: Chart, named: Ends) -> tuple[Series, ...]:
    """Each line, or its counted and its forecast part; the names at the last points are moved apart."""
    start = plot.category(plot.forecast) if plot.forecast else -1
    raised = named.raised(plot, chart)
    drawn: list[Series] = []
    colours = keys.colours(plot)
    for n, (row, colour) in enumerate(zip(plot.series, colours, strict=True)):
        name = parts.called(row, plot, n + 1)
        last = max((i for i, number in enumerate(row.numbers) if number.value is not None), default=-1)
        stretches = [(range(len(row.numbers)), start < 0 and keys.repeats(colours, n))]
        if 0 < start <= last:
            stretches = [(range(start), False), (range(start - 1, len(row.numbers)), True)]
        for part, dashed in stretches:
            ended = part == stretches[-1][0]
            points = tuple(
                _point(plot, row, i, n, named, raised[n], end=i == last and ended, split=len(stretches) > 1)
                if i in part
                else Point(None)
                for i in range(len(row.numbers))
            )
            # the label at the end of a line shows the name of its series, so the last stretch has the plain name
            title = name if ended else f"{name} ({named.counted})"
            width = STRONG if colour == "accent" else PLAIN
            drawn.append(Series(title, colour, points, width, dashed, named.shows if ended else "value", draw="lines"))
    return tuple(drawn)


def _point(plot: Plot, row: Values, i: int, place: int, named: Ends, raised: float, *, end: bool, split: bool) -> Point:
    """A number; alone between two gaps it shows as a dot."""
    point = Point(
        row.numbers[i].value, named.labels[place] if end else None, format_of(row.numbers[i], plot), None, "right",
        raised if end else 0.0, CLEAR if end else 0.0, width=parts.DOT if row.alone(i) else 0.0,
        formula=cell(place + 1, i) if split and row.numbers[i].value is not None else "",
    )  # fmt: skip
    return parts.with_error_bar(point, plot, place, i)


def _flag(plot: Plot, ctx: LayoutContext, chart: Chart) -> tuple[Group, ...]:
    """Where the forecast starts, and the word for it."""
    start = plot.category(plot.forecast) if plot.forecast else -1
    if start < 1:
        return ()
    x = chart.middle(start - 1)
    word = ctx.type.set(ctx.labels["chart.forecast"], "chart", parts.ONE_LINE, step=1, colour="muted")
    y = chart.plot.y - word.height - 1
    stroke = ctx.theme.stroke("hairline", "muted")
    start_line = Rule("forecast-start", x, chart.plot.y - word.height, x, chart.plot.bottom, stroke)
    box = Rect(x + 5, y, parts.width(word) + 4, word.height)
    return parts.group("forecast-flag", (start_line, Text("forecast", box, (word,), Role.LABEL)))


FORM = chart_form(
    "line",
    one_page(draw, MOST, MOST_SERIES, parts.on_log),
    summary="How quantities moved over time as native lines, each named at its end; a forecast is dashed.",
    limits="2,000 points, 6 series; dates such as 2024-05 stand where their days are; one start of a forecast for all",
    example="""\
form: line
title: The leader's users have grown tenfold, and its forecast flattens
chart:                      # or the id of one of the brief's charts
  title: Monthly users of AI assistants
  unit: Millions
  geography: Mainland China
  period: 2021–2025
  categories: ["2021", "2022", "2023", "2024", "2025"]
  series:
    - {name: Baidu, numbers: [{value: 10}, {value: 24}, {value: 60}, {value: 100}, {value: 110}]}
    - {name: Moonshot, numbers: [{value: 1}, {value: 4}, {value: 20}, {value: 44}, {value: 70}]}
    - {name: Tencent, numbers: [{value: 5}, {value: 12}, {value: 22}, {value: 38}, {value: 64}]}
  focus: Baidu
  forecast: "2024"
""",
)
