"""Contours and points: which of some points are within."""

from __future__ import annotations

from bisect import bisect_right
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
    wanted = tuple(points)
    crossed = {y: _crossings(sides, y) for y in {y for _, y in wanted}}  # once for all points of a row
    return tuple((len(crossed[y]) - bisect_right(crossed[y], x)) % 2 == 1 for x, y in wanted)


def _crossings(sides: Iterable[tuple[Point, Point]], y: float) -> list[float]:
    """Where sides cross the height ``y``, from left to right."""
    crossing = ((a, b) for a, b in sides if (a[1] > y) != (b[1] > y))
    return sorted((x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in crossing)
