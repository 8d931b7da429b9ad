"""Values that are made when first asked for, each with all names of the brief that it depends on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ..core.diagnostics import Span

T = TypeVar("T")
Names = dict[str | Span, None]  # names, and texts in another language than the deck's; in the order of first reading
Made = dict[str, tuple[Any, Names]]


class Dependencies:
    """Follows which names are read. Reading a value that was made before reads all that it depends on."""

    def __init__(self) -> None:
        self._names: Names = {}

    def note(self, read: str | Span) -> None:
        """A name of the brief, or a text that has no wording in the language of the deck, is being read."""
        self._names[read] = None

    @property
    def unworded(self) -> list[Span]:
        """Where the texts stand that have been read and have no wording in the language of the deck."""
        return sorted(read for read in self._names if isinstance(read, Span))

    def traced(self, make: Callable[[], T]) -> tuple[T, Names]:
        """What ``make`` gives, and the names that it read."""
        outer, self._names = self._names, {}
        try:
            return make(), self._names
        finally:
            inner, self._names = self._names, outer
            outer.update(inner)

    def once(self, made: Made, key: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, kept in ``made`` under ``key``."""
        if key not in made:
            made[key] = self.traced(make)
        value, names = made[key]
        self._names.update(names)
        return value
