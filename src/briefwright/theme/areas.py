"""A client's layout to the frame of our pages: where headline, lead, body, source and furniture stand on it.

All lengths are points of the client's page. What the client draws and the client's footers are kept clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import ceil, floor, sqrt

from msgspec import Struct

from ..geometry import Rect
from .match import Match, headline
from .outline import inside, points_over
from .records import FOOTERS, Deck, Drawn, Place, Sheet

USUAL = 960 * 540  # square points of the page that the type scale is made for
EDGE = 0.05  # of the page: the margin where nothing says one
WHOLE = 0.95  # of the page: what covers so much is a ground
MOST_TITLE = 60.0  # two lines of the largest headline, times the scale
BELOW = 2.0  # how much more room under a title is worth than room over it
SMALL = 0.15  # of the page: a freeform no larger is kept clear of as a box
DEEP, SLICES = (
    0.3,
    6,
)  # of a body's sides: what reaches in so far lies beneath; the boxes that stand for a large freeform
TALL = 0.5  # of the page: what is so high stands along a side
FREE_W, FREE_H = 0.4, 99.0  # the least that counts as room on a cover: a share of the width; points, times the scale
FACTS, FACT_W, FACT_H = 5, 170.0, 48.0  # that it has room for; how wide each is, how high another row, times the scale


class Areas(Struct, frozen=True):
    """The boxes of the frame; no ``tracker`` where there is no room for one. ``kept`` says whether the headline stands
    where the client's does, ``furniture`` whether marking and page number do. ``panel`` is what content stands on."""

    scale: float
    headline: Rect
    kept: bool
    lead: Rect
    body: Rect
    strip: Rect
    source: Rect
    marking: Rect
    page: Rect
    stamp: Rect
    tracker: Rect | None
    panel: Rect


def areas_of(deck: Deck, match: Match, lead: float, panelled: bool = False) -> Areas:
    """The frame on the layout for content, with a lead so many points high, times the scale. ``panelled`` leaves air
    for a panel under the body."""
    s = sqrt(deck.width * deck.height / USUAL)
    sheet, head = match.content, headline(match.content, deck)
    blocks = blocks_of(sheet, deck, match.body)
    left, right = _sides(deck, match, blocks)
    across = [b for b in blocks if b.x < right and b.right > left]
    ceiling = max([b.bottom for b in across if b.y + b.h / 2 < 0.25 * deck.height], default=EDGE * deck.height)
    foot = min([b.y for b in across if b.y + b.h / 2 > 0.6 * deck.height], default=(1 - EDGE) * deck.height)
    # two lines of the smallest headline, or the client's own box
    own = head is not None and head.inner.h >= 43 * s
    if head and own:
        title, top = (
            head.inner,
            min(head.box.bottom, _foot(head, s) + 4 * s) if not head.fill.colours else head.box.bottom,
        )
    else:
        y = head.inner.y if head else max(ceiling, EDGE * deck.height) + 3 * s
        title = Rect(head.inner.x if head else left, y, head.inner.w if head else right - left, 60 * s)
        top = title.bottom
    top = max([top, *(b.bottom for b in across if b.y < top + 6 * s and b.y + b.h / 2 < 0.4 * deck.height)])
    pad = 6 * s if panelled else 0.0
    air = 9 if head and head.fill.colours else 0 if panelled else 4  # under a band, a panel's own edge, or letters
    under = Rect(left, top + air * s + pad, right - left - 70 * s, lead * s)
    held = all(sheet.of_kind(kind) for kind in ("ftr", "sldNum"))
    source = Rect(left, foot - 27 * s, (right - left) * (1 if held else 0.66), 24 * s)
    body = Rect(left, under.bottom + 9 * s, right - left, source.y - 6 * s - under.bottom - 9 * s)
    page = _furniture(sheet, "sldNum") or Rect(right - 24 * s, source.y, 24 * s, 12 * s)
    marking = _furniture(sheet, "ftr") or Rect(right - 276 * s, source.y, 246 * s, 12 * s)
    edge = min(left - 2 * pad, max(title.x, 0.0))  # as far out as the headline starts
    return Areas(
        scale=s, headline=title, kept=bool(own), lead=under, body=body,
        strip=Rect(left, body.bottom - 42 * s, body.w, 42 * s), source=source, marking=marking, page=page,
        stamp=Rect(right - 55.5 * s, under.y + 4.5 * s, 55.5 * s, 12 * s),
        tracker=_tracker(head.box.y if head and own else title.y, ceiling, blocks, left, right, s),
        panel=Rect(edge, top, right + 2 * pad - edge, source.bottom + 3 * s - top),
    )  # fmt: skip


