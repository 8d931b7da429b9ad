"""A marking and a page number without a placeholder to where they stand on a client's cover or divider, off its art."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from ...core.geometry import Rect
from .free_space import EDGE, GAP, blocks_of
from .ground_colours import WORDS, colours_under, is_legible
from .palette import TEXT, readable
from .template import TemplateLayout

KINDS = {"marking": "ftr", "page": "sldNum"}
HIGH, LOW = 0.15, 0.8  # of the page: footers stand in a stripe at its head, or at its foot


def loose_footers(layout: TemplateLayout, wanted: Mapping[str, Rect], taken: Sequence[Rect]) -> dict[str, Rect]:
    """The boxes of footers by name: as ``wanted`` where their words, at the right of it, meet nothing that the client
    draws; else the nearest place at the head or the foot of the page that is clear of it, and of what is ``taken``;
    as wanted where there is none. A page number has its own place or none: covers need none. Lengths are points of the
    client's page."""
    blocks, placed = blocks_of(layout), dict[str, Rect]()
    for name, box in wanted.items():
        w = min(box.w, WORDS[KINDS[name]] * layout.scale)
        words = Rect(box.right - w, box.y, w, box.h)
        if _is_clear(layout, words, [*blocks, *placed.values()]):
            placed[name] = box
            continue
        if name == "page":
            continue
        met = [*blocks, *taken, *placed.values()]
        clear = (one for one in _near(layout, words, met) if _is_clear(layout, one, met))
        placed[name] = min(clear, key=lambda one: abs(one.x - words.x) + 2 * abs(one.y - words.y), default=box)
    return placed


def _near(layout: TemplateLayout, words: Rect, met: Sequence[Rect]) -> Iterator[Rect]:
    """Places beside, over and under what is met, and at the margins."""
    page, gap, edge = layout.page, GAP * layout.scale, EDGE * min(layout.page.w, layout.page.h)
    xs = {words.x, edge, page.w - edge - words.w}
    ys = {words.y, edge, page.h - edge - words.h}
    for block in met:
        xs |= {block.x - gap - words.w, block.right + gap}
        ys |= {block.y - gap - words.h, block.bottom + gap}
    inner = page.inset(edge, edge, edge, edge)
    for x, y in product(sorted(xs), sorted(ys)):
        box = Rect(x, y, words.w, words.h)
        if inner.contains(box) and (box.bottom <= HIGH * page.h or box.y >= LOW * page.h):
            yield box


def _is_clear(layout: TemplateLayout, box: Rect, met: Sequence[Rect]) -> bool:
    if any(box.overlaps(block) for block in met):
        return False
    under = colours_under(layout, box)
    return is_legible(readable(layout.scheme.named("tx1"), under, TEXT), under)
