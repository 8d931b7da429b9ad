"""A written deck, opened again: its parts as trees, and the shapes of a slide by name."""

import io
import zipfile
from typing import cast

from lxml import etree

NS = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
Element = etree._Element


class Opened:
    """The parts of a deck. Paths are names in the zip, slides count from 1."""

    def __init__(self, deck: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(deck)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def tree(self, name: str) -> Element:
        return etree.fromstring(self.parts[name])

    def slide(self, number: int) -> Element:
        return self.tree(f"ppt/slides/slide{number}.xml")

    def shape(self, number: int, name: str) -> Element:
        """The element of the one shape of that name on a slide."""
        [found] = find(self.slide(number), f"//p:cNvPr[@name='{name}']/../..")
        return found

    def target(self, part: str, rid: str) -> str:
        """Where a relationship of a part leads."""
        folder, _, name = part.rpartition("/")
        [found] = find(self.tree(f"{folder}/_rels/{name}.rels"), f"//rel:Relationship[@Id='{rid}']")
        return str(found.get("Target"))

    def names(self, start: str) -> list[str]:
        return [name for name in self.parts if name.startswith(start)]


def find(tree: Element, path: str) -> list[Element]:
    return cast(list[Element], tree.xpath(path, namespaces=NS))


def values(tree: Element, path: str) -> list[str]:
    """Attribute values or texts."""
    return [str(value) for value in cast(list[str], tree.xpath(path, namespaces=NS))]
