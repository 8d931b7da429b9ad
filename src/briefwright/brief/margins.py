"""The margins of a chart's numbers that stand in columns of their own: 12 ± 3, or 9 to 15."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..core.diagnostics import Refused
from ..core.messages import diagnose
from ..data.typed_table import DataTable, Datum, column_of_numbers
from ..yamlfile.validate import Float, Map


def margins(table: DataTable, chart: Map) -> dict[int, tuple[int, ...]]:
    """For the columns of numbers the columns of their margin, or of their low and high end. Raises Refused (BW252)."""
    given = chart.get("margins")
    if not isinstance(given, Map):
        return {}
    made = {}
    for name, ends in given.items():
        columns = [str(end) for end in (ends if isinstance(ends, list) else [ends])]
        places = [column_of_numbers(table, column, chart.values_at["margins"]) for column in (str(name), *columns)]
        if len(places) > 3:
            what = f'has {len(columns)} columns for the margin of "{name}", and one or two are due'
            raise Refused([diagnose("BW252", given.values_at[name], name=table.name, what=what)])
        made[places[0]] = tuple(places[1:])
    return made


def ends_of(datum: Datum, ends: Sequence[Datum]) -> tuple[Float, Float] | None:
    """The ends of a number's range, by one margin or by two ends; None where one of them is missing."""
    numbers = [Decimal(end.number.digits) for end in ends if end.number is not None]
    if datum.number is None or not numbers or len(numbers) < len(ends):
        return None
    value = Decimal(datum.number.digits)
    low, high = (value - abs(numbers[0]), value + abs(numbers[0])) if len(numbers) == 1 else sorted(numbers)
    return _float(low, datum), _float(high, datum)


def _float(number: Decimal, datum: Datum) -> Float:
    return Float(float(number), f"{number:f}", datum.cell.span)
