"""Slides to what their speaker says: each small, its message, the talking points, what comes next, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct, field
from msgspec.structs import replace

from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Inset, Item, Layout, Page, Paragraph, Role, Rule, Scene, Shape, Text
from ..story.model import Piece, Slide, Story, Words
from ..story.notes import WORDS_A_MINUTE
from ..text.fit import Typesetter
from ..write.pdf.document import Bookmark
from .endnotes import Uses, source_block
from .material import Composed, Material
from .page_geometry import MARGIN, Furniture, Sheet, plain, properties
from .printing import printed

TOP = 63.0
THUMB = 168.0  # the width of a slide
GAP = 20.0  # between it and what is said
INDENT = 12.0  # of a talking point
POINT_GAP, NEXT_GAP = 5.0, 9.0  # above a talking point, above the line that leads on
TIME_GAP = 6.0  # under the slide
ABOVE, BELOW = 12.0, 16.0  # of a slide's entry, from the rule over it to its words, and from its end to the next rule
KEPT = 2  # lines of a talking point that stay together at a cut


class Part(Struct, frozen=True):
    """A text of what is said, and the space above it."""

    paragraph: Paragraph
    role: Role
    before: float


class Entry(Struct, frozen=True):
    """A page of the deck: its number, the time it takes and the time up to its end (seconds), what is said."""

    page: Page
    number: int
    seconds: int
    so_far: int
    parts: tuple[Part, ...]

    @property
    def height(self) -> float:
        return _height(self.parts)


def compose(material: Material) -> Composed:
    """The PDF, and a warning (BW722) when it takes longer than the audience gives."""
    story = material.story
    type_ = Typesetter(material.theme, language=story.meta.language)
    total = sum(slide.notes.seconds for slide in story.slides if not slide.appendix)
    book = _Book(material, type_, plain(story.meta.page))
    book.opening(total)
    for entry in entries(material, type_, book.measure):
        book.entry(entry)
    book.sources()
    scene = Scene(book.sheet.width, book.sheet.height, (Layout("handout"),), book.finished(), properties(story.meta))
    found = list(type_.findings)
    if material.minutes is not None and total > material.minutes * 60:
        found.append(diagnose("BW722", total=clock(total), minutes=f"{material.minutes:g}"))
    return printed(scene, material.theme, book.bookmarks, [material.slides], material.shown), tuple(found)


def clock(seconds: int) -> str:
    """``m:ss``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def entries(material: Material, type_: Typesetter, width: float) -> tuple[Entry, ...]:
    """Every page of the deck with what is said on it, ``width`` points wide; the first page of a slide has it all."""
    pages, labels = material.slides.pages, material.story.labels
    slides = {slide.id: slide for slide in material.story.slides}
    spoken: list[Slide | None] = []
    for before, page in zip([None, *pages], pages, strict=False):
        new = before is None or before.slide != page.slide
        spoken.append(slides.get(page.slide) if new else None)
    seconds = [slide.notes.seconds if slide else 0 for slide in spoken]
    made = []
    for index, (page, so_far) in enumerate(zip(pages, accumulate(seconds), strict=True)):
        measure = type_.balanced(page.title, "ho_h", width)
        parts = [Part(type_.set(page.title, "ho_h", measure), Role.HEADING, 0.0)]
        for number, point in enumerate(slide.notes.points if (slide := spoken[index]) else ()):
            text = type_.set(point, "ho_body", width, bullet=True, indent=INDENT)
            parts.append(Part(text, Role.BODY, POINT_GAP if number else POINT_GAP + 1))
        following = pages[index + 1] if index + 1 < len(pages) else None
        if following and following.slide != page.slide:
            said = Words((Piece(f"{labels['script.next']}\u2002", True, accent=True), Piece(following.title)))
            parts.append(Part(type_.set(said, "ho_note", width), Role.NOTE, NEXT_GAP))
        made.append(Entry(page, index + 1, seconds[index], so_far, tuple(parts)))
    return tuple(made)


