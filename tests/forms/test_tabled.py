"""The forms that are tables, and what any form of rows and columns does without its list or with too much in it."""

import re

import pytest

from briefwright.forms.kit.content import Degree, Labelled
from briefwright.forms.kit.register_table import RegisterTable
from briefwright.forms.limitations import Limit, Limitations
from briefwright.forms.options import OptionColumn, Options, listing
from briefwright.forms.player_matrix import PlayerMatrix
from briefwright.forms.profile import PlayerProfile
from briefwright.forms.register import Register
from briefwright.forms.stakes import Front, Stakes
from briefwright.forms.watch import Indicator, Watch
from briefwright.scene.model import Rule, Scene, Table
from briefwright.scene.walk import every
from briefwright.story.model import Words
from briefwright.text.wrap import lonely
from tests.forms.contexts import BRIEF, LONG, labels, misfits, placed, prose, said, say, slot, slot_of
from tests.forms.test_profile import profile
from tests.forms.test_stakes import stakes
from tests.forms.zones import legal

NOTHING = Words()
DEGREES: tuple[Degree, ...] = ("low", "high", "moderate", "")
HEADS = ("Player", "Model", "The bet", "What stands out", "Backing", "Reach")


def matrix(count: int, words: int = 12, columns: int = 5, key: int = 2) -> PlayerMatrix:
    cells = (prose(3), say("Platform"), prose(words), prose(words // 2), prose(2))
    rows = tuple((say(f"Player {i}"), *cells[: columns - 1]) for i in range(count))
    return PlayerMatrix(tuple(say(head) for head in HEADS[:columns]), rows, min(key, columns - 1), prose(12))


def limitations(count: int, words: int = 12) -> Limitations:
    rows = tuple(Limit(say(f"Limit {i}"), prose(words), prose(words), DEGREES[i % 4]) for i in range(count))
    return Limitations(rows, prose(16))


def watch(count: int, words: int = 9) -> Watch:
    rows = tuple(Indicator(say(f"Signal {i}"), prose(words), prose(words), prose(words)) for i in range(count))
    return Watch(rows, say("Position on 3 April 2024"))


def body_rows(scene: Scene, page: int, name: str = "table") -> int:
    table = slot(scene, name, page)
    return len(table.rows) - table.header_rows


def cards(scene: Scene, page: int = 0) -> list[str]:
    """The cards of a page, on which few short entries stand."""
    return [slot_of(item) for item in scene.pages[page].items if re.fullmatch(r"card-\d+", slot_of(item))]


def entries(scene: Scene, page: int = 0) -> int:
    """How many entries a page shows, as rows or on cards."""
    return len(cards(scene, page)) or body_rows(scene, page)


@pytest.mark.parametrize("count", [1, 2, 5, 6, 7, 30])
@pytest.mark.parametrize("words", [1, 14, 40])
@pytest.mark.parametrize("columns", [2, 5, 6])
def test_a_matrix_of_any_size_is_placed_legally(count: int, words: int, columns: int) -> None:
    scene = legal("player-matrix", matrix(count, words, columns), [f"Player {i}" for i in range(count)])
    assert entries(scene, -1) >= min(2, count)
    widths = {slot(scene, "table", page).columns for page in range(len(scene.pages)) if not cards(scene, page)}
    assert len(widths) == 1 or (count <= 2 and not widths)


def test_the_key_column_of_a_matrix_is_quieter_than_its_facts() -> None:
    for key, expected in ((2, {2}), (-1, set())):
        table = slot(placed("player-matrix", matrix(3, key=key))[0], "table")
        quiet = {
            j for row in table.rows[1:] for j, cell in enumerate(row.cells) for p in cell.paragraphs for run in p.runs
            if run.style.colour == "muted" and not run.raised
        }  # fmt: skip
        assert quiet == expected


def test_an_empty_cell_is_a_dash_that_is_explained() -> None:
    rows = ((say("Vivo"), NOTHING), *((say("Zhipu"), say("ChatGLM " * 30)),) * 2)
    scene = legal("player-matrix", PlayerMatrix((say("Player"), say("Model")), rows), ["–\n", "– Not stated"])
    assert slot(scene, "note").text == "– Not stated"


def test_a_dash_is_explained_on_the_pages_alone_that_have_one() -> None:
    rows = tuple((say(f"Player {n}"), say("") if n == 59 else say("Model")) for n in range(60))
    scene, problems = placed(
        "player-matrix", PlayerMatrix((say("Player"), say("Model")), rows, note=say("As reported"))
    )
    assert problems == ()
    notes = [slot(scene, "note", page).text for page in range(len(scene.pages))]
    assert len(notes) > 1
    assert {*notes[:-1]} == {"As reported"}
    assert notes[-1] == "As reported – Not stated"


def test_a_row_of_the_wrong_length_and_a_key_past_the_columns_are_errors() -> None:
    content = PlayerMatrix((say("A"), say("B")), ((say("one"),), (say("1"), say("2"))), 2)
    assert [misfit.code for misfit in content.misfits()] == ["BW410", "BW411"]


def test_a_short_name_is_not_broken_for_the_sake_of_a_long_sentence() -> None:
    rows = tuple((say("Moonshot AI"), say("Long input"), prose(30)) for _ in range(4))
    table = slot(placed("player-matrix", PlayerMatrix((say("Player"), say("Bet"), say("Why")), rows, 1))[0], "table")
    assert all(len(row.cells[i].paragraphs[0].lines) == 1 for row in table.rows[1:] for i in (0, 1))


@pytest.mark.parametrize("count", [1, 2, 4, 5, 6, 25])
@pytest.mark.parametrize("words", [1, 14, 40])
def test_limitations_of_any_number_are_placed_legally(count: int, words: int) -> None:
    scene = legal("limitations", limitations(count, words), [f"Limit {i}" for i in range(count)])
    assert entries(scene, -1) >= min(2, count)
    assert all(slot(scene, "so-what", page) for page in range(len(scene.pages)))


def test_limitations_stand_by_weight_the_heaviest_first() -> None:
    table = slot(placed("limitations", limitations(4))[0], "table")
    assert [row.cells[-1].text for row in table.rows] == ["Severity", "High", "Moderate", "Low", ""]


def test_severity_is_on_a_chip_level_with_the_first_line_of_its_row() -> None:
    scene, _ = placed("limitations", limitations(3))
    table = slot(scene, "table")
    y = table.rect.y + table.rows[0].height
    for number, row in enumerate(table.rows[1:], start=1):
        chip = slot(scene, f"chip-{number}").rect
        assert y <= chip.y < y + row.cells[-1].pad[1] + row.cells[-1].paragraphs[0].leading < chip.bottom + 3
        y += row.height
    assert [slot(scene, f"chip-{number}").fill for number in (1, 2, 3)] == ["risk", "ink2", "tint"]


@pytest.mark.parametrize("form", ["limitations", "watch", "player-matrix"])
@pytest.mark.parametrize("count", [2, 5])
def test_the_cells_of_a_row_start_at_its_top(form: str, count: int) -> None:
    rows = tuple((say(f"Row {n}"), say("Short"), prose(14)) for n in range(count))
    content = {
        "limitations": lambda: Limitations(tuple(Limit(*row) for row in rows)),
        "watch": lambda: Watch(tuple(Indicator(*row) for row in rows)),
        "player-matrix": lambda: PlayerMatrix((say("A"), say("B"), say("C")), rows),
    }[form]()
    cells = [cell for row in slot(placed(form, content)[0], "table").rows[1:] for cell in row.cells if cell.paragraphs]
    assert {cell.anchor for cell in cells} == {"top"}
    assert max(cell.pad[1] for cell in cells) < 15


def test_who_takes_a_step_and_by_when_stands_in_one_column_where_somebody_says_it() -> None:
    bare = Indicator(say("Use"), prose(12), prose(12), say("Ask"))
    owned = Indicator(say("Bans"), say("In force"), say("Eased"), say("Track"), owner=say("Legal"), by=say("May 2026"))
    table = slot(placed("watch", Watch((owned, bare)))[0], "table")
    assert [row.cells[-1].text for row in table.rows] == ["Owner, due", "Legal, May 2026", ""]
    assert len(slot(placed("watch", Watch((bare, bare)))[0], "table").columns) == len(table.columns) - 1


@pytest.mark.parametrize(("count", "size"), [(1, 21), (2, 18), (3, 16), (4, 14)])
def test_the_fewer_limits_there_are_the_larger_they_stand(count: int, size: float) -> None:
    scene = legal("limitations", limitations(count, 6), ["Limit 0"])
    shown = slot(scene, "value-1") if count == 1 else slot(scene, "table").rows[1].cells[1]
    assert shown.paragraphs[0].runs[0].style.size == size


def test_a_pair_of_signals_spreads_over_the_page() -> None:
    pair, three = (slot(legal("watch", watch(count, 12), ["Signal 0"]), "table").rows[1].height for count in (2, 3))
    assert pair > three


def test_columns_that_no_limit_fills_are_left_out() -> None:
    bare = Limitations(tuple(Limit(say(f"L{i}"), prose(26)) for i in range(3)))
    scene = legal("limitations", bare, ["L0", "L2"])
    assert [cell.text for cell in slot(scene, "table").rows[0].cells] == ["Limit", "Cause"]
    assert not any(isinstance(item, Rule) for item in scene.pages[0].items)


def options(count: int, words: int = 12, chosen: int = 1) -> Options:
    made = (OptionColumn(say(f"Way {i}"), prose(words), prose(words), prose(words), i == chosen) for i in range(count))
    return Options(tuple(made))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 20])
