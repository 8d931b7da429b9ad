"""A small count that opens a title, in words, as English, German and French write it: "Five weeks are left"."""

from __future__ import annotations

import re

from .filters import cap, first_changed
from .language import Language
from .words import Marked, plain

# One digit before what is counted, and no other number: numbers that are held against each other stay alike. What is
# measured keeps its digit before a sign, "5 kg"; one would need the gender of its noun.
_COUNT = re.compile(r"([2-9])[ \u00a0\u202f]([^\W\d_]{4,})\b\D*")


def opened(title: Marked, language: Language) -> Marked:
    """The title with its opening count in words, in a language of capitals; else as it is."""
    if language.labels["colon.then"].split(" ", 1)[0] not in ("small", "fragment"):
        return title
    match = _COUNT.fullmatch(plain(title))
    months = {month.casefold() for month in (*language.months, *language.months_short)}
    if match is None or match[2].isupper() or match[2].casefold() in months:
        return title
    return first_changed(title, lambda digit: str(cap(language.spell(int(digit)))))
