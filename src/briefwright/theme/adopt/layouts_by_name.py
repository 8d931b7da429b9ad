"""A layout of a client's file, by the name that an office shows, to one that a slide's pages stand on.

Its headline, body and footers stand where that layout has them, and each of its placeholders can be filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from ...core.geometry import Rect
from ..model import BorrowedLayout, Box, ClientLayout, ClientTemplate, PageFrame, Theme
from .areas import areas_of
from .background import ColourRoles, scaled
from .footer import usable_footer
from .match import Match
from .read_base import borrowed_layout, client_placeholder, template_of
from .template import FOOTERS, TemplateLayout, TemplatePlaceholder

LEAST = 20.0  # pt: a lower placeholder takes no words


def layout_names(client: ClientTemplate) -> tuple[str, ...]:
    """The names of the layouts that slides can stand on: those in the colours of the usual page."""
    return tuple(_layouts(client))


def with_layouts(theme: Theme, client: ClientTemplate, names: Iterable[str]) -> Theme:
    """The theme with the client's layouts of these names beside those that stand for ours, under their names."""
    roles, known = ColourRoles(dict(theme.colours)), _layouts(client)
    made = {name: _named(known[name], roles, theme, client) for name in names}
    client = replace(client, layouts={**client.layouts, **made})
    return replace(theme, colours=roles.colours, client=client)


def _layouts(client: ClientTemplate) -> dict[str, TemplateLayout]:
    every = [layout for master in template_of(Path(client.path)).masters for layout in master]
    usual = next(one for one in every if one.part == client.layouts["content"].part)
    known: dict[str, TemplateLayout] = {}
    for layout in every:
        if layout.scheme == usual.scheme:
            known.setdefault(layout.name or Path(layout.part).stem, layout)
    return known


def _named(layout: TemplateLayout, roles: ColourRoles, theme: Theme, client: ClientTemplate) -> ClientLayout:
    hidden, title = theme.layouts.content.hidden if theme.layouts else (), layout.title
    footers = {kind: usable_footer(layout, kind) for kind in FOOTERS}
    date, marking, page = (holder.index if (holder := footers[kind]) else None for kind in FOOTERS)
    own = BorrowedLayout(
        layout=Path(layout.part).stem, name=layout.name, title=title.index if title else None, marking=marking,
        page=page, date=date, hidden=hidden,
    )  # fmt: skip
    made = borrowed_layout(layout, own, roles, theme, Path(client.path), "content")
    more = {f"holder-{one.index}": client_placeholder(one, layout, roles, theme.scale) for one in _open(layout)}
    return replace(made, placeholders={**made.placeholders, **more}, frame=_frame(layout, theme))


def _open(layout: TemplateLayout) -> Iterator[TemplatePlaceholder]:
    """The placeholders that take words or a form, in the order in which they are read."""
    free = [one for one in layout.bodies if not one.vertical and one.inner.h >= LEAST and one.inner.w >= LEAST]
    yield from sorted(free, key=lambda one: (round(one.box.y / LEAST), one.box.x))


def _frame(layout: TemplateLayout, theme: Theme) -> PageFrame:
    """The frame of a page on the layout: its own headline, and what its artwork leaves for a body, within the margins
    of all pages. The tracker stands where it does on these, or nowhere."""
    usual, grid = theme.frame, theme.grid
    bodies = sorted(_open(layout), key=lambda one: one.box.w * one.box.h)
    areas = areas_of(Match(layout, layout, layout, bodies[-1] if bodies else None), usual.rect("lead").h)
    boxes = {
        name: scaled(getattr(areas, name), theme.scale) for name in PageFrame.__struct_fields__ if name != "tracker"
    }
    left, right = grid.margin, grid.width - (grid.margin if grid.right is None else grid.right)
    given = {name: _between(box, left, right) for name, box in boxes.items()}
    clear = usual.tracker and not any(_shared(usual.rect("tracker"), one, theme.scale) for one in layout.placeholders)
    return replace(usual, **given, tracker=usual.tracker if clear else None)


def _shared(box: Rect, holder: TemplatePlaceholder, scale: float) -> bool:
    return scaled(holder.box, scale).overlaps(box)


def _between(box: Rect, left: float, right: float) -> Box:
    """The box between two margins; one that lies outside of them as it is."""
    x, end = max(box.x, left), min(box.right, right)
    return (x, box.y, end - x, box.h) if end > x else (box.x, box.y, box.w, box.h)
