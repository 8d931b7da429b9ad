"""The slide master and the layouts: the ground, fixed items, placeholders and list styles of the Scene's layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...core.geometry import Rect
from ...scene.model import Layout, Placeholder, TextStyle
from ...theme.model import Theme
from .part_context import DECLARATION, NAMESPACES, PartContext, Pen, PlaceholderRef, escaped
from .shapes import drawn
from .text import ALIGN, ANCHOR, frame_of, level

FIRST_LAYOUT_ID = 2_147_483_649  # the master is the one before; both count from 2**31 (ECMA-376 Part 1, 19.7.3)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_SLIDE_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_FOOTER, _NUMBER, _FIRST_BODY = 11, 12, 13  # the placeholder indices that PowerPoint's own templates use
_INDENT = 14.0
_SPACE = 6.0  # pt above a paragraph of the body


def placeholders(layout: Layout) -> dict[str, PlaceholderRef]:
    """How a slide refers to each placeholder of its layout, by the placeholder's name."""
    holders, body = {}, _FIRST_BODY
    for place in layout.placeholders:
        index = {"subTitle": 1, "ftr": _FOOTER, "sldNum": _NUMBER, "body": body}.get(place.kind)
        body += place.kind == "body"
        size = ' sz="quarter"' if place.kind in ("body", "ftr", "sldNum") else ""
        where = f' idx="{index}"' if index is not None else ""
        ph = f'<p:ph type="{place.kind}"{size}{where}/>'
        holders[place.name] = PlaceholderRef(ph, place.rect, place.kind == "sldNum")
    return holders


def layout_xml(layout: Layout, ctx: PartContext, marking: str) -> str:
    """One ``slideLayout``: a user's new slide of it starts with the right ground, boxes and type."""
    shapes = [drawn(item, ctx) for item in layout.items]
    shapes += [_held(place, ctx, marking) for place in layout.placeholders]
    kind = _kind(layout)
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1">'
        f'<p:cSld name="{escaped(plain_name(layout.name))}">{ground(layout.ground, ctx.pen)}'
        f"<p:spTree>{TREE}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def plain_name(name: str) -> str:
    """A layout's name as a menu shows it: ``key-figures`` is ``Key figures``."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def ground(colour: str, pen: Pen) -> str:
    return f"<p:bg><p:bgPr>{pen.colours.fill(colour)}<a:effectLst/></p:bgPr></p:bg>"


def _kind(layout: Layout) -> str:
    """The layout type for this set of placeholders: PowerPoint matches the layouts of two decks by it."""
    kinds = {place.kind for place in layout.placeholders} - {"ftr", "sldNum"}
    if "ctrTitle" in kinds:
        return ' type="title"' if "subTitle" in kinds else ""
    return ' type="titleOnly"' if kinds == {"title"} and layout.name != "section" else ""


def _held(place: Placeholder, ctx: PartContext, marking: str) -> str:
    pen = ctx.pen
    style = level(1, place.style, pen, align=ALIGN[place.align])
    if place.kind == "body":
        style += "".join(_deeper(place.style, n, pen) for n in (2, 3))
    text = {"ftr": place.prompt or marking, "sldNum": ""}.get(place.kind, place.prompt)
    ph = ctx.holders[place.name].ph
    if place.prompt and place.kind not in ("ftr", "sldNum"):
        ph = ph.replace("/>", ' hasCustomPrompt="1"/>')
    return _placeholder(
        place.name, ph, place.rect, style, text, ctx, anchor=ANCHOR[place.anchor], number=place.kind == "sldNum"
    )


def _deeper(style: TextStyle, number: int, pen: Pen) -> str:
    """A bulleted level below the first of a body, in the same size."""
    left = _INDENT * (number - 1)
    return level(number, style, pen, left=left, hang=_INDENT, bullet="•" if number == 2 else "–")


def _placeholder(
    name: str, ph: str, rect: Rect, style: str, text: str, ctx: PartContext, *, anchor: str = "t", number: bool = False
) -> str:
    language = ctx.pen.language
    if number:
        words = (
            f'<a:fld id="{_SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{language}" dirty="0"/><a:t>‹#›</a:t></a:fld>'
        )
    elif text:
        words = f'<a:r><a:rPr lang="{language}" dirty="0"/><a:t>{escaped(text)}</a:t></a:r>'
    else:
        words = f'<a:endParaRPr lang="{language}" dirty="0"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{ctx.next_id()}" name="{escaped(plain_name(name))}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr>'
        f'<p:spPr>{frame_of(rect.x, rect.y, rect.w, rect.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'rtlCol="{int(ctx.pen.rtl)}" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def master_xml(theme: Theme, ctx: PartContext, layout_ids: Sequence[str], marking: str) -> str:
    """The one ``slideMaster``: the frame's placeholders, the text styles of title, body and all else."""
    pen = ctx.pen

    def rect(name: str) -> Rect:
        box = theme.frame.rect(name)
        return box.mirrored(theme.grid.width) if pen.rtl else box

    h1, body, meta = theme.style("h1"), theme.style("body"), theme.style("metab")
    shapes = (
        _placeholder("title", '<p:ph type="title"/>', rect("headline"), level(1, h1, pen), "Title", ctx),
        _placeholder("body", '<p:ph type="body" idx="1"/>', rect("body"), "", "Text", ctx),
        _placeholder(
            "marking", '<p:ph type="ftr" sz="quarter" idx="3"/>', rect("marking"), level(1, meta, pen, align=pen.end),
            marking, ctx,
        ),
        _placeholder(
            "page", '<p:ph type="sldNum" sz="quarter" idx="4"/>', rect("page"),
            level(1, theme.style("metab", colour="ink"), pen, align=pen.end), "", ctx, number=True,
        ),
    )  # fmt: skip
    mapping = " ".join(f'{name}="{slot}"' for name, slot in color_map(pen.colours.mapping).items())
    ids = "".join(
        f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + index}" r:id="{rid}"/>' for index, rid in enumerate(layout_ids)
    )
    return (
        f'{DECLARATION}<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{ground("paper", pen)}'
        f"<p:spTree>{TREE}{''.join(shapes)}</p:spTree></p:cSld><p:clrMap {mapping}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{level(1, h1, pen)}</p:titleStyle><p:bodyStyle>{_body_levels(theme, pen)}</p:bodyStyle>"
        f"<p:otherStyle>{other_levels(body, pen)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def color_map(mapping: Mapping[str, str]) -> dict[str, str]:
    """All twelve entries of a ``p:clrMap``: four depend on the ground, the others map to themselves."""
    rest = [f"accent{n}" for n in range(1, 7)] + ["hlink", "folHlink"]
    return {**mapping, **{name: name for name in rest}}


def other_levels(style: TextStyle, pen: Pen) -> str:
    """The levels of text that is neither title nor body."""
    return "".join(level(n, style, pen, left=_INDENT * (n - 1)) for n in range(1, 6))


def _body_levels(theme: Theme, pen: Pen) -> str:
    body, small = theme.style("body"), theme.style("small")
    deeper = (
        level(n, body if n == 2 else small, pen, before=_SPACE / 2, left=_INDENT * (n - 1), hang=_INDENT, bullet=mark)
        for n, mark in ((2, "•"), (3, "–"), (4, "•"), (5, "–"))
    )
    return level(1, body, pen, before=_SPACE) + "".join(deeper)
