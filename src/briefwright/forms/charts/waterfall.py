"""Waterfalls: how a total comes about, part by part, through subtotals and below zero; the sums are checked."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.chart.model import END_GAP, NATURAL, Given, Point, Series
from ...scene.chart.sheet import cell, cells
from ...scene.model import Chart, Group, Rule
from ..kit import chart_parts as parts
from ..kit.category_axis import INSET, under
from ..kit.chart_form import chart_form
from ..kit.chart_surround import surroundings
from ..kit.form import LayoutContext, Placed
from ..kit.plot import Charted, Plot, Value, decimals, format_of, headroom, shown

KIND = KINDS["waterfall"]
MOST = 14
GAP = 0.45
EXACT = 1e-9
COLOURS = {"total": "mid", "increase": "second", "decrease": "accent"}


class WaterfallBar(Struct, frozen=True):
    """One bar: from which level to which it leads, and which kind it is; ``before`` and ``after`` compute the levels
    from the author's table."""

    foot: float
    head: float
    kind: str
    before: str
    after: str
    adds_up: str = ""  # of a total: the sum that it is

    @property
    def low(self) -> float:
        return min(self.foot, self.head)

    @property
    def high(self) -> float:
        return max(self.foot, self.head)


def place(content: Charted, ctx: LayoutContext) -> Placed:
    """A native stacked chart on an unseen foot; its sheet computes every level. Parts must add up (BW420)."""
    plot, over = parts.kept(ctx, content.chart, MOST)
    bars, wrong = _bars(plot, ctx)
    wrong = () if over else wrong  # without the bars that were cut off the sum is meaningless
    around = surroundings(content, ctx, (*over, *parts.bars_on_log(ctx, plot)))
    if plot.scale == "log":
        return around.placed(())
    chart, problems = _chart(plot, bars, ctx, around.room)
    return around.placed((chart, *_levels(bars, chart)), (*wrong, *problems))


def _bars(plot: Plot, ctx: LayoutContext) -> tuple[tuple[WaterfallBar, ...], Problems]:
    """The bars, and the problems of their sums: each total must be the sum of the parts before it, up to rounding."""
    names = [words.prose for words in plot.categories]
    totals = set(plot.totals) or {names[0], names[-1]}
    bars: list[WaterfallBar] = []
    problems: list[Diagnostic] = []
    level, parts_, slack, start = 0.0, 0, 0.0, 0
    for n, (name, number) in enumerate(zip(names, plot.series[0].numbers, strict=False)):
        value = number.value or 0.0
        places = decimals(abs(value))
        slack += 0.5 * 10.0**-places if places else 0.0
        if name in totals:
            off = abs(level - value) if parts_ else 0.0
            if off > slack + EXACT:
                words = {"total": f'"{name}"', "sum": f"{level:g}", "value": f"{value:g}"}
                problems.append(diagnose("BW420", ctx.slide.span, where=f"{ctx.slide.id}.chart", **words))
            adds_up = f"SUM({cells(1, start, 1, n - 1)})" if parts_ and off < EXACT else ""
            bars.append(WaterfallBar(0.0, value, "total", "0", cell(1, n), adds_up))
            level, parts_, slack, start = value, 0, 0.0, n
        else:
            before = f"SUM({cells(1, start, 1, n - 1)})" if n else "0"
            kind = "increase" if value >= 0 else "decrease"
            bars.append(WaterfallBar(level, level + value, kind, before, f"SUM({cells(1, start, 1, n)})"))
            level, parts_ = level + value, parts_ + 1
    return tuple(bars), tuple(problems)


def _chart(plot: Plot, bars: tuple[WaterfallBar, ...], ctx: LayoutContext, room: Rect) -> tuple[Chart, Problems]:
    axis = under(ctx, plot, room)
    pitch, h = room.w / len(bars), axis.plot.h
    thick = pitch / (1 + GAP)
    size = parts.value_step(ctx, plot, 2, thick - 2 * INSET)
    tall = NATURAL * ctx.type.style("chart_value", size).size + 2 * END_GAP
    least, most = min(bar.low for bar in bars), max(bar.high for bar in bars)
    marks = headroom(least, most, tall, h)
    feet = [
        Point(max(bar.low, 0.0) + min(bar.high, 0.0), formula=f"MAX(0,{_low(bar)})+MIN(0,{_high(bar)})") for bar in bars
    ]
    series = [Series(ctx.labels["chart.foot"], None, tuple(feet))]
    unprinted = 0
    for kind, colour in COLOURS.items():
        for below in (False, True) if least < 0 else (False,):
            row = []
            for bar, number in zip(bars, plot.series[0].numbers, strict=False):
                part = _part(bar, kind, below)
                label = parts.label(ctx, shown(number, plot), size, "ink")
                if part.value and _labelled(bar, below):
                    point = _printed(part, bar, number, plot, ctx, (size, thick, h / (marks.most - marks.least)))
                    unprinted += parts.width(label) > pitch - INSET
                    part = point
                row.append(part)
            name = ctx.labels[f"chart.{kind}"]
            series.append(Series(f"{name} (< 0)" if below else name, colour, tuple(row)))
    chart = Chart(
        "chart", axis.rect, axis.plot, KIND, axis.names, tuple(series), parts.bare_axis(marks), GAP,
        ctx.theme.stroke("ink"), None, *parts.alt(ctx, plot, KIND), given=_given(plot, bars),
    )  # fmt: skip
    return chart, (*axis.problems, *parts.unprinted(ctx, unprinted))


