"""A picture of a client's file to the colours that text on it meets, and to where it draws on a plain ground."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from io import BytesIO

from ...core.carried_pictures import clients_pixels
from ...core.colour import laid, luminance, opacity, rgb
from ...core.geometry import Rect
from ...core.opc import Package
from ...core.recolour import Recolour
from ...core.unusable_picture import UnusablePicture

Cells = tuple[tuple[str, ...], ...]
Crop = tuple[float, float, float, float]  # shares that are cut off: left, top, right, bottom
PAPER = "#FFFFFF"  # what a picture is seen on where nobody says what is under it
UNKNOWN = "#808080"  # grey stands for a colour that cannot be read
AS_IT_IS = Recolour()
MAX_PIXELS = 50_000_000
COLUMNS, ROWS = 64, 36  # the cells whose colours stand for a picture: as small as a mark of a logo is
FINER = 4  # pixels of a side of a cell, by which a recoloured picture is judged
PLAIN = 0.55  # of the cells: what so many of them share is the ground
STEP, APART = 24, 40  # of a channel: colours of one ground, and the least by which artwork differs from it
MOST_ARTWORK = 12  # boxes: what takes more of them is scattered over the page


def picture_colours(
    package: Package, part: str | None, crop: Crop = (0.0,) * 4, look: Recolour = AS_IT_IS
) -> tuple[tuple[str, ...], Cells]:
    """The mean, the darkest and the lightest colour of a cropped picture on paper, and the colours of its cells in
    rows, with opacity where something shows through, all as they ``look``; grey for a picture that cannot be read."""
    return ((UNKNOWN,), ()) if part is None else _seen(package.read(part), crop, look)


@lru_cache(maxsize=16)  # the picture of a master is under each of its layouts
def _seen(data: bytes, crop: Crop, look: Recolour) -> tuple[tuple[str, ...], Cells]:
    # the imaging library only where a file has a picture for its ground
    from PIL import Image

    try:
        with Image.open(BytesIO(clients_pixels(data, FINER * COLUMNS))) as image:
            if image.width * image.height > MAX_PIXELS:
                return (UNKNOWN,), ()
            plain = image.point(lambda v: v / 256).convert("L") if image.mode.startswith("I") else image
            x, y, right, bottom = (share * side for share, side in zip(crop, image.size * 2, strict=True))
            left = (x, y, max(x + 1, image.width - right), max(y + 1, image.height - bottom))
            sides, box = (COLUMNS, ROWS), left if any(crop) else None
            small = plain.convert("RGBA")
            if look != AS_IT_IS:  # before colours are mixed, and not of more pixels than tell
                fine = (FINER * COLUMNS, FINER * ROWS)
                small, box = look.of(small.resize(fine, Image.Resampling.NEAREST, box)).convert("RGBA"), None
            channels = small.resize(sides, Image.Resampling.BOX, box).tobytes()
    except (UnusablePicture, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return (UNKNOWN,), ()
    values = [_named(channels[at : at + 4]) for at in range(0, len(channels), 4)]
    cells = tuple(tuple(values[at : at + COLUMNS]) for at in range(0, len(values), COLUMNS))
    shown = [laid(PAPER, value) for value in values]
    mean = [round(sum(channel) / len(shown)) for channel in zip(*map(_channels, shown), strict=True)]
    ordered = sorted(shown, key=luminance)
    return tuple(dict.fromkeys((_named(bytes(mean)), ordered[0], ordered[-1]))), cells


def _named(channels: bytes) -> str:
    """A colour of red, green, blue and opacity."""
    return f"#{(channels if channels[3] < 255 else channels[:3]).hex().upper()}"


def artwork(cells: Cells) -> tuple[Rect, ...]:
    """Where a picture draws something on its plain ground, such as a logo or a rule, as boxes in shares of its sides;
    none where it has no such ground, or draws all over it."""
    boxes = _drawn(cells)
    return boxes if len(boxes) <= MOST_ARTWORK else ()


def scattered(cells: Cells, within: Rect) -> bool:
    """Whether a picture draws on its plain ground all over, and also ``within`` a box in shares of its sides."""
    boxes = _drawn(cells)
    met = [one for one in boxes if within.contains(Rect(one.x + one.w / 2, one.y + one.h / 2, 0, 0))]
    return len(boxes) > MOST_ARTWORK and len(met) > MOST_ARTWORK / 2


@lru_cache(maxsize=16)
def _drawn(cells: Cells) -> tuple[Rect, ...]:
    """Boxes of what is drawn on a plain ground."""
    values = [[_channels(colour) for colour in row] for row in cells]
    common = Counter(tuple(channel // STEP for channel in value) for row in values for value in row).most_common(1)
    if not common or common[0][1] < PLAIN * sum(map(len, values)):
        return ()
    alike = [value for row in values for value in row if tuple(channel // STEP for channel in value) == common[0][0]]
    ground = [sum(channel) / len(alike) for channel in zip(*alike, strict=True)]
    boxes: list[list[int]] = []  # of cells: first and last column, first and last row
    for y, row in enumerate(values):
        drawn = [max(abs(a - b) for a, b in zip(value, ground, strict=True)) > APART for value in row]
        for start, end in _runs(drawn):
            above = [one for one in boxes if one[3] == y - 1 and abs(one[0] - start) <= 2 and abs(one[1] - end) <= 2]
            if above:
                above[0][:] = min(above[0][0], start), max(above[0][1], end), above[0][2], y
            else:
                boxes.append([start, end, y, y])
    wide, high = max(map(len, values)), len(values)
    return tuple(Rect(x / wide, y / high, (end - x + 1) / wide, (last - y + 1) / high) for x, end, y, last in boxes)


def _runs(drawn: list[bool]) -> list[tuple[int, int]]:
    """The first and the last of each run of what is drawn."""
    starts = [x for x, one in enumerate(drawn) if one and not (x and drawn[x - 1])]
    ends = [x for x, one in enumerate(drawn) if one and not (x + 1 < len(drawn) and drawn[x + 1])]
    return list(zip(starts, ends, strict=True))


@lru_cache(maxsize=4096)
def _channels(colour: str) -> tuple[int, int, int, int]:
    """Red, green and blue as paper shows them, and the opacity."""
    return *rgb(laid(PAPER, colour)), round(255 * opacity(colour))
