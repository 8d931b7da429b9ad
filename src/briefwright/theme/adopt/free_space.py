"""What stands on a client's layout to the space that it leaves: blocks to keep clear of, the best box between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from math import ceil, floor

from ...core.colour import ratio
from ...core.geometry import Rect
from ..ooxml.contours import inside, points_over
from ..ooxml.picture_colours import Cells, artwork, scattered
from .palette import TEXT
from .template import FOOTERS, TemplateLayout, TemplatePlaceholder, TemplateShape

EDGE = 0.05  # of the page: the margin where nothing states one
BELOW = 2.0  # how much more space under a title is worth than space over it
SMALL = 0.15  # of the page: a freeform no larger is kept clear of as a box
INTO = 0.2  # of a corner of the page: a placeholder that covers so much of its sides is written over it
DEEP = 0.3  # of a body's sides: a block that reaches in so far lies beneath the body
DECORATION = ("rect", "ellipse", "line", "outline")
TALL = 0.25  # of the page: as high as a title gets that is given more room
SLICES = 6  # the boxes that stand for a large freeform
MOST_BLOCKS = 16  # that space is looked for between
GAP = 9.0  # pt between a block and what is set next to it
MARK, TWO_LINES = 0.15, 2.3  # of the page: a logo or words, no larger; two lines of a title, in sizes of its type
MOST_OF = 0.6  # of a title's width: so much next to a logo is enough for it
FREE_W, FREE_H = 0.4, 99.0  # the least on a cover: a share of the width; points, times the scale
FACTS, FACT_W, FACT_H = 5, 140.0, 48.0  # that a cover has; how wide each is, how high another row, times the scale


def free_space(layout: TemplateLayout, taken: Sequence[Rect], left: float, right: float) -> Rect | None:
    """The largest box on a cover that is clear of what stands there and of ``taken``; None when there is little room.

    A box below what is taken is worth more than one above. It reaches from ``left`` to ``right`` where that is wide
    enough.
    """
    page, scale = layout.page, layout.scale
    edge = EDGE * min(page.w, page.h)
    zone = Rect(edge, edge, page.w - 2 * edge, page.h - 2 * edge)
    blocks = [box.inset(-GAP, -GAP, -GAP, -GAP) for box in (*taken, *blocks_of(layout))]
    start, end = min((box.y for box in taken), default=0.0), max((box.bottom for box in taken), default=0.0)
    wide = FREE_W * page.w

    def narrowed(box: Rect) -> Rect:
        x, far = max(box.x, left), min(box.right, right)
        return Rect(x, box.y, far - x, box.h) if far - x >= wide else box

    def worth(box: Rect) -> float:
        rows = ceil(FACTS / max(2, floor(box.w / (FACT_W * scale))))
        enough = box.w >= wide and box.h >= (FREE_H + (rows - 1) * FACT_H) * scale
        over = bool(taken) and box.bottom <= start  # facts over a title are no cover's
        return box.w * box.h * (BELOW if box.y >= end else 1) if enough and not over else 0.0

    return best_box(zone, blocks, worth, narrowed, least=(wide, FREE_H * scale))


def roomier(layout: TemplateLayout, box: Rect, others: Sequence[Rect]) -> Rect | None:
    """A larger box for a title: as far as the margins, and higher, where nothing is that the box did not meet before;
    None where there is no such room."""
    page, blocks = layout.page, [*blocks_of(layout), *others]
    edge = EDGE * page.w
    met = [block for block in blocks if block.overlaps(box)]
    left, right = min(box.x, edge), max(box.right, page.w - edge)
    sides = ((box.x, right), (left, box.right), (left, right), (box.x, box.right))
    most = max(1.5 * box.h, 96 * layout.scale, TALL * page.h)
    heights = [min(high, most) for high in (box.h, 1.5 * box.h, 2.2 * box.h, max(3 * box.h, 96 * layout.scale))]
    tried = [
        Rect(x, y, far - x, high)
        for high in heights
        for y in (box.y, box.y + (box.h - high) / 2, box.bottom - high)
        for x, far in sides
        if (high, x, far) != (box.h, box.x, box.right)
    ]
    clear = [
        one
        for one in tried
        if page.contains(one) and not any(one.overlaps(block) for block in blocks if block not in met)
    ]
    return max(clear, key=lambda one: one.w * one.h, default=None)


def best_box(
    zone: Rect, blocks: Sequence[Rect], worth: Callable[[Rect], float], made: Callable[[Rect], Rect] = lambda box: box,
    *, least: tuple[float, float] = (0.0, 0.0),
) -> Rect | None:  # fmt: skip
    """The box in a zone that is worth most and that meets no block; None where none is worth anything. No box is worth
    more than ``BELOW`` times its area, and none anything that is narrower or lower than ``least``; ``made`` makes none
    larger."""
    near = [block for block in blocks if block.overlaps(zone)][:MOST_BLOCKS]
    xs = sorted({zone.x, zone.right, *(v for b in near for v in (b.x, b.right) if zone.x < v < zone.right)})
    ys = sorted({zone.y, zone.bottom, *(v for b in near for v in (b.y, b.bottom) if zone.y < v < zone.bottom)})
    best: Rect | None = None
    most = 0.0
    across = [(x, right) for x, right in combinations(xs, 2) if right - x >= least[0]]
    down = [(y, bottom) for y, bottom in combinations(ys, 2) if bottom - y >= least[1]]
    for (x, right), (y, bottom) in product(across, down):
        if BELOW * (right - x) * (bottom - y) <= most:
            continue
        box = made(Rect(x, y, right - x, bottom - y))
        value = worth(box)
        if value > most and not any(box.overlaps(block) for block in near):
            best, most = box, value
    return best


def blocks_of(
    layout: TemplateLayout,
    body: TemplatePlaceholder | None = None,
    head: TemplatePlaceholder | None = None,
    *,
    on_decoration: bool = False,
) -> list[Rect]:
    """The shapes and the footers of a layout as boxes, the largest first: a small group as one box, a large freeform in
    slices. A shape that reaches far into the client's own body lies beneath that, and is no block; nor is a corner of
    the page that the client's own ``body`` or ``head`` is written over; nor is any that is drawn and no picture or
    text, where words may stand ``on_decoration``."""
    page, blocks = layout.page, []
    holders = [holder for holder in (body, head) if holder]
    for shape in layout.shapes:
        box = shape.block or shape.box
        if shape.covers(page) or not shape.box.overlaps(page, 0) or (body and _beneath(box, body.box)):
            continue
        if on_decoration and shape.kind in DECORATION:
            continue
        if any(_written_over(shape, holder, layout) for holder in holders):
            continue
        large = shape.kind == "outline" and box.w * box.h > SMALL * page.w * page.h
        blocks += list(_slices(shape)) if large and not shape.block else [box]
    blocks += [box for box in _in_grounds(layout) if not (body and _inside(box, body.box))]
    blocks += [holder.box for holder in layout.of_kind(*FOOTERS)]
    return sorted(dict.fromkeys(blocks), key=lambda box: -box.w * box.h)


def _in_grounds(layout: TemplateLayout) -> Iterator[Rect]:
    """What the pictures that cover a layout draw on their plain ground."""
    for cells, box in _pictures(layout):
        for one in artwork(cells):
            yield Rect(box.x + one.x * box.w, box.y + one.y * box.h, one.w * box.w, one.h * box.h)


def is_drawn_over(layout: TemplateLayout, body: Rect) -> bool:
    """Whether a picture that covers a layout draws all over it, so that words in ``body`` would stand on artwork."""
    return any(
        scattered(cells, Rect((body.x - box.x) / box.w, (body.y - box.y) / box.h, body.w / box.w, body.h / box.h))
        for cells, box in _pictures(layout)
    )


def _pictures(layout: TemplateLayout) -> Iterator[tuple[Cells, Rect]]:
    """The cells of the pictures that cover a layout, and their boxes."""
    whole = [(shape.fill, shape.box) for shape in layout.shapes if shape.covers(layout.page)]
    for fill, box in ((layout.ground, layout.page), *whole):
        if fill.picture:
            yield fill.cells, box


def _inside(block: Rect, body: Rect) -> bool:
    """Whether a block stands well within the client's own body, which then is no reason to keep clear of it."""
    x, y = block.x + block.w / 2, block.y + block.h / 2
    return body.inset(*(0.1 * body.w, 0.1 * body.h) * 2).contains(Rect(x, y, 0, 0))


