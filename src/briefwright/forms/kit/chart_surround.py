"""What stands around a plot: the title and unit of the chart over it, notes at its right, the so-what below."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.model import Item, Role, Rule, Statement, Text
from ...scene.transform import moved
from ...story.model import Piece, Words
from ...text.balanced_measure import measured
from ...text.fit import Slot, overflow_diagnostic
from .chart_listing import number_beside
from .content import NOTHING, words
from .form import LayoutContext, Placed
from .plot import Charted, Plot
from .text_boxes import Framed, framed, join, scale_apart

NOTES_W, NOTES_GAP = 258.0, 36.0  # the column of notes, and between it and the chart
NEAR = 1.0  # pt, by which the foot of a strip may differ from that of its page
NOTES_OVER, NOTES_SHARE = 15.0, 0.45  # above notes at the foot; the most that these take of the height
LEAST_ROOM = (140.0, 90.0)  # of a plot with its labels, in points
EASY_H = 150.0  # of a plot, in points: less is for a chart that its author puts there
PLOT_TOP = 21.0  # between the unit and the plot


class Surround(Struct, frozen=True):
    """The items read before and after a chart. ``room`` is left for its plot and labels."""

    room: Rect
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    problems: Problems

    def page(self, items: Sequence[Item]) -> tuple[Item, ...]:
        return (*self.before, *items, *self.after)

    def placed(self, items: Sequence[Item], problems: Problems = ()) -> Placed:
        """The one page of a chart, and every problem with it."""
        return Placed((self.page(items),), (*self.problems, *problems), cramped=self.small)

    @property
    def small(self) -> bool:
        """Whether the chart has room for its marks, but none to be read at ease."""
        return self.room.h < EASY_H


def surroundings(content: Charted, ctx: LayoutContext, over: Problems = ()) -> Surround:
    """Title and unit above the chart, notes at its right, the so-what below; ``over`` is what the chart cannot hold. A
    lone note that is a sentence stands below too, where a column would be empty under it."""
    body, content = _below(content, ctx) or (framed(ctx, content.so_what), content)
    area = body.area
    notes, over_notes, left = _notes(content, ctx, area)
    heads, y, over_heads = _heads(content.chart, ctx, left)
    room = left.below(y)
    small: Problems = ()
    if room.w < LEAST_ROOM[0] or room.h < LEAST_ROOM[1]:
        own, least = (f"{w:.0f} x {h:.0f}" for w, h in ((room.w, room.h), LEAST_ROOM))
        small = (diagnose("BW603", ctx.slide.span, what=ctx.slide.id, room=own, least=least),)
        room = Rect(room.x, room.y, max(room.w, LEAST_ROOM[0]), max(room.h, LEAST_ROOM[1]))
    return Surround(room, heads, (*notes, *body.strip), (*over, *over_heads, *over_notes, *small, *body.problems))


def _below(content: Charted, ctx: LayoutContext) -> tuple[Framed, Charted] | None:
    """The only note of a chart as the strip of its page, and the chart without it; None where there is another note, or
    a so-what, no room in the strip, or no strip under the chart."""
    notes = {"reason": content.reason, "caveat": content.caveat}
    only = [name for name, text in notes.items() if text]
    if content.so_what or content.number or len(only) != 1 or ctx.area.w < 2 * NOTES_W:
        return None
    if ctx.theme.frame.rect("strip").bottom > ctx.area.bottom + NEAR:  # on a sheet of a handout, which has no strip
        return None
    [name] = only
    body = framed(ctx, notes[name], ctx.labels[f"chart.{name}"])
    return None if body.problems else (body, replace(content, **{name: NOTHING}))


def _heads(plot: Plot, ctx: LayoutContext, area: Rect) -> tuple[tuple[Item, ...], float, Problems]:
    """The title of the chart, unless the headline over it begins with it, and a line with unit, geography and
    period, which then has the marks of the title."""
    log = words(ctx.labels["chart.log"]) if plot.scale == "log" else NOTHING
    unit, title = join((plot.unit, plot.geography, plot.period, log), " · "), plot.title
    headline = ctx.slide.title.prose
    if title and headline.startswith(title.prose) and (unit or headline == title.prose):
        marks = (piece for piece in title.pieces if piece.cites)
        unit, title = replace(unit, pieces=(*unit.pieces, *marks)), NOTHING
    items: list[Item] = []
    problems: list[Diagnostic] = []
    y = area.y
    for name, text, role, colour, kind in (
        ("chart-title", title, "h3", None, Role.HEADING),
        ("chart-unit", unit, "small", "muted", Role.LABEL),
    ):
        if text:
            box = measured(ctx.type, text, role, Rect(area.x, y, area.w, 0))
            fit = ctx.type.fit([Slot(text, box.w, lines=2)], role, colour=colour)
            problems += [overflow_diagnostic(o, "the title of the chart") for o in fit.overflows]
            items.append(Text(name, replace(box, h=fit.height), fit.paragraphs, kind))
            y += fit.height
    return tuple(items), y + (PLOT_TOP if items else 9.0), tuple(problems)


def _notes(content: Charted, ctx: LayoutContext, area: Rect) -> tuple[tuple[Item, ...], Problems, Rect]:
    """One derived number, one reason, one caveat, under a rule each, and what they leave of ``area``; the type steps
    down together until all fit. They stand right of the chart, or side by side under it where the area is narrow."""
    blocks = _blocks(content, ctx)
    if not blocks:
        return (), (), area
    beside = area.w >= 2 * NOTES_W
    box, left = Rect(area.right - NOTES_W, area.y, NOTES_W, area.h), area.inset(right=NOTES_W + NOTES_GAP)
    for step in (0, 1):
        if beside:
            items, height = _stacked(blocks, ctx, box, step)
        else:
            items, height = _abreast(blocks, ctx, area, step)
            left, box = area.inset(bottom=height + NOTES_OVER), area.inset(bottom=area.h * (1 - NOTES_SHARE))
        if height <= box.h:
            return tuple(items), (), left
    last = blocks[-1][-1][1]
    words = last if isinstance(last, Words) else Words((Piece(last),))
    cut = round(words.count * (height - box.h) / height) + 1
    problem = diagnose(
        "BW601", words.span or ctx.slide.span, what="the column of notes", needed=height, allowed=box.h, cut=cut,
        count=words.count,
    )  # fmt: skip
    return tuple(items), (problem,), left


Block = tuple[tuple[str, Words | str, str, str | None], ...]  # slot, words, role, colour


def _blocks(content: Charted, ctx: LayoutContext) -> list[Block]:
    """The texts of each note that the content has. A number too wide for the column leaves the word of its scale to the
    text under it: "38" and "million users"."""
    labels = ctx.labels
    reason, caveat = labels["chart.reason"] if content.reason else "", labels["chart.caveat"] if content.caveat else ""
    number, meaning = number_beside(content, labels)
    if ctx.type.fit([Slot(number, NOTES_W, lines=1)], "chart_value").overflows:
        number, meaning = scale_apart(number, meaning)
    blocks: tuple[Block, ...] = (
        (
            ("note-number", number, "chart_value", "accent"),
            ("note-meaning", meaning, "body", None),
            ("note-grade", content.grade, "small", "muted"),
        ),
        (("note-why", reason, "h3", None), ("note-reason", content.reason, "body", None)),
        (("note-care", caveat, "h3", None), ("note-caveat", content.caveat, "small", "ink2")),
    )
    return [filled for block in blocks if (filled := tuple(part for part in block if part[1]))]


def _abreast(blocks: Sequence[Block], ctx: LayoutContext, area: Rect, step: int) -> tuple[list[Item], float]:
    """The notes side by side at the foot of an area, their numbers smaller, and the height that they take."""
    columns = ctx.theme.columns.split(area, len(blocks))
    set_ = [_stacked([block], ctx, box, step, n, 1) for n, (block, box) in enumerate(zip(blocks, columns, strict=True))]
    height = max(tall for _, tall in set_)
    return [moved(item, 0, area.h - height) for items, _ in set_ for item in items], height


def _stacked(
    blocks: Sequence[Block], ctx: LayoutContext, box: Rect, step: int, first: int = 0, number: int = 0
) -> tuple[list[Item], float]:
    """The notes one under the other from the top of a box, counted from ``first``, a number at its step ``number``."""
    items: list[Item] = []
    y = box.y
    for index, block in enumerate(blocks, first):
        kind = "hairline" if index > first else "ink"
        y += 15.0 if index > first else 0.0
        items.append(Rule(f"note-rule-{index + 1}", box.x, y, box.right, y, ctx.theme.stroke(kind)))
        y += 9.0
        whole = Statement("note-number") if block[0][0] == "note-number" else None
        for slot, text, role, colour in block:
            size = step
            if role == "chart_value":  # a long number in smaller type
                size = max(number, ctx.type.fit([Slot(text, box.w, lines=1)], role).step)
            w = ctx.type.balanced(text, role, box.w, step=size)
            paragraph = ctx.type.set(text, role, w, step=size, colour=colour)
            reader = Role.FIGURE if role == "chart_value" else Role.LABEL if role == "h3" else Role.BODY
            items.append(Text(slot, Rect(box.x, y, w, paragraph.height), (paragraph,), reader, part_of=whole))
            y += paragraph.height + (6.0 if role == "chart_value" else 0.0)
    return items, y - box.y
