"""What other installed packages bring, by the entry points of groups ``briefwright.KIND``: forms, and shared templates.

The kinds are ``forms`` and the folders of templates (``themes``, ``audiences``, ``languages`` …). An entry point of
``forms`` is a ``Form``; one of templates is the path of its file. What briefwright brings itself goes before.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .diagnostics import Refused
from .messages import diagnose
from .names import is_name

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

PREFIX = "briefwright."


@cache
def points(kind: str) -> tuple[EntryPoint, ...]:
    """The entry points of a kind, in the order of their names and packages; only names that can be names of files."""
    if not _any():
        return ()
    from importlib.metadata import entry_points  # only where a package brings something

    group: Iterable[EntryPoint] = entry_points(group=PREFIX + kind)
    return tuple(sorted((point for point in group if is_name(point.name)), key=lambda p: (p.name, p.value)))


def names(kind: str) -> tuple[str, ...]:
    """The names of what packages bring of a kind, each once. Nothing of theirs is loaded."""
    return tuple(dict.fromkeys(point.name for point in points(kind)))


def brought(kind: str, name: str) -> Any:
    """What a package brings under a name; None where none does.

    Refused (BW157) when its code cannot be loaded: whatever it raises is told, and is a fault of that package.
    """
    for point in points(kind):
        if point.name == name:
            try:
                return point.load()
            except Exception as error:
                raise unusable(kind, name, f"cannot be loaded ({type(error).__name__}: {error})") from None
    return None


def template(kind: str, name: str) -> Path | None:
    """The file of a template that a package brings, or None. Refused (BW157) where what it brings is no path."""
    path = brought(kind, name)
    if path is None:
        return None
    try:
        return Path(path)
    except TypeError:
        raise unusable(kind, name, f"is {type(path).__name__}, and the path of a file is due") from None


def unusable(kind: str, name: str, why: str) -> Refused:
    """The refusal of what a package brings."""
    point = next(point for point in points(kind) if point.name == name)
    package = point.dist.name if point.dist else point.value
    return Refused([diagnose("BW157", package=package, group=PREFIX + kind, name=name, why=why)])


@cache
def _any() -> bool:
    """Whether an installed package names a group of ours. To look at those lists alone costs a tenth of reading what
    is installed, which every build would pay for."""
    mark = f"[{PREFIX}".encode()
    with suppress(OSError):  # importlib.metadata passes over what cannot be read, too
        return any(mark in file.read_bytes() for folder in dict.fromkeys(sys.path) for file in _lists(Path(folder)))
    return False


def _lists(folder: Path) -> Iterator[Path]:
    return chain.from_iterable(map(folder.glob, ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt")))
