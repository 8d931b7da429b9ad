"""Shapes, rules, pictures and groups to DrawingML: scheme colours, no theme style, decoration marked as such."""

from __future__ import annotations

from ...geometry import emu
from ...scene.model import Group, Item, Picture, Rule, Shape, Stroke, Table, Text
from .sheet import Pen, Sheet, escaped
from .tables import table
from .text import frame_of, text_box

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_GEOMETRY = {"rect": "rect", "ellipse": "ellipse"}


def drawn(item: Item, sheet: Sheet) -> str:
    """Any item of a scene as the element that draws it."""
    match item:
        case Text():
            return text_box(item, sheet)
        case Shape():
            return _shape(item, sheet)
        case Rule():
            return _rule(item, sheet)
        case Table():
            return table(item, sheet)
        case Group():
            return _group(item, sheet)
        case Picture():
            return _picture(item, sheet)


def named(name: str, alt: str | None, sheet: Sheet) -> str:
    """The ``p:cNvPr`` of a shape: its name, and its alternative text or the mark that it needs none."""
    head = f'<p:cNvPr id="{sheet.next_id()}" name="{escaped(name)}"'
    return f"{head}>{_DECORATIVE}</p:cNvPr>" if alt is None else f'{head} descr="{escaped(alt)}"/>'


def line(stroke: Stroke | None, pen: Pen, arrow: bool = False) -> str:
    """The ``a:ln`` of a stroke; without one, the line that says there is none."""
    if stroke is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="solid"/>'
    if stroke.dash:
        on, off = (round(length / stroke.width * 100_000) for length in stroke.dash)
        dash = f'<a:custDash><a:ds d="{on}" sp="{off}"/></a:custDash>'
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    return (
        f'<a:ln w="{emu(stroke.width)}" cap="flat">{pen.colours.fill(stroke.colour)}{dash}<a:miter lim="800000"/>'
        f"{head}</a:ln>"
    )


def _shape(item: Shape, sheet: Sheet) -> str:
    r, pen = item.rect, sheet.pen
    return (
        f"<p:sp><p:nvSpPr>{named(item.name, item.alt, sheet)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{frame_of(r.x, r.y, r.w, r.h)}<a:prstGeom prst="{_GEOMETRY[item.kind]}"><a:avLst/></a:prstGeom>'
        f"{pen.colours.fill(item.fill)}{line(item.stroke, pen)}</p:spPr></p:sp>"
    )


def _rule(item: Rule, sheet: Sheet) -> str:
    r = item.rect
    flip = (' flipH="1"' if item.x2 < item.x1 else "") + (' flipV="1"' if item.y2 < item.y1 else "")
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{named(item.name, item.alt, sheet)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{frame_of(r.x, r.y, r.w, r.h, flip)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{line(item.stroke, sheet.pen, item.arrow)}</p:spPr></p:cxnSp>"
    )


def _group(item: Group, sheet: Sheet) -> str:
    r = item.rect
    x, y, w, h = emu(r.x), emu(r.y), emu(r.w), emu(r.h)
    silent = item.alt is None and not any(isinstance(part, Text) or part.alt for part in item.items)
    name = named(item.name, None if silent else item.alt or "", sheet)
    return (
        f"<p:grpSp><p:nvGrpSpPr>{name}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f'<p:grpSpPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/>'
        f'<a:chExt cx="{w}" cy="{h}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(drawn(part, sheet) for part in item.items)}</p:grpSp>"
    )


def _picture(item: Picture, sheet: Sheet) -> str:
    r = item.rect
    return (
        f"<p:pic><p:nvPicPr>{named(item.name, item.alt, sheet)}"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{sheet.picture(item.path)}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{frame_of(r.x, r.y, r.w, r.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
