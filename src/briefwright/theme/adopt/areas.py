"""A client's layout to the frame of our pages: where headline, lead, body, source and footers stand on it.

All lengths are points of the client's page. What the client draws and the client's footers are kept clear.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.colour import ratio
from ...core.geometry import Rect
from .footer import line_box, usable_footer
from .free_space import EDGE, GAP, best_box, blocks_of
from .ground_colours import colours_under
from .match import Match
from .template import TemplateLayout, TemplatePlaceholder

RULE = 3.0  # pt, times the scale: between letters and a rule under them
STAMP = 70.0  # pt, times the scale: what a draft's stamp takes of the line of the lead
LEAST_TOP = 12.0  # pt, times the scale: of a tracker under the page's edge
ALIKE = 1.25  # the contrast of two grounds that pass for one
MOST_TITLE = 60.0  # two lines of a headline, times the scale, where the client's box holds none of larger type
LEAST_TITLE = 43.0  # pt, times the scale: the height of a client's box that holds two small lines
LEAST_WIDE = 0.8  # of the body: a headline's box that is no narrower stays as it is
LINE = 30.0  # pt, times the scale: of a headline
LARGEST = 28.0  # pt, times the scale: a headline is a sentence, and no larger than that where the client's titles are


class Areas(Struct, frozen=True):
    """The boxes of the frame; ``tracker`` is None where there is no room for one. ``kept`` says whether the headline
    stands where the client's does. ``panel`` is what content stands on."""

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


def areas_of(match: Match, lead: float, *, panelled: bool = False, on_decoration: bool = False) -> Areas:
    """The frame on the layout for content. ``lead`` is the height of a lead, times the scale; ``panelled`` leaves room
    for a panel under the body; ``on_decoration`` lays content over what is drawn there, where nothing else is left."""
    layout, head, s = match.content, match.content.headline, match.content.scale
    page = layout.page
    blocks = blocks_of(layout, match.body, head, on_decoration=on_decoration)
    left, right = _sides(match)
    title, end, kept = _headline(layout, blocks, left, right)
    zone = Rect(left, end, right - left, (1 - EDGE) * page.h - end)
    room = best_box(zone, _with_gaps(blocks, s), lambda box: box.w * box.h) or zone
    left, right, top, foot = room.x, room.right, room.y, room.bottom
    pad = 6 * s if panelled else 0.0
    air = 9 if head and head.fill.colours else 0 if panelled else 4  # under a band, a panel's own edge, or letters
    align = head.align if head else "left"
    before, after = {"left": (0.0, STAMP), "center": (STAMP, STAMP), "right": (STAMP, 0.0)}[align]
    under = Rect(left + before * s, top + air * s + pad, right - left - (before + after) * s, lead * s)
    footers = {kind: usable_footer(layout, kind) for kind in ("ftr", "sldNum")}
    source = Rect(left, foot - 27 * s, (right - left) * (1 if all(footers.values()) else 0.66), 24 * s)
    body = Rect(left, under.bottom + 9 * s, right - left, source.y - 6 * s - under.bottom - 9 * s)
    number, marking = footers["sldNum"], footers["ftr"]
    edge = min(left - 2 * pad, max(title.x, 0.0))  # as far out as the headline starts
    return Areas(
        scale=s, headline=title, kept=kept, lead=under, body=body, source=source,
        strip=Rect(left, body.bottom - 42 * s, body.w, 42 * s),
        marking=_on(page, line_box(marking, s)) if marking else Rect(right - 276 * s, source.y, 246 * s, 12 * s),
        page=_on(page, line_box(number, s)) if number else Rect(right - 24 * s, source.y, 24 * s, 12 * s),
        stamp=Rect(left if align == "right" else right - 55.5 * s, under.y + 4.5 * s, 55.5 * s, 12 * s),
        tracker=_tracker(layout, _letters_top(head, s) if head and kept else title.y, blocks, body),
        panel=Rect(edge, top, right + 2 * pad - edge, source.bottom + 3 * s - top),
    )  # fmt: skip


def _on(page: Rect, box: Rect) -> Rect:
    """The part of a box that is on the page: some reach over its edge by a hair."""
    x, y = max(box.x, 0.0), max(box.y, 0.0)
    return Rect(x, y, min(box.right, page.w) - x, min(box.bottom, page.h) - y)


