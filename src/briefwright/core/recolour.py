"""Effects that change the colours of a picture, from what a file states of them to its pixels.

ECMA-376 Part 1, 20.1.8: ``a:duotone``, ``a:grayscl``, ``a:biLevel``, ``a:clrChange``, ``a:lum``, ``a:alphaModFix``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from .colour import mixed, rgb

if TYPE_CHECKING:
    from PIL import Image

NEAR = 12  # of a channel: so near to it a colour is the one that is changed, as a picture keeps its pixels
_LEVELS = range(256)


class Recolour(Struct, frozen=True):
    """What is done to the colours of a picture, in this order. ``change`` is a colour, and what is shown in its place
    with its opacity; ``threshold`` is the share of white from which a colour becomes it; ``tones`` stand for black and
    for white; ``brighter`` and ``contrast`` are from -1 to 1; ``alpha`` is what is left of the opacity."""

    change: tuple[str, str, float] | None = None
    threshold: float | None = None
    tones: tuple[str, str] | None = None
    brighter: float = 0.0
    contrast: float = 0.0
    alpha: float = 1.0

    def of(self, image: Image.Image) -> Image.Image:
        """A picture as it is seen; it has an alpha channel where something shows through."""
        if self == Recolour():
            return image
        alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
        seen = image.convert("RGB")
        if self.change:
            seen, alpha = _changed(seen, alpha, *self.change)
        if self.threshold is not None:
            least = 255 * self.threshold
            seen = seen.convert("L").point([255 if level >= least else 0 for level in _LEVELS]).convert("RGB")
        if self.tones:
            black, white = self.tones
            ramp = [rgb(mixed(black, white, level / 255)) for level in _LEVELS]
            seen = seen.convert("L").convert("RGB").point(_table(zip(*ramp, strict=True)))
        if self.brighter or self.contrast:
            seen = seen.point(_table([[self._lit(level) for level in _LEVELS]] * 3))
        if self.alpha < 1:
            alpha = _whole(seen) if alpha is None else alpha
            alpha = alpha.point([round(level * self.alpha) for level in _LEVELS])
        if alpha is not None:
            seen.putalpha(alpha)
        return seen

    def _lit(self, level: int) -> float:
        """A channel as offices brighten it: half before its contrast is changed, half after."""
        by, half = self.contrast, 255 * self.brighter / 2
        slope = 128 / (128 - 127 * by) if by >= 0 else (128 + 127 * by) / 128
        return (level + half - 128) * slope + 128 + half


def _changed(
    seen: Image.Image, alpha: Image.Image | None, old: str, new: str, share: float
) -> tuple[Image.Image, Image.Image | None]:
    """A picture with another colour in the place of one, and its opacity."""
    from PIL import Image, ImageChops  # heavy, and most briefs have no picture

    near = [seen.getchannel(name).point(_near(level)) for name, level in zip("RGB", rgb(old), strict=True)]
    mask = ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2])
    shown = Image.composite(Image.new("RGB", seen.size, new), seen, mask)
    if share < 1:
        clear = Image.new("L", seen.size, round(255 * share))
        alpha = Image.composite(clear, alpha or _whole(seen), mask)
    return shown, alpha


def _near(wanted: int) -> list[int]:
    return [255 * (abs(level - wanted) <= NEAR) for level in _LEVELS]


def _whole(image: Image.Image) -> Image.Image:
    """An alpha channel through which nothing shows."""
    from PIL import Image  # heavy, and most briefs have no picture

    return Image.new("L", image.size, 255)


def _table(channels: Iterable[Iterable[float]]) -> list[int]:
    """The levels of red, green and blue, one after the other, as a picture takes them."""
    return [min(255, max(0, round(level))) for channel in channels for level in channel]
