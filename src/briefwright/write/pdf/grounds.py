"""The fills and pictures of a page so far to the pixels under what something shows through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import hypot

from PIL import Image, ImageChops, ImageDraw  # reportlab has loaded it already

from ...core.colour import rgb
from ...core.geometry import Rect
from ...scene.model import Gradient, Picture, Shape
from .canvas import TaggedCanvas
from .picture_pixels import Size, filled, layer, pixels_of

FINE = 200  # pixels across a gradient
Point = tuple[float, float]


def lies_under(canvas: TaggedCanvas, rect: Rect) -> tuple[Shape | Picture, ...]:
    """What is filled so far under ``rect`` of the page, from the last that hides all below it."""
    below: list[Shape | Picture] = []
    for item in canvas.fills:
        if item.rect.overlaps(rect, 0):
            hides = isinstance(item, Shape) and item.kind == "rect" and not item.gradient and item.rect.contains(rect)
            below = [*([] if hides else below), item]
    return tuple(below)


def under(canvas: TaggedCanvas, size: Size, rect: Rect) -> Image.Image:
    """What is under ``rect`` of the page, in so many pixels."""
    ground = Image.new("RGB", size, "#ffffff")
    for item in lies_under(canvas, rect):
        if isinstance(item, Picture):
            shown = layer(item, pixels_of(item).image, rect, size)
            ground.paste(shown, mask=shown)
        else:
            ground = laid_over(ground, item, rect, canvas.theme.colours)
    return ground


def laid_over(ground: Image.Image, shape: Shape, rect: Rect, colours: dict[str, str]) -> Image.Image:
    """The pixels of ``rect`` of the page with the fill of a shape over them."""
    size = ground.size
    at = partial(_at, rect, size)
    x, y = at((shape.rect.x, shape.rect.y))
    right, bottom = at((shape.rect.right, shape.rect.bottom))
    box = round(x), round(y), round(right), round(bottom)
    if shape.kind == "rect" and not shape.gradient:
        inner = max(box[0], 0), max(box[1], 0), min(box[2], ground.width), min(box[3], ground.height)
        if inner[0] < inner[2] and inner[1] < inner[3]:
            ground.paste(colours[shape.fill or ""], inner)
        return ground
    if shape.kind == "ellipse":
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).ellipse(box, fill=255)
    elif shape.kind == "outline":
        mask = filled([[at(_on(shape.rect, point)) for point in one.corners] for one in shape.contours], size)
    else:
        mask = filled([[at(point) for point in shape.corners]], size)
    if shape.gradient:
        shown = _shaded(shape.gradient, shape.rect, size, at, colours)
        ground.paste(shown, mask=ImageChops.multiply(mask, shown.getchannel("A")))
    else:
        ground.paste(colours[shape.fill or ""], (0, 0, *size), mask)
    return ground


def _at(rect: Rect, size: Size, point: Point) -> Point:
    """A point of the page in the pixels of ``rect``."""
    return (point[0] - rect.x) / rect.w * size[0], (point[1] - rect.y) / rect.h * size[1]


def _shaded(gradient: Gradient, area: Rect, size: Size, at: partial[Point], colours: dict[str, str]) -> Image.Image:
    """A gradient in pixels; beyond its ends it has the colours of its ends."""
    (x1, y1), (x2, y2) = at(_on(area, gradient.start)), at(_on(area, gradient.end))
    length = hypot(x2 - x1, y2 - y1) or 1.0
    opacities = gradient.opacities or (1.0,) * len(gradient.stops)
    stops = [
        (share, (*rgb(colours[role]), round(255 * alpha)))
        for (share, role), alpha in zip(gradient.stops, opacities, strict=True)
    ]
    table = [_between(stops, n / 255) for n in range(256)]
    by = max(1.0, max(size) / FINE)
    image = Image.new("RGBA", (max(1, round(size[0] / by)), max(1, round(size[1] / by))))
    for y in range(image.height):
        for x in range(image.width):
            dx, dy = (x + 0.5) * by - x1, (y + 0.5) * by - y1
            share = hypot(dx, dy) / length if gradient.radial else (dx * (x2 - x1) + dy * (y2 - y1)) / length**2
            image.putpixel((x, y), table[min(255, max(0, round(255 * share)))])
    return image.resize(size, Image.Resampling.BILINEAR)


def _between(stops: Sequence[tuple[float, tuple[int, ...]]], share: float) -> tuple[int, ...]:
    before = max((stop for stop in stops if stop[0] <= share), key=lambda s: s[0], default=stops[0])
    after = min((stop for stop in stops if stop[0] >= share), key=lambda s: s[0], default=stops[-1])
    span = after[0] - before[0]
    by = (share - before[0]) / span if span > 0 else 0.0
    return tuple(round(one + (other - one) * by) for one, other in zip(before[1], after[1], strict=True))


def _on(rect: Rect, point: Point) -> Point:
    return rect.x + point[0] * rect.w, rect.y + point[1] * rect.h
