"""Pictures that a brief gave to image objects of a PDF, opaque: an archive takes no transparency (ISO 19005-1, 6.4).

A transparent picture is composed with what is drawn under it. Colours become RGB or grey; a JPEG in either
goes in as it is, anything else as lossless as a PNG, and an SVG of plain shapes as these.
"""

from __future__ import annotations

import hashlib
import io
import struct

from PIL import Image  # reportlab has loaded it already

from ...core.carried_pictures import carried, carried_drawing, plain
from ...core.geometry import Rect
from ...scene.model import Picture
from .canvas import TaggedCanvas
from .grounds import cropped, under
from .structure import Raw, packed
from .svg_drawing import operators

SPACES = {"RGB": "/ColorSpace/DeviceRGB", "L": "/ColorSpace/DeviceGray"}


def draw_image(canvas: TaggedCanvas, picture: Picture) -> None:
    """An image that fills its rectangle; one that a file shows several times stands in it once."""
    drawing = carried_drawing(picture.path)
    if drawing and (lines := operators(drawing)):
        _draw_lines(canvas, picture, lines)
        return
    data = carried(picture.path, picture.side)
    with Image.open(io.BytesIO(data)) as whole:
        image = cropped(whole, picture)
        if image.format != "JPEG" or image.mode not in SPACES:
            data, made = b"", _opaque(canvas, image, picture.rect)
            name = _name(made.tobytes(), made.mode, *map(str, made.size))
        else:
            made, name = image, _name(data)
        if not canvas.hasForm(name):
            canvas.keep(name, _jpeg(data, made) if data else _lossless(made))
    canvas.fill_with(name, picture.rect)
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


def _name(data: bytes, *more: str) -> str:
    """A name by the content; with the size, since pictures of other sides may have equal pixels."""
    return "-".join((hashlib.sha1(data, usedforsecurity=False).hexdigest(), *more))


def _opaque(canvas: TaggedCanvas, image: Image.Image, rect: Rect) -> Image.Image:
    """The picture in 8 bits of RGB or grey, composed with its ground where it is transparent."""
    if image.has_transparency_data:
        ground, top = under(canvas, image.size, rect), image.convert("RGBA")
        ground.paste(top, mask=top)
        return ground
    return plain(image)


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
