"""Document properties to XMP, the metadata that viewers and archives read (ISO 16684-1)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ...scene.model import Properties


def information_date(iso: str) -> str:
    """``2024-04-03`` as a PDF date."""
    return f"D:{_full(iso).replace('-', '')}000000Z"


def _full(iso: str) -> str:
    """An ISO date with the month and day that it may lack."""
    parts = [*iso[:10].split("-"), "01", "01"][:3]
    return "-".join(parts)


def xmp(properties: Properties, producer: str) -> bytes:
    """The packet: Dublin Core, dates, and the claim to be PDF/UA-1, which checkers look for."""
    stamp = f"{_full(properties.date)}T00:00:00Z"
    authors = "".join(f"<rdf:li>{escape(a)}</rdf:li>" for a in (properties.author, properties.organisation) if a)
    subjects = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in properties.keywords)
    parts = [
        f"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{escape(properties.title)}</rdf:li></rdf:Alt></dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag></dc:language>",
        f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>" if authors else "",
        f"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{escape(properties.subject)}</rdf:li></rdf:Alt>"
        "</dc:description>" if properties.subject else "",
        f"<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>" if subjects else "",
        f"<pdf:Keywords>{escape(', '.join(properties.keywords))}</pdf:Keywords>" if subjects else "",
        f"<pdf:Producer>{escape(producer)}</pdf:Producer>",
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>",
        "<xmp:CreatorTool>briefwright</xmp:CreatorTool><pdfuaid:part>1</pdfuaid:part>",
    ]  # fmt: skip
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        + "\n".join(part for part in parts if part)
        + '\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>\n'
    ).encode()
