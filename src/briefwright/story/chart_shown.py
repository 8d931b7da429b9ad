"""A chart of the brief to the numbers that its title may hold against each other, each with the words that print it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from ..brief.model import ChartEntry
from ..core.chart_kinds import KINDS, ChartKind
from ..forms.kit.plot import whole_percent
from ..text.rest import is_rest
from ..text.scripts import wide
from .counted_unit import PERCENT, counted
from .figure_texts import Numbers
from .language import NBSP, Language
from .words import CLOSE, Marked, plain


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
    ``unit``; ``part`` says of what it is beside its label, where that is needed: the series, say."""

    id: str
    label: Any
    value: float
    number: Marked
    before: Marked
    low: float
    high: float
    unit: str
    bare: Marked
    part: Any = ""

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
    last: Any = None  # the category in which several series are compared, or the series in which categories are
    share: Marked = Marked("")  # of a pie: the number of its largest slice, as the slice has it
    changes: bool = False  # its numbers say by how much something has changed
    others: tuple[Bar, ...] = ()  # of pairs, the second numbers, where ``bars`` are the first
    ends: tuple[Any, ...] = ()  # of pairs, what the first numbers are called, and the second
    of: Literal["numbers", "pairs", "cells", "shares", "totals"] = "numbers"  # what ``bars`` are


def in_language(chart: ChartEntry, language: Language) -> ChartEntry:
    """The chart with its series called as the translations of the language call them."""
    called = {name: language.worded(name) for name in chart.series}
    if len(set(called.values())) < len(called):  # two are one in the language
        return chart
    lines, focus = (called.get(name, name) for name in chart.lines), called.get(chart.focus or "", chart.focus)
    rows = {called[name]: row for name, row in chart.series.items()}
    return replace(chart, series=rows, lines=tuple(lines), focus=focus)


# What says in a title or under it that numbers are changes; German puts it at the end of longer words.
_CHANGE = re.compile(
    r"\b(?:change|growth|rise or fall)|variation|évolution|croissance|veränderung|entwicklung|wachstum|变化|增长|增减|"
    r"変化|増減|伸び|تغي|نمو|שינוי|צמיחה",
    re.IGNORECASE,
)
_JOINT = re.compile(rf"\sd(?:e|[’'])(?={CLOSE}|$)")  # what joins a French number to the unit that follows
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)年?")


