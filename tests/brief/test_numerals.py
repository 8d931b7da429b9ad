"""Quantities print in the number style of an audience and the words of a language; the value never differs."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, field
from msgspec.structs import replace

from briefwright.brief.figures import Quantity, resolve
from briefwright.brief.numerals import Printed, Style, show
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
        ("value: 100, scale: million, unit: users", "precise", Printed(f"100{NB}m", "users", f"100{NB}m")),
        ("value: 1234567", "rounded", Printed(f"1.23{NB}m", "", f"1.23{NB}m")),
        ("value: 1234567", "precise", Printed("1,234,567", "", "1,234,567")),
        ("value: 1200, scale: million", "rounded", Printed(f"1.2{NB}bn", "", f"1.2{NB}bn")),
        ("value: 1200, scale: million", "precise", Printed(f"1,200{NB}m", "", f"1,200{NB}m")),
        ("value: 1.50, scale: million", "rounded", Printed(f"1.5{NB}m", "", f"1.5{NB}m")),
        ("value: 1.50, scale: million", "precise", Printed(f"1.50{NB}m", "", f"1.50{NB}m")),
        ("value: 12345", "rounded", Printed("12,300", "", "12,300")),
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
        ("low: 90, high: 110, scale: million", "rounded", Printed(f"90–110{NB}m", "", f"90–110{NB}m")),
        ("low: 900, high: 1100, scale: million", "rounded", Printed(f"0.9–1.1{NB}bn", "", f"0.9–1.1{NB}bn")),
        ("low: 900, high: 1100, scale: million", "range", Printed(f"900–1,100{NB}m", "", f"900–1,100{NB}m")),
        (
            "value: 100, scale: million, approx: true",
            "rounded",
            Printed(f"c.{NB}100{NB}m", "", f"about 100{NB}m"),
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
    f"{NB}m": Fraction(10**6),
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
