"""The words of a Chart: text properties of axes and labels, and number formats in the deck's language."""

from __future__ import annotations

import re
from functools import cache
from locale import windows_locale

from ...scene.model import TextStyle
from ...text.bidi import END, FROM_RIGHT, mixed
from .part_context import Pen
from .text import chart_text

BODY = '<a:bodyPr rot="0" vertOverflow="overflow" vert="horz" wrap="{wrap}" anchor="ctr"/>'
_LCIDS = {name.replace("_", "-"): f"{number:X}" for number, name in windows_locale.items()}
_SECTION = re.compile(r'(?:"[^"]*"|[^;"])+')  # of a number format: what stands between semicolons, quotes apart


def text(style: TextStyle, pen: Pen, wrap: str = "square") -> str:
    """The ``c:txPr`` of a style."""
    direction = ' rtl="1"' if pen.rtl else ""
    return (
        f"<c:txPr>{BODY.format(wrap=wrap)}<a:lstStyle/>"
        f"<a:p><a:pPr{direction}><a:defRPr{chart_text(style, pen)}</a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{pen.language}"/></a:p></c:txPr>'
    )


@cache
def number_format(code: str, language: str) -> str:
    """A number format with the locale of the deck's language, so that a German deck has "61,2" in every office program.
    Words that are read from the right get direction marks: labels of a chart have no direction of their own, and the
    unit would stand at the right of its number."""
    if mixed(code):
        code = _SECTION.sub(lambda section: f'"{FROM_RIGHT}"{section[0]}"{END}"', code)
    if language in _LCIDS and re.search("[0#ymd]", re.sub(r'"[^"]*"', "", code.replace("General", ""))):
        code = _SECTION.sub(lambda section: f"[$-{_LCIDS[language]}]{section[0]}", code)
    return code
