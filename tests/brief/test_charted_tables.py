"""A published table to a chart in one line: which column names it, which rows it shows, how its numbers are read."""

from pathlib import Path

import pytest

from briefwright.brief.model import ChartEntry
from briefwright.core.diagnostics import Refused
from tests.brief.test_data import read

CHART = "charts:\n  - {{id: c, title: What is counted, data: t, {keys}}}\n"


def drawn(
    folder: Path, text: str, keys: str, data: str = "", name: str = "t.csv"
) -> tuple[ChartEntry, list[list[str]]]:
    """The chart, and its numbers as they are printed, each series by itself; "-" where there is none."""
    brief = f"data: {{t: {{file: {name}{data and ', '}{data}}}}}\n" + CHART.format(keys=keys)
    reading = read(folder, brief, {name: text})
    [chart] = reading.brief.charts
    rows = list(chart.series.values()) or [chart.bars]
    figures = reading.held.cells
    return chart, [[_said(figures[one]) if one in figures else "-" for one in row] for row in rows]


def _said(figure: object) -> str:
    value, places = getattr(figure, "value"), getattr(figure, "decimals")  # noqa: B009  # of any figure
    return str(value.written) if places is None else f"{float(value):.{places}f}"


def names(chart: ChartEntry) -> list[str]:
    return [prose.text for prose in chart.categories]


def notes(folder: Path, text: str, keys: str, data: str = "", name: str = "t.csv") -> list[str]:
    brief = f"data: {{t: {{file: {name}{data and ', '}{data}}}}}\n" + CHART.format(keys=keys)
    return [d.code for d in read(folder, brief, {name: text}).held.problems]


def refusal(folder: Path, text: str, keys: str, data: str = "") -> str:
    with pytest.raises(Refused) as refused:
        drawn(folder, text, keys, data)
    return " ".join(d.message for d in refused.value.diagnostics)


EUROSTAT = "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,PC,AT\t34.075 \t40.843 p\n"
EUROSTAT += "A,PC,DE\t: \t21.549 p\nA,PC,FR\t20.444 \t22.283 e\n"


def test_the_own_format_of_eurostat_is_read_without_a_word(tmp_path: Path) -> None:
    chart, rows = drawn(tmp_path, EUROSTAT, "kind: bar, values: '2023'", name="t.tsv")
    assert names(chart) == ["AT", "DE", "FR"]
    assert rows == [["40.84", "21.55", "22.28"]]


def test_a_point_between_commas_is_a_decimal_one_and_that_is_said(tmp_path: Path) -> None:
    text = "Year,Jan\n2023,299.170\n2024,308.417\n"
    assert drawn(tmp_path, text, "kind: line")[1] == [["299.2", "308.4"]]
    assert notes(tmp_path, text, "kind: line") == ["BW257"]
    assert drawn(tmp_path, text, "kind: line", 'decimal: ","')[1] == [["299170", "308417"]]


def test_numbers_with_two_readings_are_one_error_for_all(tmp_path: Path) -> None:
    text = "Year;Jan;Feb\n2023;299.170;300.111\n2024;308.417;309.222\n"
    with pytest.raises(Refused) as refused:
        drawn(tmp_path, text, "kind: line")
    assert [d.code for d in refused.value.diagnostics] == ["BW233", "BW108"]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (["58.5551247867439", "53.1"], ["58.56", "53.10"]),
        (["315.605", "211.5"], ["315.6", "211.5"]),
        (["4211.125", "18.75"], ["4211", "19"]),
        (["0.125838926", "0.0642"], ["0.126", "0.064"]),
        (["14.48", "2.1"], ["14.48", "2.1"]),
    ],
)
def test_raw_numbers_print_with_the_decimals_that_are_read(values: list[str], shown: list[str], tmp_path: Path) -> None:
    text = "Name;Value\n" + "".join(f"{'ab'[n]};{value}\n" for n, value in enumerate(values))
    assert drawn(tmp_path, text, "kind: bar", 'decimal: "."')[1] == [shown]


def test_what_is_below_or_above_what_is_counted_is_a_gap_in_a_column_of_numbers(tmp_path: Path) -> None:
    text = "Source,2000,2023\nCoal,38.9 %,35.5 %\nSolar,< 0.1 %,5.5 %\n"
    assert drawn(tmp_path, text, "kind: dumbbell")[1] == [["38.9", "-"], ["35.5", "5.5"]]


def test_groups_of_years_and_numbers_rise(tmp_path: Path) -> None:
    text = "Term,Age\n10,50\n9,48\n10,52\n11,53\n"
    chart, rows = drawn(tmp_path, text, "kind: line, names: Term", "group: Term, mean: Age")
    assert names(chart) == ["9", "10", "11"]
    assert rows == [["48.0", "51.0", "53.0"]]


