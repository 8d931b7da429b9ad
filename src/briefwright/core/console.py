"""Diagnostics and progress to the error stream, coloured and written over where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from .diagnostics import Diagnostic, Severity
from .files import on_terminal

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


class ProgressLine:
    """One line that is written over on a terminal; plain lines, one a step, in a log."""

    def __init__(self, live: bool | None = None) -> None:
        self.live = on_terminal() if live is None else live

    def __call__(self, done: int, total: int, what: str) -> None:
        if self.live:
            filled = round(24 * done / total) if total else 24
            line = f"\033[K[{'=' * filled}{' ' * (24 - filled)}] {done}/{total} {what}"
            tell(line if done < total else "", end="\r" if done < total else "\r\033[K")
        elif total:
            tell(f"{done}/{total} {what}")


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics, the gravest last, nearest to the prompt. A hint is printed once."""
    hinted: set[tuple[str, str | None]] = set()
    weights = list(COLOURS)
    for diagnostic in sorted(diagnostics, key=lambda diagnostic: weights.index(diagnostic.severity), reverse=True):
        key = diagnostic.code, diagnostic.hint
        text = str(replace(diagnostic, hint=None) if key in hinted else diagnostic)
        hinted.add(key)
        if sys.stderr.isatty():
            word = f"{diagnostic.severity.value} {diagnostic.code}"
            text = text.replace(word, f"\033[1;{COLOURS[diagnostic.severity]}m{word}\033[0m", 1)
        tell(text)


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors, warnings and notes there are, in words."""
    counts = [(s.value, sum(d.severity is s for d in diagnostics)) for s in Severity]
    found = ", ".join(f"{n} {word}{'s' * (n != 1)}" for word, n in counts if n)
    return found or "clean"


def tell(text: str, end: str = "\n") -> None:
    """Write to the error stream, at once."""
    sys.stderr.write(text + end)
    sys.stderr.flush()
