"""Languages: their dates, counts and lists, held against Babel's data."""

import pytest
from babel import Locale

from briefwright.diagnostics import Refused
from briefwright.story.language import read_language

CODES = ("en", "de")


@pytest.mark.parametrize("code", CODES)
def test_months_and_number_marks_are_those_of_babel(code: str) -> None:
    language, locale = read_language(code), Locale.parse(code)
    assert list(language.months) == [locale.months["format"]["wide"][n] for n in range(1, 13)]
    assert (language.decimal, language.group) == (
        locale.number_symbols["latn"]["decimal"],
        locale.number_symbols["latn"]["group"],
    )


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_every_label(code: str) -> None:
    assert set(read_language(code).labels) >= set(read_language("en").labels)


@pytest.mark.parametrize(
    ("edtf", "english", "german"),
    [
        ("2024-04-03", "3 Apr 2024", "3. Apr. 2024"),
        ("2023-10", "Oct 2023", "Okt. 2023"),
        ("2017~", "c. 2017", "um 2017"),
        ("2023?", "2023 (unconfirmed)", "2023 (unbestätigt)"),
        ("2024-03-05/2024-04-03", "5 Mar–3 Apr 2024", "5. März–3. Apr. 2024"),
        ("2023-11/2024-02", "Nov 2023–Feb 2024", "Nov. 2023–Feb. 2024"),
        ("2024-21", "spring 2024", "Frühjahr 2024"),
        ("../2024", "until 2024", "bis 2024"),
        ("2024/..", "from 2024", "ab 2024"),
        ("202X", "2020–2029", "2020–2029"),
        ("soon", "soon", "soon"),
        (None, "", ""),
    ],
)
def test_dates_read_as_people_write_them(edtf: str | None, english: str, german: str) -> None:
    shown = [read_language(code).date(edtf, short=True).replace("\u00a0", " ") for code in CODES]
    assert shown == [english, german]


def test_a_date_never_breaks_over_a_line() -> None:
    assert " " not in read_language("en").date("2024-04-03")


def test_counts_are_spelled_as_far_as_words_go() -> None:
    english = read_language("en")
    assert [english.spell(n) for n in (0, 5, 12, 13)] == ["no", "five", "twelve", "13"]
    assert english.listing(["a", "b", "c"]) == "a, b and c"
    assert read_language("de").listing(["a", "b"]) == "a und b"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read_language("xx")
    assert refusal.value.diagnostics[0].code == "BW303"
