"""A chart's numbers to what a handout says of them: a table, or the numbers that its drawing has no room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...story.model import Words
from .content import NOTHING, words
from .listing import Labels, Listing, WordTable, bold
from .plot import Charted, shown
from .text_boxes import join, set_large


def number_beside(content: Charted, labels: Labels) -> tuple[Words, Words]:
    """The number beside a chart, with its currency, and what it means after any other unit."""
    number, below = set_large(content.number, content.unit, content.number_text, labels)
    return number, below if content.number_text else join((below, content.number_name), labels["colon"])


def listing(content: Charted, labels: Labels) -> Listing:
    """A row for each category, a column for each series."""
    plot = content.chart
    names = tuple(series.name for series in plot.series)
    heads = (plot.title, *(names if any(names) else (plot.unit,))) if plot.title or plot.unit or any(names) else ()
    rows = tuple(
        (category, *(series.numbers[i].shown if i < len(series.numbers) else NOTHING for series in plot.series))
        for i, category in enumerate(plot.categories)
    )
    called = join((content.grade, join(number_beside(content, labels))), labels["colon"])
    about = join((plot.unit if any(names) else NOTHING, plot.geography, plot.period), labels["comma"])
    return Listing((WordTable(heads, rows),), (about, called, content.reason, content.caveat), content.so_what)


def undrawn(content: Charted, missing: Callable[[Words], bool], labels: Labels) -> Iterator[Words]:
    """The numbers of each series that has one without a label, each with its category; what stands beside no chart that
    takes the whole width."""
    plot = content.chart
    called = number_beside(content, labels) if content.number else ()
    if any(map(missing, called)):
        yield join((content.grade, join(called)), labels["colon"])
    yield from filter(missing, (content.reason, content.caveat))
    for series in plot.series:
        pairs = [
            (category, text if isinstance(text, Words) else words(text))
            for category, number in zip(plot.categories, series.numbers, strict=False)
            if number.value is not None
            for text in (shown(number, plot),)
        ]
        if any(missing(text) for _, text in pairs):
            pairing = join((join(pair, f"{labels['colon'].rstrip()}\u00a0") for pair in pairs), labels["semicolon"])
            yield join((bold(series.name), pairing), "\u2002")
