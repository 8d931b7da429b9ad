"""``figures: {from: …}`` of a brief's tree to the figures of that sheet, each value at its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused, Span, errors
from ..core.messages import diagnose, did_you_mean, nearest
from ..data.cells import SheetCell, bad_cell
from ..data.date_text import date_of
from ..data.find_table import find, folded
from ..data.model import TableEntry
from ..data.number_text import MISSING, Marks, Unread
from ..data.read_table import Origin, read_sheet
from ..data.refusals import refused
from ..data.typed_table import DataTable, column_of
from ..yamlfile.faults import kind_of
from ..yamlfile.hints import fields_of
from ..yamlfile.inherit import put
from ..yamlfile.nodes import append_at, put_at
from ..yamlfile.validate import Int, Map, Seq, Str, validate
from .cell_figures import add_number, figure_name, of_cell
from .datasets import Tables, where_of
from .model import Figure

KIND = "sheet"  # what it is called in messages
FROM = "from"
PLACE = ("file", "sheet", "header", "range", "hidden", "decimal")  # where the sheet stands
KEYS = (*PLACE, "data", "id", "value")
COLUMNS = tuple(key for key in fields_of(Figure) if key != "id")
NUMBERS = ("value", "low", "high")
WHOLE = ("depth", "decimals")
LISTS = {"cite": r"[;\s]+", "tags": r"[;,\s]+", "for": r"[;,\s]+"}  # what stands between the entries of one cell
HEADING = re.compile(r"(?P<key>[a-z_]+)(?P<language>@[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]+)*)?")
COMMENT = "#"


class FigureRows(Struct, frozen=True):
    """Rows of figures under their headings, what their brief says of all of them, and the decimal mark it states.

    ``named`` is set when the brief names the column of the ids: they are then made from what stands there.
    """

    cells: tuple[Sequence[SheetCell], ...]
    same: Map
    mark: str | None = None
    named: bool = False
    notes: tuple[Diagnostic, ...] = ()


def expand(tree: Map, folder: Path, tables: Tables) -> tuple[list[Diagnostic], bool]:
    """Put the figures of the sheets that ``figures: from:`` names into the tree, among those that the brief writes,
    and the values of the cells that single figures name.

    Returns everything wrong with the sheets, and whether all of them could be read: figures may be missing else.
    """
    written: Map = tree["figures"]
    figures = Map(written.span, written.flow)
    figures.keys_at = {name: place for name, place in written.keys_at.items() if name != FROM}
    problems: list[Diagnostic] = []
    whole = True
    for key, value in written.items():
        try:
            if key == FROM:
                for entry in value if isinstance(value, Seq) else [value]:
                    span = getattr(entry, "span", written.values_at[key])
                    problems += _add(figures, _rows(entry, span, folder, tables))
            elif isinstance(value, Map) and FROM in value:
                put(figures, key, of_cell(value, tree, folder), written)
            else:
                put(figures, key, value, written)
        except Refused as refused:
            problems += refused.diagnostics
            whole = False
            if key != FROM:
                put(figures, key, _stand_in(value.span), written)
    tree["figures"] = figures
    return problems, whole


def _rows(entry: object, span: Span, folder: Path, tables: Tables) -> FigureRows:
    """The rows that an entry of ``from`` names."""
    given = entry if isinstance(entry, Map) else _alone("file", entry, span)
    for key in given:
        if key not in (*KEYS, *COLUMNS):
            hint = f"it has {', '.join(KEYS)}, and what holds of all its figures; a figure cannot be called {FROM}"
            raise Refused([diagnose("BW121", given.keys_at[key], key=key, where=f'"{FROM}"', hint=hint)])
    same = _some(given, [key for key in given if key not in KEYS])
    named = "id" in given
    if "data" in given:
        return FigureRows(_of_table(given, tables, same), same, named=named)
    if not isinstance(path := given.get("file"), str):
        raise Refused([diagnose("BW124", span, due="the path of a sheet", kind=kind_of(path))])
    place = validate(TableEntry, _some(given, PLACE))
    sheet = read_sheet(Origin(str(path), folder, given.values_at["file"], place.sheet, place.hidden))
    if not sheet.rows:
        hint = "its first row has headings: id, value, unit"
        raise refused(sheet.span, "is empty", hint)
    wanted = frozenset((folded(str(given.get("id", "id"))),))
    found = find(iter(sheet.rows), sheet.span, replace(where_of(place), wanted=wanted))
    cells = (_heads(found.heads, given), *found.rows)
    return FigureRows(cells, same, place.decimal, named, (*sheet.notes, *found.notes))


def _heads(heads: Sequence[SheetCell], given: Map) -> tuple[SheetCell, ...]:
    """The headings, those that the brief names called id and value. A heading that says nothing of a figure is then a
    comment: a published table has columns of its own."""
    if "id" not in given:
        return tuple(heads)
    called = {folded(str(given[key])): key for key in ("id", "value") if key in given}
    for name in called:
        if name not in [folded(head.text) for head in heads]:
            known = ", ".join(f'"{head.on_one_line}"' for head in heads if head.text)
            key = called[name]
            what, hint = f'has no column "{given[key]}"', f"its columns are {known}"
            hint = did_you_mean(str(given[key]), [head.text for head in heads], hint) or hint
            raise refused(given.values_at[key], what, hint)
    texts = [called.get(folded(head.text)) for head in heads]
    return tuple(
        replace(
            head,
            text=text
            or (head.text if folded(head.text) in COLUMNS and folded(head.text) not in called.values() else COMMENT),
        )
        for head, text in zip(heads, texts, strict=True)
    )


def _of_table(given: Map, tables: Tables, same: Map) -> tuple[tuple[SheetCell, ...], ...]:
    """The rows of a table of ``data:``: two columns of it, and what it says of its numbers."""
    table, entry = tables.named(str(given["data"]), given.values_at["data"])
    places = [_place(table, given, key) for key in ("id", "value")]
    for key in ("unit", "scale", "currency", "as_of", "cite"):
        if entry.written is not None and key in entry.written and key not in same:
            put(same, key, entry.written[key], entry.written)
    heads = tuple(SheetCell(key, given.values_at.get(key, given.span)) for key in ("id", "value"))
    return (heads, *((row[places[0]].cell, row[places[1]].as_cell) for row in table.rows))


def _place(table: DataTable, given: Map, key: str) -> int:
    usual = next((n for n, c in enumerate(table.columns) if c.counts == (key == "value")), None)
    if key not in given and usual is not None:
        return usual
    return column_of(table, str(given.get(key, key)), given.values_at.get(key, given.span))


def _add(figures: Map, rows: FigureRows) -> list[Diagnostic]:
    """Add the figures of a sheet; everything wrong with its headings, or else with its rows."""
    headings = [_heading(cell) for cell in rows.cells[0]]
    problems = [*rows.notes, *_wrong_headings(headings, rows.cells[0])]
    if errors(problems):
        return problems
    marks = Marks(rows.mark)
    numbers = [n for n, heading in enumerate(headings) if heading in NUMBERS]
    marks.learn(row[n] for row in rows.cells[1:] for n in numbers)
    for row in rows.cells[1:]:
        problems += _row(figures, headings, row, marks, rows)
    return problems


def _some(given: Map, keys: Sequence[str]) -> Map:
    """Some keys of a mapping, in their places."""
    some = Map(given.span, given.flow)
    for key in keys:
        if key in given:
            put(some, key, given[key], given)
    return some


def _alone(key: str, value: object, span: Span) -> Map:
    made = Map(span)
    put_at(made, key, value, span)
    return made


def _stand_in(span: Span) -> Map:
    """A figure in the place of one that cannot be read, so that no further fault of it is reported."""
    return _alone("value", Int(1, "1", span), span)


# ---- headings ----------------------------------------------------------------------------------------


def _heading(cell: SheetCell) -> str:
    """A heading as its key: "As of" is as_of, "label@de" the German label."""
    text = cell.text.strip()
    if text.startswith(COMMENT):
        return COMMENT
    key, at, language = text.partition("@")
    return folded(key) + at + language.strip()


def _wrong_headings(headings: list[str], cells: Sequence[SheetCell]) -> Iterator[Diagnostic]:
    """What is wrong with the headings; those that say nothing of a figure become comments."""
    if "id" not in headings:
        hint = f"say which it is: from: {{file: …, id: COLUMN, value: COLUMN}}; known are id, {', '.join(COLUMNS)}"
        yield diagnose("BW231", cells[0].span, kind=KIND, what='has no column "id"', hint=hint)
        return
    first: dict[str, SheetCell] = {}
    for n, (heading, cell) in enumerate(zip(headings, cells, strict=True)):
        if heading in ("", COMMENT):
            continue
        match = HEADING.fullmatch(heading)
        key = match["key"] if match else heading
        if key not in (*COLUMNS, "id") and nearest(key, (*COLUMNS, "id")) is None:
            yield diagnose("BW256", cell.span, name=cell.on_one_line)
            headings[n] = COMMENT
        elif key not in (*COLUMNS, "id") or (match and match["language"] and key in (*NUMBERS, *WHOLE, *LISTS, "id")):
            known = f'columns are: id, {", ".join(COLUMNS)}; "#" opens a comment'
            yield diagnose("BW232", cell.span, name=cell.text, hint=did_you_mean(key, (*COLUMNS, "id"), known))
        elif heading in first:
            yield diagnose("BW234", cell.span, what="column", name=cell.text, first=first[heading].span)
        first.setdefault(heading, cell)


# ---- rows --------------------------------------------------------------------------------------------


def _row(
    figures: Map, headings: Sequence[str], cells: Sequence[SheetCell], marks: Marks, rows: FigureRows
) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    name: SheetCell | None = None
    values: dict[str, SheetCell] = {}
    for n, cell in enumerate(cells):
        heading = headings[n] if n < len(headings) else ""
        if heading == COMMENT or not (cell.text or cell.fault):
            continue
        if cell.fault:
            hint = "open the workbook in its program and save it" if "formula" in cell.fault else "mend the cell"
            problems.append(bad_cell(cell, heading, cell.fault, hint))
        elif not heading:
            problems.append(
                bad_cell(cell, heading, "stands under no heading", "quote a text that has the separator in it")
            )
        elif heading == "id":
            name = cell
        else:
            values[heading] = cell
    if name is None:
        if not any(d.code == "BW233" for d in problems):
            problems.append(bad_cell(cells[0], "id", "the row has no id", "name the figure, or empty the row"))
        return problems
    if rows.named:
        if not problems and not any(
            key in values and not MISSING.fullmatch(values[key].text) for key in (*NUMBERS, "text", "derived")
        ):
            return []  # nothing is known of it
        values.setdefault("label", name)
        name = replace(name, text=figure_name(name))
    if name.text in figures.keys_at:  # of the brief's own figures, those to come, too
        return [diagnose("BW234", name.span, what="figure", name=name.text, first=figures.keys_at[name.text])]
    figure, wrong = _figure(name, values, marks)
    problems += wrong
    if problems:
        figure = _stand_in(name.span)
    for key in rows.same:
        if key not in figure and not (key == "currency" and "style" in figure):
            put(figure, key, rows.same[key], rows.same)
    put_at(figures, name.text, figure, name.span)
    return problems


def _figure(name: SheetCell, cells: dict[str, SheetCell], marks: Marks) -> tuple[Map, list[Diagnostic]]:
    figure = Map(name.span)
    problems: list[Diagnostic] = []
    percents: dict[bool, SheetCell] = {}
    for heading, cell in sorted(cells.items(), key=lambda entry: "@" in entry[0]):  # a text before its translations
        key, _, language = heading.partition("@")
        if key in NUMBERS:
            try:
                number = marks.published(cell) or marks.read(cell)
            except Unread as unread:
                problems.append(bad_cell(cell, heading, str(unread), unread.hint))
                continue
            percents.setdefault(number.percent, cell)
            add_number(figure, key, number, cell.span)
        elif language:
            _vary(figure, key, language, cell)
        else:
            put_at(figure, key, _value(key, cell), cell.span)
    if percents.get(True):
        problems += _percent(figure, percents, cells.get("style"))
    return figure, problems


def _percent(figure: Map, percents: dict[bool, SheetCell], style: SheetCell | None) -> Iterator[Diagnostic]:
    """A percent sign sets the style of a figure: all its numbers have one, and it has no other style."""
    cell = percents[True]
    if percents.get(False):
        yield bad_cell(
            percents[False], "", "has no percent sign, and another number of its row has", "write both alike"
        )
    elif style and style.text != "percent":
        yield bad_cell(style, "style", f'says "{style.text}", and the number is a percentage', "leave it empty")
    put_at(figure, "style", Str("percent", cell.span), cell.span)


def _value(key: str, cell: SheetCell) -> object:
    if key in LISTS:
        entries = Seq(cell.span)
        for part in filter(None, re.split(LISTS[key], cell.text)):
            append_at(entries, Str(part, cell.span), cell.span)
        return entries
    if cell.text.lower() in ("true", "false") and key in ("approx", "ours"):
        return cell.text.lower() == "true"
    if key == "as_of" and (day := date_of(cell.text)):
        return Str(day, cell.span)
    if key in WHOLE and re.fullmatch(r"\d{1,9}", cell.text):
        return Int(int(cell.text), cell.text, cell.span)
    return Str(" ".join(cell.printed.splitlines()), cell.span)


def _vary(figure: Map, key: str, language: str, cell: SheetCell) -> None:
    """Add a text in another language to the figure, next to its default."""
    default = figure.get(key)
    if not isinstance(default, Map):
        texts = Map(cell.span)
        if default is not None:
            put_at(texts, "default", default, figure.values_at[key])
        put_at(figure, key, texts, cell.span)
        default = texts
    put_at(default, f"@{language}", Str(cell.on_one_line, cell.span), cell.span)
