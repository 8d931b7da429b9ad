"""A line of text to the rectangle of its ink: what the letters themselves cover, from the extents of their glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..core.geometry import Rect
from ..scene.marks import ASCENT
from ..scene.model import Line, Paragraph
from ..text.bidi import ends
from ..text.measure import Metrics
from ..theme.model import Fonts
from .ink import Block


@lru_cache(maxsize=8)
def metrics_of(fonts: Fonts) -> Metrics:
    """The metrics of a theme's fonts, opened once."""
    return Metrics(fonts)


def lines(block: Block) -> Iterator[tuple[Paragraph, Line, Rect]]:
    """The lines of a block with the rectangles that their advances and type sizes give them."""
    each = ((paragraph, line) for paragraph in block.paragraphs for line in paragraph.lines)
    for (paragraph, line), rect in zip(each, block.lines, strict=True):
        yield paragraph, line, rect


def inked(paragraph: Paragraph, line: Line, rect: Rect, metrics: Metrics) -> Rect:
    """The ink of a line that stands in ``rect``: without the white before its first and after its last letter, from the
    top of its tallest letter to the foot of its deepest."""
    runs = [run for run in paragraph.runs_of(line) if run.text.strip()]
    if not runs:
        return Rect(rect.x, rect.y, 0.0, 0.0)
    size = max(run.style.size for run in runs)
    baseline = rect.y + ASCENT * size
    text, first, last = paragraph.text, *ends(paragraph.text, line.start, line.end, paragraph.rtl)
    left = metrics.extents(text[first], paragraph.run_at(first).style)[0]
    right = metrics.extents(text[last], paragraph.run_at(last).style)[1]
    reach = [metrics.extents(char, run.style) for run in runs for char in set(run.text) if not run.raised]
    top = max((over for _, _, over, _ in reach), default=size * ASCENT)
    foot = max((under for _, _, _, under in reach), default=0.0)
    return Rect(rect.x + left, baseline - top, rect.w - left - right, top + foot)
