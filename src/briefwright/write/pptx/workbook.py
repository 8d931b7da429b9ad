"""A Chart to the workbook that an office opens to edit it: the author's table, and a sheet of what is computed from it.

The smallest workbook that ECMA-376 Part 1 (12.2, 18.3) knows, written whole: xlsxwriter takes 35 ms to import, and by
default turns a text such as "=1+1" into a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from ...scene.chart.sheet import DRAWN, FIRST, GIVEN, Cells, ChartSheet
from ...scene.model import Chart
from .package import put
from .part_context import DECLARATION, escaped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(chart: Chart, table: ChartSheet) -> bytes:
    """The bytes of the ``.xlsx``: what was given as texts and numbers, what is drawn as our own sums of them; each
    column is a named range. The same chart gives the same bytes."""
    sheets = (GIVEN, DRAWN) if table.drawn else (GIVEN,)
    dated = chart.dates is not None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        put_ = [
            ("[Content_Types].xml", _types(len(sheets), dated)),
            ("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", _book(chart, table, sheets)),
        ]
        related = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        if chart.dates:
            related.append(("styles", "styles.xml"))
            put_.append(("xl/styles.xml", _styles(chart.dates.format)))
        put_.append(("xl/_rels/workbook.xml.rels", _relations(related)))
        put_.append(("xl/worksheets/sheet1.xml", _sheet(chart, table.given)))
        if table.drawn:
            put_.append(("xl/worksheets/sheet2.xml", _sheet(chart, table.drawn)))
        for name, xml in put_:
            put(archive, name, f"{DECLARATION}{xml}".encode())
    return out.getvalue()


def _types(sheets: int, dated: bool) -> str:
    parts = [("workbook", "sheet.main"), *((f"worksheets/sheet{n}", "worksheet") for n in range(1, sheets + 1))]
    parts += [("styles", "styles")] if dated else []
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(related: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(related, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _book(chart: Chart, table: ChartSheet, sheets: Sequence[str]) -> str:
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, start=1))
    last = len(chart.categories) + FIRST - 1
    ranges = [("", f"{GIVEN}!$A${FIRST}:$A${last}")]
    for cells in (*table.given, *table.drawn):
        ranges.append((cells.name, f"{cells.sheet}!${cells.letter}${FIRST}:${cells.letter}${last}"))
    defined = "".join(f'<definedName name="{name}">{place}</definedName>' for name, place in _named(ranges))
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets>'
        f"<definedNames>{defined}</definedNames></workbook>"
    )


def _named(ranges: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names that a workbook allows: letters, digits and underscores, none like a cell, no two alike."""
    for number, (name, place) in enumerate(ranges):
        plain = re.sub(r"[^\w]+", "_", name).strip("_")[:100]
        yield (f"Series_{number}_{plain}".rstrip("_") if number else "Names_"), place


def _styles(code: str) -> str:
    plain = '<font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
        f'<numFmt numFmtId="164" formatCode="{escaped(code)}"/></numFmts><fonts count="1">{plain}'
        'patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
        '<xf numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )


def _sheet(chart: Chart, columns: Sequence[Cells]) -> str:
    rows = [_row(1, [_text(f"{cells.letter}1", cells.name) for cells in columns])]
    for number, name in enumerate((*(category.text for category in chart.categories), *chart.rest)):
        place = number + FIRST
        days = f'<c r="A{place}" s="1"><v>{chart.dates.days[number]}</v></c>' if chart.dates else ""
        row = [days or _text(f"A{place}", name)]
        for cells in columns:
            value, formula = cells.values[number], cells.formulas[number] if cells.formulas else ""
            sum_ = f"<f>{escaped(formula)}</f>" if formula else ""
            if value is not None or sum_:
                held = f"<v>{value!r}</v>" if value is not None else ""
                row.append(f'<c r="{cells.letter}{place}">{sum_}{held}</c>')
        rows.append(_row(place, row))
    widths = '<cols><col min="1" max="1" width="30" customWidth="1"/></cols>'
    return f'<worksheet xmlns="{_MAIN}">{widths}<sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(number: int, cells: list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'
