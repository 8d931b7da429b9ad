"""A chart as it is placed: its numbers, and where its bars, lines and labels stand. Lengths are points.

The deck holds a native chart of these numbers and the PDF draws them, so all geometry is computed here once. The
distances of labels are measured on charts that LibreOffice draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ...core.chart_kinds import ChartKind
from ...core.geometry import Rect
from ..text.model import Paragraph, Stroke

# Where the label of a point stands: inside its bar at the far end, at the foot or in the middle; past that end; at the
# right of the last point of a line.
Place = Literal["end", "base", "middle", "outside", "right"]

END_GAP = 2.1  # above or below a bar's end
BAR_END_GAP = 2.8  # right or left of a bar's end
RIGHT_GAP = 2.4  # between the last point of a line and its name
SIDE_GAP = 3.0  # between the plot and the labels of its axis
NAME_GAP = 7.2  # between horizontal bars and their names
UNDER_GAP = 7.0  # between the plot and the names of categories under it
NATURAL = 1.117  # the height of a line at the font's own line spacing, as a share of its size
LABEL_W = 400.0  # the width of a label's box: more than any label of one line needs


class Point(Struct, frozen=True):
    """A number of a series; ``format`` is the number format that prints it as its ``label`` shows it.

    Without a ``colour`` it has that of its series. Without a ``value`` it is not drawn.
    """

    value: float | None
    label: Paragraph | None = None
    format: str = "General"
    colour: str | None = None
    place: Place = "end"
    raised: float = 0.0  # how far the label is moved up, pt
    shifted: float = 0.0  # how far to the right


class Series(Struct, frozen=True):
    """A named row of points, one for each category, in a colour role; without a colour it only carries what is stacked
    on it.

    ``stroke`` is the width of a line. ``shows`` is what its labels say: its numbers, its own name, its name and the
    number, or the categories. Categories shown by labels have no names on the axis: an office program centres names
    under the bars, while a label may stand anywhere.
    """

    name: str
    colour: str | None
    points: tuple[Point, ...]
    stroke: float = 0.0
    dashed: bool = False
    shows: Literal["value", "name", "named value", "category"] = "value"


class Axis(Struct, frozen=True):
    """The axis of values from ``least`` to ``most``, with a line at each ``step``; ``labels`` from the least up."""

    least: float
    most: float
    step: float
    labels: tuple[Paragraph, ...] = ()
    format: str = "General"
    side: Literal["left", "right"] = "left"


class Chart(Struct, frozen=True):
    """A native chart. ``rect`` is the area of all of it, ``plot`` that of its bars or lines.

    ``gap`` is the space between two bars as a share of a bar. ``long_alt`` is the alternative text with every number,
    for use where it may be long; it is empty where ``alt`` has all of them.

    With ``rtl`` its categories, or the values of horizontal bars, run from the right. A chart of ``time`` never does:
    Arabic and Hebrew reports let a scale of years run from the left, too.
    """

    name: str
    rect: Rect
    plot: Rect
    kind: ChartKind
    categories: tuple[Paragraph, ...]
    series: tuple[Series, ...]
    axis: Axis
    gap: float
    baseline: Stroke
    gridline: Stroke | None
    alt: str
    long_alt: str = ""
    time: bool = False
    rtl: bool = False

    @property
    def side(self) -> Literal["left", "right"]:
        """Where the labels of the axis stand."""
        return ("left" if self.axis.side == "right" else "right") if self.rtl else self.axis.side

    @property
    def pitch(self) -> float:
        """The distance of the middles of two categories next to each other."""
        return (self.plot.h if self.kind.horizontal else self.plot.w) / max(len(self.categories), 1)

    @property
    def thickness(self) -> float:
        """The width of a bar, or the height of a horizontal one."""
        return self.pitch / (1 + self.gap)

    @property
    def names_axis(self) -> bool:
        """Whether the names of the categories stand at the axis."""
        return not any(series.shows == "category" for series in self.series)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that the axis marks."""
        count = round((self.axis.most - self.axis.least) / self.axis.step)
        return tuple(self.axis.least + self.axis.step * n for n in range(count + 1))

    def at(self, value: float) -> float:
        """The place of a value on the axis: the x of a horizontal bar's end, else a y."""
        share = (value - self.axis.least) / (self.axis.most - self.axis.least)
        return self._along(share) if self.kind.horizontal else self.plot.bottom - share * self.plot.h

    def middle(self, category: int) -> float:
        """The middle of a category: y of a horizontal bar, else x."""
        along = (category + 0.5) * self.pitch
        return self.plot.y + along if self.kind.horizontal else self._along(along / self.plot.w)

    def _along(self, share: float) -> float:
        """The x at a share of the plot's width, counted from its start."""
        distance = share * self.plot.w
        return self.plot.right - distance if self.rtl else self.plot.x + distance

    def box(self, series: int, category: int) -> Rect | None:
        """The bar of a point; None where nothing is drawn, and for lines. Stacked bars stand on those before them."""
        value = self.series[series].points[category].value
        if value is None or self.kind.lines:
            return None
        foot = 0.0
        if self.kind.stacked:
            below = (s.points[category].value or 0.0 for s in self.series[:series])
            foot = sum(v for v in below if (v < 0) == (value < 0))
        low, high = sorted((self.at(foot), self.at(foot + value)))
        side = self.middle(category) - self.thickness / 2
        if self.kind.horizontal:
            return Rect(low, side, high - low, self.thickness)
        return Rect(side, low, self.thickness, high - low)

    def bars(self) -> Iterator[tuple[Rect, str]]:
        """Every visible bar with its colour."""
        for s, series in enumerate(self.series):
            for c, point in enumerate(series.points):
                box, colour = self.box(s, c), point.colour or series.colour
                if box and colour and (box.w and box.h):
                    yield box, colour

    def line(self, series: int) -> tuple[tuple[float, float], ...]:
        """The corners of a series drawn as a line."""
        points = self.series[series].points
        return tuple((self.middle(c), self.at(p.value)) for c, p in enumerate(points) if p.value is not None)

    def labels(self) -> Iterator[tuple[Paragraph, Rect]]:
        """Every text of the chart with its box: categories, axis, points."""
        if self.names_axis:
            yield from zip(self.categories, self.category_boxes(), strict=True)
        for tick, label in zip(self.ticks, self.axis.labels, strict=False):
            y = centred(self.at(tick), label)
            yield label, self._next_to_plot(self.side == "right", SIDE_GAP, y, label.leading)
        for s, series in enumerate(self.series):
            for c, point in enumerate(series.points):
                if point.label is not None:
                    yield point.label, self._label_box(s, c, point, point.label)

    def category_boxes(self) -> Iterator[Rect]:
        """Where the names of the categories stand: before a horizontal bar, else under the plot."""
        for c, name in enumerate(self.categories):
            if self.kind.horizontal:
                y = self.middle(c) - (name.height - name.leading) / 2
                yield self._next_to_plot(self.rtl, NAME_GAP, centred(y, name), name.height)
            else:
                yield Rect(self.middle(c) - self.pitch / 2, self.plot.bottom + UNDER_GAP, self.pitch, name.height)

    def _next_to_plot(self, right: bool, gap: float, y: float, h: float) -> Rect:
        """The box from the plot to the edge of the chart, at its right or left."""
        x = self.plot.right + gap if right else self.rect.x
        return Rect(x, y, (self.rect.right if right else self.plot.x - gap) - x, h)

    def _label_box(self, series: int, category: int, point: Point, label: Paragraph) -> Rect:
        h, value = label.leading, point.value or 0.0
        if self.kind.lines:
            y = centred(self.at(value) - point.raised, label)
            return self._from(self.middle(category), RIGHT_GAP, y, h, not self.rtl).moved(point.shifted)
        box = self.box(series, category) or Rect(0, 0, 0, 0)
        up = value >= 0
        if self.kind.horizontal:
            y = centred(box.y + box.h / 2, label)
            inside = {"base": True, "end": False}.get(point.place)
            right = (up if inside is None else inside) != self.rtl  # whether the label runs to the right
            left = ((not up) if inside is None else inside) != self.rtl  # whether it starts at the bar's left end
            return self._from(box.x if left else box.right, BAR_END_GAP, y, h, right).moved(point.shifted)
        tall = natural(label)
        top = {
            "middle": box.y + (box.h - tall) / 2,
            "end": box.y + END_GAP if up else box.bottom - END_GAP - tall,
            "base": box.bottom - END_GAP - tall,
        }.get(point.place, box.y - END_GAP - tall if up else box.bottom + END_GAP)
        return Rect(box.x + box.w / 2 - LABEL_W / 2 + point.shifted, top + tall - h - point.raised, LABEL_W, h)

    def _from(self, x: float, gap: float, y: float, h: float, right: bool) -> Rect:
        """The box of a label that starts at ``x`` and runs to the right, or to the left."""
        return Rect(x + gap if right else x - gap - LABEL_W, y, LABEL_W, h)


def natural(label: Paragraph) -> float:
    """The height of a label of one line at the font's own line spacing, as in an office program's chart."""
    return NATURAL * max((run.style.size for run in label.runs), default=0.0)


def centred(y: float, label: Paragraph) -> float:
    """The top of the box of a line that an office program centres on ``y``, by the font's own line spacing."""
    return y + natural(label) / 2 - label.leading
