"""A client's file to what a theme takes from it: matched layouts, areas, colours, fonts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ...core.colour import hls
from ...core.diagnostics import Refused, Span
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...core.opc import Relation, opened
from .areas import Areas, areas_of
from .font_substitutes import FontSubstitute, substitute_for
from .free_space import EDGE, clear_of_marks, free_space, is_drawn_over, roomier
from .ground_colours import colours_under, is_legible
from .match import CONTENT, SECTION, TITLE, Match, match_layouts, named_layouts
from .mends import Mends
from .one_ground import as_on_a_cover, on_one_ground
from .palette import COLOURFUL, TEXT, Palette, brand_of, palette_of, readable
from .template import TITLES, TemplateFile, TemplateLayout, TemplatePlaceholder
from .template_layouts import read_template

SHAPES = (0.6, 3.0)  # the least and the greatest width to height of a page
LEAST_BODY = (360.0, 160.0)  # of the usual page's points: less holds no form
WIDE = 1.1  # times as wide as Arial: a family so wide needs leads of two lines
NARROW = 720.0  # pt, times the scale: a narrower headline needs smaller type, a narrower lead two lines
NONE = Mends()
LEADS = ((16, 21), (14, 18), (12, 15))  # size and leading of leads in two lines


class Adoption(Struct, frozen=True):
    """What a theme takes from a client's file. ``fonts`` names the families of "heading" and "body", ``substitutes``
    what measures them; ``wide`` says that leads take two lines. ``free`` is where the cover has room
    for more. ``dropped`` is what decks do not take over, each with the part that refers to it."""

    template: TemplateFile
    match: Match
    areas: Areas
    palette: Palette
    fonts: Mapping[str, str]
    substitutes: Mapping[str, FontSubstitute]
    free: Rect | None
    wide: bool
    dropped: tuple[tuple[str, Relation], ...] = ()
    mends: Mends = Mends()


class ClientFile(Struct, frozen=True):
    """A client's file as it is read. ``dropped`` is what decks do not take over of it."""

    file: Path
    template: TemplateFile
    dropped: tuple[tuple[str, Relation], ...]

    def refused(self, code: str, **words: float) -> Refused:
        return Refused([diagnose(code, Span(str(self.file)), hint=None, **words)])


def read_client(file: Path) -> ClientFile:
    """A client's file. Refused (BW53x) when it is none that can be used."""
    package = opened(file)
    client = ClientFile(file, read_template(package), tuple(package.dropped()))
    page = client.template.page
    if not SHAPES[0] <= page.w / max(page.h, 1) <= SHAPES[1]:
        raise client.refused("BW536", width=page.w, height=page.h)
    return client


def adopt(client: ClientFile, chosen: Mapping[str, str] | None = None, mends: Mends = NONE) -> Adoption:
    """Decide what a theme takes from a client's file. ``chosen`` names layouts for "title", "content" or "section".
    Refused (BW537, BW542) when there is no room for content, or no layout of a name."""
    template = client.template.resized(mends.scale)
    layouts, unknown = named_layouts(template, chosen or {})
    if unknown:
        names = ", ".join(layout.name or Path(layout.part).stem for master in template.masters for layout in master)
        raise Refused([diagnose("BW542", Span(str(client.file)), layout=name, hint=names) for name in unknown])
    match = match_layouts(template, layouts)
    match = replace(match, places={**match.places, **_clear_places(match)})
    low = [role for role in (TITLE, SECTION) if _is_low(getattr(match, role).spoken)]
    mends = replace(mends, roomy=tuple(dict.fromkeys((*mends.roomy, *low))))
    for role in mends.roomy:
        match = _roomier(match, role)
    fonts = _fonts(match)
    substitutes = {family: substitute_for(name) for family, name in fonts.items()}
    over = not _has_room(areas_of(match, LEADS[0][1]))  # artwork all over the page, on which the client writes, too
    areas = areas_of(match, LEADS[0][1], on_decoration=over)
    wide = substitutes["body"].stretch > WIDE or areas.lead.w < NARROW * areas.scale
    lead = 2 * LEADS[-1][1] if wide else LEADS[0][1]
    areas = areas_of(match, lead, on_decoration=over)
    palette = _palette(match, areas)
    if palette.panel:
        areas = areas_of(match, lead, panelled=True, on_decoration=over)
    if ("content", "tracker") in mends.hidden:
        areas = replace(areas, tracker=None)
    body, scale = areas.body, areas.scale
    if not _has_room(areas):
        raise client.refused("BW537", w=body.w, h=body.h)
    without_title = Rect(body.x, body.y, body.w, body.h / 2 + 12 * scale)  # where titles go that have no placeholder
    placed = match.places.get(TITLE)
    taken = [_taken(one) for one in match.title.titles if not (placed and one == match.title.spoken)]
    taken = [placed, *taken] if placed else taken or [without_title]
    free = None if ("title", "free") in mends.hidden else _readable_space(match.title, taken, body)
    return Adoption(template, match, areas, palette, fonts, substitutes, free, wide, client.dropped, mends)


