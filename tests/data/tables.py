"""Small published tables for tests, as text, as workbooks and as spreadsheets."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from briefwright.core.diagnostics import Span
from briefwright.data.find_table import Asked, find
from briefwright.data.number_text import Marks
from briefwright.data.read_table import Origin, open_sheet
from briefwright.data.typed_table import DataTable, distinct, typed

ASKED = Span("tea.yaml", 3, 4)
ANYWHERE = Asked()


def lay(folder: Path, data: str | bytes, name: str = "t.csv") -> Path:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder / name


def book(folder: Path, *rows: Sequence[Any], name: str = "t.xlsx", formats: dict[str, str] | None = None) -> Workbook:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for cell, code in (formats or {}).items():
        made.active[cell].number_format = code
    made.save(folder / name)
    return made


def ods(folder: Path, content: str, styles: str = "", name: str = "t.ods") -> None:
    """A spreadsheet whose sheets are ``content``."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "style")
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{content}</office:spreadsheet></office:body></office:document-content>",
        )
    (folder / name).write_bytes(data.getvalue())


def read(path: Path, sheet: str | None = None, hidden: bool | None = None, asked: Asked = ANYWHERE) -> DataTable:
    """The table that a file is read to."""
    with open_sheet(Origin(path.name, path.parent, ASKED, sheet, hidden)) as opened:
        found = find(opened.rows, opened.span, asked)
        heads = distinct([head.on_one_line for head in found.heads])
        return typed("t", path.name, found.heads, heads, list(found.rows), {}, Marks())


def shown(table: DataTable) -> list[list[str]]:
    """What its cells say, under its headings."""
    return [[column.name for column in table.columns], *([datum.text for datum in row] for row in table.rows)]


def kinds(table: DataTable) -> list[str]:
    return [column.kind for column in table.columns]


def lines(rows: Iterable[str]) -> str:
    return "\n".join(rows) + "\n"
