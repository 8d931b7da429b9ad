"""Charts to path operators and text: the same numbers as in the deck's native chart, drawn in the same order."""

from __future__ import annotations

from math import ceil, pi, tan

from ...core.geometry import Rect
from ...scene.model import Chart, Rule, Series, Shape, Stroke
from .canvas import TaggedCanvas
from .shapes import line, path, pen
from .text import draw_paragraphs

DASHES = (4.0, 3.0)  # in strokes: OOXML's dash


def draw_chart(canvas: TaggedCanvas, chart: Chart) -> None:
    _gridlines(canvas, chart)
    for index, series in enumerate(chart.series):
        if series.draw == "areas" and series.colour:
            _area(canvas, chart, index, series.colour)
    if chart.kind.shape == "round":
        _slices(canvas, chart)
    for box, colour in chart.bars():
        path(canvas, Shape("", box, fill=colour, stroke=chart.edge))
    for index, series in enumerate(chart.series):
        _error_bars(canvas, chart, index, series)
        if series.draw == "lines" and series.colour:
            _line(canvas, chart, index, series, series.colour)
        _dots(canvas, chart, index, series)
    _baseline(canvas, chart)
    for paragraph, box in chart.labels():
        draw_paragraphs(canvas, (paragraph,), box, tag=None)


def _gridlines(canvas: TaggedCanvas, chart: Chart) -> None:
    if not chart.gridline:
        return
    plot = chart.plot
    for tick in chart.axis.ticks:
        at = chart.at(tick)
        ends = Rect(at, plot.y, 0, plot.h) if chart.kind.horizontal else Rect(plot.x, at, plot.w, 0)
        line(canvas, Rule("", ends.x, ends.y, ends.right, ends.bottom, chart.gridline))


def _baseline(canvas: TaggedCanvas, chart: Chart) -> None:
    """The axis of the categories, at zero, or at the least value where zero is not shown; that of x lies below all."""
    if chart.kind.shape == "round":
        return
    at = chart.at(chart.axis.least if chart.across or chart.sunk else max(chart.axis.least, 0.0))
    plot = chart.plot
    ends = Rect(at, plot.y, 0, plot.h) if chart.kind.horizontal else Rect(plot.x, at, plot.w, 0)
    line(canvas, Rule("", ends.x, ends.y, ends.right, ends.bottom, chart.baseline))


def _area(canvas: TaggedCanvas, chart: Chart, index: int, colour: str) -> None:
    """The field between a series and what it is stacked on; a gap counts as nothing, as in an office program."""
    points = chart.series[index].points
    feet = [chart.at(chart.foot(index, c)) for c in range(len(points))]
    tops = [spot[1] if (spot := chart.spot(index, c)) else feet[c] for c in range(len(points))]
    across = [chart.middle(c) for c in range(len(points))]
    outline = [*zip(across, tops, strict=True), *reversed(list(zip(across, feet, strict=True)))]
    steps = [f"{x:.2f} {canvas.height - y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(outline)]
    canvas.op(f"q {canvas.rgb(colour)} rg {' '.join(steps)} h f Q")


def _line(canvas: TaggedCanvas, chart: Chart, index: int, series: Series, colour: str) -> None:
    dash = (DASHES[0] * series.stroke, DASHES[1] * series.stroke) if series.dashed else None
    look = pen(canvas, Stroke(colour, series.stroke, dash))
    for stretch in chart.line(index):
        corners = [f"{x:.2f} {canvas.height - y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(stretch)]
        if len(stretch) > 1:
            canvas.op(f"q {look} {0 if dash else 1} J 1 j {' '.join(corners)} S Q")


def _dots(canvas: TaggedCanvas, chart: Chart, index: int, series: Series) -> None:
    for category, point in enumerate(series.points):
        spot, colour = chart.spot(index, category), point.colour or series.colour
        if spot and colour and point.width and series.draw in ("lines", "dots"):
            box = Rect(spot[0] - point.width / 2, spot[1] - point.width / 2, point.width, point.width)
            path(canvas, Shape("", box, kind="ellipse", fill=colour, stroke=chart.edge))


def _error_bars(canvas: TaggedCanvas, chart: Chart, index: int, series: Series) -> None:
    for category, point in enumerate(series.points):
        if point.low is None or point.high is None:
            continue
        low, high = chart.at(point.low, series.second), chart.at(point.high, series.second)
        middle = chart.middle(category)
        if (box := chart.box(index, category)) is not None:
            middle = box.y + box.h / 2 if chart.kind.horizontal else box.x + box.w / 2
        ends = (low, middle, high, middle) if chart.kind.horizontal else (middle, low, middle, high)
        colour = (series.colour or "ink2") if series.draw == "dots" else "ink2"
        line(canvas, Rule("", *ends, Stroke(colour, series.stroke if series.draw == "dots" else 1.0)))


def _slices(canvas: TaggedCanvas, chart: Chart) -> None:
    """Slices clockwise from the top, each outlined so that no two touch."""
    edge = f"{pen(canvas, chart.edge)} 1 j" if chart.edge else ""
    for (start, end), point in zip(chart.slices(), chart.series[0].points, strict=True):
        if end > start:
            colour = point.colour or chart.series[0].colour or ""
            steps = [_arc(canvas, chart, start, end, chart.radius, "m")]
            if chart.hole:
                steps.append(_arc(canvas, chart, end, start, chart.radius * chart.hole, "l"))
            elif end - start < 1:
                x, y = chart.on_circle(0.0, 0.0)
                steps.append(f"{x:.2f} {canvas.height - y:.2f} l")
            canvas.op(f"q {canvas.rgb(colour)} rg {edge} {' '.join(steps)} h {'B' if edge else 'f'} Q")


def _arc(canvas: TaggedCanvas, chart: Chart, start: float, end: float, radius: float, first: str) -> str:
    """An arc as Bézier curves of a quarter turn at most; ``first`` is the operator that goes to its start."""
    count = max(ceil(abs(end - start) * 4), 1)
    step = (end - start) / count
    reach = 4 / 3 * tan(step * pi / 2) / (2 * pi)  # of a control point, in turns of the radius

    def at(share: float, lead: float = 0.0) -> str:
        (x, y), (middle_x, middle_y) = chart.on_circle(share, radius), chart.on_circle(0.0, 0.0)
        lead *= 2 * pi
        x, y = x - lead * (y - middle_y), y + lead * (x - middle_x)
        return f"{x:.2f} {canvas.height - y:.2f}"

    curves = [f"{at(start)} {first}"]
    for n in range(count):
        one, other = start + n * step, start + (n + 1) * step
        curves.append(f"{at(one, reach)} {at(other, -reach)} {at(other)} c")
    return " ".join(curves)
