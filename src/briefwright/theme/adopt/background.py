"""What a client's layout draws to items that the PDFs show under a page; lengths become the theme's points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from ...core.colour import laid
from ...core.geometry import Rect
from ...core.picture_files import is_raster, unread
from ...scene.model import Align, Contour, Gradient, Item, Look, Picture, Point2, Rule, Run, Shape, Stroke, TextStyle
from ..model import ClientText
from ..ooxml.drawing import Fill, Ramp
from ..ooxml.paths import bounds, points_of
from .template import TemplateLayout, TemplateParagraph, TemplatePlaceholder, TemplateShape

NEAR = 2.0  # pt: a picture of the page that ends so near its edge is drawn to it
PAPER = "#FFFFFF"


class ColourRoles:
    """The colours of a theme by their roles; a value that has no role gets one, ``client-1`` and on."""

    def __init__(self, colours: dict[str, str]) -> None:
        self.colours = colours

    def of(self, value: str) -> str:
        known = next((role for role, colour in self.colours.items() if colour.upper() == value.upper()), None)
        if known:
            return known
        name = f"client-{sum(role.startswith('client-') for role in self.colours) + 1}"
        self.colours[name] = value
        return name


class Background:
    """Makes the items of a layout. ``fonts`` are the theme's two families; any other is set in that of the body."""

    def __init__(
        self, layout: TemplateLayout, roles: ColourRoles, path: Path, scale: float, fonts: tuple[str, str]
    ) -> None:
        self.layout, self.roles, self.path, self.scale, self.fonts = layout, roles, path, scale, fonts
        self.base = layout.ground.over("#FFFFFF")[0]

    def items(self, holders: Iterable[TemplatePlaceholder]) -> Iterator[Item | ClientText]:
        """The ground, then the shapes, then the fills and lines of placeholders, such as a title's band."""
        whole, ground = self.layout.page, self.layout.ground
        page = scaled(whole, self.scale)
        if ground.picture and self._is_shown(ground.picture):
            left, top, right, bottom = ground.inset
            box = whole.inset(left * whole.w, top * whole.h, right * whole.w, bottom * whole.h)
            made = self._picture("client-ground", TemplateShape("picture", box, ground), ground.picture)
            yield replace(made, look=replace(made.look, paper=self.roles.of(PAPER))) if _is_clear(ground) else made
        elif ground.ramp:
            yield Shape("client-ground", page, fill=self.roles.of(self.base), gradient=self._gradient(ground, page))
        for number, shape in enumerate(self.layout.shapes, start=1):
            yield from self._item(shape, f"client-{number}")
        for number, holder in enumerate(holders, start=1):
            stroke = self._stroke(*holder.stroke) if holder.stroke else None
            if holder.fill.colours or stroke:
                band = TemplateShape("rect", holder.box, holder.fill, contours=holder.contours)
                yield self._shape(band, f"client-band-{number}", stroke)

    def _item(self, shape: TemplateShape, name: str) -> Iterator[Item | ClientText]:
        stroke = self._stroke(*shape.stroke) if shape.stroke else None
        box, picture = scaled(shape.box, self.scale), shape.fill.picture
        match shape.kind:
            case "picture" if picture and self._is_shown(picture):
                yield self._picture(name, shape, picture)
            case "line" if stroke:
                [line] = shape.contours
                (x1, y1), (x2, y2) = ((x / self.scale, y / self.scale) for x, y in (line.start, line.steps[-1][-1]))
                yield Rule(name, x1, y1, x2, y2, stroke)
            case "rect" | "ellipse" | "outline" if shape.fill.colours or stroke:
                yield self._shape(shape, name, stroke)
            case "text":
                yield ClientText(name, box, tuple(map(self._paragraph, shape.paragraphs)), shape.anchor, shape.wraps)

    def _stroke(self, colour: str, width: float) -> Stroke:
        return Stroke(self.roles.of(laid(self.base, colour)), width / self.scale)

    def _is_shown(self, part: str) -> bool:
        """Whether the PDFs can show a part of the file as a picture; one of pixels was tried when it was read."""
        return is_raster(part) or not unread(str(self.path), part)

    def _picture(self, name: str, shape: TemplateShape, part: str) -> Picture:
        page, box, fill = scaled(self.layout.page, self.scale), scaled(shape.box, self.scale), shape.fill
        box = page if _almost(box, page) else box
        look = Look(fill.look, outline=tuple(_in_shares(contour, box, self.scale) for contour in shape.contours))
        if shape.corners:
            corners = [_share(point, box, self.scale) for point in shape.corners]
            look = replace(look, corners=(corners[0], corners[1], corners[2]))
        if tile := fill.tile:
            w, h = max(shape.box.w, 0.01), max(shape.box.h, 0.01)
            x, y = tile.first(w, h)
            look = replace(look, tile=(x / w, y / h, tile.w / w, tile.h / h))
        return Picture(name, box, f"{self.path}#{part}", "", fill.crop, look)

    def _shape(self, shape: TemplateShape, name: str, stroke: Stroke | None) -> Shape:
        box, contours = scaled(shape.box, self.scale), shape.contours
        colours = shape.fill.over(self.base)
        role = self.roles.of(colours[0]) if colours else None
        if contours:
            box = scaled(bounds(points_of(contours)), self.scale)
            contours = tuple(_in_shares(contour, box, self.scale) for contour in contours)
        kind: Literal["rect", "ellipse", "outline"] = (
            "outline" if contours else "ellipse" if shape.kind == "ellipse" else "rect"
        )
        return Shape(name, box, kind, role, stroke, contours=contours, gradient=self._gradient(shape.fill, box))

    def _gradient(self, fill: Fill, box: Rect) -> Gradient | None:
        """The gradient of a fill in a box, in colour roles; also of one colour through which something shows."""
        ramp = fill.ramp
        if ramp is None and (fill.alpha >= 1 or not fill.colours):
            return None
        ramp = ramp or Ramp(tuple((share, fill.colours[0], fill.alpha) for share in (0.0, 1.0)))
        stops = tuple((share, self.roles.of(value)) for share, value, _ in ramp.stops)
        opacities = tuple(alpha for _, _, alpha in ramp.stops)
        start, end = ramp.ends(max(box.w, 0.01), max(box.h, 0.01))
        clear = min(opacities) < 1
        return Gradient(stops, start, end, ramp.centre is not None, opacities if clear else ())

    def _paragraph(self, paragraph: TemplateParagraph) -> tuple[tuple[Run, ...], Align, float]:
        heading, body = self.fonts
        largest = max((run.size for run in paragraph.runs), default=18.0)
        leading = (paragraph.leading if paragraph.exact else paragraph.leading * largest) / self.scale
        runs = []
        for run in paragraph.runs:
            family: Literal["heading", "body"] = "heading" if run.font == heading != body else "body"
            colour = self.roles.of(run.colour)
            style = TextStyle(run.size / self.scale, leading, run.bold, run.italic, colour, family=family)
            runs.append(Run(run.text, style, counts=run.counts))
        return tuple(runs), paragraph.align, leading


def _is_clear(fill: Fill) -> bool:
    """Whether something shows through a picture."""
    return fill.alpha < 1 or any(len(colour) > len(PAPER) for row in fill.cells for colour in row)


def scaled(box: Rect, scale: float) -> Rect:
    return Rect(box.x / scale, box.y / scale, box.w / scale, box.h / scale)


def _almost(box: Rect, page: Rect) -> bool:
    """Whether a box ends at the edges of the page, or as near to them as nobody sees."""
    edges = ((box.x, page.x), (box.y, page.y), (box.right, page.right), (box.bottom, page.bottom))
    return all(abs(one - other) <= NEAR for one, other in edges)


def _in_shares(contour: Contour, box: Rect, scale: float) -> Contour:
    """A contour in shares of its box."""

    def at(point: Point2) -> Point2:
        return _share(point, box, scale)

    return Contour(at(contour.start), tuple(tuple(map(at, step)) for step in contour.steps), contour.closed)


def _share(point: Point2, box: Rect, scale: float) -> Point2:
    """A point of the client's page in shares of a box in the theme's points."""
    return (point[0] / scale - box.x) / max(box.w, 0.01), (point[1] / scale - box.y) / max(box.h, 0.01)
