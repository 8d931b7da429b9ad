"""Title and standfirst of a leave-behind to paragraphs, broken where a reader pauses."""

from __future__ import annotations

from collections.abc import Iterable

from ..scene.model import Paragraph
from ..story.model import Words
from ..text.balanced_measure import pause_width
from ..text.fit import Typesetter

STANDFIRST_GAP = 9.0


def opening(words: Words, standfirst: Iterable[Words], type_: Typesetter, measure: float) -> list[Paragraph]:
    """The title, over as many lines of ``measure`` points as it takes, and the paragraphs of the standfirst."""
    role = "ho_narrative_title"
    width = pause_width(type_, words, role, measure) or type_.balanced(words, role, measure)
    title = type_.set(words, role, width)
    if type_.too_wide(title, measure):
        title = type_.set(words, "ho_title", measure)
    role = "ho_standfirst"
    widths = [(words, type_.balanced(words, role, measure)) for words in standfirst]
    return [title, *(type_.set(words, role, width, before=STANDFIRST_GAP) for words, width in widths)]