def _sides(match: Match) -> tuple[float, float]:
    """Where content starts and ends: as the client's body does."""
    wide = match.content.page.w
    own = match.body.inner if match.body else None
    left, right = (own.x, own.right) if own else (EDGE * wide, (1 - EDGE) * wide)
    return max(left, 0.02 * wide), min(right, wide - 0.02 * wide)


def _headline(layout: TemplateLayout, blocks: list[Rect], left: float, right: float) -> tuple[Rect, float, bool]:
    """The box of headlines, where it ends, and whether it is the client's own: that must hold two small lines."""
    head, page, s = layout.headline, layout.page, layout.scale
    stop = _stop(head, blocks, s) if head else float("inf")
    if head:
        head = replace(head, inner=head.inner.below(_under(head, blocks, s)))
    low = head is not None and (head.inner.h < LEAST_TITLE * s or _may_grow(layout, head, blocks))
    kept = head is not None and not low and stop >= _second_line(head, s)
    if head and kept:
        title = _as_wide(head, head.inner, right, left, blocks)
        end = head.box.bottom if head.fill.colours else min(head.box.bottom, _second_line(head, s) + 4 * s)
    else:
        over = [b.bottom for b in blocks if b.x < right and b.right > left and b.y + b.h / 2 < 0.25 * page.h]
        y = head.inner.y if head else max([EDGE * page.h, *(edge + GAP * s for edge in over)])
        if head and head.anchor == "bottom":  # the last line stays where the client has it, as in an office
            y = _up_to(head.inner, max([0.02 * page.h, *(edge for edge in over if edge < y + 1)]), s)
        if y + MOST_TITLE * s > stop - RULE * s:  # as much higher as there is room
            y = min(y, max([0.02 * page.h, *(edge for edge in over if edge < y + 1)], default=0.0) + 3 * s)
            y = max(y, stop - (RULE + MOST_TITLE) * s)
        high = min(MOST_TITLE * s, stop - RULE * s - y)
        title = Rect(left, y, right - left, high)
        if head:
            title = _as_wide(head, Rect(head.inner.x, y, head.inner.w, high), right, left, blocks)
        end = title.bottom
    centred = head is not None and head.align == "center"
    title = _next_to(title, blocks, min(end, title.bottom), two_lines(head, s) + 4 * s, s, centred)
    return title, end, kept


def _may_grow(layout: TemplateLayout, head: TemplatePlaceholder, blocks: Sequence[Rect]) -> bool:
    """Whether a client's box of headlines, too low for two lines of its own size, has the room for them next to it: on
    the same plain ground, and with nothing drawn there."""
    box, s = head.inner, layout.scale
    more = min(2.3 * min(head.size, LARGEST * s), MOST_TITLE * s) - box.h
    if more <= 0 or head.fill.colours or head.anchor == "middle":
        return False
    room = Rect(box.x, box.bottom if head.anchor == "top" else box.y - more, box.w, more + RULE * s)
    ground = set(colours_under(layout, box))
    return len(ground) == 1 and ground == set(colours_under(layout, room)) and not any(map(room.overlaps, blocks))


def _as_wide(head: TemplatePlaceholder, box: Rect, right: float, left: float, blocks: Sequence[Rect]) -> Rect:
    """The client's box of headlines; as wide as the body where it is narrow and alone, since headlines are
    sentences."""
    beside = Rect(box.right, box.y, right - box.right, box.h)
    narrow = head.align == "left" and not head.fill.colours and box.w < LEAST_WIDE * (right - left)
    return Rect(box.x, box.y, right - box.x, box.h) if narrow and not any(map(beside.overlaps, blocks)) else box


def _up_to(head: Rect, top: float, scale: float) -> float:
    """Where two lines start that end with a client's box, or with the one line that it holds; under ``top``, where
    that leaves them no room above, at the top of the box."""
    y = head.bottom - MOST_TITLE * scale
    return y if y >= top else head.y


