"""A Scene and its files to ``.build.json``: hashes of what was written; names, boxes and text hashes of its shapes.

Before a file is overwritten, the one that lies there is compared with them, so that nobody's edits are lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Struct, ValidationError, convert, json
from msgspec.structs import astuple

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.files import is_file, read_bytes
from ..core.geometry import Rect
from ..core.memo import memo
from ..core.messages import diagnose
from ..scene.model import Item, Layout, Page, Placeholder, Scene, Text
from ..scene.objects import every_object, objects
from ..write.fingerprint import fingerprint, words_of

NAME = ".build.json"
DECK = "deck.pptx"
FORMAT = 2
SAME = 0.01  # pt
MOST = 50_000_000  # bytes of a manifest that is read


class _ShapeEntry(Struct):
    """A shape of a page, as a manifest has it."""

    box: tuple[float, float, float, float]
    text: str


class _PageEntry(Struct):
    """A page of a deck, as a manifest has it."""

    shapes: dict[str, _ShapeEntry] = {}


def manifest(scene: Scene, files: Mapping[str, bytes]) -> bytes:
    """The manifest of one folder, as JSON: a file's SHA-256, and each shape's box in points by its name in the deck."""
    layouts = {layout.name: layout for layout in scene.layouts}
    shapes = {page.id: _shapes(page, layouts.get(page.layout)) for page in scene.pages}
    tree = {
        "format": FORMAT,
        "files": {name: _hash(data) for name, data in sorted(files.items())},
        "slides": {page.id: {"title": page.title, "shapes": shapes[page.id]} for page in scene.pages},
    }
    return _json(tree)


@memo(by=lambda page, _layout: page.id)
def _shapes(page: Page, layout: Layout | None) -> dict[str, Any]:
    places = {place.name: place for place in layout.placeholders} if layout else {}
    numbers = {name for name, place in places.items() if place.kind == "sldNum"}
    return {
        name: {
            "box": [round(side, 2) for side in astuple(_drawn(item, places))],
            "text": fingerprint(words_of(words or item, numbers)),
        }
        for item, name, words in every_object(objects(page.items))
    }


def _drawn(item: Item, places: Mapping[str, Placeholder]) -> Rect:
    """The box of an item in the deck: a text narrower than its placeholder is inset in that."""
    place = places.get(item.placeholder or "") if isinstance(item, Text) else None
    own = item.rect
    level = place and abs(place.rect.y - own.y) < SAME and abs(place.rect.h - own.h) < SAME
    return place.rect if place and level and place.rect.contains(own) else own


def edited(folder: Path, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """An error for each of ``files`` that would overwrite somebody's work: changed since we built it, or never ours.

    Of a deck it names the slides that read or stand otherwise than we left them.
    """
    before = _hashes(folder)
    problems = []
    for name, data in files.items():
        if name == NAME:
            continue
        path = folder / name
        there = _there(path) if is_file(path) else None
        if there is None or _hash(there) in (_hash(data), before.get(name)):
            continue
        if name not in before:
            problems.append(diagnose("BW709", Span(str(path))))
        elif name == DECK and (changed := _changed(folder, there)):
            problems.append(diagnose("BW711", Span(str(path)), changed=changed))
        else:
            problems.append(diagnose("BW702", Span(str(path))))
    return tuple(problems)


def _changed(folder: Path, deck: bytes) -> str:
    """The slides of a deck that are not as the manifest of its folder has them; "" when they are not known."""
    from .edits import changes  # only an edited deck is read

    slides = _slides(folder)
    return changes(slides, deck) if slides else ""


def merged(folder: Path, data: bytes) -> bytes:
    """The manifest with the hashes of files that this build leaves alone, so that they stay guarded."""
    tree = json.decode(data)
    if DECK not in tree["files"] and _read(folder).get("format") == FORMAT:
        tree["slides"] = _slides(folder)  # those of the deck that lies there still
    tree["files"] = dict(sorted({**_hashes(folder), **tree["files"]}.items()))
    return _json(tree)


def _hashes(folder: Path) -> dict[str, str]:
    """The hashes that the last build left in a folder; none where it left no manifest, or a broken one."""
    files = _read(folder).get("files")
    return {name: of for name, of in files.items() if isinstance(of, str)} if isinstance(files, dict) else {}


def _slides(folder: Path) -> dict[str, Any]:
    """The slides that the last build left in a folder, by their pages; none where its manifest says otherwise."""
    tree = _read(folder)
    slides = tree.get("slides") if tree.get("format") == FORMAT else None
    try:
        convert(slides, dict[str, _PageEntry])
    except ValidationError:
        return {}
    return dict(slides or {})


def _read(folder: Path) -> dict[str, Any]:
    """The manifest of a folder; empty where there is none, or a broken one."""
    try:
        tree = json.decode(read_bytes(folder / NAME, MOST))
    except (Refused, DecodeError, RecursionError):
        return {}
    return tree if isinstance(tree, dict) else {}


def _there(path: Path) -> bytes:
    """The bytes of the file in a place of ours; empty where it cannot be read: then it is none that we wrote."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _json(tree: object) -> bytes:
    return json.format(json.encode(tree), indent=1) + b"\n"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
