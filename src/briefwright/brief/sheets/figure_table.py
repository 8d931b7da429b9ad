"""``figures: {from: …}`` of a brief's tree to the figures of that sheet, each value at its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ...core import files
from ...core.diagnostics import Diagnostic, Refused, Span
from ...core.messages import diagnose, did_you_mean
from ...yamlfile.faults import kind_of
from ...yamlfile.hints import fields_of
from ...yamlfile.validate import Float, Int, Map, Seq, Str
from ..model import Figure
from .cells import SheetCell, Spreadsheet, bad_cell
from .csv_text import read_csv
from .number_text import Marks, Number, Unread
from .workbook import read_workbook

KIND = "sheet"  # what it is called in messages
FROM = "from"
KEYS = ("file", "sheet", "decimal")
COLUMNS = tuple(key for key in fields_of(Figure) if key != "id")
NUMBERS = ("value", "low", "high")
WHOLE = ("depth", "decimals")
LISTS = {"cite": r"[;\s]+", "tags": r"[;,\s]+", "for": r"[;,\s]+"}  # what stands between the entries of one cell
HEADING = re.compile(r"(?P<key>[a-z_]+)(?P<language>@[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]+)*)?")
COMMENT = "#"
MAX_WORKBOOK = 10_000_000  # bytes


def expand(tree: Map, folder: Path) -> tuple[list[Diagnostic], bool]:
    """Put the figures of the sheets that ``figures: from:`` names into the tree, among those that the brief writes.

    Returns everything wrong with the sheets, and whether all of them could be read: figures may be missing else.
    """
    written: Map = tree["figures"]
    figures = Map(written.span, written.flow)
    figures.keys_at = {name: place for name, place in written.keys_at.items() if name != FROM}
    problems: list[Diagnostic] = []
    whole = True
    for key, value in written.items():
        if key != FROM:
            _put(figures, key, value, written.keys_at[key], written.values_at[key])
            continue
        for entry in value if isinstance(value, Seq) else [value]:
            try:
                problems += _add(figures, *_sheet(entry, getattr(entry, "span", written.values_at[key]), folder))
            except Refused as refused:
                problems += refused.diagnostics
                whole = False
    tree["figures"] = figures
    return problems, whole


def _sheet(entry: object, span: Span, folder: Path) -> tuple[Spreadsheet, str | None]:
    """The sheet that an entry of ``from`` names, and its decimal mark where the brief states one."""
    given = entry if isinstance(entry, Map) else {"file": entry}
    for key in given:
        if key not in KEYS:
            place = entry.keys_at[key] if isinstance(entry, Map) else span
            hint = f"it has {', '.join(KEYS)}; a figure cannot be called {FROM}"
            raise Refused([diagnose("BW121", place, key=key, where=f'"{FROM}"', hint=hint)])
    path, decimal = given.get("file"), given.get("decimal")
    if not isinstance(path, str):
        raise Refused([diagnose("BW124", span, due="the path of a sheet", kind=kind_of(path))])
    if decimal not in (None, ".", ","):
        place = entry.values_at["decimal"] if isinstance(entry, Map) else span
        raise Refused([diagnose("BW125", place, value=kind_of(decimal), expected='"." or ","')])
    target = files.inside(path, folder)
    if target is None:
        raise Refused([diagnose("BW131", span, path=path)])
    kind = Path(path).suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise Refused([diagnose("BW230", span, path=path)])
    try:
        data = files.read_bytes(target, MAX_WORKBOOK)
    except Refused as refused:
        what = [d.message.removeprefix("the file ") for d in refused.diagnostics]
        raise Refused([diagnose("BW132", span, path=path, what=", ".join(what))]) from None
    shown, name = str(folder / path), str(given["sheet"]) if "sheet" in given else None
    sheet = read_csv(data, shown, "id") if kind == ".csv" else read_workbook(data, shown, name, span)
    return sheet, decimal


def _add(figures: Map, sheet: Spreadsheet, decimal: str | None) -> list[Diagnostic]:
    """Add the figures of a sheet; everything wrong with its headings, or else with its rows."""
    if not sheet.rows:
        return [
            diagnose(
                "BW231", sheet.span, kind=KIND, what="is empty", hint="its first row has headings: id, value, unit"
            )
        ]
    headings = [_heading(cell) for cell in sheet.rows[0]]
    problems = list(_wrong_headings(headings, sheet.rows[0]))
    if problems:
        return problems
    marks = Marks(decimal)
    for row in sheet.rows[1:]:
        problems += _row(figures, headings, row, marks)
    return problems


# ---- headings ----------------------------------------------------------------------------------------


def _heading(cell: SheetCell) -> str:
    """A heading as its key: "As of" is as_of, "label@de" the German label."""
    text = cell.text.strip()
    if text.startswith(COMMENT):
        return COMMENT
    key, at, language = text.partition("@")
    return re.sub(r"[\s-]+", "_", key.strip().lower()) + at + language.strip()


def _wrong_headings(headings: Sequence[str], cells: Sequence[SheetCell]) -> Iterator[Diagnostic]:
    if "id" not in headings:
        hint = f"the first row names the columns: id, {', '.join(COLUMNS)}"
        yield diagnose("BW231", cells[0].span, kind=KIND, what='has no column "id"', hint=hint)
        return
    first: dict[str, SheetCell] = {}
    for heading, cell in zip(headings, cells, strict=True):
        if heading in ("", COMMENT):
            continue
        match = HEADING.fullmatch(heading)
        key = match["key"] if match else heading
        if key not in (*COLUMNS, "id") or (match and match["language"] and key in (*NUMBERS, *WHOLE, *LISTS, "id")):
            known = f'columns are: id, {", ".join(COLUMNS)}; "#" opens a comment'
            yield diagnose("BW232", cell.span, name=cell.text, hint=did_you_mean(key, (*COLUMNS, "id"), known))
        elif heading in first:
            yield diagnose("BW234", cell.span, what="column", name=cell.text, first=first[heading].span)
        first.setdefault(heading, cell)


# ---- rows --------------------------------------------------------------------------------------------


def _row(figures: Map, headings: Sequence[str], cells: Sequence[SheetCell], marks: Marks) -> list[Diagnostic]:
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
    if name.text in figures.keys_at:  # of the brief's own figures, those to come, too
        return [diagnose("BW234", name.span, what="figure", name=name.text, first=figures.keys_at[name.text])]
    figure, wrong = _figure(name, values, marks)
    problems += wrong
    if problems:  # a stand-in for what cannot be read, so that no further fault of this figure is reported
        figure = Map(name.span)
        _put(figure, "value", Int(1, "1", name.span), name.span)
    _put(figures, name.text, figure, name.span)
    return problems


def _figure(name: SheetCell, cells: dict[str, SheetCell], marks: Marks) -> tuple[Map, list[Diagnostic]]:
    figure = Map(name.span)
    problems: list[Diagnostic] = []
    percents: dict[bool, SheetCell] = {}
    for heading, cell in sorted(cells.items(), key=lambda entry: "@" in entry[0]):  # a text before its translations
        key, _, language = heading.partition("@")
        if key in NUMBERS:
            try:
                number = marks.read(cell)
            except Unread as unread:
                problems.append(bad_cell(cell, heading, str(unread), unread.hint))
                continue
            percents.setdefault(number.percent, cell)
            _put(figure, key, _typed(number, cell.span), cell.span)
        elif language:
            _vary(figure, key, language, cell)
        else:
            _put(figure, key, _value(key, cell), cell.span)
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
    _put(figure, "style", Str("percent", cell.span), cell.span)


def _value(key: str, cell: SheetCell) -> object:
    if key in LISTS:
        entries = Seq(cell.span)
        for part in filter(None, re.split(LISTS[key], cell.text)):
            entries.append(Str(part, cell.span))
            entries.spans.append(cell.span)
        return entries
    if cell.text.lower() in ("true", "false") and key in ("approx", "ours"):
        return cell.text.lower() == "true"
    if key in WHOLE and re.fullmatch(r"\d{1,9}", cell.text):
        return Int(int(cell.text), cell.text, cell.span)
    return Str(cell.on_one_line, cell.span)


def _vary(figure: Map, key: str, language: str, cell: SheetCell) -> None:
    """Add a text in another language to the figure, next to its default."""
    default = figure.get(key)
    if not isinstance(default, Map):
        texts = Map(cell.span)
        if default is not None:
            _put(texts, "default", default, figure.values_at[key])
        _put(figure, key, texts, cell.span)
        default = texts
    _put(default, f"@{language}", Str(cell.on_one_line, cell.span), cell.span)


def _typed(number: Number, span: Span) -> Int | Float:
    digits = number.digits
    return Float(float(digits), digits, span) if "." in digits else Int(int(digits), digits, span)


def _put(into: Map, key: str, value: object, span: Span, value_at: Span | None = None) -> None:
    into[key] = value
    into.keys_at[key], into.values_at[key] = span, value_at or span
