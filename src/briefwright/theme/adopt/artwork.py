"""What one part of a client's file, a master or a layout, draws itself: shapes, freeforms, pictures, texts, groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ...core.geometry import Rect
from ...core.opc import Package
from ...scene.model import Align, Anchor, Contour
from ..ooxml.drawing import A, Element, Fill, P, Scheme, colour_of, crop_of, fill_of, one_fill, picture_of, points
from ..ooxml.paths import Affine, Outline, outline_of, turned
from .records import Drawn, Said, SaidParagraph

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALIGN: Mapping[str, Align] = {"l": "left", "r": "right", "ctr": "center"}
ANCHOR: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
INSETS = (("lIns", 7.2), ("tIns", 3.6), ("rIns", 7.2), ("bIns", 3.6))  # what is usual (21.1.2.1.1)
SIZE = "1800"  # hundredths of a point, where nothing says one
SMALL = 0.15  # of the page: a group no larger is kept clear of as a whole


class Artist:
    """Reads the drawings of one part. ``fonts`` are the theme's two, ``usual`` how the file sets text that says
    nothing of it (``defaultTextStyle``)."""

    def __init__(
        self, package: Package, part: str, scheme: Scheme, fonts: tuple[str, str], usual: Element | None, page: Rect
    ) -> None:
        self.package, self.part, self.scheme, self.fonts, self.usual = package, part, scheme, fonts, usual
        self.least = SMALL * page.w * page.h

    def drawn(self, tree: Element, at: Affine = Affine(), fill: Fill | None = None) -> Iterator[Drawn]:  # noqa: B008
        """All that a tree draws, but for its placeholders. ``fill`` is that of the group around."""
        for child in tree:
            if not isinstance(child.tag, str) or _hidden(child):
                continue
            if child.tag == f"{MC}AlternateContent":
                plain = child.find(f"{MC}Fallback")
                yield from self.drawn(plain, at, fill) if plain is not None else ()
            elif child.tag == f"{P}grpSp":
                yield from self._group(child, at, fill)
            elif child.tag == f"{P}pic":
                yield from self._picture(child, at)
            elif child.tag in (f"{P}sp", f"{P}cxnSp") and child.find(f".//{P}ph") is None:
                yield from self._shape(child, at, fill)
            elif child.tag == f"{P}graphicFrame" and (found := _placed(child.find(f"{P}xfrm"), at)):
                yield Drawn("other", found[0].box(*found[1]), name=called(child))

    def own_fill(self, sp: Element, group: Fill | None = None) -> Fill | None:
        """What a shape's properties or its style fill it with; None where neither says."""
        properties = sp.find(f"{P}spPr")
        if properties is not None and properties.find(f"{A}grpFill") is not None:
            return group or Fill()
        found = fill_of(properties, self.scheme, self.package, self.part) if properties is not None else None
        reference = sp.find(f"{P}style/{A}fillRef")
        if found is None and reference is not None and reference.get("idx", "0") != "0":
            colour = colour_of(reference, self.scheme)
            found = Fill((colour[0],), alpha=colour[1]) if colour else None
        return found

    def _group(self, group: Element, at: Affine, fill: Fill | None) -> Iterator[Drawn]:
        properties = group.find(f"{P}grpSpPr")
        xfrm = properties.find(f"{A}xfrm") if properties is not None else None
        found, inner = _placed(xfrm, at), _child_box(xfrm)
        own = fill_of(properties, self.scheme, self.package, self.part) if properties is not None else None
        if properties is not None and properties.find(f"{A}grpFill") is not None:
            own = fill
        if found and inner and inner.w and inner.h:
            place, (w, h) = found
            across, down = w / inner.w, h / inner.h
            at = place.after(Affine(across, 0, 0, down, -inner.x * across, -inner.y * down))
        parts = list(self.drawn(group, at, own))
        if found and parts:
            block = found[0].box(*found[1])
            if block.w * block.h <= self.least:
                parts = [replace(part, block=block) for part in parts]
        yield from parts

    def _picture(self, picture: Element, at: Affine) -> Iterator[Drawn]:
        found = _placed(picture.find(f"{P}spPr/{A}xfrm"), at)
        fill = picture.find(f"{P}blipFill")
        blip = fill.find(f"{A}blip") if fill is not None else None
        if found is None or fill is None or blip is None:
            return
        target = picture_of(blip, self.package, self.part)
        box = found[0].box(*found[1])
        shown = Fill(picture=target, crop=crop_of(fill))
        if box.w * box.h > self.least:  # text may stand on it
            shown = one_fill(fill, self.scheme, self.package, self.part) or shown
        yield Drawn("picture" if found[0].upright else "other", box, shown, name=called(picture))

    def _shape(self, shape: Element, at: Affine, group: Fill | None) -> Iterator[Drawn]:
        properties = shape.find(f"{P}spPr")
        found = _placed(properties.find(f"{A}xfrm"), at) if properties is not None else None
        if found is None or properties is None:
            return
        place, (w, h) = found
        box, name = place.box(w, h), called(shape)
        fill = self.own_fill(shape, group) or Fill()
        stroke = self._stroke(shape)
        preset = properties.find(f"{A}prstGeom")
        form = preset.get("prst", "") if preset is not None else ""
        if fill.colours or stroke:
            if fill.picture:
                yield Drawn("picture" if form == "rect" and place.upright else "other", box, fill, name=name)
            elif form in ("rect", "ellipse") and place.level:
                yield Drawn("rect" if form == "rect" else "ellipse", box, fill, stroke, name=name)
            else:
                yield from _outlined(outline_of(properties, w, h), place, Drawn("other", box, fill, stroke, name=name))
        words = shape.find(f"{P}txBody")
        if words is not None and any(str(t.text or "").strip() for t in words.iter(f"{A}t")):
            yield self._text(shape, words, place, Rect(0, 0, w, h))

    # ---- texts --------------------------------------------------------------------------------

    def _text(self, shape: Element, words: Element, place: Affine, box: Rect) -> Drawn:
        body = words.find(f"{A}bodyPr")
        stated = {str(key): str(value) for key, value in body.items()} if body is not None else {}
        whole = place.box(box.w, box.h)
        upright = place.upright and stated.get("vert", "horz") == "horz"
        if not upright or words.find(f".//{A}fld") is not None:
            return Drawn("other", whole, name=called(shape))
        inner = whole.inset(*(points(stated.get(side), usual) for side, usual in INSETS))
        inner = Rect(inner.x, inner.y, max(inner.w, 1.0), max(inner.h, 1.0))
        reference = shape.find(f"{P}style/{A}fontRef")
        colour = colour_of(reference, self.scheme) if reference is not None else None
        said = tuple(self._paragraph(p, words, colour[0] if colour else None) for p in words.iterfind(f"{A}p"))
        return Drawn(
            "text", inner, said=said, anchor=ANCHOR.get(stated.get("anchor", "t"), "top"),
            wraps=stated.get("wrap", "square") != "none", name=called(shape),
        )  # fmt: skip

    def _paragraph(self, p: Element, words: Element, colour: str | None) -> SaidParagraph:
        own = p.find(f"{A}pPr")
        level = 1 + int(own.get("lvl", "0")) if own is not None and own.get("lvl", "0").isdigit() else 1
        styles = [words.find(f"{A}lstStyle/{A}lvl{level}pPr")]
        styles += [self.usual.find(f"{A}lvl{level}pPr")] if self.usual is not None else []
        levels = [one for one in (own, *styles) if one is not None]
        looks = [look for one in levels if (look := one.find(f"{A}defRPr")) is not None]
        runs = []
        for child in p:
            if child.tag == f"{A}br":
                runs.append(self._run("\n", looks, colour))
            elif child.tag == f"{A}r":
                text, look = child.find(f"{A}t"), child.find(f"{A}rPr")
                chain = looks if look is None else [look, *looks]
                runs.append(self._run(str(text.text or "") if text is not None else "", chain, colour))
        pitch, exact = _pitch(levels)
        align = ALIGN.get(next((a for one in levels if (a := one.get("algn"))), "l"), "left")
        return SaidParagraph(tuple(runs), align, pitch, exact)

    def _run(self, text: str, looks: list[Element], colour: str | None) -> Said:
        def stated(name: str, usual: str) -> str:
            return next((value for look in looks if (value := look.get(name))), usual)

        fills = (fill_of(look, self.scheme, self.package, self.part) for look in looks[:1])
        own = next((fill.colours[0] for fill in fills if fill and fill.colours), None)
        later = (fill_of(look, self.scheme, self.package, self.part) for look in looks[1:])
        usual = next((fill.colours[0] for fill in later if fill and fill.colours), self.scheme.named("tx1"))
        latin = next((face.get("typeface", "") for look in looks if (face := look.find(f"{A}latin")) is not None), "")
        size = stated("sz", SIZE)
        return Said(
            text.upper() if stated("cap", "none") == "all" else text,
            float(size) / 100 if size.isdigit() else 18.0,
            stated("b", "0") in ("1", "true"), stated("i", "0") in ("1", "true"),
            own or colour or usual, named_font(latin, self.fonts),
        )  # fmt: skip

    def _stroke(self, shape: Element) -> tuple[str, float] | None:
        line = shape.find(f"{P}spPr/{A}ln")
        found = fill_of(line, self.scheme, self.package, self.part) if line is not None else None
        width = points(line.get("w"), 0.75) if line is not None else 0.75
        if found is None:
            reference = shape.find(f"{P}style/{A}lnRef")
            named = reference is not None and reference.get("idx", "0") != "0"
            colour = colour_of(reference, self.scheme) if reference is not None and named else None
            return (colour[0], width) if colour else None
        return (found.colours[0], width) if found.colours else None


