"""A client's file to a theme: its values as a tree, and what was matched, what is missing and what had to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from ...core.colour import ratio
from ...core.diagnostics import Diagnostic, Span
from ...core.geometry import Rect
from ...core.messages import diagnose
from ...core.opc import opened
from .areas import Areas, areas_of
from .background import missing_drawings
from .client import colours_under, grounds_under
from .faces import Measure, measure_of
from .footer import footer_of, says
from .free_space import free_of
from .match import Match, headline, matched
from .palette import TEXT, Palette, brand_of, palette_of, readable
from .records import TITLES, Deck, Place, Sheet
from .template_layouts import deck_of

SHAPES = (1.0, 3.0)  # width to height
LEAST_BODY = (400.0, 160.0)  # of the usual page's points: less holds no form
HEADLINES = (26, 24, 22, 20, 18)
DISPLAYS = (54, 48, 40, 34, 28, 24, 20)
SUBTITLES = (28, 24, 20, 18, 16, 14, 12)
_KINDS = {"title": "the headline", "ctrTitle": "a title", "ftr": "the footer", "sldNum": "the page number"}
LEADS = ((16, 21), (14, 18), (12, 15))
WIDE = 1.1  # times as wide as Arial: a lead of one line does not do
LATIN = 0x24F  # the last letter that every font has, or nearly
_UNSEEN = {
    "metafile": "they hold no EMF, WMF or SVG alone: a PNG in its place is drawn in both",
    "other": "they hold no table, chart, field, unknown preset, nor turned text or picture",
}
STEPS = {"h1": 3, "display": 7, "display_sub": 7}

Tree = dict[str, Any]


class Adoption(Struct, frozen=True):
    """The values of a theme on a client's file, for its YAML; and the report."""

    tree: Tree
    report: tuple[Diagnostic, ...]


def adopt(file: Path, base: str, title: str) -> Adoption:
    """The theme of a client's file, which the theme will name ``base``. Refused (BW53x) when it cannot be used."""
    package = opened(file)
    deck = deck_of(package)
    span = Span(str(file))
    if not SHAPES[0] <= deck.width / max(deck.height, 1) <= SHAPES[1]:
        raise package.refused("BW536", width=deck.width, height=deck.height)
    match = matched(deck)
    fonts = _fonts(match)
    measures = {family: measure_of(name) for family, name in fonts.items()}
    wide = measures["body"].stretch > WIDE
    lead = 2 * LEADS[-1][1] if wide else LEADS[0][1]
    plain, content = areas_of(deck, match, lead), match.content
    under = colours_under(
        content, deck, Rect(plain.body.x, plain.lead.y, plain.body.w, plain.source.bottom - plain.lead.y)
    )
    palette = palette_of(content.scheme, under, brand_of(content, deck), _headline_colour(match, plain, deck))
    areas = areas_of(deck, match, lead, True) if palette.panel else plain
    if areas.body.w < LEAST_BODY[0] * areas.scale or areas.body.h < LEAST_BODY[1] * areas.scale:
        raise package.refused("BW537", w=areas.body.w, h=areas.body.h)
    body = areas.body
    loose = Rect(body.x, body.y, body.w, body.h / 2 + 12 * areas.scale)  # where titles go that have no placeholder
    taken = [_taken(place) for place in _titles(match.title)] or [loose]
    free = free_of(match.title, deck, taken, body.x, body.right)
    tree: Tree = {
        "extends": "paper",
        "title": title,
        "base": base,
        "scale": _rounded(areas.scale, 4),
        "colours": palette.colours,
        "fonts": {family: _face(fonts[family], measures[family]) for family in ("heading", "body")},
        "grid": {
            "width": _rounded(deck.width), "height": _rounded(deck.height), "margin": _rounded(areas.body.x),
            "right": _rounded(deck.width - areas.body.right),
        },
        "frame": {name: _box(getattr(areas, name)) for name in (
            "tracker", "headline", "lead", "body", "strip", "source", "marking", "page", "stamp")},
        "type": dict(_type(match, areas, deck, wide)),
        "layouts": {
            "title": _borrowed(match.title, deck, free, cover=True),
            "content": _borrowed(match.content, deck),
            "message": _borrowed(match.content, deck),
            "section": _borrowed(match.section, deck, cover=True),
        },
    }  # fmt: skip
    if palette.panel:
        tree["panel"] = _box(areas.panel)
    told = [
        *_matched(match, deck, span), *_missing(match, areas, free, deck, span),
        *_fonts_told(fonts, measures, span), *_colours_told(palette, span), *_texts_told(match, deck, span),
    ]  # fmt: skip
    return Adoption(tree, tuple(dict.fromkeys(told)))


def _headline_colour(match: Match, areas: Areas, deck: Deck) -> str:
    """What headlines are printed in."""
    title = match.content.title
    under = colours_under(match.content, deck, areas.headline)
    return readable(title.colour if title else match.content.scheme.named("tx1"), under, TEXT)


