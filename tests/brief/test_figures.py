"""Figures become exact quantities; derivations compute with fractions and never run code."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.brief.arithmetic import MAX_LENGTH, Amount, CannotCompute, Share, compute
from briefwright.brief.figures import resolve
from tests.brief.briefs import brief

FIGURES = """
    figures:
      approved: {value: 40, cite: slr:12}
      claimed: {value: 140, cite: slr:12}
      round: {value: 1.50, scale: billion, currency: USD}
      users: {low: 90, high: 110, scale: million, approx: true}
      cost: {text: hundreds of millions, currency: USD}
      growth: {value: 29, style: percent}
      share: {derived: approved / claimed, style: percent}
      rest: {derived: claimed - approved}
      price: {derived: round / users.high, scale: thousand}
      twice: {derived: "share * 2 + growth"}
"""


def test_quantities_are_exact() -> None:
    known = resolve(brief(FIGURES))[0]
    assert known["round"].value == Fraction(3, 2)
    assert known["round"].absolute == 1_500_000_000
    assert known["round"].decimals == 2
    assert (known["users"].low, known["users"].high) == (90, 110)
    assert known["share"].absolute == Fraction(2, 7)
    assert known["share"].value == Fraction(200, 7)  # in percent
    assert known["growth"].absolute == Fraction(29, 100)
    assert known["rest"].value == 100
    assert known["twice"].absolute == Fraction(4, 7) + Fraction(29, 100)


def test_a_sum_is_told_in_the_scale_of_its_parts_and_a_quotient_is_not() -> None:
    known = resolve(
        brief(
            """
figures:
  one: {value: 41.2, scale: million}
  two: {value: 900, scale: thousand}
  piece: {value: 4}
  sum: {derived: one + two * 2}
  price: {derived: one / piece}
  half: {derived: one / 2}
  bound: {derived: one + two, high: 50000000}
  said: {derived: one + two, scale: thousand}
"""
        )
    )[0]
    told = {name: (float(q.value or 0), q.scale) for name, q in known.items() if q.derived}
    assert told["sum"] == (43.0, "million")
    assert told["half"] == (20.6, "million")
    assert told["price"] == (10_300_000.0, None)
    assert told["bound"] == (42_100_000.0, None)  # its author wrote the bound in units of one
    assert told["said"] == (42_100.0, "thousand")


def test_a_derived_figure_takes_the_currency_of_its_parts_and_its_own_scale() -> None:
    price = resolve(brief(FIGURES))[0]["price"]
    assert price.currency == "USD"
    assert price.value == Fraction(1_500_000_000, 110_000_000) / 1000


def test_figures_keep_the_order_of_the_brief() -> None:
    assert list(resolve(brief("figures: {b: {derived: a + 1}, a: {value: 1}}"))[0]) == ["b", "a"]


def test_a_long_chain_of_derivations_is_no_trouble() -> None:
    chain = "\n".join(f"  f{n}: {{derived: f{n - 1} + 1}}" for n in range(1, 3000))
    assert resolve(brief(f"figures:\n  f0: {{value: 0}}\n{chain}\n"))[0]["f2999"].value == 2999


def test_squares_of_squares_end_in_a_refusal() -> None:
    chain = "\n".join(f"  f{n}: {{derived: f{n - 1} * f{n - 1}}}" for n in range(1, 40))
    known, found = resolve(brief(f"figures:\n  f0: {{value: 3}}\n{chain}\n"))
    assert [d.code for d in found] == ["BW221"]
    assert "f39" not in known


def test_every_circle_is_told_once() -> None:
    circles = "\n".join(f"  a{n}: {{derived: b{n}}}\n  b{n}: {{derived: a{n}}}" for n in range(5))
    found = resolve(brief(f"figures:\n{circles}\n"))[1]
    assert sorted(d.message for d in found) == [
        f'the figure "a{n}" is derived from itself: a{n} → b{n} → a{n}' for n in range(5)
    ]


LETTERS = {"a": Fraction(3), "b": Fraction(7, 2), "c": Fraction(-1, 3)}
ATOM = st.sampled_from(["a", "b", "c", "2", "0.1", "10"])
SUM = st.recursive(
    ATOM,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        inner.map(lambda t: f"-({t})"),
    ),
    max_leaves=8,
)


@given(SUM)
def test_derivations_reckon_as_fractions_do(derivation: str) -> None:
    names = {**LETTERS, "min": min, "max": max, "F": Fraction}
    exact = re.sub(r"[0-9.]+", r"F('\g<0>')", derivation)
    try:
        expected = eval(exact, {"__builtins__": {}}, names)  # noqa: S307
    except ZeroDivisionError:
        expected = None
    try:
        found = compute(derivation, lambda name, part: Amount(LETTERS[name])).value
    except CannotCompute:
        found = None
    assert len(derivation) > MAX_LENGTH or found == expected


SHARES = {"cost": Amount(Fraction(186_000_000), "EUR", 10**6), "grant": Amount(Fraction(2, 5), share=Share.STYLE)}


def test_a_share_of_an_amount_is_told_in_its_scale() -> None:
    own = compute("cost * (1 - grant)", lambda name, part: SHARES[name])
    assert (own.value, own.currency, own.scale) == (111_600_000, "EUR", 10**6)


def test_a_percentage_is_no_second_time_divided_by_a_hundred() -> None:
    with pytest.raises(CannotCompute, match="counts as its share already"):
        compute("cost * (1 - grant / 100)", lambda name, part: SHARES[name])


@given(st.text("abc()+-*/.,'\"[]{}:=@ 019\\_lambda~<>&|if else for in", max_size=40))
def test_no_derivation_does_more_than_reckon(derivation: str) -> None:
    try:
        amount = compute(derivation, lambda name, part: Amount(Fraction(1)))
    except CannotCompute as error:
        assert str(error)  # noqa: PT017
    else:
        assert isinstance(amount.value, Fraction)


@pytest.mark.parametrize(
    "derivation",
    [
        "__import__('os')",
        "a.__class__",
        "(lambda: 1)()",
        "[a for a in b]",
        "a ** 99999999",
        "1 if a else 2",
        "a if a else b",
        "'a'",
        "True",
        "1j",
        "1e999",
        "a(b)",
        "min(a)",
        "min(a, key=b)",
        "max(*a)",
        "a.low.low",
        "a < b",
        "a := 1",
        "f'{a}'",
        "(" * 250 + "a" + ")" * 250,
        "a" * 400,
    ],
)
def test_code_is_no_arithmetic(derivation: str) -> None:
    with pytest.raises(CannotCompute):
        compute(derivation, lambda name, part: Amount(Fraction(1)))


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        ("low: 1", "BW205", '"low" without "high"'),
        ("high: 1", "BW205", '"high" without "low"'),
        ("low: few, high: 3", "BW124", "a number"),
        ("low: 1, high: many", "BW124", "a number"),
        ("low: 4, high: 3", "BW206", "4"),
    ],
)
def test_a_range_is_two_numbers_the_lower_first(keys: str, code: str, said: str) -> None:
    _, [fault] = resolve(brief(f"figures: {{asked: {{{keys}}}}}"))
    assert fault.code == code
    assert said in fault.message
