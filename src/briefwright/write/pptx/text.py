"""Paragraphs to DrawingML text: explicit sizes, exact line pitch, theme fonts, real bullets, links, raised markers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ...core.geometry import emu
from ...scene.model import Anchor, Paragraph, Run, Text, TextStyle
from ...text.scripts import EAST_ASIAN
from .part_context import PartContext, Pen, PlaceholderRef, escaped
from .scripts import languages, stand_in

ALIGN = {"left": "l", "right": "r", "center": "ctr"}
ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}

# PowerPoint draws a raised run at two thirds of its size, so it is made larger by this factor.
_RAISED = 1.5
_WORDS = re.compile(r"(?<= )(?=[^ ])")
_KERN = 100  # kerning from 1 pt on: an office program may take 0 as off
_NEAR = 0.01  # pt
_SLIDE_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


def text_box(item: Text, ctx: PartContext) -> str:
    """A Text as a text box, or as the slide's use of a layout's placeholder."""
    holder = ctx.holders[item.placeholder] if item.placeholder else None
    link, paragraphs = _whole_link(item)
    name = f'<p:cNvPr id="{ctx.next_id()}" name="{escaped(item.name)}"'
    click = ctx.click(link, run=False)
    named = f"{name}>{click}</p:cNvPr>" if click else f"{name}/>"
    if holder:
        kind = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{holder.ph}</p:nvPr>'
    else:
        kind = '<p:cNvSpPr txBox="1"/><p:nvPr/>'
    insets = _insets(item, holder) if holder and holder.client else None
    body = (
        body_properties(paragraphs, item.anchor) if insets is None else f"<a:bodyPr{insets}><a:noAutofit/></a:bodyPr>"
    )
    indent = holder.indent if holder and insets is not None else 0.0
    box = _box(item, holder) if insets is None else "<p:spPr/>"
    return (
        f"<p:sp><p:nvSpPr>{named}{kind}</p:nvSpPr>{box}<p:txBody>{body}<a:lstStyle/>"
        f"{text_paragraphs(paragraphs, ctx, bool(holder and holder.numbered), indent)}</p:txBody></p:sp>"
    )


def _insets(item: Text, holder: PlaceholderRef) -> str | None:
    """The inset attributes of a text in a client's placeholder, None where it stands elsewhere. A narrower text gets
    insets at its sides, so that the box of the placeholder stays as it is."""
    own, rect = holder.rect, item.rect
    if own is None or abs(own.y - rect.y) > _NEAR or abs(own.h - rect.h) > _NEAR:
        return None
    less = rect.x - own.x, own.right - rect.right
    if min(less) < -_NEAR:
        return None
    sides = zip(("lIns", "rIns"), holder.sides, less, strict=True)
    return "".join(f' {name}="{emu(inset + more)}"' for name, inset, more in sides if more > _NEAR)


def _box(item: Text, holder: PlaceholderRef | None) -> str:
    r = item.rect
    if holder:
        if holder.rect == r:
            return "<p:spPr/>"  # at the place of the layout, so that it moves with the layout
        bare = "<a:noFill/>" if holder.client else ""  # so that a band which the client fills it with stays where it is
        return f"<p:spPr>{frame_of(r.x, r.y, r.w, r.h)}{bare}</p:spPr>"
    return (
        f'<p:spPr>{frame_of(r.x, r.y, r.w, r.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        "<a:ln><a:noFill/></a:ln></p:spPr>"
    )


def frame_of(x: float, y: float, w: float, h: float, flip: str = "") -> str:
    """The transform of a shape, from points."""
    return f'<a:xfrm{flip}><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'


def body_properties(paragraphs: Sequence[Paragraph], anchor: Anchor) -> str:
    """A text body without insets and without autofit.

    Space above the first paragraph is the only inset there is: offices differ on ``spcBef`` at the top of a box.
    """
    top = emu(paragraphs[0].before) if paragraphs else 0
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="{top}" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{ANCHOR[anchor]}"><a:noAutofit/></a:bodyPr>'
    )


def text_paragraphs(
    paragraphs: Sequence[Paragraph], ctx: PartContext, numbered: bool = False, indent: float = 0.0
) -> str:
    """The ``a:p`` elements, with the ``indent`` of their box; runs of a ``numbered`` text are slide number fields."""
    if not paragraphs:
        # as small as possible: an empty paragraph of the default 18 pt would make a table row grow
        return f'<a:p><a:endParaRPr lang="{ctx.pen.language}" sz="100" dirty="0"/></a:p>'
    out = []
    for index, paragraph in enumerate(part for whole in paragraphs for part in _parted(whole)):
        before = paragraph.before if index else 0.0
        out.append(f"<a:p>{_paragraph_properties(paragraph, before, ctx.pen, indent)}")
        out.extend(_field(run, ctx) if numbered else _run(run, ctx) for run in paragraph.runs)
        if not paragraph.runs:
            size = round(paragraph.leading * 80)
            out.append(f'<a:endParaRPr lang="{ctx.pen.language}" sz="{size}" dirty="0"/>')
        out.append("</a:p>")
    return "".join(out)


def _parted(paragraph: Paragraph) -> list[Paragraph]:
    """The paragraphs of a text whose author parted them by line breaks; a bullet stands before the first."""
    if "\n" not in paragraph.text:
        return [paragraph]
    parts: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *others = run.text.split("\n")
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=text)] for text in others]
    runs = [tuple(run for run in part if run.text) for part in parts]
    return [replace(paragraph, runs=runs[0]), *(replace(paragraph, runs=r, before=0.0, bullet=False) for r in runs[1:])]


def _paragraph_properties(paragraph: Paragraph, before: float, pen: Pen, box: float = 0.0) -> str:
    direction = _direction(paragraph)
    key = (paragraph.leading, paragraph.align, before, paragraph.bullet, paragraph.indent, direction, box)
    made = pen.paragraphs.get(key)
    if made is None:
        hang = emu(paragraph.indent)
        bullet = _bullet("•") if paragraph.bullet else "<a:buNone/>"
        made = pen.paragraphs[key] = (
            f'<a:pPr marL="{hang + emu(box)}" indent="{-hang if paragraph.bullet else 0}" '
            f'algn="{ALIGN[paragraph.align]}"{direction}>'
            f"{spacing(paragraph.leading, before)}{bullet}</a:pPr>"
        )
    return made


def _direction(paragraph: Paragraph) -> str:
    """The attributes that depend on the script: right to left; and no hanging full stops, which office programs allow
    among ideographs by default, so that they would break lines elsewhere than we do."""
    east = any(run.style.script in EAST_ASIAN for run in paragraph.runs)
    return (' rtl="1"' if paragraph.rtl else "") + (' hangingPunct="0"' if east else "")


def _bullet(char: str) -> str:
    # named, though it is the text's own font: LibreOffice else takes its symbol font, which sits 2 pt higher
    return f'<a:buFont typeface="+mn-lt"/><a:buChar char="{char}"/>'


def spacing(leading: float, before: float = 0.0) -> str:
    """Exact line pitch and the space above, from points."""
    return (
        f'<a:lnSpc><a:spcPts val="{round(leading * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    )


def _run(run: Run, ctx: PartContext) -> str:
    attributes, children = _run_properties(run.style, run.raised, ctx.pen)
    children += ctx.click(run.link)
    if not run.link:
        return f"<a:r><a:rPr{attributes}>{children}</a:rPr><a:t>{escaped(run.text)}</a:t></a:r>"
    properties = f"<a:rPr{attributes}>{children}</a:rPr>"
    # LibreOffice makes a linked run a field, and breaks fields within words
    return "".join(f"<a:r>{properties}<a:t>{escaped(word)}</a:t></a:r>" for word in _WORDS.split(run.text))


def _field(run: Run, ctx: PartContext) -> str:
    attributes, children = _run_properties(run.style, run.raised, ctx.pen)
    return (
        f'<a:fld id="{_SLIDE_NUMBER}" type="slidenum"><a:rPr{attributes}>{children}</a:rPr>'
        f"<a:t>{escaped(run.text)}</a:t></a:fld>"
    )


def _run_properties(style: TextStyle, raised: bool, pen: Pen) -> tuple[str, str]:
    made = pen.runs.get((style, raised))
    if made is None:
        attributes = f"{languages(style.script, pen.language)}{_attributes(style, _RAISED if raised else 1)}{pen.plain}"
        attributes += ' baseline="30000" dirty="0"' if raised else ' dirty="0"'
        made = pen.runs[style, raised] = (attributes, _children(style, pen))
    return made


def _attributes(style: TextStyle, scale: float = 1) -> str:
    return (
        f' sz="{round(style.size * scale * 100)}" b="{int(style.bold)}" i="{int(style.italic)}" kern="{_KERN}" '
        f'spc="{round(style.tracking * 100)}"'
    )


def _children(style: TextStyle, pen: Pen) -> str:
    kind = "mj" if style.family == "heading" else "mn"
    east, complex_ = stand_in(style, pen)
    latin = escaped(pen.faces.get(style.family) or f"+{kind}-lt")
    return (
        f'{pen.colours.fill(style.colour)}<a:latin typeface="{latin}"/><a:ea typeface="{east or f"+{kind}-ea"}"/>'
        f'<a:cs typeface="{complex_ or f"+{kind}-cs"}"/>'
    )


def chart_text(style: TextStyle, pen: Pen) -> str:
    """The ``a:defRPr`` of a chart's texts, from its attributes to its children, without its tags."""
    return (
        f' lang="{pen.language}" sz="{round(style.size * 100)}" b="{int(style.bold)}" i="{int(style.italic)}">'
        f"{_children(style, pen)}"
    )


