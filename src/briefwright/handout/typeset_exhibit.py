"""A typeset exhibit: its height, where it can be cut, and its items at a place on the page. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Span
from ..core.geometry import Rect
from ..scene.model import Item, Paragraph, Role, Row, Rule, Shape, Stroke, Table
from .drawings import Drawing
from .page_geometry import stacked

RULE_TO_TITLE = 9.0
HEAD_GAP = 6.0  # between title and table
NOTE_GAP = 8.0
PARTS_GAP = 12.0  # between two tables, one under the other
ASIDE_GAP = 18.0  # or side by side
INSET = 12.0  # of a panel
LOOSER = 4.0  # points more above and below the words of table rows, at most, where that fills a page
KEPT = 2  # rows of a table that stay together at a cut


class TypesetTable(Struct, frozen=True):
    """A table: column widths, its head, its rows, and the shapes over each row, from the row's top left corner."""

    columns: tuple[float, ...]
    head: Row | None
    rows: tuple[Row, ...]
    marks: tuple[tuple[Shape, ...], ...]
    alt: str

    @property
    def width(self) -> float:
        return sum(self.columns)

    @property
    def height(self) -> float:
        return self.head_height + sum(row.height for row in self.rows)

    @property
    def head_height(self) -> float:
        return self.head.height if self.head else 0.0

    @property
    def lines(self) -> tuple[float, ...]:
        """The heights of what a page break parts: its rows."""
        return tuple(row.height for row in self.rows)

    def part(self, first: int, last: int) -> TypesetTable:
        """The lines ``[first, last)`` as a table."""
        return replace(self, rows=self.rows[first:last], marks=self.marks[first:last])

    def closer(self, by: float) -> TypesetTable:
        """The table with ``by`` points less above and below the words of each row."""

        def row(one: Row) -> Row:
            cells = tuple(replace(c, pad=(c.pad[0], c.pad[1] - by, c.pad[2], c.pad[3] - by)) for c in one.cells)
            return replace(one, cells=cells, height=one.height - 2 * by)

        marks = tuple(tuple(replace(m, rect=m.rect.moved(0, -by)) for m in marks) for marks in self.marks)
        return replace(self, rows=tuple(map(row, self.rows)), marks=marks)

    def loosened(self, by: float) -> TypesetTable:
        """The table higher by a share of what it can be."""
        return self.closer(-LOOSER * by)

    def placed(self, name: str, x: float, y: float) -> Iterator[Item]:
        """The table with its top left corner at a point of the page."""
        rows = ((self.head,) if self.head else ()) + self.rows
        rect = Rect(x, y, self.width, self.height)
        yield Table(name, rect, self.columns, rows, self.alt, 1 if self.head else 0)
        y += self.head_height
        for number, (row, shapes) in enumerate(zip(self.rows, self.marks, strict=True), 1):
            for part, shape in enumerate(shapes, 1):
                yield replace(shape, name=f"{name}/mark-{number}-{part}", rect=shape.rect.moved(x, y))
            y += row.height


class FoldedTable(TypesetTable, frozen=True):
    """A long table of narrow rows, all of one height, in ``fold`` columns side by side, each under its own head."""

    fold: int = 2

    @property
    def width(self) -> float:
        return self.fold * sum(self.columns) + (self.fold - 1) * ASIDE_GAP

    @property
    def height(self) -> float:
        return self.head_height + sum(self.lines)

    @property
    def lines(self) -> tuple[float, ...]:
        return (self.rows[0].height,) * ceil(len(self.rows) / self.fold) if self.rows else ()

    def closer(self, by: float) -> TypesetTable:
        return self

    def part(self, first: int, last: int) -> TypesetTable:
        return TypesetTable.part(self, first * self.fold, last * self.fold)

    def placed(self, name: str, x: float, y: float) -> Iterator[Item]:
        count = len(self.lines)
        for column, first in enumerate(range(0, len(self.rows), count)):
            rows = self.rows[first : first + count]
            each = TypesetTable(self.columns, self.head, rows, self.marks[first : first + count], self.alt)
            yield from each.placed(f"{name}-{column + 1}", x + column * (sum(self.columns) + ASIDE_GAP), y)


