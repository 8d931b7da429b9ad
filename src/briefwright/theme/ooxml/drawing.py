"""DrawingML to plain values: colours through a scheme and its map, fills to what they look like, boxes to points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, cos, hypot, pi, sin
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from ...core.colour import hls, laid, light, luminance, mixed, of_hls, of_light, shares
from ...core.geometry import Rect
from ...core.opc import Package
from ...core.picture_files import is_raster, is_whole
from ...core.recolour import Recolour
from .attributes import A, Element, R, attribute, elements, local_name, number, points, share_of
from .patterns import drawn_share
from .picture_colours import UNKNOWN, Cells, picture_colours
from .picture_fill import NO_SIDES, Sides, Tile, crop_and_inset, is_read, recolour_of, tile_of

Point = tuple[float, float]

SLOTS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_OFFICE = (
    "000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1",
    "954F72",
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


class Ramp(Struct, frozen=True):
    """A gradient. Each of ``stops`` is a share of its length, a colour and that colour's opacity. It runs at ``angle``,
    clockwise in degrees, or from ``centre`` outwards, which is in shares of the box."""

    stops: tuple[tuple[float, str, float], ...]
    angle: float = 0.0
    centre: Point | None = None

    def ends(self, w: float, h: float) -> tuple[Point, Point]:
        """Where the gradient starts and ends, in shares of a box of ``w`` x ``h``: the whole box lies between."""
        if self.centre:
            x, y = self.centre
            return self.centre, (x + hypot(max(x, 1 - x) * w, max(y, 1 - y) * h) / w, y)
        dx, dy = cos(self.angle * pi / 180), sin(self.angle * pi / 180)
        half = (abs(w * dx) + abs(h * dy)) / 2
        across, down = half * dx / w, half * dy / h
        return (0.5 - across, 0.5 - down), (0.5 + across, 0.5 + down)

    def at(self, point: Point, w: float, h: float) -> str:
        """The colour at a point, which is in shares of a box of ``w`` x ``h``."""
        (x1, y1), (x2, y2) = self.ends(w, h)
        dx, dy, wide, high = (point[0] - x1) * w, (point[1] - y1) * h, (x2 - x1) * w, (y2 - y1) * h
        length = hypot(wide, high) or 1.0
        share = hypot(dx, dy) / length if self.centre else (dx * wide + dy * high) / length**2
        before = max((stop for stop in self.stops if stop[0] <= share), key=itemgetter(0), default=self.stops[0])
        after = min((stop for stop in self.stops if stop[0] >= share), key=itemgetter(0), default=self.stops[-1])
        span = after[0] - before[0]
        return mixed(before[1], after[1], (share - before[0]) / span if span > 0 else 0.0)


class Fill(Struct, frozen=True):
    """What a fill looks like. An empty fill has no ``colours``. ``picture`` is a part of the file, ``crop`` what is cut
    off it, ``inset`` how far it keeps from the sides of its box, ``look`` what is done to its colours, as far as that
    is ``known``, and ``cells`` are these in rows. ``alpha`` is the opacity of the whole fill."""

    colours: tuple[str, ...] = ()
    picture: str | None = None
    alpha: float = 1.0
    crop: Sides = NO_SIDES
    ramp: Ramp | None = None
    cells: Cells = ()
    look: Recolour = Recolour()
    inset: Sides = NO_SIDES
    tile: Tile | None = None
    known: bool = True

    def over(self, ground: str, whole: Rect | None = None, box: Rect | None = None) -> tuple[str, ...]:
        """The colours as they look on a ground. If the fill covers ``whole``, only those that ``box`` shows of it: the
        middle, the darkest and the lightest."""
        part = self._within(whole, box) if whole and box else ()
        shown = part or self.colours
        looks = {colour: laid(ground, colour, self.alpha) for colour in set(shown)}
        seen = [looks[colour] for colour in shown]
        if part:
            ordered = sorted(seen, key=luminance)
            seen = [ordered[len(ordered) // 2], ordered[0], ordered[-1]]
        return tuple(dict.fromkeys(seen))

    def _within(self, whole: Rect, box: Rect) -> list[str]:
        """The colours in a part of what is filled; none where that is not known."""
        if not (self.cells or self.ramp) or not whole.overlaps(box) or whole.w <= 0 or whole.h <= 0:
            return []  # what has no height, or no width, shows no part of a gradient
        x, right = (share_of((edge - whole.x) / whole.w) for edge in (box.x, box.right))
        y, bottom = (share_of((edge - whole.y) / whole.h) for edge in (box.y, box.bottom))
        if self.ramp:
            points = [(x + (right - x) * i / 6, y + (bottom - y) * j / 6) for i in range(7) for j in range(7)]
            return [self.ramp.at(point, whole.w, whole.h) for point in points]
        rows = self.cells[_cells(y, bottom, len(self.cells))]
        return [colour for row in rows for colour in row[_cells(x, right, len(row))]]


class DrawingPart(Struct, frozen=True):
    """A part of a client's file that holds DrawingML: its colours go through ``scheme``.

    ``instead`` is the colour that stands for ``phClr`` in a theme's list of fills.
    """

    package: Package
    part: str
    scheme: Scheme

    def colour(self, parent: Element | None, instead: str | None = None) -> tuple[str, float] | None:
        """The colour that is a child of ``parent``, and its opacity; None where there is none."""
        return next(self.colours(parent, instead), None)

    def colours(self, parent: Element | None, instead: str | None = None) -> Iterator[tuple[str, float]]:
        """The colours that are children of ``parent``, each with its opacity."""
        for child in elements(parent):
            if local_name(child) == "schemeClr":
                name = child.get("val", "")
                value = instead if name == "phClr" else self.scheme.named(name)
            else:
                value = _plain_colour(child)
            if value is not None:
                yield _modified(value, child)

    def fill(self, parent: Element | None, instead: str | None = None) -> Fill | None:
        """The fill that is a child of ``parent``; None where there is none."""
        return next((fill for child in elements(parent) if (fill := self.read_fill(child, instead))), None)

    def read_fill(self, element: Element, instead: str | None = None) -> Fill | None:
        """What a fill looks like; None where the element is no fill."""
        match local_name(element):
            case "noFill" | "grpFill":
                return Fill()
            case "solidFill":
                colour = self.colour(element, instead)
                return Fill((colour[0],), alpha=colour[1]) if colour else Fill((UNKNOWN,))
            case "gradFill":
                ramp = self._ramp(element, instead)
                alphas = [alpha for _, _, alpha in ramp.stops] or [1.0]
                colours = tuple(dict.fromkeys(value for _, value, _ in ramp.stops)) or (UNKNOWN,)
                return Fill(colours, alpha=sum(alphas) / len(alphas), ramp=ramp if len(ramp.stops) > 1 else None)
            case "pattFill":
                inks = [
                    ink for ground in ("bgClr", "fgClr") if (ink := self.colour(element.find(f"{A}{ground}"), instead))
                ]
                if len(inks) < 2:
                    return Fill(tuple(ink[0] for ink in inks) or (UNKNOWN,))
                share = drawn_share(element.get("prst", ""))  # fine as it is, it is seen as one colour
                alpha = inks[0][1] + (inks[1][1] - inks[0][1]) * share
                return Fill((mixed(inks[0][0], inks[1][0], share), inks[0][0], inks[1][0]), alpha=alpha)
            case "blipFill":
                fill = self.picture_fill(element, instead)
                colours, cells = picture_colours(self.package, fill.picture, fill.crop, replace(fill.look, alpha=1.0))
                return replace(fill, colours=colours, cells=() if fill.tile else cells)
        return None

    def picture(self, fill: Element) -> str | None:
        """The part of an embedded picture; None for one that is only linked, or that is damaged."""
        relation = self.package.relations(self.part).get(attribute(fill.find(f"{A}blip"), f"{R}embed"))
        if relation is None or relation.external or not self.package.has(relation.target):
            return None
        part = relation.target
        return part if not is_raster(part) or is_whole(self.package.read(part)) else None

    def picture_fill(self, element: Element, instead: str | None = None) -> Fill:
        """How a picture fills its box, without its colours, which take more time."""
        picture, blip = self.picture(element), element.find(f"{A}blip")
        crop, inset = crop_and_inset(element)
        look = recolour_of(blip, lambda parent: list(self.colours(parent, instead)))
        tile = tile_of(element, self.package.read(picture)) if picture else None
        return Fill((), picture, look.alpha, crop, look=look, inset=inset, tile=tile, known=is_read(blip))

    def _ramp(self, element: Element, instead: str | None) -> Ramp:
        """The stops of a gradient in their order, and the direction it runs in (20.1.8.33)."""
        stops = []
        for stop in element.iter(f"{A}gs"):
            colour = self.colour(stop, instead)
            if colour:
                stops.append((share_of(number(stop.get("pos")) / 100_000), *colour))
        ordered = tuple(sorted(stops, key=itemgetter(0)))
        path = element.find(f"{A}path")
        if path is None:
            return Ramp(ordered, number(attribute(element.find(f"{A}lin"), "ang")) / 60_000)
        rect = path.find(f"{A}fillToRect")
        left, top, right, bottom = (share_of(number(attribute(rect, side)) / 100_000) for side in "ltrb")
        return Ramp(ordered, centre=((left + 1 - right) / 2, (top + 1 - bottom) / 2))


def scheme_of(theme: Element, mapping: Element | None) -> Scheme:
    """The scheme of a theme part and a ``p:clrMap``; what is missing is as in Office's own theme."""
    slots = {slot: f"#{value}" for slot, value in zip(SLOTS, _OFFICE, strict=True)}
    for entry in elements(theme.find(f".//{A}clrScheme")):
        value = next((_plain_colour(child) for child in elements(entry)), None)
        if value:
            slots[local_name(entry)] = value
    return Scheme(slots, map_of(mapping))


