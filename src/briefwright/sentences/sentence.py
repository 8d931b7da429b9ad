"""What a sentence of a diagnostic is."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message and a hint with ``{placeholders}``."""

    severity: Severity
    text: str
    hint: str | None = None
