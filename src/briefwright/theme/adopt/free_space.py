"""What stands on a client's layout to the room that it leaves: blocks to keep clear of, the largest box between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import ceil, floor, sqrt

from ...core.geometry import Rect
from ..ooxml.paths import inside, points_over
from .records import FOOTERS, Deck, Drawn, Place, Sheet

USUAL = 960 * 540  # square points of the page that the type scale is made for
EDGE = 0.05  # of the page: the margin where nothing says one
WHOLE = 0.95  # of the page: what covers so much is a ground
BELOW = 2.0  # how much more room under a title is worth than room over it
SMALL = 0.15  # of the page: a freeform no larger is kept clear of as a box
DEEP = 0.3  # of a body's sides: what reaches in so far lies beneath it
SLICES = 6  # the boxes that stand for a large freeform
MOST_BLOCKS = 16  # that room is looked for between
WORDS = {"dt": 84.0, "ftr": 140.0, "sldNum": 20.0}  # points that the words of footers take, times the scale
GAP = 9.0  # pt between a block and what is set beside it
FREE_W, FREE_H = 0.4, 99.0  # the least that counts as room on a cover: a share of the width; points, times the scale
FACTS, FACT_W, FACT_H = 5, 140.0, 48.0  # that it has room for; how wide each is, how high another row, times the scale


def free_of(sheet: Sheet, deck: Deck, taken: Sequence[Rect], left: float, right: float) -> Rect | None:
    """The largest room on a cover beside what stands on it and what is ``taken``, rather below that than above, from
    ``left`` to ``right`` where that leaves enough; None when there is little."""
    edge, scale = EDGE * min(deck.width, deck.height), sqrt(deck.width * deck.height / USUAL)
    page = Rect(edge, edge, deck.width - 2 * edge, deck.height - 2 * edge)
    blocks = [b.inset(-GAP, -GAP, -GAP, -GAP) for b in (*taken, *blocks_of(sheet, deck))]
    end = max((box.bottom for box in taken), default=0.0)
    wide = FREE_W * deck.width

    def narrowed(box: Rect) -> Rect:
        x, far = max(box.x, left), min(box.right, right)
        return Rect(x, box.y, far - x, box.h) if far - x >= wide else box

    def worth(box: Rect) -> float:
        rows = ceil(FACTS / max(2, floor(box.w / (FACT_W * scale))))
        enough = box.w >= wide and box.h >= (FREE_H + (rows - 1) * FACT_H) * scale
        return box.w * box.h * (BELOW if box.y >= end else 1) if enough else 0.0

    return largest(page, blocks, worth, narrowed)


def largest(
    zone: Rect, blocks: Sequence[Rect], worth: Callable[[Rect], float], made: Callable[[Rect], Rect] = lambda box: box
) -> Rect | None:
    """The room in a zone that is worth most and that no block is in; None where none is worth anything."""
    near = [block for block in blocks if block.overlaps(zone)][:MOST_BLOCKS]
    xs = sorted({zone.x, zone.right, *(v for b in near for v in (b.x, b.right) if zone.x < v < zone.right)})
    ys = sorted({zone.y, zone.bottom, *(v for b in near for v in (b.y, b.bottom) if zone.y < v < zone.bottom)})
    best: Rect | None = None
    most = 0.0
    for (x, right), (y, bottom) in product(_pairs(xs), _pairs(ys)):
        box = made(Rect(x, y, right - x, bottom - y))
        value = worth(box)
        if value > most and not any(box.overlaps(block) for block in near):
            best, most = box, value
    return best


def blocks_of(sheet: Sheet, deck: Deck, body: Place | None = None) -> list[Rect]:
    """What is drawn on a layout, and its footers, as boxes, the largest first: a small group as one, what is large and
    no box in slices. What reaches far into the client's own body lies beneath that."""
    found = []
    for drawn in solid(sheet.drawn, deck):
        whole = drawn.block or drawn.box
        if body and _beneath(whole, body.box):
            continue
        large = drawn.kind == "outline" and whole.w * whole.h > SMALL * deck.width * deck.height
        found += list(_slices(drawn)) if large and not drawn.block else [whole]
    found += [place.box for place in sheet.of_kind(*FOOTERS)]
    return sorted(dict.fromkeys(found), key=lambda box: -box.w * box.h)


def _beneath(block: Rect, body: Rect) -> bool:
    high = min(block.bottom, body.bottom) - max(block.y, body.y)
    wide = min(block.right, body.right) - max(block.x, body.x)
    return high >= DEEP * body.h and wide >= DEEP * body.w


def _slices(drawn: Drawn) -> Iterator[Rect]:
    """An outline in boxes one over the other, each as wide as it is there."""
    high = drawn.box.h / SLICES
    for n in range(SLICES):
        y = drawn.box.y + n * high
        band = Rect(drawn.box.x, y, drawn.box.w, high)
        points = points_over(band.inset(0, 0.5, 0, 0.5))
        there = [x for (x, _), hit in zip(points, inside(drawn.contours, points), strict=True) if hit]
        if there:
            step = band.w / 8  # how near one to another the points are
            x, far = max(min(there) - step, band.x), min(max(there) + step, band.right)
            yield Rect(x, y, far - x, high)


def solid(drawn: Iterable[Drawn], deck: Deck) -> list[Drawn]:
    """What stands on the ground: not what is the ground itself, nor what lies off the page."""
    return [d for d in drawn if not covers(d, deck) and d.box.x < deck.width and d.box.y < deck.height
            and d.box.right > 0 and d.box.bottom > 0]  # fmt: skip


def covers(drawn: Drawn, deck: Deck) -> bool:
    box = drawn.box
    w = min(box.right, deck.width) - max(box.x, 0)
    h = min(box.bottom, deck.height) - max(box.y, 0)
    return drawn.kind in ("rect", "picture", "other") and w >= WHOLE * deck.width and h >= WHOLE * deck.height


def _pairs(values: list[float]) -> list[tuple[float, float]]:
    return [(a, b) for i, a in enumerate(values) for b in values[i + 1 :]]


def letters(place: Place, deck: Deck) -> Rect:
    """Where a footer's few words stand in its box; the box of any other placeholder."""
    box, scale = place.inner, sqrt(deck.width * deck.height / USUAL)
    if place.kind not in FOOTERS:
        return box
    w, h = min(box.w, WORDS[place.kind] * scale), min(box.h, 14 * scale)
    x = box.x + (box.w - w) * {"left": 0.0, "center": 0.5, "right": 1.0}[place.align]
    return Rect(x, box.y + (box.h - h) * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[place.anchor], w, h)