def free_of(sheet: Sheet, deck: Deck, taken: Sequence[Rect], left: float, right: float) -> Rect | None:
    """The largest room on a layout beside what stands on it and what is ``taken``, rather below that than above, from
    ``left`` to ``right`` where that leaves enough; None when there is little."""
    edge = EDGE * min(deck.width, deck.height)
    page = Rect(edge, edge, deck.width - 2 * edge, deck.height - 2 * edge)
    blocks = [*taken, *blocks_of(sheet, deck)]
    gap, least = 9.0, sqrt(deck.width * deck.height / USUAL)
    blocks = [b.inset(-gap, -gap, -gap, -gap) for b in blocks][:24]
    xs = sorted({page.x, page.right, *(v for b in blocks for v in (b.x, b.right) if page.x < v < page.right)})
    ys = sorted({page.y, page.bottom, *(v for b in blocks for v in (b.y, b.bottom) if page.y < v < page.bottom)})
    end = max((box.bottom for box in taken), default=0.0)
    best: Rect | None = None
    most = 0.0
    for (x, far), (y, bottom) in product(_pairs(xs), _pairs(ys)):
        inner = max(x, left), min(far, right)
        x, far = inner if inner[1] - inner[0] >= FREE_W * deck.width else (x, far)
        box = Rect(x, y, far - x, bottom - y)
        worth = box.w * box.h * (BELOW if box.y >= end else 1)
        rows = ceil(FACTS / max(2, floor(box.w / (FACT_W * least))))
        if box.w < FREE_W * deck.width or box.h < (FREE_H + (rows - 1) * FACT_H) * least or worth <= most:
            continue
        if not any(box.overlaps(block) for block in blocks):
            best, most = box, worth
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
        there = [
            x for x, row in points_over(band) if inside(drawn.contours, (x, min(max(row, y + 0.5), y + high - 0.5)))
        ]
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


def _foot(head: Place, scale: float) -> float:
    """Where the second line of a headline of ours ends in a client's box, at the most."""
    text = min(MOST_TITLE * scale, head.inner.h)
    slack = {"top": 1.0, "middle": 0.5, "bottom": 0.0}[head.anchor] * (head.inner.h - text)
    return head.inner.bottom - slack


def _sides(deck: Deck, match: Match, blocks: Sequence[Rect]) -> tuple[float, float]:
    """Where content starts and ends: as the client's body does, clear of what is drawn all along a side."""
    if match.body:
        left, right = match.body.inner.x, match.body.inner.right
    else:
        left, right = EDGE * deck.width, (1 - EDGE) * deck.width
    least = 0.02 * deck.width
    tall = [box for box in blocks if box.h >= TALL * deck.height and box.w <= 0.35 * deck.width]
    left = max([left, least, *(box.right + least for box in tall if box.x + box.w / 2 < deck.width / 2)])
    right = min([right, deck.width - least, *(b.x - least for b in tall if b.x + b.w / 2 > deck.width / 2)])
    return left, right


def _furniture(sheet: Sheet, kind: str) -> Rect | None:
    return next((place.inner for place in sheet.of_kind(kind)), None)


def _tracker(title: float, ceiling: float, blocks: list[Rect], left: float, right: float, s: float) -> Rect | None:
    """Over the headline, where eighteen points are free; the labels need more room than the line."""
    box = Rect(left, title - 21 * s, right - left, 18 * s)
    clear = box.y >= 6 * s and not any(box.overlaps(block) for block in blocks)
    return box if clear else None


def _pairs(values: list[float]) -> list[tuple[float, float]]:
    return [(a, b) for i, a in enumerate(values) for b in values[i + 1 :]]
