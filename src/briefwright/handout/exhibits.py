"""Slides to exhibits: numbered drawings and tables across the page, set at the handout's sizes."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..forms.kit.column_widths import widths
from ..forms.kit.form import LayoutContext
from ..forms.kit.listing import Listing, WordTable
from ..forms.kit.table_layout import Column, Styled
from ..scene.model import Cell, Paragraph, Row, Shape, Stroke
from ..story.model import Piece, Slide, Words
from ..text.fit import Overflow, Typesetter, overflow_diagnostic
from .drawings import Drawing, ExhibitContext, drawn
from .listings import listed, under
from .placed_exhibits import BESIDE_GAP, INSET, Figure, Grid

PAD_TOP, PAD_BOTTOM, PAD_RIGHT = 6.0, 6.0, 12.0
SEGMENT, SEGMENT_GAP, METER_H, METER_SPACE = 19.0, 2.0, 5.0, 10.0
FILLED = {"low": 1, "moderate": 2, "high": 3}
TALL = 320.0  # two tables taller than this stand one under the other, where they can be cut
EASINGS = (12.0, 24.0, 36.0)  # points of width that a column may take from the widest
ROOM = 560.0  # for one row of a table on a page of its own, whatever the paper


def figure(ctx: LayoutContext, number: int, width: float, at: ExhibitContext) -> tuple[Figure, tuple[Diagnostic, ...]]:
    """The exhibit of a slide as number ``number``, ``width`` points wide: what its form draws, or else what it lists;
    and the words wider than their column."""
    slide, type_ = ctx.slide, ctx.type
    drawings = drawn(slide, ctx, at)
    said = under(slide, drawings, ctx.labels) if drawings else listed(slide, ctx.labels)
    inner = width - 2 * INSET if said.panel else width
    problems: list[Diagnostic] = []
    grids, beside = _grids([table for table in said.tables if table.rows], ctx, inner, problems)
    title, lead = _sourced(slide, drawings)
    label = Piece(f"{ctx.labels['exhibit']}\u00a0{number}\u2002", accent=said.panel)
    words = replace(title, pieces=(label, *title.pieces))
    measure = type_.balanced(words, "ho_h", inner)
    top = [type_.set(words, "ho_h", measure, colour="accent" if said.panel else None)]
    if lead:
        top.append(type_.set(lead, "ho_note", inner, colour="muted", before=0))
    going_on = replace(words, pieces=(*words.pieces, Piece(f" ({ctx.labels['continued']})", italic=True)))
    again = type_.set(going_on, "ho_h", inner, colour="accent" if said.panel else None)
    foot = _foot(said, ctx, inner)
    stroke = ctx.theme.stroke("ink")
    made = Figure(
        f"exhibit-{number}",
        width,
        tuple(top),
        again,
        (*drawings, *grids),
        foot,
        stroke,
        said.panel,
        beside,
        slide.sources,
    )
    return made, tuple(problems)


def _sourced(slide: Slide, drawings: Sequence[Drawing]) -> tuple[Words, Words | None]:
    """Title and lead; over a drawing, the last of them with the sources of the slide that no marker names."""
    if not drawings:
        return slide.title, slide.lead
    last = slide.lead or slide.title
    named = {number for words in (slide.title, last) for piece in words.pieces for number in piece.cites}
    named.update(number for drawing in drawings for number in drawing.marked)
    left = tuple(number for number in slide.sources if number not in named)
    if left:
        marker = Piece("[" + ",".join(map(str, left)) + "]", cites=left)
        last = replace(last, pieces=(*last.pieces, marker))
    return (slide.title, last) if slide.lead else (last, None)


def _grids(
    listings: Sequence[WordTable], ctx: LayoutContext, width: float, problems: list[Diagnostic]
) -> tuple[tuple[Grid, ...], bool]:
    """The tables, and whether they stand side by side: two of them where that is shorter and costs no word."""
    wrong: list[Diagnostic] = []
    whole = tuple(grid(listing, ctx, width, wrong) for listing in listings)
    if len(listings) == 2:
        none: list[Diagnostic] = []
        half = tuple(grid(listing, ctx, (width - BESIDE_GAP) / 2, none) for listing in listings)
        tallest = max(grid.height for grid in half)
        if not none and tallest <= TALL and tallest < 0.75 * sum(grid.height for grid in whole):
            return half, True
    problems += wrong
    return whole, False


def _foot(shown: Listing, ctx: LayoutContext, width: float) -> tuple[Paragraph, ...]:
    foot = []
    if shown.so_what:
        label = shown.so_what_label.prose or ctx.labels["so_what"]
        words = replace(shown.so_what, pieces=(Piece(f"{label}\u2002", True, accent=True), *shown.so_what.pieces))
        foot.append(ctx.type.set(words, "ho_table", width))
    for note in shown.notes:
        if note:
            foot.append(ctx.type.set(note, "ho_note", width, colour="muted", before=3 if foot else 0))
    return tuple(foot)


def grid(listing: WordTable, ctx: LayoutContext, width: float, problems: list[Diagnostic]) -> Grid:
    """The table of a listing; words wider than their column are noted in ``problems``."""
    rows = listing.rows
    kept = [j for j in range(len(rows[0])) if any(row[j] for row in rows)]  # a column without words is left out
    heads = [listing.heads[j] for j in kept] if listing.heads else [Words() for _ in kept]
    key = kept.index(listing.key) if listing.key in kept else -1
    cells: list[list[Words | Styled | str]] = [[row[j] for j in kept] for row in rows]
    named = len(kept) > 2 or not any(heads)  # whether the first column's cells name their rows
    columns = [
        Column(
            head, 0, "ho_table", "accent" if j == key else None if j == 0 else "ink2", j in (0, key),
            header=j == 0 and named, head_role="ho_note", right=0.0 if j == len(kept) - 1 else PAD_RIGHT,
            align=ctx.type.units if kept[j] in listing.right else "left",
        )
        for j, head in enumerate(heads)
    ]  # fmt: skip
    if listing.degrees:
        columns[-1] = replace(columns[-1], width=3 * SEGMENT + 2 * SEGMENT_GAP + 16)
    if listing.numbered:
        number = Column("", 18.0, "ho_table", "accent", True, right=6.0)
        columns, cells = [number, *columns], [[str(i), *row] for i, row in enumerate(cells, 1)]
    sized = _eased(widths(ctx, columns, cells, width), cells, ctx.type)
    lines = ctx.theme.stroke("hairline")
    head = _head(sized, ctx.type, lines) if any(heads) else None
    body, marks = [], []
    for i, row in enumerate(cells):
        degree = listing.degrees[i] if listing.degrees else ""
        body.append(_row(sized, row, degree, ctx.type, problems))
        marks.append(_meter(sum(column.width for column in sized[:-1]), degree) if degree else ())
    body = [replace(row, below=lines) for row in body[:-1]] + [replace(body[-1], below=ctx.theme.stroke("close"))]
    alt = ", ".join(word.prose for word in heads if word) or ctx.slide.title.prose
    return Grid(tuple(column.width for column in sized), head, tuple(body), tuple(marks), alt)


Cells = Sequence[Sequence[Words | Styled | str]]


def _eased(columns: tuple[Column, ...], cells: Cells, type_: Typesetter) -> tuple[Column, ...]:
    """The columns with width moved from the widest to those that make rows tall, where that saves height."""
    widest = max(range(len(columns)), key=lambda j: columns[j].width)
    best = _height(columns, cells, type_)
    for j in range(1, len(columns)):
        for step in EASINGS if j != widest else ():
            tried = list(columns)
            tried[j] = replace(columns[j], width=columns[j].width + step)
            tried[widest] = replace(columns[widest], width=columns[widest].width - step)
            if tried[widest].width > tried[j].width and (found := _height(tried, cells, type_)) < best:
                columns, best = tuple(tried), found
                break
    return columns


def _height(columns: Sequence[Column], cells: Cells, type_: Typesetter) -> float:
    """The height of the texts of all rows; infinite when a word is wider than its column."""
    total = 0.0
    for row in cells:
        tallest = 0.0
        for column, cell in zip(columns, row, strict=True):
            words = cell.words if isinstance(cell, Styled) else cell
            if words:
                measure = column.width - (column.right or 0.0)
                text = type_.set(words, column.role, measure, bold=column.bold)
                tallest = max(tallest, inf if type_.too_wide(text, measure) else text.height)
        total += tallest
    return total


def _head(columns: Sequence[Column], type_: Typesetter, below: Stroke) -> Row:
    cells, height = [], 0.0
    for column in columns:
        right = column.right or 0.0
        words = type_.set(column.head, "ho_note", column.width - right, colour="muted", bold=True, align=column.align)
        height = max(height, words.height)
        cells.append(Cell((words,) if column.head else (), (0.0, 2.0, right, 5.0), "bottom", header=True))
    return Row(tuple(cells), height + 7.0, below)


def _row(
    columns: Sequence[Column],
    row: Sequence[Words | Styled | str],
    degree: str,
    type_: Typesetter,
    problems: list[Diagnostic],
) -> Row:
    cells, height = [], 0.0
    for j, (column, cell) in enumerate(zip(columns, row, strict=True)):
        words = cell.words if isinstance(cell, Styled) else cell
        right, metered = column.right or 0.0, bool(degree) and j == len(columns) - 1
        colour, bold = (
            (("risk", True) if degree == "high" else ("ink", None)) if metered else (column.colour, column.bold)
        )
        top = PAD_TOP + (METER_SPACE if metered else 0.0)
        measure = column.width - right
        paragraph = type_.set(words, column.role, measure, colour=colour, bold=bold, align=column.align)
        wide = type_.too_wide(paragraph, measure) if words else None
        if wide:
            said = words if isinstance(words, Words) else Words((Piece(words),))
            problems.append(
                overflow_diagnostic(Overflow(j, wide[1], measure, 0, said, wide[0]), "an exhibit of a handout")
            )
        height = max(height, paragraph.height + top + PAD_BOTTOM) if words else height
        if words and paragraph.height > ROOM:
            said = words if isinstance(words, Words) else Words((Piece(words),))
            cut = ceil(said.count * (1 - ROOM / paragraph.height))
            problems.append(
                overflow_diagnostic(Overflow(j, paragraph.height, ROOM, cut, said), "an exhibit of a handout")
            )
        cells.append(Cell((paragraph,) if words else (), (0.0, top, right, PAD_BOTTOM), header=column.header))
    return Row(tuple(cells), max(height, PAD_TOP + PAD_BOTTOM + 13.0))


def _meter(x: float, degree: str) -> tuple[Shape, ...]:
    """Three segments at the top of a cell; its word stands beneath, so they are decoration."""
    on = "risk" if degree == "high" else "ink2"
    return tuple(
        Shape(
            "",
            Rect(x + i * (SEGMENT + SEGMENT_GAP), PAD_TOP + 2, SEGMENT, METER_H),
            fill=on if i < FILLED[degree] else "rule",
        )
        for i in range(3)
    )
