"""A cleaned SVG to drawing operators of a PDF, where it is made of plain shapes; else None, and pixels stand for it.

Plain are filled and stroked shapes in opaque colours, groups, uses and clips by one shape. What an archive must not
hold (ISO 19005-1, 6.4: transparency) or what needs more than lines, as letters and gradients do, is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from math import cos, pi, sin, tan

from lxml import etree
from PIL import ImageColor  # reportlab has loaded it already

from ...core.svg.clean import LINK, NAMESPACE, CleanSvg, view_box
from ...core.svg.elements import attribute, outline, size
from ...core.svg.path_operators import NotPlain, number, op
from ...core.svg.styles import declarations

Style = Mapping[str, str]
Matrix = tuple[float, float, float, float, float, float]
_INHERITED = ("fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
              "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "color", "visibility",
              "clip-rule")  # fmt: skip
_NOT_PLAIN = ("mask", "filter", "marker", "marker-start", "marker-mid", "marker-end", "mix-blend-mode", "paint-order",
              "vector-effect", "transform-origin")  # fmt: skip
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_UNSEEN = ("defs", "title", "desc", "symbol", "linearGradient", "radialGradient", "clipPath", "mask", "pattern",
           "marker", "filter")  # fmt: skip
_CAPS, _JOINS = {"butt": 0, "round": 1, "square": 2}, {"miter": 0, "round": 1, "bevel": 2}
_TRANSFORM = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MOST = 4_000_000  # characters of operators


@lru_cache(maxsize=16)
def operators(drawing: CleanSvg) -> str | None:
    """Operators that draw it into the unit square, its origin at the lower left; None where it is not plain."""
    root = etree.fromstring(drawing.data)
    with suppress(NotPlain, ValueError, KeyError, IndexError, ZeroDivisionError, RecursionError):
        fit = _fit(root, drawing)
        known = {str(element.get("id")): element for element in root.iter() if element.get("id")}
        made = "\n".join(_Walk(known).children(root, _style(root, {})))
        return f"{fit}\n{made}" if len(made) < _MOST else None
    return None


def _fit(root: etree._Element, drawing: CleanSvg) -> str:
    """From the drawing's own plane to the unit square, the whole view box in its middle."""
    box = view_box(root)
    if (
        not box
        or root.get("transform")
        or root.get("preserveAspectRatio", "xMidYMid meet") not in ("xMidYMid meet", "xMidYMid")
    ):
        raise NotPlain
    x, y, w, h = box
    scale = min(drawing.width / w, drawing.height / h)
    across, down = scale / drawing.width, scale / drawing.height
    left, top = (1 - w * across) / 2 - x * across, (1 - h * down) / 2 - y * down
    clip = "" if abs(w * across - 1) < 1e-3 > abs(h * down - 1) else op("re", x, y, w, h) + " W n"
    return f"{across:.10f} 0 0 {-down:.10f} {left:.8f} {1 - top:.8f} cm {clip}".strip()


class _Walk:
    """The elements of one drawing; ``known`` has those with an id."""

    def __init__(self, known: Mapping[str, etree._Element]) -> None:
        self.known = known

    def children(self, parent: etree._Element, style: Style) -> Iterator[str]:
        for element in parent:
            yield from self.drawn(element, style)

    def drawn(self, element: etree._Element, inherited: Style) -> Iterator[str]:
        kind = element.tag.removeprefix(NAMESPACE)
        style = _style(element, inherited)
        if kind in _UNSEEN or style.get("display") == "none":
            return
        if "transform" in style and style["transform"] != element.get("transform"):
            raise NotPlain  # CSS transforms have units of their own
        if float(style.get("opacity", 1)) != 1 or any(
            style.get(name, "none") not in ("none", "normal") for name in _NOT_PLAIN
        ):
            raise NotPlain
        yield "q"
        if element.get("transform"):
            yield from (op("cm", *matrix) for matrix in _matrices(element.get("transform", "")))
        yield from self.clipped(style)
        if kind in _SHAPES:
            yield from _painted(outline(element, kind), style)
        elif kind in ("g", "a"):
            yield from self.children(element, style)
        elif kind == "switch":
            yield from self.drawn(element[0], style)
        elif kind == "use":
            yield from self.used(element, style)
        else:
            raise NotPlain
        yield "Q"

    def used(self, element: etree._Element, style: Style) -> Iterator[str]:
        name = (element.get("href") or element.get(LINK) or "").removeprefix("#")
        target = self.known.get(name)
        if target is None:
            return
        yield op("cm", 1, 0, 0, 1, attribute(element, "x"), attribute(element, "y"))
        if target.tag == f"{NAMESPACE}symbol":
            if target.get("viewBox"):
                raise NotPlain
            yield from self.children(target, _style(target, style))
        else:
            yield from self.drawn(target, style)

    def clipped(self, style: Style) -> Iterator[str]:
        clip = style.get("clip-path", "none")
        if clip == "none":
            return
        found = re.fullmatch(r"""url\(\s*["']?#([^"')]+)["']?\s*\)""", clip)
        target = self.known.get(found[1]) if found else None
        shapes = (
            [child for child in target if child.tag.removeprefix(NAMESPACE) in _SHAPES] if target is not None else []
        )
        if (
            target is None
            or len(shapes) != 1
            or len(target) != 1
            or target.get("clipPathUnits", "") == "objectBoundingBox"
        ):
            raise NotPlain
        inner = _style(shapes[0], {})
        if any(one.get(name) for one in (target, shapes[0]) for name in ("transform", "clip-path")):
            raise NotPlain
        rule = "W*" if inner.get("clip-rule") == "evenodd" else "W"
        yield f"{outline(shapes[0], shapes[0].tag.removeprefix(NAMESPACE))} {rule} n"


