"""The leave-behind: a story to a narrative of a few pages, set in columns from a Markdown template, as a tagged PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import ceil
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused
from ..core.files import read_bytes, template
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..forms.kit.form import LayoutContext
from ..scene.model import Layout, Page, Paragraph, Role, Scene
from ..story.model import Meta, Piece, Slide, Story, Words
from ..text.fit import Overflow, Typesetter, overflow_diagnostic
from ..theme.model import Theme
from ..write.pdf.document import Bookmark
from . import side_figures
from .blocks import Block, Exhibit, Heading, Margin, SourceList, Text
from .contents import Contents
from .drawings import exhibit_context
from .endnotes import Uses, source_block, source_line
from .exhibits import figure
from .flow import Galley, Trial
from .markdown import read
from .page_geometry import SIDE, Furniture, Sheet, properties, sheets
from .pages import Placed, Press, named
from .placed_exhibits import Figure
from .printing import printed
from .render import render
from .typesetting import galleys, too_wide

NAME = "leave-behind"
ROWS = 70  # lines of text on a page with an exhibit, roughly: to judge whether there are numbers enough for each
STANDFIRST_GAP, TEXT_GAP, FIGURE_GAP = 9.0, 18.0, 21.0
FEW, MANY = 4, 12  # pages: so few are not worth another try, so many neither
CLOSER = (0.0, 2.0, 3.0, 3.5)  # of the air above and below the words of a row: given up where that saves a page
EARLY = (0, 1)
LEAST_GAP = 12.0
EMPTY = 0.15  # of a page: more at its foot, and another try may fill it
LAST = 0.3  # of a page: a last one nearly empty is as bad as so much white elsewhere
LIVELY = 2  # numbers a page, from page 2 on: with fewer a column for them stands empty
PAUSE = re.compile(r"[,:;–—](?= )")
Diagnostics = tuple[Diagnostic, ...]
Large = Mapping[str, Sequence[side_figures.SideFigure]]  # the numbers that slides set large, by id
Cited = dict[int, list[int]]  # the pages by the numbers of the sources that they cite


class Looks(Struct, frozen=True):
    """How tight the rows of tables are set, and how many pages exhibits may stand before their text."""

    air: float = 0.0
    early: int = 0


class Way(Struct, frozen=True):
    """A sheet, what stands on it before any text, and the text set for its columns."""

    sheet: Sheet
    opening: tuple[Exhibit | Margin, ...]
    galleys: Trial


class Laid(Struct, frozen=True):
    """The pages of a handout, the drawings that they show, the entries of its outline, and what did not fit."""

    scene: Scene
    drawings: tuple[Scene, ...]
    bookmarks: tuple[Bookmark, ...]
    found: Diagnostics


def compose(
    story: Story, theme: Theme, beside: Path | None = None, deck: Callable[[], Sequence[str]] | None = None
) -> tuple[bytes, Diagnostics]:
    """The PDF and what there is to say about it.

    ``beside`` is the folder of the brief, where a template of its own may stand; ``deck`` gives the slide of each page
    of the deck: the list of sources tells their numbers, and asks for them when all else is set. Refused (BW310 to
    BW313, BW330 to BW332) when the template is not to be had or has a fault.
    """
    laid = placed(blocks_of(story, beside), story, theme, deck)
    return printed(laid.scene, theme, laid.bookmarks, laid.drawings), laid.found


def blocks_of(story: Story, beside: Path | None = None) -> tuple[Block, ...]:
    """What the template says of the story."""
    path = template("handouts", NAME, beside)
    if path is None:
        raise Refused([diagnose("BW332", name=NAME)])
    prose = render(read_bytes(path).decode("utf-8"), str(path), story)
    return read(prose, str(path), frozenset(slide.id for slide in story.slides))


def placed(
    blocks: Sequence[Block], story: Story, theme: Theme, deck: Callable[[], Sequence[str]] | None = None
) -> Laid:
    """The handout of a template's blocks on its pages."""
    type_ = Typesetter(theme, language=story.meta.language)
    slides = {slide.id: slide for slide in story.slides}
    ctx = LayoutContext(theme, type_, Rect(0, 0, 0, 0), story.slides[0], story.meta, story.labels, story.sources)
    title, standfirst, rest = _opening(blocks)
    body, after = _ended(rest)
    large = {slide.id: side_figures.numbers(slide, story.labels) for slide in story.slides}
    ways = _ways(body, type_, story, large)
    figures, found = _figures(rest, ctx, slides, ways[0].sheet)
    line = source_line(story.sources, type_, ways[0].sheet.measure)
    listed = bool(story.sources) and len(body) < len(rest)
    guessed = _cited(story, [slide.id for slide in story.slides]) if deck else {}

    def pressed(way: Way, looks: Looks, cited: Cited = guessed, names: tuple[str, ...] = (), pages: int = 0) -> Press:
        sheet = way.sheet
        shown = {block: one.closer(looks.air) for block, one in figures.items()}
        notes = _notes(body, large, type_, sheet)
        pitch, shares = type_.style("ho_body").leading, _shares(len(_numbers(body, large)), way.galleys)
        gap = max(FIGURE_GAP - 3 * looks.air, LEAST_GAP)
        press = Press(sheet, way.galleys, shown, notes, line, pitch, gap, *shares, early=looks.early)
        press.opening(_head(title, standfirst, type_, story.meta, sheet))
        if names:
            heading = story.labels["contents"]
            press.rest([Contents(names, heading, type_, sheet.measure, 10 ** len(str(pages)) - 1, 0, len(names))])
        if not sheet.side:  # in a row at the foot of page 1, where readers look
            press.queue += side_figures.rows(_numbers(body, large), type_, sheet.measure, "numbers")
        press.queue += [shown[anchor] for anchor in way.opening if isinstance(anchor, Exhibit)]
        press.waiting += [one for anchor in way.opening if isinstance(anchor, Margin) for one in notes[anchor]]
        press.text(press.end + TEXT_GAP)
        press.rest([*_left(press, body, large, type_), *(shown[one] for one in after if isinstance(one, Exhibit))])
        uses = Uses(cited, press.cited, story.labels)
        press.rest(_end_matter(after, story, uses, type_, sheet, listed))
        return press

    first = pressed(ways[0], Looks())
    names = tuple(head.text for head in named(first.heads)) if len(first.leaves) > FEW else ()
    names = names if len(names) > 1 else ()
    way, looks, press = _best(ways, partial(pressed, names=names, pages=len(first.leaves) + 1))
    names = names if len(press.leaves) > FEW else ()
    cited = _cited(story, deck()) if deck else {}
    if cited != guessed or len(press.leaves) <= FEW < len(first.leaves):
        press = pressed(way, looks, cited, names, len(press.leaves) + 1)
    sheet = way.sheet
    furniture = Furniture(sheet, type_, story.meta, story.labels)
    pages = tuple(
        Page(f"page-{number}", "handout", story.meta.title, items)
        for number, items in enumerate(press.pages(furniture, last_line=not listed), 1)
    )
    about = properties(story.meta)
    scene = Scene(sheet.width, sheet.height, (Layout("handout"),), pages, about)
    problems = (*found, *_wide(way.galleys, type_, sheet), *type_.findings)
    drawings = tuple(one.sheet(about) for figure in figures.values() for one in figure.drawings)
    return Laid(scene, drawings, tuple(press.bookmarks), tuple(dict.fromkeys(problems)))


