"""A number and the format of its cell (ECMA-376, 18.8.31) to what the sheet shows: 33%, EUR 5, 01099, 14:30."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from .cells import plain

LITERAL = re.compile(r'"[^"]*"|\\.|[_*].')  # what a format shows as it is, or leaves room for
BRACKETED = re.compile(r"\[(?!\$|[hms]+\])[^\]]*\]", re.IGNORECASE)  # colours and conditions
MONEY = re.compile(r'\[\$([^\]-]*)(?:-[^\]]*)?\]|"?(US\$|[€£₹₩₪₽₺₴₫$¥])"?')
DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?")
DATED = re.compile(r"[ymd]", re.IGNORECASE)
TIMED = re.compile(r"\[?[hs]", re.IGNORECASE)
SIGNIFICANT = 15  # what a spreadsheet keeps of a number; the rest is noise of its binary form


class Shown(Struct, frozen=True):
    """How a sheet shows a number: its digits (a percentage in hundredths), the sign or currency with it, ``places``
    where it shows fewer decimals than there are, and ``looks``, the text of a code with leading zeros."""

    digits: str
    percent: bool = False
    currency: str = ""
    places: int | None = None
    looks: str = ""


def shown(value: int | float | Decimal, code: str) -> Shown:
    """A number in the format of its cell."""
    section = _section(value, code)
    bare = BRACKETED.sub("", LITERAL.sub("", MONEY.sub("", section)))
    percent = "%" in bare
    digits = DIGITS.search(bare)
    number = _exact(value) * (100 if percent else 1)
    text = plain(number)
    if digits is None or "E" in bare.upper().replace("GENERAL", "") or "?/" in bare or "/?" in bare:
        return Shown(text, percent, _currency(section))
    whole, _, decimals = digits[0].partition(".")
    zeros = whole.replace(",", "").count("0")
    if "," not in whole and not decimals and zeros > 1:  # a postcode, a number of an account
        return Shown(text, looks=f"{number.quantize(Decimal(1), ROUND_HALF_UP):f}".rjust(zeros, "0"))
    if whole.endswith(","):  # shown in thousands: the number itself is what counts
        return Shown(text, percent, _currency(section))
    places, own = len(decimals), len(text.partition(".")[2])
    padded = decimals.count("0")
    if own < padded:
        text = f"{number:.{padded}f}"
    return Shown(text, percent, _currency(section), places if own > places else None)


def dated(value: date | datetime | time | timedelta, code: str) -> str:
    """A day or an hour as far as its sheet shows it: a cell that shows Apr 24 means the month, 14:30 has no seconds."""
    codes = BRACKETED.sub("", LITERAL.sub("", code)).lower().split(";")[0]
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}" + (f":{seconds:02}" if "s" in codes else "")
    clock = _clock(value, codes)
    if isinstance(value, time):
        return clock
    day = value.date() if isinstance(value, datetime) else value
    if clock and not DATED.search(re.sub(r"h+:?m+|m+:?s+", "", codes)):
        return clock
    iso = day.isoformat()
    if "d" not in codes:
        iso = iso[: 7 if "m" in re.sub(r"h+:m+", "", codes) else 4]
    midnight = isinstance(value, datetime) and value.time() == time()
    return iso if midnight or not TIMED.search(codes) else f"{iso} {clock}"


def _clock(value: date | datetime | time, codes: str) -> str:
    if not isinstance(value, datetime | time):
        return ""
    return f"{value:%H:%M:%S}" if "s" in codes else f"{value:%H:%M}"


def _section(value: int | float | Decimal, code: str) -> str:
    """The part of a format for numbers above, below or at zero."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    if value < 0 and len(sections) > 1 and DIGITS.search(sections[1]):
        return sections[1]
    return sections[0]


def _currency(section: str) -> str:
    match = MONEY.search(section)
    return ((match[1] if match[1] is not None else match[2]) or "").strip() if match else ""


def _exact(value: int | float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(f"{value:.{SIGNIFICANT}g}")
