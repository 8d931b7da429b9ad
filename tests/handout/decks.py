"""Stories of the tests placed as decks, for the handouts that show slides."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefwright.handout.compose import HANDOUTS
from briefwright.handout.material import Material
from briefwright.layout.deck import place
from briefwright.story.model import Notes, Slide, Story
from briefwright.theme.read import read_theme
from tests.handout.stories import words

PAPER = read_theme("paper")


def material(told: Story, minutes: float | None = None) -> Material:
    """What handouts of this story are made of."""
    slides, _ = place(told, PAPER)
    return Material(told, PAPER, lambda: slides, lambda: tuple(page.slide for page in slides.pages), None, minutes)


def pdf(name: str, given: Material, folder: Path) -> Path:
    """The handout of that name as a file."""
    data, _ = next(handout for handout in HANDOUTS if handout.name == name).compose(given)
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    return path


def noted(slide: Slide, *points: str) -> Slide:
    """The slide with something to say on it."""
    said = tuple(words(point) for point in points)
    return replace(slide, notes=Notes(said, (), sum(point.count for point in said) * 60 // 130))