def _cited(story: Story, pages: Sequence[str]) -> Cited:
    """The pages of a deck, from 1, on which each source is cited; ``pages`` are the ids of their slides."""
    sources = {slide.id: slide.sources for slide in story.slides}
    found: dict[int, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for source in sources.get(page, ()):
            found.setdefault(source, []).append(number)
    return found


def _best(ways: Sequence[Way], pressed: Callable[[Way, Looks], Press]) -> tuple[Way, Looks, Press]:
    """The first try whose pages are few and full; else the one with the fewest, and of those with the fullest."""
    tried: list[tuple[Way, Looks, Press]] = []
    for air in CLOSER:
        for way in ways:
            for early in EARLY:
                looks = Looks(air, early)
                press = pressed(way, looks)
                tried.append((way, looks, press))
                if len(press.leaves) > MANY:
                    return tried[0]  # in a book a page more or less is nothing
                if len(press.leaves) <= FEW and not press.sparse and max(press.empty, default=0.0) <= EMPTY:
                    return tried[-1]
    return min(tried, key=lambda one: (len(one[2].leaves), round(sum(one[2].empty) + LAST * one[2].sparse, 1)))


def _end_matter(
    after: Sequence[Block], story: Story, uses: Uses, type_: Typesetter, sheet: Sheet, listed: bool
) -> list[Placed]:
    """The list of sources and the small print after it, if there is any."""
    said = [block.words for block in after if isinstance(block, Text | Heading)]
    if not listed and not said:
        return []
    sources = story.sources if listed else ()
    return [source_block(sources, uses, said, type_, sheet.measure, story.labels["sources"])]


def _opening(blocks: Sequence[Block]) -> tuple[Heading | None, tuple[Text, ...], tuple[Block, ...]]:
    """The title, the standfirst under it, and the rest."""
    title = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    standfirst = tuple(block for block in blocks if isinstance(block, Text) and block.quote)
    return title, standfirst, tuple(block for block in blocks if block is not title and block not in standfirst)


def _way(sheet: Sheet, body: Sequence[Block], type_: Typesetter) -> Way:
    opening, text = galleys(body, type_, sheet.column)
    return Way(sheet, opening, Trial(text))


def _ways(body: Sequence[Block], type_: Typesetter, story: Story, large: Large) -> list[Way]:
    """The text on the sheets that suit it: with a side column if there are numbers for it, with room for each word."""
    side, two, one = sheets(story.meta.page)
    numbers = len(_numbers(body, large))
    wide = _way(two, body, type_)
    pages = _pages(wide.galleys) * two.column / side.column
    ways = [wide] if not too_wide(wide.galleys, type_, two.column) else []
    if numbers >= max(LIVELY * (pages - 1), 1):
        narrow = _way(side, body, type_)
        ways[:0] = [narrow] if not too_wide(narrow.galleys, type_, side.column) else []
    return ways or [_way(one, body, type_)]


def _pages(set_: Sequence[Galley]) -> float:
    """About how many pages the text will take, its exhibits with it."""
    return sum(galley.count + galley.before for galley in set_) / ROWS


def _shares(numbers: int, set_: Sequence[Galley]) -> tuple[int, int]:
    """How many numbers page 1 gets, where readers look first, and how many each further page, so that each has some."""
    pages = max(ceil(_pages(set_)), 1)
    each = max(1, min(side_figures.MOST, ceil(numbers / pages)))
    return max(each, min(side_figures.MOST, numbers - pages + 2)), each


def _figures(
    body: Sequence[Block], ctx: LayoutContext, slides: dict[str, Slide], sheet: Sheet
) -> tuple[dict[Exhibit, Figure], Diagnostics]:
    at = exhibit_context(ctx.theme, ctx.type, sheet.measure)
    figures: dict[Exhibit, Figure] = {}
    found: list[Diagnostic] = []
    for block in body:
        if isinstance(block, Exhibit) and block not in figures:
            slide = slides[block.name]
            made, problems = figure(replace(ctx, slide=slide), len(figures) + 1, sheet.measure, at)
            figures[block] = made
            found += problems
    return figures, tuple(found)


def _numbers(body: Sequence[Block], large: Large) -> tuple[side_figures.SideFigure, ...]:
    """Every number that the side column is to show, once, in order."""
    names = [block.name for block in body if isinstance(block, Margin)]
    return side_figures.distinct(number for name in names for number in large[name])


def _notes(
    body: Sequence[Block], large: Large, type_: Typesetter, sheet: Sheet
) -> dict[Margin, tuple[side_figures.Note, ...]]:
    """The numbers that each fence brings to the side column; none where the sheet has no such column."""
    notes: dict[Margin, tuple[side_figures.Note, ...]] = {}
    seen: set[tuple[str, str]] = set()
    for block in body:
        if isinstance(block, Margin):
            new = [n for n in side_figures.distinct(large[block.name]) if n.key not in seen]
            seen.update(n.key for n in new)
            notes[block] = tuple(side_figures.note(n, type_, SIDE) for n in new) if sheet.side else ()
    return notes


def _ended(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks up to the list of sources, and those that follow it."""
    at = next((i for i, block in enumerate(blocks) if isinstance(block, SourceList)), len(blocks))
    return tuple(blocks[:at]), tuple(blocks[at + 1 :])


def _left(press: Press, body: Sequence[Block], large: Large, type_: Typesetter) -> list[Placed]:
    """The numbers that found no place beside the text, in rows across the page."""
    numbers = _numbers(body, large)
    count = len(press.waiting) if press.sheet.side else 0
    return list(side_figures.rows(numbers[len(numbers) - count :], type_, press.sheet.measure, "numbers"))


def _head(
    title: Heading | None, standfirst: Sequence[Text], type_: Typesetter, meta: Meta, sheet: Sheet
) -> list[tuple[Paragraph, Role, float]]:
    """The title, over as many lines as it takes, and the standfirst."""
    words = title.words if title else Words((Piece(meta.title),))
    width = _by_sense(words, type_, sheet.body) or type_.balanced(words, "ho_narrative_title", sheet.body)
    head = [(type_.set(words, "ho_narrative_title", width), Role.TITLE, 0.0)]
    if type_.too_wide(head[0][0], sheet.body):
        head = [(type_.set(words, "ho_title", sheet.body), Role.TITLE, 0.0)]
    for text in standfirst:
        width = type_.balanced(text.words, "ho_standfirst", sheet.body)
        head.append((type_.set(text.words, "ho_standfirst", width), Role.LEAD, STANDFIRST_GAP))
    return head


def _by_sense(words: Words, type_: Typesetter, width: float) -> float | None:
    """The width that breaks a title of two lines after a comma or colon within it; None where that cannot be."""
    whole = type_.set(words, "ho_narrative_title", width)
    for at in (match.end() for match in PAUSE.finditer(whole.text) if len(whole.lines) == 2):
        halves = type_.safe_width(whole, 0, at), type_.safe_width(whole, at + 1, len(whole.text))
        tried = type_.set(words, "ho_narrative_title", max(halves) + 0.5)
        if max(halves) <= width and len(tried.lines) == 2 and tried.lines[0].end == at:
            return max(halves) + 0.5
    return None


def _wide(set_: Sequence[Galley], type_: Typesetter, sheet: Sheet) -> list[Diagnostic]:
    """Words wider than even the widest column: they stand out of it, and their author must know."""
    found = []
    for galley in set_:
        wide = type_.too_wide(galley.paragraph, sheet.column)
        if wide:
            said = Overflow(0, wide[1], sheet.column, 0, galley.words, wide[0])
            found.append(overflow_diagnostic(said, "the leave-behind"))
    return found
