"""Tables of a brief's ``data:`` as made cases: the file, how it is read, what is taken of it, and SQL over it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import openpyxl

from tests.data.tables import ods
from tests.fuzz.bytes import bent, unpacked, zip_bent
from tests.fuzz.trees import mutated

ROWS: list[list[Any]] = [
    ["Bikes on loan", "", ""],
    ["", "", ""],
    ["City", "Year", "Bikes"],
    ["Leeds", "2021", "900"],
    ["Leeds", "2022", "1150 p"],
    ["York", "2021", ".."],
    ["York", "2022", "-310"],
    ["+1 Hull", "2023", "12.5"],
    ["p: preliminary", "", ""],
]
ASKED = {
    "decimal": ".", "where": {"City": "Leeds"}, "columns": ["Year", "Bikes"], "unit": "bikes", "scale": "million",
    "group": {"by": ["Year"], "sum": "Bikes", "count": "n"}, "sort": "-Bikes", "top": 2, "other": "Rest", "cite": "a:3",
    "pivot": {"rows": "Year", "columns": "City", "values": "Bikes"}, "header": 3, "range": "A3:C8", "hidden": True,
    "unpivot": {"names": "City", "values": "Bikes", "keep": ["Year"]}, "sheet": "Sheet",
}  # fmt: skip
SQL = (
    "SELECT", "*", "FROM", "leave", "WHERE", "City", "Bikes", "GROUP BY", "ORDER BY", "1", ",", "(", ")", "=", "'x'",
    "sum(Bikes)", "LIMIT 3", "UNION ALL", "WITH RECURSIVE t AS", "range(999999999)", "read_csv('/etc/passwd')",
    "glob('/*')", "ATTACH 'x.db'", "COPY leave TO 'x.csv'", "INSTALL httpfs", "PRAGMA version", "SET threads=9", ";",
    "CROSS JOIN leave",
    "getenv('HOME')", "now()", "repeat('x', 999999999)", "NULL", "1/0", "'\x00'",
)  # fmt: skip
SHOWN = """
charts: [{id: loans, kind: line, title: Bikes on loan, data: DATA, names: Year, values: Bikes}]
slides:
  - {id: all, form: table, title: All of it is here, data: DATA}
  - {id: drawn, form: line, title: It is drawn, chart: loans}
"""


def written(folder: Path, chance: Random) -> str:
    """A file of one of the kinds that hold tables, its rows or its bytes changed; its name."""
    rows = mutated(ROWS, chance.randrange(10**6)) if chance.random() < 0.5 else ROWS
    rows = [row if isinstance(row, list) else [row] for row in (rows if isinstance(rows, list) else [rows])]
    suffix = chance.choice(("csv", "csv", "tsv", "json", "xlsx", "ods", "parquet"))
    name = f"t.{suffix}"
    if suffix in ("csv", "tsv"):
        out = io.StringIO()
        csv.writer(out, delimiter="\t" if suffix == "tsv" else chance.choice(",;|")).writerows(rows)
        data = out.getvalue().encode(chance.choice(("utf-8", "utf-16", "cp1252")), "replace")
    elif suffix == "json":
        data = json.dumps(
            rows if chance.random() < 0.5 else [dict(zip("abc", map(str, row), strict=False)) for row in rows]
        ).encode()
    elif suffix == "ods":
        cells = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in ROWS)
        ods(folder, f'<table:table table:name="Sheet">{cells}</table:table>', name=name)
        data = (folder / name).read_bytes()
    else:
        data = workbook() if suffix == "xlsx" else parquet()
    if chance.random() < 0.6:
        zipped = zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.8
        data = zip_bent(unpacked(data), chance) if zipped else bent(data, chance)
    (folder / name).write_bytes(data)
    return name


def ods_cell(value: str) -> str:
    repeated = 'office:value-type="string" table:number-columns-repeated="1"'
    return f"<table:table-cell {repeated}><text:p>{value}</text:p></table:table-cell>"


@cache
def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.active.row_dimensions[5].hidden = True
    book.save(out)
    return out.getvalue()


@cache
def parquet() -> bytes:
    path = Path("made.parquet")  # in the folder of the first case
    duckdb.sql("SELECT 'Leeds' AS City, 2021 AS Year, 900 AS Bikes").write_parquet(str(path))
    data = path.read_bytes()
    path.unlink()
    return data


def asked_of(folder: Path, seed: int) -> dict[str, Any]:
    """The ``data:`` of a brief: a made file with some of what can be asked of it, and at times SQL over it."""
    chance = Random(seed)
    asked: Any = {key: ASKED[key] for key in chance.sample(sorted(ASKED), chance.choice((0, 1, 2, 4)))}
    if chance.random() < 0.5:
        asked = mutated(asked, seed)
    asked = asked if isinstance(asked, dict) else {"where": asked}
    tables: dict[str, Any] = {"leave": {**asked, "file": written(folder, chance)}}
    if chance.random() < 0.3:
        words = " ".join(chance.choices(SQL, k=chance.choice((2, 5, 9))))
        tables["asked"] = {"query": chance.choice(("SELECT * FROM leave", f"SELECT {words}", words))}
    return tables
