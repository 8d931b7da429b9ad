"""A date as somebody typed it to ISO 8601; what could be two dates is none."""

from __future__ import annotations

import re
from datetime import date

WHOLE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # as most are
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")  # the day first, wherever points are written
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
MONTHLY = re.compile(r"(\d{4})[-\s]?M(\d{1,2})")  # Eurostat: 2024M05


def date_of(text: str) -> str | None:
    """The date that a text can only mean, as ``2024-05-31`` or ``2024-05``; None for all else."""
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
        if first > 12 or first == second:
            return _iso(match[3], match[2], match[1])
        if second > 12:
            return _iso(match[3], match[1], match[2])
    return None


def _iso(year: str, month: str, day: str | None) -> str | None:
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
