"""Long words: broken by the dictionary of their language where no line holds them, and nowhere else."""

import pytest

from briefwright.text.fit import Slot, Typesetter
from briefwright.text.hyphenate import SOFT_HYPHEN, Division, characters, places, shown, syllables, words_in
from briefwright.theme.read import read_theme

THEME = read_theme("paper")
LONG = "Ausgleichsmechanismusverordnung"


def typesetter(*words: str, language: str = "de", anywhere: bool = False) -> Typesetter:
    return Typesetter(THEME, language=language, division=Division(frozenset(words), anywhere))


def lines(type_: Typesetter, text: str, width: float) -> list[str]:
    paragraph = type_.set(text, "body", width)
    assert type_.too_wide(paragraph, width) is None
    return [paragraph.text[line.start : line.end] for line in paragraph.lines]


def test_a_word_is_broken_by_the_dictionary_and_shows_a_hyphen() -> None:
    type_ = typesetter(LONG)
    first, *rest = lines(type_, f"Die {LONG} gilt.", 120)
    assert first.endswith(SOFT_HYPHEN)
    assert shown(first).endswith("-")
    assert "".join((first, *rest)).replace(SOFT_HYPHEN, "").replace(" ", "") == f"Die{LONG}gilt."


def test_the_hyphen_is_part_of_the_width_that_is_drawn() -> None:
    type_ = typesetter(LONG)
    paragraph = type_.set(LONG, "body", 120)
    line = paragraph.lines[0]
    drawn = type_.metrics.width(shown(paragraph.text[line.start : line.end]), paragraph.runs[0].style)
    assert line.width == pytest.approx(drawn, abs=0.5)  # pieces are kerned one by one


def test_only_the_breaks_that_are_made_stay_in_the_text() -> None:
    paragraph = typesetter(LONG).set(LONG, "body", 120)
    assert paragraph.text.count(SOFT_HYPHEN) == len(paragraph.lines) - 1


def test_a_word_that_fits_is_not_broken() -> None:
    assert lines(typesetter(LONG), LONG, 400) == [LONG]


@pytest.mark.parametrize("text", ["Soft\u00adhyphens", "Anti\u00addisestablishment\u00adarianism"])
def test_a_soft_hyphen_has_no_width_where_no_line_ends(text: str) -> None:
    type_ = Typesetter(THEME)
    style = type_.style("body")
    bare = text.replace(SOFT_HYPHEN, "")
    assert type_.metrics.width(text, style) == type_.metrics.width(bare, style)
    assert type_.set(text, "body", 400).lines[0].width == pytest.approx(type_.metrics.width(bare, style), abs=0.5)


def test_a_typed_soft_hyphen_is_a_place_to_break() -> None:
    assert lines(Typesetter(THEME), "Anti\u00addisestablishment\u00adarianism", 130)[0].endswith(SOFT_HYPHEN)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", LONG),
        ("fr", "anticonstitutionnellement"),
        ("en", "counterrevolutionaries"),
        ("ru", "достопримечательность"),
    ],
)
def test_languages_with_a_dictionary(language: str, word: str) -> None:
    assert syllables(word, language)
    assert all(3 <= at <= len(word) - 3 for at in syllables(word, language))


@pytest.mark.parametrize("language", ["zh", "ja", "ar", "he", "xx"])
def test_languages_without_a_dictionary(language: str) -> None:
    assert syllables(LONG, language) == ()


@pytest.mark.parametrize(
    "text", ["https://example.org/Ausgleichsmechanismus", "Ordner/Ausgleichsmechanismus", "a@Ausgleichs.de"]
)
def test_no_hyphen_is_put_into_an_address(text: str) -> None:
    assert list(words_in(text)) == []
    assert places(text, {"Ausgleichsmechanismus"}, "de") == ()


def test_a_hash_is_broken_as_a_last_resort_without_a_hyphen() -> None:
    code = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    assert "".join(lines(typesetter(anywhere=True), code, 150)) == code


@pytest.mark.parametrize("number", ["1.234.567,89", "12,345,678", "2024"])
def test_a_number_is_never_broken(number: str) -> None:
    assert characters(number) == ()
    assert all(not 3 < at < 3 + len(number) for at in characters(f"EUR{number}Mio"))


def test_a_slot_holds_a_word_that_is_broken() -> None:
    type_ = typesetter(LONG)
    assert type_.fit([Slot(LONG, 90)], "body").overflows == ()
    assert Typesetter(THEME, language="de").fit([Slot(LONG, 90)], "body").overflows
