"""A table of the brief to what templates and slides see of it: headings and cells as words, in the audience's language.

A number is printed as its sheet shows it, with the marks of the language; nothing in a cell is a template or Markdown.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..brief.figures import Quantity
from ..brief.numerals import show
from ..data.model import TableEntry
from ..data.readable import readable_places
from ..yamlfile.fields import Prose
from .language import Language
from .views import citation
from .words import Marked, escape

MOST_PLACES = 4  # decimals that a table keeps as they are

if TYPE_CHECKING:
    from ..data.typed_table import DataColumn, DataTable, Datum


def seen(table: DataTable, entry: TableEntry, language: Language, audience: str) -> dict[str, Any]:
    """``columns`` are its headings, the first marked with what the table cites, ``align`` says on which side each
    stands, ``rows`` are its cells, ``entries`` its rows as mappings from the names of columns."""
    written = entry.written
    given = written.get("cite") if written is not None else None
    cites = tuple(map(str, given)) if isinstance(given, list) else entry.cite
    heads = [Marked(_said(_heading(column))) for column in table.columns]
    first = next((n for n, head in enumerate(heads) if head), None)
    if cites and first is not None:
        heads[first] = Marked(f"{heads[first]}{citation(cites)}")
    places = [readable_places((row[n].number for row in table.rows), MOST_PLACES) for n in range(len(table.columns))]
    rows = [
        [_cell(*each, entry, language, audience) for each in zip(row, table.columns, places, strict=True)]
        for row in table.rows
    ]
    names = [column.name for column in table.columns]
    return {
        "columns": heads,
        "align": ["right" if column.counts else "left" for column in table.columns],
        "rows": rows,
        "entries": [dict(zip(names, row, strict=True)) for row in rows],
    }


def _said(text: str) -> str:
    """A text of the table, nothing in it Markdown or a citation."""
    return escape(text).replace("[@", "[\u2060@")


def _heading(column: DataColumn) -> str:
    """The name of a column; nothing where its sheet has no heading and the brief gave it no name."""
    return "" if not column.head.text and column.name.startswith("Column ") else column.name


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