def _stop(head: TemplatePlaceholder, blocks: Sequence[Rect], scale: float) -> float:
    """Where letters of a headline have to end: at the first thing under its first line, such as a rule."""
    first = _line(head, scale)
    return min((block.y for block in blocks if block.y > first and _across(block, head.inner)), default=float("inf"))


def _under(head: TemplatePlaceholder, blocks: Sequence[Rect], scale: float) -> float:
    """Where the letters of a headline start: under what reaches into its box from above, as far as into its first line
    where the box has the room for two below; but for a band that its first line stands on."""
    first, box = _line(head, scale), head.inner
    ends = [block.bottom for block in blocks if box.y < block.bottom and _across(block, box)]
    roomy = min(first + LINE * scale / 2, box.bottom - (RULE + LEAST_TITLE) * scale)
    return max([box.y, *(end + RULE * scale for end in ends if end <= max(first, roomy))])


def _line(head: TemplatePlaceholder, scale: float) -> float:
    """The middle of the line that a headline of one line has in a client's box."""
    half = min(head.inner.h, LINE * scale) / 2
    return {
        "top": head.inner.y + half, "middle": head.inner.y + head.inner.h / 2, "bottom": head.inner.bottom - half,
    }[head.anchor]  # fmt: skip


def _across(block: Rect, head: Rect) -> bool:
    """Whether a block lies under much of the width of a headline."""
    return min(block.right, head.right) - max(block.x, head.x) >= 0.3 * head.w


def _second_line(head: TemplatePlaceholder, scale: float) -> float:
    """Where the second line of a headline of ours ends in a client's box, at the most."""
    text = min(two_lines(head, scale), head.inner.h)
    slack = {"top": 1.0, "middle": 0.5, "bottom": 0.0}[head.anchor] * (head.inner.h - text)
    return head.inner.bottom - slack


def _next_to(title: Rect, blocks: Sequence[Rect], end: float, high: float, scale: float, centred: bool) -> Rect:
    """A headline's box, narrowed where a block stands in the way of its letters, which are so ``high``; on both sides
    if it is ``centred``, where that leaves enough; as it is where little is left."""
    top = max(title.y, end - high)
    letters = Rect(title.x, top, title.w, end - top)
    across = [b for b in _with_gaps(blocks, scale) if b.overlaps(letters) and b.w < title.w / 2]
    left = max([title.x, *(b.right for b in across if b.x + b.w / 2 < title.x + title.w / 2)])
    right = min([title.right, *(b.x for b in across if b.x + b.w / 2 >= title.x + title.w / 2)])
    aside = max(left - title.x, title.right - right)
    if centred and title.w - 2 * aside >= title.w / 2:
        return title.inset(left=aside, right=aside)
    return Rect(left, title.y, right - left, title.h) if right - left >= title.w / 2 else title


def _with_gaps(blocks: Sequence[Rect], scale: float) -> list[Rect]:
    """The blocks with the gap that is kept at their left and right."""
    return [block.inset(left=-GAP * scale, right=-GAP * scale) for block in blocks]


def _tracker(layout: TemplateLayout, title: float, blocks: list[Rect], body: Rect) -> Rect | None:
    """Over the ``title``, where eighteen points are free, not at the very edge of the page, and on the ground that the
    body has: its labels are small, and artwork is nothing to read them on."""
    s = layout.scale
    box = Rect(body.x, title - 21 * s, body.w, 18 * s)
    clear = box.y >= LEAST_TOP * s and not any(box.overlaps(block) for block in blocks)
    ground = colours_under(layout, body)[0]
    plain = all(ratio(ground, one) < ALIKE for one in colours_under(layout, box))
    return box if clear and plain else None


def two_lines(head: TemplatePlaceholder | None, scale: float) -> float:
    """How high two lines of a headline are at the most: in the client's own size, where its box holds them."""
    high = 2.3 * min(head.size, LARGEST * scale) if head else 0.0
    return high if head and MOST_TITLE * scale < high <= head.inner.h else MOST_TITLE * scale


def _letters_top(head: TemplatePlaceholder, scale: float) -> float:
    """Where the letters of a headline of two lines start in a client's box."""
    slack = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[head.anchor] * max(head.inner.h - two_lines(head, scale), 0.0)
    return head.inner.y + slack