def _has_room(areas: Areas) -> bool:
    """Whether the body holds a form."""
    return areas.body.w >= LEAST_BODY[0] * areas.scale and areas.body.h >= LEAST_BODY[1] * areas.scale


def _fonts(match: Match) -> dict[str, str]:
    """The families of titles and texts: as the placeholders state them, else the theme part."""
    title = match.content.title or match.title.title
    body = match.body or match.content.body
    heading, text = match.content.fonts
    return {"heading": title.font if title else heading, "body": body.font if body else text}


def _palette(match: Match, areas: Areas) -> Palette:
    """The colour roles, for what is under content from the lead to the sources and for the colour of headlines."""
    layout, lead, body, source = match.content, areas.lead, areas.body, areas.source
    grounds = colours_under(layout, Rect(body.x, lead.y, body.w, source.bottom - lead.y))
    colour = layout.title.colour if layout.title else layout.scheme.named("tx1")
    title = readable(colour, colours_under(layout, areas.headline), TEXT)
    brand, over = brand_of(layout, match.title, match.section), is_drawn_over(layout, body)
    texts = [holder.colour for holder in (match.body, layout.body) if holder]
    if layout.title:  # a bright colour is one for headlines, and for texts the last
        bright = hls(layout.title.colour)[2] >= COLOURFUL
        texts += [layout.scheme.named("bg1")] * bright + [layout.title.colour]
    return palette_of(layout.scheme, grounds, brand, title, drawn_over=over, texts=texts)


def _clear_places(match: Match) -> dict[str, Rect]:
    """Where titles of covers and dividers stand whose own boxes lie over a logo or words, or across the edge of a band:
    clear of these, where there is room."""
    places = {}
    for role in (TITLE, SECTION):
        layout: TemplateLayout = getattr(match, role)
        holder = layout.spoken
        place = match.places.get(role) or (clear_of_marks(layout, holder) if holder else None)
        if layout == match.content and not match.places.get(role):
            place = as_on_a_cover(layout, EDGE * layout.page.w, (1 - EDGE) * layout.page.w) or place
        box = place or (holder.inner if holder else None)
        if place := (on_one_ground(layout, box, holder) if box else None) or place:
            places[role] = place
    return places


def _is_low(title: TemplatePlaceholder | None) -> bool:
    """Whether the box of a title is lower than a line of its own letters, which reach out of it in an office."""
    return title is not None and title.inner.h < title.size


def _roomier(match: Match, role: str) -> Match:
    """The match with more room for the titles of a layout, where there is some; of pages, for what is under them."""
    if role == CONTENT:
        return replace(match, body=None)
    layout: TemplateLayout = getattr(match, role)
    had = match.places.get(role) or (layout.spoken.inner if layout.spoken else None)
    others = [_taken(holder) for holder in layout.titles if holder != layout.spoken]
    place = had and roomier(layout, had, others)
    return replace(match, places={**match.places, role: place}) if place else match


def _readable_space(cover: TemplateLayout, taken: list[Rect], body: Rect) -> Rect | None:
    """Where a cover has room for more, if one colour can be read on all of it: facts are small, and artwork hides
    them."""
    free = free_space(cover, taken, body.x, body.right)
    under = colours_under(cover, free) if free else ()
    inks = (cover.scheme.named("tx1"), "#000000", "#FFFFFF")
    return free if any(is_legible(ink, under) for ink in inks) else None


def _taken(holder: TemplatePlaceholder) -> Rect:
    """The box of a cover's title or of a filled subtitle; of another subtitle, as much as two lines take."""
    box, high = holder.box, min(2 * leading_of(holder.size) + 8, holder.box.h)
    if holder.kind in TITLES or holder.fill.colours:
        return box
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[holder.anchor] * (box.h - high)
    return Rect(box.x, box.y + down, box.w, high)


def leading_of(size: float) -> int:
    return round(size * 1.14)
