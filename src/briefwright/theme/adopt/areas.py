"""A client's layout to the frame of our pages: where headline, lead, body, source and furniture stand on it.

All lengths are points of the client's page. What the client draws and the client's footers are kept clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from ...core.geometry import Rect
from .footer import footer_of
from .free_space import EDGE, GAP, USUAL, blocks_of, largest
from .match import Match, headline
from .records import Deck, Place, Sheet

MOST_TITLE = 60.0  # two lines of the largest headline, times the scale


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
    left, right = _sides(deck, match)
    over = [b.bottom for b in blocks if b.x < right and b.right > left and b.y + b.h / 2 < 0.25 * deck.height]
    # two lines of the smallest headline, or the client's own box
    own = head is not None and head.inner.h >= 43 * s
    if head and own:
        title = head.inner
        end = head.box.bottom if head.fill.colours else min(head.box.bottom, _foot(head, s) + 4 * s)
    else:
        y = head.inner.y if head else max([EDGE * deck.height, *over]) + 3 * s
        title = Rect(head.inner.x if head else left, y, head.inner.w if head else right - left, 60 * s)
        end = title.bottom
    title = _beside(title, blocks, min(end, title.bottom), s)
    zone = Rect(left, end, right - left, (1 - EDGE) * deck.height - end)
    aside = [block.inset(left=-GAP * s, right=-GAP * s) for block in blocks]
    room = largest(zone, aside, lambda box: box.w * box.h) or zone
    left, right, top, foot = room.x, room.right, room.y, room.bottom
    pad = 6 * s if panelled else 0.0
    air = 9 if head and head.fill.colours else 0 if panelled else 4  # under a band, a panel's own edge, or letters
    under = Rect(left, top + air * s + pad, right - left - 70 * s, lead * s)
    held = all(footer_of(sheet, deck, kind) for kind in ("ftr", "sldNum"))
    source = Rect(left, foot - 27 * s, (right - left) * (1 if held else 0.66), 24 * s)
    body = Rect(left, under.bottom + 9 * s, right - left, source.y - 6 * s - under.bottom - 9 * s)
    page = _furniture(sheet, deck, "sldNum") or Rect(right - 24 * s, source.y, 24 * s, 12 * s)
    marking = _furniture(sheet, deck, "ftr") or Rect(right - 276 * s, source.y, 246 * s, 12 * s)
    edge = min(left - 2 * pad, max(title.x, 0.0))  # as far out as the headline starts
    return Areas(
        scale=s, headline=title, kept=bool(own), lead=under, body=body,
        strip=Rect(left, body.bottom - 42 * s, body.w, 42 * s), source=source, marking=marking, page=page,
        stamp=Rect(right - 55.5 * s, under.y + 4.5 * s, 55.5 * s, 12 * s),
        tracker=_tracker(head.box.y if head and own else title.y, blocks, left, right, s),
        panel=Rect(edge, top, right + 2 * pad - edge, source.bottom + 3 * s - top),
    )  # fmt: skip


def _beside(title: Rect, blocks: Sequence[Rect], end: float, scale: float) -> Rect:
    """A headline's box as far as nothing is drawn where its letters stand; as it is where that leaves little."""
    top = max(title.y, end - (MOST_TITLE + 4) * scale)  # of two lines
    letters = Rect(title.x, top, title.w, end - top)
    aside = [block.inset(left=-GAP * scale, right=-GAP * scale) for block in blocks]
    across = [block for block in aside if block.overlaps(letters) and block.w < title.w / 2]
    left = max([title.x, *(b.right for b in across if b.x + b.w / 2 < title.x + title.w / 2)])
    right = min([title.right, *(b.x for b in across if b.x + b.w / 2 >= title.x + title.w / 2)])
    return Rect(left, title.y, right - left, title.h) if right - left >= title.w / 2 else title


def _foot(head: Place, scale: float) -> float:
    """Where the second line of a headline of ours ends in a client's box, at the most."""
    text = min(MOST_TITLE * scale, head.inner.h)
    slack = {"top": 1.0, "middle": 0.5, "bottom": 0.0}[head.anchor] * (head.inner.h - text)
    return head.inner.bottom - slack


def _sides(deck: Deck, match: Match) -> tuple[float, float]:
    """Where content starts and ends: as the client's body does."""
    if match.body:
        left, right = match.body.inner.x, match.body.inner.right
    else:
        left, right = EDGE * deck.width, (1 - EDGE) * deck.width
    least = 0.02 * deck.width
    return max(left, least), min(right, deck.width - least)


def _furniture(sheet: Sheet, deck: Deck, kind: str) -> Rect | None:
    place = footer_of(sheet, deck, kind)
    return place.inner if place else None


def _tracker(title: float, blocks: list[Rect], left: float, right: float, s: float) -> Rect | None:
    """Over the headline, where eighteen points are free; the labels need more room than the line."""
    box = Rect(left, title - 21 * s, right - left, 18 * s)
    clear = box.y >= 6 * s and not any(box.overlaps(block) for block in blocks)
    return box if clear else None
