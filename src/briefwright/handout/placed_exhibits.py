"""An exhibit as it is set: its height, where it can be cut, and its items at a place on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Item, Paragraph, Role, Row, Rule, Shape, Stroke, Table, Text
from .drawings import Drawing

RULE_TO_TITLE = 9.0
HEAD_GAP = 6.0  # between title and table
NOTE_GAP = 8.0
PARTS_GAP = 12.0  # between two tables, one under the other
BESIDE_GAP = 18.0  # or side by side
INSET = 12.0  # of a panel
KEPT = 2  # rows of a table that stay together at a cut


class Grid(Struct, frozen=True):
    """A table: column widths, its head, its rows, and the shapes over each row, from the row's top left corner."""

    columns: tuple[float, ...]
    head: Row | None
    rows: tuple[Row, ...]
    marks: tuple[tuple[Shape, ...], ...]
    alt: str

    @property
    def height(self) -> float:
        return (self.head.height if self.head else 0.0) + sum(row.height for row in self.rows)

    def part(self, first: int, last: int) -> Grid:
        return replace(self, rows=self.rows[first:last], marks=self.marks[first:last])

    def closer(self, by: float) -> Grid:
        """Rows with ``by`` points less air above and below their words."""

        def row(one: Row) -> Row:
            cells = tuple(replace(c, pad=(c.pad[0], c.pad[1] - by, c.pad[2], c.pad[3] - by)) for c in one.cells)
            return replace(one, cells=cells, height=one.height - 2 * by)

        marks = tuple(tuple(replace(m, rect=m.rect.moved(0, -by)) for m in marks) for marks in self.marks)
        return replace(self, rows=tuple(map(row, self.rows)), marks=marks)

    @property
    def width(self) -> float:
        return sum(self.columns)

    def placed(self, name: str, x: float, y: float) -> Iterator[Item]:
        """The table with its top left corner at a point of the page."""
        rows = ((self.head,) if self.head else ()) + self.rows
        rect = Rect(x, y, sum(self.columns), self.height)
        yield Table(name, rect, self.columns, rows, self.alt, 1 if self.head else 0)
        at = y + (self.head.height if self.head else 0.0)
        for number, (row, shapes) in enumerate(zip(self.rows, self.marks, strict=True), 1):
            for part, shape in enumerate(shapes, 1):
                yield replace(shape, name=f"{name}/mark-{number}-{part}", rect=shape.rect.moved(x, at))
            at += row.height


