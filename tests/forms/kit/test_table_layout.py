"""Tables are measured and spread over pages; items are cut into pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.core.geometry import Rect
from briefwright.forms.kit.table_layout import Column, Styled, paginate, table
from tests.forms.contexts import BRIEF, LONG, ctx, prose, say

AREA = Rect(48, 156, 864, 324)
COLUMNS = (Column("Name", 200, "h3", header=True), Column("Words", 400, "small"), Column("No", 264, "body"))
heights = st.lists(st.floats(10, 150), min_size=1, max_size=40)


def rows(count: int, words: int = 5) -> list[tuple[object, ...]]:
    return [(say(f"Row {i}"), prose(words), "7") for i in range(count)]


@given(heights, st.integers(150, 500))
def test_every_item_is_on_one_page_in_order_and_no_page_is_too_full(items: list[float], room: int) -> None:
    pages = paginate(items, room)
    assert [i for page in pages for i in page] == list(range(len(items)))
    assert all(sum(items[i] for i in page) <= room + 0.1 for page in pages)


@given(heights, st.integers(150, 500))
def test_pages_are_as_few_as_a_greedy_reader_would_fill(items: list[float], room: int) -> None:
    greedy, used = 1, 0.0
    for height in items:
        if used + height > room:
            greedy, used = greedy + 1, 0.0
        used += height
    assert len(paginate(items, room)) == greedy


def test_pages_are_filled_evenly_and_the_last_holds_two() -> None:
    assert [len(page) for page in paginate([100] * 5, 450)] == [3, 2]
    assert [len(page) for page in paginate([10] * 9, 80)] in ([5, 4], [4, 5])


def test_the_last_page_may_have_less_room() -> None:
    assert len(paginate([100] * 4, 400)) == 1
    pages = paginate([100] * 4, 400, last_room=300)
    assert [len(page) for page in pages] == [2, 2]


def test_at_most_so_many_items_stand_on_a_page() -> None:
    assert sorted(len(page) for page in paginate([1] * 13, 400, most=6)) == [4, 4, 5]


def test_an_item_that_no_page_holds_has_one_to_itself() -> None:
    assert [len(page) for page in paginate([50, 500, 50, 50], 200)] == [1, 1, 2]


def test_no_items_give_no_pages() -> None:
    assert paginate([], 100) == ()


def test_a_table_that_fits_takes_one_page_at_full_size() -> None:
    placed = table(ctx(), "t", AREA, COLUMNS, rows(5), what="the row", alt="Rows")
    assert (len(placed.pages), placed.step, placed.diagnostics) == (1, 0, ())
    native = placed.pages[0].table
    assert native.header_rows == 1
    assert native.rows[0].height == 24
    assert native.rect.h == pytest.approx(sum(row.height for row in native.rows))
    assert [row.below.width for row in native.rows] == [1.5, 0.5, 0.5, 0.5, 0.5, 0.75]


def test_rows_have_air_where_there_is_room_and_less_where_there_is_not() -> None:
    def body(count: int) -> list[float]:
        placed = table(ctx(), "t", AREA, COLUMNS, rows(count), what="", alt="")
        return [row.height for row in placed.pages[0].table.rows]

    assert body(3)[1] == 36
    assert 30 <= body(9)[1] < 36
    assert sum(body(9)) <= AREA.h


def test_all_cells_step_down_together_before_the_table_continues() -> None:
    placed = table(ctx(), "t", AREA, COLUMNS, [("Name", "Words", prose(32))] * 4, what="", alt="")
    assert (len(placed.pages), placed.step) == (1, 1)
    cells = [cell for row in placed.pages[0].table.rows for cell in row.cells]
    assert {run.style.size for cell in cells for p in cell.paragraphs for run in p.runs} == {12}


def test_a_long_table_repeats_its_head_and_loses_no_row() -> None:
    placed = table(ctx(), "t", AREA, COLUMNS, rows(50), what="the row", alt="Rows")
    assert len(placed.pages) > 1
    assert {page.table.rows[0].cells[0].text for page in placed.pages} == {"Name"}
    assert all(page.table.rect.h <= AREA.h for page in placed.pages)
    names = [row.cells[0].text for page in placed.pages for row in page.table.rows[1:]]
    assert names == [f"Row {i}" for i in range(50)]
    assert len(placed.pages[-1].rows) >= 2


def test_first_baselines_of_large_and_small_type_meet() -> None:
    cells = table(ctx(), "t", AREA, COLUMNS, rows(1), what="", alt="").pages[0].table.rows[1].cells
    large, small = cells[0], cells[1]
    assert small.pad[1] - large.pad[1] == pytest.approx((18 - 0.2 * 14) - (15 - 0.2 * 12))


def test_bands_say_where_each_row_stands() -> None:
    page = table(ctx(), "t", AREA, COLUMNS, rows(2), what="", alt="").pages[0]
    assert page.cell(1, 1) == Rect(248, 156 + 24 + page.bands[0].h, 400, page.bands[1].h)


def test_a_row_that_no_page_holds_is_an_error_with_its_place() -> None:
    placed = table(ctx(), "t", AREA, COLUMNS, [("a", prose(400), "b")], what="the row", alt="")
    (problem,) = placed.diagnostics
    assert (problem.code, problem.span) == ("BW601", BRIEF)
    assert "the row" in problem.message
    assert problem.hint
    assert "words" in problem.hint


def test_a_word_wider_than_its_column_is_an_error_that_names_it() -> None:
    placed = table(ctx(), "t", AREA, COLUMNS, [(say(LONG * 2), "", "b")], what="the row", alt="")
    (problem,) = placed.diagnostics
    assert (problem.code, problem.span) == ("BW602", BRIEF)
    assert LONG in problem.message


def test_a_cell_may_look_unlike_its_column() -> None:
    page = table(ctx(), "t", AREA, COLUMNS, [("a", Styled("–", colour="muted"), "b")], what="", alt="").pages[0]
    assert page.table.rows[1].cells[1].paragraphs[0].runs[0].style.colour == "muted"


def test_heads_that_leave_rows_no_room_are_the_error_and_not_the_rows() -> None:
    columns = (Column(prose(150), 200, header=True), *COLUMNS[1:])
    problems = table(ctx(), "t", AREA, columns, rows(3), what="the row", alt="").diagnostics
    assert {(p.code, p.message.partition(" needs")[0]) for p in problems} == {("BW601", "the head of a column")}
