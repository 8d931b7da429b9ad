"""The rows of a table to those that a chart shows: the column that names them, no nameless row, no total unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from ..core.chart_kinds import KINDS
from ..core.diagnostics import Diagnostic
from ..core.messages import diagnose
from ..data.typed_table import DataTable

# Kinds that show parts beside one another, among which their total misleads.
OF_PARTS = ("bar", "column", "stacked", "stacked-bar", "share", "share-bar", "pie", "doughnut")
RAW = "histogram"  # it counts rows, whatever they are called
LEAST = 4  # rows, of which one may be the sum of the others by more than chance


def naming_column(table: DataTable, over: int) -> int:
    """The place of the column that names the rows, where the brief does not say: the first without quantities whose
    entries all differ, else the first with more than one entry. ``over`` is the column of the series, -1 for none; with
    one, times come first."""
    others = [n for n, column in enumerate(table.columns) if not column.counts and n != over]
    entries = {n: {row[n].text for row in table.rows} for n in others}
    if over >= 0:
        times = [n for n in others if table.columns[n].kind in ("year", "date")]
        return next((n for n in (*times, *others) if len(entries[n]) > 1), others[0] if others else 0)
    distinct = (n for n in others if len(entries[n]) == len(table.rows))
    return next(distinct, next((n for n in others if len(entries[n]) > 1), others[0] if others else 0))


def charted_rows(table: DataTable, called: int, places: Sequence[int], kind: str) -> tuple[DataTable, list[Diagnostic]]:
    """The table without rows that have no name, where others have one; and diagnostics of its rows."""
    named = [row for row in table.rows if row[called].text]
    notes = []
    if len(named) > 1:
        for row in table.rows:
            if not row[called].text:
                notes.append(diagnose("BW258", row[called].cell.span, row=row[called].cell.span.line))
        table = replace(table, rows=tuple(named))
    total = _total(table, places) if kind in OF_PARTS else None
    if total is not None:
        cell = table.rows[total][called]
        column = table.columns[called].name
        notes.append(diagnose("BW259", cell.cell.span, name=cell.text, column=column))
    if kind in KINDS and KINDS[kind].shape != "crossed" and kind != RAW:
        notes += _named_alike(table, called)
    return table, notes


def _named_alike(table: DataTable, called: int) -> list[Diagnostic]:
    """What there is to say of rows with one name, where another column tells them apart."""
    counts = Counter(row[called].text for row in table.rows)
    name, most = counts.most_common(1)[0] if counts else ("", 0)
    if most < 2:
        return []
    others = (n for n, column in enumerate(table.columns) if not column.counts and n != called)
    both = {n: {(row[called].text, row[n].text) for row in table.rows} for n in others}
    apart = next((n for n, pairs in both.items() if len(pairs) == len(table.rows)), None)
    if apart is None:
        return []
    row = next(row for row in reversed(table.rows) if row[called].text == name)
    column, entry = table.columns[apart].name, row[apart].text
    return [diagnose("BW270", row[called].cell.span, name=name, count=most, column=column, entry=entry)]


def _total(table: DataTable, places: Sequence[int]) -> int | None:
    """The row whose numbers are the sums of all others; None where there is none."""
    if len(table.rows) < LEAST:
        return None
    columns = [[row[place].value or Fraction(0) for row in table.rows] for place in places]
    if not columns or not all(map(any, columns)):
        return None
    sums = [sum(column) for column in columns]

    def is_sum(n: int) -> bool:
        return all(2 * column[n] == total for column, total in zip(columns, sums, strict=True))

    return next(filter(is_sum, range(len(table.rows))), None)
