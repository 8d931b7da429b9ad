"""Editions built once for a whole test run, whichever process asks first: the files, and the scene they show."""

import fcntl
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from briefwright.brief.read import read
from briefwright.core import files
from briefwright.pipeline.build import build
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from briefwright.pipeline.workers import Workers
from tests import judges

CHECKOUT = Path(__file__).resolve().parent.parent
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Key:
    """One edition: the stem of its brief, its audience, its theme."""

    brief: str
    audience: str
    theme: str

    def __str__(self) -> str:
        return f"{self.brief}-{self.audience}-{self.theme}"

    @property
    def path(self) -> Path:
        return {
            "china-llm": CHECKOUT / "briefs" / "china-llm.yaml",
            "gallery": CHECKOUT / "briefs" / "gallery.yaml",
            "alpha": CHECKOUT / "tests" / "briefs" / "alpha.yaml",
            "tea": CHECKOUT / "tests" / "briefs" / "tea.yaml",
            "new": CHECKOUT / "templates" / "briefs" / "new.yaml",
        }[self.brief]

    def order(self, out: Path = Path("output")) -> Order:
        return Order(self.path, (self.audience,), self.theme, out=out)


KEYS = tuple(
    Key(brief, audience, theme)
    for brief in ("china-llm", "new")
    for audience in ("full", "executive")
    for theme in ("paper", "night", "client")
)


@cache
def staged(key: Key) -> PlacedEdition:
    """The edition as it is placed, nothing written."""
    [edition], _ = place_editions(read(key.path), key.order())
    return edition


def folder_of(key: Key, root: Path) -> Path:
    """The folder with the files of an edition, built under ``root`` by the first who asks for it."""

    def make(folder: Path) -> None:
        with Workers(1) as workers:
            built = build(key.order(folder / "out"), workers)
        assert not built.failed, "\n".join(map(str, built.diagnostics))
        for path in (folder / "out").rglob("*"):
            if path.is_file():
                shutil.move(path, folder / path.name)

    return once(root / str(key), make)


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Let the first who comes ``make`` what goes into ``folder``; the others wait until it is there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    done = folder.parent / f"{folder.name}.done"
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go when the process ends, however it ends
        assert done.exists() or not folder.exists(), f"{folder.name} could not be made; see the other failure"
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def shared_root(base: Path) -> Path:
    """A folder that every process of this test run shares; ``base`` is the own one of this process."""
    return (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "editions"


def said_in(path: Path) -> str:
    """Everything that a file says: a deck with its sections, notes and alternative texts, a PDF by its text."""
    if path.suffix == ".pdf":
        return " ".join(judges.pdf_text(path))
    said: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.match(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml", name):
                tree = etree.fromstring(archive.read(name))
                said += ["".join(p.itertext(f"{DRAWING}t")) for p in tree.iter(f"{DRAWING}p")]
                said += [str(text) for text in tree.xpath("//@descr")]
        sections = etree.fromstring(archive.read("ppt/presentation.xml"))
        said += [str(name) for name in sections.xpath("//*[local-name()='section']/@name")]
    return " ".join(said)


def installed(kind: str, name: str) -> Path:
    """The file of a shared template."""
    path = files.template(kind, name)
    assert path is not None
    return path
