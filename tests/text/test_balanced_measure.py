"""Small type keeps to the measure of its role, in even lines; all other type takes the room that it is given."""

import pytest

from briefwright.audit.ink import ink
from briefwright.core.geometry import Rect
from briefwright.scene.model import Paragraph, Role
from briefwright.text.balanced_measure import measured, pause_width
from briefwright.text.fit import Typesetter
from briefwright.theme.read import read_theme
from tests.editions import Key, staged
from tests.text.conftest import words

TYPE = Typesetter(read_theme("paper"))
BOX = Rect(48, 499, 570, 24)
SOURCE = words(
    "[1] Space and Lemon Innovations, “First taken by surprise, China now rolls out ChatGPTs of its own”, L. Burdin, "
    "3 Apr 2024."
)


def test_a_text_within_its_measure_keeps_its_box() -> None:
    assert measured(TYPE, words("[1] Leaf, “Tea report”, 1 Mar 2024."), "meta", BOX) == BOX


def test_a_longer_one_stands_in_two_even_lines_of_a_narrower_box() -> None:
    box = measured(TYPE, SOURCE, "meta", BOX)
    one, other = TYPE.set(SOURCE, "meta", box.w).lines
    assert (box.x, box.y, box.h) == (BOX.x, BOX.y, BOX.h)
    assert box.w < TYPE.theme.measure("meta") == 52 * 9
    assert abs(one.width - other.width) < 60


def test_a_box_as_narrow_as_the_measure_stays() -> None:
    narrow = Rect(0, 0, 468, 48)
    assert measured(TYPE, SOURCE, "meta", narrow) == narrow


def test_a_role_without_a_measure_takes_its_room() -> None:
    assert measured(TYPE, SOURCE, "body", BOX) == BOX


def test_text_from_the_right_keeps_its_right_edge() -> None:
    long = words("المصدر الأول عن سوق الحرارة في المدن الكبيرة والصغيرة وما قيل فيه من أقوال كثيرة خلال العام كله " * 2)
    box = measured(TYPE, long, "meta", BOX)
    assert box.w < BOX.w
    assert box.right == pytest.approx(BOX.right)


def ems(paragraph: Paragraph) -> int:
    return 52 if paragraph.runs[0].style.size <= 9 else 42


@pytest.mark.parametrize("theme", ["paper", "night", "client"])
@pytest.mark.parametrize("key", ["china-llm full", "china-llm technical", "gallery gallery"])
def test_no_source_note_or_furniture_of_a_deck_is_longer_than_its_measure(key: str, theme: str) -> None:
    edition = staged(Key(*key.split(), theme))
    small = [
        (block, paragraph, line)
        for number, page in enumerate(edition.scene.pages, start=1)
        for block in ink(edition.scene, page, number).of_role(Role.SOURCE, Role.NOTE, Role.FURNITURE)
        for paragraph in block.paragraphs
        for line in paragraph.lines
        if paragraph.runs[0].style.size <= 12
    ]
    assert len(small) > 100
    assert [(b.name, line.width) for b, p, line in small if line.width > ems(p) * p.runs[0].style.size] == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Upside: most residents sleep through;", "risk: the edges grow louder"),
        ("What would change our view: flights at the edges", "(a tenth more in a quarter)"),
        ("Flights may move to the edges:", "the first and last hour grow louder"),
        ("Ein Drittel der Dächer kann Solaranlagen tragen,", "doch die Genehmigung dauert"),
        ("Ein Drittel der Altstadtdächer kann Solaranlagen tragen,", "doch die Genehmigung dauert zu lange"),
    ],
)
def test_a_title_of_two_lines_is_broken_where_a_reader_pauses(first: str, second: str) -> None:
    title = words(f"{first} {second}")
    width = pause_width(TYPE, title, "h1", 700)
    assert width
    set_ = TYPE.set(title, "h1", width)
    assert set_.text[set_.lines[0].start : set_.lines[0].end] == first


@pytest.mark.parametrize(
    "title",
    [
        "Short: one line",
        "No pause stands anywhere in this title that goes on over two whole lines of the page",
        "First: a word; a much longer second statement that takes more than a line: a colon ends it on the page",
    ],
)
def test_no_line_is_short_for_a_pause_nor_a_statement_parted_at_its_colon(title: str) -> None:
    assert pause_width(TYPE, words(title), "h1", 700) is None