def test_wide_to_long_takes_the_numbers_and_not_the_codes_beside_them(tmp_path: Path) -> None:
    text = "Label;Code;Updated;2024-01;2024-02\nAll;001;15/10/2024 08:45;118,2;119,3\n"
    text += "Food;002;15/10/2024 08:45;131,0;131,3\n"
    unpivot = "unpivot: {names: Month, values: Index, keep: Label}"
    chart, rows = drawn(tmp_path, text, "kind: line, names: Month, by: Label, values: Index", unpivot)
    assert names(chart) == ["2024-01", "2024-02"]
    assert rows == [["118.2", "119.3"], ["131.0", "131.3"]]


def test_a_total_is_no_part_beside_its_parts(tmp_path: Path) -> None:
    rows = "North;3\nSouth;4\nEast;5\n"
    assert notes(tmp_path, f"Region;Sold\n{rows}", "kind: bar") == []
    assert notes(tmp_path, f"Region;Sold\n{rows}Total;12\n", "kind: bar") == ["BW259"]
    assert notes(tmp_path, f"Region;Sold\n{rows}Total;12\n", "kind: line") == []
    chart, _ = drawn(tmp_path, f"Region;Sold\n{rows};12\n", "kind: bar")
    assert names(chart) == ["North", "South", "East"]
    assert notes(tmp_path, f"Region;Sold\n{rows};12\n", "kind: bar") == ["BW258"]


def test_rows_of_one_name_are_told_apart_or_a_warning_says_how(tmp_path: Path) -> None:
    rows = "Region;Year;Sold\nNorth;2023;3\nSouth;2023;4\nNorth;2024;5\nSouth;2024;6\n"
    assert notes(tmp_path, rows, "kind: bar, names: Region, values: Sold") == ["BW270"]
    assert notes(tmp_path, rows, "kind: bar, names: Region, values: Sold", "where: {Year: 2024}") == []
    assert notes(tmp_path, rows, "kind: bar, names: Region, values: Sold, by: Year") == []
    assert notes(tmp_path, rows, "kind: line, names: Year, values: Sold, by: Region") == []
    assert notes(tmp_path, "Name;Sold\nNorth;3\nNorth;4\n", "kind: bar") == []  # nothing tells them apart


def test_the_currency_of_the_cells_is_the_unit_of_the_chart(tmp_path: Path) -> None:
    chart, _ = drawn(tmp_path, "Firm;Sum\nA;€ 12\nB;€ 3\n", "kind: bar")
    assert chart.unit is not None
    assert chart.unit.text == "EUR"


@pytest.mark.parametrize(("data", "order"), [("", "size"), ("sort: Sold", "given")])
def test_bars_keep_the_order_in_which_their_table_is_sorted(data: str, order: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, "Region;Sold\nNorth;3\nSouth;4\n", "kind: bar", data)[0].order == order


def test_a_histogram_of_raw_values_counts_them_by_range(tmp_path: Path) -> None:
    text = "State;Rate\n" + "".join(f"S{chr(65 + n)};{n}\n" for n in range(20))
    chart, rows = drawn(tmp_path, text, "kind: histogram")
    assert names(chart) == ["0–5", "5–10", "10–15", "15–20"]
    assert rows == [["5", "5", "5", "5"]]
    ready = "Range;Count\n0 to 5;3\n5 to 10;4\n"
    assert names(drawn(tmp_path, ready, "kind: histogram")[0]) == ["0 to 5", "5 to 10"]


def test_what_was_measured_at_times_is_counted_and_shares_are_percentages(tmp_path: Path) -> None:
    text = "time,count\n" + "".join(f"2015/01/{day:02} 04:00:00,{day % 4}\n" for day in range(1, 29))
    assert names(drawn(tmp_path, text, "kind: histogram, values: count")[0]) == ["0–1", "1–2", "2–3", "3–4"]
    text = "id,rate\n" + "".join(f"{1000 + n},.{n:03}\n" for n in range(20, 70))
    chart, rows = drawn(tmp_path, text, "kind: histogram, values: rate", "style: percent")
    assert names(chart) == ["2–3 %", "3–4 %", "4–5 %", "5–6 %", "6–7 %"]
    assert rows == [["10"] * 5]


