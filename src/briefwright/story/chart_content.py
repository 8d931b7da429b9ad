"""A chart of the brief to the data of a chart form: categories, numbers with the words and formats that print them.

The sheet of a chart holds numbers in one scale, the largest that the audience's style prints: 1.2 for "1.2 bn". A
number format then prints each as the words do, so that a label follows when its number is edited; where none can (a
ratio, another scale), the format is the words themselves.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor, log10
from typing import Any

from msgspec import Struct

from ..brief.model import ChartEntry
from ..core.chart_kinds import KINDS
from ..core.diagnostics import Span
from ..yamlfile.fields import Prose
from ..yamlfile.validate import Map
from .evaluate import Text
from .template_context import Lens
from .views import View
from .words import Marked, parse, plain

MINUS = "\u2212"
SIGNS = f"-{MINUS}+"


def chart_named(lens: Lens, name: str, span: Span | None) -> Map | None:
    """The chart of that id as a mapping for a form's ``chart`` field; None when the brief has none of that id."""
    for number, chart in enumerate(lens.brief.charts, start=1):
        if (chart.id or str(number)) == name:
            return _plot(lens, chart, View(lens, chart, f"charts.{name}"), span)
    return None


def _plot(lens: Lens, chart: ChartEntry, view: View, span: Span | None) -> Map:
    made = Map(span or chart.span)
    for key in ("title", "unit", "geography", "period"):
        prose = getattr(chart, key)
        if prose is not None:
            made[key] = Text(getattr(view, key), prose.span)
    rows = chart.series or {"": chart.bars}
    names = {name for row in rows.values() for name in row}
    texts = {name: lens.numbers.among(name, names).number for name in names}  # one scale for all
    digits = {name: _digits(lens, name, text) for name, text in texts.items()}
    factor = max((d.factor for d in digits.values() if d), default=Fraction(1))
    made["suffix"] = next((d.suffix for d in digits.values() if d and d.factor == factor), "")
    for mark in ("decimal", "group", "minus"):
        made[mark] = getattr(lens.language, mark)
    labels = _categories(lens, chart, view)
    made["categories"] = labels
    signed = KINDS[chart.kind].steps
    totals = _totals(chart) if signed else ()
    made["series"] = [
        {
            "name": Text(Marked(series), chart.span) if series else None,
            "numbers": [
                _number(lens, name, texts[name], digits[name], factor, signed and n not in totals, chart.span)
                for n, name in enumerate(row)
            ],
        }
        for series, row in rows.items()
    ]
    called = [parse(label.text, {}).prose for label in labels]
    known = dict(zip(chart.bars, called, strict=False)) | {
        prose.text: name for prose, name in zip(chart.categories, called, strict=False)
    }
    made["focus"] = known.get(chart.focus or "", chart.focus or "")
    made["forecast"] = known.get(chart.forecast or "", chart.forecast or "")
    made["totals"] = [called[n] for n in totals]
    if chart.annotation is not None:
        ends = [known.get(end, end) for end in chart.annotation.between]
        made["bracket"] = {"between": ends, "text": Text(view.annotation.text, chart.annotation.text.span)}
    return made


def _categories(lens: Lens, chart: ChartEntry, view: View) -> list[Text]:
    """The names of the categories; of bars without names, the labels of their figures."""
    if chart.categories:
        return [Text(words, prose.span) for words, prose in zip(view.categories, chart.categories, strict=True)]
    found = []
    for name in chart.bars:
        figure = lens.figure(name)
        prose: Prose | None = lens.brief.figures[name].label
        found.append(Text(figure.label if figure and prose else Marked(name), prose.span if prose else chart.span))
    return found


def _totals(chart: ChartEntry) -> tuple[int, ...]:
    """The bars of a waterfall that stand on nought: those named, else the first and the last."""
    if chart.totals:
        return tuple(n for n, name in enumerate(chart.bars) if name in chart.totals)
    return tuple(dict.fromkeys((0, len(chart.bars) - 1))) if chart.bars else ()


class Digits(Struct, frozen=True):
    """The one number in a printed figure: what stands around it, its decimals, and what one unit of it counts."""

    value: Fraction
    prefix: str
    suffix: str
    places: int
    grouped: bool
    factor: Fraction


def _digits(lens: Lens, name: str, text: str) -> Digits | None:
    """None for a figure that prints no number, or more than one."""
    value = lens.numbers.value(name)
    decimal, group = re.escape(lens.language.decimal), re.escape(lens.language.group)
    found = list(re.finditer(rf"[{SIGNS}]?\d+(?:{group}\d{{3}})*(?:{decimal}(\d+))?", text))
    if value is None or len(found) != 1:
        return None
    match = found[0]
    sign = -1 if match[0][0] in "-\u2212" else 1
    bare = match[0].lstrip(SIGNS).replace(lens.language.group, "").replace(lens.language.decimal, ".")
    printed = sign * Fraction(bare)
    exact = Fraction(str(value))
    if not printed or not exact:
        power = Fraction(1)
    else:
        power = Fraction(10) ** floor(log10(abs(exact / printed)) + 0.5)
    places, grouped = len(match[1] or ""), lens.language.group in match[0]
    return Digits(exact, text[: match.start()], text[match.end() :], places, grouped, power)


def _number(
    lens: Lens, name: str, text: str, digits: Digits | None, factor: Fraction, signed: bool, span: Span
) -> dict[str, Any]:
    cites = lens.brief.figures[name].cite if name in lens.brief.figures else ()
    words = lens.marked(text, f"figures.{name}", cites)  # a bar ends at one value
    value = lens.numbers.value(name)
    if value is None:
        return {"value": None, "shown": None, "format": ""}
    plus = lens.language.minus.replace(MINUS, "+") if signed and value > 0 else ""
    return {
        "value": float(Fraction(str(value)) / factor),
        "shown": Text(Marked(f"{plus}{words}"), span),
        "format": _format(digits, factor, plus, lens.language.minus) or _literal(plus + plain(words)),
    }


def _format(digits: Digits | None, factor: Fraction, plus: str, minus: str) -> str | None:
    """The format that prints the number as its words do; None when there is none."""
    if digits is None or digits.factor != factor:
        return None
    code = ("#,##0" if digits.grouped else "0") + ("." + "0" * digits.places if digits.places else "")
    prefix, suffix = _literal(digits.prefix), _literal(digits.suffix)
    return f"{_literal(plus)}{prefix}{code}{suffix};{_literal(minus)}{prefix}{code}{suffix}"


def _literal(text: str) -> str:
    """A text within a number format."""
    return '"' + text.replace('"', "\u201d") + '"' if text else ""
