"""The names of several series beside what they name: a key over the plot, or words right of it, and their colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle

from ...core.geometry import Rect
from ...scene.chart.model import Draw, natural
from ...scene.model import Chart, Group, Paragraph, Role, Rule, Shape, Stroke, Text
from ...story.model import Words
from .chart_parts import ONE_LINE, group, width
from .form import LayoutContext
from .plot import Plot

SWATCH = 9.0  # the square next to the name of a series
BAND, TARGET = "rule", Stroke("ink", 1.5, (4.0, 3.0))  # the colour of a band, the line of a target
DASHED = (3.0, 2.0)
AIR = 2.0  # pt, between the line of a target and a number
KEY_W = SWATCH + 6  # with its distance to the name
# Context first, the focus in the accent; the second colour where there are others to tell apart.
CONTEXT = ("mid", "second", "ink")


def colours(plot: Plot) -> tuple[str, ...]:
    """A colour for each series, the focus in the accent; the last where none is named."""
    names = [series.name.prose for series in plot.series]
    focus = names.index(plot.focus) if plot.focus in names else len(names) - 1
    backdrop = cycle(CONTEXT)
    return tuple("accent" if n == focus else next(backdrop) for n in range(len(names)))


def repeats(chosen: Sequence[str], place: int) -> bool:
    """Whether a series has the colour of one before it, and so needs more to be told apart by."""
    return chosen[place] in chosen[:place]


def key(
    ctx: LayoutContext, plot: Plot, room: Rect, drawn: Mapping[int, Draw] = {}, *, series: bool = True
) -> tuple[tuple[Group, ...], Rect]:  # fmt: skip
    """The names of several series in rows over the plot, each after a mark of its colour, those of target and band, and
    the room under them; ``drawn`` are the series that are lines or dots."""
    rows = zip(plot.series, colours(plot), strict=True) if series and len(plot.series) > 1 else ()
    entries: list[tuple[str, str, Words]]
    entries = [(drawn.get(n, "bars"), colour, row.name) for n, (row, colour) in enumerate(rows)]
    entries += [("target", "ink", plot.target.text)] if plot.target else []
    entries += [("bars", BAND, plot.band.text)] if plot.band else []
    if not entries:
        return (), room
    items: list[Text | Shape | Rule] = []
    x, y, pitch = room.x, room.y - 6, 0.0
    for n, (how, colour, words) in enumerate(entries, start=1):
        name = ctx.type.set(words, "chart", room.w - KEY_W, step=1, colour="ink")
        w = KEY_W + width(name) + 2
        if x > room.x and x + w > room.right:
            x, y = room.x, y + pitch
        middle, pitch = y + name.leading / 2, max(pitch, name.height + 3)
        if how in ("lines", "target"):
            pen = Stroke(colour, 3.0) if how == "lines" else TARGET
            items.append(Rule(f"key-mark-{n}", x, middle, x + SWATCH, middle, pen))
        else:
            mark = Rect(x, middle - SWATCH / 2, SWATCH, SWATCH)
            items.append(Shape(f"key-mark-{n}", mark, kind="ellipse" if how == "dots" else "rect", fill=colour))
        items.append(Text(f"key-name-{n}", Rect(x + KEY_W, y, w - KEY_W + 2, name.height), (name,), Role.LABEL))
        x += w + KEY_W
    return group("key", items), room.below(y + pitch + KEY_W)


def crossed(plot: Plot, chart: Chart) -> tuple[Shape | Chart | Group, ...]:
    """The chart between its band, which lies under it, and its target, a line over it that leaves its words free."""
    box = chart.plot
    under: tuple[Shape, ...] = ()
    if plot.band:
        ends = sorted((chart.at(plot.band.low), chart.at(plot.band.high)))
        long, wide = ends[1] - ends[0], chart.kind.horizontal
        area = Rect(ends[0], box.y, long, box.h) if wide else Rect(box.x, ends[0], box.w, long)
        under = (Shape("band", area, fill=BAND),)
    return (*under, chart, *(_target(chart, chart.at(plot.target.low)) if plot.target else ()))


def _target(chart: Chart, at: float) -> tuple[Group, ...]:
    """The line at a place of the axis, from edge to edge of the plot, broken where a number stands."""
    box, flat = chart.plot, chart.kind.horizontal
    start, end = (box.y, box.bottom) if flat else (box.x, box.right)
    walls = []
    for label, around in chart.labels():
        ink = _ink(label, around)
        across, along = ((ink.x, ink.right), (ink.y, ink.bottom)) if flat else ((ink.y, ink.bottom), (ink.x, ink.right))
        if across[0] - AIR < at < across[1] + AIR and box.contains(ink, AIR):
            walls.append((along[0] - AIR, along[1] + AIR))
    rules: list[Rule] = []
    for left, right in [*sorted(walls), (end, end)]:
        if left > start:
            (x1, y1), (x2, y2) = ((at, start), (at, left)) if flat else ((start, at), (left, at))
            rules.append(Rule(f"target-{len(rules) + 1}", x1, y1, x2, y2, TARGET))
        start = max(start, right)
    return group("target", rules)


def _ink(label: Paragraph, box: Rect) -> Rect:
    """Where the words of a label stand in its box."""
    w = width(label)
    left = {"left": 0.0, "center": (box.w - w) / 2, "right": box.w - w}[label.align]
    return Rect(box.x + left, box.bottom - natural(label), w, natural(label))


def named_beside(ctx: LayoutContext, plot: Plot, chart: Chart, right: float) -> tuple[Group, ...]:
    """The names of the series from the plot to ``right``, each at the height of its last bar or area; none at 0."""
    if not right:
        return ()
    wanted = []
    for n in range(len(plot.series)):
        row = chart.series[n]
        last = max((c for c, point in enumerate(row.points) if point.value), default=-1)
        foot = chart.foot(n, last)
        wanted.append(chart.at(foot + (row.points[last].value or 0.0) / 2) if last >= 0 else chart.plot.bottom)
    x = chart.plot.right + 6
    return named_at(ctx, plot, colours(plot), wanted, Rect(x, chart.plot.y, right - x, chart.plot.h))


def named_at(
    ctx: LayoutContext, plot: Plot, chosen: Sequence[str], wanted: Sequence[float], room: Rect
) -> tuple[Group, ...]:
    """The names of the series right of the plot, each with a square of its colour, near the ``wanted`` heights; with
    a dashed line where the colour is that of another."""
    names = [series.name for series in plot.series]
    paragraphs = [ctx.type.set(name, "chart", room.w - SWATCH - 6, step=1, colour="ink") for name in names]
    gap = max((paragraph.height for paragraph in paragraphs), default=0.0) + 3
    items: list[Text | Shape | Rule] = []
    for n, y in enumerate(spread(wanted, gap, room.y + gap / 2, room.bottom - gap / 2)):
        paragraph = paragraphs[n]
        top = y - paragraph.height / 2
        middle = top + paragraph.leading / 2
        if repeats(chosen, n):
            pen = Stroke(chosen[n], 3.0, DASHED)
            items.append(Rule(f"key-{n + 1}", room.x, middle, room.x + SWATCH, middle, pen))
        else:
            items.append(Shape(f"key-{n + 1}", Rect(room.x, middle - SWATCH / 2, SWATCH, SWATCH), fill=chosen[n]))
        box = Rect(room.x + SWATCH + 6, top, room.w - SWATCH - 6, paragraph.height)
        items.append(Text(f"name-{n + 1}", box, (paragraph,), Role.LABEL))
    return group("names", items)


def names_room(ctx: LayoutContext, names: Sequence[Words | str], most: float, extra: float) -> float:
    """The width that the names of the series take right of the plot, at most ``most`` points."""
    widest = max((width(ctx.type.set(name, "chart", ONE_LINE, step=1, bold=True)) for name in names), default=0.0)
    return min(most, widest * 1.03 + extra)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Heights near the wanted ones, each at least ``gap`` from the next, kept from ``low`` to ``high`` if they can."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed = [wanted[n] for n in order]
    if not placed:
        return ()
    for _ in range(50):
        for n in range(1, len(placed)):
            short = gap - (placed[n] - placed[n - 1])
            if short > 0.01:
                placed[n - 1] -= short / 2
                placed[n] += short / 2
        if placed[0] < low:
            placed[0] = low
        if placed[-1] > high:
            placed[-1] = high
    heights = [0.0] * len(wanted)
    for n, at in zip(order, placed, strict=True):
        heights[n] = at
    return tuple(heights)
