"""Slides to the script of their speaker: each slide small, its talking points, what comes next, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

from msgspec import Struct, field
from msgspec.structs import replace

from ..core.geometry import Rect
from ..core.messages import diagnose
from ..core.purpose import Purpose
from ..scene.model import Item, List, Page, Paragraph, Role, Rule, Scene, Text
from ..story.model import Piece, Story, Words
from ..story.notes import WORDS_A_MINUTE
from ..text.fit import Typesetter
from ..write.pdf.document import Bookmark
from .endnotes import CitationPlaces, SourceBlock, source_block
from .material import Material
from .page_geometry import MARGIN, TOP, PageGeometry, plain
from .printing import Document, Furniture, slide_picture, whole_titles
from .template_filters import bare, sentence

THUMB = 168.0  # the width of a slide
GAP = 20.0  # between a slide and its texts
X = MARGIN + THUMB + GAP  # of the texts
INDENT = 12.0  # of a talking point
POINT_GAP, NEXT_GAP = 5.0, 9.0  # above a talking point, above the line that announces the next slide
TIME_GAP = 6.0  # under the slide
ABOVE, BELOW = 12.0, 16.0  # of a slide's entry, from the rule over it to its texts, and from its end to the next rule
LOOK = 6  # words' worth of time for a page that nothing is said of
KEPT = 2  # lines of a talking point that stay together at a cut


class ScriptEntry(Struct, frozen=True):
    """A page of the deck with its texts. ``seconds`` is the time it takes, ``so_far`` the time up to its end."""

    page: Page
    title: str
    number: int
    seconds: int
    so_far: int
    texts: tuple[tuple[Paragraph, Role], ...]


def set_pages(material: Material) -> Document:
    """The script, and a warning (BW722) when it takes longer than the audience gives."""
    story, minutes, deck = material.story, material.minutes, material.deck()
    type_ = material.typesetter()
    pages = _ScriptPages(story, type_, plain(story.meta.page), THUMB * deck.height / deck.width)
    total = sum(slide.notes.seconds for slide in story.slides if not slide.appendix)
    pages.add_opening(sum(not page.appendix for page in deck.pages), total, minutes)
    pages.add_all(entries(story, deck, type_, pages.measure))
    late = minutes is not None and total > minutes * 60
    problems = [diagnose("BW722", total=clock(total), minutes=f"{minutes:g}")] if late else []
    furniture = Furniture(pages.sheet, type_, story, right=story.labels["handout.script"])
    return furniture.document(pages.pages, pages.bookmarks, problems, [deck])


def clock(seconds: int) -> str:
    """``m:ss``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def entries(story: Story, deck: Scene, type_: Typesetter, width: float) -> tuple[ScriptEntry, ...]:
    """An entry for each page of the deck, its texts ``width`` points wide. The pages of a slide share its
    points and its time."""
    slides, titles = {slide.id: slide for slide in story.slides}, whole_titles(story, deck)
    made: list[ScriptEntry] = []
    so_far = 0
    for _, group in groupby(enumerate(deck.pages, 1), key=lambda page: page[1].slide):
        pages = [*group]
        notes = [slides[one].notes for one in pages[0][1].slides if one in slides]
        title = titles[pages[0][1].id]  # which is said, too
        colon = story.labels["colon"]
        points = tuple(point for own in notes for point in own.points if not _titled(point, title, colon))
        seconds = sum(own.seconds for own in notes)
        shares = [
            points[len(points) * i // len(pages) : len(points) * (i + 1) // len(pages)] for i in range(len(pages))
        ]
        times = _times([sum(point.count for point in share) for share in shares], seconds)
        for (number, page), share, time in zip(pages, shares, times, strict=True):
            following = deck.pages[number] if number < len(deck.pages) and number == pages[-1][0] else None
            so_far += time
            next_title = titles[following.id] if following else ""
            texts = _texts(titles[page.id], share, next_title, story, type_, width)
            made.append(ScriptEntry(page, titles[page.id], number, time, so_far, texts))
    return tuple(made)


def _titled(point: Words, title: str, colon: str) -> bool:
    """Whether a title says a point, or says it after a colon."""
    said, known = (" ".join(text.casefold().split()) for text in (bare(point).prose, title))
    rest = known.removesuffix(said)
    return rest != known and (not rest or rest.rstrip().endswith(colon.strip()))


def _times(counts: Sequence[int], seconds: int) -> list[int]:
    """The seconds shared by the words of each page; also one without words is looked at."""
    weights = [count + LOOK for count in counts]
    ends = [round(seconds * so_far / sum(weights)) for so_far in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _texts(
    title: str, points: Sequence[Words], following: str, story: Story, type_: Typesetter, width: float
) -> tuple[tuple[Paragraph, Role], ...]:
    """The title of a page, its talking points, and what comes next."""
    texts = [(type_.set(title, "ho_h", type_.balanced(title, "ho_h", width)), Role.HEADING)]
    stop = story.labels["full_stop"]
    for number, point in enumerate(sentence(point, full=stop) for point in points):
        before = POINT_GAP if number else POINT_GAP + 1
        texts.append((type_.set(point, "ho_body", width, before=before, bullet=True, indent=INDENT), Role.BODY))
    if following:
        label = Piece(f"{story.labels['script.next']}\u2002", True, accent=True)
        text = type_.set(Words((label, Piece(following))), "ho_note", width, before=NEXT_GAP)
        texts.append((text, Role.NOTE))
    return tuple(texts)


class _ScriptPages(Struct):
    """The items of each page, which are filled from top to bottom; ``y`` is where the open page is free."""

    story: Story
    type: Typesetter
    sheet: PageGeometry
    thumb_height: float
    pages: list[list[Item]] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    y: float = 0.0

    @property
    def measure(self) -> float:
        """The width of the texts."""
        return self.sheet.measure - THUMB - GAP

    @property
    def room(self) -> float:
        return self.sheet.bottom - self.y

    def new_page(self) -> None:
        self.pages.append([])
        self.y = TOP

    def add_opening(self, count: int, total: int, minutes: float | None) -> None:
        """The title, how many slides there are before an appendix, and the time that they take, in seconds."""
        self.new_page()
        title, labels, measure = self.story.meta.title, self.story.labels, self.sheet.measure
        self.y -= 3
        heading = self.type.set(title, "ho_title", self.type.balanced(title, "ho_title", measure))
        self._put("title", heading, MARGIN, measure, Role.TITLE)
        time = labels["script.total"].format(count=count, total=clock(total), pace=WORDS_A_MINUTE)
        if minutes is not None:
            time += f"; {labels['script.limit'].format(minutes=f'{minutes:g}')}"
        self.y += 3
        self._put("time", self.type.set(time, "ho_bluf", measure), MARGIN, measure, Role.LEAD)
        self.y += 15

    def add_all(self, entries: Sequence[ScriptEntry]) -> None:
        """The slides with their texts, and the sources that these cite: under the title of the last slide where that is
        theirs and nothing is said of it, else after it. Neither they nor such a slide are alone on a page."""
        *most, last = entries
        beside, after = self.sources(self.measure, 1), self.sources(self.sheet.measure, 2)
        height, theirs = self._height(last, beside), last.page.purpose is Purpose.REFERENCE
        if len(last.texts) > 1 or not theirs or height > self.sheet.bottom - TOP:
            height, beside = 0.0, None
        for entry in most:
            self.add(entry, after=height if entry is most[-1] else 0.0)
        self.add(last, after=after.height if after and not beside else 0.0, beside=beside)
        if not beside:
            self.add_sources(after)

    def _height(self, entry: ScriptEntry, beside: SourceBlock | None) -> float:
        """What an entry takes, from the rule over it, with the list under its texts."""
        height = sum(paragraph.height for paragraph, _ in entry.texts)
        height += POINT_GAP + beside.height if beside else 0.0
        return max(height, self.thumb_height + TIME_GAP + 30) + ABOVE

    def add(self, entry: ScriptEntry, after: float = 0.0, beside: SourceBlock | None = None) -> None:
        """A slide with its texts and the list under them: on one page where a page can hold it, with what comes
        ``after``, else cut between two lines."""
        least, whole = self._height(entry, beside), self.sheet.bottom - TOP
        both = least + BELOW + after
        needed = both if both <= whole else least if least <= whole else self.thumb_height * 2
        if self.y > TOP and needed > self.room:
            self.new_page()
        name = f"slide-{entry.number}"
        self.bookmarks.append(Bookmark(entry.title, 0, len(self.pages) - 1, self.y))
        stroke = self.type.theme.stroke("close")
        self.pages[-1].append(Rule(f"{name}/rule", MARGIN, self.y, self.sheet.width - MARGIN, self.y, stroke))
        self.y += ABOVE
        top = self.y
        self._add_text(f"{name}/text-1", *entry.texts[0])
        slide, count = self._slide(name, entry, top), len(self.pages)
        self.pages[-1] += slide
        for number, text in enumerate(entry.texts[1:], 2):
            self._add_text(f"{name}/text-{number}", *text)
        if beside:
            self.pages[-1] += beside.items(X, self.y + POINT_GAP)
            self.y += POINT_GAP + beside.height
        bottom = slide[-1].rect.bottom if len(self.pages) == count else 0.0
        self.y = max(self.y, bottom) + BELOW

    def _slide(self, name: str, entry: ScriptEntry, top: float) -> Sequence[Item]:
        """The slide, and under it its number, the time it takes and the time up to its end."""
        thumb = Rect(MARGIN, top + 2, THUMB, self.thumb_height)
        number = Piece(f"{entry.number}\u2003", True, accent=True)
        so_far = Piece(f"\u2002{clock(entry.so_far)} {self.story.labels['script.so_far']}")
        time = self.type.set(Words((number, Piece(clock(entry.seconds), True), so_far)), "ho_table", THUMB)
        box = Rect(MARGIN, thumb.bottom + TIME_GAP, THUMB, time.height)
        return *slide_picture(name, thumb, entry.page, self.type), Text(f"{name}/time", box, (time,), Role.NOTE)

    def _add_text(self, name: str, paragraph: Paragraph, role: Role) -> None:
        """A text; lines for which there is no room stand on the next page."""
        self.y += paragraph.before
        paragraph, part = replace(paragraph, before=0.0), 1
        while paragraph.height > self.room + 0.01:
            lines = min(int((self.room + 0.01) // paragraph.leading), len(paragraph.lines) - KEPT)
            if lines >= KEPT:
                first = replace(paragraph, lines=paragraph.lines[:lines])
                self._put(f"{name}-{part}", first, X, self.measure, role)
                paragraph = replace(paragraph, lines=paragraph.lines[lines:], continued=True)
                part += 1
            self.new_page()
        self._put(f"{name}-{part}" if part > 1 else name, paragraph, X, self.measure, role)

    def _put(self, name: str, paragraph: Paragraph, x: float, width: float, role: Role) -> None:
        points = List(name.partition("/")[0]) if paragraph.bullet else None
        box = Rect(x, self.y, width, paragraph.height)
        self.pages[-1].append(Text(name, box, (paragraph,), role, part_of=points))
        self.y += paragraph.height

    def sources(self, width: float, columns: int) -> SourceBlock | None:
        """The list of the sources that the talking points cite; in one column, without a heading of its own."""
        cited = {number for slide in self.story.slides for point in slide.notes.points for number in point.sources}
        listed = [source for source in self.story.sources if source.number in cited]
        places = CitationPlaces({}, {}, self.story.labels)
        if not listed:
            return None
        block = source_block(listed, places, (), self.type, width, columns)
        return replace(block, heading=None) if columns == 1 else block

    def add_sources(self, block: SourceBlock | None) -> None:
        """A list of sources, cut where it has to be."""
        if block is None:
            return
        while block.height > self.room:
            parts = block.split(self.room)
            if parts:
                self.pages[-1] += parts[0].items(MARGIN, self.y)
                block = parts[1]
            elif self.y <= TOP:
                break
            self.new_page()
        self.pages[-1] += block.items(MARGIN, self.y)
