"""What is read from a client's file: its layouts with their placeholders, what they draw, their grounds, in points."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ...core.geometry import Rect
from ...scene.model import Align, Anchor, Contour
from ..ooxml.drawing import Fill, Scheme
from ..ooxml.paths import inside, points_over

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
    contours: tuple[Contour, ...] = ()  # of what is filled, where that is no plain box; points of the page
    text: str = ""  # what it says before anybody fills it


class Said(Struct, frozen=True):
    """A stretch of text of one look: its colour a value, its size in points."""

    text: str
    size: float
    bold: bool
    italic: bool
    colour: str
    font: str


class SaidParagraph(Struct, frozen=True):
    """A paragraph that a sheet says. ``pitch`` is that of its lines, in sizes, or in points where it is exact."""

    runs: tuple[Said, ...]
    align: Align
    pitch: float = 1.2
    exact: bool = False


class Drawn(Struct, frozen=True):
    """What a sheet draws itself: a box, an ellipse, a line, any outline, a picture, a text in its ``box`` less insets;
    ``other`` is what the PDFs do not draw. ``contours`` are points of the page; ``block`` is the box of the small group
    that it belongs to."""

    kind: Literal["rect", "ellipse", "line", "outline", "picture", "text", "other"]
    box: Rect
    fill: Fill = Fill()
    stroke: tuple[str, float] | None = None
    contours: tuple[Contour, ...] = ()
    said: tuple[SaidParagraph, ...] = ()
    anchor: Anchor = "top"
    wraps: bool = True
    name: str = ""
    block: Rect | None = None

    def holds(self, box: Rect) -> bool:
        """Whether all of a box is within what is filled."""
        if self.kind == "outline":
            return bool(self.fill.colours) and all(inside(self.contours, points_over(box)))
        return self.kind in ("rect", "picture") and self.box.contains(box)

    def reaches(self, box: Rect) -> bool:
        """Whether a part of a box is under it."""
        if not self.box.overlaps(box):
            return False
        return self.kind != "outline" or any(inside(self.contours, points_over(box)))


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
