"""Name, role, number and backer of a player become the tinted part of its profile: a panel, a plate, an open row."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...core.diagnostics import Problems
from ...core.geometry import Rect
from ...scene.model import Item, Role, Shape
from ...story.model import Words
from .content import NOTHING, Head
from .form import LayoutContext
from .text_boxes import rule
from .text_columns import Columns, TextBand, common_steps, levels

INSET, PLATE_INSET = 18.0, 12.0
PLATE_COLUMN = 9  # of the grid, where the backer of a plate stands
PLATE_SHARE = 0.3  # of the height: the most that the words of a plate take
ORDER = ("body", "num_xl", "h1", "h2", "h3", "lead", "small")


class Identity(Struct, frozen=True):
    """A player: name, role, a number with its unit, meaning and caveat, a backer with its label and a note."""

    name: Head
    role: Words = NOTHING
    number: Head = NOTHING
    unit: Head = NOTHING
    number_text: Words = NOTHING
    caveat: Words = NOTHING
    backer_label: Head = NOTHING
    backer: Head = NOTHING
    backer_note: Words = NOTHING


def panel(content: Identity, ctx: LayoutContext, box: Rect) -> tuple[tuple[Item, ...], Problems]:
    """The panel in ``box``: the name at its top, the backer at its foot under a rule, the number between them.

    Without a number the name and the role are set larger.
    """
    inner = box.inset(INSET, INSET, INSET, INSET)
    top, foot = _top(content), _foot(content, 21)
    width = (inner.w,)
    steps, problems = common_steps(ctx, [Columns((*top, *foot), width, inner.h, "the panel")], ORDER)
    items: list[Item] = [Shape("panel", box, fill="tint")]
    below = _height(ctx, foot, width, steps)
    upper = Rect(inner.x, inner.y, inner.w, inner.h - below)
    items += _texts(ctx, top, upper, steps)
    if below:
        lower = Rect(inner.x, upper.bottom, inner.w, below)
        items.append(rule(ctx, "panel-rule", inner.x, lower.y + 12, inner.w, "close"))
        items += _texts(ctx, foot, lower, steps)
    return tuple(items), problems


def plate(content: Identity, ctx: LayoutContext, area: Rect) -> tuple[tuple[Item, ...], float, Problems]:
    """The plate across the top of ``area`` for a player without a number, and its height: the name large at the left,
    or what the player is where the headline names it; the backer at the right."""
    grid = ctx.theme.columns
    x = area.x + INSET
    split = grid.x(PLATE_COLUMN) if content.backer else area.right - INSET
    told = bool(content.role) and content.name.prose.casefold() in ctx.slide.title.prose.casefold()
    width = split - x - (grid.gutter if content.backer else 0)
    sides = [(_named(content, told), Rect(x, area.y + PLATE_INSET, width, 0))]
    if content.backer:
        sides.append((_foot(content, 0), Rect(split, area.y + PLATE_INSET, area.right - INSET - split, 0)))
    room = area.h * PLATE_SHARE
    steps, problems = common_steps(ctx, [Columns(bands, (box.w,), room, "the plate") for bands, box in sides], ORDER)
    inner = min(room, max(_height(ctx, bands, (box.w,), steps) for bands, box in sides))
    items: list[Item] = [Shape("plate", Rect(area.x, area.y, area.w, inner + 2 * PLATE_INSET), fill="tint")]
    for bands, box in sides:
        items += _texts(ctx, bands, box, steps)
    return tuple(items), inner + 2 * PLATE_INSET, problems


def opened(content: Identity, ctx: LayoutContext, box: Rect) -> tuple[tuple[Item, ...], float, Problems]:
    """The texts about a player in ``box``, its backer at the foot, and their height in points: the whole box where
    there is a number or a backer."""
    top, foot = _counted(content), _foot(content, 21)
    steps, problems = common_steps(ctx, [Columns((*top, *foot), (box.w,), box.h, "the panel")], ORDER)
    below = _height(ctx, foot, (box.w,), steps)
    above = _height(ctx, top, (box.w,), steps)
    height = max(box.h, above + below) if content.number or foot else above
    items: list[Item] = [*_texts(ctx, top, replace(box, h=height - below), steps)]
    if below:
        lower = Rect(box.x, box.bottom - below, box.w, below)
        items.append(rule(ctx, "panel-rule", box.x, lower.y + 12, box.w, "close"))
        items += _texts(ctx, foot, lower, steps)
    return tuple(items), height, problems


def natural(content: Identity, ctx: LayoutContext, width: float) -> float:
    """The height of the texts in an open row of this width, at their largest sizes."""
    return _height(ctx, (*_counted(content), *_foot(content, 21)), (width,), dict.fromkeys(ORDER, 0))


def _top(content: Identity) -> tuple[TextBand, ...]:
    if not content.number:
        return _named(content)
    return (TextBand("name", "h2", (content.name,), "the name", balance=True, kind=Role.HEADING), *_counted(content))


def _counted(content: Identity) -> tuple[TextBand, ...]:
    return (
        TextBand("role", "body", (content.role,), "the role", 3, colours=("ink2",)),
        TextBand(
            "number", "num_xl", (content.number,), "the number", 12, 60, ("accent",), (content.unit,), one_line=True,
            kind=Role.FIGURE, stated=True,
        ),
        TextBand("meaning", "body", (content.number_text,), "the text of the number", 6, stated=True),
        TextBand("caveat", "small", (content.caveat,), "the caveat", 6, colours=("muted",), kind=Role.NOTE),
    )  # fmt: skip


def _named(content: Identity, told: bool = False) -> tuple[TextBand, ...]:
    """Name and role, large, and what else is known of a player without a number; the role alone of one whose name is
    ``told``."""
    name = TextBand("name", "h1", (content.name,), "the name", balance=True, kind=Role.HEADING)
    role = TextBand("role", "lead", (content.role,), "the role", 3, colours=("ink2",))
    first = replace(role, role="h2", gap=0, colours=("ink",), balance=True, kind=Role.HEADING)
    return (
        *((first,) if told else (name, role)),
        TextBand("meaning", "body", (content.number_text,), "the text of the number", 6),
        TextBand("caveat", "small", (content.caveat,), "the caveat", 3, colours=("muted",), kind=Role.NOTE),
    )


def _foot(content: Identity, gap: float) -> tuple[TextBand, ...]:
    if not content.backer:
        return ()
    label = TextBand("backer-label", "small", (content.backer_label,), "the label", gap, 0, ("muted",), kind=Role.LABEL)
    backer = TextBand("backer", "h3", (content.backer,), "the backer", 0 if content.backer_label else gap)
    note = TextBand("backer-note", "small", (content.backer_note,), "the note on the backer", 0, colours=("ink2",))
    return label, backer, note


def _height(ctx: LayoutContext, bands: Sequence[TextBand], widths: tuple[float, ...], steps: dict[str, int]) -> float:
    placed = levels(ctx, Columns(tuple(bands), widths, 0, ""), steps, [Rect(0, 0, widths[0], 0)]) if bands else ()
    return placed[-1].y + placed[-1].height if placed else 0.0


def _texts(ctx: LayoutContext, bands: Sequence[TextBand], area: Rect, steps: dict[str, int]) -> list[Item]:
    placed = levels(ctx, Columns(tuple(bands), (area.w,), area.h, ""), steps, [area])
    return [text for level in placed for text in level.texts if text]
