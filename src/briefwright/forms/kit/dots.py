"""Two or three quantities of each category to dots: one across, one up, one as the area; names placed clear of all."""

from __future__ import annotations

from math import sqrt

from msgspec.structs import replace

from ...core.chart_kinds import ChartKind
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.chart.model import DOT_GAP, SIDE_GAP, UNDER_GAP, Place, Point, Series
from ...scene.model import Chart, Paragraph, Role, Stroke, Text
from ...story.model import Words
from . import chart_parts as parts
from .chart_surround import surroundings
from .content import words
from .form import LayoutContext, Placed
from .mark_labels import Label, Spot, labels
from .plot import DOTS, AxisScale, Charted, Plot, Values, format_of, measured
from .text_boxes import join

MOST = 400
DOT = 9.0  # pt
LARGEST = 0.25  # the diameter of the largest bubble, as a share of the plot's shorter side
EDGE = 1.0  # pt, around bubbles, which may overlap
CROWD = 16  # so many names at most are placed together; the others follow where room is left


def dots(content: Charted, ctx: LayoutContext, kind: ChartKind, wanted: int) -> Placed:
    """A native chart of ``wanted`` series; names that have no room are left to the sheet (BW422)."""
    plot, over = parts.kept(ctx, content.chart, MOST, wanted)
    over = (*over, *parts.on_log(ctx, plot))
    mend = "the first runs across, the second up, the third of a bubble is its area"
    over = (*over, *parts.too_few(ctx, plot, kind, wanted, mend))
    over = over or parts.below_zero(ctx, replace(plot, series=plot.series[2:]))
    across, *up = (row.name or words(parts.called(row, plot, n)) for n, row in enumerate(plot.series, 1))
    upward = join((*up[:1], *map(_disc, up[1:])), " · ")
    # the unit of a chart stands where this name would, so that the name stands there if there is no unit
    around = surroundings(content if plot.unit else replace(content, chart=replace(plot, unit=upward)), ctx, over)
    if over:
        return around.placed(())
    room = around.room
    top = ctx.type.set(upward, "chart", room.w, step=1, colour="ink2")
    foot = ctx.type.set(across, "chart", room.w, step=1, colour="ink2", align="right")
    over_plot = Text("axis-up", Rect(room.x, room.y - 12, room.w, top.height), (top,), Role.LABEL)
    under = Text("axis-across", Rect(room.x, room.bottom - foot.height, room.w, foot.height), (foot,), Role.LABEL)
    head = (over_plot,) if plot.unit else ()
    chart, problems = _chart(plot, ctx, room.inset(top=top.height if head else 0.0, bottom=foot.height), kind)
    return around.placed((*head, chart, under), problems)


def _disc(name: Words) -> Words:
    return join((words("●"), name), "\u00a0")


def _chart(plot: Plot, ctx: LayoutContext, room: Rect, kind: ChartKind) -> tuple[Chart, Problems]:
    across, up = (_scale(plot, row, len(plot.series) > 2) for row in plot.series[:2])
    bare = replace(plot, suffix="")
    left = parts.axis_room(ctx, bare, up) + SIDE_GAP
    bottom = parts.axis(ctx, bare, across, "bottom")
    half = parts.width(bottom.labels[-1]) / 2
    box = room.inset(left=left, right=half, bottom=bottom.labels[0].leading + UNDER_GAP)
    focus = plot.category(plot.focus)
    weights = [n.value or 0.0 for n in plot.series[2].numbers] if len(plot.series) > 2 else []
    widest = LARGEST * min(box.w, box.h)
    points = []
    for c in range(len(plot.categories)):
        x, y = plot.series[0].numbers[c].value, plot.series[1].numbers[c].value
        colour = "accent" if c == focus else None
        # LibreOffice gives a dot its own colour only where it has its own size
        width = widest * sqrt(weights[c] / (max(weights) or 1.0)) if weights else DOT + 2 if colour else DOT
        points.append(
            Point(
                None if x is None else y, None, format_of(plot.series[1].numbers[c], plot), colour, across=x or 0.0,
                width=width, weight=weights[c] if weights else 0.0,
            )
        )  # fmt: skip
    name = parts.called(plot.series[1], plot, 2)
    series = Series(name, "mid", tuple(points), shows="category", draw="dots", dot=0.0 if weights else DOT)
    names = tuple(ctx.type.set(name, "chart", parts.ONE_LINE, step=1) for name in plot.categories)
    chart = Chart(
        "chart", room.inset(top=-9), box, kind, names, (series,),
        parts.axis(ctx, bare, up, "left"), 0.0, ctx.theme.stroke("ink"), ctx.theme.stroke("hairline"),
        *parts.alt(ctx, plot, kind), time=True, across=bottom, given=parts.given(plot),
        edge=Stroke("paper", EDGE) if weights else None,
    )  # fmt: skip
    return _named(chart, plot, ctx, focus)


