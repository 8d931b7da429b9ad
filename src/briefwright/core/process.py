"""A command as a process among others: streams that may close, signals that stop it, workers that end with it.

Whoever uses briefwright as a library keeps his own streams and signals: only the command prepares its process.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STOPPED = "stopped; nothing half-written"
STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
INTERRUPTED = 128 + signal.SIGINT
FEWER_COLLECTIONS = 500_000  # objects; a command makes many and drops few, so to collect cycles is lost time
PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)


class Outlet(io.FileIO):
    """A stream whose reader may end, or whose disk be full: what is written then is dropped; ``failure`` says why."""

    failure: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Write, and wait where nothing can be taken at once."""
        if self.failure is None:
            try:
                while (written := super().write(data)) is None:
                    import select  # only for a stream that another program has set not to wait

                    select.select([], [self], [])
                return int(written)
            except OSError as error:
                self.failure = error
        return memoryview(data).nbytes


def prepare() -> None:
    """End in one line when asked to stop, and go on when a stream closes. Without a standard output nothing is done."""
    gc.set_threshold(FEWER_COLLECTIONS)
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _stop)
    closed = [number for number in range(3) if not _is_open(number)]
    for _ in closed:  # else the next file that is opened would take its number, and what is printed
        os.open(os.devnull, os.O_RDWR)
    if 1 in closed:
        with suppress(OSError):
            os.write(2, b"standard output is closed, so nothing was done; give it a place, for example >/dev/null\n")
        sys.exit(1)
    threading.excepthook = _without_memory
    if os.name == "posix":  # a console of Windows takes text alone
        sys.stdout, sys.stderr = _outlet(1, sys.stdout), _outlet(2, sys.stderr)


def finish(status: int) -> int:
    """The exit status of a command, when all that it printed has gone out: 1 at least where that was not possible.

    A reader that has seen enough, as in ``briefwright list forms | head``, is no failure.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    failure = getattr(getattr(sys.stdout.buffer, "raw", None), "failure", None)
    if failure is None or failure.errno == errno.EPIPE:
        return status
    sys.stderr.write(f"not all could be printed: {(failure.strerror or str(failure)).lower()}\n")
    sys.stderr.flush()
    return status or 1


def end_with(parent: int) -> None:
    """In a forked worker: end when the parent does, however it ends, and leave it to the parent to be interrupted."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    with suppress(ImportError, OSError, AttributeError):  # a system without it
        import ctypes  # only a worker needs it

        ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before
        os._exit(1)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    with suppress(OSError):  # what befalls the worker is told by the parent, who waits for it
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def limit_memory(most: int) -> None:
    """From here on this process gets so many bytes of address space in all, then MemoryError; a stricter limit stays.

    ImportError: a system without such limits."""
    import resource  # no part of Python on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY or soft > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


@contextmanager
def unstopped() -> Iterator[None]:
    """Let a stop asked for meanwhile (Ctrl-C, a shutdown) wait for the end, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(number: int, _: FrameType | None) -> None:
    """End at once: what lands meanwhile has put this off, and no worker outlives this process."""
    over = "\r\033[K" if os.isatty(2) else ""
    with suppress(OSError):
        os.write(2, f"{over}{STOPPED}\n".encode())
    os._exit(128 + number)


def _without_memory(arguments: threading.ExceptHookArgs) -> None:
    """A thread that ends for want of memory says nothing: whoever waits for it does. It ends so, too, where it has none
    for a lock or for another thread (RuntimeError), and in what follows from that (ValueError)."""
    if not issubclass(arguments.exc_type, MemoryError | RuntimeError | ValueError):
        threading.__excepthook__(arguments)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _outlet(number: int, before: TextIO | None) -> TextIO:
    """A stream on that file number with the ways of the one before; what its encoding has not is escaped."""
    raw = io.BufferedWriter(Outlet(number, "w", closefd=False))
    encoding = before.encoding if before else "utf-8"
    lines = number == 2 or bool(before and before.line_buffering)
    return io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace", line_buffering=lines)
