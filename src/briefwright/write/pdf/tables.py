"""Native tables to tagged rows and cells, with their rules and fills as artifacts underneath."""

from __future__ import annotations

from ...core.geometry import Rect
from ...scene.model import Cell, Rule, Shape, Table
from .canvas import TaggedCanvas
from .shapes import line, path
from .structure import text_string
from .text import draw_paragraphs


def draw_table(canvas: TaggedCanvas, table: Table) -> None:
    """A table from the top of its rectangle; its description is its summary, so that its cells are still read.

    One without any head is no table to a listener: it is read column by column.
    """
    _ground(canvas, table)
    if not table.header_rows and not any(cell.header for row in table.rows for cell in row.cells):
        _columns(canvas, table)
        return
    summary = f"/A<</O/Table/Summary {text_string(table.alt)}>>" if table.alt else ""
    with canvas.element("Table", summary):
        y = table.rect.y
        for index, row in enumerate(table.rows):
            with canvas.element("TR"):
                column = 0
                for cell in row.cells:
                    box = _box(table, column, cell, y, row.height)
                    column += cell.span
                    with canvas.element(*_tag(table, cell, index < table.header_rows)):
                        draw_paragraphs(canvas, cell.paragraphs, _inner(cell, box), cell.anchor, _inner_tag(cell))
            y += row.height


def _columns(canvas: TaggedCanvas, table: Table) -> None:
    starts: dict[int, list[tuple[Cell, Rect]]] = {}
    y = table.rect.y
    for row in table.rows:
        column = 0
        for cell in row.cells:
            starts.setdefault(column, []).append((cell, _box(table, column, cell, y, row.height)))
            column += cell.span
        y += row.height
    for _, cells in sorted(starts.items()):
        with canvas.element("Div"):
            for cell, box in cells:
                draw_paragraphs(canvas, cell.paragraphs, _inner(cell, box), cell.anchor)


def _inner(cell: Cell, box: Rect) -> Rect:
    left, top, right, bottom = cell.pad
    return box.inset(left, top, right, bottom)


def _inner_tag(cell: Cell) -> str:
    """Several paragraphs or bullets are elements of their own; a single text is the cell's."""
    return "P" if len(cell.paragraphs) > 1 or any(p.bullet for p in cell.paragraphs) else ""


def _tag(table: Table, cell: Cell, heading: bool) -> tuple[str, str]:
    # under column heads, a table of two columns with row heads too would read more heads than data
    row_header = cell.header and (len(table.columns) > 2 or not table.header_rows)
    scope = "/Scope/Column" if heading else "/Scope/Row" if row_header else ""
    span = f"/ColSpan {cell.span}" if cell.span > 1 else ""
    entries = f"/A<</O/Table{scope}{span}>>" if scope or span else ""
    return ("TH" if scope else "TD"), entries


def _box(table: Table, column: int, cell: Cell, y: float, height: float) -> Rect:
    before, width = sum(table.columns[:column]), sum(table.columns[column : column + cell.span])
    return Rect(table.rect.right - before - width if table.rtl else table.rect.x + before, y, width, height)


def _ground(canvas: TaggedCanvas, table: Table) -> None:
    """The fills of cells and the rules below rows."""
    canvas.artifact()
    y, width = table.rect.y, sum(table.columns)
    for row in table.rows:
        column = 0
        for cell in row.cells:
            if cell.fill:
                path(canvas, Shape("", _box(table, column, cell, y, row.height), fill=cell.fill))
            column += cell.span
        y += row.height
        if row.below:
            line(canvas, Rule("", table.rect.x, y, table.rect.x + width, y, row.below))
    canvas.close()
