"""A lock on a folder: one process at a time writes into it, and no lock outlives the process that holds it."""

from __future__ import annotations

import errno
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .diagnostics import Refused, Span
from .messages import diagnose

NAME = ".landing.lock"
WAIT, PAUSE = 60.0, 0.05  # seconds: how long another process is waited for, and how often it is looked
UNSIGNED = 10.0  # seconds after which a lock file that names no process is nobody's
TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextmanager
def locked(folder: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold a folder, which is made anew if need be. Refused when another process holds it for longer than ``wait``."""
    path = folder / NAME
    until = time.monotonic() + wait
    while (held := _take(path)) is None:
        if time.monotonic() > until:
            raise Refused([diagnose("BW730", Span(str(folder)), lock=path.name)])
        time.sleep(PAUSE)
    try:
        yield
    finally:
        _let_go(held, path)


def _take(path: Path) -> int | Path | None:
    """An open file that the system locks, or a file that stands for a lock where it locks none; None if it is taken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except FileNotFoundError:  # the one before has just removed the folder that it made
        return None
    try:
        _lock(handle)
        if os.path.samestat(os.fstat(handle), path.stat()):
            return handle
    except FileNotFoundError:  # the one before has just removed its lock
        pass
    except OSError as error:
        if error.errno not in TAKEN:
            os.close(handle)
            return _sign(path.with_suffix(".held"))
    os.close(handle)
    return None


def _lock(handle: int) -> None:
    """Lock an open file, or raise OSError; the system lets go of it when the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt  # there is none elsewhere

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # there is none on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sign(path: Path) -> Path | None:
    """Make the file that stands for a lock, with the process that holds it; None where another is there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        _drop_if_stale(path)
        return None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{os.getpid()} {platform.node()}")
    return path


def _drop_if_stale(path: Path) -> None:
    """Remove the lock file of a process that is no more. Moved away first: of two that see it, one alone gets it."""
    with suppress(OSError):
        seen = path.read_text(encoding="utf-8", errors="replace")
        if not _stale(seen, time.time() - path.stat().st_mtime):
            return
        aside = path.with_suffix(f".{os.getpid()}")
        path.replace(aside)
        if aside.read_text(encoding="utf-8", errors="replace") == seen:
            aside.unlink()
        else:  # another has it meanwhile
            aside.replace(path)


def _stale(holder: str, age: float) -> bool:
    pid, _, node = holder.partition(" ")
    if not pid.isdigit() or not node:
        return age > UNSIGNED
    if node != platform.node() or sys.platform == "win32":  # where a signal of 0 would end the process
        return False
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        pass
    return False


def _let_go(held: int | Path, path: Path) -> None:
    with suppress(OSError):  # Windows removes no file that another process has open: that one removes it
        if isinstance(held, Path):
            held.unlink()
        elif os.name == "nt":
            os.close(held)
        path.unlink()
    if isinstance(held, int) and os.name != "nt":
        os.close(held)
