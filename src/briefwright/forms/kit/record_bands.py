"""Names with one thing to say of each to bands, one under the other: a name, and next to it large words, on a tint."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import Group, Item, Paragraph, Role, Shape, Text
from ...story.model import Words
from .cards import BETWEEN, PAD
from .content import NOTHING
from .form import LayoutContext
from .text_boxes import rule

# Roles of names and texts, the first at which all fit.
SIZES = (("h2", "h2"), ("h2", "lead"), ("h2", "body"), ("h3", "body"))
LABEL_GAP = 3.0  # pt under the label of a text
OVER, GAP = 12.0, 3.0  # pt over and under what a band says, and under a name that stands over its text
NAME_SHARE, BESIDE = 0.32, 480.0  # of a band, for a name next to its text; the width in points from which it is there


class Band(Struct, frozen=True):
    """A name, what there is to say of it, and what that is; with ``focus`` the name is in the accent; what stands
    ``over`` the name says what it names."""

    name: Words
    text: Words = NOTHING
    label: Words | str = ""
    focus: bool = False
    over: Words = NOTHING


def bands(ctx: LayoutContext, bands: Sequence[Band]) -> tuple[Item, ...]:
    """The bands over the width of the area and together over its height, all at the largest size at which each fits;
    nothing where none does."""
    area = ctx.area
    height = (area.h - (len(bands) - 1) * BETWEEN) / len(bands)
    room = area.w - 2 * PAD
    both = any(band.name for band in bands) and any(band.text for band in bands)
    split = room * NAME_SHARE if both and area.w >= BESIDE else 0.0
    widths = (split - PAD if split else room), room - split
    for roles in SIZES:
        made = [_set(band, ctx, roles, widths) for band in bands]
        gap = GAP if both else 0.0
        tall = [max(_tall(name), _tall(text)) if split else _tall(name) + gap + _tall(text) for name, text in made]
        wide = any(ctx.type.too_wide(p, width) for both in made for said, width in zip(both, widths, strict=True)
                   for p in said)  # fmt: skip
        if max(tall) + 2 * OVER <= height and not wide:
            break
    else:
        return ()
    items: list[Item] = []
    for n, (band, (name, text), high) in enumerate(zip(bands, made, tall, strict=True), 1):
        ground = Rect(area.x, area.y + (n - 1) * (height + BETWEEN), area.w, height)
        box = Rect(area.x + PAD, ground.y + (height - high) / 2, widths[0], _tall(name))
        under = replace(box, x=box.x + split, y=box.y if split else box.bottom + gap, w=widths[1], h=_tall(text))
        even = box if band.over else replace(box, w=ctx.type.balanced(band.name, roles[0], box.w))
        said = [Text(f"name-{n}", even, name, Role.HEADING), Text(f"text-{n}", under, text)]
        shown = (one for one in said if one.paragraphs)
        items.append(Group(f"card-{n}", (Shape(f"card-{n}-ground", ground, fill="tint"), *shown)))
        items.append(rule(ctx, f"rule-{n}", area.x, ground.y, area.w, "ink", "accent" if band.focus else "ink"))
    return tuple(items)


Paragraphs = tuple[Paragraph, ...]


def _set(
    band: Band, ctx: LayoutContext, roles: tuple[str, str], widths: tuple[float, float]
) -> tuple[Paragraphs, Paragraphs]:
    """Name and text of a band, each under its label."""
    colour, even = "accent" if band.focus else None, not band.over
    name = ctx.type.set(band.name, roles[0], widths[0], colour=colour, balance=even)
    text = ctx.type.set(band.text, roles[1], widths[1], colour="ink", bold=False)
    named = under(ctx, band.over, name, widths[0]) if band.name else ()
    return named, under(ctx, band.label, text, widths[1]) if band.text else ()


def under(ctx: LayoutContext, label: Words | str, text: Paragraph, width: float) -> Paragraphs:
    """A text of that width under its label, if it has one."""
    if not label:
        return (text,)
    return ctx.type.set(label, "smallb", width, colour="ink2"), replace(text, before=LABEL_GAP)


def _tall(paragraphs: Paragraphs) -> float:
    return sum(paragraph.height for paragraph in paragraphs)
