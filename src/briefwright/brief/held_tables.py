"""What was read of the tables that a brief names, beside the brief itself."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from ..core.diagnostics import Diagnostic
from ..data.model import TableEntry
from .model import Figure


class HeldTables(Struct, frozen=True):
    """The tables of a brief (``data.typed_table.DataTable``), their ``entries`` in it, the figures that charts take
    from ``cells`` or typed numbers, and the problems. ``whole``: all could be read; else figures may be missing."""

    tables: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, TableEntry] = field(default_factory=dict)
    cells: Mapping[str, Figure] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    whole: bool = True
