"""A Chart to the workbook that an office opens to edit it: one sheet, categories down, a column for each series.

The smallest workbook that ECMA-376 Part 1 (12.2, 18.3) knows, written whole: xlsxwriter, which python-pptx would use,
takes 35 ms to import, a tenth of a cold build, and by default turns a text such as "=1+1" into a formula.
"""

from __future__ import annotations

import io
import zipfile

from ...scene.model import Chart
from .package import put
from .part_context import DECLARATION, escaped

SHEET = "Sheet1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(chart: Chart) -> bytes:
    """The bytes of the ``.xlsx``: texts and numbers, no formulas, no dates; the same chart gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in (
            ("[Content_Types].xml", _types()),
            ("_rels/.rels", _relation("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", _book()),
            ("xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml")),
            ("xl/worksheets/sheet1.xml", _sheet(chart)),
        ):
            put(archive, name, f"{DECLARATION}{xml}".encode())
    return out.getvalue()


def letters(column: int) -> str:
    """The name of a column, from 0: A, B, … Z, AA."""
    first, last = divmod(column, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


def _types() -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
    )


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATED}/{kind}" Target="{target}"/></Relationships>'
    )


def _book() -> str:
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    )


def _sheet(chart: Chart) -> str:
    rows = [_row(1, [_text(letters(n) + "1", series.name) for n, series in enumerate(chart.series, start=1)])]
    for number, category in enumerate(chart.categories, start=2):
        cells = [_text(f"A{number}", category.text)]
        for column, series in enumerate(chart.series, start=1):
            value = series.points[number - 2].value
            if value is not None:
                cells.append(f'<c r="{letters(column)}{number}"><v>{value!r}</v></c>')
        rows.append(_row(number, cells))
    widths = '<cols><col min="1" max="1" width="30" customWidth="1"/></cols>'
    return f'<worksheet xmlns="{_MAIN}">{widths}<sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(number: int, cells: list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'