def _beneath(block: Rect, body: Rect) -> bool:
    high = min(block.bottom, body.bottom) - max(block.y, body.y)
    wide = min(block.right, body.right) - max(block.x, body.x)
    return high >= DEEP * body.h and wide >= DEEP * body.w


def _written_over(shape: TemplateShape, holder: TemplatePlaceholder, layout: TemplateLayout) -> bool:
    """Whether a freeform that runs off the page reaches into a placeholder whose text can be read on it."""
    page, box, ground = layout.page, shape.box, layout.ground.over("#FFFFFF")[0]
    wide, high = min(page.right, box.right) - max(page.x, box.x), min(page.bottom, box.bottom) - max(page.y, box.y)
    if shape.kind != "outline" or shape.block or page.inset(1, 1, 1, 1).contains(box) or wide > page.w / 2:
        return False
    reaches = min(box.right, holder.box.right) - max(box.x, holder.box.x) >= INTO * wide
    reaches = reaches and min(box.bottom, holder.box.bottom) - max(box.y, holder.box.y) >= INTO * high
    return reaches and all(ratio(holder.colour, colour) >= TEXT for colour in shape.fill.over(ground, box))


def _slices(shape: TemplateShape) -> Iterator[Rect]:
    """A freeform as boxes one below the other, each as wide as the freeform is there."""
    high = shape.box.h / SLICES
    for n in range(SLICES):
        band = Rect(shape.box.x, shape.box.y + n * high, shape.box.w, high)
        points = points_over(band.inset(0, 0.5, 0, 0.5))
        filled = [x for (x, _), hit in zip(points, inside(shape.contours, points), strict=True) if hit]
        if filled:
            step = band.w / 8  # how far the points are from one another
            x, far = max(min(filled) - step, band.x), min(max(filled) + step, band.right)
            yield Rect(x, band.y, far - x, high)


