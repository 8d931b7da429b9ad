"""The basic shapes of an SVG to path operators (SVG 1.1, 9)."""

from __future__ import annotations

from lxml import etree

from . import path_operators as paths
from .clean import length
from .path_operators import NotPlain, op


def outline(element: etree._Element, kind: str) -> str:
    """A shape as path operators; "" where it has no extent."""
    match kind:
        case "path":
            return paths.path(element.get("d", ""))
        case "rect":
            w, h = attribute(element, "width"), attribute(element, "height")
            rx = attribute(element, "rx", attribute(element, "ry"))
            ry = attribute(element, "ry", rx)
            return (
                paths.rectangle(attribute(element, "x"), attribute(element, "y"), w, h, rx, ry)
                if w > 0 and h > 0
                else ""
            )
        case "circle" | "ellipse":
            r = attribute(element, "r")
            rx, ry = (r, r) if kind == "circle" else (attribute(element, "rx"), attribute(element, "ry"))
            return (
                paths.ellipse(attribute(element, "cx"), attribute(element, "cy"), rx, ry) if rx > 0 and ry > 0 else ""
            )
        case "line":
            ends = [attribute(element, name) for name in ("x1", "y1", "x2", "y2")]
            return f"{op('m', *ends[:2])} {op('l', *ends[2:])}"
        case _:
            return paths.polygon(element.get("points", ""), kind == "polygon")


def attribute(element: etree._Element, name: str, usual: float = 0.0) -> float:
    """A length that an attribute states, in pixels of CSS; ``usual`` without it."""
    value = element.get(name)
    return usual if value is None else size(value, signed=True)


def size(value: str, signed: bool = False) -> float:
    """A length, not less than zero unless it is ``signed``. Raises NotPlain."""
    found = length(value.strip().removeprefix("-"))
    if found is None or (value.strip().startswith("-") and not signed):
        raise NotPlain
    return -found if value.strip().startswith("-") else found
