"""The one door to the outside: files, the shared templates, the clock, the terminal."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from . import plugins
from .diagnostics import Refused, Span
from .messages import diagnose
from .names import is_name

PACKAGE = Path(__file__).parents[1]
MAX_INPUT = 4_000_000  # bytes of one text file
MAX_CACHED = 100_000_000  # bytes
_DIGEST = hashlib.sha256().digest_size
# A file that became a pipe after it was looked at is not waited for.
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def opened(path: Path, limit: int) -> Iterator[IO[bytes]]:
    """A file that is open for reading. Refused when it is missing, no file, unreadable, empty or over ``limit`` bytes.

    A pipe, a device or a socket is no file: it is not opened, for that alone may wait for ever.
    """
    span = Span(str(path))
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            raise Refused([diagnose("BW101", span, what="is a folder" if stat.S_ISDIR(kind) else "is no regular file")])
        file = os.fdopen(os.open(path, _READING), "rb")
    except FileNotFoundError:
        raise Refused([diagnose("BW101", span, what="does not exist")]) from None
    except OSError as error:
        raise Refused([diagnose("BW101", span, what=f"cannot be read ({error.strerror})")]) from None
    except ValueError:  # a NUL or a lone surrogate in the path
        raise Refused([diagnose("BW101", span, what="has no possible name")]) from None
    with file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise Refused([diagnose("BW102", span, size=size, limit=limit)])
        if not size:
            raise Refused([diagnose("BW103", span)])
        try:
            yield file
        except OSError as error:
            raise Refused([diagnose("BW101", span, what=f"cannot be read ({error.strerror})")]) from None


def read_bytes(path: Path, limit: int = MAX_INPUT) -> bytes:
    """A file's bytes. Refused as ``opened`` refuses it, and when it holds nothing but spaces."""
    with opened(path, limit) as file:
        data = file.read(limit + 1)
    if len(data) > limit:  # it has grown since it was measured
        raise Refused([diagnose("BW102", Span(str(path)), size=len(data), limit=limit)])
    if not data.strip():
        raise Refused([diagnose("BW103", Span(str(path)))])
    return data


def is_file(path: Path) -> bool:
    """Whether a regular file is there, links followed; no path raises, however long or odd it is."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def resolved(path: str | Path) -> str | None:
    """Where a path leads, links followed, whether a file is there or not; None for what is no path at all."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return None


def stamp(path: Path) -> tuple[int, ...]:
    """What changes whenever a file is written anew; empty where there is none."""
    try:
        seen = path.stat()
    except (OSError, ValueError):
        return ()
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def inside(path: str, folder: Path) -> Path | None:
    """The resolved path when it stays within ``folder``, links followed; else None, as for what is no path at all."""
    root, target = resolved(folder), resolved(folder / path)
    if root is None or target is None or not Path(target).is_relative_to(root):
        return None
    return Path(target)


def template_folders(beside: Path | None = None) -> tuple[Path, ...]:
    """The folders of shared templates, nearest first: next to the brief, in the project, as installed."""
    installed = PACKAGE / "templates"
    own = installed if installed.is_dir() else PACKAGE.parents[1] / "templates"
    folders = [beside / "templates"] if beside else []
    folders += [Path.cwd() / "templates", own]
    nearest: dict[Path, Path] = {}
    for folder in folders:
        if folder.is_dir():
            nearest.setdefault(folder.resolve(), folder)
    return tuple(nearest.values())


def template(kind: str, name: str, beside: Path | None = None, but: Path | None = None) -> Path | None:
    """The nearest template of a kind (the name of its folder) and a name (the stem of its file), or None. Those of
    other installed packages come last; the folder ``but`` is left out.

    Refused (BW130) when it is a link that leads out of the folder of the brief, the project or the installation.
    """
    path = _templates(kind, beside, but).get(name) if is_name(name) else None
    if path is None:
        return plugins.template(kind, name)
    home = path.parents[2]  # of templates/KIND/FILE
    if inside(str(path.absolute()), home) is None:
        raise Refused([diagnose("BW130", Span(str(path)), folder=home.absolute())])
    return path


def template_names(kind: str, beside: Path | None = None) -> tuple[str, ...]:
    """The names of every template of a kind, nearest first, each once."""
    return tuple(dict.fromkeys((*filter(is_name, _templates(kind, beside)), *plugins.names(kind))))


def _templates(kind: str, beside: Path | None, but: Path | None = None) -> dict[str, Path]:
    """The nearest file of each stem, be it a name or not."""
    paths: dict[str, Path] = {}
    for folder in template_folders(beside):
        home = folder / kind
        if but and home.resolve() == but.resolve():
            continue
        for file in _files(home):
            stem, point, _ = file.partition(".")
            if point:
                paths.setdefault(stem, home / file)
    return paths


def _files(folder: Path) -> list[str]:
    """The names of all in a folder that are no folders, in their order; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not _is_folder(entry))
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link that leads in a circle is none, and is refused where it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def build_date() -> str | None:
    """The ISO date of ``SOURCE_DATE_EPOCH`` where it is set (reproducible-builds.org), else None."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def cached(name: str) -> bytes | None:
    """The cached bytes of a name; None where there are none, where another user could have written them, and where
    they are no longer what was cached."""
    try:
        path = _cache() / name
        for place in (path, path.parent):
            seen = place.stat()
            if seen.st_mode & 0o022 or seen.st_uid != os.getuid():
                return None
        data = read_bytes(path, MAX_CACHED)
    except (OSError, AttributeError, Refused):  # no getuid: no way to tell whose it is
        return None
    digest, kept = data[:_DIGEST], data[_DIGEST:]
    return kept if digest == hashlib.sha256(kept).digest() else None


def cache(name: str, data: bytes) -> None:
    """Cache bytes under a name for later runs of this user; nothing happens where the cache cannot be written."""
    temporary = None
    try:
        folder = _cache()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(folder / name)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _cache() -> Path:
    """The user's cache, as the XDG Base Directory Specification names it. OSError where the user has no folder."""
    stated = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if stated.is_absolute():
        return stated / "briefwright"
    try:
        return Path.home() / ".cache" / "briefwright"
    except RuntimeError:  # no HOME, and a user that the system does not know
        raise OSError("no home") from None


def on_terminal() -> bool:
    """Whether the error stream is a terminal."""
    return sys.stderr.isatty()


def terminal_width() -> int | None:
    """The columns of the terminal that the output goes to; None where it goes into a pipe or a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
