"""A text to the numbers that it states: digits with their scale, the days and years of dates, number words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from ..brief.figures import SCALES as FACTORS

SPACE = r"[\s\u00a0\u202f]"
# Scales as English and German write them; "Billion" alone is left to English, German texts mostly have the plural.
SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands", "tausend", "tsd"), 10**3),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions", "millionen"), 10**6),
    **dict.fromkeys(("bn", "billion", "billions", "mrd", "milliarde", "milliarden"), 10**9),
    **dict.fromkeys(("tn", "trillion", "trillions", "bio", "billionen"), 10**12),
}
LONG_SCALES = sorted((word for word in SCALES if len(word) > 3), key=len, reverse=True)
COUNTS = {
    word: number
    for number, words in (
        (1, "one eins"), (2, "two zwei"), (3, "three drei"), (4, "four vier"), (5, "five fünf"), (6, "six sechs"),
        (7, "seven sieben"), (8, "eight acht"), (9, "nine neun"), (10, "ten tens zehn"), (11, "eleven elf"),
        (12, "twelve dozen dozens zwölf dutzend dutzende"), (20, "twenty zwanzig"), (30, "thirty dreißig"),
        (40, "forty vierzig"), (50, "fifty fünfzig"), (100, "hundred hundreds hundert hunderte"),
    )
    for word in words.split()
}  # fmt: skip
MONTHS = frozenset(
    part
    for month in (
        "january januar jan", "february februar feb", "march märz mar", "april apr", "may mai", "june juni jun",
        "july juli jul", "august aug", "september sept sep", "october oktober oct okt", "november nov",
        "december dezember dec dez",
    )
    for part in month.split()
)  # fmt: skip

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d(?:-\d\d)?)\b"
    rf"|(?<!\d)(?P<dots>\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d\d\.\d\d\.)(?!\d)"
    rf"|\b(?P<slashes>\d{{1,2}}/\d{{1,2}}/\d{{2,4}})\b"
    rf"|\b(?P<day>\d{{1,2}}(?:st|nd|rd|th|\.)?{SPACE}+(?:of{SPACE}+)?{_MONTH}(?:,?{SPACE}+\d{{4}}\b)?)"
    rf"|\b(?P<month>{_MONTH}{SPACE}+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?{SPACE}+\d{{4}}\b)?)",
    re.IGNORECASE,
)
# "100", "1,000", "1.000", "2.5", "100’s of millions", "1bn", "7" of "7-year"; not the digits of "4Paradigm" or "GPT-4".
NUMBER = re.compile(
    rf"(?<![\w.,])(?<![^\W\d_]-)(?P<digits>\d++(?:[.,'’]\d++|[\u00a0\u202f]\d{{3}}\b)*+)(?:['’]?s\b)?"
    rf"(?:{SPACE}*(?:of{SPACE}+)?(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})\b)?(?!\w|\.[^\W\d_])",
    re.IGNORECASE,
)
WORDED = re.compile(
    rf"\b(?:(?P<count>{'|'.join(COUNTS)})\b)?(?:{SPACE}*(?:of{SPACE}+)?\b(?P<scale>{'|'.join(LONG_SCALES)})\b)?",
    re.IGNORECASE,
)


class Stated(Struct, frozen=True):
    """One number of a text. ``readings`` are all it may mean: 1.000 is 1 or 1,000. ``step`` is its last digit."""

    written: str
    readings: frozenset[Fraction]
    bare: frozenset[Fraction] = frozenset()  # without its scale, which a brief may have in the unit
    step: Fraction = Fraction(1)
    dated: bool = False

    def agrees(self, other: Stated) -> bool:
        """Whether ``other`` states the same, or the same more precisely: 1.2 billion for 1,240 million."""
        if self.readings & (other.readings | other.bare):
            return True
        return not self.dated and any(
            abs(a - b) * 2 <= self.step and abs(a - b) * 20 <= abs(a) for a in self.readings for b in other.readings
        )


def numbers(text: str, *, words: bool = False) -> Iterator[Stated]:
    """Every number of a text, with the days and years of its dates; with ``words`` also "seven" and "billions"."""
    for match in DATE.finditer(text):
        for part in re.findall(r"\d+", match[0]):
            yield Stated(match[0].strip(".,"), frozenset((Fraction(int(part)),)), dated=True)
    rest = DATE.sub(" ", text)
    for match in NUMBER.finditer(rest):
        yield _number(match)
    if words:
        for match in WORDED.finditer(rest):
            if match["count"] or match["scale"]:
                value = COUNTS.get((match["count"] or "one").lower(), 1) * _scale(match["scale"])
                yield Stated(match[0].strip(), frozenset((Fraction(value),)))


def amount(value: int | float, scale: str | None, approx: bool = False) -> Stated:
    """A number as a brief gives it, ``value`` as it was written; about 40 may stand for 38."""
    written = str(getattr(value, "written", value))
    number, factor = Fraction(written), FACTORS.get(scale or "", 1)
    whole, _, decimals = written.partition(".")
    step = Fraction(1, 10 ** len(decimals))
    if approx and not decimals:
        step = Fraction(10) ** (len(whole) - len(whole.rstrip("0")))
    return Stated(f"{written} {scale}" if scale else written, frozenset((number * factor,)), step=step * factor)


def _scale(word: str | None) -> int:
    return SCALES[word.lower()] if word else 1


def _number(match: re.Match[str]) -> Stated:
    factor = _scale(match["scale"])
    bare, steps = zip(*_readings(match["digits"]), strict=True)
    return Stated(match[0].strip(), frozenset(value * factor for value in bare), frozenset(bare), min(steps) * factor)


def _readings(digits: str) -> Iterator[tuple[Fraction, Fraction]]:
    """What a string of digits may mean, with the worth of its last digit."""
    parts = re.split(r"[^\d]", digits)
    marks = [c for c in digits if not c.isdigit()]
    grouped = len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:])
    if not marks or (grouped and len(set(marks)) == 1):
        yield Fraction("".join(parts)), Fraction(1)
    if len(marks) == 1 and marks[0] in ".,":
        yield Fraction(".".join(parts)), Fraction(1, 10 ** len(parts[1]))
    elif marks and not (grouped and len(set(marks)) == 1):
        whole, last = "".join(parts[:-1]), parts[-1]
        yield Fraction(f"{whole}.{last}"), Fraction(1, 10 ** len(last))
