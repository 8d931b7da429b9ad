"""A chart of the brief to the data of a chart form: categories, numbers with the words and formats that print them.

The sheet of a chart holds numbers in one scale, the largest that the audience's style prints: 1.2 for "1.2 bn". A
number format then prints each as the words do, so that a label follows when its number is edited; where none can (a
ratio, another scale), the format is the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from math import floor, log10
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from ..brief.figures import Quantity
from ..brief.model import ChartEntry
from ..brief.number_words import label
from ..brief.numerals import show, without_scale
from ..brief.scale_words import named_scale
from ..core.chart_kinds import KINDS
from ..core.diagnostics import Span
from ..yamlfile.validate import Map
from .chart_claim import DAY, in_words
from .chart_shown import axes_of, in_language, totals_of
from .evaluate import LocatedText
from .template_context import TemplateContext
from .views import View, citation
from .words import Marked, parse, plain

HUGE = 10**24
MARKS = ("decimal", "group", "minus", "percent")  # fields of a plot that its language gives
MINUS = "\u2212"
OPENING = re.compile(r".*?(?:[,:،]\s+|[、，：])(?=\S)")
SIGNS = f"-{MINUS}+"
_END = rf"[-{MINUS}]?\d+(?:\.\d+)?"
RANGE = re.compile(rf"(?P<low>{_END})(?:\s?[–-]\s?|\s(?:to|bis|à)\s)(?P<high>{_END})(?P<percent>\s?%)?")


def chart_named(context: TemplateContext, name: str, span: Span | None) -> Map | None:
    """The chart of that id as a mapping for a form's ``chart`` field; None when the brief has none of that id."""
    for number, chart in enumerate(context.brief.charts, start=1):
        if (chart.id or str(number)) == name:
            return _plot(context, chart, View(context, chart, f"charts.{name}"), span)
    return None


def _plot(context: TemplateContext, chart: ChartEntry, view: View, span: Span | None) -> Map:
    chart = in_language(chart, context.language)
    made = Map(span or chart.span)
    for key in ("title", "unit", "geography", "period"):
        prose = getattr(chart, key)
        if prose is not None:
            made[key] = LocatedText(getattr(view, key), prose.span)
    rows = chart.series or {"": chart.bars}
    names = dict.fromkeys(name for row in rows.values() for name in row if name)
    made["title"] = LocatedText(
        Marked(f"{view.title}{citation(chart.cite or _shared(context, names))}"), chart.title.span
    )
    scale = named_scale(plain(str(view.unit or ""))).scale
    printed = context.numbers.on_axes(axes_of(chart), chart.decimals, scale=scale)  # one style for all of an axis
    texts = {name: printed[name].number if name in printed else "" for name in names}
    if scale:  # the line under the title says it
        texts = {name: without_scale(text, scale, context.language) for name, text in texts.items()}
    digits = {name: _digits(context, name, text) for name, text in texts.items()}
    factor = max((d.factor for d in digits.values() if d and d.value), default=Fraction(1))  # per cent: a hundredth
    factor = max(factor, power) if (power := _power(context, names)) > 1 else factor
    made["suffix"] = next((d.suffix for d in digits.values() if d and d.factor == factor), "")
    for mark in MARKS:
        made[mark] = getattr(context.language, mark)
    labels = _categories(context, chart, view)
    if all(DAY.fullmatch(plain(label.text)) for label in labels):
        made["dates"] = [plain(label.text) for label in labels]
        labels = [LocatedText(in_words(label.text, context.language), label.span) for label in labels]
    made["categories"] = labels
    signed = KINDS[chart.kind].steps
    totals = totals_of(chart) if signed else ()
    made["series"] = [
        {
            "name": LocatedText(Marked(series), chart.span) if series else None,
            "numbers": [
                _number(
                    context,
                    name,
                    texts[name],
                    digits[name],
                    factor,
                    signed and n not in totals,
                    chart.error_bars,
                    chart.span,
                )
                if name
                else {}
                for n, name in enumerate(row)
            ],
        }
        for series, row in rows.items()
    ]
    called = [parse(label.text, {}, quotes=context.language.marks).prose for label in labels]
    known = dict(zip(chart.bars, called, strict=False)) | {
        prose.text: name for prose, name in zip(chart.categories, called, strict=False)
    }
    made["focus"] = known.get(chart.focus or "", chart.focus or "")
    made["forecast"] = known.get(chart.forecast or "", chart.forecast or "")
    made["totals"] = [called[n] for n in totals]
    made["lines"] = list(chart.lines)
    made["order"] = "given" if chart.order == "given" else ""
    made["scale"] = "log" if chart.scale == "log" else ""
    if chart.second_axis is not None:
        made["second_axis"] = LocatedText(view.second_axis, chart.second_axis.span)
    for key, name in (("target", chart.target), ("band", chart.band)):
        if name is not None:
            made[key] = _reference(context, name, factor, chart.at(key))
    if chart.annotation is not None:
        ends = [known.get(end, end) for end in chart.annotation.between]
        made["bracket"] = {"between": ends, "text": LocatedText(view.annotation.text, chart.annotation.text.span)}
    return made


