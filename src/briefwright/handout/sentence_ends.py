"""Where a sentence or a clause of a text ends: not after an abbreviation, a single letter or an ordinal."""

from __future__ import annotations

import re

END = re.compile(r"[.;:?!](?= )|[\u3002\uff1b\uff1a\uff1f\uff01](?=.)")
CLAUSES = ";:\uff1b\uff1a"
# Written with a full stop in the language named; each is none in the others, so that a quotation is cut well, too.
ABBREVIATIONS = {
    "de": "Mio Mrd Tsd Bio bzw ca usw vgl inkl exkl max mind evtl ggf Nr Abs Art Aufl Jh St Dr Prof Hrsg sog gem lt",
    "en": "approx vs etc Mr Mrs Ms Dr Prof Inc Ltd Corp Co Jr Sr St Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec",
    "fr": "env cf Cf M Mme MM av apr vol éd janv févr avr juill",
}
KNOWN = frozenset(word for words in ABBREVIATIONS.values() for word in words.split())
BEFORE = re.compile(r"([^\W\d_]+|(?<!\d)\d{1,2})\Z")


def ends(text: str) -> list[int]:
    """The place of each stop that ends a sentence or a clause, but for the last of the text."""
    return [match.start() for match in END.finditer(text) if match[0] != "." or not _abbreviated(text, match.start())]


def _abbreviated(text: str, stop: int) -> bool:
    word = BEFORE.search(text, max(0, stop - 20), stop)
    return word is not None and (len(word[0]) == 1 or word[0].isdigit() or word[0] in KNOWN)
