"""A Brief to its entries and texts, each with its path, such as ``players.alibaba.facts.2``."""

from __future__ import annotations

from collections.abc import Iterator

from ..yamlfile.fields import Entry, Prose
from ..yamlfile.hints import field_names
from .model import Brief

# Keys of a slide whose values name something in the brief, in a theme or on the disk, or are computed: no texts.
REFERENCES = (
    "as", "chart", "cite", "data", "each", "for", "form", "icon", "id", "image", "layout", "section", "tags", "when",
)  # fmt: skip


def walk(part: object, path: str = "") -> Iterator[tuple[str, Entry | Prose]]:
    """Every entry and every text in a part of a brief, parents first. Items are known by their id, else by their number
    from 1."""
    match part:
        case Prose():
            yield path, part
        case Entry():
            yield path, part
            for name in field_names(type(part)):
                yield from walk(getattr(part, name), f"{path}.{name}" if path else name)
        case dict():
            for name, inner in part.items():
                yield from walk(inner, f"{path}.{name}")
        case tuple():
            for number, inner in enumerate(part, start=1):
                yield from walk(inner, f"{path}.{getattr(inner, 'id', None) or number}")


def proses(brief: Brief) -> Iterator[tuple[str, Prose]]:
    """Every text of the brief in its order, with its path."""
    return ((path, part) for path, part in walk(brief) if isinstance(part, Prose))
