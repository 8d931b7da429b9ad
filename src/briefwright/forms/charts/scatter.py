"""Scatter charts: each category as a dot, one quantity across and one up, named where there is room."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ..kit.chart_listing import listing, undrawn
from ..kit.dots import dots
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import Charted
from ..kit.text_boxes import needs


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    return dots(content, ctx, KINDS["scatter"], 2)


FORM = Form(
    name="scatter",
    summary="Each category as a native dot: the first series runs across, the second up.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="60 dots; two series, whose names title the axes",
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
