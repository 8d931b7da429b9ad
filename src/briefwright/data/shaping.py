"""A table to another: sums by group, wide to long and back, sorted, the first rows with the rest as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Refused
from .cells import SheetCell, bad_cell
from .number_text import MAX_DIGITS, Marks, Number, Unread
from .typed_table import MAX_FAULTS, ColumnKind, DataColumn, DataTable, Datum, Faults, distinct

EXACT = Context(prec=4 * MAX_DIGITS)
MAX_GROUPS = 20_000
EMPTY = ""


class Tally(Struct):
    """What is added up of one column in one group: as numbers come, so that a long file needs little memory."""

    cell: SheetCell
    total: Decimal = Decimal(0)
    count: int = 0
    least: Decimal = Decimal("Infinity")
    most: Decimal = Decimal("-Infinity")
    places: int = 0
    percent: bool = False
    currency: str = ""

    def add(self, cell: SheetCell, number: Number) -> None:
        """Take a number in. Raises Unread where it counts something else than those before it."""
        if not self.count:
            self.percent, self.currency = number.percent, number.currency
        elif number.percent != self.percent or number.currency != self.currency:
            kinds = ((self.percent, self.currency), (number.percent, number.currency))
            one, other = ("percentages" if percent else currency or "plain numbers" for percent, currency in kinds)
            raise Unread(f"{one} and {other} have no sum", "part them by where: or by a group more")
        value = Decimal(number.digits)
        self.total, self.count = EXACT.add(self.total, value), self.count + 1
        self.least, self.most = min(self.least, value), max(self.most, value)
        point = number.digits.find(".")
        if point >= 0:
            self.places = max(self.places, len(number.digits) - point - 1)

    def datum(self, how: str) -> Datum:
        """What the numbers come to: their sum, their mean, the least or the most of them."""
        if not self.count:
            return Datum(EMPTY, self.cell)
        values = {"sum": self.total, "mean": EXACT.divide(self.total, self.count), "min": self.least, "max": self.most}
        places = Decimal(1).scaleb(-self.places - (how == "mean"))
        digits = f"{values[how].quantize(places, ROUND_HALF_EVEN, EXACT):f}"
        return Datum(digits, self.cell, Number(digits, self.percent, self.currency))


class Grouping(Struct, frozen=True):
    """By which columns rows are grouped, how others are summed up (a column's place and how), and the name of the
    column that counts the rows, if there is one."""

    by: tuple[int, ...]
    summaries: tuple[tuple[int, str], ...]
    count: str = ""


def grouped(
    rows: Iterable[Sequence[SheetCell]], grouping: Grouping, names: Sequence[str], marks: Marks
) -> tuple[list[tuple[SheetCell, ...]], list[list[Datum]]]:
    """The cells that name each group, and what its rows come to, in the order in which groups first appear."""
    groups: dict[tuple[str, ...], tuple[tuple[SheetCell, ...], list[Tally], list[int]]] = {}
    problems = Faults()
    for row in rows:
        key = tuple(row[place].text for place in grouping.by)
        if key not in groups:
            if len(groups) >= MAX_GROUPS:
                what = f"there are more than {MAX_GROUPS:,} groups"
                raise Refused([bad_cell(row[grouping.by[0]], names[grouping.by[0]], what, "group by another column")])
            cells = tuple(row[place] for place in grouping.by)
            groups[key] = cells, [Tally(row[place]) for place, _ in grouping.summaries], [0]
        _, tallies, counted = groups[key]
        counted[0] += 1
        for tally, (place, _) in zip(tallies, grouping.summaries, strict=True):
            cell = row[place]
            try:
                if cell.fault:
                    raise Unread(cell.fault, "mend the cell, or leave its row out by where:")
                if (number := marks.published(cell)) is not None:
                    tally.add(cell, number)
            except Unread as unread:
                problems.add(cell, names[place], unread)
                if len(problems) + len(problems.unclear) >= MAX_FAULTS:
                    problems.raise_all()
    problems.raise_all()
    found = []
    for cells, tallies, counted in groups.values():
        made = [tally.datum(how) for tally, (_, how) in zip(tallies, grouping.summaries, strict=True)]
        if grouping.count:
            made.append(Datum(str(counted[0]), cells[0], Number(str(counted[0]))))
        found.append(made)
    return [cells for cells, _, _ in groups.values()], found


def unpivoted(table: DataTable, keep: Sequence[int], names: str, values: str) -> DataTable:
    """Wide to long: a row for each cell of the other columns, beside those that are kept, with its column's name. Of
    columns of numbers and others, those of numbers."""
    melted = [place for place in range(len(table.columns)) if place not in keep]
    melted = [place for place in melted if table.columns[place].counts] or melted
    heads = [table.columns[place] for place in keep]
    kinds = {table.columns[place].kind for place in melted}
    kind: ColumnKind = kinds.pop() if len(kinds) == 1 else "text"
    first = table.columns[melted[0]].head if melted else table.columns[0].head
    columns = (*heads, DataColumn(names, "text", first), DataColumn(values, kind, first))
    rows = tuple(
        (*(row[place] for place in keep), Datum(table.columns[place].name, table.columns[place].head), row[place])
        for row in table.rows
        for place in melted
    )
    return replace(table, columns=columns, rows=rows)


def pivoted(table: DataTable, by: int, over: int, values: int) -> DataTable:
    """Long to wide: a row for each entry of one column, a column for each entry of another. Rows come in the order that
    each column's entries have: a year that only the second has stands between its neighbours. Raises Refused where two
    values would stand in one cell."""
    rows: dict[str, dict[str, Datum]] = {}
    firsts: dict[str, Datum] = {}
    heads: dict[str, Datum] = {}
    problems = []
    for row in table.rows:
        name, head, value = row[by].text, row[over].text, row[values]
        firsts.setdefault(name, row[by])
        heads.setdefault(head, row[over])
        if head in rows.setdefault(name, {}):
            what = f'"{name}" has two values for "{head}"'
            problems.append(bad_cell(value.cell, table.columns[values].name, what, "leave one out by where:, or group"))
        rows[name][head] = value
    if problems:
        raise Refused(problems[:MAX_FAULTS])
    kind = table.columns[values].kind
    names = distinct(list(heads))
    columns = (
        table.columns[by],
        *(DataColumn(own, kind, head.cell) for own, head in zip(names, heads.values(), strict=True)),
    )
    made = tuple(
        (firsts[name], *(rows[name].get(head) or Datum(EMPTY, firsts[name].cell) for head in heads))
        for name in _in_order(table, by, over)
    )
    return replace(table, columns=columns, rows=made)


def _in_order(table: DataTable, by: int, over: int) -> list[str]:
    """The entries of the column ``by``: times and numbers as they rise, or fall where the first column's do; names each
    behind the one that it follows in the column in which it first appears."""
    listed: dict[str, dict[str, Datum]] = {}
    for row in table.rows:
        listed.setdefault(row[over].text, {})[row[by].text] = row[by]
    if table.columns[by].kind in ("number", "year", "date"):
        first = [_key(datum) for datum in next(iter(listed.values())).values()] if listed else []
        falls = len(first) > 1 and all(one > other for one, other in pairwise(first))
        every = {name: datum for column in listed.values() for name, datum in column.items()}
        return sorted(every, key=lambda name: _key(every[name]), reverse=falls)
    follower: dict[str | None, str | None] = {None: None}
    for column in listed.values():
        before: str | None = None
        for name in column:
            if name not in follower:
                follower[name] = follower[before]
                follower[before] = name
            before = name
    out: list[str] = []
    name_or_end = follower[None]
    while name_or_end is not None:
        out.append(name_or_end)
        name_or_end = follower[name_or_end]
    return out


def ordered(table: DataTable, by: Sequence[tuple[int, bool]]) -> DataTable:
    """Sorted by columns, each rising or falling; what is not known comes last."""
    rows = list(table.rows)
    for place, falling in reversed(by):
        rows.sort(key=lambda row: _key(row[place]), reverse=falling)
        rows.sort(key=lambda row: not row[place].text)
    return replace(table, rows=tuple(rows))


def _key(datum: Datum) -> tuple[int, Fraction, str]:
    value = datum.value
    return (0, value, "") if value is not None else (1, Fraction(0), datum.text.casefold())


def topped(table: DataTable, count: int, other: str | None) -> DataTable:
    """The first rows; with ``other``, the sum of the rest as a last row of that name."""
    first, rest = table.rows[:count], table.rows[count:]
    if other is None or not rest:
        return replace(table, rows=first)
    last = []
    problems = []
    named = False
    for place, column in enumerate(table.columns):
        cell = rest[0][place].cell
        if column.counts:
            tally = Tally(cell)
            try:
                for datum in (row[place] for row in rest):
                    if datum.number is not None:
                        tally.add(datum.cell, datum.number)
            except Unread as unread:
                problems.append(bad_cell(cell, column.name, str(unread), unread.hint))
            last.append(tally.datum("sum"))
        else:
            last.append(Datum(EMPTY if named else other, cell))
            named = True
    if problems:
        raise Refused(problems)
    return replace(table, rows=(*first, tuple(last)))
