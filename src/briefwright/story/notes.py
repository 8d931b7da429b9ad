"""A slide to what its speaker says: talking points, the sources behind them, the seconds they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct

from .model import Notes, Words

WORDS_A_MINUTE = 130
LEAST_WORDS = 5  # a shorter text is a label or a name
MOST_POINTS = 8


def notes(given: Sequence[Words], lead: Words | None, content: object, sources: tuple[int, ...]) -> Notes:
    """The points given, or else the lead, the slide's statements and last its so-what."""
    points = tuple(given) or _points(lead, content)
    spoken = sum(point.count for point in points)
    return Notes(points, sources, ceil(spoken * 60 / WORDS_A_MINUTE))


def _points(lead: Words | None, content: object) -> tuple[Words, ...]:
    so_what = getattr(content, "so_what", None)
    statements = [words for words in texts(content) if words.count >= LEAST_WORDS and words is not so_what]
    ends = [so_what] if isinstance(so_what, Words) and so_what else []
    return (*([lead] if lead else []), *statements[: MOST_POINTS - len(ends) - bool(lead)], *ends)


def texts(content: object) -> Iterator[Words]:
    """Every text of a content, in the order of its fields."""
    if isinstance(content, Words):
        if content:
            yield content
    elif isinstance(content, tuple):
        for entry in content:
            yield from texts(entry)
    elif isinstance(content, Struct):
        for name in content.__struct_fields__:
            yield from texts(getattr(content, name))