def _taken(place: Place) -> Rect:
    """The box of a cover's title; of a subtitle that is not filled, as much as two lines take."""
    high = min(2 * _leading(place.size) + 8, place.box.h)
    if place.kind in TITLES or place.fill.colours:
        return place.box
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[place.anchor] * (place.box.h - high)
    return Rect(place.box.x, place.box.y + down, place.box.w, high)


def _titles(sheet: Sheet) -> list[Place]:
    """The title of a layout, and its subtitle: a subtitle proper, else the body nearest to the title."""
    title = sheet.title
    found = [title] if title else []
    second = _subtitle(sheet)
    return [*found, second] if second else found


def _subtitle(sheet: Sheet) -> Place | None:
    title = sheet.title
    proper = [p for p in sheet.of_kind("subTitle") if not p.vertical]
    others = [p for p in sheet.bodies if p.kind == "body" and not p.vertical]
    if proper or title is None:
        return proper[0] if proper else None
    middle = title.box.y + title.box.h / 2
    return min(others, key=lambda p: abs(p.box.y + p.box.h / 2 - middle), default=None)


def _borrowed(sheet: Sheet, deck: Deck, free: Rect | None = None, *, cover: bool = False) -> Tree:
    title, subtitle = sheet.title, _subtitle(sheet) if cover else None
    footer = footer_of(sheet, deck, "ftr")
    made: Tree = {"layout": Path(sheet.part).stem, "name": sheet.name}
    for key, place in (
        ("title", title), ("subtitle", subtitle), ("marking", footer),
        ("page", footer_of(sheet, deck, "sldNum")), ("date", footer_of(sheet, deck, "dt")),
    ):  # fmt: skip
        if place:
            made[key] = place.index
    if free:
        made["free"] = _box(free)
    if footer and says(footer.text):
        made["footer"] = footer.text
    return made


def _fonts(match: Match) -> dict[str, str]:
    """The families that titles and texts are set in: what the placeholders say, else the theme part."""
    title = match.content.title or match.title.title
    body = match.body or match.content.body
    heading, text = match.content.fonts
    return {"heading": title.font if title else heading, "body": body.font if body else text}


def _face(name: str, measure: Measure) -> Tree:
    face: Tree = {"name": name, "package": measure.package}
    if measure.stretch != 1:
        face["stretch"] = measure.stretch
    return face


def _type(match: Match, areas: Areas, deck: Deck, wide: bool) -> Iterator[tuple[str, Tree]]:
    """Headlines in two lines of the client's size or less, covers from the client's size down; leads in two lines in a
    family that runs wide."""
    if wide:
        yield "lead", {"steps": [list(step) for step in LEADS], "colour": "ink2"}
    head = headline(match.content, deck)
    high = areas.headline.h / areas.scale
    most = head.size / areas.scale if head else HEADLINES[0]
    sizes = [size for size in HEADLINES if size <= most + 0.5 and 2 * _leading(size) <= high + 0.5] or [HEADLINES[-1]]
    bold = head.bold if head else True
    yield "h1", {"steps": _steps(sizes, STEPS["h1"]), "bold": bold, "tracking": 0}
    title = match.title.title
    size = title.size / areas.scale if title else DISPLAYS[0]
    yield "display", {
        "steps": _steps([s for s in DISPLAYS if s <= size + 0.5] or [DISPLAYS[-1]], STEPS["display"]),
        "bold": title.bold if title else True, "tracking": 0,
    }  # fmt: skip
    second = _subtitle(match.title)
    size = second.size / areas.scale if second else SUBTITLES[0]
    steps = _steps([s for s in SUBTITLES if s <= size + 0.5] or [SUBTITLES[-1]], STEPS["display_sub"])
    yield "display_sub", {"steps": steps, "bold": second.bold if second else False, "tracking": 0}


def _steps(sizes: list[int], most: int) -> list[list[int]]:
    return [[size, _leading(size)] for size in sizes[:most]]


def _leading(size: float) -> int:
    return round(size * 1.14)


def _matched(match: Match, deck: Deck, span: Span) -> Iterator[Diagnostic]:
    page = f"{deck.width / 72:.2f} x {deck.height / 72:.2f} in"
    masters = (
        f"{len(deck.masters)} masters, the first that has headlines is used" if len(deck.masters) > 1 else "1 master"
    )
    yield diagnose("BW553", span, what=f"a page of {page}, {masters}, {sum(map(len, deck.masters))} layouts")
    if deck.slides:
        yield diagnose("BW553", span, what=f"{deck.slides} sample slides stay out of the decks")
    for ours, sheet in (("cover", match.title), ("pages", match.content), ("dividers", match.section)):
        name = f' "{sheet.name}"' if sheet.name else ""
        yield diagnose("BW553", span, what=f"{ours}: the layout{name} ({Path(sheet.part).stem})")
    for said in dict.fromkeys(p.text for sheet in match.sheets for p in sheet.of_kind("ftr") if says(p.text)):
        yield diagnose("BW553", span, what=f'the footer says "{said}": so do ours, before the marking')