@pytest.mark.parametrize("words", [1, 12, 30])
def test_options_of_any_number_stand_side_by_side(count: int, words: int) -> None:
    legal("options", options(count, words), [f"Way {i}" for i in range(count)])


def test_the_option_that_we_would_choose_stands_in_a_frame_under_a_badge() -> None:
    scene = legal("options", options(3), ["Our choice"])
    frame, table = slot(scene, "chosen-2-frame"), slot(scene, "table")
    assert (frame.fill, frame.stroke.colour, slot(scene, "chosen-2-badge").fill) == ("tint", "accent", "accent")
    assert frame.rect.bottom == table.rect.bottom
    assert table.rect.x + table.columns[0] < frame.rect.x < frame.rect.right < table.rect.right
    assert [row.cells[2].paragraphs[0].runs[0].style.colour for row in table.rows[:1]] == ["accent"]


@pytest.mark.parametrize("other", ["", "Nothing"])
def test_what_is_settled_of_the_choice_alone_stands_under_the_table(other: str) -> None:
    settled = OptionColumn(
        say("Test"), say("Try"), say("Own data"), say("Time"), recommended=True, budget=say("EUR 4"), owner=say("Ann")
    )
    bare = OptionColumn(
        say("Wait"), say("Count"), say("No outlay"), say("Late"), budget=say(other) if other else NOTHING
    )
    scene = legal("options", Options((settled, bare)), ["EUR 4", "Ann"])
    rows = [row.cells[0].text for row in slot(scene, "table").rows]
    assert ("Budget" in rows, "Owner" in rows) == (bool(other), False)
    assert said(scene).count("Our choice") == 1  # in its badge
    assert not any(cell.text == "–" for row in slot(scene, "table").rows for cell in row.cells)


