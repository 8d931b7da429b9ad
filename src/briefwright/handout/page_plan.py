"""Text and the exhibits that it calls to a plan of pages: how much text and which exhibits stand on each.

A search page by page over the whole text, as where one page ends decides how the next is filled. Lengths are points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from math import inf
from operator import attrgetter
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Refused
from ..core.messages import diagnose
from .flow import TextFlow, TextPosition, height
from .open_page import FullWidth

FOLLOWED = 6  # plans that are followed further after each page
EARLIER = 3  # ends of a page before its last line, above the text that calls an exhibit, that are tried
LEAST = 8  # lines of text on a page that has text and exhibits; fewer look like a scrap
FEWEST = 4  # and no page has fewer
SPARSE = 0.4  # of a page: a last page with less on it is nearly empty
SPREAD = 0.4  # points more from line to line that no reader sees
FREE, BAND = 0.035, 0.06  # of a page: a blank band of the one height costs nothing, of the other 1
UNEVEN = 3.0  # times that where only one column ends so far above the other
FAR, SCRAP, STRAY, CUT, NEARLY_EMPTY, PAGE, AFTER = 60.0, 0.2, 1.5, 2.0, 12.0, 1.0, 0.02  # and what else costs


class Floating(FullWidth, Protocol):
    """What stands under the text of a page; it may be set ``slack`` points higher where that fills the page."""

    @property
    def slack(self) -> float: ...
    def split(self, room: float) -> tuple[Floating, Floating] | None: ...
    def loosened(self, by: float) -> Floating: ...


class Unplaceable(Refused):
    """No page can hold any part of what is this high; a page has ``room`` points."""

    def __init__(self, one: FullWidth, room: float) -> None:
        what, hint = f'"{one.name}" of the leave-behind', "shorten its heads or its longest row"
        words = {"needed": one.height, "allowed": room, "cut": 0, "count": 0}
        super().__init__([diagnose("BW601", getattr(one, "span", None), what=what, hint=hint, **words)])


class Call(Struct, frozen=True):
    """An exhibit, and the galley whose text calls it; -1 where it comes before all text."""

    exhibit: Floating
    galley: int = -1


class PagePlan(Struct, frozen=True):
    """A page: the text from ``start`` to ``end`` in columns of at most ``rows`` lines, and the exhibits under it."""

    start: TextPosition
    end: TextPosition
    rows: int
    exhibits: tuple[Floating, ...]


class PlannedPages(Struct, frozen=True):
    """The pages planned so far, the calls whose exhibits have no place yet, how many exhibits stand further from their
    call than overleaf, and what all that costs."""

    pages: tuple[PagePlan, ...]
    left: tuple[Call, ...]
    far: int = 0
    cost: float = 0.0

    @property
    def end(self) -> TextPosition:
        return self.pages[-1].end if self.pages else TextPosition()


class NextPage(Struct, frozen=True):
    """A page that a plan may go on with, the calls then left, and the cost of that so far: its ``own``, and what the
    plan costs with it at the ``least``, before its columns are levelled."""

    plan: PlannedPages
    page: PagePlan
    left: Sequence[Call]
    last: bool
    far: int
    own: float
    least: float


class PagePlanner(Struct, frozen=True):
    """Plans the pages of a text. ``rooms`` gives the height for text and exhibits of each page, by its number from 0,
    ``whole`` is that of any other; a line takes ``pitch``, and ``gap`` stands above an exhibit. After text and exhibits
    come ``rest`` points more, for which the last page has ``extra`` room."""

    flow: TextFlow
    rooms: Callable[[int], float]
    whole: float
    pitch: float
    gap: float
    rest: float = 0.0
    extra: float = 0.0

    def best(self, calls: Sequence[Call]) -> PlannedPages:
        """The plan for these calls, in order, that costs least. Raises Unplaceable."""
        plans = [PlannedPages((), tuple(calls))]
        best: PlannedPages | None = None
        while plans:
            following: dict[tuple[TextPosition, int, float], PlannedPages] = {}
            most = inf  # what a plan may cost that is followed further
            for step in (step for plan in plans for step in self._steps(plan)):
                if step.least > ((best.cost if best else inf) if step.last else most):
                    continue
                if (longer := self._longer(step)) is None:
                    continue
                if step.last:
                    best = min(filter(None, (best, self._with_rest(longer))), key=_cost)
                    continue
                key = longer.end, len(longer.left), longer.left[0].exhibit.height if longer.left else 0.0
                following[key] = min(filter(None, (following.get(key), longer)), key=_cost)
                if len(following) >= FOLLOWED:
                    most = sorted(map(_cost, following.values()))[FOLLOWED - 1]
            if not following and best is None:  # each page takes text, or else an exhibit
                raise Unplaceable(plans[0].left[0].exhibit, self.whole)
            plans = sorted(following.values(), key=_cost)[:FOLLOWED]
            plans = [plan for plan in plans if best is None or plan.cost < best.cost]
        assert best is not None
        return best

    # ---- one page more -------------------------------------------------------------------------------

    def _steps(self, plan: PlannedPages) -> Iterator[NextPage]:
        """The pages that the plan may go on with."""
        room, left, start = self.rooms(len(plan.pages)), plan.left, plan.end
        count, end = 0, start
        while True:
            exhibits = tuple(call.exhibit for call in left[:count])
            rows = self._rows(room, exhibits)
            if exhibits:
                yield from self._step(plan, PagePlan(start, start, 0, exhibits), left[count:])
            if not self._ends(start) and (rows >= FEWEST or (rows > 0 and not exhibits)):
                end = self.flow.columns(start, rows)[1]
                for sooner in (end, *self._earlier(start, end, left[count:]), *self._sooner(start, end, rows)):
                    yield from self._step(plan, PagePlan(start, sooner, rows, exhibits), left[count:])
            if count == len(left) or left[count].galley >= end.galley:
                return
            if self._depth((*exhibits, left[count].exhibit)) - self.gap > room + 0.01:
                break
            count += 1
        yield from self._cut(plan, exhibits, room)

    def _earlier(self, start: TextPosition, end: TextPosition, left: Sequence[Call]) -> Sequence[TextPosition]:
        """Where the text of a page may end sooner, so that the next page can hold all exhibits that it calls."""
        openings = {self.flow.opening(call.galley) for call in left if start.galley < call.galley <= end.galley}
        return sorted(one for one in openings if start < one < end)[-EARLIER:]

    def _sooner(self, start: TextPosition, end: TextPosition, rows: int) -> Sequence[TextPosition]:
        """Where the text of a page may end a line or two sooner, so that what it leaves overleaf is no scrap."""
        if not 0 < self.flow.left(end) < LEAST:
            return ()
        ends = {self.flow.columns(start, rows - fewer)[1] for fewer in range(1, min(FEWEST, rows))}
        return sorted(one for one in ends if start < one < end)

    def _cut(self, plan: PlannedPages, exhibits: tuple[Floating, ...], room: float) -> Iterator[NextPage]:
        """The pages on which only a part of the next exhibit has room: under no text, some, or all left."""
        call, *after = plan.left[len(exhibits) :]
        most = self._rows(room, exhibits)
        filled, end = self.flow.columns(plan.end, most) if most else ((), plan.end)
        whole = max(map(height, self.flow.levelled(plan.end, end, most))) if filled and self._ends(end) else 0
        for rows in sorted({0, LEAST, 2 * LEAST, whole} & {*range(most)}):
            depth = self._depth(exhibits) + rows * self.pitch
            if parts := call.exhibit.split(room - depth - (self.gap if depth else 0.0)):
                here = (*exhibits, parts[0])
                rows = min(self._rows(room, here), most) if rows else 0
                end = self.flow.columns(plan.end, rows)[1] if rows else plan.end
                page = PagePlan(plan.end, end, rows, here)
                yield from self._step(plan, page, (Call(parts[1], call.galley), *after), CUT)

    def _step(self, plan: PlannedPages, page: PagePlan, left: Sequence[Call], cost: float = 0.0) -> Iterator[NextPage]:
        """The step to that page; nothing where the page shows an exhibit before its call."""
        if page.exhibits and plan.left[len(page.exhibits) - 1].galley >= page.end.galley:
            return
        last = self._ends(page.end) and not left
        far = bisect_left(left, _whole(page.start), key=_galley)  # the calls stand in the order of the text
        cost += PAGE + FAR * far + AFTER * bisect_left(left, _whole(page.end), key=_galley)
        full = (page.rows,) if page.rows else ()
        least = cost + (plan.cost + self._page_cost(page, full, len(plan.pages), last))
        yield NextPage(plan, page, left, last, far, cost, least)

    def _longer(self, step: NextPage) -> PlannedPages | None:
        """The plan with that page more; None where the page breaks its text badly."""
        plan, page = step.plan, step.page
        columns = self.flow.levelled(page.start, page.end, page.rows) if page.rows else ()
        if page.exhibits and not self.flow.well_broken(columns):
            return None
        heights = tuple(map(height, columns))
        cost = step.own + (plan.cost + self._page_cost(page, heights, len(plan.pages), step.last))
        cost += STRAY * self.flow.strays(columns)
        return PlannedPages((*plan.pages, page), tuple(step.left), plan.far + step.far, cost)

    # ---- what a page costs ---------------------------------------------------------------------------

    def _page_cost(self, page: PagePlan, columns: Sequence[int], number: int, last: bool) -> float:
        """What a page costs with ``columns`` of so many lines."""
        rows, count = max(columns, default=0), len(page.exhibits)
        cost = SCRAP * max(LEAST - rows, 0) if rows and count and page.start.galley else 0.0
        if not self._ends(page.end):
            cost += UNEVEN * band_cost((rows - min(columns, default=0)) * self.pitch / self.whole)
        if last:
            return cost
        slack = sum(exhibit.slack for exhibit in page.exhibits) + rows * SPREAD
        empty = (
            self.rooms(number) - rows * self.pitch - self._depth(page.exhibits) + (0.0 if rows else self.gap) - slack
        )
        bands = count if rows else max(count - 1, 1)  # among which the empty space is spread
        return cost + band_cost((max(empty, 0.0) / max(bands, 1) + (self.gap if count else 0.0)) / self.whole)

    def _with_rest(self, plan: PlannedPages) -> PlannedPages:
        """The plan with the cost of what follows its last page, which may be more pages."""
        last, number, alone = plan.pages[-1], len(plan.pages) - 1, False
        columns = self.flow.levelled(last.start, last.end, last.rows) if last.rows else ()
        used = max(map(height, columns), default=0) * self.pitch + self._depth(last.exhibits)
        used += self.gap + self.rest if self.rest else 0.0
        cost, room = plan.cost, self.rooms(number) + self.extra
        if used > room:
            number, used, alone = number + 1, used - room, True
            room, cost = self.rooms(number), cost + PAGE
        if number:
            wanting = max(SPARSE - used / self.whole, 0.0)
            cost += NEARLY_EMPTY * (wanting / SPARSE + (wanting > 0 or alone))
        return replace(plan, cost=cost)

    # ---- heights ---------------------------------------------------------------------------------------

    def _depth(self, exhibits: Sequence[FullWidth]) -> float:
        return sum(exhibit.height + self.gap for exhibit in exhibits)

    def _rows(self, room: float, exhibits: Sequence[FullWidth]) -> int:
        """The lines of text in each column above these exhibits."""
        return max(int((room - self._depth(exhibits) + 0.01) // self.pitch), 0)

    def _ends(self, position: TextPosition) -> bool:
        return position.galley == len(self.flow.galleys)


def band_cost(share: float) -> float:
    """What a blank band costs that takes this share of a page."""
    return float((max(share - FREE, 0.0) / (BAND - FREE)) ** 1.5)


def _whole(position: TextPosition) -> int:
    """The galleys that have begun before a position."""
    return position.galley + (position.line > 0)


_cost, _galley = attrgetter("cost"), attrgetter("galley")
