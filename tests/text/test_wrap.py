"""Lines break where an office breaks them, hold what they are given, and never cut a word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.scene.model import Run, TextStyle
from briefwright.text.itemise import itemised
from briefwright.text.measure import Metrics
from briefwright.text.wrap import break_opportunities, wrap
from tests.scripts import CJK, RTL
from tests.text.conftest import BODY, BOLD, lines_of

METRICS = Metrics()
TOLERANCE = 1e-6


def broken(text: str, width: float, style: TextStyle = BODY, **layout):
    return wrap((Run(text, style),), width, METRICS, leading=style.leading, **layout)


def pieces(text: str) -> list[str]:
    """The text cut at every place where a line may end, the spaces between left out."""
    starts = [0, *(following for _, following in break_opportunities(text))]
    ends = [*(end for end, _ in break_opportunities(text)), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("one two", ["one", "two"]),
        ("one   two", ["one", "two"]),
        ("well-known", ["well-", "known"]),
        ("start-up-friendly", ["start-", "up-", "friendly"]),
        ("50-jährig", ["50-", "jährig"]),
        ("GPT-4", ["GPT-4"]),  # LibreOffice may break here; without the chance there are never fewer lines
        ("-minus", ["-minus"]),
        ("Soll-/Ist", ["Soll-/Ist"]),
        ("non\u2011breaking", ["non\u2011breaking"]),
        ("hyphen\u2010ated", ["hyphen\u2010", "ated"]),
        ("2017–2024", ["2017–", "2024"]),
        ("late—but", ["late—", "but"]),
        ("and/or", ["and/or"]),
        ("100\u00a0m\u202fusers", ["100\u00a0m\u202fusers"]),
        ("word.\u00a0[1] Next", ["word.\u00a0[1]", "Next"]),
        ("a\u2009b", ["a\u2009", "b"]),
        ("zero\u200bwidth", ["zero\u200b", "width"]),
        ("中国的模型，很多", ["中", "国", "的", "模", "型，", "很", "多"]),
        ("（包括 Qwen-2）", ["（包", "括", "Qwen-2）"]),
        ("《书》——中……文", ["《书》", "——", "中……", "文"]),
        ("大型언어모델", ["大", "型", "언", "어", "모", "델"]),
    ],
)
def test_where_a_line_may_end(text: str, cut: list[str]) -> None:
    assert pieces(text) == cut


def test_a_paragraph_fills_its_lines() -> None:
    text = "Chips and regulation cap the pace of catching up"
    paragraph = broken(text, 150)
    assert lines_of(paragraph) == ["Chips and regulation", "cap the pace of", "catching up"]
    assert paragraph.height == 54
    assert paragraph.lines[0].width == pytest.approx(METRICS.width("Chips and regulation", BODY))


def test_runs_of_two_styles_share_a_word_without_a_break() -> None:
    runs = (Run("the open", BODY), Run("AI", BOLD), Run(" model", BODY))
    paragraph = wrap(runs, METRICS.width("the openA", BODY), METRICS, leading=18)
    assert lines_of(paragraph) == ["the", "openAI", "model"]
    assert [run.text for run in paragraph.runs_of(paragraph.lines[1])] == ["open", "AI"]


def test_the_width_of_mixed_runs_is_the_sum_of_theirs() -> None:
    runs = (Run("Confidence: ", BODY), Run("moderate", BOLD))
    (line,) = wrap(runs, 400, METRICS, leading=18).lines
    assert line.width == pytest.approx(METRICS.width("Confidence: ", BODY) + METRICS.width("moderate", BOLD))


def test_a_word_wider_than_its_line_stands_alone_and_whole() -> None:
    paragraph = broken("Die Donaudampfschifffahrtsgesellschaft fährt", 100)
    assert lines_of(paragraph) == ["Die", "Donaudampfschifffahrtsgesellschaft", "fährt"]
    assert paragraph.lines[1].width > 100


def test_only_an_address_that_no_line_holds_breaks_inside() -> None:
    text = "See https://example.org/path/to/page for more"
    assert lines_of(broken(text, 150)) == ["See", "https://example.org/", "path/to/page for more"]
    assert lines_of(broken(text, 400)) == [text]


@pytest.mark.parametrize("day", ["3/27/18", "27/03/2018", "2018/3/27", "27-03-2018"])
def test_a_date_in_digits_stays_whole_where_an_address_would_be_split(day: str) -> None:
    assert lines_of(broken(day, 10)) == [day]
    assert len(lines_of(broken(f"{day}/report", 10))) > 1


def test_a_line_feed_ends_a_line() -> None:
    assert lines_of(broken("one\ntwo three", 400)) == ["one", "two three"]


def test_spaces_at_either_end_are_on_no_line() -> None:
    assert lines_of(broken("  one two  ", 400)) == ["one two"]
    assert lines_of(broken("", 400)) == [""]
    assert lines_of(broken("   ", 400)) == [""]


def test_an_indent_narrows_every_line() -> None:
    text = "Chips and regulation cap the pace of catching up"
    assert lines_of(broken(text, 170, indent=20)) == lines_of(broken(text, 150))


ALPHABETS = [
    st.text("abcdefghij ABCÄÖÜß-.,–/’ 0123", min_size=1, max_size=200),
    st.lists(st.text("abcdefgäöüß", min_size=1, max_size=60), max_size=20).map(" ".join),  # German compounds
    st.text("中国的大型语言模型，。（）《》、A b-1 ", min_size=1, max_size=80),
    st.text(max_size=80).filter(lambda text: "\n" not in text),
]


@given(st.one_of(ALPHABETS), st.floats(20, 900))
def test_the_lines_rejoin_to_the_text_and_fit(text: str, width: float) -> None:
    paragraph = broken(text, width)
    at = 0
    for line in paragraph.lines:
        assert text[at : line.start].strip(" ") == ""  # nothing but spaces is left out
        assert line.start <= line.end
        at = line.end
    assert text[at:].strip(" ") == ""
    measure = METRICS.ruler(BODY)
    for line in paragraph.lines:
        inside = text[line.start : line.end]
        assert line.width <= width + TOLERANCE or not break_opportunities(inside)
        if break_opportunities(inside):
            assert sum(measure(part)[1] for part in pieces(inside)) <= width + TOLERANCE


@given(st.one_of(ALPHABETS), st.floats(20, 400), st.floats(0, 400))
def test_a_wider_measure_never_takes_more_lines(text: str, width: float, more: float) -> None:
    assert len(broken(text, width + more).lines) <= len(broken(text, width).lines)


@given(st.one_of(ALPHABETS), st.floats(20, 400))
def test_runs_of_one_style_break_as_one_but_for_the_kerning_between_them(text: str, width: float) -> None:
    middle = len(text) // 2
    halves = wrap((Run(text[:middle], BODY), Run(text[middle:], BODY)), width, METRICS, leading=18)
    assert halves.text == text
    assert abs(len(halves.lines) - len(broken(text, width).lines)) <= 1


EAST = "中国的大型语言模型がでモデルー、。，！？：；（）「」『』《》“”…—・ A1%"
NEVER_FIRST = "、。，！？：；）」』》ーっょ"
NEVER_LAST = "（「『《"


@given(st.text(EAST, min_size=1, max_size=80), st.sampled_from(["zh", "ja"]), st.floats(60, 400))
def test_no_line_starts_with_a_closing_sign_or_ends_with_an_opening_one(text: str, language: str, width: float) -> None:
    paragraph = wrap(itemised((Run(text, BODY),), METRICS, language), width, METRICS, leading=18)
    lines = [line for line in lines_of(paragraph) if line]
    for before, after in pairwise(lines):
        if not text[text.index(before) + len(before) :].startswith(" "):  # the author's own space is a place to break
            assert after[0] not in NEVER_FIRST
            assert before[-1] not in NEVER_LAST


@CJK
def test_ideographs_fill_their_line_to_an_em() -> None:
    text = "模" * 40
    (first, *_) = lines_of(wrap(itemised((Run(text, BODY),), METRICS, "zh"), 14 * 20 * 1.006, METRICS, leading=18))
    assert len(first) == 20


@RTL
@pytest.mark.parametrize("text", ["ב־2024", "תל-אביב", "בית־ספר"])
def test_no_line_ends_behind_the_hyphen_of_a_hebrew_word(text: str) -> None:
    assert break_opportunities(text) == ()


def test_the_first_line_of_a_paragraph_stands_in_by_its_indent_and_is_as_much_shorter() -> None:
    made = broken("one two three four five six seven eight nine ten", 100.0, first=30.0)
    assert (made.first, made.indent, made.outer) == (30.0, 0.0, 0.0)
    assert made.lines[0].width <= 70.0
