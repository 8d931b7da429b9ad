"""A client's layouts to our four, by what placeholders they have and where these stand; never by their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from ...core.geometry import Rect
from .records import Deck, Place, Sheet

HIGH, WIDE, LARGE = 0.45, 0.4, 0.22  # of the page: a headline ends above, is so wide; a body is so large


class Match(Struct, frozen=True):
    """The layouts that stand for ours, and the placeholder whose box is the body; None where no layout has one."""

    title: Sheet
    content: Sheet
    section: Sheet
    body: Place | None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The layouts, each once."""
        return tuple({sheet.part: sheet for sheet in (self.title, self.content, self.section)}.values())


def matched(deck: Deck) -> Match:
    """The layouts of the master that serves best: of the first, unless another has headlines and it has none."""
    sheets = max(deck.masters, key=lambda sheets: round(max(_as_content(sheet, deck) for sheet in sheets)))
    content = _best(sheets, lambda sheet: _as_content(sheet, deck))
    title = _best(sheets, _as_title)
    if _as_title(title) <= 0:
        title = content
    section = _best(sheets, lambda sheet: _as_section(sheet, deck, content, title))
    if _as_section(section, deck, content, title) < 2:
        section = title
    return Match(title, content, section, _body(sheets, content, deck))


def headline(sheet: Sheet, deck: Deck) -> Place | None:
    """The title placeholder of a layout where a headline can stand: at the top, wide and across."""
    title = sheet.title
    good = title and title.box.bottom <= HIGH * deck.height and title.box.w >= WIDE * deck.width
    return title if good else None


def _best(sheets: Sequence[Sheet], score: Callable[[Sheet], float]) -> Sheet:
    """The first of those with the highest score."""
    return max(sheets, key=lambda sheet: (score(sheet), -sheets.index(sheet)))


def _as_content(sheet: Sheet, deck: Deck) -> float:
    """How well a layout takes a headline over a body of ours: best with a title at the top and nothing else."""
    score = 4.0 if headline(sheet, deck) else 1.0 if sheet.title else 0.0
    bodies = sheet.bodies
    if not bodies:
        score += 3
    elif len(bodies) == 1 and _area(bodies[0].box) >= LARGE * deck.width * deck.height:
        score += 2
    score += 0.4 * bool(sheet.of_kind("sldNum")) + 0.3 * bool(sheet.of_kind("ftr"))
    return score + {"titleOnly": 0.5, "obj": 0.3, "title": -1.0, "secHead": -1.5}.get(sheet.type, 0.0)


def _as_title(sheet: Sheet) -> float:
    kinds = {place.kind for place in sheet.places}
    score = 2.0 * ("ctrTitle" in kinds) + 2.0 * ("subTitle" in kinds) + (sheet.title.size / 200 if sheet.title else -5)
    return score + {"title": 2.0, "secHead": -3.0, "obj": -3.0, "titleOnly": -3.0}.get(sheet.type, 0.0) - 1


def _as_section(sheet: Sheet, deck: Deck, content: Sheet, title: Sheet) -> float:
    place = sheet.title
    if place is None or sheet in (content, title):
        return -1.0
    score = 3.0 if sheet.type == "secHead" else -1.0 if sheet.type else 0.0
    score += content.title is not None and place.size >= 1.2 * content.title.size
    score += 0.25 < (place.box.y + place.box.h / 2) / deck.height < 0.8
    return score - 2 * max(0, len(sheet.bodies) - 1)


def _body(sheets: Sequence[Sheet], content: Sheet, deck: Deck) -> Place | None:
    """The one body of a layout with a headline over it, as large as can be; failing that the master's own."""
    least = LARGE * deck.width * deck.height
    found = []
    for sheet in sheets:
        head, bodies = headline(sheet, deck), sheet.bodies
        if head and len(bodies) == 1 and bodies[0].kind in ("obj", "body") and not bodies[0].vertical:
            box = bodies[0].box
            if _area(box) >= least and box.y >= head.box.bottom - 12:
                found.append(bodies[0])
    if found:
        return max(found, key=lambda place: (_area(place.box), -found.index(place)))
    own = content.body
    return own if own and not own.vertical and _area(own.box) >= least else None


def _area(box: Rect) -> float:
    return box.w * box.h
