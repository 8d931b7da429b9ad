"""A deck that may have been edited to its slides: every shape by its name, with its box and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from msgspec import Struct

from ...core.diagnostics import Refused
from ...core.geometry import EMU_PER_POINT
from ...core.opc import NotReadable, Package, unzipped
from ..fingerprint import NUMERAL

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KINDS = ("sp", "pic", "cxnSp", "graphicFrame", "grpSp")
TABLE = "table"

Box = tuple[float, float, float, float]


class DeckShape(Struct, frozen=True):
    """A shape of a slide. ``box`` is in points, None for a placeholder that stands where its layout puts it.

    ``text`` holds all its words, or a chart's names and numbers; ``kind`` is the name of its element, or ``TABLE``.
    """

    kind: str
    box: Box | None
    text: str


SlideShapes = Mapping[str, DeckShape]


def read_deck(data: bytes) -> tuple[SlideShapes, ...]:
    """The slides of a deck in their order. Raises ValueError when it is none that can be read."""
    try:
        package = Package(Path("deck.pptx"), unzipped(data))
        return tuple(_slide(package, path) for path in _order(package))
    except (NotReadable, Refused, KeyError) as error:
        raise ValueError(str(error)) from None


def _order(package: Package) -> Iterator[str]:
    relations = package.relations(package.main)
    for entry in package.xml(package.main).iterfind(f"{_P}sldIdLst/{_P}sldId"):
        yield relations[entry.get(f"{_R}id", "")].target


def _slide(package: Package, path: str) -> SlideShapes:
    tree = package.xml(path).find(f"{_P}cSld/{_P}spTree")
    shapes: dict[str, DeckShape] = {}
    if tree is not None:
        for number, (name, drawn) in enumerate(_shapes(tree, package, path, (1.0, 1.0, 0.0, 0.0))):
            shapes[name if name not in shapes else f"{name} {number}"] = drawn
    return shapes


def _shapes(
    tree: etree._Element, package: Package, path: str, scale: tuple[float, float, float, float]
) -> Iterator[tuple[str, DeckShape]]:
    """Every shape below ``tree``, also in groups; ``scale`` turns their coordinates into those of the slide."""
    for node in tree:
        kind = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if kind not in _KINDS:
            continue
        named = node.find(f"*/{_P}cNvPr")
        frame = node.find(f"{_P}xfrm") if kind == "graphicFrame" else node.find(f"*/{_A}xfrm")
        text = "" if kind == "grpSp" else "".join(_words(node, package, path))
        if kind == "graphicFrame" and node.find(f".//{_A}tbl") is not None:
            kind = TABLE
        yield str(named.get("name") if named is not None else ""), DeckShape(kind, _box(frame, scale), text)
        if kind == "grpSp":
            yield from _shapes(node, package, path, _within(frame, scale))


def _numbers(frame: etree._Element, tag: str, keys: tuple[str, str]) -> tuple[float, float] | None:
    element = frame.find(f"{_A}{tag}")
    return None if element is None else (float(element.get(keys[0], 0)), float(element.get(keys[1], 0)))


def _box(frame: etree._Element | None, scale: tuple[float, float, float, float]) -> Box | None:
    place = None if frame is None else _numbers(frame, "off", ("x", "y"))
    size = None if frame is None else _numbers(frame, "ext", ("cx", "cy"))
    if place is None or size is None:
        return None
    sx, sy, dx, dy = scale
    emus = (place[0] * sx + dx, place[1] * sy + dy, size[0] * sx, size[1] * sy)
    return emus[0] / EMU_PER_POINT, emus[1] / EMU_PER_POINT, emus[2] / EMU_PER_POINT, emus[3] / EMU_PER_POINT


def _within(
    frame: etree._Element | None, scale: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """The scale and offset from the coordinates in a group to those of the slide (ECMA-376 Part 1, 20.1.7.5)."""
    if frame is None:
        return scale
    place, size = _numbers(frame, "off", ("x", "y")), _numbers(frame, "ext", ("cx", "cy"))
    inner, extent = _numbers(frame, "chOff", ("x", "y")), _numbers(frame, "chExt", ("cx", "cy"))
    if place is None or size is None or inner is None or extent is None or not extent[0] or not extent[1]:
        return scale
    gx, gy = size[0] / extent[0], size[1] / extent[1]
    sx, sy, dx, dy = scale
    return sx * gx, sy * gy, dx + sx * (place[0] - inner[0] * gx), dy + sy * (place[1] - inner[1] * gy)


def _words(node: etree._Element, package: Package, path: str) -> Iterator[str]:
    """The words of a shape without its fields: the text of a slide number depends on where the slide stands."""
    for text in node.iter(f"{_A}t"):
        parent = text.getparent()
        if parent is None or parent.tag != f"{_A}fld":
            yield text.text or ""
    for chart in node.iter(f"{_C}chart"):
        relation = package.relations(path).get(str(chart.get(f"{_R}id")))
        if relation:
            yield from _plotted(package.xml(relation.target))


def _plotted(chart: etree._Element) -> Iterator[str]:
    """The names of the categories, once, and the numbers of every series."""
    series = list(chart.iter(f"{_C}ser"))
    for cell in series[0].iterfind(f"{_C}cat//{_C}v") if series else ():
        yield cell.text or ""
    for one in series:
        for kind in ("xVal", "yVal", "bubbleSize", "val"):
            for cell in one.iterfind(f"{_C}{kind}//{_C}v"):
                try:
                    yield f"{float(cell.text or ''):{NUMERAL}}"
                except ValueError:
                    continue
