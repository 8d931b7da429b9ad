"""One part of a client's file, a master or a layout, to the shapes on it: freeforms, pictures, texts, groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import Align, Anchor, Contour
from ..model import TextLevel
from ..ooxml.attributes import A, Element, P, attribute, first_stated, index, number, points
from ..ooxml.drawing import DrawingPart, Fill, child_box
from ..ooxml.paths import Affine, Geometry, geometry_of, turned
from .placed_pictures import pictured
from .template import TemplateParagraph, TemplateRun, TemplateShape

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALIGN: Mapping[str, Align] = {"l": "left", "r": "right", "ctr": "center"}
_ANCHOR: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_INSETS = (("lIns", 7.2), ("tIns", 3.6), ("rIns", 7.2), ("bIns", 3.6))  # pt, where none is stated (21.1.2.1.1)
_NO_MARK = f"{A}buNone"
_MARKS = frozenset((_NO_MARK, f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip"))
_GROWS = f"{A}spAutoFit"
_FITS = frozenset((_GROWS, f"{A}noAutofit", f"{A}normAutofit"))
SMALL = 0.15  # of the page: a group no larger is kept clear of as a whole


class ShapeReader:
    """Reads the shapes of one part. ``fonts`` are the heading and the body font of its theme; ``defaults`` is how the
    file sets text of which nothing else is stated (``defaultTextStyle``)."""

    def __init__(self, part: DrawingPart, fonts: tuple[str, str], defaults: Element | None, page: Rect) -> None:
        self.part, self.fonts, self.defaults = part, fonts, defaults
        self.small = SMALL * page.w * page.h
        self.ground = Fill()  # what shapes are filled with that show the ground of the page

    def shapes(self, tree: Element, at: Affine = Affine(), fill: Fill | None = None) -> Iterator[TemplateShape]:  # noqa: B008
        """All shapes of a tree, but for its placeholders. ``fill`` is that of the group around."""
        for child in tree:
            if not isinstance(child.tag, str) or _hidden(child):
                continue
            if child.tag == f"{MC}AlternateContent":
                fallback = child.find(f"{MC}Fallback")
                yield from self.shapes(fallback, at, fill) if fallback is not None else ()
            elif child.tag == f"{P}grpSp":
                yield from self._group(child, at, fill)
            elif child.tag == f"{P}pic":
                yield from self._picture(child, at)
            elif child.tag in (f"{P}sp", f"{P}cxnSp") and child.find(f".//{P}ph") is None:
                yield from self._shape(child, at, fill)
            elif (
                child.tag == f"{P}graphicFrame"
                and child.find(f".//{P}oleObj") is None
                and (placed := _placed(child.find(f"{P}xfrm"), at))
            ):
                yield TemplateShape("other", placed[0].box(*placed[1]), name=_shape_name(child))

    def fill(self, sp: Element, group: Fill | None = None) -> Fill | None:
        """The fill that a shape's properties or its style state; None where neither does."""
        if sp.find(f"{P}spPr/{A}grpFill") is not None:
            return group or Fill()
        if sp.get("useBgFill") in ("1", "true"):
            return self.ground
        fill = self.part.fill(sp.find(f"{P}spPr"))
        if fill is None and (colour := self._style_colour(sp, "fillRef")):
            return Fill((colour[0],), alpha=colour[1])
        return fill

    def _style_colour(self, sp: Element, name: str) -> tuple[str, float] | None:
        """The colour of a reference to one of the theme's fills or lines; None where it refers to no one."""
        reference = sp.find(f"{P}style/{A}{name}")
        return self.part.colour(reference) if attribute(reference, "idx", "0") != "0" else None

    def _group(self, group: Element, at: Affine, fill: Fill | None) -> Iterator[TemplateShape]:
        xfrm = group.find(f"{P}grpSpPr/{A}xfrm")
        placed, inner = _placed(xfrm, at), child_box(xfrm, "chOff", "chExt")
        inherits = group.find(f"{P}grpSpPr/{A}grpFill") is not None
        own = fill if inherits else self.part.fill(group.find(f"{P}grpSpPr"))
        if placed and inner and inner.w and inner.h:
            place, (w, h) = placed
            across, down = w / inner.w, h / inner.h
            at = place.after(Affine(across, 0, 0, down, -inner.x * across, -inner.y * down))
        shapes = list(self.shapes(group, at, own))
        if placed:
            block = placed[0].box(*placed[1])
            if block.w * block.h <= self.small:
                shapes = [replace(shape, block=block) for shape in shapes]
        yield from shapes

    def _picture(self, picture: Element, at: Affine) -> Iterator[TemplateShape]:
        placed, properties = _placed(picture.find(f"{P}spPr/{A}xfrm"), at), picture.find(f"{P}spPr")
        element = picture.find(f"{P}blipFill")
        if placed is None or properties is None or element is None or element.find(f"{A}blip") is None:
            return
        place, (w, h) = placed
        box = place.box(w, h)
        large = box.w * box.h > self.small  # text may stand on it, so its colours count
        fill = self.part.read_fill(element) if large else None
        shape = TemplateShape("picture", box, fill or self.part.picture_fill(element), name=_shape_name(picture))
        yield pictured(shape, geometry_of(properties, w, h), place, w, h)

    def _shape(self, sp: Element, at: Affine, group: Fill | None) -> Iterator[TemplateShape]:
        properties, placed = sp.find(f"{P}spPr"), _placed(sp.find(f"{P}spPr/{A}xfrm"), at)
        if placed is None or properties is None:
            return
        place, (w, h) = placed
        fill, stroke = self.fill(sp, group) or Fill(), self.stroke(sp)
        shape = TemplateShape("other", place.box(w, h), fill, stroke, name=_shape_name(sp))
        preset = attribute(properties.find(f"{A}prstGeom"), "prst")
        if fill.colours or stroke:
            if fill.picture:
                yield pictured(replace(shape, kind="picture", stroke=None), geometry_of(properties, w, h), place, w, h)
            elif preset in ("rect", "ellipse") and place.level:
                yield replace(shape, kind=preset)
            else:
                yield from _outlined(geometry_of(properties, w, h), place, shape)
        body = sp.find(f"{P}txBody")
        if body is not None and any(str(t.text or "").strip() for t in body.iter(f"{A}t")):
            yield self._text(sp, body, place, Rect(0, 0, w, h))

    def stroke(self, sp: Element) -> tuple[str, float] | None:
        """The colour of a shape's line, with its opacity where something shows through, and its width."""
        line = sp.find(f"{P}spPr/{A}ln")
        width = points(line.get("w"), 0.75) if line is not None else 0.75
        fill = self.part.fill(line)
        colour = fill.colours if fill else self._style_colour(sp, "lnRef")
        faint = f"{round(255 * fill.alpha):02X}" if fill and fill.alpha < 1 else ""
        return (f"{colour[0]}{faint}", width) if colour else None

    def has_line(self, sp: Element) -> bool:
        """Whether a shape says of its line whether it has one."""
        return self.part.fill(sp.find(f"{P}spPr/{A}ln")) is not None or sp.find(f"{P}style/{A}lnRef") is not None

    # ---- texts --------------------------------------------------------------------------------

    def _text(self, sp: Element, body: Element, place: Affine, box: Rect) -> TemplateShape:
        properties, whole = [body.find(f"{A}bodyPr")], place.box(box.w, box.h)
        horizontal = place.upright and first_stated(properties, "vert", "horz") == "horz"
        fields = [field.get("type", "") for field in body.iter(f"{A}fld")]
        if not horizontal or any(field != "slidenum" for field in fields):
            return TemplateShape("other", whole, name=_shape_name(sp), numbers="slidenum" in fields)
        colour = self.part.colour(sp.find(f"{P}style/{A}fontRef"))
        paragraphs = tuple(self._paragraph(p, body, colour[0] if colour else None) for p in body.iterfind(f"{A}p"))
        return TemplateShape(
            "text", inside_insets(whole, properties), paragraphs=paragraphs, anchor=anchor_of(properties),
            wraps=first_stated(properties, "wrap", "square") != "none", name=_shape_name(sp), numbers=bool(fields),
        )  # fmt: skip

    def _paragraph(self, p: Element, body: Element, colour: str | None) -> TemplateParagraph:
        own = p.find(f"{A}pPr")
        level = index(attribute(own, "lvl"))
        name = f"{A}lvl{1 + level}pPr"
        styles = [
            own,
            body.find(f"{A}lstStyle/{name}"),
            self.defaults.find(name) if self.defaults is not None else None,
        ]
        levels = [style for style in styles if style is not None]
        inherited = run_properties(levels)
        runs = []
        for child in p:
            if child.tag == f"{A}br":
                runs.append(self._run("\n", inherited, colour))
            elif child.tag in (f"{A}r", f"{A}fld"):
                text, properties, counts = child.find(f"{A}t"), child.find(f"{A}rPr"), child.tag == f"{A}fld"
                chain = inherited if properties is None else [properties, *inherited]
                said = "0" if counts else str(text.text or "") if text is not None else ""
                runs.append(replace(self._run(said, chain, colour), counts=counts))
        if not runs:  # an empty line is as high as its end mark
            end = p.find(f"{A}endParaRPr")
            runs.append(self._run("", inherited if end is None else [end, *inherited], colour))
        leading, exact = _leading(levels)
        return TemplateParagraph(tuple(runs), align_of(levels), leading, exact)

    def _run(self, text: str, chain: list[Element], colour: str | None) -> TemplateRun:
        own, inherited = (text_colour(part, self.part) for part in (chain[:1], chain[1:]))
        return TemplateRun(
            text.upper() if first_stated(chain, "cap", "none") == "all" else text,
            size_of(chain), is_stated(chain, "b"), is_stated(chain, "i"),
            own or colour or inherited or self.part.scheme.named("tx1"), named_font(font_of(chain), self.fonts),
        )  # fmt: skip


