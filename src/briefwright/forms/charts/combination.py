"""Columns with lines over them: two kinds of quantity over the same categories, a second axis only when asked for."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.geometry import Rect
from ...scene.chart.model import SIDE_GAP, Draw, Point, Series
from ...scene.model import Axis, Chart, Role, Text
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import under
from ..kit.chart_form import chart_form
from ..kit.chart_surround import surroundings
from ..kit.form import LayoutContext, Placed
from ..kit.plot import AxisScale, Charted, Plot, format_of, scale

KIND = KINDS["combination"]
MOST, MOST_SERIES = 60, 4
WIDTH = 3.0  # pt, of a line


def place(content: Charted, ctx: LayoutContext) -> Placed:
    """A native chart of columns, and of the series in ``lines`` (else the last) as lines with dots."""
    plot, over = parts.kept(ctx, content.chart, MOST, MOST_SERIES)
    around = surroundings(content, ctx, (*over, *parts.bars_on_log(ctx, plot)))
    lined = [n for n, row in enumerate(plot.series) if row.name.prose in plot.lines] or [len(plot.series) - 1]
    drawn: dict[int, Draw] = dict.fromkeys(lined, "lines")
    names, room = keys.key(ctx, plot, around.room, drawn)
    second = plot.second_axis
    marks = _scale(plot, [n for n in range(len(plot.series)) if not second or n not in drawn])
    more = _scale(plot, lined) if second else None
    left = parts.axis_room(ctx, plot, marks) + SIDE_GAP
    right = parts.axis_room(ctx, plot, more) + SIDE_GAP if more else 0.0
    title = _title(plot, ctx, room)
    axis = under(ctx, plot, room.below(room.y + title[0].rect.h) if title else room, left, right)
    bars = len(plot.series) - len(drawn)
    pitch = axis.plot.w / len(plot.categories)
    thick = min(parts.BAR_W, pitch / (max(bars, 1) + parts.BAR_GAP))
    series = [
        Series(
            parts.called(row, plot, n + 1), colour,
            tuple(
                Point(number.value, format=format_of(number, plot), width=parts.DOT if n in drawn else 0.0)
                for number in row.numbers
            ),
            WIDTH if n in drawn else 0.0, draw=drawn.get(n, "bars"), dot=parts.DOT if n in drawn else 0.0,
            second=bool(second) and n in drawn,
        )
        for n, (row, colour) in enumerate(zip(plot.series, keys.colours(plot), strict=True))
    ]  # fmt: skip
    chart = Chart(
        "chart", axis.rect.inset(right=-right), axis.plot, KIND, axis.names,
        tuple(sorted(series, key=lambda one: one.draw != "bars")), parts.axis(ctx, plot, marks, "left"),
        pitch / thick - max(bars, 1), ctx.theme.stroke("ink"), ctx.theme.stroke("hairline"),
        *parts.alt(ctx, plot, KIND), time=plot.over_time, stride=axis.stride, dates=axis.dates, given=parts.given(plot),
        second=_second(ctx, plot, more) if more else None,
    )  # fmt: skip
    return around.placed((*names, *title, *keys.crossed(plot, chart)), axis.problems)


def _scale(plot: Plot, chosen: list[int]) -> AxisScale:
    values = replace(plot, series=tuple(plot.series[place] for place in chosen)).reach
    return scale(min(values), max(values))


def _second(ctx: LayoutContext, plot: Plot, marks: AxisScale) -> Axis:
    """The axis at the right, whose numbers have no suffix of the left one's."""
    return parts.axis(ctx, replace(plot, suffix=""), marks, "right")


def _title(plot: Plot, ctx: LayoutContext, room: Rect) -> tuple[Text, ...]:
    """What the second axis measures, over it."""
    if not plot.second_axis:
        return ()
    words = ctx.type.set(plot.second_axis, "chart", room.w / 2, step=1, colour="muted", align="right")
    return (Text("second-axis", Rect(room.x + room.w / 2, room.y - 6, room.w / 2, words.height), (words,), Role.LABEL),)


FORM = chart_form(
    "combination",
    place,
    summary="Columns and lines over the same categories as one native chart; a second axis when asked for.",
    limits="60 categories, 4 series; a second axis has a title",
    example="""\
form: combination
title: Use grows faster than what is paid for it
chart:                      # or the id of one of the brief's charts
  title: Use and revenue of language models
  unit: Users, millions
  categories: ["2021", "2022", "2023", "2024"]
  series:
    - {name: Users, numbers: [{value: 16}, {value: 40}, {value: 90}, {value: 180}]}
    - {name: Revenue, numbers: [{value: 1.1}, {value: 2}, {value: 3.4}, {value: 4.1}]}
  lines: [Revenue]
  second_axis: Revenue, USD bn
""",
)