def _scale(plot: Plot, row: Values, wide: bool) -> AxisScale:
    """The scale of an axis; ``wide`` dots reach past their middle, and the axis with them."""
    values = [n.value for n in row.numbers if n.value is not None] or [0.0]
    least, most = min(values), max(values)
    if wide and plot.scale != "log":
        more = (most - min(least, 0.0)) * LARGEST / 2
        values += [most + more, least - more if least < 0 or least - more > 0 else least]
    return measured(values, plot, far=DOTS)


def _named(chart: Chart, plot: Plot, ctx: LayoutContext, focus: int) -> tuple[Chart, Problems]:
    """The chart with the names that have room, the one in focus first, then those of the largest dots."""
    [series] = chart.series
    marks: dict[int, Rect] = {}
    for c, point in enumerate(series.points):
        if (spot := chart.spot(0, c)) is not None:
            marks[c] = Rect(spot[0] - point.width / 2, spot[1] - point.width / 2, point.width, point.width)
    texts = {
        c: ctx.type.set(plot.categories[c], "chart", parts.ONE_LINE, step=1, colour="ink", bold=c == focus)
        for c in marks
    }
    order = sorted(marks, key=lambda c: (c != focus, -marks[c].w, c))
    placed: dict[int, Label] = {}
    together = order[:CROWD]
    while together:
        others = [marks[c] for c in order if c not in together]
        found = labels([_spot(marks[c], texts[c], chart) for c in together], chart.plot, others)
        if found is not None:
            placed = dict(zip(together, found, strict=True))
            break
        together = together[:-1]
    for c in order:
        if c not in placed:
            taken = [*(label.rect for label in placed.values()), *(marks[other] for other in order if other != c)]
            alone = labels([_spot(marks[c], texts[c], chart)], chart.plot, taken)
            if alone is not None:
                placed[c] = alone[0]
    points = [
        _labelled(chart, c, point, texts[c], placed[c]) if c in placed else point
        for c, point in enumerate(series.points)
    ]
    missing = len(marks) - len(placed)
    problems = (diagnose("BW431", ctx.slide.span, where=f"{ctx.slide.id}.chart", count=missing),) if missing else ()
    return replace(chart, series=(replace(series, points=tuple(points)),)), problems


def _spot(mark: Rect, text: Paragraph, chart: Chart) -> Spot:
    return Spot(mark, parts.width(text) + 2, text.leading - 3, chart.plot)


def _labelled(chart: Chart, c: int, point: Point, text: Paragraph, label: Label) -> Point:
    """The point with its name at a place, as a move from where an office program would put it."""
    place: Place = "left" if label.left else "right"
    spot = chart.spot(0, c) or (0.0, 0.0)
    gap = point.width / 2 + DOT_GAP
    start = label.rect.right - 1 if label.left else label.rect.x + 1
    middle = label.rect.y + label.rect.h / 2
    return replace(
        point, label=replace(text, align="right" if label.left else "left"), place=place,
        raised=spot[1] - middle, shifted=start - (spot[0] - gap if label.left else spot[0] + gap),
    )  # fmt: skip
