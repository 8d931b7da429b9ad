"""Horizontal bars: quantities sorted by size, each named at its left and labelled with its number."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...scene.chart.model import BAR_END_GAP, Point, Series
from ...scene.model import Align, Chart, Group, Item, Role, Rule, Text
from ...text.fit import Slot, overflow_diagnostic
from ...text.rest import is_rest
from ..kit import chart_parts as parts
from ..kit import series_keys as keys
from ..kit.category_axis import NAMES, TWO_LINES, beside
from ..kit.chart_form import chart_form
from ..kit.chart_surround import surroundings
from ..kit.form import LayoutContext, Placed
from ..kit.plot import Charted, Plot, format_of, headroom, shown, taken
from ..kit.text_columns import evenly

KIND = KINDS["bar"]
MOST_SERIES = 4
MOST, LEAST_PITCH = 16, 18.0  # on a page: the most categories, pt from one to the next
MOST_BARS, LEAST_BAR = 20, 12.0  # of several series on a page, and pt of a bar that its number stands level with
FEW, FEW_BRACKETED = 4, 10
PITCH, THICK = 54.0, 36.0  # of few bars
GAP = 0.45
UNDER = 42.0  # for words under the bars
LEAST_THICK = 30.0  # of a bar with words next to it
NAME_GAP = 12.0  # between the name of a bar that runs left and the number at its end
CAP = 6.0  # half the length of a bracket's end


def place(content: Charted, ctx: LayoutContext) -> Placed:
    """Native bars, the largest on top, more than a page takes on further pages to the same scale."""
    over = parts.series_over(ctx, content.chart, MOST_SERIES)
    over = (*over, *parts.bars_on_log(ctx, content.chart))
    plot = _sorted(replace(content.chart, series=content.chart.series[:MOST_SERIES]))
    around = surroundings(content, ctx, over)
    names, room = keys.key(ctx, plot, around.room)
    cuts = evenly(len(plot.categories), _most(plot, ctx, room)) or (range(len(plot.categories)),)
    pages: list[tuple[Item, ...]] = []
    problems: list[Diagnostic] = []
    for cut in cuts:
        part = taken(plot, cut)
        chart, wrong = _chart(part, plot, ctx, room)
        drawn = _bracket(part, ctx, chart)
        if drawn is None:  # its words stand under the bars
            chart, wrong = _chart(part, plot, ctx, room.inset(bottom=UNDER))
            drawn, over = _under(part, ctx, chart, room)
            wrong = (*wrong, *over)
        pages.append(around.page((*names, *keys.crossed(part, chart), *drawn)))
        problems += wrong
    return Placed(tuple(pages), tuple(dict.fromkeys((*around.problems, *problems))), cramped=around.small)


def _most(plot: Plot, ctx: LayoutContext, room: Rect) -> int:
    """How many categories a page of this room takes, so that every name and number is read."""
    if len(plot.series) > 1:
        return max(2, min(MOST_BARS // len(plot.series), int(room.h / (LEAST_BAR * (len(plot.series) + GAP)))))
    if plot.bracket is not None:
        return FEW_BRACKETED
    long = any(
        parts.width(ctx.type.set(name, "chart", parts.ONE_LINE, step=1)) > room.w * NAMES for name in plot.categories
    )
    return max(2, min(MOST, int(room.h / (TWO_LINES if long else LEAST_PITCH))))


def _sorted(plot: Plot) -> Plot:
    """The bars by size, of the series in focus or the last; the rest ("others") last, equals in their order. As they
    are where the author gave an ``order``."""
    if plot.order == "given":
        return plot
    numbers = plot.series[keys.colours(plot).index("accent")].numbers

    def size(n: int) -> tuple[bool, float]:
        value = numbers[n].value
        return is_rest(plot.categories[n].prose), float("inf") if value is None else -value

    return taken(plot, sorted(range(min(len(plot.categories), len(numbers))), key=size))


def _chart(part: Plot, whole: Plot, ctx: LayoutContext, room: Rect) -> tuple[Chart, Problems]:
    count, rows = len(part.categories), len(part.series)
    larger = parts.larger(ctx)
    axis = beside(ctx, part, room, parts.pitch(ctx, PITCH, room.h / count) if rows == 1 else room.h / count)
    box = axis.plot
    thick = min(THICK * larger, box.h / count / (rows + GAP))
    step = _step(whole, ctx, thick, count * rows)
    values = whole.reach
    low, high = min(*values, 0.0), max(*values, 0.0) or 1.0
    labels = [parts.label(ctx, shown(n, part), step, "ink", "left") for row in part.series for n in row.numbers]
    wide = max(parts.width(paragraph) for paragraph in labels)
    beyond = wide + 2 * BAR_END_GAP + (NAME_GAP if low < 0 else 0.0)
    marks = headroom(low, high, beyond, box.w)
    focus = part.category(part.focus) if rows == 1 else -1
    series = []
    plains = keys.colours(part) if rows > 1 else ("mid",)
    for s, (row, plain) in enumerate(zip(part.series, plains, strict=True)):
        points = []
        for n, number in enumerate(row.numbers):
            colour = "accent" if n == focus else plain
            side: Align = "right" if (number.value or 0.0) < 0 else "left"
            words = parts.label(ctx, shown(number, part), step, "ink", side)
            point = Point(
                number.value, words if number.value is not None else None, format_of(number, part),
                None if colour == plain else colour, "outside",
            )  # fmt: skip
            points.append(parts.with_error_bar(point, part, s, n, box.w / (marks.most - marks.least), flat=True))
        series.append(Series(parts.called(row, part), plain, tuple(points)))
    chart = Chart(
        "chart", axis.rect, box, KIND, axis.names, tuple(series), parts.bare_axis(marks),
        box.h / count / thick - rows, ctx.theme.stroke("ink"), None, *parts.alt(ctx, part, KIND),
        given=parts.given(part),
    )  # fmt: skip
    return chart, axis.problems


def _step(whole: Plot, ctx: LayoutContext, thick: float, count: int) -> int:
    """The largest type for the numbers that is no taller than a bar."""
    last = ctx.theme.steps("chart_value") - 1
    first = parts.value_step(ctx, whole, 1 if count <= FEW else 2, 160.0)
    return next((s for s in range(first, last) if ctx.type.style("chart_value", s).leading <= thick), last)


def _bracket(part: Plot, ctx: LayoutContext, chart: Chart) -> tuple[Group, ...] | None:
    """From the end of the shorter bar to the end of the longer, the words under the line; None without room there."""
    if part.bracket is None or not part.bracket.text or len(part.series) > 1:
        return ()
    ends = [part.category(name) for name in part.bracket.between]
    if min(ends) < 0:
        return ()
    boxes = [(box.right, n, box) for n in ends if (box := chart.box(0, n))]
    if len(boxes) < 2:
        return ()
    (_, least, short), (_, _, long) = sorted(boxes, key=lambda box: box[:2])
    start = short.right + 9
    point = chart.series[0].points[least]
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


FORM = chart_form(
    "bar",
    place,
    summary="Quantities sorted by size as native horizontal bars, named at the left, each with its number.",
    limits="16 bars a page by height, more on further pages to the same scale; 4 series; one bracket of about 6 words",
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
