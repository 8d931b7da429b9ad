"""How many decimals of raw numbers a reader needs: 58.5551247867 is read as 58.56, and the sheet keeps the rest."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .number_text import Number

DIGITS, DECIMALS = 4, 2  # of the largest, and behind the point of any from 1 on
SMALL = 3  # digits of the largest, where all are below 1


def common_places(numbers: Iterable[Number | None]) -> int | None:
    """The decimals that raw numbers of a column share: those of most of them, where the others lost zeros at their ends
    on the way into the file; None where they differ otherwise, or where their sheet says how many it shows."""
    known = [number for number in numbers if number is not None]
    if not known or any(number.places is not None for number in known):
        return None
    stated = [len(number.digits.partition(".")[2]) for number in known]
    return max(stated) if 2 * stated.count(max(stated)) > len(stated) else None


def readable_places(numbers: Iterable[Number | None], most: int) -> int | None:
    """The decimals to print numbers with that are read together; None where none of them has more than ``most``, or
    where their sheet says how many it shows."""
    known = [number for number in numbers if number is not None]
    if not known or any(number.places is not None for number in known):
        return None
    stated = max(len(number.digits.partition(".")[2]) for number in known)
    if stated <= most:
        return None
    size = max(abs(Decimal(number.digits)) for number in known)
    if not size:
        return 0
    ahead = size.adjusted() + 1  # digits before the point; less than one for zeros behind it
    return min(stated, SMALL - ahead if ahead < 1 else max(0, min(DECIMALS, DIGITS - ahead)))
