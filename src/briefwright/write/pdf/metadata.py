"""Document properties to the two places where a PDF states them: the information dictionary and the XMP packet.

Both say the same, word for word, as archives ask (ISO 19005-1, 6.7.3); what a document does not have stands in neither.
"""

from __future__ import annotations

from typing import Protocol

from ...scene.model import Properties
from .structure import Raw, text_string

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # the standard library's own loads its network part
CREATOR = "briefwright"
PRODUCER = "briefwright with ReportLab"

# The packet names a property that no archive knows, so it brings that property's schema (ISO 19005-1, 6.7.8). It has a
# description of its own: PDFBox looks for schemas only where one comes first.
UA_SCHEMA = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


class Information(Raw):
    """The information dictionary, as reportlab holds it."""

    def __init__(self, properties: Properties) -> None:
        stated = {
            "Title": properties.title,
            "Author": _author(properties),
            "Subject": properties.subject,
            "Keywords": _keywords(properties),
            "Creator": CREATOR,
            "Producer": PRODUCER,
            "CreationDate": f"D:{_full(properties.date).replace('-', '')}000000Z",
            "ModDate": f"D:{_full(properties.date).replace('-', '')}000000Z",
        }
        self.source = "".join(f"/{name}{text_string(text)}" for name, text in stated.items() if text).encode("ascii")
        super().__init__(b"<<" + self.source + b">>")

    def digest(self, signature: Hash) -> None:
        """Let the properties have their part in the file's identifier."""
        signature.update(self.source)


def _author(properties: Properties) -> str:
    return ", ".join(part for part in (properties.author, properties.organisation) if part)


def _keywords(properties: Properties) -> str:
    return ", ".join(properties.keywords)


def _full(iso: str) -> str:
    """An ISO date with the month and day that it may lack."""
    parts = [*iso[:10].split("-"), "01", "01"][:3]
    return "-".join(parts)


def metadata(properties: Properties) -> Raw:
    """The XMP packet as a stream, unpacked so that any tool finds it (ISO 19005-1, 6.7.2)."""
    packet = xmp(properties)
    head = f"<</Type/Metadata/Subtype/XML/Length {len(packet)}>>\nstream\n".encode("ascii")
    return Raw(head + packet + b"\nendstream")


def xmp(properties: Properties) -> bytes:
    """The packet (ISO 16684-1): Dublin Core, dates, and what the file means to be: PDF/A-1b and PDF/UA-1."""
    stamp = f"{_full(properties.date)}T00:00:00Z"
    words = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in properties.keywords)
    author = escape(_author(properties))  # one entry: it must equal the information dictionary's
    stated = {
        "dc:title": _alternative(properties.title),
        "dc:language": f"<rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag>",
        "dc:creator": f"<rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq>" if author else "",
        "dc:description": _alternative(properties.subject),
        "dc:subject": f"<rdf:Bag>{words}</rdf:Bag>" if words else "",
        "pdf:Keywords": escape(_keywords(properties)),
        "pdf:Producer": escape(PRODUCER),
        "xmp:CreateDate": stamp,
        "xmp:ModifyDate": stamp,
        "xmp:CreatorTool": CREATOR,
        "pdfaid:part": "1",
        "pdfaid:conformance": "B",
        "pdfuaid:part": "1",
    }
    names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    lines = [f"<{name}>{value}</{name}>" for name, value in stated.items() if value]
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            f'<rdf:Description rdf:about="" {names}>{UA_SCHEMA}</rdf:Description>',
            f'<rdf:Description rdf:about="" {names}>',
            *lines,
            "</rdf:Description></rdf:RDF></x:xmpmeta>",
            '<?xpacket end="w"?>',
        )
    ).encode()


def escape(text: str) -> str:
    """A text as XML holds it between tags."""
    return text.translate(ESCAPES)


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>' if text else ""
