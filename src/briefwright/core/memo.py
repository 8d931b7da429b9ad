"""What was made for one deck, kept for the next: made again only where what it is made from has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
PARTS = 8


class Again:
    """The latest of each thing that was made, with what it was made from. One deck needs none; many alike do."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[object, Any]] = {}
        self._parts: dict[Hashable, Again] = {}

    def part(self, kind: Hashable) -> Again:
        """What is kept for one kind of deck alone; of the latest kinds, so that many do not fill the memory."""
        part = self._parts.pop(kind) if kind in self._parts else Again()
        self._parts[kind] = part
        if len(self._parts) > PARTS:
            del self._parts[next(iter(self._parts))]
        return part

    def of(self, key: Hashable, given: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, unless the thing of that name was made from equal parts the last time."""
        before = self._made.get(key)
        if before is not None and before[0] == given:
            made: T = before[1]
            return made
        made = make()
        self._made[key] = (given, made)
        return made

    def forget(self) -> None:
        """Make everything anew the next time."""
        self._made.clear()
        self._parts.clear()
