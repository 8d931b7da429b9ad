"""``where:`` of a table to a test of its rows: equal, one of several, larger or smaller, earlier or later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from .cells import Row, SheetCell
from .date_text import date_of
from .number_text import Marks, Unread

Test = Callable[[SheetCell], bool]
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {">=": ge, "<=": le, "!=": ne, ">": gt, "<": lt, "=": eq}
CONDITION = re.compile(r"\s*(>=|<=|!=|>|<|=)\s*(.*)", re.DOTALL)
NUMBER = re.compile(r"-?\d+(\.\d+)?")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def condition(wanted: Mapping[int, object], marks: Marks) -> Callable[[Row], bool]:
    """Whether a row is wanted, by what is wanted of its cells, each by its place."""
    tests = [(place, _test(value, marks)) for place, value in wanted.items()]
    return lambda row: all(test(row[place]) for place, test in tests)


def _test(wanted: object, marks: Marks) -> Test:
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        tests = [_test(one, marks) for one in wanted]
        return lambda cell: any(test(cell) for test in tests)
    if isinstance(wanted, bool):
        return lambda cell: cell.text.lower() == str(wanted).lower()
    text = str(getattr(wanted, "written", wanted))
    match = CONDITION.fullmatch(text)
    sign, text = (match[1], match[2].strip()) if match else ("=", text.strip())
    compare = OPERATORS[sign]
    if NUMBER.fullmatch(text) is None and DAY.fullmatch(text) is None:
        return lambda cell: compare(cell.printed, text)
    number = Fraction(text) if NUMBER.fullmatch(text) else None
    daily, width = DAY.fullmatch(text) is not None, len(text)

    def test(cell: SheetCell) -> bool:
        if cell.text == text:
            return compare(0, 0)
        day = (cell.text if cell.kind == "date" else date_of(cell.text)) if daily else None
        if day is not None:
            return compare(day[:width], text)
        try:
            found = marks.published(cell)
        except Unread:
            found = None
        if found is None or number is None:
            return sign == "!="
        return compare(Fraction(found.digits), number)

    return test
