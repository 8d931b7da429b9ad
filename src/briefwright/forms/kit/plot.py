"""What a chart is made of before it is placed: numbers with the words that print them, a bracket, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import floor, log10
from typing import Annotated

from msgspec import Struct

from ...story.model import Words
from .content import NOTHING, Bounds, Head, Misfit, words

MOST_STEPS = 4  # between gridlines
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


class Value(Struct, frozen=True):
    """A number of the chart's sheet, the words that show it and the number format that prints them."""

    value: float | None = None
    shown: Words = NOTHING
    format: str = ""


class Values(Struct, frozen=True):
    """A series: its name, and a number for each category."""

    numbers: Annotated[tuple[Value, ...], Bounds(least=1)]
    name: Head = NOTHING


class Bracket(Struct, frozen=True):
    """The difference between two categories, in a few words."""

    between: Annotated[tuple[str, ...], Bounds(least=2, most=2)]
    text: Words = NOTHING


class Plot(Struct, frozen=True):
    """The data of a chart. A chart of the brief is named by its id: ``chart: claimed-vs-approved``.

    ``focus`` is the category or series in the accent, ``forecast`` the first category that is one, ``totals`` the
    categories of a waterfall that stand on zero. ``suffix`` follows the numbers of the axis.
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
    suffix: str = ""
    decimal: str = "."
    group: str = ","
    minus: str = "\u2212"

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
    def over_time(self) -> bool:
        """Whether the categories are points in time: each begins or ends with a year, later ones with a later year."""
        texts = [words.prose.strip() for words in self.categories]
        years = [match[0] for text in texts if (match := YEAR.search(text)) and text.startswith(match[0])]
        years = years or [match[0] for text in texts if (match := YEAR.search(text)) and text.endswith(match[0])]
        return len(years) == len(texts) and years == sorted(years) and years[0] < years[-1]

    def category(self, name: str) -> int:
        """The place of a category; -1 if there is none of that name."""
        return next((n for n, words in enumerate(self.categories) if words.prose == name), -1)


class Charted(Struct, frozen=True):
    """A chart, and next to it one derived number, one reason, one caveat."""

    chart: Plot
    number: Head = NOTHING
    number_text: Words = NOTHING
    reason: Words = NOTHING
    caveat: Words = NOTHING
    so_what: Words = NOTHING


class AxisScale(Struct, frozen=True):
    """Round values for an axis."""

    least: float
    most: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        return tuple(self.least + self.step * n for n in range(round((self.most - self.least) / self.step) + 1))


def scale(least: float, most: float) -> AxisScale:
    """Round steps from zero, or from below it, that hold all values. Lines start at zero as bars do."""
    least, most = min(least, 0.0), max(most, 0.0)
    if most == least:
        most = least + 1
    power = 10.0 ** floor(log10((most - least) / MOST_STEPS))
    for nice in (*NICE, 20.0, 25.0, 50.0):
        step = nice * power
        low, high = _down(least, step), -_down(-most, step)
        if high - low <= MOST_STEPS + 0.01:
            break
    return AxisScale(_clean(low * step), _clean(high * step), _clean(step))


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
    return (plot.minus if value < 0 else "") + text + plot.suffix


def tick_format(places: int, plot: Plot) -> str:
    """The number format that prints the values of the axis alike."""
    digits = "#,##0" + ("." + "0" * places if places else "")
    tail = f'"{plot.suffix}"' if plot.suffix else ""
    return f'{digits}{tail};"{plot.minus}"{digits}{tail}'


def shown(number: Value, plot: Plot) -> Words | str:
    """The words of a number; its own digits when it came without words."""
    if number.shown:
        return number.shown
    value = number.value or 0.0
    return tick_text(value, min(decimals(abs(value)), 3), plot)


def format_of(number: Value, plot: Plot) -> str:
    return number.format or tick_format(min(decimals(abs(number.value or 0.0)), 3), plot)


def totals_of(plot: Plot, name: Words, sums: Sequence[float]) -> Values:
    """A series of sums, printed with as many decimals as the numbers that they are made of."""
    places = min(max((decimals(abs(n.value)) for row in plot.series for n in row.numbers if n.value), default=0), 3)
    format = tick_format(places, plot)
    exact = (float(f"{total:.12g}") for total in sums)
    return Values(tuple(Value(value, words(tick_text(value, places, plot)), format) for value in exact), name)