# ---- text properties, each as the first of a chain of elements states it -------------------------------------


def align_of(levels: Sequence[Element]) -> Align:
    return _ALIGN.get(first_stated(levels, "algn", "l"), "left")


def anchor_of(bodies: Sequence[Element | None]) -> Anchor:
    return _ANCHOR.get(first_stated(bodies, "anchor", "t"), "top")


def inside_insets(box: Rect, bodies: Sequence[Element | None]) -> Rect:
    """The part of a box that its text stands in, a point at the least."""
    inner = box.inset(*(points(first_stated(bodies, side, "") or None, usual) for side, usual in _INSETS))
    return Rect(inner.x, inner.y, max(inner.w, 1.0), max(inner.h, 1.0))


def run_properties(levels: Sequence[Element]) -> list[Element]:
    """How levels of paragraphs set the runs in them."""
    return [run for level in levels if (run := level.find(f"{A}defRPr")) is not None]


def size_of(runs: Sequence[Element], usual: int = 1800) -> float:
    """The size of type in points; where none is stated the ``usual`` one, in hundredths (21.1.2.3.9)."""
    return index(first_stated(runs, "sz", ""), usual) / 100


def is_stated(runs: Sequence[Element], flag: str) -> bool:
    return first_stated(runs, flag, "0") in ("1", "true")