def contours_of(properties: Element, box: Rect) -> tuple[Contour, ...]:
    """The contours of what a shape's properties fill, at its box, where that is no plain box."""
    preset = properties.find(f"{A}prstGeom")
    if preset is None or preset.get("prst") == "rect":
        return ()
    found = outline_of(properties, box.w, box.h)
    there = Affine(e=box.x, f=box.y)
    return tuple(map(there.contour, found.filled)) if found else ()


def named_font(latin: str, fonts: tuple[str, str]) -> str:
    """The family of a typeface, which may be one of the theme's two."""
    if latin.startswith("+mj"):
        return fonts[0]
    return fonts[1] if latin.startswith("+mn") or not latin else latin


def called(shape: Element) -> str:
    found = shape.find(f".//{P}cNvPr")
    return found.get("name", "") if found is not None else ""


def _outlined(outline: Outline | None, place: Affine, shape: Drawn) -> Iterator[Drawn]:
    """A shape by its contours; one whose fill and stroke go different ways twice."""
    if outline is None:
        yield shape
        return
    filled, stroked = (tuple(map(place.contour, ways)) for ways in (outline.filled, outline.stroked))
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
    """Where the own box of a transform goes, and how large that is."""
    off, ext = (xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")) if xfrm is not None else (None, None)
    if xfrm is None or off is None or ext is None:
        return None
    x, y, w, h = (points(e.get(k), 0.0) for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    across, down = (xfrm.get(flip, "0") in ("1", "true") for flip in ("flipH", "flipV"))
    degrees = points(xfrm.get("rot"), 0.0) * 12_700 / 60_000
    return at.after(Affine(e=x, f=y)).after(turned(w, h, degrees, across, down)), (w, h)


def _child_box(xfrm: Element | None) -> Rect | None:
    off, ext = (xfrm.find(f"{A}chOff"), xfrm.find(f"{A}chExt")) if xfrm is not None else (None, None)
    if off is None or ext is None:
        return None
    return Rect(points(off.get("x"), 0), points(off.get("y"), 0), points(ext.get("cx"), 0), points(ext.get("cy"), 0))


def _pitch(levels: list[Element]) -> tuple[float, bool]:
    """The pitch of lines, in sizes; or in points and exact."""
    spacing = next((found for one in levels if (found := one.find(f"{A}lnSpc")) is not None), None)
    share, exact = (spacing.find(f"{A}spcPct"), spacing.find(f"{A}spcPts")) if spacing is not None else (None, None)
    if exact is not None:
        return points(exact.get("val"), 0.0) * 12_700 / 100, True
    return 1.2 * (points(share.get("val"), 0.0) * 12_700 / 100_000 if share is not None else 1.0), False


def _hidden(child: Element) -> bool:
    found = child.find(f"*/{P}cNvPr")
    return found is not None and found.get("hidden") in ("1", "true")
