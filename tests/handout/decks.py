"""Stories of the tests as material for handouts: with a placed deck, or for those that show no slides without one."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefwright.handout.compose import HANDOUTS
from briefwright.handout.material import Material
from briefwright.handout.printing import Document
from briefwright.handout.printing import pdf as printed
from briefwright.layout.deck import place
from briefwright.pipeline.editions import PlacedEdition
from briefwright.scene.model import Properties, Scene
from briefwright.story.model import Notes, Slide, Story
from briefwright.theme.read import read_theme
from tests.handout.stories import words

PAPER = read_theme("paper")


def material(narrative: Story, minutes: float | None = None) -> Material:
    """What handouts of this story are made of."""
    deck, _ = place(narrative, PAPER)
    return Material(narrative, PAPER, lambda: deck, lambda: tuple(page.slides for page in deck.pages), None, minutes)


def without_deck(narrative: Story, folder: Path | None = None) -> Material:
    """What handouts of this story are made of that need no deck. ``folder`` may hold templates."""
    return Material(narrative, PAPER, lambda: Scene(0, 0, (), (), Properties("")), tuple, folder)


def of_edition(edition: PlacedEdition, folder: Path | None = None) -> Material:
    """What handouts of this edition are made of."""
    pages = tuple(page.slides for page in edition.scene.pages)
    return Material(edition.story, edition.look, lambda: edition.scene, lambda: pages, folder)


def document(name: str, given: Material) -> Document:
    """The handout of that name on its pages."""
    set_pages = next(handout.set_pages for handout in HANDOUTS if handout.name == name)
    assert set_pages is not None
    return set_pages(given)


def pdf(name: str, given: Material, folder: Path) -> Path:
    """The handout of that name as a file."""
    path = folder / f"{name}.pdf"
    path.write_bytes(printed(document(name, given), given.theme))
    return path


def noted(slide: Slide, *points: str) -> Slide:
    """The slide with talking points."""
    given = tuple(words(point) for point in points)
    return replace(slide, notes=Notes(given, (), sum(point.count for point in given) * 60 // 130))
