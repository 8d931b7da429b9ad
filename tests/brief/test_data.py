"""``data:`` of a brief: tables are shaped, drawn, shown and cited, faults told at their place, nothing of them run."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefwright.brief import datasets
from briefwright.brief.read import Reading
from briefwright.brief.read import read as read_file
from briefwright.core.diagnostics import Refused
from briefwright.data.typed_table import DataTable

HEAD = """\
briefwright: 1
id: tea
title: Tea
as_of: 2024-04
bottom_line: {headline: Tea grows}
"""
SALES = """\
Sales of tea,,,
City,Year,Kind,Sold
Leeds,2022,Green,10
Leeds,2022,Black,20.5
Leeds,2023,Green,12
Leeds,2023,Black,:
York,2022,Green,1
York,2022,Black,2
York,2023,Green,3
York,2023,Black,4
"""


def read(folder: Path, body: str, files: dict[str, str] | None = None) -> Reading:
    for name, text in (files or {"sales.csv": SALES}).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "tea.yaml").write_text(HEAD + body, encoding="utf-8")
    return read_file(folder / "tea.yaml")


def refused(folder: Path, body: str, files: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read(folder, body, files)
    found = refusal.value.diagnostics
    return [f"{d.code} {Path(d.span.file).name}:{d.span.line}:{d.span.column}" for d in found if d.span]


def table(folder: Path, keys: str, file: str = "sales.csv", text: str = SALES) -> list[list[str]]:
    made = read(folder, f"data: {{t: {{file: {file}, {keys}}}}}\n", {file: text}).held.tables["t"]
    return cells(made)


def cells(made: DataTable) -> list[list[str]]:
    return [[column.name for column in made.columns], *([datum.text for datum in row] for row in made.rows)]


# ---- what is taken of a table --------------------------------------------------------------------------


@pytest.mark.parametrize("columns", ["[City]", "[City, Year]"])
def test_a_table_keeps_so_many_cells_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    held = 8 * len(columns.split(","))
    monkeypatch.setattr(datasets, "MAX_CELLS", held)
    assert len(table(tmp_path, f"columns: {columns}")) == 1 + 8
    monkeypatch.setattr(datasets, "MAX_CELLS", held - 1)
    assert refused(tmp_path, f"data: {{t: {{file: sales.csv, columns: {columns}}}}}\n") == ["BW231 sales.csv:10:1"]


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        ("where: {City: York, Year: 2022}", [["York", "2022", "Green", "1"], ["York", "2022", "Black", "2"]]),
        ('where: {Sold: "> 10"}, columns: [City, Sold]', [["Leeds", "20.5"], ["Leeds", "12"]]),
        ('where: {Kind: "!= Black", Year: [2023]}, columns: [Sold]', [["12"], ["3"]]),
        ("where: {Sold: 20.50}, columns: {Sold: Cups, City: Town}", [["20.5", "Leeds"]]),
        ("group: City, sum: Sold", [["Leeds", "42.5"], ["York", "10"]]),
        ("group: City, mean: Sold, count: Rows", [["Leeds", "14.17", "4"], ["York", "2.5", "4"]]),
        ("group: [Year], min: Sold, max: Sold", [["2022", "1.0", "20.5"], ["2023", "3", "12"]]),
        (
            "where: {Kind: Green}, columns: [City, Year, Sold], pivot: {rows: Year, columns: City, values: Sold}",
            [["2022", "10", "1"], ["2023", "12", "3"]],
        ),
        (
            "where: {City: Leeds}, columns: [Kind, Sold, Year], sort: [Year, -Sold], top: 3",
            [["Black", "20.5", "2022"], ["Green", "10", "2022"], ["Green", "12", "2023"]],
        ),
        ("group: City, sum: Sold, sort: -Sold, top: 1, other: Others", [["Leeds", "42.5"], ["Others", "10"]]),
        ("columns: {Year: {name: Year, type: text}}, top: 1", [["2022"]]),
    ],
)
def test_a_table_is_cut_to_what_is_asked_for(tmp_path: Path, keys: str, rows: list[list[str]]) -> None:
    assert table(tmp_path, keys)[1:] == rows


def test_a_wide_table_becomes_a_long_one(tmp_path: Path) -> None:
    wide = "Year,Leeds,York\n2022,1,2\n2023,3,4\n"
    assert table(tmp_path, "unpivot: {names: City, values: Sold}", text=wide)[:3] == [
        ["Year", "City", "Sold"], ["2022", "Leeds", "1"], ["2022", "York", "2"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "code", "at"),
    [
        ("file: sales.csv, columns: [Cty]", "BW252", "[Cty]"),
        ("file: sales.csv, where: {Yer: 1}", "BW252", "{Yer"),
        ("file: sales.csv, group: City", "BW252", "City"),
        ("file: sales.csv, group: City, sum: Kind", "BW233 sales.csv:3:12", ""),
        ("file: sales.csv, other: Rest", "BW252", "Rest"),
        ("file: sales.csv, pivot: {rows: City, columns: Year, values: Sold}", "BW233 sales.csv:4:18", ""),
        ("file: sales.csv, columns: {Kind: {name: Kind, type: number}}", "BW233 sales.csv:3:12", ""),
        ("file: sales.csv, header: 99", "BW231 sales.csv:1:1", ""),
        ("file: none.csv", "BW132", "none"),
        ("file: ../sales.csv", "BW131", "../"),
        ("file: sales.doc", "BW230", "sales.doc"),
        ("sheet: One", "BW252", "t: "),
        ("file: sales.csv, fil: 3", "BW121", "fil:"),
        ("file: sales.csv, columns: {Kind: {type: money}}", "BW125", "{Kind"),
        ("file: sales.csv, range: A0", "BW138", "A0"),
    ],
)
def test_what_is_wrong_is_told_where_it_is_asked_or_where_it_stands(
    tmp_path: Path, keys: str, code: str, at: str
) -> None:
    line = f"data: {{t: {{{keys}}}}}\n"
    found = f"{code} tea.yaml:6:{line.index(at, 6) + 1}" if at else code
    assert found in refused(tmp_path, line)


def test_what_counts_otherwise_is_not_added_up(tmp_path: Path) -> None:
    money = "City,Paid\nLeeds,EUR 5\nLeeds,JPY 700\n"
    assert refused(tmp_path, "data: {t: {file: m.csv, group: City, sum: Paid}}\n", {"m.csv": money}) == [
        "BW233 m.csv:3:7"
    ]


def test_a_long_file_is_grouped_as_it_is_read(tmp_path: Path) -> None:
    long = "City,Sold\n" + "".join(f"City {n % 3},{n % 7}\n" for n in range(260_000))
    rows = table(tmp_path, "group: City, sum: Sold", text=long)
    assert sum(int(row[1]) for row in rows[1:]) == sum(n % 7 for n in range(260_000))
    assert refused(tmp_path, "data: {t: {file: sales.csv}}\n", {"sales.csv": long})[0].startswith("BW231 sales.csv:25")


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units there")
def test_a_file_of_many_megabytes_takes_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "long.csv").open("w", encoding="utf-8") as file:
        file.write("City,Sold,Note\n")
        file.writelines(f"City {n % 3},{n % 7},{'a note ' * 8}\n" for n in range(400_000))
    (tmp_path / "tea.yaml").write_text(HEAD + "data: {t: {file: long.csv, group: City, sum: Sold}}\n", encoding="utf-8")
    asked = "import sys, pathlib; from briefwright.brief.read import read; read(pathlib.Path(sys.argv[1]))"
    # of this program alone: getrusage counts what the process had before it became one
    asked += "; print(pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    done = subprocess.run([sys.executable, "-c", asked, tmp_path / "tea.yaml"], capture_output=True, check=True)
    assert (tmp_path / "long.csv").stat().st_size > 25_000_000
    assert int(done.stdout) < 120_000  # kilobytes


# ---- charts, figures, citations ------------------------------------------------------------------------

LINE = "charts: [{id: c, kind: line, title: Tea, data: t, names: Year, by: City, values: Sold}]\n"
GREEN = "data: {t: {file: sales.csv, where: {Kind: Green}, unit: cups}}\n"


def test_a_chart_takes_its_categories_and_series_from_a_table_and_cites_its_file(tmp_path: Path) -> None:
    reading = read(tmp_path, GREEN + LINE)
    [chart] = reading.brief.charts
    assert [name.text for name in chart.categories] == ["2022", "2023"]
    assert {name: [str(reading.quantities[key].value) for key in keys] for name, keys in chart.series.items()} == {
        "Leeds": ["10", "12"], "York": ["1", "3"],
    }  # fmt: skip
    [source] = reading.brief.sources.values()
    assert (source.table, source.kind) == ("sales.csv", "dataset")
    assert reading.held.cells[chart.series["York"][1]].cite == ("sales",)
    assert not reading.brief.figures


def test_a_number_that_is_missing_is_a_gap(tmp_path: Path) -> None:
    reading = read(tmp_path, GREEN.replace("Green", "Black") + LINE)
    [chart] = reading.brief.charts
    assert [key in reading.quantities for key in chart.series["Leeds"]] == [True, False]


@pytest.mark.parametrize(
    ("chart", "code", "at"),
    [
        ("data: u", "BW253", "u}"),
        ("data: t, names: Yer", "BW252", "Yer"),
        ("data: t, values: [Kind]", "BW252", "[Kind"),
    ],
)
def test_a_chart_that_cannot_be_drawn_says_why_at_its_line(tmp_path: Path, chart: str, code: str, at: str) -> None:
    line = f"charts: [{{id: c, kind: line, title: Tea, {chart}}}]\n"
    assert refused(tmp_path, GREEN + line) == [f"{code} tea.yaml:7:{line.index(at) + 1}"]


def test_figures_come_from_a_table_and_are_named_without_accents(tmp_path: Path) -> None:
    text = "Place,2023,Note\nCôte d'Ivoire,12.50,x\n2 Rivers,:,y\n日本,7,z\n"
    body = 'data: {t: {file: p.csv, unit: cups}}\nfigures: {from: {data: t, id: Place, value: "2023", as_of: "2023"}}\n'
    figures = read(tmp_path, body, {"p.csv": text}).brief.figures
    assert list(figures) == ["cote_d_ivoire", "row_4"]
    first = figures["cote_d_ivoire"]
    assert first.label
    assert first.unit
    assert (first.value, first.label.text, first.unit.text, first.as_of) == (12.5, "Côte d'Ivoire", "cups", "2023")
    assert first.cite == ("p",)
    same = read(tmp_path, 'figures: {from: {file: p.csv, id: Place, value: "2023"}}\n', {"p.csv": text})
    assert list(same.brief.figures) == ["cote_d_ivoire", "row_4"]


def test_a_figure_from_a_cell_cites_the_cell(tmp_path: Path) -> None:
    reading = read(tmp_path, "figures: {sold: {from: sales.csv!D4, unit: cups}}\n")
    sold = reading.brief.figures["sold"]
    assert (sold.value, sold.cite) == (20.5, ("sales:D4",))
    named = "sources: {books: {title: The books, table: sales.csv}}\nfigures: {sold: {from: sales.csv!D4}}\n"
    assert read(tmp_path, named).brief.figures["sold"].cite == ("books:D4",)


@pytest.mark.parametrize(
    ("cell", "code"), [("sales.csv!D99", "BW239"), ("sales.csv", "BW238"), ("../s.csv!A1", "BW131")]
)
def test_a_cell_that_is_not_there_is_told(tmp_path: Path, cell: str, code: str) -> None:
    assert refused(tmp_path, f"figures: {{sold: {{from: {cell}}}}}\n") == [f"{code} tea.yaml:6:24"]


def test_nothing_in_a_cell_is_a_template_or_a_sign_of_markdown(tmp_path: Path) -> None:
    hostile = "City,Sold\n{{ figures.x }} *a* [@b],1\n=cmd(),2\n"
    chart = "charts: [{id: c, kind: column, title: Tea, data: t}]\n"
    [drawn] = read(tmp_path, "data: {t: {file: h.csv}}\n" + chart, {"h.csv": hostile}).brief.charts
    assert [name.text for name in drawn.categories] == ["{{ '{' }}{ figures.x }} \\*a\\* \\[\u2060@b\\]", "=cmd()"]


# ---- queries -------------------------------------------------------------------------------------------


def asked(folder: Path, query: str) -> DataTable:
    return read(folder, f'data:\n  t: {{file: sales.csv}}\n  q: {{query: "{query}"}}\n').held.tables["q"]


def test_a_query_answers_from_the_tables_before_it(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    made = asked(tmp_path, "SELECT City, sum(Sold) AS Cups FROM t WHERE Year >= 2022 GROUP BY City ORDER BY Cups DESC")
    assert cells(made) == [["City", "Cups"], ["Leeds", "42.5"], ["York", "10"]]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '/etc/passwd'", "SELECT * FROM read_text('tea.yaml')",
        "SELECT * FROM glob('/*')", "COPY t TO 'out.csv'", "ATTACH 'x.db'", "INSTALL httpfs", "LOAD httpfs",
        "SET enable_external_access=true", "PRAGMA database_list", "SELECT 1; SELECT 2", "DROP TABLE t", "",
        "CREATE TABLE x AS SELECT 1", "SELECT random()", "SELECT now()", "SELECT current_date", "SELECT getenv('HOME')",
        "SELECT * FROM reading", "SELECT * FROM missing", "SELECT * FROM range(1000000000)",
        "SELECT * FROM sqlite_scan('x', 'y')", "SELECT * FROM read_blob('/etc/passwd')",
        "EXPORT DATABASE 'x'", "CALL pragma_version()", "SELECT repeat('x', 10000000000)",
    ],
)  # fmt: skip
def test_a_query_reaches_nothing_else(tmp_path: Path, query: str) -> None:
    pytest.importorskip("duckdb")
    with pytest.raises(Refused) as refusal:
        asked(tmp_path, query)
    [found] = refusal.value.diagnostics
    assert found.code in ("BW250", "BW231", "BW135")
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["sales.csv", "tea.yaml"]
