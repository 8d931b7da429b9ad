"""Effects that recolour a picture to what a colour of it looks like: two tones, grey, black and white, one for another.

ECMA-376 Part 1, 20.1.8: ``a:duotone``, ``a:grayscl``, ``a:biLevel``, ``a:clrChange``.
"""

from __future__ import annotations

from msgspec import Struct

from ...core.colour import mixed, rgb

NEAR = 12  # of a channel: so near to it a colour is the one that is changed, as a picture keeps its pixels
_WEIGHTS = (0.299, 0.587, 0.114)  # of red, green and blue in a grey


class Recolour(Struct, frozen=True):
    """What is done to the colours of a picture. ``tones`` stand for black and for white; ``threshold`` is the share of
    white from which a colour becomes it; ``change`` is a colour, and what is shown in its place with its opacity."""

    tones: tuple[str, str] | None = None
    threshold: float | None = None
    change: tuple[str, str, float] | None = None

    @property
    def is_toned(self) -> bool:
        """Whether all of the picture looks otherwise than it is."""
        return self.tones is not None or self.threshold is not None

    def of(self, colour: str) -> str:
        """A colour as it is seen; it keeps its opacity."""
        value, opacity = colour[:7], colour[7:]
        if self.change:
            old, new, alpha = self.change
            if all(abs(a - b) <= NEAR for a, b in zip(rgb(value), rgb(old), strict=True)):
                value, opacity = new, opacity if alpha >= 1 else f"{round(255 * alpha):02X}"
        grey = sum(weight * channel for weight, channel in zip(_WEIGHTS, rgb(value), strict=True)) / 255
        if self.threshold is not None:
            value = "#FFFFFF" if grey >= self.threshold else "#000000"
            grey = float(value == "#FFFFFF")
        return (mixed(*self.tones, grey) if self.tones else value) + opacity
