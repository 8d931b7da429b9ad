"""Pictures of a brief or of a client's file: each is decoded whole before anything is made of it, once as it is."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from . import files
from .diagnostics import Diagnostic, Refused, Span
from .messages import diagnose
from .metafile.emf import is_emf, svg_of
from .unusable_picture import UnusablePicture

if TYPE_CHECKING:
    from .svg.clean import CleanSvg

MAX_PICTURE = 20_000_000  # bytes of one that a brief names
MAX_LOGO = 5_000_000  # of a logo
MAX_PIXELS = 40_000_000
SVG = "SVG"
DRAWN = 64  # pixels of the longer side with which a drawing is tried when it is read
SHARP = 10_000  # pixels that the longer side of a drawing counts as: it is sharp at any size
KINDS: tuple[str, ...] = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", SVG)
METAFILE = "EMF"
# kinds in a client's file, which has them by these endings
CLIENTS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", SVG, METAFILE)
ORIENTATION = 0x112  # of a camera (Exif 2.3, 4.6.4)
_LYING = (5, 6, 7, 8)  # orientations in which the sides change places
_RASTER = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
_XML, _SVG_ROOT = re.compile(rb"\s*<"), re.compile(rb"<(?:\w+:)?svg[\s>]")
_MOST_KNOWN = 500  # pictures that a process remembers
_sizes: dict[bytes, tuple[int, int]] = {}  # of pictures that could be decoded, by the hash of their bytes
_read: dict[str, None] = {}  # the files that were asked for as pictures


def size_of(data: bytes, kinds: tuple[str, ...] = KINDS) -> tuple[int, int]:
    """The width and height in pixels of a picture, turned upright, that can be decoded to its last row; of a drawing,
    more than any use of it needs. Raises UnusablePicture."""
    digest = hashlib.sha256(repr(kinds).encode() + data).digest()
    if digest not in _sizes:
        if len(_sizes) >= _MOST_KNOWN:
            _sizes.clear()
        _sizes[digest] = _decoded(data, kinds)
    return _sizes[digest]


def is_raster(part: str) -> bool:
    """Whether a part of an Office file is of pixels, by its name."""
    return part.lower().endswith(_RASTER)


def is_whole(data: bytes) -> bool:
    """Whether a client's picture can be decoded to its last row, and is no larger than we take."""
    try:
        size_of(data, CLIENTS)
    except UnusablePicture:
        return False
    return True


def read_picture(path: str, limit: int) -> bytes:
    """The bytes of a picture that can be decoded: of a file, or of a part of an Office file, as
    ``client.potx#ppt/media/image1.png``. Refused (BW101, BW102, BW133, BW134) when it cannot."""
    file, _, part = path.partition("#")
    if is_own(path):
        note(path)
        data, kinds = files.read_bytes(Path(path), limit), KINDS
    else:
        data, kinds = _part(file, part, limit), CLIENTS
    try:
        size_of(data, kinds)
    except UnusablePicture as fault:
        raise Refused([picture_fault(fault, Span(path), path)]) from None
    return data


def unread(file: str, part: str) -> str:
    """Why a part of an Office file is not shown as a picture, in words; empty where it is."""
    data = _part(file, part, MAX_PICTURE)
    try:
        size_of(data, CLIENTS)
    except UnusablePicture as fault:
        return fault.why
    return ""


def picture_fault(fault: UnusablePicture, place: Span, path: str) -> Diagnostic:
    """The diagnostic of a picture that cannot be used, at a place; ``path`` is its path as the author wrote it."""
    if fault.pixels is None:
        return diagnose("BW133", place, path=path, why=fault.why)
    width, height = fault.pixels
    return diagnose("BW134", place, path=path, width=width, height=height, limit=MAX_PIXELS // 1_000_000)


def is_own(path: str) -> bool:
    """Whether a path is that of a file, and not of a part of an Office file."""
    return "#" not in path or files.is_file(Path(path))


def stamps() -> tuple[tuple[object, ...], ...]:
    """The files that were asked for as pictures in this process, as they are now: where each leads, and its times."""
    return tuple((path, files.resolved(path), *files.stamp(Path(path))) for path in _read)


def note(path: str) -> None:
    """Remember that a file was asked for as a picture: what was made of it is to be made anew once it changes."""
    if len(_read) >= _MOST_KNOWN:
        _read.clear()
    _read[path] = None


def _is_svg(data: bytes) -> bool:
    """Whether bytes begin as an SVG does."""
    head = data[:65_536].removeprefix(codecs.BOM_UTF8)
    return bool(_XML.match(head)) and bool(_SVG_ROOT.search(head))


def _part(file: str, part: str, limit: int) -> bytes:
    from .opc import NotReadable, unpacked  # only pictures of a client's file come from a zip

    place = Span(f"{file}#{part}")
    try:
        with zipfile.ZipFile(file) as archive:
            size = archive.getinfo(part).file_size
            if size > limit:
                raise Refused([diagnose("BW102", place, size=size, limit=limit)])
            return unpacked(archive, part)
    except (OSError, KeyError, ValueError, NotImplementedError, zipfile.BadZipFile, NotReadable):
        raise Refused([diagnose("BW101", place, what="cannot be read")]) from None


def drawing_of(data: bytes, kinds: tuple[str, ...] = KINDS) -> CleanSvg | None:
    """The drawing that bytes hold, cleaned; None for a picture of pixels. Raises UnusablePicture."""
    if METAFILE in kinds and is_emf(data):
        data = svg_of(data)
    elif not _is_svg(data):
        return None
    from .svg.clean import cleaned  # heavy, and most briefs have no drawing

    return cleaned(data)


def _decoded(data: bytes, kinds: tuple[str, ...]) -> tuple[int, int]:
    if SVG in kinds and (drawing := drawing_of(data, kinds)):
        from .svg.raster import rastered  # heavy, and most briefs have no drawing

        rastered(drawing, DRAWN)
        share = SHARP / max(drawing.width, drawing.height)
        return max(1, round(drawing.width * share)), max(1, round(drawing.height * share))
    # heavy, and most briefs have no picture
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we count the pixels ourselves
            with Image.open(
                io.BytesIO(data), formats=[kind for kind in kinds if kind not in (SVG, METAFILE)]
            ) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    raise UnusablePicture("it has too many pixels", (width, height))
                picture.load()
                return (height, width) if picture.getexif().get(ORIENTATION) in _LYING else (width, height)
    except UnusablePicture:
        raise
    except UnidentifiedImageError:
        raise UnusablePicture("it is of another kind") from None
    except Exception:  # a damaged picture makes its decoder raise anything: struct.error, IndexError, EOFError, …
        raise UnusablePicture("it is damaged") from None
