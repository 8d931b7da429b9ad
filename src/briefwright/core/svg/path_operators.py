"""The shapes of an SVG to path operators of a PDF (SVG 1.1, 8.3 and 9; ISO 32000-1, 8.5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import acos, ceil, cos, hypot, isfinite, pi, sin, sqrt, tan

Point = tuple[float, float]
_TOKEN = re.compile(r"\s*,?\s*(?:([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))")
_FLAG = re.compile(r"\s*,?\s*([01])")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
KAPPA = 0.5522847498


class NotPlain(Exception):
    """A part of a drawing that a PDF/A-1 cannot draw from lines, or that is not understood here."""


def number(value: float) -> str:
    """A number as PDF writes it, in at most six decimals."""
    if not isfinite(value) or abs(value) > 1e7:
        raise NotPlain
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"


def op(name: str, *numbers: float) -> str:
    return " ".join((*map(number, numbers), name))


def rectangle(x: float, y: float, w: float, h: float, rx: float, ry: float) -> str:
    """A rectangle, its corners rounded by the radii."""
    rx, ry = min(rx, w / 2), min(ry, h / 2)
    if not rx or not ry:
        return op("re", x, y, w, h)
    cx, cy = rx * (1 - KAPPA), ry * (1 - KAPPA)
    right, bottom = x + w, y + h
    return " ".join((
        op("m", x + rx, y), op("l", right - rx, y), op("c", right - cx, y, right, y + cy, right, y + ry),
        op("l", right, bottom - ry), op("c", right, bottom - cy, right - cx, bottom, right - rx, bottom),
        op("l", x + rx, bottom), op("c", x + cx, bottom, x, bottom - cy, x, bottom - ry),
        op("l", x, y + ry), op("c", x, y + cy, x + cx, y, x + rx, y), "h",
    ))  # fmt: skip


def ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    return rectangle(cx - rx, cy - ry, 2 * rx, 2 * ry, rx, ry)


def polygon(points: str, close: bool) -> str:
    """Straight lines through points; "" where there are none."""
    found = [float(one) for one in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", points)]
    pairs = list(zip(found[::2], found[1::2], strict=False))
    steps = [op("m" if at == 0 else "l", *pair) for at, pair in enumerate(pairs)]
    return " ".join([*steps, *(["h"] if close else [])]) if steps else ""


def path(data: str) -> str:
    """The operators of path data. Raises NotPlain where it is malformed."""
    made: list[str] = []
    at = start = (0.0, 0.0)
    control: tuple[str, Point] = ("", at)  # of the last curve, and its kind
    for command, given in _commands(data):
        upper, (ox, oy) = command.upper(), at if command.islower() else (0.0, 0.0)
        if not made and upper != "M":
            raise NotPlain
        pairs = [(x + ox, y + oy) for x, y in zip(given[::2], given[1::2], strict=False)]
        before, control = control, ("", at)
        match upper:
            case "Z":
                at = start
                made.append("h")
            case "M":
                at = start = pairs[0]
                made.append(op("m", *at))
            case "L" | "H" | "V":
                x, y = given[0] + ox, given[-1] + oy
                at = {"L": (x, y), "H": (x, at[1]), "V": (at[0], y)}[upper]
                made.append(op("l", *at))
            case "C" | "S":
                first = pairs[0] if upper == "C" else _mirrored(at, before, "C")
                second, end = pairs[-2:]
                made.append(op("c", *first, *second, *end))
                at, control = end, ("C", second)
            case "Q" | "T":
                bend, end = pairs[0] if upper == "Q" else _mirrored(at, before, "Q"), pairs[-1]
                one, two = _between(at, bend), _between(end, bend)
                made.append(op("c", *one, *two, *end))
                at, control = end, ("Q", bend)
            case "A":
                end = given[5] + ox, given[6] + oy
                made += _arc(at, end, given)
                at = end
    return " ".join(made)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; numbers without a command repeat the one before."""
    place, command = 0, ""
    data = data.strip()
    while place < len(data):
        found = _TOKEN.match(data, place)
        if not found:
            raise NotPlain
        if found[1]:
            command, place = found[1], found.end()
        elif command in ("", "Z", "z"):
            raise NotPlain
        numbers: list[float] = []
        while len(numbers) < _COUNTS[command.upper()]:
            flag = command in "Aa" and len(numbers) in (3, 4)
            one = (_FLAG if flag else _TOKEN).match(data, place)
            text = one and one[one.re.groups]
            if not one or not text:
                raise NotPlain
            numbers.append(float(text))
            place = one.end()
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def _mirrored(at: Point, before: tuple[str, Point], kind: str) -> Point:
    """The control point of the last curve, mirrored; the point itself after anything else."""
    return (2 * at[0] - before[1][0], 2 * at[1] - before[1][1]) if before[0] == kind else at


def _between(end: Point, bend: Point) -> Point:
    """The control point of a cubic curve that is the same as a quadratic one."""
    return end[0] + (bend[0] - end[0]) * 2 / 3, end[1] + (bend[1] - end[1]) * 2 / 3


def _arc(at: Point, end: Point, given: list[float]) -> Iterator[str]:
    """An elliptical arc as Bézier curves (SVG 1.1, F.6)."""
    rx, ry, turn, large, sweep = abs(given[0]), abs(given[1]), given[2] * pi / 180, given[3] == 1, given[4] == 1
    if at == end:
        return
    if not rx or not ry:
        yield op("l", *end)
        return
    c, s = cos(turn), sin(turn)
    dx, dy = (at[0] - end[0]) / 2, (at[1] - end[1]) / 2
    x, y = c * dx + s * dy, c * dy - s * dx
    grow = max(1.0, hypot(x / rx, y / ry))
    rx, ry = rx * grow, ry * grow
    left = max(0.0, (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2)
    by = sqrt(left / ((rx * y) ** 2 + (ry * x) ** 2)) * (-1 if large == sweep else 1)
    mx, my = by * rx * y / ry, -by * ry * x / rx
    cx, cy = c * mx - s * my + (at[0] + end[0]) / 2, s * mx + c * my + (at[1] + end[1]) / 2
    first = _angle((x - mx) / rx, (y - my) / ry)
    swing = (_angle((-x - mx) / rx, (-y - my) / ry) - first) % (2 * pi)
    swing = swing if sweep else swing - 2 * pi
    count = max(1, ceil(abs(swing) / (pi / 2) - 1e-9))
    step = swing / count
    bend = 4 / 3 * tan(step / 4)

    def on(u: float, v: float) -> Point:
        return cx + c * rx * u - s * ry * v, cy + s * rx * u + c * ry * v

    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        one = on(cos(a) - bend * sin(a), sin(a) + bend * cos(a))
        two = on(cos(b) + bend * sin(b), sin(b) - bend * cos(b))
        yield op("c", *one, *two, *(end if index == count - 1 else on(cos(b), sin(b))))


def _angle(x: float, y: float) -> float:
    return acos(max(-1.0, min(1.0, x / hypot(x, y)))) * (1 if y >= 0 else -1)
