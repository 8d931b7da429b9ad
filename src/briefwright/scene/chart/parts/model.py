"""What a chart is made of: points, series of them, the author's columns, and axes of values or of days."""

from __future__ import annotations

from datetime import date
from math import log10
from typing import Literal

from msgspec import Struct

from ...text.model import Paragraph

# Where the label of a point stands: inside its bar at the far end, at the foot or in the middle; past that end; at a
# side of the point of a line or of a dot.
Place = Literal["end", "base", "middle", "outside", "right", "left", "above", "below"]
Draw = Literal["bars", "lines", "areas", "dots"]  # what draws a series
Shows = Literal["value", "name", "named value", "category", "share"]  # what a label says
Spot = tuple[float, float]


class Point(Struct, frozen=True):
    """A number of a series; ``format`` is the number format that prints it as its ``label`` shows it.

    Without a ``colour`` it has that of its series. Without a ``value`` it is not drawn. ``formula`` computes it from
    the author's table (``sheet.py``). ``low`` and ``high`` are the ends of its error bar, and ``arms`` compute
    its lengths up and down; ``across`` is the x of a
    crossed chart, ``width`` the diameter of its dot, ``weight`` the number that the dot's area shows.
    """

    value: float | None
    label: Paragraph | None = None
    format: str = "General"
    colour: str | None = None
    place: Place = "end"
    raised: float = 0.0  # how far the label is moved up, pt
    shifted: float = 0.0  # how far to the right
    formula: str = ""
    low: float | None = None
    high: float | None = None
    arms: tuple[str, str] = ("", "")
    shows: Shows | None = None
    across: float = 0.0
    width: float = 0.0
    weight: float = 0.0


class Series(Struct, frozen=True):
    """A named row of points, one for each category, in a colour role; without a colour it only carries what is stacked
    on it.

    ``stroke`` is the width of a line, or of an error bar; ``dot`` the diameter of the marks on a line. ``shows`` is
    what its labels say, unless a point says otherwise: its numbers, its own name, both, the category, or its
    share of the whole. ``second`` series are measured on the second axis.
    """

    name: str
    colour: str | None
    points: tuple[Point, ...]
    stroke: float = 0.0
    dashed: bool = False
    shows: Shows = "value"
    draw: Draw = "bars"
    dot: float = 0.0
    second: bool = False


class Given(Struct, frozen=True):
    """A column of the author's table, where what is drawn is computed from it; its ``formulas`` are totals in it."""

    name: str
    values: tuple[float | None, ...]
    formulas: tuple[str, ...] = ()


class Axis(Struct, frozen=True):
    """An axis of values from ``least`` to ``most``, with a line at each ``step``; ``labels`` from the least up. On a
    ``log`` axis there is one at each power of ten."""

    least: float
    most: float
    step: float
    labels: tuple[Paragraph, ...] = ()
    format: str = "General"
    side: Literal["left", "right", "bottom"] = "left"
    log: bool = False

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that the axis marks."""
        if self.log:
            first, last = round(log10(self.least)), round(log10(self.most))
            return tuple(10.0**power for power in range(first, last + 1))
        count = round((self.most - self.least) / self.step)
        return tuple(self.least + self.step * n for n in range(count + 1))

    def share(self, value: float) -> float:
        """How far along the axis a value stands, from 0 to 1."""
        if self.log:
            start = log10(self.least)
            return (log10(max(value, self.least)) - start) / (log10(self.most) - start)
        return (value - self.least) / (self.most - self.least)


EPOCH = date(1899, 12, 30).toordinal()  # day 0 of a sheet, from March 1900 on


class DateAxis(Struct, frozen=True):
    """An axis of dates: the day of each category, counted as sheets do, and a tick each ``step`` units from the first.
    ``base`` is the unit of the categories, ``format`` prints a day as its label does."""

    days: tuple[int, ...]
    base: Literal["days", "months", "years"]
    unit: Literal["days", "months", "years"]
    step: int
    ticks: tuple[int, ...]
    labels: tuple[Paragraph, ...]
    format: str
    edged: bool = True

    @property
    def at_end(self) -> bool:
        """Whether the last day has a tick."""
        return self.ticks[-1] == self.days[-1]

    def share(self, day: int) -> float:
        """How far along a day stands, from 0 to 1: months and years are of one length, as offices draw them. Where the
        axis is not ``edged``, half a unit is free at both ends."""
        free = 0.0 if self.edged else 1.0
        start, end = self._units(self.days[0]), self._units(self.days[-1])
        return (self._units(day) - start + free / 2) / ((end - start + free) or 1.0)

    def _units(self, day: int) -> float:
        if self.base == "days":
            return float(day)
        when = date.fromordinal(day + EPOCH)
        months = when.year * 12 + when.month - 1 + (when.day - 1) / 31
        return months if self.base == "months" else months / 12
