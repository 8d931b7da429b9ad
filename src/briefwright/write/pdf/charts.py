"""Charts to path operators and text: the same numbers as in the deck's native chart."""

from __future__ import annotations

from ...core.geometry import Rect
from ...scene.model import Chart, Rule, Shape, Stroke
from .canvas import TaggedCanvas
from .shapes import line, path, pen
from .text import draw_paragraphs

DASHES = (4.0, 3.0)  # in strokes: OOXML's dash


def draw_chart(canvas: TaggedCanvas, chart: Chart) -> None:
    _gridlines(canvas, chart)
    for box, colour in chart.bars():
        path(canvas, Shape("", box, fill=colour))
    for index, series in enumerate(chart.series):
        if series.stroke and series.colour:
            dash = (DASHES[0] * series.stroke, DASHES[1] * series.stroke) if series.dashed else None
            _line(canvas, chart.line(index), Stroke(series.colour, series.stroke, dash))
    _baseline(canvas, chart)
    for paragraph, box in chart.labels():
        draw_paragraphs(canvas, (paragraph,), box, tag=None)


def _gridlines(canvas: TaggedCanvas, chart: Chart) -> None:
    if chart.gridline:
        for tick in chart.ticks:
            y = chart.at(tick)
            line(canvas, Rule("", chart.plot.x, y, chart.plot.right, y, chart.gridline))


def _baseline(canvas: TaggedCanvas, chart: Chart) -> None:
    """The axis of the categories, at zero, or at the least value where zero is not shown."""
    at = chart.at(max(chart.axis.least, 0.0))
    plot = chart.plot
    ends = Rect(at, plot.y, 0, plot.h) if chart.kind.horizontal else Rect(plot.x, at, plot.w, 0)
    line(canvas, Rule("", ends.x, ends.y, ends.right, ends.bottom, chart.baseline))


def _line(canvas: TaggedCanvas, points: tuple[tuple[float, float], ...], stroke: Stroke) -> None:
    corners = [f"{x:.2f} {canvas.height - y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points)]
    if len(points) == 1:
        corners.append(corners[0].replace(" m", " l"))  # a lone point: as a dot
    if points:
        canvas.op(f"q {pen(canvas, stroke)} {0 if stroke.dash else 1} J 1 j {' '.join(corners)} S Q")
