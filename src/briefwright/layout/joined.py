"""Slides that leave most of a page empty, and their neighbours, to pages that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from ..core.geometry import Rect
from ..forms.kit.form import Placed
from ..forms.table import shared
from ..scene.marks import THIN, fill
from ..story.model import Slide

REACH = 4  # slides of an appendix, which is looked up and not read, from one to another that may join it


class PlacedSlide(Struct, frozen=True):
    """A slide as the deck shows it. ``of`` are the slides of the story that it holds: several where they share it."""

    slide: Slide
    placed: Placed
    of: tuple[Slide, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(slide.id for slide in self.of)


def joined(deck: Sequence[PlacedSlide], body: Rect, place: Callable[[Slide], Placed]) -> list[PlacedSlide]:
    """The deck with thin slides joined to their neighbours where both say that they may be and one page holds them,
    first those that fill the least of the ``body``."""
    shown = list(deck)
    refused: set[tuple[str, ...]] = set()
    filled: dict[tuple[str, ...], float] = {}
    while pairs := sorted(_thin_pairs(shown, body, filled, refused)):
        _, at, other = pairs[0]
        both = shown[at].of + shown[other].of
        made = shared().join
        slide = made(both) if made else None
        placed = place(slide) if slide else None
        if slide and placed and len(placed.pages) == 1 and not (placed.diagnostics or placed.cramped):
            shown[at] = PlacedSlide(slide, placed, both)
            del shown[other]
        else:
            refused.add(tuple(one.id for one in both))
    return shown


def _thin_pairs(
    shown: Sequence[PlacedSlide], body: Rect, filled: dict[tuple[str, ...], float], refused: Iterable[tuple[str, ...]]
) -> Iterable[tuple[float, int, int]]:
    """The neighbours that might share a page, one of them thin: how much they fill together, and where they stand."""
    for at, one in enumerate(shown):
        reach = REACH if one.slide.appendix else 1
        for after, other in enumerate(shown[at + 1 : at + 1 + reach], at + 1):
            section = one.slide.appendix or one.slide.section == other.slide.section
            alike = section and one.slide.appendix == other.slide.appendix
            may = alike and all(slide.join is not None for slide in one.of + other.of)
            if may and one.ids + other.ids not in refused and len(one.placed.pages) == len(other.placed.pages) == 1:
                shares = [filled.setdefault(each.ids, fill(each.placed.pages[0], body)) for each in (one, other)]
                if min(shares) < THIN:
                    yield sum(shares), at, after
