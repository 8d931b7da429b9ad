"""The parts of the chart forms: title, notes and strip around a plot; its labels, axis, names and description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.chart_kinds import ChartKind
from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.chart.model import NATURAL, Axis
from ...scene.model import Align, Group, Item, Paragraph, Role, Rule, Shape, Statement, Stroke, Text
from ...story.model import Piece, Words
from ...text.balanced_measure import measured
from ...text.fit import Fit, Slot, overflow_diagnostic
from .form import LayoutContext, Placed
from .plot import AxisScale, Charted, Plot, decimals, shown, tick_format, tick_text
from .text_boxes import framed, join

NOTES_W, NOTES_GAP = 258.0, 36.0  # the column of notes, and between it and the chart
PLOT_TOP = 21.0  # between the unit and the plot
ALT = 250  # characters
SWATCH = 9.0  # the square next to the name of a series
BAR_W = 150.0  # the widest bar
BAR_GAP = 0.45  # the least space between bars, as a share of a bar
# The colour of text on each colour that a bar may have.
ON = {"mid": "on_mid", "accent": "on_accent", "second": "paper", "ink": "paper"}
# Context first, the focus in the accent; the second colour where there are others to tell apart.
CONTEXT = ("mid", "second", "ink")
DASH = (3.0, 3.0)
ONE_LINE = 10_000.0  # pt, wider than any line
LEAST_W, LEAST_H, BRACKET_LINES = 60.0, 15.0, 4  # of the words at a bracket


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
    unit = join((plot.unit, plot.geography, plot.period), " · ")
    items: list[Item] = []
    problems: list[Diagnostic] = []
    y = area.y
    for name, words, role, colour, kind in (
        ("chart-title", plot.title, "h3", None, Role.HEADING),
        ("chart-unit", unit, "small", "muted", Role.LABEL),
    ):
        if words:
            box = measured(ctx.type, words, role, Rect(area.x, y, area.w, 0))
            fit = ctx.type.fit([Slot(words, box.w, lines=2)], role, colour=colour)
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
        for slot, words, role, colour in block:
            size = 0 if role == "chart_value" else step
            w = ctx.type.balanced(words, role, box.w, step=size)
            paragraph = ctx.type.set(words, role, w, step=size, colour=colour)
            reader = Role.FIGURE if role == "chart_value" else Role.LABEL if role == "h3" else Role.BODY
            items.append(Text(slot, Rect(box.x, y, w, paragraph.height), (paragraph,), reader, part_of=whole))
            y += paragraph.height + (6.0 if role == "chart_value" else 0.0)
    return items, y - box.y


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
    # PowerPoint and LibreOffice set the lines of a category with the line height of the font
    pitch = NATURAL * ctx.type.style("chart", fit.step).size
    set_ = tuple(replace(paragraph, leading=pitch) for paragraph in fit.paragraphs)
    return set_, tuple(overflow_diagnostic(o, "the category of the chart") for o in fit.overflows)


def axis(ctx: LayoutContext, plot: Plot, marks: AxisScale, side: str) -> Axis:
    """The axis of round values with its labels."""
    places = decimals(marks.step)
    right = side == "right"
    labels = tuple(
        ctx.type.set(
            tick_text(tick, places, plot), "chart", ONE_LINE, step=1, colour="muted", align="left" if right else "right"
        )
        for tick in marks.ticks
    )
    return Axis(
        marks.least, marks.most, marks.step, labels, tick_format(places, plot), "right" if right else "left"
    )  # fmt: skip


def bare_axis(marks: AxisScale) -> Axis:
    """An axis that is not shown: every bar carries its number."""
    return Axis(marks.least, marks.most, marks.step)


def axis_room(ctx: LayoutContext, plot: Plot, marks: AxisScale) -> float:
    """The width of the labels of an axis, in points."""
    return max(width(paragraph) for paragraph in axis(ctx, plot, marks, "left").labels)


def colours(plot: Plot) -> tuple[str, ...]:
    """A colour for each series, the focus in the accent; the last where none is named."""
    names = [series.name.prose for series in plot.series]
    focus = names.index(plot.focus) if plot.focus in names else len(names) - 1
    backdrop = iter(CONTEXT)
    return tuple("accent" if n == focus else next(backdrop, "mid") for n in range(len(names)))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Heights near the wanted ones, each at least ``gap`` from the next, kept from ``low`` to ``high`` if they can."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed = [wanted[n] for n in order]
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


def alt(ctx: LayoutContext, plot: Plot, kind: ChartKind) -> tuple[str, str]:
    """The chart in words, short and whole: its kind, title and unit, its numbers. The short text is at most 250
    characters, the whole one has every series."""
    title = plot.title.prose or ctx.slide.title.prose
    head = f"{ctx.labels.get(f'chart.{kind.name}', kind.name)}: {title}{f', {plot.unit.prose}' if plot.unit else ''}."
    rows = []
    for series in plot.series:
        parts = []
        for name, number in zip(plot.categories, series.numbers, strict=False):
            if number.value is not None:
                words = shown(number, plot)
                parts.append(f"{name.prose} {words.prose if isinstance(words, Words) else words}")
        text = ", ".join(parts)
        rows.append(f"{series.name.prose}: {text}." if series.name and len(plot.series) > 1 else f"{text}.")
    short = head[:ALT]
    for text in rows:
        if len(short) + len(text) + 3 > ALT:
            short = short if len(short) > ALT - 2 else f"{short} …"
            break
        short = f"{short} {text}"
    return short, " ".join((head, *rows))


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


def named_at(
    ctx: LayoutContext, plot: Plot, chosen: Sequence[str], wanted: Sequence[float], room: Rect
) -> tuple[Group, ...]:
    """The names of the series right of the plot, each with a square of its colour, near the ``wanted`` heights."""
    names = [series.name for series in plot.series]
    paragraphs = [ctx.type.set(name, "chart", room.w - SWATCH - 6, step=1, colour="ink") for name in names]
    gap = max((paragraph.height for paragraph in paragraphs), default=0.0) + 3
    items: list[Text | Shape | Rule] = []
    for n, y in enumerate(spread(wanted, gap, room.y + gap / 2, room.bottom - gap / 2)):
        paragraph = paragraphs[n]
        top = y - paragraph.height / 2
        middle = top + paragraph.leading / 2
        items.append(Shape(f"key-{n + 1}", Rect(room.x, middle - SWATCH / 2, SWATCH, SWATCH), fill=chosen[n]))
        box = Rect(room.x + SWATCH + 6, top, room.w - SWATCH - 6, paragraph.height)
        items.append(Text(f"name-{n + 1}", box, (paragraph,), Role.LABEL))
    return group("names", items)


def names_room(ctx: LayoutContext, names: Sequence[Words | str], most: float, extra: float) -> float:
    """The width that the names of the series take right of the plot, at most ``most`` points."""
    widest = max((width(ctx.type.set(name, "chart", ONE_LINE, step=1, bold=True)) for name in names), default=0.0)
    return min(most, widest * 1.03 + extra)


def group(name: str, items: Sequence[Text | Shape | Rule]) -> tuple[Group, ...]:
    return (Group(name, tuple(items)),) if items else ()


def problem_count(ctx: LayoutContext, where: str, most: int, count: int) -> Problems:
    """The error (BW404) of a chart with more than ``most`` entries; none else."""
    if count <= most:
        return ()
    return (diagnose("BW404", ctx.slide.span, where=f"{ctx.slide.id}.{where}", most=most, count=count),)


def kept(ctx: LayoutContext, plot: Plot, most: int, most_series: int = 1) -> tuple[Plot, Problems]:
    """The plot cut to what a chart may hold, and the errors of what was cut."""
    over = problem_count(ctx, "chart.categories", most, len(plot.categories))
    over = (*over, *problem_count(ctx, "chart.series", most_series, len(plot.series)))
    series = tuple(replace(one, numbers=one.numbers[:most]) for one in plot.series[:most_series])
    return replace(plot, categories=plot.categories[:most], series=series), over
