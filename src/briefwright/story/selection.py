"""The items of a brief to those that an audience sees, the weightiest first, and the reasons for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct, field

from ..audience.model import Audience
from ..brief.model import Item
from .model import Omission

T = TypeVar("T", bound=Item)


class Selection(Struct):
    """Chooses for one audience. ``forced`` are ids of facts that stay because they qualify what is shown."""

    audience: Audience
    forced: frozenset[str] = frozenset()
    left_out: dict[str, Omission] = field(default_factory=dict)

    def keep(self, kind: str, items: Iterable[T] | Mapping[str, T]) -> list[tuple[str, T]]:
        """The items to show, each under its fact id, by weight; equals stay in the order of the brief."""
        named = items.items() if isinstance(items, Mapping) else enumerate(items, start=1)
        kept = []
        for name, item in named:
            fact = f"{kind}.{item.id or name}"
            why = None if fact in self.forced or self._required(item, str(item.id or name)) else self._why_not(item)
            if why is None:
                kept.append((fact, item))
            else:
                self.left_out[fact] = Omission(fact, why, item.span)
        return sorted(kept, key=lambda entry: -self.audience.weight(entry[1].tags))

    def _required(self, item: Item, name: str) -> bool:
        require = self.audience.profile.require
        return name in require or any(tag in require for tag in item.tags)

    def _why_not(self, item: Item) -> str | None:
        name, profile = self.audience.name, self.audience.profile
        if item.audiences and name not in item.audiences:
            return f"kept for {', '.join(item.audiences)}"
        if item.depth > profile.depth:
            return f"depth {item.depth}; {name} goes to depth {profile.depth}"
        if item.tags and self.audience.weight(item.tags) <= 0:
            return f"its tags weigh nothing for {name}"
        return None
