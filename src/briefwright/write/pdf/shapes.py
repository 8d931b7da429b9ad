"""Shapes, rules, connectors and pictures to path operators; a figure where they carry meaning, else artifacts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot

from reportlab.lib.colors import HexColor

from ...core.geometry import Rect
from ...scene.model import Connector, Contour, Gradient, Point2, Rule, Shape, Stroke
from .canvas import TaggedCanvas
from .text import alt_text

KAPPA = 0.5523  # of a quarter circle as one Bézier curve


def with_figure(canvas: TaggedCanvas, alt: str | None, rect: Rect, draw: Callable[[], None]) -> None:
    """Draw as a figure with its alternative text, or as an artifact without one."""
    if alt:
        with canvas.element("Figure", alt_text(alt) + bounds(canvas, rect)):
            canvas.mark()
            draw()
    else:
        canvas.artifact()
        draw()
        canvas.close()


def bounds(canvas: TaggedCanvas, rect: Rect) -> str:
    """The layout attributes that a figure needs (ISO 32000-1, 14.8.5.4.3)."""
    box = " ".join(f"{side:.2f}" for side in canvas.corners(rect))
    return f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"


def path(canvas: TaggedCanvas, shape: Shape) -> None:
    """Fill and stroke a shape."""
    drawn, even_odd, gradient = outline(shape, canvas.height), rule(shape), shape.gradient
    if shape.fill:
        canvas.fills.append(shape)
    if gradient:
        canvas.op(f"q {drawn} W{even_odd} n")
        shade(canvas, gradient, shape.rect, [canvas.theme.colours[role] for _, role in gradient.stops])
        canvas.op("Q")
    filled, out = bool(shape.fill and not gradient), []
    if filled:
        out.append(f"{canvas.rgb(shape.fill or '')} rg")
    if shape.stroke:
        out.append(pen(canvas, shape.stroke))
    if out:
        how = {(True, True): f"B{even_odd}", (True, False): f"f{even_odd}"}.get((filled, bool(shape.stroke)), "S")
        canvas.op("q " + " ".join([*out, drawn, how]) + " Q")


def outline(shape: Shape, height: float) -> str:
    """The path around a shape, on a page of this height."""
    rect = shape.rect
    x, y, w, h = rect.x, height - rect.bottom, rect.w, rect.h
    if shape.kind == "rect":
        return f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re"
    if shape.kind == "ellipse":
        return ellipse(x, y, w, h)
    if shape.kind == "outline":
        return contours(shape.contours, rect, height)
    return polygon(shape.corners, height)


def rule(shape: Shape) -> str:
    """What the operators of a shape end in: outlines are filled by the even-odd rule."""
    return "*" if shape.kind == "outline" else ""


def contours(parts: Sequence[Contour], rect: Rect, height: float) -> str:
    """The path through contours, in shares of a rectangle, on a page of this height."""
    return " ".join(_contour(one, rect, height) for one in parts)


def _contour(one: Contour, rect: Rect, height: float) -> str:
    """Lines and curves through points in shares of a rectangle, on a page of this height."""

    def at(point: Point2) -> str:
        return f"{rect.x + point[0] * rect.w:.2f} {height - rect.y - point[1] * rect.h:.2f}"

    steps = (" ".join(map(at, step)) + (" l" if len(step) == 1 else " c") for step in one.steps)
    return " ".join([f"{at(one.start)} m", *steps, *("h" * one.closed)])


def shade(canvas: TaggedCanvas, gradient: Gradient, rect: Rect, values: Sequence[str]) -> None:
    """A gradient over the clipping path, its stops in these colours."""
    (x1, y1), (x2, y2) = (
        (rect.x + x * rect.w, canvas.height - rect.y - y * rect.h) for x, y in (gradient.start, gradient.end)
    )
    colours, shares = list(map(HexColor, values)), [share for share, _ in gradient.stops]
    if gradient.radial:
        canvas.radialGradient(x1, y1, hypot(x2 - x1, y2 - y1), colours, shares)
    else:
        canvas.linearGradient(x1, y1, x2, y2, colours, shares)


def polygon(points: Sequence[tuple[float, float]], height: float) -> str:
    """A closed polygon, on a page of this height."""
    lines = [f"{x:.2f} {height - y:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate(points)]
    return " ".join([*lines, "h"])


def ellipse(x: float, y: float, w: float, h: float) -> str:
    """An ellipse in a box: four Bézier curves."""
    cx, cy, dx, dy = x + w / 2, y + h / 2, w / 2, h / 2
    kx, ky = dx * KAPPA, dy * KAPPA
    curves = [f"{cx + dx:.2f} {cy:.2f} m"]
    for (x1, y1), (x2, y2), (x3, y3) in (
        ((cx + dx, cy + ky), (cx + kx, cy + dy), (cx, cy + dy)),
        ((cx - kx, cy + dy), (cx - dx, cy + ky), (cx - dx, cy)),
        ((cx - dx, cy - ky), (cx - kx, cy - dy), (cx, cy - dy)),
        ((cx + kx, cy - dy), (cx + dx, cy - ky), (cx + dx, cy)),
    ):
        curves.append(f"{x1:.2f} {y1:.2f} {x2:.2f} {y2:.2f} {x3:.2f} {y3:.2f} c")
    return " ".join([*curves, "h"])


def pen(canvas: TaggedCanvas, stroke: Stroke) -> str:
    dash = f" [{stroke.dash[0]:g} {stroke.dash[1]:g}] 0 d" if stroke.dash else ""
    ends = " 1 J 1 j" if stroke.round else ""
    return f"{canvas.rgb(stroke.colour)} RG {stroke.width:g} w{dash}{ends}"


def line(canvas: TaggedCanvas, rule: Rule) -> None:
    """A straight line; the head of an arrow has one of two sizes."""
    head = (0.0, 0.0) if not rule.arrow else (11.0, 9.0) if rule.stroke.width >= 3 else (8.0, 7.0)
    _polyline(canvas, ((rule.x1, rule.y1), (rule.x2, rule.y2)), rule.stroke, *head)


def connector(canvas: TaggedCanvas, item: Connector) -> None:
    """A line through the points; its head is as long as offices draw it: three strokes, of 2 pt at least."""
    head = 3 * max(item.stroke.width, 2.0) if item.arrow else 0.0
    _polyline(canvas, item.points, item.stroke, head, head)


def _polyline(canvas: TaggedCanvas, points: Sequence[Point2], stroke: Stroke, long: float, wide: float) -> None:
    """Straight lines through points. An arrow head, if it is ``long``, is a filled triangle with its tip at the end."""
    *corners, (x1, y1), (x2, y2) = [(x, canvas.height - y) for x, y in points]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bx, by = x2 - ux * long, y2 - uy * long
    path = enumerate([*corners, (x1, y1), (bx, by)])
    out = [pen(canvas, stroke), *(f"{x:.2f} {y:.2f} {'l' if i else 'm'}" for i, (x, y) in path), "S"]
    if long:
        dx, dy = -uy * wide / 2, ux * wide / 2
        out.append(f"{canvas.rgb(stroke.colour)} rg {x2:.2f} {y2:.2f} m {bx + dx:.2f} {by + dy:.2f} l")
        out.append(f"{bx - dx:.2f} {by - dy:.2f} l f")
    canvas.op("q " + " ".join(out) + " Q")
