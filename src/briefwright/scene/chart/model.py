"""A chart as it is placed: its numbers, and where its bars, lines and labels stand. Lengths are points.

The deck holds a native chart of these numbers, the PDF draws the same ones: all geometry is reckoned here once. Where
labels stand is measured on LibreOffice's own charts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ...core.chart_kinds import ChartKind
from ...core.geometry import Rect
from ..text.model import Paragraph, Stroke

# Where a point's label stands: inside its bar at the far end, at the foot or in the middle; past the bar's end; right
# of the last point of a line.
Place = Literal["end", "base", "middle", "outside", "right"]

END_GAP = 2.1  # above or below a bar's end
BAR_END_GAP = 2.8  # right or left of a bar's end
RIGHT_GAP = 2.4  # between the last point of a line and its name
SIDE_GAP = 3.0  # between the plot and the labels of its axis
NAME_GAP = 7.2  # between horizontal bars and their names
UNDER_GAP = 7.0  # between the plot and the names of categories under it
NATURAL = 1.117  # the height of a line that an office sets with the font's own pitch, as a share of its size
LABEL_W = 400.0  # the width of a label's box: as wide as need be, since the label is one line


class Point(Struct, frozen=True):
    """A number of a series. ``format`` is the number format that prints it as its ``label`` shows it.

    Without a ``colour`` it has its series' own; without a ``label`` it goes unlabelled, without a ``value`` undrawn.
    """

    value: float | None
    label: Paragraph | None = None
    format: str = "General"
    colour: str | None = None
    place: Place = "end"
    raised: float = 0.0  # how far the label is moved up, pt
    shifted: float = 0.0  # how far to the right


class Series(Struct, frozen=True):
    """A named row of points, one for each category, in a colour role; None is drawn as nothing but a foot for others.

    ``stroke`` is the width of a line. What its labels ``show``: its numbers, its own name, its name with the number
    after it, or the categories, which then have no names on their axis. An office centres those under the bars; a data
    label may stand anywhere.
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
    """A native chart. ``rect`` is all that it takes, ``plot`` where its bars or lines stand.

    ``gap`` is the space between two bars as a share of a bar; ``gridline`` is None where there are none. ``said`` is
    its alternative text with every number, for where that may be long; "" where ``alt`` has them all.

    With ``rtl`` its categories, or the values of horizontal bars, run from the right. A chart of ``time`` never does: a
    scale of years is read as a number is, and Arabic and Hebrew reports let it run as others do.
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
    said: str = ""
    time: bool = False
    rtl: bool = False

    @property
    def side(self) -> Literal["left", "right"]:
        """Where the labels of the axis stand."""
        return ("left" if self.axis.side == "right" else "right") if self.rtl else self.axis.side

    @property
    def pitch(self) -> float:
        """From the middle of one category to that of the next."""
        return (self.plot.h if self.kind.horizontal else self.plot.w) / max(len(self.categories), 1)

    @property
    def thickness(self) -> float:
        """Of a bar."""
        return self.pitch / (1 + self.gap)

    @property
    def names_axis(self) -> bool:
        """Whether the axis bears the names of the categories."""
        return not any(series.shows == "category" for series in self.series)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that the axis marks."""
        count = round((self.axis.most - self.axis.least) / self.axis.step)
        return tuple(self.axis.least + self.axis.step * n for n in range(count + 1))

    def at(self, value: float) -> float:
        """Where a value stands on the axis: x of a horizontal bar's end, else y."""
        share = (value - self.axis.least) / (self.axis.most - self.axis.least)
        return self._along(share) if self.kind.horizontal else self.plot.bottom - share * self.plot.h

    def middle(self, category: int) -> float:
        """The middle of a category: y of a horizontal bar, else x."""
        way = (category + 0.5) * self.pitch
        return self.plot.y + way if self.kind.horizontal else self._along(way / self.plot.w)

    def _along(self, share: float) -> float:
        """The x of so much of the plot's width, from where it starts."""
        way = share * self.plot.w
        return self.plot.right - way if self.rtl else self.plot.x + way

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
        """Every bar that shows, with its colour."""
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
        """Every text of the chart and the box that it is set in, top down: categories, axis, points."""
        if self.names_axis:
            yield from zip(self.categories, self.category_boxes(), strict=True)
        for tick, label in zip(self.ticks, self.axis.labels, strict=False):
            y = centred(self.at(tick), label)
            yield label, self._beside(self.side == "right", SIDE_GAP, y, label.leading)
        for s, series in enumerate(self.series):
            for c, point in enumerate(series.points):
                if point.label is not None:
                    yield point.label, self._label_box(s, c, point, point.label)

    def category_boxes(self) -> Iterator[Rect]:
        """Where the names of the categories stand: before a horizontal bar, else under the plot."""
        for c, name in enumerate(self.categories):
            if self.kind.horizontal:
                y = self.middle(c) - (name.height - name.leading) / 2
                yield self._beside(self.rtl, NAME_GAP, centred(y, name), name.height)
            else:
                yield Rect(self.middle(c) - self.pitch / 2, self.plot.bottom + UNDER_GAP, self.pitch, name.height)

    def _beside(self, right: bool, gap: float, y: float, h: float) -> Rect:
        """All room right or left of the plot."""
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
            right = (up if inside is None else inside) != self.rtl  # the way that its words run
            left = ((not up) if inside is None else inside) != self.rtl  # the end of the bar that they start from
            return self._from(box.x if left else box.right, BAR_END_GAP, y, h, right).moved(point.shifted)
        tall = natural(label)
        top = {
            "middle": box.y + (box.h - tall) / 2,
            "end": box.y + END_GAP if up else box.bottom - END_GAP - tall,
            "base": box.bottom - END_GAP - tall,
        }.get(point.place, box.y - END_GAP - tall if up else box.bottom + END_GAP)
        return Rect(box.x + box.w / 2 - LABEL_W / 2 + point.shifted, top + tall - h - point.raised, LABEL_W, h)

    def _from(self, x: float, gap: float, y: float, h: float, right: bool) -> Rect:
        """The box of a label that runs to the right from a place, or to the left."""
        return Rect(x + gap if right else x - gap - LABEL_W, y, LABEL_W, h)


def natural(label: Paragraph) -> float:
    """The height of a one-line label as an office sets it, at the font's own pitch."""
    return NATURAL * max((run.style.size for run in label.runs), default=0.0)


def centred(y: float, label: Paragraph) -> float:
    """The top of a line's box whose letters an office centres on ``y``: it hangs from the baseline, not the leading."""
    return y + natural(label) / 2 - label.leading
