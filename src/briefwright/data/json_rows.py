"""A JSON text to a sheet: a list of mappings, a list of lists, or either under the one key that holds a list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from ..core.diagnostics import Refused, Span
from .cells import MAX_CELLS, MAX_COLUMNS, SheetCell, Spreadsheet, grid, text_cell
from .number_text import MAX_DIGITS
from .refusals import refused, too_large, too_wide

KIND = "JSON file"
HINT = 'a table is a list of mappings, [{"year": 2024, "offices": 150}], or of lists, the first of them the headings'


def read_json(data: bytes, file: str, name: str | None) -> Spreadsheet:
    """The rows of a JSON file, the list under the key ``name`` where one is named. Cells count their row and column as
    in a table: row 1 has the headings. Raises Refused."""
    try:
        held = msgspec.json.Decoder(float_hook=Decimal).decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise _refused(file, f"cannot be read ({error})") from None
    if isinstance(held, dict):
        lists = {key: value for key, value in held.items() if isinstance(value, list)}
        held = lists.get(name) if name is not None else next(iter(lists.values()), None) if len(lists) == 1 else None
    if not isinstance(held, list) or not held:
        raise _refused(file, "holds no table")
    if all(isinstance(row, dict) for row in held):
        heads = list(dict.fromkeys(key for row in held for key in row))
        held = [heads, *([row.get(head) for head in heads] for row in held)]
    if not all(isinstance(row, list) for row in held):
        raise _refused(file, "holds no table")
    if sum(map(len, held)) > MAX_CELLS:
        raise too_large(Span(file), KIND)
    if any(len(row) > MAX_COLUMNS for row in held):
        raise too_wide(Span(file), KIND)
    rows = grid(held, file, _cell)
    return Spreadsheet(tuple(row for row in rows if any(cell.text or cell.fault for cell in row)), Span(file))


def _cell(value: Any, span: Span) -> SheetCell:
    match value:
        case None:
            return SheetCell("", span)
        case bool():
            return SheetCell(str(value).lower(), span, "switch")
        case Decimal() if not -MAX_DIGITS < value.adjusted() < MAX_DIGITS:
            return SheetCell("", span, fault="holds a number too large or too small to be read")
        case int() | Decimal():
            return SheetCell(f"{value:f}" if isinstance(value, Decimal) else str(value), span, "number")
        case str():
            return text_cell(value, span)
    return SheetCell("", span, fault="holds a list or a mapping")


def _refused(file: str, what: str) -> Refused:
    return refused(Span(file), what, HINT, KIND)
