"""Scatter charts: each category as a dot, one quantity across and one up, named where there is room."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.dots import dots

FORM = chart_form(
    "scatter",
    partial(dots, kind=KINDS["scatter"], wanted=2),
    summary="Each category as a native dot: the first series runs across, the second up.",
    limits="400 dots; two series, whose names title the axes",
    example="""\
form: scatter
title: The larger models are the better ones, with one exception
chart:                      # or the id of one of the brief's charts
  title: Size and score of language models
  categories: [Ernie, Qwen, Yi, Baichuan, Hunyuan, Kimi]
  series:
    - name: Size, bn parameters
      numbers: [{value: 260}, {value: 110}, {value: 34}, {value: 53}, {value: 100}, {value: 65}]
    - name: Score, points
      numbers: [{value: 71}, {value: 78}, {value: 62}, {value: 58}, {value: 66}, {value: 81}]
  focus: Kimi
""",
)
