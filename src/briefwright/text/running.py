"""Runs of running text to a paragraph: words hyphenated at the ends of its lines, and its lines even if a theme asks.

A line is hyphenated only where much of it would else stay empty; never a word in bold, a link or a marker, never the
last word of a paragraph, and never more than two lines one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ..scene.model import Paragraph, Run
from .divide import with_soft_hyphens, without_spare_hyphens
from .fit import Typesetter
from .hyphenate import SOFT_HYPHEN, places_in_running_text
from .justified import justified
from .unbroken import Breaks

ROW = 2  # lines that end in a hyphen, one after the other
SHORT = 0.14  # of a line: where no more stays empty at its end, no word is hyphenated
SHORT_IN_FEW = 0.3  # the same in a text of few lines, as under a number
_TOKEN = re.compile(r"[^ \n\u00a0]+")


def running(
    type_: Typesetter, runs: Sequence[Run], width: float, leading: float, *, before: float = 0.0, bullet: bool = False,
    indent: float = 0.0, first: float = 0.0, short: bool = False,
) -> Paragraph:  # fmt: skip
    """The runs as a paragraph in lines of ``width`` points, hyphenated and justified as the theme says of handouts; a
    ``short`` text is never justified."""

    breaks: Breaks = "phrases" if short else "words"

    def wrapped(runs: Sequence[Run]) -> Paragraph:
        return type_.wrapped(
            runs, width, leading, before=before, bullet=bullet, indent=indent, first=first, breaks=breaks
        )

    made = wrapped(runs)
    look = type_.theme.handout_text
    if look.justify and not short and not type_.too_wide(made, width):
        places = _places(type_, made) if look.hyphenate else ()
        if even := justified(type_, made, places, width - indent, ROW):
            return even
    least = SHORT_IN_FEW if short else SHORT
    at, row = 0, 0  # lines that end in a hyphen
    while look.hyphenate and at < len(made.lines) - 1:
        line = made.lines[at]
        room = width - indent - (0.0 if at else first)
        hyphened = None
        if made.text[line.end - 1 : line.end] == SOFT_HYPHEN:  # one of the author's
            hyphened = made
        elif row < ROW and room - line.width > least * room:
            hyphened = _hyphened(type_, made, at, room, wrapped)
        made, row = (hyphened, row + 1) if hyphened else (made, 0)
        at += 1
    if not any(SOFT_HYPHEN in run.text for run in runs):
        made = without_spare_hyphens(made)
    return made


def _hyphened(
    type_: Typesetter, made: Paragraph, at: int, room: float, wrapped: Callable[[Sequence[Run]], Paragraph]
) -> Paragraph | None:
    """The paragraph with as much of the first word of the line behind line ``at`` in that line as it holds; None where
    that word has no part that it holds."""
    line = made.lines[at]
    token = _TOKEN.match(made.text, made.lines[at + 1].start)
    if token is None or token.start() == line.end:
        return None
    for end in reversed(_places_in(type_, made, token)):
        tried = wrapped(with_soft_hyphens(made.runs, (end,)))
        if len(tried.lines) > at and tried.lines[at].start == line.start and tried.lines[at].end == end + 1:
            return tried if len(tried.lines) <= len(made.lines) else None
    return None


def _places(type_: Typesetter, made: Paragraph) -> list[int]:
    """All places of a paragraph where a line may end within a word."""
    return [place for token in _TOKEN.finditer(made.text) for place in _places_in(type_, made, token)]


def _places_in(type_: Typesetter, made: Paragraph, token: re.Match[str]) -> list[int]:
    """Those of one of its words: none of one in bold, a link, a marker or the last word."""
    run = made.run_at(token.start())
    if run.style.bold or run.raised or run.link or _ends(made, token.end()):
        return []
    found = places_in_running_text(token[0], type_.names, type_.language)
    return [token.start() + place for place in found]


def _ends(made: Paragraph, place: int) -> bool:
    """Whether nothing but markers follows that place."""
    following = ((max(place - start, 0), run) for start, run in _placed(made.runs))
    return not any(run.text[at:].strip() for at, run in following if not run.raised)


def _placed(runs: Sequence[Run]) -> Iterator[tuple[int, Run]]:
    """The runs, each with the place in the text where it starts."""
    start = 0
    for run in runs:
        yield start, run
        start += len(run.text)
