"""A workbook (.xlsx) to a sheet: values as its own program last computed and shows them, formulas never run."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from math import isfinite
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..core.opc import NotReadable, is_plain_xml, unpacked, unzipped
from .cells import MAX_CELLS, MAX_COLUMNS, Kind, Row, SheetCell, Spreadsheet, column_name, column_number, text_cell
from .number_format import dated, shown
from .refusals import SMALLER, refused, too_large, too_wide

KIND = "workbook"  # what it is called in messages
MAX_UNPACKED = 60_000_000  # bytes of all parts
MAX_HEIGHT = 1_048_576  # rows of a sheet
ANEW = "save it anew"
AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Hidden(Struct):
    """What a sheet does not show."""

    rows: set[int]
    columns: set[int]

    @property
    def words(self) -> str:
        """Which they are: ``row 4, columns D–F``."""
        parts = [_listed("row", [str(row) for row in sorted(self.rows)])]
        parts.append(_listed("column", [column_name(column) for column in sorted(self.columns)]))
        return ", ".join(filter(None, parts))


class SheetLayout(Struct):
    """What the parts of a sheet say beside its values: hidden rows and columns, merged cells, formulas without one."""

    hidden: Hidden
    merged: dict[tuple[int, int], int]  # the row and column of a cell, from 1, to the last row that it is merged over
    uncomputed: set[str]


def read_workbook(data: bytes, file: str, name: str | None, asked: Span, hidden: bool | None = None) -> Spreadsheet:
    """One sheet of a workbook: the one called ``name``, else the first that is shown. Raises Refused.

    ``asked`` is the place in the brief that names the workbook; ``hidden`` says whether hidden rows and columns
    count, which is asked for where there are some.
    """
    try:
        # only a brief with a workbook needs it, and it is an extra
        from openpyxl import load_workbook
    except ImportError:
        raise Refused([diagnose("BW235", asked)]) from None
    guard(data, file, KIND)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it leaves unread: drawings, rules, extensions
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
            every = [sheet.title for sheet in book.worksheets]
            title = chosen_sheet(visible or every, every, name, asked, KIND)
            sheet = book[title]
            layout = _layout(data, sheet._worksheet_path.lstrip("/"))  # in the package, which openpyxl alone has found
            place = f"{file}#{title}"
            sheet.reset_dimensions()  # what a file says of its size may be wrong
            rows = tuple(rows_of(sheet.iter_rows(), layout, place, file))
    except Refused:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise anything
        what = f"cannot be read as a workbook ({type(error).__name__})"
        raise refused(Span(file), what, "save it anew as .xlsx, or as CSV", KIND) from None
    return without_hidden(rows, layout.hidden, Span(place), asked, hidden)


def without_hidden(rows: tuple[Row, ...], out: Hidden, span: Span, asked: Span, wanted: bool | None) -> Spreadsheet:
    """The rows, those that their sheet hides left out or not as the brief says; where it does not, with a warning."""
    used = {row[0].span.line for row in rows if row}
    wide = max(map(len, rows), default=0)
    out = Hidden(out.rows & used, {column for column in out.columns if column <= wide})
    if wanted or not out.words:
        return Spreadsheet(rows, span)
    kept = tuple(
        tuple(cell for n, cell in enumerate(row, start=1) if n not in out.columns)
        for row in rows
        if row[0].span.line not in out.rows
    )
    notes = (diagnose("BW237", asked, sheet=span.file.rpartition("#")[2], what=out.words),) if wanted is None else ()
    return Spreadsheet(tuple(row for row in kept if any(cell.text or cell.fault for cell in row)), span, notes)


def guard(data: bytes, file: str, kind: str) -> None:
    """Refuse what no packaged sheet is, and what is made to exhaust memory."""
    try:
        with unzipped(data, MAX_UNPACKED) as package:
            parts = [part for part in package.namelist() if part.endswith((".xml", ".rels"))]
            plain = all(is_plain_xml(unpacked(package, part)) for part in parts)
    except NotReadable as error:
        raise refused(Span(file), *_unreadable(error, kind), kind) from None
    if not plain:
        what = f"declares a document type, or is in an encoding that no {kind} is in"
        raise refused(Span(file), what, ANEW, kind)


def chosen_sheet(usual: list[str], names: list[str], name: str | None, asked: Span, kind: str) -> str:
    """The sheet called ``name``, else the first of the usual ones. Raises Refused."""
    if name is None and usual:
        return usual[0]
    if name not in names:
        hint = did_you_mean(str(name), names, f"its sheets are: {', '.join(names)}")
        raise refused(asked, f'has no sheet "{name}"', hint, kind)
    return str(name)


def _unreadable(error: NotReadable, kind: str) -> tuple[str, str]:
    if error.reason in ("old", "protected"):
        return "is an old Excel file, or one with a password", "save it as .xlsx without a password"
    if error.reason == "large":
        size, limit = error.size // 1_000_000, MAX_UNPACKED // 1_000_000
        return f"unpacks to {size} MB, and {limit} MB are the most", SMALLER
    return f"is no {kind}", ANEW


def _listed(what: str, names: list[str]) -> str:
    if not names:
        return ""
    shown_names = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"{what}{'s' if len(names) > 1 else ''} {shown_names}"


# ---- what stands beside the values -------------------------------------------------------------------


def _layout(data: bytes, part: str) -> SheetLayout:
    """Read from the part itself: openpyxl tells it only of a workbook that it holds in memory as a whole."""
    out = SheetLayout(Hidden(set(), set()), {}, set())
    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(part) as stream:
        tags = tuple(MAIN + tag for tag in ("row", "col", "mergeCell", "c"))
        for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True):
            match element.tag.removeprefix(MAIN):
                case "c" if element.find(f"{MAIN}f") is not None:
                    if not element.findtext(f"{MAIN}v") and element.find(f"{MAIN}is") is None:
                        out.uncomputed.add(element.get("r", ""))
                case "row" if element.get("hidden") in ("1", "true") and (element.get("r") or "").isdecimal():
                    out.hidden.rows.add(int(element.get("r")))
                case "col" if element.get("hidden") in ("1", "true"):
                    first, last = int(element.get("min", 1)), int(element.get("max", 1))
                    out.hidden.columns.update(range(first, min(last, MAX_COLUMNS) + 1))
                case "mergeCell" if match := AREA.fullmatch(element.get("ref", "")):
                    out.merged[int(match[2]), column_number(match[1])] = int(match[3])
            if element.tag == f"{MAIN}row":
                element.clear()
    return out


# ---- values ------------------------------------------------------------------------------------------


def rows_of(sheet: Iterable[Iterable[Any]], layout: SheetLayout, place: str, file: str) -> Iterator[Row]:
    """The rows of a sheet that hold anything. Its cells are as openpyxl has them: each with its ``value``, of Python's
    types, its ``number_format`` and its ``data_type``. Raises Refused where there are too many."""
    spread: dict[tuple[int, int], SheetCell] = {}  # what a cell merged over rows says for each of them
    count = 0
    for number, raw in enumerate(sheet, start=1):
        row = list(raw)
        while row and row[-1].value is None and (number, len(row)) not in spread and not layout.uncomputed:
            row.pop()
        count += len(row)
        if len(row) > MAX_COLUMNS or number > MAX_HEIGHT:
            raise too_wide(Span(file), KIND)
        if count > MAX_CELLS:
            raise too_large(Span(file), KIND)
        cells = []
        for column, cell in enumerate(row, start=1):
            span = Span(place, number, column)
            made = _cell(cell, f"{column_name(column)}{number}", span, layout.uncomputed)
            if (number, column) in spread and not made.text:
                made = replace(spread[number, column], span=made.span, name=made.name)
            cells.append(made)
            if (last := layout.merged.get((number, column))) and made.text:
                spread |= {
                    (below, column): made for below in range(number + 1, min(last, number + MAX_CELLS // 10) + 1)
                }
        if any(cell.text or cell.fault for cell in cells):
            yield tuple(cells)


def _cell(cell: Any, name: str, span: Span, uncomputed: set[str]) -> SheetCell:
    value, code = cell.value, getattr(cell, "number_format", None) or ""
    if value is None and name in uncomputed:
        return SheetCell("", span, fault="holds a formula that no program has computed yet", name=name)
    match value:
        case None:
            return SheetCell("", span, name=name)
        case bool():
            return SheetCell(str(value).lower(), span, "switch", name=name)
        case int() | float() if not isfinite(value):
            return SheetCell("", span, fault="holds a number without an end, or none", name=name)
        case int() | float():
            look = shown(value, code)
            if look.looks:
                return SheetCell(look.looks, span, name=name)
            return SheetCell(look.digits, span, "number", look.percent, "", name, look.currency, look.places)
        case date() | time() | timedelta():
            kind: Kind = "date" if isinstance(value, date) else "text"
            return SheetCell(dated(value, code), span, kind, name=name)
    return text_cell(str(value), span, name, cell.data_type == "e")
