"""Stacked bars: totals and what they are made of, one bar a category, the series named over them."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ..kit.chart_listing import listing, undrawn
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import Charted
from ..kit.stacks import stacks
from ..kit.text_boxes import needs


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    return stacks(content, ctx, KINDS["stacked-bar"])


FORM = Form(
    name="stacked-bar",
    summary="Totals and what they are made of as native stacked bars, with a key over them.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="14 bars, 4 series; a part too thin for its number goes without",
    example="""\
form: stacked-bar
title: Banks spend on service, shops on writing
chart:                      # or the id of one of the brief's charts
  title: Spending on language models by branch
  unit: USD m
  period: "2024"
  categories: [Banks, Shops, Public offices]
  series:
    - {name: Service, numbers: [{value: 240}, {value: 60}, {value: 30}]}
    - {name: Writing, numbers: [{value: 90}, {value: 140}, {value: 80}]}
    - {name: Code, numbers: [{value: 70}, {value: 50}, {value: 20}]}
  focus: Service
""",
)
