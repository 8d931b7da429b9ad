"""The part of a language that numbers need: its marks and scales, the words for a scale, how it writes money."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Protocol

from .figures import Quantity

NBSP = "\u00a0"

# What a language may leave out; keys of its ``labels``.
USUAL = {
    "about.short": "c. {number}",
    "floor": "at least {number}",
    "floor.short": "≥ {number}",
    "ceiling": "at most {number}",
    "ceiling.short": "≤ {number}",
    "points": "{number} points",
    "point": "{number} point",
    "range.signed": "{low} to {high}",
    "scientific": "{number} × 10{power}",
    "money": "{currency} {number}",
    "money.text": "{text} {currency}",
    "ratio": "{left} to {right}",
    "scaled": "{number} {scale}",
}


class NumberWords(Protocol):
    """The part of a language that numbers need. ``scales`` has thousand, million, billion and trillion.

    ``labels`` may hold those of ``USUAL``, and names of currencies, ``currency.USD`` ("US dollars"), which ``money``
    may print as {name}. ``powers`` are the steps by which a language counts, where they are not thousands, as powers
    of ten: {"万": 4, "亿": 8}. They take the place of all scales.
    ``spelled`` has the words for scales that alone could be read as a unit: {"m": "million"}.
    """

    @property
    def decimal(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def minus(self) -> str: ...
    @property
    def percent(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def range(self) -> str: ...
    @property
    def scales(self) -> Mapping[str, str]: ...
    @property
    def spelled(self) -> Mapping[str, str]: ...
    @property
    def powers(self) -> Mapping[str, int]: ...
    @property
    def labels(self) -> Mapping[str, str]: ...


def spell_scale(number: str, words: NumberWords) -> str:
    """A number with its short scale in full, where the language has a word for that: "100 m" is "100 million". A word
    for "1 m" is that of numbers below two."""
    digits, ended, short = number.rpartition(NBSP)
    below_two = re.search(rf"(?<!\d)[01](?:{re.escape(words.decimal)}\d+)?$", digits)
    long = words.spelled.get(f"1 {short}") if below_two else None
    return f"{digits}{ended}{long or words.spelled.get(short, short)}" if ended else number


def after_scale(unit: str, words: NumberWords) -> str:
    """A unit as it follows the word for a scale: "millions de tonnes", "millions d’euros"."""
    plain = unicodedata.normalize("NFD", unit[:1]).casefold()[:1]
    form = words.labels.get("scaled.unit.vowel" if plain in "aeiouyhœæ" else "scaled.unit")
    return form.format(unit=unit) if unit and form else unit


def counts_of(words: NumberWords) -> bool:
    """Whether the language needs a word between a scale in full and what is counted, and so has it with a unit only."""
    return "scaled.unit" in words.labels


def signed(words: NumberWords) -> bool:
    """Whether the language writes money with signs such as €."""
    return "{sign}" in label("money", words)


def sign_of(quantity: Quantity, words: NumberWords) -> str:
    return words.labels.get(f"sign.{quantity.currency}", quantity.currency or "")


def money_unit(quantity: Quantity, words: NumberWords) -> str:
    """The unit next to a number set large: the currency, by its code or by its name as the language writes money."""
    if signed(words):
        return sign_of(quantity, words)
    return currency_of(quantity, words) if "{name}" in label("money", words) else quantity.currency or ""


def label(key: str, words: NumberWords) -> str:
    return words.labels.get(key, USUAL[key])


def currency_of(quantity: Quantity, words: NumberWords) -> str:
    return words.labels.get(f"currency.{quantity.currency}", quantity.currency) if quantity.currency else ""


def text_with_money(text: str, quantity: Quantity, words: NumberWords) -> str:
    currency = currency_of(quantity, words)
    return label("money.text", words).format(text=text, currency=currency) if currency else text
