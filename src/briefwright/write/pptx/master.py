"""The slide master and the layouts: the ground, fixed items, placeholders and list styles of the Scene's layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...core.geometry import Rect
from ...scene.model import Align, Item, Layout, Placeholder, TextStyle
from ...theme.model import Theme
from .part_context import DECLARATION, NAMESPACES, Level, PartContext, Pen, PlaceholderRef, escaped
from .shapes import drawn
from .text import ANCHOR, frame_of, level

FIRST_LAYOUT_ID = 2_147_483_649  # the master is the one before; both count from 2**31 (ECMA-376 Part 1, 19.7.3)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_SLIDE_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_FOOTER, _NUMBER, _FIRST_BODY = 11, 12, 13  # the placeholder indices that PowerPoint's own templates use
_CONTENT = ("body", "tbl", "chart", "pic")
_INDENT = 18.0
_SPACE = 6.0  # pt above a paragraph of the body
_MARKS = ("", "•", "–", "•", "–")  # of the levels of a body
# The placeholder of the master that one of a layout inherits from, and the box of the frame that it fills.
_OF_MASTER = {"ctrTitle": "title", "subTitle": "body", "tbl": "body", "chart": "body", "pic": "body"}
_BOXES = {"title": "headline", "body": "body", "ftr": "marking", "sldNum": "page"}


def master_levels(theme: Theme, pen: Pen) -> dict[str, tuple[Level, ...]]:
    """The levels of text in each kind of placeholder of the master."""
    body, small = theme.style("body"), theme.style("small")
    return {
        "title": (Level(theme.style("h1"), pen.start),),
        "body": _levels((body, body, small, small, small), pen.start, _SPACE),
        "ftr": (Level(theme.style("metab"), pen.end),),
        "sldNum": (Level(theme.style("metab", colour="ink"), pen.end),),
    }


def _levels(styles: Sequence[TextStyle], align: Align, before: float) -> tuple[Level, ...]:
    """The levels of a body: its text, then bullets, each indented under the one before."""
    return tuple(
        Level(style, align, before if n == 0 else before / 2, _INDENT * n, _INDENT if n else 0.0, _MARKS[n])
        for n, style in enumerate(styles)
    )


def placeholders(layout: Layout, theme: Theme, pen: Pen) -> dict[str, PlaceholderRef]:
    """How a slide refers to each placeholder of its layout, by the placeholder's name."""
    holders, body = {}, _FIRST_BODY
    for place in layout.placeholders:
        index = {"subTitle": 1, "ftr": _FOOTER, "sldNum": _NUMBER}.get(place.kind)
        if place.kind in _CONTENT:
            index, body = body, body + 1
        size = ' sz="quarter"' if place.kind in ("body", "ftr", "sldNum") else ""
        where = f' idx="{index}"' if index is not None else ""
        ph = f'<p:ph type="{place.kind}"{size}{where}/>'
        levels = _own_levels(place, theme, pen)
        holders[place.name] = PlaceholderRef(ph, place.rect, place.kind == "sldNum", levels, place.anchor)
    return holders


def _own_levels(place: Placeholder, theme: Theme, pen: Pen) -> tuple[Level, ...]:
    """The levels of a layout's placeholder: the master's where it is set as the master's is."""
    of_master = master_levels(theme, pen).get(_OF_MASTER.get(place.kind, place.kind), ())
    if of_master and of_master[0].style == place.style and of_master[0].align == place.align:
        return of_master
    return _levels((place.style,) * min(len(of_master), 3), place.align, 0.0) or (Level(place.style, place.align),)


def layout_xml(layout: Layout, master: Sequence[Item], theme: Theme, ctx: PartContext, marking: str) -> str:
    """One ``slideLayout``, without what the ``master`` draws: a user's new slide of it starts with the right ground,
    boxes and type."""
    shapes = [drawn(item, ctx) for item in layout.items if item not in master]
    shapes += [_held(place, theme, ctx, marking) for place in layout.placeholders]
    kind = _kind(layout)
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1">'
        f'<p:cSld name="{escaped(layout.title or plain_name(layout.name))}">{ground(layout.ground, ctx.pen)}'
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
    return ' type="titleOnly"' if kinds == {"title"} else ""


