"""What slides and texts see of a table: its cells as words, numbers that nobody could read in a scale."""

from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused
from briefwright.forms.any_table import AnyTable
from tests.story import briefs

RAW = "Country,GDP,People\nUSA,25462700000000,333287557\nChina,17963170000000,1412175000\nIceland,27841634440,382003\n"
SLIDE = "  - {id: t, form: table, section: outlook, title: The largest, data: t}\n"


def table(folder: Path, text: str, language: str = "en", keys: str = "", slide: str = SLIDE) -> AnyTable:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    brief = f"{briefs.BRIEF}data: {{t: {{file: t.csv{keys}}}}}\nslides:\n{slide}"
    content = briefs.slide(briefs.story(folder, "full", language, brief), "t").content
    assert isinstance(content, AnyTable)
    return content


def column(content: AnyTable, place: int) -> list[str]:
    cells = (row[place] for row in content.rows)
    return [content.columns[place].prose, *(cell.prose for cell in cells if not isinstance(cell, tuple))]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["GDP, tn", "25.463", "17.963", "0.028"]),
        ("de", ["GDP, Bio.", "25,463", "17,963", "0,028"]),
        ("zh", ["GDP, 万亿", "25.463", "17.963", "0.028"]),
    ],
)
def test_numbers_too_large_to_read_stand_in_a_scale_that_their_heading_names(
    tmp_path: Path, language: str, shown: list[str]
) -> None:
    assert column(table(tmp_path, RAW, language), 1) == shown


def test_numbers_that_are_read_stay_whole(tmp_path: Path) -> None:
    assert column(table(tmp_path, RAW), 2) == ["People", "333,287,557", "1,412,175,000", "382,003"]


def test_columns_of_one_size_share_a_scale(tmp_path: Path) -> None:
    text = "Country,2022,2023\nUSA,25462700000000,900000000000\nChina,17963170000000,800000000000\n"
    content = table(tmp_path, text)
    assert [head.prose for head in content.columns[1:]] == ["2022, tn", "2023, tn"]


def test_a_table_that_says_its_scale_is_left_as_it_is(tmp_path: Path) -> None:
    assert column(table(tmp_path, RAW, keys=", scale: million"), 1)[:2] == ["GDP", "25,462,700,000,000"]


def test_a_text_says_a_number_in_full(tmp_path: Path) -> None:
    slide = SLIDE.replace("The largest", '"The largest has {{ data.t.entries[0].GDP }}"')
    (tmp_path / "t.csv").write_text(RAW, encoding="utf-8")
    brief = f"{briefs.BRIEF}data: {{t: {{file: t.csv}}}}\nslides:\n{slide}"
    assert briefs.slide(briefs.story(tmp_path, text=brief), "t").title.prose == "The largest has 25,462,700,000,000"


def test_a_line_over_scaled_columns_is_asked_for_by_their_own_names(tmp_path: Path) -> None:
    text = "Country,2022,2023\nUSA,25462700000000,27000000000000\nChina,17963170000000,17900000000000\n"
    slide = SLIDE.replace("data: t}", "data: t, sparklines: [{head: Since 2022, first: 2022, last: 2023}]}")
    assert list(table(tmp_path, text, slide=slide).misfits()) == []


def test_a_number_that_is_not_known_leaves_a_gap_in_a_typed_line(tmp_path: Path) -> None:
    slide = "{id: t, form: table, title: Boats, columns: [Line, Trend], rows: [[North, [1, ~, 4]], [South, [3, 2, 1]]]}"
    shown = briefs.slide(briefs.story(tmp_path, text=f"{briefs.BRIEF}slides: [{slide}]\n"), "t").content
    assert isinstance(shown, AnyTable)
    [line, _] = [row[1] for row in shown.rows]
    assert [point.prose for point in line] == ["1", "", "4"]
    empty = briefs.BRIEF + "slides: [{id: t, form: table, title: Boats, columns: [A, B], rows: [[North, ~]]}]\n"
    with pytest.raises(Refused, match="BW129"):
        briefs.story(tmp_path, text=empty)


def test_zeros_that_were_lost_at_the_ends_of_numbers_stand_in_a_table_again(tmp_path: Path) -> None:
    text = "area_name,jobs_1000,Mixed\nA,1.038,1\nB,2.05,0.5\nC,1.409,25000\nD,2.41,3\nE,1.005,7\n"
    content = table(tmp_path, text)
    assert column(content, 1) == ["jobs 1000", "1.038", "2.050", "1.409", "2.410", "1.005"]
    assert column(content, 2) == ["Mixed", "1", "0.5", "25,000", "3", "7"]


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["2001-01-01", "2002-01-01", "2005-01-01"], ["2001", "2002", "2005"]),
        (["2001-01-01", "2001-04-01", "2001-07-01"], ["Jan 2001", "Apr 2001", "Jul 2001"]),
        (["2025-06-01", "2025-09-01", "2026-01-01"], ["1 Jun 2025", "1 Sept 2025", "1 Jan 2026"]),
        (["2001-01-01", "2002-01-01", "2002-01-02"], ["1 Jan 2001", "1 Jan 2002", "2 Jan 2002"]),
        (["2001-01-01", "2002-01-01", ""], ["1 Jan 2001", "1 Jan 2002", ""]),
    ],
)
def test_a_column_of_first_days_is_one_of_the_months_or_years_that_follow_each_other(
    tmp_path: Path, days: list[str], shown: list[str]
) -> None:
    text = "Site,Day,Sold\n" + "".join(f"S{n},{day},{n}\n" for n, day in enumerate(days))
    assert [cell.replace("\u00a0", " ") for cell in column(table(tmp_path, text), 1)[1:]] == shown
