"""Bytes to files in their places, all of them or none: staged, written down in a journal, moved, or else undone.

    lock ─▶ undo what a killed landing left ─▶ check ─▶ journal ─▶ stage ─▶ keep the old ─▶ move ─▶ done ─▶ clean

The journal is there before anything that it names, and becomes ``done.json`` in one move when all is in place. Whoever
lands in the same root next finds what a process that was ended left behind, and undoes it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from msgspec import DecodeError, Struct, json

from .diagnostics import Refused, Span
from .files import is_file, read_bytes
from .lock import locked
from .messages import diagnose
from .process import unstopped

FOLDER = ".landing"  # in the root, and in every folder that gets a file, while files land
JOURNAL, DONE, DRAFT = "journal.json", "done.json", "draft.json"
MOST_FOLDERS = 100  # that are made one in another
TOKEN = re.compile(r"[0-9a-f]{8}")


class Disk:
    """What a landing does to a disk; the one door, so that tests may break it at any step."""

    def check(self, path: Path) -> None:
        """Whether a file may take this place."""
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        above = next(folder for folder in path.parents if os.path.lexists(folder))
        if not above.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(above, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if os.name == "nt" and path.exists():
            with path.open("r+b"):  # refused while PowerPoint or a reader of PDFs has it open
                pass

    def make(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)

    def write(self, path: Path, data: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
            file.write(data)

    def keep(self, path: Path, kept: Path) -> None:
        """Give a file a second name; a copy of it where the file system allows one name alone."""
        try:
            kept.hardlink_to(path)
        except (OSError, NotImplementedError):
            shutil.copy2(path, kept)

    def move(self, path: Path, target: Path) -> None:
        path.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def remove_folder(self, folder: Path) -> None:
        with suppress(OSError, ValueError):  # somebody else has a file there, or there is no such folder
            folder.rmdir()


DISK = Disk()


class _Landed(Struct, frozen=True):
    """A file of a landing: its path below the root, the SHA-256 of what lands, whether one was there before."""

    path: str
    sha256: str
    before: bool


class _Journal(Struct, frozen=True):
    """The files of a landing, the folders that were made for them, outermost first, and the token of its own names."""

    token: str
    files: tuple[_Landed, ...]
    folders: tuple[str, ...]

    def staged(self, root: Path) -> Iterator[tuple[_Landed, Path, Path, Path]]:
        """Each file with its place, its new content and its old one, both in a folder beside that place."""
        for number, file in enumerate(self.files):
            target = root / file.path
            beside = target.parent / FOLDER
            yield file, target, beside / f"{self.token}-{number}.new", beside / f"{self.token}-{number}.old"


class Landing:
    """The right to write into a root while no other process may. ``undone`` says whether a landing that was ended
    before its time has been undone there."""

    def __init__(self, root: Path, undone: bool) -> None:
        self.root, self.undone = root, undone

    def write(self, files: Mapping[Path, bytes]) -> None:
        """Put every file into its place below the root; Refused, and all of them as before, where one cannot be."""
        target = self.root
        journal = None
        with unstopped():
            try:
                for target in files:
                    DISK.check(target)
                target = self.root
                journal = _begin(self.root, files)
                steps = list(journal.staged(self.root))
                for (_, target, new, _), data in zip(steps, files.values(), strict=True):  # noqa: B007  told below
                    DISK.write(new, data)
                for file, target, _, old in steps:
                    if file.before:
                        DISK.keep(target, old)
                for _, target, new, _ in steps:
                    DISK.move(new, target)
                DISK.move(self.root / FOLDER / JOURNAL, self.root / FOLDER / DONE)
            except BaseException as error:
                with suppress(OSError):  # then the next landing does it
                    _recover(self.root)
                if isinstance(error, OSError):
                    raise _cannot(target, error) from None
                raise
            with suppress(OSError):
                _clean(self.root, journal)


@contextmanager
def landing(root: Path) -> Iterator[Landing]:
    """Hold a root, free of what a killed landing left there. Refused when another process has it, or it cannot be."""
    made = [folder for folder in (root, *root.parents) if not os.path.lexists(folder)]
    if len(made) > MOST_FOLDERS:
        raise _cannot(root, OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG)))
    try:
        with _refused_from(root), locked(root):
            with _refused_from(root):
                undone = _recover(root)
            yield Landing(root, undone)
    finally:
        for folder in made:
            DISK.remove_folder(folder)  # where nothing has landed


def write_all(root: Path, files: Mapping[Path, bytes]) -> None:
    """Put every file into its place below ``root``, or none."""
    with landing(root) as place:
        place.write(files)


def _begin(root: Path, files: Mapping[Path, bytes]) -> _Journal:
    """Write the journal, and make the folders that it names."""
    folders = {folder: None for target in files for folder in reversed(_between(root, target)) if not folder.exists()}
    journal = _Journal(
        secrets.token_hex(4),
        tuple(
            _Landed(_below(root, path), hashlib.sha256(data).hexdigest(), os.path.lexists(path))
            for path, data in files.items()
        ),
        tuple(_below(root, folder) for folder in folders),
    )
    DISK.make(root / FOLDER)
    DISK.write(root / FOLDER / DRAFT, json.encode(journal))
    DISK.move(root / FOLDER / DRAFT, root / FOLDER / JOURNAL)
    for folder in folders:
        DISK.make(folder)
    for target in files:
        DISK.make(target.parent / FOLDER)
    return journal


def _recover(root: Path) -> bool:
    """Undo a landing that did not come to its end, and remove what it left; whether there was one."""
    if not (root / FOLDER).is_dir():
        return False
    journal = _read(root / FOLDER / JOURNAL)
    if journal:
        for file, target, _, old in journal.staged(root):
            if _hash(target) != file.sha256:
                continue  # still the old one, or edited since: not ours to touch
            if not file.before:
                DISK.remove(target)
            elif old.exists():
                DISK.move(old, target)
    _clean(root, journal or _read(root / FOLDER / DONE), undone=journal is not None)
    return True


def _clean(root: Path, journal: _Journal | None, undone: bool = False) -> None:
    """Remove the names of a landing, the journal as the last of them."""
    beside: dict[Path, None] = {}
    for _, target, new, old in journal.staged(root) if journal else ():
        beside[target.parent / FOLDER] = None
        DISK.remove(new)
        DISK.remove(old)
    for folder in beside:
        if folder != root / FOLDER:
            DISK.remove_folder(folder)
    for made in reversed(journal.folders if journal and undone else ()):
        DISK.remove_folder(root / made)
    for name in (DRAFT, JOURNAL, DONE):
        DISK.remove(root / FOLDER / name)
    DISK.remove_folder(root / FOLDER)


def _read(path: Path) -> _Journal | None:
    """The journal in a file; None where there is none, or one that no landing of ours wrote: it may lead nowhere else
    than below its root."""
    try:
        journal = json.decode(read_bytes(path), type=_Journal)
    except (Refused, DecodeError):
        return None
    paths = [PurePosixPath(name) for name in (*(file.path for file in journal.files), *journal.folders)]
    if not TOKEN.fullmatch(journal.token) or any(path.is_absolute() or ".." in path.parts for path in paths):
        return None
    return journal


def _between(root: Path, target: Path) -> list[Path]:
    """The folders below ``root`` that a file lies in, innermost first."""
    return [folder for folder in target.parents if folder != root and folder.is_relative_to(root)]


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _hash(path: Path) -> str:
    """The SHA-256 of a file; "" where there is none that can be read."""
    if not is_file(path):
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@contextmanager
def _refused_from(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _cannot(path, error) from None
    except ValueError:  # a NUL in the path
        raise _cannot(path, OSError(errno.EINVAL, os.strerror(errno.EINVAL))) from None


def _cannot(path: Path, error: OSError) -> Refused:
    return Refused([diagnose("BW701", Span(str(path)), why=(error.strerror or str(error)).lower())])
