"""A Scene on a larger or smaller page of the same shape: every length times one number, every word as it was."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from ..geometry import Rect
from .chart.model import Axis
from .model import (
    Cell,
    Chart,
    Connector,
    Line,
    Paragraph,
    Placeholder,
    Point,
    Row,
    Rule,
    Scene,
    Series,
    Shape,
    Stroke,
    Table,
    TextStyle,
)

# The fields that hold lengths, besides every Rect. A dash is in points, too; sites and gaps are shares.
LENGTHS: dict[type, frozenset[str]] = {
    Rect: frozenset("xywh"),
    Scene: frozenset(("width", "height")),
    TextStyle: frozenset(("size", "leading", "tracking")),
    Line: frozenset(("width",)),
    Paragraph: frozenset(("leading", "before", "indent", "first")),
    Stroke: frozenset(("width", "dash")),
    Shape: frozenset(("slant",)),
    Rule: frozenset(("x1", "y1", "x2", "y2")),
    Connector: frozenset(("points",)),
    Cell: frozenset(("pad",)),
    Row: frozenset(("height",)),
    Table: frozenset(("columns",)),
    Point: frozenset(("raised", "shifted")),
    Series: frozenset(("stroke",)),
    Axis: frozenset(),  # its numbers are values
    Chart: frozenset(),
    Placeholder: frozenset(),
}


def enlarged(scene: Scene, by: float) -> Scene:
    """The scene with all its lengths multiplied; itself where ``by`` is 1."""
    if by == 1:
        return scene
    made: Scene = _Glass(by).through(scene)
    return made


class _Glass:
    """Multiplies lengths; what stands in many places, such as a style, is made once."""

    def __init__(self, by: float) -> None:
        self.by = by
        self._made: dict[int, tuple[Any, Any]] = {}  # with the thing itself, so that its id stays taken

    def through(self, thing: Any) -> Any:
        if isinstance(thing, tuple):
            return tuple(self.through(part) for part in thing)
        if not isinstance(thing, Struct):
            return thing
        found = self._made.get(id(thing))
        if found is None:
            lengths = LENGTHS.get(type(thing), frozenset())
            changed = {
                field.name: self._times(value) if field.name in lengths else self.through(value)
                for field in fields(thing)
                if isinstance(value := getattr(thing, field.name), tuple | Struct) or field.name in lengths
            }
            found = self._made[id(thing)] = (thing, replace(thing, **changed) if changed else thing)
        return found[1]

    def _times(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._times(part) for part in value)
        return None if value is None else value * self.by