def clear_of_marks(layout: TemplateLayout, title: TemplatePlaceholder) -> Rect | None:
    """The box of a title under the logos and words of a layout that its own first two lines would lie over, or next to
    them, where most of its width is left; None where there are none such, or no room."""
    box, page = title.inner, layout.page
    high = min(box.h, TWO_LINES * title.size)
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[title.anchor] * (box.h - high)
    words = Rect(box.x, box.y + down, box.w, high)
    shapes = (shape for shape in layout.shapes if shape.kind in ("picture", "text") or shape.block)
    marks = [one for shape in shapes if (one := shape.block or shape.box).w * one.h < MARK * page.w * page.h]
    met = [mark for mark in marks if mark.overlaps(words)]
    if not met or title.fill.colours:
        return None
    gap, middle = GAP * layout.scale, box.x + box.w / 2
    place = Rect(box.x, max(mark.bottom for mark in met) + gap, box.w, high)
    others = (*marks, *(holder.box for holder in layout.of_kind(*FOOTERS)))
    if place.bottom < page.h and not any(map(place.overlaps, others)):
        return place
    x = max([box.x, *(mark.right + gap for mark in met if mark.x + mark.w / 2 < middle)])
    right = min([box.right, *(mark.x - gap for mark in met if mark.x + mark.w / 2 >= middle)])
    return Rect(x, box.y, right - x, box.h) if right - x >= MOST_OF * box.w else None
