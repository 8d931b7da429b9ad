"""Slides to a handout for taking notes: one, two, three, four or six of them a page, with ruled lines."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..scene.model import Inset, Item, Layout, Page, Paragraph, Role, Rule, Scene, Shape, Text
from ..text.fit import Typesetter
from ..write.pdf.document import Bookmark
from .material import Composed, Material
from .page_geometry import MARGIN, Furniture, Sheet, plain, properties
from .printing import printed

TOP = 66.0  # of the first slide
THUMB = 289.7  # the width of a slide that has its lines beside it
ASIDE = 346.0  # or its title
GAP = 20.5  # between a slide and what stands beside it
GUTTER = 20.5  # between two columns of slides
CAPTION_GAP = 9.0
NUMBER = 22.0  # the column of the slide's number, before its title
PITCH = 21.0  # of the ruled lines
FIRST = 29.3  # the first line, from the top of the slide beside it
LINES = 9  # beside a slide
UNDER = 20.0  # the first line, at least so far below the caption above it
ROW_GAP = 26.0
TALLEST = 246.0  # a row of slides with lines beside them
MOST = 3  # lines of a title


class Grid(Struct, frozen=True):
    """How slides stand on a page. Their lines are ``beside`` them or below, their titles below or ``aside``."""

    columns: int
    rows: int
    beside: bool = False
    aside: bool = False


GRIDS = {1: Grid(1, 1), 2: Grid(1, 2, aside=True), 3: Grid(1, 3, beside=True), 4: Grid(2, 2), 6: Grid(2, 3)}


def compose(material: Material, count: int) -> Composed:
    """The PDF of every page of the deck but the dividers, ``count`` a page: one of ``GRIDS``."""
    story, slides = material.story, material.slides
    type_ = Typesetter(material.theme, language=story.meta.language)
    sheet, grid = plain(story.meta.page), GRIDS[count]
    furniture = Furniture(sheet, type_, story.meta, story.labels, right=story.labels["handout.slides"])
    pages: list[Page] = []
    bookmarks: list[Bookmark] = []
    cells = tuple(_cells(sheet, grid))
    told = [(at, page) for at, page in enumerate(slides.pages, 1) if page.purpose is not Purpose.DIVIDER]
    for start in range(0, len(told), count):
        items: list[Item] = []
        for index, (at, page) in enumerate(told[start : start + count]):
            bookmarks.append(Bookmark(page.title, 0, len(pages), cells[index].y - 6))
            shown = _Shown(page, at, cells[index], slides.height / slides.width)
            items += shown.items(grid, type_, story.labels["speaks"])
        number = len(pages) + 1
        pages.append(Page(f"page-{number}", "handout", story.meta.title, (*items, *furniture.items(number))))
    scene = Scene(sheet.width, sheet.height, (Layout("handout"),), tuple(pages), properties(story.meta))
    return printed(scene, material.theme, bookmarks, [slides], material.shown), tuple(type_.findings)


def _cells(sheet: Sheet, grid: Grid) -> Iterator[Rect]:
    """The room of each slide and its lines, row by row."""
    width = (sheet.measure - (grid.columns - 1) * GUTTER) / grid.columns
    pitch = (sheet.bottom - TOP + ROW_GAP) / grid.rows
    pitch = min(pitch, TALLEST) if grid.beside else pitch
    for row in range(grid.rows):
        for column in range(grid.columns):
            yield Rect(MARGIN + column * (width + GUTTER), TOP + row * pitch, width, pitch - ROW_GAP)


class _Shown(Struct, frozen=True):
    """A slide in its cell."""

    page: Page
    number: int
    cell: Rect
    aspect: float  # its height by its width

    def items(self, grid: Grid, type_: Typesetter, notes: str) -> Iterator[Item]:
        cell, name = self.cell, f"slide-{self.number}"
        width = THUMB if grid.beside else ASIDE if grid.aside else cell.w
        thumb = Rect(cell.x, cell.y, width, width * self.aspect)
        if grid.aside:
            left, top = thumb.right + GAP, cell.y
            title = self._title(type_, cell.right - left, MOST * 3)
            yield from self._caption(type_, Rect(left, top, cell.right - left, 0), title, stacked=True)
            under = thumb.bottom
        else:
            title = self._title(type_, width - NUMBER, MOST)
            yield from self._caption(type_, Rect(cell.x, thumb.bottom + CAPTION_GAP, width, 0), title)
            under = thumb.bottom + CAPTION_GAP + title.height
        yield Inset(f"{name}/slide", thumb, self.page.id, self.page.title[:250])
        yield Shape(f"{name}/frame", thumb, stroke=type_.theme.stroke("hairline", "mid"))
        if grid.beside:
            x = thumb.right + GAP
            label = type_.set(notes, "ho_table", cell.right - x, bold=True, colour="muted")
            box = Rect(x, cell.y - 2, cell.right - x, label.height)
            yield Text(f"{name}/notes", box, (label,), Role.FURNITURE)
            yield from self._lines(type_, x, cell.y + FIRST, LINES)
        else:  # from the foot up, so that the lines of neighbours are level
            count = int((cell.bottom - under - UNDER) // PITCH) + 1
            yield from self._lines(type_, cell.x, cell.bottom - (count - 1) * PITCH, count)

    def _title(self, type_: Typesetter, width: float, most: int) -> Paragraph:
        """The slide's title; of a very long one so many lines, as the slide itself shows it whole."""
        title = type_.set(self.page.title, "ho_table", type_.balanced(self.page.title, "ho_table", width))
        if len(title.lines) > most:
            said = f"{title.text[: title.lines[most - 1].end - 2].rstrip()}\u2009…"
            title = type_.set(said, "ho_table", width)
        return title

    def _caption(self, type_: Typesetter, box: Rect, title: Paragraph, stacked: bool = False) -> Iterator[Item]:
        """The slide's number and its title, beside each other or one under the other."""
        name = f"slide-{self.number}"
        number = type_.set(str(self.number), "ho_table", box.w if stacked else NUMBER, bold=True, colour="accent")
        yield Text(f"{name}/number", Rect(box.x, box.y, NUMBER, number.height), (number,), Role.FURNITURE)
        x, y = (box.x, box.y + number.height + 3) if stacked else (box.x + NUMBER, box.y)
        yield Text(f"{name}/title", Rect(x, y, box.right - x, title.height), (title,), Role.TITLE)

    def _lines(self, type_: Typesetter, x: float, y: float, count: int) -> Iterator[Item]:
        stroke = type_.theme.stroke("hairline", "mid")
        for line in range(count):
            at = y + line * PITCH
            yield Rule(f"slide-{self.number}/line-{line + 1}", x, at, self.cell.right, at, stroke)
