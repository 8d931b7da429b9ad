"""DuckDB, shut in: no file, no network, no extension, one thread, little memory, one statement that reads.

It reads Parquet files for us, before it is shut in, and answers the queries of a brief afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from threading import Timer
from typing import Any

from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose
from .cells import MAX_CELLS, MAX_COLUMNS, SheetCell, Spreadsheet, grid, plain, text_cell
from .refusals import refused, too_large, too_wide

SECONDS = 20  # a query takes at most
SHUT = (
    "SET python_enable_replacements=false",  # or a name of a query would find variables of ours
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
    "SET threads=1",
    "SET memory_limit='512MB'",
    "SET temp_directory=''",
    "SET enable_external_access=false",
    "SET lock_configuration=true",
)
# What gives another answer on another day or machine.
UNSTEADY = re.compile(
    r"\b(current_date|current_time|current_timestamp|localtime|localtimestamp"
    r"|(?:random|\w*uuid\w*|now|today|transaction_timestamp|get_current_\w+|current_localtime\w*|setseed|age"
    r"|current_\w+|getenv|version|duckdb_\w+|pragma_\w+|txid_current|nextval)(?=\s*\())(?!\w)",
    re.IGNORECASE,
)
TYPES = {"number": "DECIMAL(38, 12)", "year": "INTEGER", "date": "VARCHAR", "text": "VARCHAR", "switch": "BOOLEAN"}
Loaded = tuple[str, Sequence[tuple[str, str]], Iterable[Sequence[Any]]]  # a name, columns with their kinds, rows


def read_parquet(path: Path, file: str, asked: Span) -> Spreadsheet:
    """The rows of a Parquet file, under their headings. Raises Refused."""
    if any(mark in str(path) for mark in "*?["):  # it would be read as a pattern of names
        hint = "its path has one of * ? [ in it: give it another name"
        raise refused(Span(file), "cannot be read", hint, "Parquet file")
    with _connected(asked, "a Parquet file is", file) as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        return _sheet(found, file, "Parquet file")


def ask(tables: Iterable[Loaded], query: str, file: str, asked: Span) -> Spreadsheet:
    """The answer to one SELECT over tables. Raises Refused at ``asked``."""
    if match := UNSTEADY.search(re.sub(r"'[^']*'", "''", query)):
        raise Refused([diagnose("BW250", asked, why=f'"{match[1]}" answers otherwise on another day or machine')])
    with _connected(asked, "a query is", None) as connection:
        for name, columns, rows in tables:
            heads = ", ".join(f"{_quoted(head)} {TYPES[kind]}" for head, kind in columns)
            connection.execute(f"CREATE TABLE {_quoted(name)} ({heads})")
            if values := [list(row) for row in rows]:
                marks = ", ".join("?" * len(columns))
                connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", values)
        for setting in SHUT:
            connection.execute(setting)
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type.name not in ("SELECT", "SELECT_STATEMENT"):
            raise Refused([diagnose("BW250", asked, why="it is not one SELECT")])
        clock = Timer(SECONDS, connection.interrupt)
        clock.daemon = True
        clock.start()
        try:
            return _sheet(connection.execute(query), file, "query")
        finally:
            clock.cancel()


@contextmanager
def _connected(asked: Span, what: str, file: str | None) -> Iterator[Any]:
    try:
        # only a brief with a query or a Parquet file needs it, and it is an extra
        import duckdb
    except ImportError:
        raise Refused([diagnose("BW251", asked, what=what)]) from None
    connection = duckdb.connect(":memory:")
    try:
        yield connection
    except Refused:
        raise
    except Exception as error:  # its own errors, and what its binding raises of others
        why = str(error).partition("\n")[0].strip() or type(error).__name__
        if file is None:
            raise Refused([diagnose("BW250", asked, why=why)]) from None
        raise refused(Span(file), f"cannot be read: {why}", kind="Parquet file") from None
    finally:
        connection.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sheet(found: Any, file: str, kind: str) -> Spreadsheet:
    heads = [str(column[0]) for column in found.description or ()]
    if len(heads) > MAX_COLUMNS:
        raise too_wide(Span(file), kind)
    most = MAX_CELLS // max(len(heads), 1)
    rows = found.fetchmany(most + 1)
    if len(rows) > most:
        raise too_large(Span(file), kind)
    return Spreadsheet(grid([heads, *rows], file, _cell), Span(file))


def _cell(value: Any, span: Span) -> SheetCell:
    match value:
        case None:
            return SheetCell("", span)
        case bool():
            return SheetCell(str(value).lower(), span, "switch")
        case int() | Decimal():
            return SheetCell(plain(value), span, "number")
        case float():
            if not isfinite(value):
                return SheetCell("", span)
            text = f"{Decimal(f'{value:.15g}'):f}"
            return SheetCell(text, span, "number")
        case datetime():
            return SheetCell(
                value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}", span, "date"
            )
        case date():
            return SheetCell(value.isoformat(), span, "date")
    return text_cell(str(value), span)
