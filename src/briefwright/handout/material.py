"""What every handout is made from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from ..scene.model import Scene
from ..story.model import Story
from ..text.fit import Typesetter
from ..theme.model import Theme

T = TypeVar("T")


class Material(Struct, frozen=True):
    """A story and a theme, with what the deck of the same story can tell.

    ``deck`` gives the placed deck and ``deck_pages`` the slide ids of each of its pages; both wait for the process that
    places it. ``folder`` is that of the brief, where its own templates may stand. ``minutes`` is the time that the
    audience gives the speaker.
    ``type`` sets its texts. ``kept`` is what does not change when the pages are set once more with other words broken.
    """

    story: Story
    theme: Theme
    deck: Callable[[], Scene]
    deck_pages: Callable[[], tuple[tuple[str, ...], ...]]
    folder: Path | None = None
    minutes: float | None = None
    type: Typesetter | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    def typesetter(self) -> Typesetter:
        """What sets the texts of a handout."""
        return self.type or Typesetter(self.theme, language=self.story.meta.language)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` makes, made once for a handout however often its pages are set."""
        if name not in self.kept:
            self.kept[name] = make()
        made: T = self.kept[name]
        return made
