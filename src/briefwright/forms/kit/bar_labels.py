"""A chart with names and numbers in the middle of its bars becomes one with both at the left edges of the bars.

An axis always centres a name on its bar: ``c:lblAlgn`` aligns the lines of a name within its own box (LibreOffice
ignores it), and ``algn`` in the ``c:txPr`` of an axis does nothing in PowerPoint or LibreOffice. Both let a data label
be moved (``c:dLbl/c:layout``). So the names become the data labels of an invisible series of zeros. They are still
cells of the sheet, and an office that cannot move labels shows them where the axis would have.
"""

from __future__ import annotations

from msgspec.structs import replace

from ...scene.chart.model import BAR_END_GAP, END_GAP, UNDER_GAP, Chart, Point, Series
from ...scene.model import Paragraph
from .chart_parts import width

INSET, BAR_INSET = 0.08, 6.0  # before a number in its bar: as a share of a column; further in from a bar's foot, pt
LOWER = 0.1  # a number at the inner end of its bar stands so much lower, as a share of its size
EDGE = 1.0  # pt, of a chart left of its names: LibreOffice moves no label to or over the edge of its chart
BETWEEN = 4.0  # pt, from name to name


def left_aligned(chart: Chart, title: str) -> Chart:
    """The chart with its labels at the left; ``title`` names the invisible series. The chart itself where a name needs
    more than a line, has no room next to another, or would stand under a bar below zero."""
    names = [_left(chart, c, name) for c, name in enumerate(chart.categories)]
    if chart.axis.least < 0 or any(shift is None for shift in names):
        return chart
    drop = END_GAP - UNDER_GAP if not chart.kind.horizontal else 0.0
    zeros = Series(
        title, None,
        tuple(
            Point(0.0, name, "General", None, "end", drop, shift or 0.0)
            for name, shift in zip(chart.categories, names, strict=True)
        ),
        shows="category",
    )  # fmt: skip
    rows = tuple(
        replace(series, points=tuple(_moved(chart, c, point, series.colour) for c, point in enumerate(series.points)))
        for series in chart.series
    )
    # stacked, the zeros come first; side by side, the series with the numbers is the first of the sheet
    return replace(chart, series=(*rows, zeros) if not chart.kind.stacked else (zeros, *rows))


def _left(chart: Chart, category: int, name: Paragraph) -> float | None:
    """How far a name moves, in points, to start at the left edge of its bar, or of the chart for horizontal bars; None
    where it has no room there."""
    w = width(name)
    if chart.kind.horizontal:
        return chart.rect.x + EDGE + w + BAR_END_GAP - chart.plot.x if len(name.lines) == 1 else None
    shift = (w - chart.thickness) / 2
    fits = len(name.lines) == 1 and w <= chart.pitch - BETWEEN
    return shift if fits and chart.middle(category) + shift + w / 2 <= chart.rect.right else None


def _moved(chart: Chart, category: int, point: Point, colour: str | None) -> Point:
    """A point with its number at the left edge of its bar, a little further in where it stands on the bar."""
    if point.label is None:
        return point
    if chart.kind.horizontal:
        return replace(point, shifted=BAR_INSET) if point.place == "base" else point
    w = width(point.label)
    spare = (chart.thickness - w) / 2
    within = point.place != "outside" and colour
    inset = min(INSET * chart.thickness, max(spare, 0.0)) if within else 0.0
    shift = min(inset - spare, chart.rect.right - chart.middle(category) - w / 2)
    lower = LOWER * max(run.style.size for run in point.label.runs) if point.place == "end" else 0.0
    return replace(point, shifted=shift, raised=point.raised - lower)
