"""Moments in decimal years become places on an axis to scale, with breaks where nothing happens for long, and ticks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil, floor

from msgspec import Struct

Span = tuple[float, float]  # decimal years: 2023.5 is the first of July 2023

MONTH = 1 / 12
FIRST_YEAR, LAST_YEAR = 1, 9999
LONG_SHARE, LONG_YEARS = 0.35, 1.0  # a gap longer than this share of the whole and than so many years is a break
LONE_W, LEAST_W, BREAK_W = 136.0, 90.0, 30.0  # pt: a stretch of one moment, the least of several, a break
NAMED_PT, FINE_PT = 56.0, 8.0  # the least between two ticks with a label, and between any two
STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between ticks


class AxisStretch(Struct, frozen=True):
    """A part of the axis without a break: years ``low`` to ``high`` over the points ``left`` to ``right``."""

    low: float
    high: float
    left: float
    right: float
    lone: bool = False  # it holds a single moment, and so has no scale

    def x(self, year: float) -> float:
        if self.lone:
            return self.left
        return self.left + (year - self.low) / (self.high - self.low) * (self.right - self.left)


class Tick(Struct, frozen=True):
    """A tick: ``month`` counts from the year 0; ``named`` ticks have a label."""

    x: float
    month: int
    named: bool


class TimeScale(Struct, frozen=True):
    stretches: tuple[AxisStretch, ...]
    ticks: tuple[Tick, ...]
    step: int  # months between two named ticks

    def x(self, year: float) -> float:
        """The place of a moment, in points from the left of the page."""
        inside = (s for s in self.stretches if s.low - 1e-9 <= year <= s.high + 1e-9)
        return next(inside, self.stretches[-1]).x(year)

    @property
    def squeezed(self) -> bool:
        """Whether the axis has no room for its stretches: one is narrower than a break, or runs backwards."""
        return any(s.right - s.left < BREAK_W for s in self.stretches)

    @property
    def breaks(self) -> tuple[tuple[float, AxisStretch], ...]:
        """The middle of each break, and the stretch after it."""
        return tuple(((one.right + other.left) / 2, other) for one, other in pairwise(self.stretches))


def scale(spans: Sequence[Span], left: float, right: float) -> TimeScale:
    """An axis from ``left`` to ``right`` that shows all spans; the start of a month is placed exactly."""
    parts = _parts(sorted(spans))
    lone = [high - low < 1e-9 for low, high in parts]
    if all(lone):  # no stretch has a scale: then one stretch holds all, without a break
        parts, lone = [(parts[0][0], parts[-1][1])], [False]
    bounds = [part if alone else _padded(part) for part, alone in zip(parts, lone, strict=True)]
    fixed = sum(LONE_W for alone in lone if alone) + BREAK_W * (len(parts) - 1)
    room = right - left - fixed
    scaled = [0.0 if alone else high - low for (low, high), alone in zip(bounds, lone, strict=True)]
    total = sum(scaled) or 1.0
    widths = [
        LONE_W if alone else max(room * years / total, LEAST_W) for years, alone in zip(scaled, lone, strict=True)
    ]
    over = sum(widths) + BREAK_W * (len(parts) - 1) - (right - left)
    widest = max(range(len(widths)), key=widths.__getitem__)
    widths[widest] -= over
    stretches, x = [], left
    for (low, high), w, alone in zip(bounds, widths, lone, strict=True):
        stretches.append(AxisStretch(low, high, x, x + w, alone))
        x += w + BREAK_W
    pace = min(((s.right - s.left) / (s.high - s.low) for s in stretches if not s.lone), default=1.0) * MONTH
    step = next((step for step in STEPS if step * pace >= NAMED_PT), STEPS[-1])
    fine = next((few for few in STEPS if step % few == 0 and few * pace >= FINE_PT), step)
    ticks = [tick for s in stretches if not s.lone for tick in _ticks(s, fine, step)]
    return TimeScale(tuple(stretches), tuple(ticks), step)


def _parts(spans: Sequence[Span]) -> list[Span]:
    """The spans joined into stretches, cut at the long gaps: before and after a busy time alike.

    A gap is measured against what is left of the axis without those that are cut already.
    """
    gaps = _gaps(spans)
    whole = max(high for _, high in spans) - spans[0][0]
    cut: set[int] = set()
    while True:
        long = {i for i, gap in gaps.items() if gap > max(LONG_SHARE * whole, LONG_YEARS)}
        if long <= cut:
            break
        cut |= long
        whole = max(high for _, high in spans) - spans[0][0] - sum(gaps[i] for i in cut)
    parts = [spans[0]]
    for i, (low, high) in enumerate(spans[1:], start=1):
        if i in cut:
            parts.append((low, high))
        else:
            parts[-1] = parts[-1][0], max(parts[-1][1], high)
    return parts


def _gaps(spans: Sequence[Span]) -> dict[int, float]:
    """The years before each span in which nothing is, by its place in the list."""
    ends = list(accumulate((high for _, high in spans), max))
    return {i: low - ends[i - 1] for i, (low, _) in enumerate(spans) if i}


def _padded(part: Span) -> Span:
    """The span widened to whole months, with one more at its end, to three months at least."""
    low = floor(part[0] / MONTH + 1e-6)
    high = ceil(part[1] / MONTH - 1e-6) + 1
    return low * MONTH, max(high, low + 3) * MONTH


def _ticks(stretch: AxisStretch, fine: int, step: int) -> list[Tick]:
    first, last = round(stretch.low / MONTH), round(stretch.high / MONTH)
    return [
        Tick(stretch.x(month * MONTH), month, month % step == 0)
        for month in range(first + -first % fine, last + 1, fine)
        if stretch.x(month * MONTH) <= stretch.right
    ]
