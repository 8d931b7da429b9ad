"""Stages become a row of arrows, which head the columns of a page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Group, Role, Shape, Text
from ...story.model import Words
from ...text.fit import Slot, overflow_diagnostic
from .form import LayoutContext
from .text_boxes import PANEL_INSET

SLANT, GAP = 15.0, 4.0  # pt: how far an arrow's point reaches, and what stands between two arrows
HEIGHT, TALL, SPREAD = 48.0, 66.0, 120.0
NOTCH_INSET = SLANT + 9


class ArrowLabel(Struct, frozen=True):
    """A stage as its arrow names it."""

    title: Words
    focus: bool = False


class Arrows(Struct, frozen=True):
    """The arrows, the columns under their words (x and width in points), and where those columns start."""

    groups: tuple[Group, ...]
    columns: tuple[tuple[float, float], ...]
    bottom: float
    problems: Problems


def arrows(ctx: LayoutContext, heads: Sequence[ArrowLabel], area: Rect, count: int, first: int = 0) -> Arrows:
    """Arrows from the left of ``area``, which ``count`` of them would fill; ``first`` stages stand on earlier pages.

    The first of all has a straight back; one in focus is filled with the accent.
    """
    pitch = (area.w - SLANT + GAP) / count
    inner = pitch - GAP - NOTCH_INSET
    for role in ("h2", "h3"):  # the larger where every title takes one line
        fit = ctx.type.fit([Slot(head.title, inner, TALL, 1 if role == "h2" else None) for head in heads], role)
        if fit.step == 0 and not fit.overflows:
            break
    high = SPREAD if ctx.spread else HEIGHT if fit.height <= HEIGHT - 6 else TALL
    groups, columns = [], []
    problems = tuple(overflow_diagnostic(overflow, "the stage") for overflow in fit.overflows)
    for i, head in enumerate(heads):
        start = not first and not i
        x = area.x + i * pitch
        inset = PANEL_INSET if start else NOTCH_INSET
        name = f"stage-{first + i + 1}"
        box = Rect(x, area.y, pitch - GAP + SLANT, high)
        fill, colour = ("accent", "on_accent") if head.focus else ("tint", None)
        shape = Shape(f"{name}-arrow", box, "pentagon" if start else "chevron", fill=fill, slant=SLANT)
        label = ctx.type.set(head.title, role, inner, step=fit.step, colour=colour)
        words = Text(f"{name}-title", Rect(x + inset, area.y, inner, high), (label,), Role.HEADING, "middle")
        groups.append(Group(name, (shape, words)))
        left = x if start else x + NOTCH_INSET
        columns.append((left, (area.right if i + 1 == count else x + pitch + NOTCH_INSET - PANEL_INSET) - left))
    return Arrows(tuple(groups), tuple(columns), area.y + high, problems)


def shared_out(count: int, most: int) -> tuple[range, ...]:
    """``count`` stages divided evenly over the fewest pages of at most ``most`` stages."""
    pages = -(-count // most)
    cuts = [round(i * count / pages) for i in range(pages + 1)]
    return tuple(range(cuts[i], cuts[i + 1]) for i in range(pages))
