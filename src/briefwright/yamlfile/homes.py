"""Where in a file a key stands that was written in a place that does not know it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from .hints import arms, fields_of, is_record, split

MOST = 2  # places; a key such as title stands in so many that none is meant
DEEPEST = 3  # mappings, one in the other


def homes(model: type, key: str) -> tuple[tuple[str, ...], ...]:
    """The keys that lead from the top of a file to each mapping that has ``key``, () for the top itself; none where
    there are more than ``MOST``."""
    found = tuple(dict.fromkeys(path for path, cls in _mappings(model, ()) if key in fields_of(cls)))
    return found if len(found) <= MOST else ()


def _mappings(cls: type, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], type]]:
    yield path, cls
    for key, field in fields_of(cls).items() if len(path) < DEEPEST else ():
        for record in _records(field.hint):
            yield from _mappings(record, (*path, key))


def _records(hint: Any) -> Iterator[type]:
    """The classes of the mappings that a value may be, or hold as entries."""
    for arm in arms(split(hint)[0]):
        bare = split(arm)[0]
        if is_record(bare):
            yield bare
        else:
            for part in get_args(bare):
                yield from _records(part)
