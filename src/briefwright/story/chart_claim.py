"""A chart of the brief to the sentence that its figures make first, for the slide's title to say.

Its last part is the table of these sentences, each with the condition under which it is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ..brief.model import ChartEntry
from ..core.chart_kinds import KINDS
from .chart_shown import Bar, FigureSource, ShownChart, all_positive, in_language, largest_of, shown_by
from .counted_unit import PERCENT
from .language import Language
from .title_parts import fitting
from .words import Marked, plain

SIGN = 4  # letters: a unit of no more may be a sign, "kWh"
OF_TIMES = ("latest",)  # sentences that name a time
DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")  # or a month


def headline(context: FigureSource, chart: ChartEntry, names: Sequence[Any], title: Any) -> Marked:
    """The first sentence of the table that is true of the chart; none where a figure lacks a value, a name, or a unit
    that the others have. ``names`` are those of the categories, if it has any."""
    plot = shown_by(context, in_language(chart, context.language), names, title)
    if plot is None:
        return Marked("")
    for label, holds in SENTENCES[plot.of].items():
        words = holds(plot)
        if words is not None:
            return _said(label, words, plot.what, context.language)
    return Marked("")


def _said(label: str, words: Words, what: Any, language: Language) -> Marked:
    """The sentence of that name, which says what the numbers are of unless their unit does; it is said too of a label
    that is a number itself, "4–6", and of a time."""
    labels, keys = language.labels, [f"claim.{label}"]
    named = words.pop("named", False)
    words = {"what": what, **{key: in_words(word, language) for key, word in words.items()}}
    told = named or (_measured(words.get("number", "")) and _measured(words.get("label", "")) and label not in OF_TIMES)
    if f"claim.of.{label}" in labels and plain(str(words["what"])) and not told:
        keys.insert(0, f"claim.of.{label}")
    if part := words.pop("part", ""):
        words["number"] = Marked(labels["aside"].format(text=words["number"], aside=part))
    return fitting(labels[key].format(**words) for key in keys)


def in_words(category: Any, language: Language) -> Marked:
    """A category as a sentence calls it: a month or a day as the language writes it, everything else as it is."""
    text = plain(str(category))
    return Marked(language.date(text, short=True)) if DAY.fullmatch(text) else Marked(category)


def _measured(number: Any) -> bool:
    """Whether a number says of what it is: it has a unit or a currency; or a label, of what it is one."""
    return any(sign.isalpha() for sign in plain(str(number)))


# ---- the sentences


Words = dict[str, Any]


def _step(plot: ShownChart) -> Words | None:
    """A waterfall, and one of its steps is larger than all others, up or down."""
    top = largest_of(plot.bars) if KINDS[plot.chart.kind].steps and len(plot.bars) > 1 else None
    if top is None:
        return None
    return {"label": top.label, "number": f"+{top.number}" if top.value > 0 else top.number}


def _focused(plot: ShownChart) -> Words | None:
    """Bars, none below nought, and the one in focus is not the largest."""
    focus = next((bar for bar in plot.bars if plot.chart.focus in (bar.id, plain(str(bar.label)))), None)
    top = largest_of(plot.bars)
    if plot.last is not None or _stepped(plot) or focus is None or top is None or focus == top:
        return None
    if not all_positive(plot.bars):
        return None
    return {"label": focus.label, "other": top.label, **_against(focus, top)}


def _pair(plot: ShownChart) -> Words | None:
    """Two bars of which one is larger for certain: the one in focus, or else the larger, against the other."""
    kind, bars = KINDS[plot.chart.kind], plot.bars
    if plot.last is not None or _stepped(plot) or len(bars) != 2 or plot.changes or not all_positive(bars):
        return None
    top = largest_of(bars)
    if top is None or kind.shape != "axes" or kind.name == "histogram":
        return None
    focus = next((bar for bar in bars if plot.chart.focus in (bar.id, plain(str(bar.label)))), None)
    first = focus or top
    other = next(bar for bar in bars if bar is not first)
    return {"label": first.label, "other": other.label, **_against(first, other)}


def _against(first: Bar, other: Bar) -> Words:
    """Two numbers of one unit, which is said once: with the first, or by what that is called."""
    named = first.after(first.label)
    said = named or any(sign.isalpha() or sign in PERCENT for sign in plain(first.number))
    return {"number": named or first.number, "mark": _shortly(other) if said else other.number, "named": named}


def _shortly(bar: Bar) -> Any:
    """The number of a bar in a sentence that has said its unit before: with its sign of per cent, and whole where a
    scale stands before the unit, "4 million euro"."""
    signed = next((at for at, sign in enumerate(bar.number) if sign in PERCENT), None)
    if signed is not None and not plain(bar.before).endswith(tuple(PERCENT)):
        return Marked(bar.number[: signed + 1])
    if not _measured(bar.bare):
        return bar.bare
    return bar.number if _measured(bar.before) else bar.before


def _largest(plot: ShownChart) -> Words | None:
    """Bars, none below nought, and one is larger than all others."""
    top = largest_of(plot.bars)
    if plot.last is not None or _stepped(plot) or len(plot.bars) < 2 or top is None or not all_positive(plot.bars):
        return None
    return {"label": top.label, "number": top.number}


def _shared(plot: ShownChart) -> Words | None:
    """A pie, and one of its slices is larger than all others."""
    top = largest_of(plot.bars)
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
    return largest_of(plot.bars) if signed else None


def _latest(plot: ShownChart) -> Words | None:
    """Several series, and in the last of their times that is no forecast one number is larger than all, and above
    nought."""
    top = largest_of(plot.bars)
    if plot.last is None or top is None or top.value < 0:
        return None
    return {"label": top.label, "number": top.number, "other": plot.last}


def _gap(plot: ShownChart) -> Words | None:
    """Two numbers of each category or series, exactly known, which are farther apart in one than in all others."""
    pairs = list(zip(plot.bars, plot.others, strict=True)) if plot.others else []
    if any(bar.low < bar.high for bar in (*plot.bars, *plot.others)):
        return None
    ranked = sorted(pairs, key=lambda pair: -abs(pair[0].value - pair[1].value))
    gaps = [abs(first.value - second.value) for first, second in ranked[:2]]
    if len(gaps) < 2 or gaps[0] == gaps[1]:
        return None
    (one, two), (first, other) = ranked[0], plot.ends
    return {"label": one.label, "number": one.before, "first": first, "mark": two.number, "other": other}


def _apart(plot: ShownChart) -> Words | None:
    """Bars of which some are below nought: the highest and the lowest, each alone in its place."""
    ranked = sorted(plot.bars, key=lambda bar: bar.value)
    if plot.last is not None or _stepped(plot) or len(ranked) < 2 or all_positive(ranked):
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
    long = len(plain(first.before)) - len(plain(first.bare)) > SIGN  # a unit that is a word is said once
    number = first.after(plot.what) or (first.bare if long else first.before)
    mark = last.after(plot.what) or last.number
    return {"label": first.label, "other": last.label, "number": number, "mark": mark}


def _highest(plot: ShownChart) -> Words | None:
    """Numbers that have a category and a series each, none below nought, and one is larger than all others; nothing
    else is in focus."""
    top = largest_of(plot.bars)
    if top is None or len(plot.bars) < 2 or not all_positive(plot.bars) or not _in_focus(top, plot):
        return None
    return {"label": top.label, "number": top.number, "part": top.part}


def _largest_part(plot: ShownChart) -> Words | None:
    """Columns of 100 %, and one of their parts is larger than all others; nothing else is in focus. It is told of its
    own column."""
    said = _highest(plot)
    return said and {"label": said["label"], "number": said["number"], "what": said["part"]}


def _total(plot: ShownChart) -> Words | None:
    """Stacks, and the total of one is larger than those of all others; nothing else is in focus."""
    top = largest_of(plot.bars)
    return {"label": top.label} if top is not None and len(plot.bars) > 1 and _in_focus(top, plot) else None


def _in_focus(bar: Bar, plot: ShownChart) -> bool:
    named = (bar.id, *(plain(str(name)) for name in (bar.label, bar.part)))
    return not plot.chart.focus or plot.chart.focus in named


def _stepped(plot: ShownChart) -> bool:
    return KINDS[plot.chart.kind].steps


SENTENCES: dict[str, dict[str, Callable[[ShownChart], Words | None]]] = {
    "numbers": {
        "step": _step,
        "focus": _focused,
        "share": _shared,
        "pair": _pair,
        "largest": _largest,
        "latest": _latest,
        "rise": _risen,
        "fall": _fallen,
        "apart": _apart,
        "change": _changed,
    },
    "pairs": {"gap": _gap},
    "cells": {"largest": _highest},
    "shares": {"share": _largest_part},
    "totals": {"total": _total},
}
