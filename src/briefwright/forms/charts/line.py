"""Lines: how a few quantities moved over time, each named at its end, forecasts dashed and marked as such."""

from __future__ import annotations

from math import inf
from typing import Literal

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.chart.model import RIGHT_GAP, SIDE_GAP, UNDER_GAP, Point, Series
from ...scene.model import Chart, Group, Role, Rule, Text
from ..kit import chart_parts as parts
from ..kit.chart_listing import listing, undrawn
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import Charted, Plot, Values, format_of, scale, shown
from ..kit.text_boxes import needs

KIND = KINDS["line"]
MOST, MOST_SERIES = 12, 4
INSET = 4.0
NAMES = 0.28  # of the width: the most that the names of the series take
STRONG, PLAIN = 3.0, 2.0  # pt: the line in focus, the others
TEXT = {"mid": "muted"}  # a name is text, and needs more contrast than a line
BETWEEN = 16.0  # pt from name to name
CLEAR = 5.0  # and from the end of a line to its name, more than PowerPoint leaves


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    """A native chart of up to four lines; a forecast is a dashed series of its own that starts at the last count."""
    plot, over = parts.kept(ctx, content.chart, MOST, MOST_SERIES)
    around = parts.surroundings(content, ctx, over)
    chart, problems = _chart(plot, ctx, around)
    return around.placed((chart, *_flag(plot, ctx, chart)), problems)


def _chart(plot: Plot, ctx: LayoutContext, around: parts.Surround) -> tuple[Chart, Problems]:
    room, count = around.room, len(plot.categories)
    values = [n.value for s in plot.series for n in s.numbers if n.value is not None] or [0.0]
    marks = scale(min(values), max(values))
    left = parts.axis_room(ctx, plot, marks) + SIDE_GAP
    right, valued = _names_room(ctx, plot, room.w * NAMES)
    # the last point stands half a category inside the plot: its name may start there
    pitch = (room.w - left - right) / (count - 0.5)
    w = min(pitch * count, room.w - left)
    pitch = w / count
    names, problems = parts.categories(ctx, plot.categories, pitch - INSET, 3)
    h = room.h - max(name.height for name in names) - UNDER_GAP
    box = Rect(room.x + left, room.y, w, h)
    chart = Chart(
        "chart", Rect(room.x, room.y - 9, room.w, room.h + 9), box, KIND, names,
        _series(plot, ctx, box, marks.least, marks.most, valued), parts.axis(ctx, plot, marks, "left"), 0.0,
        ctx.theme.stroke("ink"), ctx.theme.stroke("hairline"), *parts.alt(ctx, plot, KIND), time=True,
    )  # fmt: skip
    return chart, problems


def _names_room(ctx: LayoutContext, plot: Plot, most: float) -> tuple[float, bool]:
    """The width right of the plot, and whether there is room there for the last number of each line after its name."""
    room = parts.names_room(ctx, [_ended(row, plot, n) for n, row in enumerate(plot.series, 1)], inf, RIGHT_GAP + CLEAR)
    if room <= most:
        return room, True
    return parts.names_room(ctx, [row.name for row in plot.series], most, RIGHT_GAP + CLEAR), False


def _ended(row: Values, plot: Plot, place: int) -> str:
    """The name of a line, or its place among them, and its last number."""
    last = next((n for n in reversed(row.numbers) if n.value is not None), None)
    number = shown(last, plot) if last else ""
    return f"{row.name.prose or place} {number if isinstance(number, str) else number.prose}"


def _series(plot: Plot, ctx: LayoutContext, box: Rect, least: float, most: float, valued: bool) -> tuple[Series, ...]:
    """Each line, or its counted and its forecast part; the names at the last points are moved apart."""
    ends = [next((n.value for n in reversed(s.numbers) if n.value is not None), None) for s in plot.series]
    wanted = [box.bottom - ((end or 0.0) - least) / (most - least) * box.h for end in ends]
    stands = parts.spread(wanted, BETWEEN, box.y, box.bottom - BETWEEN / 2)
    start = plot.category(plot.forecast) if plot.forecast else -1
    drawn: list[Series] = []
    for n, (row, colour) in enumerate(zip(plot.series, parts.colours(plot), strict=True)):
        name = row.name.prose or str(n + 1)
        words, ink = _ended(row, plot, n + 1) if valued else name, TEXT.get(colour, colour)
        label = ctx.type.set(words, "chart", parts.ONE_LINE, step=1, colour=ink, bold=True)
        last = max((i for i, number in enumerate(row.numbers) if number.value is not None), default=-1)
        width = STRONG if colour == "accent" else PLAIN
        raised = wanted[n] - stands[n]
        stretches = [(range(len(row.numbers)), False)]
        if 0 < start <= last:
            stretches = [(range(start), False), (range(start - 1, len(row.numbers)), True)]
        for part, dashed in stretches:
            ended = part == stretches[-1][0]
            points = tuple(
                Point(
                    number.value if i in part else None,
                    label if i == last and i in part and ended else None,
                    format_of(number, plot), None, "right", raised, CLEAR,
                )
                for i, number in enumerate(row.numbers)
            )  # fmt: skip
            # the label at the end of a line shows the name of its series, so the last stretch has the plain name
            title = name if ended else f"{name} ({ctx.labels['chart.counted']})"
            end: Literal["named value", "name"] = "named value" if valued else "name"
            drawn.append(Series(title, colour, points, width, dashed, end if ended else "value"))
    return tuple(drawn)


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


FORM = Form(
    name="line",
    summary="How quantities moved over time as native lines, each named at its end; a forecast is dashed.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="12 points, 4 series; a forecast starts at one category for all",
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
