"""Speaker notes: the notes master and the notes pages, dark on light whatever the slides' ground is."""

from __future__ import annotations

from ...core.geometry import Rect
from ...scene.model import TextStyle
from ...text.bidi import reads_from_right, reads_from_right_among_mirrored
from .master import TREE, color_map
from .part_context import DECLARATION, NAMESPACES, Level, Pen, escaped
from .text import frame_of, level

PAGE_W, PAGE_H = 540.0, 720.0  # pt, as PowerPoint's own
_IMAGE = Rect(54, 54, 432, 243)
_TEXT = Rect(54, 321, 432, 342)
_NUMBER = Rect(54, 678, 432, 15)
BODY, NUMBER = 3, 5  # the indices of the notes and of the slide's number
_STYLE = TextStyle(12, 16)
_SMALL = TextStyle(9, 12)
_FROM_RIGHT = '<a:pPr algn="r" rtl="1"/>'
_FROM_LEFT = '<a:pPr algn="r" rtl="0"/>'


def notes_master_xml(pen: Pen, w: float, h: float) -> str:
    """The ``notesMaster`` for slides of ``w`` × ``h`` points: the slide's image, the notes, the page number."""
    image = Rect(_IMAGE.x, _IMAGE.y, _IMAGE.w, min(_IMAGE.w * h / w, _TEXT.y - _IMAGE.y - 12))
    image = Rect(image.x, image.y, image.h * w / h, image.h)
    levels = "".join(level(n, Level(_STYLE, pen.start, 4, 14.0 * (n - 1)), pen) for n in range(1, 6))
    mapping = " ".join(
        f'{name}="{slot}"' for name, slot in color_map({"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}).items()
    )
    small = level(1, Level(_SMALL, pen.end), pen)
    words = f'<a:r><a:rPr lang="{pen.language}" dirty="0"/><a:t>Notes</a:t></a:r>'
    return (
        f"{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill>"
        '<a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{TREE}{_image(2, image)}{_words(3, 'Notes', 'body', BODY, _TEXT, levels, words)}"
        f"{_words(4, 'Page', 'sldNum', NUMBER, _NUMBER, small, _number('‹#›', pen))}</p:spTree></p:cSld>"
        f"<p:clrMap {mapping}/><p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def notes_xml(notes: str, page: int, pen: Pen, index: int, number: int | None) -> str:
    """The ``notes`` page of the slide with the number ``page``, a paragraph for each line; ``index`` is its master's
    placeholder for them, ``number`` that for the slide's number, if there is one."""
    plain = f'<a:rPr lang="{pen.language}" dirty="0"/>'
    paragraphs = "".join(
        f"<a:p>{_direction(line, pen)}<a:r>{plain}<a:t>{escaped(line)}</a:t></a:r></a:p>"
        if line
        else f'<a:p><a:endParaRPr lang="{pen.language}" dirty="0"/></a:p>'
        for line in notes.split("\n")
    )
    return (
        f"{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="body" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        f"{_paged(page, number, pen)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _paged(page: int, number: int | None, pen: Pen) -> str:
    if number is None:
        return ""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Page"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="{number}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{_number(str(page), pen)}</a:p></p:txBody></p:sp>"
    )


def _number(shown: str, pen: Pen) -> str:
    """The field of a slide's number, and what it shows until an office counts."""
    return (
        '<a:fld id="{C1C1DFD6-5A35-4B26-A1C5-4B6F1E8C2D11}" type="slidenum">'
        f'<a:rPr lang="{pen.language}" dirty="0"/><a:t>{shown}</a:t></a:fld>'
    )


def _direction(line: str, pen: Pen) -> str:
    """The direction of a line of notes, where it is not that of the deck."""
    if pen.rtl:
        return "" if reads_from_right_among_mirrored(line) else _FROM_LEFT
    return _FROM_RIGHT if reads_from_right(line) else ""


def _image(shape_id: int, rect: Rect) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{frame_of(rect.x, rect.y, rect.w, rect.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="6350"><a:solidFill><a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )


def _words(shape_id: int, name: str, kind: str, index: int, rect: Rect, style: str, words: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{frame_of(rect.x, rect.y, rect.w, rect.h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"/>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )
