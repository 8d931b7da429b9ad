"""What a sentence of a diagnostic is."""

from __future__ import annotations

from msgspec import Struct

from ..diagnostics import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Sentence(Struct, frozen=True):
    """A message and a hint with ``{placeholders}``."""

    severity: Severity
    text: str
    hint: str | None = None
