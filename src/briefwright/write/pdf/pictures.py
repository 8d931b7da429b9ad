"""Pictures of a brief and of a client's file to image objects of a PDF, opaque: an archive takes no transparency (ISO
19005-1, 6.4).

A transparent picture is composed with what is drawn under it. Colours become RGB or grey; a JPEG in either
goes in as it is, anything else as lossless as a PNG, and an SVG of plain shapes as these.
"""

from __future__ import annotations

import hashlib
import io
import struct

from PIL import Image  # reportlab has loaded it already

from ...core.carried_pictures import QUALITY, carried_drawing
from ...scene.model import Look, Picture, Shape
from .canvas import TaggedCanvas
from .grounds import lies_under, under
from .picture_pixels import SPACES, Pixels, is_plain, layer, pixels_of, size_on_page
from .shapes import contours, path
from .structure import Raw, packed
from .svg_drawing import operators


def draw_image(canvas: TaggedCanvas, picture: Picture) -> None:
    """An image that fills its rectangle; one that a file shows several times stands in it once."""
    drawing = carried_drawing(picture.path) if picture.look == Look() else None
    if drawing and (lines := operators(drawing)):
        _draw_lines(canvas, picture, lines)
        return
    look = picture.look
    if look.paper:
        path(canvas, Shape("", picture.rect, fill=look.paper))
    pixels = pixels_of(picture)
    if look.outline:
        canvas.op(f"q {contours(look.outline, picture.rect, canvas.height)} W* n")
    if pixels.image.mode == "RGBA" or look.tile:
        canvas.fill_with(_composed(canvas, picture, pixels), picture.rect)
    elif is_plain(picture):
        canvas.fill_with(kept(canvas, pixels), picture.rect)
    else:
        _draw_turned(canvas, picture, kept(canvas, pixels))
    if look.outline:
        canvas.op("Q")
    canvas.fills.append(picture)


def _draw_lines(canvas: TaggedCanvas, picture: Picture, lines: str) -> None:
    """A drawing of plain shapes, as these."""
    left, top, right, bottom = picture.crop
    across, down = 1 / (1 - left - right), 1 / (1 - top - bottom)
    drawn = f"{across:.6f} 0 0 {down:.6f} {-left * across:.6f} {-bottom * down:.6f} cm\n{lines}".encode("ascii")
    name = _name(drawn)
    if not canvas.hasForm(name):
        canvas.keep(name, packed(drawn, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<>>"))
    canvas.fill_with(name, picture.rect)
    canvas.fills.append(picture)


def _draw_turned(canvas: TaggedCanvas, picture: Picture, name: str) -> None:
    """An opaque picture that is turned or mirrored."""
    (x, y), (right, below), (left, bottom) = picture.look.corners
    w, h = picture.rect.w, picture.rect.h
    across, up = ((right - x) * w, (y - below) * h), ((x - left) * w, (bottom - y) * h)
    start = picture.rect.x + left * w, canvas.height - picture.rect.y - bottom * h
    canvas.op("q " + " ".join(f"{value:.2f}" for value in (*across, *up, *start)) + " cm")
    canvas.doForm(name)
    canvas.op("Q")


def kept(canvas: TaggedCanvas, pixels: Pixels) -> str:
    """The name under which the file keeps an opaque picture."""
    data, image = pixels.data, pixels.image
    name = _name(data) if data else _name(image.tobytes(), image.mode, *map(str, image.size))
    if not canvas.hasForm(name):
        canvas.keep(name, _jpeg(data, image) if data else encoded(image, pixels.photographic))
    return name


def _composed(canvas: TaggedCanvas, picture: Picture, pixels: Pixels) -> str:
    """The name under which the file keeps a picture with what is seen through it and beside it."""
    key = picture, lies_under(canvas, picture.rect)
    if key not in canvas.composed:
        image, size = pixels.image, pixels.image.size
        if not is_plain(picture):
            size = size_on_page(picture, image)
            image = layer(picture, image, picture.rect, size)
        ground = under(canvas, size, picture.rect)
        ground.paste(image, mask=image)
        canvas.composed[key] = kept(canvas, Pixels(ground, b"", pixels.photographic))
    return canvas.composed[key]


def _name(data: bytes, *more: str) -> str:
    """A name by the content; with the size, since pictures of other sides may have equal pixels."""
    return "-".join((hashlib.sha1(data, usedforsecurity=False).hexdigest(), *more))


def encoded(image: Image.Image, photographic: bool) -> Raw:
    """An opaque image of our making: as a photograph, or without loss."""
    if not photographic:
        return _lossless(image)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, subsampling=0)
    return _jpeg(file.getvalue(), image)


def _jpeg(data: bytes, image: Image.Image) -> Raw:
    return packed(data, f"{_entries(image)}/Filter/DCTDecode")


def _lossless(image: Image.Image) -> Raw:
    """The pixels as a PNG packs them: each row as its difference from the one above (ISO 32000-1, 7.4.4.4)."""
    file = io.BytesIO()
    image.save(file, "PNG")
    png, at, rows = file.getvalue(), 8, []
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            rows.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    how = f"<</Predictor 15/Colors {len(image.mode)}/BitsPerComponent 8/Columns {image.width}>>"
    return packed(b"".join(rows), f"{_entries(image)}/Filter/FlateDecode/DecodeParms{how}")


def _entries(image: Image.Image) -> str:
    size = f"/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    return f"/Type/XObject/Subtype/Image{size}{SPACES[image.mode]}"
