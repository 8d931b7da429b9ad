"""The unit of a chart to the scale that it names, and what is left of it: "EUR thousand a year" to thousand and "EUR a
year". Numbers under such a unit go without the word of the scale."""

from __future__ import annotations

import re
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from ..data.model import Scale
from .number_words import NBSP, NumberWords
from .numerals import Printed

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
_EASTERN = re.compile(
    r"(?P<scale>万亿|兆|億|亿|万)(?=[元円人台件户戸本吨トド美单辆輌只条次架套亩所家名座头頭株册枚匹棟回杯张组份票桶箱]|個|世帯|[kMGT]?Wh|$)"
)


class NamedScale(Struct, frozen=True):
    """The scale that a unit names, as a figure's ``scale`` does, None where it names none or more than one; the
    ``rest`` of the unit, and the ``word`` by which it calls the scale, where that goes before what is counted
    ("millions de")."""

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
