"""The geometry of a DrawingML shape to contours: presets and freeforms, guides computed, arcs made Bézier curves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan

from msgspec import Struct

from ...core.geometry import EMU_PER_POINT, Rect
from ...scene.model import Contour
from .attributes import A, Element, number
from .drawing import Point
from .picture_colours import Cells
from .presets import preset_of

DEGREE = 60_000  # OOXML counts angles in so many parts of a degree
MOST_STEPS = 20_000  # of one path
Names = dict[str, float]
Step = tuple[str, list[str]]  # a command of a path as in SVG, and its numbers or the names of guides


class Geometry(Struct, frozen=True):
    """The contours of a shape in a box at the origin, in points: those that are filled, and those that are stroked."""

    filled: tuple[Contour, ...]
    stroked: tuple[Contour, ...]


class Affine(Struct, frozen=True):
    """An affine map of points: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, point: Point) -> Point:
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Affine) -> Affine:
        """The map that does ``first``, then this one."""
        x, y = self.of((first.e, first.f))
        return Affine(
            self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d, x, y,
        )  # fmt: skip

    @property
    def inverse(self) -> Affine | None:
        """The map back; None where this one flattens what it maps."""
        area = self.a * self.d - self.b * self.c
        if abs(area) < 1e-9:
            return None
        linear = Affine(self.d / area, -self.b / area, -self.c / area, self.a / area)
        return linear.after(Affine(e=-self.e, f=-self.f))

    @property
    def upright(self) -> bool:
        """Whether horizontal lines stay horizontal, and nothing is mirrored."""
        return abs(self.b) < 1e-6 and abs(self.c) < 1e-6 and self.a > 0 and self.d > 0

    @property
    def level(self) -> bool:
        """Whether the sides of a box stay horizontal and vertical."""
        return (abs(self.b) < 1e-6 and abs(self.c) < 1e-6) or (abs(self.a) < 1e-6 and abs(self.d) < 1e-6)

    def box(self, w: float, h: float) -> Rect:
        """The rectangle around what a box of ``w`` x ``h`` at the origin becomes."""
        return bounds(map(self.of, ((0.0, 0.0), (w, 0.0), (0.0, h), (w, h))))

    def contour(self, contour: Contour) -> Contour:
        steps = tuple(tuple(map(self.of, step)) for step in contour.steps)
        return Contour(self.of(contour.start), steps, contour.closed)


def turned(w: float, h: float, degrees: float, across: bool, down: bool) -> Affine:
    """A box of ``w`` x ``h`` mirrored, then turned clockwise, about its centre."""
    angle = degrees * pi / 180
    sine, cosine = round(sin(angle), 9), round(cos(angle), 9)
    to_centre = Affine(-1.0 if across else 1.0, 0, 0, -1.0 if down else 1.0, (w if across else 0.0) - w / 2,
                       (h if down else 0.0) - h / 2)  # fmt: skip
    return Affine(cosine, sine, -sine, cosine, w / 2, h / 2).after(to_centre)


def turned_cells(cells: Cells, place: Affine, w: float, h: float) -> Cells:
    """The colours of a picture of ``w`` x ``h`` points at its place, in cells of the rectangle around it; beside the
    picture, those of its edge."""
    back, box = place.inverse, place.box(w, h)
    if place.upright or back is None or not cells or min(w, h) <= 0:
        return cells
    high, wide = len(cells), len(cells[0])

    def at(row: int, column: int) -> str:
        x, y = back.of((box.x + box.w * (column + 0.5) / wide, box.y + box.h * (row + 0.5) / high))
        return cells[min(max(int(y / h * high), 0), high - 1)][min(max(int(x / w * wide), 0), wide - 1)]

    return tuple(tuple(at(row, column) for column in range(wide)) for row in range(high))


def geometry_of(properties: Element, w: float, h: float) -> Geometry | None:
    """The contours of a shape's properties (``p:spPr``) in its box; None for a preset that is not drawn here."""
    preset, custom = properties.find(f"{A}prstGeom"), properties.find(f"{A}custGeom")
    if preset is not None:
        return _preset(preset, w, h)
    return _custom(custom, w, h) if custom is not None else None


