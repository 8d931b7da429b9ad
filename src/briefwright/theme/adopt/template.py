"""What is read from a client's file: its layouts with their placeholders, shapes and grounds. Lengths are points."""

from __future__ import annotations

import re
from math import sqrt
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import Align, Anchor, Contour, Point2
from ..model import TextLevel
from ..ooxml.contours import inside, points_over
from ..ooxml.drawing import Fill, Scheme

TITLES = ("title", "ctrTitle")
TEXTS = ("body", "obj", "subTitle")
FOOTERS = ("dt", "ftr", "sldNum")
USUAL = 960 * 540  # square points of the page that the type scale is made for
HIGH, WIDE = 0.45, 0.4  # of the page: a headline ends above the one, and is as wide as the other
BIG = 1.5  # times the size of a title: what is set larger stands for itself
KICKER = 2.0  # times the size of a title: a text under it that is set so large says what the page is about
ABOVE = 1.5  # how much further from a title what stands over it counts
_SUBTITLE = re.compile(
    r"sub.?tit|untertit|sous.?tit|subt(í|i)t|sottotit|undertit|副标题|副標題|サブタイトル|부제", re.IGNORECASE
)
CONTOURED = ("outline", "picture")  # kinds of shapes that fill their contours
WHOLE = 0.95  # of the page: a shape that covers so much is a ground


class TemplatePlaceholder(Struct, frozen=True):
    """A placeholder with what it inherits. ``box`` is all of it, ``inner`` is where its text stands; ``size`` is that
    of its type. ``contours`` outline its fill in points of the page, where that is no rectangle; ``stroke`` is the line
    around it. ``text`` is what it
    holds before anybody fills it; ``caps`` says that it shows capitals alone; ``name`` is what an office calls it."""

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
    contours: tuple[Contour, ...] = ()
    text: str = ""
    caps: bool = False
    name: str = ""
    level: TextLevel = TextLevel()
    stroke: tuple[str, float] | None = None


class TemplateRun(Struct, frozen=True):
    """Text of one style. ``colour`` is a value such as #336699. One that ``counts`` is the number of the page."""

    text: str
    size: float
    bold: bool
    italic: bool
    colour: str
    font: str
    counts: bool = False


class TemplateParagraph(Struct, frozen=True):
    """``leading`` is in points where it is ``exact``, else in sizes of the type."""

    runs: tuple[TemplateRun, ...]
    align: Align
    leading: float = 1.2
    exact: bool = False


class TemplateShape(Struct, frozen=True):
    """A shape of a layout or its master. ``other`` is what the PDFs do not draw.

    ``box`` of a text is the shape without its insets. ``contours`` are in points of the page. ``block`` is the box of
    the small group that the shape belongs to. ``numbers`` says that its text counts the pages. A picture is seen within
    its contours, if any; ``corners`` are where its top left, its top right and its bottom left one stand where it is
    turned or mirrored.
    """

    kind: Literal["rect", "ellipse", "line", "outline", "picture", "text", "other"]
    box: Rect
    fill: Fill = Fill()
    stroke: tuple[str, float] | None = None
    contours: tuple[Contour, ...] = ()
    paragraphs: tuple[TemplateParagraph, ...] = ()
    anchor: Anchor = "top"
    wraps: bool = True
    name: str = ""
    block: Rect | None = None
    numbers: bool = False
    corners: tuple[Point2, Point2, Point2] | None = None

    def covers(self, page: Rect) -> bool:
        """Whether the shape covers the page, so that it is a ground."""
        w = min(self.box.right, page.w) - max(self.box.x, 0)
        h = min(self.box.bottom, page.h) - max(self.box.y, 0)
        return self.kind in ("rect", "picture", "other") and w >= WHOLE * page.w and h >= WHOLE * page.h

    def contains(self, box: Rect) -> bool:
        """Whether all of a box lies within what is filled."""
        if self.kind in CONTOURED and self.contours:
            return bool(self.fill.colours) and all(inside(self.contours, points_over(box)))
        return self.kind in ("rect", "picture") and self.box.contains(box)

    def reaches(self, box: Rect) -> bool:
        """Whether the shape lies under a part of a box."""
        if not self.box.overlaps(box):
            return False
        return self.kind not in CONTOURED or not self.contours or any(inside(self.contours, points_over(box)))


