"""An SVG that nobody has checked to one that holds shapes, texts and pictures of its own, and nothing else.

What could run, fetch or be opened is left out: scripts, events, links, foreign elements, everything outside the file;
and filters, which office programs do not draw and which cost without bound. Its style sheet is written into the
elements, as office programs read it. One that declares entities, uses itself, or grows without bound is refused.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from ..unusable_picture import UnusablePicture
from .styles import declarations, inline_sheet

NAMESPACE = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
MAX_SVG = 5_000_000  # bytes
MAX_DRAWN = 100_000  # elements, each as often as it is used
MAX_DEPTH = 120  # elements within one another, those that are used in their place
MAX_TEXT = 5_000  # signs of one text: setting it costs with their square
MAX_PIXELS = 20_000_000  # of a picture within
LAYER = 1_000  # elements cost as much as one layer of pixels, of a mask or of a group that is seen through
_KEPT = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc linearGradient"
    " radialGradient stop clipPath mask pattern marker switch image a"
)
KEPT = frozenset(_KEPT.split())
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w-]+)""")
_ENCODINGS = ("utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252")
_LENGTH = re.compile(r"\s*(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)\s*(\w*)\s*", re.IGNORECASE)
_LOCAL = re.compile(r"""url\(\s*["']?#([^"')]+)["']?\s*\)""")
_DATA = re.compile(r"\s*data:image/(?:png|jpe?g);base64,")
_BOM = b"\xef\xbb\xbf"


class CleanSvg(Struct, frozen=True):
    """A cleaned drawing: its XML, and how wide and high it says that it is, in pixels of CSS."""

    data: bytes
    width: float
    height: float


