"""Slides that leave most of a page empty, and their neighbours, to pages that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from ..core.geometry import Rect
from ..forms.kit.form import Placed
from ..forms.table import shared
from ..scene.marks import fill
from ..story.model import Slide

THIN = 0.35  # of a body that is filled; less looks empty


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
        _, at = pairs[0]
        both = shown[at].of + shown[at + 1].of
        made = shared().join
        slide = made(both) if made else None
        placed = place(slide) if slide else None
        if slide and placed and len(placed.pages) == 1 and not (placed.diagnostics or placed.cramped):
            shown[at : at + 2] = [PlacedSlide(slide, placed, both)]
        else:
            refused.add(tuple(one.id for one in both))
    return shown


def _thin_pairs(
    shown: Sequence[PlacedSlide], body: Rect, filled: dict[tuple[str, ...], float], refused: Iterable[tuple[str, ...]]
) -> Iterable[tuple[float, int]]:
    """The neighbours that might share a page, one of them thin: how much they fill together, and where they stand."""
    for at, (one, other) in enumerate(pairwise(shown)):
        alike = (one.slide.section, one.slide.appendix) == (other.slide.section, other.slide.appendix)
        may = all(slide.join is not None for slide in one.of + other.of) and one.ids + other.ids not in refused
        if alike and may and len(one.placed.pages) == len(other.placed.pages) == 1:
            shares = [filled.setdefault(each.ids, fill(each.placed.pages[0], body)) for each in (one, other)]
            if min(shares) < THIN:
                yield sum(shares), at
