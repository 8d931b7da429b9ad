"""A citation marker to the runs that show it: small, raised, each of its sources linked to its own entry."""

from __future__ import annotations

import re

from ..scene.model import Run, TextStyle
from ..story.model import Piece
from .bidi import RIGHT_MARK

WHOLE_MARKER = 3  # sources, or paragraphs of one, whose marker stands in one line
NBSP = "\u00a0"


def marker_runs(piece: Piece, look: TextStyle, entries: str, glued: bool, right: bool = False) -> list[Run]:
    """The runs of a marker. ``entries`` begins the names of the entries that its sources lead to, if there are any;
    ``glued`` says that a word stands before it, from which it must not be parted; ``right``, that it goes on a text
    from the right which ends in a number or a Latin word: it stands at the left of that, not within it."""
    text = piece.text.strip(" ")
    text = text.replace(" ", NBSP) if text.count(",") < WHOLE_MARKER else text
    before = NBSP if glued else piece.text[: piece.text.startswith(" ")]
    before = RIGHT_MARK + before if right else before
    if piece.link or not entries:
        return [Run(before + text, look, raised=True, link=piece.link)]
    names = re.findall("[^,]*,?", text)[:-1] if len(piece.cites) > 1 else [text]
    names[0] = before + names[0]
    links = (f"#{entries}{number}" for number in piece.cites)
    return [Run(name, look, raised=True, link=link) for name, link in zip(names, links, strict=True)]
