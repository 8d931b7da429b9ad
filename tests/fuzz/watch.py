"""What a case does to its machine, seen by an audit hook: a file out of its folders, a process, a connection, code."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS = 60.0  # of this process's own work, not of the clock: whoever takes so long for one case hangs
FORBIDDEN = ("subprocess.", "socket.", "os.exec", "os.system", "os.posix_spawn", "os.startfile", "os.symlink",
             "os.link", "urllib.", "ftplib.", "webbrowser.", "ctypes.dlopen", "sys.addaudithook")  # fmt: skip
CHANGES = {"os.mkdir": 1, "os.remove": 1, "os.rmdir": 1, "os.rename": 2, "os.chmod": 1, "os.truncate": 1, "os.utime": 1}
LOOKS = ("os.listdir", "os.scandir")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Escape(BaseException):
    """A case reached for what it may not; no ``except Exception`` of the product stops it."""


class Hang(BaseException):
    """A case did not come to an end."""


_own: list[tuple[Path, ...]] = []  # the folders of the case that is tried


def _roots() -> tuple[Path, ...]:
    """Where the product, its libraries and its fonts lie."""
    libraries = [sys.prefix, sys.base_prefix, *filter(None, sys.path)]
    return tuple({Path(path).resolve() for path in libraries} | {CHECKOUT / "src", CHECKOUT / "templates"})


def _seen(event: str, arguments: Sequence[object]) -> None:
    if not _own:
        return
    if event.startswith(FORBIDDEN):
        raise Escape(f"{event}{arguments!r}")
    if event == "open":
        path, _, flags = arguments
        changes = bool(isinstance(flags, int) and flags & WRITES)
        if str(path).endswith((".py", ".pyc", ".so")) and _within(path, _own[-1]):
            raise Escape(f"code of a case is loaded: {path!r}")
        paths: Sequence[object] = (path,)
    elif event in CHANGES or event in LOOKS:
        paths, changes = arguments[: CHANGES.get(event, 1)], event in CHANGES
    else:
        return
    for path in paths:
        if (
            not isinstance(path, int)
            and path != os.devnull
            and not _within(path, _own[-1] if changes else (*_own[-1], *_ROOTS))
        ):
            raise Escape(f"{event}: {path!r}")


def _within(path: object, roots: Sequence[Path]) -> bool:
    if path is None:
        return True
    try:
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
    except (OSError, ValueError):
        return True  # nothing lies there
    return any(real == str(root) or real.startswith(f"{root}{os.sep}") for root in roots)


def _late(*_: object) -> None:
    raise Hang(f"{SECONDS:g} s of work")


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """Within, files are changed in ``folder`` and in the cache alone, read where the product lies too, and it ends."""
    if not hasattr(_seen, "installed"):
        sys.addaudithook(_seen)
        _seen.installed = True  # type: ignore[attr-defined]
    before = Path.cwd(), signal.signal(signal.SIGVTALRM, _late), tempfile.tempdir, sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # of a module of ours that is loaded only now
    os.chdir(folder)
    tempfile.tempdir = str(folder)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    _own.append((folder.resolve(), _cache()))
    try:
        yield
    finally:
        _own.pop()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before[1])
        os.chdir(before[0])
        tempfile.tempdir, sys.dont_write_bytecode = before[2:]


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME", tempfile.gettempdir())).resolve() / "briefwright"


def bound_memory(size: int) -> None:
    """This process gets no more than ``size`` bytes of address space."""
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


_ROOTS = _roots()
