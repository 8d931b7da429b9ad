"""Bubble charts: each category as a disc, one quantity across, one up, one as its area, named where there is room."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.dots import dots

FORM = chart_form(
    "bubble",
    partial(dots, kind=KINDS["bubble"], wanted=3),
    summary="Each category as a native bubble: the first series runs across, the second up, the third is its area.",
    limits="400 bubbles; three series, of which the names title the axes and say what the area is",
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
