"""Stacked bars: totals and what they are made of, one bar a category, the series named over them."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.stacks import stacks

# The numbers of the example; the kind that draws the same numbers otherwise shows them, too.
CHART = """\
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
"""

FORM = chart_form(
    "stacked-bar",
    partial(stacks, kind=KINDS["stacked-bar"]),
    summary="Totals and what they are made of as native stacked bars, with a key over them.",
    limits="14 bars, 4 series; a part too thin for its number goes without",
    example="""\
form: stacked-bar
title: Banks spend on service, shops on writing
"""
    + CHART,
)
