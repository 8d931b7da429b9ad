"""Rows of texts to aligned lines: as wide as a terminal, or whole and uncoloured for a pipe or a file."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

INDENT, GAP = 2, 2  # columns of a terminal
LEAST = 24  # what a wrapped text needs to read well
MOST = 56  # in a pipe a longer text pushes what follows it to the right


def aligned(rows: Sequence[Sequence[str]], width: int | None = None, elastic: int = 1) -> list[str]:
    """The rows in columns. ``width`` is a terminal's; None leaves each row on a line of its own.

    The ``elastic`` column wraps where the room is short; where even that leaves too little, the last column goes below.
    """
    if not rows:
        return []
    widths = [max(cells(row[n]) for row in rows) for n in range(len(rows[0]))]
    if width is None:
        widths[elastic] = min(widths[elastic], MOST)
        return [_line(row, widths) for row in rows]
    last = len(widths) - 1
    room = width - INDENT - sum(widths) + widths[elastic] - GAP * last
    below = room < min(widths[elastic], LEAST) and last != elastic
    if below:
        room += widths[last] + GAP
    widths[elastic] = max(min(widths[elastic], room), 1)
    return [line for row in rows for line in _lines(row, widths, elastic, width if below else None)]


def cells(text: str) -> int:
    """The columns of a terminal that a text takes: two for a Chinese character, none for an accent (UAX #11)."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, width: int) -> str:
    """The text with spaces up to a width in columns."""
    return text + " " * max(width - cells(text), 0)


def _lines(row: Sequence[str], widths: Sequence[int], elastic: int, most: int | None) -> list[str]:
    """One row; with ``most`` its last column goes below, unless the row is short."""
    wrapped = _wrapped(row[elastic], widths[elastic])
    first = [*row[:elastic], wrapped[0], *row[elastic + 1 :]]
    before = [""] * elastic
    more = [_line([*before, line], widths) for line in wrapped[1:]]
    whole = _line(first, widths)
    if most is None or (cells(whole) <= most and not more):
        return [whole, *more]
    return [_line(first[:-1], widths), *more, _line([*before, row[-1]], widths)]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    joined = (" " * GAP).join(padded(text, width) for text, width in zip(row, widths, strict=False))
    return " " * INDENT + joined.rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of that width; only a word that is wider than a line is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if lines[-1] and cells(lines[-1] + char) > width:
                lines.append("")
            lines[-1] += char
    return lines
