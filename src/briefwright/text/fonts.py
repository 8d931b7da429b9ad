"""A theme's face to font files: which file, at which weight, measures and draws each of its styles."""

from __future__ import annotations

import json
import struct
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from ..diagnostics import Refused, Span
from ..messages import diagnose
from ..theme.model import Face

REGULAR, BOLD = 400.0, 700.0


class Font(Struct, frozen=True):
    """A font file, and the weight that its ``wght`` axis must be set to; None when the file is static."""

    path: Path
    weight: float | None = None


@lru_cache(maxsize=256)
def font(face: Face, bold: bool = False, italic: bool = False) -> Font:
    """The font of a face's style. An italic that is missing falls back to the upright, a bold to the regular.

    Refused (BW510, BW511, BW512) when the package or file is not there or is no font.
    """
    if face.regular:
        return _given(face, bold, italic)
    if face.package:
        return _packaged(face, bold, italic)
    raise Refused([diagnose("BW512", face=face.name)])


def tables(path: Path) -> frozenset[str]:
    """The tags of the tables in a font file (sfnt table directory); empty when the file is no TrueType or OpenType."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            if len(head) < 12 or head[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
                return frozenset()
            count = struct.unpack(">H", head[4:6])[0]
            directory = file.read(16 * count)
    except OSError:
        return frozenset()
    return frozenset(directory[i : i + 4].decode("latin-1") for i in range(0, len(directory), 16))


def _given(face: Face, bold: bool, italic: bool) -> Font:
    wanted = {
        (False, False): (face.regular,),
        (True, False): (face.bold, face.regular),
        (False, True): (face.italic, face.regular),
        (True, True): (face.bold_italic, face.italic, face.bold, face.regular),
    }[bold, italic]
    return _opened(Path(next(name for name in wanted if name)), bold, face)


def _packaged(face: Face, bold: bool, italic: bool) -> Font:
    """The file of a ``fontpkg-*`` package by its ``metadata.json``: the slope decides first, then the weight."""
    module = str(face.package).replace("-", "_")
    spec = find_spec(module) if module.isidentifier() else None
    roots = list(spec.submodule_search_locations or ()) if spec else []
    if not roots:
        raise Refused([diagnose("BW510", face=face.name, package=face.package)])
    root = Path(roots[0])
    try:
        files = json.loads((root / "metadata.json").read_text(encoding="utf-8"))["files"]
        weight = BOLD if bold else REGULAR

        def distance(file: dict[str, object]) -> tuple[bool, float]:
            stated = file.get("weight")
            return (file.get("style") == "italic") != italic, abs(float(str(stated)) - weight) if stated else 0

        nearest = min(files, key=distance)
        return _opened(root / nearest["path"], bold, face)
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused([diagnose("BW511", Span(str(root)), face=face.name, file=root.name)]) from None


def _opened(path: Path, bold: bool, face: Face) -> Font:
    tags = tables(path)
    if not tags & {"glyf", "CFF ", "CFF2"}:
        raise Refused([diagnose("BW511", Span(str(path)), face=face.name, file=path.name)])
    return Font(path, (BOLD if bold else REGULAR) if "fvar" in tags else None)
