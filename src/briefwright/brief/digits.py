"""A number to its digits: how many places it needs, and rounding as taught in school."""

from __future__ import annotations

from fractions import Fraction


def places_for(value: Fraction, digits: int) -> int:
    """The places behind the point that leave so many significant digits; negative when whole digits go."""
    if not value:
        return 0
    exponent = len(str(int(abs(value)))) if abs(value) >= 1 else _first_digit(abs(value))
    return digits - exponent


def _first_digit(value: Fraction) -> int:
    """0 for 0.1 to 1, -1 for 0.01 to 0.1 and so on."""
    exponent = 0
    while value < Fraction(1, 10) and exponent > -30:
        value *= 10
        exponent -= 1
    return exponent


def rounded(value: Fraction, places: int, *, trim: bool) -> str:
    """The value rounded half away from zero, as taught in school: 2.5 is 3."""
    shift = Fraction(10) ** places
    shifted = abs(value) * shift
    units = int(shifted + Fraction(1, 2))
    rounded = Fraction(units) / shift
    behind = max(places, 0)
    whole, rest = divmod(int(rounded * 10**behind), 10**behind)
    text = f"{whole}.{rest:0{behind}}" if behind else str(whole)
    if trim and behind:
        text = text.rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and units else text


def ending(value: Fraction) -> str | None:
    """All digits of a number that ends within six places, else None."""
    return rounded(value, 6, trim=True) if (value * 10**6).denominator == 1 else None


def last_place(value: Fraction, places: int) -> int:
    """The places that are left when the zeros at the end of a rounded number go: 730.00 has none."""
    text = rounded(value, places, trim=True)
    return min(places, len(text.partition(".")[2]))


def magnitude(value: Fraction) -> int:
    """The power of ten of the first digit: 2 for 470, -9 for 0.0000000032."""
    size, power = abs(value), 0
    while size >= 10:
        size, power = size / 10, power + 1
    while size < 1:
        size, power = size * 10, power - 1
    return power
