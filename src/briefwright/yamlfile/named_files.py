"""A YAML file to the files that its texts name by their paths from it: pictures, fonts, tables, texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..core import files
from .validate import Map, Seq, read

LONGEST_PATH = 200  # bytes


def named_files(path: Path) -> Iterator[Path]:
    """The paths, from the file's folder, of those that are there and do not lead out of it. Raises Refused where the
    file cannot be read."""
    stack: list[Any] = [read(files.read_bytes(path), str(path))]
    while stack:
        match stack.pop():
            case Map() as entries:
                stack += entries.values()
            case Seq() as entries:
                stack += entries
            case str() as text if len(text.encode()) < LONGEST_PATH and "\n" not in text:
                found = files.inside(text.partition("!")[0], path.parent)  # a cell stands behind the name of its table
                if found and files.is_file(found) and found != path.resolve():
                    yield found.relative_to(path.parent.resolve())
