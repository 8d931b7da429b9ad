"""A small workbook of Excel 97 to 2003 for tests, as the bare stream of its records ([MS-XLS], 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

GLOBALS, SHEET = 0x05, 0x10
ERRORS = {"#N/A": 0x2A, "#DIV/0!": 0x07}
Value = str | float | bool | None


def old_book(
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    formats: Mapping[tuple[int, int], str] | None = None,
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_sheets: Iterable[str] = (),
) -> bytes:
    """A workbook of these sheets. Rows and columns count from 0; formats, what is hidden and what is merged (first and
    last row, first and last column) are those of every sheet."""
    codes = ["General", *dict.fromkeys((formats or {}).values())]
    head = [_begin(GLOBALS), _record(0x42, struct.pack("<H", 1200)), _record(0x22, struct.pack("<H", 0))]
    head += [_record(0x41E, struct.pack("<H", 164 + n) + _text(code)) for n, code in enumerate(codes)]
    head += [_record(0xE0, struct.pack("<HHH14x", 0, 164 + n, 0)) for n in range(len(codes))]
    bodies = [_sheet(rows, formats or {}, codes, hidden_rows, hidden_columns, merged) for rows in sheets.values()]
    names = [struct.pack("<BB", name in hidden_sheets, 0) + _text(name, "B") for name in sheets]
    at = sum(map(len, head)) + sum(len(name) + 8 for name in names) + 4
    bounds = []
    for name, body in zip(names, bodies, strict=True):
        bounds.append(_record(0x85, struct.pack("<L", at) + name))
        at += len(body)
    return b"".join((*head, *bounds, _record(0x0A, b""), *bodies))


def _sheet(
    rows: Sequence[Sequence[Value]],
    formats: Mapping[tuple[int, int], str],
    codes: Sequence[str],
    hidden_rows: Iterable[int],
    hidden_columns: Iterable[int],
    merged: Sequence[tuple[int, int, int, int]],
) -> bytes:
    parts = [_begin(SHEET)]
    parts += [_record(0x7D, struct.pack("<HHHHHxx", n, n, 2560, 0, 1)) for n in hidden_columns]
    parts += [_record(0x208, struct.pack("<HHHH4xL", n, 0, 255, 255, 0x20)) for n in hidden_rows]
    for n, row in enumerate(rows):
        for column, value in enumerate(row):
            at = struct.pack("<HHH", n, column, codes.index(formats.get((n, column), "General")))
            match value:
                case None:
                    parts.append(_record(0x201, at))
                case bool():
                    parts.append(_record(0x205, at + struct.pack("<BB", value, 0)))
                case str() if value in ERRORS:
                    parts.append(_record(0x205, at + struct.pack("<BB", ERRORS[value], 1)))
                case str():
                    parts.append(_record(0x204, at + _text(value)))
                case _:
                    parts.append(_record(0x203, at + struct.pack("<d", value)))
    if merged:
        parts.append(_record(0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *m) for m in merged)))
    return b"".join((*parts, _record(0x0A, b"")))


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHLL", 0x600, kind, 0x1CFE, 1997, 0, 6))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, length: str = "H") -> bytes:
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")
