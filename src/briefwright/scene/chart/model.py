"""A chart as it is placed: its numbers, and where its marks and labels stand. Lengths are points.

The deck holds a native chart of these numbers and the PDF draws them, so all geometry is computed here once. The
distances of labels are measured on charts that LibreOffice draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import cos, pi, sin
from typing import Literal

from msgspec import Struct

from ...core.chart_kinds import ChartKind
from ...core.geometry import Rect
from ..text.model import Paragraph, Stroke
from .parts.model import Axis as Axis
from .parts.model import DateAxis as DateAxis
from .parts.model import Draw as Draw
from .parts.model import Given as Given
from .parts.model import Place as Place
from .parts.model import Point as Point
from .parts.model import Series as Series
from .parts.model import Shows as Shows
from .parts.model import Spot as Spot

END_GAP = 2.1  # above or below a bar's end
BAR_END_GAP = 2.8  # right or left of a bar's end
RIGHT_GAP = 2.4  # between the last point of a line and its name
DOT_GAP = 1.5  # between a dot and its number
SIDE_GAP = 3.0  # between the plot and the labels of its axis
NAME_GAP = 7.2  # between horizontal bars and their names
UNDER_GAP = 7.0  # between the plot and the names of categories under it
NATURAL = 1.117  # the height of a line at the font's own line spacing, as a share of its size
LABEL_W = 400.0  # the width of a label's box: more than any label of one line needs


class Chart(Struct, frozen=True):
    """A native chart. ``rect`` is the area of all of it, ``plot`` that of its bars or lines.

    ``gap`` is the space between two clusters of bars as a share of a bar. ``long_alt`` is the alternative text with
    every number, for use where it may be long; it is empty where ``alt`` has all of them.

    With ``rtl`` its categories, or the values of horizontal bars, run from the right. A chart of ``time`` never does:
    Arabic and Hebrew reports let a scale of years run from the left, too. ``edged`` categories begin and end at the
    edges of the plot; of ``stride`` categories one is named; ``overlaid`` bars stand at one place. ``across`` is the
    axis of x of a crossed chart. With ``sunk`` the categories stand at the least value even where zero
    is seen. The author's table has rows for the categories and, below them, for the ``rest``, which is not drawn by
    itself.
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
    second: Axis | None = None
    across: Axis | None = None
    dates: DateAxis | None = None
    edged: bool = False
    stride: int = 1
    hole: float = 0.0
    given: tuple[Given, ...] = ()
    rest: tuple[str, ...] = ()
    overlaid: bool = False
    sunk: bool = False
    edge: Stroke | None = None

    @property
    def side(self) -> Literal["left", "right"]:
        """Where the labels of the axis stand."""
        return ("left" if self.axis.side == "right" else "right") if self.rtl else _side(self.axis)

    @property
    def pitch(self) -> float:
        """The distance of the middles of two categories next to each other."""
        length = self.plot.h if self.kind.horizontal else self.plot.w
        return length / max(len(self.categories) - self.edged, 1)

    @property
    def clustered(self) -> tuple[int, ...]:
        """The series whose bars stand side by side."""
        bars = [n for n, series in enumerate(self.series) if series.draw == "bars"]
        return tuple(bars[:1] if self.kind.stacked or self.overlaid else bars)

    @property
    def thickness(self) -> float:
        """The width of a bar, or the height of a horizontal one."""
        return self.pitch / (max(len(self.clustered), 1) + self.gap)

    def at(self, value: float, second: bool = False) -> float:
        """The place of a value on the axis: the x of a horizontal bar's end, else a y."""
        share = (self.second or self.axis if second else self.axis).share(value)
        return self._along(share) if self.kind.horizontal else self.plot.bottom - share * self.plot.h

    def middle(self, category: int) -> float:
        """The middle of a category: y of a horizontal bar, else x."""
        if self.kind.horizontal:
            return self.plot.y + (category + 0.5) * self.pitch
        if self.dates:
            return self._along(self.dates.share(self.dates.days[category]))
        return self._along((category + (0.0 if self.edged else 0.5)) * self.pitch / self.plot.w)

    def _along(self, share: float) -> float:
        """The x at a share of the plot's width, counted from its start."""
        distance = share * self.plot.w
        return self.plot.right - distance if self.rtl else self.plot.x + distance

    def spot(self, series: int, category: int) -> Spot | None:
        """The middle of a dot, or the corner of a line or of the upper edge of an area."""
        row = self.series[series]
        point = row.points[category]
        if point.value is None:
            return None
        if self.across:
            return self._along(self.across.share(point.across)), self.at(point.value)
        top = point.value + (self.foot(series, category) if row.draw == "areas" else 0.0)
        return self.middle(category), self.at(top, row.second)

    def foot(self, series: int, category: int) -> float:
        """The value on which a point stands: what is stacked before it with the same sign."""
        row = self.series[series]
        value = row.points[category].value
        if not self.kind.stacked or value is None:
            return 0.0
        below = (s.points[category].value or 0.0 for s in self.series[:series] if s.draw == row.draw)
        return sum(v for v in below if (v < 0) == (value < 0))

    def box(self, series: int, category: int) -> Rect | None:
        """The bar of a point; None where none is drawn."""
        value = self.series[series].points[category].value
        if value is None or self.series[series].draw != "bars" or self.kind.shape == "round":
            return None
        foot = self.foot(series, category)
        low, high = sorted((self.at(foot), self.at(foot + value)))
        cluster = self.clustered
        place = 0 if len(cluster) < 2 else cluster.index(series)
        if self.rtl and not self.kind.horizontal:
            place = len(cluster) - 1 - place
        side = self.middle(category) + (place - len(cluster) / 2) * self.thickness
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

    def grounds(self) -> Iterator[tuple[Rect, str]]:
        """The bars, and what the labels of slices stand on, each with its colour."""
        yield from self.bars()
        if self.kind.shape == "round":
            for c, point in enumerate(self.series[0].points):
                if point.label:
                    box, w = self._label_box(0, c, point, point.label), point.label.lines[0].width
                    yield box.inset(left=(box.w - w) / 2, right=(box.w - w) / 2), point.colour or ""

    def line(self, series: int) -> Iterator[tuple[Spot, ...]]:
        """The corners of a series drawn as a line, stretch by stretch between its gaps."""
        spots = [self.spot(series, c) for c in range(len(self.series[series].points))]
        gaps = [-1, *(n for n, spot in enumerate(spots) if spot is None), len(spots)]
        for before, after in pairwise(gaps):
            stretch = tuple(spot for spot in spots[before + 1 : after] if spot is not None)
            if stretch:
                yield stretch

    @property
    def radius(self) -> float:
        return min(self.plot.w, self.plot.h) / 2

    def on_circle(self, share: float, radius: float) -> Spot:
        """The point at a share of the way round, clockwise from the top."""
        x, y = self.plot.x + self.plot.w / 2, self.plot.y + self.plot.h / 2
        return x + radius * sin(2 * pi * share), y - radius * cos(2 * pi * share)

    def slices(self) -> tuple[tuple[float, float], ...]:
        """Where each slice starts and ends, as shares of the way round."""
        values = [max(point.value or 0.0, 0.0) for point in self.series[0].points]
        ends = [0.0]
        for value in values:
            ends.append(ends[-1] + value / (sum(values) or 1.0))
        return tuple(pairwise(ends))

    def labels(self) -> Iterator[tuple[Paragraph, Rect]]:
        """Every text of the chart with its box: categories, axes, points."""
        if self.kind.shape == "axes":
            yield from self.names()
        for axis, side in ((self.axis, self.side), (self.second, "left" if self.rtl else "right")):
            for tick, label in zip(axis.ticks if axis else (), axis.labels if axis else (), strict=False):
                y = self.at(tick, axis is self.second)
                if self.kind.horizontal:
                    yield label, Rect(y - LABEL_W / 2, self.plot.bottom + SIDE_GAP, LABEL_W, label.leading)
                else:
                    yield label, self._next_to_plot(side == "right", SIDE_GAP, centred(y, label), label.leading)
        for tick, label in zip(self.across.ticks if self.across else (), self._across_labels, strict=False):
            yield label, self._under(self._along(self.across.share(tick)) if self.across else 0.0, label)
        for s, series in enumerate(self.series):
            for c, point in enumerate(series.points):
                if point.label is not None:
                    yield point.label, self._label_box(s, c, point, point.label)

    @property
    def _across_labels(self) -> tuple[Paragraph, ...]:
        return self.across.labels if self.across else ()

    def names(self) -> Iterator[tuple[Paragraph, Rect]]:
        """The names of the categories before horizontal bars, else under the plot; of dates, those of the ticks."""
        if self.dates:
            for tick, label in zip(self.dates.ticks, self.dates.labels, strict=True):
                yield label, self._under(self._along(self.dates.share(tick)), label)
            return
        for c, name in enumerate(self.categories):
            if c % self.stride:
                continue
            if self.kind.horizontal:
                y = self.middle(c) - (name.height - name.leading) / 2
                yield name, self._next_to_plot(self.rtl, NAME_GAP, centred(y, name), name.height)
            else:
                w = self.pitch * self.stride
                yield name, Rect(self.middle(c) - w / 2, self.plot.bottom + UNDER_GAP, w, name.height)

    def _under(self, x: float, label: Paragraph) -> Rect:
        return Rect(x - LABEL_W / 2, self.plot.bottom + UNDER_GAP, LABEL_W, label.leading)

    def _next_to_plot(self, right: bool, gap: float, y: float, h: float) -> Rect:
        """The box from the plot to the edge of the chart, at its right or left."""
        x = self.plot.right + gap if right else self.rect.x
        return Rect(x, y, (self.rect.right if right else self.plot.x - gap) - x, h)

    def _label_box(self, series: int, category: int, point: Point, label: Paragraph) -> Rect:
        if self.kind.shape == "round":
            share = sum(self.slices()[category]) / 2
            x, y = self.on_circle(share, self.radius * (1 + self.hole) / 2)
            return Rect(x - LABEL_W / 2, centred(y, label), LABEL_W, label.leading)
        if self.series[series].draw != "bars":
            return self._label_at(self.spot(series, category) or (0.0, 0.0), point, label)
        return self._label_of_bar(self.box(series, category) or Rect(0, 0, 0, 0), point, label)

    def _label_at(self, spot: Spot, point: Point, label: Paragraph) -> Rect:
        """The box of a label beside, over or under a point."""
        x, y, h = spot[0] + point.shifted, spot[1] - point.raised, label.leading
        gap = point.width / 2 + DOT_GAP if point.width else RIGHT_GAP
        if point.place in ("above", "below"):
            tall = natural(label)
            top = y - gap - tall if point.place == "above" else y + gap
            return Rect(x - LABEL_W / 2, top + tall - h, LABEL_W, h)
        if point.place == "middle":
            return Rect(x - LABEL_W / 2, centred(y, label), LABEL_W, h)
        return self._from(x, gap, centred(y, label), h, (point.place == "right") != self.rtl)

    def _label_of_bar(self, box: Rect, point: Point, label: Paragraph) -> Rect:
        h, up = label.leading, (point.value or 0.0) >= 0
        if self.kind.horizontal:
            y = centred(box.y + box.h / 2, label)
            if point.place == "middle":
                return Rect(box.x + box.w / 2 - LABEL_W / 2 + point.shifted, y, LABEL_W, h)
            inside = {"base": True, "end": False}.get(point.place)
            right = (up if inside is None else inside) != self.rtl  # whether the label runs to the right
            left = ((not up) if inside is None else inside) != self.rtl  # whether it starts at the bar's left end
            return self._from(box.x if left else box.right, BAR_END_GAP, y, h, right).moved(point.shifted)
        tall = natural(label)
        top = {
            "middle": box.y + (box.h - tall) / 2,
            "end": box.y + END_GAP if up else box.bottom - END_GAP - tall,
            "base": box.bottom - END_GAP - tall if up else box.y + END_GAP,
        }.get(point.place, box.y - END_GAP - tall if up else box.bottom + END_GAP)
        return Rect(box.x + box.w / 2 - LABEL_W / 2 + point.shifted, top + tall - h - point.raised, LABEL_W, h)

    def _from(self, x: float, gap: float, y: float, h: float, right: bool) -> Rect:
        """The box of a label that starts at ``x`` and runs to the right, or to the left."""
        return Rect(x + gap if right else x - gap - LABEL_W, y, LABEL_W, h)


def _side(axis: Axis) -> Literal["left", "right"]:
    return "right" if axis.side == "right" else "left"


def natural(label: Paragraph) -> float:
    """The height of a label of one line at the font's own line spacing, as in an office program's chart."""
    return NATURAL * max((run.style.size for run in label.runs), default=0.0)


def centred(y: float, label: Paragraph) -> float:
    """The top of the box of a line that an office program centres on ``y``, by the font's own line spacing."""
    return y + natural(label) / 2 - label.leading
