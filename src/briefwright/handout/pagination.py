"""Galleys, exhibits and numbers to pages: columns are filled, exhibits stand at the foot, the last page is balanced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Item, Paragraph, Role, Text
from ..write.pdf.document import Bookmark
from .blocks import Exhibit, Margin
from .contents import Contents
from .endnotes import ENTRIES, SourceBlock, SourceLine
from .flow import FilledColumn, TextFlow, TextPosition, height
from .open_page import FullWidth, OpenPage, PlacedHeading, outlined
from .page_geometry import MARGIN, SIDE, TOP, PageGeometry, stacked
from .side_figures import MOST, Note, fitting, spread
from .typeset_exhibit import TypesetExhibit
from .typesetting import SECTION

LEAST = 8  # lines of text on a page that has text and exhibits
HOLE = 0.33  # of a page: as much stays empty where the rest of its text waits for an exhibit
SPLIT = 200.0  # an exhibit no taller than a page is cut only where at least this height would else stay empty
SPARSE = 0.4  # of a page: a last page with less on it is nearly empty
LISTED = ("sources", ENTRIES, "small-print")  # begin the names of what the list of sources sets
LINE_GAP = 12.0  # above the source line


class Paginator(Struct):
    """Makes the pages of one leave-behind. ``exhibits`` and ``notes`` are what the anchors of the text stand for."""

    sheet: PageGeometry
    flow: TextFlow
    exhibits: Mapping[Exhibit, TypesetExhibit]
    notes: dict[Margin, tuple[Note, ...]]  # of the anchors not yet reached
    line: SourceLine
    pitch: float  # of the lines of text
    gap: float  # above an exhibit
    first: int = MOST  # numbers on page 1
    each: int = MOST  # numbers on every further page
    foot: float = 0.0  # points left free on the pages ``spared``, from 0
    spared: range = range(0)
    late: int = 0  # numbers that stand after the text, for which the side column had no room
    listed: bool = False  # whether the list of sources ends the last page, which then has no source line
    queue: list[FullWidth] = field(default_factory=list)  # exhibits not yet placed, whose text is
    waiting: list[Note] = field(default_factory=list)  # numbers not yet placed, whose text is
    noted: int = 0  # numbers in the side column so far
    position: TextPosition = field(default_factory=TextPosition)  # of the text not yet placed
    pages: list[OpenPage] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    headings: list[PlacedHeading] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # the names of the exhibits that stand on a page
    # with the index of their page, their place among its items and on it
    contents: list[tuple[int, int, Contents, float]] = field(default_factory=list)
    starts: list[Paginator] = field(default_factory=list)  # as it was before each page of text but the first

    def add_opening(self, paragraphs: Sequence[Paragraph]) -> None:
        """Start page 1 with the title and the paragraphs of the standfirst."""
        roles = (Role.TITLE, *(Role.LEAD,) * len(paragraphs))
        items = tuple(stacked("opening", paragraphs, MARGIN, TOP - 3, self.sheet.body, roles))
        self._new_page().add(items, (), items[-1].rect.bottom)

    def copied(self, foot: float = 0.0, spared: range = range(0)) -> Paginator:
        """The pages so far, to go on with: ``foot`` points are left free on the pages ``spared``."""
        *full, last = self.pages
        return replace(
            self, foot=foot, spared=spared, starts=[], notes={**self.notes}, queue=[*self.queue],
            waiting=[*self.waiting], bookmarks=[*self.bookmarks], headings=[*self.headings], used={*self.used},
            pages=[*full, replace(last, items=[*last.items], sources={*last.sources})], contents=[*self.contents],
        )  # fmt: skip

    def sparing(self, foot: float, spared: range) -> Paginator | None:
        """The same text with ``foot`` points free on the pages ``spared``, set anew from the page before them, which
        looks ahead; None where that is the first page."""
        same = [start for start in self.starts if len(start.pages) < spared.start]
        if not same:
            return None
        made = same[-1].copied(foot, spared)
        made.add_text(made.sheet.bottom)
        return made

    def add_text(self, top: float) -> None:
        """All text with its exhibits and numbers, from ``top`` on the open page on."""
        while self.position.galley < len(self.flow.galleys):
            if top + self.pitch * LEAST > self._bottom:
                self.starts.append(self.copied())
                self._new_page()
                top = TOP
            if top > TOP or not self._place_crowd():
                self._fill_page(top)
            top = self._bottom

    def add_rest(self, last: Sequence[FullWidth]) -> None:
        """The exhibits still in the queue, then ``last``, from the free part of the open page on."""
        waiting = [*self.queue, *last]
        self.queue.clear()
        y = self.end
        while waiting:
            one = waiting.pop(0)
            gap = self.gap if y > TOP else 0.0
            room = self._bottom - y - gap
            if self.listed and not waiting and y + gap + one.height <= self.sheet.bottom:
                room = one.height
            if one.height > room + 0.01:
                whole = isinstance(one, TypesetExhibit) and one.height <= self._bottom - TOP and room < SPLIT
                parts = None if whole and y > TOP else one.split(room)
                if parts:
                    one, following = parts
                    waiting.insert(0, following)
                elif y > TOP:
                    waiting.insert(0, one)
                    self._new_page()
                    y = TOP
                    continue
            self._place(one, y + gap)
            y += gap + one.height

    @property
    def wanting(self) -> float:
        """The points that the last of several pages wants: it is not to be nearly empty, nor of sources alone."""
        if len(self.pages) < 2:
            return 0.0
        alone = self.pages[-1].end > TOP and all(item.name.startswith(LISTED) for item in self.pages[-1].items)
        return max(TOP + SPARSE * (self.sheet.bottom - TOP) - self.end, LEAST * self.pitch if alone else 0.0, 0.0)

    @property
    def empty(self) -> tuple[float, ...]:
        """The empty share at the foot of each page but the last."""
        room = self._whole - TOP
        return tuple((self._whole - page.end) / room for page in self.pages[:-1])

    @property
    def end(self) -> float:
        """The open page is free below."""
        return self.pages[-1].end

    def finished(self) -> list[list[Item]]:
        """The items of every page, its contents and source line with them."""
        numbers = [heading.page for heading in outlined(self.headings)]
        for index, at, contents, y in self.contents:  # read where they stand
            self.pages[index].items[at:at] = contents.numbered(numbers, MARGIN, y)
        for page in self.pages[:-1] if self.listed else self.pages:
            if line := self.line.paragraph(page.sources):
                box = Rect(MARGIN, self.sheet.bottom - line.height, self.sheet.measure, line.height)
                page.items.append(Text("source-line", box, (line,), Role.SOURCE))
        return [page.items for page in self.pages]

    # ---- one page ----------------------------------------------------------------------------------

    @property
    def _whole(self) -> float:
        """The lower end of all but the source line, on a page that nothing is spared on."""
        return self.sheet.bottom - (self.line.height + LINE_GAP if self.line.height else 0.0)

    @property
    def _bottom(self) -> float:
        return self._bottom_of(len(self.pages) - 1)

    def _bottom_of(self, page: int) -> float:
        return self._whole - (self.foot if page in self.spared else 0.0)

    def _new_page(self) -> OpenPage:
        self.pages.append(OpenPage())
        return self.pages[-1]

    def _place_crowd(self) -> bool:
        """Exhibits alone on a page, where text among them would keep one of them for a page further from its call."""
        room = self._bottom - TOP
        count = len(self.queue)
        while count and self._depth(self.queue[:count]) - self.gap > room + 0.01:
            count -= 1
        if not count or self._leaves_text(room, self.queue[:count]):
            return False
        y = TOP
        for exhibit in self._dequeued(count):
            self._place(exhibit, y)
            y += exhibit.height + self.gap
        return True

    def _fill_page(self, top: float) -> None:
        """Text from ``top`` down, numbers next to it, exhibits at the foot or, on the last page, under the text."""
        room = self._bottom - top
        end, chosen = self._with_near_exhibits(room, self._queued_exhibits(room))
        end = self._in_reach(end, chosen, room)
        start, self.position = self.position, end
        self.used.update(one.name for one in chosen)
        for anchor in self.flow.anchors(start, end):
            if isinstance(anchor, Margin):
                self.waiting += self.notes.pop(anchor, ())
            elif self.exhibits[anchor].name not in self.used:
                self.queue.append(self.exhibits[anchor])
        filled = self.flow.levelled(start, end, self._rows(room, chosen))
        depth = max(map(height, filled), default=0) * self.pitch
        foot = self._depth(chosen)
        under = self._bottom - foot
        if self._ends(end):
            under = top + depth
            while self.queue and foot + self.queue[0].height + self.gap <= room - depth + 0.01:
                chosen.append(self.queue.pop(0))
                foot += chosen[-1].height + self.gap
        self._place_text(filled, top)
        self._place_notes(top, (under if chosen else self._bottom) - top)
        for exhibit in chosen:
            self._place(exhibit, under + self.gap)
            under += exhibit.height + self.gap
        assert self.position != start  # each page takes some text, so that there is a last page

    def _depth(self, exhibits: Sequence[FullWidth]) -> float:
        return sum(exhibit.height + self.gap for exhibit in exhibits)

    def _rows(self, room: float, exhibits: Sequence[FullWidth]) -> int:
        """The lines of text in each column above these exhibits."""
        return int((room - self._depth(exhibits) + 0.01) // self.pitch)

    def _ends(self, position: TextPosition) -> bool:
        return position.galley == len(self.flow.galleys)

    def _queued_exhibits(self, room: float) -> list[FullWidth]:
        """The exhibits of the queue that go on this page and leave room for text; one that is too tall is cut.

        Those that the text has called come before more text: no call is far from its exhibit.
        """
        count = 0
        while count < len(self.queue) and self._leaves_text(room, self.queue[: count + 1]):
            count += 1
        most = room - LEAST * self.pitch - self.gap
        if not count and self.queue and self.queue[0].height > most and (parts := self.queue[0].split(most)):
            self.queue[:1] = parts
            count = 1
        return self._dequeued(count)

    def _leaves_text(self, room: float, exhibits: Sequence[FullWidth]) -> bool:
        """Whether enough lines of text stand above these exhibits, or all that are left."""
        rows = self._rows(room, exhibits)
        return rows >= LEAST or (rows > 0 and self._ends(self.flow.columns(self.position, rows)[1]))

    def _dequeued(self, count: int) -> list[FullWidth]:
        taken, self.queue = self.queue[:count], self.queue[count:]
        return taken

    def _with_near_exhibits(self, room: float, chosen: list[FullWidth]) -> tuple[TextPosition, list[FullWidth]]:
        """Where the text of a page ends, and its exhibits: to those chosen come the exhibits of this text, as long as
        they leave it on the page."""
        while True:
            end = self.flow.columns(self.position, self._rows(room, chosen))[1]
            following = next((one for one in self._near(end) if one not in chosen), None) if not self.queue else None
            if following is None or (rows := self._rows(room, [*chosen, following])) < LEAST:
                return end, chosen
            if following not in self._near(self.flow.columns(self.position, rows)[1]):
                return end, chosen
            chosen = [*chosen, following]

    def _in_reach(self, end: TextPosition, chosen: Sequence[FullWidth], room: float) -> TextPosition:
        """Where the text of a page ends if the next page is to hold all exhibits that it calls: before the text that
        calls one too many, unless that leaves much of the page empty. A text that goes on there stands with them."""
        called: list[FullWidth] = [*self.queue]
        for index in range(self.position.galley, end.galley + (end.line > 0)):
            for exhibit in self._near(TextPosition(index + 1)):
                called += [exhibit] if exhibit not in called and exhibit not in chosen else []
            text = self.gap + self.pitch * LEAST if index == end.galley else 0.0
            if len(called) > 1 and self._depth(called) - self.gap + text > self._bottom_of(len(self.pages)) - TOP:
                earlier = self.flow.opening(index)
                if earlier > self.position:
                    rows = self._rows(room, chosen)
                    deep = max(map(height, self.flow.levelled(self.position, earlier, rows))) * self.pitch
                    if rows * self.pitch - deep <= HOLE * (self._bottom - TOP):
                        return earlier
        return end

    def _near(self, end: TextPosition) -> list[TypesetExhibit]:
        """The exhibits not yet placed of the text of a page that ends there."""
        anchors = self.flow.anchors(self.position, end)
        near = (self.exhibits[anchor] for anchor in anchors if isinstance(anchor, Exhibit))
        return [exhibit for exhibit in near if exhibit.name not in self.used]

    # ---- items -------------------------------------------------------------------------------------

    def _place_text(self, filled: Sequence[FilledColumn], top: float) -> None:
        for index, column in enumerate(filled):
            for lines in column:
                galley = self.flow.galleys[lines.galley]
                paragraph = replace(self.flow.paragraph(lines), leading=self.pitch)
                y = top + lines.at * self.pitch
                box = Rect(self.sheet.column_x(index), y, self.sheet.column, paragraph.height)
                name = f"text-{lines.galley + 1}" + (f"-{lines.first + 1}" if lines.first else "")
                text = Text(name, box, (paragraph,), galley.role, part_of=self.flow.list_of(lines.galley))
                self.pages[-1].add([text], galley.words.sources, box.bottom)
                if galley.level and not lines.first:
                    self._add_heading(galley.paragraph.text, galley.level, y - 6)

    def _place_notes(self, top: float, room: float) -> None:
        if not self.sheet.side:
            return
        due = (
            self.first + self.each * (len(self.pages) - 1) - self.noted
        )  # with those that earlier pages had no room for
        notes = self.waiting[: fitting(self.waiting, room, min(due, MOST))]
        self.noted += len(notes)
        del self.waiting[: len(notes)]
        for number, (note, at) in enumerate(zip(notes, spread(notes, room), strict=True), 1):
            y = top + 4 + at  # its rule is level with the capitals of the text next to it
            items = note.items(f"number-{number}", self.sheet.side_x, y, SIDE)
            self.pages[-1].add(items, note.sources, y + note.height)

    def _place(self, one: FullWidth, y: float) -> None:
        self.pages[-1].add(one.items(MARGIN, y), one.sources, y + one.height)
        if isinstance(one, TypesetExhibit) and one.part == 1:
            self.bookmarks.append(Bookmark(one.top[0].text, 1, len(self.pages) - 1, y))
        elif isinstance(one, Contents):
            self.contents.append((len(self.pages) - 1, len(self.pages[-1].items), one, y))
        elif isinstance(one, SourceBlock) and one.heading:
            self._add_heading(one.heading.text, SECTION, y)

    def _add_heading(self, text: str, level: int, y: float) -> None:
        self.bookmarks.append(Bookmark(text, level - SECTION, len(self.pages) - 1, y))
        self.headings.append(PlacedHeading(text, level, len(self.pages)))
