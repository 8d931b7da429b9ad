"""What a sheet holds, whichever file it came from: cells with their text, their kind and their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from msgspec import Struct

from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose
from ..yamlfile.fields import HALF_WIDTH, SYMBOLS
from ..yamlfile.text import BAD_IN_VALUE

MAX_ROWS = 10_000  # of a sheet of figures or clients
MAX_COLUMNS = 1_000
MAX_CELLS = 500_000  # that are kept of one table

Kind = Literal["text", "number", "switch", "date"]


class SheetCell(Struct, frozen=True):
    """A cell. ``text`` is what its author wrote or, of a ``number``, its digits with a point; ``fault`` says in words
    why there is no value. ``percent`` is set for a number that its sheet shows as a percentage, as ``text`` is then."""

    text: str
    span: Span
    kind: Kind = "text"
    percent: bool = False
    fault: str = ""
    name: str = ""  # as its program calls it: C7
    currency: str = ""  # of a number that its sheet shows with one, as it shows it
    places: int | None = None  # behind the point, where its sheet shows fewer than the number has

    @property
    def on_one_line(self) -> str:
        """The text without the line breaks by which its author fitted it into a narrow column."""
        return " ".join(line.strip() for line in self.text.splitlines())

    @property
    def printed(self) -> str:
        """What a reader of the sheet sees, in its lines: a number with its percent sign or the code of its currency."""
        text = self.text
        if self.places is not None:
            text = f"{Decimal(text).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP):f}"
        lines = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
        return f"{lines} %" if self.percent else f"{code_of(self.currency)} {lines}" if self.currency else lines


Row = Sequence[SheetCell]


class Spreadsheet(Struct, frozen=True):
    """The rows of a sheet that hold anything, from its top; ``span`` is its first cell, ``notes`` are the diagnostics
    that do not keep it from being read."""

    rows: tuple[Row, ...]
    span: Span
    notes: tuple[Diagnostic, ...] = ()


def text_cell(text: str, span: Span, name: str = "", wrong: bool = False) -> SheetCell:
    """A cell with words, the spaces at its ends left out; ``wrong`` for one that shows an error."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").replace("\t", " ").strip()
    if wrong:
        return SheetCell("", span, fault=f"holds the error {text}", name=name)
    if BAD_IN_VALUE.search(text):
        return SheetCell("", span, fault="holds a character that cannot stand in a text", name=name)
    return SheetCell(text, span, name=name)


def grid(rows: Iterable[Iterable[Any]], file: str, cell: Callable[[Any, Span], SheetCell]) -> tuple[Row, ...]:
    """The cells that ``cell`` makes of values and their places: rows and columns count from 1."""
    return tuple(
        tuple(cell(value, Span(file, line, column)) for column, value in enumerate(row, start=1))
        for line, row in enumerate(rows, start=1)
    )


def plain(number: int | Decimal) -> str:
    """A number in digits, without zeros at the end of its decimals."""
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def bad_cell(cell: SheetCell, heading: str, what: str, hint: str) -> Diagnostic:
    """The diagnostic of a cell, by its row, its column and its name; without a heading the column has its number."""
    where = f" ({cell.name})" if cell.name else ""
    column = heading or str(cell.span.column)
    return diagnose("BW233", cell.span, row=cell.span.line, column=column, where=where, what=what, hint=hint)


def code_of(symbol: str) -> str:
    """The code of a currency by its sign or code; a sign that several share stays as it is."""
    symbol = symbol.translate(HALF_WIDTH)
    return SYMBOLS.get(symbol, symbol)


def filled(row: Row) -> Iterator[int]:
    """The numbers of the cells that hold something."""
    return (n for n, cell in enumerate(row) if cell.text or cell.fault)


def column_name(number: int) -> str:
    """The letters of a column that counts from 1: 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from 1 by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
