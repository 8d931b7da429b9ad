"""An enhanced metafile of lines, curves and plain fills, as logos are, to an SVG ([MS-EMF]).

What is not read, such as letters, bitmaps or EMF+ alone, is refused by name: no wrong picture is made of it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from ..unusable_picture import UnusablePicture
from .device import MAP_MODES, Device, MetafilePen, State

SIGNATURE = b" EMF"
MOST_RECORDS = 200_000
_HEADER = struct.Struct("<2I4i4i4sIIIHHIII2i2i")
_NOTHING = {  # records that change nothing of what is read
    13, 16, 18, 21, 22, 24, 25, 48, 49, 50, 51, 52, 57, 65, 82, 98, 99, 104, 111, 115, 119,
}  # fmt: skip
_NAMES = {
    76: "a bitmap", 77: "a bitmap", 78: "a bitmap", 79: "a bitmap", 80: "a bitmap", 81: "a bitmap", 83: "letters",
    84: "letters", 96: "letters", 97: "letters", 108: "letters", 114: "a bitmap", 118: "a gradient", 93: "a pattern",
    94: "a pattern", 116: "a bitmap",
}  # fmt: skip
_COPY_PEN, _COPY, _EVEN_ODD = 13, 5, 1
_EMF_PLUS = b"EMF+"
Point = tuple[float, float]
Step = tuple[str, list[Point]]


def is_emf(data: bytes) -> bool:
    return data[40:44] == SIGNATURE and data[:4] == b"\x01\0\0\0"


@lru_cache(maxsize=16)  # every page asks again
def svg_of(data: bytes) -> bytes:
    """The drawing of a metafile. Raises UnusablePicture."""
    try:
        return _Reader(data).svg()
    except (struct.error, IndexError, ZeroDivisionError, OverflowError):
        raise UnusablePicture("it is damaged") from None


class _Frame(Struct, frozen=True):
    """The picture's frame in units of its device, and how many of these make a millimetre."""

    x: float
    y: float
    w: float
    h: float
    millimetre: Point


