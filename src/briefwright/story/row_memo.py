"""What was told of a brief to one client, kept for the next: all that was made without asking who the client is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..brief.model import Brief
from ..core.memo import Again
from ..yamlfile.hints import field_names
from .dependencies import Made
from .template_context import CLIENT, Lens

T = TypeVar("T")


class Retelling:
    """One telling among several of a brief; ``again`` holds what was told before. Nothing of a telling that was
    refused may stay in it."""

    def __init__(self, lens: Lens, again: Again) -> None:
        part = again.part(("told", lens.forced))
        brief = {name: getattr(lens.brief, name) for name in field_names(Brief) if name != CLIENT}
        setting = part.of("setting", (brief, lens.audience, lens.language), object)
        self._kept: Made = part.of("kept", setting, dict)
        self._lens, self.again = lens, part

    def of(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave for an earlier client: nobody may change it."""
        if name not in self._kept:
            value, names = self._lens.reads.traced(make)
            if CLIENT not in names:
                self._kept[name] = value, names
            return value
        kept: T
        kept, names = self._kept[name]
        for read in names:
            if isinstance(read, str):
                self._lens.names[read]  # the lists that it was made from say what they leave out
            else:
                self._lens.reads.note(read)
        return kept
