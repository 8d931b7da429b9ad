"""The placed pages of a handout to its PDF: mirrored in a language that is read from the right."""

from __future__ import annotations

from collections.abc import Sequence

from ..scene.model import Scene
from ..text.scripts import from_right
from ..theme.model import Theme
from ..write.pdf.document import Bookmark, write


def printed(
    scene: Scene,
    theme: Theme,
    bookmarks: Sequence[Bookmark],
    shown: Sequence[Scene] = (),
    look: Theme | None = None,
) -> bytes:
    """The PDF of a handout. ``shown`` are the scenes that its insets show, in the theme ``look`` if one is given:
    drawings of its own, or the deck's pages, which have been mirrored with their deck."""
    if from_right(scene.properties.language):
        from ..scene.mirror import mirrored  # for handouts that are read from the right alone

        scene, *shown = (one if one.rtl else mirrored(one) for one in (scene, *shown))
    return write(scene, theme, bookmarks, shown, look)
