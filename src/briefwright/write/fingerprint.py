"""The words of a shape to their hash, by which an edited deck is compared with the deck as it was built."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from ..scene.chart.sheet import table_of
from ..scene.model import Chart, Item, Table, Text

NUMERAL = ".9g"  # the numbers of charts: programs differ in the digits that nobody sees


def words_of(item: Item, numbers: Collection[str] = ()) -> str:
    """The words of a shape as ``read_deck`` finds them; the placeholders ``numbers`` hold fields, which have none."""
    match item:
        case Text():
            return "" if item.placeholder in numbers else item.text
        case Table():
            return "".join(cell.text for row in item.rows for cell in row.cells)
        case Chart():
            table = table_of(item)
            columns = table.given if item.across else table.series
            numerals = (f"{value:{NUMERAL}}" for one in columns for value in one.values if value is not None)
            names = [name.text for name in item.categories] if not item.dates else list(map(str, item.dates.days))
            return "".join([*(names if not item.across else ()), *numerals])
        case _:
            return ""


def fingerprint(text: str) -> str:
    """The hash of words without their spaces: programs differ in which they write, and whether at a line's end."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()
