"""What an adopted theme changes of its client's layouts so that our pages fit: one mend after another, the least first.

A mend is kept where a trial layout shows that fewer pages fail with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from .match import SECTION, TITLE

COVERS, FURNITURE = (TITLE, SECTION), ("date", "page", "marking")
SCALES = (0.95, 0.9, 0.85, 0.8, 0.75)  # of the type's usual size on the client's page


class Mends(Struct, frozen=True):
    """``scale`` multiplies the size of type. ``loose`` are placeholders that are not used, ``hidden`` is furniture that
    a layout does not show, each by layout and slot; ``roomy`` are the layouts whose titles, or whose body, get a larger
    box."""

    scale: float = 1.0
    loose: tuple[tuple[str, str], ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    roomy: tuple[str, ...] = ()

    def further(
        self, layouts: Iterable[str], said: str, *, overfull: bool = False, stopped: bool = True
    ) -> Iterator[Mends]:
        """These mends and one more, for layouts of ours that fail: what changes least comes first. Furniture is touched
        that is named in what is ``said`` of the pages. Where pages are ``overfull``, smaller type comes first; where no
        build is ``stopped``, the type keeps its size."""
        failing = sorted(set(layouts))
        furniture = [slot for slot in FURNITURE if _names(said, slot)]
        smaller = [replace(self, scale=scale) for scale in SCALES if scale < self.scale and stopped]
        yield from smaller if overfull else ()
        for layout in failing:
            for slot in (*furniture, *(("subtitle",) if layout in COVERS else ())):
                if (layout, slot) not in self.loose:
                    yield replace(self, loose=(*self.loose, (layout, slot)))
        for layout in failing:
            if layout in COVERS and layout not in self.roomy:
                yield replace(self, roomy=(*self.roomy, layout))
        for layout in failing:
            more = {"title": ("free",), "content": ("tracker",)}.get(layout, ())
            for slot in (*furniture, *more):
                if (layout, slot) not in self.hidden:
                    yield replace(self, hidden=(*self.hidden, (layout, slot)))
        yield from () if overfull else smaller


def _names(said: str, slot: str) -> bool:
    return re.search(rf"\b{slot}\b", said) is not None
