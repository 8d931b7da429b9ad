"""A story to its placed deck and the files of that deck: the work of one job, for whichever process is free."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from msgspec import Struct
from msgspec.structs import replace

from ..audit.page import audit
from ..core import picture_files
from ..core.collector import collector_at_rest
from ..core.diagnostics import Diagnostic, Refused, errors
from ..core.memo import latest
from ..forms.table import forms
from ..layout.deck import place
from ..layout.named_layout import with_named
from ..scene.model import Scene
from ..scene.transform import scaled
from ..story.model import Story
from ..text.scripts import from_right
from ..theme.model import Theme
from ..theme.page import in_page_points

# The writers of a placed deck, ``write(scene, theme) -> bytes``, with the name of their file; loaded where they work.
WRITERS = {"deck": ("briefwright.write.pptx", "deck.pptx"), "slides": ("briefwright.write.pdf", "slides.pdf")}


class Production(Struct, frozen=True):
    """A placed deck in points of the page that is written, the theme with the layouts that its slides name, its files
    by name, and all diagnostics of its pages."""

    scene: Scene
    theme: Theme
    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def fits(self) -> bool:
        return not errors(self.diagnostics)


@collector_at_rest()
def produce(story: Story, theme: Theme, kinds: Sequence[str] = (), words: int | None = None) -> Production:
    """Place a story and write the ``kinds`` asked for, of ``WRITERS``; none where something does not fit.

    ``words`` is what the audience takes in of a page's body, where its profile says so.
    """
    placed = _placed(story, theme, words)
    problems = placed.diagnostics
    files: dict[str, bytes] = {}
    for kind in kinds if placed.fits else ():
        module, name = WRITERS[kind]
        try:
            files[name] = import_module(module).write(placed.scene, in_page_points(placed.theme))
        except Refused as refused:  # a problem like others, so that all are reported at once
            problems += refused.diagnostics
    return replace(placed, files=files, diagnostics=problems)


def pages(story: Story, theme: Theme, words: int | None = None) -> tuple[tuple[str, ...], ...]:
    """The slides of each page of the deck, before any file of it is written: a handout says where things stand."""
    return tuple(page.slides for page in _placed(story, theme, words).scene.pages)


def prepare() -> None:
    """Load what a production needs, in a process that has nothing else to do yet."""
    forms()
    for module, _ in WRITERS.values():
        import_module(module)


@latest(picture_files.stamps)  # its pages are asked for first, and then its files
def _placed(story: Story, theme: Theme, words: int | None) -> Production:
    theme, unknown = with_named(theme, story)
    scene, problems = place(story, theme)
    problems = (*unknown, *problems)
    if from_right(story.meta.language):
        from ..scene.mirror import areas_of, mirrored  # for decks that are read from the right alone

        scene = mirrored(scene, areas_of(theme))
    if not errors(problems):  # what does not fit overlaps and overflows too
        problems += audit(scene, theme, words)
    return Production(scaled(scene, theme.scale), theme, {}, problems)
