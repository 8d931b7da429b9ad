"""The file that a theme's ``base`` names to what pages are placed on: layouts, their placeholders, what they draw.

Colours that a theme has no role for get one of their own; lengths become the theme's points.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from ...core import files
from ...core.colour import ratio
from ...core.diagnostics import Diagnostic, Refused, Span
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...core.opc import opened
from ..model import BorrowedLayout, ClientLayout, ClientPlaceholder, ClientTemplate, Layouts, TextLevel, Theme
from .background import Background, ColourRoles, scaled
from .footer import line_box
from .ground_colours import colours_under, is_legible, legible_colour, legible_on
from .loose_footers import KINDS, loose_footers
from .mends import COVERS
from .palette import GRAPHIC, TEXT, readable
from .template import FOOTERS, TEXTS, TITLES, TemplateFile, TemplateLayout, TemplatePlaceholder
from .template_layouts import read_template

PANELLED = ("content", "message", "text")  # where a panel lies under the body
SUBTITLE = 60.0  # pt, times the scale: what stands under a title is judged by so much
OURS = ("title", "content", "message", "section", "text")
HOLDERS = {  # the placeholders that our words go into, and their kinds
    "title": (*TITLES, *TEXTS), "subtitle": TEXTS, "marking": ("ftr",), "page": ("sldNum",), "date": ("dt",),
    "text": TEXTS,
}  # fmt: skip


def with_base(theme: Theme, path: Path, span: Span) -> Theme:
    """The theme on the client's file at ``path``. Refused (BW53x, BW542 to BW544) when the file cannot be used."""
    if theme.layouts is None:
        raise Refused([diagnose("BW544", span)])
    masters = template_of(path).masters
    layouts = {Path(layout.part).stem: layout for master in masters for layout in master}
    borrowed: dict[str, BorrowedLayout] = {name: one for name in OURS if (one := getattr(theme.layouts, name))}
    diagnostics = [problem for one in borrowed.values() for problem in _unknown(one, layouts, span)]
    if diagnostics:
        raise Refused(diagnostics)
    roles = ColourRoles(dict(theme.colours))
    ours = {name: borrowed_layout(layouts[one.layout], one, roles, theme, path, name) for name, one in borrowed.items()}
    content = layouts[theme.layouts.content.layout]
    client = ClientTemplate(str(path), ours, content.scheme.slots, content.scheme.mapping, content.fonts, span)
    return replace(theme, colours=roles.colours, client=client)


def template_of(path: Path) -> TemplateFile:
    """A client's file as it is read; Refused when it cannot be."""
    return _read(path, files.stamp(path))


@lru_cache(maxsize=2)
def _read(path: Path, changed: tuple[int, ...]) -> TemplateFile:
    """A client's file, read once while it is as it was: a trial makes several themes of it."""
    return read_template(opened(path))


def _unknown(borrowed: BorrowedLayout, layouts: dict[str, TemplateLayout], span: Span) -> Iterator[Diagnostic]:
    layout = layouts.get(borrowed.layout)
    if layout is None:
        yield diagnose("BW542", span, layout=borrowed.layout, hint=f"there are: {', '.join(layouts)}")
        return
    there = {holder.index for holder in layout.placeholders}
    for index in (getattr(borrowed, name) for name in HOLDERS):
        if index is not None and index not in there:
            yield diagnose("BW543", span, layout=borrowed.layout, index=index)


def borrowed_layout(
    layout: TemplateLayout, borrowed: BorrowedLayout, roles: ColourRoles, theme: Theme, path: Path, name: str
) -> ClientLayout:
    """A client's layout for ours of that name."""
    indices = {key: getattr(borrowed, key) for key in HOLDERS}
    used = {key: _of_index(layout, key, index) for key, index in indices.items() if index is not None}
    scale, ink = theme.scale, theme.colours["ink"]
    placeholders = {key: client_placeholder(holder, layout, roles, scale) for key, holder in used.items()}
    if borrowed.place and "title" in used and name in COVERS and theme.layouts and _is_page(borrowed, theme.layouts):
        placeholders["title"] = _unsized(placeholders["title"])
    free = Rect(*borrowed.free) if borrowed.free else None
    wanted = {key: scaled(theme.frame.rect(key), 1 / scale) for key in KINDS if key not in used}
    taken = [*(holder.box for holder in used.values()), *([free] if free else [])]
    loose = loose_footers(layout, wanted, taken) if name in COVERS else wanted
    footer_colours = {
        key: roles.of(readable(ink, _under(box, layout, theme, name in PANELLED), TEXT)) for key, box in loose.items()
    }
    footer_boxes = {key: scaled(box, scale) for key, box in loose.items() if box != wanted[key]}
    under = colours_under(layout, free or layout.page)
    ground = roles.of(layout.ground.over("#FFFFFF")[0])
    text = "ink" if is_legible(ink, under) else roles.of(_ink(layout, free or layout.page))
    families = theme.fonts.heading.name, theme.fonts.body.name
    items = tuple(Background(layout, roles, path, scale, families).items(used.values()))
    box = scaled(free, scale) if free else None
    place = Rect(*borrowed.place) if borrowed.place else None
    place_ink = roles.of(_ink(layout, place)) if place else text
    titled = place or (used["title"].box if "title" in used else None)
    lower = Rect(titled.x, titled.bottom, titled.w, SUBTITLE * scale) if titled else None
    below = roles.of(_ink(layout, lower, GRAPHIC)) if lower else text
    if place and "title" in used:
        shade = legible_on(colours_under(layout, place), used["title"], layout)
        placeholders["title"] = replace(placeholders["title"], colour=roles.of(shade))
    place = scaled(place, scale) if place else None
    return ClientLayout(
        layout.part, ground, text, placeholders, footer_colours, items, box, borrowed.footer, place, place_ink, below,
        roles.of(_head_ink(layout, theme, name)), borrowed.hidden, footer_boxes,
    )  # fmt: skip


