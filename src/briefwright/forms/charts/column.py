"""Columns: a few quantities side by side, each with its number, the one that matters in the accent, the gap named."""

from __future__ import annotations

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.chart.model import END_GAP, NATURAL, SIDE_GAP, UNDER_GAP, Point, Series
from ...scene.model import Chart, Group, Rule, Text
from ...story.model import Words
from ...text.fit import Slot
from ..kit import chart_parts as parts
from ..kit.bar_labels import LOWER, left_aligned
from ..kit.chart_listing import listing, undrawn
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import AxisScale, Charted, Plot, format_of, scale, shown
from ..kit.text_boxes import needs

KIND = KINDS["column"]
MOST = 12
FEW = 4  # up to this many columns have room for large numbers, and for an axis
STRIP = 150.0  # for a bracket right of all columns
INSET = 4.0  # left and right of a number in its column
AIR = 3.0  # under a number in its column
TICK = 6.0  # half the length of the end of a bracket


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    """A native chart of one series on one page; the bracket stands over the shorter column, else right of all."""
    plot, over = parts.kept(ctx, content.chart, MOST)
    around = parts.surroundings(content, ctx, over)
    chart, problems = _chart(plot, ctx, around, 0.0)
    drawn = _bracket(plot, ctx, chart)
    if drawn is None:
        chart, problems = _chart(plot, ctx, around, STRIP)
        drawn = _bracket_beside(plot, ctx, chart, around.room)
    return around.placed((chart, *drawn), problems)


def _chart(plot: Plot, ctx: LayoutContext, around: parts.Surround, strip: float) -> tuple[Chart, Problems]:
    room = around.room
    values = [number.value or 0.0 for number in plot.series[0].numbers]
    marks = scale(min(values), max(values))
    few = len(values) <= FEW and not strip
    right = parts.axis_room(ctx, plot, marks) + SIDE_GAP if few else 0.0
    pitch = (room.w - right - strip) / len(values)
    names, problems = parts.categories(ctx, plot.categories, pitch - 2 * INSET, 3)
    h = room.h - max(name.height for name in names) - UNDER_GAP
    thick = min(parts.BAR_W, pitch / (1 + parts.BAR_GAP))
    step = parts.value_step(ctx, plot, 0 if few else 2, (thick if few else pitch) - 2 * INSET)
    tall = (NATURAL + LOWER) * ctx.type.style("chart_value", step).size + 2 * END_GAP
    inside = few and any(abs(v) / (marks.most - marks.least) * h > tall + AIR for v in values)
    if not inside:  # every number past its column's end, and no axis, which would only repeat them
        right, pitch = 0.0, (room.w - strip) / len(values)
        thick = min(parts.BAR_W, pitch / (1 + parts.BAR_GAP))
        marks = _headroom(min(*values, 0.0), max(*values, 0.0), tall, h)
    box = Rect(room.x, room.y, room.w - right - strip, h)
    points = []
    focus = plot.category(plot.focus)
    for n, number in enumerate(plot.series[0].numbers):
        colour = "accent" if n == focus else "mid"
        within = inside and abs(number.value or 0.0) / (marks.most - marks.least) * h > tall + AIR
        words = parts.label(ctx, shown(number, plot), step, parts.ON[colour] if within else "ink")
        fill = None if colour == "mid" else colour
        points.append(Point(number.value, words, format_of(number, plot), fill, "end" if within else "outside"))
    chart = Chart(
        "chart", Rect(room.x, room.y - 9, room.w - strip, room.h + 9), box, KIND, names,
        (Series(plot.series[0].name.prose or plot.unit.prose or plot.title.prose or "1", "mid", tuple(points)),),
        parts.axis(ctx, plot, marks, "right") if inside else parts.bare_axis(marks), pitch / thick - 1,
        ctx.theme.stroke("ink"), ctx.theme.stroke("hairline") if inside else None, *parts.alt(ctx, plot, KIND),
        time=plot.over_time,
    )  # fmt: skip
    return left_aligned(chart, ctx.labels["chart.names"]), problems


def _headroom(least: float, most: float, room: float, h: float) -> AxisScale:
    """An axis without labels that leaves room for numbers past the longest columns."""
    span = (most - least) or 1.0
    ends = (most > 0) + (least < 0) or 1
    more = span * room / max(h - ends * room, 1.0)
    top = most + (more if most > 0 or least >= 0 else 0.0)
    low = least - (more if least < 0 else 0.0)
    return AxisScale(float(f"{low:.6g}"), float(f"{top:.6g}"), float(f"{(top - low) / 4:.6g}"))


def _ends(plot: Plot, chart: Chart) -> tuple[Words, Rect, Rect, int] | None:
    """The words of the bracket, the boxes of its taller and of its shorter column, the place of the shorter one;
    None where the chart has no bracket to draw."""
    if plot.bracket is None or not plot.bracket.text or len(plot.bracket.between) != 2:
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


FORM = Form(
    name="column",
    summary="Quantities side by side as native columns, each with its number, the gap between two of them named.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="12 columns; up to 4 carry large numbers and an axis; one bracket of about 6 words",
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
