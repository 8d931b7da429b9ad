"""Funnels: how many are left at each stage, as centred bars in the order of the stages."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ...core.geometry import Rect
from ...scene.chart.model import BAR_END_GAP, NATURAL, Given, Point, Series
from ...scene.chart.sheet import cell, cells
from ...scene.model import Chart
from ..kit import chart_parts as parts
from ..kit.category_axis import beside
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.plot import AxisScale, Plot, format_of, shown

KIND = KINDS["funnel"]
MOST = 10
PITCH = 78.0
GAP = 0.15


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native stacked chart on an unseen foot, which the sheet computes so that each bar stands in the middle."""
    row, count = plot.series[0], len(plot.categories)
    axis = beside(ctx, plot, room, parts.pitch(ctx, PITCH, room.h / count))
    most = max((n.value or 0.0 for n in row.numbers), default=0.0) or 1.0
    thick = axis.plot.h / count / (1 + GAP)
    last = ctx.theme.steps("chart_value") - 1
    step = next((s for s in range(2, last) if NATURAL * ctx.type.style("chart_value", s).size <= thick - 4), last)
    focus = plot.category(plot.focus)
    feet, bars = [], []
    for n, number in enumerate(row.numbers):
        value = number.value or 0.0
        long = value / most * axis.plot.w
        wide = parts.width(parts.label(ctx, shown(number, plot), step, "ink"))
        broad = wide + 4 > long  # then the number stands right of its bar
        colour = "accent" if n == focus else "mid"
        label = parts.label(ctx, shown(number, plot), step, "ink" if broad else parts.ON[colour])
        feet.append(Point((most - value) / 2, formula=f"(MAX({cells(1, 0, 1, count - 1)})-{cell(1, n)})/2"))
        bars.append(
            Point(
                number.value, None if number.value is None else label, format_of(number, plot),
                "accent" if n == focus else None, "middle",
                shifted=(long + wide) / 2 + BAR_END_GAP if broad else 0.0,
            )
        )  # fmt: skip
    name = parts.called(row, plot)
    chart = Chart(
        "chart", axis.rect, axis.plot, KIND, axis.names,
        (Series(ctx.labels["chart.foot"], None, tuple(feet)), Series(name, "mid", tuple(bars))),
        parts.bare_axis(AxisScale(0.0, float(f"{most * 1.04:.6g}"), float(f"{most / 4:.6g}"))), GAP,
        ctx.theme.stroke("hairline"), None, *parts.alt(ctx, plot, KIND),
        given=(Given(name, tuple(n.value for n in row.numbers)),),
    )  # fmt: skip
    return (chart,), axis.problems


FORM = chart_form(
    "funnel",
    one_page(draw, MOST, 1, parts.below_zero, parts.bars_on_log),
    summary="How many are left at each stage, as native bars around one middle.",
    limits="10 stages, one series, none below zero",
    example="""\
form: funnel
title: Of those who ask, one in nine signs
chart:                      # or the id of one of the brief's charts
  title: From the first question to the contract
  unit: Firms
  period: "2024"
  categories: [Asked, Met, Tried, Signed]
  series: [{numbers: [{value: 540}, {value: 310}, {value: 120}, {value: 60}]}]
  focus: Signed
""",
)
