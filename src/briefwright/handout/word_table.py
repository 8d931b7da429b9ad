"""Rows of words to a table of a Word document: hairlines between rows, columns as wide as their texts ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from ..forms.kit.column_widths import widths
from ..forms.kit.form import LayoutContext
from ..forms.kit.table_layout import Column
from ..story.model import Words
from .word_parts import WordParagraph, WordParts

HAIRLINE = 4  # eighths of a point
AIR = 3.0  # points over the texts of a row: as much as their style has below them
GAP = 6.0  # points between a column and the next
ROLE = "ho_note"  # the type of its texts
SPARE = 2.0  # points more for the longest word, which another office may set wider
SHORT = 9  # rows of a table that stands on one page


def add_table(
    parts: WordParts,
    heads: Sequence[Words],
    rows: Sequence[Sequence[Words]],
    alt: str,
    colour: str,
    fill: Callable[[WordParagraph, Words], None],
    ctx: LayoutContext,
    keep: bool = False,
) -> None:
    """A table with rules of ``colour``, six hexadecimal digits; its head is repeated on every page. Columns without a
    text are left out; every column holds its longest word. ``keep`` holds its last row to what follows."""
    kept = [j for j in range(len(rows[0])) if any(row[j] for row in rows)]
    headed = any(heads)
    listed = [*([[heads[j] for j in kept]] if headed else []), *([row[j] for j in kept] for row in rows)]
    table = parts.table(len(listed), len(kept))
    _set_properties(table._tbl.tblPr, parts.rtl, colour, alt)
    for column, width in enumerate(_widths(listed, parts.width, ctx)):
        table.columns[column].width = Pt(width)
        for cell in table.columns[column].cells:
            cell.width = Pt(width)
    for number, cells in enumerate(listed):
        row = table.rows[number]
        whole = row._tr.get_or_add_trPr()
        whole.append(OxmlElement("w:cantSplit"))
        if headed and not number:
            whole.append(OxmlElement("w:tblHeader"))
        for column, words in enumerate(cells):
            paragraph = row.cells[column].paragraphs[0]
            paragraph.style = "Exhibit note" if headed and not number else "Small print"
            together = keep if number == len(listed) - 1 else (headed and not number) or len(listed) <= SHORT
            paragraph.paragraph_format.keep_with_next = together or None
            parts.directed_paragraph(paragraph)
            fill(WordParagraph(paragraph, parts), words)
            if column == 0 or (headed and not number):
                for run in paragraph.runs:
                    run.bold = run.font.cs_bold = True


def _widths(rows: Sequence[Sequence[Words]], width: float, ctx: LayoutContext) -> list[float]:
    """The widths of the columns, in points; the first is in bold."""
    columns = [
        Column("", 0, ROLE, bold=not j, header=not j, head_role=ROLE, right=GAP + SPARE) for j in range(len(rows[0]))
    ]
    return [column.width for column in widths(ctx, columns, rows, width)]


def _set_properties(properties: Any, rtl: bool, colour: str, alt: str) -> None:
    """What holds of the whole table, in the order of the schema: its text begins where that of the page does."""
    if rtl:
        properties.find(qn("w:tblW")).addprevious(OxmlElement("w:bidiVisual"))
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(HAIRLINE)), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # of a table from the right, left is where it begins; its texts have space below them already
    for side, points in (("top", AIR), ("left", 0.0), ("right", GAP)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), f"{20 * points:.0f}")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    (layout if layout is not None else look).addprevious(borders)
    look.addprevious(margins)
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), alt)
    properties.append(described)
