"""The events of a timeline: what each is, its words as paragraphs, its stem, mark and text on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import Align, Group, Paragraph, Role, Rule, Shape, Statement, Text
from ...story.model import Words
from .content import NOTHING, Head, Misfit
from .form import LayoutContext
from .timeline_cards import card_rects
from .timeline_labels import StemLabel
from .timescale import FIRST_YEAR, LAST_YEAR

BAND_H, BAND_GAP, DOT = 6.0, 1.0, 12.0


class Moment(Struct, frozen=True):
    """An event. ``start`` and ``end`` are decimal years (2023.5 is the first of July); ``date`` says them."""

    date: Head
    text: Words
    start: float
    end: float = 0.0  # that of ``start`` when it is left out
    number: Head = NOTHING
    focus: bool = False

    def misfits(self) -> Iterator[Misfit]:
        """Years that no calendar has."""
        for key, year in (("start", self.start), ("end", self.end or self.start)):
            if not FIRST_YEAR <= year < LAST_YEAR + 1:
                yield Misfit((key,), "BW418", {"year": f"{year:g}"})

    @property
    def span(self) -> tuple[float, float]:
        return self.start, max(self.start, self.end)


def paragraphs(event: Moment, ctx: LayoutContext, step: int, width: float, left: bool = False) -> tuple[Paragraph, ...]:
    """Date, number and text of an event; a span takes the second colour, the focus the accent."""
    colour = "accent" if event.focus else "second" if event.span[1] > event.start else None
    align: Align = "right" if left else "left"
    made = [ctx.type.set(event.date, "h3", width, step=step, colour=colour, align=align)]
    if event.number:
        made.append(ctx.type.set(event.number, "h1", width, colour=colour or "ink", align=align))
    made.append(ctx.type.set(event.text, "body", width, step=step, align=align))
    return tuple(made)


def height(event: Moment, ctx: LayoutContext, step: int, width: float) -> float:
    """How high the text of an event is; infinite when a word is wider than ``width``."""
    made = paragraphs(event, ctx, step, width)
    if any(ctx.type.too_wide(paragraph, width) for paragraph in made):
        return float("inf")
    return sum(paragraph.height for paragraph in made)


def flagged(
    events: Sequence[Moment], flags: Sequence[StemLabel], level: float, step: int, ctx: LayoutContext,
    place: Callable[[float], float] | None,
) -> list[Group]:  # fmt: skip
    """Stem, mark and text of each event, which move together.

    The axis stands at ``level``; ``place`` is where a moment stands on it. Without it the axis has no scale, and a span
    is a dot as well. On a page that they are to fill, the words stand on cards.
    """
    groups: list[Group] = []
    levels = _levels(events)
    stacked = max(levels) + 1 if place and any(event.span[1] > event.start for event in events) else 0
    over = level - stacked * (BAND_H + BAND_GAP)  # what stands over the axis stands over its bands
    # in a part of a page, which others fill too, a card is as high as its text
    cards = card_rects(flags, None if ctx.part else over, ctx.area) if ctx.spread else [None] * len(flags)
    for i, (event, flag, card) in enumerate(zip(events, flags, cards, strict=True), start=1):
        x, span = flag.stem, event.span[1] > event.start
        colour = "accent" if event.focus else "second" if span else "ink"
        top = level - BAND_H if span and place else level
        ends = (flag.rect.y, top) if flag.tier.above else (level, flag.rect.bottom)
        stem = Rule(f"stem-{i}", x, ends[0], x, ends[1], ctx.theme.stroke("close", colour))
        if span and place:
            bottom = level - levels[i - 1] * (BAND_H + BAND_GAP)
            mark = Shape(f"band-{i}", Rect(x, bottom - BAND_H, place(event.span[1]) - x, BAND_H), fill=colour)
        else:
            outline = replace(ctx.theme.stroke("ink"), colour="paper")
            dot = Rect(x - DOT / 2, level - DOT / 2, DOT, DOT)
            mark = Shape(f"dot-{i}", dot, "ellipse", fill=colour, stroke=outline)
        ground = (Shape(f"card-{i}", card, fill="tint"),) if card else ()
        groups.append(Group(f"flag-{i}", (*ground, stem, mark, *_texts(i, event, flag, ctx, step))))
    return groups


def _texts(number: int, event: Moment, flag: StemLabel, ctx: LayoutContext, step: int) -> tuple[Text, ...]:
    """The words of an event; a large number is one statement with its meaning."""
    made = paragraphs(event, ctx, step, flag.rect.w, flag.left)
    if not event.number:
        return (Text(f"event-{number}", flag.rect, made),)
    *head, text = made
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


def described(events: Sequence[Moment]) -> str:
    """The events in words, for those who do not see the axis."""
    text = "; ".join(f"{event.date.prose}: {event.text.prose}" for event in events)
    return text if len(text) <= 250 else text[:247].rsplit(" ", 1)[0] + " …"