class _Reader:
    """Plays the records of one metafile."""

    def __init__(self, data: bytes) -> None:
        self.data, self.out = data, list[str]()
        self.frame = self._framed()
        self.device = Device(self.frame.millimetre)
        self.state, self.kept = State(), list[State]()
        self.objects: dict[int, MetafilePen | str] = {}
        self.path: list[Step] | None = None  # that of an open bracket, or the last one
        self.is_open, self.at, self.clips = False, (0.0, 0.0), 0

    def _framed(self) -> _Frame:
        head = _HEADER.unpack_from(self.data)
        (left, top, right, bottom), device, millimetres = head[6:10], head[19:21], head[21:23]
        if not all(side > 0 for side in (*device, *millimetres, right - left, bottom - top)):
            raise UnusablePicture("it has no size")
        x, y = (one / (100 * other) for one, other in zip(device, millimetres, strict=True))
        return _Frame(left * x, top * y, (right - left) * x, (bottom - top) * y, (100 * x, 100 * y))

    def svg(self) -> bytes:
        for kind, record in self._records():
            play = _PLAYED.get(kind)
            if play:
                play(self, record)
            elif kind not in _NOTHING:
                raise UnusablePicture(f"it has {_NAMES.get(kind, f'a record of kind {kind}')}")
        f = self.frame
        box = f'viewBox="{f.x:.2f} {f.y:.2f} {f.w:.2f} {f.h:.2f}" width="{f.w:.2f}" height="{f.h:.2f}"'
        drawn = "".join(self.out)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>'.encode()

    def _records(self) -> Iterator[tuple[int, bytes]]:
        at = 0
        for _ in range(MOST_RECORDS):
            kind, size = struct.unpack_from("<2I", self.data, at)
            if size < 8 or at + size > len(self.data):
                raise UnusablePicture("it is damaged")
            if kind == 14:
                return
            if kind != 1:
                yield kind, self.data[at + 8 : at + size]
            at += size
        raise UnusablePicture(f"it has more than {MOST_RECORDS:,} records")

    # ---- paths -----------------------------------------------------------------------------------

    def drawn(self, steps: list[Step], *, fill: bool, stroke: bool) -> None:
        """Draw steps in points of the page, or put them into the open path."""
        if self.is_open and self.path is not None:
            self.path += steps
            return
        brush, pen = self.state.brush if fill else "", self.state.pen if stroke else None
        shape = " ".join(kind + " ".join(f"{x:.2f},{y:.2f}" for x, y in points) for kind, points in steps)
        if not shape or not (brush or (pen and pen.colour)):
            return
        looks = f'fill="{brush or "none"}" fill-rule="{"evenodd" if self.state.even_odd else "nonzero"}"'
        if pen and pen.colour:
            looks += self._stroked(pen)
        clip = f' clip-path="url(#{self.state.clip})"' if self.state.clip else ""
        self.out.append(f'<path d="{shape}" {looks}{clip}/>')

    def _stroked(self, pen: MetafilePen) -> str:
        scale = self.device.scale
        width = max(pen.width * (scale if pen.geometric else min(scale, 1.0)), 1.0)
        dash = ",".join(f"{part * width:.2f}" for part in pen.dash)
        looks = f' stroke="{pen.colour}" stroke-width="{width:.2f}" stroke-linecap="{pen.cap}"'
        looks += f' stroke-linejoin="{pen.join}" stroke-miterlimit="{max(self.state.miter, 1.0):g}"'
        return looks + (f' stroke-dasharray="{dash}"' if dash else "")

    def moved(self, record: bytes) -> None:
        self.at = _pair(record)
        if self.is_open and self.path is not None:
            self.path.append(("M", [self.device.of(self.at)]))

    def lines_to(self, kind: str, points: Sequence[Point]) -> None:
        """Lines or curves from the current point on."""
        start = self.at
        if not points:
            return
        self.at = points[-1]
        steps: list[Step] = [] if self.is_open and self.path else [("M", [self.device.of(start)])]
        self.drawn([*steps, *self._steps(kind, points)], fill=False, stroke=True)

    def _steps(self, kind: str, points: Sequence[Point]) -> list[Step]:
        by = 3 if kind == "C" else 1
        mapped = [self.device.of(point) for point in points]
        return [(kind, mapped[n : n + by]) for n in range(0, len(mapped) - by + 1, by)]

    def figure(self, kind: str, points: Sequence[Point], *, closed: bool) -> list[Step]:
        """A figure of its own: a polygon, a line, a curve."""
        if len(points) < 2:
            return []
        first: list[Step] = [("M", [self.device.of(points[0])])]
        return [*first, *self._steps(kind, points[1:]), *([("Z", list[Point]())] if closed else [])]

    # ---- brackets --------------------------------------------------------------------------------

    def begin(self, record: bytes) -> None:
        self.path, self.is_open = [], True

    def end(self, record: bytes) -> None:
        self.is_open = False

    def close(self, record: bytes) -> None:
        if self.path:
            self.path.append(("Z", []))

    def painted(self, *, fill: bool, stroke: bool) -> None:
        steps, self.path, self.is_open = self.path or [], None, False
        self.drawn(steps, fill=fill, stroke=stroke)

    def clipped(self, record: bytes) -> None:
        """Show what follows only within the path."""
        if _number(record) != _COPY:
            raise UnusablePicture("it has a clip that is made of several")
        steps, self.path, self.is_open = self.path or [], None, False
        self.clip(steps)

    def clip(self, steps: list[Step]) -> None:
        self.clips += 1
        shape = " ".join(kind + " ".join(f"{x:.2f},{y:.2f}" for x, y in points) for kind, points in steps)
        rule = "evenodd" if self.state.even_odd else "nonzero"
        path = f'<path d="{shape or "M0,0"}" clip-rule="{rule}"/>'
        self.out.append(f'<clipPath id="c{self.clips}">{path}</clipPath>')
        self.state = self.state.with_(clip=f"c{self.clips}")

    def region(self, record: bytes) -> None:
        size, mode = struct.unpack_from("<2I", record)
        if size == 0 and mode == _COPY:
            self.state = self.state.with_(clip="")
            return
        count = _number(record[16:]) if size >= 48 else 0
        if count != 1 or mode != _COPY:
            raise UnusablePicture("it has a clip that is made of several")
        x, y, right, bottom = struct.unpack_from("<4i", record, 40)
        self.clip([("M", [(x, y)]), ("L", [(right, y)]), ("L", [(right, bottom)]), ("L", [(x, bottom)]), ("Z", [])])

    # ---- state -----------------------------------------------------------------------------------

    def save(self, record: bytes) -> None:
        self.kept.append(self.state.with_(device=self.device.copy(), at=self.at))

    def restore(self, record: bytes) -> None:
        [back] = struct.unpack_from("<i", record)
        wanted = len(self.kept) + back if back < 0 else back - 1
        if 0 <= wanted < len(self.kept):
            self.state = self.kept[wanted]
            self.device, self.at = (self.state.device or self.device).copy(), self.state.at
            del self.kept[wanted:]

    def select(self, record: bytes) -> None:
        chosen = _STOCK.get(_number(record)) if _number(record) & 0x80000000 else self.objects.get(_number(record))
        if isinstance(chosen, MetafilePen):
            self.state = self.state.with_(pen=chosen)
        elif chosen is not None:
            self.state = self.state.with_(brush=chosen)

    def pen(self, record: bytes) -> None:
        key, style, width, _, colour = struct.unpack_from("<2I2iI", record)
        self.objects[key] = MetafilePen.of(style, width, _colour(colour))

    def long_pen(self, record: bytes) -> None:
        key, _, _, _, _, style, width, brush, colour, _, count = struct.unpack_from("<11I", record)
        if brush not in (0, 1):
            raise UnusablePicture("it has a pattern")
        dash = struct.unpack_from(f"<{count}I", record, 44) if style & 15 == 7 else ()
        self.objects[key] = MetafilePen.of(style, width, "" if brush == 1 else _colour(colour), dash)

    def brush(self, record: bytes) -> None:
        key, style, colour = struct.unpack_from("<3I", record)
        if style not in (0, 1):
            raise UnusablePicture("it has a pattern")
        self.objects[key] = "" if style == 1 else _colour(colour)

    def rule(self, record: bytes) -> None:
        self.state = self.state.with_(even_odd=_number(record) == _EVEN_ODD)

    def mode(self, record: bytes) -> None:
        if _number(record) not in MAP_MODES:
            raise UnusablePicture("it counts in units that are not known")
        self.device.mode = _number(record)

    def operation(self, record: bytes) -> None:
        if _number(record) != _COPY_PEN:
            raise UnusablePicture("it mixes colours")

    def comment(self, record: bytes) -> None:
        if record[4:8] == _EMF_PLUS and record[8:10] == b"\x01\x40" and not record[10] & 1:
            raise UnusablePicture("it is EMF+ alone")


