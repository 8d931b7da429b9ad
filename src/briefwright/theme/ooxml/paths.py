"""The geometry of a DrawingML shape to contours: presets and freeforms, their guides reckoned, arcs made curves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan

from msgspec import Struct

from ...core.geometry import EMU_PER_POINT, Rect
from ...scene.model import Contour
from .drawing import A, Element
from .presets import preset_of

DEGREE = 60_000  # parts of one
MOST_STEPS = 20_000  # of one shape
Point = tuple[float, float]
Names = dict[str, float]


class Outline(Struct, frozen=True):
    """The contours of a shape in a box of ``w`` x ``h`` at the origin: those that are filled, those that are drawn."""

    filled: tuple[Contour, ...]
    stroked: tuple[Contour, ...]


class Affine(Struct, frozen=True):
    """A change of places: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""

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
        """This one, of what ``first`` makes."""
        x, y = self.of((first.e, first.f))
        return Affine(
            self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d, x, y,
        )  # fmt: skip

    @property
    def upright(self) -> bool:
        """Whether what is level stays so, and is not mirrored."""
        return abs(self.b) < 1e-6 and abs(self.c) < 1e-6 and self.a > 0 and self.d > 0

    @property
    def level(self) -> bool:
        """Whether what is level stays so, or becomes upright."""
        return (abs(self.b) < 1e-6 and abs(self.c) < 1e-6) or (abs(self.a) < 1e-6 and abs(self.d) < 1e-6)

    def box(self, w: float, h: float) -> Rect:
        """The rectangle around what a box of ``w`` x ``h`` at the origin becomes."""
        corners = [self.of(corner) for corner in ((0.0, 0.0), (w, 0.0), (0.0, h), (w, h))]
        return around(corners)

    def contour(self, one: Contour) -> Contour:
        steps = tuple(tuple(self.of(point) for point in step) for step in one.steps)
        return Contour(self.of(one.start), steps, one.closed)


def turned(w: float, h: float, degrees: float, across: bool, down: bool) -> Affine:
    """A box of ``w`` x ``h`` mirrored, then turned clockwise, about its middle."""
    angle = degrees * pi / 180
    sine, cosine = round(sin(angle), 9), round(cos(angle), 9)
    to_middle = Affine(-1.0 if across else 1.0, 0, 0, -1.0 if down else 1.0, (w if across else 0.0) - w / 2,
                       (h if down else 0.0) - h / 2)  # fmt: skip
    return Affine(cosine, sine, -sine, cosine, w / 2, h / 2).after(to_middle)


def outline_of(properties: Element, w: float, h: float) -> Outline | None:
    """The contours of a shape's properties (``p:spPr``) in its box; None for a preset that is not drawn here."""
    preset, custom = properties.find(f"{A}prstGeom"), properties.find(f"{A}custGeom")
    if preset is not None:
        return _preset(preset, w, h)
    return _custom(custom, w, h) if custom is not None else None


def around(points: Iterable[Point]) -> Rect:
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def points_of(contours: Iterable[Contour]) -> list[Point]:
    """Every point of contours, those that pull a curve among them."""
    return [point for one in contours for point in (one.start, *(p for step in one.steps for p in step))]


def points_over(box: Rect) -> list[Point]:
    """Points all over a box, its corners among them."""
    return [(box.x + box.w * i / 8, box.y + box.h * j / 6) for i in range(9) for j in range(7)]


def inside(contours: Iterable[Contour], points: Iterable[Point]) -> tuple[bool, ...]:
    """Which of some points are within contours, by the even-odd rule."""
    ways = [one.corners for one in contours]
    sides = [(a, b) for way in ways for a, b in zip(way, (*way[1:], way[0]), strict=True) if a[1] != b[1]]
    return tuple(_odd(sides, x, y) for x, y in points)


def _odd(sides: list[tuple[Point, Point]], x: float, y: float) -> bool:
    odd = False
    for (x1, y1), (x2, y2) in sides:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


# ---- presets and freeforms --------------------------------------------------------------------------------


def _preset(element: Element, w: float, h: float) -> Outline | None:
    preset = preset_of(element.get("prst", ""))
    if preset is None:
        return None
    names = _names(w * EMU_PER_POINT, h * EMU_PER_POINT)
    given = dict(preset.adjust)
    for guide in element.iterfind(f"{A}avLst/{A}gd"):
        if guide.get("name", "") in given:
            given[guide.get("name", "")] = guide.get("fmla", "val 0").removeprefix("val ")
    for name, formula in (*((n, f"val {v}") for n, v in given.items()), *preset.guides):
        names[name] = _reckoned(formula, names)
    filled: list[Contour] = []
    stroked: list[Contour] = []
    for path in preset.path.split("|"):
        words = path.split()
        mark = words.pop(0) if words[0] in "-=" else ""
        made = list(_contours(_steps_of(words), names))
        filled += made if mark != "-" else []
        stroked += made if mark != "=" else []
    scale = Affine(1 / EMU_PER_POINT, 0, 0, 1 / EMU_PER_POINT)
    return Outline(tuple(map(scale.contour, filled)), tuple(map(scale.contour, stroked)))


