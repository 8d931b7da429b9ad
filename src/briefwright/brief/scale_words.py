"""The unit of a chart to the scale that it names, and what is left of it: "EUR thousand a year" to thousand and "EUR a
year". Numbers under such a unit go without the word of the scale."""

from __future__ import annotations

import re
from typing import cast

from ..data.model import Scale
from .numerals import NBSP, NumberWords

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
_EASTERN = re.compile(r"(?P<scale>万亿|兆|億|亿|万)(?=[元円人台件户戸本吨トド美]|個|世帯|[kMGT]?Wh|$)")


def named_scale(unit: str) -> tuple[Scale | None, str]:
    """The scale that a unit names, as a figure's ``scale`` does, and the unit without it; None and the unit where it
    names none, or more than one."""
    worded, letters, eastern = (list(one.finditer(unit)) for one in (_WORDED, _LETTER, _EASTERN))
    matches = [*worded, *letters, *eastern]
    if len(matches) != 1:
        return None, unit
    [match] = matches
    if worded:
        scale = match.lastgroup
    elif letters:
        scale = _LETTERS[match[0]]
    else:
        scale = match["scale"]
    rest = f"{unit[: match.start()].rstrip()} {unit[match.end() :].lstrip()}".strip()
    return cast(Scale, scale), rest


def without_scale(number: str, scale: str, words: NumberWords) -> str:
    """A number that stands where its scale is named already: "690 k" is "690" under "EUR thousand"."""
    word = words.scales.get(scale, scale)
    return number.replace(f"{NBSP}{word}", "").removesuffix(word)
