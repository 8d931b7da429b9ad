"""A unit to the scale and the currency that it names, and what is left of it: "EUR thousand a year" to thousand and
"EUR a year"."""

from __future__ import annotations

import re
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from ..data.model import Scale
from ..yamlfile.fields import Prose
from .model import Figure

# As the shipped languages write them; French "billion" is left out, which English reads as a thousandth of it.
_WORDS = {
    "thousand": "thousands?|tausend|tsd|milliers?|ألف|آلاف|אלף|אלפי",
    "million": r"millions?|millionen|mio|mln|mn|مليون|ملايين|מיליון|מיליוני",
    "billion": "billions?|milliarden?|mrd|mld|bn|milliards?|mds?|مليار|מיליארד|מיליארדי",
    "trillion": "trillions?|billionen|bio|tn|ترليون|טריליון",
}
# A letter alone is a scale beside money: "m" could be metres.
_LETTERS = {"k": "thousand", "m": "million", "M": "million", "b": "billion"}
_CODE, _SIGN = "[A-Z]{3}", "[€$£¥₹]"
_WORDED = re.compile(
    "|".join(
        rf"(?P<{scale}>(?<![\w-])(?:{words})(?![\w-])\.?(?: (?:of|de|d['’]))?)" for scale, words in _WORDS.items()
    ),
    re.IGNORECASE,
)
_LETTER = re.compile(
    rf"(?<=\b{_CODE}[ \u00a0])(?P<behind>[kmMb])(?!\w)|(?<={_SIGN})(?P<after>[kmMb])(?!\w)"
    rf"|(?<!\w)(?P<before>[kmMb])(?=[ \u00a0]?(?:{_SIGN}|{_CODE}\b))"
)
# "5.2 millions of lines" is no English.
_PLURAL = re.compile("(?:thousand|million|billion|trillion)s of", re.IGNORECASE)
_LOWER = re.compile(r"(?:Thousand|Millier|Million|Milliard|Billion|Trillion)s?\b")  # within a sentence
CURRENCIES = (
    "EUR", "USD", "GBP", "CHF", "CNY", "RMB", "JPY", "INR", "KRW", "TWD", "HKD", "SGD", "IDR",
    "THB", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "UAH",
    "TRY", "ILS", "SAR", "AED", "QAR", "EGP", "ZAR", "NGN", "KES", "BRL", "MXN", "CLP", "COP",
    "PEN", "ARS",
)  # fmt: skip
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_EASTERN = re.compile(
    r"(?P<scale>万亿|兆|億|亿|万)(?=[元円人台件户戸本吨トド美单辆輌只条次架套亩所家名座头頭株册枚匹棟回杯张组份票桶箱]|個|世帯|[kMGT]?Wh|$)"
)


class NamedScale(Struct, frozen=True):
    """What a unit says of scale: the ``scale`` it names (None: none, or several), the ``rest`` of the unit, and the
    ``word`` for the scale where it goes before what is counted ("millions de")."""

    scale: Scale | None
    rest: str
    word: str = ""


def named_scale(unit: str) -> NamedScale:
    """What a unit says of the scale of its numbers."""
    worded, letters, eastern = (list(one.finditer(unit)) for one in (_WORDED, _LETTER, _EASTERN))
    matches = [*worded, *letters, *eastern]
    if len(matches) != 1:
        return NamedScale(None, unit)
    [match] = matches
    if worded:
        scale = match.lastgroup
    elif letters:
        scale = _LETTERS[match[0]]
    else:
        scale = match["scale"]
    rest = f"{unit[: match.start()].rstrip()} {unit[match.end() :].lstrip()}".strip()
    leads = worded and not match.start() and rest and not _PLURAL.match(match[0])
    return NamedScale(cast(Scale, scale), rest, _LOWER.sub(lambda m: m[0].lower(), match[0]) if leads else "")


def counted_by_unit(figure: Figure) -> Figure:
    """A figure whose unit names its scale or its currency as one that states them: ``unit: EUR million`` counts as
    ``currency: EUR, scale: million``. A unit stays as it is where its wordings for some readers name something else."""
    if figure.unit is None or figure.text is not None or figure.style != "plain" or figure.scale:
        return figure
    named = [named_scale(wording) for wording in figure.unit.wordings]
    scales = {one.scale for one in named}
    currencies = {_SIGNS.get(one.rest, one.rest if one.rest in CURRENCIES else "") for one in named}
    if len(scales) > 1 or len(currencies) > 1:
        return figure
    scale, currency = scales.pop(), currencies.pop()
    if currency and figure.currency not in (None, currency):
        return figure
    unit = figure.unit if scale is None else _rest(figure.unit)
    return replace(figure, scale=scale, currency=currency or figure.currency, unit=None if currency else unit)


def _rest(unit: Prose) -> Prose | None:
    """What a unit counts apart from its scale, in all its wordings; None where nothing is left."""
    if not named_scale(unit.text).rest:
        return None
    variants = tuple(replace(each, text=named_scale(each.text).rest) for each in unit.variants)
    return Prose(named_scale(unit.text).rest, unit.span, variants)
