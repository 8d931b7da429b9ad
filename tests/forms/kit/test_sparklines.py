"""Lines in the cells of a table: true to their numbers, over their cells, told in words."""

from typing import Any

import pytest
from msgspec.structs import replace

from briefwright.forms.any_table import AnyTable, listing
from briefwright.forms.kit.sparklines import Sparklines
from briefwright.scene.mirror import mirrored
from briefwright.scene.model import Group, Scene, Shape, Table
from briefwright.story.model import Words
from tests.forms.contexts import META, labels, misfits, placed, say, slot

Cell = Words | tuple[Words, ...]


def series(*numbers: str) -> tuple[Words, ...]:
    return tuple(map(say, numbers))


def of(*rows: Cell, name: str = "Trend", **given: Any) -> AnyTable:
    """A table of lines: a row for each, with a name before it."""
    heads = (say("Line"), say(name))
    return AnyTable(heads, tuple((say(f"Row {n}"), row) for n, row in enumerate(rows, 1)), **given)


def scene(content: AnyTable, **given: Any) -> Scene:
    assert misfits("table", content) == []
    return placed("table", content, **given)[0]


def lines(made: Scene, page: int = 0) -> list[Group]:
    return [item for item in made.pages[page].items if isinstance(item, Group) and item.alt]


def heights(group: Group) -> list[list[float]]:
    """How high the corners of each stretch stand, from 0 at the foot of the line's box to 1."""
    drawn = [shape for shape in group.items if isinstance(shape, Shape) and shape.stroke]
    stretches = [contour.corners for shape in drawn for contour in shape.contours]
    return [[1 - y for _, y in corners] for corners in stretches]


def dots(group: Group, colour: str) -> int:
    return sum(len(shape.contours) for shape in group.items if isinstance(shape, Shape) and shape.fill == colour)


def test_a_line_has_a_corner_for_each_number_and_its_last_is_in_the_accent() -> None:
    (group,) = lines(scene(of(series("1", "3", "2"))))
    ((low, high, between),) = heights(group)
    assert low < between < high
    assert between == pytest.approx((low + high) / 2)
    assert dots(group, "accent") == 1


def test_lines_of_a_column_share_a_scale_unless_each_has_its_own() -> None:
    rows = series("10", "20"), series("1", "2")
    shared = [heights(group)[0] for group in lines(scene(of(*rows)))]
    own = [heights(group)[0] for group in lines(scene(of(*rows, sparklines=(Sparklines(say("Trend"), scale="own"),))))]
    assert max(shared[1]) < min(shared[0])
    assert own[0] == own[1]


def test_a_gap_parts_the_line_and_a_lone_point_is_a_dot() -> None:
    (group,) = lines(scene(of(series("1", "2", "", "4", "–", "6", "7"))))
    assert [len(stretch) for stretch in heights(group)] == [2, 2]
    assert (dots(group, "ink2"), dots(group, "accent")) == (1, 1)


def test_one_number_is_a_dot_and_equal_ones_a_line_in_the_middle() -> None:
    one, equal = lines(scene(of(series("5"), series("5", "5", "5"))))
    assert (heights(one), dots(one, "accent")) == ([], 1)
    assert heights(equal) == [[pytest.approx(0.5)] * 3]


def test_a_series_without_a_number_draws_nothing_and_has_the_dash_of_what_is_not_known() -> None:
    made = scene(of(series("1", "2"), series("", "n/a")))
    table = slot(made, "table")
    assert len(lines(made)) == 1
    assert [row.cells[1].text for row in table.rows[1:]] == ["", "–"]


def test_a_line_stands_in_its_cell_on_every_page_of_a_long_table() -> None:
    made = scene(of(*(series(str(n), str(n + 1), str(n * 2)) for n in range(1, 31))))
    assert len(made.pages) > 1
    assert sum(len(lines(made, page)) for page in range(len(made.pages))) == 30
    for page in range(len(made.pages)):
        table = slot(made, "table", page)
        assert isinstance(table, Table)
        cells = [box for row, column, _, box in table.boxes() if column == 1 and row]
        assert all(box.contains(group.rect) for box, group in zip(cells, lines(made, page), strict=True))


def test_a_line_is_told_by_its_ends_its_least_and_its_most() -> None:
    (group,) = lines(scene(of(series("12", "9", "21", "18"), name="Riders")))
    assert group.alt == "Row 1: Riders: from 12 to 18, lowest 9, highest 21"


def test_a_note_says_what_lines_share_and_what_their_dot_is() -> None:
    made = scene(of(series("1", "2")))
    assert slot(made, "note").text == "Each column of lines has one scale; the dot is the last value."


def test_numbers_are_read_by_the_decimal_mark_of_the_language() -> None:
    german = replace(META, language="de", decimal=",")
    (group,) = lines(scene(of(series("900", "1.400", "1.150")), meta=german))
    ((least, most, between),) = heights(group)
    assert least < between < most


def test_columns_become_a_line_and_the_last_of_them_stays() -> None:
    heads = tuple(map(say, ("City", "2021", "2022", "2023", "Note")))
    rows = (tuple(map(say, ("Leeds", "900", "1,150", "1,400", "up"))),)
    content = AnyTable(heads, rows, ("left", "right", "right", "right", "left"), 3,
                       sparklines=(Sparklines(say("Since 2021"), say("2021"), say("2023")),))  # fmt: skip
    made = scene(content)
    table = slot(made, "table")
    assert [cell.text for cell in table.rows[0].cells] == ["City", "Since 2021", "2023", "Note"]
    assert [cell.text for cell in table.rows[1].cells] == ["Leeds", "", "1,400", "up"]
    assert len(heights(lines(made)[0])[0]) == 3
    assert [p.runs[0].style.colour for p in table.rows[1].cells[2].paragraphs] == ["accent"]


def test_time_runs_from_the_left_on_a_page_that_is_read_from_the_right() -> None:
    made = scene(of(series("1", "2", "3")))
    group, twin = lines(made)[0], lines(mirrored(made))[0]
    assert heights(group) == heights(twin)
    assert twin.rect.x == pytest.approx(made.width - group.rect.right)
    assert [shape.rect.x - twin.rect.x for shape in twin.items] == [
        shape.rect.x - group.rect.x for shape in group.items
    ]


def test_a_handout_prints_the_ends_of_a_series() -> None:
    listed = listing(of(series("12", "", "22"), series("5")), labels())
    assert [[cell.prose for cell in row] for row in listed.tables[0].rows] == [["Row 1", "12 to 22"], ["Row 2", "5"]]


WRONG = [
    (of(series("12", "about 14")), ("rows", 0, 1, 1), "BW448"),
    (of(series(*"1" * 121)), ("rows", 0, 1), "BW404"),
    (of(say("1"), sparklines=(Sparklines(say("Tren"), scale="own"),)), ("sparklines", 0, "head"), "BW447"),
    (of(say("1"), sparklines=(Sparklines(say("T"), say("Trend"), say("Line")),)), ("sparklines", 0), "BW443"),
    (of(say("1"), sparklines=(Sparklines(say("T"), say("Trend")),)), ("sparklines", 0), "BW447"),
    (of(say("1"), sparklines=(Sparklines(say("T"), say("Line"), say("Trend")),)), ("rows", 0, 0), "BW448"),
]


@pytest.mark.parametrize(("content", "path", "code"), WRONG)
def test_what_is_no_series_is_told_at_its_place(content: AnyTable, path: tuple[str | int, ...], code: str) -> None:
    assert (path, code) in [(misfit.path, misfit.code) for misfit in content.misfits()]
