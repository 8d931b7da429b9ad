"""A text to the box that breaks its lines alike everywhere: narrower where an office could fit one word more.

Lines are broken with a margin for shapers that differ. So a word may just miss a line here and just fit there; a box
that ends between the two leaves no doubt.
"""

from __future__ import annotations

from dataclasses import replace

from ..geometry import Rect
from ..scene.model import Paragraph, Text
from .measure import Metrics
from .wrap import chances, ruler_of

SURE = 0.5  # pt that a word must lack for its break to be beyond doubt


def settled(text: Text, metrics: Metrics) -> Text:
    """The text with its box narrowed, or as it is where its breaks are in no doubt or no width settles all of them."""
    fullest, tempting = 0.0, text.rect.w + SURE
    for paragraph in text.paragraphs:
        if paragraph.align == "center":
            return text
        needed, more = _widths(paragraph, metrics)
        fullest, tempting = max(fullest, needed), min(tempting, more)
    if tempting > text.rect.w or fullest >= tempting - SURE:
        return text
    w = (fullest + tempting) / 2
    right = text.paragraphs[0].align == "right"
    rect = Rect(text.rect.right - w if right else text.rect.x, text.rect.y, w, text.rect.h)
    return replace(text, rect=rect)


def _widths(paragraph: Paragraph, metrics: Metrics) -> tuple[float, float]:
    """The width in points that the fullest line may need in any office, and that of a line with its next word, at the
    least: what a line is broken by, and what is drawn."""
    ruler = ruler_of(paragraph.runs, metrics)
    whole = paragraph.text
    ends = [end for end, _ in chances(whole)] + [len(whole)]
    fullest, tempting = 0.0, float("inf")
    for line, following in zip(paragraph.lines, (*paragraph.lines[1:], None), strict=True):
        fullest = max(fullest, ruler(line.start, line.end)[1])
        if following and "\n" not in whole[line.end : following.start]:
            end = next(end for end in ends if end > following.start)
            tempting = min(tempting, ruler(line.start, end)[0])
    return fullest + paragraph.indent, tempting + paragraph.indent
