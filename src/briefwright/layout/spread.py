"""Slides that leave the foot of a page empty, and share it with none, to the same set larger and spread over it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import inf
from typing import Protocol

from msgspec.structs import replace

from ..core.geometry import Rect, whole
from ..forms.kit.form import LayoutContext, Placed, retyped
from ..scene.marks import REACH, THIN, crammed, depth, fill
from ..scene.model import Item
from ..scene.walk import leaves, paragraphs_of
from .joined import PlacedSlide
from .long_words import broken

GROWING = dict.fromkeys(("h2", "h3", "lead", "body"), 1.5)  # at most
SMALL = {"small": 1.25, "smallb": 1.25}  # to no more than the size of body type, which strips keep
NAMES = ("h2", "h3")
NUMBERS = {"num_xl": 1.5}  # those that are larger than a title anyway, and grow so much at once
HALF, JUST_SHORT = 0.5, REACH - 0.01  # of a body: filled by so much it has room; so far down, larger type is tried
LARGE = 15.0  # pt: type that needs not be larger
FAR = 0.9  # of a body: what comes down so far needs no larger type
UNDER_TITLE = 0.85  # of the size of a title: type in the body grows no larger
UNIT, SIZE = 1.5, 3.0  # pt; leadings and sizes are whole multiples of these, so that a page has few sizes
SCALES = (1.25, 1.5, 1.0)  # of type, the one first that is tried first; at last no larger, but spread
PANEL = re.compile(r"panel-\d+-")  # begins the names of what stands in a part of a page


class SlidePlacer(Protocol):
    """Places a slide in type of that scale, on cards where its form can and is told to; no page where it cannot."""

    def __call__(self, *, scale: float, on_cards: bool = False) -> Placed: ...


def spread(one: PlacedSlide, body: Rect, usual: Rect, place: SlidePlacer, parted: bool = False) -> PlacedSlide:
    """The slide as it is where it comes down to the foot of the ``body``; else ``place``d at the first scale of type at
    which it does, is not cramped and breaks no more words, or at which it comes down the furthest. What fills little of
    the ``usual`` body even so stands on cards. What leaves half of the body free in small type is set larger even if it
    comes down so far, unless cards are for it; one that is ``parted``, even if it comes down to the foot."""
    usually, best = one.placed, _reach(one.placed, body, parted)
    free = len(usually.pages) == 1 and fill(usually.pages[0], usual) < HALF and _main_size(usually.pages[0]) < LARGE
    if free and (parted or best < FAR):
        if best >= REACH and not parted and (made := _on_cards(usually, usually, body, usual, place)):
            return replace(one, placed=made)
        best = min(best, JUST_SHORT)
    for scale in SCALES:
        if best >= REACH:
            break
        made = place(scale=scale)
        if _fits(made, body, usually) and (reach := _reach(made, body, parted)) > best:
            one, best = replace(one, placed=made), reach
    if made := _on_cards(one.placed, usually, body, usual, place):
        return replace(one, placed=made)
    return one


def _on_cards(placed: Placed, usually: Placed, body: Rect, usual: Rect, place: SlidePlacer) -> Placed | None:
    """The slide on cards, where as ``placed`` it is thin and they make a page of it that is not."""
    if not _thin(placed, usual) or placed.diagnostics:
        return None
    tried = (place(scale=scale, on_cards=True) for scale in SCALES)
    return next((made for made in tried if _fits(made, body, usually) and not _thin(made, usual)), None)


def _fits(made: Placed, body: Rect, usually: Placed) -> bool:
    """Whether all stands on one page that is not too full, with no more words broken than on the usual pages."""
    if len(made.pages) != 1 or made.diagnostics or made.cramped or crammed(made.pages[0], body):
        return False
    return broken(made.pages[0]) <= broken(chain(*usually.pages))


def _main_size(items: Sequence[Item]) -> float:
    """The size in points of most letters of a page, but for its names and heads."""
    letters: Counter[float] = Counter()
    for paragraph in (paragraph for item in leaves(items) for paragraph in paragraphs_of(item)):
        for run in paragraph.runs:
            letters[run.style.size] += 0 if run.style.bold else len(run.text)
    return max(letters, key=letters.__getitem__, default=0.0)


def _thin(placed: Placed, body: Rect) -> bool:
    """Whether it is one page that looks empty."""
    return len(placed.pages) == 1 and fill(placed.pages[0], body) < THIN


def _reach(placed: Placed, body: Rect, parted: bool) -> float:
    """How far down the body the page comes, as a share, of parts side by side the one that ends the furthest up; of
    several pages the last may be short."""
    if len(placed.pages) != 1:
        return 1.0
    [page] = placed.pages
    parts: dict[str, list[Item]] = {}
    for item in page:
        if match := PANEL.match(item.name) if parted else None:
            parts.setdefault(match[0], []).append(item)
    columns: list[list[Item]] = []  # parts one above the other are one
    for part in parts.values():
        column = next((column for column in columns if _over(column, part)), None)
        if column is None:
            columns.append(column := [])
        column += part
    return min((depth(column, body) for column in columns), default=depth(page, body))


def _over(items: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether items stand over others, or under them."""
    left = max(min(item.rect.x for item in some) for some in (items, others))
    right = min(max(item.rect.right for item in some) for some in (items, others))
    return left < right - UNIT


def larger(ctx: LayoutContext, scale: float) -> LayoutContext:
    """The context in which a form fills its page."""
    if scale == 1:
        return replace(ctx, usual=ctx.type)
    title = ctx.theme.style("h1").size * UNDER_TITLE // SIZE * SIZE

    def sized(times: float, under: float, size: float, leading: float) -> tuple[float, float]:
        grown = max(size, min(whole(size * times, SIZE), under))
        return grown, max(leading, whole(leading * grown / size, UNIT))

    roles = ctx.theme.type
    grown = {
        role: replace(roles[role], steps=tuple(sized(times, under, *step) for step in roles[role].steps))
        for role, times, under in (
            *((role, min(scale, limit), title) for role, limit in GROWING.items()),
            *((role, min(scale, limit), roles["body"].steps[0][0]) for role, limit in SMALL.items()),
            *((role, times, inf) for role, times in NUMBERS.items()),
        )
    }
    if ctx.theme.client:  # whose furniture has sizes of its own: names are told from their words by weight alone
        first = grown["body"].steps[0]
        grown |= {
            role: replace(grown[role], steps=(min(first, grown[role].steps[0]), *grown[role].steps[1:]))
            for role in NAMES
        }
    return replace(retyped(ctx, {**roles, **grown}), usual=ctx.type)