def _is_page(borrowed: BorrowedLayout, layouts: Layouts) -> bool:
    """Whether a cover or a divider stands on the layout of pages."""
    return borrowed.layout == layouts.content.layout


def _unsized(holder: ClientPlaceholder) -> ClientPlaceholder:
    """A placeholder whose words state their size: a cover's is larger than that of pages."""
    return replace(holder, size=0.0, level=holder.level and replace(holder.level, sized=False))


def _head_ink(layout: TemplateLayout, theme: Theme, name: str) -> str:
    """The colour of headlines where the theme places them: the client's, if it can be read there."""
    box = scaled(theme.frame.rect("headline"), 1 / theme.scale)
    under, holder = _under(box, layout, theme, name in PANELLED), layout.title
    if holder is None:
        return readable(theme.colours["ink"], under, TEXT)
    return legible_on(under, holder, layout)


def _ink(layout: TemplateLayout, place: Rect, least: float = TEXT) -> str:
    """The colour of a title where there is no placeholder: the client's, which reaches the ``least`` on most of it, or
    the first of its scheme's two that can be read there; on most of it where nothing can be on all."""
    under, scheme, said = colours_under(layout, place), layout.scheme, layout.spoken
    own = (legible_colour(said, layout),) if said else ()
    if own and least < TEXT and ratio(own[0], under[0]) >= least:
        return own[0]
    wanted = (*own, scheme.named("tx1"), scheme.named("bg1"))
    nearest = readable(wanted[0], under, TEXT)
    on_all = (one for one in (*wanted, nearest) if is_legible(one, under))
    on_most = (one for one in wanted if ratio(one, under[0]) >= TEXT)
    return next(on_all, next(on_most, nearest))


def _of_index(layout: TemplateLayout, key: str, index: int) -> TemplatePlaceholder:
    """The placeholder of that ``idx``; where several have it, as some offices write, the one of our kind."""
    same = [holder for holder in layout.placeholders if holder.index == index]
    return next((holder for holder in same if holder.kind in HOLDERS[key]), same[0])


def client_placeholder(
    holder: TemplatePlaceholder, layout: TemplateLayout, roles: ColourRoles, scale: float
) -> ClientPlaceholder:
    box, inner = holder.box, line_box(holder, scale) if holder.kind in FOOTERS else holder.inner
    return ClientPlaceholder(
        holder.index, holder.kind, scaled(inner, scale), roles.of(legible_colour(holder, layout)),
        holder.indent / scale, holder.align, holder.anchor, holder.size / scale, holder.bold,
        ((inner.x - holder.indent - box.x) / scale, (box.right - inner.right) / scale), holder.caps, holder.name,
        holder.level.left / scale if holder.level.bullet and holder.level.hang > 0 else 0.0,
        _level(holder, layout, roles, scale),
    )  # fmt: skip


def _level(holder: TemplatePlaceholder, layout: TemplateLayout, roles: ColourRoles, scale: float) -> TextLevel:
    """What a text in a placeholder has before it says anything itself."""
    own, kept = holder.level, legible_colour(holder, layout) == holder.colour
    before, after = (space and space / scale for space in (own.before, own.after))
    return replace(
        own, tracking=own.tracking / scale, left=own.left / scale, hang=own.hang / scale, before=before, after=after,
        font=holder.font, colour=roles.of(holder.colour) if kept else "",
    )  # fmt: skip


def _under(box: Rect, layout: TemplateLayout, theme: Theme, panelled: bool) -> tuple[str, ...]:
    """The colours under a box of the client's page."""
    if panelled and theme.panel and Rect(*theme.panel).contains(scaled(box, theme.scale)):
        return (theme.colours["paper"],)
    return colours_under(layout, box)
