"""A told story to its placed deck and the files of that deck: one job, for whichever process is free."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from msgspec import Struct

from ..audit.page import audit
from ..core.diagnostics import Diagnostic, Refused, errors
from ..core.memo import Again
from ..forms.table import forms
from ..layout.deck import place
from ..scene.model import Scene
from ..scene.transform import scaled
from ..story.model import Story
from ..text.scripts import from_right
from ..theme.model import Theme
from ..theme.page import in_page_points

# The writers of a placed deck, ``write(scene, theme) -> bytes``, with the name of their file; loaded where they work.
WRITERS = {"deck": ("briefwright.write.pptx", "deck.pptx"), "slides": ("briefwright.write.pdf", "slides.pdf")}

_LATEST = Again()
KEEPING = ("deck",)  # those that keep what they made of pages for the next deck, too


class Production(Struct, frozen=True):
    """A placed deck in points of the page that is written, its files by name, and all that was found on its pages."""

    scene: Scene
    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def fits(self) -> bool:
        return not errors(self.diagnostics)


class Job(Struct, frozen=True):
    """A told story that is placed and written: calling it waits for all of it, ``early`` for the slide of each page."""

    made: Callable[[], Production]
    early: Callable[[], tuple[str, ...]] | None = None

    def __call__(self) -> Production:
        return self.made()

    def pages(self) -> tuple[str, ...]:
        return self.early() if self.early else tuple(page.slide for page in self.made().scene.pages)


def produce(
    story: Story, theme: Theme, kinds: Sequence[str] = (), words: int | None = None, again: Again | None = None
) -> Production:
    """Place a story and write the ``kinds`` asked for, of ``WRITERS``; none where something does not fit.

    ``words`` is what the audience takes in of a page's body, where its profile says so. ``again`` holds what was made
    of decks like it before.
    """
    made = _placed(story, theme, words, again) if again else _latest(story, theme, words)
    scene, found, look = made.scene, made.diagnostics, in_page_points(theme)
    files: dict[str, bytes] = {}
    for kind in kinds if made.fits else ():
        module, name = WRITERS[kind]
        try:
            write = import_module(module).write
            files[name] = write(scene, look, again=again) if kind in KEEPING else write(scene, look)
        except Refused as refused:  # a finding like others, so that all are told at once
            found += refused.diagnostics
    return Production(scene, files, found)


def pages(story: Story, theme: Theme, words: int | None = None) -> tuple[str, ...]:
    """The slide of each page of the deck, before any file of it is written: a handout says where things stand."""
    return tuple(page.slide for page in _latest(story, theme, words).scene.pages)


def _latest(story: Story, theme: Theme, words: int | None) -> Production:
    """The placed deck, kept until another one is asked for: its pages are asked for first, and then its files."""
    return _LATEST.of("deck", (story, theme, words), partial(_placed, story, theme, words))


def _placed(story: Story, theme: Theme, words: int | None, again: Again | None = None) -> Production:
    scene, found = place(story, theme, again)
    if from_right(story.meta.language):
        from ..scene.mirror import areas_of, mirrored  # for decks that are read from the right alone

        scene = mirrored(scene, areas_of(theme), again)
    if not errors(found):  # what does not fit overlaps and overflows too
        found += audit(scene, theme, words, again)
    return Production(scaled(scene, theme.scale), {}, found)


def prepare() -> None:
    """Load what a production needs, in a process that has nothing else to do yet."""
    forms()
    for module, _ in WRITERS.values():
        import_module(module)
