"""The parts of the chart forms: labels, axes, names of categories, description, and what no chart can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from ...core.chart_kinds import ChartKind
from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.chart.model import NATURAL, Axis, Given, Point
from ...scene.chart.sheet import cell
from ...scene.model import Align, Group, Paragraph, Role, Rule, Shape, Stroke, Text
from ...story.model import Words
from ...text.fit import Fit, Slot, overflow_diagnostic
from .form import LayoutContext
from .plot import AxisScale, Plot, Values, decimals, shown, tick_format, tick_text

ALT = 250  # characters
BAR_W = 150.0  # the widest bar
BAR_GAP = 0.45  # the least space between bars, as a share of a bar
# The colour of text on each colour that a bar may have.
ON = {"mid": "on_mid", "muted": "paper", "accent": "on_accent", "second": "paper", "ink": "paper"}
Side = Literal["left", "right", "bottom"]
DASH = (3.0, 3.0)
ONE_LINE = 10_000.0  # pt, wider than any line
DOT = 7.0  # the diameter of a dot
FILLING = 1.5  # times the usual distance of lying bars, which fills a page that is more than half full
LEAST_W, LEAST_H, BRACKET_LINES = 60.0, 15.0, 4  # of the words at a bracket


def larger(ctx: LayoutContext) -> float:
    """How many times as thick lying bars are that are to fill their page."""
    return 2.0 if ctx.spread else 1.0


def pitch(ctx: LayoutContext, most: float, room: float) -> float:
    """The distance in points from a lying bar to the next, each of which has ``room``: ``most`` at the most, or up to
    half more where that fills the page."""
    most *= larger(ctx)
    return room if room <= most * FILLING else min(most, room)


def label(ctx: LayoutContext, words: Words | str, step: int, colour: str, align: Align = "center") -> Paragraph:
    """The number at a point, in one line of any width."""
    return ctx.type.set(words, "chart_value", ONE_LINE, step=step, colour=colour, align=align)


def width(paragraph: Paragraph) -> float:
    return max((line.width for line in paragraph.lines), default=0.0)


def value_step(ctx: LayoutContext, plot: Plot, first: int, room: float) -> int:
    """The first step from ``first`` on at which no number is wider than ``room`` points."""
    last = ctx.theme.steps("chart_value") - 1
    words = [shown(n, plot) for series in plot.series for n in series.numbers if n.value is not None]
    for step in range(first, last):
        if all(width(label(ctx, word, step, "ink")) <= room for word in words):
            return step
    return last


def categories(
    ctx: LayoutContext, names: Sequence[Words], room: float, lines: int, align: Align = "center"
) -> tuple[tuple[Paragraph, ...], Problems]:
    """The names of the categories at one size, each in ``room`` points of width."""

    def fitted(most: int) -> Fit:
        return ctx.type.fit([Slot(name, room, lines=most) for name in names], "chart", align=align, colour="ink")

    fit = fitted(1)
    if fit.overflows or fit.step > 1:  # several lines rather than the smallest type
        fit = fitted(lines)
    if fit.overflows:  # one line more rather than no chart
        fit = fitted(lines + 1)
    # PowerPoint and LibreOffice set the lines of a category with the line height of the font
    pitch = NATURAL * ctx.type.style("chart", fit.step).size
    set_ = tuple(replace(paragraph, leading=pitch) for paragraph in fit.paragraphs)
    return set_, tuple(overflow_diagnostic(o, "the category of the chart") for o in fit.overflows)


def axis(ctx: LayoutContext, plot: Plot, marks: AxisScale, side: Side) -> Axis:
    """The axis of round values with its labels."""
    places = decimals(marks.step)
    align: Align = "left" if side == "right" else "center" if side == "bottom" else "right"
    labels = tuple(
        ctx.type.set(
            tick_text(tick, decimals(tick) if marks.log else places, plot), "chart", ONE_LINE, step=1, colour="muted",
            align=align,
        )
        for tick in marks.ticks
    )  # fmt: skip
    code = f"[<1]0.######;{tick_format(0, plot).partition(';')[0]}" if marks.log else tick_format(places, plot)
    return Axis(marks.least, marks.most, marks.step, labels, code, side, marks.log)


def bare_axis(marks: AxisScale) -> Axis:
    """An axis that is not shown: every bar carries its number."""
    return Axis(marks.least, marks.most, marks.step, log=marks.log)


def axis_room(ctx: LayoutContext, plot: Plot, marks: AxisScale) -> float:
    """The width of the labels of an axis, in points."""
    return max(width(paragraph) for paragraph in axis(ctx, plot, marks, "left").labels)


def alt(
    ctx: LayoutContext,
    plot: Plot,
    kind: ChartKind,
    shares: Sequence[Sequence[Words | str]] = (),
    *,
    named: bool = False,
) -> tuple[str, str]:
    """The chart in words, short and whole: its kind, title and unit, its numbers, each with its share of the whole
    where the chart prints ``shares``. The short text is at most 250 characters, the whole one has every series. One
    alone is ``named`` where it is one of several charts."""
    title = plot.title.prose or ctx.slide.title.prose
    head = f"{ctx.labels.get(f'chart.{kind.name}', kind.name)}: {title}{f', {plot.unit.prose}' if plot.unit else ''}."
    rows = []
    for s, series in enumerate(plot.series):
        parts = []
        for c, (name, number) in enumerate(zip(plot.categories, series.numbers, strict=False)):
            part = f" ({_prose(shares[s][c])})" if shares else ""
            parts.append(
                f"{name.prose} {_prose(shown(number, plot))}{part}" if number.value is not None else f"{name.prose} –"
            )
        text = ", ".join(parts)
        rows.append(f"{series.name.prose}: {text}." if series.name and (named or len(plot.series) > 1) else f"{text}.")
    short = head[:ALT]
    for text in rows:
        if len(short) + len(text) + 3 > ALT:
            short = short if len(short) > ALT - 2 else f"{short} …"
            break
        short = f"{short} {text}"
    return short, " ".join((head, *rows))


def _prose(words: Words | str) -> str:
    return words.prose if isinstance(words, Words) else words


def over_plot(ctx: LayoutContext, name: str, words: Words, box: Rect) -> tuple[Shape, Text] | None:
    """A few words over the plot, on a ground that hides the gridlines; None when they do not fit."""
    if box.w < LEAST_W or box.h < LEAST_H:
        return None
    fit = ctx.type.fit([Slot(words, box.w, box.h, BRACKET_LINES)], "body")
    if fit.overflows:
        return None
    w = ctx.type.balanced(words, "body", box.w, step=fit.step)
    paragraph = ctx.type.set(words, "body", w, step=fit.step)
    y = box.y + (box.h - paragraph.height) / 2
    text = Text(name, Rect(box.x, y, w, paragraph.height), (paragraph,), Role.BODY)
    ground = Rect(box.x - 3, y - 2, min(width(paragraph) + 6, box.w + 3), paragraph.height + 4)
    return Shape(f"{name}-ground", ground, fill="paper"), text


def stroke(colour: str = "ink", dashed: bool = False) -> Stroke:
    """The line of a bracket, 1 pt."""
    return Stroke(colour, 1.0, DASH if dashed else None)


def series_over(ctx: LayoutContext, plot: Plot, most: int) -> Problems:
    """The error (BW433) of a chart with more than ``most`` series; none else."""
    return _over(ctx, "BW433", most, len(plot.series))


def _over(ctx: LayoutContext, code: str, most: int, count: int) -> Problems:
    where = f"{ctx.slide.id}.chart"
    return (diagnose(code, ctx.slide.span, where=where, most=most, count=count),) if count > most else ()


def unprinted(ctx: LayoutContext, count: int) -> Problems:
    """BW422 for so many numbers that have no room in the chart; nothing for none."""
    return (diagnose("BW422", ctx.slide.span, where=f"{ctx.slide.id}.chart", count=count),) if count else ()


def kept(ctx: LayoutContext, plot: Plot, most: int, most_series: int = 1) -> tuple[Plot, Problems]:
    """The plot cut to what a chart may hold, and the errors of what was cut."""
    over = (*_over(ctx, "BW434", most, len(plot.categories)), *series_over(ctx, plot, most_series))
    series = tuple(replace(one, numbers=one.numbers[:most]) for one in plot.series[:most_series])
    return replace(plot, categories=plot.categories[:most], dates=plot.dates[:most], series=series), over


def below_zero(ctx: LayoutContext, plot: Plot) -> Problems:
    """The error (BW426) of parts of a whole of which one is below zero; none else."""
    values = [n.value for row in plot.series for n in row.numbers if (n.value or 0.0) < 0]
    return (diagnose("BW426", ctx.slide.span, where=f"{ctx.slide.id}.chart", value=f"{values[0]:g}"),) if values else ()


def bars_on_log(ctx: LayoutContext, plot: Plot) -> Problems:
    """The error (BW429) of bars on a log scale; none else."""
    return (diagnose("BW429", ctx.slide.span, where=f"{ctx.slide.id}.chart"),) if plot.scale == "log" else ()


def on_log(ctx: LayoutContext, plot: Plot) -> Problems:
    """The error (BW428) of a number that a log scale has no place for; none else."""
    low = [n.value for row in plot.series for n in row.numbers if n.value is not None and n.value <= 0]
    if plot.scale != "log" or not low:
        return ()
    return (diagnose("BW428", ctx.slide.span, where=f"{ctx.slide.id}.chart", value=f"{low[0]:g}"),)


def too_few(
    ctx: LayoutContext, plot: Plot, kind: ChartKind, wanted: int, mend: str = "`kind: bar` draws one"
) -> Problems:
    """The error (BW430) of a chart that needs more series than it has; none else."""
    count, where = len(plot.series), f"{ctx.slide.id}.chart"
    if count >= wanted:
        return ()
    return (diagnose("BW430", ctx.slide.span, where=where, kind=kind.name, wanted=wanted, count=count, mend=mend),)


def called(row: Values, plot: Plot, place: int = 1) -> str:
    """The name of a series in the sheet: its own, else what the chart counts."""
    return row.name.prose or (plot.unit.prose or plot.title.prose if len(plot.series) == 1 else "") or str(place)


def given(plot: Plot) -> tuple[Given, ...]:
    """The author's table of a plot: a column for each series, and two for the ends of its error bars if it has them."""
    columns = [Given(called(row, plot, n), tuple(v.value for v in row.numbers)) for n, row in enumerate(plot.series, 1)]
    for row, column in zip(plot.series, tuple(columns), strict=True):
        if ranged(row):
            columns.append(Given(f"{column.name} ↓", tuple(v.low for v in row.numbers)))
            columns.append(Given(f"{column.name} ↑", tuple(v.high for v in row.numbers)))
    return tuple(columns)


def ranged(row: Values) -> bool:
    """Whether a series has error bars."""
    return any(number.low is not None and number.high is not None for number in row.numbers)


def with_error_bar(
    point: Point, plot: Plot, series: int, category: int, unit: float = 0.0, *, flat: bool = False
) -> Point:  # fmt: skip
    """The point with the error bar of its number, whose lengths the sheet computes. ``unit`` is the length of one in
    points, by which a number outside its bar stands past the error bar."""
    number = plot.series[series].numbers[category]
    if number.value is None or number.low is None or number.high is None:
        return point
    column = len(plot.series) + 2 * sum(map(ranged, plot.series[:series])) + 1
    value, low, high = (cell(place, category) for place in (series + 1, column, column + 1))
    point = replace(point, low=number.low, high=number.high, arms=(f"{high}-{value}", f"{value}-{low}"))
    past = unit * (number.high - number.value if number.value >= 0 else number.low - number.value)
    if point.place != "outside":
        return point
    return replace(point, shifted=point.shifted + past) if flat else replace(point, raised=point.raised + past)


def group(name: str, items: Sequence[Text | Shape | Rule]) -> tuple[Group, ...]:
    return (Group(name, tuple(items)),) if items else ()
