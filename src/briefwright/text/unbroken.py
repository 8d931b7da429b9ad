"""A text to the places at which an office may end a line, and a good typesetter does not: within a Chinese word or a
Japanese phrase, between a number and the sign that it counts, within a range.

Words and phrases are those of ICU's dictionaries, which the extras ``cjk`` and ``rtl`` bring.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ..core.east_asian import beyond_alphabets
from .bidi import available

_EAST = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_RANGE = re.compile(r"(?<=\d[\u2013\u2014～])(?=\d)|(?<=\d)(?=～\d)")
_COUNTED = rf"(?<=\d)(?=[{_EAST}])|(?<=\d[万亿億兆千百])(?=[{_EAST}])|(?<=[第约約])(?=\d)|(?<=\d[年月])(?=\d)"
# A number in signs and what it counts, which the dictionary of phrases parts: 二|割下がった.
_SIGNS = "一二三四五六七八九十百千"
_SPELLED = rf"(?<=[{_SIGNS}両数])(?=[{_SIGNS}割倍人年月日本個台社店枚回度歳円階件名点週時分杯冊軒頭匹])"
_PAIR = rf"(?<=[{_EAST}])(?=[{_EAST}])"
_KANA = re.compile(r"[\u3041-\u30ff]")
# What goes on with the word before it: endings of Japanese words, particles of both.
_BEHIND = r"(?<=[\u4e00-\u9fff])(?=[\u3041-\u309f的了着们吗呢吧])|(?<=っ)(?=[\u3041-\u309f])"


# Before the last sign of a text: alone it is no line.
_LAST = rf"(?<=[{_EAST}])(?=[{_EAST}][。．！？」』）]*$)"
Breaks = Literal["phrases", "words", "signs", "offices"]  # where lines may end


@lru_cache(maxsize=8192)
def unbroken(text: str, breaks: Breaks = "phrases") -> frozenset[int]:
    """The places before which no line of ours begins, unless the line cannot hold what stands together: a Japanese
    phrase; a word, as in a column of running text; with ``signs``, as where all lines are even, a number with what it
    counts alone."""
    if text.isascii() or breaks == "offices":
        return frozenset()
    closed = {match.start() for match in _RANGE.finditer(text)}
    if not beyond_alphabets(text):
        return frozenset(closed)
    if breaks == "signs":
        return frozenset(
            closed | {match.start() for pattern in (_COUNTED, _SPELLED, _LAST) for match in re.finditer(pattern, text)}
        )
    pairs = {match.start() for match in re.finditer(_PAIR, text)}
    closed |= {
        match.start() for pattern in (_COUNTED, _SPELLED, _BEHIND, _LAST) for match in re.finditer(pattern, text)
    }
    return frozenset(
        closed | (pairs - _boundaries(text, breaks == "phrases") if available() and max(text) < "\U00010000" else set())
    )


def _boundaries(text: str, phrases: bool) -> set[int]:
    """Where a word ends, or in Japanese a phrase, if asked: ``text`` is of the Basic Multilingual Plane."""
    from icu import BreakIterator, Locale  # only Chinese and Japanese need it

    japanese = _KANA.search(text) is not None
    if japanese and phrases:
        places = BreakIterator.createLineInstance(Locale.forLanguageTag("ja-u-lw-phrase"))
    else:
        places = BreakIterator.createWordInstance(Locale("ja" if japanese else "zh"))
    places.setText(text)
    return set(places)
