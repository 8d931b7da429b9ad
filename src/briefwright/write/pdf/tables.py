"""Native tables to tagged rows and cells, with their rules and fills as artifacts underneath."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from ...core.geometry import Rect
from ...scene.model import Cell, Rule, Shape, Table
from .canvas import TaggedCanvas
from .shapes import line, path
from .structure import text_string
from .text import draw_paragraphs


def draw_table(canvas: TaggedCanvas, table: Table) -> None:
    """A table. Its description is its summary rather than its alternative text, so that its cells are read, too.

    A table without any header cell is read column by column, as texts.
    """
    _ground(canvas, table)
    if not table.header_rows and not any(cell.header for row in table.rows for cell in row.cells):
        _columns(canvas, table)
        return
    summary = f"/A<</O/Table/Summary {text_string(table.alt)}>>" if table.alt else ""
    with canvas.element("Table", summary):
        for number, cells in groupby(table.boxes(), key=itemgetter(0)):
            with canvas.element("TR"):
                for _, _, cell, box in cells:
                    with canvas.element(*_tag(table, cell, number < table.header_rows)):
                        _draw(canvas, cell, box, _inner_tag(cell))


def _columns(canvas: TaggedCanvas, table: Table) -> None:
    for _, cells in groupby(sorted(table.boxes(), key=itemgetter(1)), key=itemgetter(1)):
        with canvas.element("Div"):
            for _, _, cell, box in cells:
                _draw(canvas, cell, box, "P")


def _draw(canvas: TaggedCanvas, cell: Cell, box: Rect, tag: str) -> None:
    draw_paragraphs(canvas, cell.paragraphs, box.inset(*cell.pad), cell.anchor, tag)


def _inner_tag(cell: Cell) -> str:
    """Several paragraphs, or bullets, are elements in the cell; a single text is the content of the cell itself."""
    return "P" if len(cell.paragraphs) > 1 or any(p.bullet for p in cell.paragraphs) else ""


def _tag(table: Table, cell: Cell, heading: bool) -> tuple[str, str]:
    # two columns with headers of columns and of rows would have more headers than data
    row_header = cell.header and (len(table.columns) > 2 or not table.header_rows)
    scope = "/Scope/Column" if heading else "/Scope/Row" if row_header else ""
    span = f"/ColSpan {cell.span}" if cell.span > 1 else ""
    entries = f"/A<</O/Table{scope}{span}>>" if scope or span else ""
    return ("TH" if scope else "TD"), entries


def _ground(canvas: TaggedCanvas, table: Table) -> None:
    """The fills of cells and the rules below rows."""
    canvas.artifact()
    left, right = table.rect.x, table.rect.x + sum(table.columns)
    if table.above:
        line(canvas, Rule("", left, table.rect.y, right, table.rect.y, table.above))
    for number, cells in groupby(table.boxes(), key=itemgetter(0)):
        for _, _, cell, box in cells:
            if cell.fill:
                path(canvas, Shape("", box, fill=cell.fill))
        below = table.rows[number].below
        if below:
            line(canvas, Rule("", left, box.bottom, right, box.bottom, below))
    canvas.close()
