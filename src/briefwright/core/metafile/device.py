"""What a metafile draws with: its pens, its state, and the way of its units to those of its device."""

from __future__ import annotations

import struct
from math import sqrt
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

Point = tuple[float, float]
TEXT, ISOTROPIC, ANISOTROPIC = 1, 7, 8
# millimetres of a unit, by the map modes whose y grows upwards
MAP_MODES = {TEXT: 0.0, 2: 0.1, 3: 0.01, 4: 0.254, 5: 0.0254, 6: 25.4 / 1440, ISOTROPIC: 0.0, ANISOTROPIC: 0.0}
_DASHES = {1: (3.0, 1.0), 2: (1.0, 1.0), 3: (3.0, 1.0, 1.0, 1.0), 4: (3.0, 1.0, 1.0, 1.0, 1.0, 1.0)}
_CAPS, _JOINS = {0: "round", 1: "square", 2: "butt"}, {0: "round", 1: "bevel", 2: "miter"}
_GEOMETRIC, _NULL, _INNER_LINE = 0x10000, 5, 8
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class MetafilePen(Struct, frozen=True):
    """A pen; none draws without a colour. ``dash`` is in widths; a ``geometric`` one grows with the drawing."""

    colour: str
    width: float = 0.0
    dash: tuple[float, ...] = ()
    cap: str = "round"
    join: str = "round"
    geometric: bool = False

    @classmethod
    def of(cls, style: int, width: float, colour: str, own: tuple[float, ...] = ()) -> MetafilePen:
        kind, geometric = style & 15, bool(style & _GEOMETRIC) or width > 1
        dash = tuple(part / max(width, 1) for part in own) or _DASHES.get(kind, ())
        cap, join = _CAPS.get(style >> 8 & 15, "round"), _JOINS.get(style >> 12 & 15, "round")
        return cls("" if kind == _NULL else colour, width, dash, cap, join, geometric)


class State(Struct, frozen=True):
    """What is saved and restored. ``brush`` is a colour, empty for none; ``clip`` the name of one."""

    pen: MetafilePen = MetafilePen("#000000")
    brush: str = "#ffffff"
    even_odd: bool = True
    miter: float = 10.0
    clip: str = ""
    device: Device | None = None
    at: Point = (0.0, 0.0)

    def with_(self, **changes: Any) -> State:
        return replace(self, **changes)


class Device:
    """Leads points of the drawing to units of its device; ``millimetre`` is how many of these make one."""

    def __init__(self, millimetre: Point) -> None:
        self.millimetre, self.mode, self.world = millimetre, TEXT, IDENTITY
        self.window, self.window_at = (1.0, 1.0), (0.0, 0.0)
        self.view, self.view_at = (1.0, 1.0), (0.0, 0.0)

    def copy(self) -> Device:
        made = Device(self.millimetre)
        made.__dict__.update(self.__dict__)
        return made

    def of(self, point: Point) -> Point:
        a, b, c, d, e, f = self.world
        x, y = a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
        across, down = self._by
        return (x - self.window_at[0]) * across + self.view_at[0], (y - self.window_at[1]) * down + self.view_at[1]

    @property
    def scale(self) -> float:
        """How much a length grows, as a mean of both directions."""
        a, b, c, d, _, _ = self.world
        across, down = self._by
        return sqrt(abs((a * d - b * c) * across * down))

    @property
    def _by(self) -> Point:
        if self.mode == TEXT:
            return 1.0, 1.0
        if unit := MAP_MODES[self.mode]:
            return unit * self.millimetre[0], -unit * self.millimetre[1]
        across, down = (view / (window or 1.0) for view, window in zip(self.view, self.window, strict=True))
        if self.mode == ISOTROPIC:
            least = min(abs(across), abs(down))
            across, down = (least if across > 0 else -least), (least if down > 0 else -least)
        return across, down

    def transform(self, record: bytes, how: int) -> None:
        """Change the transform of the world: 1 none, 2 this one first, 3 this one last, 4 this one alone."""
        given: Matrix = struct.unpack_from("<6f", record)
        world = self.world
        self.world = {1: IDENTITY, 2: _after(world, given), 3: _after(given, world)}.get(how, given)


def _after(last: Matrix, first: Matrix) -> Matrix:
    """The map that does the ``first``, then the ``last``."""
    a, b, c, d, e, f = last
    p, q, r, s, t, u = first
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f
