"""The theme part: the colour scheme, the two fonts, plain fills and lines, and what a newly drawn shape looks like."""

from __future__ import annotations

from ...core.geometry import emu
from ...theme.model import Theme
from .part_context import DECLARATION, Pen, escaped
from .scripts import scheme, script_faces

_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml(theme: Theme, pen: Pen) -> str:
    """``theme1.xml``: change its colours or fonts in PowerPoint and every page follows."""
    name = escaped(theme.title or theme.name)
    others = scheme(theme.fonts, pen.language)
    slots = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in pen.colours.slots.items())
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{slots}</a:clrScheme><a:fontScheme name="{name}">'
        f"{_font('majorFont', theme.fonts.heading.name, *others)}{_font('minorFont', theme.fonts.body.name, *others)}"
        "</a:fontScheme>"
        f"{_format_scheme(name)}</a:themeElements>{_defaults(theme, pen)}<a:extraClrSchemeLst/></a:theme>"
    )


def _font(tag: str, name: str, east: str, complex_: str) -> str:
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in script_faces())
    return (
        f'<a:{tag}><a:latin typeface="{escaped(name)}"/><a:ea typeface="{escaped(east)}"/>'
        f'<a:cs typeface="{escaped(complex_)}"/>{scripts}</a:{tag}>'
    )


def _format_scheme(name: str) -> str:
    lines = "".join(
        f'<a:ln w="{emu(width)}" cap="flat" cmpd="sng" algn="ctr">{_PLAIN}<a:prstDash val="solid"/>'
        '<a:miter lim="800000"/></a:ln>'
        for width in (0.5, 1.0, 1.5)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3  # no shadow, whatever style a user picks
    return (
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_PLAIN * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )


def _defaults(theme: Theme, pen: Pen) -> str:
    """The defaults of shapes, lines and text boxes that a user draws. Their text is that of the presentation."""
    connector = theme.stroke("connector")
    inset = emu(theme.spacing[3] if len(theme.spacing) > 3 else 12)
    stroke = f'<a:ln w="{emu(connector.width)}">{pen.colours.fill(connector.colour)}</a:ln>'
    return (
        f"<a:objectDefaults><a:spDef><a:spPr>{pen.colours.fill('tint')}<a:ln><a:noFill/></a:ln></a:spPr>"
        f'<a:bodyPr wrap="square" lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}" rtlCol="0" anchor="t">'
        "<a:normAutofit/></a:bodyPr><a:lstStyle/></a:spDef>"
        f"<a:lnDef><a:spPr>{stroke}</a:spPr><a:bodyPr/><a:lstStyle/></a:lnDef>"
        '<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        'anchor="t"><a:spAutoFit/></a:bodyPr><a:lstStyle/></a:txDef></a:objectDefaults>'
    )
