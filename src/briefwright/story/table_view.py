"""A table of the brief to what templates and slides see of it: headings and cells as words, in the audience's language.

A number is printed as its sheet shows it, with the marks of the language; nothing in a cell is a template or Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ..brief.figures import Quantity
from ..brief.numerals import row_of, show, without_scale
from ..data.date_text import as_periods
from ..data.model import TableEntry
from ..data.readable import common_places, readable_places
from ..yamlfile.fields import Prose
from .language import Language
from .views import citation
from .words import Marked, escape

MOST_PLACES = 4  # decimals that a table keeps as they are
LARGE = 10**10  # raw numbers from here on are not read digit by digit

if TYPE_CHECKING:
    from ..data.typed_table import DataColumn, DataTable, Datum


def seen(table: DataTable, entry: TableEntry, language: Language, audience: str) -> dict[str, Any]:
    """``columns`` are its headings, the first marked with what the table cites, ``align`` says on which side each
    stands, ``rows`` are its cells, ``entries`` its rows as mappings from the names of columns. Raw numbers too large to
    be read stand in a scale, which their heading names; in ``entries`` they are whole."""
    written = entry.written
    given = written.get("cite") if written is not None else None
    cites = tuple(map(str, given)) if isinstance(given, list) else entry.cite
    scaled = _scaled(table, entry, language)
    heads = [Marked(", ".join(filter(None, (_said(_heading(column)), scaled[n][0] if n in scaled else ""))))
             for n, column in enumerate(table.columns)]  # fmt: skip
    first = next((n for n, head in enumerate(heads) if head), None)
    if cites and first is not None:
        heads[first] = Marked(f"{heads[first]}{citation(cites)}")
    numbers = [[row[n].number for row in table.rows] for n in range(len(table.columns))]
    shown = [readable_places(column, MOST_PLACES) for column in numbers]
    places = [common_places(column) if fewer is None else fewer for column, fewer in zip(numbers, shown, strict=True)]
    whole = [
        [_cell(*each, entry, language, audience) for each in zip(row, table.columns, places, strict=True)]
        for row in _with_periods(table)
    ]
    rows = [[scaled[n][1][r] if n in scaled else cell for n, cell in enumerate(row)] for r, row in enumerate(whole)]
    names = [column.name for column in table.columns]
    return {
        "columns": heads,
        "align": ["right" if column.counts else "left" for column in table.columns],
        "rows": rows,
        "entries": [dict(zip(names, row, strict=True)) for row in whole],
    }


def _with_periods(table: DataTable) -> Iterator[Sequence[Datum]]:
    """Its rows, with the months and years that days of a column stand for."""
    dates = [n for n, column in enumerate(table.columns) if column.kind == "date"]
    periods = {n: as_periods([row[n].text for row in table.rows], evenly=True) for n in dates}
    for r, row in enumerate(table.rows):
        yield [replace(datum, text=periods[n][r]) if n in periods else datum for n, datum in enumerate(row)]


def _said(text: str) -> str:
    """A text of the table, nothing in it Markdown or a citation."""
    return escape(text).replace("[@", "[\u2060@")


def _heading(column: DataColumn) -> str:
    """The name of a column; nothing where its sheet has no heading and the brief gave it no name."""
    return "" if not column.head.text and column.name.startswith("Column ") else column.title


def _cell(
    datum: Datum, column: DataColumn, places: int | None, entry: TableEntry, language: Language, audience: str
) -> Marked:
    if not datum.text:
        text = ""
    elif datum.number is not None:
        text = _number(datum, places, entry, language, audience)
    elif column.kind == "date":
        text = language.date(datum.text.partition(" ")[0], short=True)
    else:
        text = _said(datum.text)
    made = Marked(text)
    made.span = datum.cell.span
    return made


def _scaled(table: DataTable, entry: TableEntry, language: Language) -> dict[int, tuple[str, list[Marked]]]:
    """The columns of raw numbers that are too large to be read: the word of their scale, and their cells in it. They
    share a scale where one serves all."""
    large = {} if entry.scale else dict(filter(lambda pair: _large(pair[1]), enumerate(zip(*table.rows, strict=True))))
    quantities = {n: [_quantity(datum) for datum in column] for n, column in large.items()}
    all_of = row_of(filter(None, chain.from_iterable(quantities.values())), language, "rounded")
    made: dict[int, tuple[str, list[Marked]]] = {}
    for n, column in large.items():
        shared = all_of or row_of(filter(None, quantities[n]), language, "rounded")
        if shared is None or shared.scale is None:
            continue
        cells = []
        for datum, quantity in zip(column, quantities[n], strict=True):
            text = show(quantity, language, "rounded", row=shared).number if quantity else _said(datum.text)
            cells.append(Marked(without_scale(text, shared.scale, language)))
            cells[-1].span = datum.cell.span
        made[n] = language.scales.get(shared.scale, shared.scale), cells
    return made


def _large(column: Sequence[Datum]) -> bool:
    """Whether numbers without a format of their own reach what nobody reads digit by digit."""
    known = [datum.number for datum in column if datum.number is not None]
    formatted = any(number.places is not None or number.percent or number.currency for number in known)
    return not formatted and any(abs(Fraction(number.digits)) >= LARGE for number in known)


def _quantity(datum: Datum) -> Quantity | None:
    return Quantity("", Fraction(datum.number.digits)) if datum.number else None


def _number(datum: Datum, rounded: int | None, entry: TableEntry, language: Language, audience: str) -> str:
    """What is printed of a number: what its sheet shows, or, where that has decimals beyond reading, ``rounded``."""
    number = datum.number
    if number is None:
        raise AssertionError(datum)
    percent = number.percent or entry.style == "percent"
    stated = len(number.digits.partition(".")[2]) if rounded is None else rounded
    places = number.places if number.places is not None else stated
    quantity = Quantity(
        "",
        Fraction(number.digits),
        style="percent" if percent else "plain",
        currency=number.currency or None,
        unit=Prose("%") if entry.unit is not None and entry.unit.text == "%" and not percent else None,
        decimals=places,
        places=places,
    )
    return show(quantity, language, "precise", audience=audience, language=language.code).whole
