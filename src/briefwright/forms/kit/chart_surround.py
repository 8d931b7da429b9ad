"""What stands around a plot: the title and unit of the chart over it, notes at its right, the so-what below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.model import Item, Role, Rule, Statement, Text
from ...story.model import Piece, Words
from ...text.balanced_measure import measured
from ...text.fit import Slot, overflow_diagnostic
from .content import NOTHING, words
from .form import LayoutContext, Placed
from .plot import Charted, Plot
from .text_boxes import framed, join

NOTES_W, NOTES_GAP = 258.0, 36.0  # the column of notes, and between it and the chart
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
        return Placed((self.page(items),), (*self.problems, *problems))


def surroundings(content: Charted, ctx: LayoutContext, over: Problems = ()) -> Surround:
    """Title and unit above the chart, notes at its right, the so-what below; ``over`` is what the chart cannot hold."""
    body = framed(ctx, content.so_what)
    area = body.area
    notes, over_notes = _notes(content, ctx, Rect(area.right - NOTES_W, area.y, NOTES_W, area.h))
    wide = area.w - (NOTES_W + NOTES_GAP if notes else 0)
    heads, y, over_heads = _heads(content.chart, ctx, Rect(area.x, area.y, wide, area.h))
    return Surround(
        Rect(area.x, y, wide, area.bottom - y),
        heads,
        (*notes, *body.strip),
        (*over, *over_heads, *over_notes, *body.problems),
    )


def _heads(plot: Plot, ctx: LayoutContext, area: Rect) -> tuple[tuple[Item, ...], float, Problems]:
    """The title of the chart, and a line with unit, geography and period."""
    log = words(ctx.labels["chart.log"]) if plot.scale == "log" else NOTHING
    unit = join((plot.unit, plot.geography, plot.period, log), " · ")
    items: list[Item] = []
    problems: list[Diagnostic] = []
    y = area.y
    for name, said, role, colour, kind in (
        ("chart-title", plot.title, "h3", None, Role.HEADING),
        ("chart-unit", unit, "small", "muted", Role.LABEL),
    ):
        if said:
            box = measured(ctx.type, said, role, Rect(area.x, y, area.w, 0))
            fit = ctx.type.fit([Slot(said, box.w, lines=2)], role, colour=colour)
            problems += [overflow_diagnostic(o, "the title of the chart") for o in fit.overflows]
            items.append(Text(name, replace(box, h=fit.height), fit.paragraphs, kind))
            y += fit.height
    return tuple(items), y + (PLOT_TOP if items else 9.0), tuple(problems)


def _notes(content: Charted, ctx: LayoutContext, box: Rect) -> tuple[tuple[Item, ...], Problems]:
    """One derived number, one reason, one caveat, under a rule each; the type steps down together until all fit."""
    blocks = _blocks(content, ctx.labels)
    if not blocks:
        return (), ()
    for step in (0, 1):
        items, height = _stacked(blocks, ctx, box, step)
        if height <= box.h:
            return tuple(items), ()
    last = blocks[-1][-1][1]
    words = last if isinstance(last, Words) else Words((Piece(last),))
    cut = round(words.count * (height - box.h) / height) + 1
    problem = diagnose(
        "BW601", words.span or ctx.slide.span, what="the column of notes", needed=height, allowed=box.h, cut=cut,
        count=words.count,
    )  # fmt: skip
    return tuple(items), (problem,)


Block = tuple[tuple[str, Words | str, str, str | None], ...]  # slot, words, role, colour


def _blocks(content: Charted, labels: Mapping[str, str]) -> list[Block]:
    """The texts of each note that the content has."""
    reason, caveat = labels["chart.reason"] if content.reason else "", labels["chart.caveat"] if content.caveat else ""
    blocks: tuple[Block, ...] = (
        (("note-number", content.number, "chart_value", "accent"), ("note-meaning", content.number_text, "body", None)),
        (("note-why", reason, "h3", None), ("note-reason", content.reason, "body", None)),
        (("note-care", caveat, "h3", None), ("note-caveat", content.caveat, "small", "ink2")),
    )
    return [filled for block in blocks if (filled := tuple(part for part in block if part[1]))]


def _stacked(blocks: Sequence[Block], ctx: LayoutContext, box: Rect, step: int) -> tuple[list[Item], float]:
    items: list[Item] = []
    y = box.y
    for index, block in enumerate(blocks):
        kind = "hairline" if index else "ink"
        y += 15.0 if index else 0.0
        items.append(Rule(f"note-rule-{index + 1}", box.x, y, box.right, y, ctx.theme.stroke(kind)))
        y += 9.0
        whole = Statement("note-number") if block[0][0] == "note-number" else None
        for slot, said, role, colour in block:
            size = 0 if role == "chart_value" else step
            w = ctx.type.balanced(said, role, box.w, step=size)
            paragraph = ctx.type.set(said, role, w, step=size, colour=colour)
            reader = Role.FIGURE if role == "chart_value" else Role.LABEL if role == "h3" else Role.BODY
            items.append(Text(slot, Rect(box.x, y, w, paragraph.height), (paragraph,), reader, part_of=whole))
            y += paragraph.height + (6.0 if role == "chart_value" else 0.0)
    return items, y - box.y
