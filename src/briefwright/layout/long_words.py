"""What has words that no line holds is made again with those words hyphenated, and at the very last broken anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..core.diagnostics import Diagnostic
from ..scene.model import Item, Paragraph, Table, Text
from ..scene.walk import leaves
from ..text.fit import Typesetter
from ..text.hyphenate import SOFT_HYPHEN, Division, words_in

T = TypeVar("T")
ROUNDS = 4  # of hyphenation: a word more may be found once another is broken


def made_whole(
    make: Callable[[Typesetter], T],
    seen: Callable[[T], tuple[Iterable[Item], Iterable[Diagnostic]]],
    type_: Typesetter,
) -> T:
    """What ``make`` makes, no word of it wider than its line, as far as words can be broken.

    ``seen`` gives its items and its diagnostics. A word is broken only where it fits whole at no size: first by the
    dictionary of the language, then, where that does not do, at any character.
    """
    made = make(type_)
    wide = _too_wide(type_, *seen(made))
    words: frozenset[str] = type_.division.words
    for _ in range(ROUNDS):
        more = {word for text in wide for word in words_in(text)} - words
        if not more:
            break
        words |= more
        made = make(type_.dividing(Division(words)))
        wide = _too_wide(type_, *seen(made))
    return make(type_.dividing(Division(words, anywhere=True))) if wide else made


def broken(items: Iterable[Item]) -> int:
    """How many words are broken at the ends of lines."""
    return sum(run.text.count(SOFT_HYPHEN) for paragraph, _ in _lines(items) for run in paragraph.runs)


def _too_wide(type_: Typesetter, items: Iterable[Item], problems: Iterable[Diagnostic]) -> tuple[str, ...]:
    """The words that are wider than their lines: of the items as they stand, and those that findings name."""
    named = (problem.word for problem in problems if problem.word)
    overflows = (type_.too_wide(paragraph, width) for paragraph, width in _lines(items))
    return (*named, *(overflow[0] for overflow in overflows if overflow))


def _lines(items: Iterable[Item]) -> Iterator[tuple[Paragraph, float]]:
    """The paragraphs of texts and tables, each with the width that it has."""
    for item in leaves(items):
        match item:
            case Text():
                yield from ((paragraph, item.rect.w) for paragraph in item.paragraphs)
            case Table():
                for row in item.rows:
                    at = 0
                    for cell in row.cells:
                        width = sum(item.columns[at : at + cell.span]) - cell.pad[0] - cell.pad[2]
                        yield from ((paragraph, width) for paragraph in cell.paragraphs)
                        at += cell.span
            case _:
                pass
