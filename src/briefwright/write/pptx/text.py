"""Paragraphs to DrawingML text: exact line pitch, theme fonts, real bullets, links; what is inherited is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ...core.geometry import emu
from ...scene.model import Anchor, Paragraph, Run, Text, TextStyle
from ...text.scripts import EAST_ASIAN, FROM_RIGHT
from .part_context import Level, PartContext, Pen, PlaceholderRef, escaped
from .scripts import languages, stand_in

ALIGN = {"left": "l", "right": "r", "center": "ctr"}
ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}

# PowerPoint draws a raised run at two thirds of its size, so it is made larger by this factor.
_RAISED = 1.5
_WORDS = re.compile(r"(?<= )(?=[^ ])")
_UP = ' baseline="30000"'
FLAT = ' baseline="0"'
_SINGLE = 1.2  # the pitch of single-spaced lines, in sizes
_PLAIN = TextStyle(0, 0)  # of a paragraph, whose letters are its runs'
_KERN = 100  # kerning from 1 pt on: an office program may take 0 as off
_NEAR = 0.01  # pt
_SLIDE_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


def text_box(item: Text, ctx: PartContext) -> str:
    """A Text as a text box, or as the slide's use of a layout's placeholder."""
    holder = ctx.holders.get(item.placeholder or "")  # none for the second title of a slide
    link, paragraphs = _whole_link(item)
    name = f'<p:cNvPr id="{ctx.next_id()}" name="{escaped(item.name)}"'
    click = ctx.click(link, run=False)
    named = f"{name}>{click}</p:cNvPr>" if click else f"{name}/>"
    if holder:
        kind = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{holder.ph}</p:nvPr>'
    else:
        kind = '<p:cNvSpPr txBox="1"/><p:nvPr/>'
    insets = _insets(item, holder) if holder else None
    body = body_properties(paragraphs, item.anchor, holder, insets)
    box = _box(item, holder) if insets is None else "<p:spPr/>"  # so that it moves with the layout
    indent = holder.indent if holder and insets is not None else 0.0
    levels = holder.levels if holder else ctx.pen.levels
    words = text_paragraphs(paragraphs, ctx, levels, bool(holder and holder.numbered), indent)
    return f"<p:sp><p:nvSpPr>{named}{kind}</p:nvSpPr>{box}<p:txBody>{body}<a:lstStyle/>{words}</p:txBody></p:sp>"


def _insets(item: Text, holder: PlaceholderRef) -> str | None:
    """The inset attributes of a text in its placeholder, None where it stands elsewhere. A narrower text gets insets at
    its sides, so that the box of the placeholder stays as it is."""
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
        bare = "<a:noFill/>" if holder.client else ""  # so that a band which the client fills it with stays where it is
        return f"<p:spPr>{frame_of(r.x, r.y, r.w, r.h)}{bare}</p:spPr>"
    return (
        f'<p:spPr>{frame_of(r.x, r.y, r.w, r.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        "<a:ln><a:noFill/></a:ln></p:spPr>"
    )


def frame_of(x: float, y: float, w: float, h: float, flip: str = "") -> str:
    """The transform of a shape, from points."""
    return f'<a:xfrm{flip}><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'


def body_properties(
    paragraphs: Sequence[Paragraph], anchor: Anchor, holder: PlaceholderRef | None = None, insets: str | None = None,
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
) -> str:  # fmt: skip
    """The ``bodyPr`` of a text: without autofit, its insets the ``margins`` (left, top, right, bottom, in points). In a
    placeholder, only what differs from it.

    Space above the first paragraph is an inset, too: offices differ on ``spcBef`` at the top of a box.
    """
    left, above, right, below = margins
    top = emu(above + (paragraphs[0].before if paragraphs else 0))
    if holder and holder.client and insets is not None:
        return f"<a:bodyPr{insets}><a:noAutofit/></a:bodyPr>" if holder.grows else f"<a:bodyPr{insets}/>"
    if holder and not holder.client:
        more = f' tIns="{top}"' if top else ""
        return f"<a:bodyPr{insets or ''}{more}{_anchored(anchor, holder.anchor)}/>"
    stated = f' anchor="{ANCHOR[anchor]}"' if holder else _anchored(anchor)  # a master may have its titles at the foot
    sides = f'lIns="{emu(left)}" tIns="{top}" rIns="{emu(right)}" bIns="{emu(below)}"'
    return f'<a:bodyPr wrap="square" {sides}{stated}><a:noAutofit/></a:bodyPr>'


def _anchored(anchor: Anchor, inherited: Anchor = "top") -> str:
    return "" if anchor == inherited else f' anchor="{ANCHOR[anchor]}"'


def text_paragraphs(
    paragraphs: Sequence[Paragraph], ctx: PartContext, levels: Sequence[Level], numbered: bool = False,
    indent: float = 0.0,
) -> str:  # fmt: skip
    """The ``a:p`` elements, with the ``indent`` of their box and what they have of their level left out: a bullet is on
    the second, if that has one. Runs of a ``numbered`` text are slide number fields."""
    out = []
    for index, paragraph in enumerate(part for whole in paragraphs for part in _parted(whole)):
        before = paragraph.before if index else 0.0
        depth = min(paragraph.bullet + bool(paragraph.outer), len(levels) - 1)
        level = levels[depth] if levels else None
        out.append(f"<a:p>{_paragraph_properties(paragraph, before, ctx.pen, level, indent, depth)}")
        out.extend(_field(run, ctx, level) if numbered else _run(run, ctx, level) for run in paragraph.runs)
        if not paragraph.runs:
            size = round(paragraph.leading * 80)
            out.append(f'<a:endParaRPr lang="{ctx.pen.language}" sz="{size}" dirty="0"/>')
        out.append("</a:p>")
    return "".join(out)


def empty_paragraph(like: Paragraph, most: float, ctx: PartContext, level: Level | None) -> str:
    """An ``a:p`` without words, in which a user writes as in ``like``: at most so many points high."""
    share = min(max(most, 1.0) / like.leading, 1.0)
    style = replace(like.runs[0].style, size=like.runs[0].style.size * share)
    pitch = replace(like, leading=like.leading * share, bullet=False, indent=0.0)
    properties = _run_properties(Run("", style), ctx, level)
    return (
        f"<a:p>{_paragraph_properties(pitch, 0.0, ctx.pen, level)}{properties.replace('a:rPr', 'a:endParaRPr')}</a:p>"
    )


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


def _paragraph_properties(
    paragraph: Paragraph, before: float, pen: Pen, level: Level | None, box: float = 0.0, depth: int = 0
) -> str:
    direction, indents = _direction(paragraph), (paragraph.indent, paragraph.outer, box)
    pitch = _pitch(paragraph, level)
    key = (pitch, paragraph.align, before, paragraph.bullet, indents, direction, level, depth)
    made = pen.paragraphs.get(key)
    if made is None:
        hang = paragraph.indent - paragraph.outer if paragraph.bullet else 0.0
        own = Level(_PLAIN, paragraph.align, before, paragraph.indent + box, hang, "•" if paragraph.bullet else "")
        deep = f' lvl="{depth}"' if depth and level and level.bullet else ""
        made = pen.paragraphs[key] = (
            f"<a:pPr{deep}{_aligned(own, level)}{direction}>{_spaced(own, level, pitch)}</a:pPr>"
        )
    return made


def _pitch(paragraph: Paragraph, level: Level | None) -> str:
    """The pitch of measured lines: exact; in a client's placeholder a share of the size, which a master may change."""
    if level and level.shared and paragraph.runs:
        share = paragraph.leading / (max(run.style.size for run in paragraph.runs) * _SINGLE)
        return f'<a:spcPct val="{round(share * 100) * 1000}"/>'
    return f'<a:spcPts val="{round(paragraph.leading * 100)}"/>'


