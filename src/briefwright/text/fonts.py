"""A theme's face to font files: which file, at which weight, measures and draws each of its styles."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Refused, Span
from ..core.files import stamp
from ..core.messages import diagnose
from ..scene.model import TextStyle
from ..theme.model import Face, Fonts

REGULAR, BOLD = 400.0, 700.0
CJK_PACKAGE = "justmytype-intl-cjk"

# The families that stand in for the theme's own, by script: the name that the deck states, one that the office programs
# bring themselves; the package and family that measure it; the extra of ours that installs the package. Ideographs are
# an em wide in all of them.
STAND_INS = (
    ("Hans", "Microsoft YaHei", CJK_PACKAGE, "Noto Sans SC", "cjk"),
    ("Jpan", "Yu Gothic", CJK_PACKAGE, "Noto Sans JP", "cjk"),
    ("Hant", "Microsoft JhengHei", CJK_PACKAGE, "Noto Sans TC", "cjk"),
    ("Kore", "Malgun Gothic", CJK_PACKAGE, "Noto Sans KR", "cjk"),
    ("Arab", "Arial", "fontpkg-ibm-plex-sans-arabic", None, "rtl"),
    ("Hebr", "Arial", "fontpkg-arimo", None, "rtl"),
    ("Zsym", "Segoe UI Symbol", "fontpkg-inter", None, "symbols"),
    ("Zsye", "Segoe UI Emoji", "manimgx-fonts", "NotoEmoji", "symbols"),
)
SYMBOLS, EMOJI = "Zsym", "Zsye"  # ticks, crosses and arrows; pictures
_LISTS = ("fonts/pack_manifest.json", "metadata.json")
_ELSEWHERE: dict[str, Path] = {}
WIDER = 1.1  # than those of Noto Emoji are the advances of Segoe UI Emoji


class Font(Struct, frozen=True):
    """A font file, and the value of its ``wght`` axis; None when the file is static. ``stretch`` is the factor by which
    the family that it measures is wider; a file that was written anew has another ``stamp``."""

    path: Path
    weight: float | None = None
    stretch: float = 1.0
    stamp: tuple[int, ...] = ()


def font(face: Face, bold: bool = False, italic: bool = False) -> Font:
    """The font of a face's style. An italic that is missing falls back to the upright, a bold to the regular.

    Refused (BW510, BW511, BW512) when the package or file is not there or is no font.
    """
    given = (face.regular, face.bold, face.italic, face.bold_italic)
    return _found(face, bold, italic, tuple(stamp(Path(path)) for path in given if path))


@lru_cache(maxsize=256)
def _found(face: Face, bold: bool, italic: bool, changed: tuple[tuple[int, ...], ...]) -> Font:
    if face.regular:
        return replace(_given(face, bold, italic), stretch=face.stretch)
    if face.package:
        return replace(_packaged(face, bold, italic), stretch=face.stretch)
    raise Refused([diagnose("BW512", getattr(face.name, "span", None), face=face.name)])


@lru_cache(maxsize=64)
def faces(fonts: Fonts) -> tuple[tuple[str, Face], ...]:
    """The fallback families for characters that the theme's own lack, each with its script: first those that the theme
    names, for any script (""), then the stand-ins. A style's ``face`` is a number in this list, from 1."""
    named = [("", face) for face in fonts.fallback]
    others = (
        (at, Face(name=name, package=package, family=of, stretch=WIDER if at == EMOJI else 1.0))
        for at, name, package, of, _ in STAND_INS
    )
    return (*named, *others)


def face_of(fonts: Fonts, style: TextStyle) -> Face:
    """The family of a style: the theme's own, or the one that stands in for it."""
    if style.face:
        return faces(fonts)[style.face - 1][1]
    return fonts.heading if style.family == "heading" else fonts.body


@lru_cache(maxsize=16)
def installed(package: str) -> bool:
    """Whether a package of fonts is there."""
    return bool(root_of(package))


class FontPackage(Struct, frozen=True):
    """A package of fonts, where it is, and those of its files that a theme takes, by their paths from there."""

    name: str
    root: Path
    paths: tuple[str, ...]


def packages_of(fonts: Fonts) -> Iterator[FontPackage]:
    """The packages that a theme's families and their stand-ins come from, as far as they are installed."""
    taken: dict[str, dict[str, None]] = {}
    for face in (fonts.heading, fonts.body, *(face for _, face in faces(fonts))):
        root = root_of(face.package) if face.package else None
        if not face.package or root is None:
            continue
        paths = taken.setdefault(face.package, dict.fromkeys(name for name in _LISTS if (root / name).is_file()))
        for bold, italic in product((False, True), repeat=2):
            with suppress(Refused):
                paths[font(face, bold, italic).path.relative_to(root).as_posix()] = None
    for package, names in taken.items():
        yield FontPackage(package, root_of(package) or Path(), tuple(names))


def use_packages(roots: Mapping[str, Path]) -> None:
    """From here on these packages of fonts are in these folders, and all others where they are installed."""
    if roots != _ELSEWHERE:
        _ELSEWHERE.clear()
        _ELSEWHERE.update(roots)
        _found.cache_clear()
        installed.cache_clear()


def root_of(package: str) -> Path | None:
    """The folder of a package of fonts; None where it is not installed."""
    if package in _ELSEWHERE:
        return _ELSEWHERE[package]
    module = package.replace("-", "_")
    spec = find_spec(module) if module.isidentifier() else None
    return next((Path(root) for root in spec.submodule_search_locations or ()), None) if spec else None


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
    """The file of a package by what it lists: the slope decides first, then the weight."""
    root = root_of(str(face.package))
    if root is None:
        place = getattr(face.package, "span", None)
        raise Refused([diagnose("BW510", place, face=face.name, package=face.package)])
    try:
        root, files = _listed(root)
        files = [file for file in files if face.family in (None, file.get("family"))]
        weight = BOLD if bold else REGULAR

        def distance(file: dict[str, object]) -> tuple[bool, float]:
            stated = file.get("weight")
            return (file.get("style") == "italic") != italic, abs(float(str(stated)) - weight) if stated else 0

        nearest = min(files, key=distance)
        return _opened(root / str(nearest["path"]), bold, face)
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused([diagnose("BW511", Span(str(root)), face=face.name, file=root.name)]) from None


def _listed(root: Path) -> tuple[Path, list[dict[str, object]]]:
    """The font files that a package lists, and the folder which their paths start from: a ``fontpkg-*`` package in
    ``metadata.json``, a ``justmytype-*`` one in ``fonts/pack_manifest.json``; a package without a
    list has its fonts at the top, each named after its family."""
    pack, listed = (root / name for name in _LISTS)
    if pack.is_file():
        return pack.parent, json.loads(pack.read_text(encoding="utf-8"))["fonts"]
    if listed.is_file() or not list(root.glob("*.ttf")):
        return root, json.loads(listed.read_text(encoding="utf-8"))["files"]
    stems = ((file.name, file.stem.partition("[")[0]) for file in sorted(root.glob("*.ttf")))
    return root, [
        {"path": name, "family": stem.removesuffix("-Italic"), "style": "italic" if "Italic" in stem else "normal"}
        for name, stem in stems
    ]


def _opened(path: Path, bold: bool, face: Face) -> Font:
    tags = tables(path)
    if not tags & {"glyf", "CFF ", "CFF2"}:
        raise Refused([diagnose("BW511", Span(str(path)), face=face.name, file=path.name)])
    return Font(path, (BOLD if bold else REGULAR) if "fvar" in tags else None, stamp=stamp(path))
