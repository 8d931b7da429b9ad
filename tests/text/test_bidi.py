"""Which way a paragraph reads, and the order of the parts of its lines (UAX #9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.scene.model import Run
from briefwright.text.bidi import (
    END,
    FROM_LEFT,
    RIGHT_MARK,
    ends,
    ends_from_left,
    mixed,
    ordered,
    reads_from_right,
    reads_from_right_among_mirrored,
)
from briefwright.text.measure import Metrics
from briefwright.text.wrap import wrap
from tests.scripts import RTL
from tests.text.conftest import BODY


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("שלום GPT", True),
        ("GPT שלום", False),
        ("2024: שלום", True),  # digits are not letters
        ("(نعم)", True),
        ("\u2067שלום\u2069 GPT", False),  # what is isolated does not count
        ("Größe", False),
        ("中文", False),
        ("", False),
    ],
)
def test_a_paragraph_reads_as_its_first_letter_does(text: str, rtl: bool) -> None:
    assert reads_from_right(text) == rtl


def test_text_from_the_right_starts_at_the_right() -> None:
    def align(text: str, side: str) -> tuple[str, bool]:
        paragraph = wrap((Run(text, BODY),), 200, Metrics(), leading=18, align=side)
        return paragraph.align, paragraph.rtl

    assert align("שלום", "left") == ("right", True)
    assert align("שלום", "center") == ("center", True)
    assert align("Text", "left") == ("left", False)


def parts(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, bool]]:
    """The parts of a line from left to right, and whether each reads from the right."""
    end = len(text) if end is None else end
    return [(text[part.start : part.end], part.rtl) for part in ordered(text, start, end, reads_from_right(text))]


@RTL
def test_numbers_and_latin_words_keep_their_order_in_text_from_the_right() -> None:
    assert parts("שלום GPT-4 (OpenAI) ב 38%") == [
        ("38%", False), (" ב ", True), ("GPT-4 (OpenAI)", False), ("שלום ", True),
    ]  # fmt: skip


@RTL
def test_a_line_is_ordered_by_the_whole_of_its_paragraph() -> None:
    text = "שלום 12 34"
    assert parts(text, 5) == [("34", False), (" ", True), ("12", False)]


@RTL
def test_characters_outside_the_basic_plane_count_once() -> None:
    assert parts("𝄞 שלום 𝄞") == [("𝄞 ", False), ("שלום", True), (" 𝄞", False)]


@RTL
@given(st.text("אבגسل a1(),.\u200f-𝄞", min_size=1, max_size=40), st.data())
def test_the_parts_of_a_line_cover_it_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    places = sorted(
        n for part in ordered(text, start, end, reads_from_right(text)) for n in range(part.start, part.end)
    )
    assert places == list(range(start, end))


def test_text_from_the_left_only_needs_no_ordering() -> None:
    assert not mixed("Größe 中文 “x”")
    assert mixed("a ب")


# ---- on pages that are read from the right -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "from_right"),
    [("שלום", True), ("GPT-4 הוא מודל", True), ("12–15", True), ("", True), ("42%", True), ("OpenAI", False),
     ("GPT-4 (2024).", False), ("It costs 2 מיליון a year", False), ("GPT-4 Turbo של OpenAI", True), ("模型", False)],
)  # fmt: skip
def test_all_but_latin_paragraphs_read_from_the_right_there(text: str, from_right: bool) -> None:
    assert reads_from_right_among_mirrored(text) is from_right


def test_the_sides_of_such_a_page_are_turned_later_with_all_of_it() -> None:
    paragraph = wrap((Run("שלום", BODY),), 200, Metrics(), leading=18, from_right=True)
    assert (paragraph.align, paragraph.rtl) == ("left", True)
    assert wrap((Run("שלום", BODY),), 200, Metrics(), leading=18).align == "right"


def test_a_latin_point_of_a_list_has_its_bullet_among_the_others_and_its_full_stop_at_its_end() -> None:
    point = wrap((Run("GPT ", BODY), Run("4.", BODY)), 200, Metrics(), leading=18, bullet=True, from_right=True)
    assert point.rtl
    assert [run.text for run in point.runs] == [f"{FROM_LEFT}GPT ", f"4.{END}"]
    assert point.lines[0].width == pytest.approx(Metrics().width("GPT 4.", BODY), rel=0.01)  # marks have no width


@RTL
@pytest.mark.parametrize(
    ("text", "rtl", "at_the_ends"),
    [
        ("שלום", True, "םש"),
        ("250 משרדים", True, "ם0"),
        ("12–15", True, "12"),
        ("GPT", False, "GT"),
        ("שלום.", True, ".ש"),
    ],
)
def test_the_ends_of_a_line_are_those_that_the_eye_sees(text: str, rtl: bool, at_the_ends: str) -> None:
    assert "".join(text[at] for at in ends(text, 0, len(text), rtl)) == at_the_ends


@pytest.mark.parametrize(
    ("text", "left"),
    [("أقل من 4%.", True), ("لدى شركة ABC", True), ("بمأخذ مفتوح.", False), ("less than 4%.", False), ("", False)],
)
def test_a_text_from_the_right_may_end_in_what_reads_from_the_left(text: str, left: bool) -> None:
    assert ends_from_left(text) is left


@RTL
def test_a_marker_behind_a_number_stands_at_its_left_in_text_from_the_right() -> None:
    said = "من \u200e4%\u200e."  # as an amount is kept together

    def shown(text: str) -> str:
        return "".join(part for part, _ in parts(text))

    for mark, first in (("", "4"), (RIGHT_MARK, "2")):
        seen = shown(f"{said}{mark}\u00a0[2]")
        assert min("24", key=seen.index) == first, "without the mark it would stand within the sentence"
