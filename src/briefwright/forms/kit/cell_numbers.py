"""Texts of cells to the numbers that they print."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...core.diagnostics import Span
from ...data.cells import SheetCell
from ...data.number_text import Marks, Unread

NOWHERE = Span("")


def numbers(texts: Iterable[str], decimal: str = ".") -> list[Fraction | None]:
    """The number of each text; None for words and for a mark that says there is none.

    Where no text tells which mark is the decimal one, it is ``decimal``, that of the deck's language.
    """
    cells = [SheetCell(text.replace("\u2212", "-").strip(), NOWHERE) for text in texts]
    marks = Marks()
    marks.learn(cells)
    return [_number(cell, marks, decimal) for cell in cells]


def _number(cell: SheetCell, marks: Marks, decimal: str) -> Fraction | None:
    for read in (marks, Marks(decimal)):
        try:
            number = read.published(cell)
            return Fraction(number.digits) if number else None
        except Unread:
            continue
    return None


def unreadable(text: str) -> bool:
    """Whether a text is neither a number nor a mark that says there is none."""
    cell = SheetCell(text.replace("\u2212", "-").strip(), NOWHERE)
    for read in (Marks("."), Marks(",")):
        try:
            read.published(cell)
        except Unread:
            continue
        return False
    return True
