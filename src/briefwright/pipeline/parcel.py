"""All that the decks of a run are made from as bytes, so that another machine makes the same files of it.

It holds the brief, the files it names, the templates beside it and in the project, the logos of the rows and the fonts.
What is installed on the other machine is taken there where its bytes are equal; what it lacks it asks for.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from platform import node
from secrets import token_hex
from threading import Lock

from msgspec import Struct

from ..core import files
from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose
from ..text.fonts import packages_of, root_of, use_packages
from ..theme.model import Theme
from ..yamlfile.named_files import named_files

ASIDE = PurePosixPath(".brief")  # where the folder of a brief lies that is not below the working folder
MAX_FILE = 200_000_000  # bytes
SMALL = 100_000  # bytes of a file that always travels; a larger one only to those who ask for it
MADE_WITH = (
    "briefwright", "reportlab", "lxml", "pillow", "uharfbuzz", "jinja2", "msgspec", "uniseg", "pyphen",
)  # fmt: skip


packed_here: set[str] = set()  # the parcels of this process


class Parcel(Struct, frozen=True):
    """The files by their paths from the working folder, and the fonts by package and path, each as the SHA-256 of its
    bytes; ``small`` has the bytes of those that are. ``brief`` is its path there, ``pictures`` are those of logos by
    their paths here."""

    id: str
    brief: str
    pictures: Mapping[str, str]
    files: Mapping[str, str]
    fonts: Mapping[str, Mapping[str, str]]
    small: Mapping[str, bytes]
    date: str | None
    versions: Mapping[str, str]


class Missing(Struct, frozen=True):
    """The hashes of what a machine needs to be sent."""

    hashes: tuple[str, ...]


class Packer:
    """A parcel, and the larger files, which are sent when a machine asks for them."""

    def __init__(self, brief: Path, themes: Iterable[Theme], pictures: Iterable[Path]) -> None:
        self._paths: dict[str, Path] = {}
        self._small: dict[str, bytes] = {}
        folder = PurePosixPath(brief.parent.as_posix())
        self._aside = None if not folder.is_absolute() and ".." not in folder.parts else brief.parent
        home = ASIDE if self._aside else folder
        held = {str(home / brief.name): self._hash(brief)}
        for path in named_files(brief):
            held[str(home / path.as_posix())] = self._hash(brief.parent / path)
        for place, root in ((home, brief.parent), (PurePosixPath(), Path())):
            held |= {str(place / path.as_posix()): self._hash(root / path) for path in _templates(root)}
        logos = {str(path): f"{ASIDE}/rows/{self._hash(path)}{path.suffix}" for path in pictures}
        held |= {at: self._hash(Path(path)) for path, at in logos.items()}
        fonts: dict[str, dict[str, str]] = {}
        for package in dict.fromkeys(each for theme in themes for each in packages_of(theme.fonts)):
            fonts[package.name] = {path: self._hash(package.root / path) for path in package.paths}
        date = os.environ.get("SOURCE_DATE_EPOCH")
        self.parcel = Parcel(token_hex(), str(home / brief.name), logos, held, fonts, self._small, date, versions())
        packed_here.add(self.parcel.id)

    def bytes_of(self, missing: Missing) -> dict[str, bytes]:
        """What a machine asked for, by its hash."""
        return {name: files.read_bytes(self._paths[name], MAX_FILE) for name in missing.hashes}

    def here(self, span: Span | None) -> Span | None:
        """The place in a file of this machine that a place in the parcel stands for."""
        if span is None or not self._aside or not span.file.startswith(f"{ASIDE}/"):
            return span
        return Span(str(self._aside / span.file.removeprefix(f"{ASIDE}/")), span.line, span.column)

    def _hash(self, path: Path) -> str:
        data = files.read_bytes(path, MAX_FILE)
        digest = hashlib.sha256(data).hexdigest()
        self._paths[digest] = path
        if len(data) <= SMALL:
            self._small[digest] = data
        return digest


def _templates(root: Path) -> Iterator[Path]:
    for path in sorted((root / "templates").rglob("*")):
        if files.is_file(path):
            yield path.relative_to(root)


def versions() -> dict[str, str]:
    """What makes the bytes of files, by name and version."""
    return {name: _version(name) for name in MADE_WITH}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


# ---- on the machine that does the work ---------------------------------------------------------------

_known: dict[str, bytes] = {}  # what has come with earlier jobs, by its hash
_working = Lock()  # the working folder and the fonts are those of the whole process


@contextmanager
def unpacked(parcel: Parcel, sent: Mapping[str, bytes]) -> Iterator[Missing | None]:
    """Work in a folder with the files of a parcel, and yield None; or yield what is missing, and work nowhere else.

    Refused (BW747) where the files would not be the same bytes, because something here has another version.
    """
    mine = versions()
    differ = [f"{name} is {mine.get(name)}, not {wanted}" for name, wanted in parcel.versions.items()
              if mine.get(name) != wanted]  # fmt: skip
    if differ:
        raise Refused([diagnose("BW747", host=node(), what=", ".join(differ))])
    with _working:
        _known.update({**parcel.small, **sent})
        lacking = [digest for digest in _wanted(parcel) if digest not in _known]
        if lacking:
            yield Missing(tuple(lacking))
            return
        before, date = Path.cwd(), os.environ.get("SOURCE_DATE_EPOCH")
        os.chdir(_laid_out(parcel))
        _set_date(parcel.date)
        try:
            yield None
        finally:
            os.chdir(before)
            _set_date(date)


def _wanted(parcel: Parcel) -> Iterator[str]:
    yield from parcel.files.values()
    for package, paths in parcel.fonts.items():
        if not _is_installed(package, tuple(paths.items())):
            yield from paths.values()


@cache
def _is_installed(package: str, paths: tuple[tuple[str, str], ...]) -> bool:
    root = root_of(package)
    return root is not None and all(
        files.is_file(root / path) and hashlib.sha256((root / path).read_bytes()).hexdigest() == digest
        for path, digest in paths
    )


_folders: dict[str, tuple[tempfile.TemporaryDirectory[str], dict[str, Path]]] = {}  # removed when the process ends


def _laid_out(parcel: Parcel) -> str:
    key = repr((sorted(parcel.files.items()), sorted(parcel.fonts)))
    if key not in _folders:
        folder = tempfile.TemporaryDirectory(prefix="briefwright-")
        root = Path(folder.name)
        for path, digest in parcel.files.items():
            _put(root / path, digest)
        own: dict[str, Path] = {}
        for package, paths in parcel.fonts.items():
            if not _is_installed(package, tuple(paths.items())):
                own[package] = root / ".fonts" / package
                for path, digest in paths.items():
                    _put(own[package] / path, digest)
        _folders[key] = folder, own
    laid_out, own = _folders[key]
    use_packages(own)
    return laid_out.name


def _put(path: Path, digest: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_known[digest])


def _set_date(date: str | None) -> None:
    if date is None:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    else:
        os.environ["SOURCE_DATE_EPOCH"] = date
