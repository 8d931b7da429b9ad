"""A picture to its pixels: as they are seen, and as they stand on a part of the page."""

from __future__ import annotations

import io
from functools import lru_cache
from math import hypot

from msgspec import Struct
from PIL import Image, ImageChops, ImageDraw  # reportlab has loaded it already

from ...core.carried_pictures import FINEST, SLACK, carried, plain
from ...core.geometry import Rect
from ...core.picture_files import is_own
from ...core.recolour import Recolour
from ...scene.model import Look, Picture

SPACES = {"RGB": "/ColorSpace/DeviceRGB", "L": "/ColorSpace/DeviceGray"}
Point = tuple[float, float]
Crop = tuple[float, float, float, float]
Size = tuple[int, int]
UPRIGHT = Look().corners
MOST_TILED = 3000  # pixels of the longer side of what is tiled


class Pixels(Struct, frozen=True):
    """A picture as it is seen: ``data`` are the bytes of a JPEG that shows it already, else empty. Where it came as a
    JPEG of a client's file it is ``photographic``: it may become one again."""

    image: Image.Image
    data: bytes
    photographic: bool


def pixels_of(picture: Picture) -> Pixels:
    """A picture cropped and recoloured, of its own size, and no finer than is seen where it is made anew."""
    own, tile = is_own(picture.path), picture.look.tile
    wide, high = (tile[2], tile[3]) if tile else (1.0, 1.0)
    side = max(picture.rect.w * wide, picture.rect.h * high)
    most = 0.0 if own else side / 72 * FINEST
    return _pixels(carried(picture.path, picture.side), picture.crop, picture.look.recolour, most, own)


@lru_cache(maxsize=8)
def _pixels(data: bytes, crop: Crop, recolour: Recolour, most: float, own: bool) -> Pixels:
    with Image.open(io.BytesIO(data)) as whole:
        is_jpeg = whole.format == "JPEG"
        if is_jpeg and whole.mode in SPACES and not any(crop) and recolour == Recolour():
            whole.load()
            return Pixels(whole.copy(), data, not own)
        image = plain(_cropped(whole, crop))
    if most and max(image.size) > SLACK * most:
        by = most / max(image.size)
        image = image.resize((max(1, round(image.width * by)), max(1, round(image.height * by))))
    image = recolour.of(image)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    return Pixels(image, b"", is_jpeg and not own)


def _cropped(image: Image.Image, crop: Crop) -> Image.Image:
    """What is left of an image."""
    if not any(crop):
        return image
    (w, h), (left, top, right, bottom) = image.size, crop
    x, y = round(left * w), round(top * h)
    return image.crop((x, y, max(round((1 - right) * w), x + 1), max(round((1 - bottom) * h), y + 1)))


def is_plain(picture: Picture) -> bool:
    """Whether a picture fills its rectangle once and upright."""
    return picture.look.corners == UPRIGHT and not picture.look.tile


def size_on_page(picture: Picture, image: Image.Image) -> Size:
    """How many pixels the rectangle of a picture takes, as fine as its image is, and no finer than is seen."""
    look, rect = picture.look, picture.rect
    if look.tile:
        density = image.width / max(look.tile[2] * rect.w, 0.01)
    else:
        (x, y), (right, below), _ = look.corners
        density = image.width / max(hypot((right - x) * rect.w, (below - y) * rect.h), 0.01)
    density = min(density, FINEST / 72)
    return max(1, round(rect.w * density)), max(1, round(rect.h * density))


def layer(picture: Picture, image: Image.Image, rect: Rect, size: Size) -> Image.Image:
    """A picture where it stands on ``rect`` of the page, in so many pixels; clear beside it."""
    look, area = picture.look, picture.rect

    def at(point: Point) -> Point:
        x, y = area.x + point[0] * area.w, area.y + point[1] * area.h
        return (x - rect.x) / max(rect.w, 0.01) * size[0], (y - rect.y) / max(rect.h, 0.01) * size[1]

    if look.tile:
        image = _tiled(image, look.tile)
    moved = _moved(image.convert("RGBA"), [at(corner) for corner in look.corners], size)
    if look.outline:
        seen = filled([[at(point) for point in one.corners] for one in look.outline], size)
        moved.putalpha(ImageChops.multiply(moved.getchannel("A"), seen))
    return moved


def filled(polygons: list[list[Point]], size: Size) -> Image.Image:
    """A mask that is white where polygons are filled, by the even-odd rule."""
    mask = Image.new("1", size)
    for points in polygons:
        part = Image.new("1", size)
        ImageDraw.Draw(part).polygon(points, fill=1)
        mask = ImageChops.logical_xor(mask, part)
    return mask.convert("L")


def _moved(image: Image.Image, corners: list[Point], size: Size) -> Image.Image:
    """An image whose corners are led to these points."""
    (x, y), (right, below), (left, bottom) = corners
    for _ in range(2):
        across = (right - x) / image.width, (below - y) / image.width
        down = (left - x) / image.height, (bottom - y) / image.height
        area = across[0] * down[1] - down[0] * across[1]
        if abs(area) < 1e-9:
            return Image.new("RGBA", size)
        by = int(min(1 / max(hypot(*across), 1e-6), 1 / max(hypot(*down), 1e-6)))
        if by < 2:
            break
        image = image.reduce(by)  # a transform would skip pixels
    a, b, d, e = down[1] / area, -down[0] / area, -across[1] / area, across[0] / area
    there = (a, b, -a * x - b * y, d, e, -d * x - e * y)
    moved = image.convert("RGBa").transform(size, Image.Transform.AFFINE, there, Image.Resampling.BILINEAR)
    return moved.convert("RGBA")


def _tiled(image: Image.Image, tile: tuple[float, float, float, float]) -> Image.Image:
    """An image laid side by side; where one of them stands is in shares of the whole."""
    left, top, wide, high = tile
    whole = max(1, round(image.width / wide)), max(1, round(image.height / high))
    by = min(1.0, MOST_TILED / max(whole))
    if by < 1:
        image = image.resize((max(1, round(image.width * by)), max(1, round(image.height * by))))
        # of tiles smaller than a pixel, one pixel each
        whole = min(MOST_TILED, round(image.width / wide)) or 1, min(MOST_TILED, round(image.height / high)) or 1
    (w, h), more = image.size, Image.new(image.mode, (whole[0] + image.width, whole[1] + image.height))
    more.paste(image, (0, 0))
    while w < more.width:
        more.paste(more.crop((0, 0, w, h)), (w, 0))
        w *= 2
    while h < more.height:
        more.paste(more.crop((0, 0, more.width, h)), (0, h))
        h *= 2
    x, y = -round(left * whole[0]) % image.width, -round(top * whole[1]) % image.height
    return more.crop((x, y, x + whole[0], y + whole[1]))