def bounds(points: Iterable[Point]) -> Rect:
    """The smallest rectangle around some points."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def points_of(contours: Iterable[Contour]) -> list[Point]:
    """Every point of contours, the control points of curves among them."""
    return [point for one in contours for point in (one.start, *(p for step in one.steps for p in step))]


# ---- presets and freeforms --------------------------------------------------------------------------------


def _preset(element: Element, w: float, h: float) -> Geometry | None:
    preset = preset_of(element.get("prst", ""))
    if preset is None:
        return None
    names = _names(w * EMU_PER_POINT, h * EMU_PER_POINT)
    adjust = dict(preset.adjust)
    for guide in element.iterfind(f"{A}avLst/{A}gd"):
        if guide.get("name", "") in adjust:
            adjust[guide.get("name", "")] = guide.get("fmla", "val 0").removeprefix("val ")
    for name, formula in (*((name, f"val {value}") for name, value in adjust.items()), *preset.guides):
        names[name] = _computed(formula, names)
    scale = Affine(1 / EMU_PER_POINT, 0, 0, 1 / EMU_PER_POINT)
    geometry = Geometry((), ())
    for path in preset.path.split("|"):
        words = path.split()
        mark = words.pop(0) if words[0] in "-=" else ""
        geometry = _with(geometry, _contours(_preset_steps(words), names, scale), mark != "-", mark != "=")
    return geometry


def _preset_steps(words: list[str]) -> Iterator[Step]:
    counts = {"M": 2, "L": 2, "A": 4, "Z": 0}
    while words:
        kind = words.pop(0)
        yield kind, [words.pop(0) for _ in range(counts[kind])]


def _custom(element: Element, w: float, h: float) -> Geometry:
    geometry = Geometry((), ())
    for path in element.iterfind(f"{A}pathLst/{A}path"):
        names = _names(w * EMU_PER_POINT, h * EMU_PER_POINT)
        for guide in (*element.iterfind(f"{A}avLst/{A}gd"), *element.iterfind(f"{A}gdLst/{A}gd")):
            names[guide.get("name", "")] = _computed(guide.get("fmla", ""), names)
        # a path may count in units of its own
        wide, high = (number(path.get(side)) or names[side] for side in ("w", "h"))
        scale = Affine(w / wide if wide else 1.0, 0, 0, h / high if high else 1.0)
        filled, stroked = path.get("fill", "norm") != "none", path.get("stroke", "1") not in ("0", "false")
        geometry = _with(geometry, _contours(_custom_steps(path), names, scale), filled, stroked)
    return geometry


def _custom_steps(path: Element) -> Iterator[Step]:
    kinds = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q", "arcTo": "A", "close": "Z"}
    for child in list(path)[:MOST_STEPS]:
        kind = kinds.get(str(child.tag).rpartition("}")[2]) if isinstance(child.tag, str) else None
        if kind == "A":
            yield kind, [child.get(key, "0") for key in ("wR", "hR", "stAng", "swAng")]
        elif kind:
            yield kind, [point.get(key, "0") for point in child.iterfind(f"{A}pt") for key in ("x", "y")]


def _with(geometry: Geometry, contours: tuple[Contour, ...], filled: bool, stroked: bool) -> Geometry:
    """A geometry with the contours of one more path."""
    return Geometry(geometry.filled + contours * filled, geometry.stroked + contours * stroked)


def _contours(steps: Iterable[Step], names: Mapping[str, float], scale: Affine) -> tuple[Contour, ...]:
    """The steps of a path to its contours in points."""
    contours: list[Contour] = []
    start: Point | None = None
    at: Point = (0.0, 0.0)
    made: list[tuple[Point, ...]] = []
    for kind, words in (*steps, ("M", [])):
        values = [_value(word, names) for word in words]
        points = list(zip(values[::2], values[1::2], strict=False))
        if kind in "MZ":
            if start is not None and made:
                contours.append(scale.contour(Contour(start, tuple(made), kind == "Z")))
            at = points[0] if kind == "M" and points else start or at
            start, made = at, []
            continue
        start = at if start is None else start
        if kind == "A":
            made += _arc(at, *values)
        elif kind == "Q" and len(points) == 2:
            (x0, y0), (x1, y1), (x2, y2) = at, *points
            controls = (((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3), ((x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3))
            made.append((*controls, (x2, y2)))
        elif (kind == "L" and len(points) == 1) or (kind == "C" and len(points) == 3):
            made.append(tuple(points))
        at = made[-1][-1] if made else at
    return tuple(contours)


def _arc(at: Point, wide: float, high: float, start: float, swing: float) -> list[tuple[Point, ...]]:
    """An arc of an ellipse that starts at a point, as Bézier curves of a quarter at the most (20.1.9.1)."""

    def turn(angle: float) -> float:  # from the angle as seen at the centre to the ellipse's parameter
        by = _angle(angle)
        inner = atan2(wide * sin(by), high * cos(by)) if wide and high else by
        return inner + 2 * pi * round((by - inner) / (2 * pi))

    first, last = turn(start), turn(start + swing)
    x, y = at[0] - wide * cos(first), at[1] - high * sin(first)
    count = max(1, ceil(abs(last - first) / (pi / 2) - 1e-9))
    by = (last - first) / count
    reach = 4 / 3 * tan(by / 4)
    curves: list[tuple[Point, ...]] = []
    for n in range(count):
        a, b = first + n * by, first + (n + 1) * by
        p, q = (x + wide * cos(a), y + high * sin(a)), (x + wide * cos(b), y + high * sin(b))
        curves.append(
            ((p[0] - reach * wide * sin(a), p[1] + reach * high * cos(a)),
             (q[0] + reach * wide * sin(b), q[1] - reach * high * cos(b)), q)
        )  # fmt: skip
    return curves


# ---- guides -------------------------------------------------------------------------------------------------


def _names(w: float, h: float) -> Names:
    """The names that every geometry may use (20.1.9.11)."""
    short, turn = min(w, h), 360 * DEGREE
    names = {"l": 0.0, "t": 0.0, "r": w, "b": h, "w": w, "h": h, "hc": w / 2, "vc": h / 2, "ss": short, "ls": max(w, h)}
    names |= {f"wd{n}": w / n for n in (2, 3, 4, 5, 6, 8, 10, 12, 32)}
    names |= {f"hd{n}": h / n for n in (2, 3, 4, 5, 6, 8, 10, 12, 32)}
    names |= {f"ssd{n}": short / n for n in (2, 4, 6, 8, 16, 32)}
    names |= {
        f"{k if k > 1 else ''}cd{n}": turn * k / n for k, n in ((1, 2), (1, 4), (3, 4), (1, 8), (3, 8), (5, 8), (7, 8))
    }
    return names


def _value(word: str, names: Mapping[str, float]) -> float:
    return names[word] if word in names else number(word)


def _computed(formula: str, names: Mapping[str, float]) -> float:
    """The value of a guide (20.1.9.11); 0 where its formula is none, or divides by zero."""
    kind, *words = formula.split() or [""]
    x, y, z = ([_value(word, names) for word in words] + [0.0, 0.0, 0.0])[:3]
    return _FORMULAS[kind](x, y, z) if kind in _FORMULAS else 0.0


def _angle(value: float) -> float:
    return value / DEGREE * pi / 180


_FORMULAS: dict[str, Callable[[float, float, float], float]] = {
    "val": lambda x, y, z: x,
    "*/": lambda x, y, z: x * y / z if z else 0.0,
    "+-": lambda x, y, z: x + y - z,
    "+/": lambda x, y, z: (x + y) / z if z else 0.0,
    "?:": lambda x, y, z: y if x > 0 else z,
    "abs": lambda x, y, z: abs(x),
    "max": lambda x, y, z: max(x, y),
    "min": lambda x, y, z: min(x, y),
    "pin": lambda x, y, z: max(x, min(y, z)),
    "mod": hypot,
    "sqrt": lambda x, y, z: sqrt(max(x, 0.0)),
    "cos": lambda x, y, z: x * cos(_angle(y)),
    "sin": lambda x, y, z: x * sin(_angle(y)),
    "tan": lambda x, y, z: x * tan(_angle(y)),
    "at2": lambda x, y, z: atan2(y, x) * 180 / pi * DEGREE,
    "cat2": lambda x, y, z: x * cos(atan2(z, y)),
    "sat2": lambda x, y, z: x * sin(atan2(z, y)),
}