def _number(record: bytes) -> int:
    return int(struct.unpack_from("<I", record)[0])


def _pair(record: bytes) -> Point:
    x, y = struct.unpack_from("<2i", record)
    return float(x), float(y)


def _colour(value: int) -> str:
    return f"#{value & 255:02x}{value >> 8 & 255:02x}{value >> 16 & 255:02x}"


def _points(record: bytes, short: bool) -> list[Point]:
    """The points of a record behind its bounds and their count."""
    [count] = struct.unpack_from("<I", record, 16)
    return _unpacked(record, 20, count, short)


def _unpacked(record: bytes, at: int, count: int, short: bool) -> list[Point]:
    values = struct.unpack_from(f"<{2 * count}{'h' if short else 'i'}", record, at)
    return [(float(x), float(y)) for x, y in zip(values[::2], values[1::2], strict=True)]


def _figures(record: bytes, short: bool) -> Iterator[list[Point]]:
    """The points of each figure of a record that has several."""
    figures, count = struct.unpack_from("<2I", record, 16)
    counts = struct.unpack_from(f"<{figures}I", record, 24)
    points, at = _unpacked(record, 24 + 4 * figures, count, short), 0
    for one in counts:
        yield points[at : at + one]
        at += one


def _poly(kind: str, short: bool, closed: bool) -> Callable[[_Reader, bytes], None]:
    def play(reader: _Reader, record: bytes) -> None:
        reader.drawn(reader.figure(kind, _points(record, short), closed=closed), fill=closed, stroke=True)

    return play