def _painted(shape: str, style: Style) -> Iterator[str]:
    """A shape with its fill and its stroke."""
    if not shape or style.get("visibility", "visible") != "visible":
        return
    fill, stroke = _colour(style, "fill", "black"), _colour(style, "stroke", "none")
    width = size(style.get("stroke-width", "1"))
    if fill:
        yield f"{fill} rg"
    if stroke and width:
        dashes = style.get("stroke-dasharray", "none")
        pattern = [] if dashes == "none" else [size(one) for one in re.split(r"[\s,]+", dashes.strip())]
        pattern = pattern if sum(pattern) > 0 else []
        yield f"{stroke} RG {op('w', width)} {_CAPS[style.get('stroke-linecap', 'butt')]} J"
        yield f"{_JOINS[style.get('stroke-linejoin', 'miter')]} j {op('M', float(style.get('stroke-miterlimit', 4)))}"
        yield f"[{' '.join(map(number, pattern))}] {op('d', size(style.get('stroke-dashoffset', '0'), signed=True))}"
    odd = "*" if style.get("fill-rule") == "evenodd" else ""
    how = {(True, True): f"B{odd}", (True, False): f"f{odd}", (False, True): "S", (False, False): "n"}
    yield f"{shape} {how[bool(fill), bool(stroke and width)]}"


def _colour(style: Style, name: str, usual: str) -> str:
    """A colour as operands; "" for none."""
    said = style.get(name, usual).strip()
    said = style.get("color", "black").strip() if said.lower() == "currentcolor" else said
    if said.lower() in ("none", "transparent"):
        return ""
    if float(style.get(f"{name}-opacity", 1)) != 1:
        raise NotPlain
    parts = ImageColor.getrgb(said)  # ValueError for a reference to a gradient
    if len(parts) == 4 and parts[3] != 255:
        raise NotPlain
    return " ".join(f"{part / 255:.4g}" for part in parts[:3])


def _style(element: etree._Element, inherited: Style) -> dict[str, str]:
    """What holds of an element: what it inherits, its attributes, its style."""
    made = {name: inherited[name] for name in _INHERITED if name in inherited}
    own = {str(name): str(value).strip() for name, value in element.attrib.items()}
    own |= dict(declarations(own.pop("style", "")))
    return made | {name: value for name, value in own.items() if value != "inherit"}


def _matrices(text: str) -> Iterator[Matrix]:
    place = 0
    text = text.strip()
    while place < len(text):
        found = _TRANSFORM.match(text, place)
        if not found:
            raise NotPlain
        place, given = found.end(), [float(one) for one in _NUMBERS.findall(found[2])]
        match found[1]:
            case "matrix":
                a, b, c, d, e, f = given
                yield a, b, c, d, e, f
            case "translate":
                yield 1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0
            case "scale":
                yield given[0], 0, 0, given[-1], 0, 0
            case "rotate":
                x, y = given[1:] or (0.0, 0.0)
                c, s = cos(given[0] * pi / 180), sin(given[0] * pi / 180)
                yield c, s, -s, c, x - c * x + s * y, y - s * x - c * y
            case "skewX":
                yield 1, 0, tan(given[0] * pi / 180), 1, 0, 0
            case "skewY":
                yield 1, tan(given[0] * pi / 180), 0, 1, 0, 0
