"""A slide to what its speaker says: talking points, the sources behind them, the seconds they take."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import ceil

from msgspec import Struct

from .model import Notes, Piece, Words

WORDS_A_MINUTE = 130
LEAST_WORDS = 5  # a shorter text is a label or a name
MOST_POINTS = 8
SPOKEN = ("number", "unit", "meaning", "number_text")  # of a figure, a profile or a chart


def notes(given: Sequence[Words], lead: Words | None, content: object, sources: tuple[int, ...]) -> Notes:
    """The points given, or else the lead, the slide's statements and last its so-what."""
    points = tuple(given) or _points(lead, content)
    spoken = sum(point.count for point in points)
    return Notes(points, sources, ceil(spoken * 60 / WORDS_A_MINUTE))


def _points(lead: Words | None, content: object) -> tuple[Words, ...]:
    so_what = getattr(content, "so_what", None)
    statements = [words for words in _statements(content) if words.count >= LEAST_WORDS and words is not so_what]
    ends = [so_what] if isinstance(so_what, Words) and so_what else []
    return (*([lead] if lead else []), *statements[: MOST_POINTS - len(ends) - bool(lead)], *ends)


def _statements(content: object) -> Iterator[Words]:
    """Every text of a content; a number stands in one sentence with its unit and its meaning."""
    if isinstance(content, tuple):
        for entry in content:
            yield from _statements(entry)
    elif isinstance(content, Struct) and not isinstance(content, Words):
        names = content.__struct_fields__
        spoken = [name for name in SPOKEN if name in names] if "number" in names else []
        words = [getattr(content, name) for name in spoken]
        if len(words) > 1 and all(isinstance(part, Words) for part in words) and words[0] and words[-1]:
            number, *units, meaning = words
            yield _joined([number, *(unit for unit in units if unit and not repeats(meaning, unit)), meaning])
        else:
            spoken = []
        for name in names:
            if name not in spoken:
                yield from _statements(getattr(content, name))
    else:
        yield from texts(content)


def repeats(meaning: Words, unit: Words) -> bool:
    """Whether the meaning opens with the unit already, as a label does: "offices" and "Offices asked"."""
    words, word = meaning.prose.casefold().split(), unit.prose.casefold().split()
    return bool(word) and words[: len(word)] == word


def _joined(parts: Sequence[Words]) -> Words:
    pieces: list[Piece] = []
    for part in parts:
        pieces += [Piece(" ")] * bool(pieces) + [*part.pieces]
    facts = dict.fromkeys(fact for part in parts for fact in part.facts)
    sources = sorted({source for part in parts for source in part.sources})
    return Words(tuple(pieces), tuple(facts), tuple(sources), parts[0].span)


def texts(content: object, aside: Collection[str] = ()) -> Iterator[Words]:
    """Every text of a content, in the order of its fields; not those of the fields ``aside``."""
    if isinstance(content, Words):
        if content:
            yield content
    elif isinstance(content, tuple):
        for entry in content:
            yield from texts(entry, aside)
    elif isinstance(content, Struct):
        for name in content.__struct_fields__:
            if name not in aside:
                yield from texts(getattr(content, name), aside)