def test_times_that_only_a_later_series_has_stand_between_their_neighbours(tmp_path: Path) -> None:
    text = "Kind,Year,Dead\nDrought,1965,9\nDrought,1981,5\nFlood,1959,8\nFlood,1965,4\nFlood,1972,6\n"
    chart, rows = drawn(tmp_path, text, "kind: line, names: Year, by: Kind, values: Dead")
    assert names(chart) == ["1959", "1965", "1972", "1981"]
    assert rows == [["-", "9", "-", "5"], ["8", "4", "6", "-"]]
    months = "City,Month,Sold\nLeeds,Jan,1\nLeeds,Apr,2\nYork,Jan,3\nYork,Feb,4\nYork,Apr,5\nHull,Dec,1\nHull,Jan,2\n"
    chart, _ = drawn(tmp_path, months, "kind: line, names: Month, by: City, values: Sold")
    assert names(chart) == ["Dec", "Jan", "Feb", "Apr"]
    falling = "Kind,Year,Dead\nA,2003,9\nA,2001,5\nB,2002,8\nB,2001,4\n"
    chart, _ = drawn(tmp_path, falling, "kind: bar, names: Year, by: Kind, values: Dead")
    assert names(chart) == ["2003", "2002", "2001"]


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["2001-01-01", "2002-01-01", "2003-01-01"], ["2001", "2002", "2003"]),
        (["2001-01-01", "2001-02-01", "2001-03-01"], ["2001-01", "2001-02", "2001-03"]),
        (["2001-01-01", "2001-02-01", "2001-03-02"], ["2001-01-01", "2001-02-01", "2001-03-02"]),
        (["2001-01-01", "2002-01-01"], ["2001-01-01", "2002-01-01"]),
    ],
)
def test_days_that_stand_for_months_or_years_are_shown_as_these(
    days: list[str], shown: list[str], tmp_path: Path
) -> None:
    text = "Day,Sold\n" + "".join(f"{day},{n}\n" for n, day in enumerate(days))
    assert names(drawn(tmp_path, text, "kind: line")[0]) == shown


def test_series_are_called_in_words_and_may_be_asked_for_by_their_columns(tmp_path: Path) -> None:
    text = "year,fossil_fuels,wind_power,GDP_n\n2021,3,1,5\n2022,2,2,6\n2023,1,3,7\n"
    chart, _ = drawn(tmp_path, text, "kind: line, focus: wind_power")
    assert list(chart.series) == ["fossil fuels", "wind power", r"GDP_n"]
    assert chart.focus == "wind power"
    chart, _ = drawn(tmp_path, text, "kind: combination, lines: [wind_power]")
    assert chart.lines == ("wind power",)


def test_things_with_numbers_in_their_names_are_counted_and_ranges_are_not(tmp_path: Path) -> None:
    firms = "Firm;Pay\n" + "".join(f"Firm {n};{n}\n" for n in range(20))
    assert names(drawn(tmp_path, firms, "kind: histogram")[0]) == ["0–5", "5–10", "10–15", "15–20"]
    ages = "Age;Count\nunder 18;3\n18 to 34;4\nfrom 35 to 64;9\n65+;2\n"
    assert names(drawn(tmp_path, ages, "kind: histogram")[0]) == ["under 18", "18 to 34", "from 35 to 64", "65+"]


def test_headings_may_stand_above_the_range_and_numbers_are_none(tmp_path: Path) -> None:
    text = "Title;Rate\nUnit;%\nNote;x\n2021;2,5\n2022;7,9\n2023;6,8\n"
    chart, rows = drawn(tmp_path, text, "kind: line", "range: 'A4:B6', header: 1")
    assert (names(chart), rows) == (["2021", "2022", "2023"], [["2.5", "7.9", "6.8"]])
    assert '"2,5" among the headings' in refusal(tmp_path, text, "kind: line", "range: 'A4:B6'")


def test_a_heading_above_another_row_of_headings_names_its_column(tmp_path: Path) -> None:
    text = "Adults,,All,Age,,\n,,,18 - 34,35 - 64,over 64\n"
    text += "Q,Yes,37%,29%,42%,37%\nQ,No,46%,47%,46%,47%\nQ,Both,11%,13%,9%,13%\n"
    made = read(tmp_path, "data: {t: {file: t.csv}}\n", {"t.csv": text}).held.tables["t"]
    assert [column.name for column in made.columns][2:] == ["All", "Age 18 - 34", "Age 35 - 64", "Age over 64"]


@pytest.mark.parametrize(
    ("text", "keys", "data", "says"),
    [
        ("A;B\nx;1\ny;2\n", "kind: bar", "where: {A: z}", "where: leaves no row"),
        ("A;B\nx;1\ny;2\nz;see note\nw;3\n", "kind: bar", "", '"see note" in row 4 of "B" is none'),
        ("A;B\nx;1\ny;2\nz;see note\nw;3\n", "kind: bar, values: B", "", '"see note" in row 4 of "B" is none'),
    ],
)
def test_what_keeps_a_chart_from_its_numbers_is_named(
    text: str, keys: str, data: str, says: str, tmp_path: Path
) -> None:
    assert says in refusal(tmp_path, text, keys, data)
