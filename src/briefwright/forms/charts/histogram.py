"""Histograms: how often each range of values occurs, as columns that touch, in the order of the ranges."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ...core.geometry import Rect
from ..kit import chart_parts as parts
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.plot import Plot
from .column import columns

MOST = 40
GAP = 0.04  # between two columns, as a share of one


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart whose categories are ranges, in their order."""
    chart, problems = columns(plot, ctx, room, KINDS["histogram"], gap=GAP)
    return (chart,), problems


FORM = chart_form(
    "histogram",
    one_page(draw, MOST, 1, parts.below_zero, parts.bars_on_log),
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
