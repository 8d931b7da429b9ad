"""A picture's fill to what is cut off it, where it stands in its box, and what is done to its colours."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from msgspec import Struct
from msgspec.structs import replace

from ...core.recolour import Recolour
from .attributes import A, Element, attribute, elements, local_name, number, part_of, points, share_of

Sides = tuple[float, float, float, float]  # shares at the left, the top, the right and the bottom
Colours = Callable[[Element | None], list[tuple[str, float]]]
NO_SIDES: Sides = (0.0, 0.0, 0.0, 0.0)
MOST_CUT = 0.99
USUAL_DPI = 96.0  # of a picture that states none
# What is not drawn: it blurs, tints, or lays a fill over the picture
NOT_READ = ("tint", "hsl", "fillOverlay", "blur", "alphaInv", "alphaRepl", "alphaBiLevel")


class Tile(Struct, frozen=True):
    """A picture that is laid side by side: its size in points, how far it is moved, in points, and where the first one
    stands in the box, from 0 for its left or top to 1."""

    w: float
    h: float
    dx: float = 0.0
    dy: float = 0.0
    across: float = 0.0
    down: float = 0.0

    def first(self, w: float, h: float) -> tuple[float, float]:
        """Where one of the tiles starts in a box of ``w`` x ``h`` points."""
        return self.across * (w - self.w) + self.dx, self.down * (h - self.h) + self.dy


def crop_and_inset(fill: Element) -> tuple[Sides, Sides]:
    """What is cut off a picture, and by how much of the box what is left of it keeps from the box's sides: of
    ``a:srcRect`` and ``a:fillRect``, either of which may reach beyond (20.1.8.55, 20.1.8.30)."""
    cut, kept = _sides(fill.find(f"{A}srcRect")), _sides(fill.find(f"{A}stretch/{A}fillRect"))
    left, right = _axis(cut[0], cut[2], kept[0], kept[2])
    top, bottom = _axis(cut[1], cut[3], kept[1], kept[3])
    return (left[0], top[0], right[0], bottom[0]), (left[1], top[1], right[1], bottom[1])


def _axis(cut: float, cut_end: float, kept: float, kept_end: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """What is cut and kept at one side and at the other, none of it below zero."""
    if kept + kept_end >= MOST_CUT:  # as if none were stated
        kept = kept_end = 0.0
    if cut + cut_end >= MOST_CUT:
        cut = cut_end = 0.0
    scale = (1 - kept - kept_end) / (1 - cut - cut_end)

    def side(cut: float, kept: float) -> tuple[float, float]:
        cut, kept = max(cut, 0.0), kept + max(-cut, 0.0) * scale
        return cut + max(-kept, 0.0) / scale, max(kept, 0.0)

    return side(cut, kept), side(cut_end, kept_end)


def tile_of(fill: Element, data: bytes) -> Tile | None:
    """How a picture is tiled; None where it is stretched, or cannot be read (20.1.8.58)."""
    tile = fill.find(f"{A}tile")
    if tile is None:
        return None
    # the imaging library only where a file has a picture for its ground
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as image:
            size, dpi = image.size, image.info.get("dpi") or (USUAL_DPI, USUAL_DPI)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    w, h = (
        max(1.0, 72 * side / (float(density) if density > 1 else USUAL_DPI) * (part_of(tile.get(key)) or 1.0))
        for side, density, key in zip(size, dpi, ("sx", "sy"), strict=True)
    )
    align = tile.get("algn", "tl")
    across = 0.5 if align in ("t", "ctr", "b") else float("r" in align)
    down = 0.5 if align in ("l", "ctr", "r") else float("b" in align)
    return Tile(w, h, points(tile.get("tx"), 0.0), points(tile.get("ty"), 0.0), across, down)


def recolour_of(blip: Element | None, colours: Colours) -> Recolour:
    """What the effects of a picture make of its colours; ``colours`` reads those that are children of an element."""
    look = Recolour()
    for effect in elements(blip):
        match local_name(effect):
            case "duotone":
                tones = [value for value, _ in colours(effect)]
                look = replace(look, tones=(tones[0], tones[-1])) if tones else look
            case "grayscl":
                look = replace(look, tones=("#000000", "#FFFFFF"))
            case "biLevel":
                look = replace(look, threshold=part_of(effect.get("thresh")))
            case "clrChange":
                old, new = (colours(effect.find(f"{A}{name}")) for name in ("clrFrom", "clrTo"))
                look = replace(look, change=(old[0][0], *new[0])) if old and new else look
            case "lum":
                brighter, contrast = (max(-1.0, min(1.0, part_of(effect.get(key)))) for key in ("bright", "contrast"))
                look = replace(look, brighter=brighter, contrast=contrast)
            case "alphaModFix":
                look = replace(look, alpha=look.alpha * share_of(part_of(effect.get("amt", "100000"))))
    return look


def is_read(blip: Element | None) -> bool:
    """Whether all that changes a picture is known here."""
    return not any(local_name(effect) in NOT_READ for effect in elements(blip))


def _sides(rect: Element | None) -> Sides:
    left, top, right, bottom = (number(attribute(rect, side)) / 100_000 for side in "ltrb")
    return left, top, right, bottom
