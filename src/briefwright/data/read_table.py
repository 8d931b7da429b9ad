"""A file in a folder to the rows of its sheet: the one door through which tables come in, whatever their kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from .cells import MAX_CELLS, MAX_ROWS, Row, Spreadsheet
from .csv_text import CsvFile
from .json_rows import read_json
from .refusals import SMALLER, refused
from .workbook import read_workbook

TEXTS = (".csv", ".tsv", ".tab", ".txt")
KINDS = (*TEXTS[:2], ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".parquet")
PACKAGE, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how a workbook begins: of today, and of Excel 97 to 2003
MAX_FILE = 10_000_000  # bytes of a workbook or a JSON file
MAX_STREAM = 1_000_000_000  # bytes of a text or a Parquet file, which is not held as a whole


class OpenSheet(Struct):
    """The rows of a sheet, to be read once; where it starts, and the diagnostics that do not stop its reading."""

    rows: Iterator[Row]
    span: Span
    notes: tuple[Diagnostic, ...]
    by_commas: bool = False  # whether commas part its cells
    decimal: str | None = None  # the mark that its format has


class Origin(Struct, frozen=True):
    """Where a table is asked for: the file as it is named, its folder, the sheet, whether hidden rows count, and the
    place of all that in the brief."""

    path: str
    folder: Path
    asked: Span
    sheet: str | None = None
    hidden: bool | None = None

    @property
    def shown(self) -> str:
        """The file as messages name it."""
        return str(self.folder / self.path)


def target_of(origin: Origin) -> Path:
    """The file of an origin, within its folder. Raises Refused at the place that names it."""
    target = files.inside(origin.path, origin.folder)
    if target is None:
        raise Refused([diagnose("BW131", origin.asked, path=origin.path)])
    if Path(origin.path).suffix.lower() not in (*TEXTS, *KINDS):
        raise Refused([diagnose("BW230", origin.asked, path=origin.path, kinds=", ".join(KINDS))])
    return target


@contextmanager
def open_sheet(origin: Origin) -> Iterator[OpenSheet]:
    """The sheet of an origin. Raises Refused: what is wrong with the file at the place that names it, what is wrong in
    it at its line and column."""
    target = target_of(origin)
    kind = Path(origin.path).suffix.lower()
    streamed = kind in TEXTS or kind == ".parquet"
    try:
        with files.opened(target, MAX_STREAM if streamed else MAX_FILE) as stream:
            data = b"" if streamed else stream.read(MAX_FILE + 1)
            if kind in TEXTS:
                text = CsvFile(stream, origin.shown)
                yield OpenSheet(text.rows(), text.span, text.notes, text.delimiter == ",", "." if text.packed else None)
                return
    except Refused as refused:
        raise Refused(_as_part(d, origin, target) for d in refused.diagnostics) from None
    sheet = _read(kind, data, target, origin)
    yield OpenSheet(iter(sheet.rows), sheet.span, sheet.notes)


def read_sheet(origin: Origin) -> Spreadsheet:
    """A sheet as a whole. Raises Refused as ``open_sheet`` does, and where it is too large to be held."""
    rows: list[Row] = []
    with open_sheet(origin) as sheet:
        count = 0
        for row in sheet.rows:
            count += len(row)
            if count > MAX_CELLS or len(rows) > MAX_ROWS:
                raise refused(Span(origin.shown), f"has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells", SMALLER)
            rows.append(row)
        return Spreadsheet(tuple(rows), sheet.span, sheet.notes)


def _read(kind: str, data: bytes, target: Path, origin: Origin) -> Spreadsheet:
    if kind == ".json":
        return read_json(data, origin.shown, origin.sheet)
    if kind == ".ods":
        # lxml, which only some briefs need before they are placed
        from .open_document import read_open_document

        return read_open_document(data, origin.shown, origin.sheet, origin.asked, origin.hidden)
    if kind == ".parquet":
        # DuckDB stands behind it, which only some briefs need
        from .duck import read_parquet

        return read_parquet(target, origin.shown, origin.asked)
    if (kind == ".xls" and not data.startswith(PACKAGE)) or data.startswith(COMPOUND):
        # by what the file is: under either name there are workbooks of the other kind
        from .old_workbook import read_old_workbook

        return read_old_workbook(data, origin.shown, origin.sheet, origin.asked, origin.hidden)
    return read_workbook(data, origin.shown, origin.sheet, origin.asked, origin.hidden)


def _as_part(d: Diagnostic, origin: Origin, target: Path) -> Diagnostic:
    """What is wrong with a file as a whole is told where the file is named."""
    if d.span != Span(str(target)) or not d.message.startswith("the file ") or origin.asked.file == origin.shown:
        return d
    return diagnose("BW132", origin.asked, path=origin.path, what=d.message.removeprefix("the file "))