class _Book(Struct):
    """The pages as they are filled from top to bottom."""

    material: Material
    type: Typesetter
    sheet: Sheet
    leaves: list[list[Item]] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    y: float = 0.0

    @property
    def story(self) -> Story:
        return self.material.story

    @property
    def x(self) -> float:
        """Where what is said starts."""
        return MARGIN + THUMB + GAP

    @property
    def measure(self) -> float:
        return self.sheet.measure - THUMB - GAP

    @property
    def room(self) -> float:
        return self.sheet.bottom - self.y

    def leaf(self) -> None:
        self.leaves.append([])
        self.y = TOP

    def opening(self, total: int) -> None:
        """The title, and the time that everything takes."""
        self.leaf()
        meta, labels = self.story.meta, self.story.labels
        self.y -= 3
        title = self.type.set(meta.title, "ho_title", self.type.balanced(meta.title, "ho_title", self.sheet.measure))
        self._put("title", title, MARGIN, self.sheet.measure, Role.TITLE)
        count = sum(1 for slide in self.story.slides if not slide.appendix)
        said = labels["script.total"].format(count=count, total=clock(total), pace=WORDS_A_MINUTE)
        if self.material.minutes is not None:
            said += f"; {labels['script.limit'].format(minutes=f'{self.material.minutes:g}')}"
        self.y += 3
        self._put("time", self.type.set(said, "ho_bluf", self.sheet.measure), MARGIN, self.sheet.measure, Role.LEAD)
        self.y += 15

    def entry(self, entry: Entry) -> None:
        """A slide with its words: whole where a page holds it, else cut between two lines."""
        least = max(entry.height, self._thumb_height() + TIME_GAP + 30)
        whole = least + ABOVE <= self.sheet.bottom - TOP
        if self.y > TOP and (least + ABOVE > self.room if whole else self.room < self._thumb_height() * 2):
            self.leaf()
        name = f"slide-{entry.number}"
        self.bookmarks.append(Bookmark(entry.page.title, 0, len(self.leaves) - 1, self.y))
        stroke = self.material.theme.stroke("close")
        self.leaves[-1].append(Rule(f"{name}/rule", MARGIN, self.y, self.sheet.width - MARGIN, self.y, stroke))
        self.y += ABOVE
        top = self.y
        self._part(f"{name}/part-1", entry.parts[0])
        left, pages = self._left(entry, top), len(self.leaves)
        self.leaves[-1] += left
        for number, part in enumerate(entry.parts[1:], 2):
            self._part(f"{name}/part-{number}", part)
        bottom = max(item.rect.bottom for item in left) if len(self.leaves) == pages else 0.0
        self.y = max(self.y, bottom) + BELOW

    def _thumb_height(self) -> float:
        return THUMB * self.material.slides.height / self.material.slides.width

    def _left(self, entry: Entry, top: float) -> list[Item]:
        """The slide, its number, the time it takes and the time up to its end."""
        name, theme = f"slide-{entry.number}", self.material.theme
        thumb = Rect(MARGIN, top + 2, THUMB, self._thumb_height())
        number = Piece(f"{entry.number}\u2003", True, accent=True)
        so_far = Piece(f"\u2002{clock(entry.so_far)} {self.story.labels['script.so_far']}")
        time = self.type.set(Words((number, Piece(clock(entry.seconds), True), so_far)), "ho_table", THUMB)
        box = Rect(MARGIN, thumb.bottom + TIME_GAP, THUMB, time.height)
        return [
            Inset(f"{name}/slide", thumb, entry.page.id, entry.page.title[:250]),
            Shape(f"{name}/frame", thumb, stroke=theme.stroke("hairline", "mid")),
            Text(f"{name}/time", box, (time,), Role.NOTE),
        ]

    def _part(self, name: str, part: Part) -> None:
        """A text, its last lines on the next page where there is no room for them."""
        self.y += part.before
        paragraph, piece = part.paragraph, 1
        while paragraph.height > self.room + 0.01:
            lines = int((self.room + 0.01) // paragraph.leading)
            lines = min(lines, len(paragraph.lines) - KEPT)
            if lines >= KEPT:
                first = replace(paragraph, lines=paragraph.lines[:lines])
                self._put(f"{name}-{piece}", first, self.x, self.measure, part.role)
                paragraph = replace(paragraph, lines=paragraph.lines[lines:], continued=True)
                piece += 1
            self.leaf()
        self._put(f"{name}-{piece}" if piece > 1 else name, paragraph, self.x, self.measure, part.role)

    def _put(self, name: str, paragraph: Paragraph, x: float, width: float, role: Role) -> None:
        self.leaves[-1].append(Text(name, Rect(x, self.y, width, paragraph.height), (paragraph,), role))
        self.y += paragraph.height

    def sources(self) -> None:
        """The list of the sources that the talking points cite."""
        cited = {number for slide in self.story.slides for point in slide.notes.points for number in point.sources}
        listed = [source for source in self.story.sources if source.number in cited]
        if not listed:
            return
        labels = self.story.labels
        block = source_block(listed, Uses({}, {}, labels), (), self.type, self.sheet.measure, labels["sources"])
        while block.height > self.room:
            parts = block.split(self.room)
            if parts:
                self.leaves[-1] += parts[0].items(MARGIN, self.y)
                block = parts[1]
            elif self.y <= TOP:
                break
            self.leaf()
        self.leaves[-1] += block.items(MARGIN, self.y)

    def finished(self) -> tuple[Page, ...]:
        """The pages with their furniture."""
        meta = self.story.meta
        furniture = Furniture(self.sheet, self.type, meta, self.story.labels, right=self.story.labels["handout.script"])
        return tuple(
            Page(f"page-{number}", "handout", meta.title, (*items, *furniture.items(number)))
            for number, items in enumerate(self.leaves, 1)
        )


def _height(parts: Sequence[Part]) -> float:
    return sum(part.before + part.paragraph.height for part in parts)
