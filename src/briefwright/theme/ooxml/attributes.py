"""Elements of DrawingML to their attributes as plain values, whatever a file writes there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ...core.geometry import EMU_PER_POINT

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Element = etree._Element
MOST = 2**40  # of a number that an attribute may state; a length of OOXML has 32 bits


def points(value: str | None, usual: float) -> float:
    """An attribute in EMU, in points."""
    return usual if value is None else number(value) / EMU_PER_POINT


def number(value: str | None) -> float:
    """An attribute as a number, 0 where it is none."""
    try:
        found = float((value or "0").removesuffix("%"))
    except ValueError:
        return 0.0
    return found if abs(found) < MOST else 0.0  # nor infinite, nor no number at all


def index(value: str, usual: int = 0) -> int:
    """An attribute that counts, ``usual`` where it is no such number."""
    return int(value) if value.isdecimal() and int(number(value)) else usual


def attribute(element: Element | None, name: str, usual: str = "") -> str:
    """An attribute of an element that may be missing."""
    return usual if element is None else element.get(name, usual)


def first_stated(elements: Iterable[Element | None], name: str, usual: str) -> str:
    """An attribute of the first element that states it."""
    return next((value for element in elements if (value := attribute(element, name))), usual)


def part_of(value: str | None) -> float:
    """An attribute in thousandths of a per cent, as a share that may be any."""
    return number(value) / 100_000


def share_of(value: float) -> float:
    """A number as a share, from 0 to 1."""
    return min(1.0, max(0.0, value))


def elements(parent: Element | None) -> Iterator[Element]:
    """The children of an element that are elements; none of one that is missing."""
    return (child for child in (() if parent is None else parent) if isinstance(child.tag, str))


def local_name(element: Element) -> str:
    return etree.QName(element).localname
