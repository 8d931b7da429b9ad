"""DrawingML to plain values: colours through a scheme and its map, fills to what they look like, boxes to points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from math import ceil, cos, hypot, pi, sin
from operator import itemgetter

from lxml import etree
from msgspec import Struct

from ...core.colour import hls, luminance, mixed, of_hls
from ...core.geometry import EMU_PER_POINT, Rect
from ...core.opc import Package

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Element = etree._Element
UNKNOWN = "#808080"  # what cannot be told is grey
MAX_PIXELS = 50_000_000

SLOTS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_OFFICE = dict(
    zip(
        SLOTS,
        ("000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1",
         "954F72"),
        strict=True,
    )
)  # fmt: skip
_NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "grey": "808080", "silver": "C0C0C0", "navy": "000080", "orange": "FFA500", "purple": "800080",
}  # fmt: skip


class Scheme(Struct, frozen=True):
    """The colours of a theme part and the map that leads ``bg1 tx1 bg2 tx2`` to four of them."""

    slots: Mapping[str, str]
    mapping: Mapping[str, str]

    def named(self, name: str) -> str:
        return self.slots.get(self.mapping.get(name, name), UNKNOWN)

    def under(self, mapping: Mapping[str, str]) -> Scheme:
        return Scheme(self.slots, mapping)


class Ramp(Struct, frozen=True):
    """A gradient: colours at shares of its way, each with how much it covers; the way's angle, clockwise in degrees, or
    the point in shares of the box that it starts around."""

    stops: tuple[tuple[float, str, float], ...]
    angle: float = 0.0
    around: tuple[float, float] | None = None

    def way(self, w: float, h: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Its ends in shares of a box of ``w`` x ``h``: so far apart that the whole box lies between them."""
        if self.around:
            x, y = self.around
            return self.around, (x + hypot(max(x, 1 - x) * w, max(y, 1 - y) * h) / w, y)
        dx, dy = cos(self.angle * pi / 180), sin(self.angle * pi / 180)
        half = (abs(w * dx) + abs(h * dy)) / 2
        across, down = half * dx / w, half * dy / h
        return (0.5 - across, 0.5 - down), (0.5 + across, 0.5 + down)

    def at(self, point: tuple[float, float], w: float, h: float) -> str:
        """Its colour at a point, in shares of a box."""
        (x1, y1), (x2, y2) = self.way(w, h)
        dx, dy, wide, high = (point[0] - x1) * w, (point[1] - y1) * h, (x2 - x1) * w, (y2 - y1) * h
        length = hypot(wide, high) or 1.0
        share = hypot(dx, dy) / length if self.around else (dx * wide + dy * high) / length**2
        before = max((stop for stop in self.stops if stop[0] <= share), key=itemgetter(0), default=self.stops[0])
        after = min((stop for stop in self.stops if stop[0] >= share), key=itemgetter(0), default=self.stops[-1])
        span = after[0] - before[0]
        return mixed(before[1], after[1], (share - before[0]) / span if span > 0 else 0.0)