def level(
    number: int,
    style: TextStyle,
    pen: Pen,
    *,
    align: str = "",
    before: float = 0.0,
    left: float = 0.0,
    bullet: str = "",
    hang: float = 0.0,
) -> str:
    """One level of a list style: the default properties of text in a placeholder or master. Without ``align`` it is
    aligned to the side that the deck is read from."""
    align = align or ("r" if pen.rtl else "l")
    mark = _bullet(bullet) if bullet else "<a:buNone/>"
    return (
        f'<a:lvl{number}pPr marL="{emu(left)}" indent="{-emu(hang)}" algn="{align}" defTabSz="914400" '
        f'rtl="{int(pen.rtl)}" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">{spacing(style.leading, before)}{mark}'
        f"<a:defRPr{_attributes(style)}>{_children(style, pen)}</a:defRPr></a:lvl{number}pPr>"
    )


def _whole_link(item: Text) -> tuple[str | None, tuple[Paragraph, ...]]:
    """The link of the whole box, and the paragraphs. Where all runs lead to one page, the box does so in their place:
    PowerPoint underlines linked runs."""
    links = {run.link for paragraph in item.paragraphs for run in paragraph.runs}
    shared = next(iter(links)) if len(links) == 1 else None
    link = item.link or (shared if shared and shared.startswith("#") else None)
    if link is None or links <= {None} or not links <= {None, link}:
        return link, item.paragraphs
    bare = tuple(replace(p, runs=tuple(replace(run, link=None) for run in p.runs)) for p in item.paragraphs)
    return link, bare
