"""Stacked columns: totals and what they are made of, the series named at the right of the last column."""

from __future__ import annotations

from ..geometry import Rect
from ..messages import diagnose
from ..scene.chart.model import SIDE_GAP, UNDER_GAP, Point, Series, natural
from ..scene.model import Chart
from .charting import (
    BAR_GAP,
    BAR_W,
    ON,
    Problems,
    Stage,
    alt,
    axis,
    axis_room,
    categories,
    colours,
    kept,
    label,
    named_at,
    names_room,
    stage,
    value_step,
    width,
)
from .flush import flush
from .form import Desk, Form, Placed
from .parts import nothing
from .plot import Charted, Plot, format_of, scale, shown

MOST, MOST_SERIES = 12, 4
FEW = 4
INSET = 4.0
NAMES = 0.28  # of the width: the most that the names of the series take


def place(content: Charted, desk: Desk) -> Placed:
    """A native chart of up to four series; a part too thin for its number goes without, and the author is told."""
    plot = content.chart
    if not plot.categories or not plot.series:
        return nothing(desk, "chart.categories")
    plot, over = kept(desk, plot, MOST, MOST_SERIES)
    around = stage(content, desk)
    chart, problems = _chart(plot, desk, around)
    room = around.room
    last = len(plot.categories) - 1
    seen = [n for n, series in enumerate(chart.series) if series.colour]
    boxes = [chart.box(n, last) for n in seen]
    wanted = [box.y + box.h / 2 if box else chart.plot.bottom for box in boxes]
    x = chart.plot.right + 6
    names = named_at(desk, plot, colours(plot), wanted, Rect(x, room.y, room.right - x, chart.plot.h))
    return Placed(((*around.before, chart, *names, *around.after),), (*over, *around.problems, *problems))


def _chart(plot: Plot, desk: Desk, around: Stage) -> tuple[Chart, Problems]:
    room, count = around.room, len(plot.categories)
    columns = [[s.numbers[c].value or 0.0 for s in plot.series if c < len(s.numbers)] for c in range(count)]
    marks = scale(min(sum(v for v in c if v < 0) for c in columns), max(sum(v for v in c if v > 0) for c in columns))
    left = axis_room(desk, plot, marks) + SIDE_GAP
    right = names_room(desk, plot, room.w * NAMES, 24.0)
    pitch = (room.w - left - right) / count
    thick = min(BAR_W, pitch / (1 + BAR_GAP))
    names, problems = categories(desk, plot.categories, pitch - INSET, 3)
    h = room.h - max(name.height for name in names) - UNDER_GAP
    step = value_step(desk, plot, 2 if count <= FEW else 3, thick - 2 * INSET)
    series: list[Series] = []
    untold = 0
    for row, colour in zip(plot.series, colours(plot), strict=True):
        points = []
        for number in row.numbers:
            words = label(desk, shown(number, plot), step, ON[colour])
            tall = abs(number.value or 0.0) / (marks.most - marks.least) * h
            fits = tall >= natural(words) and width(words) <= thick - INSET
            untold += bool(number.value) and not fits
            points.append(Point(number.value, words if fits else None, format_of(number, plot), None, "middle"))
        series.append(Series(row.name.prose or str(len(series) + 1), colour, tuple(points)))
    chart = Chart(
        "chart", Rect(room.x, room.y - 9, room.w - right, room.h + 9), Rect(room.x + left, room.y, pitch * count, h),
        "stacked", names, tuple(series), axis(desk, plot, marks, "left"), pitch / thick - 1, desk.theme.stroke("ink"),
        desk.theme.stroke("hairline"), *alt(desk, plot, "stacked"),
    )  # fmt: skip
    if untold:
        problems = (*problems, diagnose("BW422", desk.slide.span, where=f"{desk.slide.id}.chart", count=untold))
    return flush(chart, desk.labels["chart.names"]), problems


FORM = Form(
    name="stacked",
    summary="Totals and what they are made of as native stacked columns, the series named beside the last.",
    content=Charted,
    place=place,
    limits="12 columns, 4 series; a part too thin for its number goes without",
    example="""\
form: stacked
title: Enterprise use has overtaken consumer use since 2022
chart:                      # or the id of one of the brief's charts
  title: Spending on language models
  unit: USD bn
  geography: Mainland China
  period: 2021–2024
  categories: ["2021", "2022", "2023", "2024"]
  series:
    - {name: Research, numbers: [{value: 3}, {value: 3}, {value: 4}, {value: 4}]}
    - {name: Consumers, numbers: [{value: 2}, {value: 4}, {value: 5}, {value: 6}]}
    - {name: Enterprise, numbers: [{value: 1}, {value: 3}, {value: 8}, {value: 14}]}
  focus: Enterprise
""",
)