class Fill(Struct, frozen=True):
    """What a fill looks like: its colours, none where it is empty; the part of its picture and what is cut off that;
    how much of it covers; how its colours pass into one another; the colours of a picture, in rows of 16."""

    colours: tuple[str, ...] = ()
    picture: str | None = None
    alpha: float = 1.0
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    ramp: Ramp | None = None
    cells: tuple[tuple[str, ...], ...] = ()

    def over(self, ground: str, whole: Rect | None = None, box: Rect | None = None) -> tuple[str, ...]:
        """The colours as they look on a ground; of a fill of ``whole`` those within ``box``."""
        colours = self._within(whole, box) if whole and box else self.colours
        return tuple(dict.fromkeys(mixed(ground, colour, self.alpha) for colour in colours))

    def _within(self, whole: Rect, box: Rect) -> tuple[str, ...]:
        """Its middle, its darkest and its lightest colour in a part of what it fills."""
        if not (self.cells or self.ramp) or not whole.overlaps(box):
            return self.colours
        ends = ((box.x, box.right, whole.x, whole.w), (box.y, box.bottom, whole.y, whole.h))
        (x, right), (y, bottom) = (
            (min(1.0, max(0.0, (low - at) / size)), min(1.0, max(0.0, (high - at) / size)))
            for low, high, at, size in ends
        )
        if self.ramp:
            across = [(x + (right - x) * i / 6, y + (bottom - y) * j / 6) for i in range(7) for j in range(7)]
            found = [self.ramp.at(point, whole.w, whole.h) for point in across]
        else:
            rows = self.cells[
                int(y * len(self.cells)) : max(int(y * len(self.cells)) + 1, ceil(bottom * len(self.cells)))
            ]
            wide = len(self.cells[0])
            found = [c for row in rows for c in row[int(x * wide) : max(int(x * wide) + 1, ceil(right * wide))]]
        ordered = sorted(found or self.colours, key=luminance)
        return tuple(dict.fromkeys((ordered[len(ordered) // 2], ordered[0], ordered[-1])))


def scheme_of(theme: Element, mapping: Element | None) -> Scheme:
    """The scheme of a theme part and a ``p:clrMap``; what is missing is as in Office's own theme."""
    found = theme.find(f".//{A}clrScheme")
    slots = {slot: f"#{value}" for slot, value in _OFFICE.items()}
    for entry in found if found is not None else ():
        value = next((_plain(child) for child in _elements(entry)), None)
        if value:
            slots[_name(entry)] = value
    return Scheme(slots, map_of(mapping))


def map_of(mapping: Element | None) -> dict[str, str]:
    usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    if mapping is None:
        return usual
    return {name: mapping.get(name, slot) for name, slot in usual.items()}


def colour_of(parent: Element, scheme: Scheme, instead: str | None = None) -> tuple[str, float] | None:
    """The colour that is a child of ``parent``, and how much it covers; ``instead`` stands for ``phClr``."""
    for child in _elements(parent):
        kind = _name(child)
        if kind == "schemeClr":
            name = child.get("val", "")
            value = instead if name == "phClr" else scheme.named(name)
        else:
            value = _plain(child)
        if value is not None:
            return _modified(value, child)
    return None


def _plain(colour: Element) -> str | None:
    kind, value = _name(colour), colour.get("val", "")
    if kind == "sysClr":
        value = colour.get("lastClr") or {"window": "FFFFFF", "windowText": "000000"}.get(value, "808080")
    elif kind == "prstClr":
        value = _NAMED.get(value, "808080")
    elif kind == "scrgbClr":
        shares = (min(1.0, max(0.0, _number(colour.get(c)) / 100_000)) for c in "rgb")
        value = "".join(f"{round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055)):02X}"
                        for v in shares)  # fmt: skip
    elif kind == "hslClr":
        hue, saturation, light = (_number(colour.get(k)) for k in ("hue", "sat", "lum"))
        return of_hls(hue / 21_600_000, light / 100_000, saturation / 100_000)
    elif kind != "srgbClr":
        return None
    ok = len(value) == 6 and all(c in "0123456789abcdefABCDEF" for c in value)
    return f"#{value.upper()}" if ok else UNKNOWN


def _modified(value: str, colour: Element) -> tuple[str, float]:
    """The colour after its changes, in their order (20.1.2.3); tints and shades in lightness."""
    alpha = 1.0
    for change in _elements(colour):
        kind, by = _name(change), _number(change.get("val")) / 100_000
        hue, light, saturation = hls(value)
        if kind == "alpha":
            alpha = min(1.0, max(0.0, by))
        elif kind in ("lumMod", "shade"):
            value = of_hls(hue, light * by, saturation)
        elif kind == "lumOff":
            value = of_hls(hue, light + by, saturation)
        elif kind == "tint":
            value = of_hls(hue, light * by + (1 - by), saturation)
        elif kind == "satMod":
            value = of_hls(hue, light, min(1.0, saturation * by))
    return value, alpha


def fill_of(parent: Element, scheme: Scheme, package: Package, part: str, instead: str | None = None) -> Fill | None:
    """The fill that is a child of ``parent``; None where it states none."""
    return next((f for child in _elements(parent) if (f := one_fill(child, scheme, package, part, instead))), None)


def one_fill(element: Element, scheme: Scheme, package: Package, part: str, instead: str | None = None) -> Fill | None:
    """What a fill looks like; None where the element is none."""
    kind = _name(element)
    if kind in ("noFill", "grpFill"):
        return Fill()
    if kind == "solidFill":
        found = colour_of(element, scheme, instead)
        return Fill((found[0],), alpha=found[1]) if found else Fill((UNKNOWN,))
    if kind == "gradFill":
        ramp = _ramp(element, scheme, instead)
        shares = [alpha for _, _, alpha in ramp.stops] or [1.0]
        colours = tuple(dict.fromkeys(value for _, value, _ in ramp.stops)) or (UNKNOWN,)
        return Fill(colours, alpha=sum(shares) / len(shares), ramp=ramp if len(ramp.stops) > 1 else None)
    if kind == "pattFill":
        both = (element.find(f"{A}{ground}") for ground in ("bgClr", "fgClr"))
        inks = [colour for one in both if one is not None and (colour := colour_of(one, scheme, instead))]
        return Fill(tuple(value for value, _ in inks) or (UNKNOWN,))
    if kind == "blipFill":
        blip = element.find(f"{A}blip")
        target = picture_of(blip, package, part) if blip is not None else None
        colours, cells = _picture_colours(package, target)
        return Fill(colours, picture=target, crop=crop_of(element), cells=cells)
    return None


def _ramp(element: Element, scheme: Scheme, instead: str | None) -> Ramp:
    """The stops of a gradient in their order, and the way that they go (20.1.8.33)."""
    found = []
    for stop in element.iter(f"{A}gs"):
        colour = colour_of(stop, scheme, instead)
        if colour:
            found.append((min(1.0, max(0.0, _number(stop.get("pos")) / 100_000)), *colour))
    stops = tuple(sorted(found, key=lambda stop: stop[0]))
    way, path = element.find(f"{A}lin"), element.find(f"{A}path")
    if path is None:
        return Ramp(stops, _number(way.get("ang")) / 60_000 if way is not None else 0.0)
    left, top, right, bottom = _sides(path.find(f"{A}fillToRect"))
    return Ramp(stops, around=((left + 1 - right) / 2, (top + 1 - bottom) / 2))


def crop_of(fill: Element) -> tuple[float, float, float, float]:
    """What a picture's fill cuts off it: shares from its left, top, right and bottom."""
    return _sides(fill.find(f"{A}srcRect"))


def _sides(rect: Element | None) -> tuple[float, float, float, float]:
    if rect is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (min(0.99, max(0.0, _number(rect.get(side)) / 100_000)) for side in "ltrb")
    return left, top, right, bottom


def _picture_colours(package: Package, part: str | None) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The mean colour of a picture, then its darkest and its lightest stretch, and all its stretches in rows; grey for
    one that cannot be read."""
    # the imaging library only where a file has a picture for its ground
    from PIL import Image

    if part is None:
        return (UNKNOWN,), ()
    try:
        with Image.open(BytesIO(package.read(part))) as image:
            if image.width * image.height > MAX_PIXELS:
                return (UNKNOWN,), ()
            plain = image.point(lambda v: v / 256).convert("L") if image.mode.startswith("I") else image
            if plain.has_transparency_data:
                paper = Image.new("RGBA", plain.size, "#FFFFFF")
                plain = Image.alpha_composite(paper, plain.convert("RGBA"))
            small = plain.convert("RGB").resize((16, 9), Image.Resampling.BOX)
            pixels = [[small.getpixel((x, y)) for x in range(16)] for y in range(9)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return (UNKNOWN,), ()
    values = [p[:3] for row in pixels for p in row if isinstance(p, tuple)]
    mean = tuple(round(sum(channel) / len(values)) for channel in zip(*values, strict=True))
    named = ["#{:02X}{:02X}{:02X}".format(*value) for value in (mean, *values)]
    ordered = sorted(named[1:], key=luminance)
    rows = tuple(tuple(named[1 + 16 * y : 17 + 16 * y]) for y in range(9))
    return tuple(dict.fromkeys((named[0], ordered[0], ordered[-1]))), rows


def picture_of(blip: Element, package: Package, part: str) -> str | None:
    """The part of an embedded picture; None for one that is only linked."""
    relation = package.relations(part).get(blip.get(f"{R}embed", ""))
    return relation.target if relation and not relation.external and package.has(relation.target) else None


def box_of(xfrm: Element | None) -> Rect | None:
    """A transform in points; turned by a quarter, its sides change places."""
    if xfrm is None:
        return None
    off, ext = xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")
    if off is None or ext is None:
        return None
    x, y, w, h = (_number(e.get(k)) / EMU_PER_POINT for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    if 2_700_000 <= _number(xfrm.get("rot")) % 10_800_000 < 8_100_000:
        x, y, w, h = x + (w - h) / 2, y + (h - w) / 2, h, w
    return Rect(x, y, w, h)


def points(value: str | None, usual: float) -> float:
    """An attribute in EMU, in points."""
    return usual if value is None else _number(value) / EMU_PER_POINT


def _number(value: str | None) -> float:
    try:
        return float((value or "0").removesuffix("%"))
    except ValueError:
        return 0.0


def _elements(parent: Element) -> Iterator[Element]:
    return (child for child in parent if isinstance(child.tag, str))


def _name(element: Element) -> str:
    return etree.QName(element).localname
