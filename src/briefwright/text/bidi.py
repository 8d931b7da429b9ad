"""Text to its direction, and a line of it to stretches of one direction in their visual order.

The Unicode bidirectional algorithm (UAX #9) is ICU's, of the extra ``rtl``; nothing here is loaded for text that runs
from left to right only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from msgspec import Struct

# Every character that reads from the right, Arabic digits, and the marks of direction.
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
FROM_LEFT, FROM_RIGHT, END = "\u202a", "\u202b", "\u202c"  # embed a text of that direction; end it
RIGHT_MARK = "\u200f"  # a letter of no width that reads from the right
_DIRECTED = ("L", "R", "AL", "EN", "AN")  # classes of letters and digits
_ISOLATES, _POP = "\u2066\u2067\u2068", "\u2069"


class Stretch(Struct, frozen=True):
    """A part ``[start, end)`` of a paragraph's text, all of one direction; an odd ``level`` runs from the right."""

    start: int
    end: int
    level: int

    @property
    def rtl(self) -> bool:
        return self.level % 2 == 1


def mixed(text: str) -> bool:
    """Whether any part of a text may read from the right, so that the visual order of its lines must be computed."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def ends_from_left(text: str) -> bool:
    """Whether a text that reads from the right ends in a number or in letters that do not, stops apart."""
    last = next((char for char in reversed(text) if unicodedata.bidirectional(char) in _DIRECTED), "")
    return bool(last) and reads_from_right(text) and unicodedata.bidirectional(last) not in ("R", "AL")


def reads_from_right(text: str) -> bool:
    """Whether the first letter of a paragraph that is in no isolate reads from the right (UAX #9, P2 and P3)."""
    if not mixed(text):
        return False
    depth = 0
    for char in text:
        if char in _ISOLATES:
            depth += 1
        elif char == _POP:
            depth = max(depth - 1, 0)
        elif depth == 0:
            kind = unicodedata.bidirectional(char)
            if kind in ("L", "R", "AL"):
                return kind != "L"
    return False


def reads_from_right_among_mirrored(text: str) -> bool:
    """Whether a paragraph reads from the right, on a page that does.

    It does unless it is a text in letters from the left: more of its words start with a small letter than are written
    from the right. Words with a capital may be names within a sentence from the right. A text without letters does too.
    """
    words = text.split()
    own = sum(mixed(word) for word in words)
    if not own:
        return not any(unicodedata.bidirectional(char) == "L" for char in text)
    return sum(word[0].islower() for word in words) <= own


def available() -> bool:
    """Whether ICU is there, which orders mixed text, and whose dictionaries know words."""
    return find_spec("icu") is not None


@lru_cache(maxsize=4096)
def ordered(text: str, start: int, end: int, rtl: bool) -> tuple[Stretch, ...]:
    """The stretches of a line ``[start, end)`` of a text, from left to right; ``rtl`` is its paragraph's direction."""
    if start == end:
        return ()
    paragraph, units, place = _analysed(text, rtl)
    line = paragraph.setLine(units[start], units[end])
    stretches = []
    for number in range(line.countRuns()):
        first, count, direction = line.getVisualRun(number)
        first += units[start]
        stretches.append(Stretch(place[first], place[first + count], int(direction)))
    return tuple(stretches)


@lru_cache(maxsize=16)
def _analysed(text: str, rtl: bool) -> tuple[Any, list[int], dict[int, int]]:
    """A paragraph as ICU sees it, asked for once for all of its lines; where each of its characters starts, counted as
    ICU does, in UTF-16; and the characters by those places."""
    from icu import Bidi, UnicodeString  # only text with something from the right needs it

    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    paragraph = Bidi()
    # a forced line break ends no paragraph
    paragraph.setPara(UnicodeString(text.replace("\n", "\u2028")), int(rtl))
    return paragraph, units, {unit: at for at, unit in enumerate(units)}


def ends(text: str, start: int, end: int, rtl: bool) -> tuple[int, int]:
    """The places of the characters that stand at the left and at the right end of a line ``[start, end)``."""
    if not (rtl or mixed(text)) or not available():
        return start, end - 1
    stretches = ordered(text, start, end, rtl)
    left, right = stretches[0], stretches[-1]
    return left.end - 1 if left.rtl else left.start, right.start if right.rtl else right.end - 1
