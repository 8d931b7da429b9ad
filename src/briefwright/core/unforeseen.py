"""An unexpected exception to a diagnostic: what was being done, what went wrong, and where."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .diagnostics import Diagnostic, Refused, Span
from .messages import diagnose

WORK = "at work on "
LONGEST = 160  # characters of what an exception says
SCARCE = {errno.EMFILE: "open files", errno.ENFILE: "open files", errno.ENOMEM: "memory", errno.EAGAIN: "processes"}

# What libraries raise where they have none, and a word of what they say: of a font that was read before, too.
WITHOUT_MEMORY = (
    ("ImportError", "cannot allocate"), ("ImportError", "failed to map"), ("RuntimeError", "can't start new thread"),
    ("RuntimeError", "can't allocate lock"), ("HarfBuzzError", "Failed to open"),
)  # fmt: skip


class Unforeseen(Exception):
    """An unexpected exception as text, which a worker can send, whatever its class was."""

    def __init__(self, message: str, work: tuple[str, ...], trace: str) -> None:
        self.message, self.work, self.trace = message, work, trace
        super().__init__(message, work, trace)

    @classmethod
    def of(cls, error: BaseException) -> Unforeseen:
        if isinstance(error, cls):
            own = cls._notes(error)
            return cls(error.message, (*error.work, *own), error.trace) if own else error
        frames = traceback.extract_tb(error.__traceback__)
        where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
        first = next(iter(str(error).splitlines()), "")
        more = f": {first[:LONGEST]}{'…' if len(first) > LONGEST else ''}" if first else ""
        return cls(
            f"{type(error).__name__}{more}{where}", cls._notes(error), "".join(traceback.format_exception(error))
        )

    @staticmethod
    def _notes(error: BaseException) -> tuple[str, ...]:
        return tuple(note.removeprefix(WORK) for note in getattr(error, "__notes__", ()) if note.startswith(WORK))

    def diagnostic(self, span: Span | None, written: str) -> Diagnostic:
        work = ", ".join(dict.fromkeys(reversed(self.work)))
        return diagnose("BW733", span, fault=self.message, work=f" {WORK}{work}" if work else "", written=written)


@contextmanager
def at_work_on(what: str) -> Iterator[None]:
    """Note on an unexpected exception in here what was being done."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, Refused):
            error.add_note(f"{WORK}{what}")
        raise


def scarcity(error: BaseException) -> str | None:
    """What the system has no more of, where that is what is wrong."""
    if isinstance(error, MemoryError):
        return "memory"
    if any(type(error).__name__ == kind and word in str(error) for kind, word in WITHOUT_MEMORY):
        return "memory"
    return SCARCE.get(error.errno or 0) if isinstance(error, OSError) else None


def diagnostic_of(error: Exception, span: Span | None, written: str) -> Diagnostic:
    """The diagnostic of an unexpected exception, or of a system that has no more of what a command needs."""
    if what := scarcity(error):
        return diagnose("BW732", span, what=what, written=written)
    if type(error).__name__ == "BrokenProcessPool":  # its module is loaded only where there are workers
        return diagnose("BW735", span, written=written)
    return Unforeseen.of(error).diagnostic(span, written)


def traceback_of(error: Exception) -> str:
    """Where an exception was raised, in a worker too."""
    own = "".join(traceback.format_exception(error))
    return f"{error.trace}\n{own}" if isinstance(error, Unforeseen) else own
