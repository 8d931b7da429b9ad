"""Points, rectangles and the column grid. Every length is in points (1/72 in), y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

EMU_PER_POINT = 12_700


def whole(length: float, unit: float) -> float:
    """The multiple of a unit that is nearest to a length, both in points."""
    return round(length / unit) * unit


def emu(points: float) -> int:
    """English Metric Units, the integer length of OOXML (ECMA-376 Part 1, 20.1.2.1): 12,700 a point."""
    return round(points * EMU_PER_POINT)


class Rect(Struct, frozen=True):
    """A rectangle by its top left corner, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def inset(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Rect:
        """The rectangle that remains when each side moves inwards by so much."""
        return Rect(self.x + left, self.y + top, self.w - left - right, self.h - top - bottom)

    def below(self, y: float) -> Rect:
        """The part from ``y`` down to the same bottom."""
        return Rect(self.x, y, self.w, self.bottom - y)

    def moved(self, dx: float = 0, dy: float = 0) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def mirrored(self, width: float) -> Rect:
        """The rectangle on a page of this width after a mirroring from left to right."""
        return Rect(width - self.right, self.y, self.w, self.h)

    def contains(self, other: Rect, tolerance: float = 0.5) -> bool:
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Rect, tolerance: float = 0.5) -> bool:
        return (
            self.x < other.right - tolerance
            and other.x < self.right - tolerance
            and self.y < other.bottom - tolerance
            and other.y < self.bottom - tolerance
        )


def union(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle that holds all of some, of which there is one at least."""
    boxes = tuple(rects)
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


class Grid(Struct, frozen=True):
    """Equal columns with gutters between two margins of a page. Columns count from 1.

    ``right`` is the right margin where it is not as wide as the left one.
    """

    page_w: float
    margin: float
    columns: int
    gutter: float
    right: float | None = None

    @property
    def column(self) -> float:
        """The width of one column."""
        right = self.margin if self.right is None else self.right
        return (self.page_w - self.margin - right - (self.columns - 1) * self.gutter) / self.columns

    def x(self, column: int) -> float:
        """The left edge of a column."""
        return self.margin + (column - 1) * (self.column + self.gutter)

    def span(self, columns: int) -> float:
        """The width of so many columns with the gutters between them."""
        return columns * self.column + (columns - 1) * self.gutter

    def cell(self, column: int, columns: int, y: float, h: float) -> Rect:
        return Rect(self.x(column), y, self.span(columns), h)

    def split(self, area: Rect, parts: int) -> tuple[Rect, ...]:
        """``area`` cut into equal columns with this grid's gutter between them."""
        w = (area.w - (parts - 1) * self.gutter) / parts
        return tuple(Rect(area.x + i * (w + self.gutter), area.y, w, area.h) for i in range(parts))
