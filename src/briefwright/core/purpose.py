"""What the slides of a form are for in a deck, to the rules that follow from that."""

from __future__ import annotations

from enum import Enum


class Purpose(Enum):
    """What a slide is for in its deck."""

    BODY = "body"
    COVER = "cover"
    AGENDA = "agenda"
    DIVIDER = "divider"  # opens a section
    REFERENCE = "reference"  # lists what the deck rests on, as much as there is
    SUMMARY = "summary"  # says the whole deck in short

    @property
    def framed(self) -> bool:
        """Whether its pages have headline, body and source line; else they are free in all their area."""
        return self not in (Purpose.COVER, Purpose.DIVIDER)

    @property
    def counted(self) -> bool:
        """Whether a limit of slides counts it. An agenda counts: it is read as a slide."""
        return self.framed

    @property
    def guides(self) -> bool:
        """Whether it only leads through the deck and says nothing of the subject."""
        return self in (Purpose.COVER, Purpose.AGENDA, Purpose.DIVIDER)

    @property
    def numbers(self) -> bool:
        """Whether it prints page numbers, so that it is placed when all other slides are."""
        return self in (Purpose.AGENDA, Purpose.DIVIDER)
