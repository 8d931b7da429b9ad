"""The direction of text: which way a paragraph reads, and its lines cut to stretches in the order they stand in.

The Unicode bidirectional algorithm (UAX #9) is ICU's, of the extra ``rtl``; nothing here is loaded for text that runs
from left to right only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec

from msgspec import Struct

# Every character that reads from the right, Arabic digits, and the marks of direction.
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATES, _POP = "\u2066\u2067\u2068", "\u2069"


class Stretch(Struct, frozen=True):
    """A part ``[start, end)`` of a paragraph's text that runs one way on its line: ``level`` is odd from the right."""

    start: int
    end: int
    level: int

    @property
    def rtl(self) -> bool:
        return self.level % 2 == 1


def mixed(text: str) -> bool:
    """Whether any of a text may read from the right, so that the order on its lines has to be found."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


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


def available() -> bool:
    """Whether the library that orders mixed text is there."""
    return find_spec("icu") is not None


@lru_cache(maxsize=4096)
def ordered(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches of a line ``[start, end)`` of a paragraph's text, from left to right as they stand."""
    from icu import Bidi, UnicodeString  # only text with something from the right needs it

    units = [0]  # where each character starts, counted as ICU does: in UTF-16
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    place = {unit: at for at, unit in enumerate(units)}
    paragraph = Bidi()
    whole = UnicodeString(text.replace("\n", "\u2028"))  # a forced line break ends no paragraph
    paragraph.setPara(whole)
    line = paragraph.setLine(units[start], units[end])
    found = []
    for number in range(line.countRuns()):
        first, count, direction = line.getVisualRun(number)
        first += units[start]
        found.append(Stretch(place[first], place[first + count], int(direction)))
    return tuple(found)
