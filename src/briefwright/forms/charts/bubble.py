"""Bubble charts: each category as a disc, one quantity across, one up, one as its area, named where there is room."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ..kit.chart_listing import listing, undrawn
from ..kit.dots import dots
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import Charted
from ..kit.text_boxes import needs


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    return dots(content, ctx, KINDS["bubble"], 3)


FORM = Form(
    name="bubble",
    summary="Each category as a native bubble: the first series runs across, the second up, the third is its area.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="60 bubbles; three series, of which the names title the axes and say what the area is",
    example="""\
form: bubble
title: The three largest markets grow slowest
chart:                      # or the id of one of the brief's charts
  title: Market, growth and number of firms
  categories: [Banks, Shops, Schools, Clinics, Makers]
  series:
    - {name: "Market, USD bn", numbers: [{value: 8}, {value: 6.5}, {value: 2}, {value: 3.1}, {value: 7}]}
    - {name: "Growth, %", numbers: [{value: 9}, {value: 14}, {value: 41}, {value: 33}, {value: 11}]}
    - {name: Firms, numbers: [{value: 120}, {value: 90}, {value: 30}, {value: 45}, {value: 200}]}
  focus: Schools
""",
)
