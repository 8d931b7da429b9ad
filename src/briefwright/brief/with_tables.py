"""The tree of a brief that names tables to the same tree with their figures, and its charts with their numbers.

A chart with ``data: rates`` gets the categories and series of that table. Its numbers are no figures of the brief,
which lists those by name: each is called by its chart, row and column, ``rates!pace.3.2``, and prints, cites and rounds
as a figure does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from ..core.chart_kinds import KINDS
from ..core.diagnostics import Diagnostic, Refused
from ..core.messages import diagnose
from ..data.bins import binned, is_raw
from ..data.date_text import as_periods
from ..data.model import Scale, TableEntry
from ..data.readable import readable_places
from ..data.shaping import pivoted
from ..data.typed_table import DataTable, Datum, column_of, column_of_numbers, stray
from ..yamlfile.fields import Prose
from ..yamlfile.nodes import append_at, number_at, put_at
from ..yamlfile.validate import Float, Map, Seq, Str
from .cell_figures import source_of
from .charted_rows import charted_rows, naming_column
from .datasets import Tables, read_tables
from .figure_table import expand as expand_figures
from .held_tables import HeldTables
from .margins import ends_of, margins
from .model import Figure
from .scale_words import named_scale

MOST_PLACES = 2  # decimals that numbers of a chart keep as they are
APART = ("scatter", "bubble")  # kinds whose series are quantities of their own
COUNTED = "count its rows: `group: [COLUMN]` and `count: NAME` beside `file:`"
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
                problems += _draw(chart, str(chart.get("id", number)), tables, cells)
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
            append_at(cites, Str(source_of(file, tree, entry.at("file")), entry.at("file")), entry.at("file"))
        if files:
            put_at(written, "cite", cites, entry.at("file"))


# ---- charts ------------------------------------------------------------------------------------------


def _draw(chart: Map, name: str, tables: Tables, cells: dict[str, Figure]) -> list[Diagnostic]:
    """Give a chart the categories and numbers of its table; what is to be said of its rows. Raises Refused."""
    asked, span = str(chart["data"]), chart.values_at["data"]
    table, entry = tables.named(asked, span)
    if not table.rows:
        what = "its where: leaves no row" if entry.where else "it has no row"
        raise Refused([diagnose("BW254", span, id=name, name=asked, what=what)])
    if chart.get("kind") == "histogram" and "names" not in chart:
        counted = _counted(table, chart, entry)
        if counted is not table:  # how many there are, whatever the numbers count
            table, entry = counted, replace(entry, style="plain", unit=None, scale=None, currency=None)
    over = _place(table, chart, "by", -1)
    spread = margins(table, chart)
    called = _place(table, chart, "names", naming_column(table, over))
    if "by" in chart:
        values = _values(table, chart, {called, over})[0]
        table, called = pivoted(table, called, over, values), 0
        places = list(range(1, len(table.columns)))
    else:
        places = _values(table, chart, {called, *chain.from_iterable(spread.values())})
    if not places:
        nearest = next(filter(None, (stray(table, n) for n in range(len(table.columns)))), "")
        what, hint = f"it has no column of numbers{nearest}", None if nearest else COUNTED
        raise Refused([diagnose("BW254", span, id=name, name=asked, what=what, hint=hint)])
    if len(table.rows) > MOST_NAMES:
        what = f"it has {len(table.rows):,} rows"
        raise Refused([diagnose("BW254", span, id=name, name=asked, what=what, hint="say where:, top: or group:")])
    written = entry.written or Map(span)
    cite = tuple(written["cite"]) if isinstance(written.get("cite"), list) else entry.cite
    table, notes = charted_rows(table, called, places, str(chart.get("kind")))
    series = Map(span)
    kind = KINDS.get(str(chart.get("kind")))
    apart = kind is None or kind.name in APART or "second_axis" in chart
    unit = chart.get("unit", written.get("unit"))
    scale = entry.scale or (named_scale(unit).scale if isinstance(unit, str) else None)
    numbers = {place: [row[place].number for row in table.rows] for place in places}
    together = readable_places(chain.from_iterable(numbers.values()), MOST_PLACES)
    for place in places:
        decimals = readable_places(numbers[place], MOST_PLACES) if apart else together
        column = Seq(span)
        for n, row in enumerate(table.rows, start=1):
            key = f"{asked}!{name}.{n}.{place + 1}"
            if row[place].number is not None:
                ends = ends_of(row[place], [row[end] for end in spread.get(place, ())])
                cells[key] = _figure(row[place], row[called], entry, scale, cite, decimals, ends)
            append_at(column, Str(key, span), span)
        put_at(series, literal(table.columns[place].title), column, span)
    names = Seq(span)
    called_texts: Sequence[str] = [row[called].text for row in table.rows]
    if table.columns[called].kind == "date":
        called_texts = as_periods(called_texts)
    for n, (row, text) in enumerate(zip(table.rows, called_texts, strict=True), start=1):
        append_at(names, Str(literal(" ".join(text.split()) or str(n)), row[called].cell.span), span)
    put_at(chart, "categories", names, span)
    _call_by_title(chart, table, places)
    if len(places) == 1 and kind is not None and not kind.lines:
        put_at(chart, "bars", next(iter(series.values())), span)
    else:
        put_at(chart, "series", series, span)
    if spread:
        put_at(chart, "error_bars", True, span)
    if "unit" not in chart and "unit" in written and table is tables[asked]:
        put_at(chart, "unit", written["unit"], span)
    money = {number.currency or entry.currency for column in numbers.values() for number in column if number}
    if "unit" not in chart and len(money) == 1 and (code := money.pop()):
        put_at(chart, "unit", Str(code, span), span)
    if entry.sort and "order" not in chart:
        put_at(chart, "order", Str("given", span), span)
    return notes


def _call_by_title(chart: Map, table: DataTable, places: Sequence[int]) -> None:
    """Let what the chart says of a series by its column's name say it by the name that is shown."""
    titles = {table.columns[place].name: table.columns[place].title for place in places}
    for key in ("focus", "lines"):
        given = chart.get(key)
        if isinstance(given, Seq):
            named = Seq(given.span)
            for name in given:
                append_at(named, Str(titles.get(str(name), str(name)), given.span), given.span)
            put_at(chart, key, named, chart.values_at[key])
        elif str(given) in titles:
            put_at(chart, key, Str(titles[str(given)], chart.values_at[key]), chart.values_at[key])


