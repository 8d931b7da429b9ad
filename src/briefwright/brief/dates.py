"""A date in EDTF level 1 (ISO 8601-2) to its first and last day, and to what is uncertain about it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from msgspec import Struct

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

_SIMPLE = re.compile(r"(?P<date>\d{4}(-\d\d(-\d\d)?)?|\d{3}X|\d{2}XX|\d{4}-XX(-XX)?|\d{4}-\d\d-XX)(?P<mark>[?~%]?)")
_LOOSE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
# Season codes 21 to 24 as on the northern hemisphere; winter runs into the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class When(Struct, frozen=True):
    """A date or interval. ``earliest`` and ``latest`` bound it; None is open or unknown. Years run from 1 to 9999."""

    text: str
    precision: Precision
    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False
    start: When | None = None  # the ends of an interval
    end: When | None = None

    @property
    def season(self) -> int | None:
        """21 spring, 22 summer, 23 autumn, 24 winter."""
        return int(self.text[5:7]) if self.precision == "season" else None


def parse_date(text: str) -> When:
    """The date that ``text`` writes. Raises ValueError with a sentence for its author."""
    text = text.strip()
    if "/" not in text:
        return _one(text)
    left, _, right = text.partition("/")
    start, end = (None if side in ("", "..") else _one(side) for side in (left, right))
    if start is None and end is None:
        raise ValueError("an interval needs one end at least")
    first, last = start.earliest if start else None, end.latest if end else None
    if first and last and first > last:
        raise ValueError("the interval ends before it starts")
    ends = [side for side in (start, end) if side]
    return When(
        text,
        "interval",
        first,
        last,
        any(side.approximate for side in ends),
        any(side.uncertain for side in ends),
        start,
        end,
    )


def last_day(text: str | None) -> float | None:
    """The end of the day, month or year that ``text`` writes, in decimal years; None where it writes no date."""
    try:
        return decimal_years(parse_date(text))[1] if text else None
    except ValueError:
        return None


def decimal_years(when: When) -> tuple[float, float]:
    """The first and the last moment of a date in decimal years: 2023.5 is the first of July 2023.

    A day, a month, and what is only about right is one moment, its middle; an open end is a year from the other.
    """
    first, last = when.earliest, when.latest
    low = _decimal(first) if first else None
    high = _decimal(last, 1) if last else None  # the last day belongs to it
    low, high = (low if low is not None else (high or 0) - 1), (high if high is not None else (low or 0) + 1)
    if when.precision in ("day", "month") or when.approximate:
        low = high = (low + high) / 2
    return round(low, 4), round(high, 4)


def _decimal(day: date, more: int = 0) -> float:
    """A day in decimal years; all months have the same length, as they have on an axis."""
    return day.year + (day.month - 1 + (day.day - 1 + more) / monthrange(day.year, day.month)[1]) / 12


def _one(text: str) -> When:
    match = _SIMPLE.fullmatch(text)
    if not match:
        raise ValueError(_advice(text))
    body, mark = match["date"], match["mark"]
    precision, earliest, latest = _bounds(body)
    return When(text, precision, earliest, latest, mark in ("~", "%") and mark != "", mark in ("?", "%") and mark != "")


def _bounds(body: str) -> tuple[Precision, date, date]:
    year_text, *rest = body.split("-")
    if "X" in year_text:
        low, high = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
        _year(high)
        precision: Precision = "decade" if year_text.count("X") == 1 else "century"
        return precision, date(max(low, 1), 1, 1), date(high, 12, 31)
    year = _year(int(year_text))
    if not rest or rest[0] == "XX":
        return "year", date(year, 1, 1), date(year, 12, 31)
    month = int(rest[0])
    if month in _SEASONS and len(rest) == 1:
        first, last = _SEASONS[month]
        last_year = min(year + (last < first), 9999)
        return "season", date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    days = monthrange(year, month)[1]
    if len(rest) == 1 or rest[1] == "XX":
        return "month", date(year, month, 1), date(year, month, days)
    day = int(rest[1])
    if not 1 <= day <= days:
        raise ValueError(f"{year}-{month:02} has no day {day}")
    return "day", date(year, month, day), date(year, month, day)


def _year(year: int) -> int:
    if year < 1:
        raise ValueError("years run from 0001")
    return year


def _advice(text: str) -> str:
    loose = _LOOSE.fullmatch(text)
    if loose:
        parts = [loose[1], *(f"{int(part):02}" for part in loose.groups()[1:] if part)]
        return f"write {'-'.join(parts)}"
    years = re.fullmatch(r"(\d{4})\s*[-–—]\s*(\d{4})", text)
    if years:
        return f"an interval is written {years[1]}/{years[2]}"
    if re.search(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}", text):
        return "write year-month-day"
    return "write year, year-month or year-month-day"
