"""Rows as they were written to rows that a table can take: as many cells as columns, a dash where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.diagnostics import Diagnostic
from ...core.messages import diagnose
from ...story.model import Piece, Words
from .form import LayoutContext
from .table_layout import Styled

DASH = "–"


def cells(
    ctx: LayoutContext, rows: Sequence[Sequence[Words]], columns: int, field: str
) -> tuple[tuple[tuple[Words | Styled, ...], ...], tuple[Diagnostic, ...]]:
    """Every row with exactly ``columns`` cells, empty ones as a muted dash. A row of another length is BW410."""
    found: list[Diagnostic] = []
    out: list[tuple[Words | Styled, ...]] = []
    for number, row in enumerate(rows, start=1):
        if len(row) != columns:
            span = next((cell.span for cell in row if cell.span), ctx.slide.span)
            where = f"{ctx.slide.id}.{field}.{number}"
            found.append(diagnose("BW410", span, where=where, count=len(row), columns=columns))
        full = [*row[:columns], *[Words()] * (columns - len(row))]
        out.append(tuple(cell if cell else Styled(DASH, colour="muted", bold=False) for cell in full))
    return tuple(out), tuple(found)


def dash_note(ctx: LayoutContext, rows: Sequence[Sequence[Words | Styled]]) -> Words:
    """What the dash means, where one stands; else nothing."""
    if any(isinstance(cell, Styled) and cell.words == DASH for row in rows for cell in row):
        return Words((Piece(f"{DASH} {ctx.labels['not_stated']}"),))
    return Words()
