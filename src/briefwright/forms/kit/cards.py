"""A few short texts that have a page to themselves, to cards side by side: a name over large words on a tint."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import Item, Paragraph, Role, Shape, Text
from ...story.model import Words
from .content import NOTHING
from .form import LayoutContext
from .text_boxes import rule
from .text_columns import column_rects

PAD, NAME_GAP, BETWEEN = 24.0, 12.0, 12.0  # pt, around the texts, under a name, between cards one above the other
POINT_GAP, INDENT = 12.0, 18.0  # over a point, and before its words
LEAST_W = 200.0  # of a card, so that its lines hold some words
SIZES = (("h1", 0), ("h2", 0), ("lead", 0), ("body", 0))  # of the texts; the first for a card alone
WHOLE = 12  # columns of the grid: a card alone takes all


class Card(Struct, frozen=True):
    """A name, a text and points, each of which may be missing; with ``focus`` the name is in the accent."""

    name: Words = NOTHING
    text: Words = NOTHING
    points: tuple[Words, ...] = ()
    focus: bool = False


def cards(
    ctx: LayoutContext, cards: Sequence[Card], slots: tuple[str, str] = ("name", "text")
) -> tuple[Item, ...] | None:
    """The cards over the width of the page, all at the largest size at which each fits; None where none does, and where
    they would be narrow. Bare sentences, which would leave cards empty, stand one above the other."""
    stacked = len(cards) > 1 and not any(card.name or card.points for card in cards)
    rects = (ctx.area,) * len(cards) if stacked else column_rects(ctx, ctx.area, len(cards), WHOLE)
    if rects[0].w < LEAST_W:
        return None
    width = rects[0].w - 2 * PAD
    rows = len(cards) if stacked else 1
    room = (ctx.area.h - (rows - 1) * BETWEEN) / rows
    for role, step in SIZES[len(cards) > 1 :]:
        names = [ctx.type.set(c.name, "h2", width, colour="accent" if c.focus else None, balance=True) for c in cards]
        bodies = [_body(ctx, card, role, step, width) for card in cards]
        top = max((name.height + NAME_GAP for name, card in zip(names, cards, strict=True) if card.name), default=0.0)
        tall = top + max(sum(p.height for p in body) for body in bodies) + 2 * PAD
        wide = any(ctx.type.too_wide(p, width) for p in (*names, *(p for body in bodies for p in body)))
        if tall <= room and not wide:
            break
    else:
        return None
    items: list[Item] = []
    for n, (rect, card, name, body) in enumerate(zip(rects, cards, names, bodies, strict=True), 1):
        text_height = sum(p.height for p in body)
        rect = replace(rect, y=rect.y + (room + BETWEEN) * (n - 1) * stacked, h=room)
        inner = Rect(rect.x + PAD, rect.y + ((room - text_height) / 2 if stacked else PAD), width, name.height)
        items.append(Shape(f"card-{n}", rect, fill="tint"))
        if not stacked:
            items.append(rule(ctx, f"rule-{n}", rect.x, rect.y, rect.w, "ink", "accent" if card.focus else "ink"))
        if card.name:
            named = replace(inner, w=ctx.type.balanced(card.name, "h2", width))
            items.append(Text(f"{slots[0]}-{n}", named, (name,), Role.HEADING))
        if body:
            under = replace(inner, y=inner.y + top, h=text_height)
            items.append(Text(f"{slots[1]}-{n}", under, body))
    return tuple(items)


def _body(ctx: LayoutContext, card: Card, role: str, step: int, width: float) -> tuple[Paragraph, ...]:
    """Text and points of a card as paragraphs."""
    texts = [(words, n > 0 or not card.text) for n, words in enumerate((card.text, *card.points)[not card.text :])]
    return tuple(
        ctx.type.set(
            words, role, width, step=step, colour="ink", bold=False, bullet=point, indent=INDENT if point else 0.0,
            before=POINT_GAP if n else 0.0,
        )
        for n, (words, point) in enumerate(texts)
    )  # fmt: skip