def _aligned(own: Level, base: Level | None) -> str:
    """The indents and the alignment of a level, but for those of ``base``."""
    written = []
    if base is None or own.left != base.left:
        written.append(f' marL="{emu(own.left)}"')
    if base is None or own.hang != base.hang:
        written.append(f' indent="{-emu(own.hang)}"')
    if base is None or own.align != base.align:
        written.append(f' algn="{ALIGN[own.align]}"')
    return "".join(written)


def _spaced(own: Level, base: Level | None, pitch: str) -> str:
    """The line pitch, if any, the space above and the bullet of a level, but for those of ``base``."""
    written = f"<a:lnSpc>{pitch}</a:lnSpc>" if pitch else ""
    if base is None or own.before != base.before:
        written += f'<a:spcBef><a:spcPts val="{round(own.before * 100)}"/></a:spcBef>'
    if base is None or own.after != base.after:
        written += '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
    if base is None or own.bullet != base.bullet:
        # named, though it is the text's own font: LibreOffice else takes its symbol font, which sits 2 pt higher
        mark = f'<a:buFont typeface="+mn-lt"/><a:buChar char="{own.bullet}"/>'
        written += mark if own.bullet else "<a:buNone/>"
    return written


def _direction(paragraph: Paragraph) -> str:
    """The attributes that depend on the script: right to left; and no hanging full stops, which office programs allow
    among ideographs by default, so that they would break lines elsewhere than we do."""
    east = any(run.style.script in EAST_ASIAN for run in paragraph.runs)
    return (' rtl="1"' if paragraph.rtl else "") + (' hangingPunct="0"' if east else "")


