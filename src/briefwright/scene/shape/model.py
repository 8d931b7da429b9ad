"""Shapes and lines as they are placed: their outline, fill and stroke, and where connectors hold them. In points."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from ...core.geometry import Rect, union
from ...core.recolour import Recolour
from ..text.model import Stroke

Point2 = tuple[float, float]


class Contour(Struct, frozen=True):
    """A path from ``start``: a step is one point for a straight line, three for a cubic Bézier curve."""

    start: Point2
    steps: tuple[tuple[Point2, ...], ...]
    closed: bool = True

    @property
    def corners(self) -> tuple[Point2, ...]:
        """The points of the path as straight lines, eight for a curve."""
        return _corners(self)


@lru_cache(maxsize=4096)  # of a client's artwork they are asked for by every text that stands near it
def _corners(contour: Contour) -> tuple[Point2, ...]:
    path = [contour.start]
    for step in contour.steps:
        ends = (path[-1], *step)
        path += [step[0]] if len(step) == 1 else [_on_curve(ends, n / 8) for n in range(1, 9)]
    return tuple(path)


def _on_curve(ends: tuple[Point2, ...], t: float) -> Point2:
    """A point of a cubic Bézier curve, ``t`` from 0 to 1."""
    shares = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    x, y = (sum(share * end[axis] for share, end in zip(shares, ends, strict=True)) for axis in (0, 1))
    return x, y


class Gradient(Struct, frozen=True):
    """Colour roles at shares of the line from ``start`` to ``end``, which are in shares of a box's width and height.

    A ``radial`` gradient runs in circles around ``start``; the last one goes through ``end``. ``opacities`` are those
    of the stops, where something shows through.
    """

    stops: tuple[tuple[float, str], ...]
    start: Point2
    end: Point2
    radial: bool = False
    opacities: tuple[float, ...] = ()

    @property
    def is_even(self) -> bool:
        """Whether it is of one colour."""
        return len({role for _, role in self.stops}) == 1


class Look(Struct, frozen=True):
    """How a picture of a client's file is shown. Its colours are changed by ``recolour``. ``corners`` are where its top
    left, its top right and its bottom left one stand, in shares of the picture's rectangle, which is around them; it is
    seen within ``outline``, contours in such shares, by the even-odd rule. A ``tile`` is where one of many stands that
    are laid side by side: left, top, width and height in such shares."""

    recolour: Recolour = Recolour()
    corners: tuple[Point2, Point2, Point2] = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
    outline: tuple[Contour, ...] = ()
    tile: tuple[float, float, float, float] | None = None
    paper: str | None = None


class Shape(Struct, frozen=True):
    """A filled or stroked shape. Without ``alt`` it is decoration.

    ``slant`` is how far a slanted side leans, in points: by how much the top of a trapezoid is narrower on each side,
    how far the point of a chevron or pentagon reaches. ``sites`` are further connection sites of a rectangle, as shares
    of its width and height; they are numbered from 4. A ``flipped`` chevron or pentagon points to the left.
    An ``outline`` is drawn of ``contours``, in shares of its width and height and filled by the even-odd rule. Only
    shapes of a client's file have a ``gradient``, of which ``fill`` is one colour.
    """

    name: str
    rect: Rect
    kind: Literal["rect", "ellipse", "triangle", "trapezoid", "chevron", "pentagon", "outline"] = "rect"
    fill: str | None = None
    stroke: Stroke | None = None
    alt: str | None = None
    slant: float = 0.0
    sites: tuple[tuple[float, float], ...] = ()
    flipped: bool = False
    contours: tuple[Contour, ...] = ()
    gradient: Gradient | None = None

    @property
    def corners(self) -> tuple[Point2, ...]:
        """The corners of a shape with straight sides."""
        r, lean = self.rect, self.slant
        match self.kind:
            case "triangle":
                return (r.x, r.bottom), (r.x + r.w / 2, r.y), (r.right, r.bottom)
            case "trapezoid":
                return (r.x, r.bottom), (r.x + lean, r.y), (r.right - lean, r.y), (r.right, r.bottom)
            case "chevron" | "pentagon":
                back, front, lean = (r.right, r.x, -lean) if self.flipped else (r.x, r.right, lean)
                side, tip = front - lean, r.y + r.h / 2
                notch = ((back + lean, tip),) if self.kind == "chevron" else ()
                return (back, r.y), (side, r.y), (front, tip), (side, r.bottom), (back, r.bottom), *notch
            case _:
                return (r.x, r.bottom), (r.x, r.y), (r.right, r.y), (r.right, r.bottom)


class Rule(Struct, frozen=True):
    """A straight line from one point to another, with an arrow head at its end if asked. Decoration without ``alt``."""

    name: str
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke
    arrow: bool = False
    alt: str | None = None

    @property
    def rect(self) -> Rect:
        return Rect(min(self.x1, self.x2), min(self.y1, self.y2), abs(self.x2 - self.x1), abs(self.y2 - self.y1))


TOP, LEFT, BOTTOM, RIGHT = range(4)  # the connection sites of every rectangle: the middles of its sides


class Glue(Struct, frozen=True):
    """The end of a connector: the name of a shape of the page, and the number of one of its connection sites."""

    shape: str
    site: int


class Connector(Struct, frozen=True):
    """A line between two shapes that follows them when they are moved. Decoration without ``alt``.

    ``points`` are its start and end, with none, one or two corners between them. With one corner it leaves its start
    vertically and enters its end horizontally; with two it leaves and enters horizontally.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    stroke: Stroke
    start: Glue
    end: Glue
    arrow: bool = True
    alt: str | None = None

    @property
    def rect(self) -> Rect:
        return union(Rect(x, y, 0.0, 0.0) for x, y in self.points)
