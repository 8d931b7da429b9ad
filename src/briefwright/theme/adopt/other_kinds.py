"""A client's file of another kind to one that can be adopted: its macros are left out, LibreOffice converts it, its
masters get layouts."""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from ...core import files
from ...core.diagnostics import Refused, Span
from ...core.messages import diagnose
from ...core.opc import MAX_FILE, NotReadable, is_plain_xml, opened, unzipped
from .bare_masters import has_bare_masters, with_layouts
from .drawn_prompts import without_prompts
from .slide_layouts import with_slide_layouts
from .slide_parts import zipped

MACROS = (".potm", ".pptm", ".ppsm")
CONVERTED = (".otp", ".odp", ".pot", ".ppt")  # by LibreOffice, where there is one
THEME = ".thmx"  # of Office: a presentation without slides, under another main part
SECONDS = 120  # for a conversion
_TYPES = "[Content_Types].xml"
_ROOT = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="%s"/>'
    b"</Relationships>"
)
_PROGRAM = re.compile(r"vba|activex|/controls?$|\.bin$", re.IGNORECASE)  # in the kinds and names of parts
_WITH_MACROS = re.compile(rb"vnd\.ms-powerpoint\.(\w+)\.macroEnabled\.main\+xml")
_PLAIN = rb"vnd.openxmlformats-officedocument.presentationml.\1.main+xml"


@contextmanager
def with_layouts_of_slides(file: Path, *, cover_alone: bool = False) -> Iterator[tuple[Path, dict[str, str]]]:
    """For a while a copy of a file whose sample slides, or the first ``cover_alone``, are layouts, of the same name;
    and those that serve best."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / file.name
        archive = unzipped(files.read_bytes(file, MAX_FILE))
        data, roles = with_slide_layouts(opened(file), archive, cover_alone=cover_alone)
        made.write_bytes(data)
        yield made, roles


@contextmanager
def with_layouts_of_masters(file: Path) -> Iterator[Path]:
    """The file, or for a while a copy of it, of the same name, in which masters that have no layout have some. Refused
    (BW53x) where it cannot be read."""
    package = opened(file)
    if not has_bare_masters(package):
        yield file
        return
    with TemporaryDirectory() as folder:
        made, archive = Path(folder) / file.name, unzipped(files.read_bytes(file, MAX_FILE))
        made.write_bytes(zipped(with_layouts(package, {name: archive.read(name) for name in archive.namelist()})))
        yield made


@contextmanager
def with_prompts_cut(file: Path) -> Iterator[Path]:
    """The file, or for a while a copy of it, of the same name, whose masters and layouts ask for no words that nobody
    can fill in."""
    if not (changed := without_prompts(opened(file))):
        yield file
        return
    with TemporaryDirectory() as folder:
        made, archive = Path(folder) / file.name, unzipped(files.read_bytes(file, MAX_FILE))
        made.write_bytes(zipped({name: archive.read(name) for name in archive.namelist()} | changed))
        yield made


@contextmanager
def adoptable(file: Path, without_macros: bool = False) -> Iterator[Path]:
    """The file, or for a while a copy of it that can be adopted, of the same name. Refused (BW530) when it would have
    to be converted and cannot be."""
    suffix = file.suffix.lower()
    if not (suffix in (THEME, *CONVERTED) or (without_macros and suffix in MACROS)):
        yield file
        return
    with TemporaryDirectory() as folder:
        made = Path(folder) / f"{file.stem}.potx"
        if suffix in MACROS:
            made.write_bytes(_without_macros(files.read_bytes(file, MAX_FILE), file))
        elif suffix == THEME:
            made.write_bytes(_of_theme(files.read_bytes(file, MAX_FILE), file))
        else:
            _convert(file, made)
        yield made


def _convert(file: Path, made: Path) -> None:
    office = shutil.which("soffice")
    if office:
        profile = (made.parent / "profile").as_uri()
        command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "potx"]
        try:
            subprocess.run(
                [*command, "--outdir", str(made.parent), str(file)], capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            pass
    if not made.is_file():
        what = f"a {file.suffix} is converted by LibreOffice, which {'could not' if office else 'is not installed'}"
        raise Refused([diagnose("BW530", Span(str(file)), what=what)])


def _without_macros(data: bytes, file: Path) -> bytes:
    """The parts of a package that are no program, and what refers to them."""
    try:
        archive = unzipped(data)
        parts = {name: archive.read(name) for name in archive.namelist() if not _PROGRAM.search(name)}
    except (NotReadable, zipfile.BadZipFile, RuntimeError):
        return data  # refused by name when it is opened
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            if name == "[Content_Types].xml" or name.endswith(".rels"):
                part = _cleaned(name, part, frozenset(parts))
            out.writestr(name, part)
    return made.getvalue()


def _of_theme(data: bytes, file: Path) -> bytes:
    """An Office theme as the presentation that is in it. Refused (BW530) where it holds none."""
    try:
        archive = unzipped(data)
        parts = {name: archive.read(name) for name in archive.namelist()}
    except (NotReadable, zipfile.BadZipFile, RuntimeError):
        return data  # refused by name when it is opened
    main = re.search(rb'PartName="/([^"]+)"[^>]*presentationml\.\w+\.main\+xml', parts.get(_TYPES, b""))
    if main is None:
        raise Refused([diagnose("BW530", Span(str(file)), what="it has colours and fonts alone, and no master")])
    parts["_rels/.rels"] = _ROOT % main[1]
    return zipped(parts)


def _cleaned(name: str, part: bytes, kept: frozenset[str]) -> bytes:
    """A list of types, or of relations, without those of programs and of parts that are gone."""
    if not is_plain_xml(part):
        return part
    part = _WITH_MACROS.sub(_PLAIN, part)
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    folder = posixpath.dirname(posixpath.dirname(name))
    for entry in list(root):
        target = entry.get("Target", "")
        where = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        gone = entry.get("TargetMode") != "External" and target and where not in kept
        if gone or _PROGRAM.search(entry.get("ContentType", "")) or _PROGRAM.search(entry.get("Type", "")):
            root.remove(entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
