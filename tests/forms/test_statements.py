"""Quote, two columns, table and picture: any length in its place, numbers to the right, pictures undistorted."""

from pathlib import Path

import pytest
from PIL import Image

from briefwright.core.diagnostics import Span
from briefwright.forms.any_table import AnyTable
from briefwright.forms.kit.content import NOTHING
from briefwright.forms.kit.form import LayoutContext
from briefwright.forms.picture import PictureContent
from briefwright.forms.picture import place as place_picture
from briefwright.forms.quote import Quote
from briefwright.forms.two_columns import ContrastPanel, TwoColumns
from briefwright.scene.model import Picture, Table, Text
from briefwright.story.model import Slide, Words
from tests.forms.contexts import BRIEF, LONG, faults, labels, misfits, placed, prose, said, say, slot, typesetter
from tests.forms.contexts import META as ABOUT
from tests.forms.zones import outside_body

# ---- quote ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [1, 8, 20, 40])
@pytest.mark.parametrize("so_what", [0, 12])
def test_a_quotation_is_set_large_with_its_speaker_below(words: int, so_what: int) -> None:
    scene, problems = placed("quote", Quote(prose(words), say("A speaker"), prose(12), prose(so_what)))
    assert problems == ()
    assert faults(scene) == []
    assert outside_body(scene) == []
    assert slot(scene, "by").rect.y > slot(scene, "quote").rect.bottom
    assert slot(scene, "bar").rect.h == slot(scene, "quote").rect.h


def test_the_language_sets_the_quotation_marks_before_a_citation() -> None:
    scene, _ = placed("quote", Quote(say("It holds.", marker=1), say("A")))
    assert slot(scene, "quote").text == "“It holds.”\u00a0[1]"
    scene, _ = placed("quote", Quote(say("«It holds.»"), say("A")))
    assert slot(scene, "quote").text == "«It holds.»"


def test_more_than_forty_words_are_no_quotation() -> None:
    _, problems = placed("quote", Quote(prose(41), say("A")))
    assert [(p.code, p.span) for p in problems] == [("BW440", BRIEF)]


# ---- two columns ---------------------------------------------------------------------------------------


def columns(left: int, right: int, words: int = 12, text: int = 0) -> TwoColumns:
    return TwoColumns(
        (
            ContrastPanel(say("Rent"), prose(text), (prose(words),) * left),
            ContrastPanel(say("Own"), prose(text), (prose(words),) * right, focus=True),
        ),
        prose(10),
    )


@pytest.mark.parametrize(("left", "right"), [(0, 0), (1, 5), (5, 5), (6, 2), (25, 25), (30, 3)])
@pytest.mark.parametrize("text", [0, 30])
def test_two_columns_hold_all_their_points(left: int, right: int, text: int) -> None:
    scene, problems = placed("two-columns", columns(left, right, text=text))
    assert problems == ()
    assert faults(scene) == []
    assert outside_body(scene) == []
    assert said(scene).count(prose(12).plain + "\n") + said(scene).count(prose(12).plain + " ") >= left + right


def test_points_stand_airy_where_there_is_room_and_close_where_there_is_not() -> None:
    few, many = (placed("two-columns", columns(count, count))[0] for count in (4, 5))
    gaps = [slot(scene, "body-1").paragraphs[1].before for scene in (few, many)]
    assert gaps == [18.0, 6.0]


def test_no_heading_ends_on_a_line_of_one_word() -> None:
    head = say("What a city pays for its heat where the pipes are private")
    panels = (ContrastPanel(head, NOTHING, (prose(12),) * 5), ContrastPanel(say("Own"), NOTHING, (prose(12),) * 5))
    scene, _ = placed("two-columns", TwoColumns(panels))
    heading = slot(scene, "heading-1")
    last = heading.paragraphs[0].lines[-1]
    assert len(heading.paragraphs[0].lines) == 2
    assert len(heading.text[last.start : last.end].split()) > 1
    assert heading.rect.w < slot(scene, "rule-1").rect.w


def test_only_the_panel_in_focus_has_the_accent() -> None:
    scene, _ = placed("two-columns", columns(2, 2))
    assert [slot(scene, f"rule-{i}").stroke.colour for i in (1, 2)] == ["ink", "accent"]


def test_a_point_that_no_page_holds_is_an_error() -> None:
    _, problems = placed("two-columns", columns(1, 1, words=700))
    assert {(p.code, p.span) for p in problems} == {("BW601", BRIEF)}


# ---- table ---------------------------------------------------------------------------------------------


def grid(rows: int, *cells: str, **given: object) -> AnyTable:
    heads = tuple(say(f"Head {i}") for i in range(len(cells)))
    return AnyTable(heads, tuple(tuple(say(c) for c in cells) for _ in range(rows)), **given)  # type: ignore[arg-type]


def the_table(content: AnyTable, page: int = 0) -> Table:
    scene, problems = placed("table", content)
    assert problems == ()
    assert faults(scene) == []
    found: Table = slot(scene, "table", page)
    return found


