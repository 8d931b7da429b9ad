"""What can go wrong, as values: a place in a file, a code, a sentence and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace


class Severity(Enum):
    """How much a diagnostic weighs: an error stops the deck, a warning does so under ``--strict``, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(Struct, frozen=True, order=True):
    """A place in a text file. ``line`` and ``column`` count from 1; a file as a whole is line 1, column 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(Struct, frozen=True):
    """One finding. ``code`` is the key of its sentence in ``messages.CATALOGUE``; ``word`` is the word that is too wide
    for its line, where the finding is of one."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str | None = None
    word: str | None = None

    def __str__(self) -> str:
        where = f"{self.span}: " if self.span else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{where}{self.severity.value} {self.code}: {self.message}{hint}"


Problems = tuple[Diagnostic, ...]


class Refused(Exception):
    """Work that cannot go on. Carries every diagnostic found so far, never only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)  # or it would come from a worker without them


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics that stop a build."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def named(by_edition: Mapping[str, Sequence[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """The diagnostics of several editions, each once; one that not all of them have names those that have it."""
    sharing: dict[Diagnostic, list[str]] = {}
    for edition, diagnostics in by_edition.items():
        for diagnostic in dict.fromkeys(diagnostics):
            sharing.setdefault(diagnostic, []).append(edition)
    return tuple(
        d if len(editions) == len(by_edition) else replace(d, message=f"{', '.join(editions)}: {d.message}")
        for d, editions in sharing.items()
    )
