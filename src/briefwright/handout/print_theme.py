"""A theme to the theme of its handouts: they are printed on white paper, without any coloured background."""

from __future__ import annotations

from msgspec.structs import replace

from ..core.colour import hls, luminance, of_hls, ratio
from ..theme.model import Theme

WHITE, BLACK = "#FFFFFF", "#15181D"
DARK = 0.5  # relative luminance; a background below it makes a theme dark
READABLE = 4.5  # WCAG 2.1, 1.4.3
STRONG = 12.0  # the least contrast of ink with white
STEP = 0.01  # of lightness
# The share of ink in each grey made for a dark theme; the contrasts are those of the theme `paper`.
GREYS = {"ink2": 0.78, "muted": 0.68, "mid": 0.54, "rule": 0.23, "tint": 0.06}
TINT = 0.1  # the share of a colour in its own tint


def print_theme(theme: Theme) -> Theme:
    """The theme on white. Of a dark one the background colour becomes the ink, and accents are darkened for text."""
    given = theme.colours
    if luminance(given["paper"]) >= DARK:
        return replace(theme, colours={**given, "paper": WHITE})
    ink = given["paper"] if ratio(given["paper"], WHITE) >= STRONG else BLACK
    greys = {role: _mixed(ink, share) for role, share in GREYS.items()}
    accent, second, gain, risk = (_darkened(given[r], greys["tint"]) for r in ("accent", "second", "gain", "risk"))
    colours = {
        **given, **greys, "paper": WHITE, "ink": ink, "on_mid": ink, "on_accent": WHITE, "accent": accent,
        "second": second, "accent_tint": _mixed(accent, TINT), "gain": gain, "risk": risk,
        "risk_tint": _mixed(risk, TINT),
    }  # fmt: skip
    return replace(theme, colours=colours)


def _mixed(colour: str, share: float) -> str:
    """This share of a colour, mixed with white."""
    channels = (1 - share * (1 - int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def _darkened(colour: str, ground: str) -> str:
    """The colour, darkened until text in it is readable on ``ground``."""
    hue, light, saturation = hls(colour)
    while ratio(colour, ground) < READABLE and light > 0:
        light -= STEP
        colour = of_hls(hue, light, saturation)
    return colour