@pytest.mark.parametrize("rows", [1, 8, 9, 40])
@pytest.mark.parametrize("columns", [1, 4, 8])
def test_a_table_of_any_length_keeps_its_head_on_each_page(rows: int, columns: int) -> None:
    scene, problems = placed("table", grid(rows, *["Word"] * columns, note=prose(9), so_what=prose(9)))
    assert problems == ()
    assert faults(scene) == []
    assert outside_body(scene) == []
    if rows == 1 and columns < 8:  # a row of few words stands on cards, its heads over them
        heads = [f"Head {n}" for n in range(columns)]
        assert [head for head in heads if head not in said(scene)] == []
        return
    pages = [slot(scene, "table", n) for n in range(len(scene.pages))]
    assert sum(len(table.rows) - 1 for table in pages) == rows
    assert all(table.rows[0].cells[0].text == "Head 0" for table in pages)


@pytest.mark.parametrize(
    "number", ["12", "-3.5", "−3", "1,250", "1 250", "34%", "8.4 GWh", "EUR 2.4 m", "€12", "~40", "12.5 m³"]
)
def test_numbers_stand_at_the_right(number: str) -> None:
    table = the_table(grid(2, "Word", number.replace(" ", "\u00a0"), "Word 2"))
    assert [row.cells[1].paragraphs[0].align for row in table.rows] == ["right"] * 3
    assert [row.cells[2].paragraphs[0].align for row in table.rows] == ["left"] * 3


def test_the_author_may_say_where_a_column_stands() -> None:
    table = the_table(grid(1, "Word", "12", align=("right", "left")))
    assert [cell.paragraphs[0].align for cell in table.rows[1].cells] == ["right", "left"]


def test_a_total_is_bold_and_may_leave_cells_bare() -> None:
    rows = (("a", "", "1"), ("b", "x", "2"), ("All", "", "3"))
    content = AnyTable(
        tuple(map(say, "ABC")), tuple(tuple(say(c) if c else Words() for c in row) for row in rows), total=True
    )
    table = the_table(content)
    assert [cell.text for cell in table.rows[1].cells] == ["a", "–", "1"]
    assert [cell.text for cell in table.rows[3].cells] == ["All", "", "3"]
    assert table.rows[3].cells[2].paragraphs[0].runs[0].style.bold


@pytest.mark.parametrize("given", [{"key": 2}, {"align": ("left",) * 3}])
def test_a_column_that_is_not_there_is_an_error(given: dict[str, object]) -> None:
    assert [misfit.code for misfit in grid(1, "a", "b", **given).misfits()] == ["BW411"]


# ---- picture -------------------------------------------------------------------------------------------


def shown(folder: Path, size: tuple[int, int], **given: object) -> tuple[list[object], list[str]]:
    Image.new("RGB", size, "red").save(folder / "p.png")
    content = PictureContent(**{"image": "p.png", "alt": "Red", "caption": prose(12), "credit": prose(5), **given})  # type: ignore[arg-type]
    type_ = typesetter()
    slide = Slide("slide", "picture", say("T"), content, span=Span(str(folder / "brief.yaml"), 3, 1))
    ctx = LayoutContext(type_.theme, type_, type_.theme.frame.rect("body"), slide, ABOUT, labels())
    found = place_picture(content, ctx)
    return list(found.pages[0]), [problem.code for problem in found.diagnostics]


@pytest.mark.parametrize("size", [(400, 300), (100, 900), (900, 100), (1, 1), (3000, 1200)])
@pytest.mark.parametrize("words", [0, 12, 40])
def test_a_picture_keeps_its_proportions_and_its_caption_stands_clear(
    tmp_path: Path, size: tuple[int, int], words: int
) -> None:
    items, problems = shown(tmp_path, size, caption=prose(words))
    assert set(problems) <= {"BW445"}  # too few pixels
    picture = items[0]
    assert isinstance(picture, Picture)
    assert picture.rect.w / picture.rect.h == pytest.approx(size[0] / size[1])
    body = typesetter().theme.frame.rect("body")
    boxes = [item.rect for item in items if isinstance(item, Picture | Text)]
    assert all(body.contains(box) for box in boxes)
    assert not any(picture.rect.overlaps(box) for box in boxes[1:])


@pytest.mark.parametrize(("image", "code"), [("../p.png", "BW131"), ("/etc/hostname", "BW131"), ("none.png", "BW132")])
def test_a_picture_from_elsewhere_is_an_error(tmp_path: Path, image: str, code: str) -> None:
    assert shown(tmp_path, (4, 3), image=image)[1] == [code]


def test_a_picture_that_is_none_and_words_that_are_too_many_are_errors(tmp_path: Path) -> None:
    (tmp_path / "q.png").write_text("no picture")
    assert shown(tmp_path, (4, 3), image="q.png", alt="a" * 251)[1] == ["BW442", "BW133"]


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("quote", Quote(say(LONG * 2), say("A"))),
        ("two-columns", TwoColumns((ContrastPanel(say("A"), say(LONG)), ContrastPanel(say("B"))))),
        ("table", AnyTable((say("A"), say("B")), ((say(LONG), say(LONG)),))),
    ],
)
def test_a_word_wider_than_its_place_is_broken(form: str, content: object) -> None:
    assert misfits(form, content) == []
