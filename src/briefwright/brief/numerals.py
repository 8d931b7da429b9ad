"""A Quantity to digits and words, in the number style of an audience and the words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Protocol

from msgspec import Struct

from .figures import SCALES, Quantity

NBSP = "\u00a0"
PERCENT = "%"  # as a unit
ROUNDED, PRECISE = 3, 4  # significant digits: of the rounded style, and of a derived number that never ends
Style = Literal["rounded", "precise"]

# What a language may leave out; keys of its ``labels``.
USUAL = {
    "about.short": "c. {number}",
    "money": "{currency} {number}",
    "money.text": "{text} {currency}",
    "ratio": "{left} to {right}",
    "scaled": "{number} {scale}",
}


class NumberWords(Protocol):
    """The part of a language that numbers need. ``scales`` has thousand, million, billion and trillion.

    ``labels`` may hold ``about.short`` ("c. {number}"), ``money`` ("{currency} {number}"), ``money.text``
    ("{text} of {currency}"), ``ratio`` ("{left} to {right}"), ``scaled`` ("{number} {scale}") and names of currencies,
    ``currency.USD`` ("US dollars"), which ``money`` may print as {name}. ``powers`` are the steps by which a language
    counts, where they are not thousands: {"万": 4, "亿": 8}, as powers of ten; they take the place of all scales.
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
    def powers(self) -> Mapping[str, int]: ...
    @property
    def labels(self) -> Mapping[str, str]: ...


class Printed(Struct, frozen=True):
    """A figure as it prints: ``number`` is set large with ``unit`` after it; ``whole`` stands in a sentence.

    40 models: "40", "models", "40". USD 1 billion: "1 bn", "USD", "USD 1 bn". A share: "29%", "", "29%".
    ``spread`` is the range that bounds a value, "100–140"; a figure that has no bounds has none.
    Spaces within are non-breaking.
    """

    number: str
    unit: str
    whole: str
    spread: str = ""


def show(
    quantity: Quantity, words: NumberWords, style: Style = "rounded", *, audience: str = "", language: str = "",
    among: Fraction | None = None,
) -> Printed:  # fmt: skip
    """The figure as it prints. ``rounded`` keeps three significant digits and names large scales; ``precise`` keeps all
    digits. ``among`` is the largest of the figures next to it: the rounded style then takes the scale of that one.

    A low and a high print as a range in every style: there is no one value to print.
    """
    unit = quantity.unit.choose(audience, language)[0] if quantity.unit else ""
    if quantity.text is not None:
        text = quantity.text.choose(audience, language)[0]
        return Printed(text, _currency(quantity, words) or unit, _text_with_money(text, quantity, words))
    spread = ""
    if quantity.value is not None:
        number = _styled(quantity.value, quantity, words, style, among)
        if quantity.low is not None and quantity.high is not None:
            spread = _range(quantity.low, quantity.high, quantity, words, style)
    elif quantity.low is not None and quantity.high is not None:
        number = _range(quantity.low, quantity.high, quantity, words, style)
    else:
        return Printed("", unit, "")
    if unit == PERCENT and quantity.style != "percent":  # a part of the number, as everybody reads it
        number, spread = (words.percent.format(number=text) if text else "" for text in (number, spread))
        unit = ""
    whole = number
    if quantity.currency:
        money = {"currency": quantity.currency, "name": _currency(quantity, words), "number": number}
        whole = _label("money", words).format(**money).replace(" ", NBSP)
    if quantity.approx:
        number = _label("about.short", words).format(number=number).replace(" ", NBSP)
        whole = words.about.format(number=whole)
    return Printed(number, _money_unit(quantity, words) or unit, whole, spread)


def _money_unit(quantity: Quantity, words: NumberWords) -> str:
    """The unit next to a number set large: the currency, by its code or by its name as the language writes money."""
    return _currency(quantity, words) if "{name}" in _label("money", words) else quantity.currency or ""


def _label(key: str, words: NumberWords) -> str:
    return words.labels.get(key, USUAL[key])


def _currency(quantity: Quantity, words: NumberWords) -> str:
    return words.labels.get(f"currency.{quantity.currency}", quantity.currency) if quantity.currency else ""


def _text_with_money(text: str, quantity: Quantity, words: NumberWords) -> str:
    currency = _currency(quantity, words)
    return _label("money.text", words).format(text=text, currency=currency) if currency else text


# ---- digits ------------------------------------------------------------------------------------------