def _held(place: Placeholder, theme: Theme, ctx: PartContext, marking: str) -> str:
    """A placeholder of a layout; what it has of the master's it leaves out."""
    kind = _OF_MASTER.get(place.kind, place.kind)
    of_master = master_levels(theme, ctx.pen).get(kind, ())
    bases = (*of_master, *(None,) * 3)
    levels = enumerate(zip(_own_levels(place, theme, ctx.pen), bases, strict=False), start=1)
    style = "".join(level(n, own, ctx.pen, base) for n, (own, base) in levels)
    text = {"ftr": place.prompt or marking, "sldNum": ""}.get(place.kind, place.prompt)
    ph = ctx.holders[place.name].ph
    if place.prompt and place.kind not in ("ftr", "sldNum"):
        ph = ph.replace("/>", ' hasCustomPrompt="1"/>')
    same = kind in _BOXES and place.rect == _box(kind, theme, ctx.pen)
    anchor = "" if place.anchor == "top" else f' anchor="{ANCHOR[place.anchor]}"'
    body = f"<a:bodyPr{anchor}/>" if of_master else _body(ctx.pen, f"{anchor}")
    return _placeholder(place.name, ph, None if same else place.rect, body, style, text, ctx)


def _box(kind: str, theme: Theme, pen: Pen) -> Rect:
    """Where the master has its placeholder of a kind."""
    box = theme.frame.rect(_BOXES[kind])
    return box.mirrored(theme.grid.width) if pen.rtl else box


def _body(pen: Pen, anchor: str = "", autofit: str = "") -> str:
    """The body of a placeholder of the master, without insets. A text that a user makes longer is made smaller."""
    column = ' rtlCol="1"' if pen.rtl else ""
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"{column}{anchor}>{autofit}</a:bodyPr>'
    )


def _placeholder(name: str, ph: str, rect: Rect | None, body: str, style: str, text: str, ctx: PartContext) -> str:
    language = ctx.pen.language
    if 'type="sldNum"' in ph:
        words = (
            f'<a:fld id="{_SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{language}" dirty="0"/><a:t>‹#›</a:t></a:fld>'
        )
    elif text:
        words = f'<a:r><a:rPr lang="{language}" dirty="0"/><a:t>{escaped(text)}</a:t></a:r>'
    else:
        words = f'<a:endParaRPr lang="{language}" dirty="0"/>'
    frame = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    place = f"<p:spPr>{frame_of(rect.x, rect.y, rect.w, rect.h)}{frame}</p:spPr>" if rect else "<p:spPr/>"
    listed = f"<a:lstStyle>{style}</a:lstStyle>" if style else "<a:lstStyle/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{ctx.next_id()}" name="{escaped(plain_name(name))}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr>{place}'
        f"<p:txBody>{body}{listed}<a:p>{words}</a:p></p:txBody></p:sp>"
    )


def master_xml(theme: Theme, items: Sequence[Item], ctx: PartContext, layout_ids: Sequence[str], marking: str) -> str:
    """The one ``slideMaster``: its ``items``, the frame's placeholders, the text styles of title, body and all else."""
    pen, levels = ctx.pen, master_levels(theme, ctx.pen)
    fits = "<a:normAutofit/>"
    styles = {kind: "".join(level(n, own, pen) for n, own in enumerate(levels[kind], start=1)) for kind in levels}
    held = (
        ("title", '<p:ph type="title"/>', "", "Title", fits),
        ("body", '<p:ph type="body" idx="1"/>', "", "Text", fits),
        ("ftr", '<p:ph type="ftr" sz="quarter" idx="3"/>', styles["ftr"], marking, ""),
        ("sldNum", '<p:ph type="sldNum" sz="quarter" idx="4"/>', styles["sldNum"], "", ""),
    )
    names = {"ftr": "marking", "sldNum": "page"}
    shapes = (
        _placeholder(names.get(kind, kind), ph, _box(kind, theme, pen), _body(pen, autofit=fit), style, text, ctx)
        for kind, ph, style, text, fit in held
    )
    mapping = " ".join(f'{name}="{slot}"' for name, slot in color_map(pen.colours.mapping).items())
    ids = "".join(
        f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + index}" r:id="{rid}"/>' for index, rid in enumerate(layout_ids)
    )
    return (
        f'{DECLARATION}<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{ground("paper", pen)}'
        f"<p:spTree>{TREE}{''.join(drawn(item, ctx) for item in items)}{''.join(shapes)}</p:spTree></p:cSld>"
        f"<p:clrMap {mapping}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{styles['title']}</p:titleStyle>"
        f"<p:bodyStyle>{styles['body']}</p:bodyStyle>"
        f"<p:otherStyle>{other_levels(theme.style('body'), pen)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def color_map(mapping: Mapping[str, str]) -> dict[str, str]:
    """All twelve entries of a ``p:clrMap``: four depend on the ground, the others map to themselves."""
    rest = [f"accent{n}" for n in range(1, 7)] + ["hlink", "folHlink"]
    return {**mapping, **{name: name for name in rest}}


def other_levels(style: TextStyle, pen: Pen) -> str:
    """The levels of text that is neither title nor body."""
    return "".join(level(n, Level(style, pen.start, left=_INDENT * (n - 1)), pen) for n in range(1, 6))
