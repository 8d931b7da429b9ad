"""What is read from a client's file: its layouts with their placeholders, what they draw, their grounds, in points."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ..geometry import Rect
from ..scene.model import Align, Anchor
from .drawing import Fill, Scheme

TITLES = ("title", "ctrTitle")
FOOTERS = ("dt", "ftr", "sldNum")


class Place(Struct, frozen=True):
    """A placeholder. ``box`` is all of it, ``inner`` where its text stands; type of ``size`` points."""

    kind: str
    index: int
    box: Rect
    inner: Rect
    indent: float
    align: Align
    anchor: Anchor
    size: float
    bold: bool
    colour: str
    font: str
    vertical: bool
    fill: Fill


class Drawn(Struct, frozen=True):
    """What a sheet draws itself: a box, an ellipse, a line, a picture; ``other`` is what the PDFs do not draw."""

    kind: Literal["rect", "ellipse", "line", "picture", "other"]
    box: Rect
    fill: Fill = Fill()
    stroke: tuple[str, float] | None = None
    flip: bool = False
    picture: str | None = None
    name: str = ""


class Sheet(Struct, frozen=True):
    """A layout with what it has from its master. ``part`` and ``type`` are the file's; ``ground`` is never empty."""

    part: str
    type: str
    name: str
    master: str
    scheme: Scheme
    fonts: tuple[str, str]
    places: tuple[Place, ...]
    drawn: tuple[Drawn, ...]
    ground: Fill
    body: Place | None  # the master's own

    def of_kind(self, *kinds: str) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.kind in kinds)

    @property
    def title(self) -> Place | None:
        return next((place for place in self.of_kind(*TITLES) if not place.vertical), None)

    @property
    def bodies(self) -> tuple[Place, ...]:
        """The placeholders for content: neither title nor furniture."""
        return tuple(place for place in self.places if place.kind not in (*TITLES, *FOOTERS))


class Deck(Struct, frozen=True):
    """A client's file: its page in points, and the layouts of its masters, by master."""

    width: float
    height: float
    masters: tuple[tuple[Sheet, ...], ...]
    slides: int
