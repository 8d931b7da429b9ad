"""The properties that all shapes have: id and name, alternative text or the mark of decoration, frame and line."""

from __future__ import annotations

from ...core.geometry import emu
from ...scene.model import Chart, Stroke, Table
from .part_context import PartContext, Pen, escaped

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def named(name: str, alt: str | None, ctx: PartContext) -> str:
    """The ``p:cNvPr`` of a shape: its name, and its alternative text or the mark of decoration."""
    head = f'<p:cNvPr id="{ctx.id_of(name)}" name="{escaped(name)}"'
    return f"{head}>{_DECORATIVE}</p:cNvPr>" if alt is None else f'{head} descr="{escaped(alt)}"/>'


def graphic_frame(item: Table | Chart, kind: str, graphic: str, ctx: PartContext) -> str:
    """The ``p:graphicFrame`` of a table or chart; ``kind`` is the last word of the namespace of its ``graphic``."""
    r = item.rect
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{named(item.name, item.alt, ctx)}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{ctx.use(item.name)}</p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{emu(r.x)}" y="{emu(r.y)}"/><a:ext cx="{emu(r.w)}" cy="{emu(r.h)}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}">{graphic}'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def line(stroke: Stroke | None, pen: Pen, arrow: bool = False) -> str:
    """The ``a:ln`` of a stroke; one without a fill where there is no stroke."""
    if stroke is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="solid"/>'
    if stroke.dash:
        on, off = (round(length / stroke.width * 100_000) for length in stroke.dash)
        dash = f'<a:custDash><a:ds d="{on}" sp="{off}"/></a:custDash>'
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    cap, join = ("rnd", "<a:round/>") if stroke.round else ("flat", '<a:miter lim="800000"/>')
    return f'<a:ln w="{emu(stroke.width)}" cap="{cap}">{pen.colours.fill(stroke.colour)}{dash}{join}{head}</a:ln>'
