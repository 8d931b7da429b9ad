"""A page of a leave-behind in progress, what may stand across it, and the headings that its contents list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct, field

from ..scene.model import Item
from .page_geometry import TOP
from .typesetting import SECTION


class FullWidth(Protocol):
    """What stands across the page: an exhibit, a row of numbers, the contents, the list of sources."""

    @property
    def name(self) -> str: ...
    @property
    def height(self) -> float: ...
    @property
    def sources(self) -> tuple[int, ...]: ...
    def split(self, room: float) -> tuple[FullWidth, FullWidth] | None: ...
    def items(self, x: float, y: float) -> tuple[Item, ...]: ...


class OpenPage(Struct):
    """A page in progress: its items without header and footer, and the sources that they cite."""

    items: list[Item] = field(default_factory=list)
    sources: set[int] = field(default_factory=set)
    end: float = TOP  # the page is free below
    filled: list[tuple[float, float]] = field(default_factory=list)  # its heights between the margins

    def add(self, items: Sequence[Item], sources: Sequence[int], end: float) -> None:
        self.items += items
        self.sources.update(sources)
        self.end = max(self.end, end)

    def blank(self, bottom: float) -> float:
        """The height of its largest blank band; above ``bottom`` it is free."""
        at, largest = TOP, 0.0
        for top, end in (*sorted(self.filled), (bottom, bottom)):
            at, largest = max(at, end), max(largest, top - at)
        return largest


class PlacedHeading(Struct, frozen=True):
    """A heading of the text, and the page that it stands on, from 1."""

    text: str
    level: int
    page: int


def outlined(headings: Sequence[PlacedHeading]) -> tuple[PlacedHeading, ...]:
    """The headings that the contents list: the sections, or all headings where there are fewer than three sections."""
    sections = tuple(heading for heading in headings if heading.level == SECTION)
    return sections if len(sections) > 2 else tuple(headings)
