"""The fit law: siblings step together to the floor, then an overflow says how much must go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefwright.core.diagnostics import Severity, Span
from briefwright.story.model import Piece, Words
from briefwright.text.fit import Slot, Typesetter, overflow_diagnostic
from briefwright.theme.read import read_theme
from tests.scripts import CJK
from tests.text.conftest import lines_of, words

TYPE = Typesetter(read_theme("paper"))
SENTENCE = "US export bans cut off chips and machines; every public model needs an approval."


def test_what_fits_stays_at_its_nominal_size() -> None:
    fit = TYPE.fit([Slot(words(SENTENCE), 264, 72)], "body")
    assert (fit.step, fit.overflows) == (0, ())
    assert fit.paragraphs[0].leading == 18


def test_siblings_step_down_together() -> None:
    fit = TYPE.fit([Slot(words("Short."), 264, 45), Slot(words(SENTENCE), 264, 45)], "body")
    assert fit.step == 1
    assert {run.style.size for paragraph in fit.paragraphs for run in paragraph.runs} == {12}
    assert fit.heights == (15, 30)
    assert fit.height == 30


def test_a_limit_of_lines_steps_down_too() -> None:
    title = "China entered the race late but with force, and still has no model to rival GPT, Gemini, Claude or Llama"
    assert TYPE.fit([Slot(words(title), 790.5, 60, 2)], "h1").step == 0
    assert TYPE.fit([Slot(words(title), 560, lines=2)], "h1").step == 1


def test_below_the_floor_the_overflow_counts_the_words_to_cut() -> None:
    text = " ".join(["word"] * 40)
    fit = TYPE.fit([Slot(words("Fine."), 100, 30), Slot(words(text), 100, 30)], "body")
    (over,) = fit.overflows
    assert (over.slot, over.allowed) == (1, 30)
    assert over.needed == fit.heights[1] > 30
    kept = " ".join(["word"] * (40 - over.cut))
    assert not TYPE.fit([Slot(words(kept), 100, 30)], "body").overflows
    assert TYPE.fit([Slot(words(kept + " word"), 100, 30)], "body").overflows


def test_the_error_names_the_line_the_heights_and_the_cut() -> None:
    (over,) = TYPE.fit([Slot(words("word " * 40), 100, 30)], "body").overflows
    diagnostic = overflow_diagnostic(over, "the support")
    assert diagnostic.code == "BW601"
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.span == Span("brief.yaml", 7, 3)
    assert f"{over.needed:.0f} pt" in diagnostic.message
    assert "30 pt" in diagnostic.message
    assert diagnostic.hint is not None
    assert f"{over.cut} of its 40 words" in diagnostic.hint


def test_a_word_wider_than_its_box_is_named() -> None:
    (over,) = TYPE.fit([Slot(words("Die Donaudampfschifffahrtsgesellschaft"), 120)], "body").overflows
    assert over.word == "Donaudampfschifffahrtsgesellschaft"
    diagnostic = overflow_diagnostic(over, "the label")
    assert diagnostic.code == "BW602"
    assert "Donaudampfschifffahrtsgesellschaft" in diagnostic.message


def test_a_wide_word_may_fit_at_a_smaller_step() -> None:
    width = TYPE.metrics.ruler(TYPE.style("body", 1))("Donaudampfschifffahrtsgesellschaft")[1]
    fit = TYPE.fit([Slot("Donaudampfschifffahrtsgesellschaft", width + 0.1)], "body")
    assert (fit.step, fit.overflows) == (1, ())


def test_marked_up_words_become_runs() -> None:
    pieces = (Piece("Plain "), Piece("bold", bold=True), Piece(" slant", italic=True), Piece(" now", accent=True))
    style = TYPE.style("body", colour="ink2")
    looks = [run.style for run in TYPE.runs(Words(pieces), style)]
    assert looks == [style, replace(style, bold=True), replace(style, italic=True), replace(style, colour="accent")]


def test_on_a_coloured_ground_nothing_takes_the_accent() -> None:
    style = TYPE.style("body", colour="on_accent")
    marked = Words((Piece("now", accent=True), Piece("[1]", cites=(1,))))
    assert {run.style.colour for run in TYPE.runs(marked, style)} == {"on_accent"}


def test_a_marker_of_a_few_sources_is_never_broken() -> None:
    few, many = (1, 2, 3), (1, 2, 3, 4)
    shown = [
        TYPE.runs(Words((Piece(f"{[*cites]}", cites=cites),)), TYPE.style("body"))[0].text for cites in (few, many)
    ]
    assert shown == ["[1,\u00a02,\u00a03]", "[1, 2, 3, 4]"]


def test_a_citation_marker_is_small_raised_and_glued() -> None:
    said = Words((Piece("None delivers it. "), Piece("[1]", cites=(1,), link="#sources"), Piece(" Next.")))
    text, marker, after = TYPE.runs(said, TYPE.style("body"))
    assert (text.text, marker.text, after.text) == ("None delivers it.", "\u00a0[1]", " Next.")
    assert (marker.raised, marker.style.size, marker.style.colour) == (True, 9, "muted")
    assert marker.link == "#sources"
    assert lines_of(TYPE.set(said, "body", 60))[-2:] == ["it.\u00a0[1]", "Next."]


def test_a_second_marker_stands_right_behind_the_first() -> None:
    said = Words((Piece("It."), Piece("[1]", cites=(1,)), Piece("[2]", cites=(2,))))
    assert "".join(run.text for run in TYPE.runs(said, TYPE.style("body"))) == "It.\u00a0[1][2]"


def test_in_print_a_marker_is_smaller() -> None:
    _, marker = TYPE.runs(words("It.", marker=1), TYPE.style("ho_body"))
    assert marker.style.size == 7


def test_a_character_without_a_glyph_is_found_once_with_its_place(typesetter: Typesetter) -> None:
    for _ in range(2):
        typesetter.set(words("Thai, ภาษาไทย"), "body", 200)
    (found,) = typesetter.findings
    assert found.code == "BW520"
    assert found.span == Span("brief.yaml", 7, 3)
    assert "ภ (U+0E20, THAI CHARACTER PHO SAMPHAO) and 5 more" in found.message
    assert "choose a theme whose font has it" in str(found.hint)


@pytest.mark.parametrize(
    ("text", "char", "extra"),
    [("Kimi, 月之暗面", "月", "cjk"), ("ひらがな", "ひ", "cjk"), ("한국어", "한", "cjk"), ("نموذج", "ن", "rtl")],
)
def test_where_an_extra_would_bring_the_glyph_it_is_named(
    text: str, char: str, extra: str, bare: None, typesetter: Typesetter
) -> None:
    typesetter.set(words(text), "body", 200)
    found = next(found for found in typesetter.findings if found.code == "BW520")
    assert f"no glyph for {char} (U+{ord(char):04X}" in found.message
    assert f'pip install "briefwright[{extra}]"' in str(found.hint)


def test_without_the_bidirectional_algorithm_text_from_the_right_is_refused(bare: None, typesetter: Typesetter) -> None:
    typesetter.set(words("שלום עולם"), "body", 200)  # the theme's own face has its glyphs
    assert [found.code for found in typesetter.findings] == ["BW521"]
    assert 'pip install "briefwright[rtl]"' in str(typesetter.findings[0].hint)


LONELY = "The field is broad, but few models are general and that is the long and the short of the case"


def test_a_lonely_last_word_gets_company() -> None:
    width = next(w for w in range(300, 800) if len(lines_of(TYPE.set(LONELY, "lead", w))[-1].split()) == 1)
    narrow = TYPE.balanced(LONELY, "lead", width)
    before, after = TYPE.set(LONELY, "lead", width), TYPE.set(LONELY, "lead", narrow)
    assert narrow < width
    assert len(after.lines) == len(before.lines)
    assert len(lines_of(after)[-1].split()) >= 2
    assert lines_of(TYPE.set(LONELY, "lead", width, balance=True)) == lines_of(after)
    assert lines_of(TYPE.fit([Slot(LONELY, width)], "lead", balance=True).paragraphs[0]) == lines_of(after)


def test_a_balanced_break_holds_in_an_office_that_measures_a_little_narrower() -> None:
    width = next(w for w in range(300, 800) if len(lines_of(TYPE.set(LONELY, "lead", w))[-1].split()) == 1)
    narrow = TYPE.balanced(LONELY, "lead", width)
    assert lines_of(TYPE.set(LONELY, "lead", narrow * 1.005)) == lines_of(TYPE.set(LONELY, "lead", narrow))


@pytest.mark.parametrize("text", ["", "One", "Two words", LONELY])
def test_what_has_no_lonely_word_keeps_its_measure(text: str) -> None:
    assert TYPE.balanced(text, "lead", 2000) == 2000


def test_where_no_measure_helps_it_stays() -> None:
    assert TYPE.balanced("Antidisestablishmentarianism works", "h1", 400) == 400


TEXTS = st.lists(st.text("abcdefghijklmnopäöüß-", min_size=1, max_size=20), min_size=1, max_size=40).map(" ".join)


@given(TEXTS, st.floats(30, 500), st.floats(10, 200), st.floats(0, 300), st.floats(0, 200))
def test_a_bigger_box_never_takes_a_smaller_step(text: str, w: float, h: float, wider: float, taller: float) -> None:
    small = TYPE.fit([Slot(text, w, h)], "message")
    large = TYPE.fit([Slot(text, w + wider, h + taller)], "message")
    assert large.step <= small.step
    assert len(large.overflows) <= len(small.overflows)


@given(TEXTS, st.floats(60, 500), st.floats(15, 100))
def test_an_overflow_is_honest(text: str, w: float, h: float) -> None:
    fit = TYPE.fit([Slot(text, w, h)], "body")
    for over in fit.overflows:
        assert over.needed > over.allowed
        if over.word is None:
            assert 0 < over.cut <= len(text.split())
            kept = " ".join(text.split()[: len(text.split()) - over.cut])
            assert not kept or not TYPE.fit([Slot(kept, w, h)], "body").overflows
    if not fit.overflows:
        assert fit.height <= h + 0.01


@given(TEXTS, st.floats(60, 900))
def test_balancing_takes_no_more_lines_and_leaves_no_word_alone(text: str, width: float) -> None:
    narrow = TYPE.balanced(text, "h1", width)
    before, after = TYPE.set(text, "h1", width), TYPE.set(text, "h1", narrow)
    assert len(after.lines) == len(before.lines)
    if narrow != width:
        assert narrow < width
        assert len(lines_of(after)[-1].split()) > 1


@CJK
def test_what_must_go_of_a_chinese_text_is_told_in_words_of_two_characters() -> None:
    type_ = Typesetter(read_theme("paper"), language="zh")
    said = words("模型很多的市场在变化" * 20)  # 200 characters
    [overflow] = type_.fit([Slot(said, 200, height=90)], "body").overflows
    assert said.count == 100
    assert 50 <= overflow.cut <= 80
    kept = words("模型很多的市场在变化" * (20 - overflow.cut // 5 - 1))
    assert type_.fit([Slot(kept, 200, height=90)], "body").overflows == ()


@CJK
def test_a_lonely_last_ideograph_gets_company() -> None:
    type_ = Typesetter(read_theme("paper"), language="zh")
    text = "大多数办公室供应茶但好茶仍然少见采购方式需要改变。"
    width = next(w for w in range(200, 500) if len(lines_of(type_.set(text, "lead", w))[-1]) == 3)
    after = type_.set(text, "lead", type_.balanced(text, "lead", width))
    assert len(lines_of(after)[-1]) > 3


def test_no_line_ends_behind_the_first_word_in_brackets() -> None:
    title = "What would change our view: dry-day spills (a month above thirty)"
    opened = [w for w in range(300, 700, 3) if lines_of(TYPE.set(title, "h1", w))[0].endswith("(a")]
    assert opened
    for width in opened:
        first, *rest = lines_of(TYPE.set(title, "h1", TYPE.balanced(title, "h1", width)))
        assert len(rest) == len(lines_of(TYPE.set(title, "h1", width))) - 1
        assert not first.endswith("(a")
