"""A picture of a brief to the bytes that documents carry: upright, without a camera's data, no finer than is seen;
a drawing as pixels, and as itself."""

from __future__ import annotations

import io
import math
from functools import lru_cache
from typing import TYPE_CHECKING

from .picture_files import CLIENTS, DRAWN, KINDS, ORIENTATION, drawing_of, is_own, read_picture
from .unusable_picture import UnusablePicture

if TYPE_CHECKING:
    from PIL import Image

    from .svg.clean import CleanSvg

MAX_CARRIED = 50_000_000  # bytes
FINEST = 220  # pixels an inch of the box that a picture stands in
SLACK = 1.25  # times as many pixels are left as they are
QUALITY = 90
SAMPLES = 32  # a side
OPAQUE = 128  # of 255
PHOTOGRAPHS = ("JPEG", "MPO", "WEBP", "AVIF")
# APP1 has Exif and XMP, APP13 what a newsroom adds, COM a comment (ITU-T T.81, B.1.1.3); the colour profile stays
JPEG_DROPPED = (0xE1, 0xED, 0xFE)
PNG_DROPPED = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
_PNG_HEAD = 8  # bytes


def carried(path: str, side: float) -> bytes:
    """The bytes that a document holds of the picture at ``path``, whose longer side, uncropped, is ``side`` points long
    on the page. A picture of a client's file is not changed, but that of its drawing is made. Refused as
    ``read_picture`` refuses."""
    data, most = read_picture(path, MAX_CARRIED), math.ceil(side / 72 * FINEST)
    return _carried(data, most) if is_own(path) else clients_pixels(data, most)


@lru_cache(maxsize=16)
def clients_pixels(data: bytes, most: int) -> bytes:
    """A picture of a client's file, in pixels: of a drawing so many at the longer side. Raises UnusablePicture."""
    drawing = drawing_of(data, CLIENTS)
    return _pixels(drawing, most) if drawing else data


def carried_drawing(path: str) -> CleanSvg | None:
    """The drawing at ``path``, cleaned; None for a picture of pixels. Refused as ``read_picture`` refuses."""
    return drawing_of(read_picture(path, MAX_CARRIED), KINDS if is_own(path) else CLIENTS)


@lru_cache(maxsize=16)
def _carried(data: bytes, most: int) -> bytes:
    from PIL import Image, ImageOps  # heavy, and most briefs have no picture

    if drawing := drawing_of(data):
        return _pixels(drawing, most)
    with Image.open(io.BytesIO(data)) as image:
        kind, turned = image.format, image.getexif().get(ORIENTATION, 1) != 1
        if kind == "GIF":  # it may move
            return data
        share = max(image.size) / most
        if not turned and share <= SLACK:
            if kind in ("JPEG", "MPO") and image.mode in ("RGB", "L"):
                return _jpeg_bare(data)
            if kind == "PNG":
                return _png_bare(data)
        whole = ImageOps.exif_transpose(image)
        profile = image.info.get("icc_profile")
        whole = plain(whole)
        if share > SLACK:
            size = (max(1, round(whole.width / share)), max(1, round(whole.height / share)))
            whole = whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        return _encoded(whole, str(kind), profile if image.mode != "CMYK" else None)


@lru_cache(maxsize=32)
def ink(data: bytes) -> tuple[str, ...]:
    """Samples, as ``#RRGGBB``, of the opaque pixels of a picture that has transparent ones, too; else none."""
    from PIL import Image  # heavy, and most briefs have no picture

    drawing = drawing_of(data)
    with Image.open(io.BytesIO(_pixels(drawing, 4 * SAMPLES) if drawing else data)) as image:
        if not image.has_transparency_data:
            return ()
        small = image.convert("RGBA")
        small.thumbnail((SAMPLES, SAMPLES), Image.Resampling.NEAREST)
        pixels = [small.tobytes()[at : at + 4] for at in range(0, 4 * small.width * small.height, 4)]
    opaque = [f"#{pixel[:3].hex().upper()}" for pixel in pixels if pixel[3] > OPAQUE]
    return tuple(opaque) if len(opaque) < len(pixels) else ()


def _pixels(drawing: CleanSvg, side: int) -> bytes:
    from .svg.raster import rastered  # heavy, and most briefs have no drawing

    try:
        return rastered(drawing, side)
    except UnusablePicture:  # at this size alone
        return rastered(drawing, DRAWN)


def plain(image: Image.Image) -> Image.Image:
    """The picture in 8 bits of grey or RGB, with alpha where something is transparent."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):  # 16 bits of grey, which a plain conversion would clip
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _encoded(image: Image.Image, kind: str, profile: bytes | None) -> bytes:
    out = io.BytesIO()
    if kind in PHOTOGRAPHS and image.mode != "RGBA":
        image.save(out, "JPEG", quality=QUALITY, subsampling=0, icc_profile=profile)
    else:
        image.save(out, "PNG", icc_profile=profile)
    return out.getvalue()


def _jpeg_bare(data: bytes) -> bytes:
    """A JPEG without the segments of a camera; its pixels are not touched."""
    kept, at = [data[:2]], 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:  # up to the start of the scan
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in JPEG_DROPPED:
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, data[at:]))


def _png_bare(data: bytes) -> bytes:
    """A PNG without the chunks that hold words; its pixels are not touched."""
    kept, at = [data[:_PNG_HEAD]], _PNG_HEAD
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in PNG_DROPPED:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
