"""The file that a theme's ``base`` names to what pages are placed on: layouts, their placeholders, what they draw.

Colours that a theme has no role for get one of their own, ``client-1`` and on; lengths become the theme's points.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..colour import ratio
from ..diagnostics import Diagnostic, Refused, Span
from ..geometry import Rect
from ..messages import diagnose
from ..opc import opened
from ..scene.model import Item, Picture, Rule, Shape, Stroke
from .areas import covers
from .model import Borrowed, Client, ClientLayout, Held, Theme
from .palette import TEXT, readable
from .records import Deck, Drawn, Place, Sheet
from .sheets import deck_of

RASTER = (".png", ".jpg", ".jpeg", ".gif")
PANELLED = ("content", "message")  # where a panel lies under the body
OURS = ("title", "content", "message", "section")


def on_client(theme: Theme, path: Path, span: Span) -> Theme:
    """The theme on the client's file at ``path``. Refused (BW53x, BW542, BW543) when it cannot be used."""
    if theme.layouts is None:
        raise Refused([diagnose("BW544", span)])
    package = opened(path)
    deck = deck_of(package)
    sheets = {Path(sheet.part).stem: sheet for sheets in deck.masters for sheet in sheets}
    found = list(_unknown(theme, sheets, span))
    if found:
        raise Refused(found)
    roles = Roles(dict(theme.colours))
    layouts = {}
    for name in OURS:
        borrowed: Borrowed = getattr(theme.layouts, name)
        layouts[name] = _layout(sheets[borrowed.layout], borrowed, roles, theme, deck, path, name in PANELLED)
    content = sheets[theme.layouts.content.layout]
    client = Client(str(path), layouts, content.scheme.slots, content.scheme.mapping, content.fonts)
    return theme.model_copy(update={"colours": roles.colours}).on(client)


class Roles:
    """Colour roles by value: a colour that has none gets one."""

    def __init__(self, colours: dict[str, str]) -> None:
        self.colours = colours

    def of(self, value: str) -> str:
        known = next((role for role, held in self.colours.items() if held.upper() == value.upper()), None)
        if known:
            return known
        name = f"client-{sum(role.startswith('client-') for role in self.colours) + 1}"
        self.colours[name] = value
        return name


def _unknown(theme: Theme, sheets: dict[str, Sheet], span: Span) -> Iterator[Diagnostic]:
    for name in OURS:
        borrowed: Borrowed = getattr(theme.layouts, name)
        sheet = sheets.get(borrowed.layout)
        if sheet is None:
            hint = f"there are: {', '.join(sheets)}"
            yield diagnose("BW542", span, layout=borrowed.layout, hint=hint)
            continue
        there = {place.index for place in sheet.places}
        for index in (borrowed.title, borrowed.subtitle, borrowed.marking, borrowed.page):
            if index is not None and index not in there:
                yield diagnose("BW543", span, layout=borrowed.layout, index=index)


def _layout(
    sheet: Sheet, borrowed: Borrowed, roles: Roles, theme: Theme, deck: Deck, path: Path, panelled: bool
) -> ClientLayout:
    places = {place.index: place for place in sheet.places}
    held, ink = {}, theme.colours["ink"]
    for name in ("title", "subtitle", "marking", "page"):
        index = getattr(borrowed, name)
        if index is not None:
            held[name] = _held(places[index], sheet, deck, roles, theme.scale)
    ground = _under(sheet, deck, Rect(deck.width / 2, deck.height / 2, 1, 1))
    loose = {
        name: roles.of(readable(ink, _under_frame(name, sheet, deck, theme, panelled), TEXT))
        for name in ("marking", "page")
        if name not in held
    }
    used = [places[index] for index in (borrowed.title, borrowed.subtitle) if index is not None]
    items = [*_items(sheet, deck, roles, path, theme.scale), *_filled(used, roles, theme.scale, ground[0])]
    base = sheet.ground.over("#FFFFFF")
    good = all(ratio(ink, one) >= TEXT for one in base)
    return ClientLayout(
        sheet.part,
        roles.of(base[0]),
        "ink" if good else roles.of(readable(ink, base, TEXT)),
        held,
        loose,
        tuple(items),
        _scaled(Rect(*borrowed.free), theme.scale) if borrowed.free else None,
    )


