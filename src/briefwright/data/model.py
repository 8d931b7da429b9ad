"""A table of a brief as it is written under ``data:``: where it stands, what is taken of it, what its numbers count."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from typing import Annotated, Any, Literal

from msgspec import field

from ..yamlfile.fields import (
    CellRange,
    ColumnChoice,
    Currency,
    Entry,
    Flag,
    HeadProse,
    Line,
    Names,
    Query,
    RowNumbers,
    Untyped,
)
from ..yamlfile.hints import Bounds

Scale = Literal["thousand", "million", "billion", "trillion", "万", "亿", "億", "万亿", "兆"]


class Unpivot(Entry, frozen=True, kw_only=True):
    """Wide to long: the columns that are not kept become rows, their headings a column ``names``."""

    names: Line
    values: Line
    keep: Names = ()


class Pivot(Entry, frozen=True, kw_only=True):
    """Long to wide: a row for each entry of the column ``rows``, a column for each of ``columns``."""

    rows: Line
    columns: Line
    values: Line


class TableEntry(Entry, frozen=True, kw_only=True):
    """A table: where it stands in a file and what is taken of it, or a query over the tables before it."""

    file: Line | None = None
    query: Query | None = None
    sheet: Line | None = None
    header: RowNumbers = ()
    range: CellRange | None = None
    decimal: Literal[".", ","] | None = None
    hidden: Flag | None = None  # whether hidden rows and columns count
    columns: ColumnChoice = field(default_factory=dict)
    where: Untyped = field(default_factory=dict)
    group: Names = ()
    sum: Names = ()
    mean: Names = ()
    min: Names = ()
    max: Names = ()
    count: Line | None = None  # the name of a column that counts the rows of each group
    unpivot: Unpivot | None = None
    pivot: Pivot | None = None
    sort: Names = ()  # columns, with a minus before those that fall
    top: Annotated[int, Bounds(least=1)] | None = None
    other: Line | None = None  # the name of a last row that sums up the rest
    unit: HeadProse | None = None
    scale: Scale | None = None
    currency: Currency | None = None
    style: Literal["plain", "percent"] = "plain"
    as_of: Line | None = None
    cite: Names = ()


class Sheets:
    """The key ``from`` among figures, which names the sheets of further figures; reading replaces it by these."""

    @staticmethod
    def json(shape: dict[str, Any]) -> dict[str, Any]:
        """The JSON Schema of figures with that of their sheets."""
        named = {"type": "string"}
        keys = {
            **dict.fromkeys(("file", "data", "sheet", "range", "id", "value"), named),
            "decimal": {"enum": [".", ","]},
        }
        sheet = {
            "anyOf": [
                named,
                {
                    "type": "object",
                    "anyOf": [{"required": ["file"]}, {"required": ["data"]}],
                    "properties": {**keys, "header": {"type": "integer"}, "hidden": {"type": "boolean"}},
                },
            ]
        }
        purpose = "A sheet of figures in the folder of the brief, or a table of data:, or several."
        sheets = {"description": purpose, "anyOf": [*sheet["anyOf"], {"type": "array", "items": sheet}]}
        names = {f"^(?!from$){name.removeprefix('^')}": kind for name, kind in shape["patternProperties"].items()}
        return {**shape, "patternProperties": names, "properties": {"from": sheets}}
