"""A Table to a native one: exact columns and rows, cell margins, the rules between rows, a header row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from ...core.geometry import emu
from ...scene.model import Cell, Row, Stroke, Table
from .part_context import PartContext, Pen
from .shape_properties import graphic_frame
from .text import ANCHOR, text_paragraphs

T = TypeVar("T")
# "No Style, No Grid": no banding; each cell has its own properties.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_COVERED = '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>'


def table(item: Table, ctx: PartContext) -> str:
    """The graphic frame of a table; the rows of the Scene leave out cells that a wider one covers."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in _across(item.columns, item))
    above: Stroke | None = None
    rows = []
    for row in item.rows:
        rows.append(_row(row, above, item, ctx))
        above = row.below
    return graphic_frame(
        item,
        "table",
        f"<a:tbl><a:tblPr{_flags(item)}><a:tableStyleId>{PLAIN_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>",
        ctx,
    )


def _flags(item: Table) -> str:
    body = item.rows[item.header_rows :]
    headed = bool(body) and all(row.cells and row.cells[0].header for row in body)
    column = "lastCol" if item.rtl else "firstCol"
    return (' firstRow="1"' if item.header_rows else "") + (f' {column}="1"' if headed else "")


def _across(cells: Sequence[T], item: Table) -> Iterable[T]:
    """What stands in a row, from left to right. ``a:tblPr rtl`` would keep the reading order, but LibreOffice 7.4 does
    not know it and would put the columns in the opposite order to what is drawn over them."""
    return reversed(cells) if item.rtl else cells


def _row(row: Row, above: Stroke | None, item: Table, ctx: PartContext) -> str:
    cells = "".join(_cell(cell, above, row.below, ctx) for cell in _across(row.cells, item))
    return f'<a:tr h="{emu(row.height)}">{cells}</a:tr>'


def _cell(cell: Cell, above: Stroke | None, below: Stroke | None, ctx: PartContext) -> str:
    pen = ctx.pen
    left, top, right, bottom = cell.pad
    if cell.paragraphs:
        top += cell.paragraphs[0].before  # as in a text box: office programs differ on spcBef at the top
    wide = f' gridSpan="{cell.span}"' if cell.span > 1 else ""
    return (
        f"<a:tc{wide}><a:txBody><a:bodyPr/><a:lstStyle/>{text_paragraphs(cell.paragraphs, ctx)}</a:txBody>"
        f'<a:tcPr marL="{emu(left)}" marR="{emu(right)}" marT="{emu(top)}" marB="{emu(bottom)}" '
        f'anchor="{ANCHOR[cell.anchor]}"><a:lnL><a:noFill/></a:lnL><a:lnR><a:noFill/></a:lnR>'
        f"{_border('lnT', above, pen)}{_border('lnB', below, pen)}{pen.colours.fill(cell.fill)}</a:tcPr></a:tc>"
        f"{_COVERED * (cell.span - 1)}"
    )


def _border(side: str, stroke: Stroke | None, pen: Pen) -> str:
    if stroke is None:
        return f"<a:{side}><a:noFill/></a:{side}>"
    return (
        f'<a:{side} w="{emu(stroke.width)}" cap="flat" cmpd="sng" algn="ctr">{pen.colours.fill(stroke.colour)}'
        f'<a:prstDash val="solid"/></a:{side}>'
    )
