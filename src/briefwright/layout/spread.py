"""Slides that leave most of a page empty and share it with none, to the same set larger and spread over the page."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..forms.kit.form import LayoutContext, Placed, retyped, within
from ..scene.marks import FULL, THIN, fill
from ..scene.model import Chart, Item, Picture, Shape
from ..scene.walk import leaves, mapped
from .joined import PlacedSlide

GROWING = dict.fromkeys(("h2", "h3", "unit", "lead", "body"), 1.5) | {"small": 1.25, "smallb": 1.25}  # at most
UNDER_TITLE = 0.85  # of the size of a title: type in the body grows no larger
UNIT = 1.5  # pt; sizes are whole multiples of it
PAD = 24.0  # pt, of a panel around what stands on it
CHIP_H = 27.0  # pt: a shape no higher is a chip, whose words are read on the tint
LEAST, MOST = 0.5, 0.86  # of the height of the body that a panel takes


class Spread(Struct, frozen=True):
    """How a slide is to fill a page: its type ``scale`` times as large, on a tinted ``panel`` or on the page itself."""

    scale: float
    panel: bool = False


# From the one that is tried first.
WAYS = (Spread(1.25), Spread(1.5), Spread(1.5, panel=True), Spread(1.25, panel=True), Spread(1.0, panel=True))


def spread(one: PlacedSlide, body: Rect, place: Callable[[Spread], Placed]) -> PlacedSlide:
    """The slide as it is where it fills enough of the ``body``, else ``place``d in the first way in which it does and
    is not cramped; at last on a panel in its own size, however it stands there."""
    if _filled(one.placed, body) >= THIN:
        return one
    for way in WAYS:
        made = place(way)
        cramped = made.cramped and way is not WAYS[-1]
        fits = len(made.pages) == len(one.placed.pages) and not (made.diagnostics or cramped)
        if fits and THIN <= _filled(made, body) <= FULL and not (way.panel and _pale(made)):
            return replace(one, placed=made)
    return one


def _pale(placed: Placed) -> bool:
    """Whether there is a graphic that a tinted ground leaves too little contrast."""
    return any(
        isinstance(item, Chart | Picture) or getattr(item, "fill", None) == "mid"
        for page in placed.pages
        for item in leaves(page)
    )


def _filled(placed: Placed, body: Rect) -> float:
    """The share of the body that the emptiest page fills."""
    return min((fill(page, body) for page in placed.pages), default=1.0)


def larger(ctx: LayoutContext, way: Spread) -> LayoutContext:
    """The context in which a form fills its page."""
    most = ctx.theme.style("h1").size * UNDER_TITLE

    def sized(scale: float, size: float, leading: float) -> tuple[float, float]:
        grown = max(size, min(_round(size * scale), most // UNIT * UNIT))
        return grown, max(leading, _round(leading * grown / size))

    roles = ctx.theme.type
    grown = {
        role: replace(roles[role], steps=tuple(sized(min(way.scale, limit), *step) for step in roles[role].steps))
        for role, limit in GROWING.items()
    }
    ctx = replace(retyped(ctx, {**roles, **grown}), usual=ctx.type)
    area = replace(ctx.area, h=ctx.area.h * MOST)
    return within(ctx, area.inset(*(PAD,) * 4)) if way.panel else ctx


def _round(length: float) -> float:
    return round(length / UNIT) * UNIT


def on_panels(placed: Placed, body: Rect) -> Placed:
    """The pages, each on a tint as high as its items need; shapes of that tint stand out from it in white."""
    pages = ((_panel(page, body), *(mapped(item, _lifted) for item in page)) for page in placed.pages)
    return replace(placed, pages=tuple(pages))


def _lifted(item: Item) -> Item:
    tinted = isinstance(item, Shape) and item.fill == "tint" and item.rect.h > CHIP_H
    return replace(item, fill="paper") if tinted else item


def _panel(page: tuple[Item, ...], body: Rect) -> Shape:
    bottom = max((item.rect.bottom for item in leaves(page)), default=body.y) + PAD
    return Shape("spread", replace(body, h=max(body.h * LEAST, bottom - body.y)), fill="tint")
