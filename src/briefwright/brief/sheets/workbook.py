"""A workbook (.xlsx) to a sheet: values as its own program last computed them, formulas never run."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from ...core.diagnostics import Refused, Span
from ...core.messages import diagnose, did_you_mean
from ...core.opc import NotReadable, is_plain_xml, unpacked, unzipped
from ...yamlfile.text import BAD_IN_VALUE
from .cells import MAX_COLUMNS, MAX_ROWS, SheetCell, Spreadsheet

KIND = "workbook"  # what it is called in messages
MAX_UNPACKED = 60_000_000  # bytes of all parts
ANEW, SMALLER = "save it anew as .xlsx", "part it into several"
DIGITS = 15  # what a spreadsheet keeps of a number; the rest is noise of its binary form
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # the literal parts of a number format


def read_workbook(data: bytes, file: str, name: str | None, asked: Span) -> Spreadsheet:
    """One sheet of a workbook: the one called ``name``, else the first. Raises Refused with what keeps it unread.

    ``asked`` is the place in the brief that names the workbook.
    """
    try:
        # only a brief with a workbook needs it, and it is an extra
        from openpyxl import load_workbook
    except ImportError:
        raise Refused([diagnose("BW235", asked)]) from None
    _guard(data, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it leaves unread: drawings, rules, extensions
            # two readings: the values that the last program left, and which of them are formulas
            books = [load_workbook(io.BytesIO(data), read_only=True, data_only=cached) for cached in (True, False)]
            names = [sheet.title for sheet in books[0].worksheets]
            title = _chosen(names, name, asked)
            tables = [list(_table(book[title], file)) for book in books]
            place = f"{file}#{title}"
            rows = tuple(  # cells are looked at here: a style that is not there shows only when it is asked for
                tuple(
                    _cell(value, raw, Span(place, row, column))
                    for column, (value, raw) in enumerate(zip(values, formulas, strict=True), start=1)
                )
                for row, (values, formulas) in enumerate(zip(*tables, strict=True), start=1)
            )
    except Refused:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise anything
        what = f"cannot be read as a workbook ({type(error).__name__})"
        raise _refused(file, what, "save it anew as .xlsx, or as CSV") from None
    return Spreadsheet(tuple(row for row in rows if any(cell.text or cell.fault for cell in row)), Span(place))


def _guard(data: bytes, file: str) -> None:
    """Refuse what no workbook is, and what is made to exhaust memory."""
    try:
        with unzipped(data, MAX_UNPACKED) as package:
            parts = [part for part in package.namelist() if part.endswith((".xml", ".rels"))]
            plain = all(is_plain_xml(unpacked(package, part)) for part in parts)
    except NotReadable as error:
        raise _refused(file, *_unreadable(error)) from None
    if not plain:
        raise _refused(file, "declares a document type, or is in an encoding that no workbook is in", ANEW)


def _unreadable(error: NotReadable) -> tuple[str, str]:
    if error.reason in ("old", "protected"):
        return "is an old Excel file, or one with a password", "save it as .xlsx without a password"
    if error.reason == "large":
        size, limit = error.size // 1_000_000, MAX_UNPACKED // 1_000_000
        return f"unpacks to {size} MB, and {limit} MB are the most", SMALLER
    return "is no workbook", ANEW


def _refused(file: str, what: str, hint: str) -> Refused:
    return Refused([diagnose("BW231", Span(file), kind=KIND, what=what, hint=hint)])


def _chosen(names: list[str], name: str | None, asked: Span) -> str:
    if name is None and names:
        return names[0]
    if name not in names:
        hint = did_you_mean(str(name), names, f"its sheets are: {', '.join(names)}")
        raise Refused([diagnose("BW231", asked, kind=KIND, what=f'has no sheet "{name}"', hint=hint)])
    return str(name)


def _table(sheet: Any, file: str) -> Any:
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS + 1 or len(row) > MAX_COLUMNS:
            what = f"has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
            raise _refused(file, what, SMALLER)
        yield row


def _cell(cell: Any, raw: Any, span: Span) -> SheetCell:
    value, name = cell.value, getattr(cell, "coordinate", "")
    if raw.data_type == "f" and value is None:
        why = "holds a formula that no program has computed yet"
        return SheetCell("", span, fault=why, name=name)
    match value:
        case None:
            return SheetCell("", span, name=name)
        case bool():
            return SheetCell(str(value).lower(), span, "switch", name=name)
        case int() | float() if not isfinite(value):
            return SheetCell("", span, fault="holds a number without an end, or none", name=name)
        case int() | float():
            percent = "%" in QUOTED.sub("", cell.number_format or "")
            return SheetCell(_digits(value, percent), span, "number", percent, name=name)
        case date():
            return SheetCell(_date(value, cell.number_format or ""), span, "date", name=name)
    text = str(value).strip()
    if cell.data_type == "e":
        return SheetCell("", span, fault=f"holds the error {text}", name=name)
    if BAD_IN_VALUE.search(text):
        return SheetCell("", span, fault="holds a character that cannot stand in a text", name=name)
    return SheetCell(text, span, name=name)


def _digits(value: int | float, percent: bool) -> str:
    number = Decimal(f"{value:.{DIGITS}g}") * (100 if percent else 1)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: date, shape: str) -> str:
    """As far as the sheet shows it: a cell that shows Apr 24 means the month."""
    codes = QUOTED.sub("", shape).lower()
    day = value.date() if isinstance(value, datetime) else value
    if "d" in codes:
        return day.isoformat()
    return day.isoformat()[: 7 if "m" in codes else 4]
