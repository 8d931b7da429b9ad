"""Rings: what a whole is made of, two to six slices, each named beside it."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ..kit.chart_listing import listing, undrawn
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import Charted
from ..kit.slices import HOLE, slices
from ..kit.text_boxes import needs


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    return slices(content, ctx, KINDS["doughnut"], HOLE)


FORM = Form(
    name="doughnut",
    summary='What a whole is made of as a native ring; more than six slices become five and "other".',
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="6 slices, no number below zero; bars read better where slices are alike",
    example="""\
form: doughnut
title: Manufacturing alone takes two fifths of the power
chart:                      # or the id of one of the brief's charts
  title: Power used by sector
  unit: TWh
  geography: Mainland China
  period: "2023"
  categories: [Manufacturing, Homes, Services, Data centres, Farming, Transport, Mining]
  series: [{numbers: [{value: 400}, {value: 240}, {value: 170}, {value: 90}, {value: 40}, {value: 35}, {value: 25}]}]
  focus: Manufacturing
""",
)
