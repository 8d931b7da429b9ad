"""Waterfalls: how a total comes about, from the first, part by part, to the last; the sum is checked."""

from __future__ import annotations

from msgspec import Struct

from ...core.chart_kinds import KINDS
from ...core.diagnostics import Diagnostic, Problems
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...scene.chart.model import END_GAP, NATURAL, UNDER_GAP, Point, Series
from ...scene.model import Chart, Group, Rule
from ..kit import chart_parts as parts
from ..kit.bar_labels import LOWER, left_aligned
from ..kit.chart_listing import listing, undrawn
from ..kit.form import Form, LayoutContext, Placed
from ..kit.plot import AxisScale, Charted, Plot, decimals, format_of, shown
from ..kit.text_boxes import needs

KIND = KINDS["waterfall"]
MOST = 9
INSET = 4.0
GAP = 0.45
COLOURS = {"total": "mid", "increase": "second", "decrease": "accent"}


class WaterfallBar(Struct, frozen=True):
    """One bar: from where to where it reaches, and which kind it is."""

    foot: float
    head: float
    kind: str

    @property
    def low(self) -> float:
        return min(self.foot, self.head)

    @property
    def high(self) -> float:
        return max(self.foot, self.head)


@needs("chart.categories", "chart.series")
def place(content: Charted, ctx: LayoutContext) -> Placed:
    """A native stacked chart on an invisible foot, so that its sheet can be edited; parts must add up (BW420)."""
    plot, over = parts.kept(ctx, content.chart, MOST)
    steps, wrong = _steps(plot, ctx)
    wrong = () if over else wrong  # without the bars that were cut off the sum is meaningless
    around = parts.surroundings(content, ctx, over)
    if any(step.low < 0 for step in steps):
        return around.placed((), wrong)
    chart, problems = _chart(plot, steps, ctx, around)
    return around.placed((chart, *_levels(steps, chart)), (*wrong, *problems))


def _steps(plot: Plot, ctx: LayoutContext) -> tuple[tuple[WaterfallBar, ...], Problems]:
    """The bars, and the problems of their sums: each total must be the sum of the parts before it, up to rounding."""
    names = [words.prose for words in plot.categories]
    numbers = plot.series[0].numbers
    totals = set(plot.totals) or {names[0], names[-1]}
    steps: list[WaterfallBar] = []
    problems: list[Diagnostic] = []
    level, parts, slack = 0.0, 0, 0.0
    for n, (name, number) in enumerate(zip(names, numbers, strict=False)):
        value = number.value or 0.0
        places = decimals(abs(value))
        slack += 0.5 * 10.0**-places if places else 0.0
        if name in totals:
            if n and parts and abs(level - value) > slack + 1e-9:
                words = {"total": f'"{name}"', "sum": f"{level:g}", "value": f"{value:g}"}
                problems.append(diagnose("BW420", ctx.slide.span, where=f"{ctx.slide.id}.chart", **words))
            steps.append(WaterfallBar(0.0, value, "total"))
            level, parts, slack = value, 0, 0.0
        else:
            steps.append(WaterfallBar(level, level + value, "increase" if value >= 0 else "decrease"))
            level, parts = level + value, parts + 1
        if steps[-1].low < 0:
            problems.append(diagnose("BW421", ctx.slide.span, where=f"{ctx.slide.id}.chart", part=f'"{name}"'))
    return tuple(steps), tuple(problems)


def _chart(
    plot: Plot, steps: tuple[WaterfallBar, ...], ctx: LayoutContext, around: parts.Surround
) -> tuple[Chart, Problems]:
    room, numbers = around.room, plot.series[0].numbers
    pitch = room.w / len(steps)
    names, problems = parts.categories(ctx, plot.categories, pitch - INSET, 3)
    h = room.h - max(name.height for name in names) - UNDER_GAP
    size = parts.value_step(ctx, plot, 2, pitch / (1 + GAP) - 2 * INSET)
    most = max(step.high for step in steps) or 1.0
    line = NATURAL * ctx.type.style("chart_value", size).size
    thickness = pitch / (1 + GAP)
    feet, rows = [], {kind: list[Point]() for kind in COLOURS}
    unprinted = 0
    for step, number in zip(steps, numbers, strict=False):
        tall = (step.high - step.low) / most * h
        words, code = shown(number, plot), format_of(number, plot)
        broad = parts.width(parts.label(ctx, words, size, "ink")) > thickness
        # a dark number may be wider than its grey bar; a light number on a colour may not
        within = tall >= line + END_GAP + LOWER * ctx.type.style("chart_value", size).size
        within = within and (not broad or step.kind == "total")
        under = not within and step.low / most * h >= line + 2 * END_GAP
        unprinted += not within and not under
        feet.append(Point(step.low if step.kind != "total" else 0.0))
        for kind, row in rows.items():
            mine = kind == step.kind
            colour = parts.ON[COLOURS[kind]] if within else "ink"
            printed = parts.label(ctx, words, size, colour) if mine and (within or under) else None
            # the number of a bar that is too thin or too narrow stands under the bar
            raised = -tall if under and mine else 0.0
            row.append(
                Point(step.high - step.low if mine else None, printed, _height_format(code, step), None, "end", raised)
            )
    series = [Series(ctx.labels["chart.foot"], None, tuple(feet))]
    series += [Series(ctx.labels[f"chart.{kind}"], COLOURS[kind], tuple(row)) for kind, row in rows.items()]
    chart = Chart(
        "chart", Rect(room.x, room.y - 9, room.w, room.h + 9), Rect(room.x, room.y, room.w, h), KIND, names,
        tuple(series), parts.bare_axis(AxisScale(0.0, float(f"{most:.6g}"), float(f"{most / 4:.6g}"))), GAP,
        ctx.theme.stroke("ink"), None, *parts.alt(ctx, plot, KIND),
    )  # fmt: skip
    if unprinted:
        problems = (*problems, diagnose("BW422", ctx.slide.span, where=f"{ctx.slide.id}.chart", count=unprinted))
    return left_aligned(chart, ctx.labels["chart.names"]), problems


def _height_format(code: str, step: WaterfallBar) -> str:
    """The number format of a bar. The sheet holds its height, so a decrease takes the format of negative numbers."""
    return code.split(";")[1] if step.kind == "decrease" and ";" in code else code


def _levels(steps: tuple[WaterfallBar, ...], chart: Chart) -> tuple[Group, ...]:
    """Hairlines from each bar's end to the next bar."""
    side = (chart.pitch - chart.thickness) / 2
    lines = [
        Rule(
            f"level-{n + 1}", chart.middle(n) + chart.pitch / 2 - side, chart.at(step.head),
            chart.middle(n + 1) - chart.pitch / 2 + side, chart.at(step.head), parts.stroke("muted"),
        )
        for n, step in enumerate(steps[:-1])
    ]  # fmt: skip
    return parts.group("levels", lines)


FORM = Form(
    name="waterfall",
    summary="How a total comes about, part by part, as a native stacked chart on an unseen foot; the sum is checked.",
    content=Charted,
    place=place,
    listing=listing,
    undrawn=undrawn,
    limits="9 bars; the parts must add up to the totals, and no level falls below nought",
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
