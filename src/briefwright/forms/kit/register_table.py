"""One list of a register: its heads and rows, in which words in the accent mark a row, and its columns on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct, field
from msgspec.structs import replace

from ...story.model import Words
from .column_widths import widths
from .content import NOTHING, Bounds, Head, Misfit, ragged
from .form import LayoutContext
from .missing_cells import dash_note
from .table_layout import Column, Styled


class RegisterTable(Struct, frozen=True):
    """One list: its column heads, its rows, and its name, which says what is known of them."""

    columns: Annotated[tuple[Head, ...], Bounds(least=1, most=6)]
    rows: tuple[tuple[Words, ...], ...] = ()
    title: Head = NOTHING

    def misfits(self) -> Iterator[Misfit]:
        yield from ragged(self.rows, len(self.columns), "rows")

    @property
    def strong(self) -> tuple[tuple[Words, ...], ...]:
        """The rows, with words in the accent also in bold, since colour alone must not carry a meaning."""
        return tuple(tuple(map(_strong, row)) for row in self.rows)

    @property
    def count(self) -> tuple[int, int]:
        """How many rows have words in the accent, and how many there are."""
        return sum(any(piece.accent for cell in row for piece in cell.pieces) for row in self.rows), len(self.rows)


def _strong(cell: Words) -> Words:
    return replace(cell, pieces=tuple(replace(piece, bold=piece.bold or piece.accent) for piece in cell.pieces))


class RegisterList(Struct, frozen=True, eq=False):
    """A list whose rows are complete: as many cells as columns. ``fitted`` keeps its columns by the table's width."""

    source: RegisterTable
    rows: tuple[tuple[Words | Styled, ...], ...]
    number: int
    fitted: dict[float, tuple[Column, ...]] = field(default_factory=dict)

    def gappy(self, ctx: LayoutContext) -> bool:
        """Whether one of its cells is a dash."""
        return bool(dash_note(ctx, self.rows))

    def columns(self, ctx: LayoutContext, width: float) -> tuple[Column, ...]:
        """The columns of the list in a table of this width, the same on every page."""
        if width not in self.fitted:
            heads = self.source.columns
            plain = [
                Column(head, 0, "body" if i else "h3", "ink2" if i == len(heads) - 1 > 1 else None, header=i == 0)
                for i, head in enumerate(heads)
            ]
            self.fitted[width] = widths(ctx, plain, self.rows, width)
        return self.fitted[width]
