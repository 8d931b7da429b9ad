"""``data:`` of a brief's tree to its tables, each read from its file or asked of those before it, and shaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..data.cells import MAX_CELLS, SheetCell, column_number
from ..data.conditions import condition
from ..data.find_table import EVERY, Asked, FoundTable, find
from ..data.model import TableEntry
from ..data.number_text import Marks
from ..data.read_table import Origin, open_sheet
from ..data.refusals import refused
from ..data.shaping import Grouping, grouped, ordered, pivoted, topped, unpivoted
from ..data.typed_table import ColumnKind, DataColumn, DataTable, Datum, column_of, distinct, kind_of, typed
from ..yamlfile.validate import Map, validate

RANGE = re.compile(r"([A-Za-z]+)(\d+)(?::([A-Za-z]+)(\d*))?")
DECIMAL = re.compile(r"[-−]?\d+[.,]\d+")
QUERY = "query"
MAX_TABLES = 100


class Tables(dict[str, DataTable]):
    """The tables of a brief by name, and what is to be said of them. ``whole`` is unset when one could not be read."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[Diagnostic] = []
        self.entries: dict[str, TableEntry] = {}
        self.whole = True

    def named(self, name: str, asked: Span) -> tuple[DataTable, TableEntry]:
        """A table, and what the brief says of it. Raises Refused: at the place that asked for it where there is none
        of that name, and with nothing more to report where it could not be read."""
        if name not in self.entries:
            hint = did_you_mean(name, self.entries, f"there are: {', '.join(self.entries) or 'none'}")
            raise Refused([diagnose("BW253", asked, name=name, hint=hint)])
        if name not in self:
            raise Refused([])
        return self[name], self.entries[name]


def read_tables(tree: Map, folder: Path) -> Tables:
    """The tables of a brief in ``folder``, as far as they can be had; everything wrong with them is in ``notes``."""
    tables = Tables()
    data = tree.get("data")
    if not isinstance(data, Map):
        return tables
    for name, value in data.items():
        try:
            if len(tables.entries) >= MAX_TABLES:
                raise Refused(
                    [diagnose("BW252", data.keys_at[name], name=name, what=f"is one of more than {MAX_TABLES}")]
                )
            entry = validate(TableEntry, value)
        except Refused as refused:
            tables.whole = False  # the brief as a whole is validated later, and tells what is wrong
            tables.notes += [d for d in refused.diagnostics if d.code == "BW252"]
            continue
        tables.entries[name] = entry
        try:
            tables[name] = _table(name, entry, tables, folder, data.keys_at[name])
        except Refused as refused:
            tables.notes += refused.diagnostics
            tables.whole = False
    return tables


def _table(name: str, entry: TableEntry, tables: Tables, folder: Path, span: Span) -> DataTable:
    if (entry.file is None) == (entry.query is None):
        raise _wrong(span, name, "needs a file or a query" if entry.file is None else "has both a file and a query")
    if entry.query is not None:
        if not tables.whole:  # it may ask one that could not be read, which is told already
            raise Refused([])
        table = _asked(name, entry, tables, span)
    else:
        origin = Origin(str(entry.file), folder, entry.at("file"), entry.sheet, entry.hidden)
        with open_sheet(origin) as sheet:
            tables.notes += sheet.notes
            found = find(sheet.rows, sheet.span, where_of(entry))
            marks = Marks(entry.decimal or sheet.decimal, sheet.by_commas)
            table = _of_rows(name, str(entry.file), entry, found, marks)
            if marks.assumed:
                tables.notes.append(diagnose("BW257", marks.assumed.span, text=marks.assumed.text))
    return _shaped(table, entry)


def where_of(entry: TableEntry) -> Asked:
    """Where a table stands in its sheet, as far as its brief says."""
    match = RANGE.fullmatch(entry.range or "")
    if match is None:
        return Asked(entry.header)
    first, last = column_number(match[1]), column_number(match[3] or match[1])
    top, bottom = int(match[2]), int(match[4]) if match[4] else EVERY
    return Asked(entry.header or (top,), top, bottom if match[3] else top, min(first, last), max(first, last))


# ---- rows to a table ---------------------------------------------------------------------------------


def _of_rows(name: str, file: str, entry: TableEntry, found: FoundTable, marks: Marks) -> DataTable:
    if entry.range is not None and not entry.header and (number := _number_among(found.heads)):
        what = f'has "{number.text}" among the headings of its range'
        raise _wrong(entry.at("range"), name, what, "say header: with the number of the row that has the headings")
    heads = distinct([head.on_one_line for head in found.heads])
    known = DataTable(name, file, tuple(map(_untyped, heads, found.heads)), ())
    chosen, names, kinds = _columns(known, entry)
    wanted = {_place(known, key, entry, "where", renamed=dict(zip(names, chosen, strict=True))): value
              for key, value in entry.where.items()}  # fmt: skip
    rows: Iterator[Sequence[SheetCell]] = iter(found.rows)
    if wanted:
        keeps = condition(wanted, marks)
        rows = (row for row in rows if keeps(row))
    rows = ([row[place] for place in chosen] for row in rows)
    cells = [found.heads[place] for place in chosen]
    if entry.group:
        return _grouped(replace(known, columns=tuple(map(_untyped, names, cells))), entry, rows, marks, kinds)
    kept: list[Sequence[SheetCell]] = []
    most = MAX_CELLS // max(len(chosen), 1)
    for row in rows:
        kept.append(row)
        if len(kept) > most:
            what = f"keeps more than {MAX_CELLS:,} cells"
            hint = "name fewer columns:, say where:, or group:"
            raise refused(row[0].span, what, hint, "table")
    return typed(name, file, cells, names, kept, kinds, marks)


