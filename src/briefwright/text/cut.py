"""A paragraph that is too tall to the number of words that must go."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec.structs import replace

from ..scene.model import Paragraph, Run
from .measure import Metrics
from .scripts import PLAIN
from .wrap import break_opportunities, wrap

TOLERANCE = 0.01  # pt, for sums of floats


def words_to_cut(
    paragraph: Paragraph, width: float, indent: float, allowed: float, count: int, metrics: Metrics
) -> int:
    """How many of its ``count`` words must go from the end until the rest is no taller than ``allowed`` points: tried
    out, by halving."""
    text = paragraph.text
    ends = [i for i in range(1, len(text) + 1) if text[i - 1] != " " and (i == len(text) or text[i] == " ")]
    if not PLAIN.match(text):  # words that no space parts
        ends = [*(end for end, _ in break_opportunities(text)), len(text)]
    low, high = 0, len(ends)  # so many words fit, so many do not
    while high - low > 1:
        middle = (low + high) // 2
        kept = _head(paragraph.runs, ends[middle - 1])
        tried = wrap(kept, width, metrics, leading=paragraph.leading, indent=indent)
        low, high = (middle, high) if tried.height <= allowed + TOLERANCE else (low, middle)
    cut = len(ends) - low
    return cut if PLAIN.match(text) else ceil(count * cut / len(ends))


def _head(runs: Sequence[Run], end: int) -> tuple[Run, ...]:
    """The runs up to a place in their text."""
    kept, at = [], 0
    for run in runs:
        if at >= end:
            break
        kept.append(replace(run, text=run.text[: end - at]))
        at += len(run.text)
    return tuple(kept)
