"""A client's presentation to its sheets: each layout with its placeholders as they inherit, what it draws, its ground.

A placeholder of a layout takes what it does not say from the master's of its kind, and that from the master's text
styles (ECMA-376 Part 1, 19.3.1.36). Lengths are points of the client's page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from ..geometry import EMU_PER_POINT, Rect
from ..opc import Package
from ..scene.model import Align, Anchor
from .drawing import (
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
    picture_of,
    points,
    scheme_of,
)
from .records import FOOTERS, TITLES, Deck, Drawn, Place, Sheet

_ALIGN: Mapping[str, Align] = {"l": "left", "r": "right", "ctr": "center"}
_ANCHOR: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_INSETS = (("lIns", 7.2), ("tIns", 3.6), ("rIns", 7.2), ("bIns", 3.6))  # what is usual (21.1.2.1.1)
_BOXES = ("rect", "roundRect", "snip1Rect", "round2SameRect")  # drawn as rectangles
_MOST_DRAWN = 400  # of one sheet


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
    masters = tuple(sheets for name in names if (sheets := tuple(_layouts(package, name))))
    if not masters:
        raise package.refused("BW535", what="slide layout")
    width, height = (float(size.get(key, "0")) / EMU_PER_POINT for key in ("cx", "cy"))
    return Deck(width, height, masters, len(root.findall(f"{P}sldIdLst/{P}sldId")))


def _layouts(package: Package, master: str) -> Iterator[Sheet]:
    root = package.xml(master)
    themes = package.related(master, "theme")
    if not themes:
        raise package.refused("BW535", what="theme for its master")
    theme = package.xml(themes[0])
    relations = package.relations(master)
    for entry in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
        relation = relations.get(entry.get(f"{R}id", ""))
        if relation and not relation.external:
            yield _Reader(package, master, theme, themes[0], relation.target).sheet()


class _Reader:
    """Reads one layout under its master."""

    def __init__(self, package: Package, master: str, theme: Element, theme_part: str, layout: str) -> None:
        self.package, self.theme, self.theme_part = package, theme, theme_part
        self.master, self.master_part = package.xml(master), master
        self.layout, self.layout_part = package.xml(layout), layout
        self.over = scheme_of(theme, self.master.find(f"{P}clrMap"))  # the master's own
        override = self.layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        self.scheme = self.over if override is None else self.over.under(map_of(override))
        self.fonts = (self._font("majorFont"), self._font("minorFont"))
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
        fill = next((f for e in chain if (f := self._own_fill(e))), Fill())
        insets = [points(stated(side), usual) for side, usual in _INSETS]
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
            _ALIGN.get(next((v for level in levels if (v := level.get("algn"))), "l"), "left"),
            _ANCHOR.get(stated("anchor") or "t", "top"),
            float(size) / 100 if size.isdigit() else 18.0, bold in ("1", "true"), colour,
            self._named_font(latin, family), (stated("vert") or "horz") != "horz", fill,
        )  # fmt: skip

    def _text_colour(self, run: Element) -> str | None:
        fill = fill_of(run, self.scheme, self.package, self.layout_part)
        return fill.colours[0] if fill and fill.colours else None

    def _named_font(self, latin: str, family: str) -> str:
        if latin.startswith("+mj") or (not latin and family == "title"):
            return self.fonts[0]
        return self.fonts[1] if latin.startswith("+mn") or not latin else latin

    def _own_fill(self, sp: Element, part: str | None = None, scheme: Scheme | None = None) -> Fill | None:
        """What a shape's properties or its style fill it with; None where neither says."""
        properties = sp.find(f"{P}spPr")
        scheme, part = scheme or self.scheme, part or self.layout_part
        found = fill_of(properties, scheme, self.package, part) if properties is not None else None
        reference = sp.find(f"{P}style/{A}fillRef")
        if found is None and reference is not None and reference.get("idx", "0") != "0":
            colour = colour_of(reference, scheme)
            found = Fill((colour[0],), alpha=colour[1]) if colour else None
        return found

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
        count = 0
        hidden = self.layout.get("showMasterSp", "1") in ("0", "false")
        sheets = [(self.layout, self.layout_part, self.scheme)]
        if not hidden:
            sheets.insert(0, (self.master, self.master_part, self.scheme))
        for sheet, part, scheme in sheets:
            tree = sheet.find(f"{P}cSld/{P}spTree")
            for drawn in self._drawn(tree, part, scheme) if tree is not None else ():
                count += 1
                if count > _MOST_DRAWN:
                    return
                yield drawn

    def _drawn(self, tree: Element, part: str, scheme: Scheme) -> Iterator[Drawn]:
        for child in tree:
            if child.tag == f"{P}grpSp":
                yield from self._group(child, part, scheme)
            elif child.tag == f"{P}pic":
                yield from self._picture(child, part)
            elif child.tag in (f"{P}sp", f"{P}cxnSp") and child.find(f".//{P}ph") is None:
                yield from self._shape(child, part, scheme)
            elif child.tag == f"{P}graphicFrame" and (box := box_of(child.find(f"{P}xfrm"))):
                yield Drawn("other", box, name=_called(child))

    def _group(self, group: Element, part: str, scheme: Scheme) -> Iterator[Drawn]:
        xfrm = group.find(f"{P}grpSpPr/{A}xfrm")
        outer = box_of(xfrm)
        inner = _child_box(xfrm) if xfrm is not None else None
        for drawn in self._drawn(group, part, scheme):
            if outer and inner and inner.w and inner.h:
                across, down = outer.w / inner.w, outer.h / inner.h
                x, y = outer.x + (drawn.box.x - inner.x) * across, outer.y + (drawn.box.y - inner.y) * down
                drawn = replace(drawn, box=Rect(x, y, drawn.box.w * across, drawn.box.h * down))
            yield drawn

    def _picture(self, picture: Element, part: str) -> Iterator[Drawn]:
        box = box_of(picture.find(f"{P}spPr/{A}xfrm"))
        blip = picture.find(f"{P}blipFill/{A}blip")
        if box is None:
            return
        target = picture_of(blip, self.package, part) if blip is not None else None
        crop = picture.find(f"{P}blipFill/{A}srcRect")
        cropped = crop is not None and any(value not in ("0", "") for value in crop.attrib.values())
        yield Drawn("other" if cropped else "picture", box, picture=target, name=_called(picture))

    def _shape(self, shape: Element, part: str, scheme: Scheme) -> Iterator[Drawn]:
        box = box_of(shape.find(f"{P}spPr/{A}xfrm"))
        if box is None:
            return
        fill = self._own_fill(shape, part, scheme) or Fill()
        stroke = self._stroke(shape, part, scheme)
        preset = shape.find(f"{P}spPr/{A}prstGeom")
        form = preset.get("prst", "") if preset is not None else "custom"
        if form in ("line", "straightConnector1"):
            flips = shape.find(f"{P}spPr/{A}xfrm")
            flip = flips is not None and (flips.get("flipV") == "1") != (flips.get("flipH") == "1")
            if stroke:
                yield Drawn("line", box, stroke=stroke, flip=flip, name=_called(shape))
        elif fill.colours or stroke or fill.picture:
            kind: Literal["rect", "ellipse", "other"] = "rect" if form in _BOXES else "other"
            kind = "ellipse" if form == "ellipse" else kind
            yield Drawn(kind, box, fill, stroke, picture=fill.picture, name=_called(shape))
        words = shape.find(f"{P}txBody")
        if words is not None and any(str(t.text or "").strip() for t in words.iter(f"{A}t")):
            yield Drawn("other", box, name=_called(shape))

    def _stroke(self, shape: Element, part: str, scheme: Scheme) -> tuple[str, float] | None:
        line = shape.find(f"{P}spPr/{A}ln")
        found = fill_of(line, scheme, self.package, part) if line is not None else None
        width = points(line.get("w"), 0.75) if line is not None else 0.75
        if found is None:
            reference = shape.find(f"{P}style/{A}lnRef")
            colour = colour_of(reference, scheme) if reference is not None and reference.get("idx") != "0" else None
            return (colour[0], width) if colour else None
        return (found.colours[0], width) if found.colours else None


def _child_box(xfrm: Element) -> Rect | None:
    off, ext = xfrm.find(f"{A}chOff"), xfrm.find(f"{A}chExt")
    if off is None or ext is None:
        return None
    return Rect(points(off.get("x"), 0), points(off.get("y"), 0), points(ext.get("cx"), 0), points(ext.get("cy"), 0))


def _called(shape: Element) -> str:
    found = shape.find(f".//{P}cNvPr")
    return found.get("name", "") if found is not None else ""
