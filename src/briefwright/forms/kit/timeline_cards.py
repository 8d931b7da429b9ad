"""The texts of a timeline to the cards that they stand on, on a page that they would leave half empty."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.geometry import Rect
from .timeline_labels import StemLabel

PAD = 9.0  # pt over and under a text
APART = 12.0  # pt between cards side by side
CLEAR = 2.0  # pt between a card and the axis, which it would cover


def card_rects(flags: Sequence[StemLabel], level: float | None, area: Rect) -> list[Rect | None]:
    """The card of each text: from its stem to that of the next on its side of the axis, which is at ``level``; those
    over the axis stand on it, or without a level end under their texts, and two that face each other share what is
    between them. None where a card would lie under the words of another."""
    return [_card(flag, [other for other in flags if other is not flag], level, area) for flag in flags]


def _card(flag: StemLabel, others: Sequence[StemLabel], level: float | None, area: Rect) -> Rect | None:
    text = flag.rect
    near = [other for other in others if other.tier.above == flag.tier.above]
    if flag.left:
        edges = [
            other.stem + APART if other.left else (other.rect.right + text.x + APART) / 2
            for other in near if other.stem < flag.stem
        ]  # fmt: skip
        left, right = max(edges, default=area.x), flag.stem
    else:
        edges = [
            (text.right + other.rect.x - APART) / 2 if other.left else other.stem - APART
            for other in near if other.stem > flag.stem
        ]  # fmt: skip
        left, right = flag.stem, min(edges, default=area.right)
    bottom = level - CLEAR if flag.tier.above and level is not None else text.bottom + PAD
    card = Rect(left, text.y - PAD, right - left, bottom - text.y + PAD)
    holds = card.x <= text.x and text.right <= card.right
    return card if holds and not any(card.overlaps(other.rect) for other in near) else None
