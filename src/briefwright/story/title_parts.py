"""What titles that the product writes are made of: a name and what is said of it, statements side by side, how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..text.scripts import before, wide
from ..text.sentence_case import opens_with_verb
from .filters import bare, cap, decap, goes_on
from .words import Marked, plain

Labels = Mapping[str, str]
MOST_UNITS, MOST_WORDS, LONGEST = 96, 18, 36  # of a title: widths of a letter, words, letters of a word
# First words of a text that speaks of what another text has named.
TAKEN_UP = frozenset((
    "they", "it", "he", "she", "this", "that", "these", "those", "sie", "er", "es", "dies", "diese", "dieser",
    "dieses", "ils", "elles", "elle", "cela", "celui-ci", "celle-ci", "הוא", "היא", "הם", "הן", "هو", "هي", "هم",
))  # fmt: skip


def takes_up(text: Any) -> bool:
    """Whether a text begins with a word for something that was said before it: "They wait"."""
    return plain(text).split(" ", 1)[0].casefold() in TAKEN_UP


def fitting(wordings: Iterable[Any]) -> Marked:
    """The first wording that is short enough for a title, without its stop; else none."""
    for wording in wordings:
        title = cap(bare(wording or ""))
        shown = plain(title)
        words = shown.split()
        if shown and extent(shown) <= MOST_UNITS and len(words) <= MOST_WORDS and not any(map(_endless, words)):
            return title
    return Marked("")


def _endless(word: str) -> bool:
    """Whether a word is too long for a title; Chinese and Japanese break within theirs."""
    return len(word) > LONGEST and not any(map(wide, word))


def extent(text: str) -> int:
    """How wide a text is, in letters: a sign of Chinese or Japanese takes two."""
    return sum(1 + wide(sign) for sign in text)


def joined(labels: Labels, name: Any, text: Any, *, names: bool = False) -> Marked:
    """``name: text``, at the place where the text stands; a text that ``names`` something keeps its capital."""
    if not text:
        return Marked("")
    colon = labels["colon"]
    made = Marked(f"{bare(name)}{colon}{text if names else goes_on(text, labels['colon.then'])}")
    made.span = getattr(text, "span", None)
    return made


def of_party(labels: Labels, language: str, name: Any, text: Any) -> Marked:
    """``Name does something`` where the text begins with what the party does, as "decides the route"; else joined, as
    is a verb alone."""
    if not text or " " not in plain(text).strip() or not opens_with_verb(plain(text), language):
        return joined(labels, name, text)
    made = Marked(f"{bare(name)} {decap(text)}")
    made.span = getattr(text, "span", None)
    return made


def beside(texts: Sequence[Any], labels: Labels) -> Marked:
    """Statements side by side, at the place of the first."""
    made = Marked(labels["claim.beside"].join(map(bare, texts)))
    made.span = getattr(texts[0], "span", None) if texts else None
    return made


def named_all(names: Sequence[Any], labels: Labels) -> str:
    """Names, the last after "and"."""
    *rest, last = map(bare, names)
    return before(labels["and_last"], last).join((labels["and_next"].join(rest), last)) if rest else last
