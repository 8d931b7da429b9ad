"""Title and standfirst of a leave-behind to paragraphs, broken where a reader pauses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..scene.model import Paragraph
from ..story.model import Words
from ..text.fit import Typesetter

STANDFIRST_GAP = 9.0
PAUSE = re.compile(r"[,:;–—](?= )")


def opening(words: Words, standfirst: Iterable[Words], type_: Typesetter, measure: float) -> list[Paragraph]:
    """The title, over as many lines of ``measure`` points as it takes, and the paragraphs of the standfirst."""
    width = _pause_width(words, type_, measure) or type_.balanced(words, "ho_narrative_title", measure)
    title = type_.set(words, "ho_narrative_title", width)
    if type_.too_wide(title, measure):
        title = type_.set(words, "ho_title", measure)
    role = "ho_standfirst"
    widths = [(words, type_.balanced(words, role, measure)) for words in standfirst]
    return [title, *(type_.set(words, role, width, before=STANDFIRST_GAP) for words, width in widths)]


def _pause_width(title: Words, type_: Typesetter, width: float) -> float | None:
    """The width that breaks a title of two lines after a comma or colon; None where no such width does."""
    whole = type_.set(title, "ho_narrative_title", width)
    for at in (match.end() for match in PAUSE.finditer(whole.text) if len(whole.lines) == 2):
        halves = type_.safe_width(whole, 0, at), type_.safe_width(whole, at + 1, len(whole.text))
        tried = type_.set(title, "ho_narrative_title", max(halves) + 0.5)
        if max(halves) <= width and len(tried.lines) == 2 and tried.lines[0].end == at:
            return max(halves) + 0.5
    return None
