"""A Brief to all of its texts, each with its path, such as ``players.alibaba.facts.2``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..yamlfile.fields import Entry, Prose
from .model import Brief


def proses(brief: Brief) -> Iterator[tuple[str, Prose]]:
    """Every text of the brief in its order. Items are known by their id, else by their number from 1."""
    yield from _walk(brief, "")


def _walk(value: Any, path: str) -> Iterator[tuple[str, Prose]]:
    match value:
        case Prose():
            yield path, value
        case Entry():
            for name in type(value).model_fields:
                yield from _walk(getattr(value, name), f"{path}.{name}" if path else name)
        case dict():
            for name, inner in value.items():
                yield from _walk(inner, f"{path}.{name}")
        case tuple():
            for number, inner in enumerate(value, start=1):
                yield from _walk(inner, f"{path}.{getattr(inner, 'id', None) or number}")
        case _:
            return
