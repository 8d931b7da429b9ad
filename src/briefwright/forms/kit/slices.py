"""The parts of a whole to slices of a circle, each named beside it; the smallest are put together as "other"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from msgspec.structs import replace

from ...core.chart_kinds import ChartKind
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...core.vision import LEAST_DISTANCE, apart
from ...scene.chart.model import Given, Point, Series, Shows, natural
from ...scene.chart.sheet import FIRST
from ...scene.model import Align, Chart, Group, Paragraph, Role, Stroke, Text
from ...story.model import Words
from ...text.rest import is_rest
from . import chart_parts as parts
from . import series_keys as keys
from .chart_surround import surroundings
from .content import words
from .form import LayoutContext, Placed
from .plot import AxisScale, Charted, Plot, Value, format_of, share_format, share_text, shown, taken

MOST, LEAST = 6, 2  # slices
HOLE = 0.5  # of the diameter: the one that LibreOffice draws
ROUND = 18.0  # pt, over and under the circle, for names
AWAY = 10.0  # pt, from a slice to its name
GAP = 1.5  # pt, between slices
GREYS = ("mid", "muted")  # of slices side by side, where the second is none that looks like the accent
CLOSE, LARGE = 0.02, 0.1  # of the whole: by how little large slices may not differ, since no eye tells them apart
PERCENT = "%٪％"
ROUNDED = 2.0  # per cent that rounded shares may be off together


def slices(content: Charted, ctx: LayoutContext, kind: ChartKind, hole: float = 0.0) -> Placed:
    """A native pie or ring of two to six slices, clockwise by size from the top."""
    plot, over = parts.kept(ctx, content.chart, 10_000)
    over = (*over, *parts.below_zero(ctx, plot), *parts.bars_on_log(ctx, plot), *_not_whole(plot, ctx))
    around = surroundings(content, ctx, over)
    if over:
        return around.placed(())
    numbers = plot.series[0].numbers
    rests = [is_rest(name.prose) for name in plot.categories]
    plot = taken(plot, sorted(range(len(numbers)), key=lambda n: (rests[n], -(numbers[n].value or 0.0))))
    kept = len(plot.categories) if len(plot.categories) <= MOST else MOST - 1
    drawn = _drawn(plot, kept, ctx)
    chart = _chart(drawn, plot, kept, ctx, around.room, kind, hole)
    return around.placed((chart, *_names(drawn, chart, ctx, around.room)), _hint(drawn, ctx))


def _drawn(plot: Plot, kept: int, ctx: LayoutContext) -> Plot:
    """The largest parts, and all others as one."""
    if kept == len(plot.categories):
        return plot
    numbers = plot.series[0].numbers
    first = taken(plot, range(kept))
    rest = Value(float(f"{sum(n.value or 0.0 for n in numbers[kept:]):.12g}"))
    row = replace(first.series[0], numbers=(*first.series[0].numbers, rest))
    return replace(first, categories=(*first.categories, words(ctx.labels["chart.other"])), series=(row,))


def _chart(
    drawn: Plot, plot: Plot, kept: int, ctx: LayoutContext, room: Rect, kind: ChartKind, hole: float
) -> Chart:  # fmt: skip
    row = drawn.series[0]
    whole = sum(n.value or 0.0 for n in row.numbers) or 1.0
    size = min(room.h - 2 * ROUND, room.w * 0.5)
    circle = Rect(room.x + (room.w - size) / 2, room.y + ROUND - 6, size, size)
    focus = drawn.category(drawn.focus)
    inside = size / 2 * (1 - hole if hole else 0.5)  # from the label's middle to where its slice is narrow
    points, chosen = [], "second" if focus < 0 else "accent"
    greys = [grey for grey in GREYS if _distinct(ctx, grey, chosen)] or GREYS[:1]
    for n, number in enumerate(row.numbers):
        colour = chosen if n == max(focus, 0) else greys[n % len(greys)]
        label = parts.label(ctx, _label(number, drawn, whole), 3, parts.ON[colour])
        share = (number.value or 0.0) / whole
        arc = 3.14 * share * size * (1 + hole) / 2  # the length of the slice where its label stands
        fits = arc > 1.2 * parts.width(label) and natural(label) < inside
        points.append(Point(number.value, label if fits else None, _format(number, drawn), colour, "middle"))
    column = Given(parts.called(plot.series[0], plot), tuple(n.value for n in row.numbers))
    below: tuple[str, ...] = ()
    if kept < len(plot.categories):  # the sheet adds up under "other" what stands below it
        below = tuple(name.prose for name in plot.categories[kept:])
        rest = tuple(n.value for n in plot.series[0].numbers[kept:])
        start = FIRST + kept + 1
        total = f"SUM(B{start}:B{start + len(rest) - 1})"
        column = replace(column, values=(*column.values, *rest), formulas=(*("",) * kept, total, *("",) * len(rest)))
    names = tuple(ctx.type.set(name, "chart", parts.ONE_LINE, step=1, colour="ink") for name in drawn.categories)
    shows: Shows = "value" if _counted(drawn) else "share"
    shares = () if _counted(drawn) else (tuple(_label(number, drawn, whole) for number in row.numbers),)
    return Chart(
        "chart", room, circle, kind, names,
        (Series(column.name, "mid", tuple(points), shows=shows),), parts.bare_axis(AxisScale(0.0, 1.0, 1.0)), 0.0,
        ctx.theme.stroke("ink"), None, *parts.alt(ctx, drawn, kind, shares), hole=hole, given=(column,), rest=below,
        edge=Stroke("paper", GAP),
    )  # fmt: skip


def _distinct(ctx: LayoutContext, one: str, other: str) -> bool:
    """Whether two colours of the theme look different to the colour-blind, too."""
    return apart(ctx.theme.colours[one], ctx.theme.colours[other]) >= LEAST_DISTANCE


def _counted(plot: Plot) -> bool:
    """Whether the numbers are per cent already."""
    return any(sign in PERCENT for sign in plot.suffix) or any(sign in PERCENT for sign in plot.unit.prose)


def _not_whole(plot: Plot, ctx: LayoutContext) -> Problems:
    """The error (BW432) of shares that are not all of a whole: a circle would show others."""
    total = sum(n.value or 0.0 for n in plot.series[0].numbers)
    if not _counted(plot) or abs(total - 100) <= ROUNDED:
        return ()
    return (diagnose("BW432", ctx.slide.span, where=f"{ctx.slide.id}.chart", total=f"{total:.4g}"),)


def _label(number: Value, plot: Plot, whole: float) -> Words | str:
    return shown(number, plot) if _counted(plot) else share_text((number.value or 0.0) / whole, plot)


def _format(number: Value, plot: Plot) -> str:
    return format_of(number, plot) if _counted(plot) else share_format(plot)


def _names(drawn: Plot, chart: Chart, ctx: LayoutContext, room: Rect) -> tuple[Group, ...]:
    """Each name beside its slice, with its number where that has no room in the slice."""
    row = drawn.series[0]
    whole = sum(n.value or 0.0 for n in row.numbers) or 1.0
    items: list[Text] = []
    centre = chart.on_circle(0.0, 0.0)
    aside = (room.w - chart.plot.w) / 2 - AWAY
    for right in (True, False):
        align: Align = "left" if right else "right"
        sides: list[tuple[int, Paragraph, float]] = []
        for n, (start, end) in enumerate(chart.slices()):
            middle = (start + end) / 2
            if (middle < 0.5) != right or start == end:
                continue
            _, y = chart.on_circle(middle, chart.radius + AWAY)
            name = drawn.categories[n].prose
            if chart.series[0].points[n].label is None:
                label = _label(row.numbers[n], drawn, whole)
                name = f"{name} {label if isinstance(label, str) else label.prose}"
            sides.append((n, ctx.type.set(name, "chart", aside, step=1, colour="ink", align=align), y))
        gap = max((paragraph.height for _, paragraph, _ in sides), default=0.0) + 2
        heights = keys.spread([y for *_, y in sides], gap, room.y, room.bottom)
        for (n, paragraph, _), y in zip(sides, heights, strict=True):
            # the circle is as wide there as at the side of the words that is nearest to its middle
            off = max(abs(y - centre[1]) - paragraph.height / 2, 0.0)
            away = sqrt(max((chart.radius + AWAY) ** 2 - off**2, 0.0))
            left = centre[0] + away if right else centre[0] - away - aside
            box = Rect(left, y - paragraph.height / 2, aside, paragraph.height)
            items.append(Text(f"name-{n + 1}", box, (paragraph,), Role.LABEL))
    return parts.group("names", sorted(items, key=lambda item: int(item.name.rpartition("-")[2])))


def _hint(drawn: Plot, ctx: LayoutContext) -> Problems:
    """Where bars read better: one slice, or slices that no eye tells apart."""
    values: Sequence[float] = [n.value or 0.0 for n in drawn.series[0].numbers]
    whole = sum(values) or 1.0
    alike = any(0 < large - small < CLOSE * whole and small > LARGE * whole for large, small in pairwise(values))
    if alike or len(values) < LEAST:
        return (diagnose("BW427", ctx.slide.span, where=f"{ctx.slide.id}.chart"),)
    return ()