def _styled(
    value: Fraction, quantity: Quantity, words: NumberWords, style: Style, among: Fraction | None = None
) -> str:
    if quantity.style == "ratio" and value:
        left, right = (value, Fraction(1)) if abs(value) >= 1 else (Fraction(1), 1 / value)
        pair = {"left": _digits(left, quantity, words, style), "right": _digits(right, quantity, words, style)}
        return _label("ratio", words).format(**pair).replace(" ", NBSP)
    scale, value = _scaled(value, quantity, words, style, among)
    return _with_scale(_digits(value, quantity, words, style), scale, quantity, words)


def _range(low: Fraction, high: Fraction, quantity: Quantity, words: NumberWords, style: Style) -> str:
    scale, top = _scaled(high, quantity, words, style)
    factor = top / high if high else Fraction(1)
    ends = (_digits(end, quantity, words, style) for end in (low * factor, top))
    return _with_scale(words.range.format(**dict(zip(("low", "high"), ends, strict=True))), scale, quantity, words)


def _with_scale(digits: str, scale: str | None, quantity: Quantity, words: NumberWords) -> str:
    if quantity.style == "percent":
        return words.percent.format(number=digits).replace(" ", NBSP)
    if not scale:
        return digits
    if words.powers:
        digits = digits.replace(words.group, "")  # the scale sets the digits apart already
    return _label("scaled", words).format(number=digits, scale=words.scales.get(scale, scale)).replace(" ", NBSP)


def _scaled(
    value: Fraction, quantity: Quantity, words: NumberWords, style: Style, among: Fraction | None = None
) -> tuple[str | None, Fraction]:
    """The scale to print and the value in it. The rounded style chooses one that leaves one to three digits; a language
    with powers of its own prints these, in the other styles only where the figure has a scale."""
    if quantity.style == "percent" or (style != "rounded" and not (words.powers and quantity.scale)):
        return quantity.scale, value
    absolute = value * quantity.factor
    most = abs(absolute) if among is None else among
    if words.powers:
        within = [(power, word) for word, power in words.powers.items() if most >= 10**power]
        power, word = max(within, default=(0, None))
        return word, absolute / 10**power
    for name in ("trillion", "billion", "million"):
        if most >= SCALES[name]:
            return name, absolute / SCALES[name]
    if quantity.scale == "thousand":
        return quantity.scale, value
    return None, absolute


def _digits(value: Fraction, quantity: Quantity, words: NumberWords, style: Style) -> str:
    if style == "rounded":
        text = _plain(
            value, _places(value, 2 if quantity.derived and quantity.style != "plain" else ROUNDED), trim=True
        )
    elif quantity.derived:
        places = 1 if quantity.style == "percent" else _places(value, PRECISE)
        text = _ending(value) or _plain(value, places, trim=True)
    elif words.powers and quantity.scale:  # the same digits, the point elsewhere
        text = _plain(value, quantity.decimals + max(words.powers.values()), trim=True)
    else:
        text = _plain(value, quantity.decimals, trim=False)
    whole, _, rest = text.lstrip("-").partition(".")
    sign = words.minus if text.startswith("-") else ""
    grouped = f"{int(whole):,}".replace(",", words.group)
    return sign + grouped + (words.decimal + rest if rest else "")


def _places(value: Fraction, digits: int) -> int:
    """The places behind the point that leave so many significant digits; negative when whole digits go."""
    if not value:
        return 0
    exponent = len(str(int(abs(value)))) if abs(value) >= 1 else _first_digit(abs(value))
    return digits - exponent


def _first_digit(value: Fraction) -> int:
    """0 for 0.1 to 1, -1 for 0.01 to 0.1 and so on."""
    exponent = 0
    while value < Fraction(1, 10) and exponent > -30:
        value *= 10
        exponent -= 1
    return exponent


def _plain(value: Fraction, places: int, *, trim: bool) -> str:
    """The value rounded half away from zero, as taught in school: 2.5 is 3."""
    shift = Fraction(10) ** places
    shifted = abs(value) * shift
    units = int(shifted + Fraction(1, 2))
    rounded = Fraction(units) / shift
    behind = max(places, 0)
    whole, rest = divmod(int(rounded * 10**behind), 10**behind)
    text = f"{whole}.{rest:0{behind}}" if behind else str(whole)
    if trim and behind:
        text = text.rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and units else text


def _ending(value: Fraction) -> str | None:
    """All digits of a number that ends within six places, else None."""
    return _plain(value, 6, trim=True) if (value * 10**6).denominator == 1 else None
