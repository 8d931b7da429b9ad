"""Any table: columns of words and of numbers, the numbers right-aligned, over as many pages as it needs.

Columns that do not stand side by side go on on further pages, the first with each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect, union
from ..scene.model import Align, Item, Shape, Table
from ..story.model import Words
from .kit.column_widths import numeric, side_by_side, widths
from .kit.content import NOTHING, Bounds, Head, Misfit, no_column, ragged
from .kit.form import Form, LayoutContext, Placed
from .kit.heat import heat_note, shades
from .kit.listing import Labels, Listing, Manner, WordTable, bold
from .kit.missing_cells import cells, dash_note, note_height, with_note
from .kit.record_cards import of_rows, record_cards
from .kit.sparklines import Folded, Series, Sparklines, drawn, folded, line_width, misfits, sparks, spoken
from .kit.sparklines import note as legend
from .kit.speech import FEW_READ, in_sentences, table_statements
from .kit.table_layout import PAD_RIGHT, Column, Styled, Tabled, table
from .kit.text_boxes import framed, join, needs

TINT_PAD = 12.0  # pt at the left and right of a table on a tint
ROW, ROOMY = 36.0, 45.0
NOTE_LINES = 4
FEW, CLOSE = 8, 7.0  # more columns than these stand closer, with so many points between them
APART = 30.0  # pt between a column of numbers and one of words
MOST = 200  # columns


class AnyTable(Struct, frozen=True):
    """Heads and rows of as many cells. ``align`` says left or right for each column; without it numbers stand right.

    ``key`` counts the column in the accent from 0, ``total`` sets the last row in bold. ``heat`` shades the cells that
    are numbers by their size, ``all`` to one scale or each of the ``columns`` to its own. A cell that is a list of
    numbers is drawn as a line; ``sparklines`` makes lines of columns.
    """

    columns: Annotated[tuple[Head, ...], Bounds(least=1, most=MOST)]
    rows: Annotated[tuple[tuple[Words | Series, ...], ...], Bounds(least=1)]
    align: tuple[Literal["left", "right"], ...] = ()
    key: int = -1
    total: bool = False
    heat: Literal["", "all", "columns"] = ""
    sparklines: tuple[Sparklines, ...] = ()
    note: Words = NOTHING
    so_what: Words = NOTHING

    def misfits(self) -> Iterator[Misfit]:
        yield from ragged(self.rows, len(self.columns), "rows")
        yield from no_column(self.key, len(self.columns), "key")
        yield from no_column(len(self.align) - 1, len(self.columns), "align")
        yield from misfits(self.columns, self.rows, self.sparklines)


@needs("rows")
def place(content: AnyTable, ctx: LayoutContext) -> Placed:
    """A native table with its head and the note on each page, the lines of its series over their cells."""
    body = framed(ctx, content.so_what)
    area = body.area
    content, lines = _folded(content)
    made_lines = sparks(lines, ctx)
    rows = cells(lines.rows)
    if content.total:  # a cell without a sum stays empty
        rows = (*rows[:-1], tuple(Styled("" if isinstance(c, Styled) else c, bold=True) for c in rows[-1]))
    rows, said = _heated(content, lines, ctx, rows)
    rows = tuple(
        tuple(Styled("") if (r, c) in made_lines else cell for c, cell in enumerate(row)) for r, row in enumerate(rows)
    )
    note, dash = join((content.note, said, legend(lines, ctx.labels))), dash_note(ctx, rows)
    height, over = note_height(ctx, join((note, dash)), area, NOTE_LINES)
    alt = ", ".join(head.prose for head in content.columns if head)[:250]
    room = area.inset(bottom=height)
    heads = _columns(content, lines, ctx)
    closing = CLOSE if content.heat else None  # a shade goes on past its number

    def made(cut: Sequence[int], step: int = 0) -> Tabled:
        cells = [[row[i] for i in cut] for row in rows]
        ends = [*(heads[i] for i in cut[:-1]), replace(heads[cut[-1]], right=closing)]
        columns = widths(ctx, ends, cells, area.w)
        return table(
            ctx, "table", room, columns, cells, what="the row", alt=alt or "–", least=ROW, roomy=ROOMY, first_step=step
        )

    cuts = side_by_side(ctx, heads, rows, area.w)
    parts = [made(cut) for cut in cuts]
    step = max(part.step for part in parts)  # the parts of one table are set alike
    parts = [part if part.step == step else made(cut, step) for cut, part in zip(cuts, parts, strict=True)]
    pages = [
        (*items, *drawn(made_lines, page, cut))
        for cut, part in zip(cuts, parts, strict=True)
        for page, items in zip(part.pages, with_note(ctx, part, note, dash, area, height), strict=True)
    ]
    return body.placed(pages, (*over, *(problem for part in parts for problem in part.diagnostics)))


def on_cards(content: AnyTable, ctx: LayoutContext) -> Placed:
    """A card for each of a few rows of words, each cell under its head; else the table on a tint."""
    rows = [[cell for cell in row if isinstance(cell, Words)] for row in content.rows]
    plain = all(len(row) == len(content.columns) for row in rows)  # no lines
    if plain and not any(numeric(cell.prose for cell in column) for column in zip(*rows, strict=True)):
        made = record_cards(ctx, of_rows(content.columns, rows), content.so_what, content.note)
        if made.pages:
            return made
    made = place(content, replace(ctx, area=ctx.area.inset(left=TINT_PAD, right=TINT_PAD)))
    return replace(made, pages=tuple((_ground(page, ctx.area), *page) for page in made.pages))


def _ground(page: Sequence[Item], area: Rect) -> Shape:
    """The tint under the tables of a page, as wide as the area."""
    tables = union(item.rect for item in page if isinstance(item, Table))
    return Shape("ground", replace(tables, x=area.x, w=area.w), fill="tint")


def _folded(content: AnyTable) -> tuple[AnyTable, Folded]:
    """The table with each column of lines as one, and its words and series."""
    lines = folded(content.columns, content.rows, content.sparklines)
    align = tuple(content.align[place] for place in lines.places if place < len(content.align))
    key = lines.places.index(content.key) if content.key in lines.places else -1
    return replace(content, columns=lines.heads, rows=lines.rows, align=align, key=key), lines


def _heated(
    content: AnyTable, lines: Folded, ctx: LayoutContext, rows: tuple[tuple[Words | Styled, ...], ...]
) -> tuple[tuple[tuple[Words | Styled, ...], ...], Words]:
    """The rows with shades under their numbers, but for a total, and what the shades mean."""
    if not content.heat:
        return rows, NOTHING
    body = lines.rows[:-1] if content.total else lines.rows
    places = [place for place in range(1, len(content.columns)) if place not in lines.columns]
    found = shades(body, places, content.heat == "columns", ctx.meta.decimal)
    made = (
        tuple(_under(cell, fill) for cell, fill in zip(row, fills, strict=True))
        for row, fills in zip(rows, found, strict=False)
    )
    return (*made, *rows[len(found) :]), heat_note(ctx, body, found, content.heat == "columns")


def _under(cell: Words | Styled, fill: str | None) -> Words | Styled:
    return cell if fill is None or isinstance(cell, Styled) else Styled(cell, fill=fill)


def _columns(content: AnyTable, lines: Folded, ctx: LayoutContext) -> list[Column]:
    """Columns of numbers are right-aligned; the first column names the rows; lines have a width of their own."""
    out = []
    close = CLOSE if len(content.columns) > FEW or content.heat else None
    for i, head in enumerate(content.columns):
        if i in lines.columns:
            out.append(Column(head, line_width(ctx.area.w), right=PAD_RIGHT))
            continue
        at_right = _at_right(content, lines, i)
        align: Align = ctx.type.units if at_right else "left"
        role = "h3" if i == content.key or (i == 0 and not at_right) else "body"
        colour = "accent" if i == content.key else None
        after = i + 1 < len(content.columns) and i + 1 not in lines.columns and not _at_right(content, lines, i + 1)
        apart = APART if at_right and after and close is None else close  # words begin right behind a number
        out.append(Column(head, 0, role, colour, align=align, header=i == 0, right=apart))
    return out


def _at_right(content: AnyTable, lines: Folded, place: int) -> bool:
    """Whether a column stands right: as the author says, else where its cells are numbers."""
    if place < len(content.align):
        return content.align[place] == "right"
    return numeric(row[place].prose for row in lines.rows)


def listing(content: AnyTable, labels: Labels) -> Listing:
    """As on the slide: numbers right, the total in bold; of a line its first and its last number."""
    content, lines = _folded(content)
    count = len(content.columns)
    rows = tuple(
        tuple(spoken(lines.series[r, c], labels) if (r, c) in lines.series else cell for c, cell in enumerate(row))
        for r, row in enumerate(lines.rows)
    )
    right = tuple(j for j in range(count) if j not in lines.columns and _at_right(content, lines, j))
    if content.total:
        rows = (*rows[:-1], tuple(map(bold, rows[-1])))
    parts = [range(count)] if count <= FEW else [range(n, min(n + FEW - 1, count)) for n in range(1, count, FEW - 1)]
    tables = []
    for part in parts:
        places = tuple(part) if 0 in part else (0, *part)  # the first column names the rows of each part
        cut = tuple(tuple(row[j] for j in places) for row in rows)
        heads = tuple(content.columns[j] for j in places)
        key = places.index(content.key) if content.key in places else -1
        tables.append(WordTable(heads, cut, key, right=tuple(places.index(j) for j in places if j in right)))
    return Listing(tuple(tables), (content.note,), content.so_what)


def speech(content: AnyTable, manner: Manner) -> tuple[Words, ...]:
    """What its rows say, but for the total; of numbers those that the title names and the ends of the columns."""
    if content.total:
        content = replace(content, rows=content.rows[:-1], total=False)
    return (*table_statements(listing(content, manner.labels).tables, manner), content.note)


def reading(content: AnyTable, manner: Manner) -> Words:
    """Its rows where they are few, or the first things that its numbers say; the first of many rows say nothing."""
    said = [words for words in speech(content, manner) if words]
    told = said if len(said) <= FEW_READ or len(said) < len(content.rows) else []
    return in_sentences(told[:FEW_READ], manner.labels)


FORM = Form(
    name="table",
    summary="any table: words left, numbers right, one column in the accent, a total in bold, numbers shaded by size, "
    "short series as lines",
    content=AnyTable,
    place=place,
    on_cards=on_cards,
    sheets=(),
    listing=listing,
    speech=speech,
    reading=reading,
    tabled=lambda table: {key: table[key] for key in ("columns", "align", "rows")},
    limits="rows by height, about 8 a page, more go on further pages, as columns beyond the width do; a cell 14 words, "
    "a line 120 numbers",
    example="""\
form: table
title: Two sites use more than half of all the power
columns: [Site, Use, By quarter, Power, Share]
rows:
  - [Northfield, Cold store, [1.8, 2.0, 2.6, 2.0], 8.4 GWh, 34%]      # a list of numbers is a line
  - [Harbour, Press shop, [1.6, 1.4, 1.0, 1.2], 5.2 GWh, 21%]
  - [Other sites, Offices and depots, [3.4, 2.4, 2.0, 3.3], 11.1 GWh, 45%]
  - [All sites, "", "", 24.7 GWh, 100%]
key: 4
total: true
""",
)
