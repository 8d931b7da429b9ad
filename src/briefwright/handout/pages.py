"""Galleys, exhibits and numbers to pages: columns filled, exhibits at the foot, the last page balanced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Item, Paragraph, Role, Text
from ..write.pdf.document import Bookmark
from .blocks import Exhibit, Margin
from .contents import Contents
from .endnotes import SourceBlock, SourceLine
from .flow import Column, Galley, Place, anchored, balanced, columns, cut, height, levelled
from .page_geometry import MARGIN, SIDE, TOP, Furniture, Sheet
from .placed_exhibits import Figure
from .side_figures import MOST, Note, fitting, spread
from .typesetting import SECTION

LEAST = 8  # lines of text that a page with exhibits keeps, or it is a page of exhibits only
SPLIT = 200.0  # an exhibit that a page can hold is cut only where so much of a page would stay empty
SPARSE = 0.3  # of a page: less on the last one is worth some air elsewhere
LINE_GAP = 12.0  # above the source line


class Placed(Protocol):
    """What stands across the page: an exhibit, a row of numbers, the list of sources."""

    @property
    def name(self) -> str: ...
    @property
    def height(self) -> float: ...
    @property
    def sources(self) -> tuple[int, ...]: ...
    def split(self, room: float) -> tuple[Placed, Placed] | None: ...
    def items(self, x: float, y: float) -> tuple[Item, ...]: ...


class Leaf(Struct):
    """A page as it is made: its items without the furniture, and the sources that they cite."""

    items: list[Item] = field(default_factory=list)
    sources: set[int] = field(default_factory=set)
    end: float = TOP  # below it the page is free


class Head(Struct, frozen=True):
    """A heading of the text, and the page that it stands on, from 1."""

    text: str
    level: int
    page: int


class Press(Struct):
    """Makes the pages of one handout. ``figures`` and ``notes`` are what the anchors of the galleys bring."""

    sheet: Sheet
    galleys: Sequence[Galley]
    figures: Mapping[Exhibit, Figure]
    notes: Mapping[Margin, tuple[Note, ...]]
    line: SourceLine
    pitch: float
    gap: float  # above an exhibit
    first: int = MOST  # numbers on page 1
    each: int = MOST  # numbers on every further page
    shown: int = 0  # numbers beside the text so far
    early: int = 0  # pages that an exhibit may stand before the text that it hangs on
    queue: list[Placed] = field(default_factory=list)  # exhibits that wait for a page
    waiting: list[Note] = field(default_factory=list)  # numbers that wait for room in the side column
    place: Place = field(default_factory=Place)
    leaves: list[Leaf] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # the names of the exhibits that stand on a page
    late: list[tuple[Leaf, Contents, float]] = field(default_factory=list)  # contents, and where they will stand

    def opening(self, paragraphs: Sequence[tuple[Paragraph, Role, float]]) -> float:
        """Start page 1 with title and standfirst, as (paragraph, role, space above); where the text begins."""
        leaf, y = self._leaf(), TOP - 3
        for number, (paragraph, role, space) in enumerate(paragraphs, 1):
            y += space
            box = Rect(MARGIN, y, self.sheet.body, paragraph.height)
            leaf.items.append(Text(f"opening-{number}", box, (paragraph,), role))
            y += paragraph.height
        leaf.end = y
        return y

    def text(self, top: float) -> None:
        """Set all text, and with it what hangs on it, from ``top`` on the open page on."""
        while self.place.galley < len(self.galleys):
            if top + self.pitch * LEAST > self._bottom:
                self._leaf()
                top = TOP
            self._page(top)
            top = self._bottom

    def rest(self, last: Sequence[Placed]) -> None:
        """What still waits, then ``last``, on the open page as far as there is room and on further ones."""
        waiting = [*self.queue, *last]
        self.queue.clear()
        y = self.end
        while waiting:
            one = waiting.pop(0)
            gap = self.gap if y > TOP else 0.0
            room = self._bottom - y - gap
            if one.height > room + 0.01:
                # an exhibit that the next page holds in one piece is not cut for a little room
                whole = isinstance(one, Figure) and one.height <= self._bottom - TOP and room < SPLIT
                parts = None if whole and y > TOP else one.split(room)
                if parts:
                    one, following = parts
                    waiting.insert(0, following)
                elif y > TOP:
                    waiting.insert(0, one)
                    self._leaf()
                    y = TOP
                    continue
            self._put(one, y + gap)
            y += gap + one.height

    @property
    def sparse(self) -> bool:
        """Whether the last of several pages is nearly empty."""
        return len(self.leaves) > 1 and self.end < TOP + SPARSE * (self._bottom - TOP)

    @property
    def empty(self) -> tuple[float, ...]:
        """The share of each page but the last that stays empty at its foot."""
        return tuple((self._bottom - leaf.end) / (self._bottom - TOP) for leaf in self.leaves[:-1])

    @property
    def end(self) -> float:
        """Where the open page is free below everything on it."""
        return self.leaves[-1].end

    @property
    def cited(self) -> dict[int, list[int]]:
        """The pages so far, from 1, on which each source is cited."""
        found: dict[int, list[int]] = {}
        for number, leaf in enumerate(self.leaves, 1):
            for source in leaf.sources:
                found.setdefault(source, []).append(number)
        return found

    # ---- one page ----------------------------------------------------------------------------------

    @property
    def _bottom(self) -> float:
        return self.sheet.bottom - (self.line.height + LINE_GAP if self.line.height else 0.0)

    def _leaf(self) -> Leaf:
        self.leaves.append(Leaf())
        return self.leaves[-1]

    def _page(self, top: float) -> None:
        room = self._bottom - top
        chosen = self._waiting(room)
        filled, end, chosen = self._fill(room, chosen)
        even = balanced(self.galleys, self.place, self._rows(room, chosen), self.sheet.columns)
        hanging = anchored(self.galleys, self.place, end)
        start, self.place = self.place, end
        self.used.update(one.name for one in chosen)
        new = [self.figures[anchor] for anchor in hanging if isinstance(anchor, Exhibit)]
        self.queue = [*self.queue, *(figure for figure in new if figure.name not in self.used)]
        self.waiting += [one for anchor in hanging if isinstance(anchor, Margin) for one in self.notes[anchor]]
        filled = even or levelled(self.galleys, start, end, self._rows(room, chosen), self.sheet.columns)
        depth = max(map(height, filled), default=0) * self.pitch
        foot = sum(figure.height + self.gap for figure in chosen)
        under = top + depth if even is not None else self._bottom - foot
        if even is not None and self.queue:  # balanced text leaves room for more of what waits
            while self.queue and foot + self.queue[0].height + self.gap <= room - depth + 0.01:
                chosen.append(self.queue.pop(0))
                foot += chosen[-1].height + self.gap
        self._draw(filled, top)
        self._side(top, (under if chosen else self._bottom) - top)
        for figure in chosen:
            self._put(figure, under + self.gap)
            under += figure.height + self.gap
        assert self.place != start  # each page takes some text, so that the last one comes

    def _rows(self, room: float, chosen: Sequence[Placed]) -> int:
        return int((room - sum(figure.height + self.gap for figure in chosen) + 0.01) // self.pitch)

    def _waiting(self, room: float) -> list[Placed]:
        """Of the exhibits that wait, those that go on this page and leave room for text; one too tall is cut.

        Where all text can end on this page it does, and no exhibit keeps it from that.
        """
        for count in range(len(self.queue), -1, -1):
            rows = self._rows(room, self.queue[:count])
            if rows > 0 and balanced(self.galleys, self.place, rows, self.sheet.columns) is not None:
                return self._taken(count)
        count = 0
        while count < len(self.queue) and self._rows(room, self.queue[: count + 1]) >= LEAST:
            count += 1
        most = room - LEAST * self.pitch - self.gap
        if count or not self.queue or self.queue[0].height <= most:
            return self._taken(count)
        parts = self.queue[0].split(most)
        if parts:
            self.queue[:1] = parts
            count = 1
        return self._taken(count)

    def _taken(self, count: int) -> list[Placed]:
        taken, self.queue = self.queue[:count], self.queue[count:]
        return taken

    def _fill(self, room: float, chosen: list[Placed]) -> tuple[tuple[Column, ...], Place, list[Placed]]:
        """The columns of a page, with as many of the exhibits that hang on its text as leave that text on the page."""
        while True:
            filled, end = columns(self.galleys, self.place, self._rows(room, chosen), self.sheet.columns)
            if self.queue:
                return filled, end, chosen
            following = next((f for f in self._near(end) if f not in chosen), None)
            if following is None or self._rows(room, [*chosen, following]) < LEAST:
                return filled, end, chosen
            fewer = columns(self.galleys, self.place, self._rows(room, [*chosen, following]), self.sheet.columns)[1]
            if following not in self._near(fewer):
                return filled, end, chosen
            chosen = [*chosen, following]

    def _near(self, end: Place) -> list[Figure]:
        """The exhibits that hang on the text of a page that ends there, or on that of the next ones where they may be
        early, and do not stand on a page already."""
        if self.early:
            rows = int((self._bottom - TOP) // self.pitch)
            end = columns(self.galleys, end, rows, self.early * self.sheet.columns)[1]
        near = (self.figures[a] for a in anchored(self.galleys, self.place, end) if isinstance(a, Exhibit))
        return [figure for figure in near if figure.name not in self.used]

    # ---- drawing -----------------------------------------------------------------------------------

    def _draw(self, filled: Sequence[Column], top: float) -> None:
        leaf, page = self.leaves[-1], len(self.leaves) - 1
        for index, column in enumerate(filled):
            x = self.sheet.column_x(index)
            for stretch in column:
                galley = self.galleys[stretch.galley]
                paragraph = cut(galley, stretch)
                y = top + stretch.at * self.pitch
                box = Rect(x, y, self.sheet.column, paragraph.height)
                name = f"text-{stretch.galley + 1}" + (f"-{stretch.first + 1}" if stretch.first else "")
                leaf.items.append(Text(name, box, (paragraph,), galley.role))
                leaf.sources.update(galley.words.sources)
                leaf.end = max(leaf.end, box.bottom)
                if galley.level and not stretch.first:
                    self.bookmarks.append(Bookmark(galley.paragraph.text, galley.level - 2, page, y - 6))
                    self.heads.append(Head(galley.paragraph.text, galley.level, page + 1))

    def _side(self, top: float, room: float) -> None:
        if not self.sheet.side:
            return
        leaf = self.leaves[-1]
        due = self.first + self.each * (len(self.leaves) - 1) - self.shown  # what found no room before comes too
        notes = self.waiting[: fitting(self.waiting, room, min(due, MOST))]
        self.shown += len(notes)
        del self.waiting[: len(notes)]
        for number, (one, at) in enumerate(zip(notes, spread(notes, room), strict=True), 1):
            # the rule is level with the capitals of the text beside it
            leaf.items += one.items(f"number-{number}", self.sheet.side_x, top + 4 + at, SIDE)
            leaf.end = max(leaf.end, top + 4 + at + one.height)
            leaf.sources.update(one.sources)

    def _put(self, one: Placed, y: float) -> None:
        leaf = self.leaves[-1]
        leaf.items += one.items(MARGIN, y)
        leaf.sources.update(one.sources)
        leaf.end = max(leaf.end, y + one.height)
        if isinstance(one, Figure) and one.part == 1:
            self.bookmarks.append(Bookmark(one.top[0].text, 1, len(self.leaves) - 1, y))
        elif isinstance(one, Contents):
            self.late.append((leaf, one, y))
        elif isinstance(one, SourceBlock) and one.heading:
            self.bookmarks.append(Bookmark(one.heading.text, 0, len(self.leaves) - 1, y))
            self.heads.append(Head(one.heading.text, SECTION, len(self.leaves)))

    def pages(self, furniture: Furniture, last_line: bool) -> list[tuple[Item, ...]]:
        """The items of every page with its source line and furniture; the last page without a line if so asked."""
        pages = [head.page for head in named(self.heads)]
        for leaf, contents, y in self.late:
            leaf.items += contents.numbered(pages, MARGIN, y)
        made = []
        for number, leaf in enumerate(self.leaves, 1):
            items = list(leaf.items)
            line = self.line.paragraph(leaf.sources) if last_line or number < len(self.leaves) else None
            if line:
                box = Rect(MARGIN, self.sheet.bottom - line.height, self.sheet.measure, line.height)
                items.append(Text("source-line", box, (line,), Role.SOURCE))
            items += furniture.items(number)
            made.append(tuple(replace(item, name=f"page-{number}/{item.name}") for item in items))
        return made


def named(heads: Sequence[Head]) -> tuple[Head, ...]:
    """What the contents name: the sections, or the headings of a text that has no two sections."""
    sections = tuple(head for head in heads if head.level == SECTION)
    return sections if len(sections) > 2 else tuple(heads)