def _shared(context: TemplateContext, names: Collection[str]) -> tuple[str, ...]:
    """What all numbers of a chart cite alike, so that its title has the mark once; nothing where they differ."""
    cites = {context.cites(name) for name in names}
    return next(iter(cites)) if len(cites) == 1 and len(names) > 1 else ()


def _power(context: TemplateContext, names: Iterable[str]) -> Fraction:
    """What one unit of the sheet counts at least: 1, or the power of a thousand that brings numbers beyond ``HUGE``
    down to what an office computes with."""
    sizes = [abs(value) for name in names if (value := context.numbers.value(name))]
    return Fraction(10) ** (3 * floor(log10(max(sizes)) / 3)) if sizes and max(sizes) >= HUGE else Fraction(1)


def _categories(context: TemplateContext, chart: ChartEntry, view: View) -> list[LocatedText]:
    """The names of the categories, ranges of numbers in the marks of the language; of bars without names, the labels of
    their figures."""
    if chart.categories and chart.kind == "histogram":
        matches = [RANGE.fullmatch(plain(words)) for words in view.categories]
        signed = any(match and match["low"][0] in f"-{MINUS}" for match in matches)
        return [
            LocatedText(_ranged(match, context, signed) if match else words, prose.span)
            for match, words, prose in zip(matches, view.categories, chart.categories, strict=True)
        ]
    if chart.categories:
        return [LocatedText(words, prose.span) for words, prose in zip(view.categories, chart.categories, strict=True)]
    labels = [(context.figure(name), context.brief.figures[name].label, name) for name in chart.bars]
    made = [
        LocatedText(figure.label if figure and prose else Marked(name), prose.span if prose else chart.span)
        for figure, prose, name in labels
    ]
    shared = _opening([plain(label.text) for label in made], plain(view.title))
    return [LocatedText(Marked(label.text.replace(shared, "", 1)), label.span) for label in made] if shared else made


def _ranged(match: re.Match[str], context: TemplateContext, signed: bool) -> Marked:
    """A range of bare numbers as the language writes it: 1500–2000 is 1.500–2.000 in German; ``signed`` where one of a
    chart begins below zero, which all are then written like."""
    low, high = (Fraction(end.replace(MINUS, "-")) for end in (match["low"], match["high"]))
    places = len(match["low"].partition(".")[2])
    style: Literal["plain", "percent"] = "percent" if match["percent"] else "plain"
    whole = Quantity("", low=low, high=high, style=style, decimals=places, places=places)
    if not signed:
        return Marked(show(whole, context.language, "precise").whole)
    one = replace(whole, low=None, high=None)
    first, last = (show(replace(one, value=end), context.language, "precise").whole for end in (low, high))
    return Marked(label("range.signed", context.language).format(low=first, high=last))


