"""Layouts that are made of slides: how they are called, and their parts with relations and bytes."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO

from lxml import etree
from msgspec import Struct

from ..ooxml.attributes import Element

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROLES = {"title": "Cover", "content": "Content", "section": "Section"}
LISTED = "http://schemas.openxmlformats.org/package/2006/relationships"


def made_name(purpose: str, number: int) -> str:
    return f"{purpose} (slide {number})"


def is_made(name: str) -> bool:
    """Whether a layout of that name was made of a slide."""
    return bool(re.fullmatch(r"\w+ \(slide \d+\)", name))


class SlideLayout(Struct, frozen=True):
    """A layout that was made: its part, what it is for, the number of its slide, how many words that says, what it
    draws; and of a page how much of its frame other slides have, too, less what none has. ``grounded`` says that it has
    a ground of its own, ``headed`` that its title stands over something, as on a page."""

    part: str
    purpose: str
    number: int
    words: int
    look: frozenset[tuple[object, ...]] = frozenset()
    shared: int = 0
    grounded: bool = False
    headed: bool = False

    @property
    def name(self) -> str:
        return made_name(self.purpose, self.number)


def free_number(parts: dict[str, bytes]) -> int:
    return next(n for n in range(1, 10_000) if f"ppt/slideLayouts/slideLayout{n}.xml" not in parts)


def rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def relative(target: str, source: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(source))


def relations_of(entries: dict[str, tuple[str, str]]) -> bytes:
    root = etree.fromstring(f'<Relationships xmlns="{LISTED}"/>')
    for key, (kind, target) in entries.items():
        etree.SubElement(root, f"{{{LISTED}}}Relationship", {"Id": key, "Type": OFFICE + kind, "Target": target})
    return xml_bytes(root)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A file of these parts, the same bytes for the same parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xml_bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def roles_of(made: Sequence[SlideLayout]) -> dict[str, str]:
    """The names of the layouts that serve best, by what they stand for. Without a divider, the closing is one where it
    draws what the cover does, and less: a picture of the first subject alone is none of a section."""
    roles: dict[str, str] = {}
    for role, purpose in ROLES.items():
        some = [one for one in made if one.purpose == purpose]
        alike = Counter(one.look for one in some)  # what the client does most often is the usual one
        best = min(some, key=lambda one: (-one.shared, -alike[one.look], not one.headed, one.words), default=None)
        roles |= {role: best.name} if best else {}
    if "section" not in roles and (cover := next((one for one in made if one.purpose == "Cover"), None)):
        closings = (one for one in made if one.purpose == "Closing" and one.grounded == cover.grounded)
        closing = next((one for one in closings if one.look < cover.look), None)
        if closing or cover.grounded:  # rather than a divider on a ground that the client has given up
            roles["section"] = (closing or cover).name
    return roles
