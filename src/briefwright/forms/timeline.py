"""A timeline: events on an axis to scale with its breaks, or at equal distances where they are many; texts on stems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import pairwise, product
from math import ceil
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Group, Item, Rule, Text
from ..story.model import Words
from ..text.fit import Overflow, overflow_diagnostic
from ..text.stable_breaks import wavers
from .kit.content import NOTHING, Bounds, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import Labels, Listing, WordTable, bold
from .kit.record_cards import Record, record_cards
from .kit.text_boxes import framed, join, needs
from .kit.timeline_axis import LABEL_H, LABELS_Y, break_note, ordered_axis, scaled_axis
from .kit.timeline_events import DOT, Moment, flagged, height, paragraphs
from .kit.timeline_labels import BETWEEN, STEM_GAP, WIDTHS, Labelling, Liked, StemLabel, Tall, Tier
from .kit.timescale import TimeScale, scale

MOST = 7  # of a page to scale
TAILS = (0.0, 132.0)  # of the axis, after the last event
# The axis and the tiers of a body 324 pt high, and of one 270 pt high, over a strip; from its top. In another body they
# keep their shares of it.
AXIS, USUAL = 144.0, 324.0
HIGH, NEAR, LOW, DEEP = Tier(21, 105, True), Tier(72, 56, True), Tier(186, 66, False), Tier(261, 63, False)
FAR = Tier(0, 66, True)
# Those of a page that the events are to fill: the axis so low that texts over it alone reach down the page.
LOWERED, TOPMOST, LOWEST = 234.0, Tier(48, 168, True), Tier(267, 57, False)
OVER_STRIP = 270.0
STRIP_AXIS = 126.0
STRIP_HIGH, STRIP_NEAR, STRIP_FAR = Tier(3, 105, True), Tier(54, 56, True), Tier(0, 50, True)
STRIP_WHOLE, STRIP_LOW, STRIP_DEEP = Tier(168, 102, False), Tier(168, 50, False), Tier(220, 50, False)
# At equal distances: the least width of a text, and the least and most from the axis to the texts above and below.
LEAST_W = 96.0
ABOVE, BELOW, STRETCH, NOTE_H = 18.0, LABELS_Y + LABEL_H + 3, 30.0, 21.0


class Timeline(Struct, frozen=True):
    """``months`` are twelve short names for the axis."""

    events: Annotated[tuple[Moment, ...], Bounds(least=1)]
    months: Annotated[tuple[Head, ...], Bounds(most=12)] = ()
    so_what: Words = NOTHING


Drawing = Callable[[Sequence[Moment], Timeline, LayoutContext], tuple[Item, ...] | None]


@needs("events")
def place(content: Timeline, ctx: LayoutContext) -> Placed:
    """As few pages as hold all events in the order of time, as many on each: to scale, else at equal distances."""
    wrong = tuple(_backwards(content, ctx))
    events = _in_time(content)
    strip = framed(ctx, content.so_what)
    inner = replace(ctx, area=strip.area)
    # what the usual type shows to scale, larger type does too
    scaled = ctx.usual and _drawn(_to_scale, [events], content, replace(inner, type=ctx.usual))
    for count in range(1, len(events) + 1):
        cuts = [round(i * len(events) / count) for i in range(count + 1)]
        parts = [events[start:end] for start, end in pairwise(cuts)]
        for drawing in (_to_scale,) if scaled else (_to_scale, _in_order):
            pages = _drawn(drawing, parts, content, inner)
            if pages:
                return strip.placed(pages, wrong)
    return strip.placed(((),), (*wrong, *_too_long(events, inner)))


def on_cards(content: Timeline, ctx: LayoutContext) -> Placed:
    """A band for each of a few events of few words, in the order of time."""
    records = [
        Record(event.date, (("", join((event.number, event.text))),), focus=event.focus) for event in _in_time(content)
    ]
    return record_cards(ctx, records, content.so_what)


def _in_time(content: Timeline) -> list[Moment]:
    """The events in the order of time; one of them has the accent, the last if none is chosen."""
    events = sorted(content.events, key=lambda event: event.span)
    if not any(event.focus for event in events):
        events[-1] = replace(events[-1], focus=True)
    return events


def _drawn(
    drawing: Drawing, parts: Sequence[Sequence[Moment]], content: Timeline, ctx: LayoutContext
) -> list[tuple[Item, ...]]:
    """A page of each part; none at all when the texts of one find no places."""
    pages = []
    for part in parts:
        page = drawing(part, content, ctx)
        if page is None:
            return []
        pages.append(page)
    return pages


def _backwards(content: Timeline, ctx: LayoutContext) -> list[Diagnostic]:
    return [
        diagnose("BW416", event.date.span or ctx.slide.span, where=event.date.prose)
        for event in content.events
        if 0 < event.end < event.start
    ]


def _to_scale(events: Sequence[Moment], content: Timeline, ctx: LayoutContext) -> tuple[Item, ...] | None:
    """A page with an axis to scale; None when there are too many events or their texts find no places."""
    if len(events) > MOST:
        return None
    area = ctx.area
    share = area.h / (OVER_STRIP if content.so_what else USUAL)
    plans = [
        (area.y + level * share, tuple(_tier(tier, ctx, share) for tier in tiers))
        for level, *tiers in _plans(content, ctx)
    ]
    numbered = tuple(n for n, event in enumerate(events) if event.number)  # level with one another, to be compared
    for step in range(ctx.theme.steps("body")):
        tall = cache(partial(_high, events, ctx, step))  # asked for at every trial
        liked = [_liked(event, ctx, step) for event in events]
        axes = cache(partial(_axis, events, ctx, tall, liked))
        # all texts right of their stems, then with room kept after the last event, then some texts left of their stems
        for most_left, high, tail, plan in product((0, 1, len(events)), (numbered, ()), TAILS, plans):
            axis = axes(tail, plan)
            flags = axis and axis.labelling.chosen(most_left, high)
            if axis and flags:
                drawn = scaled_axis(axis.scale, events, flags, content.months, plan[0], ctx)
                stemmed = flagged(events, flags, plan[0], step, ctx, axis.scale.x)
                if not any(card.overlaps(note.rect) for card in _cards(stemmed) for note in axis.note):
                    return (Group("axis", (*_uncovered(drawn, stemmed), *axis.note)), *stemmed)
    return None


def _uncovered(axis: Sequence[Text | Rule], stemmed: Sequence[Group]) -> list[Text | Rule]:
    """The axis without the names of ticks over which the card of an event lies, which has a date of its own."""
    cards = _cards(stemmed)
    return [one for one in axis if isinstance(one, Rule) or not any(card.overlaps(one.rect) for card in cards)]


def _cards(stemmed: Sequence[Group]) -> list[Rect]:
    return [item.rect for group in stemmed for item in group.items if item.name.startswith("card-")]


class TimeAxis(Struct, frozen=True):
    """An axis to scale: where moments stand on it, what its breaks are, and the places for texts along it."""

    scale: TimeScale
    note: tuple[Text, ...]
    labelling: Labelling


def _axis(
    events: Sequence[Moment], ctx: LayoutContext, tall: Tall, liked: Sequence[Liked], tail: float, plan: Plan
) -> TimeAxis | None:
    """The axis of the events, ``tail`` points free after the last; None where it has no room for its stretches."""
    area, (level, tiers) = ctx.area, plan
    axis = scale([event.span for event in events], area.x + DOT / 2, area.right - DOT / 2 - tail)
    if axis.squeezed:
        return None
    note = break_note(axis, next(tier.top for tier in tiers if not tier.above), ctx)
    stems, taken = [axis.x(event.start) for event in events], [box.rect for box in note]
    return TimeAxis(axis, note, Labelling(stems, tall, liked, tiers, Rect(area.x, level, area.w, 0), taken))


Layout = tuple[float, *tuple[Tier, ...]]
Plan = tuple[float, tuple[Tier, ...]]  # the level of the axis, and the tiers, in points of the page


def _plans(content: Timeline, ctx: LayoutContext) -> tuple[Layout, ...]:
    """Where the axis stands, and the tiers, from those that are tried first."""
    if content.so_what:
        wide, stacked = (STRIP_HIGH, STRIP_WHOLE), (STRIP_HIGH, STRIP_LOW, STRIP_DEEP)
        return tuple((STRIP_AXIS, *tiers) for tiers in (wide, stacked, (STRIP_NEAR, STRIP_LOW, STRIP_FAR, STRIP_DEEP)))
    usual = (AXIS, HIGH, LOW, DEEP), (AXIS, NEAR, LOW, FAR, DEEP)
    return ((LOWERED, TOPMOST, LOWEST), *usual) if ctx.spread else usual


def _tier(tier: Tier, ctx: LayoutContext, share: float) -> Tier:
    """A tier scaled to the body zone of the slide."""
    return Tier(ctx.area.y + tier.top * share, tier.height * share, tier.above)


def _in_order(events: Sequence[Moment], content: Timeline, ctx: LayoutContext) -> tuple[Item, ...] | None:
    """A page with its events at equal distances, their texts by turns over and under the axis; None when too narrow."""
    area = ctx.area
    pitch = (area.w - DOT) / (len(events) + 1)
    stems = [area.x + DOT / 2 + i * pitch for i in range(len(events))]
    width = min(2 * pitch - STEM_GAP - BETWEEN, WIDTHS[-1])
    if width < LEAST_W:
        return None
    events = [replace(event, end=0.0) for event in events]  # without a scale none has a length
    for step in range(ctx.theme.steps("body")):
        widths = [_evened(event, ctx, step, width) for event in events]
        heights = [height(event, ctx, step, own) for event, own in zip(events, widths, strict=True)]
        over, under = max(heights[::2]), max(heights[1::2], default=0.0)
        free = area.h - NOTE_H - over - under - ABOVE - BELOW
        if free < 0:
            continue
        more = min(free / 4, STRETCH)  # what is free goes between the axis and its texts, then over and under all
        over_all = free / 2 - more
        top = area.y + (over_all if ctx.spread else min(over_all, STRETCH))  # a page with room is set larger
        level = top + over + ABOVE + more
        tiers = Tier(top, over, True), Tier(level + BELOW + more, under, False)
        flags = [
            StemLabel(x, Rect(x + STEM_GAP, tiers[i % 2].top, width, heights[i]), tiers[i % 2])
            for i, x in enumerate(stems)
        ]
        note = min(area.bottom - NOTE_H, level + BELOW + more + under + STRETCH) + 6  # near what it is of
        drawn = ordered_axis(events, stems, level, note, ctx)
        stemmed = flagged(events, flags, level, step, ctx, None)
        return (Group("axis", tuple(_uncovered(drawn, stemmed))), *stemmed)
    return None


def _evened(event: Moment, ctx: LayoutContext, step: int, width: float) -> float:
    """The width that leaves no word alone on the last line, where the event grows no higher by it."""
    even = ctx.type.balanced(event.text, "body", width, step=step)
    return even if height(event, ctx, step, even) <= height(event, ctx, step, width) else width


def _too_long(events: Sequence[Moment], ctx: LayoutContext) -> list[Diagnostic]:
    """The events that are too long for a page of their own."""
    overflows = []
    width = ctx.area.w / 4
    last, most = ctx.theme.steps("body") - 1, HIGH.height * ctx.area.h / USUAL
    for i, event in enumerate(events):
        high = height(event, ctx, last, width)
        wide = next((w for p in paragraphs(event, ctx, last, width) if (w := ctx.type.too_wide(p, width))), None)
        if wide:
            overflows.append(Overflow(i, wide[1], width, 0, event.text, wide[0]))
        elif high > most:
            cut = ceil(event.text.count * (1 - most / high)) + 1
            overflows.append(Overflow(i, high, most, cut, event.text))
    overflows = overflows or [Overflow(0, ctx.area.h + 1, ctx.area.h, 1, events[0].text)]
    return [overflow_diagnostic(overflow, "the event") for overflow in overflows]


def _high(events: Sequence[Moment], ctx: LayoutContext, step: int, index: int, width: float) -> float:
    return height(events[index], ctx, step, width)


def _liked(event: Moment, ctx: LayoutContext, step: int) -> Liked:
    """The widths to try for an event, those first that leave no word alone on its last line, and no part of one; for
    the larger type of a whole page that is to be filled the widest first."""

    def ragged(width: float) -> bool:
        lonely = ctx.type.balanced(event.text, "body", width, step=step) != width
        return lonely or wavers(paragraphs(event, ctx, step, width), width, ctx.type.metrics)

    uneven = {width: ragged(width) for width in WIDTHS}
    widths = sorted(WIDTHS, reverse=True) if ctx.spread and not ctx.part else WIDTHS
    return Liked(sorted(widths, key=uneven.__getitem__), [width for width in WIDTHS if not uneven[width]])


def listing(content: Timeline, labels: Labels) -> Listing:
    events = sorted(content.events, key=lambda event: event.span)
    rows = tuple((event.date, join((bold(event.number), event.text))) for event in events)
    return Listing((WordTable((words(labels["date"]), words(labels["event"])), rows),), so_what=content.so_what)


FORM = Form(
    name="timeline",
    summary="Events on an axis to scale with its long gaps broken, or many at equal distances; one in the accent.",
    content=Timeline,
    place=place,
    on_cards=on_cards,
    sheets=(USUAL,),
    listing=listing,
    limits="7 events of 12 words a page to scale, 12 of 7 words at equal distances; more go on further pages; "
    "a so-what of 2 lines",
    example="""\
form: timeline
title: The visible push fits into fifteen months
months: [Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sept, Oct, Nov, Dec]
events:
  - {date: c. 2017, start: 2017.5, text: Baidu starts work on ERNIE}
  - {date: "2023", start: 2023, end: 2024, number: "140", text: models claimed}
  - {date: Sept 2023, start: 2023.71, text: "Tencent releases Hunyuan, now in 50 of its products"}
  - {date: Oct 2023, start: 2023.79, text: Alibaba releases Tongyi Qianwen 2.0 (Qwen)}
  - {date: Dec 2023, start: 2023.96, text: Baidu’s CTO claims 100 m users for ERNIE}
  - {date: Apr 2024, start: 2024.26, number: "40", text: models approved, focus: true}
so_what: Baidu began about six years before its rivals’ releases, and still has no lead.
""",
)
