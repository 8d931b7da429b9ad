"""Shapes, rules, groups and pictures to path operators; a figure where they carry meaning, else artifacts."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from ...geometry import Rect
from ...scene.model import Connector, Group, Picture, Rule, Shape, Stroke, Text
from .canvas import TaggedCanvas
from .pictures import draw_image
from .text import alt_text, draw_paragraphs, draw_text

KAPPA = 0.5523  # of a quarter circle as one Bézier curve


def draw_shape(canvas: TaggedCanvas, shape: Shape) -> None:
    with_figure(canvas, shape.alt, shape.rect, lambda: path(canvas, shape))


def draw_rule(canvas: TaggedCanvas, rule: Rule) -> None:
    with_figure(canvas, rule.alt, rule.rect, lambda: line(canvas, rule))


def with_figure(canvas: TaggedCanvas, alt: str | None, rect: Rect, draw: object) -> None:
    """Draw as a figure with its alternative text, or as decoration when there is none."""
    assert callable(draw)
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
    rect = shape.rect
    x, y, w, h = rect.x, canvas.height - rect.bottom, rect.w, rect.h
    out = []
    if shape.fill:
        out.append(f"{canvas.rgb(shape.fill)} rg")
        if shape.kind == "rect":
            canvas.fills.append((rect, shape.fill))
    if shape.stroke:
        out.append(pen(canvas, shape.stroke))
    if shape.kind == "rect":
        out.append(f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re")
    elif shape.kind == "ellipse":
        out.append(ellipse(x, y, w, h))
    else:
        out.append(polygon(corners(shape), canvas.height))
    out.append(
        {(True, True): "B", (True, False): "f", (False, True): "S"}.get((bool(shape.fill), bool(shape.stroke)), "n")
    )
    canvas.op("q " + " ".join(out) + " Q")


def corners(shape: Shape) -> tuple[tuple[float, float], ...]:
    """The corners of a straight-sided shape, in points of the page, y downwards."""
    r, lean = shape.rect, shape.slant
    match shape.kind:
        case "triangle":
            return (r.x, r.bottom), (r.x + r.w / 2, r.y), (r.right, r.bottom)
        case "trapezoid":
            return (r.x, r.bottom), (r.x + lean, r.y), (r.right - lean, r.y), (r.right, r.bottom)
        case "chevron" | "pentagon":
            tip = r.y + r.h / 2
            notch = ((r.x + lean, tip),) if shape.kind == "chevron" else ()
            return (
                (r.x, r.y),
                (r.right - lean, r.y),
                (r.right, tip),
                (r.right - lean, r.bottom),
                (r.x, r.bottom),
                *notch,
            )
        case _:
            return (r.x, r.bottom), (r.x, r.y), (r.right, r.y), (r.right, r.bottom)


def polygon(points: Sequence[tuple[float, float]], height: float) -> str:
    """Straight lines through points of a page so high, closed."""
    lines = [f"{x:.2f} {height - y:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate(points)]
    return " ".join([*lines, "h"])


def ellipse(x: float, y: float, w: float, h: float) -> str:
    """Four curves through the middles of a box's sides."""
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
    return f"{canvas.rgb(stroke.colour)} RG {stroke.width:g} w{dash}"


def line(canvas: TaggedCanvas, rule: Rule) -> None:
    """A straight line; its arrow head is a filled triangle whose tip is the line's end."""
    x1, y1, x2, y2 = rule.x1, canvas.height - rule.y1, rule.x2, canvas.height - rule.y2
    length = hypot(x2 - x1, y2 - y1)
    out = [pen(canvas, rule.stroke)]
    if rule.arrow and length:
        long, wide = (11.0, 9.0) if rule.stroke.width >= 3 else (8.0, 7.0)
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        bx, by = x2 - ux * long, y2 - uy * long
        dx, dy = -uy * wide / 2, ux * wide / 2
        out.append(f"{x1:.2f} {y1:.2f} m {bx:.2f} {by:.2f} l S {canvas.rgb(rule.stroke.colour)} rg")
        out.append(f"{x2:.2f} {y2:.2f} m {bx + dx:.2f} {by + dy:.2f} l {bx - dx:.2f} {by - dy:.2f} l f")
    else:
        out.append(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")
    canvas.op("q " + " ".join(out) + " Q")


def draw_connector(canvas: TaggedCanvas, item: Connector) -> None:
    with_figure(canvas, item.alt, item.rect, lambda: connector(canvas, item))


def connector(canvas: TaggedCanvas, item: Connector) -> None:
    """A line through the points; its head is as long as offices draw it: three strokes, of 2 pt at least."""
    points = [(x, canvas.height - y) for x, y in item.points]
    head = 3 * max(item.stroke.width, 2.0) if item.arrow else 0.0
    (x1, y1), (x2, y2) = points[-2:]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bx, by = x2 - ux * head, y2 - uy * head
    way = [*points[:-1], (bx, by)]
    out = [pen(canvas, item.stroke), *(f"{x:.2f} {y:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate(way)), "S"]
    if item.arrow:
        dx, dy = -uy * head / 2, ux * head / 2
        out.append(f"{canvas.rgb(item.stroke.colour)} rg {x2:.2f} {y2:.2f} m {bx + dx:.2f} {by + dy:.2f} l")
        out.append(f"{bx - dx:.2f} {by - dy:.2f} l f")
    canvas.op("q " + " ".join(out) + " Q")


def draw_group(canvas: TaggedCanvas, group: Group) -> None:
    """With alternative text the group is one figure; without, each part speaks for itself."""
    if group.alt:
        with_figure(canvas, group.alt, group.rect, lambda: _parts(canvas, group))
        return
    for item in group.items:
        match item:
            case Text():
                draw_text(canvas, item)
            case Shape():
                draw_shape(canvas, item)
            case Rule():
                draw_rule(canvas, item)


def _parts(canvas: TaggedCanvas, group: Group) -> None:
    for item in group.items:
        match item:
            case Text():
                draw_paragraphs(canvas, item.paragraphs, item.rect, item.anchor, tag=None)
            case Shape():
                path(canvas, item)
            case Rule():
                line(canvas, item)


def draw_picture(canvas: TaggedCanvas, picture: Picture) -> None:
    """An image that fills its rectangle."""
    with_figure(canvas, picture.alt, picture.rect, lambda: draw_image(canvas, picture))
