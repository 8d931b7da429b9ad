"""A CSV text (RFC 4180, with commas or semicolons) to a sheet whose cells know their line and column."""

from __future__ import annotations

import re

from ...core.diagnostics import Refused, Span
from ...core.messages import diagnose
from ...yamlfile.text import clean
from .cells import MAX_COLUMNS, MAX_ROWS, SheetCell, Spreadsheet

KIND = "sheet"  # what it is called in messages
HINTED = re.compile(r"sep=([,;])\n")  # Excel's own line for itself
DELIMITERS = (";", ",")


def read_csv(data: bytes, file: str, key: str) -> Spreadsheet:
    """The sheet of a CSV file in UTF-8. Raises Refused with what keeps it from being read, at its place.

    Columns are parted by the mark that makes a heading ``key`` out of the first line, by a comma when neither does.
    """
    text, problems = clean(data, file)
    if problems:
        raise Refused(problems)
    hinted = HINTED.match(text)
    delimiter = hinted[1] if hinted else _delimiter(text, key)
    start = hinted.end() if hinted else 0
    rows = _rows(text, start, delimiter, file)
    return Spreadsheet(tuple(row for row in rows if any(cell.text for cell in row)), Span(file, 2 if hinted else 1))


def _delimiter(text: str, key: str) -> str:
    headings = text.partition("\n")[0]
    names = ({part.strip(' "').lower() for part in headings.split(mark)} for mark in DELIMITERS)
    return next((mark for mark, parts in zip(DELIMITERS, names, strict=True) if key in parts and len(parts) > 1), ",")


def _rows(text: str, at: int, delimiter: str, file: str) -> list[tuple[SheetCell, ...]]:
    field = re.compile(rf'[ ]*"(?P<quoted>(?:[^"]|"")*)"[ ]*|(?P<bare>[^{delimiter}\n]*)')
    rows: list[tuple[SheetCell, ...]] = []
    row: list[SheetCell] = []
    line, line_start = text.count("\n", 0, at) + 1, at
    while at <= len(text):
        match = field.match(text, at)
        if match is None:  # the second half takes the empty text
            raise AssertionError(at)
        span = Span(file, line, at - line_start + 1)
        after = text[match.end() : match.end() + 1]
        if after not in ("", "\n", delimiter):
            raise Refused([diagnose("BW231", span, kind=KIND, what="has text behind a closing quote", hint=QUOTES)])
        if match["bare"] is not None and match["bare"].lstrip().startswith('"'):
            raise Refused([diagnose("BW231", span, kind=KIND, what="has a quote that is never closed", hint=QUOTES)])
        quoted = match["quoted"]
        row.append(SheetCell((match["bare"] if quoted is None else quoted.replace('""', '"')).strip(), span))
        if quoted is not None and "\n" in quoted:
            line += quoted.count("\n")
            line_start = match.start() + match[0].rindex("\n") + 1
        if (len(rows) > MAX_ROWS and at < len(text)) or len(row) > MAX_COLUMNS:
            what = f"has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
            raise Refused([diagnose("BW231", span, kind=KIND, what=what, hint="part it into several")])
        at = match.end() + 1
        if after != delimiter:
            rows.append(tuple(row))
            row = []
            line, line_start = line + 1, at
    return rows


QUOTES = 'a text with a comma, a semicolon or a line end stands in "quotes"; a quote within is doubled'
