"""``plan: {from: budget.xlsx!Plan!C7}`` to a figure with the value that this cell shows, citing the cell."""

from __future__ import annotations

import re
from pathlib import Path

from ..core import names
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from ..data.cells import SheetCell, column_number
from ..data.number_text import Marks, Number, Unread
from ..data.read_table import Origin, read_sheet
from ..yamlfile.inherit import put
from ..yamlfile.nodes import append_at, number_at, put_at
from ..yamlfile.validate import Int, Map, Seq, Str

FROM = "from"
CELL = re.compile(r"(?P<file>[^!]+)!(?:(?P<sheet>[^!]+)!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9]\d{0,6})")


def of_cell(figure: Map, tree: Map, folder: Path) -> Map:
    """The figure with what its cell holds in the place of ``from``; it cites the cell, unless it cites something.

    The file becomes a source of the tree where none has it as its ``table``. Raises Refused.
    """
    span, text = figure.values_at[FROM], figure[FROM]
    match = CELL.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise Refused([diagnose("BW238", span, text=str(text))])
    cell = cell_at(match, folder, span)
    made = Map(figure.span, figure.flow)
    for key in figure:
        if key != FROM:
            put(made, key, figure[key], figure)
    if cell.kind == "text" and not any(letter.isdigit() for letter in cell.text):
        put_at(made, "text", Str(cell.on_one_line, span), span)
    else:
        try:
            number = Marks(".").published(cell) if cell.kind != "date" else None
        except Unread as unread:
            raise Refused([_wrong(match, span, f"holds no number: {unread}", unread.hint)]) from None
        if number is None:
            put_at(made, "text", Str(cell.printed, span), span)
        else:
            add_number(made, "value", number, span)
            if number.percent and "style" not in made:
                put_at(made, "style", Str("percent", span), span)
    if "cite" not in made and "derived" not in made:
        place = f"{match['sheet']}!{cell.name}" if match["sheet"] else cell.name
        cite = f"{source_of(match['file'].strip(), tree, span)}:{place}"
        put_at(made, "cite", Seq(span), span)
        append_at(made["cite"], Str(cite, span), span)
    return made


def cell_at(match: re.Match[str], folder: Path, span: Span) -> SheetCell:
    """The cell that ``CELL`` has matched. Raises Refused where there is none, or nothing in it."""
    sheet = read_sheet(Origin(match["file"].strip(), folder, span, match["sheet"], True))
    row, column = int(match["row"]), column_number(match["column"])
    name = f"{match['column'].upper()}{row}"
    cells = next((cells for cells in sheet.rows if cells[0].span.line == row), ())
    cell = cells[column - 1] if column <= len(cells) else None
    if cell is None or not (cell.text or cell.fault):
        raise Refused([_wrong(match, span, "is empty")])
    if cell.fault:
        raise Refused([_wrong(match, span, cell.fault)])
    return cell if cell.name else SheetCell(cell.text, cell.span, cell.kind, cell.percent, name=name)


def add_number(figure: Map, key: str, number: Number, span: Span) -> None:
    """Set a number of a figure, with the currency and the decimals that its cell shows, where the figure has none."""
    put_at(figure, key, number_at(number.digits, span), span)
    if number.currency and "currency" not in figure:
        put_at(figure, "currency", Str(number.currency, span), span)
    if number.places is not None and "decimals" not in figure:
        put_at(figure, "decimals", Int(min(number.places, 6), str(number.places), span), span)


def figure_name(cell: SheetCell) -> str:
    """A name for a figure from what a cell says: without accents, in small letters, ``_`` for what cannot stand in it.
    What has no Latin letter gets the number of its row."""
    made = names.made(cell.on_one_line).replace("-", "_")
    made = re.sub(r"_+", "_", re.sub(r"[^a-z0-9_]", "", made)).strip("_")
    if not made or not made.strip("0123456789_"):
        made = f"n{made}" if made else f"row_{cell.span.line}"
    return made if made[0].isalpha() else f"n{made}"


def source_of(path: str, tree: Map, span: Span) -> str:
    """The id of the source that has this file as its table; one is made where none has."""
    sources = tree.get("sources")
    if not isinstance(sources, Map):
        sources = Map(span)
        put_at(tree, "sources", sources, span)
    for name, source in sources.items():
        if isinstance(source, Map) and source.get("table") == path:
            return str(name)
    stem = re.sub(r"[^a-z0-9_-]", "", names.made(Path(path).stem)).lstrip("0123456789-_") or "table"
    name, count = stem, 1
    while name in sources:
        count += 1
        name = f"{stem}-{count}"
    made = Map(span)
    for key, value in (("title", Path(path).name), ("kind", "dataset"), ("table", path)):
        put_at(made, key, Str(value, span), span)
    put_at(sources, name, made, span)
    return name


def _wrong(match: re.Match[str], span: Span, what: str, hint: str | None = None) -> Diagnostic:
    cell = f"{match['column'].upper()}{match['row']}"
    return diagnose("BW239", span, cell=cell, path=match["file"], what=what, hint=hint)
