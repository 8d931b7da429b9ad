"""What a client's layout draws to items that the PDFs show under a page; lengths become the theme's points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from ...core.colour import laid
from ...core.geometry import Rect
from ...core.picture_files import is_raster
from ...scene.model import Align, Contour, Gradient, Item, Picture, Point2, Rule, Run, Shape, Stroke, TextStyle
from ..model import ClientText
from ..ooxml.drawing import Fill
from ..ooxml.paths import bounds, points_of
from .template import TemplateLayout, TemplateParagraph, TemplatePlaceholder, TemplateShape

NEAR = 2.0  # pt: a picture of the page that ends so near its edge is drawn to it
FADED = 0.99  # opacity: a picture of less is not drawn


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
        """The ground, then the shapes, then the fills of placeholders, such as a title's band."""
        page, ground = scaled(self.layout.page, self.scale), self.layout.ground
        if ground.picture and is_raster(ground.picture) and is_shown(ground):
            yield self._picture("client-ground", page, ground.picture, ground)
        elif ground.ramp:
            yield Shape("client-ground", page, fill=self.roles.of(self.base), gradient=self._gradient(ground, page))
        for number, shape in enumerate(self.layout.shapes, start=1):
            yield from self._item(shape, f"client-{number}")
        for number, holder in enumerate(holders, start=1):
            if holder.fill.colours:
                band = TemplateShape("rect", holder.box, holder.fill, contours=holder.contours)
                yield self._shape(band, f"client-band-{number}", None)

    def _item(self, shape: TemplateShape, name: str) -> Iterator[Item | ClientText]:
        stroke = self._stroke(*shape.stroke) if shape.stroke else None
        box, picture = scaled(shape.box, self.scale), shape.fill.picture
        match shape.kind:
            case "picture" if picture and is_raster(picture) and is_shown(shape.fill):
                yield self._picture(name, box, picture, shape.fill)
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

    def _picture(self, name: str, box: Rect, part: str, fill: Fill) -> Picture:
        page = scaled(self.layout.page, self.scale)
        return Picture(name, page if _almost(box, page) else box, f"{self.path}#{part}", "", fill.crop)

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
        """The gradient of a fill in a box, in colour roles."""
        ramp = fill.ramp
        if ramp is None:
            return None
        stops = tuple(
            (share, self.roles.of(Fill((value,), alpha=alpha).over(self.base)[0])) for share, value, alpha in ramp.stops
        )
        start, end = ramp.ends(max(box.w, 0.01), max(box.h, 0.01))
        return Gradient(stops, start, end, ramp.centre is not None)

    def _paragraph(self, paragraph: TemplateParagraph) -> tuple[tuple[Run, ...], Align, float]:
        heading, body = self.fonts
        largest = max((run.size for run in paragraph.runs), default=18.0)
        leading = (paragraph.leading if paragraph.exact else paragraph.leading * largest) / self.scale
        runs = []
        for run in paragraph.runs:
            family: Literal["heading", "body"] = "heading" if run.font == heading != body else "body"
            colour = self.roles.of(run.colour)
            style = TextStyle(run.size / self.scale, leading, run.bold, run.italic, colour, family=family)
            runs.append(Run(run.text, style))
        return tuple(runs), paragraph.align, leading


def is_shown(fill: Fill) -> bool:
    """Whether PDFs show a picture: as it is, neither faded nor in other tones."""
    return fill.alpha > FADED and not fill.recoloured


def scaled(box: Rect, scale: float) -> Rect:
    return Rect(box.x / scale, box.y / scale, box.w / scale, box.h / scale)


def _almost(box: Rect, page: Rect) -> bool:
    """Whether a box ends at the edges of the page, or as near to them as nobody sees."""
    edges = ((box.x, page.x), (box.y, page.y), (box.right, page.right), (box.bottom, page.bottom))
    return all(abs(one - other) <= NEAR for one, other in edges)


def _in_shares(contour: Contour, box: Rect, scale: float) -> Contour:
    """A contour in shares of its box."""

    def at(point: Point2) -> Point2:
        x, y = point
        return (x / scale - box.x) / max(box.w, 0.01), (y / scale - box.y) / max(box.h, 0.01)

    return Contour(at(contour.start), tuple(tuple(map(at, step)) for step in contour.steps), contour.closed)
