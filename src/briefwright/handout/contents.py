"""Headings to the contents of a long handout: the name of each and its page, in columns, linked.

The page numbers are known only when all pages are made; until then the widest number keeps the space.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Item, ListOfContents, Role, Text
from ..story.model import Piece, Words
from ..text.fit import Typesetter

COLUMNS, GUTTER = 3, 18.0
HEAD_GAP, ENTRY_GAP = 3.0, 3.0


class Contents(Struct, frozen=True):
    """The entries ``first`` to ``last`` of a list of names, across ``width`` points; the first part has the heading."""

    names: tuple[str, ...]
    heading: str
    type: Typesetter
    width: float
    widest: int  # the page number that takes the most space
    first: int = 0
    last: int = 0
    name: str = "contents"
    sources: tuple[int, ...] = ()
    heights: tuple[float, ...] = ()  # of all entries, once a part is cut off

    @property
    def height(self) -> float:
        return self._lead + sum(self._rows()) - ENTRY_GAP

    @property
    def _lead(self) -> float:
        return self.type.style("ho_note").leading + HEAD_GAP if not self.first else 0.0

    @property
    def _column(self) -> float:
        return (self.width - (COLUMNS - 1) * GUTTER) / COLUMNS

    def _rows(self) -> list[float]:
        """The height of each row: that of its tallest entry. The names run down the columns."""
        count = ceil((self.last - self.first) / COLUMNS)
        heights = (self.heights or self._heights())[self.first : self.last]
        return [max(heights[row::count]) + ENTRY_GAP for row in range(count)]

    def _heights(self) -> tuple[float, ...]:
        return tuple(self._entry(index, self.widest).height for index in range(len(self.names)))

    def _entry(self, index: int, page: int) -> Text:
        words = Words((Piece(f"{self.names[index]}\u2002"), Piece(f"{page}", bold=True)))
        paragraph = self.type.set(words, "ho_note", self._column, colour="ink")
        box = Rect(0, 0, self._column, paragraph.height)
        listed = ListOfContents(self.name)
        return Text(f"{self.name}-{index + 1}", box, (paragraph,), link=f"#page-{page}", part_of=listed)

    def split(self, room: float) -> tuple[Contents, Contents] | None:
        """Cut so that the first part is at most ``room`` high; None when no row fits into it."""
        whole = replace(self, heights=self.heights or self._heights())
        rows = max(int((room - self._lead + ENTRY_GAP) / (self.type.style("ho_note").leading + ENTRY_GAP)) + 1, 0)
        over = max(self.last - COLUMNS - (self.first + rows * COLUMNS), 0)  # entries beyond those of a line each
        for at in range(self.last - COLUMNS * (1 + ceil(over / COLUMNS)), self.first, -COLUMNS):
            part = replace(whole, last=at)
            if part.height <= room + 0.01:
                return part, replace(whole, first=at)
        return None

    def items(self, x: float, y: float) -> tuple[Item, ...]:
        """None: ``numbered`` gives the items when the page numbers are known."""
        return ()

    def numbered(self, pages: Sequence[int], x: float, y: float) -> tuple[Item, ...]:
        """The entries with their page numbers, from the point (x, y) down."""
        items: list[Item] = []
        if not self.first:
            head = self.type.set(self.heading, "ho_note", self.width, colour="accent", bold=True)
            items.append(Text("contents", Rect(x, y, self.width, head.height), (head,), Role.HEADING))
        rows = self._rows()
        for index in range(self.first, self.last):
            column, row = divmod(index - self.first, len(rows))
            entry = self._entry(index, pages[index])
            left, top = x + column * (self._column + GUTTER), y + self._lead + sum(rows[:row])
            items.append(replace(entry, rect=entry.rect.moved(left, top)))
        return tuple(items)
