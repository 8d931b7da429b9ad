"""A timeline: events on an axis to scale, breaks drawn and named, spans as bands, texts on stems above and below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import pairwise, product
from math import ceil
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Align, Group, Item, Paragraph, Role, Rule, Shape, Statement, Text
from ..story.model import Words
from ..text.fit import Overflow, overflow_diagnostic
from .kit.content import NOTHING, Bounds, words
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import Labels, Listing, WordTable, bold
from .kit.text_boxes import framed, join, needs
from .kit.timeline_labels import WIDTHS, StemLabel, Tier, placed_labels
from .kit.timescale import TimeScale, scale

MOST = 7
BAND_H, BAND_GAP, DOT, TICK, FINE_TICK = 6.0, 1.0, 12.0, 9.0, 5.0
LABELS_Y = 4.5  # under the axis
NOTE_W, INSIGHT_W = 144.0, 350.0
TAILS = (0.0, 132.0)  # of the axis, after the last event
# The axis and the tiers of a body 324 pt high; from its top. In another body they keep their shares of it.
AXIS, USUAL = 144.0, 324.0
HIGH, NEAR, LOW, DEEP = Tier(21, 105, True), Tier(72, 56, True), Tier(186, 66, False), Tier(261, 63, False)
FAR, ABOVE_STRIP = Tier(0, 66, True), Tier(186, 84, False)


class Moment(Struct, frozen=True):
    """An event. ``start`` and ``end`` are decimal years (2023.5 is the first of July); ``date`` says them."""

    date: Words
    text: Words
    start: float
    end: float = 0.0  # that of ``start`` when it is left out
    number: Words = NOTHING
    focus: bool = False

    @property
    def span(self) -> tuple[float, float]:
        return self.start, max(self.start, self.end)


class Timeline(Struct, frozen=True):
    """``months`` are twelve short names for the axis."""

    events: Annotated[tuple[Moment, ...], Bounds(least=1)]
    months: Annotated[tuple[Words, ...], Bounds(most=12)] = ()
    so_what: Words = NOTHING


@needs("events")
def place(content: Timeline, ctx: LayoutContext) -> Placed:
    """As few pages as hold all events in the order of time, seven a page at most; each page has a scale of its own."""
    wrong = tuple(_backwards(content, ctx))
    events = sorted(content.events, key=lambda event: event.span)
    if not any(event.focus for event in events):
        events[-1] = replace(events[-1], focus=True)
    for count in range(ceil(len(events) / MOST), len(events) + 1):
        cuts = [round(i * len(events) / count) for i in range(count + 1)]
        pages = []
        for start, end in pairwise(cuts):
            page = _page(events[start:end], content, ctx)
            if page is None:
                break
            pages.append(page)
        else:
            return Placed(tuple(pages), (*wrong, *_strip_problems(content, ctx)))
    return Placed(((),), (*wrong, *_too_long(events, ctx)))


def _backwards(content: Timeline, ctx: LayoutContext) -> list[Diagnostic]:
    return [
        diagnose("BW416", event.date.span or ctx.slide.span, where=event.date.prose)
        for event in content.events
        if 0 < event.end < event.start
    ]


def _level(ctx: LayoutContext) -> float:
    """Where the axis stands, from the top of the page."""
    return ctx.area.y + AXIS * ctx.area.h / USUAL


def _tier(tier: Tier, ctx: LayoutContext) -> Tier:
    """A tier scaled to the body zone of the slide."""
    share = ctx.area.h / USUAL
    return Tier(ctx.area.y + tier.top * share, tier.height * share, tier.above)


def _page(events: Sequence[Moment], content: Timeline, ctx: LayoutContext) -> tuple[Item, ...] | None:
    """One page; None when its texts find no places."""
    area = ctx.area
    spans = [event.span for event in events]
    numbered = tuple(n for n, event in enumerate(events) if event.number)  # level with one another, to be compared
    for step in range(ctx.theme.steps("body")):
        tall = lru_cache(maxsize=None)(partial(_high, events, ctx, step))  # asked for at every trial
        liked = [_liked(event, ctx, step) for event in events]
        plans = _plans(content, ctx, step)
        # all texts right of their stems, then with room kept after the last event, then some texts left of their stems
        for most_left, high, tail, (tiers, insight) in product((0, 1, len(events)), (numbered, ()), TAILS, plans):
            axis = scale(spans, area.x + DOT / 2, area.right - DOT / 2 - tail)
            stems = [axis.x(event.start) for event in events]
            note = _break_note(axis, ctx)
            taken = [box.rect for box in (*note, *insight) if isinstance(box, Text)]
            here = [_tier(tier, ctx) for tier in tiers]
            level = Rect(area.x, _level(ctx), area.w, 0)
            flags = placed_labels(stems, tall, liked, here, level, taken, most_left, high)
            if flags:
                strip = () if insight else framed(ctx, content.so_what).strip
                axis_items = Group("axis", (*_axis(axis, events, flags, stems, content, ctx), *note))
                return (axis_items, *_flagged(events, flags, stems, axis, step, ctx), *insight, *strip)
    return None


def _plans(content: Timeline, ctx: LayoutContext, step: int) -> list[tuple[tuple[Tier, ...], tuple[Item, ...]]]:
    """The tiers to try, with the box of the so-what under the axis; without one it stands in a strip."""
    if not content.so_what:
        return [((HIGH, LOW, DEEP), ()), ((NEAR, LOW, FAR, DEEP), ())]
    boxes = [_insight(content.so_what, ctx, step, x) for x in (ctx.area.x, ctx.area.right - INSIGHT_W)]
    plans: list[tuple[tuple[Tier, ...], tuple[Item, ...]]] = []
    for tiers in ((HIGH, LOW, DEEP), (NEAR, LOW, FAR, DEEP)):
        plans += [(tiers, (box,)) for box in boxes if box is not None]
    return [*plans, ((HIGH, ABOVE_STRIP), ()), ((NEAR, ABOVE_STRIP, FAR), ())]


def _insight(words: Words, ctx: LayoutContext, step: int, x: float) -> Text | None:
    """The so-what in a corner under the axis, its label over it; None when it is too long for that."""
    label = ctx.type.set(ctx.labels["so_what"], "h3", INSIGHT_W, step=step)
    width = ctx.type.balanced(words, "body", INSIGHT_W, step=step)
    text = ctx.type.set(words, "body", width, step=step, colour="ink2")
    high = label.height + text.height
    foot = _tier(DEEP, ctx).height
    if high > foot or ctx.type.too_wide(text, INSIGHT_W):
        return None
    return Text("so-what", Rect(x, ctx.area.bottom - foot, width, high), (label, text))


def _strip_problems(content: Timeline, ctx: LayoutContext) -> Problems:
    if any(_insight(content.so_what, ctx, step, 0) for step in range(ctx.theme.steps("body"))):
        return ()
    return framed(ctx, content.so_what).problems


def _too_long(events: Sequence[Moment], ctx: LayoutContext) -> list[Diagnostic]:
    """The events that are too long for a page of their own."""
    overflows = []
    width = ctx.area.w / 4
    last, most = ctx.theme.steps("body") - 1, _tier(HIGH, ctx).height
    for i, event in enumerate(events):
        high = _height(event, ctx, last, width)
        wide = next((w for p in _paragraphs(event, ctx, last, width) if (w := ctx.type.too_wide(p, width))), None)
        if wide:
            overflows.append(Overflow(i, wide[1], width, 0, event.text, wide[0]))
        elif high > most:
            cut = ceil(event.text.count * (1 - most / high)) + 1
            overflows.append(Overflow(i, high, most, cut, event.text))
    overflows = overflows or [Overflow(0, ctx.area.h + 1, ctx.area.h, 1, events[0].text)]
    return [overflow_diagnostic(overflow, "the event") for overflow in overflows]


def _paragraphs(
    event: Moment, ctx: LayoutContext, step: int, width: float, left: bool = False
) -> tuple[Paragraph, ...]:
    """Date, number and text of an event; a span takes the second colour, the focus the accent."""
    colour = "accent" if event.focus else "second" if event.span[1] > event.start else None
    align: Align = "right" if left else "left"
    made = [ctx.type.set(event.date, "h3", width, step=step, colour=colour, align=align)]
    if event.number:
        made.append(ctx.type.set(event.number, "h1", width, colour=colour or "ink", align=align))
    made.append(ctx.type.set(event.text, "body", width, step=step, align=align))
    return tuple(made)


def _height(event: Moment, ctx: LayoutContext, step: int, width: float) -> float:
    """How high the text of an event is; infinite when a word is wider than ``width``."""
    paragraphs = _paragraphs(event, ctx, step, width)
    if any(ctx.type.too_wide(paragraph, width) for paragraph in paragraphs):
        return float("inf")
    return sum(paragraph.height for paragraph in paragraphs)


def _high(events: Sequence[Moment], ctx: LayoutContext, step: int, index: int, width: float) -> float:
    return _height(events[index], ctx, step, width)


def _liked(event: Moment, ctx: LayoutContext, step: int) -> list[float]:
    """The widths to try for an event, those first that leave no word alone on its last line."""

    def lonely(width: float) -> bool:
        return ctx.type.balanced(event.text, "body", width, step=step) != width

    return sorted(WIDTHS, key=lonely)


def _flagged(
    events: Sequence[Moment], flags: Sequence[StemLabel], stems: Sequence[float], axis: TimeScale, step: int,
    ctx: LayoutContext,
) -> list[Group]:  # fmt: skip
    """Stem, dot and text of each event, which move together."""
    groups: list[Group] = []
    levels, level = _levels(events), _level(ctx)
    for i, (event, flag, x) in enumerate(zip(events, flags, stems, strict=True), start=1):
        span = event.span[1] > event.start
        colour = "accent" if event.focus else "second" if span else "ink"
        top = level - BAND_H if span else level
        ends = (flag.rect.y, top) if flag.tier.above else (level, flag.rect.bottom)
        stem = Rule(f"stem-{i}", x, ends[0], x, ends[1], ctx.theme.stroke("close", colour))
        if span:
            bottom = level - levels[i - 1] * (BAND_H + BAND_GAP)
            mark = Shape(f"band-{i}", Rect(x, bottom - BAND_H, axis.x(event.span[1]) - x, BAND_H), fill=colour)
        else:
            outline = replace(ctx.theme.stroke("ink"), colour="paper")
            dot = Rect(x - DOT / 2, level - DOT / 2, DOT, DOT)
            mark = Shape(f"dot-{i}", dot, "ellipse", fill=colour, stroke=outline)
        groups.append(Group(f"flag-{i}", (stem, mark, *_said(i, event, flag, ctx, step))))
    return groups


def _said(number: int, event: Moment, flag: StemLabel, ctx: LayoutContext, step: int) -> tuple[Text, ...]:
    """The words of an event; a large number is one statement with its meaning."""
    paragraphs = _paragraphs(event, ctx, step, flag.rect.w, flag.left)
    if not event.number:
        return (Text(f"event-{number}", flag.rect, paragraphs),)
    *head, text = paragraphs
    top = replace(flag.rect, h=sum(paragraph.height for paragraph in head))
    under, whole = Rect(top.x, top.bottom, top.w, text.height), Statement(f"event-{number}")
    large = Text(f"event-{number}", top, tuple(head), Role.FIGURE, part_of=whole)
    return large, Text(f"meaning-{number}", under, (text,), part_of=whole)


def _levels(events: Sequence[Moment]) -> list[int]:
    """Bands that overlap lie over one another: the level of each, from the axis up."""
    ends: list[float] = []
    levels = []
    for event in events:
        low, high = event.span
        level = next((n for n, end in enumerate(ends) if end <= low + 1e-9), len(ends)) if high > low else 0
        if high > low:
            ends[level:] = [high, *ends[level + 1 :]]
        levels.append(level)
    return levels


def _axis(
    axis: TimeScale, events: Sequence[Moment], flags: Sequence[StemLabel], stems: Sequence[float], content: Timeline,
    ctx: LayoutContext,
) -> list[Text | Rule]:  # fmt: skip
    """The axis with its ticks, their labels and the slashes of its breaks."""
    ink, level = ctx.theme.stroke("ink"), _level(ctx)
    below = [x for x, flag in zip(stems, flags, strict=True) if not flag.tier.above]
    ends = [ctx.area.x, *(x for middle, _ in axis.breaks for x in (middle - 5, middle + 5)), ctx.area.right]
    items: list[Text | Rule] = [
        Rule(f"axis-{n // 2 + 1}", ends[n], level, ends[n + 1], level, ink, alt=_alt(events) if n == 0 else None)
        for n in range(0, len(ends), 2)
    ]
    for n, (middle, _) in enumerate(axis.breaks, start=1):
        items += [
            Rule(f"break-{n}-{side}", middle + dx - 3, level + 7, middle + dx + 3, level - 7, ink)
            for side, dx in (("left", -5.0), ("right", 5.0))
        ]
    for n, tick in enumerate(axis.ticks, start=1):
        depth = TICK if tick.named else FINE_TICK
        stroke = ctx.theme.stroke("close" if tick.named else "hairline", "ink")
        items.append(Rule(f"tick-{n}", tick.x, level, tick.x, level + depth, stroke))
    right = -100.0
    for n, tick in enumerate(axis.ticks, start=1):
        if not tick.named:
            continue
        text = _tick_label(tick.month, axis.step, n == 1 or tick.month % 12 == 0, content.months)
        role = "smallb" if tick.month % 12 == 0 or n == 1 else "small"
        paragraph = ctx.type.set(text, role, 80, colour="muted")
        box = Rect(tick.x + 3, level + LABELS_Y, paragraph.lines[0].width + 2, 15)
        crossed = any(box.x - 2 < x < box.right + 2 for x in below)
        if not crossed and box.x > right + 3 and box.right <= ctx.area.right:
            items.append(Text(f"tick-{n}-label", box, (paragraph,), Role.LABEL))
            right = box.right
    return items


def _tick_label(month: int, step: int, year: bool, months: Sequence[Words]) -> str:
    """The name of a tick: a year from January on, months alone between."""
    if step >= 12:
        return str(month // 12)
    name = months[month % 12].prose if len(months) == 12 else f"{month % 12 + 1:02}"
    return f"{name}\u00a0{month // 12}" if year else name


def _alt(events: Sequence[Moment]) -> str:
    text = "; ".join(f"{event.date.prose}: {event.text.prose}" for event in events)
    return text if len(text) <= 250 else text[:247].rsplit(" ", 1)[0] + " …"


def _break_note(axis: TimeScale, ctx: LayoutContext) -> tuple[Text, ...]:
    """What the slashes mean, under the first of them."""
    if not axis.breaks:
        return ()
    middle, after = axis.breaks[0]
    note = ctx.labels["axis_broken"].format(year=int(after.low + 1e-6))
    width = ctx.type.balanced(note, "small", NOTE_W)
    paragraph = ctx.type.set(note, "small", width, colour="muted")
    x = min(max(middle - NOTE_W, ctx.area.x), ctx.area.right - width)
    return (Text("break-note", Rect(x, _tier(LOW, ctx).top, width, paragraph.height), (paragraph,), Role.NOTE),)


def listing(content: Timeline, labels: Labels) -> Listing:
    events = sorted(content.events, key=lambda event: event.span)
    rows = tuple((event.date, join((bold(event.number), event.text))) for event in events)
    return Listing((WordTable((words(labels["date"]), words(labels["event"])), rows),), so_what=content.so_what)


FORM = Form(
    name="timeline",
    summary="Events on an axis to scale: long gaps broken and named, spans as bands, one in the accent.",
    content=Timeline,
    place=place,
    sheets=(USUAL,),
    listing=listing,
    limits="7 events of 12 words a page, more go on further pages; a so-what of 2 lines",
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
