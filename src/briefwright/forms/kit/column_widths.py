"""The words of a table become widths of its columns: few lines in each, short columns unbroken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ...story.model import Words
from .form import LayoutContext
from .table_layout import PAD_RIGHT, Column, Rows, Styled

SHORT = 0.22  # a column whose words take up to this share of the table stays on one line
FLOOR = 9  # a step past the last of every role, which gives its smallest size
ROOM = 0.7  # of the table: the most that columns on one line take together

# a number as it is printed: signs, separators, a unit or a currency of a few letters at either end
NUMBER = re.compile(r"[A-Z]{0,3}[\s\u00a0]?[-+−±~]?[$€£¥]?\d[\d.,'\u00a0\u202f]*([\s\u00a0]?[%‰\w/]{1,4})?")


def widths(ctx: LayoutContext, columns: Sequence[Column], rows: Rows, total: float) -> tuple[Column, ...]:
    """The columns with their widths set so that they are ``total`` points wide together.

    Every column holds its longest word, the rest is shared so that the longest text of each takes about as many lines.
    A column with a width of its own keeps it. When even the longest words do not fit at the smallest size, each
    column gets its share, and the table reports the words.
    """
    free = [i for i, column in enumerate(columns) if not column.width]
    space = total - sum(column.width for column in columns)
    needs = [_needs(ctx, columns, rows, i, 0) for i in free]
    if sum(low for low, _ in needs) > space:
        needs = [(_needs(ctx, columns, rows, i, FLOOR)[0], high) for i, (_, high) in zip(free, needs, strict=True)]
    shares = _shares(needs, space)
    out = list(columns)
    for i, share in zip(free, shares, strict=True):
        out[i] = replace(columns[i], width=share)
    return tuple(out)


def side_by_side(
    ctx: LayoutContext, columns: Sequence[Column], rows: Rows, total: float
) -> tuple[tuple[int, ...], ...]:
    """The columns of each page: all on one where their longest words fit at the smallest size; else the first column on
    each, with an even share of the others."""
    least = [_needs(ctx, columns, rows, i, FLOOR)[0] for i in range(len(columns))]
    if sum(least) <= total or len(columns) < 3:
        return (tuple(range(len(columns))),)
    for pages in range(2, len(columns)):
        most = -(-(len(columns) - 1) // pages)
        cuts = [range(start, min(start + most, len(columns))) for start in range(1, len(columns), most)]
        if all(least[0] + sum(least[i] for i in cut) <= total for cut in cuts):
            break
    return tuple((0, *cut) for cut in cuts)


def first_width(
    ctx: LayoutContext, column: Column, cells: Sequence[Words | Styled | str], usual: float, most: float
) -> float:
    """The width of a first column, in points: ``usual`` where that holds its longest word at the largest size, else
    what that word needs, at its smallest size where it would be more than ``most``."""
    rows = [[cell, ""] for cell in cells]
    pair = (column, Column("", 0))
    low, _ = _needs(ctx, pair, rows, 0, 0)
    if low > most:
        low, _ = _needs(ctx, pair, rows, 0, FLOOR)
    return min(max(low, usual), most)


def _needs(ctx: LayoutContext, columns: Sequence[Column], rows: Rows, index: int, step: int) -> tuple[float, float]:
    """The widths that a column needs for its longest word and for its longest text in one line, padding included."""
    column = columns[index]
    if column.width:
        return column.width, column.width
    cells = [Styled(column.head, bold=True, role=column.head_role)] if column.head and column.head_span == 1 else []
    cells += [cell if isinstance(cell, Styled) else Styled(cell) for cell in (row[index] for row in rows)]
    low = high = 18.0
    for cell in cells:
        if cell.words:
            role, bold = cell.role or column.role, column.bold if cell.bold is None else cell.bold
            word, line = ctx.type.extremes(cell.words, role, step, bold)
            low, high = max(low, word), max(high, line)
    pad = column.right if column.right is not None else PAD_RIGHT if index < len(columns) - 1 else 0.0
    return low + pad + 1, high + pad + 2  # words measured one by one are a little wider than in a line


def _shares(needs: Sequence[tuple[float, float]], space: float) -> tuple[float, ...]:
    """``space`` shared among columns by their least and their ideal widths."""
    least = [low for low, _ in needs]
    if sum(least) > space:
        most = _most(least, space)  # short columns keep their words, the long ones share what is left
        return tuple(min(low, most) for low in least)
    whole = [high if high <= SHORT * space else low for low, high in needs]
    if sum(whole) <= ROOM * space:
        least = whole
    ideal = [high for _, high in needs]
    if sum(ideal) <= space:
        return tuple(high * space / sum(ideal) for high in ideal)
    few, many = 1.0, 400.0  # lines of the longest text, bisected until the columns fill the space
    for _ in range(40):
        lines = (few + many) / 2
        taken = sum(max(low, high / lines) for low, high in zip(least, ideal, strict=True))
        few, many = (lines, many) if taken > space else (few, lines)
    out = [max(low, high / many) for low, high in zip(least, ideal, strict=True)]
    rest = space - sum(out)
    return tuple(width + rest / len(out) for width in out)


def _most(least: Sequence[float], space: float) -> float:
    """The most that a column may get of a ``space`` too small for all, so that those that need less have that."""
    left, count = space, len(least)
    for low in sorted(least):
        if low * count >= left:
            break
        left -= low
        count -= 1
    return left / max(count, 1)


def numeric(cells: Iterable[str]) -> bool:
    """Whether every cell with words is a number, and some cell has words."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(NUMBER.fullmatch(cell) for cell in filled)
