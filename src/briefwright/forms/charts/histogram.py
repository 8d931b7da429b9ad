"""Histograms: how often each range of values occurs, as columns that touch, in the order of the ranges."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ..kit import chart_parts as parts
from ..kit.chart_form import chart_form
from ..kit.chart_surround import surroundings
from ..kit.form import LayoutContext, Placed
from ..kit.plot import Charted
from .column import columns

MOST = 40
GAP = 0.04  # between two columns, as a share of one


def place(content: Charted, ctx: LayoutContext) -> Placed:
    """A native chart whose categories are ranges, in their order."""
    plot, over = parts.kept(ctx, content.chart, MOST)
    over = (*over, *parts.below_zero(ctx, plot), *parts.on_log(ctx, plot, bars=True))
    around = surroundings(content, ctx, over)
    if over:
        return around.placed(())
    chart, problems = columns(plot, ctx, around.room, KINDS["histogram"], gap=GAP)
    return around.placed((chart,), problems)


FORM = chart_form(
    "histogram",
    place,
    summary="How often each range of values occurs, as native columns that touch.",
    limits="40 ranges, one series",
    example="""\
form: histogram
title: Most offices drink two to four cups a head
chart:                      # or the id of one of the brief's charts
  title: Cups of tea a head and day
  unit: Offices
  period: April 2024
  categories: [Under 1, 1 to 2, 2 to 3, 3 to 4, 4 to 5, Over 5]
  series: [{numbers: [{value: 4}, {value: 18}, {value: 41}, {value: 37}, {value: 12}, {value: 3}]}]
  focus: 2 to 3
""",
)
