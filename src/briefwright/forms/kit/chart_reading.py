"""A chart to what it says: from the first to the last in time, else the highest and the lowest, for each series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from ...core.chart_kinds import ChartKind
from ...story.model import Words
from ...text.scripts import wide
from .chart_listing import number_beside
from .content import NOTHING, words
from .listing import CURRENCY, SYMBOL, Labels, Manner, uncited
from .plot import YEAR, Charted, Plot, Value, shown, totals_of
from .speech import (
    RANKED,
    all_named,
    aside,
    bracketed,
    capital,
    cited_at_end,
    extremes,
    filled,
    in_sentences,
    in_words,
    together,
    within,
)
from .text_boxes import join, set_large

MOST_SERIES = 4  # that are read one by one
SHORT_UNIT = 3  # signs
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PERCENT = ("%", "‰")  # which the numbers themselves have
SHORT = 4  # letters of a month or a quarter beside its year
Point = tuple[float, Words, Words]  # a value, its category, and the words that print it


def statements(content: Charted, manner: Manner, kind: ChartKind) -> Iterator[Words]:
    """The reading under the name of the chart and its unit; the number beside it, why it matters, what limits it."""
    if read := reading(content, manner, kind):
        yield read
    if content.number and (content.number_text or content.number_name):
        yield join(number_beside(content, manner.labels))
    yield from filter(None, (content.reason, content.caveat))


def reading(content: Charted, manner: Manner, kind: ChartKind) -> Words:
    """What its numbers say, under its name."""
    read = _read(content, manner, kind)
    return _named(content.chart, read, manner) if read else NOTHING


def _read(content: Charted, manner: Manner, kind: ChartKind) -> Words:
    """What the numbers of a chart say, its name and unit apart; forecasts are left out."""
    plot, labels = content.chart, manner.labels
    rows = [(row.name, tuple(_points(plot, row.numbers, labels))) for row in plot.series]
    whole = _total(plot, labels) if kind.stacked and not (kind.steps or kind.parts) and len(rows) > 1 else None
    rows = [whole, *rows] if whole else rows
    over_time = _times(plot) or (kind.lines and kind.claim == "size")
    if len(plot.categories) == 1 and whole and (parts := _parts(plot, rows, labels)):
        return cited_at_end(parts, (parts, plot.title))
    lines: list[Words] = []
    for name, points in rows[:MOST_SERIES]:
        ends = (
            _steps(plot, points, manner)
            if kind.steps
            else _course(points, labels, manner.title)
            if over_time
            else NOTHING
        )
        text = ends or (_between(points, labels) if len(rows) == 1 else NOTHING) or extremes(points, labels)
        text = text or (filled("{number} ({label})", number=points[0][2], label=points[0][1]) if points else NOTHING)
        if len(plot.categories) == 1 and len(rows) > 1 and points:  # said once, with the first
            name = name if lines else join((name, bracketed(points[0][1], labels)))
            text = points[0][2]
        if text:
            lines.append(join((uncited(name), text), labels["colon"]) if len(rows) > 1 and name else text)
    return cited_at_end(join(map(uncited, lines), labels["semicolon"]), (*lines, plot.title)) if lines else NOTHING


def _times(plot: Plot) -> bool:
    """Whether the categories are times and nothing else: not "Claimed, 2023" and "Approved, April 2024"."""
    rest = {YEAR.sub("", category.prose).strip(" ,./-") for category in plot.categories}
    return plot.over_time and (len(rest) == 1 or all(len(text) <= SHORT for text in rest))


def _named(plot: Plot, read: Words, manner: Manner) -> Words:
    """A reading after the title of the chart, unless the headline over it begins with that, and its unit, which stands
    in brackets unless the title says it."""
    labels, title, unit = manner.labels, uncited(plot.title), uncited(plot.unit)
    each = _beside(plot) or unit.prose in PERCENT  # with each number
    titled = each or unit.prose.strip().casefold() in title.prose.casefold()
    unit = NOTHING if each or (unit and unit.prose in read.prose) else unit
    if not unit and title and manner.title.prose.startswith(title.prose):
        title = NOTHING
    if plot.totals and all(name.casefold() in title.prose.casefold() for name in plot.totals):
        title = NOTHING  # the reading says of both ends what it is
    name = title if titled else join((title, bracketed(within(unit, labels), labels)))
    if not title and len(plot.series) > 1:
        return cited_at_end(join((capital(uncited(read)), bracketed(unit, labels))), (read,))
    if not title:
        return cited_at_end(
            join((capital(unit), uncited(read)), labels["colon"]) if unit else capital(uncited(read)), (read,)
        )
    apart = (
        in_sentences((name, uncited(read)), labels)
        if len(plot.series) > 1
        else join((name, uncited(read)), labels["colon"])
    )
    return cited_at_end(apart, (read,))


def _points(plot: Plot, numbers: Sequence[Value], labels: Labels) -> Iterator[Point]:
    """The known numbers before a forecast, each with the unit that stands beside a number."""
    end = plot.category(plot.forecast) if plot.forecast else -1
    categories = together(plot.categories, labels)
    for place, (category, number) in enumerate(zip(categories, numbers, strict=False)):
        if number.value is not None and (end < 1 or place < end):
            text = shown(number, plot)
            name = replace(category, pieces=tuple(replace(piece, bold=False) for piece in category.pieces))
            text = text if isinstance(text, Words) else words(text)
            text = set_large(text, plot.unit, NOTHING, labels)[0] if _beside(plot) else text
            yield number.value, name, in_words(text, labels)


def _beside(plot: Plot) -> bool:
    """Whether the unit of a plot stands beside each number in a text: a currency, a symbol, or a short one of a script
    that parts no words."""
    unit = plot.unit.prose
    return any(sign.fullmatch(unit) for sign in (CURRENCY, SYMBOL)) or (
        len(unit) <= SHORT_UNIT and all(map(wide, unit)) and unit != ""
    )


def _total(plot: Plot, labels: Labels) -> tuple[Words, tuple[Point, ...]] | None:
    """The sums of a stack, where each of its parts has a number for each category."""
    values = [[number.value for number in row.numbers] for row in plot.series]
    if any(value is None for row in values for value in row):
        return None
    sums = [sum(value or 0.0 for value in column) for column in zip(*values, strict=True)]
    row = totals_of(plot, words(labels["chart.total"]), sums)
    return row.name, tuple(_points(plot, row.numbers, labels))


def _parts(plot: Plot, rows: Sequence[tuple[Words, Sequence[Point]]], labels: Labels) -> Words:
    """The sum of a single stack with its unit, and the parts that it is made of."""
    (_, total), *parts = [(name, points[0]) for name, points in rows if points]
    names = together([name for name, _ in parts], labels)
    pairs = [aside(point[2], name, labels) for name, (_, point) in zip(names, parts, strict=True)]
    if not 1 < len(pairs) <= MOST_SERIES:
        return NOTHING
    each = _beside(plot) or plot.unit.prose in PERCENT
    number = total[2] if each else join((total[2], uncited(plot.unit)), "\u00a0")
    return filled(labels["read.whole"], number=number, label=total[1], parts=all_named(pairs, labels))


def _between(points: Sequence[Point], labels: Labels) -> Words:
    """The lowest and the highest of several numbers, each of which one thing alone has."""
    ranked = sorted(points, key=_size)
    if len(ranked) < RANKED or ranked[0][0] == ranked[1][0] or ranked[-1][0] == ranked[-2][0]:
        return NOTHING
    (_, least, low), *_, (_, most, high) = ranked
    return filled(labels["read.between"], low=low, least=least, high=high, most=most)


def _steps(plot: Plot, points: Sequence[Point], manner: Manner) -> Words:
    """From the first total to the last, and the largest of the steps, if one is and the title does not say it."""
    labels = manner.labels
    named = [name.casefold() for name in plot.totals]
    totals = [point for point in points if point[1].prose.casefold() in named]
    steps = sorted((point for point in points if point not in totals), key=lambda point: -abs(point[0]))
    clauses = [_course((totals[0], totals[-1]), labels)] if len(totals) > 1 else []
    if steps and not any(abs(a[0]) == abs(b[0]) for a, b in pairwise(steps[:2])):
        largest = filled(labels["claim.step"], label=steps[0][1], number=steps[0][2])
        clauses += [] if clauses and largest.prose.casefold() == manner.title.prose.casefold() else [largest]
    return cited_at_end(in_sentences(map(uncited, clauses), labels), clauses) if clauses else NOTHING


def _course(points: Sequence[Point], labels: Labels, title: Words = NOTHING) -> Words:
    """From the first to the last; a highest or a lowest between them, and only that where the title says the rest."""
    if len(points) < 2:
        return NOTHING
    (start, first, from_), *between, (end, last, to) = points
    clauses = [filled(labels["read.change"], number=from_, label=first, mark=to, other=last)]
    for label, peak, beyond in (
        ("read.high", max(between, key=_size, default=None), max(start, end)),
        ("read.low", min(between, key=_size, default=None), min(start, end)),
    ):
        if peak and (peak[0] > beyond if label == "read.high" else peak[0] < beyond):
            clauses.append(filled(labels[label], label=peak[1], number=peak[2]))
    ends = {digits for text in (from_, first, to, last) for digits in NUMBER.findall(text.prose)}
    if len(clauses) > 1 and ends <= {*NUMBER.findall(title.prose)}:
        del clauses[0]
    return cited_at_end(join(map(uncited, clauses), labels["comma"]), clauses)


def _size(point: Point) -> float:
    return point[0]