def text_colour(runs: Sequence[Element], part: DrawingPart) -> str | None:
    return next((fill.colours[0] for run in runs if (fill := part.fill(run)) and fill.colours), None)


def font_of(runs: Sequence[Element]) -> str:
    """The typeface, which may be a name such as ``+mn-lt`` for one of the theme's two; empty where none is stated."""
    return next((face.get("typeface", "") for run in runs if (face := run.find(f"{A}latin")) is not None), "")


def named_font(latin: str, fonts: tuple[str, str]) -> str:
    """The family of a typeface, where it may be one of the theme's two."""
    if latin.startswith("+mj"):
        return fonts[0]
    return fonts[1] if latin.startswith("+mn") or not latin else latin


def level_of(levels: Sequence[Element], runs: Sequence[Element], bodies: Sequence[Element | None]) -> TextLevel:
    """How paragraphs of a level are set, beside their size; font and colour are found elsewhere."""
    fits = (child.tag for body in bodies if body is not None for child in body if child.tag in _FITS)
    marks = (child.tag for level in levels for child in level if child.tag in _MARKS)
    return TextLevel(
        is_stated(runs, "i"), index(first_stated(runs, "spc", "0")) / 100,
        points(first_stated(levels, "marL", "0"), 0.0), -points(first_stated(levels, "indent", "0"), 0.0),
        _space(levels, "spcBef"), _space(levels, "spcAft"), next(marks, _NO_MARK) != _NO_MARK,
        grows=next(fits, "") == _GROWS, sized=bool(first_stated(runs, "sz", "")),
    )  # fmt: skip


