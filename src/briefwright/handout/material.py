"""What a handout is made of, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from ..core.diagnostics import Diagnostic
from ..scene.model import Scene
from ..story.model import Story
from ..theme.model import Theme

Composed = tuple[bytes, tuple[Diagnostic, ...]]


class Material(Struct, frozen=True):
    """The story, its slides as soon as they are placed, the slide of each of their pages, the folder of the brief
    (where templates of its own may stand), the minutes that the audience gives the speaker; and the theme of slides
    that are shown small, where that is not the handout's own."""

    story: Story
    theme: Theme
    placed: Callable[[], Scene]
    pages: Callable[[], tuple[str, ...]]
    beside: Path | None = None
    minutes: float | None = None
    shown: Theme | None = None

    @property
    def slides(self) -> Scene:
        """The placed slides, waited for where another process places them."""
        return self.placed()
