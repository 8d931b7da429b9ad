"""Runs of running text to a paragraph of even lines: words hyphenated at their ends, spaces between words stretched.

A line is hyphenated only where much of it would else stay empty; never a word in bold, a link or a marker, never the
last word of a paragraph, and never more than two lines one after the other. A line is justified only where that makes
no wide gaps: gaps that lie over each other are seen as a river.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from ..scene.model import Line, Paragraph, Run
from .bidi import mixed
from .divide import without_spare_hyphens
from .fit import Typesetter
from .hyphenate import SOFT_HYPHEN, places_in_running_text
from .scripts import PLAIN
from .unbroken import Breaks

ROW = 2  # lines that end in a hyphen, one after the other
SHORT = 0.14  # of a line: where no more stays empty at its end, no word is hyphenated
SHORT_IN_FEW = 0.3  # the same in a text of few lines, as under a number
WIDEST_SPACE = 0.85  # of a space: what a justified line adds to each of its spaces at most
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
    justify = look.justify and not short and not (made.rtl or mixed(made.text)) and PLAIN.match(made.text) is not None
    least = SHORT_IN_FEW if short else SHORT
    at, row = 0, 0  # lines that end in a hyphen
    while look.hyphenate and at < len(made.lines) - 1:
        line = made.lines[at]
        room = width - indent - (0.0 if at else first)
        hyphened = None
        if made.text[line.end - 1 : line.end] == SOFT_HYPHEN:  # one of the author's
            hyphened = made
        elif row < ROW and room - line.width > (_gap(type_, made, line) if justify else least * room):
            hyphened = _hyphened(type_, made, at, room, wrapped)
        made, row = (hyphened, row + 1) if hyphened else (made, 0)
        at += 1
    if not any(SOFT_HYPHEN in run.text for run in runs):
        made = without_spare_hyphens(made)
    return _justified(type_, made, width - indent, first) if justify else made


def _hyphened(
    type_: Typesetter, made: Paragraph, at: int, room: float, wrapped: Callable[[Sequence[Run]], Paragraph]
) -> Paragraph | None:
    """The paragraph with as much of the first word of the line behind line ``at`` in that line as it holds; None where
    that word has no part that it holds."""
    text, line = made.text, made.lines[at]
    token = _TOKEN.match(text, made.lines[at + 1].start)
    if token is None or token.start() == line.end or _ends(made, token.end()):
        return None
    run = made.run_at(token.start())
    if run.style.bold or run.raised or run.link:
        return None
    for place in reversed(places_in_running_text(token[0], type_.names, type_.language)):
        end = token.start() + place
        tried = wrapped(_with_soft_hyphen(made.runs, end))
        if len(tried.lines) > at and tried.lines[at].start == line.start and tried.lines[at].end == end + 1:
            return tried if len(tried.lines) <= len(made.lines) else None
    return None


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


def _with_soft_hyphen(runs: Sequence[Run], place: int) -> tuple[Run, ...]:
    cuts = ((place - start, run) for start, run in _placed(runs))
    return tuple(
        replace(run, text=f"{run.text[:cut]}{SOFT_HYPHEN}{run.text[cut:]}") if 0 < cut <= len(run.text) else run
        for cut, run in cuts
    )


def _gap(type_: Typesetter, made: Paragraph, line: Line) -> float:
    """The points that the spaces of a line may be given at most."""
    space = type_.metrics.width(" ", made.run_at(line.start).style)
    return made.text.count(" ", line.start, line.end) * space * WIDEST_SPACE


def _justified(type_: Typesetter, made: Paragraph, width: float, first: float) -> Paragraph:
    """The paragraph with more space between the words of each line but its last and those before a line break, where
    that does not make them stand far apart."""
    lines: list[Line] = []
    for at, line in enumerate(made.lines):
        less = width - (0.0 if at else first) - line.width
        last = at == len(made.lines) - 1 or made.text[line.end : line.end + 1] == "\n"
        spaces = made.text.count(" ", line.start, line.end)
        even = spaces and not last and 0 < less <= _gap(type_, made, line)
        lines.append(replace(line, width=line.width + less, spread=less / spaces) if even else line)
    return replace(made, lines=tuple(lines))
