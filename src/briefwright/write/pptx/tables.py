"""A Table to a native one: exact columns and rows, cell margins, the rules between rows, a header row."""

from __future__ import annotations

from ...core.geometry import emu
from ...scene.model import Cell, Paragraph, Row, Run, Stroke, Table, TextStyle
from .part_context import PartContext, Pen
from .shape_properties import graphic_frame
from .text import ANCHOR, empty_paragraph, text_paragraphs

# "No Style, No Grid": no banding; each cell has its own properties.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SLACK = 0.5  # pt of a row
_UNSET = Paragraph((Run("", TextStyle(12, 15)),), (), 15)  # for a table without a word
_COVERED = '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>'


def table(item: Table, ctx: PartContext) -> str:
    """The graphic frame of a table; the rows of the Scene leave out cells that a wider one covers. One from the right
    has its cells in reading order, as PowerPoint keeps them, which LibreOffice 7.4 shows from the left."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in item.columns)
    above = item.above
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
    flags = {"rtl": item.rtl, "firstCol": headed}
    kept = "".join(f' {name}="1"' for name, true in flags.items() if true)
    return f'{kept} firstRow="{int(item.header_rows > 0)}"'


def _row(row: Row, above: Stroke | None, item: Table, ctx: PartContext) -> str:
    cells = "".join(_cell(cell, row, above, item, ctx) for cell in row.cells)
    return f'<a:tr h="{emu(row.height)}">{cells}</a:tr>'


def _cell(cell: Cell, row: Row, above: Stroke | None, item: Table, ctx: PartContext) -> str:
    pen = ctx.pen
    left, top, right, bottom = _pad(cell, row)
    if cell.paragraphs:
        words = text_paragraphs(cell.paragraphs, ctx, pen.levels)
        top += cell.paragraphs[0].before  # as in a text box: office programs differ on spcBef at the top
    else:
        words = empty_paragraph(_model(row, item), row.height - top - bottom, ctx, pen.usual)
    wide = f' gridSpan="{cell.span}"' if cell.span > 1 else ""
    return (
        f"<a:tc{wide}><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{emu(left)}" marR="{emu(right)}" marT="{emu(top)}" marB="{emu(bottom)}" '
        f'anchor="{ANCHOR[cell.anchor]}"><a:lnL><a:noFill/></a:lnL><a:lnR><a:noFill/></a:lnR>'
        f"{_border('lnT', above, pen)}{_border('lnB', row.below, pen)}{pen.colours.fill(cell.fill)}</a:tcPr></a:tc>"
        f"{_COVERED * (cell.span - 1)}"
    )


def _pad(cell: Cell, row: Row) -> tuple[float, float, float, float]:
    """The margins of a cell, at the side that its text is not held at so much less that it leaves the row ``_SLACK``:
    PowerPoint takes a height as the least, and rounds."""
    left, top, right, bottom = cell.pad
    over = min(max(cell.height + _SLACK - row.height, 0.0), _SLACK)
    above = {"top": 0.0, "middle": over / 2, "bottom": over}[cell.anchor]
    return left, max(top - above, 0.0), right, max(bottom - (over - above), 0.0)


def _model(row: Row, item: Table) -> Paragraph:
    """The text that an empty cell is set like: another of its row, of the table where that has none."""
    rows = (row, *item.rows[item.header_rows :], *item.rows)
    cells = (cell for one in rows for cell in one.cells)
    return next((p for cell in cells for p in cell.paragraphs if p.runs), _UNSET)


def _border(side: str, stroke: Stroke | None, pen: Pen) -> str:
    if stroke is None:
        return f"<a:{side}><a:noFill/></a:{side}>"
    return (
        f'<a:{side} w="{emu(stroke.width)}" cap="flat" cmpd="sng" algn="ctr">{pen.colours.fill(stroke.colour)}'
        f'<a:prstDash val="solid"/></a:{side}>'
    )
