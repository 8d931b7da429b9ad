"""A Quantity to digits and words, in the number style of an audience and the words of a language."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from .digits import ending, last_place, magnitude, places_for, rounded
from .figures import EASTERN, PERCENT, SCALES, WESTERN, Quantity
from .number_words import (
    NBSP,
    NumberWords,
    after_scale,
    counts_of,
    currency_of,
    label,
    money_unit,
    sign_of,
    signed,
    spell_scale,
    text_with_money,
)
from .scale_words import NamedScale

ROUNDED, PRECISE = 3, 4  # significant digits: of the rounded style, and of a derived number that never ends
HUGE, TINY = 10**16, Fraction(1, 10**6)  # from here up, and below it, a number without a scale is a power of ten
MOST_PLACES = 3  # that the figures of a row share; past them each has its own
SHIFTS = {"rounded": Fraction(1, 50), "precise": Fraction(1, 200)}  # how far a shared place may move a number
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
Style = Literal["rounded", "precise"]


class Printed(Struct, frozen=True):
    """A figure as it prints: ``number`` is set large with ``unit`` after it; ``whole`` stands in a sentence.

    40 models: "40", "models", "40". USD 1 million: "1 million", "USD", "USD 1 m". A share: "29%", "", "29%".
    ``spread`` is the range that bounds a value, "100–140"; a figure that has no bounds has none.
    Spaces within are non-breaking.
    """

    number: str
    unit: str
    whole: str
    spread: str = ""


class SharedStyle(Struct, frozen=True):
    """What the figures of a chart share: a scale, which counts ``factor``, and the places behind the point, unless the
    numbers are too far apart for that. ``padded`` numbers have all places; else no more than their figure was given."""

    scale: str | None
    factor: Fraction
    places: int | None = None
    padded: bool = True


def show(
    quantity: Quantity, words: NumberWords, style: Style = "rounded", *, audience: str = "", language: str = "",
    row: SharedStyle | None = None, spelled: bool = False,
) -> Printed:  # fmt: skip
    """The figure as it prints. ``rounded`` keeps three significant digits and names large scales; ``precise`` keeps all
    digits. ``row`` is what it shares with the figures next to it in a chart. Alone, or ``spelled``, a scale that
    could be read as a unit ("m") is a word where no currency stands before it. A low and a high print as a range.
    """
    unit = quantity.unit.choose(audience, language)[0] if quantity.unit else ""
    if quantity.text is not None:
        text = quantity.text.choose(audience, language)[0]
        return Printed(text, currency_of(quantity, words) or unit, text_with_money(text, quantity, words))
    spread = ""
    if quantity.value is not None:
        number = _styled(quantity.value, quantity, words, style, row)
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
    if (spelled or row is None) and not (quantity.currency and signed(words)) and (unit or not counts_of(words)):
        long, spread = spell_scale(number, words), spell_scale(spread, words)
        unit = after_scale(unit, words) if long != number else unit
        number, whole = long, whole if quantity.currency else long
    if quantity.currency:
        sign = sign_of(quantity, words)
        money = {"currency": quantity.currency, "name": currency_of(quantity, words), "number": whole, "sign": sign}
        made = label("money", words)  # a sign before the number stands at it, and a code does not
        gap = NBSP if quantity.currency[-1].isalpha() or not made.startswith("{currency}") else ""
        scaled = whole.rpartition(NBSP)[2] in words.scales.values()
        whole = made.format(**money).replace(" ", "" if scaled and signed(words) and not sign.isalpha() else gap)
    elif quantity.points:
        points = label("point" if number.lstrip(f"{words.minus}-") == "1" else "points", words)
        unit, whole = points.format(number="").strip(), points.format(number=number).replace(" ", NBSP)
    if quantity.bound:  # a bound is no estimate: it is said in place of "about"
        number = label(f"{quantity.bound}.short", words).format(number=number).replace(" ", NBSP)
        whole = label(quantity.bound, words).format(number=whole)
    elif quantity.approx:
        number = label("about.short", words).format(number=number).replace(" ", NBSP)
        whole = words.about.format(number=whole)
    return Printed(number, money_unit(quantity, words) or unit, whole, spread)


# ---- one style a row ---------------------------------------------------------------------------------


def row_of(
    quantities: Iterable[Quantity], words: NumberWords, style: Style, decimals: int | None = None,
    scale: str | None = None,
) -> SharedStyle | None:  # fmt: skip
    """What figures that stand in a row share: one scale and as many places as the least precise of them has, or more
    where they would move a number by over ``SHIFTS``; ``decimals`` and ``scale`` are the author's own choice. None
    where they share nothing: a ratio among them, powers of ten, numbers too far apart."""
    row = [q for q in quantities if q.value is not None]
    sizes = [_size(q) for q in row if q.value]
    ratios, percents = (any(q.style == one for q in row) for one in ("ratio", "percent"))
    if not sizes or ratios or (percents and not all(q.style == "percent" for q in row)):
        return None
    if scale and not percents:
        places = _places(row, Fraction(SCALES[scale]), style, decimals)
        few = places <= MOST_PLACES or decimals is not None
        return SharedStyle(scale, Fraction(SCALES[scale]), places if few else None)
    largest = max(row, key=_size)
    if any(_extreme(q.value, q) for q in row if q.value):
        return None
    same = style == "precise" and len({q.scale for q in row}) == 1
    usual, value = _scaled(largest.value or Fraction(0), largest, words, style if same else "rounded")
    shared = SharedStyle(usual, (largest.absolute or Fraction(0)) / value)
    places = _places(row, shared.factor, style, decimals)
    lower = _lower(shared.factor, words, {q.scale for q in row})
    coarse = places > 1 and abs(value) < 10 and not same and decimals is None
    if lower and coarse:  # 0.477 tn to 1.447 tn: 477 to 1,447 bn
        finer = _places(row, lower.factor, style, decimals)
        if finer <= 1 and max(sizes) / lower.factor < 10_000:
            shared, places = lower, finer
    if places > MOST_PLACES and decimals is None:  # CNY 0.45 and CNY 1.2 bn: no scale serves both
        return None
    apart = places > 0 and max(sizes) / shared.factor >= 1000  # 3.5 beside 412,000
    return replace(shared, places=None if apart and decimals is None else places)


def _size(quantity: Quantity) -> Fraction:
    return abs(quantity.absolute or Fraction(0))


def _lower(factor: Fraction, words: NumberWords, used: set[str | None]) -> SharedStyle | None:
    """The next smaller scale, if there is one: of thousands only where one of the row is ``used`` to it."""
    western = {name: counts for name, counts in WESTERN.items() if counts > 1000 or name in used}
    scales = {word: 10**power for word, power in words.powers.items()} or western
    under = max(((counts, name) for name, counts in scales.items() if counts < factor), default=None)
    return SharedStyle(under[1], Fraction(under[0])) if under else None


def _places(row: list[Quantity], factor: Fraction, style: Style, decimals: int | None) -> int:
    """The places that a row shares in a scale that counts ``factor``."""
    if decimals is not None or (fixed := [q.places for q in row if q.places is not None]):
        return max(fixed) if decimals is None else decimals
    values = [(q.absolute or Fraction(0)) / factor for q in row]
    own = [_own_places(v, q, style, factor) for q, v in zip(row, values, strict=True) if v]
    places = min(own) if min(own) >= 0 else min(0, max(own))
    while places < max(own) and not all(_near(value, places, SHIFTS[style]) for value in values):
        places += 1
    return places


def _near(value: Fraction, places: int, shift: Fraction) -> bool:
    return abs(Fraction(rounded(value, places, trim=False)) - value) <= shift * abs(value)


def _own_places(value: Fraction, quantity: Quantity, style: Style, factor: Fraction) -> int:
    """The places of a figure that stands alone, in a scale that counts ``factor``."""
    if style == "precise" and not quantity.derived:
        return quantity.decimals if factor == quantity.factor else last_place(value, 12)
    places = _rounded_places if style == "rounded" else _precise_places
    return last_place(value, places(value, quantity))


# ---- digits ------------------------------------------------------------------------------------------


def _styled(
    value: Fraction, quantity: Quantity, words: NumberWords, style: Style, row: SharedStyle | None = None
) -> str:
    if quantity.style == "ratio" and value:
        left, right = (value, Fraction(1)) if abs(value) >= 1 else (Fraction(1), 1 / value)
        pair = {"left": _digits(left, quantity, words, style), "right": _digits(right, quantity, words, style)}
        return label("ratio", words).format(**pair).replace(" ", NBSP)
    if row is None and _extreme(value, quantity):
        return _scientific(value, quantity, words, style)
    scale, value = _scaled(value, quantity, words, style, row)
    return _with_scale(_digits(value, quantity, words, style, row), scale, quantity, words)


def _extreme(value: Fraction, quantity: Quantity) -> bool:
    """Whether a number is too large or too small to be read digit by digit, and has no scale that says it."""
    return quantity.style == "plain" and quantity.scale is None and bool(value) and not TINY <= abs(value) < HUGE


def _scientific(value: Fraction, quantity: Quantity, words: NumberWords, style: Style) -> str:
    power = magnitude(value)
    mantissa = value / Fraction(10) ** power
    usual = ROUNDED - 1 if style == "rounded" else PRECISE - 1 if quantity.derived else 12
    places, trim = (usual, True) if quantity.places is None else (quantity.places, False)
    text = rounded(mantissa, places, trim=trim)
    if text.lstrip("-").startswith("10"):  # 9.999 has become 10
        power, text = power + 1, rounded(mantissa / 10, places, trim=trim)
    number = _marked(text, words)
    return label("scientific", words).format(number=number, power=str(power).translate(RAISED)).replace(" ", NBSP)


def _range(low: Fraction, high: Fraction, quantity: Quantity, words: NumberWords, style: Style) -> str:
    most = max(low, high, key=abs)
    scale, top = _scaled(most, quantity, words, style)
    factor = top / most if most else Fraction(1)
    if _extreme(most, quantity):
        ends = [_scientific(end, quantity, words, style) if end else "0" for end in (low, high)]
    else:
        ends = [_digits(end * factor, quantity, words, style) for end in (low, high)]
    form = label("range.signed", words) if low < 0 else words.range
    return _with_scale(form.format(low=ends[0], high=ends[1]).replace(" ", NBSP), scale, quantity, words)


def _with_scale(digits: str, scale: str | None, quantity: Quantity, words: NumberWords) -> str:
    if quantity.style == "percent":
        return digits if quantity.points else words.percent.format(number=digits).replace(" ", NBSP)
    if not scale:
        return digits
    if words.powers:
        digits = digits.replace(words.group, "")  # the scale sets the digits apart already
    return label("scaled", words).format(number=digits, scale=words.scales.get(scale, scale)).replace(" ", NBSP)


def _scaled(
    value: Fraction, quantity: Quantity, words: NumberWords, style: Style, row: SharedStyle | None = None
) -> tuple[str | None, Fraction]:
    """The scale to print and the value in it. The rounded style chooses one that leaves one to three digits; a language
    with powers of its own prints these, in the other styles only where the figure has a scale."""
    absolute = value * quantity.factor
    if row is not None:
        return row.scale, absolute / row.factor
    if quantity.style == "percent" or (style != "rounded" and not (words.powers and quantity.scale)):
        name = EASTERN.get(quantity.scale or "")
        return (name, absolute / SCALES[name]) if name else (quantity.scale, value)
    most = abs(absolute)
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


def _digits(
    value: Fraction, quantity: Quantity, words: NumberWords, style: Style, row: SharedStyle | None = None
) -> str:
    fixed = row.places if row and row.places is not None else quantity.places
    if fixed is not None:
        text = rounded(value, fixed, trim=bool(row and not row.padded and (quantity.derived or not quantity.decimals)))
    elif style == "rounded":
        text = rounded(value, _rounded_places(value, quantity), trim=True)
    elif quantity.derived:
        text = ending(value) or rounded(value, _precise_places(value, quantity), trim=True)
    elif row:
        text = rounded(value, 12, trim=True)
    elif quantity.scale and (words.powers or quantity.scale in EASTERN):  # the same digits, the point elsewhere
        text = rounded(value, quantity.decimals + max(words.powers.values(), default=0), trim=True)
    else:
        text = rounded(value, quantity.decimals, trim=False)
    return _marked(text, words)


def _marked(text: str, words: NumberWords) -> str:
    """Digits with the marks of the language."""
    whole, _, rest = text.lstrip("-").partition(".")
    sign = words.minus if text.startswith("-") else ""
    grouped = f"{int(whole):,}".replace(",", words.group)
    return sign + grouped + (words.decimal + rest if rest else "")


def _rounded_places(value: Fraction, quantity: Quantity) -> int:
    return places_for(value, 2 if quantity.derived and quantity.style != "plain" else ROUNDED)


def _precise_places(value: Fraction, quantity: Quantity) -> int:
    """Of a derived number, which may never end."""
    return 1 if quantity.style == "percent" else places_for(value, PRECISE)


def without_scale(number: str, scale: str, words: NumberWords) -> str:
    """A number that stands where its scale is named already: "690 k" is "690" under "EUR thousand"."""
    word = words.scales.get(scale, scale)
    return number.replace(f"{NBSP}{word}", "").removesuffix(word)


def in_its_words(printed: Printed, named: NamedScale, words: NumberWords) -> Printed:
    """A figure without a currency as the unit calls its scale: "18,9 millions de" before "tonnes"."""

    def called(number: str) -> str:
        bare = without_scale(number, named.scale or "", words)
        return f"{bare}{NBSP}{named.word}" if bare != number else number

    return replace(printed, number=called(printed.number), whole=called(printed.whole))
