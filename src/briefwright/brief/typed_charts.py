"""Numbers that an author types into a chart to the figures that it shows.

``bars: {Harbour: 5200, Old Town: 4700}`` names its categories too; so does a series that is a mapping. Such a number is
no figure of the brief, which lists those by name: it is called by its chart, row and place, ``wards!1.2``, counts the
unit of the chart and cites what the chart cites.
"""

from __future__ import annotations

from typing import Any

from ..yamlfile.fields import Prose
from ..yamlfile.nodes import append_at, put_at
from ..yamlfile.validate import Float, Int, Map, Seq, Str
from .model import Figure
from .scale_words import named_scale

PERCENT = ("%", "٪", "％")


def typed(charts: object) -> dict[str, Figure]:
    """The numbers in the charts of a tree as figures, whose names then stand in their places."""
    cells: dict[str, Figure] = {}
    for number, chart in enumerate(charts if isinstance(charts, Seq) else [], start=1):
        if isinstance(chart, Map) and "data" not in chart:
            _type(chart, str(chart.get("id", number)), cells)
    return cells


def _type(chart: Map, name: str, cells: dict[str, Figure]) -> None:
    series = chart.get("series")
    rows = [(chart, "bars"), *((series, key) for key in series)] if isinstance(series, Map) else [(chart, "bars")]
    _name(chart, rows)
    for n, (holder, key) in enumerate(rows):
        row = holder.get(key)
        if not isinstance(row, Seq):
            continue
        row.gapped = True
        for at, value in enumerate(row):
            if isinstance(value, Int | Float):
                cells[f"{name}!{n}.{at + 1}"] = _figure(value, chart, at)
                row[at] = Str(f"{name}!{n}.{at + 1}", value.span)


def _name(chart: Map, rows: list[tuple[Map, str]]) -> None:
    """Rows that are mappings as lists, with their keys as the categories of the chart where it states none."""
    named = [(holder, key) for holder, key in rows if isinstance(holder.get(key), Map)]
    if not named or "categories" in chart:
        return
    places = {key: row.keys_at[key] for holder, at in named for row in [holder[at]] for key in row}
    for holder, at in named:
        row = holder[at]
        values = Seq(row.span)
        for key, place in places.items():
            append_at(values, row.get(key), row.values_at.get(key, place))
        holder[at] = values
    names = Seq(chart.span)
    for key, place in places.items():
        append_at(names, Str(key, place), place)
    put_at(chart, "categories", names, named[0][0].values_at[named[0][1]])


def _figure(value: Int | Float, chart: Map, at: int) -> Figure:
    names, unit, cite = chart.get("categories"), chart.get("unit"), chart.get("cite")
    label: Any = names[at] if isinstance(names, Seq) and at < len(names) else None
    return Figure(
        value=value,
        label=Prose(label, label.span) if isinstance(label, Str) else None,
        scale=named_scale(unit).scale if isinstance(unit, str) else None,
        style="percent" if isinstance(unit, str) and unit.strip() in PERCENT else "plain",
        cite=tuple(map(str, cite if isinstance(cite, list) else [cite])) if cite else (),
    )
