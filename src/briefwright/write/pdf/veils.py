"""A shape through which something shows to opaque colours, or to the pixels of what is seen through it."""

from __future__ import annotations

from msgspec.structs import replace

from ...core.colour import laid, operands
from ...scene.model import Picture, Shape
from .canvas import TaggedCanvas
from .grounds import laid_over, lies_under, under
from .picture_pixels import Pixels, Size
from .pictures import kept
from .shapes import outline, path, rule, shade

FINE = 150  # pixels an inch
MOST = 2400  # pixels of the longer side


def draw_veil(canvas: TaggedCanvas, shape: Shape) -> None:
    """A shape: its fill as vectors on a plain ground, else in pixels; its stroke as any."""
    _fill(canvas, shape, outline(shape, canvas.height), rule(shape))
    canvas.fills.append(shape)
    if shape.stroke:
        path(canvas, replace(shape, fill=None, gradient=None))


def _fill(canvas: TaggedCanvas, shape: Shape, drawn: str, even_odd: str) -> None:
    gradient, below = shape.gradient, lies_under(canvas, shape.rect)
    if gradient is None or shape.rect.w <= 0 or shape.rect.h <= 0:
        return
    key = shape, below
    if key not in canvas.composed:
        ground = under(canvas, _size(shape), shape.rect)
        pixels = ground.tobytes()  # three bytes each
        if pixels == pixels[:3] * (len(pixels) // 3):
            canvas.composed[key] = f"#{pixels[:3].hex()}"
        else:
            seen = laid_over(ground, shape, shape.rect, canvas.theme.colours)
            photographic = any(isinstance(item, Picture) for item in below)
            canvas.composed[key] = kept(canvas, Pixels(seen, b"", photographic))
    made = canvas.composed[key]
    if made.startswith("#"):
        stops = zip(gradient.stops, gradient.opacities, strict=True)
        values = [laid(made, canvas.theme.colours[role], alpha) for (_, role), alpha in stops]
        if len(set(values)) == 1:
            canvas.op(f"q {operands(values[0])} rg {drawn} f{even_odd} Q")
            return
    canvas.op(f"q {drawn} W{even_odd} n")
    if made.startswith("#"):
        shade(canvas, gradient, shape.rect, values)
    else:
        canvas.fill_with(made, shape.rect)
    canvas.op("Q")


def _size(shape: Shape) -> Size:
    density = min(FINE / 72, MOST / max(shape.rect.w, shape.rect.h))
    return max(1, round(shape.rect.w * density)), max(1, round(shape.rect.h * density))
