"""An OpenDocument spreadsheet (.ods) to a sheet: each cell's value and the text that its program last showed for it.

Read from its XML: the readers of spreadsheets that were looked at drop what a cell shows, and what is hidden.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from lxml import etree
from msgspec.structs import replace

from ..core.diagnostics import Refused, Span
from .cells import MAX_CELLS, MAX_COLUMNS, SheetCell, Spreadsheet, column_name, plain, text_cell
from .refusals import refused, too_large, too_wide
from .workbook import ANEW, MAX_HEIGHT, Hidden, chosen_sheet, guard, without_hidden

KIND = "spreadsheet"
NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, TEXT, STYLE = (NAMESPACE % name for name in ("table", "office", "text", "style"))


def read_open_document(data: bytes, file: str, name: str | None, asked: Span, hidden: bool | None) -> Spreadsheet:
    """The sheet called ``name``, else the first that is shown; ``hidden`` as for a workbook. Raises Refused."""
    guard(data, file, KIND)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(
                package.read("content.xml"), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            )
        sheets = {sheet.get(f"{TABLE}name", ""): sheet for sheet in root.iter(f"{TABLE}table")}
        unseen = _unseen_styles(root)
        visible = [title for title, sheet in sheets.items() if sheet.get(f"{TABLE}style-name") not in unseen]
        title = chosen_sheet(visible or list(sheets), list(sheets), name, asked, KIND)
        place, out = f"{file}#{title}", Hidden(set(), set())
        rows = tuple(_rows(sheets[title], place, file, out))
    except Refused:
        raise
    except (KeyError, ValueError, OverflowError, InvalidOperation, etree.XMLSyntaxError) as error:
        what = f"cannot be read as a spreadsheet ({type(error).__name__})"
        raise refused(Span(file), what, ANEW, KIND) from None
    return without_hidden(rows, out, Span(place), asked, hidden)


def _unseen_styles(root: etree._Element) -> set[str | None]:
    """The styles of sheets that are hidden."""
    return {
        style.get(f"{STYLE}name")
        for style in root.iter(f"{STYLE}style")
        if any(one.get(f"{TABLE}display") == "false" for one in style.iter(f"{STYLE}table-properties"))
    }


def _rows(sheet: etree._Element, place: str, file: str, out: Hidden) -> Iterator[tuple[SheetCell, ...]]:
    column = 1
    for element in sheet.iter(f"{TABLE}table-column"):
        repeated = min(_repeated(element, "columns"), MAX_COLUMNS)
        if element.get(f"{TABLE}visibility", "visible") != "visible":
            out.columns.update(range(column, column + repeated))
        column += repeated
    number, count = 0, 0
    spread: dict[tuple[int, int], SheetCell] = {}
    for element in sheet.iter(f"{TABLE}table-row"):
        repeated = _repeated(element, "rows")
        empty = all(cell.get(f"{OFFICE}value-type") is None and not len(cell) for cell in element)
        for _ in range(0 if empty and not spread else repeated):
            number += 1
            cells = list(_cells(element, number, place, file, spread))
            count += len(cells)
            if count > MAX_CELLS:
                raise too_large(Span(file), KIND)
            if element.get(f"{TABLE}visibility", "visible") != "visible":
                out.rows.add(number)
            if any(cell.text or cell.fault for cell in cells):
                yield tuple(cells)
            elif repeated > MAX_CELLS:
                break
        number += repeated if empty and not spread else 0


def _cells(
    row: etree._Element, number: int, place: str, file: str, spread: dict[tuple[int, int], SheetCell]
) -> Iterator[SheetCell]:
    column, waiting = 0, list[SheetCell]()
    for element in row:
        if element.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        repeated = _repeated(element, "columns")
        filled = element.get(f"{OFFICE}value-type") is not None or len(element) > 0
        for _ in range(repeated if filled else min(repeated, MAX_COLUMNS)):
            column += 1
            span, name = Span(place, number, column), f"{column_name(column)}{number}"
            cell = _cell(element, span, name) if filled else SheetCell("", span, name=name)
            if not cell.text and (over := spread.get((number, column))):
                cell = replace(over, span=span, name=name, fault="")
            for below in range(1, min(int(element.get(f"{TABLE}number-rows-spanned", 1)), MAX_CELLS // 10)):
                spread[number + below, column] = cell
            waiting.append(cell)
            if cell.text or cell.fault:  # empty cells at the end of a row are none
                if column > MAX_COLUMNS:
                    raise too_wide(Span(file), KIND)
                yield from waiting
                waiting.clear()


def _repeated(element: etree._Element, what: str) -> int:
    return max(1, min(int(element.get(f"{TABLE}number-{what}-repeated", 1)), MAX_HEIGHT))


def _cell(element: etree._Element, span: Span, name: str) -> SheetCell:
    text = "\n".join("".join(map(str, p.itertext())) for p in element.iter(f"{TEXT}p"))
    kind, value = element.get(f"{OFFICE}value-type"), element.get(f"{OFFICE}value", "")
    if text.startswith(("#", "Err:")) and element.get(f"{TABLE}formula"):
        return text_cell(text, span, name, wrong=True)
    if element.get(f"{TABLE}formula") and not text and not value:
        return SheetCell("", span, fault="holds a formula that no program has computed yet", name=name)
    match kind:
        case "float" | "percentage" | "currency":
            return _number(Decimal(value), text, kind, element.get(f"{OFFICE}currency", ""), span, name)
        case "boolean":
            return SheetCell(element.get(f"{OFFICE}boolean-value", "false"), span, "switch", name=name)
        case "date":
            return SheetCell(_day(element.get(f"{OFFICE}date-value", ""), text), span, "date", name=name)
    return text_cell(text, span, name)


def _number(value: Decimal, text: str, kind: str, currency: str, span: Span, name: str) -> SheetCell:
    if not value.is_finite():
        return SheetCell("", span, fault="holds a number without an end, or none", name=name)
    bare = text.strip()
    if kind == "float" and bare.isdecimal() and bare.startswith("0") and len(bare) > 1:  # a postcode
        return SheetCell(bare, span, name=name)
    percent = kind == "percentage"
    digits = plain(value * 100 if percent else value)
    decimals = _decimals(bare)
    own = len(digits.partition(".")[2])
    if own < decimals:
        digits = f"{Decimal(digits):.{decimals}f}"
    shows_fewer = decimals if own > decimals and bare else None
    return SheetCell(digits, span, "number", percent, "", name, currency if kind == "currency" else "", shows_fewer)


def _decimals(text: str) -> int:
    """How many decimals a shown number has: what stands behind its last mark, unless that groups thousands."""
    digits = text.rstrip("% \u00a0\u202f€$£")
    at = max(digits.rfind(","), digits.rfind("."))
    tail = digits[at + 1 :] if at >= 0 else ""
    number = "".join(mark for mark in digits if mark in ".,")
    if not tail.isdecimal() or (len(tail) == 3 and len(set(number)) == 1 and not digits.startswith("0")):
        return 0
    return len(tail)


def _day(value: str, text: str) -> str:
    """A date as far as its sheet shows it."""
    if "T" in value and any(mark in text for mark in ":"):
        return f"{datetime.fromisoformat(value):%Y-%m-%d %H:%M}"
    return date.fromisoformat(value[:10]).isoformat()
