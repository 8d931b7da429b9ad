"""Horizontal bars: quantities sorted by size, each named at its left and labelled with its number."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...scene.chart.model import BAR_END_GAP, NAME_GAP, Point, Series
from ...scene.model import Align, Chart, Group, Item, Paragraph, Role, Rule, Text
from ...text.fit import Slot, overflow_diagnostic
from ..kit import chart_parts as parts
from ..kit.bar_labels import BAR_INSET, EDGE, left_aligned
from ..kit.chart_listing import listing, undrawn
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import AxisScale, Charted, Plot, format_of, shown
from ..kit.text_boxes import needs
from ..kit.text_columns import evenly

KIND = KINDS["bar"]
MOST = 10  # on a page
FEW = 4
PITCH, THICK = 54.0, 36.0  # of few bars
GAP = 0.45
NAMES = 0.4  # of the width: the most that the names take
MARGIN = 6.0  # around the plot: PowerPoint and LibreOffice keep the edge of a chart free
UNDER = 42.0  # for words under the bars
LEAST_THICK = 30.0  # of a bar with words next to it
CAP = 6.0  # half the length of a bracket's end


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    """Native bars, the largest on top, more than ten on further pages to the same scale."""
    over = parts.problem_count(ctx, "chart.series", 1, len(content.chart.series))
    around = parts.surroundings(content, ctx, over)
    plot = _sorted(content.chart)
    cuts = evenly(len(plot.categories), MOST) or (range(len(plot.categories)),)
    pages: list[tuple[Item, ...]] = []
    problems: list[Diagnostic] = []
    for cut in cuts:
        part = _picked(plot, cut)
        chart, wrong = _chart(part, plot, ctx, around.room)
        drawn = _bracket(part, ctx, chart)
        if drawn is None:  # its words stand under the bars
            chart, wrong = _chart(part, plot, ctx, around.room.inset(bottom=UNDER))
            drawn, over = _under(part, ctx, chart, around.room)
            wrong = (*wrong, *over)
        pages.append(around.page((chart, *drawn)))
        problems += wrong
    return Placed(tuple(pages), tuple(dict.fromkeys((*around.problems, *problems))))


def _sorted(plot: Plot) -> Plot:
    """The bars by size; equals stay in their order."""
    numbers = plot.series[0].numbers
    order = sorted(range(min(len(plot.categories), len(numbers))), key=lambda n: -(numbers[n].value or 0.0))
    return _picked(plot, order)


def _picked(plot: Plot, chosen: Sequence[int]) -> Plot:
    """Some categories of a plot with one series, in this order."""
    series = replace(plot.series[0], numbers=tuple(plot.series[0].numbers[n] for n in chosen))
    return replace(plot, categories=tuple(plot.categories[n] for n in chosen), series=(series,))


def _chart(part: Plot, whole: Plot, ctx: LayoutContext, room: Rect) -> tuple[Chart, Problems]:
    numbers = part.series[0].numbers
    pitch = min(PITCH, room.h / len(numbers))
    thick = min(THICK, pitch / (1 + GAP))
    names, left, problems = _names(part, ctx, room, pitch)
    step = _step(whole, ctx, thick, len(numbers))
    labels = [parts.label(ctx, shown(number, part), step, "ink", "left") for number in numbers]
    values = [number.value or 0.0 for number in whole.series[0].numbers]
    low, high = min(*values, 0.0), max(*values, 0.0) or 1.0
    w = room.w - left
    wide = max(parts.width(paragraph) for paragraph in labels)
    inside = low == 0 and all(value / high * w > wide + 3 * BAR_END_GAP + BAR_INSET for value in values)
    if not inside:
        high += (high - low) * (wide + BAR_END_GAP) / max(w - wide - BAR_END_GAP, 1.0)
        low -= (high - low) * (wide + BAR_END_GAP) / max(w - wide - BAR_END_GAP, 1.0) if low < 0 else 0.0
    focus = part.category(part.focus)
    points = []
    for n, number in enumerate(numbers):
        colour = "accent" if n == focus else "mid"
        words = parts.label(ctx, shown(number, part), step, parts.ON[colour] if inside else "ink", _align(number.value))
        fill = None if colour == "mid" else colour
        points.append(Point(number.value, words, format_of(number, part), fill, "base" if inside else "outside"))
    series = Series(part.series[0].name.prose or part.unit.prose or part.title.prose or "1", "mid", tuple(points))
    box = Rect(room.x + left, room.y, w, pitch * len(numbers))
    marks = AxisScale(float(f"{low:.6g}"), float(f"{high:.6g}"), float(f"{(high - low) / 4:.6g}"))
    chart = Chart(
        "chart", box.inset(-left - EDGE, -MARGIN, -MARGIN, -MARGIN), box, KIND, names, (series,),
        parts.bare_axis(marks), pitch / thick - 1, ctx.theme.stroke("ink"), None, *parts.alt(ctx, part, KIND),
    )  # fmt: skip
    return left_aligned(chart, ctx.labels["chart.names"]), problems


def _align(value: float | None) -> Align:
    return "right" if (value or 0.0) < 0 else "left"


def _names(part: Plot, ctx: LayoutContext, room: Rect, pitch: float) -> tuple[tuple[Paragraph, ...], float, Problems]:
    """The names left of the bars, as wide as the widest asks for, and the width that they take."""
    widest = max(parts.width(ctx.type.set(name, "chart", parts.ONE_LINE)) for name in part.categories)
    measure = min(widest * 1.05 + 1, room.w * NAMES)
    names, problems = parts.categories(ctx, part.categories, measure, 2 if pitch >= 30 else 1, "right")
    return names, measure + NAME_GAP, problems


def _step(whole: Plot, ctx: LayoutContext, thick: float, count: int) -> int:
    """The largest type for the numbers that is no taller than a bar."""
    last = ctx.theme.steps("chart_value") - 1
    first = parts.value_step(ctx, whole, 1 if count <= FEW else 2, 160.0)
    return next((s for s in range(first, last) if ctx.type.style("chart_value", s).leading <= thick), last)


def _bracket(part: Plot, ctx: LayoutContext, chart: Chart) -> tuple[Group, ...] | None:
    """From the end of the shorter bar to the end of the longer, the words under the line; None without room there."""
    if part.bracket is None or not part.bracket.text:
        return ()
    ends = [part.category(name) for name in part.bracket.between]
    if min(ends) < 0:
        return ()
    long, short = (chart.box(0, n) for n in sorted(ends))  # the bars are sorted
    if long is None or short is None:
        return ()
    start = short.right + 9
    point = chart.series[0].points[max(ends)]
    if point.place == "outside" and point.label is not None:
        start += parts.width(point.label) + BAR_END_GAP
    fit = ctx.type.fit([Slot(part.bracket.text, long.right - start - 12, 18, 1)], "body")
    if fit.overflows or short.h < LEAST_THICK:
        return None
    y = short.y + short.h / 2 - 6
    (paragraph,) = fit.paragraphs
    x = start + (long.right - start - parts.width(paragraph)) / 2
    text = Text("gap-text", Rect(x, y + 4, parts.width(paragraph) + 2, paragraph.height), (paragraph,))
    return parts.group("gap", (*_lines(start, long.right, y), text))


def _under(part: Plot, ctx: LayoutContext, chart: Chart, room: Rect) -> tuple[tuple[Group, ...], Problems]:
    """The words of the bracket under the bars, where the bars leave no room for it."""
    if part.bracket is None:
        return (), ()
    box = Rect(chart.plot.x, chart.plot.bottom + 9, room.right - chart.plot.x, UNDER - 9)
    fit = ctx.type.fit([Slot(part.bracket.text, box.w, box.h)], "body")
    problems = tuple(overflow_diagnostic(o, "the annotation of the chart") for o in fit.overflows)
    return parts.group("gap", (Text("gap-text", box, fit.paragraphs, Role.BODY),)), problems


def _lines(left: float, right: float, y: float) -> tuple[Rule, ...]:
    return (
        Rule("gap-line", left, y, right, y, parts.stroke("ink2")),
        Rule("gap-start", left, y - CAP, left, y + CAP, parts.stroke("ink2")),
        Rule("gap-end", right, y - CAP, right, y + CAP, parts.stroke("ink2")),
    )


FORM = Form(
    name="bar",
    summary="Quantities sorted by size as native horizontal bars, named at the left, each with its number.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="10 bars a page, more go on further pages to the same scale; one bracket of about 6 words",
    example="""\
form: bar
title: Cloud providers lead the field by the number of enterprise customers
chart:                      # or the id of one of the brief's charts
  title: Enterprise customers by provider
  unit: Thousands of firms
  geography: Mainland China
  period: End of 2023
  categories: [Alibaba Cloud, Baidu AI Cloud, Tencent Cloud, Huawei Cloud, ByteDance]
  series: [{numbers: [{value: 90}, {value: 41}, {value: 38}, {value: 27}, {value: 8}]}]
  focus: Alibaba Cloud
number: 44%
number_text: of the customers that these five count are with the first
""",
)
