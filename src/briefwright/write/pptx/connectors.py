"""A Connector to a native one, glued to its shapes; rectangles with further places to glue connectors to."""

from __future__ import annotations

from ...scene.model import Connector, Shape
from .part_context import PartContext
from .shape_properties import line, named
from .text import frame_of

# The sites of every preset rectangle in their order, with the angles at which connectors leave them: top, left, bottom,
# right (presetShapeDefinitions.xml).
_SIDES = (("hc", "t", "3cd4"), ("l", "vc", "cd2"), ("hc", "b", "cd4"), ("r", "vc", "0"))
_CORNERS = (("r", "t"), ("r", "b"), ("l", "b"))


def connector(item: Connector, ctx: PartContext) -> str:
    """The ``p:cxnSp`` of a connector: straight, bent once, or bent twice with its vertical part at the corners."""
    r = item.rect
    if len(item.points) == 3:
        return _connector(item, _upended(item), '<a:prstGeom prst="bentConnector2"><a:avLst/></a:prstGeom>', ctx)
    (x1, y1), (x2, y2) = item.points[0], item.points[-1]
    flip = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
    if len(item.points) == 2:
        geometry = '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
    else:
        share = round((item.points[1][0] - x1) / (x2 - x1) * 100_000)
        guide = f'<a:gd name="adj1" fmla="val {share}"/>'
        geometry = f'<a:prstGeom prst="bentConnector3"><a:avLst>{guide}</a:avLst></a:prstGeom>'
    return _connector(item, frame_of(r.x, r.y, r.w, r.h, flip), geometry, ctx)


def _upended(item: Connector) -> str:
    """The frame of a connector that starts vertically. The preset runs right, then down. So it is rotated by a quarter:
    to the left where it ends at the right, else to the right; and flipped first where it would go the wrong way."""
    r, (x, y), (end_x, end_y) = item.rect, item.points[0], item.points[-1]
    left = end_x < x
    mirrored = ' flipH="1"' if (end_y > y) != left else ""
    middle_x, middle_y = r.x + r.w / 2, r.y + r.h / 2
    quarter = 5_400_000 if left else 16_200_000
    return frame_of(middle_x - r.h / 2, middle_y - r.w / 2, r.h, r.w, f' rot="{quarter}"{mirrored}')


def _connector(item: Connector, frame: str, geometry: str, ctx: PartContext) -> str:
    name = named(item.name, item.alt, ctx)
    start, end = ctx.id_of(item.start.shape), ctx.id_of(item.end.shape)
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{name}<p:cNvCxnSpPr>"
        f'<a:stCxn id="{start}" idx="{item.start.site}"/><a:endCxn id="{end}" idx="{item.end.site}"/>'
        f"</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{frame}{geometry}"
        f"{line(item.stroke, ctx.pen, item.arrow)}</p:spPr></p:cxnSp>"
    )


def sited(shape: Shape) -> str:
    """The geometry of a rectangle with the four sites that every rectangle has, then its own.

    Places are formulas, so that they keep their share of the side when the shape is resized.
    """
    own = [(f"siteX{n}", f"siteY{n}", x, y) for n, (x, y) in enumerate(shape.sites, start=len(_SIDES))]
    guides = "".join(
        f'<a:gd name="{h}" fmla="*/ w {round(x * 100_000)} 100000"/>'
        f'<a:gd name="{v}" fmla="*/ h {round(y * 100_000)} 100000"/>'
        for h, v, x, y in own
    )
    places = (*_SIDES, *((h, v, _angle(x, y)) for h, v, x, y in own))
    sites = "".join(f'<a:cxn ang="{angle}"><a:pos x="{x}" y="{y}"/></a:cxn>' for x, y, angle in places)
    lines = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in _CORNERS)
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst>{sites}</a:cxnLst>"
        '<a:rect l="l" t="t" r="r" b="b"/><a:pathLst><a:path><a:moveTo><a:pt x="l" y="t"/></a:moveTo>'
        f"{lines}<a:close/></a:path></a:pathLst></a:custGeom>"
    )


def _angle(x: float, y: float) -> str:
    """The angle at which a connector leaves a site, from its shares of the width and height."""
    nearest = min((y, "3cd4"), (x, "cd2"), (1 - y, "cd4"), (1 - x, "0"))
    return nearest[1]