@lru_cache(maxsize=16)
def cleaned(data: bytes) -> CleanSvg:
    """The drawing without what it must not hold. Raises UnusablePicture."""
    if len(data) > MAX_SVG:
        raise UnusablePicture(f"it has {len(data):,} bytes, and {MAX_SVG:,} are the most of an SVG")
    root = _parsed(_decoded(data))
    if root.tag != f"{NAMESPACE}svg":
        raise UnusablePicture("its root is not svg of http://www.w3.org/2000/svg")
    inline_sheet(root, MAX_DRAWN)
    _strip(root)
    _weigh(root)
    width, height = _size(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    etree.cleanup_namespaces(root)
    return CleanSvg(etree.tostring(root, encoding="utf-8", xml_declaration=True), width, height)


def _decoded(data: bytes) -> str:
    declared = _ENCODING.match(data.removeprefix(_BOM))
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        if encoding not in _ENCODINGS:
            raise LookupError(encoding)
        return data.removeprefix(_BOM).decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise UnusablePicture("it is in an encoding that is not read: save it as UTF-8") from None


def _parsed(text: str) -> etree._Element:
    if "<!ENTITY" in text:
        raise UnusablePicture("it declares entities: export it as a plain SVG")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_DECLARED.sub("", text, count=1).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnusablePicture("it is no XML") from None


def _strip(root: etree._Element) -> None:
    """Take out elements and attributes that draw nothing or lead out of the file."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag.removeprefix(NAMESPACE) not in KEPT:
            parent = element.getparent()
            if parent is not None:
                _take_out(parent, element)
            continue
        for name, value in list(element.attrib.items()):
            if not _may_stand(element, str(name), str(value)):
                del element.attrib[name]


def _take_out(parent: etree._Element, element: etree._Element) -> None:
    """Remove an element, but not the text behind it."""
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _may_stand(element: etree._Element, name: str, value: str) -> bool:
    if name in ("href", LINK):
        kind = element.tag.removeprefix(NAMESPACE)
        return value.startswith("#") if kind != "image" else _is_picture(value)
    if name == "filter" or (name.startswith(("{", "on")) and name != "{http://www.w3.org/XML/1998/namespace}space"):
        return False
    return "url(" not in _LOCAL.sub("", value.lower())


def _is_picture(link: str) -> bool:
    """Whether a link holds a picture itself, which can be decoded and is not too large."""
    from PIL import Image  # heavy, and most drawings hold none

    head = _DATA.match(link)
    if not head:
        return False
    try:
        data = base64.b64decode(link[head.end() :])
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return False
            picture.load()
    except (OSError, ValueError, SyntaxError, binascii.Error):
        return False
    return True


def links(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What an element draws besides its children: how it does so, and the id."""
    for name, value in element.attrib.items():
        if name in ("href", LINK) and str(value).startswith("#"):
            yield "use", str(value)[1:]
        elif name == "style":
            for key, stated in declarations(str(value)):
                yield from ((key, found) for found in _LOCAL.findall(stated))
        else:
            yield from ((str(name), found) for found in _LOCAL.findall(str(value)))


def _weigh(root: etree._Element) -> None:
    """Refuse a drawing that draws too much, each part as often as it is used."""
    known = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    weights: dict[etree._Element, tuple[int, int]] = {}
    open_: set[etree._Element] = set()

    def weigh(element: etree._Element) -> tuple[int, int]:
        """How many elements this draws, and how deep they stand."""
        if element in weights:
            return weights[element]
        if element in open_:
            raise UnusablePicture("a part of it uses itself")
        open_.add(element)
        count, depth = 1 + _signs(element), 0
        for below, times in _below(element, known):
            more, deeper = weigh(below)
            count, depth = count + more * times, max(depth, deeper)
            if count > MAX_DRAWN or depth >= MAX_DEPTH:
                raise UnusablePicture(f"it draws more than {MAX_DRAWN:,} parts, or {MAX_DEPTH} within one another")
        count += LAYER * _layers(element)
        open_.discard(element)
        weights[element] = count, depth + 1
        return weights[element]

    try:
        weigh(root)
    except RecursionError:
        raise UnusablePicture(f"more than {MAX_DEPTH} of its parts stand within one another") from None


def _layers(element: etree._Element) -> int:
    """How many layers of pixels an element takes to draw."""
    stated = dict(declarations(element.get("style", "")))
    opacity = stated.get("opacity", element.get("opacity", "1"))
    seen_through = len(element) > 0 and opacity.strip() not in ("1", "1.0", "100%")
    return seen_through + sum(how == "mask" for how, _ in links(element))


def _signs(element: etree._Element) -> int:
    """The signs that a text sets. Raises UnusablePicture where they are too many."""
    count = sum(map(len, element.itertext())) if element.tag == f"{NAMESPACE}text" else 0
    if count > MAX_TEXT:
        raise UnusablePicture(f"one of its texts has {count:,} signs, and {MAX_TEXT:,} are the most")
    return count


def _below(element: etree._Element, known: dict[str, etree._Element]) -> Iterator[tuple[etree._Element, int]]:
    yield from ((child, 1) for child in element)
    corners = len(element.get("d") or element.get("points") or "") // 4
    for how, name in links(element):
        if name in known:
            yield known[name], max(1, corners) if how.startswith("marker") else 1


def _size(root: etree._Element) -> tuple[float, float]:
    sides = [length(root.get(name)) for name in ("width", "height")]
    box = view_box(root)
    if box:
        if sides[0] and sides[1]:
            width, height = sides[0], sides[1]
        elif sides[0]:
            width, height = sides[0], sides[0] * box[3] / box[2]
        elif sides[1]:
            width, height = sides[1] * box[2] / box[3], sides[1]
        else:
            width, height = box[2], box[3]
    elif sides[0] and sides[1]:
        width, height = sides[0], sides[1]
    else:
        raise UnusablePicture("it states neither width and height nor a viewBox")
    if not 1e-3 < width / height < 1e3 or not 1e-6 < width < 1e6:
        raise UnusablePicture("its width or height is out of all proportion")
    return width, height


def length(value: str | None) -> float | None:
    """A length in pixels of CSS; None where it says none, or a share of something."""
    found = _LENGTH.fullmatch(value or "")
    return float(found[1]) * UNITS[found[2].lower()] if found and found[2].lower() in UNITS else None


def view_box(root: etree._Element) -> tuple[float, float, float, float] | None:
    """The part of the plane that a drawing shows: left, top, width, height; None where it states none."""
    try:
        x, y, w, h = (float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    except ValueError:
        return None
    return (x, y, w, h) if 0 < w < 1e7 and 0 < h < 1e7 and abs(x) < 1e7 and abs(y) < 1e7 else None
