"""The axis of a timeline as lines and labels: ticks, slashes where it is broken, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.geometry import Rect
from ...scene.model import Role, Rule, Text
from ...story.model import Words
from .form import LayoutContext
from .timeline_events import Moment, described
from .timeline_labels import StemLabel
from .timescale import TimeScale

TICK, FINE_TICK = 9.0, 5.0
LABELS_Y, LABEL_H = 4.5, 15.0  # under the axis
NOTE_W = 144.0
AIR = 3.0  # between the tick of a year, its name and the next stem


def scaled_axis(
    axis: TimeScale, events: Sequence[Moment], flags: Sequence[StemLabel], months: Sequence[Words], level: float,
    ctx: LayoutContext,
) -> list[Text | Rule]:  # fmt: skip
    """The axis with its ticks, their labels and the slashes of its breaks."""
    ink, type_ = ctx.theme.stroke("ink"), ctx.usual or ctx.type  # what stands under it has its place whatever is larger
    below = [flag.stem for flag in flags if not flag.tier.above]
    ends = [ctx.area.x, *(x for middle, _ in axis.breaks for x in (middle - 5, middle + 5)), ctx.area.right]
    items: list[Text | Rule] = [
        Rule(f"axis-{n // 2 + 1}", ends[n], level, ends[n + 1], level, ink, alt=described(events) if n == 0 else None)
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
    marks = [tick.x for tick in axis.ticks if tick.named] + [middle - 8 for middle, _ in axis.breaks]
    right = -100.0
    for n, tick in enumerate(axis.ticks, start=1):
        if not tick.named:
            continue
        role = "smallb" if tick.month % 12 == 0 or n == 1 else "small"
        for text in _tick_labels(tick.month, axis.step, n == 1 or tick.month % 12 == 0, months, ctx):
            paragraph = type_.set(text, role, 80, colour="muted")
            box = Rect(tick.x + 3, level + LABELS_Y, paragraph.lines[0].width + 2, paragraph.height)
            crossed = any(box.x - 2 < x < box.right + 2 for x in (*below, *marks))
            if not crossed and box.x > right + 3 and box.right <= ctx.area.right:
                items.append(Text(f"tick-{n}-label", box, (paragraph,), Role.LABEL))
                right = box.right
                break
    return items


def _tick_labels(month: int, step: int, year: bool, months: Sequence[Words], ctx: LayoutContext) -> tuple[str, ...]:
    """The names of a tick to try, the longest first: a year from January on, months alone between."""
    number = str(month // 12)
    if step >= 12:
        return (number,)
    name = months[month % 12].prose if len(months) == 12 else f"{month % 12 + 1:02}"
    if not year:
        return (name,)
    dated = ctx.labels["axis.month"].format(month=name, year=number).replace(" ", "\u00a0")
    return (dated, *([number] if month % 12 == 0 else []))


def break_note(axis: TimeScale, top: float, ctx: LayoutContext) -> tuple[Text, ...]:
    """What the slashes mean, under the first of them."""
    if not axis.breaks:
        return ()
    middle, after = axis.breaks[0]
    if len(axis.breaks) == 1 and not after.lone:
        note = ctx.labels["axis_broken"].format(year=int(after.low + 1e-6))
    else:
        note = ctx.labels["axis_breaks"]
    width = ctx.type.balanced(note, "small", NOTE_W)
    paragraph = ctx.type.set(note, "small", width, colour="muted")
    x = min(max(middle - NOTE_W, ctx.area.x), ctx.area.right - width)
    return (Text("break-note", Rect(x, top, width, paragraph.height), (paragraph,), Role.NOTE),)


def ordered_axis(
    events: Sequence[Moment], stems: Sequence[float], level: float, foot: float, ctx: LayoutContext
) -> list[Text | Rule]:
    """The axis of events at equal distances: years where they begin, and a line at ``foot`` that says it has no scale.

    The years are named where there is room between all stems, else nowhere, since every event has its date; where each
    has a year of its own, ticks would say no more than the dates.
    """
    items: list[Text | Rule] = [
        Rule("axis-1", ctx.area.x, level, ctx.area.right, level, ctx.theme.stroke("ink"), alt=described(events))
    ]
    years = [int(event.start + 1e-6) for event in events]
    pitch = stems[1] - stems[0] if len(stems) > 1 else ctx.area.w
    turns = [i for i in range(1, len(years)) if years[i] != years[i - 1]] if len({*years}) < len(years) else []
    type_ = ctx.usual or ctx.type
    names = {i: type_.set(str(years[i]), "smallb", 80, colour="muted") for i in turns}
    roomy = all(paragraph.lines[0].width + 2 * AIR < pitch / 2 for paragraph in names.values())
    for i in turns:
        x = stems[i] - pitch / 2
        items.append(Rule(f"tick-{i}", x, level, x, level + TICK, ctx.theme.stroke("close", "ink")))
        if roomy:
            box = Rect(x + AIR, level + LABELS_Y, names[i].lines[0].width + 1, names[i].height)
            items.append(Text(f"tick-{i}-label", box, (names[i],), Role.LABEL))
    note = ctx.type.set(ctx.labels["axis_order"], "small", ctx.area.w, colour="muted")
    items.append(Text("order-note", Rect(ctx.area.x, foot, ctx.area.w, note.height), (note,), Role.NOTE))
    return items
