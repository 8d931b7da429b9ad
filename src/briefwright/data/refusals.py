"""What is wrong with a file of tables as a whole, in words that are the same for every kind of file."""

from __future__ import annotations

from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose
from .cells import MAX_CELLS, MAX_COLUMNS

SMALLER = "part it into several"


def refused(place: Span, what: str, hint: str | None = None, kind: str = "sheet") -> Refused:
    """The refusal of a file of that kind, told at a place: ``what`` says in words what is wrong with it."""
    return Refused([diagnose("BW231", place, kind=kind, what=what, hint=hint)])


def too_wide(place: Span, kind: str = "sheet") -> Refused:
    """The refusal of a file in which a row has more than ``MAX_COLUMNS`` cells."""
    return refused(place, f"has more than {MAX_COLUMNS:,} columns", SMALLER, kind)


def too_large(place: Span, kind: str) -> Refused:
    """The refusal of a file with more than ``MAX_CELLS`` cells."""
    hint = "name a range, or save it as CSV, read in a stream"
    return refused(place, f"has more than {MAX_CELLS:,} cells", hint, kind)
