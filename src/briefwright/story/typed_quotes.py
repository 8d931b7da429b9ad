"""Straight quotes as they are typed to those of a language: "so" to “so”, „so“ or «\u00a0so\u00a0»; it's to it’s."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..core.east_asian import beyond_alphabets

APOSTROPHE, GERSHAYIM, GERESH, INCHES, FEET = "\u2019", "\u05f4", "\u05f3", "\u2033", "\u2032"
# Addresses, the targets of links and what stands in back-ticks are left as they are.
_KEPT = re.compile(r"`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|\S*://\S*")
_OPENS_AFTER = " \t\n\u00a0\u202f([{<*_/\u2014\u2013\u201c\u201e\u00ab\u300c\u2018"
_EAST = "[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]"
_HEBREW = re.compile("[\u05d0-\u05ea]")


class Quotes(NamedTuple):
    """The marks of a language around what is quoted, and around what is quoted within."""

    outer: tuple[str, str]
    inner: tuple[str, str]


def curled(text: str, quotes: Quotes) -> str:
    """The text with its straight quotes replaced; behind a backslash one stays."""
    if '"' not in text and "'" not in text:
        return text
    made: list[str] = []
    open_double = open_single = False
    kept = [match.span() for match in _KEPT.finditer(text)]
    for at, sign in enumerate(text):
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if sign not in "\"'" or before == "\\" or any(start <= at < end for start, end in kept):
            made.append(sign)
        elif sign == '"':
            if _HEBREW.match(before) and _HEBREW.match(after):
                made.append(GERSHAYIM)
            elif before.isdigit() and not open_double:
                made.append(INCHES)
            else:
                # between ideographs no space tells which it is
                may_open = not before or before in _OPENS_AFTER or _is_east_asian(before)
                open_double = may_open and not open_double
                made.append(quotes.outer[0 if open_double else 1])
        elif _HEBREW.match(before):
            made.append(GERESH)
        elif before.isdigit() and not open_single and not after.isalpha():
            made.append(FEET)
        elif (not before or before in _OPENS_AFTER) and _closes(text, at) and not after.isdigit():
            open_single = True
            made.append(quotes.inner[0])
        elif open_single and not after.isalnum():
            open_single = False
            made.append(quotes.inner[1])
        else:
            made.append(APOSTROPHE)
    return "".join(made)


def _is_east_asian(char: str) -> bool:
    return beyond_alphabets(char) and re.match(_EAST, char) is not None


def _closes(text: str, at: int) -> bool:
    """Whether a later sign at the end of a word can close what opens here."""
    return re.search(r"\S'(?!\w)", text[at + 1 :]) is not None
