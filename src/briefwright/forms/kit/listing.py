"""What a handout lists of a form's content: tables of words and notes, large numbers, parts of a digest."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from ...story.model import Piece, Words
from ...text.scripts import wide
from .content import NOTHING

Labels = Mapping[str, str]
Cells = tuple[Words, ...]
# What a sentence or a label ends with: after these no colon follows.
STOPS = tuple(".!?…:;。！？：；؟؛۔")
CURRENCY = re.compile(r"[A-Z]{3}|[^\w\s%‰°]")  # a code, a sign
CALLED = {"{sign}": "sign", "{name}": "currency"}  # the label that has a currency, by how the label ``money`` has it
ROUGHLY = re.compile(r"[^\d\s]+\s(?=\d)")  # before the digits, as in "c. 2"
# Symbols of units, which stand beside their number: "52 °C", "16.6 m³/s".
SYMBOL = re.compile(
    r"°?[CFK]|(?:[mkcµ]?m|[km]?g|k?t|[hm]?l|s|h|ha|min|[kMGT]?W|[kMGTP]?Wh|k?V|[mk]?A|[kMG]?Hz|[kMGTP]B|[kMG]bit|dB|bar|ppm)"
    r"[²³]?(?:/(?:s|min|h|d|a|km²?|m[²³]?|kg|t|l|ha))?"
)
DEGREES = {"high": 0, "moderate": 1, "low": 2}  # in the order in which a list has them


class Manner(Struct, frozen=True):
    """How statements are put: the slide's title, the fixed words of the language, its decimal mark and its code."""

    title: Words
    labels: Labels
    decimal: str = "."
    language: str = "en"


class WordTable(Struct, frozen=True):
    """A table: heads (none of them for a plain list), rows of as many cells; ``key`` is the column in the accent.

    ``right`` are the columns of numbers, set right. ``degrees`` gives the degree of each row that a meter shows in the
    last column: low, moderate or high.
    """

    heads: Cells
    rows: tuple[Cells, ...]
    key: int = -1
    degrees: tuple[str, ...] = ()
    numbered: bool = False
    right: tuple[int, ...] = ()


class Listing(Struct, frozen=True):
    """What an exhibit lists. ``so_what`` is its conclusion, ``notes`` its small print; ``panel`` sets it on a tint."""

    tables: tuple[WordTable, ...]
    notes: Cells = ()
    so_what: Words = NOTHING
    so_what_label: Words = NOTHING
    panel: bool = False


class DigestEntry(Struct, frozen=True):
    """A line in a part of a one-page handout: its texts, and the degree that a meter shows."""

    cells: Cells
    degree: str = ""


Parts = Mapping[str, tuple[DigestEntry, ...]]  # the entries by the part of the page that they go to


class LargeNumber(Struct, frozen=True):
    """A number that a slide sets large, its unit, what it means and what limits it. ``holder`` is whose number it is,
    where its meaning does not say so."""

    number: Words
    unit: Words
    meaning: Words
    grade: Words = NOTHING
    caveat: Words = NOTHING
    focus: bool = False
    holder: Words = NOTHING


def bold(words: Words) -> Words:
    """The words in bold, their citation markers aside."""
    return replace(words, pieces=tuple(replace(piece, bold=not piece.cites) for piece in words.pieces))


def sourced(words: Words) -> Words:
    """The words with a marker of the sources behind them that none of their markers names."""
    left = tuple(n for n in words.sources if not any(n in piece.cites for piece in words.pieces))
    if not (left and words):
        return words
    marker = Piece(f"[{', '.join(map(str, left))}]", cites=left, cited=words.cited)
    return replace(words, pieces=(*words.pieces, marker))


def uncited(words: Words) -> Words:
    """The words without their citation markers."""
    return replace(words, pieces=tuple(piece for piece in words.pieces if not piece.cites))


def measured(number: Words, unit: Words, labels: Labels) -> tuple[Words, Words]:
    """A number with its currency, in the order of the label ``money``, and no unit; any other unit stays apart. A sign
    follows the letter of a scale without a space: "2,4 M€"; a code follows a word before the digits: "c. USD 2 m"."""
    if not CURRENCY.fullmatch(unit.prose):
        return number, unit
    called = next((label for sign, label in CALLED.items() if sign in labels["money"]), "")
    if own := labels.get(f"{called}.{unit.prose}"):
        unit = replace(unit, pieces=(Piece(own),))
    close = wide(unit.prose[0]) or (len(unit.prose) == 1 and number.prose[-1:].isalpha())
    between = () if close else (Piece("\u00a0"),)
    opening, *rest = number.pieces
    if not labels["money"].startswith("{currency}"):
        pieces = (*number.pieces, *between, *unit.pieces)
    elif roughly := ROUGHLY.match(opening.text):
        digits = replace(opening, text=opening.text[roughly.end() :])
        pieces = (replace(opening, text=roughly[0]), *unit.pieces, *between, digits, *rest)
    else:
        pieces = (*unit.pieces, *between, *number.pieces)
    return Words(pieces, number.facts, tuple(sorted({*number.sources, *unit.sources})), number.span), NOTHING


def repeats(meaning: Words, unit: Words) -> bool:
    """Whether the meaning opens with the unit already, as a label does: "offices" and "Offices asked"."""
    words, word = meaning.prose.casefold().split(), unit.prose.casefold().split()
    return bool(word) and words[: len(word)] == word
