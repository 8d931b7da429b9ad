"""The attempts at the pages of a leave-behind: tried in turn until its pages are full, else the best of them ended so
that its last page is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, product

from msgspec import Struct
from msgspec.structs import replace

from ..text.fit import Overflow, Typesetter
from .blocks import Exhibit, Margin
from .flow import TextFlow
from .page_geometry import TOP, PageGeometry
from .page_plan import FAR, NEARLY_EMPTY, Unplaceable, band_cost
from .pagination import Paginator

MANY = 12  # pages: of more, the first attempt is taken
TIGHTER = (0.0, 2.0, 3.0, 3.5)  # points less above and below the words of table rows, where that saves a page
CLOSER = (0.25, 0.5, 0.75, 1.0)  # points less from line to line, where that saves a page that is nearly empty
LOOSER = (0.0, -0.5, -1.0)  # or less of less: to fill that page
OTHER = (-0.5, 0.5, 0.25, -0.25)  # or as much, where no more than the breaks of columns are to change
SPARING = 4  # the pages before the last, at most, that leave it some of their text
SPARED, LITTLE = 0.35, 0.1  # of a page: as much they leave it at most, and where that is much more than it lacks
# of what the last page wants: what cannot be parted makes more or less of it
MARGINS = (1.0, 1.3, 1.7, 0.75, 0.85, 1.15, 0.93, 3.0, 5.0)
SEEN = 0.12  # of a page: a blank band that is seen at once
EMPTY = 0.07  # of a page: with a larger blank band on one, another try may fill it
HOLED = 0.31  # of a page: more at the foot of one is no better than a nearly empty last page
LATE = 6.0  # numbers far from the text that they belong to cost as much as six pages
BARE = 1.5  # and a page without a number in its side column
SCRAPPY = 2.0  # and one that goes on with a line or two of text over an exhibit


class Attempt(Struct, frozen=True):
    """One way to make the pages. ``opening`` stands before any text, about ``rest`` points after it. Table rows lose
    ``tighter`` points of space above and below, lines of text and of sources ``closer`` points of their distance;
    ``foot`` points stay free on the pages ``spared``, from 0."""

    sheet: PageGeometry
    opening: tuple[Exhibit | Margin, ...]
    flow: TextFlow
    rest: float
    tighter: float = 0.0
    closer: float = 0.0
    foot: float = 0.0
    spared: range = range(0)

    def too_wide(self, type_: Typesetter) -> list[Overflow]:
        """The words that are wider than a column."""
        width, overflows = self.sheet.column, []
        for galley in self.flow.galleys:
            if wide := type_.too_wide(galley.paragraph, width):
                overflows.append(Overflow(0, wide[1], width, 0, galley.words, wide[0]))
        return overflows


def best(attempts: Sequence[Attempt], paginate: Callable[[Attempt], Paginator]) -> tuple[Attempt, Paginator]:
    """The first attempt whose pages are full; else that of least cost whose last page is neither nearly empty nor of
    sources alone."""
    tried: list[tuple[Attempt, Paginator]] = []
    ways = (*((tighter, 0.0) for tighter in TIGHTER), *((0.0, closer) for closer in OTHER))
    for (tighter, closer), attempt in product(ways, attempts):
        attempt = replace(attempt, tighter=tighter, closer=closer)
        made = paginate(attempt)
        faults = made.wanting or made.late or made.far or made.bare or made.scraps
        far_apart = closer and made.uneven  # lines set otherwise to fill the page are not to part its columns
        full = not faults and not far_apart and _hole(made) <= EMPTY
        if full or len(made.pages) > MANY:  # in a book one page more or less does not matter
            tried = [(attempt, made)]
            break
        tried.append((attempt, made))
    ended = _ended(sorted(tried, key=lambda one: _cost(one[1])), paginate)
    if _hole(ended[1]) <= SEEN:
        return ended
    # what the last page lacks will be blank on the pages before it
    lacking = sorted(tried, key=lambda one: _cost(one[1]) + band_cost(one[1].wanting / (one[0].sheet.bottom - TOP)))
    return min(ended, _ended(lacking, paginate), key=lambda one: _hole(one[1]))


def _ended(
    tried: Sequence[tuple[Attempt, Paginator]], paginate: Callable[[Attempt], Paginator]
) -> tuple[Attempt, Paginator]:
    """The first attempt whose last page can be had as it should be, so; else the first."""
    return next(filter(None, (_with_last_page(*one, paginate) for one in tried)), tried[0])


def _hole(made: Paginator) -> float:
    """The largest blank band of a page but the last, in shares of the page."""
    return max(made.empty, default=0.0)


def _cost(made: Paginator) -> float:
    """What speaks against an attempt: its pages, what is empty on them, and what is far from its text."""
    cost = len(made.pages) + sum(map(band_cost, made.empty)) + NEARLY_EMPTY * bool(made.wanting)
    scraps = made.scraps + made.uneven
    return cost + LATE * bool(made.late) + BARE * made.bare + FAR * made.far + SCRAPPY * scraps


def _with_last_page(
    attempt: Attempt, pages: Paginator, paginate: Callable[[Attempt], Paginator]
) -> tuple[Attempt, Paginator] | None:
    """The attempt, or where its last page is nearly empty or of sources alone, one that saves that page or fills it;
    None where neither can be had."""
    if not (wanting := pages.wanting):
        return attempt, pages
    count = len(pages.pages)
    room = attempt.sheet.bottom - TOP
    spares = [*range(1, min(count - 1, SPARING) + 1)]
    saving = (replace(attempt, tighter=TIGHTER[-1], closer=closer) for closer in CLOSER)
    # a book has many pages to take from, and each try takes long
    ways = product(LOOSER, spares, MARGINS) if count <= MANY else product((0.0,), spares[-2:], MARGINS[:2])
    filling = (
        replace(attempt, closer=closer, foot=foot, spared=range(count - 1 - sparing, count - 1))
        for closer, sparing, margin in ways
        if (foot := wanting / sparing * margin) <= (SPARED if margin in MARGINS[:-2] else LITTLE) * room
    )
    for tried in chain(saving if count <= MANY else (), filling):
        try:
            made = paginate(tried)
        except Unplaceable:  # a page that spares something has no room for an exhibit
            continue
        most = count if tried.spared else count - 1
        kept = not (made.wanting or made.scraps)
        if len(made.pages) <= most and kept and _hole(made) <= HOLED:
            return tried, made
    return None
