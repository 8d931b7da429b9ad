"""A table of clients, CSV or a workbook, to a row for each client, every cell with its place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from ..core import files, names
from ..core.diagnostics import Diagnostic, Refused, Span, errors
from ..core.messages import diagnose, did_you_mean, nearest
from ..data.cells import SheetCell, Spreadsheet, bad_cell
from ..data.find_table import Asked, find
from ..data.read_table import Origin, read_sheet
from ..yamlfile.validate import Str

KIND = "table"  # what it is called in messages
OWN = ("id", "name", "logo", "audience", "theme", "language", "marking")
TAKEN = ("names", "cited")  # what templates ask of every entry of a brief
COMMENT = "#"
ALIKE = 0.8  # of two headings, the one probably meant to be the other


class ClientRow(Struct, frozen=True):
    """A client: ``id`` is the folder of its decks, ``texts`` are for templates, the rest are options of its deck.

    Every text knows the place of its cell. A text is None where its cell is empty.
    """

    id: str
    span: Span
    texts: Mapping[str, Str | None]
    audiences: tuple[Str, ...] = ()
    theme: Str | None = None
    language: Str | None = None
    marking: Str | None = None
    logo: Str | None = None  # as the row has it
    picture: Path | None = None  # where that is

    @property
    def name(self) -> str:
        return str(self.texts["name"])


class ClientTable(Struct, frozen=True):
    """The rows that can be used, how many there are with those that cannot, and everything wrong with it."""

    rows: tuple[ClientRow, ...]
    count: int
    diagnostics: tuple[Diagnostic, ...]


def read_clients(path: Path, name: str = "name") -> ClientTable:
    """The table at ``path``, which may go on with ``!`` and a sheet; its headings are the row that has ``name``, the
    column with the names of the clients. Raises Refused when its headings cannot be used."""
    sheet = _sheet(path, _key(name))
    headings = [_heading(cell, _key(name)) for cell in sheet.rows[0]] if sheet.rows else []
    problems = [*sheet.notes, *_headings(headings, sheet, name)]
    if not errors(problems) and len(sheet.rows) < 2:
        hint = "give it a row for each client"
        problems.append(diagnose("BW231", sheet.span, kind=KIND, what="has no row under its headings", hint=hint))
    if errors(problems):
        raise Refused(problems)
    faults: list[list[Diagnostic]] = [[] for _ in sheet.rows[1:]]
    cells = [dict(_cells(headings, row, wrong)) for row, wrong in zip(sheet.rows[1:], faults, strict=True)]
    rows: list[ClientRow] = []
    first: dict[str, Span] = {}
    for row, of, folder, wrong in zip(sheet.rows[1:], cells, _folders(cells), faults, strict=True):
        wrong += _wrong(of, row[0], folder, first)
        picture = files.inside(of["logo"], path.parent) if "logo" in of else None
        if picture is None and "logo" in of:
            wrong.append(diagnose("BW244", of["logo"].span, path=of["logo"]))
        if not wrong:
            rows.append(_row(headings, of, folder, row[0].span, picture))
        problems += wrong
    return ClientTable(tuple(rows), len(cells), tuple(problems))


def _sheet(path: Path, name: str) -> Spreadsheet:
    """The rows of the table, its headings first: what stands above and below it is left out."""
    file, _, title = str(path.name).partition("!") if not files.is_file(path) else (path.name, "", "")
    origin = Origin(file, path.parent, Span(str(path.parent / file)), title or None)
    sheet = read_sheet(origin)
    found = find(iter(sheet.rows), sheet.span, Asked(wanted=frozenset((name,)), key=_key))
    return Spreadsheet((found.heads, *found.rows), found.heads[0].span, (*sheet.notes, *found.notes))


# ---- headings ----------------------------------------------------------------------------------------


def _key(text: str) -> str:
    """A heading as templates call it: "Job title (today)" is job_title_today."""
    return re.sub(r"\W+", "_", text.strip().lower()).strip("_")


def _heading(cell: SheetCell, name: str) -> str:
    key = COMMENT if cell.text.startswith(COMMENT) else _key(cell.text)
    return "name" if key == name else key


def _headings(headings: list[str], sheet: Spreadsheet, name: str) -> Iterator[Diagnostic]:
    """What is wrong with the headings; those that no template can ask for are emptied."""
    if "name" not in headings:
        what = f'has no column "{name}"' if headings else "is empty"
        known = [cell.text for cell in sheet.rows[0]] if sheet.rows else []
        near = did_you_mean(name, known)
        hint = f"name the column that has the names: --name COLUMN; its columns are {', '.join(known[:12])}"
        yield diagnose("BW231", sheet.span, kind=KIND, what=what, hint=f"{near} else {hint}" if near else hint)
        return
    first: dict[str, SheetCell] = {}
    for n, (heading, cell) in enumerate(zip(headings, sheet.rows[0], strict=True)):
        if heading in ("", COMMENT):
            continue
        if heading in first:
            yield diagnose("BW234", cell.span, what="column", name=cell.text, first=first[heading].span)
        elif heading in TAKEN or heading.startswith("_") or not heading.isidentifier():
            yield diagnose("BW242", cell.span, name=cell.text)
            headings[n] = COMMENT
        elif (meant := _meant(heading)) not in headings:
            yield diagnose("BW243", cell.span, name=cell.text, meant=meant)
        first.setdefault(heading, cell)


def _meant(heading: str) -> str:
    """The known column that a heading probably misspells; the heading itself where there is none."""
    near = heading if heading in OWN else nearest(heading, OWN)
    return near if near and SequenceMatcher(None, heading, near).ratio() >= ALIKE else heading


# ---- rows --------------------------------------------------------------------------------------------


def _cells(
    headings: Sequence[str], cells: Sequence[SheetCell], problems: list[Diagnostic]
) -> Iterator[tuple[str, Str]]:
    """The cells of a row that hold something, by heading; what cannot be used goes to ``problems``."""
    for n, cell in enumerate(cells):
        heading = headings[n] if n < len(headings) else ""
        text = cell.printed if heading not in OWN else " ".join(cell.printed.split())
        if heading == COMMENT or not (text or cell.fault):
            continue
        if cell.fault:
            problems.append(bad_cell(cell, heading, cell.fault, "mend the cell, and save the workbook in its program"))
        elif not heading:
            problems.append(bad_cell(cell, "", "stands under no heading", "quote a text that has the separator in it"))
        else:
            yield heading, Str(text, cell.span)


def _wrong(cells: Mapping[str, Str], at: SheetCell, folder: str, first: dict[str, Span]) -> Iterator[Diagnostic]:
    """What keeps a row from having a deck of its own; ``first`` are the folders of the rows before it."""
    if "name" not in cells:
        yield diagnose("BW240", at.span)
    if (given := cells.get("id")) is None:
        return
    if not names.is_name(folder):
        yield diagnose("BW241", given.span, name=given, most=names.MOST)
    elif names.folded(folder) in first:
        yield diagnose("BW234", given.span, what="id", name=given, first=first[names.folded(folder)])
    first.setdefault(names.folded(folder), given.span)


def _row(headings: Sequence[str], cells: Mapping[str, Str], folder: str, span: Span, picture: Path | None) -> ClientRow:
    texts = {heading: cells.get(heading) for heading in headings if heading not in ("", COMMENT, *OWN[2:])}
    audiences = re.finditer(r"[^;,\s]+", cells.get("audience", ""))
    return ClientRow(
        folder,
        span,
        {**texts, "id": Str(folder, span)},
        tuple(Str(name[0], cells["audience"].span) for name in audiences),
        theme=cells.get("theme"),
        language=cells.get("language"),
        marking=cells.get("marking"),
        logo=cells.get("logo"),
        picture=picture,
    )


# ---- folders -----------------------------------------------------------------------------------------


def _folders(rows: Sequence[Mapping[str, Str]]) -> list[str]:
    """A folder for each row: its id as given, else made from its name, with a number where that is taken."""
    taken = {names.folded(row["id"]) for row in rows if "id" in row}
    uses: Counter[str] = Counter()
    folders = []
    for row in rows:
        folder = unicodedata.normalize("NFC", row["id"]) if "id" in row else names.made(row.get("name", ""), "client")
        if "id" not in row:
            stem = folder
            while names.folded(folder) in taken:
                uses[stem] += 1
                folder = f"{stem}-{uses[stem] + 1}"
            taken.add(names.folded(folder))
        folders.append(folder)
    return folders
