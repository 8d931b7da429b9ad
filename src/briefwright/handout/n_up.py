"""Slides to a handout for taking notes: one, two, three, four or six of them a page, with ruled lines."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.model import Item, Page, Paragraph, Role, Rule, Text
from ..text.fit import Typesetter
from ..write.pdf.document import Bookmark
from .material import Material
from .page_geometry import MARGIN, PageGeometry, plain
from .printing import Document, Furniture, shortened, slide_picture, whole_titles

TOP = 66.0  # of the first slide
THUMB = 289.7  # the width of a slide that has its lines next to it
ASIDE = 346.0  # or its title
CAPTION = 200.0  # the least width of a title under a slide that has its lines next to it
GAP = 20.5  # between a slide and what stands next to it
GUTTER = 20.5  # between two columns of slides
CAPTION_GAP = 9.0
NUMBER = 22.0  # the column of the slide's number, before its title
PITCH = 21.0  # of the ruled lines
FIRST = 29.3  # the first line, from the top of the slide next to it
LINES = 9  # next to a slide
UNDER = 20.0  # the least distance of the first line from the caption above it
ROW_GAP = 26.0
TALLEST = 246.0  # a row of slides with lines next to them
MOST = 3  # lines of a title


class SlideGrid(Struct, frozen=True):
    """How slides stand on a page. With ``lines_aside`` their lines stand at the right of them, with ``title_aside``
    their titles do; else below."""

    columns: int
    rows: int
    lines_aside: bool = False
    title_aside: bool = False


GRIDS = {
    1: SlideGrid(1, 1),
    2: SlideGrid(1, 2, title_aside=True),
    3: SlideGrid(1, 3, lines_aside=True),
    4: SlideGrid(2, 2),
    6: SlideGrid(2, 3),
}


def set_pages(material: Material, count: int) -> Document:
    """Every page of the deck but its dividers, ``count`` a page: a key of ``GRIDS``."""
    story, deck = material.story, material.deck()
    type_ = material.typesetter()
    sheet, grid = plain(story.meta.page), GRIDS[count]
    cells = tuple(_cells(sheet, grid))
    pages: list[list[Item]] = []
    bookmarks: list[Bookmark] = []
    titles = whole_titles(story, deck)
    noted = [(number, page) for number, page in enumerate(deck.pages, 1) if page.purpose is not Purpose.DIVIDER]
    for index, (number, page) in enumerate(noted):
        if index % count == 0:
            pages.append([])
        cell = cells[index % count]
        bookmarks.append(Bookmark(titles[page.id], 0, len(pages) - 1, cell.y - 6))
        slide = _SlideCell(page, titles[page.id], number, cell, deck.height / deck.width, type_)
        pages[-1] += slide.items(grid, story.labels["speaks"])
    furniture = Furniture(sheet, type_, story, right=story.labels["handout.slides"])
    return furniture.document(pages, bookmarks, insets=[deck])


def _cells(sheet: PageGeometry, grid: SlideGrid) -> Iterator[Rect]:
    """The area of each slide with its lines, row by row."""
    width = (sheet.measure - (grid.columns - 1) * GUTTER) / grid.columns
    pitch = (sheet.bottom - TOP + ROW_GAP) / grid.rows
    pitch = min(pitch, TALLEST) if grid.lines_aside else pitch
    for row in range(grid.rows):
        for column in range(grid.columns):
            yield Rect(MARGIN + column * (width + GUTTER), TOP + row * pitch, width, pitch - ROW_GAP)


class _SlideCell(Struct, frozen=True):
    """A page of the deck in its area."""

    page: Page
    caption: str
    number: int
    cell: Rect
    aspect: float  # the slide's height divided by its width
    type: Typesetter

    def items(self, grid: SlideGrid, notes: str) -> Iterator[Item]:
        cell, name = self.cell, f"slide-{self.number}"
        widest = THUMB if grid.lines_aside else ASIDE if grid.title_aside else cell.w
        under = 0.0 if grid.title_aside else CAPTION_GAP + MOST * self.type.style("ho_table").leading
        under += 0.0 if grid.lines_aside else UNDER + PITCH
        width = min(widest, (cell.h - under) / self.aspect)  # a tall slide is shown smaller
        thumb = Rect(cell.x, cell.y, width, width * self.aspect)
        if grid.title_aside:
            left = thumb.right + GAP
            title = self._title(cell.right - left, MOST * 3)
            yield from self._caption(left, cell.y, cell.right, title, stacked=True)
            under = thumb.bottom
        else:
            # a tall slide is narrower than its column, and its title wider only where nothing stands beside it
            aside = max(thumb.w, CAPTION) if grid.lines_aside else widest
            title = self._title(aside - NUMBER, MOST)
            yield from self._caption(cell.x, thumb.bottom + CAPTION_GAP, cell.x + aside, title)
            under = thumb.bottom + CAPTION_GAP + title.height
        yield from slide_picture(name, thumb, self.page, self.type)
        if grid.lines_aside:
            x = cell.x + max(thumb.w, CAPTION) + GAP
            label = self.type.set(notes, "ho_table", cell.right - x, bold=True, colour="muted")
            yield Text(f"{name}/notes", Rect(x, cell.y - 2, cell.right - x, label.height), (label,), Role.FURNITURE)
            yield from self._lines(x, cell.y + FIRST, min(LINES, int((cell.h - FIRST) // PITCH) + 1))
        else:  # counted from the foot, so that the lines of neighbouring slides are level
            count = int((cell.bottom - under - UNDER) // PITCH) + 1
            yield from self._lines(cell.x, cell.bottom - (count - 1) * PITCH, count)

    def _title(self, width: float, most: int) -> Paragraph:
        """The slide's title, of a very long one ``most`` lines: the slide itself shows it whole."""
        title = self.type.set(self.caption, "ho_table", self.type.balanced(self.caption, "ho_table", width))
        return shortened(title, most, self.type, "ho_table", width, None)

    def _caption(self, x: float, y: float, right: float, title: Paragraph, stacked: bool = False) -> Iterator[Item]:
        """The slide's number and its title, one after the other in a row, or ``stacked``."""
        name = f"slide-{self.number}"
        width = right - x if stacked else NUMBER
        number = self.type.set(str(self.number), "ho_table", width, bold=True, colour="accent")
        yield Text(f"{name}/number", Rect(x, y, NUMBER, number.height), (number,), Role.FURNITURE)
        x, y = (x, y + number.height + 3) if stacked else (x + NUMBER, y)
        yield Text(f"{name}/title", Rect(x, y, right - x, title.height), (title,), Role.TITLE)

    def _lines(self, x: float, y: float, count: int) -> Iterator[Item]:
        stroke = self.type.theme.stroke("hairline", "mid")
        for line in range(count):
            at = y + line * PITCH
            yield Rule(f"slide-{self.number}/line-{line + 1}", x, at, self.cell.right, at, stroke)
