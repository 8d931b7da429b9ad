"""The items of a brief to those that an audience sees, the weightiest first, and the reasons for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
            why = self.why_not(str(item.id or name), item.audiences, item.depth, item.tags)
            why = None if fact in self.forced else why
            if why is None:
                kept.append((fact, item))
            else:
                self.left_out[fact] = Omission(fact, why, item.span)
        return sorted(kept, key=lambda entry: -self.audience.weight(entry[1].tags))

    def why_not(self, name: str, audiences: Sequence[str], depth: int, tags: tuple[str, ...]) -> str | None:
        """Why the audience does not see an item, or a slide, of that name; None where it does."""
        audience, profile = self.audience, self.audience.profile
        if name in profile.require or any(tag in profile.require for tag in tags):
            return None
        if audiences and audience.name not in audiences:
            return f"kept for {', '.join(audiences)}"
        if depth > profile.depth:
            return f"depth {depth}; {audience.name} goes to depth {profile.depth}"
        if tags and audience.weight(tags) <= 0:
            return f"its tags weigh nothing for {audience.name}"
        return None
