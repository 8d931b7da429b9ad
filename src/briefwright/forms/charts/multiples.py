"""Small multiples: each series in a chart of its own, all to one scale, so that their shapes can be compared."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Diagnostic
from ...core.geometry import Rect
from ...scene.chart.model import SIDE_GAP, Point, Series
from ...scene.model import Chart, Item, Role, Text
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import under
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.plot import AxisScale, Plot, format_of, scale

KIND = KINDS["multiples"]
MOST, MOST_SERIES = 2_000, 6
COLUMNS = 6  # up to so many categories that are no points in time are drawn as columns
BESIDE = 3  # so many charts at most stand in a row
GAP = 24.0  # between two charts
WIDTH = 2.5  # pt, of a line


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart for each of up to six series, in one row or two, with the axis at the left of each row."""
    count = len(plot.series)
    across = count if count <= BESIDE else -(-count // 2)
    rows = -(-count // across)
    marks = scale(min(plot.reach), max(plot.reach))
    left = parts.axis_room(ctx, plot, marks) + SIDE_GAP
    w = (room.w - left - GAP * (across - 1)) / across
    h = (room.h - GAP / 2 * (rows - 1)) / rows
    items: list[Item] = []
    problems: list[Diagnostic] = []
    for n, (row, colour) in enumerate(zip(plot.series, keys.colours(plot), strict=True)):
        column, line = n % across, n // across
        x = room.x + (left + column * (w + GAP) if column else 0.0)
        box = Rect(x, room.y - 6 + line * (h + GAP / 2), w if column else w + left, h)
        name = ctx.type.set(row.name, "h3", box.w)
        items.append(Text(f"name-{n + 1}", replace(box, h=name.height), (name,), Role.LABEL))
        one = replace(plot, series=(row,))
        chart, wrong = _chart(one, ctx, box.below(box.y + name.height + 9), marks, 0.0 if column else left, colour)
        items.append(replace(chart, name="chart" if n == 0 else f"chart-{n + 1}"))
        problems += wrong
    return items, tuple(dict.fromkeys(problems))


def _chart(
    plot: Plot, ctx: LayoutContext, room: Rect, marks: AxisScale, left: float, colour: str
) -> tuple[Chart, tuple[Diagnostic, ...]]:
    """One of the charts; those without ``left`` have gridlines and no numbers at them."""
    count = len(plot.categories)
    lined = plot.over_time or count > COLUMNS
    axis = under(ctx, plot, room, left, ordered=lined, edged=lined and count > 1)
    tone = colour if colour == "accent" and plot.focus else "mid"
    points = tuple(
        Point(
            number.value, format=format_of(number, plot), width=parts.DOT if lined and plot.series[0].alone(n) else 0.0
        )
        for n, number in enumerate(plot.series[0].numbers)
    )
    name = parts.called(plot.series[0], plot)
    series = Series(name, tone, points, WIDTH if lined else 0.0, draw="lines" if lined else "bars")
    shown = parts.axis(ctx, plot, marks, "left")
    chart = Chart(
        "chart", axis.rect, axis.plot, KIND, axis.names, (series,), shown if left else replace(shown, labels=()),
        parts.BAR_GAP, ctx.theme.stroke("ink"), ctx.theme.stroke("hairline"), *parts.alt(ctx, plot, KIND, named=True),
        time=plot.over_time, dates=axis.dates, edged=lined and count > 1, stride=axis.stride,
    )  # fmt: skip
    return chart, axis.problems


FORM = chart_form(
    "multiples",
    one_page(draw, MOST, MOST_SERIES, parts.bars_on_log),
    summary="Each series as a small native chart of its own, all to one scale.",
    limits="6 series, 2,000 points; points in time and long rows are lines, others columns",
    example="""\
form: multiples
title: Only Moonshot has grown in every year
chart:                      # or the id of one of the brief's charts
  title: Monthly users of AI assistants
  unit: Millions
  geography: Mainland China
  categories: ["2021", "2022", "2023", "2024"]
  series:
    - {name: Baidu, numbers: [{value: 10}, {value: 24}, {value: 60}, {value: 41}]}
    - {name: Moonshot, numbers: [{value: 1}, {value: 4}, {value: 20}, {value: 44}]}
    - {name: Tencent, numbers: [{value: 5}, {value: 12}, {value: 11}, {value: 38}]}
    - {name: Alibaba, numbers: [{value: 8}, {value: 7}, {value: 12}, {value: 19}]}
  focus: Moonshot
""",
)