def _held(place: Place, sheet: Sheet, deck: Deck, roles: Roles, scale: float) -> Held:
    colour = text_colour(place, sheet, deck)
    return Held(
        place.index, place.kind, _scaled(place.inner, scale), roles.of(colour), place.indent / scale, place.align,
        place.anchor,
    )  # fmt: skip


def text_colour(place: Place, sheet: Sheet, deck: Deck) -> str:
    """The colour of a placeholder's text, made readable on what is under it."""
    return readable(place.colour, grounds_under(place, sheet, deck), TEXT)


def grounds_under(place: Place, sheet: Sheet, deck: Deck) -> tuple[str, ...]:
    """The colours that the text of a placeholder stands on: its own fill, what is drawn there, the ground."""
    under = _under(sheet, deck, place.inner)
    return place.fill.over(under[0]) or under


def _under(sheet: Sheet, deck: Deck, box: Rect) -> tuple[str, ...]:
    """The colours under a box. What covers all of it hides what is below, what covers a part of it adds to that."""
    found = sheet.ground.over("#FFFFFF")
    for drawn in sheet.drawn:
        colours = drawn.fill.over(found[0])
        if not colours or drawn.kind == "line" or not drawn.box.overlaps(box):
            continue
        whole = covers(drawn, deck) or (drawn.box.contains(box) and drawn.kind == "rect")
        found = colours if whole else tuple(dict.fromkeys((*found, *colours)))
    return found


def _under_frame(name: str, sheet: Sheet, deck: Deck, theme: Theme, panelled: bool) -> tuple[str, ...]:
    """The colours under a box of the theme's frame."""
    box, by = theme.frame.rect(name), theme.scale
    if panelled and theme.panel and Rect(*theme.panel).contains(box):
        return (theme.colours["paper"],)
    return _under(sheet, deck, Rect(box.x * by, box.y * by, box.w * by, box.h * by))


def _scaled(box: Rect, scale: float) -> Rect:
    return Rect(box.x / scale, box.y / scale, box.w / scale, box.h / scale)


def _items(sheet: Sheet, deck: Deck, roles: Roles, path: Path, scale: float) -> Iterator[Item]:
    """What the PDFs draw under a page: the ground's picture, then fills, lines and raster pictures in their order."""
    page = Rect(0, 0, deck.width / scale, deck.height / scale)
    if sheet.ground.picture and _raster(sheet.ground.picture):
        yield Picture("client-ground", page, f"{path}#{sheet.ground.picture}", "")
    base = sheet.ground.over("#FFFFFF")[0]
    for number, drawn in enumerate(sheet.drawn, start=1):
        yield from _item(drawn, f"client-{number}", roles, path, scale, base)


def _item(drawn: Drawn, name: str, roles: Roles, path: Path, scale: float, base: str) -> Iterator[Item]:
    box = _scaled(drawn.box, scale)
    stroke = Stroke(roles.of(drawn.stroke[0]), drawn.stroke[1] / scale) if drawn.stroke else None
    if drawn.picture and _raster(drawn.picture) and drawn.kind != "other":
        yield Picture(name, box, f"{path}#{drawn.picture}", "")
    elif drawn.kind == "line" and stroke:
        y1, y2 = (box.bottom, box.y) if drawn.flip else (box.y, box.bottom)
        yield Rule(name, box.x, y1, box.right, y2, stroke)
    elif drawn.kind in ("rect", "ellipse") and (drawn.fill.colours or stroke):
        colours = drawn.fill.over(base)
        fill = roles.of(colours[0]) if colours else None
        yield Shape(name, box, "ellipse" if drawn.kind == "ellipse" else "rect", fill=fill, stroke=stroke)


def _filled(places: list[Place], roles: Roles, scale: float, base: str) -> Iterator[Item]:
    """The placeholders that are filled themselves, such as a band behind the title."""
    for number, place in enumerate(places, start=1):
        if place.fill.colours:
            fill = roles.of(place.fill.over(base)[0])
            yield Shape(f"client-band-{number}", _scaled(place.box, scale), fill=fill)


def _raster(part: str) -> bool:
    return part.lower().endswith(RASTER)


def missing_drawings(sheet: Sheet) -> tuple[str, ...]:
    """The names of what a layout draws and the PDFs do not."""
    return tuple(
        drawn.name or drawn.kind
        for drawn in sheet.drawn
        if drawn.kind == "other" or (drawn.picture and not _raster(drawn.picture))
    )
