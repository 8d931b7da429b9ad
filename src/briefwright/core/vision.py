"""Colours as colour-blind readers see them, and how far two of them lie apart.

Colour blindness after Machado, Oliveira and Fernandes (2009), in full severity; distances by CIEDE2000.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Literal

from .colour import light, shares

Kind = Literal["normal", "protanopia", "deuteranopia", "tritanopia"]
KINDS: tuple[Kind, ...] = ("normal", "protanopia", "deuteranopia", "tritanopia")
Triple = tuple[float, float, float]
LEAST_DISTANCE = 10.0  # CIEDE2000 between two colours that a reader has to tell apart

# Rows of the matrices that turn linear red, green and blue into what is seen.
_SEEN: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)  # D65


@lru_cache(maxsize=1024)
def seen(colour: str, kind: Kind = "normal") -> Triple:
    """CIELAB of a ``#RRGGBB`` colour for a kind of vision."""
    red, green, blue = map(light, shares(colour))
    shown = [min(max(_dot(row, (red, green, blue)), 0.0), 1.0) for row in _SEEN[kind]]
    x, y, z = (_f(_dot(row, (shown[0], shown[1], shown[2])) / white) for row, white in zip(_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _dot(row: Triple, other: Triple) -> float:
    return sum(a * b for a, b in zip(row, other, strict=True))


def _f(t: float) -> float:
    return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def apart(one: str, other: str) -> float:
    """How far two ``#RRGGBB`` colours lie apart for those to whom they are most alike, as ``distance`` counts."""
    return min(distance(seen(one, kind), seen(other, kind)) for kind in KINDS)


def distance(one: Triple, other: Triple) -> float:
    """CIEDE2000 of two CIELAB colours; the names are those of Sharma, Wu and Dalal (2005)."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    c7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - sqrt(c7 / (c7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if not c1 * c2 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(hm - 30))
        + 0.24 * cos(radians(2 * hm))
        + 0.32 * cos(radians(3 * hm + 6))
        - 0.20 * cos(radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -sin(radians(60 * exp(-(((hm - 275) / 25) ** 2)))) * 2 * sqrt(cm**7 / (cm**7 + 25**7))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))
