"""A picture of a client's file to where it stands on its page: cropped, inset, turned, mirrored, cut to a shape."""

from __future__ import annotations

from msgspec.structs import replace

from ...scene.model import Contour, Point2
from ..ooxml.paths import Affine, Geometry, turned_cells
from .template import TemplateShape

ALL = Contour((0.0, 0.0), (((1.0, 0.0),), ((1.0, 1.0),), ((0.0, 1.0),)))  # the whole of a box, in shares of it


def pictured(shape: TemplateShape, geometry: Geometry | None, place: Affine, w: float, h: float) -> TemplateShape:
    """The shape of a picture whose own box is ``w`` x ``h`` points at the origin, and ``place`` leads it to the page;
    it is seen within its geometry."""
    left, top, right, bottom = shape.fill.inset
    own = Affine(1 - left - right, 0, 0, 1 - top - bottom, left * w, top * h)
    inner = place.after(own)
    cells = turned_cells(shape.fill.cells, inner, w, h)
    whole = Affine(w, 0, 0, h)
    seen = geometry.filled if geometry and not _is_box(geometry, w, h) else () if place.level else (whole.contour(ALL),)
    corners: tuple[Point2, Point2, Point2] = (inner.of((0.0, 0.0)), inner.of((w, 0.0)), inner.of((0.0, h)))
    return replace(
        shape, box=inner.box(w, h), fill=replace(shape.fill, cells=cells), contours=tuple(map(place.contour, seen)),
        corners=None if inner.upright else corners,
    )  # fmt: skip


def _is_box(geometry: Geometry, w: float, h: float) -> bool:
    """Whether what is filled is the whole box."""
    return geometry.filled == (Affine(w, 0, 0, h).contour(ALL),)
