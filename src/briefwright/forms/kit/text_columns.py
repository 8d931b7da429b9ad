"""Items side by side become texts in columns: each band of texts level, all at common steps, the spare room shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...scene.model import Paragraph, Role, Run, Statement, Text
from ...story.model import Words
from ...text.fit import Overflow, overflow_diagnostic
from ...text.marker_runs import NBSP
from .form import LayoutContext
from .text_boxes import flush, join

TOLERANCE = 0.01
MOST_WORDS = 180  # on a page; with title, strip and source it stays legible
GAP_AFTER_NUMBER = 0.06  # of the size of a number: space before its unit
SPOKEN_LINES = 2
STRETCH = 0.6  # the share of the spare room that the gaps may take


class TextBand(Struct, frozen=True):
    """One level of a set of columns: a text in each of them, all starting at one height.

    ``gap`` is the space above in points and ``stretch`` the most it may grow by. ``tails`` follow the words in the
    role ``unit``, as a unit follows its number. With ``one_line`` a band steps down until its
    texts take one line each, if they can; a value in words, without a digit, is set in the role ``spoken`` instead.
    In each column the bands that are ``stated`` are one statement: a number, its unit and its meaning.
    ``colours`` has one for each column, or is empty for the role's own. A band without any words takes no room.
    """

    name: str
    role: str
    words: tuple[Words, ...]
    what: str
    gap: float = 0
    stretch: float = 0
    colours: tuple[str | None, ...] = ()
    tails: tuple[Words, ...] = ()
    one_line: bool = False
    spoken: str = ""
    balance: bool = False
    kind: Role = Role.BODY
    stated: bool = False

    def colour(self, column: int) -> str | None:
        return self.colours[column] if self.colours else None


class Columns(Struct, frozen=True):
    """Bands over columns of these widths, and the height in points that they may take together.

    ``what`` names one of the items in messages ("the judgement").
    """

    bands: tuple[TextBand, ...]
    widths: tuple[float, ...]
    room: float
    what: str

    def words(self, column: int) -> Words:
        """All words of one column."""
        return join([band.words[column] for band in self.bands])

    @property
    def count(self) -> int:
        """How many words a reader reads in all columns."""
        return sum(words.count for band in self.bands for words in band.words)


class PlacedBand(Struct, frozen=True):
    """A placed band: its top and height in points, and its texts (None where a column has no words)."""

    name: str
    y: float
    height: float
    texts: tuple[Text | None, ...]


Steps = Mapping[str, int]


def evenly(count: int, most: int, least: int = 2) -> tuple[range, ...]:
    """``count`` items cut into as few runs of at most ``most`` as it takes, their lengths differing by one at most.

    Empty when that leaves a run of fewer than ``least`` items behind another.
    """
    runs = max(1, ceil(count / most))
    if runs > 1 and count // runs < least:
        return ()
    sizes = [count // runs + (i < count % runs) for i in range(runs)]
    starts = [sum(sizes[:i]) for i in range(runs)]
    return tuple(range(start, start + size) for start, size in zip(starts, sizes, strict=True))


def column_rects(ctx: LayoutContext, area: Rect, count: int, alone: int = 8) -> tuple[Rect, ...]:
    """``count`` columns of equal width; a single one spans ``alone`` columns of the grid, a readable measure."""
    if count == 1:
        return (Rect(area.x, area.y, ctx.theme.columns.span(alone), area.h),)
    return ctx.theme.columns.split(area, count)


class Plan(Struct, frozen=True):
    """Items divided over pages: which of them, in what columns, at which steps; and the problems."""

    cuts: tuple[range, ...]
    sets: tuple[Columns, ...]
    steps: dict[str, int]
    problems: Problems

    @property
    def pages(self) -> Iterator[tuple[range, Columns]]:
        return zip(self.cuts, self.sets, strict=True)


def plan(ctx: LayoutContext, count: int, most: int, columns: Callable[[range], Columns], order: Sequence[str]) -> Plan:
    """The fullest pages on which all of ``count`` items fit; where no division fits, the fullest one with its problems.

    A page takes ``most`` items at most and at least two, ``columns`` says how it sets some of them. ``count`` is at
    least 1.
    """
    plans: list[Plan] = []
    for fill in range(most, 1, -1):
        cuts = evenly(count, fill)
        if not cuts or any(cuts == other.cuts for other in plans):
            continue
        sets = tuple(columns(cut) for cut in cuts)
        plans.append(Plan(cuts, sets, *common_steps(ctx, sets, order)))
        if not plans[-1].problems and all(s.count <= MOST_WORDS for s in sets):
            return plans[-1]
    return next((made for made in plans if not made.problems), plans[0])


def common_steps(ctx: LayoutContext, sets: Sequence[Columns], order: Sequence[str]) -> tuple[dict[str, int], Problems]:
    """The step of each role at which every set fits its room; ``order`` names the roles, the first to step down first.

    First a role steps down until its widest word fits its column; then, while a set is too tall, its tallest band does.
    What holds at no step comes back as diagnostics: one for each word that is too wide and for each set too tall.
    """
    steps: dict[str, int] = {}
    last = {role: ctx.theme.steps(role) - 1 for role in order}
    for role in order:
        steps[role] = 0
        while steps[role] < last[role] and not _holds(ctx, sets, role, steps):
            steps[role] += 1
    while tall := next((c for c in sets if _height(ctx, c, steps) > c.room + TOLERANCE), None):
        heights = [(h, -order.index(role), role) for role, h in _heights(ctx, tall, steps) if steps[role] < last[role]]
        if not heights:
            break
        steps[max(heights)[2]] += 1
    return steps, tuple(problem for columns in sets for problem in _problems(ctx, columns, steps))


def breaks(ctx: LayoutContext, sets: Sequence[Columns], steps: Steps) -> bool:
    """Whether a band with ``one_line`` takes more than a line at these steps."""
    return not all(_holds(ctx, sets, b.role, steps) for c in sets for b in c.bands if b.one_line and any(b.words))


def fullness(ctx: LayoutContext, columns: Columns, steps: Steps) -> float:
    """The share of its room that a set takes with its gaps at their least."""
    return _height(ctx, columns, steps) / columns.room


def levels(
    ctx: LayoutContext, columns: Columns, steps: Steps, rects: Sequence[Rect], start: int = 0
) -> tuple[PlacedBand, ...]:
    """The bands from the top of ``rects``, one for each column; spare room widens the gaps by their stretch.

    ``start`` is the index of the first item, for the names of the slots, which count from 1.
    """
    used = [band for band in columns.bands if any(band.words)]
    spare = max(0.0, columns.room - _height(ctx, columns, steps))
    wish = sum(band.stretch for band in used)
    share = min(1.0, STRETCH * spare / wish) if wish else 0.0
    y = rects[0].y
    placed = []
    for band in used:
        y += band.gap + floor(band.stretch * share / 3) * 3
        paragraphs = _set(ctx, band, columns.widths, steps)
        height = max(p.height for p in paragraphs if p)
        sized = zip(rects, columns.widths, paragraphs, strict=True)
        texts = tuple(
            _text(ctx, band, p, Rect(rect.x, y, width, height), number) if p else None
            for number, (rect, width, p) in enumerate(sized, start + 1)
        )
        placed.append(PlacedBand(band.name, y, height, texts))
        y += height
    return tuple(placed)


def moved(band: PlacedBand, down: float) -> PlacedBand:
    """The band ``down`` points further down."""
    texts = (text and replace(text, rect=text.rect.moved(dy=down)) for text in band.texts)
    return replace(band, y=band.y + down, texts=tuple(texts))


def _text(ctx: LayoutContext, band: TextBand, paragraph: Paragraph, rect: Rect, number: int) -> Text:
    """The text of a band in one column. A large number is moved out, so that its ink is flush with the column."""
    box = flush(ctx, paragraph, rect) if band.kind is Role.FIGURE else rect
    whole = Statement(f"column-{number}") if band.stated else None
    return Text(f"{band.name}-{number}", box, (paragraph,), band.kind, part_of=whole)


def _set(ctx: LayoutContext, band: TextBand, widths: Sequence[float], steps: Steps) -> tuple[Paragraph | None, ...]:
    return tuple(_paragraph(ctx, band, i, width, steps[band.role]) for i, width in enumerate(widths))


def _paragraph(ctx: LayoutContext, band: TextBand, column: int, width: float, step: int) -> Paragraph | None:
    words = band.words[column]
    if not words:
        return None
    if _is_spoken(ctx, band, column, width):
        return _spoken(ctx, band, column, width)
    style = ctx.type.style(band.role, step, band.colour(column))
    tail = band.tails[column] if band.tails else None
    if not tail:
        colour = band.colour(column)
        return ctx.type.steady(words, band.role, width, step=step, colour=colour, balance=band.balance)
    unit = ctx.type.style("unit", colour=style.colour if style.colour.startswith("on_") else None)
    # wide enough for readers, and for programs that read PDFs, to see number and unit as two words
    number, space = ctx.type.runs(words, style), Run(" ", replace(unit, tracking=GAP_AFTER_NUMBER * style.size))
    kept = tuple(replace(run, text=run.text.replace(" ", NBSP)) for run in ctx.type.runs(tail, unit))
    whole = ctx.type.wrapped((*number, space, *kept), width, style.leading)
    if not ctx.type.too_wide(whole, width):
        return whole
    return ctx.type.wrapped((*number, space, *ctx.type.runs(tail, unit)), width, style.leading)


def _is_spoken(ctx: LayoutContext, band: TextBand, column: int, width: float) -> bool:
    """Whether a value is in words, without a digit, and needs more than one line of the largest type of its band."""
    words = band.words[column]
    if not band.spoken or any(character.isdigit() for character in words.plain):
        return False
    return len(ctx.type.set(words, band.role, width).lines) > 1


def _spoken(ctx: LayoutContext, band: TextBand, column: int, width: float) -> Paragraph:
    """A value in words with its unit, as large as it takes two lines: about the height of one line of numbers."""
    words, colour = band.words[column], band.colour(column)
    if band.tails:
        words = join((words, band.tails[column]))
    for step in range(ctx.theme.steps(band.spoken)):
        paragraph = ctx.type.set(words, band.spoken, width, step=step, colour=colour, balance=True)
        if len(paragraph.lines) <= SPOKEN_LINES and not ctx.type.too_wide(paragraph, width):
            break
    return paragraph


def _holds(ctx: LayoutContext, sets: Sequence[Columns], role: str, steps: Steps) -> bool:
    for columns in sets:
        for band in columns.bands:
            if band.role != role:
                continue
            if not all(_one_holds(ctx, band, i, width, steps[role]) for i, width in enumerate(columns.widths)):
                return False
    return True


def _one_holds(ctx: LayoutContext, band: TextBand, column: int, width: float, step: int) -> bool:
    paragraph = _paragraph(ctx, band, column, width, step)
    if not paragraph or _is_spoken(ctx, band, column, width):
        return True
    return not ctx.type.too_wide(paragraph, width) and not (band.one_line and len(paragraph.lines) > 1)


def _heights(ctx: LayoutContext, columns: Columns, steps: Steps) -> list[tuple[str, float]]:
    """The role and height of each band that has words."""
    return [
        (band.role, max(p.height for p in _set(ctx, band, columns.widths, steps) if p))
        for band in columns.bands
        if any(band.words)
    ]


def _height(ctx: LayoutContext, columns: Columns, steps: Steps) -> float:
    gaps = sum(band.gap for band in columns.bands if any(band.words))
    return gaps + sum(height for _, height in _heights(ctx, columns, steps))


def _problems(ctx: LayoutContext, columns: Columns, steps: Steps) -> list[Diagnostic]:
    """The words that are wider than their column; where the set is too tall, also the item with the longest text."""
    problems = []
    tall = [0.0] * len(columns.widths)
    longest: list[tuple[float, int, int]] = []  # height, column, words: the longest is the text to cut
    for band in columns.bands:
        for i, paragraph in enumerate(_set(ctx, band, columns.widths, steps)):
            if paragraph:
                tall[i] += paragraph.height
                longest.append((paragraph.height, i, band.words[i].count))
                wide = ctx.type.too_wide(paragraph, columns.widths[i])
                if wide:
                    over = Overflow(i, wide[1], columns.widths[i], 0, band.words[i], wide[0])
                    problems.append(overflow_diagnostic(over, band.what))
    needed = _height(ctx, columns, steps)
    if longest and needed > columns.room + TOLERANCE:
        excess = needed - columns.room
        height, i, count = max(longest)
        words = columns.words(i)
        if excess > height:
            height, count = tall[i], words.count
        cut = min(words.count, max(1, ceil(count * excess / height)))
        problems.append(overflow_diagnostic(Overflow(i, needed, columns.room, cut, words), columns.what))
    return problems
