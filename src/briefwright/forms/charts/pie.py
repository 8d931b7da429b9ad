"""Pies: what a whole is made of, two to six slices, each named beside it."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.slices import slices

# The numbers of the example; the kind that draws the same numbers otherwise shows them, too.
CHART = """\
chart:                      # or the id of one of the brief's charts
  title: Power used by sector
  unit: TWh
  geography: Mainland China
  period: "2023"
  categories: [Manufacturing, Homes, Services, Data centres, Farming, Transport, Mining]
  series: [{numbers: [{value: 400}, {value: 240}, {value: 170}, {value: 90}, {value: 40}, {value: 35}, {value: 25}]}]
  focus: Manufacturing
"""

FORM = chart_form(
    "pie",
    partial(slices, kind=KINDS["pie"]),
    summary='What a whole is made of as a native pie; more than six slices become five and "other".',
    limits="6 slices, no number below zero; bars read better where slices are alike",
    example="""\
form: pie
title: Manufacturing alone takes two fifths of the power
"""
    + CHART,
)