def _steps_of(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    counts = {"M": 2, "L": 2, "A": 4, "Z": 0}
    while words:
        kind = words.pop(0)
        yield kind, [words.pop(0) for _ in range(counts[kind])]


def _custom(element: Element, w: float, h: float) -> Outline:
    filled: list[Contour] = []
    stroked: list[Contour] = []
    for path in element.iterfind(f"{A}pathLst/{A}path"):
        names = _names(w * EMU_PER_POINT, h * EMU_PER_POINT)
        for guide in (*element.iterfind(f"{A}avLst/{A}gd"), *element.iterfind(f"{A}gdLst/{A}gd")):
            names[guide.get("name", "")] = _reckoned(guide.get("fmla", ""), names)
        # a path may count in units of its own
        wide, high = (_number(path.get(side)) or names[side] for side in ("w", "h"))
        scale = Affine(w / wide if wide else 1.0, 0, 0, h / high if high else 1.0)
        made = [scale.contour(one) for one in _contours(_drawn(path), names)]
        filled += made if path.get("fill", "norm") != "none" else []
        stroked += made if path.get("stroke", "1") not in ("0", "false") else []
    return Outline(tuple(filled), tuple(stroked))


def _drawn(path: Element) -> Iterator[tuple[str, list[str]]]:
    kinds = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q", "arcTo": "A", "close": "Z"}
    for child in list(path)[:MOST_STEPS]:
        kind = kinds.get(str(child.tag).rpartition("}")[2]) if isinstance(child.tag, str) else None
        if kind == "A":
            yield kind, [child.get(key, "0") for key in ("wR", "hR", "stAng", "swAng")]
        elif kind:
            yield kind, [point.get(key, "0") for point in child.iterfind(f"{A}pt") for key in ("x", "y")]


def _contours(steps: Iterable[tuple[str, list[str]]], names: Mapping[str, float]) -> Iterator[Contour]:
    start: Point | None = None
    at: Point = (0.0, 0.0)
    made: list[tuple[Point, ...]] = []
    for kind, words in steps:
        values = [_value(word, names) for word in words]
        points = list(zip(values[::2], values[1::2], strict=False))
        if kind in "MZ":
            if start is not None and made:
                yield Contour(start, tuple(made), kind == "Z")
            at = points[0] if kind == "M" and points else start or at
            start, made = at, []
            continue
        start = at if start is None else start
        if kind == "A":
            made += _arc(at, *values)
        elif kind == "Q" and len(points) == 2:
            (x0, y0), (x1, y1), (x2, y2) = at, *points
            pulls = (((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3), ((x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3))
            made.append((*pulls, (x2, y2)))
        elif (kind == "L" and len(points) == 1) or (kind == "C" and len(points) == 3):
            made.append(tuple(points))
        at = made[-1][-1] if made else at
    if start is not None and made:
        yield Contour(start, tuple(made), False)


def _arc(at: Point, wide: float, high: float, start: float, swing: float) -> list[tuple[Point, ...]]:
    """An arc of an ellipse from a point on, as curves of a quarter at the most (20.1.9.1)."""

    def turn(angle: float) -> float:  # the angle is seen from the middle: to the ellipse's own
        by = angle / DEGREE * pi / 180
        inner = atan2(wide * sin(by), high * cos(by)) if wide and high else by
        return inner + 2 * pi * round((by - inner) / (2 * pi))

    first, last = turn(start), turn(start + swing)
    x, y = at[0] - wide * cos(first), at[1] - high * sin(first)
    count = max(1, ceil(abs(last - first) / (pi / 2) - 1e-9))
    by = (last - first) / count
    reach = 4 / 3 * tan(by / 4)
    found: list[tuple[Point, ...]] = []
    for n in range(count):
        a, b = first + n * by, first + (n + 1) * by
        p, q = (x + wide * cos(a), y + high * sin(a)), (x + wide * cos(b), y + high * sin(b))
        found.append(
            ((p[0] - reach * wide * sin(a), p[1] + reach * high * cos(a)),
             (q[0] + reach * wide * sin(b), q[1] - reach * high * cos(b)), q)
        )  # fmt: skip
    return found


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
    return names[word] if word in names else _number(word)


def _number(word: str | None) -> float:
    try:
        return float(word or 0)
    except ValueError:
        return 0.0


def _reckoned(formula: str, names: Mapping[str, float]) -> float:
    """A guide's formula (20.1.9.11); 0 where it is none, or divides by nothing."""
    kind, *words = formula.split() or [""]
    x, y, z = ([_value(word, names) for word in words] + [0.0, 0.0, 0.0])[:3]
    angle = y / DEGREE * pi / 180
    match kind:
        case "val":
            return x
        case "*/":
            return x * y / z if z else 0.0
        case "+-":
            return x + y - z
        case "+/":
            return (x + y) / z if z else 0.0
        case "?:":
            return y if x > 0 else z
        case "abs":
            return abs(x)
        case "max":
            return max(x, y)
        case "min":
            return min(x, y)
        case "pin":
            return max(x, min(y, z))
        case "mod":
            return hypot(x, y, z)
        case "sqrt":
            return sqrt(max(x, 0.0))
        case "cos":
            return x * cos(angle)
        case "sin":
            return x * sin(angle)
        case "tan":
            return x * tan(angle)
        case "at2":
            return atan2(y, x) * 180 / pi * DEGREE
        case "cat2":
            return x * cos(atan2(z, y))
        case "sat2":
            return x * sin(atan2(z, y))
    return 0.0
