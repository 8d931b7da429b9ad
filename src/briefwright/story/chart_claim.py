"""A chart of the brief to the sentence that its figures make first, for the slide's title to say.

Its last part is the table of these sentences, each with the condition under which it is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from msgspec import Struct

from ..brief.model import ChartEntry
from ..core.chart_kinds import KINDS, ChartKind
from ..forms.kit.plot import whole_percent
from ..text.rest import is_rest
from ..text.scripts import wide
from .counted_unit import PERCENT, counted
from .figure_texts import Numbers
from .headlines import fitting
from .language import NBSP, Language
from .words import Marked, plain


class FigureSource(Protocol):
    """The figures of a chart as the audience sees them. ``unit`` is what the chart says that it counts."""

    numbers: Numbers
    language: Language
    unit: str

    def figure(self, name: str) -> Any: ...


class Bar(Struct, frozen=True):
    """A figure of a chart: what it is called there, its value, the words that print it, unit and all, and those that
    print it before another whose unit is its own: "from 5,200 to 700 lines". It is no less than ``low`` and no more
    than ``high``: a floor has no end above, a ceiling none below, a range has both. ``bare`` prints it without its
    ``unit``."""

    id: str
    label: Any
    value: float
    number: Marked
    before: Marked
    low: float
    high: float
    unit: str
    bare: Marked

    def after(self, what: Any) -> Marked:
        """Its number in a sentence that has said ``what`` it is of: without a unit that is named there."""
        edge = "" if any(map(wide, self.unit)) else r"\b"  # Chinese and Japanese part no words
        named = re.search(f"{edge}{re.escape(self.unit)}{edge}", plain(str(what)), re.IGNORECASE)
        return self.bare if self.unit and named else Marked("")

    @property
    def size(self) -> tuple[float, float]:
        """The least and the most that it may be, sign aside."""
        if self.low <= 0 <= self.high:
            return 0.0, max(-self.low, self.high)
        return min(abs(self.low), abs(self.high)), max(abs(self.low), abs(self.high))


class ShownChart(Struct, frozen=True):
    """What a chart shows. ``bars`` are those that are held against each other, ``row`` the values of its only series,
    each in the order of the chart; what is a forecast is in neither."""

    chart: ChartEntry
    what: Any
    bars: tuple[Bar, ...] = ()
    row: tuple[Bar, ...] = ()
    last: Any = None  # the category in which several series are compared
    share: Marked = Marked("")  # of a pie: the number of its largest slice, as the slice has it
    changes: bool = False  # its numbers say by how much something has changed


def headline(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> Marked:
    """The first sentence of the table that is true of the chart; none where a figure lacks a value, a name, or a unit
    that the others have. ``names`` are those of the categories, if it has any."""
    plot = _plot(context, chart, names, title)
    if plot is None:
        return Marked("")
    for label, holds in SENTENCES.items():
        words = holds(plot)
        if words is not None:
            labels, keys = context.language.labels, [f"claim.{label}"]
            if f"claim.of.{label}" in labels and plain(str(plot.what)) and not _measured(words["number"]):
                keys.insert(0, f"claim.of.{label}")
            return fitting(labels[key].format(what=plot.what, **words) for key in keys)
    return Marked("")


def _measured(number: Any) -> bool:
    """Whether a number says of what it is: it has a unit or a currency."""
    return any(sign.isalpha() for sign in plain(str(number)))


# ---- what is shown

# What says in a title or under it that numbers are changes; German puts it at the end of longer words.
_CHANGE = re.compile(
    r"\b(?:change|growth|rise or fall)|variation|évolution|croissance|veränderung|entwicklung|wachstum|变化|增长|增减|"
    r"変化|増減|伸び|تغي|نمو|שינוי|צמיחה",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)年?")


def _plot(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> ShownChart | None:
    kind = KINDS[chart.kind]
    if not kind.compared:
        return None
    if not chart.series:
        labels = names or [figure.label if (figure := context.figure(name)) else None for name in chart.bars]
        totals = (chart.totals or (chart.bars[0], chart.bars[-1])) if KINDS[chart.kind].steps else ()
        given = [(name, label) for name, label in zip(chart.bars, labels, strict=False) if name not in totals]
        given = given[: _known(chart, [label for _, label in given], [name for name, _ in given])]
        if not KINDS[chart.kind].steps and (years := _years([plain(str(label)) for _, label in given])):
            bars = _bars(context, [(name, year) for (name, _), year in zip(given, years, strict=True)])
            return ShownChart(chart, title, row=bars) if bars and len(plain(str(title))) else None
        bars = _bars(context, given)
        said = f"{plain(str(title))} {context.unit}"
        return (
            ShownChart(chart, title, bars, share=_share(context, bars, kind), changes=bool(_CHANGE.search(said)))
            if bars and len(chart.bars) > 1
            else None
        )
    rows = list(chart.series.items())
    known = _known(chart, names, [])
    if known < 2 or any(len(row) != len(names) for _, row in rows):
        return None
    if len(rows) > 1:
        if (
            kind.horizontal
            or not (kind.lines or kind.stacked)
            or not all(_dated(name, context.language) for name in names)
        ):
            return None  # "is the largest in" is said of times
        bars = _bars(context, [(row[known - 1], series) for series, row in rows])
        return ShownChart(chart, title, bars, last=names[known - 1]) if bars else None
    [(series, row)] = rows
    bars = _bars(context, list(zip(row[:known], names[:known], strict=True)))
    return ShownChart(chart, title if len(plain(str(title))) else series, row=bars) if bars else None


def _dated(name: Any, language: Language) -> bool:
    """Whether a category may be a time: it has a number, or is called as a month or a season is."""
    called = plain(str(name)).strip(" .").casefold()
    times = (*language.months, *language.months_short, *language.seasons)
    return any(map(str.isdigit, called)) or any(called == time.strip(" .").casefold() for time in times)


def _known(chart: ChartEntry, labels: Sequence[Any], names: Sequence[str]) -> int:
    """How many of the categories come before the forecast."""
    called = [plain(str(label)) for label in labels]
    starts = [place.index(chart.forecast) for place in (called, list(names)) if chart.forecast in place]
    return min(starts, default=len(labels))


def _years(labels: Sequence[str]) -> tuple[str, ...]:
    """The years by which labels differ, where they differ by nothing else and time goes on: "Parcels, 2024"."""
    years = [_YEAR.findall(label) for label in labels]
    same = len({_YEAR.sub("", label) for label in labels}) == 1
    if len(labels) < 2 or not same or any(len(found) != 1 for found in years):
        return ()
    named = tuple(found[0] for found in years)
    return named if list(named) == sorted(set(named)) else ()


def _share(context: FigureSource, bars: Sequence[Bar], kind: ChartKind) -> Marked:
    """The largest bar as a share of all, where a chart draws shares and its numbers are not per cent already."""
    top, whole = _top(bars), sum(bar.value for bar in bars)
    if kind.shape != "round" or top is None or not _positive(bars):
        return Marked("")
    measure: Marked = context.figure(top.id).measure
    if any(sign in PERCENT for sign in f"{plain(measure)}{context.unit}"):
        return top.number
    part = context.language.percent.format(number=whole_percent(top.value / whole)).replace(" ", NBSP)
    return Marked(measure.replace(plain(measure), part))


def _counted(context: FigureSource, figure: Any) -> Marked:
    """The number of a figure with its own unit, else with that of the chart where the two make a phrase."""
    number: Marked = figure.measure
    return (
        number
        if plain(str(figure.unit or "")) or figure.currency
        else counted(number, context.unit, context.language) or number
    )


def _bars(context: FigureSource, given: Sequence[tuple[str, Any]]) -> tuple[Bar, ...]:
    """The figures, or none where they cannot be compared."""
    bars = []
    measures = set()
    for name, label in given:
        figure, value = context.figure(name), context.numbers.value(name)
        if figure is None or value is None or not label:
            return ()
        unit = plain(str(figure.unit or ""))
        measures.add(unit)
        number: Marked = _counted(context, figure)
        before = figure.measure if str(number).startswith(str(figure.measure)) else number
        before = number if plain(str(figure.unit or "")) else before
        ends = context.numbers.ends(name, float(value))
        bars.append(Bar(name, label, float(value), number, before, *ends, unit or context.unit, Marked(str(figure))))
    return tuple(bars) if len(measures - {""}) < 2 else ()


# ---- the sentences


Words = dict[str, Any]


def _top(bars: Sequence[Bar]) -> Bar | None:
    """The bar of the largest figure, sign aside; None where two share the place or may, or all are nought, and where it
    is only what is left."""
    ranked = sorted(bars, key=lambda bar: -abs(bar.value))
    alone = all(ranked[0].size[0] > bar.size[1] for bar in ranked[1:])
    return ranked[0] if ranked and alone and ranked[0].value and not is_rest(plain(str(ranked[0].label))) else None


def _positive(bars: Sequence[Bar]) -> bool:
    return all(bar.value >= 0 for bar in bars)


def _step(plot: ShownChart) -> Words | None:
    """A waterfall, and one of its steps is larger than all others, up or down."""
    top = _top(plot.bars) if KINDS[plot.chart.kind].steps and len(plot.bars) > 1 else None
    if top is None:
        return None
    return {"label": top.label, "number": f"+{top.number}" if top.value > 0 else top.number}


def _focused(plot: ShownChart) -> Words | None:
    """Bars, none below nought, and the one in focus is not the largest."""
    focus = next((bar for bar in plot.bars if plot.chart.focus in (bar.id, plain(str(bar.label)))), None)
    top = _top(plot.bars)
    if plot.last is not None or _stepped(plot) or focus is None or top is None or focus == top:
        return None
    if not _positive(plot.bars):
        return None
    return {"label": focus.label, "number": focus.number, "other": top.label, "mark": top.number}


def _largest(plot: ShownChart) -> Words | None:
    """Bars, none below nought, and one is larger than all others."""
    top = _top(plot.bars)
    if plot.last is not None or _stepped(plot) or len(plot.bars) < 2 or top is None or not _positive(plot.bars):
        return None
    return {"label": top.label, "number": top.number}


def _shared(plot: ShownChart) -> Words | None:
    """A pie, and one of its slices is larger than all others."""
    top = _top(plot.bars)
    return {"label": top.label, "number": plot.share} if top is not None and plot.share else None


def _risen(plot: ShownChart) -> Words | None:
    """Changes up and down, and the largest of all is up."""
    top = _most_changed(plot)
    return {"label": top.label, "number": top.number} if top is not None and top.value > 0 else None


def _fallen(plot: ShownChart) -> Words | None:
    """Changes up and down, and the largest of all is down."""
    top = _most_changed(plot)
    return {"label": top.label, "number": top.number} if top is not None and top.value < 0 else None


def _most_changed(plot: ShownChart) -> Bar | None:
    signed = plot.changes and not _stepped(plot) and any(bar.value < 0 for bar in plot.bars) and len(plot.bars) > 1
    return _top(plot.bars) if signed else None


def _latest(plot: ShownChart) -> Words | None:
    """Several series, none below nought in the last category that is no forecast, and one is larger there."""
    top = _top(plot.bars)
    if plot.last is None or top is None or not _positive(plot.bars):
        return None
    return {"label": top.label, "number": top.number, "other": plot.last}


def _apart(plot: ShownChart) -> Words | None:
    """Bars, or several series, of which some are below nought: the highest and the lowest, each alone in its place."""
    ranked = sorted(plot.bars, key=lambda bar: bar.value)
    if _stepped(plot) or len(ranked) < 2 or _positive(ranked):
        return None
    high, low = ranked[-1], ranked[0]
    if any(low.high >= bar.low for bar in ranked[1:]) or any(high.low <= bar.high for bar in ranked[:-1]):
        return None
    numbers = {"number": high.after(plot.what) or high.before, "mark": low.after(plot.what) or low.number}
    return {"label": high.label, "other": low.label, **numbers}


def _changed(plot: ShownChart) -> Words | None:
    """One series, or bars that differ by the year alone: the first and the last known value differ."""
    if len(plot.row) < 2 or plot.row[0].value == plot.row[-1].value or _stepped(plot):
        return None
    first, last = plot.row[0], plot.row[-1]
    numbers = {"number": first.after(plot.what) or first.before, "mark": last.after(plot.what) or last.number}
    return {"label": first.label, "other": last.label, **numbers}


def _stepped(plot: ShownChart) -> bool:
    return KINDS[plot.chart.kind].steps


SENTENCES: dict[str, Callable[[ShownChart], Words | None]] = {
    "step": _step,
    "focus": _focused,
    "share": _shared,
    "largest": _largest,
    "latest": _latest,
    "rise": _risen,
    "fall": _fallen,
    "apart": _apart,
    "change": _changed,
}