class Figure(Struct, frozen=True):
    """An exhibit, set. ``top`` are its title and subtitle, ``again`` the title of what goes on elsewhere; ``parts`` are
    its tables and drawings, ``foot`` the paragraphs under them.

    Its parts stand one under the other, or ``beside`` each other. A ``panel`` stands on a tint, not under a rule.
    """

    name: str
    width: float
    top: tuple[Paragraph, ...]
    again: Paragraph
    parts: tuple[Grid | Drawing, ...]
    foot: tuple[Paragraph, ...]
    rule: Stroke
    panel: bool = False
    beside: bool = False
    sources: tuple[int, ...] = ()
    part: int = 1

    @property
    def height(self) -> float:
        foot = sum(p.height for p in self.foot) + (NOTE_GAP if self.foot else 0.0)
        return self._lead + self._tables + foot + (INSET if self.panel else 0.0)

    @property
    def _lead(self) -> float:
        return (INSET if self.panel else RULE_TO_TITLE) + sum(p.height for p in self.top) + HEAD_GAP

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        return tuple(part for part in self.parts if isinstance(part, Drawing))

    @property
    def _tables(self) -> float:
        heights = [part.height for part in self.parts]
        return max(heights, default=0.0) if self.beside else sum(heights) + PARTS_GAP * max(len(heights) - 1, 0)

    def closer(self, by: float) -> Figure:
        """The exhibit with less air in the rows of its tables."""
        return replace(self, parts=tuple(part.closer(by) for part in self.parts))

    def split(self, room: float) -> tuple[Figure, Figure] | None:
        """Cut so that the first part is at most ``room`` high; None when too few rows go into it."""
        if not self.parts:
            return None
        if self.beside:
            return self._both(room)
        used = self._lead + (INSET if self.panel else 0.0)
        last = len(self.parts) - 1
        for index, part in enumerate(self.parts):
            used += part.head.height if isinstance(part, Grid) and part.head else 0.0
            for number, height in enumerate(_heights(part)):
                used += height
                if used > room + 0.01:
                    return self._cut(index, number)
            used += PARTS_GAP
        return self._cut(last, len(_heights(self.parts[last])))  # only the words under the parts are too much

    def _both(self, room: float) -> tuple[Figure, Figure] | None:
        """Cut tables that stand side by side, each where the room ends; where one ends before that, the other alone."""
        room -= self._lead + (INSET if self.panel else 0.0) - 0.01
        counts = []
        grids = [part for part in self.parts if isinstance(part, Grid)]  # a drawing fills the width: none is beside
        for grid in grids:
            used, count = grid.head.height if grid.head else 0.0, 0
            while count < len(grid.rows) and used + grid.rows[count].height <= room:
                used += grid.rows[count].height
                count += 1
            if count < len(grid.rows):
                count = min(count, len(grid.rows) - KEPT)
            if count < KEPT:
                return None
            counts.append(count)
        left = [(grid, count) for grid, count in zip(grids, counts, strict=True) if count < len(grid.rows)]
        if not left:
            return None
        rest = replace(
            self,
            name=f"{self.name}-{self.part + 1}",
            part=self.part + 1,
            top=(self.again,),
            parts=tuple(grid.part(count, len(grid.rows)) for grid, count in left),
        )
        kept = tuple(grid.part(0, count) for grid, count in zip(grids, counts, strict=True))
        return replace(self, parts=kept, foot=()), rest

    def _cut(self, index: int, number: int) -> tuple[Figure, Figure] | None:
        """Cut before row ``number`` of a part, or earlier, so that no row stands alone on either side."""
        part, count = self.parts[index], len(_heights(self.parts[index]))
        if isinstance(part, Drawing):
            number = 0
        if isinstance(part, Grid) and (index == len(self.parts) - 1 or number < count):
            number = min(number, count - KEPT)
        if number < KEPT:
            number = 0
        if not index and not number:
            return None
        first, second = (part.part(0, number), part.part(number, count)) if isinstance(part, Grid) else (part, part)
        rest = replace(
            self,
            name=f"{self.name}-{self.part + 1}",
            part=self.part + 1,
            top=(self.again,),
            parts=(second, *self.parts[index + 1 :]),
        )
        return replace(self, parts=(*self.parts[:index], *((first,) if number else ())), foot=()), rest

    def items(self, x: float, y: float) -> tuple[Item, ...]:
        """The items of the exhibit with its top left corner at a point."""
        items: list[Item] = []
        left, width = x, self.width
        if self.panel:
            items.append(Shape(f"{self.name}/panel", Rect(x, y, self.width, self.height), fill="tint"))
            left, width = x + INSET, self.width - 2 * INSET
        else:
            items.append(Rule(f"{self.name}/rule", x, y, x + self.width, y, self.rule))
        at = y + (INSET if self.panel else RULE_TO_TITLE)
        at = _stacked(items, f"{self.name}/title", self.top, left, at, width, (Role.SUBHEADING, Role.NOTE)) + HEAD_GAP
        under = at + self._tables
        for number, part in enumerate(self.parts, 1):
            kind = "table" if isinstance(part, Grid) else "drawing"
            items += part.placed(f"{self.name}/{kind}-{number}", left, at)
            if self.beside:
                left += part.width + BESIDE_GAP
            else:
                at += part.height + PARTS_GAP
        left = x + (INSET if self.panel else 0.0)
        _stacked(items, f"{self.name}/note", self.foot, left, under + NOTE_GAP, width, (Role.NOTE,))
        return tuple(items)


def _heights(part: Grid | Drawing) -> tuple[float, ...]:
    """Of the rows of a table; a drawing is one."""
    return tuple(row.height for row in part.rows) if isinstance(part, Grid) else (part.height,)


def _stacked(
    items: list[Item],
    name: str,
    paragraphs: Sequence[Paragraph],
    x: float,
    y: float,
    width: float,
    roles: Sequence[Role],
) -> float:
    """Texts one under the other; where the last one ends."""
    for number, paragraph in enumerate(paragraphs):
        y += paragraph.before
        box = Rect(x, y, width, paragraph.height - paragraph.before)
        role = roles[min(number, len(roles) - 1)]
        items.append(Text(f"{name}-{number + 1}", box, (replace(paragraph, before=0.0),), role))
        y += box.h
    return y
