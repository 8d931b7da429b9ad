"""The register: lists side by side or through columns, what is marked in them counted, and where the count stands."""

from itertools import pairwise

import pytest

from briefwright.forms.kit.register_table import RegisterTable
from briefwright.forms.register import Register
from briefwright.scene.model import Scene, Table
from briefwright.story.model import Piece, Words
from tests.forms.contexts import BRIEF, placed, prose, said, say, slot
from tests.forms.zones import legal

NOTHING = Words()
HEADS = (say("Player"), say("Model"), say("The bet"))


def register(left: int, right: int, words: int = 2) -> Register:
    known = tuple((say(f"Known {i}"), NOTHING, prose(words)) for i in range(left))
    named = tuple((say(f"Named {i}"), prose(words)) for i in range(right))
    tables = (
        RegisterTable(HEADS, known, say("With a known backer")),
        RegisterTable(HEADS[:2], named, say("Known by name only")),
    )
    return Register(tables, say("3 of 11"), prose(9), NOTHING, prose(14))


@pytest.mark.parametrize(
    ("left", "right"), [(0, 1), (1, 0), (4, 7), (1, 1), (7, 4), (0, 7), (0, 8), (0, 15), (5, 60), (30, 30), (70, 2)]
)
@pytest.mark.parametrize("words", [2, 12])
def test_a_register_of_any_size_is_placed_legally(left: int, right: int, words: int) -> None:
    marks = [f"Known {i}\n" for i in range(left)] + [f"Named {i}\n" for i in range(right)]
    scene = legal("register", register(left, right, words), [*marks, "3 of 11"])
    assert said(scene).count("3 of 11") == 1


def test_the_callout_of_a_register_stands_under_the_shorter_table() -> None:
    scene, _ = placed("register", register(4, 7))
    assert slot(scene, "callout-number").rect.y > slot(scene, "table-1").rect.bottom
    assert slot(scene, "callout-number").rect.bottom < slot(scene, "table-2").rect.bottom


def test_rows_of_two_lists_are_level() -> None:
    scene, _ = placed("register", register(4, 7))
    left, right = slot(scene, "table-1"), slot(scene, "table-2")
    assert {row.height for row in left.rows} == {row.height for row in right.rows}


def test_a_long_narrow_list_flows_through_both_halves_in_order() -> None:
    scene, _ = placed("register", register(0, 20))
    tables = [item for page in scene.pages for item in page.items if isinstance(item, Table)]
    names = [row.cells[0].text for table in tables for row in table.rows[1:]]
    assert names == [f"Named {i}" for i in range(20)]
    assert all(a.rect.x != b.rect.x for a, b in pairwise(tables))


def marked(known: int, named: int, backed: int, **more: Words) -> Register:
    """A register whose first rows name a backer in the accent."""
    accent = Words((Piece("Fund and "), Piece("Bank", accent=True)))
    rows = tuple((say(f"Known {i}"), NOTHING, accent if i < backed else say("By sale")) for i in range(known))
    names = tuple((say(f"Named {i}"), say("M")) for i in range(named))
    tables = (
        RegisterTable(HEADS, rows, say("With a known backer")),
        RegisterTable(HEADS[:2], names, say("Known by name only")),
    )
    return Register(tables, callout=say("have the bank behind them"), **more)


def units(scene: Scene) -> list[str | None]:
    return [unit.fill for unit in slot(scene, "units", -1).items]


@pytest.mark.parametrize(("known", "named", "backed"), [(4, 7, 3), (1, 1, 1), (6, 6, 6), (0, 9, 0), (9, 60, 5)])
def test_marked_rows_are_counted_drawn_and_told(known: int, named: int, backed: int) -> None:
    scene = legal("register", marked(known, named, backed), [f"{backed} of {known + named}"] if backed else [])
    if backed:
        assert units(scene) == ["accent"] * backed + ["rule"] * (known + named - backed)
    else:
        assert " of " not in said(scene)


def test_what_is_marked_is_bold_as_well_as_in_the_accent() -> None:
    table = slot(placed("register", marked(4, 7, 3))[0], "table-1")
    looks = [{(r.style.colour, r.style.bold) for r in row.cells[2].paragraphs[0].runs} for row in table.rows[1:]]
    assert looks == [{("ink2", False), ("accent", True)}] * 3 + [{("ink2", False)}]


def test_the_squares_of_two_lists_stand_apart_in_one_row() -> None:
    squares = [unit.rect for unit in slot(placed("register", marked(4, 7, 3))[0], "units").items]
    assert len({square.y for square in squares}) == 1
    gaps = [round(b.x - a.right, 1) for a, b in pairwise(squares)]
    assert gaps[3] > gaps[0]
    assert len(set(gaps)) == 2


def test_more_rows_than_squares_can_show_are_counted_in_words_alone() -> None:
    scene = legal("register", marked(30, 180, 12), ["12 of 210"])
    with pytest.raises(KeyError):
        slot(scene, "units", -1)


def test_a_given_number_has_to_be_that_of_the_marked_rows() -> None:
    assert placed("register", marked(4, 7, 3, callout_number=say("3 out of 11")))[1] == ()
    for wrong in ("3 of 12", "Three"):
        _, (problem,) = placed("register", marked(4, 7, 3, callout_number=say(wrong)))
        assert (problem.code, problem.span) == ("BW417", BRIEF)
        assert "11 rows 3" in problem.message


def test_a_table_says_how_many_it_lists_and_once_a_page_what_a_dash_means() -> None:
    scene = legal("register", marked(4, 7, 3), ["With a known backer\u20024", "Known by name only\u20027"])
    assert said(scene).count("Not stated") == 1
    assert slot(scene, "table-1-note").rect.bottom < slot(scene, "table-1").rect.y
