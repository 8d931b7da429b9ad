"""Colours as ``#RRGGBB``: the contrast of two (WCAG 2.1), and the nearest colour that has enough of it.

A colour that something shows through has its opacity as two more digits, ``#RRGGBBAA``, until it is ``laid`` on one.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Sequence
from functools import lru_cache

UNSEEN, SATURATED = 8 / 255, 0.25  # of a channel: so little tinges white or black that nobody sees it
STEPS = 400  # of lightness, from black to white


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a ``#RRGGBB`` colour, each from 0 to 255."""
    red, green, blue, *_ = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def shares(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of a ``#RRGGBB`` colour, each from 0 to 1."""
    red, green, blue = rgb(colour)
    return red / 255, green / 255, blue / 255


def light(channel: float) -> float:
    """The light that a screen gives for a channel of sRGB (IEC 61966-2-1), both from 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def of_light(channels: Iterable[float]) -> str:
    """The ``#RRGGBB`` colour whose red, green and blue give so much light, each from 0 to 1."""
    coded = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in channels)
    return "#" + "".join(f"{round(255 * v):02X}" for v in coded)


@lru_cache(maxsize=16384)
def ratio(one: str, other: str) -> float:
    """The contrast of two ``#RRGGBB`` colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def operands(colour: str) -> str:
    """Red, green and blue of a ``#RRGGBB`` colour as PDF writes them, each from 0 to 1."""
    return " ".join(f"{share:.4g}" for share in shares(colour))


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, from 0 to 1."""
    red, green, blue = map(light, shares(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=16384)
def hls(colour: str) -> tuple[float, float, float]:
    """Hue, lightness and saturation, each from 0 to 1."""
    return colorsys.rgb_to_hls(*shares(colour))


def of_hls(hue: float, lightness: float, saturation: float) -> str:
    """The colour of a hue, a lightness and a saturation."""
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"


def shaded(colour: str, lightness: float) -> str:
    """The same hue at another lightness, from 0 to 1; a grey of what is white or black but for an unseen tinge."""
    hue, _, saturation = hls(colour)
    unseen = max(shares(colour)) - min(shares(colour)) < UNSEEN and saturation > SATURATED
    return of_hls(hue, lightness, 0.0 if unseen else saturation)


def passing(colour: str, grounds: Sequence[str], least: float) -> str:
    """The colour itself where its contrast to every ground is ``least`` or more; else the nearest lightness of its hue.

    Where no lightness is enough, the one that comes closest.
    """
    return _passing(colour, tuple(grounds), least)


@lru_cache(maxsize=1024)  # a ramp has many colours, and is asked after for every text on it
def _passing(colour: str, grounds: tuple[str, ...], least: float) -> str:
    def reached(candidate: str) -> float:
        return min(ratio(candidate, ground) for ground in grounds)

    if reached(colour) >= least:
        return colour
    had = hls(colour)[1]
    shades = [shaded(colour, step / STEPS) for step in range(STEPS + 1)]
    enough = [shade for shade in shades if reached(shade) >= least]
    if not enough:
        return max(shades, key=reached)
    return min(enough, key=lambda shade: abs(hls(shade)[1] - had))


def mixed(one: str, other: str, share: float) -> str:
    """A mixture of two colours with ``share`` of the other, from 0 to 1."""
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(rgb(one), rgb(other), strict=True))


@lru_cache(maxsize=65536)  # a picture has thousands of cells, and is asked after for every text on it
def laid(ground: str, colour: str, share: float = 1.0) -> str:
    """A colour as it looks on a ground, where ``share`` of its own opacity is left of it."""
    if share >= 1 and len(colour) == 7:
        return colour
    return mixed(ground, colour, share * opacity(colour))


def opacity(colour: str) -> float:
    """How much of a ground a colour hides, from 0 to 1."""
    return int(colour[7:9] or "FF", 16) / 255