def _given(plot: Plot, bars: tuple[WaterfallBar, ...]) -> tuple[Given, ...]:
    """The author's table, in which the totals add up what stands over them."""
    [column] = parts.given(replace(plot, series=plot.series[:1]))
    return (replace(column, formulas=tuple(bar.adds_up for bar in bars)),)


def _low(bar: WaterfallBar) -> str:
    return f"MIN({bar.before},{bar.after})"


def _high(bar: WaterfallBar) -> str:
    return f"MAX({bar.before},{bar.after})"


def _part(bar: WaterfallBar, kind: str, below: bool) -> Point:
    """What of a bar stands above zero, or hangs below it, if the bar is of that kind."""
    high, low = (min(bar.high, 0.0), min(bar.low, 0.0)) if below else (max(bar.high, 0.0), max(bar.low, 0.0))
    of, to = ("MIN", f"{_low(bar)}") if below else ("MAX", f"{_high(bar)}")
    end, start = f"{of}(0,{to})", f"{of}(0,{_high(bar) if below else _low(bar)})"
    length = f"{end}-{start}"
    if bar.kind != "total" or kind == "total":
        sign = {"increase": ">=", "decrease": "<"}.get(kind)
        length = f"IF({bar.after}{sign}{bar.before},{length},0)" if sign else length
    value = (low - high if below else high - low) if bar.kind == kind else 0.0
    return Point(value, formula=length if (bar.kind == "total") == (kind == "total") else "0")


def _labelled(bar: WaterfallBar, below: bool) -> bool:
    """Whether the number of a bar is printed at this part of it, which is the larger."""
    return (-bar.low > bar.high) == below


def _printed(
    part: Point, bar: WaterfallBar, number: Value, plot: Plot, ctx: LayoutContext, sizes: tuple[int, float, float]
) -> Point:
    """A part with the number of its bar: in its end where it has room, else past it."""
    step, thick, unit = sizes
    style = ctx.type.style("chart_value", step)
    line = NATURAL * style.size + 2 * END_GAP
    broad = parts.width(parts.label(ctx, shown(number, plot), step, "ink")) > thick
    # a dark number may be wider than its grey bar; a light number on a colour may not
    within = abs(part.value or 0.0) * unit >= line and (not broad or bar.kind == "total")
    words = parts.label(ctx, shown(number, plot), step, parts.ON[COLOURS[bar.kind]] if within else "ink")
    raised = 0.0 if within else (line if (part.value or 0.0) > 0 else -line)
    crossing = bar.low < 0 < bar.high  # its parts are in two series, and the label is neither's number
    # the zeros of the other bars share the format of the series, and print nothing
    code = f'"{words.text}";"{words.text}";' if crossing else _height_format(format_of(number, plot), bar)
    return replace(part, label=words, format=code, place="end", raised=raised)


def _height_format(code: str, bar: WaterfallBar) -> str:
    """The number format of a bar's length: a decrease is printed as a negative number, and nothing for zero, which bars
    of the other kinds have."""
    plus, minus = code.split(";")[:2] if ";" in code else (code, code)
    down = bar.kind == "decrease" or (bar.kind == "total" and bar.head < 0)
    one = minus if down else plus
    return f"{one};{one};"


def _levels(bars: tuple[WaterfallBar, ...], chart: Chart) -> tuple[Group, ...]:
    """Hairlines from each bar's end to the next bar."""
    side = (chart.pitch - chart.thickness) / 2
    lines = [
        Rule(
            f"level-{n + 1}", chart.middle(n) + chart.pitch / 2 - side, chart.at(bar.head),
            chart.middle(n + 1) - chart.pitch / 2 + side, chart.at(bar.head), parts.stroke("muted"),
        )
        for n, bar in enumerate(bars[:-1])
    ]  # fmt: skip
    return parts.group("levels", lines)


FORM = chart_form(
    "waterfall",
    place,
    summary="How a total comes about, part by part, as a native stacked chart on an unseen foot; the sum is checked.",
    limits="14 bars; the parts must add up to the totals; levels may fall below zero",
    example="""\
form: waterfall
title: Servers take most of what one model costs
chart:                      # or the id of one of the brief's charts
  title: Cost of one large language model
  unit: USD m
  period: "2024"
  categories: [Budget, Grants, Servers, Talent, Data, Left over]
  series: [{numbers: [{value: 300}, {value: 40}, {value: -180}, {value: -70}, {value: -30}, {value: 60}]}]
  totals: [Budget, Left over]
""",
)
