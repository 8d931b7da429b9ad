"""The tree of a brief that names tables to the same tree with their figures, and its charts with their numbers.

A chart with ``data: rates`` gets the categories and series of that table. Its numbers are no figures of the brief,
which lists those by name: each is called by its chart, row and column, ``rates!pace.3.2``, and prints, cites and rounds
as a figure does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..core.chart_kinds import KINDS
from ..core.diagnostics import Refused
from ..core.messages import diagnose, did_you_mean
from ..data.model import TableEntry
from ..data.shaping import pivoted
from ..data.typed_table import DataTable, Datum, unknown_column
from ..yamlfile.fields import Prose
from ..yamlfile.validate import Float, Int, Map, Seq, Str
from .cell_figures import source_of
from .datasets import Tables, read_tables
from .figure_table import expand as expand_figures
from .held_tables import HeldTables
from .model import Figure

MOST_NAMES = 2_000  # categories of a chart that are looked at: its kind says how many it takes


def expand(tree: Map, folder: Path) -> HeldTables:
    """Read the tables of a brief in ``folder`` and put what its figures and charts take of them into the tree."""
    tables = read_tables(tree, folder)
    problems, whole = list(tables.notes), tables.whole
    _cite(tree, tables)
    cells: dict[str, Figure] = {}
    charts = tree.get("charts")
    for number, chart in enumerate(charts if isinstance(charts, Seq) else [], start=1):
        if isinstance(chart, Map) and "data" in chart:
            try:
                _draw(chart, str(chart.get("id", number)), tables, cells)
            except Refused as refused:
                problems += refused.diagnostics
                whole = False
    if isinstance(tree.get("figures"), Map):
        more, sound = expand_figures(tree, folder, tables)
        problems += more
        whole = whole and sound
    return HeldTables(tables, tables.entries, cells, tuple(problems), whole)


def _cite(tree: Map, tables: Tables) -> None:
    """A table that cites nothing cites its file, which then is a source."""
    for name, entry in tables.entries.items():
        written = entry.written
        if entry.cite or written is None or name not in tables:
            continue
        files = [str(entry.file)] if entry.file else []
        cites = Seq(written.span)
        for file in files:
            cites.append(Str(source_of(file, tree, entry.at("file")), entry.at("file")))
            cites.spans.append(entry.at("file"))
        if files:
            written["cite"] = cites
            written.keys_at["cite"] = written.values_at["cite"] = entry.at("file")


# ---- charts ------------------------------------------------------------------------------------------


def _draw(chart: Map, name: str, tables: Tables, cells: dict[str, Figure]) -> None:
    """Give a chart the categories and numbers of its table. Raises Refused."""
    asked, span = str(chart["data"]), chart.values_at["data"]
    if asked not in tables.entries:
        hint = did_you_mean(asked, tables.entries, f"there are: {', '.join(tables.entries) or 'none'}")
        raise Refused([diagnose("BW253", span, name=asked, hint=hint)])
    if asked not in tables:  # it could not be read, which is told already
        raise Refused([])
    table, entry = tables[asked], tables.entries[asked]
    called = _place(table, chart, "names", next((n for n, c in enumerate(table.columns) if not c.counts), 0))
    if "by" in chart:
        over = _place(table, chart, "by", 0)
        values = _values(table, chart, {called, over})[0]
        table, called = pivoted(table, called, over, values), 0
        places = list(range(1, len(table.columns)))
    else:
        places = _values(table, chart, {called})
    if not table.rows or not places:
        what = "it has no row" if not table.rows else "it has no column of numbers"
        raise Refused([diagnose("BW254", span, id=name, name=asked, what=what)])
    if len(table.rows) > MOST_NAMES:
        what = f"it has {len(table.rows):,} rows"
        raise Refused([diagnose("BW254", span, id=name, name=asked, what=what, hint="say where:, top: or group:")])
    written = entry.written or Map(span)
    cite = tuple(written["cite"]) if isinstance(written.get("cite"), list) else entry.cite
    series = Map(span)
    for place in places:
        column = Seq(span)
        for n, row in enumerate(table.rows, start=1):
            key = f"{asked}!{name}.{n}.{place + 1}"
            if row[place].number is not None:
                cells[key] = _figure(row[place], row[called], entry, cite)
            column.append(Str(key, span))
            column.spans.append(span)
        _put(series, literal(table.columns[place].name), column, chart)
    names = Seq(span)
    for n, row in enumerate(table.rows, start=1):
        names.append(Str(literal(" ".join(row[called].text.split()) or str(n)), row[called].cell.span))
        names.spans.append(span)
    _put(chart, "categories", names, chart)
    kind = KINDS.get(str(chart.get("kind")))
    if len(places) == 1 and kind is not None and not kind.lines:
        _put(chart, "bars", next(iter(series.values())), chart)
    else:
        _put(chart, "series", series, chart)
    if "unit" not in chart and "unit" in written:
        _put(chart, "unit", written["unit"], chart)


JOINER = "\u2060"  # is not seen
# What would be read as a template, as Markdown or as a citation in a text of a brief.
SIGNS = re.compile(r"\{(?=[{%#])|[*`<\[\]\\]|(?<!\w)_|_(?!\w)")


def literal(text: str) -> str:
    """A text of a table as a text of a brief that says the same: nothing in it is a template or a sign of Markdown."""
    text = text.replace("[@", f"[{JOINER}@")  # a citation it would be, whatever stands before it
    return SIGNS.sub(lambda match: "{{ '{' }}" if match[0] == "{" else f"\\{match[0]}", text)


def _place(table: DataTable, chart: Map, key: str, usual: int) -> int:
    if key not in chart:
        return usual
    place = table.place(str(chart[key]))
    if place is None:
        what, hint = unknown_column(table, str(chart[key]))
        raise Refused([diagnose("BW252", chart.values_at[key], name=table.name, what=what, hint=hint)])
    return place


def _values(table: DataTable, chart: Map, others: set[int]) -> list[int]:
    """The places of the columns with the numbers: those named, else all that have some."""
    given = chart.get("values")
    if given is None:
        return [n for n, column in enumerate(table.columns) if column.counts and n not in others]
    places = []
    for entry in given if isinstance(given, list) else [given]:
        place = table.place(str(entry))
        if place is None:
            what, hint = unknown_column(table, str(entry))
            raise Refused([diagnose("BW252", chart.values_at["values"], name=table.name, what=what, hint=hint)])
        if not table.columns[place].counts:
            what = f'has no numbers in the column "{table.columns[place].name}"'
            raise Refused([diagnose("BW252", chart.values_at["values"], name=table.name, what=what)])
        places.append(place)
    return places


def _figure(datum: Datum, label: Datum, entry: TableEntry, cite: Sequence[str]) -> Figure:
    """A cell as a figure: it counts what its table says, or what its sheet shows."""
    number = datum.number
    if number is None:
        raise AssertionError(datum)
    digits = number.digits
    span = datum.cell.span
    return Figure(
        value=Float(float(digits), digits, span) if "." in digits else Int(int(digits), digits, span),
        label=Prose(literal(label.text), label.cell.span) if label.text else None,
        unit=entry.unit,
        scale=entry.scale,
        currency=number.currency or entry.currency,
        style="percent" if number.percent or entry.style == "percent" else "plain",
        decimals=number.places,
        as_of=entry.as_of,
        cite=tuple(map(str, cite)),
    )


def _put(into: Map, key: str, value: object, source: Map) -> None:
    into[key] = value
    into.keys_at[key] = into.values_at[key] = source.values_at.get("data", source.span)