def map_of(mapping: Element | None) -> dict[str, str]:
    usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    return {name: attribute(mapping, name, slot) for name, slot in usual.items()}


def _plain_colour(colour: Element) -> str | None:
    """The value of a colour that names no slot of the scheme; None where the element is none."""
    kind, value = local_name(colour), colour.get("val", "")
    if kind == "sysClr":
        value = colour.get("lastClr") or {"window": "FFFFFF", "windowText": "000000"}.get(value, "808080")
    elif kind == "prstClr":
        value = _NAMED.get(value, "808080")
    elif kind == "scrgbClr":
        return of_light(share_of(number(colour.get(channel)) / 100_000) for channel in "rgb")
    elif kind == "hslClr":
        hue, saturation, light = (number(colour.get(key)) for key in ("hue", "sat", "lum"))
        return of_hls(hue / 21_600_000, light / 100_000, saturation / 100_000)
    elif kind != "srgbClr":
        return None
    valid = len(value) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in value)
    return f"#{value.upper()}" if valid else UNKNOWN


def _modified(value: str, colour: Element) -> tuple[str, float]:
    """The colour after its changes, in their order (20.1.2.3). As in PowerPoint, a tint or a shade is a share of the
    light of each channel: a tint of 75 % of black is #898989."""
    alpha = 1.0
    for change in elements(colour):
        by = number(change.get("val")) / 100_000
        hue, lightness, saturation = hls(value)
        match local_name(change):
            case "alpha":
                alpha = share_of(by)
            case "lumMod":
                value = of_hls(hue, lightness * by, saturation)
            case "lumOff":
                value = of_hls(hue, lightness + by, saturation)
            case "tint" | "shade":
                more = 1 - by if local_name(change) == "tint" else 0.0
                value = of_light(share_of(light(channel) * by + more) for channel in shares(value))
            case "satMod":
                value = of_hls(hue, lightness, min(1.0, saturation * by))
            case "hueMod":
                value = of_hls(hue * by % 1, lightness, saturation)
    return value, alpha


def box_of(xfrm: Element | None) -> Rect | None:
    """A transform in points; turned by a quarter, its sides change places."""
    box = child_box(xfrm, "off", "ext")
    if box and 2_700_000 <= number(attribute(xfrm, "rot")) % 10_800_000 < 8_100_000:
        return Rect(box.x + (box.w - box.h) / 2, box.y + (box.h - box.w) / 2, box.h, box.w)
    return box


def child_box(xfrm: Element | None, offset: str, extent: str) -> Rect | None:
    """The box in points that two children of a transform state; None where one is missing."""
    off, ext = (xfrm.find(f"{A}{name}") if xfrm is not None else None for name in (offset, extent))
    if off is None or ext is None:
        return None
    w, h = (max(0.0, points(ext.get(side), 0)) for side in ("cx", "cy"))
    return Rect(points(off.get("x"), 0), points(off.get("y"), 0), w, h)


def _cells(start: float, end: float, count: int) -> slice:
    """The cells, of so many, that lie between two shares: one at the least."""
    first = int(start * count)
    return slice(first, max(first + 1, ceil(end * count)))