def test_a_handout_lists_the_sides_of_each_option_and_under_them_what_is_settled() -> None:
    settled = OptionColumn(say("Test"), say("Try two"), say("Own data"), say("Takes time"), True, say("Staff time"))
    bare = OptionColumn(say("Wait"), say("Count"), say("No outlay"), say("Work waits"))
    listed = listing(Options((settled, bare)), labels())
    rows = [[cell.prose for cell in row] for row in listed.tables[0].rows]
    assert rows == [
        ["Test (our choice)", "Try two", "Own data", "Takes time"],
        ["Wait", "Count", "No outlay", "Work waits"],
    ]
    assert [note.prose for note in listed.notes if note] == ["Test · Budget: staff time"]


def test_without_a_choice_no_option_is_marked_and_what_no_option_says_has_no_row() -> None:
    scene = legal(
        "options", Options(tuple(OptionColumn(say(f"Way {i}"), gain=prose(5)) for i in range(3))), ["In favour"]
    )
    assert "Our choice" not in said(scene)
    assert "What it means" not in said(scene)


@pytest.mark.parametrize("count", [1, 2, 5, 6, 25])
@pytest.mark.parametrize("words", [0, 10, 30])
def test_signals_of_any_number_are_placed_legally(count: int, words: int) -> None:
    scene = legal("watch", watch(count, words), [f"Signal {i}" for i in range(count)])
    assert entries(scene, -1) >= min(2, count)


