"""A placed scene to the same in a looking glass: how pages stand that are read from the right.

Forms place every page from the left; here it is turned, once and whole: boxes, lines, the sides that text is set from,
the columns of tables, the order of charts. Words, numbers and pictures are not: they move and stay as they are. What is
turned twice is as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..core.memo import Again
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
    Point,
    Rule,
    Scene,
    Shape,
    Table,
    Text,
)

BESIDE = 12.0  # pt; what stands further from a chart is no part of it
OTHER: dict[Align, Align] = {"left": "right", "right": "left", "center": "center"}
Areas = Mapping[str, Sequence[Rect]]
Part = Text | Shape | Rule


def mirrored(scene: Scene, areas: Areas | None = None, again: Again | None = None) -> Scene:
    """The scene about the middle of its page. ``areas`` are those in which pages of a client's layouts are turned; what
    the layouts draw and what fills their placeholders stays."""
    held, again = areas or {}, again or Again()
    whole = (Rect(0, 0, scene.width, scene.height),)
    layouts = tuple(lay if lay.name in held else _layout(lay, Glass.of(whole[0])) for lay in scene.layouts)
    pages = []
    for page in scene.pages:
        own = held.get(page.layout)
        made = partial(_page, page, own or whole, own is not None)
        pages.append(again.of(("mirrored", page.id), (page, own, scene.width), made))
    return replace(scene, layouts=layouts, pages=tuple(pages), rtl=not scene.rtl)


def areas_of(theme: Theme) -> Areas:
    """Where the pages of a theme on a client's file are turned: in what their layout leaves free, else in the body."""
    body = theme.frame.rect("body")
    of = theme.client.layouts if theme.client else {}
    return {name: (layout.free, body) if layout.free else (body,) for name, layout in of.items()}


def turned(theme: Theme) -> Theme:
    """The theme whose grid and frame are those of mirrored pages; a client's file has its own, which stay."""
    if theme.client:
        return theme
    grid, frame = theme.grid, theme.frame
    other = grid.margin if grid.right is None else grid.right
    boxes = {
        name: (grid.width - box[0] - box[2], *box[1:]) if (box := getattr(frame, name)) else box
        for name in type(frame).model_fields
    }
    return theme.model_copy(
        update={
            "grid": grid.model_copy(update={"margin": other, "right": grid.margin}),
            "frame": frame.model_copy(update=boxes),
        }
    )


class Glass(Struct, frozen=True):
    """Every x becomes ``at`` less it; or, of what moves as it stands, ``at`` more."""

    at: float
    turns: bool = True

    @classmethod
    def of(cls, area: Rect) -> Glass:
        """The glass about the middle of an area."""
        return cls(area.x + area.right)

    def x(self, x: float) -> float:
        return self.at - x if self.turns else self.at + x

    def rect(self, r: Rect) -> Rect:
        return Rect(self.x(r.right if self.turns else r.x), r.y, r.w, r.h)

    def side(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph from the other side."""
        stays = not self.turns or paragraph.align == "center"
        return paragraph if stays else replace(paragraph, align=OTHER[paragraph.align])

    def sides(self, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(self.side(paragraph) for paragraph in paragraphs)


def _layout(layout: Layout, glass: Glass) -> Layout:
    places = (replace(p, rect=glass.rect(p.rect), align=OTHER[p.align]) for p in layout.placeholders)
    return replace(layout, items=tuple(_item(item, glass) for item in layout.items), placeholders=tuple(places))


def _page(page: Page, areas: Sequence[Rect], held: bool) -> Page:
    """The page, each item turned in the first area that holds it; a chart of time moves as it stands, and with it what
    stands on it."""
    items: list[Item] = []
    charts = [item for item in page.items if isinstance(item, Chart) and item.time]
    whole = {chart.name: _with_what_stands_on_it(chart, page.items) for chart in charts}
    for item in page.items:
        if held and isinstance(item, Text) and item.placeholder:
            items.append(item)
            continue
        chart = next((chart for chart in charts if item is chart or _stands_on(item, chart)), None)
        box = whole[chart.name] if chart else item.rect
        area = next((area for area in areas if area.contains(box)), areas[-1])
        glass = Glass.of(area)
        items.append(_item(item, Glass(glass.rect(box).x - box.x, turns=False) if chart else glass))
    return replace(page, items=tuple(items))


def _stands_on(item: Item, chart: Chart) -> bool:
    """Whether it stands over a chart, or close beside it as the names of its series do."""
    room = chart.rect.inset(left=-BESIDE, right=-BESIDE)
    return isinstance(item, Text | Shape | Rule | Group) and item.rect.overlaps(room)


def _with_what_stands_on_it(chart: Chart, items: Sequence[Item]) -> Rect:
    boxes = [chart.rect, *(item.rect for item in items if _stands_on(item, chart))]
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def _item(item: Item, glass: Glass) -> Item:
    match item:
        case Text() | Shape() | Rule():
            return _part(item, glass)
        case Group():
            return replace(item, items=tuple(_part(part, glass) for part in item.items))
        case Connector():
            points = tuple((glass.x(x), y) for x, y in item.points)
            return replace(item, points=points, start=_glue(item.start, glass), end=_glue(item.end, glass))
        case Table():
            rows = tuple(replace(row, cells=tuple(_cell(cell, glass) for cell in row.cells)) for row in item.rows)
            return replace(item, rect=glass.rect(item.rect), rows=rows, rtl=item.rtl != glass.turns)
        case Chart():
            return _chart(item, glass)
        case _:
            return replace(item, rect=glass.rect(item.rect))


def _part(item: Part, glass: Glass) -> Part:
    if isinstance(item, Rule):
        return replace(item, x1=glass.x(item.x1), x2=glass.x(item.x2))
    rect = glass.rect(item.rect)
    if isinstance(item, Text):
        return replace(item, rect=rect, paragraphs=glass.sides(item.paragraphs))
    points = item.kind in ("chevron", "pentagon")
    sites = tuple((1 - x, y) for x, y in item.sites) if glass.turns else item.sites
    return replace(item, rect=rect, sites=sites, flipped=item.flipped != (points and glass.turns))


def _glue(glue: Glue, glass: Glass) -> Glue:
    """The same place of the same shape: its own sites have moved with it, left and right are each other's."""
    return replace(glue, site={LEFT: RIGHT, RIGHT: LEFT}.get(glue.site, glue.site)) if glass.turns else glue


def _cell(cell: Cell, glass: Glass) -> Cell:
    left, top, right, bottom = cell.pad
    pad = (right, top, left, bottom) if glass.turns else cell.pad
    return replace(cell, pad=pad, paragraphs=glass.sides(cell.paragraphs))


def _chart(chart: Chart, glass: Glass) -> Chart:
    series = tuple(replace(one, points=tuple(_point(p, glass) for p in one.points)) for one in chart.series)
    return replace(
        chart,
        rect=glass.rect(chart.rect),
        plot=glass.rect(chart.plot),
        categories=glass.sides(chart.categories),
        series=series,
        axis=replace(chart.axis, labels=glass.sides(chart.axis.labels)),
        rtl=chart.rtl != glass.turns,
    )


def _point(point: Point, glass: Glass) -> Point:
    label = glass.side(point.label) if point.label else None
    return replace(point, label=label, shifted=-point.shifted if glass.turns else point.shifted)
