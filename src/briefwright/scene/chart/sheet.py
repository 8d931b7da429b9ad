"""A Chart to the table behind it: what the author gave, and what is computed from it, by name, row and formula.

The first sheet is the author's table and nothing else: names down its first column, a column for each series. The
second, if anything is computed, has a column for each series that is: totals, feet, shares, the arms of error bars.
"""

from __future__ import annotations

from msgspec import Struct

from .model import Chart, Given

GIVEN, DRAWN = "Data", "Chart"
FIRST = 2  # the row of the first category


class Cells(Struct, frozen=True):
    """A column of a sheet: its place from 0, its head, and a value and formula (or none) for each category."""

    sheet: str
    place: int
    name: str
    values: tuple[float | None, ...]
    formulas: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        return letters(self.place)


class ChartSheet(Struct, frozen=True):
    """All columns behind a chart: those given, that of each series, and the two arms of each series' error bars."""

    given: tuple[Cells, ...]
    series: tuple[Cells, ...]
    arms: tuple[tuple[Cells, Cells] | None, ...]

    @property
    def drawn(self) -> tuple[Cells, ...]:
        """The columns of the second sheet."""
        arms = (cells for pair in self.arms if pair for cells in pair)
        return tuple(cells for cells in (*self.series, *arms) if cells.sheet == DRAWN)


def table_of(chart: Chart) -> ChartSheet:
    """Where every number of a chart stands."""
    columns = chart.given or tuple(
        Given(series.name, tuple(point.value for point in series.points))
        for series in chart.series
        if not any(point.formula for point in series.points)
    )
    given = tuple(
        Cells(GIVEN, n, column.name, column.values, column.formulas) for n, column in enumerate(columns, start=1)
    )
    series: list[Cells] = []
    arms: list[tuple[Cells, Cells] | None] = []
    free, place = list(given), 0
    for one in chart.series:
        formulas = tuple(point.formula for point in one.points)
        if any(formulas):
            place += 1
            series.append(Cells(DRAWN, place, one.name, tuple(point.value for point in one.points), formulas))
        else:
            mine = next(cells for cells in free if cells.name == one.name)
            free.remove(mine)
            series.append(mine)
    for one in chart.series:
        if all(point.low is None for point in one.points):
            arms.append(None)
            continue
        pair = []
        for side, sign in enumerate("+−"):
            place += 1
            ends = [point.low if side else point.high for point in one.points]
            lengths = tuple(
                None if end is None or point.value is None else abs(end - point.value)
                for end, point in zip(ends, one.points, strict=True)
            )
            formulas = tuple(point.arms[side] for point in one.points)
            pair.append(Cells(DRAWN, place, f"{one.name} {sign}", lengths, formulas))
        arms.append((pair[0], pair[1]))
    return ChartSheet(given, tuple(series), tuple(arms))


def letters(column: int) -> str:
    """The name of a column, from 0: A, B, … Z, AA."""
    first, last = divmod(column, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


def cell(column: int, row: int) -> str:
    """A cell of the author's table in a formula: the given column, from 1, of a category, from 0."""
    return f"{GIVEN}!{letters(column)}{row + FIRST}"


def cells(column: int, row: int, last_column: int, last_row: int) -> str:
    """A range of the author's table in a formula, from one cell to another."""
    return f"{cell(column, row)}:{letters(last_column)}{last_row + FIRST}"
