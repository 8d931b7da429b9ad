"""The numbers that a text states, however it writes them."""

from fractions import Fraction

import pytest

from briefwright.checks.stated import Stated, amount, numbers


def values(text: str, *, words: bool = False) -> set[Fraction]:
    return {reading for stated in numbers(text, words=words) for reading in stated.readings}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("140 of them", 140),
        ("1,240 firms", 1240),
        ("1.240 Firmen", 1240),
        ("1’240 Firmen", 1240),
        ("1\u00a0240 firms", 1240),
        ("12,345,678", 12345678),
        ("1.234.567,8", Fraction(12345678, 10)),
        ("2.5 points", Fraction(5, 2)),
        ("2,5 Punkte", Fraction(5, 2)),
        ("0.125 of it", Fraction(1, 8)),
        ("100 million users", 100_000_000),
        ("USD 1 bn", 1_000_000_000),
        ("$1bn", 1_000_000_000),
        ("3 Mrd. Euro", 3_000_000_000),
        ("4 Millionen", 4_000_000),
        ("100’s of millions of $", 100_000_000),
        ("over 7 year-old", 7),
        ("a 7-year plan", 7),
        ("(2023)", 2023),
        ("41%", 41),
    ],
)
def test_a_number_is_read_with_its_scale(text: str, value: Fraction | int) -> None:
    assert value in values(text)


def test_a_point_before_three_digits_may_part_decimals_or_thousands() -> None:
    assert values("1.000 asking") == {1, 1000}


def test_a_source_that_names_the_scale_also_has_the_digits() -> None:
    assert first("1").agrees(first("1 billion"))  # the brief has "billion" in its unit
    assert not first("1 billion").agrees(first("1"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("03.04.2024", {3, 4, 2024}),
        ("05.03.-03.04.2024", {5, 3, 4, 2024}),
        ("2024-04-03", {2024, 4, 3}),
        ("3 April 2024", {3, 2024}),
        ("3rd of April", {3}),
        ("3. April 2024", {3, 2024}),
        ("Apr 3, 2024", {3, 2024}),
        ("April 3rd", {3}),
        ("Sept. 12", {12}),
        ("3/4/2024", {3, 4, 2024}),
    ],
)
def test_a_date_states_its_day_and_year(text: str, parts: set[int]) -> None:
    assert values(text) == parts


@pytest.mark.parametrize("text", ["4Paradigm", "GPT-4", "01.AI", "Qwen2", "B2B", "no digits", ""])
def test_the_digits_of_a_name_state_nothing(text: str) -> None:
    assert values(text) == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("more than seven", 7),
        ("mehr als sieben", 7),
        ("hundreds of millions", 100_000_000),
        ("Hunderte Millionen", 100_000_000),
        ("billions of conversations", 1_000_000_000),
        ("a dozen", 12),
    ],
)
def test_number_words_count_when_they_are_asked_for(text: str, value: int) -> None:
    assert value in values(text, words=True)
    assert values(text) == set()


# ---- does one number agree with another ----------------------------------------------------------------


def first(text: str) -> Stated:
    return next(numbers(text))


@pytest.mark.parametrize(
    ("claim", "source"),
    [("40", "40"), ("1.2 billion", "1,240 million"), ("1.000", "1,000"), ("12 million", "12,340,000"), ("7", "7")],
)
def test_a_rounded_claim_agrees_with_its_source(claim: str, source: str) -> None:
    assert first(claim).agrees(first(source))


@pytest.mark.parametrize(
    ("claim", "source"),
    [("40", "41"), ("1 billion", "1.4 billion"), ("100 million", "100 thousand"), ("2023", "2024"), ("1.2", "1.3")],
)
def test_another_number_does_not(claim: str, source: str) -> None:
    assert not first(claim).agrees(first(source))


def test_a_precise_claim_is_no_match_for_a_round_source() -> None:
    assert not first("1.24 billion").agrees(first("1 billion"))


def test_about_40_may_stand_for_39() -> None:
    assert amount(40, None, approx=True).agrees(first("39"))
    assert not amount(40, None).agrees(first("39"))


def test_a_day_is_never_rounded() -> None:
    assert not first("2 April 2024").agrees(first("2.1"))