def _run(run: Run, ctx: PartContext, level: Level | None) -> str:
    properties = _run_properties(run, ctx, level)
    if not run.link:
        return f"<a:r>{properties}<a:t>{escaped(run.text)}</a:t></a:r>"
    # LibreOffice makes a linked run a field, and breaks fields within words; several it puts from left to right
    words = [run.text] if run.style.script in FROM_RIGHT else _WORDS.split(run.text)
    return "".join(f"<a:r>{properties}<a:t>{escaped(word)}</a:t></a:r>" for word in words)


def _field(run: Run, ctx: PartContext, level: Level | None) -> str:
    properties = _run_properties(replace(run, link=None), ctx, level)
    return f'<a:fld id="{_SLIDE_NUMBER}" type="slidenum">{properties}<a:t>{escaped(run.text)}</a:t></a:fld>'


def _run_properties(run: Run, ctx: PartContext, level: Level | None) -> str:
    pen, base = ctx.pen, level.style if level else None
    key = (run.style, run.raised, run.link is not None, base)
    made = pen.runs.get(key)
    if made is None:
        attributes = languages(run.style.script, pen.language)
        attributes += _attributes(run.style, base, _RAISED if run.raised else 1)
        plain = "" if base else pen.plain
        attributes += f'{plain.replace(FLAT, "") + _UP if run.raised else plain} dirty="0"'
        # LibreOffice paints a link that states no colour in the scheme's
        made = pen.runs[key] = (attributes, _children(run.style, pen, base, fill=run.link is not None))
    attributes, children = made
    children += ctx.click(run.link)
    return f"<a:rPr{attributes}>{children}</a:rPr>" if children else f"<a:rPr{attributes}/>"


def _attributes(style: TextStyle, base: TextStyle | None = None, scale: float = 1) -> str:
    """Size, weight, slant, kerning and tracking, but for those of ``base``."""
    size = round(style.size * scale * 100)
    written = "" if base and size == round(base.size * 100) else f' sz="{size}"'
    written += "" if base and style.bold == base.bold else f' b="{int(style.bold)}"'
    written += "" if base and style.italic == base.italic else f' i="{int(style.italic)}"'
    written += "" if base else f' kern="{_KERN}"'
    return written if base and style.tracking == base.tracking else f'{written} spc="{round(style.tracking * 100)}"'


def _children(style: TextStyle, pen: Pen, base: TextStyle | None = None, *, fill: bool = False) -> str:
    """Colour and faces, but for those of ``base``, which are the theme's; the colour always where ``fill`` says so."""
    kind = "mj" if style.family == "heading" else "mn"
    east, complex_ = stand_in(style, pen)
    written = "" if base and style.colour == base.colour and not fill else pen.colours.fill(style.colour)
    other = base is None or style.family != base.family
    if other:
        written += f'<a:latin typeface="{escaped(pen.faces.get(style.family) or f"+{kind}-lt")}"/>'
    written += f'<a:ea typeface="{east or f"+{kind}-ea"}"/>' if east or other else ""
    return written + (f'<a:cs typeface="{complex_ or f"+{kind}-cs"}"/>' if complex_ or other else "")


def chart_text(style: TextStyle, pen: Pen) -> str:
    """The ``a:defRPr`` of a chart's texts, from its attributes to its children, without its tags."""
    return (
        f' lang="{pen.language}" sz="{round(style.size * 100)}" b="{int(style.bold)}" i="{int(style.italic)}">'
        f"{_children(style, pen)}"
    )


def level(number: int, own: Level, pen: Pen, base: Level | None = None) -> str:
    """One level of a list style: the default properties of text in a placeholder or master, but for those of ``base``.

    Its pitch is a share of the size, so that what a user sets in another size keeps it.
    """
    like = base is not None and _share(own.style) == _share(base.style)
    pitch = "" if like else f'<a:spcPct val="{_share(own.style) * 1000}"/>'
    fixed = f' defTabSz="914400" rtl="{int(pen.rtl)}" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"'
    sides = _aligned(own, base) + ("" if base else fixed)
    of = base.style if base else None
    letters, faces = _attributes(own.style, of), _children(own.style, pen, of)
    within = _spaced(own, base, pitch)
    within += f"<a:defRPr{letters}>{faces}</a:defRPr>" if letters or faces else ""
    return f"<a:lvl{number}pPr{sides}>{within}</a:lvl{number}pPr>" if sides or within else ""


def _share(style: TextStyle) -> int:
    """The pitch of lines in percent of what an office takes for a single one."""
    return round(style.leading / (style.size * _SINGLE) * 100)


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
