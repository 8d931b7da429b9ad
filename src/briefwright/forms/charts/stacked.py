"""Stacked columns: totals and what they are made of, the series named at the right of the last column."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.stacks import stacks

# The numbers of the example; the kind that draws the same numbers otherwise shows them, too.
CHART = """\
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
"""

FORM = chart_form(
    "stacked",
    partial(stacks, kind=KINDS["stacked"]),
    summary="Totals and what they are made of as native stacked columns, the series named beside the last.",
    limits="60 columns, 4 series; a part too thin for its number goes without",
    example="""\
form: stacked
title: Enterprise use has overtaken consumer use since 2022
"""
    + CHART,
)
