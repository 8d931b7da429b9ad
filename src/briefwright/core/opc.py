"""An Office file that nobody has checked to its parts, their kinds and relations (ECMA-376 Part 2).

It may be no such file, be protected, hold macros, be damaged, or be made to exhaust memory: each is refused by name.
Nothing is unpacked to disk, no entity is expanded, nothing is fetched.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from . import files
from .diagnostics import Refused, Span
from .messages import diagnose

MAX_FILE = 200_000_000  # bytes of the file
MAX_UNPACKED = 600_000_000  # bytes of all its parts
MAX_XML = 30_000_000  # bytes of one part of XML
MAX_PARTS = 20_000

_ENCODING = re.compile(rb"""\s*(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")
_ENCODINGS = (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_OLE = b"\xd0\xcf\x11\xe0"  # a compound file: an old .ppt, or a new one under a password
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml."
_KINDS = {f"{_MAIN}{kind}.main+xml" for kind in ("presentation", "template", "slideshow")}
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLACEHOLDER = "{http://schemas.openxmlformats.org/presentationml/2006/main}ph"
_LEFT_BEHIND = ("slide", "notesSlide", "customXml", "vmlDrawing")  # no part that is kept may lead there
_OBJECTS = ("oleObject", "package", "control")
_LINKS = ("http://", "https://", "mailto:")
_MACROS = "application/vnd.ms-powerpoint."


_sound: dict[bytes, None] = {}  # the hashes of files whose parts have been checked in this process


class NotReadable(Exception):
    """Bytes that are no package to be read. ``reason`` is "old", "protected", "no zip", "damaged" or "large"; ``why``
    says more of what is damaged, ``size`` is what the parts of a large one have together, in bytes."""

    def __init__(self, reason: str, why: str = "", size: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.why, self.size = reason, why, size


class Relation(Struct, frozen=True):
    """What a part refers to: ``kind`` is the last word of its type, ``target`` a part's name or an address."""

    id: str
    kind: str
    type: str
    target: str
    external: bool


class Package:
    """The parts of one file, by their names without the first slash."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}
        self._relations: dict[str, Mapping[str, Relation]] = {}

    def has(self, part: str) -> bool:
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part. Refused (BW533) when it is missing or damaged."""
        name = self._names.get(part.lower())
        if name is None:
            raise self.damaged(f"the part {part} is missing")
        try:
            return unpacked(self._archive, name)
        except NotReadable:
            raise self.damaged(f"the part {part} cannot be unpacked") from None

    def xml(self, part: str) -> etree._Element:
        """The root of a part of XML, read once: nobody changes it."""
        if part not in self._trees:
            self._trees[part] = self._read_xml(part)
        return self._trees[part]

    def _read_xml(self, part: str) -> etree._Element:
        data = self.read(part)
        if len(data) > MAX_XML:
            raise self.refused("BW534", size=len(data) // 1_000_000, limit=MAX_XML // 1_000_000)
        return self.parsed(part, data)

    def parsed(self, part: str, data: bytes) -> etree._Element:
        """XML without a document type, whose elements stand in one another within reason."""
        if not is_plain_xml(data):
            raise self.damaged(f"the part {part} declares a document type, or is in an encoding that no Office writes")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.damaged(f"the part {part} is no XML") from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(f"the part {part} declares a document type")
        return root

    def relations(self, part: str) -> Mapping[str, Relation]:
        """The relations of a part by their ids; those of the file itself under an empty name."""
        if part not in self._relations:
            folder, _, name = part.rpartition("/")
            rels = f"{folder}/_rels/{name}.rels".lstrip("/")
            listed = self._listed(part, rels) if self.has(rels) else ()
            self._relations[part] = {relation.id: relation for relation in listed}
        return self._relations[part]

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The names of the parts that a part refers to by relations of a kind, in the order of the file."""
        return tuple(r.target for r in self.relations(part).values() if r.kind == kind and not r.external)

    def kind(self, part: str) -> str:
        """The content type of a part; empty when the file states none."""
        overrides, defaults = self._kinds
        return overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "")

    @cached_property
    def main(self) -> str:
        """The name of the presentation part."""
        listed = self.related("", "officeDocument")
        if not listed or not self.has(listed[0]):
            raise self.refused("BW530", what="it holds no presentation")
        return listed[0]

    def check(self) -> None:
        """Parse every part of XML once, those too that nobody reads and a deck takes over. Refused (BW533, BW534)."""
        for part in self._names.values():
            kind = self.kind(part)
            if not (kind.endswith("xml") or part.lower().endswith((".xml", ".rels"))) or kind.startswith("image/"):
                continue
            for holder in self._read_xml(part).iter(_PLACEHOLDER):  # not kept: it may never be asked for again
                if not re.fullmatch("[0-9]{1,10}", holder.get("idx", "0")):
                    raise self.damaged(f"a placeholder of the part {part} has an idx that is no number")

    def keeps(self, part: str, relation: Relation) -> bool:
        """Whether a deck keeps what a part of a client's file refers to: nothing outside of the file but links to click
        on, no object of another program, no part of no kind."""
        if relation.external:
            return relation.kind == "hyperlink" and relation.target.startswith(_LINKS)
        kind = self.kind(relation.target) if self.has(relation.target) else ""
        if relation.kind in _OBJECTS:
            return relation.kind == "package" and "drawingml.chart" in self.kind(part) and kind == _SHEET
        if kind.startswith("image/svg") and not is_plain_xml(self.read(relation.target)):
            return False  # a PNG stands beside it
        return bool(kind) and relation.kind not in _LEFT_BEHIND

    def dropped(self) -> Iterator[tuple[str, Relation]]:
        """Objects of other programs and what lies outside of the file, as masters and layouts refer to it, each with
        the part that does; decks do not keep it."""
        waiting, seen = [(self.main, 0)], {self.main}
        for part, depth in waiting:
            for relation in self.relations(part).values():
                if not depth and relation.kind not in ("slideMaster", "notesMaster", "handoutMaster"):
                    continue
                if self.keeps(part, relation):
                    if not relation.external and relation.target not in seen:
                        seen.add(relation.target)
                        waiting.append((relation.target, depth + 1))
                elif relation.external or relation.kind in _OBJECTS:
                    yield part, relation

    def refused(self, code: str, **words: object) -> Refused:
        return Refused([diagnose(code, Span(str(self.path)), hint=None, **words)])

    def damaged(self, why: str) -> Refused:
        return self.refused("BW533", why=why)

    def _listed(self, part: str, rels: str) -> Iterator[Relation]:
        folder = part.rpartition("/")[0]
        for entry in self.xml(rels).iterfind("{*}Relationship"):
            identifier, kind, target = (entry.get(key, "") for key in ("Id", "Type", "Target"))
            external = entry.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            yield Relation(identifier, kind.rpartition("/")[2], kind, target, external)

    @cached_property
    def _kinds(self) -> tuple[dict[str, str], dict[str, str]]:
        overrides: dict[str, str] = {}
        defaults: dict[str, str] = {}
        types = self.xml("[Content_Types].xml")
        for entry in types.iterfind("{*}Override"):
            overrides[entry.get("PartName", "").lstrip("/").lower()] = entry.get("ContentType", "")
        for entry in types.iterfind("{*}Default"):
            defaults[entry.get("Extension", "").lower()] = entry.get("ContentType", "")
        return overrides, defaults


def is_plain_xml(data: bytes) -> bool:
    """Whether XML is in an encoding that Office files are in, and declares no document type."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        order = "" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "-le" if data[0] else "-be"
        text = data.decode(f"utf-16{order}", "replace")
        return "\0" not in text and "<!DOCTYPE" not in text
    stated = _ENCODING.match(data)
    known = stated is None or stated[1].lower() in _ENCODINGS
    return known and b"\0" not in data and b"<!DOCTYPE" not in data


def unzipped(data: bytes, limit: int = MAX_UNPACKED) -> zipfile.ZipFile:
    """The zip of a package whose parts have at most ``limit`` bytes together. Raises NotReadable."""
    if data.startswith(_OLE):
        raise NotReadable("protected" if _PROTECTED in data else "old")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except MemoryError:
        raise
    except Exception:  # as of a member
        raise NotReadable("damaged" if data.startswith(b"PK") else "no zip", "the zip cannot be read") from None
    size = sum(member.file_size for member in members)
    if size > limit or len(members) > MAX_PARTS:
        raise NotReadable("large", size=size)
    if any(member.flag_bits & 1 for member in members):
        raise NotReadable("protected")
    if len({member.filename.lower() for member in members}) < len(members):
        raise NotReadable("damaged", "two parts have one name")
    return archive


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member of a zip. Raises NotReadable."""
    try:
        return archive.read(name)
    except MemoryError:
        raise
    except Exception as error:  # a damaged zip makes its reader raise anything: struct.error, ValueError, LZMAError, …
        raise NotReadable("damaged", type(error).__name__) from None


def opened(path: Path) -> Package:
    """A .pptx or .potx. Refused (BW1xx, BW530 to BW534) when it is none, or not one to be read."""
    data = files.read_bytes(path, MAX_FILE)
    try:
        package = Package(path, unzipped(data))
    except NotReadable as error:
        refusals: dict[str, tuple[str, dict[str, object]]] = {
            "old": ("BW530", {"what": "it is an old .ppt, or no deck"}),
            "no zip": ("BW530", {"what": "it is no zip"}),
            "protected": ("BW531", {}),
            "damaged": ("BW533", {"why": error.why}),
            "large": ("BW534", {"size": error.size // 1_000_000, "limit": MAX_UNPACKED // 1_000_000}),
        }
        code, words = refusals[error.reason]
        raise Refused([diagnose(code, Span(str(path)), hint=None, **words)]) from None
    if not package.has("[Content_Types].xml"):
        raise package.refused("BW530", what="the zip is no Office file")
    kind = package.kind(package.main)
    if kind.startswith(_MACROS) and "macroEnabled" in kind:
        raise package.refused("BW532", kind=path.suffix or "a file with macros")
    if kind not in _KINDS:
        raise package.refused("BW530", what="the Office file is no presentation")
    digest = hashlib.sha256(data).digest()
    if digest not in _sound:
        package.check()
        _sound[digest] = None
    return package
