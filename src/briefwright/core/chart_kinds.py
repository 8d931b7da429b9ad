"""The kinds of charts, one row each: what a brief, a form, a check and a writer must know of them.

A new kind is a row here and the file ``forms/charts/NAME.py``, which has its form. Languages may name it
(``chart.NAME``) for its alternative text.
"""

from __future__ import annotations

from msgspec import Struct


class ChartKind(Struct, frozen=True):
    """How a chart draws its numbers: as upright bars, one for each, from zero, unless a trait says otherwise."""

    name: str
    horizontal: bool = False  # the bars lie, the categories follow one another down the page
    lines: bool = False  # each series is a line, which need not start at zero
    stacked: bool = False  # a bar stands on those of the series before it
    steps: bool = False  # the numbers lead from total to total: they have a sign, and must add up


KINDS = {
    kind.name: kind
    for kind in (
        ChartKind("bar", horizontal=True),
        ChartKind("column"),
        ChartKind("stacked", stacked=True),
        ChartKind("line", lines=True),
        ChartKind("waterfall", stacked=True, steps=True),
    )
}
