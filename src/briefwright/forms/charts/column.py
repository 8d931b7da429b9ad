"""Columns: quantities side by side, each with its number, the one that matters in the accent, the gap named."""

from __future__ import annotations

from ...core.chart_kinds import KINDS, ChartKind
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.chart.model import END_GAP, NATURAL, SIDE_GAP, Point, Series
from ...scene.model import Chart, Group, Rule, Text
from ...story.model import Words
from ...text.fit import Slot
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import INSET, under
from ..kit.chart_form import Drawn, chart_form, one_page
from ..kit.form import LayoutContext
from ..kit.plot import Plot, format_of, headroom, scale, shown

KIND = KINDS["column"]
MOST, MOST_SERIES = 60, 4
FEW = 4  # up to this many columns have room for large numbers within them
STRIP = 150.0  # for a bracket right of all columns
AIR = 3.0  # under a number in its column
TICK = 6.0  # half the length of the end of a bracket


def draw(plot: Plot, ctx: LayoutContext, room: Rect) -> Drawn:
    """A native chart on one page; the bracket stands over the shorter column, else right of all."""
    names, room = keys.key(ctx, plot, room)
    chart, problems = columns(plot, ctx, room)
    drawn = _bracket(plot, ctx, chart)
    if drawn is None:
        chart, problems = columns(plot, ctx, room, strip=STRIP)
        drawn = _bracket_beside(plot, ctx, chart, room)
    return (*names, *keys.crossed(plot, chart), *drawn), problems


def columns(
    plot: Plot,
    ctx: LayoutContext,
    room: Rect,
    kind: ChartKind = KIND,
    *,
    strip: float = 0.0,
    gap: float = parts.BAR_GAP,
) -> tuple[Chart, Problems]:
    """The chart: every number in or past the end of its column, or, where they have no room, an axis instead."""
    values = plot.reach
    count, side_by_side = len(plot.categories), len(plot.series)
    few = count <= FEW and side_by_side == 1 and not strip and not any(map(parts.ranged, plot.series))
    pitch = (room.w - strip) / count
    thick = min(parts.BAR_W, pitch / (side_by_side + gap))
    wide = (thick if few else pitch) - 2 * INSET if side_by_side == 1 else thick - 1
    step = parts.value_step(ctx, plot, 0 if few else 2, wide)
    printed = [parts.label(ctx, shown(n, plot), step, "ink") for row in plot.series for n in row.numbers]
    over = INSET if side_by_side == 1 else 0.0  # beside it stands another bar
    direct = all(parts.width(label) <= wide + over for label in printed)
    marks = scale(min(values), max(values))
    left = 0.0 if direct else parts.axis_room(ctx, plot, marks) + SIDE_GAP
    axis = under(ctx, plot, room, left, strip)
    pitch = axis.plot.w / count
    thick = min(parts.BAR_W, pitch / (side_by_side + gap))
    tall = NATURAL * ctx.type.style("chart_value", step).size + 2 * END_GAP
    if direct:
        bare = headroom(min(values), max(values), 0.0, axis.plot.h)
        held = [abs(v) / (bare.most - bare.least) * axis.plot.h > tall + AIR for v in values]
        inside = few and all(held)  # all numbers in their columns, or none
        # the number of a short column below zero stands under it, over the names
        clear = inside and (min(values) >= 0 or held[values.index(min(values))])
        marks = bare if clear else headroom(min(values), max(values), tall, axis.plot.h)
    else:
        inside = False
    unit = axis.plot.h / (marks.most - marks.least)
    series = []
    focus = plot.category(plot.focus) if side_by_side == 1 else -1
    # one series has the colour of context, and one column in the accent; of several, one series is in it
    plains = keys.colours(plot) if side_by_side > 1 else ("mid",)
    for s, (row, plain) in enumerate(zip(plot.series, plains, strict=True)):
        points = []
        for n, number in enumerate(row.numbers):
            colour = "accent" if n == focus else plain
            within = inside and abs(number.value or 0.0) * unit > tall + AIR
            words = parts.label(ctx, shown(number, plot), step, parts.ON[colour] if within else "ink")
            point = Point(
                number.value, words if direct and number.value is not None else None, format_of(number, plot),
                None if colour == plain else colour, "end" if within else "outside",
            )  # fmt: skip
            points.append(parts.with_error_bar(point, plot, s, n, unit))
        series.append(Series(parts.called(row, plot), plain, tuple(points)))
    chart = Chart(
        "chart", axis.rect, axis.plot, kind, axis.names, tuple(series),
        parts.bare_axis(marks) if direct else parts.axis(ctx, plot, marks, "left"), pitch / thick - side_by_side,
        ctx.theme.stroke("ink"), None if direct else ctx.theme.stroke("hairline"), *parts.alt(ctx, plot, kind),
        time=plot.over_time, given=parts.given(plot), stride=axis.stride, dates=axis.dates,
    )  # fmt: skip
    return chart, axis.problems


