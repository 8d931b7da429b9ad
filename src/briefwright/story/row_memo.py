"""What a story for one client is made of, kept for the next client: all that was made without asking who it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ..brief.model import Brief
from ..core.memo import memo
from ..yamlfile.hints import field_names
from .dependencies import Made
from .template_context import CLIENT, TemplateContext

T = TypeVar("T")


class RowMemo:
    """Values for one row of a table, which are new or were made for an earlier row."""

    def __init__(self, context: TemplateContext) -> None:
        brief = {name: getattr(context.brief, name) for name in field_names(Brief) if name != CLIENT}
        self._kept = _of_all_rows(brief, context.audience, context.language, context.forced)
        self._new: Made = {}
        self._context = context

    def of(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave for an earlier row. Nobody may change it."""
        if name not in self._kept:
            value, names = self._context.dependencies.traced(make)
            if CLIENT not in names:
                self._new[name] = value, names
            return value
        kept: T
        kept, names = self._kept[name]
        for read in names:
            if isinstance(read, str):
                self._context.names[read]  # the lists that it was made from say what they leave out
            else:
                self._context.dependencies.note(read)
        return kept

    def keep(self) -> None:
        """Offer the new values to later rows: only when nothing was wrong, since errors are not kept with them."""
        self._kept |= self._new


@memo(by=lambda _brief, _audience, _language, forced: bool(forced))
def _of_all_rows(brief: dict[str, Any], audience: object, language: object, forced: frozenset[str]) -> Made:
    return {}
