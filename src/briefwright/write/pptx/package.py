"""The package: its parts, and their zip, which has the same bytes each time."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from ...core.diagnostics import Refused, Span
from ...core.memo import memo
from ...core.messages import diagnose
from ...scene.model import Properties
from .part_context import DECLARATION, escaped
from .parts import CT, RT, Part, relative

STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip
_LEVEL = 3  # the last before the slow ones: two thirds of the time for an eighth more bytes
_FIRST_DAY = 1 << 5 | 1  # 1 January 1980, as a zip writes it
_UTF8 = 1 << 11
_READABLE = 0o600 << 16
_IMAGES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))  # the first bytes of each
_OPC = "http://schemas.openxmlformats.org/package/2006"


class Bundle:
    """A package in the making. Its parts are numbered by whoever makes them."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._roots: list[tuple[str, Part]] = []

    def add(self, name: str, content_type: str, xml: str = "") -> Part:
        """A new part; its ``blob`` may be set later, once its relationships are known."""
        return self._keep(Part(name, content_type, xml.encode()))

    def root(self, kind: str, part: Part) -> Part:
        """Relate a part to the package itself: the presentation, the properties."""
        self._roots.append((kind, part))
        return part

    def image(self, number: int, path: str, blob: bytes) -> Part:
        """An image part. Refused (BW133) if the bytes are no PNG, JPEG or GIF."""
        kind = next((kind for magic, kind in _MAGIC if blob.startswith(magic)), None)
        if kind is None:
            raise Refused([diagnose("BW133", Span(path), path=path, why="it is of another kind")])
        return self._keep(Part(f"/ppt/media/image{number}.{kind}", _IMAGES[kind], blob))

    def drawing(self, number: int, blob: bytes) -> Part:
        """The part of an SVG that has been cleaned."""
        return self._keep(Part(f"/ppt/media/drawing{number}.svg", "image/svg+xml", blob))

    def core(self, properties: Properties) -> None:
        """The core properties, dated from the document and not from the clock."""
        self.root(RT.CORE_PROPERTIES, self.add("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _core_xml(properties)))

    def zipped(self) -> bytes:
        """The file: content types first, then each part with its relationships, in the order of their making."""
        roots = [(f"rId{n}", kind, part.name[1:], "") for n, (kind, part) in enumerate(self._roots, start=1)]
        members = [("[Content_Types].xml", self._content_types()), ("_rels/.rels", _relationships(roots))]
        for part in self.parts:
            folder, _, name = part.name.rpartition("/")
            members.append((part.name[1:], part.blob))
            if part.relationships:
                members.append((f"{folder[1:]}/_rels/{name}.rels", _relationships(_entries(part, folder))))
        return archive([(name, _deflated(data, name=name)) for name, data in members])

    def _keep(self, part: Part) -> Part:
        self.parts.append(part)
        return part

    def _content_types(self) -> bytes:
        kinds = sorted({part.extension for part in self.parts} & set(_IMAGES))
        lines = [f'<Default Extension="{kind}" ContentType="{_IMAGES[kind]}"/>' for kind in kinds]
        lines += [
            f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/>',
            f'<Default Extension="xml" ContentType="{CT.XML}"/>',
        ]
        lines += [
            f'<Override PartName="{escaped(part.name)}" ContentType="{escaped(part.content_type)}"/>'
            for part in self.parts
            if part.extension not in _IMAGES
        ]
        return f'{DECLARATION}<Types xmlns="{_OPC}/content-types">{"".join(lines)}</Types>'.encode()


def _entries(part: Part, folder: str) -> Iterable[tuple[str, str, str, str]]:
    for rid, (kind, target) in part.relationships.items():
        if isinstance(target, Part):
            yield rid, kind, relative(target.name, folder), ""
        else:
            yield rid, kind, target, ' TargetMode="External"'


def _relationships(entries: Iterable[tuple[str, str, str, str]]) -> bytes:
    """A relationships part of (id, type, target, mode), as text: lxml takes three times as long."""
    lines = [
        f'<Relationship Id="{escaped(rid)}" Type="{escaped(kind)}" Target="{escaped(target)}"{mode}/>'
        for rid, kind, target, mode in entries
    ]
    return f'{DECLARATION}<Relationships xmlns="{_OPC}/relationships">{"".join(lines)}</Relationships>'.encode()


class Deflated(Struct, frozen=True):
    """A compressed member of a zip, with the checksum and size for its headers."""

    data: bytes
    crc: int
    size: int


@memo(by=lambda _, *, name: name)
def _deflated(data: bytes, *, name: str) -> Deflated:
    """A member compressed. ``name`` is what its later versions are known by."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Deflated(packer.compress(data) + packer.flush(), zlib.crc32(data), len(data))


def archive(members: Sequence[tuple[str, Deflated]]) -> bytes:
    """A zip (APPNOTE 6.3) of compressed members, with a fixed date. ``zipfile`` takes no data that is compressed."""
    out, directory = bytearray(), bytearray()
    for name, member in members:
        path, flags = name.encode(), 0 if name.isascii() else _UTF8
        common = struct.pack(
            "<5H3L2H", 20, flags, 8, 0, _FIRST_DAY, member.crc, len(member.data), member.size, len(path), 0
        )
        directory += struct.pack("<4s2B", b"PK\1\2", 20, 0) + common
        directory += struct.pack("<3H2L", 0, 0, 0, _READABLE, len(out)) + path
        out += b"PK\3\4" + common + path + member.data
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(out), 0)
    return bytes(out + directory + end)


def put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a member to a zip, with a fixed date."""
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # the same on every system
    archive.writestr(info, data)


def midnight(date: str) -> datetime:
    """Midnight of an ISO date; a month or a year counts from its first day."""
    year, month, day, *_ = (*date[:10].split("-"), "1", "1")
    return datetime(int(year), int(month), int(day))


def _core_xml(properties: Properties) -> str:
    day = midnight(properties.date).strftime("%Y-%m-%dT%H:%M:%SZ")
    stated = (
        ("dc:title", properties.title), ("dc:subject", properties.subject), ("dc:creator", properties.author),
        ("cp:keywords", ", ".join(properties.keywords)), ("dc:language", properties.language),
        ("cp:lastModifiedBy", properties.author), ("dcterms:created", day), ("dcterms:modified", day),
        ("cp:category", properties.marking), ("cp:contentStatus", properties.status), ("cp:revision", "1"),
    )  # fmt: skip
    typed = {"dcterms:created": _W3C, "dcterms:modified": _W3C}
    texts = "".join(f"<{name}{typed.get(name, '')}>{escaped(text)}</{name}>" for name, text in stated)
    return f"{DECLARATION}<cp:coreProperties {_CORE}>{texts}</cp:coreProperties>"


_W3C = ' xsi:type="dcterms:W3CDTF"'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
