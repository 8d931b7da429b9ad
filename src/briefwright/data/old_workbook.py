"""A workbook of Excel 97 to 2003 (.xls) to a sheet: values as its own program last computed and shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from msgspec import Struct

from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose
from .cells import Spreadsheet
from .refusals import refused
from .workbook import KIND, Hidden, SheetLayout, chosen_sheet, rows_of, without_hidden

TODAY = "save it anew as .xlsx, or as CSV"
ENCRYPTED = "encrypted"  # what xlrd says of a password


class OldCell(Struct, frozen=True):
    """A cell as the reader of newer workbooks has it. ``data_type`` is "e" for an error."""

    value: Any
    number_format: str
    data_type: str = ""


def read_old_workbook(data: bytes, file: str, name: str | None, asked: Span, hidden: bool | None = None) -> Spreadsheet:
    """One sheet of a workbook: the one called ``name``, else the first that is shown; ``asked`` and ``hidden`` as for
    a newer workbook. Raises Refused."""
    try:
        # only a brief with such a workbook needs it, and it is an extra
        import xlrd
    except ImportError:
        raise Refused([diagnose("BW235", asked)]) from None
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
        every = [sheet.name for sheet in book.sheets()]
        visible = [sheet.name for sheet in book.sheets() if sheet.visibility == 0]
        title = chosen_sheet(visible or every, every, name, asked, KIND)
        sheet = book.sheet_by_name(title)
        layout, place = _layout(sheet), f"{file}#{title}"
        rows = tuple(rows_of(_cells(book, sheet), layout, place, file))
    except Refused:
        raise
    except Exception as error:  # a damaged workbook makes xlrd raise anything
        raise refused(Span(file), *_unreadable(error, data), KIND) from None
    return without_hidden(rows, layout.hidden, Span(place), asked, hidden)


def _unreadable(error: Exception, data: bytes) -> tuple[str, str]:
    """What is wrong with a file, and what to do."""
    if data.lstrip()[:1] == b"<":
        return "is a web page under the name of a workbook", "open it in a spreadsheet program and save it as .xlsx"
    # a newer workbook with a password is one stream of an old container
    if ENCRYPTED in str(error).lower() or "EncryptedPackage".encode("utf-16-le") in data:
        return "has a password", "save it without one"
    return f"cannot be read as a workbook ({type(error).__name__})", TODAY


def _layout(sheet: Any) -> SheetLayout:
    rows = {number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden}
    columns = {number + 1 for number, column in sheet.colinfo_map.items() if column.hidden}
    merged = {(top + 1, left + 1): bottom for top, bottom, left, _ in sheet.merged_cells if bottom > top + 1}
    return SheetLayout(Hidden(rows, columns), merged, set())


def _cells(book: Any, sheet: Any) -> Iterator[list[OldCell]]:
    for number in range(sheet.nrows):
        yield [_cell(book, cell) for cell in sheet.row(number)]


def _cell(book: Any, cell: Any) -> OldCell:
    # loaded already, as it is where such a workbook is read
    import xlrd

    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str if cell.xf_index is not None else ""
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return OldCell(None, code)
        case xlrd.XL_CELL_ERROR:
            return OldCell(xlrd.error_text_from_code.get(cell.value, "#N/A"), code, "e")
        case xlrd.XL_CELL_BOOLEAN:
            return OldCell(bool(cell.value), code)
        case xlrd.XL_CELL_DATE:
            return OldCell(_moment(cell.value, code, book.datemode), code)
    return OldCell(cell.value, code)


def _moment(days: float, code: str, epoch: int) -> Any:
    """A number of days in the format of its cell: a duration, a time of day, or a day with its time."""
    # loaded already, as it is where such a workbook is read
    import xlrd

    if "[" in code and any(mark in code.lower() for mark in ("[h", "[m", "[s")):
        return timedelta(days=days)
    moment = xlrd.xldate_as_datetime(days, epoch)
    return time(moment.hour, moment.minute, moment.second) if days < 1 else moment
