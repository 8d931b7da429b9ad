"""Text and what lies under it to findings about contrast (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..colour import luminance as luminance
from ..colour import ratio as ratio
from ..diagnostics import Diagnostic
from ..messages import diagnose
from ..theme.model import Theme
from .ink import Block, Ink, Mark
from .model import TextStyle
from .places import where

TEXT, LARGE_TEXT = 4.5, 3.0
LARGE, LARGE_BOLD = 18.0, 14.0  # pt


def needed(style: TextStyle) -> float:
    """The contrast that text of a style needs."""
    large = style.size >= LARGE or (style.bold and style.size >= LARGE_BOLD)
    return LARGE_TEXT if large else TEXT


def contrast(page: Ink, theme: Theme) -> Iterator[Diagnostic]:
    """Text that does not stand out from what is under it, once for each block."""
    values = theme.colours
    filled = [mark for mark in page.marks if mark.fill]
    for block in page.blocks:
        under = grounds(block, page.ground, filled)
        for style in dict.fromkeys(run.style for p in block.paragraphs for run in p.runs if run.text.strip()):
            least = needed(style)
            found, ground = min((ratio(values[style.colour], values[name]), name) for name in under)
            if found < least:
                at = where(page, block.name)
                yield diagnose(
                    "BW828", page.page.span, where=at, colour=style.colour, ground=ground, ratio=found, needed=least
                )
                break


def grounds(block: Block, ground: str, filled: Iterable[Mark]) -> tuple[str, ...]:
    """The colours under a text: what was filled last over all of it, and whatever reaches under a part of it."""
    if block.fill:
        return (block.fill,)
    found = [ground]
    around = block.around
    for mark in filled:
        if mark.fill and mark.order <= block.order and mark.rect.overlaps(around):
            found = [mark.fill] if mark.rect.contains(around) else [*found, mark.fill]
    return tuple(found)
