"""Placed items to the same items elsewhere or in another size: lengths and places change, words and numbers stay."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from .model import (
    Cell,
    Chart,
    Connector,
    Contour,
    Gradient,
    Group,
    Item,
    Line,
    Paragraph,
    Point,
    Row,
    Rule,
    Scene,
    Series,
    Shape,
    Stroke,
    Table,
    TextStyle,
    Transform,
)

Thing = TypeVar("Thing", bound=Struct)

# The fields that hold lengths in points; all other numbers are values, counts or shares.
LENGTHS: dict[type, tuple[str, ...]] = {
    Rect: ("x", "y", "w", "h"),
    Scene: ("width", "height"),
    TextStyle: ("size", "leading", "tracking"),
    Line: ("width", "spread", "apart"),
    Paragraph: ("leading", "before", "indent", "first", "outer"),
    Stroke: ("width", "dash"),
    Shape: ("slant",),
    Rule: ("x1", "y1", "x2", "y2"),
    Connector: ("points",),
    Cell: ("pad",),
    Row: ("height",),
    Table: ("columns",),
    Point: ("raised", "shifted", "width"),
    Series: ("stroke", "dot"),
    Transform: ("dx", "dy"),
}

IN_SHARES = (Contour, Gradient)  # a client's artwork has thousands of the first: nothing in them is a length


def scaled(thing: Thing, by: float) -> Thing:
    """The thing (a scene, an item of one) with all its lengths ``by`` times as long, about the corner of the page;
    itself where ``by`` is 1. A chart keeps the distances of its labels, which offices give it."""
    made: Thing = thing if by == 1 else _Scale(by).struct(thing)
    return made


class _Scale:
    """Multiplies lengths; what stands in many places, such as a style, is made once."""

    def __init__(self, by: float) -> None:
        self._by = by
        self._made: dict[int, tuple[Struct, Struct]] = {}  # with the thing itself, so that its id stays taken

    def struct(self, thing: Any) -> Any:
        if isinstance(thing, IN_SHARES):
            return thing
        if id(thing) not in self._made:
            lengths = LENGTHS.get(type(thing), ())
            changed = {
                name: self._length(value) if name in lengths else self._part(value)
                for name in thing.__struct_fields__
                if isinstance(value := getattr(thing, name), tuple | Struct) or name in lengths
            }
            self._made[id(thing)] = thing, replace(thing, **changed)
        return self._made[id(thing)][1]

    def _part(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._part, value))
        return self.struct(value) if isinstance(value, Struct) else value

    def _length(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._length, value))
        return None if value is None else value * self._by


def placed(item: Item, at: Transform) -> Item:
    """The item where a group with this transform shows it on its page."""
    return moved(scaled(item, at.scale), at.dx, at.dy)


def moved(item: Item, dx: float, dy: float = 0.0) -> Item:
    """The item so many points further right and down on its page; itself where both are zero."""
    if not (dx or dy):
        return item
    match item:
        case Group():
            return replace(item, at=Transform(item.at.dx + dx, item.at.dy + dy, item.at.scale))
        case Rule():
            return replace(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
        case Connector():
            return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))
        case Chart():
            return replace(item, rect=item.rect.moved(dx, dy), plot=item.plot.moved(dx, dy))
        case _:
            return replace(item, rect=item.rect.moved(dx, dy))
