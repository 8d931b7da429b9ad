"""Contours and points: which of some points are within."""

from __future__ import annotations

from collections.abc import Iterable

from ...core.geometry import Rect
from ...scene.model import Contour

Point = tuple[float, float]


def points_over(box: Rect) -> list[Point]:
    """Points all over a box, its corners among them."""
    return [(box.x + box.w * i / 8, box.y + box.h * j / 6) for i in range(9) for j in range(7)]


def inside(contours: Iterable[Contour], points: Iterable[Point]) -> tuple[bool, ...]:
    """Which of some points are within contours, by the even-odd rule."""
    polygons = [one.corners for one in contours]
    sides = [(a, b) for polygon in polygons for a, b in zip(polygon, (*polygon[1:], polygon[0]), strict=True)]
    sides = [(a, b) for a, b in sides if a[1] != b[1]]
    return tuple(_odd(sides, x, y) for x, y in points)


def _odd(sides: list[tuple[Point, Point]], x: float, y: float) -> bool:
    odd = False
    for (x1, y1), (x2, y2) in sides:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd
