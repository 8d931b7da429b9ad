"""What a sheet holds, whichever file it came from: cells with their text, their kind and their place."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ...core.diagnostics import Diagnostic, Span
from ...core.messages import diagnose

MAX_ROWS = 10_000
MAX_COLUMNS = 100


class SheetCell(Struct, frozen=True):
    """A cell. ``text`` is what its author wrote or, of a ``number``, its digits with a point; ``fault`` says in words
    why there is no value. ``percent`` is set for a number that its sheet shows as a percentage, as ``text`` is then."""

    text: str
    span: Span
    kind: Literal["text", "number", "switch", "date"] = "text"
    percent: bool = False
    fault: str = ""
    name: str = ""  # as its program calls it: C7

    @property
    def on_one_line(self) -> str:
        """The text without the line breaks by which its author fitted it into a narrow column."""
        return " ".join(line.strip() for line in self.text.splitlines())


class Spreadsheet(Struct, frozen=True):
    """The rows of a sheet that hold anything, the first being its headings; ``span`` is its first cell."""

    rows: tuple[tuple[SheetCell, ...], ...]
    span: Span


def bad_cell(cell: SheetCell, heading: str, what: str, hint: str) -> Diagnostic:
    """The diagnostic of a cell, by its row, its column and its name; without a heading the column has its number."""
    where = f" ({cell.name})" if cell.name else ""
    column = heading or str(cell.span.column)
    return diagnose("BW233", cell.span, row=cell.span.line, column=column, where=where, what=what, hint=hint)