class TypesetExhibit(Struct, frozen=True, dict=True):
    """An exhibit ``width`` points wide: ``top`` are its title and subtitle, ``continued`` the title of a part on a
    further page; ``parts`` are its tables and drawings, ``foot`` the paragraphs under them.

    Its parts stand one under the other, or side by side when ``aside``. A ``panel`` stands on a tint, others under a
    rule. ``span`` is where its slide was written.
    """

    name: str
    width: float
    top: tuple[Paragraph, ...]
    continued: Paragraph
    parts: tuple[TypesetTable | Drawing, ...]
    foot: tuple[Paragraph, ...]
    rule: Stroke
    panel: bool = False
    aside: bool = False
    sources: tuple[int, ...] = ()
    part: int = 1
    span: Span | None = None

    @cached_property
    def height(self) -> float:
        foot = sum(p.height for p in self.foot) + (NOTE_GAP if self.foot else 0.0)
        return self._lead + self._parts_height + foot + self._inset

    @property
    def _inset(self) -> float:
        return INSET if self.panel else 0.0

    @property
    def _lead(self) -> float:
        """The height of all above the parts."""
        return (INSET if self.panel else RULE_TO_TITLE) + sum(p.height for p in self.top) + HEAD_GAP

    @property
    def _parts_height(self) -> float:
        heights = [part.height for part in self.parts]
        return max(heights, default=0.0) if self.aside else sum(heights) + PARTS_GAP * max(len(heights) - 1, 0)

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        return tuple(part for part in self.parts if isinstance(part, Drawing))

    def closer(self, by: float) -> TypesetExhibit:
        """The exhibit with ``by`` points less above and below the words of table rows."""
        return replace(self, parts=tuple(part.closer(by) for part in self.parts))

    @cached_property
    def slack(self) -> float:
        """The points that it can be set higher."""
        return self.loosened(1.0).height - self.height

    def loosened(self, by: float) -> TypesetExhibit:
        """The exhibit set higher by a share of its slack."""
        return replace(self, parts=tuple(part.loosened(by) for part in self.parts))

    def split(self, room: float) -> tuple[TypesetExhibit, TypesetExhibit] | None:
        """Cut so that the first part is at most ``room`` high; None when too few rows go into it."""
        if not self.parts:
            return None
        if self.aside:
            return self._split_aside(room)
        used = self._lead + self._inset
        for index, part in enumerate(self.parts):
            used += part.head_height if isinstance(part, TypesetTable) else 0.0
            for number, height in enumerate(_heights(part)):
                used += height
                if used > room + 0.01:
                    return self._cut(index, number)
            used += PARTS_GAP
        return self._cut(index, len(_heights(part)))  # all parts fit, but not the texts under them

    def _split_aside(self, room: float) -> tuple[TypesetExhibit, TypesetExhibit] | None:
        """Cut tables that stand side by side at the same height. A table that ends above has no second part."""
        room -= self._lead + self._inset - 0.01
        kept: list[TypesetTable] = []
        left: list[TypesetTable] = []
        for table in self.parts:
            assert isinstance(table, TypesetTable)  # a drawing is as wide as the page
            used, count, rows = table.head_height, 0, len(table.rows)
            while count < rows and used + table.rows[count].height <= room:
                used += table.rows[count].height
                count += 1
            if count < rows:
                count = min(count, rows - KEPT)
                left.append(table.part(count, rows))
            if count < KEPT:
                return None
            kept.append(table.part(0, count))
        return self._parted(kept, left) if left else None

    def _cut(self, index: int, number: int) -> tuple[TypesetExhibit, TypesetExhibit] | None:
        """Cut before row ``number`` of a part, or earlier, so that no row stands alone on either side."""
        part = self.parts[index]
        before, after = list(self.parts[:index]), self.parts[index + 1 :]
        if isinstance(part, TypesetTable):
            count = len(part.lines)
            if index == len(self.parts) - 1 or number < count:
                number = min(number, count - KEPT)
            if number >= KEPT:
                return self._parted([*before, part.part(0, number)], [part.part(number, count), *after])
        return self._parted(before, [part, *after]) if before else None

    def _parted(
        self, first: Sequence[TypesetTable | Drawing], second: Sequence[TypesetTable | Drawing]
    ) -> tuple[TypesetExhibit, TypesetExhibit]:
        """The exhibit in two, the texts under its parts with the second."""
        number = self.part + 1
        rest = replace(self, name=f"{self.name}-{number}", part=number, top=(self.continued,), parts=tuple(second))
        return replace(self, parts=tuple(first), foot=()), rest

    def items(self, x: float, y: float) -> tuple[Item, ...]:
        """The items of the exhibit with its top left corner at a point."""
        items: list[Item] = []
        if self.panel:
            items.append(Shape(f"{self.name}/panel", Rect(x, y, self.width, self.height), fill="tint"))
        else:
            items.append(Rule(f"{self.name}/rule", x, y, x + self.width, y, self.rule))
        x, width = x + self._inset, self.width - 2 * self._inset
        roles = (Role.SUBHEADING, *(Role.NOTE,) * len(self.top))
        items += stacked(f"{self.name}/title", self.top, x, y + (INSET if self.panel else RULE_TO_TITLE), width, roles)
        left, at = x, y + self._lead
        foot = at + self._parts_height + NOTE_GAP
        for number, part in enumerate(self.parts, 1):
            kind = "table" if isinstance(part, TypesetTable) else "drawing"
            items += part.placed(f"{self.name}/{kind}-{number}", left, at)
            if self.aside:
                left += part.width + ASIDE_GAP
            else:
                at += part.height + PARTS_GAP
        items += stacked(f"{self.name}/note", self.foot, x, foot, width, (Role.NOTE,) * len(self.foot))
        return tuple(items)


def _heights(part: TypesetTable | Drawing) -> tuple[float, ...]:
    """Of the lines of a table; a drawing is one."""
    return part.lines if isinstance(part, TypesetTable) else (part.height,)
