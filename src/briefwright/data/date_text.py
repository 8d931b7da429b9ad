"""A date as somebody typed it to ISO 8601; what could be two dates is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from .cells import SheetCell

Leading = Literal["day", "month"]
WHOLE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # as most are
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")  # the day first, wherever points are written
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
MONTHLY = re.compile(r"(\d{4})[-\s]?M(\d{1,2})")  # Eurostat: 2024M05
# As text: most tables spell no month.
DAY_FIRST = r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-])?(?P<month>[^\W\d_]{3,9})\.?,?[\s-](?P<year>\d{4})"
MONTH_FIRST = r"(?P<month>[^\W\d_]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
MONTHS = (
    "jan january januar janvier janv", "feb february februar février févr fév", "mar march märz mrz mär mars",
    "apr april avril avr", "may mai", "jun june juni juin", "jul july juli juillet juil", "aug august août",
    "sep sept september septembre", "oct october oktober okt octobre", "nov november novembre",
    "dec december dezember dez décembre déc",
)  # fmt: skip


def date_of(text: str, leading: Leading | None = None) -> str | None:
    """The date that a text can only mean, as ``2024-05-31`` or ``2024-05``; None for all else. ``leading`` is what
    stands first in the dates beside it, which tells of 05/06/2024."""
    return date_in_digits(text, leading) or _spelled(text.strip())


def date_in_digits(text: str, leading: Leading | None = None) -> str | None:
    """The same of a text without letters, but those of ISO 8601."""
    text = text.strip()
    if WHOLE.fullmatch(text):
        return _iso(text[:4], text[5:7], text[8:])
    if match := ISO.fullmatch(text) or MONTHLY.fullmatch(text):
        year, month, day = (match[1], match[2], match[3] if match.re is ISO else None)
        return _iso(year, month, day)
    if match := DOTTED.fullmatch(text):
        return _iso(match[3], match[2], match[1])
    if match := SLASHED.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second or (leading == "day" and second <= 12):
            return _iso(match[3], match[2], match[1])
        if second > 12 or leading == "month":
            return _iso(match[3], match[1], match[2])
    return None


def leading_of(cells: Iterable[SheetCell]) -> Leading | None:
    """Whether the day or the month leads in the dates with slashes of a column, by those of them that tell; None where
    none does, or where they differ."""
    found: set[Leading] = set()
    for text in (cell.text for cell in cells if cell.kind == "text"):
        match = SLASHED.fullmatch(text.strip()) if "/" in text or "-" in text else None
        if match and (int(match[1]) > 12) != (int(match[2]) > 12):
            found.add("day" if int(match[1]) > 12 else "month")
    return found.pop() if len(found) == 1 else None


def as_periods(days: Sequence[str], *, evenly: bool = False) -> Sequence[str]:
    """Days in ISO 8601 that are all the first of a month as months, ``2024-05``, and months that all are January as
    years; others, and fewer than three, as they are. So offices publish what holds of a month or a year. Where days may
    be meant, months have to be ``evenly`` apart. Empty texts stay empty."""
    known = set(filter(None, days))
    if len(known) < 3 or not all(WHOLE.fullmatch(day) and day.endswith("-01") for day in known):
        return days
    if all(day.endswith("-01-01") for day in known):
        return [day[:4] for day in days]
    months = sorted(12 * int(day[:4]) + int(day[5:7]) for day in known)
    if evenly and len({later - earlier for earlier, later in pairwise(months)}) > 1:
        return days
    return [day[:7] for day in days]


def _spelled(text: str) -> str | None:
    if not text[-4:].isdecimal():
        return None
    match = re.fullmatch(DAY_FIRST, text) or re.fullmatch(MONTH_FIRST, text)
    if match is None:
        return None
    word = match["month"].lower()
    month = next((n for n, words in enumerate(MONTHS, start=1) if word in words.split()), None)
    return _iso(match["year"], str(month), match["day"]) if month else None


def _iso(year: str, month: str, day: str | None) -> str | None:
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
