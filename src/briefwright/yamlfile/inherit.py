"""A shared template by its name to one mapping, merged with those it extends, every value still knowing its place."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ..core import files
from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose, nearest_or_all
from . import validate
from .validate import Map

CODES = {"audiences": "BW301", "outlines": "BW302", "languages": "BW303", "themes": "BW501"}


def chain(kind: str, name: str, beside: Path | None, asked: Span | None = None) -> tuple[Map, ...]:
    """The mappings of a template and of all it extends, the furthest first.

    Raises Refused for an unknown name (with the nearest), a circle, and everything wrong in the files.
    """
    trees: list[Map] = []
    names_so_far: list[str] = []
    while True:
        path = files.template(kind, name, beside)
        if path is None:
            names = files.template_names(kind, beside)
            hint = nearest_or_all(name, names)
            raise Refused([diagnose(CODES[kind], asked, name=name, hint=hint)])
        if name in names_so_far:
            raise Refused([diagnose("BW304", asked, name=names_so_far[0], way=" → ".join([*names_so_far, name]))])
        names_so_far.append(name)
        tree = _tree(path, files.stamp(path))
        if not isinstance(tree, Map):
            raise Refused([diagnose("BW305", Span(_shown(path)), kind=kind.removesuffix("s"))])
        trees.insert(0, tree)
        parent = tree.get("extends")
        if not isinstance(parent, str):
            return tuple(trees)
        asked, name = tree.values_at["extends"], str(parent)


@lru_cache(maxsize=64)
def _tree(path: Path, changed: tuple[int, ...]) -> Any:
    """The tree of a file, read once while the file is as it was: a build of five audiences needs it often."""
    return validate.read(files.read_bytes(path), _shown(path))


def merge(base: Map, over: Map) -> Map:
    """``base`` with its values replaced by those of ``over``; mappings merge key by key, lists do not."""
    merged = Map(over.span)
    for tree in (base, over):
        for key, value in tree.items():
            old = merged.get(key)
            both = isinstance(old, Map) and isinstance(value, Map) and "default" not in value
            put(merged, key, merge(old, value) if both and isinstance(old, Map) else value, tree)
    return merged


def put(into: Map, key: str, value: Any, source: Map) -> None:
    """Set a key, with the places that its key and value have in ``source``."""
    into[key] = value
    into.keys_at[key] = source.keys_at.get(key, source.span)
    into.values_at[key] = source.values_at.get(key, source.span)


def _shown(path: Path) -> str:
    """The path as messages print it: from the working folder where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