def _poly_to(kind: str, short: bool) -> Callable[[_Reader, bytes], None]:
    return lambda reader, record: reader.lines_to(kind, _points(record, short))


def _polies(short: bool, closed: bool) -> Callable[[_Reader, bytes], None]:
    def play(reader: _Reader, record: bytes) -> None:
        steps = [step for one in _figures(record, short) for step in reader.figure("L", one, closed=closed)]
        reader.drawn(steps, fill=closed, stroke=True)

    return play


def _box(reader: _Reader, record: bytes) -> None:
    x, y, right, bottom = struct.unpack_from("<4i", record)
    points = [(float(a), float(b)) for a, b in ((x, y), (right, y), (right, bottom), (x, bottom))]
    reader.drawn(reader.figure("L", points, closed=True), fill=True, stroke=True)


def _ellipse(reader: _Reader, record: bytes) -> None:
    x, y, right, bottom = map(float, struct.unpack_from("<4i", record))
    cx, cy, w, h = (x + right) / 2, (y + bottom) / 2, (right - x) / 2, (bottom - y) / 2
    k, turns = 0.5523, ((1, 0), (0, 1), (-1, 0), (0, -1))
    points = [(cx + w, cy)]
    for (a, b), (c, d) in zip(turns, (*turns[1:], turns[0]), strict=True):
        points += [(cx + w * (a + k * c), cy + h * (b + k * d)), (cx + w * (c + k * a), cy + h * (d + k * b)),
                   (cx + w * c, cy + h * d)]  # fmt: skip
    reader.drawn(reader.figure("C", points, closed=True), fill=True, stroke=True)


def _miter(reader: _Reader, record: bytes) -> None:
    reader.state = reader.state.with_(miter=float(_number(record)))


def _deleted(reader: _Reader, record: bytes) -> None:
    reader.objects.pop(_number(record), None)


_PLAYED: dict[int, Callable[[_Reader, bytes], None]] = {
    2: _poly("C", False, False), 3: _poly("L", False, True), 4: _poly("L", False, False), 5: _poly_to("C", False),
    6: _poly_to("L", False), 7: _polies(False, False), 8: _polies(False, True), 85: _poly("C", True, False),
    86: _poly("L", True, True), 87: _poly("L", True, False), 88: _poly_to("C", True), 89: _poly_to("L", True),
    90: _polies(True, False), 91: _polies(True, True), 42: _ellipse, 43: _box, 27: _Reader.moved,
    54: lambda reader, record: reader.lines_to("L", [_pair(record)]), 59: _Reader.begin, 60: _Reader.end,
    61: _Reader.close, 62: lambda reader, _: reader.painted(fill=True, stroke=False),
    63: lambda reader, _: reader.painted(fill=True, stroke=True),
    64: lambda reader, _: reader.painted(fill=False, stroke=True), 67: _Reader.clipped, 75: _Reader.region,
    33: _Reader.save, 34: _Reader.restore, 37: _Reader.select, 38: _Reader.pen, 95: _Reader.long_pen,
    39: _Reader.brush, 40: _deleted, 19: _Reader.rule, 17: _Reader.mode, 20: _Reader.operation, 58: _miter,
    70: _Reader.comment, 9: lambda reader, record: setattr(reader.device, "window", _pair(record)),
    10: lambda reader, record: setattr(reader.device, "window_at", _pair(record)),
    11: lambda reader, record: setattr(reader.device, "view", _pair(record)),
    12: lambda reader, record: setattr(reader.device, "view_at", _pair(record)),
    35: lambda reader, record: reader.device.transform(record, 4), 36: lambda reader, record:
    reader.device.transform(record, struct.unpack_from("<I", record, 24)[0]),
}  # fmt: skip
_STOCK: dict[int, MetafilePen | str] = {
    0x80000000: "#ffffff", 0x80000001: "#c0c0c0", 0x80000002: "#808080", 0x80000003: "#404040", 0x80000004: "#000000",
    0x80000005: "", 0x80000006: MetafilePen("#ffffff"), 0x80000007: MetafilePen("#000000"), 0x80000008: MetafilePen(""),
}  # fmt: skip
