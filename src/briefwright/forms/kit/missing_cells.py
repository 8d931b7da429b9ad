"""Rows as written become rows of a table: dashes for what is not known, a note on them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Item, Role
from ...story.model import Piece, Words
from .form import LayoutContext
from .table_layout import Styled, Tabled
from .text_boxes import Box, join, texts

DASH = "–"
NOTE_GAP = 9.0


def cells(rows: Sequence[Sequence[Words]]) -> tuple[tuple[Words | Styled, ...], ...]:
    """Every row, its empty cells as a muted dash."""
    return tuple(tuple(cell if cell else Styled(DASH, colour="muted", bold=False) for cell in row) for row in rows)


def note_height(ctx: LayoutContext, note: Words, area: Rect, lines: int) -> tuple[float, Problems]:
    """The height of a note under a table, the gap above it included; and what does not fit so many lines."""
    if not note:
        return 0.0, ()
    box = Rect(area.x, area.y, area.w, lines * ctx.theme.style("small").leading)
    placed, problems = texts(ctx, [Box("note", note, box)], "small", "the note")
    return min(placed[0].height, box.h) + NOTE_GAP, problems


def with_note(
    ctx: LayoutContext, tabled: Tabled, note: Words, dash: Words, area: Rect, height: float
) -> list[tuple[Item, ...]]:
    """The pages of a table, the note of at most that height under each of its parts; what the ``dash`` means only under
    those that have one."""
    pages: list[tuple[Item, ...]] = []
    for page in tabled.pages:
        dashed = any(cell.text == DASH for row in page.table.rows for cell in row.cells)
        own = replace(area, h=page.table.rect.bottom - area.y)
        pages.append((page.table, *note_under(ctx, join((note, dash if dashed else Words())), own, height)))
    return pages


def note_under(ctx: LayoutContext, note: Words, area: Rect, height: float) -> tuple[Item, ...]:
    """The note of that height under an area, the gap above it included."""
    box = Rect(area.x, area.bottom + NOTE_GAP, area.w, height - NOTE_GAP)
    return tuple(texts(ctx, [Box("note", note, box)], "small", "the note", kind=Role.NOTE, colour="muted")[0])


def dash_note(ctx: LayoutContext, rows: Sequence[Sequence[Words | Styled]]) -> Words:
    """What the dash means, where one stands; else nothing."""
    if any(isinstance(cell, Styled) and cell.words == DASH for row in rows for cell in row):
        return Words((Piece(f"{DASH} {ctx.labels['not_stated']}"),))
    return Words()