def _number_among(heads: Sequence[SheetCell]) -> SheetCell | None:
    """The first heading that is no name but a number with decimals."""
    return next((head for head in heads if DECIMAL.fullmatch(head.text)), None)


def _untyped(name: str, head: SheetCell) -> DataColumn:
    return DataColumn(name, "text", head)


def _columns(table: DataTable, entry: TableEntry) -> tuple[list[int], list[str], dict[str, ColumnKind]]:
    """The places of the chosen columns, their names, and the kinds that are stated for some."""
    if not entry.columns:
        return list(range(len(table.columns))), [column.name for column in table.columns], {}
    chosen, names, kinds = [], [], {}
    for key, stated in entry.columns.items():
        chosen.append(_place(table, key, entry, "columns"))
        given = stated if isinstance(stated, Mapping) else {"name": stated}
        names.append(str(given.get("name", key)))
        if "type" in given:
            kinds[names[-1]] = given["type"]
    return chosen, distinct(names), kinds


def _place(table: DataTable, name: str, entry: TableEntry, key: str, renamed: Mapping[str, int] | None = None) -> int:
    """The place of a column that the brief names under ``key``. Raises Refused."""
    own = renamed or {}
    return own[str(name)] if str(name) in own else column_of(table, str(name), entry.at(key), tuple(own))


def _places(table: DataTable, names: Sequence[str], entry: TableEntry, key: str) -> list[int]:
    return [_place(table, name, entry, key) for name in names]


def _grouped(
    table: DataTable,
    entry: TableEntry,
    rows: Iterator[Sequence[SheetCell]],
    marks: Marks,
    kinds: Mapping[str, ColumnKind],
) -> DataTable:
    by = _places(table, entry.group, entry, "group")
    named = {how: _places(table, getattr(entry, how), entry, how) for how in ("sum", "mean", "min", "max")}
    summaries = [(place, how) for how, places in named.items() for place in places]
    if not summaries and entry.count is None:
        raise _wrong(entry.at("group"), table.name, "is grouped, and nothing is summed up", "say sum:, mean: or count:")
    names = [column.name for column in table.columns]
    keys, found = grouped(rows, Grouping(tuple(by), tuple(summaries), entry.count or ""), names, marks)
    twice = len({place for place, _ in summaries}) < len(summaries)
    heads = [f"{names[place]} ({how})" if twice else names[place] for place, how in summaries]
    columns = [
        DataColumn(head, "number", table.columns[place].head) for head, (place, _) in zip(heads, summaries, strict=True)
    ]
    if entry.count is not None:
        columns.append(DataColumn(entry.count, "number", table.columns[by[0]].head))
    group = typed(table.name, table.file, [table.columns[p].head for p in by], [names[p] for p in by], keys,
                  {names[p]: kinds.get(names[p]) or kind_of([key[n] for key in keys], names[p], n == 0, marks)
                   for n, p in enumerate(by)}, marks)  # fmt: skip
    made = tuple((*own, *sums) for own, sums in zip(group.rows, found, strict=True))
    table = replace(group, columns=(*group.columns, *columns), rows=made)
    rising = [(n, False) for n, column in enumerate(group.columns) if column.kind in ("number", "year", "date")]
    return ordered(table, rising) if rising and rising[0][0] == 0 else table


# ---- tables to tables --------------------------------------------------------------------------------


def _shaped(table: DataTable, entry: TableEntry) -> DataTable:
    if entry.query is not None and (entry.group or entry.where or entry.columns):
        raise _wrong(entry.at("query"), table.name, "is a query with where:, group: or columns:", "say it in its SQL")
    if entry.unpivot is not None:
        keep = _places(table, entry.unpivot.keep, entry, "unpivot") if entry.unpivot.keep else [
            n for n, column in enumerate(table.columns) if not column.counts
        ]  # fmt: skip
        table = unpivoted(table, keep, entry.unpivot.names, entry.unpivot.values)
    if entry.pivot is not None:
        ends = (entry.pivot.rows, entry.pivot.columns, entry.pivot.values)
        table = pivoted(table, *_places(table, ends, entry, "pivot"))
    if entry.sort:
        table = ordered(table, [
            (_place(table, name.removeprefix("-"), entry, "sort"), name.startswith("-")) for name in entry.sort
        ])  # fmt: skip
    if entry.top is not None:
        table = topped(table, entry.top, entry.other)
    elif entry.other is not None:
        raise _wrong(entry.at("other"), table.name, "has other: without top:", "say how many rows stay")
    return table


def _asked(name: str, entry: TableEntry, tables: Mapping[str, DataTable], span: Span) -> DataTable:
    """The answer to a query over the tables before it."""
    # DuckDB stands behind it, which only some briefs need
    from ..data.duck import ask

    at = entry.at("query")
    loaded = [
        (own, [(column.name, column.kind) for column in table.columns], [[_sql(d) for d in row] for row in table.rows])
        for own, table in tables.items()
    ]
    sheet = ask(loaded, str(entry.query), f"{span.file}#{name}", at)
    heads = [head.text for head in sheet.rows[0]]
    marks = Marks(".")
    return typed(name, QUERY, sheet.rows[0], distinct(heads), sheet.rows[1:], {}, marks)


def _sql(datum: Datum) -> Any:
    return datum.number.digits if datum.number else datum.text or None


def _wrong(span: Span, name: str, what: str, hint: str | None = None) -> Refused:
    return Refused([diagnose("BW252", span, name=name, what=what, hint=hint)])
