"""What a client's layout draws to items that the PDFs show under a page; lengths become the theme's points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ...core.geometry import Rect
from ...scene.model import Align, Contour, Gradient, Item, Picture, Point2, Rule, Run, Shape, Stroke, TextStyle
from ..model import ClientText
from ..ooxml.drawing import Fill
from ..ooxml.paths import around, points_of
from .records import Deck, Drawn, Place, SaidParagraph, Sheet

RASTER = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
Drawing = Item | ClientText


class Roles:
    """Colour roles by value: a colour that has none gets one."""

    def __init__(self, colours: dict[str, str]) -> None:
        self.colours = colours

    def of(self, value: str) -> str:
        known = next((role for role, held in self.colours.items() if held.upper() == value.upper()), None)
        if known:
            return known
        name = f"client-{sum(role.startswith('client-') for role in self.colours) + 1}"
        self.colours[name] = value
        return name


class Scenery:
    """Makes the items of a layout. ``fonts`` are the theme's two families; a third is set in that of the body."""

    def __init__(
        self, sheet: Sheet, deck: Deck, roles: Roles, path: Path, scale: float, fonts: tuple[str, str]
    ) -> None:
        self.sheet, self.roles, self.path, self.scale, self.fonts = sheet, roles, path, scale, fonts
        self.page = Rect(0, 0, deck.width / scale, deck.height / scale)
        self.base = sheet.ground.over("#FFFFFF")[0]

    def items(self, places: list[Place]) -> Iterator[Drawing]:
        """The ground, then what is drawn, then the placeholders that are filled themselves, such as a title's band."""
        ground = self.sheet.ground
        if ground.picture and raster(ground.picture):
            yield Picture("client-ground", self.page, f"{self.path}#{ground.picture}", "", ground.crop)
        elif ground.ramp:
            yield Shape(
                "client-ground", self.page, fill=self.roles.of(self.base), gradient=self._ramp(ground, self.page)
            )
        for number, drawn in enumerate(self.sheet.drawn, start=1):
            yield from self._item(drawn, f"client-{number}")
        for number, place in enumerate(places, start=1):
            if place.fill.colours:
                name, box = f"client-band-{number}", scaled(place.box, self.scale)
                yield self._shape(name, box, place.contours, place.fill, None, "rect")

    def _item(self, drawn: Drawn, name: str) -> Iterator[Drawing]:
        box = scaled(drawn.box, self.scale)
        stroke = Stroke(self.roles.of(drawn.stroke[0]), drawn.stroke[1] / self.scale) if drawn.stroke else None
        match drawn.kind:
            case "picture" if drawn.fill.picture and raster(drawn.fill.picture):
                yield Picture(name, box, f"{self.path}#{drawn.fill.picture}", "", drawn.fill.crop)
            case "line" if stroke:
                [way] = drawn.contours
                (x1, y1), (x2, y2) = ((x / self.scale, y / self.scale) for x, y in (way.start, way.steps[-1][-1]))
                yield Rule(name, x1, y1, x2, y2, stroke)
            case "rect" | "ellipse" | "outline" if drawn.fill.colours or stroke:
                yield self._shape(name, box, drawn.contours, drawn.fill, stroke, drawn.kind)
            case "text":
                paragraphs = tuple(self._paragraph(one) for one in drawn.said)
                yield ClientText(name, box, paragraphs, drawn.anchor, drawn.wraps)

    def _shape(
        self, name: str, box: Rect, contours: tuple[Contour, ...], fill: Fill, stroke: Stroke | None, kind: str
    ) -> Shape:
        colours = fill.over(self.base)
        role = self.roles.of(colours[0]) if colours else None
        ways: tuple[Contour, ...] = ()
        if contours:
            box = scaled(around(points_of(contours)), self.scale)
            ways = tuple(_shares(one, box, self.scale) for one in contours)
        gradient = self._ramp(fill, box) if fill.ramp else None
        plain: Literal["rect", "ellipse"] = "ellipse" if kind == "ellipse" else "rect"
        return Shape(name, box, "outline" if ways else plain, role, stroke, contours=ways, gradient=gradient)

    def _ramp(self, fill: Fill, box: Rect) -> Gradient | None:
        """A gradient in a box, in colour roles."""
        ramp = fill.ramp
        if ramp is None:
            return None
        stops = tuple(
            (share, self.roles.of(Fill((value,), alpha=alpha).over(self.base)[0])) for share, value, alpha in ramp.stops
        )
        start, end = ramp.way(max(box.w, 0.01), max(box.h, 0.01))
        return Gradient(stops, start, end, ramp.around is not None)

    def _paragraph(self, one: SaidParagraph) -> tuple[tuple[Run, ...], Align, float]:
        runs = []
        largest = max((said.size for said in one.runs), default=18.0)
        pitch = (one.pitch if one.exact else one.pitch * largest) / self.scale
        for said in one.runs:
            family: Literal["heading", "body"] = "heading" if said.font == self.fonts[0] != self.fonts[1] else "body"
            style = TextStyle(
                said.size / self.scale, pitch, said.bold, said.italic, self.roles.of(said.colour), family=family
            )
            runs.append(Run(said.text, style))
        return tuple(runs), one.align, pitch


def scaled(box: Rect, scale: float) -> Rect:
    return Rect(box.x / scale, box.y / scale, box.w / scale, box.h / scale)


def missing_drawings(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """The names of what a layout draws and the PDFs do not, each with its kind: ``metafile``, or ``other``."""
    found = []
    for drawn in sheet.drawn:
        metafile = bool(drawn.fill.picture and not raster(drawn.fill.picture))
        if drawn.kind == "other" or metafile or (drawn.kind == "picture" and not drawn.fill.picture):
            found.append((drawn.name or drawn.kind, "metafile" if metafile else "other"))
    return tuple(dict.fromkeys(found))


def raster(part: str) -> bool:
    return part.lower().endswith(RASTER)


def _shares(one: Contour, box: Rect, scale: float) -> Contour:
    """A contour in shares of its box."""

    def at(point: Point2) -> Point2:
        x, y = point
        return (x / scale - box.x) / max(box.w, 0.01), (y / scale - box.y) / max(box.h, 0.01)

    return Contour(at(one.start), tuple(tuple(map(at, step)) for step in one.steps), one.closed)
