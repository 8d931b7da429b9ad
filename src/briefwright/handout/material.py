"""What every handout is made from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from ..scene.model import Scene
from ..story.model import Story
from ..text.fit import Typesetter
from ..text.hyphenate import WHOLE, Division
from ..theme.model import Theme


class Material(Struct, frozen=True):
    """A story and a theme, with what the deck of the same story can tell.

    ``deck`` gives the placed deck and ``deck_pages`` the slide ids of each of its pages; both wait for the process that
    places it. ``folder`` is that of the brief, where its own templates may stand. ``minutes`` is the time that the
    audience gives the speaker. ``deck_theme`` draws the pages of the deck, where the handout's theme cannot.
    ``division`` are the words that may be broken.
    """

    story: Story
    theme: Theme
    deck: Callable[[], Scene]
    deck_pages: Callable[[], tuple[tuple[str, ...], ...]]
    folder: Path | None = None
    minutes: float | None = None
    deck_theme: Theme | None = None
    division: Division = WHOLE

    def typesetter(self) -> Typesetter:
        """What sets the texts of a handout."""
        return Typesetter(self.theme, language=self.story.meta.language, division=self.division)
