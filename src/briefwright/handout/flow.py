"""Set paragraphs to columns: where each column ends, with no line left alone and no heading without its text.

Everything stands on one grid of lines of equal pitch, so that lines of neighbouring columns are level.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..scene.model import Paragraph, Role
from ..story.model import Words
from .blocks import Exhibit, Margin

LONELY = 2  # lines of a paragraph that may not stand alone at the foot or head of a column


class Galley(Struct, frozen=True):
    """A paragraph in lines, ``before`` lines of space above it unless it opens a column. ``anchors`` follow its end."""

    paragraph: Paragraph
    role: Role = Role.BODY
    before: int = 0
    level: int = 0  # of a heading; 0 for text
    anchors: tuple[Exhibit | Margin, ...] = ()
    words: Words = field(default_factory=Words)

    @property
    def count(self) -> int:
        return len(self.paragraph.lines)


class Place(Struct, frozen=True):
    """A place in the galleys: a galley and one of its lines."""

    galley: int = 0
    line: int = 0


class Stretch(Struct, frozen=True):
    """Lines ``[first, last)`` of a galley, from line ``at`` of a column on."""

    galley: int
    first: int
    last: int
    at: int


Column = tuple[Stretch, ...]


class Trial(tuple[Galley, ...]):
    """Galleys that are set again and again until the pages are good: what a column holds is reckoned once."""

    def __init__(self, galleys: Sequence[Galley]) -> None:
        self.known: dict[tuple[Place, int], tuple[Column, Place]] = {}


def fill(galleys: Sequence[Galley], start: Place, rows: int) -> tuple[Column, Place]:
    """One column of at most ``rows`` lines from ``start`` on, and where the next one starts."""
    if not isinstance(galleys, Trial):
        return _filled(galleys, start, rows)
    key = start, rows
    if key not in galleys.known:
        galleys.known[key] = _filled(galleys, start, rows)
    return galleys.known[key]


def _filled(galleys: Sequence[Galley], start: Place, rows: int) -> tuple[Column, Place]:
    placed: list[Stretch] = []
    index, line, at = start.galley, start.line, 0
    while index < len(galleys):
        galley = galleys[index]
        gap = galley.before if at and not line else 0
        room = rows - at - gap
        left = galley.count - line
        count = left if _needs(galleys, index, line) <= room else _share(left, line, room, galley.level)
        if count <= 0 and at == 0:
            count = max(1, min(left, room))  # nothing would ever fit: better a lonely line than none
        if count <= 0:
            break
        placed.append(Stretch(index, line, line + count, at + gap))
        at += gap + count
        if count < left:
            return tuple(placed), Place(index, line + count)
        index, line = index + 1, 0
    return tuple(placed), Place(index, line)


def _needs(galleys: Sequence[Galley], index: int, line: int) -> int:
    """The lines that must stand together from here on for the rest of the galley to be placed whole."""
    need = galleys[index].count - line
    while galleys[index].level and index + 1 < len(galleys):
        index += 1
        after = galleys[index]
        need += after.before + (after.count if after.level or after.count <= LONELY + 1 else LONELY)
    return need


def _share(left: int, line: int, room: int, level: int) -> int:
    """How many of the ``left`` lines of a text go into ``room``, so that none is alone on either side."""
    if level:
        return 0
    count = min(room, left - LONELY) if room < left else left
    return count if count >= (LONELY if not line else 1) else 0


def columns(galleys: Sequence[Galley], start: Place, rows: int, count: int = 2) -> tuple[tuple[Column, ...], Place]:
    """``count`` columns of ``rows`` lines."""
    filled = []
    for _ in range(count):
        column, start = fill(galleys, start, rows)
        filled.append(column)
    return tuple(filled), start


def balanced(galleys: Sequence[Galley], start: Place, most: int, count: int = 2) -> tuple[Column, ...] | None:
    """All that is left in ``count`` columns as even as can be, of at most ``most`` lines; None when it is too much."""
    end = columns(galleys, start, most, count)[1]
    return None if end.galley < len(galleys) else levelled(galleys, start, end, most, count)


def levelled(galleys: Sequence[Galley], start: Place, end: Place, most: int, count: int = 2) -> tuple[Column, ...]:
    """What ``count`` columns of ``most`` lines hold up to ``end``, in columns no longer than they need to be."""
    low, high = 0, most  # lines that do not do, lines that do
    while high - low > 1:
        middle = (low + high) // 2
        enough = columns(galleys, start, middle, count)[1] == end
        low, high = (low, middle) if enough else (middle, high)
    return columns(galleys, start, high, count)[0]


def height(column: Column) -> int:
    """The lines that a column takes."""
    return column[-1].at + column[-1].last - column[-1].first if column else 0


def cut(galley: Galley, stretch: Stretch) -> Paragraph:
    """The paragraph of a stretch; one that does not open its galley carries it on."""
    lines = galley.paragraph.lines[stretch.first : stretch.last]
    return replace(galley.paragraph, lines=lines, continued=stretch.first > 0, before=0.0)


def anchored(galleys: Sequence[Galley], start: Place, end: Place) -> tuple[Exhibit | Margin, ...]:
    """What hangs on the galleys that end between two places."""
    return tuple(anchor for galley in galleys[start.galley : end.galley] for anchor in galley.anchors)
