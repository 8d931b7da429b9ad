"""The kinds of charts, one row each: what a brief, a form, a check and a writer must know of them.

A new kind is a row here and the file ``forms/charts/NAME.py`` (a hyphen of its name is an underscore there), which has
its form. Languages may name it (``chart.NAME``) for its alternative text.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class ChartKind(Struct, frozen=True):
    """How a chart draws its numbers: as upright bars, one for each, from zero, unless a trait says otherwise.

    ``claim`` is what its title says first: of a "size", which number is the largest, or how they changed where they are
    of times; "course": from the first to the last; "columns": the same of those that are no lines; "gap": where two
    series are farthest apart; "ends": which series changes most; "second": which of the second series is the largest.
    """

    name: str
    horizontal: bool = False  # the bars lie, the categories follow one another down the page
    lines: bool = False  # each series is a line or a row of dots, which need not start at zero
    stacked: bool = False  # a bar stands on those of the series before it
    steps: bool = False  # the numbers lead from total to total: they have a sign, and must add up
    shape: Literal["axes", "crossed", "round"] = "axes"  # crossed: a number runs across, another up; round: slices
    claim: Literal["size", "course", "columns", "gap", "ends", "second"] = "size"
    parts: bool = False  # its numbers make up a whole: they have one unit and none is below zero
    apart: bool = False  # each series has an axis of its own, so that units may differ


KINDS = {
    kind.name: kind
    for kind in (
        ChartKind("bar", horizontal=True),
        ChartKind("column"),
        ChartKind("stacked", stacked=True),
        ChartKind("stacked-bar", horizontal=True, stacked=True),
        ChartKind("share", stacked=True, parts=True),
        ChartKind("share-bar", horizontal=True, stacked=True, parts=True),
        ChartKind("line", lines=True),
        ChartKind("combination", claim="columns"),
        ChartKind("area", stacked=True),
        ChartKind("scatter", lines=True, shape="crossed", claim="second", apart=True),
        ChartKind("bubble", lines=True, shape="crossed", claim="second", apart=True),
        ChartKind("pie", shape="round", parts=True),
        ChartKind("doughnut", shape="round", parts=True),
        ChartKind("waterfall", stacked=True, steps=True),
        ChartKind("dumbbell", lines=True, claim="gap"),
        ChartKind("slope", lines=True, claim="ends"),
        ChartKind("diverging", horizontal=True, claim="gap"),
        ChartKind("funnel", horizontal=True, stacked=True, parts=True, claim="course"),
        ChartKind("histogram"),
        ChartKind("multiples"),
    )
}
