"""A story to the leave-behind: a narrative of a few pages from a Markdown template, in columns, with exhibits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from math import ceil
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused
from ..core.files import read_bytes, template
from ..core.messages import diagnose
from ..story.model import Piece, Story, Words
from ..text.fit import Typesetter, overflow_diagnostic
from ..text.hyphenate import words_in
from ..yamlfile.text import text_of
from . import side_figures
from .attempts import Attempt, best
from .blocks import Block, Exhibit, Heading, Margin, SourceList, TextBlock
from .calls import called
from .citations import located
from .contents import Contents
from .drawings import exhibit_context
from .endnotes import ENTRIES, CitationPlaces, CitingPages, SourceBlock, SourceLine, citing_pages, source_block
from .exhibits import context, typeset_exhibit
from .flow import TextFlow
from .large_numbers import large_numbers
from .markdown import read
from .material import Material
from .open_page import PlacedHeading, outlined
from .opening import opening
from .page_geometry import SIDE, TOP, PageGeometry, geometries
from .pagination import Paginator
from .printing import Document, Furniture
from .render_template import render
from .typeset_exhibit import TypesetExhibit
from .typesetting import SECTION, galleys

ROWS = 70  # lines of text on a page with an exhibit, roughly: to judge whether there are numbers enough for each page
TEXT_GAP, EXHIBIT_GAP = 18.0, 21.0
FEW = 4  # pages: more than these have contents
LEAST_GAP = 12.0
LIVELY = 2  # numbers a page, from page 2 on: with fewer a column for them would look empty


def set_pages(material: Material) -> Document:
    """The leave-behind, set in the way that fills its pages best; diagnostics for words wider than their column.

    Refused (BW310 to BW313, BW330 to BW332) when the template is missing or has an error, BW601 where
    no page can hold a row of an exhibit.
    """
    story = material.story
    type_ = material.typesetter()
    blocks = material.once("blocks", lambda: blocks_of(story, material.folder))
    if story.sources and any(isinstance(block, SourceList) for block in blocks):
        type_.entries = ENTRIES
    type_.names = frozenset(word for name in (*story.names, story.meta.author) for word in words_in(name))
    manuscript, problems = _manuscript(blocks, story, type_)
    attempts = manuscript.attempts()
    cited = citing_pages(slide.sources for slide in story.slides)  # as if each slide took one page
    count = manuscript.least_pages(attempts[0])
    if count <= FEW:
        count = len(manuscript.paginated(attempts[0], cited).pages)
    listed = manuscript.outline(attempts[0]) if count > FEW else ()
    names = listed if len(listed) > 1 else ()
    paginate = partial(manuscript.paginated, names=names, pages=count + 1)
    attempt, pages = best(attempts, partial(paginate, cited=cited))
    sources = {slide.id: slide.sources for slide in story.slides}
    shown = material.deck_pages()  # the deck may be ready only now
    exact = citing_pages({n for slide in page for n in sources.get(slide, ())} for page in shown)
    longer = len(str(len(pages.pages))) > len(str(count + 1))
    if exact != cited or longer or len(pages.pages) <= FEW < count:
        names = names if len(pages.pages) > FEW else ()
        paginate = partial(manuscript.paginated, cited=exact, names=names, pages=len(pages.pages) + 1)
        was_full, pages = not pages.wanting, paginate(attempt)
        if was_full and pages.wanting:
            attempt, pages = best(attempts, paginate)
    furniture = Furniture(attempt.sheet, type_, story)
    items = pages.finished()
    # words too wide for the widest column there is are printed beyond its edge
    problems += [overflow_diagnostic(overflow, "the leave-behind") for overflow in attempt.too_wide(type_)]
    document = furniture.document(items, pages.bookmarks, problems)
    about = document.scene.properties
    drawings = tuple(one.sheet(about) for one in pages.drawings)
    return replace(document, insets=drawings)


def blocks_of(story: Story, folder: Path | None) -> tuple[Block, ...]:
    """The blocks that the template makes of the story."""
    path = template("handouts", story.meta.narrative, folder)
    if path is None:
        raise Refused([diagnose("BW332", getattr(story.meta.narrative, "span", None), name=story.meta.narrative)])
    text, faults = text_of(read_bytes(path), str(path))
    if faults:
        raise Refused(faults)
    rendered = render(text, str(path), story)
    return read(rendered, str(path), frozenset(slide.id for slide in story.slides))


class _Manuscript(Struct, frozen=True):
    """The parts of a leave-behind: its text up to the list of sources, the blocks after that list, and its exhibits and
    large numbers by the directives that place them. ``listed`` is true where there is a list of sources."""

    story: Story
    type: Typesetter
    title: Words
    standfirst: tuple[Words, ...]
    text: tuple[Block, ...]
    after: tuple[Block, ...]
    listed: bool
    exhibits: Mapping[Exhibit, TypesetExhibit]
    numbers_of: Mapping[Margin, tuple[side_figures.SideFigure, ...]]
    made: dict[tuple[Attempt, tuple[str, ...], int], Paginator] = field(default_factory=dict)  # pages of text so far

    @property
    def numbers(self) -> tuple[side_figures.SideFigure, ...]:
        """All large numbers, in order."""
        return tuple(number for numbers in self.numbers_of.values() for number in numbers)

    def attempts(self) -> list[Attempt]:
        """The geometries that suit the text: with a side column if there are numbers for it, columns for all words."""
        side, two, one = geometries(self.story.meta.page)
        wide = self._attempt(two)
        pages = _estimated_pages(wide.flow) * two.column / side.column
        suited = [] if wide.too_wide(self.type) else [wide]
        if len(self.numbers) >= max(LIVELY * (pages - 1), 1):
            narrow = self._attempt(side)
            suited[:0] = [] if narrow.too_wide(self.type) else [narrow]
        return suited or [self._attempt(one)]

    def _attempt(self, sheet: PageGeometry) -> Attempt:
        opening, text = galleys(self.text, self.type, sheet.column)
        cited = citing_pages(slide.sources for slide in self.story.slides)
        block = self._source_block(sheet, cited, cited)
        return Attempt(sheet, opening, TextFlow(text, sheet.columns), block.height if block else 0.0)

    def least_pages(self, attempt: Attempt) -> int:
        """The pages that an attempt takes at least: those that its lines and its exhibits fill without any space."""
        lines = sum(galley.count for galley in attempt.flow.galleys) / attempt.sheet.columns
        exhibits = sum({exhibit.name: exhibit.height for exhibit in self.exhibits.values()}.values())
        filled = lines * self.type.style("ho_body").leading + exhibits
        return ceil(filled / (attempt.sheet.bottom - TOP))

    def outline(self, attempt: Attempt) -> tuple[str, ...]:
        """The headings that the contents list, that of the list of sources the last."""
        galleys = [galley for galley in attempt.flow.galleys if galley.level]
        headings = [PlacedHeading(galley.paragraph.text, galley.level, 0) for galley in galleys]
        if self.listed:
            headings.append(PlacedHeading(self.story.labels["sources"], SECTION, 0))
        return tuple(heading.text for heading in outlined(headings))

    def paginated(self, attempt: Attempt, cited: CitingPages, names: tuple[str, ...] = (), pages: int = 0) -> Paginator:
        """The pages of one attempt. ``cited`` are the pages of the deck that cite each source; ``names`` are for the
        contents, whose page numbers go up to about ``pages``."""
        sheet = attempt.sheet
        made = self._with_text(attempt, names, 10 ** len(str(pages)) - 1).copied(attempt.foot, attempt.spared)
        made.late = len(made.waiting)
        rest = self._number_rows(sheet, made.late) if sheet.side else []
        made.add_rest([*rest, *(made.exhibits[one] for one in self.after if isinstance(one, Exhibit))])
        if block := self._source_block(sheet, cited, citing_pages(page.sources for page in made.pages)):
            made.add_rest([block.closer(attempt.closer)])
        return made

    def _source_block(self, sheet: PageGeometry, cited: CitingPages, here: CitingPages) -> SourceBlock | None:
        """The list of sources and the small print; ``cited`` by slides and ``here`` on pages. None without either."""
        small_print = [block.words for block in self.after if isinstance(block, TextBlock | Heading)]
        sources = self.story.sources if self.listed else ()
        if not (sources or small_print):
            return None
        places = CitationPlaces(cited, here, self.story.labels)
        return source_block(sources, places, small_print, self.type, sheet.measure)

    def _with_text(self, attempt: Attempt, names: tuple[str, ...], widest: int) -> Paginator:
        """The pages of one attempt up to the end of its text, made once; ``widest`` is a page number of the contents
        that takes the most space."""
        key = attempt, names, widest
        if key not in self.made:
            self.made[key] = self._paginated_text(attempt, names, widest)
        return self.made[key]

    def _paginated_text(self, attempt: Attempt, names: tuple[str, ...], widest: int) -> Paginator:
        sheet, type_ = attempt.sheet, self.type
        exhibits = {directive: exhibit.closer(attempt.tighter) for directive, exhibit in self.exhibits.items()}
        set_ = iter(side_figures.notes(self.numbers, type_, SIDE) if sheet.side else ())
        notes = {directive: tuple(islice(set_, len(numbers))) for directive, numbers in self.numbers_of.items()}
        line = SourceLine(self.story.sources, type_, sheet.measure)
        pitch = type_.style("ho_body").leading - attempt.closer
        gap = max(EXHIBIT_GAP - 3 * attempt.tighter, LEAST_GAP)
        made = Paginator(
            sheet, attempt.flow, exhibits, notes, line, pitch, gap, len(self.numbers), foot=attempt.foot,
            spared=attempt.spared, listed=self.listed,
        )  # fmt: skip
        made.add_opening(opening(self.title, self.standfirst, type_, sheet.body))
        if names:
            heading = self.story.labels["contents"]
            made.add_rest([Contents(names, heading, type_, sheet.measure, widest, 0, len(names))])
        if not sheet.side:
            made.queue += self._number_rows(sheet)  # at the foot of page 1, where readers look first
        made.queue += [exhibits[one] for one in attempt.opening if isinstance(one, Exhibit)]
        made.waiting += [note for one in attempt.opening if isinstance(one, Margin) for note in notes.pop(one, ())]
        made.add_text(made.end + TEXT_GAP - 6 * max(attempt.closer, 0.0), attempt.rest)
        return made

    def _number_rows(self, sheet: PageGeometry, last: int | None = None) -> Sequence[side_figures.NoteRow]:
        """The numbers, or only the ``last`` of them, in rows across the page."""
        numbers = self.numbers if last is None else self.numbers[len(self.numbers) - last :]
        return side_figures.rows(numbers, self.type, sheet.measure, "numbers")


def _estimated_pages(flow: TextFlow) -> float:
    """About how many pages the text will take, its exhibits with it."""
    return sum(galley.count + galley.before for galley in flow.galleys) / ROWS


def _manuscript(blocks: Sequence[Block], story: Story, type_: Typesetter) -> tuple[_Manuscript, list[Diagnostic]]:
    """The blocks of a template by the part they play, exhibits and numbers made; and what does not fit an exhibit."""
    blocks, numbers = called(blocks)
    blocks = located(blocks, story.sources, story.labels["section.source"])
    title = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    standfirst = [block for block in blocks if isinstance(block, TextBlock) and block.quote]
    rest = [block for block in blocks if block is not title and block not in standfirst]
    end = next((index for index, block in enumerate(rest) if isinstance(block, SourceList)), len(rest))
    large = large_numbers([*rest[:end], *(block for block in rest[end:] if isinstance(block, Exhibit))], story)
    width = geometries(story.meta.page)[0].measure
    ctx, drawn_in = context(story, type_), exhibit_context(type_.theme, type_, width)
    exhibits: dict[Exhibit, TypesetExhibit] = {}
    problems: list[Diagnostic] = []
    for block in rest:
        if isinstance(block, Exhibit) and block not in exhibits:
            here = replace(ctx, slide=large.slides[block.name])
            exhibits[block], new = typeset_exhibit(here, numbers[block.name], width, drawn_in, block.caption)
            problems += new
    manuscript = _Manuscript(
        story,
        type_,
        title.words if title else Words((Piece(story.meta.title),)),
        tuple(block.words for block in standfirst),
        tuple(rest[:end]),
        tuple(rest[end + 1 :]),
        bool(story.sources) and end < len(rest),
        exhibits,
        large.of,
    )
    return manuscript, problems
