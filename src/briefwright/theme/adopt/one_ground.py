"""The title of a cover or a divider to a box of its own: on one ground, and on a page where a cover has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ...core.colour import ratio
from ...core.geometry import Rect
from .free_space import EDGE, MARK, blocks_of
from .ground_colours import colours_under
from .palette import GRAPHIC
from .template import FOOTERS, TemplateLayout, TemplatePlaceholder

ALIKE = 1.25  # the contrast of two grounds that pass for one
TWO_LINES = 2.3  # of a title, in sizes of its type
LEAST = 43.0  # pt, times the scale: the height of two small lines
USUAL = 36.0  # pt, times the scale: the type of a title that has no placeholder
COVER, UPPER, WIDE = 110.0, 0.3, 0.6  # pt, times the scale: a cover's title on a page; where it starts; its least width
STEP = 6.0  # pt: between two places that are tried
GROUNDS = ("rect", "ellipse", "outline", "picture")
SIDES = {"left": 0.0, "center": 0.5, "right": 1.0}
WIDTHS = (1.0, 0.8, 0.7, 0.6, 0.5)  # of a title's own
LOWER = 0.1  # of the page: as far as a title would rather move than stand in smaller type


def on_one_ground(layout: TemplateLayout, box: Rect, said: TemplatePlaceholder | None) -> Rect | None:
    """The nearest box for a title whose lines, in a ``box`` of its own, would cross the edge of what is drawn under
    them: as wide as it is, or narrower, at its own side; None where they cross none, or where there is no such box.
    ``said`` is the placeholder that the title stands in, if there is one."""
    size, anchor, align = (said.size, said.anchor, said.align) if said else (USUAL * layout.scale, "top", "left")
    high = min(TWO_LINES * size, box.h)
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchor] * (box.h - high)
    words = Rect(box.x, box.y + down, box.w, high)
    if (said and said.fill.colours) or not crosses(layout, words):
        return None
    page, marks = layout.page, list(_marks(layout))
    heights = (high, max(LEAST * layout.scale, 0.7 * high))

    def cost(place: Rect) -> float:
        dark = said is not None and ratio(said.colour, colours_under(layout, place)[0]) < GRAPHIC
        away = abs(place.y + place.h / 2 - words.y - words.h / 2) / page.h
        return away + LOWER * (place.h < high) + LOWER * (1 - place.w / words.w) + dark

    tried = (place for place in _places(words, heights, page, align) if not any(map(place.overlaps, marks)))
    return min((place for place in tried if not crosses(layout, place)), key=cost, default=None)


def as_on_a_cover(layout: TemplateLayout, left: float, right: float) -> Rect | None:
    """Where a title stands on a page that is a cover or a divider, too, as the client has no layout for these: in the
    upper middle, clear of what is drawn; None where there is no such box. It is as wide as the page's own title, or
    from ``left`` to ``right`` where that is narrow."""
    page, said, blocks = layout.page, layout.spoken, blocks_of(layout)
    own = said.inner if said else None
    x, far = (own.x, own.right) if own and own.w >= WIDE * page.w else (left, right)
    wanted, high = UPPER * page.h, COVER * layout.scale
    tops = sorted((wanted + n * STEP for n in range(-10, 30)), key=lambda y: abs(y - wanted))
    tried = (Rect(max(x, 0.02 * page.w), y, min(far, 0.98 * page.w) - max(x, 0.02 * page.w), high) for y in tops)
    return next((one for one in tried if not (any(map(one.overlaps, blocks)) or crosses(layout, one))), None)


def crosses(layout: TemplateLayout, words: Rect) -> bool:
    """Whether a box lies across the edge of a shape that is filled in another colour than what is under it."""
    under, across = layout.ground.over("#FFFFFF", layout.page, words)[0], False
    for shape in layout.shapes:
        if shape.kind not in GROUNDS or not shape.reaches(words):
            continue
        if own := shape.fill.over(under, shape.box, words):
            if shape.covers(layout.page) or shape.contains(words):
                under, across = own[0], False
            elif any(ratio(colour, under) >= ALIKE for colour in own):
                across = True
    return across


def _places(words: Rect, heights: Sequence[float], page: Rect, align: str) -> Iterator[Rect]:
    """Boxes up and down the page, first those at the side from which the lines of a title start."""
    left = max(words.x, 0.02 * page.w)
    wide, edge = min(words.right, 0.98 * page.w) - left, EDGE * page.h
    top = min(words.y, words.y - (words.y - edge) // STEP * STEP)
    sides = sorted(SIDES.items(), key=lambda side: side[0] != align)
    for high, share, (_, side) in product(heights, WIDTHS, sides):
        x = left + side * (1 - share) * wide
        steps = int((page.h - edge - top - high) / STEP) + 1
        yield from (Rect(x, top + n * STEP, share * wide, high) for n in range(steps))


def _marks(layout: TemplateLayout) -> Iterator[Rect]:
    """The logos, words, footers and the subtitle of a layout, which no title stands on."""
    for shape in layout.shapes:
        box = shape.block or shape.box
        small = box.w * box.h < MARK * layout.page.w * layout.page.h
        if small and (shape.kind in ("picture", "text", "other") or shape.block):
            yield box
    others = [*layout.of_kind(*FOOTERS), *(one for one in layout.titles if one != layout.spoken)]
    yield from (holder.box for holder in others)
