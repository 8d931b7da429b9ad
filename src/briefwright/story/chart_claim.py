"""A chart of the brief to what its figures show first, for the slide's title to say."""

from __future__ import annotations

from typing import Any, Protocol

from ..brief.model import ChartEntry
from ..core.chart_kinds import KINDS
from .figure_texts import Numbers
from .words import Marked, plain

Headline = dict[str, Any]
NONE: Headline = {"kind": ""}  # the chart's own title has to do
ROOM = 70  # characters of names that a title holds beside its numbers


class FigureSource(Protocol):
    """The figures as the audience sees them."""

    numbers: Numbers

    def figure(self, name: str) -> Any: ...


def headline(context: FigureSource, chart: ChartEntry, names: list[Any]) -> Headline:
    """``kind`` and the words of its sentence: ``label`` at ``number``, and where it takes two, ``other`` at ``mark``.

    ``names`` are those of the categories, if it has any.
    ``largest``, or ``focus`` against the largest, among bars; ``step`` of a waterfall; ``rise`` or ``fall`` of a single
    line; ``latest``, the largest series in the last category. No kind where figures lack a value, or names are long.
    """
    claim = _of_series(context, chart, names) if chart.series else _of_bars(context, chart, names)
    words = plain(f"{claim.get('label', '')}{claim.get('other', '')}")
    return claim if words and len(words) <= ROOM else NONE


def _of_bars(context: FigureSource, chart: ChartEntry, names: list[Any]) -> Headline:
    labels = names or [figure.label if (figure := context.figure(name)) else None for name in chart.bars]
    bars = list(zip(chart.bars, labels, strict=False))
    steps = KINDS[chart.kind].steps
    if steps:
        totals = chart.totals or (chart.bars[0], chart.bars[-1])
        bars = [bar for bar in bars if bar[0] not in totals]
    top = _largest(context, bars)
    if top is None or len(chart.bars) < 2:
        return NONE
    if steps:
        plus = "+" if (context.numbers.value(top[0]) or 0) > 0 else ""
        return {"kind": "step", "label": top[1], "number": Marked(f"{plus}{_number(context, top[0])}")}
    focus = next((bar for bar in bars if chart.focus and chart.focus in (bar[0], plain(bar[1] or ""))), top)
    if focus != top and focus[1]:
        return {
            "kind": "focus", "label": focus[1], "number": Marked(context.figure(focus[0])),
            "other": top[1], "mark": _number(context, top[0]),
        }  # fmt: skip
    return {"kind": "largest", "label": top[1], "number": _number(context, top[0])}


def _of_series(context: FigureSource, chart: ChartEntry, names: list[Any]) -> Headline:
    rows = list(chart.series.items())
    if len(names) < 2 or any(len(row) != len(names) for _, row in rows):
        return NONE
    if len(rows) > 1:
        top = _largest(context, [(row[-1], series) for series, row in rows])
        return (
            {"kind": "latest", "label": top[1], "number": _number(context, top[0]), "other": names[-1]} if top else NONE
        )
    first, last = rows[0][1][0], rows[0][1][-1]
    start, end = context.numbers.value(first), context.numbers.value(last)
    if start is None or end is None or start == end or not KINDS[chart.kind].lines:
        return NONE
    return {
        "kind": "rise" if end > start else "fall", "label": names[0], "number": Marked(context.figure(first)),
        "other": names[-1], "mark": _number(context, last),
    }  # fmt: skip


def _largest(context: FigureSource, bars: list[tuple[str, Any]]) -> tuple[str, Any] | None:
    """The bar of the largest figure, signs aside; None where one has no value, the top no name, or shares its place."""
    values = [context.numbers.value(name) for name, _ in bars]
    if not values or any(value is None for value in values):
        return None
    sizes = [abs(value) for value in values if value is not None]
    top = bars[sizes.index(max(sizes))]
    return top if top[1] and sizes.count(max(sizes)) == 1 else None


def _number(context: FigureSource, name: str) -> Marked:
    """The figure as a sentence prints it, with its unit."""
    figure = context.figure(name)
    unit = figure.unit if figure and not figure.currency else ""
    return Marked(f"{figure} {unit}".strip())
