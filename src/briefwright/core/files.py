"""The one door to the outside: files, the shared templates, the clock, the terminal."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from .diagnostics import Refused, Span
from .messages import diagnose

PACKAGE = Path(__file__).parents[1]
MAX_INPUT = 4_000_000  # bytes of one text file


def read_bytes(path: Path, limit: int = MAX_INPUT) -> bytes:
    """A file's bytes. Refused when it is missing, no file, unreadable, empty or over ``limit`` bytes."""
    span = Span(str(path))
    try:
        if path.is_dir():
            raise Refused([diagnose("BW101", span, what="is a folder")])
        with path.open("rb") as file:
            data = file.read(limit + 1)  # of a pipe or a device no size is known before
        if len(data) > limit:
            raise Refused([diagnose("BW102", span, size=max(path.stat().st_size, len(data)), limit=limit)])
    except FileNotFoundError:
        raise Refused([diagnose("BW101", span, what="does not exist")]) from None
    except OSError as error:
        raise Refused([diagnose("BW101", span, what=f"cannot be read ({error.strerror})")]) from None
    except ValueError:  # a NUL in the path
        raise Refused([diagnose("BW101", span, what="has no possible name")]) from None
    if not data.strip():
        raise Refused([diagnose("BW103", span)])
    return data


def read_picture(path: str, limit: int) -> bytes:
    """A picture's bytes: of a file, or of a part within an Office file, as ``client.potx#ppt/media/image1.png``."""
    file, _, part = path.partition("#")
    if not part or Path(path).is_file():
        return read_bytes(Path(path), limit)
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.getinfo(part).file_size > limit:
                raise Refused([diagnose("BW102", Span(path), size=archive.getinfo(part).file_size, limit=limit)])
            return archive.read(part)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Refused([diagnose("BW101", Span(path), what=f"cannot be read ({error})")]) from None


def inside(path: str, folder: Path) -> Path | None:
    """The resolved path when it stays within ``folder``, links followed; else None."""
    root = folder.resolve()
    target = (root / path).resolve()
    return target if target.is_relative_to(root) else None


def template_folders(beside: Path | None = None) -> tuple[Path, ...]:
    """The folders of shared templates, nearest first: next to the brief, in the project, as installed."""
    installed = PACKAGE / "templates"
    own = installed if installed.is_dir() else PACKAGE.parents[1] / "templates"
    folders = [beside / "templates"] if beside else []
    folders += [Path.cwd() / "templates", own]
    seen: dict[Path, Path] = {f.resolve(): f for f in reversed(folders) if f.is_dir()}
    return tuple(f for f in folders if seen.get(f.resolve()) == f)


def template(kind: str, name: str, beside: Path | None = None, but: Path | None = None) -> Path | None:
    """The nearest file of a kind (a folder name) and a name (its stem), or None; the folder ``but`` is left out."""
    return _templates(kind, beside, but).get(name)


def template_names(kind: str, beside: Path | None = None) -> tuple[str, ...]:
    """The names of every template of a kind, nearest first, each once."""
    return tuple(_templates(kind, beside))


def _templates(kind: str, beside: Path | None, but: Path | None = None) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    for folder in template_folders(beside):
        if but and (folder / kind).resolve() == but.resolve():
            continue
        for file in sorted((folder / kind).glob("[!.]*.*")):
            if file.is_file():
                paths.setdefault(file.name.split(".")[0], file)
    return paths


def build_date() -> str | None:
    """The ISO date of ``SOURCE_DATE_EPOCH`` where it is set (reproducible-builds.org), else None."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def cached(name: str) -> bytes | None:
    """The cached bytes of a name; None where there are none, or where another user could have written them."""
    try:
        path = _cache() / name
        for place in (path, path.parent):
            seen = place.stat()
            if seen.st_mode & 0o022 or seen.st_uid != os.getuid():
                return None
        return path.read_bytes()
    except (OSError, AttributeError):  # no getuid: no way to tell whose it is
        return None


def cache(name: str, data: bytes) -> None:
    """Cache bytes under a name for later runs of this user; nothing happens where the cache cannot be written."""
    temporary = None
    try:
        folder = _cache()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(temporary).replace(folder / name)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _cache() -> Path:
    """The user's cache, as the XDG Base Directory Specification names it."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefwright"
    except RuntimeError:  # no HOME, and no account of this user: a container
        raise OSError(errno.ENOENT, "the user has no home") from None


def on_terminal() -> bool:
    """Whether the error stream is a terminal."""
    return sys.stderr.isatty()


def terminal_width() -> int | None:
    """The columns of the terminal that the output goes to; None where it goes into a pipe or a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
