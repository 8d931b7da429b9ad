"""One list of a register: its heads and rows, in which words in the accent mark a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ...story.model import Words
from .content import NOTHING, Bounds, Head, Misfit, ragged


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
