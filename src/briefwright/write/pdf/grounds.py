"""The fills and pictures of a page so far to the pixels under a transparent picture."""

from __future__ import annotations

import io
from functools import partial
from math import hypot

from PIL import Image, ImageChops, ImageDraw  # reportlab has loaded it already

from ...core.carried_pictures import carried
from ...core.colour import rgb
from ...core.geometry import Rect
from ...scene.model import Gradient, Picture, Shape
from .canvas import TaggedCanvas

FINE = 200  # pixels across a gradient
Point = tuple[float, float]


def under(canvas: TaggedCanvas, size: tuple[int, int], rect: Rect) -> Image.Image:
    """What is under ``rect`` of the page, in so many pixels."""
    ground = Image.new("RGB", size, "#ffffff")
    for item in canvas.fills:
        if item.rect.overlaps(rect, 0):
            box = _pixels(item.rect, rect, size)
            if isinstance(item, Picture):
                _lay(ground, item, box)
            else:
                _fill(ground, item, box, partial(_at, rect, size), canvas.theme.colours)
    return ground


def cropped(image: Image.Image, picture: Picture) -> Image.Image:
    """What a picture shows of its image."""
    if not any(picture.crop):
        return image
    (w, h), (left, top, right, bottom) = image.size, picture.crop
    x, y = round(left * w), round(top * h)
    return image.crop((x, y, max(round((1 - right) * w), x + 1), max(round((1 - bottom) * h), y + 1)))


def _at(rect: Rect, size: tuple[int, int], point: Point) -> Point:
    """A point of the page in the pixels of ``rect``."""
    return (point[0] - rect.x) / rect.w * size[0], (point[1] - rect.y) / rect.h * size[1]


def _pixels(area: Rect, rect: Rect, size: tuple[int, int]) -> tuple[int, int, int, int]:
    x, y = _at(rect, size, (area.x, area.y))
    right, bottom = _at(rect, size, (area.right, area.bottom))
    return round(x), round(y), round(right), round(bottom)


def _fill(
    ground: Image.Image, shape: Shape, box: tuple[int, int, int, int], at: partial[Point], colours: dict[str, str]
) -> None:
    plain = colours[shape.fill or ""]
    if shape.kind == "rect" and not shape.gradient:
        inner = max(box[0], 0), max(box[1], 0), min(box[2], ground.width), min(box[3], ground.height)
        if inner[0] < inner[2] and inner[1] < inner[3]:
            ground.paste(plain, inner)
        return
    mask = Image.new("1", ground.size)
    if shape.kind == "ellipse":
        ImageDraw.Draw(mask).ellipse(box, fill=1)
    elif shape.kind == "outline":
        for one in shape.contours:
            part = Image.new("1", ground.size)
            points = [at(_on(shape.rect, point)) for point in one.corners]
            ImageDraw.Draw(part).polygon(points, fill=1)
            mask = ImageChops.logical_xor(mask, part)
    else:
        ImageDraw.Draw(mask).polygon([at(point) for point in shape.corners], fill=1)
    if shape.gradient:
        ground.paste(_shaded(shape.gradient, shape.rect, ground.size, at, colours), (0, 0), mask)
    else:
        ground.paste(plain, (0, 0, *ground.size), mask)


def _shaded(
    gradient: Gradient, area: Rect, size: tuple[int, int], at: partial[Point], colours: dict[str, str]
) -> Image.Image:
    """A gradient in pixels; beyond its ends it has the colours of its ends."""
    (x1, y1), (x2, y2) = at(_on(area, gradient.start)), at(_on(area, gradient.end))
    length = hypot(x2 - x1, y2 - y1) or 1.0
    stops = [(share, rgb(colours[role])) for share, role in gradient.stops]
    table = [_between(stops, n / 255) for n in range(256)]
    by = max(1.0, max(size) / FINE)
    image = Image.new("RGB", (max(1, round(size[0] / by)), max(1, round(size[1] / by))))
    for y in range(image.height):
        for x in range(image.width):
            dx, dy = (x + 0.5) * by - x1, (y + 0.5) * by - y1
            share = hypot(dx, dy) / length if gradient.radial else (dx * (x2 - x1) + dy * (y2 - y1)) / length**2
            image.putpixel((x, y), table[min(255, max(0, round(255 * share)))])
    return image.resize(size, Image.Resampling.BILINEAR)


def _between(stops: list[tuple[float, tuple[int, int, int]]], share: float) -> tuple[int, int, int]:
    before = max((stop for stop in stops if stop[0] <= share), key=lambda s: s[0], default=stops[0])
    after = min((stop for stop in stops if stop[0] >= share), key=lambda s: s[0], default=stops[-1])
    span = after[0] - before[0]
    by = (share - before[0]) / span if span > 0 else 0.0
    r, g, b = (round(one + (other - one) * by) for one, other in zip(before[1], after[1], strict=True))
    return r, g, b


def _lay(ground: Image.Image, picture: Picture, box: tuple[int, int, int, int]) -> None:
    """Another picture, as large as it stands on the page."""
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return
    with Image.open(io.BytesIO(carried(picture.path, picture.side))) as image:
        shown = cropped(image, picture).convert("RGBA")
    across, down = shown.width / (right - left), shown.height / (bottom - top)
    there = (across, 0, -left * across, 0, down, -top * down)
    moved = shown.transform(ground.size, Image.Transform.AFFINE, there, Image.Resampling.BILINEAR)
    ground.paste(moved, (0, 0), moved)


def _on(rect: Rect, point: Point) -> Point:
    return rect.x + point[0] * rect.w, rect.y + point[1] * rect.h
