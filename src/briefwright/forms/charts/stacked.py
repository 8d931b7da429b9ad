"""Stacked columns: totals and what they are made of, the series named at the right of the last column."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.chart.model import END_GAP, NATURAL, SIDE_GAP, UNDER_GAP, Point, Series, natural
from ...scene.model import Chart
from ..kit import chart_parts as parts
from ..kit.bar_labels import left_aligned
from ..kit.chart_listing import listing, undrawn
from ..kit.content import words
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import AxisScale, Charted, Plot, format_of, scale, shown, totals_of
from ..kit.text_boxes import needs

KIND = KINDS["stacked"]
MOST, MOST_SERIES = 12, 4
FEW = 4
INSET = 4.0
NAMES = 0.28  # of the width: the most that the names of the series take


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    """A native chart of up to four series; a part too thin for its number has none (BW422)."""
    plot, over = parts.kept(ctx, content.chart, MOST, MOST_SERIES)
    around = parts.surroundings(content, ctx, over)
    chart, problems = _chart(plot, ctx, around)
    room = around.room
    last = len(plot.categories) - 1
    seen = [n for n, series in enumerate(chart.series) if series.colour]
    boxes = [chart.box(n, last) for n in seen]
    wanted = [box.y + box.h / 2 if box else chart.plot.bottom for box in boxes]
    x = chart.plot.right + 6
    names = parts.named_at(ctx, plot, parts.colours(plot), wanted, Rect(x, room.y, room.right - x, chart.plot.h))
    return around.placed((chart, *names), problems)


def _chart(plot: Plot, ctx: LayoutContext, around: parts.Surround) -> tuple[Chart, Problems]:
    """Where every number is printed, the totals over their columns; else an axis, which would only repeat them."""
    for summed, smaller in ((True, 0), (True, 1), (False, 0)):
        chart, names, unprinted = _drawn(plot, ctx, around, summed, smaller)
        if not unprinted:
            break
    if unprinted:
        names = (*names, diagnose("BW422", ctx.slide.span, where=f"{ctx.slide.id}.chart", count=unprinted))
    return left_aligned(chart, ctx.labels["chart.names"]), names


def _drawn(
    plot: Plot, ctx: LayoutContext, around: parts.Surround, summed: bool, smaller: int
) -> tuple[Chart, Problems, int]:
    """The chart with its totals or with an axis, the problems with its names, and how many numbers have no room.
    Numbers are set ``smaller`` steps below their largest size."""
    room, count = around.room, len(plot.categories)
    columns = [[s.numbers[c].value or 0.0 for s in plot.series if c < len(s.numbers)] for c in range(count)]
    least, most = min(sum(v for v in c if v < 0) for c in columns), max(sum(v for v in c if v > 0) for c in columns)
    summed = summed and least >= 0 < most and len(plot.series) > 1
    marks = scale(least, most)
    left = 0.0 if summed else parts.axis_room(ctx, plot, marks) + SIDE_GAP
    right = parts.names_room(ctx, [series.name for series in plot.series], room.w * NAMES, 24.0)
    pitch = (room.w - left - right) / count
    thick = min(parts.BAR_W, pitch / (1 + parts.BAR_GAP))
    names, problems = parts.categories(ctx, plot.categories, pitch - INSET, 3)
    step = parts.value_step(ctx, plot, (2 if count <= FEW else 3) + smaller, thick - 2 * INSET)
    h = room.h - max(name.height for name in names) - UNDER_GAP
    if summed:
        over = NATURAL * ctx.type.style("chart_value", step).size + 2 * END_GAP
        top = float(f"{most * h / max(h - over, 1.0):.6g}")
        marks = AxisScale(0.0, top, top / 4)
    series: list[Series] = []
    unprinted, described = 0, plot
    for row, colour in zip(plot.series, parts.colours(plot), strict=True):
        points = []
        for number in row.numbers:
            printed = parts.label(ctx, shown(number, plot), step, parts.ON[colour])
            tall = abs(number.value or 0.0) / (marks.most - marks.least) * h
            fits = tall >= natural(printed) and parts.width(printed) <= thick - INSET
            unprinted += bool(number.value) and not fits
            points.append(Point(number.value, printed if fits else None, format_of(number, plot), None, "middle"))
        series.append(Series(row.name.prose or str(len(series) + 1), colour, tuple(points)))
    if summed:
        totals = totals_of(plot, words(ctx.labels["chart.total"]), [sum(column) for column in columns])
        described = replace(plot, series=(*plot.series, totals))
        above = [parts.label(ctx, number.shown, step, "ink") for number in totals.numbers]
        unprinted += sum(parts.width(printed) > pitch - INSET for printed in above)
        points = [Point(n.value, p, n.format, None, "base") for n, p in zip(totals.numbers, above, strict=True)]
        series.append(Series(totals.name.prose, None, tuple(points)))
    chart = Chart(
        "chart", Rect(room.x, room.y - 9, room.w - right, room.h + 9),
        Rect(room.x + left, room.y, pitch * count, h), KIND, names, tuple(series),
        parts.bare_axis(marks) if summed else parts.axis(ctx, plot, marks, "left"), pitch / thick - 1,
        ctx.theme.stroke("ink"), None if summed else ctx.theme.stroke("hairline"),
        *parts.alt(ctx, described, KIND), time=plot.over_time,
    )  # fmt: skip
    return chart, problems, unprinted


FORM = Form(
    name="stacked",
    summary="Totals and what they are made of as native stacked columns, the series named beside the last.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
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
