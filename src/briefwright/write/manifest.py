"""A Scene and its files to ``.build.json``: hashes of what was written; names, boxes and text hashes of its shapes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import DecodeError, json

from ..diagnostics import Diagnostic, Span
from ..messages import diagnose
from ..scene.model import Chart, Group, Item, Scene, Table, Text

NAME = ".build.json"


def manifest(scene: Scene, files: Mapping[str, bytes]) -> bytes:
    """The manifest of one folder, as JSON: a file's SHA-256, and each shape's box in points by its name in the deck."""
    tree = {
        "format": 1,
        "files": {name: _hash(data) for name, data in sorted(files.items())},
        "slides": {
            page.id: {
                "title": page.title,
                "shapes": {
                    item.name: {"box": [round(v, 2) for v in _box(item)], "text": _hash(_text(item).encode())}
                    for item in _flat(page.items)
                },
            }
            for page in scene.pages
        },
    }
    return _json(tree)


def edited(folder: Path, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """An error for each of ``files`` that would overwrite somebody's work: changed since we built it, or never ours."""
    before = _hashes(folder)
    found = []
    for name, data in files.items():
        path = folder / name
        there = _hash(path.read_bytes()) if path.is_file() else None
        if there not in (None, _hash(data), before.get(name)):
            found.append(diagnose("BW702" if name in before else "BW709", Span(str(path))))
    return tuple(found)


def merged(folder: Path, data: bytes) -> bytes:
    """The manifest with the hashes of files that this build leaves alone, so that they stay guarded."""
    tree = json.decode(data)
    tree["files"] = dict(sorted({**_hashes(folder), **tree["files"]}.items()))
    return _json(tree)


def _hashes(folder: Path) -> dict[str, str]:
    """The hashes that the last build left in a folder; none where it left no manifest, or a broken one."""
    try:
        return dict(json.decode((folder / NAME).read_bytes())["files"])
    except (OSError, DecodeError, KeyError, TypeError):
        return {}


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from item.items


def _box(item: Item) -> tuple[float, float, float, float]:
    return item.rect.x, item.rect.y, item.rect.w, item.rect.h


def _text(item: Item) -> str:
    match item:
        case Text():
            return item.text
        case Table():
            return "\n".join("\t".join(cell.text for cell in row.cells) for row in item.rows)
        case Chart():
            numbers = ("\t".join(str(point.value) for point in series.points) for series in item.series)
            return "\n".join(["\t".join(name.text for name in item.categories), *numbers])
        case _:
            return ""


def _json(tree: object) -> bytes:
    return json.format(json.encode(tree), indent=1) + b"\n"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
