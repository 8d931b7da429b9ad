"""Spaces that a language does without, and marks that keep an amount in one piece: in texts as they become pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from ..core.east_asian import beyond_alphabets
from .model import Piece

_EAST = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and ideographs
_WIDE_STOP = "\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
# After a full-width stop, and between two ideographs, where a folded line of YAML leaves one.
_AFTER_STOP = rf"(?<=[{_WIDE_STOP}])[ ]+"
_FOLDED = rf"(?<=[{_EAST}])[ ]+(?=[{_EAST}])"
# Before a sign that ends a clause, and within guillemets set apart, as French has them: no line breaks there.
_BOUND = re.compile(r" (?=[:;!?](?:[\s»]|\Z))|(?<=«) (?=[^«»]* »(?!\w))| (?=»(?:[\s.,;:!?)]|\Z))")
_RIGHT = re.compile("[\u0590-\u08ff]")
# A number that is no year, a scale if any, a unit of up to four letters: "1 bn USD", "115 USD/kWh", "10–15 GW", "60%".
_LATIN_AMOUNT = (
    r"(?<![\w\u200e.,/=#&@-])(?!(?:19|20)\d\d\b)(\d[\d.,]*(?:[–-]\d[\d.,]*)?[ \u00a0]?"
    r"(?:(?:(?:bn|m|mn|tn|k|million|billion|trillion)[ \u00a0])?[A-Za-z]{1,4}(?:/[A-Za-z]{1,4})?(?![\w-])"
    r"|[%‰](?!\u200e)))"
)
MARK = "\u200e"  # left-to-right mark


def closed_up(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces without spaces after a full-width stop, and without those that a folded line left between ideographs;
    a space before a colon or a question mark, and within guillemets, breaks no line.

    A citation marker keeps the space in front of it.
    """
    made: list[Piece] = []
    for piece in pieces:
        text = _BOUND.sub("\u00a0", piece.text)
        if beyond_alphabets(text):
            text = re.sub(_FOLDED, "", re.sub(_AFTER_STOP, "", text))
        if made and not made[-1].cites and made[-1].text.endswith(tuple(_WIDE_STOP)) and not piece.cites:
            text = text.lstrip(" ")
        if text:
            made.append(piece if text == piece.text else replace(piece, text=text))
    return tuple(made)


def amounts_together(text: str) -> str:
    """A text from the right in which a number keeps at the left of its Latin unit or sign: "1 bn USD", not "bn USD 1".

    After Arabic letters a number would be read as one of theirs (UAX #9, W2); a mark that nobody sees prevents it.
    """
    if text.isascii() or not _RIGHT.search(text):
        return text
    return re.sub(_LATIN_AMOUNT, rf"{MARK}\1{MARK}", text)