class TemplateLayout(Struct, frozen=True):
    """A layout with what it inherits from its master. ``part`` and ``type`` are the file's; ``ground`` is never empty.
    ``body`` is the master's own placeholder for content."""

    part: str
    type: str
    name: str
    page: Rect
    scheme: Scheme
    fonts: tuple[str, str]
    placeholders: tuple[TemplatePlaceholder, ...]
    shapes: tuple[TemplateShape, ...]
    ground: Fill
    body: TemplatePlaceholder | None
    resized: float = 1.0

    @property
    def scale(self) -> float:
        """How many points of this page make one of the type scale's; ``resized`` is by how much that was changed."""
        return sqrt(self.page.w * self.page.h / USUAL) * self.resized

    def of_kind(self, *kinds: str) -> tuple[TemplatePlaceholder, ...]:
        return tuple(holder for holder in self.placeholders if holder.kind in kinds)

    @property
    def title(self) -> TemplatePlaceholder | None:
        return next((holder for holder in self.of_kind(*TITLES) if not holder.vertical), None)

    @property
    def spoken(self) -> TemplatePlaceholder | None:
        """What a cover or a divider says its title in: the title; where it has none, or one that is a kicker over it,
        the text of the largest type."""
        texts = [one for one in self.of_kind(*TEXTS) if not one.vertical and self.page.contains(one.inner)]
        largest, title = max(texts, key=lambda one: (one.size, -one.box.y), default=None), self.title
        return largest if largest and (title is None or self._is_kicker(title, largest)) else title

    def _is_kicker(self, title: TemplatePlaceholder, largest: TemplatePlaceholder) -> bool:
        """Whether a title is a small line over another text in far larger type, which is no number or subtitle."""
        over = title.box.y < largest.box.y and title.size * KICKER <= largest.size
        number_or_subtitle = any(one.isdecimal() for one in largest.text) or _SUBTITLE.search(largest.name)
        return over and largest.box.w >= WIDE * self.page.w and not number_or_subtitle

    @property
    def subtitle(self) -> TemplatePlaceholder | None:
        """The subtitle of a cover; where it has none, the body that says so, else the nearest under the title."""
        title = self.spoken
        if self.title and title != self.title:
            return self.title  # a kicker
        proper = [holder for holder in self.of_kind("subTitle") if not holder.vertical and holder != title]
        if proper or title is None:
            return proper[0] if proper else None
        middle = title.box.y + title.box.h / 2
        kinds = ("body",) if self.title else TEXTS
        wide = WIDE * self.page.w  # larger type in a narrower box is a number or an ornament
        bodies = [
            holder
            for holder in self.of_kind(*kinds)
            if not holder.vertical and holder != title and (holder.size <= BIG * title.size or holder.box.w >= wide)
        ]
        said = [holder for holder in bodies if _SUBTITLE.search(f"{holder.name} {holder.text}")]

        def apart(holder: TemplatePlaceholder) -> float:
            down = holder.box.y + holder.box.h / 2 - middle
            return down if down > 0 else -ABOVE * down

        return min(said or bodies, key=apart, default=None)

    @property
    def titles(self) -> list[TemplatePlaceholder]:
        """Title and subtitle of a cover, as far as there are any."""
        return [holder for holder in (self.spoken, self.subtitle) if holder]

    @property
    def numbered(self) -> bool:
        """Whether the layout draws the number of its page, in a text that is no placeholder."""
        return any(shape.numbers for shape in self.shapes)

    @property
    def headline(self) -> TemplatePlaceholder | None:
        """The title placeholder, if a headline can stand there: at the top of the page, and wide."""
        title = self.title
        good = title and title.box.bottom <= HIGH * self.page.h and title.box.w >= WIDE * self.page.w
        return title if good else None

    @property
    def bodies(self) -> tuple[TemplatePlaceholder, ...]:
        """The placeholders for content: neither titles nor footers."""
        return tuple(holder for holder in self.placeholders if holder.kind not in (*TITLES, *FOOTERS))


class SampleSlide(Struct, frozen=True):
    """A slide of a client's file: the part of its layout, how many words it has, where its title stands if that is in
    no title placeholder, whether it draws pictures or a ground of its own, whether it has such a ground, where its
    title placeholder stands if that is elsewhere than the layout's, whether it has pictures that are seen and no
    table or chart, and whether its few words call it a divider."""

    layout: str
    words: int
    title: Rect | None
    drawn: bool
    ground: bool = False
    head: Rect | None = None
    pictured: bool = False
    divides: bool = False


class TemplateFile(Struct, frozen=True):
    """A client's file: its page, the layouts of each of its masters, its sample slides."""

    page: Rect
    masters: tuple[tuple[TemplateLayout, ...], ...]
    slides: tuple[SampleSlide, ...] = ()

    def resized(self, by: float) -> TemplateFile:
        """The file with type of another size on its pages."""
        masters = tuple(tuple(replace(layout, resized=by) for layout in master) for master in self.masters)
        return replace(self, masters=masters)