def _ends(plot: Plot, chart: Chart) -> tuple[Words, Rect, Rect, int] | None:
    """The words of the bracket, the boxes of its taller and of its shorter column, the place of the shorter one;
    None where the chart has no bracket to draw."""
    if plot.bracket is None or not plot.bracket.text or len(plot.bracket.between) != 2 or len(plot.series) > 1:
        return None
    values = [number.value or 0.0 for number in plot.series[0].numbers]
    one, two = (plot.category(name) for name in plot.bracket.between)
    if min(one, two) < 0 or values[one] == values[two]:
        return None
    higher, lower = (one, two) if values[one] > values[two] else (two, one)
    tall, short = chart.box(0, higher), chart.box(0, lower)
    return None if tall is None or short is None else (plot.bracket.text, tall, short, lower)


def _bracket(plot: Plot, ctx: LayoutContext, chart: Chart) -> tuple[Group, ...] | None:
    """The bracket over the shorter column, its words right of it; None when these have no room there."""
    ends = _ends(plot, chart)
    if ends is None:
        return ()
    text, tall, short, place = ends
    after = (chart.box(0, n) for n in range(place + 1, len(plot.series[0].numbers)))
    walls = [box.x for box in after if box and box.y < short.y]
    x = short.x + 2 * TICK
    foot = short.y
    point = chart.series[0].points[place]
    if point.place == "outside" and point.label is not None:
        foot -= point.label.leading + END_GAP
        w = parts.width(point.label)
        left = short.x + (short.w - w) / 2 + point.shifted
        if left - short.x < 4 * TICK:  # the number over the column leaves no room at its left
            x = short.right - 2 * TICK if short.right - left - w > 4 * TICK else max(short.right, left + w) + 2 * TICK
    right = min([*walls, chart.plot.right]) - 6
    box = Rect(x + 12, tall.y + 3, right - x - 12, foot - tall.y - 6)
    words = parts.over_plot(ctx, "gap-text", text, box)
    if words is None:
        return None
    lead = _lead(chart, "gap-lead", tall, (tall.right, x - TICK) if tall.x < short.x else (x + TICK, tall.x))
    return parts.group("gap", (*lead, *_lines(x, tall.y, short.y), *words))


def _lead(chart: Chart, name: str, column: Rect, ends: tuple[float, float]) -> tuple[Rule, ...]:
    """A dashed line at the height of a column; it starts after any other column or number on its path."""
    start, end = ends
    numbers = (
        Rect(box.x + (box.w - parts.width(label)) / 2, box.y, parts.width(label), box.h)
        for label, box in chart.labels()
        if label.align == "center" and box.y < chart.plot.bottom
    )
    for box in (*numbers, *(box for box, _ in chart.bars())):
        if box.y < column.y - 0.5 < box.bottom and start < box.right and box.x < end:
            start, end = (box.right + 3, end) if column.x <= box.x else (start, box.x - 3)
    return (Rule(name, start, column.y, end, column.y, parts.stroke("muted", dashed=True)),) if end - start > 3 else ()


def _lines(x: float, top: float, bottom: float) -> tuple[Rule, ...]:
    return (
        Rule("gap-line", x, top, x, bottom, parts.stroke()),
        Rule("gap-top", x - TICK, top, x + TICK, top, parts.stroke()),
        Rule("gap-bottom", x - TICK, bottom, x + TICK, bottom, parts.stroke()),
    )


def _bracket_beside(plot: Plot, ctx: LayoutContext, chart: Chart, room: Rect) -> tuple[Group, ...]:
    """The bracket right of all columns, led to both by dashed lines."""
    ends = _ends(plot, chart)
    if ends is None:
        return ()
    words, tall, short, _ = ends
    x = chart.plot.right + 12
    leads = [
        rule
        for n, box in enumerate((tall, short), start=1)
        for rule in _lead(chart, f"gap-lead-{n}", box, (box.right, x - TICK))
    ]
    paragraph = ctx.type.fit([Slot(words, room.right - x - 12)], "body").paragraphs[0]
    middle = (tall.y + short.y) / 2
    y = min(max(middle - paragraph.height / 2, room.y), chart.plot.bottom - paragraph.height)
    text = Text("gap-text", Rect(x + 12, y, room.right - x - 12, paragraph.height), (paragraph,))
    return parts.group("gap", (*leads, *_lines(x, tall.y, short.y), text))


FORM = chart_form(
    "column",
    one_page(draw, MOST, MOST_SERIES, parts.bars_on_log),
    summary="Quantities side by side as native columns, each with its number, the gap between two of them named.",
    limits="60 columns, 4 series; few carry large numbers, very many an axis instead; one bracket of about 6 words",
    example="""\
form: column
title: The regulator has approved 40 models against 140 claimed, so the usable field is far smaller
chart:                      # or the id of one of the brief's charts
  title: Large language models in China
  unit: Number of models
  categories: ["Claimed, 2023", "Approved, April 2024"]
  series: [{numbers: [{value: 140}, {value: 40}]}]
  focus: Approved, April 2024
  bracket: {between: ["Claimed, 2023", "Approved, April 2024"], text: At least 100 claims without approval}
number: 29%
number_text: is the largest share of claimed models that can hold an approval
reason: Each model needs an approval, and makers are liable for its content.
caveat: The two counts differ in date and in kind.
""",
)