def _missing(match: Match, areas: Areas, free: Rect | None, deck: Deck, span: Span) -> Iterator[Diagnostic]:
    def lacks(what: str, filled: str) -> Diagnostic:
        return diagnose("BW552", span, what=what, filled=filled)

    if match.title == match.content:
        yield lacks("a layout for the cover", "it stands on the layout for pages")
    if match.section in (match.title, match.content):
        yield lacks("a layout for dividers", "they stand on the one for the cover")
    if match.content.title is None:
        yield lacks("a title placeholder", "headlines are placed, and are titles to outline and screen reader")
    elif headline(match.content, deck) is None:
        yield lacks("a title at the top of a layout", "headlines are placed there, in the placeholder that there is")
    elif not areas.kept:
        yield lacks("room for two lines in the title placeholder", "headlines start where it does and reach further")
    if match.body is None:
        yield lacks("a placeholder for content", "the body reaches from margin to margin")
    for kind, what in (("ftr", "a footer"), ("sldNum", "a page number")):
        if not match.content.of_kind(kind):
            yield lacks(what, "it stands at the foot of the body, in a box of its own")
        elif not footer_of(match.content, deck, kind):
            yield lacks(f"a place where {what} can be read", "it stands at the foot of the body, in a box of its own")
    if match.content.of_kind("dt") and not footer_of(match.content, deck, "dt"):
        yield lacks("room for a date in its placeholder", "pages have none")
    if areas.tracker is None:
        yield lacks("room over the headline", "pages have no tracker; agenda, dividers and sections stay")
    if free is None:
        yield lacks("room on the cover", "its facts, squares and small print are left out")
    for kind, why in _UNSEEN.items():
        drawn = [(name, sheet) for sheet in match.sheets for name, its in missing_drawings(sheet) if its == kind]
        if drawn:
            names = ", ".join(dict.fromkeys(name for name, _ in drawn))
            parts = ", ".join(dict.fromkeys(Path(sheet.part).stem for _, sheet in drawn))
            yield diagnose("BW555", span, what=f"{names} ({parts})", why=why)
    said = {run.text for sheet in match.sheets for one in sheet.drawn for p in one.said for run in p.runs}
    foreign = sorted(text for text in said if any(ord(char) > LATIN for char in text))
    if foreign:
        why = (
            "where the fonts of the theme, or an installed extra such as `briefwright[cjk]`, have its letters; else not"
        )
        yield diagnose("BW555", span, what=f'"{foreign[0].strip()}"', why=why)


def _fonts_told(fonts: dict[str, str], measures: dict[str, Measure], span: Span) -> Iterator[Diagnostic]:
    for name in dict.fromkeys(fonts.values()):
        families = [family for family, other in fonts.items() if other == name]
        measure = measures[families[0]]
        if measure.exact:
            continue
        how = f", and {measure.stretch - 1:.0%} wider" if measure.stretch > 1 else ", which runs no narrower"
        how += "" if measure.known else ": nothing is known of it"
        hint = (
            f"lay its file into a folder fonts beside the theme, and name it as `regular:` under {', '.join(families)}"
        )
        yield diagnose("BW550", span, font=name, instead="Arimo", how=how, hint=hint)


def _colours_told(palette: Palette, span: Span) -> Iterator[Diagnostic]:
    if palette.brand:
        what = f"the scheme is Office's own, so the accent is what the master draws most of: {palette.brand}"
        yield diagnose("BW553", span, what=what)
    for change in palette.changes:
        yield diagnose(
            "BW551", span, what=change.slot, had=change.had, ratio=change.ratio, ground=change.ground,
            least=change.least, now=change.now,
        )  # fmt: skip
    if palette.panel:
        yield diagnose(
            "BW552", span, what="a ground that text can be read on everywhere", filled="content stands on a plain panel"
        )


def _texts_told(match: Match, deck: Deck, span: Span) -> Iterator[Diagnostic]:
    """Texts of placeholders that cannot be read where they stand, those of one kind and colour together."""
    found: dict[tuple[str, str, str], list[tuple[str, float, str]]] = {}
    for sheet in match.sheets:
        for place in (*_titles(sheet), *sheet.of_kind("ftr", "sldNum")):
            under = grounds_under(place, sheet, deck)
            now = readable(place.colour, under, TEXT)
            if now != place.colour:
                worst = min(under, key=lambda ground: ratio(place.colour, ground))
                key = _KINDS.get(place.kind, "a subtitle"), place.colour, now
                found.setdefault(key, []).append((Path(sheet.part).stem, ratio(place.colour, worst), worst))
    for (what, had, now), where in found.items():
        _, reached, ground = min(where, key=lambda one: one[1])
        sheets = ", ".join(dict.fromkeys(name for name, _, _ in where))
        yield diagnose(
            "BW551", span, what=f"the text of {what} ({sheets})", had=had, ratio=reached, ground=ground, least=TEXT,
            now=now,
        )  # fmt: skip


def _box(rect: Rect | None) -> list[float] | None:
    return None if rect is None else [_rounded(v) for v in (rect.x, rect.y, rect.w, rect.h)]


def _rounded(value: float, digits: int = 2) -> float:
    made = round(value, digits)
    return int(made) if made == int(made) else made
