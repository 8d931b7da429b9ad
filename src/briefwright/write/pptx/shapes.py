"""Shapes, rules, pictures and groups to DrawingML: scheme colours, no theme style, decoration marked as such."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.geometry import emu
from ...scene.model import Chart, Connector, Group, Inset, Item, Picture, Rule, Shape, Table, Text
from ...scene.objects import labelled, margins
from ...scene.walk import leaves, parts
from .connectors import connector, sited
from .freeform import freeform
from .part_context import PartContext, escaped
from .shape_properties import graphic_frame, line, named
from .tables import table
from .text import body_properties, frame_of, text_box, text_paragraphs

MOST_ALT = 250  # characters
_GEOMETRY = {
    "rect": "rect",
    "ellipse": "ellipse",
    "triangle": "triangle",
    "trapezoid": "trapezoid",
    "chevron": "chevron",
    "pentagon": "homePlate",
}


def drawn(item: Item, ctx: PartContext) -> str:
    """Any item of a scene as the element that draws it."""
    match item:
        case Text():
            return text_box(item, ctx)
        case Shape():
            return _shape(item, ctx)
        case Rule():
            return _rule(item, ctx)
        case Connector():
            return connector(item, ctx)
        case Table():
            return table(item, ctx)
        case Group():
            return _group(item, ctx)
        case Picture():
            return _picture(item, ctx)
        case Chart():
            return _chart(item, ctx)
        case Inset():
            raise TypeError("an inset stands in handouts only")


def _shape(item: Shape, ctx: PartContext) -> str:
    return f"<p:sp><p:nvSpPr>{named(item.name, item.alt, ctx)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>{_look(item, ctx)}</p:sp>"


def _labelled(item: Group, shape: Shape, text: Text, ctx: PartContext) -> str:
    """A shape and its words as one, under the name of their group; connectors know it by the name of the shape."""
    number = ctx.id_of(shape.name)
    alt = f' descr="{escaped(item.alt)}"' if item.alt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escaped(item.name)}"{alt}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"{_look(shape, ctx)}<p:txBody>{body_properties(text.paragraphs, text.anchor, margins=margins(shape, text))}"
        f"<a:lstStyle/>{text_paragraphs(text.paragraphs, ctx, ctx.pen.levels)}</p:txBody></p:sp>"
    )


def _look(item: Shape, ctx: PartContext) -> str:
    r, pen = item.rect, ctx.pen
    flip = ' flipH="1"' if item.flipped else ""
    return (
        f"<p:spPr>{frame_of(r.x, r.y, r.w, r.h, flip)}{_geometry(item)}"
        f"{pen.colours.fill(item.fill)}{line(item.stroke, pen)}</p:spPr>"
    )


def _geometry(item: Shape) -> str:
    """The preset of a shape. A slant is an adjustment in 100,000ths of its shorter side (20.1.9.18)."""
    if item.sites:
        return sited(item)
    if item.kind == "outline":
        return freeform(item)
    preset, guides = _GEOMETRY[item.kind], "<a:avLst/>"
    if item.slant:
        share = round(item.slant / min(item.rect.w, item.rect.h) * 100_000)
        guides = f'<a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst>'
    return f'<a:prstGeom prst="{preset}">{guides}</a:prstGeom>'


def _rule(item: Rule, ctx: PartContext) -> str:
    r = item.rect
    flip = (' flipH="1"' if item.x2 < item.x1 else "") + (' flipV="1"' if item.y2 < item.y1 else "")
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{named(item.name, item.alt, ctx)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{frame_of(r.x, r.y, r.w, r.h, flip)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{line(item.stroke, ctx.pen, item.arrow)}</p:spPr></p:cxnSp>"
    )


def _group(item: Group, ctx: PartContext) -> str:
    pair = labelled(item)
    if pair:
        return _labelled(item, *pair, ctx)
    # placed here, not by the group's own child extent: an office program does not scale type with it
    r, held = item.rect, parts(item)
    x, y, w, h = emu(r.x), emu(r.y), emu(r.w), emu(r.h)
    name = named(item.name, item.alt if item.alt is not None else _described(held), ctx)
    return (
        f"<p:grpSp><p:nvGrpSpPr>{name}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f'<p:grpSpPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/>'
        f'<a:chExt cx="{w}" cy="{h}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(drawn(part, ctx) for part in held)}</p:grpSp>"
    )


def _described(held: Sequence[Item]) -> str | None:
    """The alternative text of a group that has none: what its parts say, None where that is nothing."""
    words = (part.text if isinstance(part, Text) else getattr(part, "alt", None) for part in leaves(held))
    text = " ".join(" ".join(filter(None, words)).split())
    return (text if len(text) <= MOST_ALT else f"{text[: MOST_ALT - 1]}…") or None


def _picture(item: Picture, ctx: PartContext) -> str:
    r = item.rect
    sides = (f' {side}="{round(cut * 100_000)}"' for side, cut in zip("ltrb", item.crop, strict=True) if cut)
    crop = f"<a:srcRect{''.join(sides)}/>" if any(item.crop) else ""
    return (
        f"<p:pic><p:nvPicPr>{named(item.name, item.alt, ctx)}"
        f'<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>{ctx.use(item.name)}</p:nvPicPr>'
        f"<p:blipFill>{_blip(item, ctx)}{crop}"
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{frame_of(r.x, r.y, r.w, r.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _blip(item: Picture, ctx: PartContext) -> str:
    """The pixels of a picture, and the drawing that programs since Office 2016 show in their place ([MS-ODRAWXML],
    2.3.8)."""
    pixels, drawing = ctx.picture(item.path), ctx.drawing(item.path)
    if drawing is None:
        return f'<a:blip r:embed="{pixels}"/>'
    return (
        f'<a:blip r:embed="{pixels}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
        f' r:embed="{drawing}"/></a:ext></a:extLst></a:blip>'
    )


def _chart(item: Chart, ctx: PartContext) -> str:
    """The frame of a chart; all else is in the chart's own part."""
    reference = (
        f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{ctx.chart(item.name)}"/>'
    )
    return graphic_frame(item, "chart", reference, ctx)
