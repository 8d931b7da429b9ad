"""Raw values to how often each range of them occurs, as a histogram shows: 0–2, 2–4 …"""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal
from math import ceil, log2

from .number_text import Number
from .typed_table import DataColumn, DataTable, Datum

LEAST, MOST = 5, 12  # ranges
DRAWN = 40  # ranges of a histogram, at most
TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|\d{1,2}:\d\d.*")
RANGE = re.compile(r"\W*\d|.*\d.*\D\d")  # a name that opens with a number, or has two
NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def is_raw(table: DataTable, place: int) -> bool:
    """Whether the rows of a table are things that were measured, and not ranges, whose names have numbers and are
    few."""
    names = next((n for n, column in enumerate(table.columns) if not column.counts and n != place), None)
    if names is None:
        return True
    texts = [row[names].text for row in table.rows]
    ranged = sum(RANGE.match(text) is not None and not TIME.fullmatch(text) for text in texts)
    return ranged * 2 <= len(texts) or len(texts) > DRAWN


def binned(table: DataTable, place: int, *, shares: bool = False) -> DataTable:
    """A row for each range of the numbers of a column, with how many lie in it: from its lower end to below its upper.
    Ranges are round and equally wide, about as many as Sturges counts. Of ``shares``, 0.4 is 40%."""
    known = [(Decimal(number.digits), row[place]) for row in table.rows if (number := row[place].number)]
    if shares and not any(number.percent for row in table.rows if (number := row[place].number)):
        known = [(100 * value, datum) for value, datum in known]
    values = [value for value, _ in known]
    least, most = min(values), max(values)
    step = _step(most - least, len(values))
    if all(value == value.to_integral_value() for value in values):
        step = max(step, Decimal(1))
    first = int((least / step).to_integral_value(ROUND_FLOOR))
    last = int((most / step).to_integral_value(ROUND_FLOOR))
    percent = shares or (known[0][1].number is not None and known[0][1].number.percent)
    rows = []
    for n in range(first, last + 1):
        held = [datum for value, datum in known if n * step <= value < (n + 1) * step]
        name = f"{n * step:f}–{(n + 1) * step:f}{' %' if percent else ''}"  # printed in the marks of each language
        at = (held or [known[0][1]])[0].cell
        rows.append((Datum(name, at), Datum(str(len(held)), at, Number(str(len(held))))))
    head = table.columns[place].head
    name = table.columns[place].name
    columns = (DataColumn(name, "text", head), DataColumn(f"{name}: count", "number", head))
    return DataTable(table.name, table.file, columns, tuple(rows))


def _step(span: Decimal, count: int) -> Decimal:
    """The round width of a range."""
    if not span:
        return Decimal(1)
    wanted = span / min(MOST, max(LEAST, ceil(log2(count)) + 1))
    power = Decimal(1).scaleb(wanted.adjusted())
    return next(nice * power for nice in NICE if nice * power >= wanted).normalize()
