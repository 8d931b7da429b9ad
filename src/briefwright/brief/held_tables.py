"""What was read of the tables that a brief names, beside the brief itself."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from ..core.diagnostics import Diagnostic
from ..data.model import TableEntry
from .model import Figure


class HeldTables(Struct, frozen=True):
    """The tables of a brief (``data.typed_table.DataTable``) with what it says of them, the figures in charts that the
    brief does not name (cells of tables, numbers typed there), everything wrong with them, and whether all could be
    read: figures may be missing else."""

    tables: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, TableEntry] = field(default_factory=dict)
    cells: Mapping[str, Figure] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    whole: bool = True
