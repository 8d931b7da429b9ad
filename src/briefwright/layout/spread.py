"""Slides that leave the foot of a page empty, and share it with none, to the same set larger and spread over it."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from msgspec.structs import replace

from ..core.geometry import Rect
from ..forms.kit.form import LayoutContext, Placed, retyped
from ..scene.marks import REACH, crammed, depth
from .joined import PlacedSlide

GROWING = dict.fromkeys(("h2", "h3", "lead", "body"), 1.5) | {"small": 1.25, "smallb": 1.25}  # at most
NUMBERS = {"num_xl": 1.5}  # those that are larger than a title anyway, and grow so much at once
UNDER_TITLE = 0.85  # of the size of a title: type in the body grows no larger
UNIT = 1.5  # pt; sizes are whole multiples of it
SCALES = (1.25, 1.5)  # of type, the one first that is tried first


def spread(one: PlacedSlide, body: Rect, place: Callable[[float], Placed]) -> PlacedSlide:
    """The slide as it is where it comes down to the foot of the ``body``; else ``place``d at the first scale of type at
    which it does and is not cramped, or at which it comes down the furthest."""
    best = _reach(one.placed, body)
    for scale in SCALES:
        if best >= REACH:
            break
        made = place(scale)
        fits = len(made.pages) == 1 and not (made.diagnostics or made.cramped)
        if fits and _reach(made, body) > best and not any(crammed(page, body) for page in made.pages):
            one, best = replace(one, placed=made), _reach(made, body)
    return one


def _reach(placed: Placed, body: Rect) -> float:
    """How far down the body the page comes, as a share; of several the last may be short."""
    return depth(placed.pages[0], body) if len(placed.pages) == 1 else 1.0


def larger(ctx: LayoutContext, scale: float) -> LayoutContext:
    """The context in which a form fills its page."""
    title = ctx.theme.style("h1").size * UNDER_TITLE // UNIT * UNIT

    def sized(times: float, under: float, size: float, leading: float) -> tuple[float, float]:
        grown = max(size, min(_round(size * times), under))
        return grown, max(leading, _round(leading * grown / size))

    roles = ctx.theme.type
    grown = {
        role: replace(roles[role], steps=tuple(sized(times, under, *step) for step in roles[role].steps))
        for role, times, under in (
            *((role, min(scale, limit), title) for role, limit in GROWING.items()),
            *((role, times, inf) for role, times in NUMBERS.items()),
        )
    }
    return replace(retyped(ctx, {**roles, **grown}), usual=ctx.type)


def _round(length: float) -> float:
    return round(length / UNIT) * UNIT
