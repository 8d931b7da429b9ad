"""A placeholder of a client's layout to the level of its text: what our words have from there, and do not state."""

from __future__ import annotations

from typing import Literal

from ...scene.model import TextStyle
from ...theme.model import ClientPlaceholder, Fonts
from .part_context import Level

TITLES = ("title", "ctrTitle")
UNKNOWN = -1.0  # of a space that is a share of the size: none of ours is like it


def levels_of(held: ClientPlaceholder, fonts: Fonts) -> tuple[Level, ...]:
    """The first level of text in a placeholder; none where it is not known.

    A title keeps the client's family, whichever it is; any other text keeps one of the theme's two.
    """
    own = held.level
    if own is None:
        return ()
    is_heading = held.kind in TITLES or own.font == fonts.heading.name != fonts.body.name
    family: Literal["heading", "body"] = "heading" if is_heading else "body"
    style = TextStyle(held.size if own.sized else 0, 0, held.bold, own.italic, own.colour, own.tracking, family)
    before, after = (UNKNOWN if space is None else space for space in (own.before, own.after))
    mark = "•" if own.bullet else ""
    return (Level(style, held.align, before, own.left, own.hang, mark, after, shared=True),)
