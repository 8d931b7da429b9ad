"""Words and a box to the width at which their lines are even, and no longer than the measure of their role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..core.geometry import Rect
from ..scene.model import Paragraph
from ..story.model import Words
from .fit import Typesetter
from .stable_breaks import is_stable

STEP = 12.0  # pt between two widths that are tried
# Where a reader pauses, from the strongest: between statements, before brackets, after an announcement, at a comma.
PAUSES = tuple(
    re.compile(pattern) for pattern in (r"[;؛](?= )|[；／]", r"(?= \()|(?=（)", r"[:–—](?= )|：", r"[,،](?= )|[，、]")
)
WITHIN = 2  # of these pauses stand between statements
SLACK = 0.5, 6.0, 12.0  # pt: words side by side may be wider than one by one
UNEVEN = 0.4  # of the longer of two lines: the least of the shorter one


def measured(type_: Typesetter, words: Words, role: str, box: Rect, *, bold: bool | None = None) -> Rect:
    """The box for the words: ``box`` itself, or narrower where their lines would run past the measure of the role."""
    most = type_.theme.measure(role)
    if box.w <= most:
        return box
    first = type_.set(words, role, most, bold=bold)
    if len(first.lines) < 2:
        return box
    less = box.w - even_width(type_, [words], role, most, bold=bold)
    return box.inset(left=less) if first.align == "right" else box.inset(right=less)


def pause_width(type_: Typesetter, words: Words, role: str, width: float, step: int = 0) -> float | None:
    """The width at which a text of two lines is broken where a reader pauses, the strongest pause first; None where no
    such width does it in every office, or a line would be short."""
    whole = type_.set(words, role, width, step=step)
    text = whole.text
    if len(whole.lines) != 2:
        return None
    strongest = next((n for n, pause in enumerate(PAUSES) if pause.search(text)), len(PAUSES))
    # under a colon stands what it announces, so one of several statements is not parted from its own
    pauses = PAUSES[:WITHIN] if strongest == 0 else PAUSES
    for at in (match.end() for pause in pauses for match in pause.finditer(text)):
        halves = type_.safe_width(whole, 0, at), type_.safe_width(whole, at + text.startswith(" ", at), len(text))
        if max(halves) > width or min(halves) < UNEVEN * max(halves):
            continue
        for more in SLACK:
            tried = type_.set(words, role, measure := min(max(halves) + more, width), step=step)
            there = len(tried.lines) == 2 and tried.lines[0].end == at
            if there and is_stable([tried], measure, type_.metrics):
                return measure
    return None


def even_width(
    type_: Typesetter, texts: Sequence[Words], role: str, width: float, step: int = 0, *, bold: bool | None = None
) -> float:
    """A width at which each of the words takes no more lines than at ``width``, and the lines are even.

    Widths are tried in steps of 12 points. Best is the narrowest of those with the fewest lines that end in a word of
    at most three letters: "in", "of" and "the" belong to what follows. A width with unstable breaks is the last choice.
    """
    first = [type_.set(words, role, width, step=step, bold=bold) for words in texts]
    if all(len(paragraph.lines) < 2 for paragraph in first):
        return width
    wanted = [len(paragraph.lines) for paragraph in first]
    best, tried = (not is_stable(first, width, type_.metrics), _loose_ends(first), width), width - STEP
    while tried > width / 2:
        broken = [type_.set(words, role, tried, step=step, bold=bold) for words in texts]
        if [len(p.lines) for p in broken] != wanted or any(type_.too_wide(p, tried) for p in broken):
            break
        best = min(best, (not is_stable(broken, tried, type_.metrics), _loose_ends(broken), tried))
        tried -= STEP
    return best[2]


def _loose_ends(paragraphs: Iterable[Paragraph]) -> int:
    """How many lines but the last of each end in a word of up to three letters."""
    ends = (p.text[line.start : line.end].split() for p in paragraphs for line in p.lines[:-1])
    return sum(len(words[-1]) <= 3 for words in ends if words)