def _space(levels: Sequence[Element], name: str) -> float | None:
    """The space at a paragraph in points; None where it is a share of the size."""
    stated = next((level.find(f"{A}{name}") for level in levels if level.find(f"{A}{name}") is not None), None)
    exact = None if stated is None else stated.find(f"{A}spcPts")
    return 0.0 if stated is None else None if exact is None else index(exact.get("val", "0")) / 100


def _leading(levels: Sequence[Element]) -> tuple[float, bool]:
    """The leading of lines in sizes of the type; or in points, and that it is exact."""
    spacing = next((spacing for level in levels for spacing in level.iterfind(f"{A}lnSpc/*")), None)
    value = number(attribute(spacing, "val", "100000"))
    exact = spacing is not None and spacing.tag == f"{A}spcPts"
    return (value / 100, True) if exact else (1.2 * (value / 100_000), False)


# ---- geometry ----------------------------------------------------------------------------------------------


def contours_of(properties: Element | None, box: Rect) -> tuple[Contour, ...]:
    """The contours of what a shape's properties fill, at its box; none where that is a rectangle."""
    if properties is None or attribute(properties.find(f"{A}prstGeom"), "prst", "rect") == "rect":
        return ()
    geometry = geometry_of(properties, box.w, box.h)
    return tuple(map(Affine(e=box.x, f=box.y).contour, geometry.filled)) if geometry else ()


def _outlined(geometry: Geometry | None, place: Affine, shape: TemplateShape) -> Iterator[TemplateShape]:
    """A shape with its contours; two shapes where fill and stroke have contours of their own."""
    if geometry is None:
        yield shape
        return
    filled, stroked = (tuple(map(place.contour, contours)) for contours in (geometry.filled, geometry.stroked))
    if not shape.fill.colours and len(stroked) == 1 and len(stroked[0].steps) == 1 and len(stroked[0].steps[0]) == 1:
        yield replace(shape, kind="line", contours=stroked)
    elif filled == stroked:
        yield replace(shape, kind="outline", contours=filled)
    else:
        if filled and shape.fill.colours:
            yield replace(shape, kind="outline", contours=filled, stroke=None)
        if stroked and shape.stroke:
            yield replace(shape, kind="outline", contours=stroked, fill=Fill())


def _placed(xfrm: Element | None, at: Affine) -> tuple[Affine, tuple[float, float]] | None:
    """Where a shape's own box goes, from the origin, and how large it is."""
    box = child_box(xfrm, "off", "ext")
    if xfrm is None or box is None:
        return None
    across, down = (xfrm.get(flip, "0") in ("1", "true") for flip in ("flipH", "flipV"))
    turn = turned(box.w, box.h, number(xfrm.get("rot")) / 60_000, across, down)
    return at.after(Affine(e=box.x, f=box.y)).after(turn), (box.w, box.h)


def _shape_name(shape: Element) -> str:
    return attribute(shape.find(f".//{P}cNvPr"), "name")


def _hidden(child: Element) -> bool:
    return attribute(child.find(f"*/{P}cNvPr"), "hidden") in ("1", "true")
