"""Numbers of a table to the shades of its cells: the darker, the larger, or the farther from zero on either side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from ...story.model import Piece, Words
from ...theme.model import COLD, HEAT
from .cell_numbers import numbers
from .form import LayoutContext

Shades = tuple[tuple[str | None, ...], ...]  # a role or none for each cell


def shades(rows: Sequence[Sequence[Words]], places: Sequence[int], by_column: bool, decimal: str = ".") -> Shades:
    """The colour role under each cell: of the columns at ``places`` those that are numbers, all to one scale or each
    column to its own."""
    values = [numbers([row[place].prose for row in rows], decimal) for place in places]
    groups = [[column] for column in values] if by_column else [values]
    made: dict[int, list[str | None]] = {}
    for group in groups:
        known = [value for column in group for value in column if value is not None]
        for column in group:
            place = places[next(n for n, one in enumerate(values) if one is column)]
            made[place] = [None if value is None or not known else _shade(value, known) for value in column]
    wide = len(rows[0]) if rows else 0
    return tuple(tuple(made[n][r] if n in made else None for n in range(wide)) for r in range(len(rows)))


def heat_note(ctx: LayoutContext, rows: Sequence[Sequence[Words]], found: Shades, by_column: bool) -> Words:
    """What the shades mean, with the least and the most of one scale."""
    if by_column:
        return Words((Piece(ctx.labels["table.heat.columns"]),))
    cells = [row[n].prose for row, shaded in zip(rows, found, strict=True) for n in range(len(row)) if shaded[n]]
    ranked = sorted(zip(numbers(cells, ctx.meta.decimal), cells, strict=True), key=lambda pair: pair[0] or Fraction(0))
    if not ranked:
        return Words()
    return Words((Piece(ctx.labels["table.heat"].format(low=ranked[0][1], high=ranked[-1][1])),))


def _shade(value: Fraction, known: Sequence[Fraction]) -> str | None:
    least, most = min(known), max(known)
    if least < 0 < most:
        ramp, share = (HEAT if value > 0 else COLD), abs(value) / max(-least, most)
        return ramp[ceil(share * len(ramp)) - 1] if value else None
    if least == most:
        return HEAT[0]
    share = (most - value if most <= 0 else value - least) / (most - least)
    ramp = COLD if most <= 0 else HEAT
    return ramp[min(int(share * len(ramp)), len(ramp) - 1)]
