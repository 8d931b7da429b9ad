"""Galleys to filled columns: where each column ends, with no line left alone and no heading parted from its text.

All columns share one grid of lines of equal pitch, so that the lines of neighbouring columns are level.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from itertools import accumulate

from msgspec import Struct, field
from msgspec.structs import replace

from ..scene.model import List, Paragraph, Role
from ..story.model import Words
from ..text.hyphenate import SOFT_HYPHEN
from .blocks import Exhibit, Margin

LONELY = 2  # lines of a paragraph that may not stand alone at the foot or head of a column
UNEVEN = 5  # lines by which one column of a page may be longer than another
CLOSE = 1  # lines above the name of a section at least


class Galley(Struct, frozen=True):
    """A typeset paragraph, ``before`` lines of space above it unless it opens a column. ``anchors`` are the exhibits
    and numbers that follow it in the template."""

    paragraph: Paragraph
    role: Role = Role.BODY
    before: int = 0
    level: int = 0  # of a heading; 0 for text
    leads: bool = False  # to the text under it, as a heading does, without being one
    anchors: tuple[Exhibit | Margin, ...] = ()
    words: Words = field(default_factory=Words)

    @property
    def keeps(self) -> bool:
        """Whether what follows stands in the same column."""
        return self.level > 0 or self.leads

    def ends_in_hyphen(self, line: int) -> bool:
        """Whether the line before that one ends within a word."""
        end = self.paragraph.lines[line - 1].end
        return self.paragraph.text[end - 1 : end] == SOFT_HYPHEN

    @property
    def count(self) -> int:
        return len(self.paragraph.lines)


class TextPosition(Struct, frozen=True, order=True):
    """A galley by its index, and one of its lines."""

    galley: int = 0
    line: int = 0


class GalleyLines(Struct, frozen=True):
    """Lines ``[first, last)`` of a galley, which start at line ``at`` of a column."""

    galley: int
    first: int
    last: int
    at: int


FilledColumn = tuple[GalleyLines, ...]


class TextFlow:
    """Galleys, and the columns that they fill, ``columns`` of them a page. ``rows`` and ``most`` count lines.

    A page is tried with many heights of its columns: what is filled once is kept.
    """

    def __init__(self, galleys: Sequence[Galley], columns: int = 2) -> None:
        self.galleys = galleys
        self._count = columns
        self._counts = [galley.count for galley in galleys]
        self._above = [0, *accumulate(self._counts)]
        self._led = _led(galleys)
        self.column = cache(self._column)
        self.columns = cache(self._columns)
        self.levelled = cache(self._levelled)

    def left(self, start: TextPosition) -> float:
        """The lines from a position on, as many as each of the columns would have of them."""
        return (self._above[-1] - self._above[start.galley] - start.line) / self._count

    def strays(self, columns: Sequence[FilledColumn]) -> bool:
        """Whether the last line or two of a text stand alone in a column, and far more in another."""
        most = max(map(height, columns), default=0) - LONELY
        return any(
            len(column) == 1 and column[0].first and height(column) <= min(LONELY, most - 1) for column in columns
        )

    def _columns(self, start: TextPosition, rows: int, pages: int = 1) -> tuple[tuple[FilledColumn, ...], TextPosition]:
        """The columns of so many pages, each of ``rows`` lines, and where the next one starts."""
        filled = []
        for number in range(1, self._count * pages + 1):
            column, start = self.column(start, rows, number % self._count == 0)
            filled.append(column)
        return tuple(filled), start

    def _levelled(self, start: TextPosition, end: TextPosition, most: int) -> tuple[FilledColumn, ...]:
        """The text between two positions, which columns of ``most`` lines hold, in columns as short as possible."""
        low, high = 0, most  # lines that are too few, lines that are enough
        lines = self._above[end.galley] + end.line - self._above[start.galley] - start.line
        while high - low > 1:
            middle = (low + high) // 2
            enough = False
            if middle * self._count >= lines:  # else no columns hold it
                columns, reached = self.columns(start, middle)
                enough = reached >= end and self.well_broken(columns)
            low, high = (low, middle) if enough else (middle, high)
        made = tuple(
            tuple(lines for lines in column if TextPosition(lines.galley, lines.first) < end)
            for column in self.columns(start, high)[0]
        )
        if uneven(made) > UNEVEN and any(galley.before > CLOSE for galley in self.galleys):
            closer = self.closer.levelled(start, end, most)
            made = min(made, closer, key=uneven)
        return made

    @cached_property
    def closer(self) -> TextFlow:
        """The same text with less above the names of its sections."""
        return TextFlow([replace(galley, before=min(galley.before, CLOSE)) for galley in self.galleys], self._count)

    def well_broken(self, columns: Sequence[FilledColumn]) -> bool:
        """Whether no column ends under a heading or parts a line from its paragraph: low columns may have to."""
        for first, *_, last in ((column[0], *column) for column in columns if column):
            head, foot = self.galleys[first.galley], self.galleys[last.galley]
            if first.first > head.count - LONELY and first.first:
                return False
            if (foot.keeps and foot is not self.galleys[-1]) or (
                last.last < foot.count and not last.first and last.last < LONELY
            ):
                return False
        return True

    def opening(self, index: int) -> TextPosition:
        """Where the text of a galley begins: with the headings over it."""
        while index and self.galleys[index - 1].keeps:
            index -= 1
        return TextPosition(index)

    def list_of(self, index: int) -> List | None:
        """The list that a galley is an entry of: that of the entries before and behind it."""
        if not self.galleys[index].paragraph.bullet:
            return None
        while index and self.galleys[index - 1].paragraph.bullet:
            index -= 1
        return List(f"list-{index + 1}")

    def anchors(self, start: TextPosition, end: TextPosition) -> tuple[Exhibit | Margin, ...]:
        """The anchors of the galleys that end between two positions."""
        return tuple(anchor for galley in self.galleys[start.galley : end.galley] for anchor in galley.anchors)

    def paragraph(self, lines: GalleyLines) -> Paragraph:
        """These lines as a paragraph; where they do not open their galley it continues one."""
        whole = self.galleys[lines.galley].paragraph
        return replace(whole, lines=whole.lines[lines.first : lines.last], continued=lines.first > 0, before=0.0)

    def _column(self, start: TextPosition, rows: int, last: bool = False) -> tuple[FilledColumn, TextPosition]:
        """One column of at most ``rows`` lines, and where the next one starts: after the ``last`` of a page overleaf,
        where no word goes on."""
        placed: list[GalleyLines] = []
        index, line, at = start.galley, start.line, 0
        while index < len(self.galleys):
            galley = self.galleys[index]
            gap = galley.before if at and not line else 0
            room = rows - at - gap
            left = self._counts[index] - line
            count = left if left + self._led[index] <= room else _share(left, line, room, galley.keeps)
            if last and 0 < count < left and galley.ends_in_hyphen(line + count):
                count -= 1 if count > LONELY else 0
            if count <= 0 and at == 0:
                count = max(1, min(left, room))  # no column would ever hold it: better a lonely line than none
            if count <= 0:
                break
            placed.append(GalleyLines(index, line, line + count, at + gap))
            at += gap + count
            if count < left:
                return tuple(placed), TextPosition(index, line + count)
            index, line = index + 1, 0
        return tuple(placed), TextPosition(index, line)


def _led(galleys: Sequence[Galley]) -> list[int]:
    """The lines that each galley needs behind its own: a heading the first lines of the text under it, or the first two
    entries of a list."""
    led = [0] * len(galleys)
    for index in range(len(galleys) - 2, -1, -1):
        if galleys[index].keeps:
            after = galleys[index + 1]
            first = after.count if after.keeps or after.count <= LONELY + 1 else LONELY
            entries = galleys[index + 1 : index + 3]
            listed = len(entries) > 1 and all(entry.paragraph.bullet for entry in entries)
            second = min(entries[1].count, LONELY) if listed else 0
            led[index] = after.before + first + second + led[index + 1]
    return led


def _share(left: int, line: int, room: int, whole: bool) -> int:
    """How many of the ``left`` lines of a text go into ``room`` lines, so that none is alone on either side."""
    if whole:
        return 0
    count = min(room, left - LONELY) if room < left else left
    return count if count >= (LONELY if not line else 1) else 0


def uneven(columns: Sequence[FilledColumn]) -> int:
    """The lines by which the longest of the columns that have text is longer than the shortest."""
    heights = [height(column) for column in columns if column]
    return max(heights, default=0) - min(heights, default=0)


def height(column: FilledColumn) -> int:
    """The lines that a column takes."""
    return column[-1].at + column[-1].last - column[-1].first if column else 0
