"""Rows stand in columns, whole in a pipe, within the width of a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from briefwright.inspect.columns import aligned, cells

ROWS = (("depth", "2", "executive.yaml:6:8"), ("ask", "approve a side-by-side test of all models", "tea.yaml:8:16"))


def test_in_a_pipe_a_row_is_a_line_and_columns_stand_under_each_other() -> None:
    first, second = aligned(ROWS)
    assert first.index("executive.yaml") == second.index("tea.yaml")
    assert "approve a side-by-side test of all models" in second


def test_on_a_terminal_the_elastic_column_wraps_beside_the_last() -> None:
    lines = aligned(ROWS, 60)
    assert max(map(len, lines)) <= 60
    assert lines[0].endswith("executive.yaml:6:8")
    assert len(lines) == 3


def test_on_a_narrow_terminal_the_last_column_goes_below_where_the_row_is_long() -> None:
    lines = aligned(ROWS, 44)
    assert max(map(len, lines)) <= 44
    assert lines[0].split() == ["depth", "2"]
    assert lines[1].strip() == "executive.yaml:6:8"
    assert lines[-1].strip() == "tea.yaml:8:16"


def test_chinese_characters_take_two_columns_and_accents_none() -> None:
    assert cells("中文e\u0301") == 5
    one, other = aligned([("中文", "x"), ("abcd", "y")])
    assert cells(one[: one.index("x")]) == other.index("y")


def test_no_rows_are_no_lines() -> None:
    assert aligned([]) == []


@given(st.lists(st.tuples(*[st.text(st.characters(categories=["L", "N", "P"]), max_size=30)] * 3), min_size=1))
def test_nothing_of_a_text_is_lost(rows: list[tuple[str, ...]]) -> None:
    for width in (None, 20, 60):
        printed = "".join("".join(aligned(rows, width)).split())
        assert sorted(printed) == sorted("".join("".join(row) for row in rows))