def shown_by(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> ShownChart | None:
    """What a chart shows that its title may say; None where nothing is to be compared, or a figure lacks a value, a
    name, or a unit that the others have. ``names`` are those of the categories, if it has any."""
    kind = KINDS[chart.kind]
    if kind.claim == "gap":
        return _paired(context, chart, names, title)
    if kind.claim == "second":
        return _crossed(context, chart, names, title)
    if kind.claim == "ends" and len(chart.series) > 1:
        return _turned(context, chart, names, title)
    if not chart.series:
        return _single(context, chart, names, title, kind)
    drawn = {name: row for name, row in chart.series.items() if kind.claim != "columns" or name not in _lines(chart)}
    if not drawn or any(len(row) != len(names) for row in drawn.values()):  # a combination may be all lines
        return None
    known = _known(chart, names, [])
    if len(drawn) > 1:
        return _compared(context, chart, names, title, known) if kind.claim == "size" else None
    [(series, row)] = drawn.items()
    bars = _bars(context, list(zip(row[:known], names[:known], strict=True))) if known > 1 else ()
    named = title if len(plain(str(title))) and len(chart.series) == 1 else series
    return ShownChart(chart, named, row=bars) if bars else None


def axes_of(chart: ChartEntry) -> list[list[str]]:
    """The figures of a chart by the axis that measures them: one measures all, or each series has its own."""
    if KINDS[chart.kind].shape == "crossed":
        return [[name for name in row if name] for row in chart.series.values()]
    return [[*chart.bars, *(name for row in chart.series.values() for name in row if name)]]


def totals_of(chart: ChartEntry) -> tuple[int, ...]:
    """The bars of a waterfall that stand on zero: those named, by their figures or their categories, else the first and
    the last."""
    row = chart.bars or next(iter(chart.series.values()), ())
    if chart.totals:
        called = [{name, *(prose.text for prose in chart.categories[n : n + 1])} for n, name in enumerate(row)]
        return tuple(n for n, names in enumerate(called) if names & {*chart.totals})
    return tuple(dict.fromkeys((0, len(row) - 1))) if row else ()


def _lines(chart: ChartEntry) -> Sequence[str]:
    """The series of a combination that are lines."""
    return chart.lines or list(chart.series)[-1:]


def _single(
    context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any, kind: ChartKind
) -> ShownChart | None:
    """What bars of one row show."""
    labels = names or [figure.label if (figure := context.figure(name)) else None for name in chart.bars]
    totals = totals_of(chart) if kind.steps else ()
    given = [pair for n, pair in enumerate(zip(chart.bars, labels, strict=False)) if n not in totals]
    given = given[: _known(chart, [label for _, label in given], [name for name, _ in given])]
    if not kind.steps and (years := _years([plain(str(label)) for _, label in given])):
        bars = _bars(context, [(name, year) for (name, _), year in zip(given, years, strict=True)])
        return ShownChart(chart, title, row=bars) if bars and len(plain(str(title))) else None
    bars = _bars(context, given)
    if not bars or len(chart.bars) < 2:
        return None
    if kind.claim == "course":
        return ShownChart(chart, title, row=bars)
    said = f"{plain(str(title))} {context.unit}"
    return ShownChart(chart, title, bars, share=_share(context, bars, kind), changes=bool(_CHANGE.search(said)))


def _compared(
    context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any, known: int
) -> ShownChart | None:
    """What several series show: each in the last known category where these are times, and each category in the last
    series where the series are; nothing of a stack is held against another stack's."""
    kind, rows = KINDS[chart.kind], chart.series
    if all(_dated(name, context.language) for name in names) and not kind.horizontal:
        bars = _bars(context, [(row[known - 1], series) for series, row in rows.items()]) if known > 1 else ()
        return ShownChart(chart, title, bars, last=names[known - 1]) if bars else None
    if known < len(names):
        return None
    if kind.stacked:
        return (_part_shares if kind.parts else _totals)(context, chart, names, title)
    if _rising(rows):
        series, row = list(rows.items())[-1]
        bars = _bars(context, list(zip(row, names, strict=True)))
        return ShownChart(chart, title, bars, last=series) if len(bars) > 1 else None
    cells = _bars(context, [(name, called) for row in rows.values() for name, called in zip(row, names, strict=True)])
    parts = [series for series in rows for _ in names]
    bars = tuple(replace(bar, part=part) for bar, part in zip(cells, parts, strict=False))
    return ShownChart(chart, title, bars, of="cells") if bars else None


def _part_shares(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> ShownChart | None:
    """What columns of 100 % show: each number as a share of its column."""
    rows = [_bars(context, [(name, series) for name in row]) for series, row in chart.series.items()]
    shares = []
    for called, column in zip(names, zip(*rows, strict=True), strict=False):
        whole = sum(bar.value for bar in column)
        if not whole or not all_positive(column) or any(bar.low < bar.high for bar in column):
            return None
        parts = [whole_percent(bar.value / whole) for bar in column]
        shares += [
            replace(bar, value=part, low=part, high=part, number=_per_cent(context, part), part=called)
            for bar, part in zip(column, parts, strict=True)
        ]
    return ShownChart(chart, title, tuple(shares), of="shares")


def _totals(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> ShownChart | None:
    """What stacks show: their totals, which are held against one another and not printed."""
    rows = [_bars(context, list(zip(row, names, strict=True))) for row in chart.series.values()]
    if not all(rows) or not all(map(all_positive, rows)):
        return None
    bars = tuple(
        replace(column[0], **{end: sum(getattr(bar, end) for bar in column) for end in ("value", "low", "high")})
        for column in zip(*rows, strict=True)
    )
    return ShownChart(chart, title, bars, of="totals")


def _crossed(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> ShownChart | None:
    """What dots show that have one number across and another up: how high they stand."""
    if len(chart.series) < 2:
        return None
    _, (series, row), *_ = chart.series.items()
    bars = _bars(context, list(zip(row, names, strict=True)))
    return ShownChart(chart, series, bars, of="cells") if bars else None


def _paired(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> ShownChart | None:
    """What the two numbers of each category show, where both of each are known."""
    rows = list(chart.series.values())
    if len(rows) != 2 or len(names) < 2 or any(len(row) != len(names) for row in rows):
        return None
    first, second = (_bars(context, list(zip(row, names, strict=True))) for row in rows)
    ends = tuple(chart.series)
    return ShownChart(chart, title, first, others=second, ends=ends, of="pairs") if first and second else None


def _turned(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> ShownChart | None:
    """What series show that lead from the first category to the last, where both numbers of each are known."""
    rows = chart.series.items()
    if len(names) < 2 or any(len(row) != len(names) for _, row in rows):
        return None
    first, second = (_bars(context, [(row[end], series) for series, row in rows]) for end in (0, -1))
    ends = names[0], names[-1]
    return ShownChart(chart, title, first, others=second, ends=ends, of="pairs") if first and second else None


def _rising(names: Iterable[str]) -> bool:
    """Whether names are of years, each later than the one before."""
    years = [_YEAR.search(name) for name in names]
    said = [year[0][:4] for year in years if year]
    return len(said) == len(years) and said == sorted(set(said))


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
    largest, whole = largest_of(bars), sum(bar.value for bar in bars)
    if kind.shape != "round" or largest is None or not all_positive(bars):
        return Marked("")
    measure: Marked = context.figure(largest.id).measure
    if any(sign in PERCENT for sign in f"{plain(measure)}{context.unit}"):
        return largest.number
    return Marked(measure.replace(plain(measure), _per_cent(context, whole_percent(largest.value / whole))))


def _per_cent(context: FigureSource, number: int) -> Marked:
    return Marked(context.language.percent.format(number=number).replace(" ", NBSP))


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
        before = number if plain(str(figure.unit or "")) or plain(number).endswith(tuple(PERCENT)) else before
        ends = context.numbers.ends(name, float(value))
        before, alone = (Marked(_JOINT.sub("", str(one))) for one in (before, figure))
        bars.append(Bar(name, label, float(value), number, before, *ends, unit or context.unit, alone))
    return tuple(bars) if len(measures - {""}) < 2 else ()


def largest_of(bars: Sequence[Bar]) -> Bar | None:
    """The bar of the largest figure, sign aside; None where two share the place or may, or all are nought, and where it
    is only what is left."""
    ranked = sorted(bars, key=lambda bar: -abs(bar.value))
    alone = all(ranked[0].size[0] > bar.size[1] for bar in ranked[1:])
    return ranked[0] if ranked and alone and ranked[0].value and not is_rest(plain(str(ranked[0].label))) else None


def all_positive(bars: Sequence[Bar]) -> bool:
    return all(bar.value >= 0 for bar in bars)
