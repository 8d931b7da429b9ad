"""A client's presentation to its sheets: each layout with its placeholders as they inherit, what it draws, its ground.

A placeholder of a layout takes what it does not say from the master's of its kind, and that from the master's text
styles (ECMA-376 Part 1, 19.3.1.36). Lengths are points of the client's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...core.geometry import EMU_PER_POINT, Rect
from ...core.opc import Package
from ...scene.model import Contour
from ..ooxml.drawing import (
    A,
    Element,
    Fill,
    P,
    R,
    Scheme,
    box_of,
    colour_of,
    fill_of,
    map_of,
    one_fill,
    points,
    scheme_of,
)
from .artwork import ALIGN, ANCHOR, INSETS, Artist, contours_of, named_font
from .records import FOOTERS, TITLES, Deck, Drawn, Place, Sheet

_MOST_DRAWN = 2000  # of one sheet


def deck_of(package: Package) -> Deck:
    """Every layout of a file. Refused (BW535) when there is no master, no theme or no layout."""
    root = package.xml(package.main)
    size = root.find(f"{P}sldSz")
    if size is None:
        raise package.refused("BW535", what="page size")
    order = [entry.get(f"{R}id", "") for entry in root.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")]
    relations = package.relations(package.main)
    names = [relations[key].target for key in order if key in relations]
    if not names:
        raise package.refused("BW535", what="slide master")
    width, height = (float(size.get(key, "0")) / EMU_PER_POINT for key in ("cx", "cy"))
    page = Rect(0, 0, width, height)
    masters = tuple(sheets for name in names if (sheets := tuple(_layouts(package, name, page))))
    if not masters:
        raise package.refused("BW535", what="slide layout")
    return Deck(width, height, masters, len(root.findall(f"{P}sldIdLst/{P}sldId")))


def _layouts(package: Package, master: str, page: Rect) -> Iterator[Sheet]:
    root = package.xml(master)
    themes = package.related(master, "theme")
    if not themes:
        raise package.refused("BW535", what="theme for its master")
    theme = package.xml(themes[0])
    relations = package.relations(master)
    for entry in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
        relation = relations.get(entry.get(f"{R}id", ""))
        if relation and not relation.external:
            yield _Reader(package, master, theme, themes[0], relation.target, page).sheet()


class _Reader:
    """Reads one layout under its master."""

    def __init__(self, package: Package, master: str, theme: Element, theme_part: str, layout: str, page: Rect) -> None:
        self.package, self.theme, self.theme_part = package, theme, theme_part
        self.master, self.master_part = package.xml(master), master
        self.layout, self.layout_part = package.xml(layout), layout
        self.over = scheme_of(theme, self.master.find(f"{P}clrMap"))  # the master's own
        override = self.layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        self.scheme = self.over if override is None else self.over.under(map_of(override))
        self.fonts = (self._font("majorFont"), self._font("minorFont"))
        usual = package.xml(package.main).find(f"{P}defaultTextStyle")
        self.above = Artist(package, master, self.over, self.fonts, usual, page)
        self.own = Artist(package, layout, self.scheme, self.fonts, usual, page)
        self.of_master = {self._kind(sp)[0]: sp for sp in self._holders(self.master)}

    def sheet(self) -> Sheet:
        body = self.of_master.get("body")
        named = self.layout.find(f"{P}cSld")
        places = [place for sp in self._holders(self.layout) if (place := self._place(sp))]
        return Sheet(
            self.layout_part, self.layout.get("type", ""), named.get("name", "") if named is not None else "",
            self.master_part, self.scheme, self.fonts, tuple(places), tuple(self._all_drawn()), self._ground(),
            self._place(body) if body is not None else None,
        )  # fmt: skip

    def _font(self, which: str) -> str:
        latin = self.theme.find(f".//{A}fontScheme/{A}{which}/{A}latin")
        return (latin.get("typeface", "") if latin is not None else "") or "Arial"

    # ---- placeholders ----------------------------------------------------------------------

    def _holders(self, sheet: Element) -> list[Element]:
        tree = sheet.find(f"{P}cSld/{P}spTree")
        found = tree.findall(f".//{P}sp") if tree is not None else []
        return [sp for sp in found if sp.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None]

    def _kind(self, sp: Element) -> tuple[str, int]:
        ph = sp.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        assert ph is not None
        index = ph.get("idx", "0")
        return ph.get("type", "obj"), int(index) if index.isdigit() else 0

    def _place(self, sp: Element) -> Place | None:
        """A placeholder as it inherits; None when nothing says where it stands."""
        kind, index = self._kind(sp)
        family = "title" if kind in TITLES else kind if kind in FOOTERS else "body"
        above = self.of_master.get(family)
        chain = [sp] if above is None or above is sp else [sp, above]
        box = next((b for e in chain if (b := box_of(e.find(f"{P}spPr/{A}xfrm")))), None)
        if box is None:
            return None
        bodies = [e.find(f"{P}txBody/{A}bodyPr") for e in chain]

        def stated(name: str) -> str | None:
            return next((value for b in bodies if b is not None and (value := b.get(name))), None)

        levels = [level for e in chain if (level := e.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")) is not None]
        style = {"title": "titleStyle", "body": "bodyStyle"}.get(family, "otherStyle")
        base = self.master.find(f"{P}txStyles/{P}{style}/{A}lvl1pPr")
        levels += [base] if base is not None else []
        runs = [run for level in levels if (run := level.find(f"{A}defRPr")) is not None]
        artists = (self.own if e is sp else self.above for e in chain)
        fill = next((f for e, artist in zip(chain, artists, strict=True) if (f := artist.own_fill(e))), Fill())
        insets = [points(stated(side), usual) for side, usual in INSETS]
        indent = (
            points(next((v for level in levels if (v := level.get("marL"))), None), 0.0) if family == "title" else 0.0
        )
        inner = box.inset(*insets)
        inner = Rect(inner.x + indent, inner.y, max(inner.w - indent, 1.0), max(inner.h, 1.0))
        size = next((v for run in runs if (v := run.get("sz"))), "1800")
        bold = next((v for run in runs if (v := run.get("b"))), "0")
        colour = next((c for run in runs if (c := self._text_colour(run))), self.scheme.named("tx1"))
        latin = next((face.get("typeface", "") for run in runs if (face := run.find(f"{A}latin")) is not None), "")
        return Place(
            kind, index, box, inner, indent,
            ALIGN.get(next((v for level in levels if (v := level.get("algn"))), "l"), "left"),
            ANCHOR.get(stated("anchor") or "t", "top"),
            float(size) / 100 if size.isdigit() else 18.0, bold in ("1", "true"), colour,
            self._named_font(latin, family), (stated("vert") or "horz") != "horz", fill,
            next((found for e in chain if (found := self._contours(e, box))), ()),
            next((said for e in chain if (said := _text_of(e))), ""),
        )  # fmt: skip

    def _text_colour(self, run: Element) -> str | None:
        fill = fill_of(run, self.scheme, self.package, self.layout_part)
        return fill.colours[0] if fill and fill.colours else None

    def _named_font(self, latin: str, family: str) -> str:
        return self.fonts[0] if not latin and family == "title" else named_font(latin, self.fonts)

    def _contours(self, sp: Element, box: Rect) -> tuple[Contour, ...]:
        properties = sp.find(f"{P}spPr")
        return contours_of(properties, box) if properties is not None else ()

    # ---- grounds -------------------------------------------------------------------------

    def _ground(self) -> Fill:
        for sheet, part, scheme in (
            (self.layout, self.layout_part, self.scheme), (self.master, self.master_part, self.scheme)
        ):  # fmt: skip
            ground = sheet.find(f"{P}cSld/{P}bg")
            if ground is None:
                continue
            properties, reference = ground.find(f"{P}bgPr"), ground.find(f"{P}bgRef")
            found = fill_of(properties, scheme, self.package, part) if properties is not None else None
            if reference is not None:
                found = self._referred(reference, scheme)
            if found and found.colours:
                return found
        return Fill((self.scheme.named("bg1"),))

    def _referred(self, reference: Element, scheme: Scheme) -> Fill | None:
        """A ground by its number in the theme's list, from 1001, in the colour that the reference gives."""
        colour = colour_of(reference, scheme)
        value = colour[0] if colour else scheme.named("bg1")
        index = reference.get("idx", "0")
        listed = self.theme.find(f".//{A}bgFillStyleLst")
        at = int(index) - 1001 if index.isdigit() else -1
        if listed is None or not 0 <= at < len(listed):
            return Fill((value,))
        return one_fill(listed[at], scheme, self.package, self.theme_part, value) or Fill((value,))

    # ---- what sheets draw ----------------------------------------------------------------------

    def _all_drawn(self) -> Iterator[Drawn]:
        """The master's shapes under the layout's, unless the layout hides them."""
        hidden = self.layout.get("showMasterSp", "1") in ("0", "false")
        sheets = [(self.master, self.above)] * (not hidden) + [(self.layout, self.own)]
        trees = ((sheet.find(f"{P}cSld/{P}spTree"), artist) for sheet, artist in sheets)
        drawn = (one for tree, artist in trees if tree is not None for one in artist.drawn(tree))
        return islice(drawn, _MOST_DRAWN)


def _text_of(sp: Element) -> str:
    """What a placeholder says itself, but for fields: they say what changes."""
    words = sp.find(f"{P}txBody")
    found = words.iterfind(f"{A}p/{A}r/{A}t") if words is not None else ()
    return " ".join("".join(str(t.text or "") for t in found).split())