JOINER = "\u2060"  # is not seen
# What would be read as a template, as Markdown or as a citation in a text of a brief.
SIGNS = re.compile(r"\{(?=[{%#])|[*`<\[\]\\]|(?<!\w)_|_(?!\w)")


def literal(text: str) -> str:
    """A text of a table as a text of a brief that says the same: nothing in it is a template or a sign of Markdown."""
    text = text.replace("[@", f"[{JOINER}@")  # a citation it would be, whatever stands before it
    return SIGNS.sub(lambda match: "{{ '{' }}" if match[0] == "{" else f"\\{match[0]}", text)


def _place(table: DataTable, chart: Map, key: str, usual: int) -> int:
    return column_of(table, str(chart[key]), chart.values_at[key]) if key in chart else usual


def _values(table: DataTable, chart: Map, others: set[int]) -> list[int]:
    """The places of the columns with the numbers: those named, else all that have some."""
    given = chart.get("values")
    if given is None:
        return [n for n, column in enumerate(table.columns) if column.counts and n not in others]
    asked = chart.values_at["values"]
    return [column_of_numbers(table, str(entry), asked) for entry in (given if isinstance(given, list) else [given])]


def _counted(table: DataTable, chart: Map, entry: TableEntry) -> DataTable:
    """The table of a histogram: how often each range occurs, where its one column of numbers has the values."""
    places = _values(table, chart, set())
    if len(places) != 1 or not is_raw(table, places[0]) or all(row[places[0]].number is None for row in table.rows):
        return table
    chart.pop("values", None)
    return binned(table, places[0], shares=entry.style == "percent")


def _figure(
    datum: Datum, label: Datum, entry: TableEntry, scale: Scale | None, cite: Sequence[str], decimals: int | None,
    ends: tuple[Float, Float] | None = None,
) -> Figure:  # fmt: skip
    """A cell as a figure: it counts what its table says, or what its sheet shows, in ``scale``; a raw number has its
    ``decimals``. ``ends`` bound it."""
    number = datum.number
    if number is None:
        raise AssertionError(datum)
    return Figure(
        value=number_at(number.digits, datum.cell.span),
        low=ends[0] if ends else None,
        high=ends[1] if ends else None,
        label=Prose(literal(label.text), label.cell.span) if label.text else None,
        unit=entry.unit,
        scale=None if number.percent else scale,
        currency=number.currency or entry.currency,
        style="percent" if number.percent or entry.style == "percent" else "plain",
        decimals=decimals if number.places is None else number.places,
        as_of=entry.as_of,
        cite=tuple(map(str, cite)),
    )
