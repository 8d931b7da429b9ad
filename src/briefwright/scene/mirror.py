"""A placed scene to its mirror image: how the pages of a language stand that is read from the right.

Forms place every page from the left. Here the whole page is mirrored once: boxes, lines, the side that text is aligned
to, the columns of tables, the order of charts. Words, numbers and pictures keep their look and only move. A scene that
is mirrored twice is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from ..core.geometry import Rect, union
from ..core.memo import memo
from ..theme.model import Theme
from .model import (
    LEFT,
    RIGHT,
    Align,
    Cell,
    Chart,
    Connector,
    Glue,
    Group,
    Item,
    Layout,
    Page,
    Paragraph,
    Rule,
    Scene,
    Shape,
    Table,
    Text,
)
from .transform import moved
from .walk import leaves, mapped, parts, with_paragraphs

NEAR = 12.0  # pt; what stands further from a chart is no part of it
OTHER: dict[Align, Align] = {"left": "right", "right": "left", "center": "center"}
Areas = Mapping[str, Sequence[Rect]]


def mirrored(scene: Scene, areas: Areas | None = None) -> Scene:
    """The scene mirrored about the middle of its page.

    ``areas`` names, for layouts of a client's file, the rectangles within which pages are mirrored instead. There the
    layout's own items and what fills its placeholders stay.
    """
    held = areas or {}
    whole = (Rect(0, 0, scene.width, scene.height),)
    layouts = tuple(lay if lay.name in held else _layout(lay, whole[0]) for lay in scene.layouts)
    pages = []
    for page in scene.pages:
        own = held.get(page.layout)
        pages.append(_page(page, own or whole, own is not None))
    master = tuple(_mirrored(item, whole[0]) for item in scene.master)
    return replace(scene, layouts=layouts, pages=tuple(pages), rtl=not scene.rtl, master=master)


def areas_of(theme: Theme) -> Areas:
    """The areas for ``mirrored`` of a theme on a client's file: what a layout leaves free, then the body."""
    body = theme.frame.rect("body")
    of = theme.client.layouts if theme.client else {}
    return {name: (layout.free, body) if layout.free else (body,) for name, layout in of.items()}


def mirrored_theme(theme: Theme) -> Theme:
    """The theme with the grid and frame of mirrored pages; a client's file keeps its own."""
    if theme.client:
        return theme
    grid, frame = theme.grid, theme.frame
    other = grid.margin if grid.right is None else grid.right
    boxes = {
        name: (grid.width - box[0] - box[2], *box[1:]) if (box := getattr(frame, name)) else box
        for name in frame.__struct_fields__
    }
    return replace(theme, grid=replace(grid, margin=other, right=grid.margin), frame=replace(frame, **boxes))


def _layout(layout: Layout, area: Rect) -> Layout:
    places = (replace(p, rect=_box(p.rect, area), align=OTHER[p.align]) for p in layout.placeholders)
    return replace(layout, items=tuple(_mirrored(item, area) for item in layout.items), placeholders=tuple(places))


@memo(by=lambda page, *_: page.id)
def _page(page: Page, areas: Sequence[Rect], held: bool) -> Page:
    """The page with each item mirrored in the first area that holds it. A chart of time only moves, and so does what
    stands on it: years run from the left in every script."""
    items: list[Item] = []
    opened = tuple(_opened(page.items))
    charts = [item for item in opened if isinstance(item, Chart) and item.time]
    whole = {chart.name: _with_what_stands_on_it(chart, opened) for chart in charts}
    for item in opened:
        if held and isinstance(item, Text) and item.placeholder:
            items.append(item)
            continue
        chart = next((chart for chart in charts if item is chart or _stands_on(item, chart)), None)
        box = whole[chart.name] if chart else item.rect
        area = next((area for area in areas if area.contains(box)), areas[-1])
        items.append(moved(item, _box(box, area).x - box.x) if chart else _mirrored(item, area))
    return replace(page, items=tuple(items))


def _opened(items: Iterable[Item]) -> Iterator[Item]:
    """The items, with a group that holds a chart replaced by its parts: some are mirrored and some only move."""
    for item in items:
        if isinstance(item, Group) and any(isinstance(leaf, Chart) for leaf in leaves((item,))):
            yield from _opened(parts(item))
        else:
            yield item


def _stands_on(item: Item, chart: Chart) -> bool:
    """Whether the item overlaps the chart, or stands close to it as the names of its series do."""
    room = chart.rect.inset(left=-NEAR, right=-NEAR)
    return isinstance(item, Text | Shape | Rule | Group) and item.rect.overlaps(room)


def _with_what_stands_on_it(chart: Chart, items: Sequence[Item]) -> Rect:
    return union([chart.rect, *(item.rect for item in items if _stands_on(item, chart))])


def _mirrored(item: Item, area: Rect) -> Item:
    """The item mirrored about the middle of an area."""
    return mapped(item, partial(_leaf, area))


def _leaf(area: Rect, item: Item) -> Item:
    item = with_paragraphs(item, _aligned_to_the_other_side)
    match item:
        case Group():
            return item
        case Rule():
            return replace(item, x1=_x(item.x1, area), x2=_x(item.x2, area))
        case Connector():
            points = tuple((_x(x, area), y) for x, y in item.points)
            return replace(item, points=points, start=_glue(item.start), end=_glue(item.end))
        case Chart():
            series = (
                replace(one, points=tuple(replace(point, shifted=-point.shifted) for point in one.points))
                for one in item.series
            )
            item = replace(item, plot=_box(item.plot, area), series=tuple(series), rtl=not item.rtl)
        case Table():
            rows = (replace(row, cells=tuple(map(_cell, row.cells))) for row in item.rows)
            item = replace(item, rows=tuple(rows), rtl=not item.rtl)
        case Shape():
            sites = tuple((1 - x, y) for x, y in item.sites)
            item = replace(item, sites=sites, flipped=item.flipped != (item.kind in ("chevron", "pentagon")))
        case _:
            pass
    return replace(item, rect=_box(item.rect, area))


def _x(x: float, area: Rect) -> float:
    return area.x + area.right - x


def _box(rect: Rect, area: Rect) -> Rect:
    return Rect(_x(rect.right, area), rect.y, rect.w, rect.h)


def _aligned_to_the_other_side(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, align=OTHER[paragraph.align])


def _glue(glue: Glue) -> Glue:
    """The same place of the same shape: its own sites have moved with it, left and right are each other's."""
    return replace(glue, site={LEFT: RIGHT, RIGHT: LEFT}.get(glue.site, glue.site))


def _cell(cell: Cell) -> Cell:
    left, top, right, bottom = cell.pad
    return replace(cell, pad=(right, top, left, bottom))
