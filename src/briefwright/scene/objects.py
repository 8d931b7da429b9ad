"""The items of a page to the objects that a user of a deck picks: what belongs together is one, and moves as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from .model import Group, Item, Rule, Shape, Text
from .walk import parts

_NUMBER = re.compile(r"-(\d+)$")
_NEAR = 0.01  # pt
Labelled = tuple[Shape, Text]


def objects(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, those in a row that have one number in a group: the texts of a column with its rules and meters."""
    made: list[Item] = []
    for number, run in groupby(items, key=_number):
        some = list(run)
        head = next((item.name for item in some if isinstance(item, Text)), "")
        mixed = head and not all(isinstance(item, Text) for item in some)
        made += [Group(f"{head}-parts", tuple(some))] if number and mixed else some
    return tuple(made)


def _number(item: Item) -> str:
    """The number of an item among its siblings; "" where it has none or stands for itself."""
    loose = isinstance(item, Rule | Shape | Group) or (isinstance(item, Text) and not item.placeholder)
    found = _NUMBER.search(item.name) if loose else None
    return found[1] if found else ""


def every_object(items: Sequence[Item]) -> Iterator[tuple[Item, str, Text | None]]:
    """Every object, those of groups after their group: the item, its name, and the words of a shape that has any."""
    for item in items:
        pair = labelled(item)
        yield (pair[0], item.name, pair[1]) if pair else (item, item.name, None)
        if isinstance(item, Group) and not pair:
            yield from every_object(parts(item))


def labelled(item: Item) -> Labelled | None:
    """The shape and the text of a group of these two, where the text lies within the shape's own box for words."""
    if not isinstance(item, Group) or len(item.items) != 2:
        return None
    shape, text = parts(item)
    if not isinstance(shape, Shape) or not isinstance(text, Text) or text.placeholder or text.link:
        return None
    left, top, right, bottom = margins(shape, text)
    return (shape, text) if min(left, top, right, bottom) > -_NEAR and shape.contours == () else None


def margins(shape: Shape, text: Text) -> tuple[float, float, float, float]:
    """How far a text lies within a shape's box for words, at the left, top, right and bottom, in points.

    That of a chevron is between its notch and its side, of a pentagon it ends in the middle of its point, of an ellipse
    it is the rectangle within (presetShapeDefinitions.xml).
    """
    box, lean = shape.rect, shape.slant
    match shape.kind:
        case "rect":
            inner = box
        case "chevron":
            inner = box.inset(left=lean, right=lean)
        case "pentagon":
            inner = box.inset(left=lean / 2 * shape.flipped, right=lean / 2 * (not shape.flipped))
        case "ellipse":
            inner = box.inset(*(side * (1 - 0.5**0.5) / 2 for side in (box.w, box.h, box.w, box.h)))
        case _:
            return -1.0, -1.0, -1.0, -1.0
    r = text.rect
    return r.x - inner.x, r.y - inner.y, inner.right - r.right, inner.bottom - r.bottom
