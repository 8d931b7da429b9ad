"""Words that no line holds to the places where they may be broken: by the dictionary of the language, then anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from .hyphen_patterns import Patterns, read_patterns

SOFT_HYPHEN = "\u00ad"
HYPHEN = "-"  # what a soft hyphen shows at the end of a line

LEAST_WORD, LEAST_END = 6, 3  # letters of a word that is broken, and of what stands before and after the break
RUNNING_BEFORE, RUNNING_AFTER = 2, 3  # in running text, where each break is one of many
CAPITAL_NOUNS = ("de", "lb")  # languages in which every noun begins with a capital
LONG_NUMBER = 16  # digits and separators; a shorter number is never broken, since each part could be read as one

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d[\d.,'\u2019\u00a0\u202f]*")
_ADDRESS = re.compile(r"[/\\@_=]|\.\w|\d")  # a hyphen within such a text could be read as part of it


class Division(Struct, frozen=True):
    """The words that may be broken by a dictionary, without soft hyphens; ``anywhere`` lets every word be broken at any
    character that no line holds otherwise."""

    words: frozenset[str] = frozenset()
    anywhere: bool = False


WHOLE = Division()


def shown(text: str) -> str:
    """A stretch of a line as it is drawn: soft hyphens go, one at its end becomes a hyphen."""
    if SOFT_HYPHEN not in text:
        return text
    ended = HYPHEN if text.endswith(SOFT_HYPHEN) else ""
    return text.replace(SOFT_HYPHEN, "") + ended


def words_in(text: str) -> Iterator[str]:
    """The words of a text that a dictionary could break; none of an address, a path or a code."""
    for token in text.replace(SOFT_HYPHEN, "").split():
        if not _ADDRESS.search(_bare(token)):
            yield from (match[0] for match in _WORD.finditer(token) if len(match[0]) >= LEAST_WORD)


def places(text: str, words: Iterable[str], language: str) -> tuple[int, ...]:
    """The places in a text before which a soft hyphen may be put: in those of its words that are among ``words``."""
    wanted, found = set(words), []
    for token in re.finditer(r"[^\s\u00a0]+", text):
        if not _ADDRESS.search(_bare(token[0])):
            for match in _WORD.finditer(token[0]):
                if match[0] in wanted:
                    found += [token.start() + match.start() + at for at in syllables(match[0], language)]
    return tuple(found)


def places_in_running_text(token: str, names: Container[str], language: str) -> tuple[int, ...]:
    """The places where a line may end within a word of running text and the signs around it: none in an address, a
    number, a name, or a word with a hyphen or capitals within. A word with a capital may be a name where not all nouns
    have one."""
    if _ADDRESS.search(_bare(token)) or "-" in token or SOFT_HYPHEN in token:
        return ()
    found: list[int] = []
    for match in _WORD.finditer(token):
        word = match[0]
        capital = word[0] != word[0].lower()
        if word in names or word[1:] != word[1:].lower() or (capital and language.split("-")[0] not in CAPITAL_NOUNS):
            continue
        found += [match.start() + at for at in syllables(word, language, RUNNING_BEFORE, RUNNING_AFTER)]
    return tuple(found)


@lru_cache(maxsize=4096)
def syllables(word: str, language: str, before: int = LEAST_END, after: int = LEAST_END) -> tuple[int, ...]:
    """The places in a word where a dictionary of the language breaks it, so many letters at least ``before`` and
    ``after`` each, more where the language asks for more; none without a dictionary."""
    dictionary = _dictionary(language)
    if dictionary is None or len(word) < LEAST_WORD:
        return ()
    found = [at for at in dictionary.places(word) if before <= at <= len(word) - after]
    # of two places with one letter between them the second: "Strom-über", not "Stro-m-über"
    return tuple(at for at, following in pairwise([*found, len(word) + 2]) if following - at > 1)


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Patterns | None:
    import pyphen  # only for its dictionaries, where a word is to be broken

    name = pyphen.language_fallback(language.replace("-", "_"))
    return read_patterns(pyphen.LANGUAGES[name]) if name else None


@lru_cache(maxsize=1024)
def characters(text: str) -> tuple[int, ...]:
    """The places inside a text without spaces where it may be broken as a last resort: between characters, not within
    a number of up to 15 digits, nor before an accent or after a joiner."""
    closed = {
        at
        for match in _NUMBER.finditer(text)
        if len(match[0]) < LONG_NUMBER
        for at in range(match.start() + 1, match.end())
    }
    return tuple(at for at in range(1, len(text)) if at not in closed and not _joined(text[at - 1], text[at]))


def _joined(before: str, char: str) -> bool:
    """Whether two characters are parts of one sign."""
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf", "Sk")
        or unicodedata.category(before) in ("Cf", "Sc", "Ps", "Pi")
        or char in ".,;:!?)]%\u2019\u201d\u00a0"
    )


def _bare(token: str) -> str:
    """A token without the signs around it."""
    return token.strip(".,;:!?()[]\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u00a0")