def _opening(names: Sequence[str], title: str) -> str:
    """How all names begin, up to a comma or colon, where the title of their chart says that already: "Net debt, "."""
    openings = {(match[0] if (match := OPENING.match(name)) else "") for name in names}
    opening = openings.pop()
    said = opening.rstrip(" ,:،、，：\u00a0")
    return opening if not openings and len(names) > 1 and said and said.casefold() in title.casefold() else ""


class Digits(Struct, frozen=True):
    """The one number in a printed figure: what stands around it, its decimals, and what one unit of it counts."""

    value: Fraction
    prefix: str
    suffix: str
    places: int
    grouped: bool
    factor: Fraction


def _digits(context: TemplateContext, name: str, text: str) -> Digits | None:
    """None for a figure that prints no number, or more than one."""
    value = context.numbers.value(name)
    decimal, group = re.escape(context.language.decimal), re.escape(context.language.group)
    matches = list(re.finditer(rf"[{SIGNS}]?\d+(?:{group}\d{{3}})*(?:{decimal}(\d+))?", text))
    if value is None or len(matches) != 1:
        return None
    match = matches[0]
    sign = -1 if match[0][0] in "-\u2212" else 1
    bare = match[0].lstrip(SIGNS).replace(context.language.group, "").replace(context.language.decimal, ".")
    printed = sign * Fraction(bare)
    exact = Fraction(str(value))
    power = Fraction(10) ** floor(log10(abs(exact / printed)) + 0.5) if printed and exact else Fraction(1)
    places, grouped = len(match[1] or ""), context.language.group in match[0]
    return Digits(exact, text[: match.start()], text[match.end() :], places, grouped, power)


def _reference(context: TemplateContext, name: str, factor: Fraction, span: Span) -> dict[str, Any]:
    """A figure as a line or a band across a chart: its value or its ends, its name and the words that print it."""
    figure = context.figure(name)
    value, bounds = context.numbers.value(name), context.numbers.bounds(name)
    low, high = bounds or (value, value)
    said = f"{figure.label or name} {figure.measure}" if figure else name
    return {
        "low": None if low is None else float(Fraction(str(low)) / factor),
        "high": None if high is None else float(Fraction(str(high)) / factor),
        "text": LocatedText(Marked(said), span),
    }


def _number(
    context: TemplateContext, name: str, text: str, digits: Digits | None, factor: Fraction, signed: bool,
    ranged: bool, span: Span,
) -> dict[str, Any]:  # fmt: skip
    words = context.marked(text, f"figures.{name}", context.cites(name))  # a bar ends at one value
    value = context.numbers.value(name)
    if value is None:
        return {"value": None, "shown": None, "format": ""}
    plus = context.language.minus.replace(MINUS, "+") if signed and value > 0 else ""
    low, high = (ranged and context.numbers.bounds(name)) or (None, None)
    return {
        "low": None if low is None else float(Fraction(str(low)) / factor),
        "high": None if high is None else float(Fraction(str(high)) / factor),
        "value": float(Fraction(str(value)) / factor),
        "shown": LocatedText(Marked(f"{plus}{words}"), span),
        "format": _format(digits, factor, plus, context.language.minus) or _literal(plus + plain(words)),
    }


def _format(digits: Digits | None, factor: Fraction, plus: str, minus: str) -> str | None:
    """The format that prints the number as its words do; None when there is none."""
    if digits is None or (digits.value and digits.factor != factor):
        return None
    code = ("#,##0" if digits.grouped else "0") + ("." + "0" * digits.places if digits.places else "")
    prefix, suffix = _literal(digits.prefix), _literal(digits.suffix)
    return f"{_literal(plus)}{prefix}{code}{suffix};{_literal(minus)}{prefix}{code}{suffix}"


def _literal(text: str) -> str:
    """A text within a number format."""
    return '"' + text.replace('"', "\u201d") + '"' if text else ""
