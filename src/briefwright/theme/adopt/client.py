"""The file that a theme's ``base`` names to what pages are placed on: layouts, their placeholders, what they draw.

Colours that a theme has no role for get one of their own, ``client-1`` and on; lengths become the theme's points.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from ...core.colour import ratio
from ...core.diagnostics import Diagnostic, Refused, Span
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...core.opc import opened
from ..model import BorrowedLayout, ClientLayout, ClientPlaceholder, ClientTemplate, Theme
from .background import Roles, Scenery, scaled
from .free_space import covers, letters
from .palette import TEXT, readable
from .records import Deck, Place, Sheet
from .template_layouts import deck_of

PANELLED = ("content", "message")  # where a panel lies under the body
OURS = ("title", "content", "message", "section")
PLACES = ("title", "subtitle", "marking", "page", "date")  # that our words go into


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
        borrowed: BorrowedLayout = getattr(theme.layouts, name)
        layouts[name] = _layout(sheets[borrowed.layout], borrowed, roles, theme, deck, path, name in PANELLED)
    content = sheets[theme.layouts.content.layout]
    client = ClientTemplate(str(path), layouts, content.scheme.slots, content.scheme.mapping, content.fonts)
    return replace(theme, colours=roles.colours).with_client(client)


def _unknown(theme: Theme, sheets: dict[str, Sheet], span: Span) -> Iterator[Diagnostic]:
    for name in OURS:
        borrowed: BorrowedLayout = getattr(theme.layouts, name)
        sheet = sheets.get(borrowed.layout)
        if sheet is None:
            hint = f"there are: {', '.join(sheets)}"
            yield diagnose("BW542", span, layout=borrowed.layout, hint=hint)
            continue
        there = {place.index for place in sheet.places}
        for index in (getattr(borrowed, name) for name in PLACES):
            if index is not None and index not in there:
                yield diagnose("BW543", span, layout=borrowed.layout, index=index)


def _layout(
    sheet: Sheet, borrowed: BorrowedLayout, roles: Roles, theme: Theme, deck: Deck, path: Path, panelled: bool
) -> ClientLayout:
    places = {place.index: place for place in sheet.places}
    held, ink = {}, theme.colours["ink"]
    for name in PLACES:
        index = getattr(borrowed, name)
        if index is not None:
            held[name] = _held(places[index], sheet, deck, roles, theme.scale)
    loose = {
        name: roles.of(readable(ink, _under_frame(name, sheet, deck, theme, panelled), TEXT))
        for name in ("marking", "page")
        if name not in held
    }
    used = [places[index] for index in (borrowed.title, borrowed.subtitle) if index is not None]
    families = theme.fonts.heading.name, theme.fonts.body.name
    items = Scenery(sheet, deck, roles, path, theme.scale, families).items(used)
    base = sheet.ground.over("#FFFFFF")
    free = Rect(*borrowed.free) if borrowed.free else Rect(0, 0, deck.width, deck.height)
    under = colours_under(sheet, deck, free)
    good = all(ratio(ink, one) >= TEXT for one in under)
    return ClientLayout(
        sheet.part,
        roles.of(base[0]),
        "ink" if good else roles.of(readable(ink, under, TEXT)),
        held,
        loose,
        tuple(items),
        scaled(free, theme.scale) if borrowed.free else None,
        borrowed.footer,
    )


def _held(place: Place, sheet: Sheet, deck: Deck, roles: Roles, scale: float) -> ClientPlaceholder:
    colour = text_colour(place, sheet, deck)
    return ClientPlaceholder(
        place.index, place.kind, scaled(place.inner, scale), roles.of(colour), place.indent / scale, place.align,
        place.anchor, place.size / scale, place.bold,
        ((place.inner.x - place.indent - place.box.x) / scale, (place.box.right - place.inner.right) / scale),
    )  # fmt: skip


def text_colour(place: Place, sheet: Sheet, deck: Deck) -> str:
    """The colour of a placeholder's text, made readable on what is under it."""
    return readable(place.colour, grounds_under(place, sheet, deck), TEXT)


def grounds_under(place: Place, sheet: Sheet, deck: Deck) -> tuple[str, ...]:
    """The colours that the text of a placeholder stands on: its own fill, what is drawn there, the ground."""
    under = colours_under(sheet, deck, letters(place, deck))
    return place.fill.over(under[0]) or under


def colours_under(sheet: Sheet, deck: Deck, box: Rect) -> tuple[str, ...]:
    """The colours under a box. What covers all of it hides what is below, what covers a part of it adds to that."""
    page = Rect(0, 0, deck.width, deck.height)
    found = sheet.ground.over("#FFFFFF", page, box)
    for drawn in sheet.drawn:
        colours = drawn.fill.over(found[0], drawn.box, box)
        if not colours or drawn.kind in ("line", "text") or not drawn.reaches(box):
            continue
        whole = covers(drawn, deck) or drawn.holds(box)
        found = colours if whole else tuple(dict.fromkeys((*found, *colours)))
    return found


def _under_frame(name: str, sheet: Sheet, deck: Deck, theme: Theme, panelled: bool) -> tuple[str, ...]:
    """The colours under a box of the theme's frame."""
    box, by = theme.frame.rect(name), theme.scale
    if panelled and theme.panel and Rect(*theme.panel).contains(box):
        return (theme.colours["paper"],)
    return colours_under(sheet, deck, Rect(box.x * by, box.y * by, box.w * by, box.h * by))
