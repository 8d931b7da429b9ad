"""Quantities print in the number style of an audience and the words of a language; the value never differs."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, field
from msgspec.structs import replace

from briefwright.brief.figures import Quantity, resolve
from briefwright.brief.numerals import Printed, Style, row_of, show
from briefwright.core.diagnostics import Refused
from briefwright.story.language import read_language
from tests.brief.briefs import brief

NB = "\u00a0"
HUNDREDS = "hundreds of millions of US dollars"


class English(Struct, frozen=True):
    """The words of English as its language file has them."""

    decimal: str = "."
    group: str = ","
    minus: str = "\u2212"
    percent: str = "{number}%"
    about: str = "about {number}"
    range: str = "{low}–{high}"
    scales: Mapping[str, str] = field(
        default_factory=lambda: {"thousand": "k", "million": "m", "billion": "bn", "trillion": "tn"}
    )
    spelled: Mapping[str, str] = field(default_factory=lambda: {"m": "million"})
    powers: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(
        default_factory=lambda: {"money.text": "{text} of {currency}", "currency.USD": "US dollars"}
    )


GERMAN = replace(
    English(),
    decimal=",",
    group=".",
    percent="{number} %",
    about="etwa {number}",
    scales={"thousand": "Tsd.", "million": "Mio.", "billion": "Mrd.", "trillion": "Bio."},
    labels={"money": "{number} {currency}", "about.short": "ca. {number}", "currency.USD": "US-Dollar"},
)


def shown(figure: str, style: Style = "rounded", words: English = English()) -> Printed:  # noqa: B008
    body = f"figures:\n  one: {{value: 2}}\n  three: {{value: 7}}\n  it: {{{figure}}}\n"
    return show(resolve(brief(body))[0]["it"], words, style, language="en")


@pytest.mark.parametrize(
    ("figure", "style", "expected"),
    [
        ("value: 40, unit: models", "rounded", Printed("40", "models", "40")),
        ("value: 1, scale: billion, currency: USD", "rounded", Printed(f"1{NB}bn", "USD", f"USD{NB}1{NB}bn")),
        ("value: 100, scale: million, unit: users", "precise", Printed(f"100{NB}million", "users", f"100{NB}million")),
        ("value: 1234567", "rounded", Printed(f"1.23{NB}million", "", f"1.23{NB}million")),
        ("value: 1234567", "precise", Printed("1,234,567", "", "1,234,567")),
        ("value: 1200, scale: million", "rounded", Printed(f"1.2{NB}bn", "", f"1.2{NB}bn")),
        ("value: 1200, scale: million", "precise", Printed(f"1,200{NB}million", "", f"1,200{NB}million")),
        ("value: 1.50, scale: million", "rounded", Printed(f"1.5{NB}million", "", f"1.5{NB}million")),
        ("value: 1.50, scale: million", "precise", Printed(f"1.50{NB}million", "", f"1.50{NB}million")),
        ("value: 12345", "rounded", Printed("12,300", "", "12,300")),
        ("value: 7376, scale: 万", "precise", Printed(f"73,760{NB}k", "", f"73,760{NB}k")),
        ("value: 7.376, scale: 亿", "precise", Printed(f"737.6{NB}million", "", f"737.6{NB}million")),
        ("value: 1.2, scale: 兆", "rounded", Printed(f"1.2{NB}tn", "", f"1.2{NB}tn")),
        ("value: 999500", "rounded", Printed("1,000,000", "", "1,000,000")),
        ("value: 29, style: percent", "rounded", Printed("29%", "", "29%")),
        ("value: 62, unit: '%'", "rounded", Printed("62%", "", "62%")),
        ("low: 10, high: 20, unit: '%'", "range", Printed("10–20%", "", "10–20%")),
        ("derived: one / three, style: percent", "rounded", Printed("29%", "", "29%")),
        ("derived: one / three, style: percent", "precise", Printed("28.6%", "", "28.6%")),
        ("derived: one / three, style: ratio", "rounded", Printed(f"1{NB}to{NB}3.5", "", f"1{NB}to{NB}3.5")),
        ("derived: three / one, style: ratio", "precise", Printed(f"3.5{NB}to{NB}1", "", f"3.5{NB}to{NB}1")),
        ("derived: one / three", "precise", Printed("0.2857", "", "0.2857")),
        ("derived: three / one", "precise", Printed("3.5", "", "3.5")),
        ("low: 90, high: 110, scale: million", "rounded", Printed(f"90–110{NB}million", "", f"90–110{NB}million")),
        ("low: 900, high: 1100, scale: million", "rounded", Printed(f"0.9–1.1{NB}bn", "", f"0.9–1.1{NB}bn")),
        (
            "low: 900, high: 1100, scale: million",
            "range",
            Printed(f"900–1,100{NB}million", "", f"900–1,100{NB}million"),
        ),
        (
            "value: 100, scale: million, approx: true",
            "rounded",
            Printed(f"c.{NB}100{NB}million", "", f"about 100{NB}million"),
        ),
        (
            "text: hundreds of millions, currency: USD",
            "rounded",
            Printed("hundreds of millions", "US dollars", HUNDREDS),
        ),
        ("text: over seven, unit: years", "precise", Printed("over seven", "years", "over seven")),
        ("value: -3, unit: points", "rounded", Printed("\u22123", "points", "\u22123")),
        ("value: 0", "rounded", Printed("0", "", "0")),
        ("value: 0.00041", "rounded", Printed("0.00041", "", "0.00041")),
    ],
)
def test_figures_print_in_english(figure: str, style: Style, expected: Printed) -> None:
    assert shown(figure, style) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("value: 1.5, scale: billion, currency: USD", Printed(f"1,5{NB}Mrd.", "USD", f"1,5{NB}Mrd.{NB}USD")),
        ("value: 1234567", Printed("1.234.567", "", "1.234.567")),
        ("value: 29, style: percent", Printed(f"29{NB}%", "", f"29{NB}%")),
        ("value: 5, approx: true", Printed(f"ca.{NB}5", "", "etwa 5")),
        ('text: {default: some, "@de": einige}, currency: USD', Printed("some", "US-Dollar", "some US-Dollar")),
    ],
)
def test_figures_print_in_german(figure: str, expected: Printed) -> None:
    assert shown(figure, "precise", GERMAN) == expected


def test_the_unit_is_that_of_the_audience_and_language() -> None:
    known = resolve(brief('figures: {it: {value: 3, unit: {default: models, "@de": Modelle, full: "models, all"}}}'))[0]
    assert show(known["it"], GERMAN, language="de").unit == "Modelle"
    assert show(known["it"], English(), audience="full", language="en").unit == "models, all"


SCALES: Mapping[str, Fraction] = {
    "": Fraction(1),
    f"{NB}k": Fraction(10**3),
    f"{NB}million": Fraction(10**6),
    f"{NB}bn": Fraction(10**9),
    f"{NB}tn": Fraction(10**12),
}


def read_back(text: str) -> Fraction:
    suffix = max((s for s in SCALES if text.endswith(s)), key=len)
    return Fraction(text.removesuffix(suffix).replace(",", "").replace("\u2212", "-")) * SCALES[suffix]


@given(
    st.fractions(-(10**15), 10**15, max_denominator=10**6), st.sampled_from([None, "thousand", "million", "billion"])
)
def test_rounding_keeps_three_digits(value: Fraction, scale: str | None) -> None:
    quantity = Quantity("it", value, scale=scale)
    exact = quantity.absolute or Fraction(0)
    printed = read_back(show(quantity, English()).whole)
    assert abs(printed - exact) <= abs(exact) * Fraction(1, 200)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.sampled_from([None, "million", "trillion"]))
def test_the_precise_style_prints_what_was_written(digits: int, places: int, scale: str | None) -> None:
    value = Fraction(digits, 10**places)
    quantity = Quantity("it", value, scale=scale, decimals=places)
    assert read_back(show(quantity, English(), "precise").whole) == quantity.absolute


# ---- figures in a row --------------------------------------------------------------------------------


def in_row(figures: str, style: Style = "rounded", decimals: int | None = None) -> list[str]:
    known = resolve(brief(f"figures:\n{figures}"))[0].values()
    row = row_of(known, English(), style, decimals)
    return [show(q, English(), style, row=row).number.replace(NB, " ") for q in known]


def row_written(*values: str, more: str = "") -> str:
    return "".join(f"  n{i}: {{value: {value}{more}}}\n" for i, value in enumerate(values))


BILLIONS = ", scale: billion, currency: EUR"


@pytest.mark.parametrize(
    ("figures", "style", "expected"),
    [
        (row_written("477", "730", "1447", more=BILLIONS), "rounded", ["477 bn", "730 bn", "1,447 bn"]),
        (row_written("477", "730", "1447", more=BILLIONS), "precise", ["477 bn", "730 bn", "1,447 bn"]),
        (
            row_written("1.98", more=", scale: million") + "  m: {value: 145, scale: thousand}\n",
            "precise",
            ["1,980 k", "145 k"],
        ),
        (row_written("7.7", "10", more=BILLIONS), "rounded", ["7.7 bn", "10.0 bn"]),
        (row_written("7.7", "10.0", more=BILLIONS), "precise", ["7.7 bn", "10.0 bn"]),
        (row_written("34", "46.9", more=", style: percent"), "rounded", ["34%", "47%"]),
        (row_written("12345", "45678"), "rounded", ["12,300", "45,700"]),
        (row_written("3.5", "412000"), "precise", ["3.5", "412,000"]),
        (row_written("3", "412000"), "precise", ["3", "412,000"]),
        (row_written("0.45", "1200000000", more=", currency: CNY"), "rounded", ["0.45", "1.2 bn"]),
        (row_written("0", "0"), "rounded", ["0", "0"]),
        (row_written("1.2", "900", "-15", more=", scale: million"), "rounded", ["1.2 m", "900.0 m", "\u221215.0 m"]),
        (row_written("3.2e-9", "6.02e23"), "rounded", ["3.2 × 10⁻⁹", "6.02 × 10²³"]),
        (row_written("1.5", "2", more=", style: ratio"), "rounded", ["1.5 to 1", "2 to 1"]),
    ],
)
def test_figures_of_a_row_have_one_scale_and_one_number_of_decimals(
    figures: str, style: Style, expected: list[str]
) -> None:
    assert in_row(figures, style) == expected


def test_a_figure_on_a_card_has_no_more_decimals_than_it_was_given() -> None:
    known = resolve(brief(f"figures:\n{row_written('87', '12.7', '10.0', more=', style: percent')}"))[0].values()
    row = row_of(known, English(), "precise")
    assert row is not None
    row = replace(row, padded=False)
    assert [show(q, English(), "precise", row=row).number for q in known] == ["87%", "12.7%", "10.0%"]


def test_the_author_gives_the_decimals_of_a_row_or_of_a_figure() -> None:
    assert in_row(row_written("7.74", "10", more=BILLIONS), decimals=2) == ["7.74 bn", "10.00 bn"]
    assert in_row(row_written("7.74", "10", more=", decimals: 0")) == ["8", "10"]
    assert shown("value: 7.74, decimals: 1").number == "7.7"
    assert shown("derived: one / three, style: percent, decimals: 2", "precise").number == "28.57%"


@given(
    st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=1, max_size=8),
    st.sampled_from([None, "thousand", "million", "billion", "trillion"]),
    st.sampled_from(["rounded", "precise"]),
)
def test_no_number_of_a_row_is_falsified(values: list[Decimal], scale: str | None, style: Style) -> None:
    row = [Quantity(f"n{i}", Fraction(v), scale=scale, decimals=3) for i, v in enumerate(values)]
    shared = row_of(row, English(), style)
    for quantity in row:
        exact = quantity.absolute or Fraction(0)
        printed = show(quantity, English(), style, row=shared, spelled=True).number
        assert abs(read_back(printed) - exact) <= abs(exact) / 50


# ---- bounds, points, ranges and powers ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "number", "whole"),
    [
        ("value: 1.6, scale: trillion, currency: EUR, bound: floor, approx: true", "≥ 1.6 tn", "at least EUR 1.6 tn"),
        ("value: 38, style: percent, bound: ceiling", "≤ 38%", "at most 38%"),
        ("low: -5, high: -3, unit: °C", "\u22125 to \u22123", "\u22125 to \u22123"),
        ("low: -2, high: 3, scale: million, currency: EUR", "\u22122 to 3 million", "EUR \u22122 to 3 m"),
        ("low: -5, high: -3, style: percent", "\u22125 to \u22123%", "\u22125 to \u22123%"),
        ("derived: a - b", "\u22123.5", "\u22123.5 points"),
        ("derived: p - q, style: percent", "3", "3 points"),
        ("derived: p - q", "3", "3 points"),
        ("derived: (p - q) / 3", "1", "1 point"),
        ("derived: p - (p - q)", "29%", "29%"),
        ("derived: p + q", "61%", "61%"),
        ("derived: 1 - q", "71%", "71%"),
        ("derived: 100 - a", "88%", "88%"),
        ("derived: p / q - 1, style: percent", "10%", "10%"),
        ('derived: p - q, unit: "of all votes", style: percent', "3%", "3%"),
        ("value: 3.2e-9", "3.2 × 10⁻⁹", "3.2 × 10⁻⁹"),
        ("value: -6.02e23", "\u22126.02 × 10²³", "\u22126.02 × 10²³"),
        ("value: 9.9999e18", "1 × 10¹⁹", "1 × 10¹⁹"),
        ("value: 25, scale: trillion", "25 tn", "25 tn"),
    ],
)
def test_bounds_points_signed_ranges_and_powers(figure: str, number: str, whole: str) -> None:
    shares = "a: {value: 12, unit: '%'}, b: {value: 15.5, unit: '%'}"
    shares += ", p: {value: 32, style: percent}, q: {value: 29, style: percent}"
    known, faults = resolve(brief(f"figures: {{{shares}, it: {{{figure}}}}}"))
    printed = show(known["it"], English(), "rounded", language="en")
    assert faults == []
    assert (printed.number.replace(NB, " "), printed.whole.replace(NB, " ")) == (number, whole)


def test_percentages_of_two_kinds_are_not_mixed() -> None:
    shares = "a: {value: 12, unit: '%'}, p: {value: 32, style: percent}"
    _, faults = resolve(brief(f"figures: {{{shares}, it: {{derived: p - a}}}}"))
    assert [fault.code for fault in faults] == ["BW221"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
def test_every_language_says_bounds_points_ranges_and_powers_in_words_of_its_own(language: str) -> None:
    words = read_language(language)
    texts = "f: {value: 3, bound: floor}, c: {value: 3, bound: ceiling}, r: {low: -5, high: -3}, s: {value: 2e20}"
    known = resolve(brief(f"figures: {{{texts}, p: {{value: 3, style: percent}}, d: {{derived: p - p}}}}"))[0]
    said = {name: show(quantity, words, language=language).whole for name, quantity in known.items()}
    assert len({said[name] for name in "fcrsd"}) == 5
    assert "–" not in said["r"], "an en dash after a minus"
    assert said["s"].strip("\u200e").startswith("2")
    assert said["d"] != "0"


@pytest.mark.parametrize(
    ("figure", "warned"),
    [
        ("value: 0.35, style: percent", True),
        ("low: 0.2, high: 0.4, style: percent", True),
        ("value: 0.35, style: percent, unit: of GDP", False),
        ('value: 0.35, unit: "%"', False),
        ("value: 35, style: percent", False),
        ("value: 0, style: percent", False),
    ],
)
def test_a_part_of_one_with_the_style_percent_is_told(figure: str, warned: bool) -> None:
    _, faults = resolve(brief(f"figures: {{it: {{{figure}}}}}"))
    assert {fault.code for fault in faults} == ({"BW223"} if warned else set())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("€", "EUR"),
        ("£", "GBP"),
        ("US$", "USD"),
        ("EUR", "EUR"),
        ("$", None),
        ("¥", None),
        ("euro", None),
    ],
)
def test_the_symbol_of_one_currency_is_understood_and_others_are_told_the_code(typed: str, code: str | None) -> None:
    try:
        found = brief(f'figures: {{it: {{value: 3, currency: "{typed}"}}}}').figures["it"].currency
    except Refused as refused:
        (fault,) = refused.diagnostics
        assert code is None
        assert fault.code == "BW138"
        assert {"$": "USD", "¥": "JPY for yen, CNY"}.get(typed, "EUR") in (fault.hint or "")
    else:
        assert found == code
