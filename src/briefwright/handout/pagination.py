"""Galleys, exhibits and numbers to pages: columns are filled, exhibits stand at the foot, the last page is balanced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from msgspec import Struct, field
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Item, Paragraph, Role, Text
from ..write.pdf.document import Bookmark
from .blocks import Exhibit, Margin
from .contents import Contents
from .drawings import Drawing
from .endnotes import ENTRIES, SourceBlock, SourceLine
from .flow import FilledColumn, Galley, TextFlow, height, uneven
from .open_page import FullWidth, OpenPage, PlacedHeading, outlined
from .page_geometry import MARGIN, SIDE, TOP, PageGeometry, stacked
from .page_plan import FEWEST, LEAST, SPARSE, SPREAD, Call, Floating, PagePlan, PagePlanner, Unplaceable
from .side_figures import MOST, Note, fitting, spread
from .typeset_exhibit import TypesetExhibit
from .typesetting import SECTION

LISTED = ("sources", ENTRIES, "small-print")  # begin the names of what the list of sources sets
SPLIT = 200.0  # an exhibit no taller than a page is cut only where at least this height would else stay empty
RAISED = 3.0  # points by which a heading stands higher than on the grid of lines, so that it is nearer to its text
APART = 4.0  # points between the name of a section and what is under it; half as much where a column opens with it
MOST_UNEVEN = 90.0  # points by which one column of a page may be longer than another
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
    numbers: int = 0  # that go into the side column, if there is one
    first: int = MOST  # of them on page 1
    each: int = MOST  # and on every further page
    bare: int = 0  # pages with text, but no number next to it
    foot: float = 0.0  # points left free on the pages ``spared``, from 0
    spared: range = range(0)
    late: int = 0  # numbers that stand after the text, for which the side column had no room
    far: int = 0  # exhibits that stand further from their call than overleaf
    scraps: int = 0  # pages that go on with fewer lines than look like a text, over an exhibit
    uneven: int = 0  # pages of which one column is much longer than another
    listed: bool = False  # whether the list of sources ends the last page, which then has no source line
    queue: list[Floating] = field(default_factory=list)  # exhibits not yet placed, whose text is
    waiting: list[Note] = field(default_factory=list)  # numbers not yet placed, whose text is
    noted: int = 0  # numbers in the side column so far
    pages: list[OpenPage] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    headings: list[PlacedHeading] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)  # as high as they stand on their pages
    # with the index of their page, their place among its items and on it
    contents: list[tuple[int, int, Contents, float]] = field(default_factory=list)

    def add_opening(self, paragraphs: Sequence[Paragraph]) -> None:
        """Start page 1 with the title and the paragraphs of the standfirst."""
        roles = (Role.TITLE, *(Role.LEAD,) * len(paragraphs))
        items = tuple(stacked("opening", paragraphs, MARGIN, TOP - 3, self.sheet.body, roles))
        self._new_page().add(items, (), items[-1].rect.bottom)
        self.pages[-1].filled.append((TOP, items[-1].rect.bottom))

    def copied(self, foot: float, spared: range) -> Paginator:
        """The pages so far, to go on with: ``foot`` points are left free on the pages ``spared``."""
        *full, last = self.pages
        page = replace(last, items=[*last.items], sources={*last.sources}, filled=[*last.filled])
        return replace(
            self, foot=foot, spared=spared, notes={**self.notes}, queue=[*self.queue], waiting=[*self.waiting],
            bookmarks=[*self.bookmarks], headings=[*self.headings], drawings=[*self.drawings], pages=[*full, page],
            contents=[*self.contents],
        )  # fmt: skip

    def add_text(self, top: float, rest: float = 0.0) -> None:
        """All text with its exhibits and numbers, from ``top`` on the open page on; ``rest`` is the height of what
        ``add_rest`` will add."""
        if not self.flow.galleys:
            return
        if top + self.pitch * LEAST > self._bottom:
            self._new_page()
            top = TOP
        first = len(self.pages) - 1
        planner = PagePlanner(
            self.flow, lambda page: self._bottom_of(first + page) - (TOP if page else top), self._whole - TOP,
            self.pitch, self.gap, rest, self.sheet.bottom - self._whole if self.listed else 0.0,
        )  # fmt: skip
        plan = planner.best([*map(Call, self.queue), *self._calls()])
        self.first, self.each = _shares(self.numbers, sum(page.rows > 0 for page in plan.pages))
        for number, page in enumerate(plan.pages):
            if number:
                self._new_page()
            self._set_page(page, TOP if number else top, number == len(plan.pages) - 1)
        self.queue.clear()
        self.far = plan.far

    def _calls(self) -> Iterator[Call]:
        """The exhibits that the text calls, each once."""
        used = {one.name for one in self.queue}
        for index, galley in enumerate(self.flow.galleys):
            for anchor in galley.anchors:
                if isinstance(anchor, Exhibit) and self.exhibits[anchor].name not in used:
                    used.add(self.exhibits[anchor].name)
                    yield Call(self.exhibits[anchor], index)

    def add_rest(self, last: Sequence[FullWidth]) -> None:
        """The exhibits still in the queue, then ``last``, from the free part of the open page on. Raises
        Unplaceable."""
        waiting: list[FullWidth] = [*self.queue, *last]
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
                else:
                    raise Unplaceable(one, room)
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
        """The share of the largest blank band of each page but the last."""
        return tuple(page.blank(self._whole) / (self._whole - TOP) for page in self.pages[:-1])

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

    def _set_page(self, page: PagePlan, top: float, last: bool) -> None:
        """The text of a page from ``top`` down, numbers next to it, exhibits under it. What the page has to spare goes
        into them, between the lines and above the exhibits, unless it is the ``last``."""
        for anchor in self.flow.anchors(page.start, page.end):
            if isinstance(anchor, Margin):
                self.waiting += self.notes.pop(anchor, ())
        filled = self.flow.levelled(page.start, page.end, page.rows) if page.rows else ()
        lines = max(map(height, filled), default=0)
        self.scraps += 0 < lines < FEWEST and bool(page.exhibits) and page.start.galley > 0
        self.scraps += self.flow.strays(filled)
        self.uneven += uneven(filled) * self.pitch > MOST_UNEVEN
        exhibits, pitch, gap = page.exhibits, self.pitch, self.gap
        spare = self._bottom - top - lines * pitch - sum(exhibit.height + gap for exhibit in exhibits)
        spare += 0.0 if lines else gap
        if not last:
            exhibits, spare = _loosened(exhibits, spare)
            apart = uneven(filled)  # lines, which more between them makes more points
            most = max(min(SPREAD, MOST_UNEVEN / apart - pitch), 0.0) if apart else SPREAD
            more = min(max(spare, 0.0) / lines, most) if lines else 0.0
            pitch, spare = pitch + more, spare - more * lines
            gap += max(spare, 0.0) / max(len(exhibits) - (not lines), 1)
        under = top + lines * pitch + (0.0 if lines else -gap)
        self._place_text(filled, top, pitch)
        self._place_notes(top, (under if exhibits else self._bottom) - top)
        for exhibit in exhibits:
            self._place(exhibit, under + gap)
            under += exhibit.height + gap

    # ---- items -------------------------------------------------------------------------------------

    def _place_text(self, filled: Sequence[FilledColumn], top: float, pitch: float) -> None:
        for index, column in enumerate(filled):
            for lines in column:
                galley = self.flow.galleys[lines.galley]
                paragraph = replace(self.flow.paragraph(lines), leading=pitch)
                y = top + lines.at * pitch - (_raised(galley, lines.at) if not lines.first else 0.0)
                box = Rect(self.sheet.column_x(index), y, self.sheet.column, paragraph.height)
                name = f"text-{lines.galley + 1}" + (f"-{lines.first + 1}" if lines.first else "")
                text = Text(name, box, (paragraph,), galley.role, part_of=self.flow.list_of(lines.galley))
                self.pages[-1].add([text], galley.words.sources, box.bottom)
                self.pages[-1].filled.append((y, box.bottom))
                if galley.level and not lines.first:
                    self._add_heading(galley.paragraph.text, galley.level, y - 6)

    def _place_notes(self, top: float, room: float) -> None:
        if not self.sheet.side:
            return
        due = (
            self.first + self.each * (len(self.pages) - 1) - self.noted
        )  # with those that earlier pages had no room for
        notes = self.waiting[: fitting(self.waiting, room, min(due, MOST))]
        self.bare += not notes and room > LEAST * self.pitch
        self.noted += len(notes)
        del self.waiting[: len(notes)]
        for number, (note, at) in enumerate(zip(notes, spread(notes, room), strict=True), 1):
            y = top + 4 + at  # its rule is level with the capitals of the text next to it
            items = note.items(f"number-{number}", self.sheet.side_x, y, SIDE)
            self.pages[-1].add(items, note.sources, y + note.height)

    def _place(self, one: FullWidth, y: float) -> None:
        self.pages[-1].add(one.items(MARGIN, y), one.sources, y + one.height)
        self.pages[-1].filled.append((y, y + one.height))
        self.drawings += one.drawings if isinstance(one, TypesetExhibit) else ()
        if isinstance(one, TypesetExhibit) and one.part == 1:
            self.bookmarks.append(Bookmark(one.top[0].text, 1, len(self.pages) - 1, y))
        elif isinstance(one, Contents):
            self.contents.append((len(self.pages) - 1, len(self.pages[-1].items), one, y))
        elif isinstance(one, SourceBlock) and one.heading:
            self._add_heading(one.heading.text, SECTION, y)

    def _add_heading(self, text: str, level: int, y: float) -> None:
        self.bookmarks.append(Bookmark(text, level - SECTION, len(self.pages) - 1, y))
        self.headings.append(PlacedHeading(text, level, len(self.pages)))


def _raised(galley: Galley, at: int) -> float:
    """The points by which a heading stands higher than line ``at`` of its column."""
    if galley.level == SECTION:
        return RAISED + (APART if at else APART / 2)
    return RAISED if galley.keeps else 0.0


def _shares(numbers: int, pages: int) -> tuple[int, int]:
    """How many numbers page 1 gets, where readers look first, and how many each further page, so that each has some."""
    each = max(1, min(MOST, ceil(numbers / max(pages, 1))))
    return max(each, min(MOST, numbers - pages + 2)), each


def _loosened(exhibits: Sequence[Floating], spare: float) -> tuple[tuple[Floating, ...], float]:
    """The exhibits set higher by what a page has to spare, as far as they can be, and what it has left."""
    slack = sum(exhibit.slack for exhibit in exhibits)
    share = min(max(spare, 0.0) / slack, 1.0) if slack else 0.0
    return tuple(exhibit.loosened(share) for exhibit in exhibits), spare - share * slack
