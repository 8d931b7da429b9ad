"""Rows under headings to a table: each column of one kind, each cell with its value, its words and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Literal

from msgspec import Struct

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from .cells import SheetCell, bad_cell
from .date_text import Leading, date_of, leading_of
from .find_table import YEARS, folded
from .number_text import CENSORED, MISSING, Marks, Number, TwoWays, Unread

ColumnKind = Literal["text", "number", "year", "date", "switch"]
LEADING = re.compile(r"0\d+")  # a postcode, an account: its zero counts
YEARLY = re.compile(
    r"years?|as_of|time|time_period|date|periods?|jahre?|zeit|ann[éeo]e?s?|año|ano|anno|年|年份|年度|السنة|שנה"
)
IDENTIFIER = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
# What heads whole numbers that count nothing.
CODED = re.compile(r"(?:.*[\W_])?(?i:id|code|zip|zip_?code|postcode|plz|fips|isbn|ean)|.*[a-z]I[Dd]")
LEFT_OUT = "mend the cell, or leave its row out by where:, or its column by columns:"
MAX_FAULTS = 20


class Datum(Struct, frozen=True):
    """A cell of a table: where it stands, and its number, where it has one. ``text`` is empty where nothing is known;
    a day is in ISO 8601."""

    text: str
    cell: SheetCell
    number: Number | None = None

    @property
    def as_cell(self) -> SheetCell:
        """The cell with the number as it was read."""
        if self.number is None:
            return SheetCell(self.text, self.cell.span, name=self.cell.name)
        own = self.number
        return SheetCell(
            own.digits, self.cell.span, "number", own.percent, "", self.cell.name, own.currency, own.places
        )

    @property
    def value(self) -> Fraction | None:
        """The number, a percentage in hundredths."""
        return Fraction(self.number.digits) if self.number else None


class DataColumn(Struct, frozen=True):
    """A column: its name, the kind of its cells, and the cell that heads it."""

    name: str
    kind: ColumnKind
    head: SheetCell

    @property
    def title(self) -> str:
        """Its name as a reader sees it: a program's ``median_income`` in words."""
        return self.name.replace("_", " ") if IDENTIFIER.fullmatch(self.name) else self.name

    @property
    def counts(self) -> bool:
        """Whether its cells are quantities."""
        return self.kind == "number"


class DataTable(Struct, frozen=True):
    """A table: ``name`` is what a brief calls it, ``file`` where it comes from."""

    name: str
    file: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Datum, ...], ...]

    def place(self, name: str) -> int | None:
        """The place of a column by its name, or what that is folded to; None where there is none."""
        names = [column.name for column in self.columns]
        if name in names:
            return names.index(name)
        keys = [folded(each) for each in names]
        return keys.index(folded(name)) if keys.count(folded(name)) == 1 else None


