"""Items to the items and paragraphs in them, to be read or to be changed: the one walk over the Scene's vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from .model import (
    Axis,
    Chart,
    Connector,
    DateAxis,
    Group,
    Inset,
    Item,
    Paragraph,
    Picture,
    Point,
    Rule,
    Shape,
    Table,
    Text,
    Transform,
)
from .transform import placed

Ticked = TypeVar("Ticked", Axis, DateAxis)
Leaf = Text | Shape | Rule | Connector | Table | Picture | Chart | Inset


def leaves(items: Iterable[Item]) -> Iterator[Leaf]:
    """The items that are drawn, in order; those of a group stand where it places them."""
    for item in every(items):
        if not isinstance(item, Group):
            yield item


def every(items: Iterable[Item]) -> Iterator[Item]:
    """The items, and after each group those that it holds, where it places them."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from every(parts(item))


def parts(group: Group) -> tuple[Item, ...]:
    """The items of a group where it places them on its page."""
    return tuple(placed(item, group.at) for item in group.items)


def mapped(item: Item, change: Callable[[Item], Item]) -> Item:
    """The item changed; of a group first its items, where they stand on the page, then the group itself."""
    if isinstance(item, Group):
        item = replace(item, items=tuple(mapped(part, change) for part in parts(item)), at=Transform())
    return change(item)


def renamed(item: Item, prefix: str) -> Item:
    """One item under a name that starts with ``prefix``; a connector stays glued to its shapes, which start so, too."""
    if isinstance(item, Connector):
        start, end = (replace(glue, shape=prefix + glue.shape) for glue in (item.start, item.end))
        item = replace(item, start=start, end=end)
    return replace(item, name=prefix + item.name)


def paragraphs_of(item: Item) -> tuple[Paragraph, ...]:
    """The paragraphs of one item in reading order; a group has none of its own."""
    match item:
        case Text():
            return item.paragraphs
        case Table():
            return tuple(paragraph for row in item.rows for cell in row.cells for paragraph in cell.paragraphs)
        case Chart():
            return tuple(paragraph for paragraph, _ in item.labels())
        case _:
            return ()


def with_paragraphs(item: Item, change: Callable[[Paragraph], Paragraph]) -> Item:
    """One item with each of its paragraphs changed: of a text, of a table's cells, of a chart's labels."""

    def all_of(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(map(change, paragraphs))

    def point(one: Point) -> Point:
        return replace(one, label=change(one.label)) if one.label else one

    match item:
        case Text():
            return replace(item, paragraphs=all_of(item.paragraphs))
        case Table():
            rows = (
                replace(row, cells=tuple(replace(cell, paragraphs=all_of(cell.paragraphs)) for cell in row.cells))
                for row in item.rows
            )
            return replace(item, rows=tuple(rows))
        case Chart():
            series = (replace(one, points=tuple(map(point, one.points))) for one in item.series)

            def set_in(axis: Ticked) -> Ticked:
                return replace(axis, labels=all_of(axis.labels))

            return replace(
                item, categories=all_of(item.categories), series=tuple(series), axis=set_in(item.axis),
                second=item.second and set_in(item.second), across=item.across and set_in(item.across),
                dates=item.dates and set_in(item.dates),
            )  # fmt: skip
        case _:
            return item