def test_signals_are_numbered_on_and_their_positions_dated() -> None:
    scene, _ = placed("watch", watch(12))
    last = slot(scene, "table", -1)
    assert last.rows[-1].cells[0].text == "12"
    assert last.rows[0].cells[2].text == "Position on 3 April 2024"


EMPTY = [
    ("player-matrix", PlayerMatrix((say("A"), say("B")), ())),
    ("limitations", Limitations(())),
    ("stakes", Stakes(())),
    ("register", Register(())),
    ("watch", Watch(())),
]


@pytest.mark.parametrize(("form", "content"), EMPTY)
def test_a_form_without_its_list_is_one_error(form: str, content: object) -> None:
    scene, problems = placed(form, content)
    assert [p.code for p in problems] == ["BW405"]
    assert len(scene.pages) == 1


TALL = [
    ("player-matrix", matrix(2, 2000)),
    ("profile", profile(2, 2, 900)),
    ("limitations", limitations(2, 400)),
    ("stakes", stakes(2, 400)),
    ("watch", watch(2, 400)),
]


@pytest.mark.parametrize(("form", "content"), TALL)
def test_a_row_that_no_page_holds_is_an_error_at_its_place(form: str, content: object) -> None:
    _, problems = placed(form, content)
    assert {(p.code, p.span) for p in problems} == {("BW601", BRIEF)}


WIDE = [
    ("player-matrix", PlayerMatrix((say("A"), say("B"), say("C")), ((say(LONG), say(LONG), say(LONG)),))),
    ("profile", PlayerProfile(say(LONG), number=say("1"))),
    ("profile", PlayerProfile(say("X"), facts=(Labelled(text=say(LONG * 2)),))),
    ("limitations", Limitations((Limit(say("L"), say(LONG), say("x")),))),
    ("stakes", Stakes((Front(say("Economic"), say(LONG * 2)), Front(say("Societal"))))),
    ("stakes", Stakes((Front(say(LONG * 2), say("x")), Front(say("Societal"))))),
    ("register", Register((RegisterTable((say("A"), say("B")), ((say(LONG), say(LONG)),)),) * 2)),
    ("watch", Watch((Indicator(say(LONG), say(LONG), say(LONG)),))),
]


@pytest.mark.parametrize(("form", "content"), WIDE)
def test_a_word_wider_than_its_column_is_broken(form: str, content: object) -> None:
    assert misfits(form, content) == []


def test_few_rows_are_set_larger_and_many_as_usual() -> None:
    def size(count: int) -> float:
        rows = tuple(
            Indicator(say(f"Signal {n}"), say("Draft"), say("Published"), say("Recount")) for n in range(count)
        )
        scene, problems = placed("watch", Watch(rows))
        assert problems == ()
        return slot(scene, "table").rows[1].cells[2].paragraphs[0].runs[0].style.size

    assert (size(3), size(5)) == (21, 14)


def test_no_word_of_a_cell_stands_alone_where_the_width_allows_another_break() -> None:
    limit = Limit(say("Alloy"), say("The premium of 180 to 260 euros a tonne may yet rise"), prose(8), "high")
    scene, _ = placed("limitations", Limitations((limit,) * 3))
    said = slot(scene, "table").rows[1].cells[1].paragraphs[0]
    assert len(said.lines) > 1
    assert " " in said.text[said.lines[-1].start : said.lines[-1].end].strip()


def test_no_word_of_a_head_stands_alone_on_its_last_line() -> None:
    titles = ("Curfew from midnight to four", "Curfew from ten to seven", "Fees only")
    made = Options(tuple(OptionColumn(say(title), prose(8), prose(6), prose(6)) for title in titles))
    scene, problems = placed("options", made)
    table = next(item for item in every(scene.pages[0].items) if isinstance(item, Table))
    [head] = table.rows[0].cells[1].paragraphs
    assert not problems
    assert len(head.lines) == 2
    assert not lonely(head)
