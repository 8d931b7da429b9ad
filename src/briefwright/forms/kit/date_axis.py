"""Categories that are dates to an axis of days, with as many ticks as have room."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, pairwise
from typing import Literal

from msgspec.structs import replace

from ...scene.chart.model import NATURAL, DateAxis
from ...scene.model import Paragraph
from ...story.model import Words
from . import chart_parts as parts
from .form import LayoutContext
from .plot import Plot

BETWEEN, TICKS, YEAR = 12.0, 8, 12  # between the dates of an axis; the most of them, and under bars
EPOCH = date(1899, 12, 30)  # day 0 of a sheet, from March 1900 on
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Unit = Literal["days", "months", "years"]
CODE = re.compile(r'"([^"]*)"|(y+|m+|d+)|\\?(.)')
STEPS: tuple[tuple[Unit, int], ...] = (
    *(("days", n) for n in (1, 2, 7, 14)), *(("months", n) for n in (1, 2, 3, 6)),
    *(("years", n) for n in (1, 2, 5, 10, 20, 50, 100)),
)  # fmt: skip


def dated(plot: Plot) -> tuple[Unit, list[date]] | None:
    """The unit and the days of categories that are ISO dates, each later than the one before. Years that follow one
    another at even steps are names like any other."""
    found = [ISO.fullmatch(text) for text in plot.dates or (words.prose.strip() for words in plot.categories)]
    fields = [[group for group in match.groups() if group] for match in found if match]
    if len(found) < 2 or len(fields) < len(found) or len({len(one) for one in fields}) > 1:
        return None
    bases: tuple[Unit, ...] = ("years", "months", "days")
    base = bases[len(fields[0]) - 1]
    try:
        days = [date(*(int(n) for n in (*one, "1", "1")[:3])) for one in fields]
    except ValueError:
        return None
    if days[0].year <= EPOCH.year + 1 or any(later <= earlier for earlier, later in pairwise(days)):
        return None
    if base == "years" and len({later.year - earlier.year for earlier, later in pairwise(days)}) == 1:
        return None
    return base, days


def date_axis(ctx: LayoutContext, plot: Plot, width: float, *, edged: bool) -> DateAxis | None:
    """The axis of dates in ``width`` points; none where the categories are no dates. Bars, which are not ``edged``,
    are as wide as a unit, so theirs have to follow one another without gaps."""
    found = dated(plot)
    if found is None:
        return None
    base, days = found
    if not edged and len(days) != len(tuple(_ticks(days[0], days[-1], base, 1))):
        return None
    most = TICKS if edged else max(TICKS, YEAR)
    for unit, step in STEPS[[one for one, _ in STEPS].index(base) :]:
        ticks = tuple(_ticks(days[0], days[-1], unit, step))
        yearly = base == "years" or (unit == "years" and (days[0].month, days[0].day) == (1, 1))
        code = "yyyy" if yearly else ctx.labels["chart.days" if base == "days" else "chart.months"]
        if not ctx.meta.language.startswith("en"):  # offices have each their own short names of months
            code = code.replace("mmm", "mm")
        labels = tuple(one_line(ctx, printed(tick, code)) for tick in ticks)
        if len(labels) <= most and len(labels) * (max(map(parts.width, labels)) + BETWEEN) <= width + BETWEEN:
            break
    numbers = (tuple((day - EPOCH).days for day in row) for row in (days, ticks))
    return DateAxis(next(numbers), base, unit, step, next(numbers), labels, code, edged)


def _ticks(first: date, last: date, unit: Unit, step: int) -> Iterator[date]:
    for n in count(step=step):
        tick = _days_later(first, n) if unit == "days" else _months_later(first, n if unit == "months" else 12 * n)
        if tick is None or tick > last:
            return
        yield tick


def _days_later(day: date, days: int) -> date | None:
    """So many days later; None beyond the last that there is, in the year 9999."""
    return day + timedelta(days=days) if days <= (date.max - day).days else None


def _months_later(day: date, months: int) -> date | None:
    """So many months later, on the last day of a shorter month; None beyond the year 9999."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) if year <= date.max.year else None


def printed(day: date, code: str) -> str:
    """A day as a number format of a sheet prints it, months in English where they are named."""
    forms = {
        "yyyy": f"{day.year}", "mmm": MONTHS[day.month - 1], "mm": f"{day.month:02}", "m": f"{day.month}",
        "dd": f"{day.day:02}", "d": f"{day.day}",
    }  # fmt: skip
    return "".join(quoted or forms.get(field, field) or sign for quoted, field, sign in CODE.findall(code))


def one_line(ctx: LayoutContext, words: Words | str) -> Paragraph:
    """A name on one line, at the second size of its role."""
    line = ctx.type.set(words, "chart", parts.ONE_LINE, step=1, colour="ink", align="center")
    return replace(line, leading=NATURAL * ctx.type.style("chart", 1).size)
