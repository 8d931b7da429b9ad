"""Columns are filled without a lonely line, headings stay with their text, and nothing is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefwright.handout.flow import FilledColumn, Galley, TextFlow, TextPosition, height
from briefwright.scene.model import Line, Paragraph, Run, TextStyle

STYLE = TextStyle(10.5, 15)


def galley(lines: int, level: int = 0) -> Galley:
    paragraph = Paragraph((Run("x " * lines, STYLE),), tuple(Line(2 * i, 2 * i + 1, 5.0) for i in range(lines)), 15)
    return Galley(paragraph, before=1 if level else 0, level=level)


def filled(galleys: list[Galley], rows: int) -> list[FilledColumn]:
    """All columns that the galleys take."""
    flow, position, made = TextFlow(galleys), TextPosition(), []
    while position.galley < len(galleys):
        column, position = flow.column(position, rows)
        made.append(column)
    return made


def texts(parts: list[tuple[int, int, int]]) -> list[Galley]:
    """Texts, each under the name of a section, a heading, both or none."""
    return [
        one
        for name, heading, lines in parts
        for one in (*([galley(1, 2)] * name), *([galley(heading, 3)] if heading else ()), galley(lines))
    ]


galleys = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(1, 40)), min_size=1, max_size=20).map(
    texts
)


@given(galleys, st.integers(8, 45))
def test_every_line_is_placed_once_and_in_order(text: list[Galley], rows: int) -> None:
    placed = [(s.galley, line) for column in filled(text, rows) for s in column for line in range(s.first, s.last)]
    assert placed == [(i, line) for i, one in enumerate(text) for line in range(one.count)]


@given(galleys, st.integers(8, 45))
def test_no_column_is_longer_than_its_rows(text: list[Galley], rows: int) -> None:
    assert all(height(column) <= rows for column in filled(text, rows))


@given(galleys, st.integers(10, 45))
def test_no_line_is_alone_and_no_heading_without_its_text(text: list[Galley], rows: int) -> None:
    for column, following in pairwise(filled(text, rows)):
        last, first = column[-1], following[0]
        count = text[last.galley].count
        if last.last < count:  # cut here: two lines at least on either side
            assert last.last >= 2
            assert count - last.last >= 2
            assert first.first == last.last
        assert not text[last.galley].level


@given(galleys, st.integers(8, 45))
def test_balanced_columns_are_as_short_as_they_can_be(text: list[Galley], rows: int) -> None:
    flow = TextFlow(text)
    end = flow.columns(TextPosition(), rows)[1]
    made = flow.levelled(TextPosition(), end, rows)
    assert flow.columns(TextPosition(), max(map(height, made)))[1] == end
    if end.galley == len(text) and (tallest := max(map(height, made))) > 1:
        lower, reached = flow.columns(TextPosition(), tallest - 1)
        assert reached.galley < len(text) or not flow.well_broken(lower)


def test_space_above_a_heading_is_dropped_at_the_top_of_a_column() -> None:
    [first, second] = filled([galley(8), galley(1, 3), galley(5)], 10)[:2]
    assert [s.galley for s in first] == [0]
    assert second[0].at == 0


def test_a_page_ends_with_a_whole_word() -> None:
    hyphened = "lines that\u00adgo on\u00ad"
    runs = (Run(hyphened * 4, STYLE),)
    ends = [at for at, letter in enumerate(runs[0].text, 1) if letter == "\u00ad"]
    lines = tuple(Line(start, end, 5.0) for start, end in pairwise([0, *ends]))
    flow = TextFlow([Galley(Paragraph(runs, lines, 15)), galley(9)])
    (first, second), _ = flow.columns(TextPosition(), 3)
    assert [column[0].last - column[0].first for column in (first, second)] == [3, 2]


def test_a_heading_stands_over_two_entries_of_its_list() -> None:
    entry = replace(galley(1), paragraph=replace(galley(1).paragraph, bullet=True))
    columns = filled([galley(5), galley(1, 3), entry, entry], 8)
    assert [lines.galley for lines in columns[0]] == [0]