def column_of(table: DataTable, name: str, asked: Span, own: Sequence[str] = ()) -> int:
    """The place of a column that the brief asks for at that place. Raises Refused (BW252) where there is none; its hint
    names the columns, and before them the brief's ``own`` names of some."""
    place = table.place(name)
    if place is not None:
        return place
    names = [*own, *(column.name for column in table.columns)]
    shown = ", ".join(f'"{each}"' for each in names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    hint = did_you_mean(name, names, f"its columns are {shown}")
    raise Refused([diagnose("BW252", asked, name=table.name, what=f'has no column "{name}"', hint=hint)])


def column_of_numbers(table: DataTable, name: str, asked: Span) -> int:
    """The same of a column of quantities: Refused, too, where it has others."""
    place = column_of(table, name, asked)
    if not table.columns[place].counts:
        what = f'has no numbers in the column "{table.columns[place].name}"{stray(table, place)}'
        raise Refused([diagnose("BW252", asked, name=table.name, what=what)])
    return place


def distinct(names: Sequence[str]) -> list[str]:
    """Names that differ: a heading that is there twice gets a number, one that is empty its place."""
    out: list[str] = []
    for n, name in enumerate(names, start=1):
        name = name or f"Column {n}"
        made, count = name, 1
        while made in out:
            count += 1
            made = f"{name} ({count})"
        out.append(made)
    return out


def typed(
    name: str, file: str, heads: Sequence[SheetCell], names: Sequence[str], rows: Sequence[Sequence[SheetCell]],
    stated: Mapping[str, ColumnKind], marks: Marks,
) -> DataTable:  # fmt: skip
    """The table of rows, the kind of each column as its cells have it unless it is ``stated``. Raises Refused."""
    problems = Faults()
    columns: list[DataColumn] = []
    cells: list[list[Datum]] = []
    for place in range(len(heads)):
        marks.learn(row[place] for row in rows)
    for place, (head, own) in enumerate(zip(heads, names, strict=True)):
        column = [row[place] for row in rows]
        kind = stated.get(own) or kind_of(column, own, place == 0, marks)
        columns.append(DataColumn(own, kind, head))
        cells.append(list(_read(column, own, kind, marks, problems)))
    problems.raise_all()
    return DataTable(name, file, tuple(columns), tuple(zip(*cells, strict=True)) if cells and rows else ())


class Faults(list[Diagnostic]):
    """What is wrong with the cells of a table; of the numbers with two readings the first stands for all."""

    def __init__(self) -> None:
        super().__init__()
        self.unclear: list[Diagnostic] = []

    def add(self, cell: SheetCell, heading: str, unread: Unread) -> None:
        into = self.unclear if isinstance(unread, TwoWays) else self
        into.append(bad_cell(cell, heading, str(unread), unread.hint))

    def raise_all(self) -> None:
        """Raise Refused if there are any."""
        reported: list[Diagnostic] = []
        for some, most in ((self.unclear, 1), (self, MAX_FAULTS)):
            reported += some[:most]
            if len(some) > most:
                reported.append(diagnose("BW108", some[most].span, count=len(some) - most, what="such cells"))
        if reported:
            raise Refused(reported)


def kind_of(cells: Sequence[SheetCell], name: str, first: bool, marks: Marks) -> ColumnKind:
    """The kind of a column: that of all its cells that hold something, else text."""
    known = [cell for cell in cells if cell.text and not (cell.kind == "text" and MISSING.fullmatch(cell.text))]
    if not known:
        return "number" if any(cell.text for cell in cells) else "text"
    if all(cell.kind == "switch" for cell in known):
        return "switch"
    leading = leading_of(known)
    if all(cell.kind == "date" or (cell.kind == "text" and date_of(cell.text, leading)) for cell in known):
        return "date"
    if any(cell.kind in ("date", "switch") or (cell.kind == "text" and LEADING.fullmatch(cell.text)) for cell in known):
        return "text"
    flagged = 0
    for cell in known:
        try:
            marks.published(cell)
        except Unread:
            if not _is_unclear(cell):
                return "text"
        flagged += cell.kind == "text" and re.search(r"\d\s[df]$", cell.text) is not None
    if flagged * 2 > len(known):  # 5 d in every row are days, 72 f degrees; a whole year may be provisional
        return "text"
    if CODED.fullmatch(name.strip()) and all(cell.text.isdecimal() for cell in known):
        return "text"
    whole = [int(cell.text) for cell in known if cell.text.isdecimal() and len(cell.text) == 4]
    if len(whole) == len(known) and all(year in YEARS for year in whole) and (first or YEARLY.fullmatch(folded(name))):
        return "year"
    return "number"


def _is_unclear(cell: SheetCell) -> bool:
    """Whether a cell is a number that could be two, which its author has to settle."""
    try:
        Marks(".").published(cell)
    except Unread:
        return False
    return True


def _read(
    cells: Sequence[SheetCell], heading: str, kind: ColumnKind, marks: Marks, problems: Faults
) -> Iterator[Datum]:
    read = partial(_date, leading=leading_of(cells)) if kind == "date" else READERS[kind]
    for cell in cells:
        if cell.fault:
            problems.append(bad_cell(cell, heading, cell.fault, LEFT_OUT))
            continue
        try:
            yield read(cell, marks)
        except Unread as unread:
            problems.add(cell, heading, unread)


def stray(table: DataTable, place: int) -> str:
    """The first cell that keeps a column, most of whose cells are numbers, from being one of numbers, as a message goes
    on with it; else ""."""
    marks, strays, filled_cells = Marks("."), list[Datum](), 0
    for row in table.rows:
        if row[place].text:
            filled_cells += 1
            try:
                marks.published(SheetCell(row[place].text, row[place].cell.span))
            except Unread:
                strays.append(row[place])
    if not strays or 2 * len(strays) >= filled_cells:
        return ""
    return f': "{strays[0].text[:40]}" in row {strays[0].cell.span.line} of "{table.columns[place].name}" is none'


def _number(cell: SheetCell, marks: Marks) -> Datum:
    number = marks.published(cell)
    return Datum(cell.text if number or CENSORED.fullmatch(cell.text) else "", cell, number)


def _year(cell: SheetCell, marks: Marks) -> Datum:
    return Datum("" if MISSING.fullmatch(cell.text) else cell.text, cell)


def _date(cell: SheetCell, marks: Marks, leading: Leading | None = None) -> Datum:
    if not cell.text or (cell.kind == "text" and MISSING.fullmatch(cell.text)):
        return Datum("", cell)
    day = cell.text if cell.kind == "date" else date_of(cell.text, leading)
    if day is None:
        raise Unread(f'"{cell.text[:40]}" is no date', "write 2024-05-31")
    return Datum(day, cell)


def _text(cell: SheetCell, marks: Marks) -> Datum:
    return Datum(cell.printed, cell)


READERS: dict[ColumnKind, Callable[[SheetCell, Marks], Datum]] = {
    "number": _number, "year": _year, "date": _date, "text": _text, "switch": _text,
}  # fmt: skip
