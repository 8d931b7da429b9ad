"""A client's presentation to its layouts: each with its placeholders as they inherit, its shapes and its ground.

A placeholder of a layout takes what it does not state from the master's of its kind, and that from the master's text
styles (ECMA-376 Part 1, 19.3.1.36). Lengths are points of the client's page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ...core.geometry import Rect
from ...core.opc import Package
from ..ooxml.attributes import A, Element, P, R, attribute, first_stated, index, points
from ..ooxml.drawing import DrawingPart, Fill, Scheme, box_of, map_of, scheme_of
from .samples import read_samples
from .template import FOOTERS, TITLES, TemplateFile, TemplateLayout, TemplatePlaceholder, TemplateShape
from .template_shapes import (
    ShapeReader,
    align_of,
    anchor_of,
    contours_of,
    font_of,
    inside_insets,
    is_stated,
    level_of,
    named_font,
    run_properties,
    size_of,
    text_colour,
)

STRICT = "purl.oclc.org"  # in the names of all elements of a file of ISO 29500 Strict
_MOST_SHAPES = 2000  # of one layout
_HOLDER = f"{P}nvSpPr/{P}nvPr/{P}ph"
_STYLES = {"title": "titleStyle", "body": "bodyStyle"}


def read_template(package: Package) -> TemplateFile:
    """Every layout of a client's file. Refused (BW535) when it has no master, no theme or no layout."""
    root = package.xml(package.main)
    if STRICT in str(root.tag):
        raise package.refused("BW530", what="it is Strict Open XML, which few programs write")
    size = root.find(f"{P}sldSz")
    if size is None:
        raise package.refused("BW535", what="page size")
    relations = package.relations(package.main)
    ids = (entry.get(f"{R}id", "") for entry in root.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"))
    names = [relations[key].target for key in ids if key in relations]
    if not names:
        raise package.refused("BW535", what="slide master")
    width, height = (points(size.get(key), 0.0) for key in ("cx", "cy"))
    page = Rect(0, 0, width, height)
    masters = tuple(layouts for name in names if (layouts := tuple(_layouts(package, name, page))))
    if not masters:
        raise package.refused("BW535", what="slide layout")
    return TemplateFile(page, masters, read_samples(package, page))


def _layouts(package: Package, master: str, page: Rect) -> Iterator[TemplateLayout]:
    root = package.xml(master)
    themes = package.related(master, "theme")
    if not themes:
        raise package.refused("BW535", what="theme for its master")
    relations = package.relations(master)
    for entry in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
        relation = relations.get(entry.get(f"{R}id", ""))
        if relation and not relation.external:
            yield _LayoutReader(package, master, themes[0], relation.target, page).layout()


class _LayoutReader:
    """Reads one layout under its master."""

    def __init__(self, package: Package, master: str, theme: str, layout: str, page: Rect) -> None:
        self.page, self.part, self.theme_part = page, layout, theme
        self.theme, self.master, self.root = (package.xml(name) for name in (theme, master, layout))
        masters_own = scheme_of(self.theme, self.master.find(f"{P}clrMap"))
        override = self.root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        self.scheme = masters_own if override is None else Scheme(masters_own.slots, map_of(override))
        self.fonts = (self._font("majorFont"), self._font("minorFont"))
        defaults = package.xml(package.main).find(f"{P}defaultTextStyle")
        self.on_master = ShapeReader(DrawingPart(package, master, masters_own), self.fonts, defaults, page)
        self.own = ShapeReader(DrawingPart(package, layout, self.scheme), self.fonts, defaults, page)
        plain = self._ground()
        self.on_master.ground = self.own.ground = Fill() if plain.picture or plain.ramp else plain
        self.of_master = {_kind(sp)[0]: sp for sp in _placeholders(self.master)}

    def layout(self) -> TemplateLayout:
        body = self.of_master.get("body")
        placeholders = [holder for sp in _placeholders(self.root) if (holder := self._placeholder(sp))]
        name = " ".join(attribute(self.root.find(f"{P}cSld"), "name").split())
        return TemplateLayout(
            self.part, self.root.get("type", ""), name, self.page,
            self.scheme, self.fonts, tuple(placeholders), tuple(islice(self._shapes(), _MOST_SHAPES)), self._ground(),
            self._placeholder(body) if body is not None else None,
        )  # fmt: skip

    def _font(self, which: str) -> str:
        return attribute(self.theme.find(f".//{A}fontScheme/{A}{which}/{A}latin"), "typeface") or "Arial"

    def _placeholder(self, sp: Element) -> TemplatePlaceholder | None:
        """A placeholder as it inherits; None when nothing states where it stands."""
        kind, index = _kind(sp)
        family = "title" if kind in TITLES else kind if kind in FOOTERS else "body"
        inherited = self.of_master.get(family)
        chain = [(sp, self.own)]
        if inherited is not None and inherited is not sp:
            chain.append((inherited, self.on_master))
        box = next((box for one, _ in chain if (box := box_of(one.find(f"{P}spPr/{A}xfrm")))), None)
        if box is None:
            return None
        bodies = [one.find(f"{P}txBody/{A}bodyPr") for one, _ in chain]
        styles = [one.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr") for one, _ in chain]
        styles.append(self.master.find(f"{P}txStyles/{P}{_STYLES.get(family, 'otherStyle')}/{A}lvl1pPr"))
        levels = [style for style in styles if style is not None]
        runs = run_properties(levels)
        indent = points(first_stated(levels, "marL", "0"), 0.0) if family == "title" else 0.0
        inner = inside_insets(box, bodies)
        latin = font_of(runs)
        return TemplatePlaceholder(
            kind, index, box, Rect(inner.x + indent, inner.y, max(inner.w - indent, 1.0), inner.h), indent,
            align_of(levels), anchor_of(bodies), size_of(runs, _prompted(one for one, _ in chain)),
            is_stated(runs, "b"), text_colour(runs, self.own.part) or self.scheme.named("tx1"),
            self.fonts[0] if not latin and family == "title" else named_font(latin, self.fonts),
            first_stated(bodies, "vert", "horz") != "horz",
            next((fill for one, reader in chain if (fill := reader.fill(one))), Fill()),
            next((contours for one, _ in chain if (contours := contours_of(one.find(f"{P}spPr"), box))), ()),
            next((text for one, _ in chain if (text := _text(one))), ""), first_stated(runs, "cap", "none") == "all",
            attribute(sp.find(f"{P}nvSpPr/{P}cNvPr"), "name"), level_of(levels, runs, bodies),
            next((reader.stroke(one) for one, reader in chain if reader.has_line(one)), None),
        )  # fmt: skip

    def _shapes(self) -> Iterator[TemplateShape]:
        """The master's shapes under the layout's, unless the layout hides them."""
        hidden = self.root.get("showMasterSp", "1") in ("0", "false")
        for root, reader in ((self.master, self.on_master),) * (not hidden) + ((self.root, self.own),):
            tree = root.find(f"{P}cSld/{P}spTree")
            yield from reader.shapes(tree) if tree is not None else ()

    def _ground(self) -> Fill:
        """The ground of the layout, else of its master; both in the colours of the layout's own map."""
        for root, reader in ((self.root, self.own), (self.master, self.on_master)):
            ground = root.find(f"{P}cSld/{P}bg")
            if ground is None:
                continue
            part = DrawingPart(reader.part.package, reader.part.part, self.scheme)
            reference = ground.find(f"{P}bgRef")
            fill = part.fill(ground.find(f"{P}bgPr")) if reference is None else self._listed_ground(reference, part)
            if fill and fill.colours:
                return fill
        return Fill((self.scheme.named("bg1"),))

    def _listed_ground(self, reference: Element, part: DrawingPart) -> Fill:
        """A ground by its number in the theme's list, from 1001, in the colour that the reference gives."""
        colour = part.colour(reference)
        value = colour[0] if colour else self.scheme.named("bg1")
        listed = self.theme.find(f".//{A}bgFillStyleLst")
        at = index(reference.get("idx", "")) - 1001
        if listed is None or not 0 <= at < len(listed):
            return Fill((value,))
        return DrawingPart(part.package, self.theme_part, self.scheme).read_fill(listed[at], value) or Fill((value,))


def _placeholders(root: Element) -> list[Element]:
    tree = root.find(f"{P}cSld/{P}spTree")
    shapes = tree.findall(f".//{P}sp") if tree is not None else []
    return [sp for sp in shapes if sp.find(_HOLDER) is not None]


def _kind(sp: Element) -> tuple[str, int]:
    """The type and the ``idx`` of a placeholder."""
    holder = sp.find(_HOLDER)
    return attribute(holder, "type", "obj"), index(attribute(holder, "idx"))


def _prompted(shapes: Iterable[Element]) -> int:
    """The size of the words that placeholders show before anybody fills them, in hundredths of a point: what a file has
    that LibreOffice wrote, instead of styles. 18 points where there is none (21.1.2.3.9)."""
    runs = (run for one in shapes for run in one.iterfind(f"{P}txBody/{A}p/{A}r/{A}rPr") if run.get("sz"))
    return next((index(run.get("sz", "")) for run in runs), 1800)


def _text(sp: Element) -> str:
    """The text of a placeholder without its fields, whose text changes."""
    return " ".join("".join(str(t.text or "") for t in sp.iterfind(f"{P}txBody/{A}p/{A}r/{A}t")).split())
