"""What a chart is made of before it is placed: numbers with the words that print them, a bracket, notes."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Annotated, Literal

from msgspec import Struct
from msgspec.structs import replace

from ...scene.chart.model import Axis
from ...story.model import Words
from .content import NOTHING, Bounds, Head, Misfit, words

MOST_STEPS = 4  # between gridlines
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
DOTS, LINES = 0.5, 0.25  # of the largest value: by how much dots, and lines, spread where zero stays in sight
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


class Value(Struct, frozen=True):
    """A number of the chart's sheet, the words that show it and the number format that prints them; the ends of its
    error bar, if it has one."""

    value: float | None = None
    shown: Words = NOTHING
    format: str = ""
    low: float | None = None
    high: float | None = None


class Values(Struct, frozen=True):
    """A series: its name, and a number for each category."""

    numbers: Annotated[tuple[Value, ...], Bounds(least=1)]
    name: Head = NOTHING

    def alone(self, place: int) -> bool:
        """Whether a number stands between two gaps, so that no line leads to it."""
        around = (*self.numbers[max(place - 1, 0) : place], *self.numbers[place + 1 : place + 2])
        return self.numbers[place].value is not None and all(number.value is None for number in around)


class Bracket(Struct, frozen=True):
    """The difference between two categories, in a few words."""

    between: Annotated[tuple[str, ...], Bounds(least=2, most=2)]
    text: Words = NOTHING


class Reference(Struct, frozen=True):
    """A line across a chart, from ``low`` to the same ``high``, or a band between the two, and what it is called."""

    low: float
    high: float
    text: Words = NOTHING


class Plot(Struct, frozen=True):
    """The data of a chart. A chart of the brief is named by its id: ``chart: claimed-vs-approved``.

    ``focus`` is the category or series in the accent, ``forecast`` the first category that is one, ``totals`` the
    categories of a waterfall that stand on zero. Of a combination, ``lines`` are the series that are lines, and
    ``second_axis`` is what they are measured on. ``target`` and ``band`` lie across the chart. ``suffix`` follows the
    numbers of the axis. In the ``order`` that is given, bars are not sorted by size.
    """

    categories: Annotated[tuple[Head, ...], Bounds(least=1)]
    series: Annotated[tuple[Values, ...], Bounds(least=1)]
    title: Head = NOTHING
    unit: Head = NOTHING
    geography: Head = NOTHING
    period: Head = NOTHING
    focus: str = ""
    forecast: str = ""
    totals: tuple[str, ...] = ()
    bracket: Bracket | None = None
    lines: tuple[str, ...] = ()
    second_axis: Head = NOTHING
    scale: Literal["", "log"] = ""
    order: Literal["", "given"] = ""
    target: Reference | None = None
    band: Reference | None = None
    suffix: str = ""
    decimal: str = "."
    group: str = ","
    minus: str = "\u2212"
    percent: str = "{number}%"
    dates: tuple[str, ...] = ()  # of the categories, where these are the names of months or days

    def misfits(self) -> Iterator[Misfit]:
        """Categories without a name, series that have not one number for each, and series that no name tells apart."""
        for number, category in enumerate(self.categories):
            if not category:
                yield Misfit(("categories", number), "BW135")
        names = [series.name.prose.strip() for series in self.series]
        for number, (series, name) in enumerate(zip(self.series, names, strict=True)):
            count = len(series.numbers)
            if count != len(self.categories):
                words = {"count": count, "categories": len(self.categories)}
                yield Misfit(("series", number, "numbers"), "BW423", words)
            if len(names) > 1 and (not name or name in names[:number]):
                yield Misfit(("series", number), "BW424")

    @property
    def reach(self) -> list[float]:
        """Every number that the axis has to hold: values, the ends of error bars, target and band; 0 for none."""
        numbers = [number for row in self.series for number in row.numbers]
        ends = [end for number in numbers for end in (number.value, number.low, number.high) if end is not None]
        return [*ends, *self.crossing] or [0.0]

    @property
    def sums(self) -> list[float]:
        """The sum of the series in each category; a missing number counts as 0."""
        return [sum(row.numbers[c].value or 0.0 for row in self.series) for c in range(len(self.categories))]

    @property
    def crossing(self) -> list[float]:
        """The values of the target and the ends of the band."""
        return [end for one in (self.target, self.band) if one for end in (one.low, one.high)]

    @property
    def over_time(self) -> bool:
        """Whether the categories are points in time: each begins or ends with a year, later ones with a later year."""
        texts = self.dates or [words.prose.strip() for words in self.categories]
        years = [match[0] for text in texts if (match := YEAR.search(text)) and text.startswith(match[0])]
        years = years or [match[0] for text in texts if (match := YEAR.search(text)) and text.endswith(match[0])]
        return len(years) == len(texts) and years == sorted(years) and years[0] < years[-1]

    @property
    def counts_on(self) -> bool:
        """Whether the categories are whole numbers, each larger than the one before."""
        texts = [words.prose.strip() for words in self.categories]
        return all(map(str.isdecimal, texts)) and all(int(one) < int(other) for one, other in pairwise(texts))

    def category(self, name: str) -> int:
        """The place of a category; -1 if there is none of that name."""
        return next((n for n, words in enumerate(self.categories) if words.prose == name), -1)


class Charted(Struct, frozen=True):
    """A chart, and next to it one derived number, one reason, one caveat. A number of which no text says what it means
    has a name."""

    chart: Plot
    number: Head = NOTHING
    unit: Head = NOTHING
    number_name: Head = NOTHING
    number_text: Words = NOTHING
    grade: Words = NOTHING  # what stands behind the number
    reason: Words = NOTHING
    caveat: Words = NOTHING
    so_what: Words = NOTHING


BESIDE = ("number", "unit", "number_name", "number_text", "grade")  # the number beside a chart


def unnumbered(content: Charted) -> Charted:
    """The chart without the number beside it."""
    return replace(content, **dict.fromkeys(BESIDE, NOTHING))


def alone(content: Charted) -> Charted:
    """The chart with nothing beside it."""
    return replace(unnumbered(content), reason=NOTHING, caveat=NOTHING)


class AxisScale(Struct, frozen=True):
    """Round values for an axis; on a ``log`` one they are powers of ten."""

    least: float
    most: float
    step: float
    log: bool = False

    @property
    def ticks(self) -> tuple[float, ...]:
        return Axis(self.least, self.most, self.step, log=self.log).ticks


def scale(least: float, most: float) -> AxisScale:
    """Round steps from zero, or from below it, that hold all values."""
    least, most = min(least, 0.0), max(most, 0.0)
    return _rounded(least, most if most > least else least + 1)


def _rounded(least: float, most: float) -> AxisScale:
    """Round steps that hold two values, of which the second is larger."""
    power = 10.0 ** floor(log10((most - least) / MOST_STEPS))
    for nice in (*NICE, 20.0, 25.0, 50.0):
        step = nice * power
        low, high = _down(least, step), -_down(-most, step)
        if high - low <= MOST_STEPS + 0.01:
            break
    return AxisScale(_clean(low * step), _clean(high * step), _clean(step))


def measured(values: Sequence[float], plot: Plot, *, far: float) -> AxisScale:
    """The round scale of lines or dots: from zero, or near the values where these differ by less than ``far``, a
    share of the largest; or powers of ten where the plot asks for them."""
    least, most = min(values, default=0.0), max(values, default=0.0)
    if plot.scale == "log":
        low, high = floor(log10(least)), ceil(log10(most))
        return AxisScale(10.0**low, 10.0 ** max(high, low + 1), 1.0, log=True)
    near = 0 < most - least <= far * max(abs(least), abs(most))
    return _rounded(least, most) if near and least * most > 0 else scale(least, most)


def headroom(least: float, most: float, room: float, length: float) -> AxisScale:
    """An axis without labels, of ``length`` points, that leaves ``room`` points past the longest bars, and always a
    twelfth of it, so that an edited number still has a bar."""
    least, most, room = min(least, 0.0), max(most, 0.0), max(room, length / 12)
    span = (most - least) or 1.0
    ends = (most > 0) + (least < 0) or 1
    more = span * room / max(length - ends * room, 1.0)
    top = most + (more if most > 0 or least >= 0 else 0.0)
    low = least - (more if least < 0 else 0.0)
    return AxisScale(float(f"{low:.6g}"), float(f"{top:.6g}"), float(f"{(top - low) / 4:.6g}"))


def margins(values: Sequence[float], plot: Plot, room: float, length: float) -> AxisScale:
    """An axis without labels for dots, which need not start at zero: ``room`` points past the least and the most."""
    least, most = min(values), max(values)
    if plot.scale == "log":
        least, most = log10(least), log10(most)
    more = ((most - least) or abs(most) or 1.0) * room / max(length - 2 * room, 1.0)
    low, high = least - more, most + more
    if plot.scale == "log":
        low, high = 10.0**low, 10.0**high
    return AxisScale(float(f"{low:.6g}"), float(f"{high:.6g}"), float(f"{(high - low) / 4:.6g}"), plot.scale == "log")


def _down(value: float, step: float) -> int:
    return floor(value / step + 1e-9)


def _clean(value: float) -> float:
    """A value without the rounding error of binary fractions."""
    return float(f"{value:.12g}")


def decimals(step: float) -> int:
    """How many decimal places the values of an axis need."""
    text = f"{step:.6f}".rstrip("0")
    return len(text.partition(".")[2])


def tick_text(value: float, places: int, plot: Plot) -> str:
    """A value of the axis as the language writes it."""
    text = f"{abs(value):,.{places}f}"
    text = text.replace(",", "\0").replace(".", plot.decimal).replace("\0", plot.group)
    return (plot.minus if value < 0 else "") + text + (plot.suffix if value or not _scaled(plot.suffix) else "")


def _scaled(suffix: str) -> bool:
    """Whether what follows the numbers is the word of a scale, which zero goes without: 0, 20 m, 40 m."""
    return any(sign.isalpha() for sign in suffix)


def tick_format(places: int, plot: Plot) -> str:
    """The number format that prints the values of the axis alike."""
    digits = "#,##0" + ("." + "0" * places if places else "")
    tail = f'"{plot.suffix}"' if plot.suffix else ""
    zero = f";{digits}" if _scaled(plot.suffix) else ""
    return f'{digits}{tail};"{plot.minus}"{digits}{tail}{zero}'


def shown(number: Value, plot: Plot) -> Words | str:
    """The words of a number; its own digits when it came without words."""
    if number.shown:
        return number.shown
    value = number.value or 0.0
    return tick_text(value, min(decimals(abs(value)), 3), plot)


def format_of(number: Value, plot: Plot) -> str:
    return number.format or tick_format(min(decimals(abs(number.value or 0.0)), 3), plot)


def share_format(plot: Plot) -> str:
    """The number format that prints a share of one as the language writes per cent."""
    return "".join(sign if sign in "0%" else f'"{sign}"' for sign in plot.percent.format(number="0"))


def share_text(share: float, plot: Plot) -> str:
    """A share of one in whole per cent."""
    return plot.percent.format(number=tick_text(whole_percent(share), 0, replace(plot, suffix="")))


def whole_percent(share: float) -> int:
    """A share of one in whole per cent, a half rounded up."""
    return floor(share * 100 + 0.5 + 1e-9)


def totals_of(plot: Plot, name: Words, sums: Sequence[float | None]) -> Values:
    """A series of sums, printed with as many decimals as the numbers that they are made of; None has no number."""
    places = min(max((decimals(abs(n.value)) for row in plot.series for n in row.numbers if n.value), default=0), 3)
    format = tick_format(places, plot)

    def number(total: float | None) -> Value:
        return Value() if total is None else Value(_clean(total), words(tick_text(_clean(total), places, plot)), format)

    return Values(tuple(map(number, sums)), name)


def taken(plot: Plot, chosen: Sequence[int]) -> Plot:
    """Some categories of a plot, in this order."""
    series = (replace(row, numbers=tuple(row.numbers[n] for n in chosen)) for row in plot.series)
    dates = tuple(plot.dates[n] for n in chosen) if plot.dates else ()
    return replace(plot, categories=tuple(plot.categories[n] for n in chosen), dates=dates, series=tuple(series))
