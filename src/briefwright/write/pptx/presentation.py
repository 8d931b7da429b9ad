"""The presentation part and its small companions: slide list, sections, sizes, default text, properties."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ...core.geometry import emu
from ...scene.model import Scene, TextStyle
from .master import FIRST_LAYOUT_ID, other_levels
from .notes import PAGE_H, PAGE_W
from .part_context import DECLARATION, NAMESPACES, Pen, escaped
from .tables import PLAIN_STYLE

FIRST_SLIDE_ID = 256  # ECMA-376 Part 1, 19.7.13: slide ids count from here
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def presentation_xml(
    scene: Scene, body: TextStyle, pen: Pen, master: str, notes_master: str | None, slides: Sequence[str]
) -> str:
    """``presentation.xml``. ``master``, ``notes_master`` (None without notes) and ``slides`` are relationship ids."""
    ids = "".join(f'<p:sldId id="{FIRST_SLIDE_ID + i}" r:id="{rid}"/>' for i, rid in enumerate(slides))
    notes = f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes_master}"/></p:notesMasterIdLst>' if notes_master else ""
    direction = ' rtl="1"' if scene.rtl else ""
    return (
        f'{DECLARATION}<p:presentation {NAMESPACES}{direction} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_LAYOUT_ID - 1}" r:id="{master}"/></p:sldMasterIdLst>{notes}'
        f"<p:sldIdLst>{ids}</p:sldIdLst>"
        f'<p:sldSz cx="{emu(scene.width)}" cy="{emu(scene.height)}"/><p:notesSz cx="{emu(PAGE_W)}" cy="{emu(PAGE_H)}"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{pen.language}"/></a:defPPr>{other_levels(body, pen)}'
        f"</p:defaultTextStyle>{_extensions(scene)}</p:presentation>"
    )


def _extensions(scene: Scene) -> str:
    listed = sections(scene)
    return f"<p:extLst>{listed}</p:extLst>" if listed else ""


def sections(scene: Scene) -> str:
    """The extension with the sections; slides before the first are in one of the deck's title: each must be in one."""
    if not scene.sections or not scene.pages:
        return ""
    starts = list(scene.sections)
    if starts[0][1] > 0:
        starts.insert(0, (scene.properties.title, 0))
    ends = [start for _, start in starts[1:]] + [len(scene.pages)]
    made = []
    for index, ((title, start), end) in enumerate(zip(starts, ends, strict=True)):
        slides = "".join(f'<p14:sldId id="{FIRST_SLIDE_ID + page}"/>' for page in range(start, end))
        name = escaped(title)
        made.append(
            f'<p14:section name="{name}" id="{_guid(f"{index} {title}")}"><p14:sldIdLst>{slides}</p14:sldIdLst>'
            "</p14:section>"
        )
    return (
        f'<p:ext uri="{SECTIONS}"><p14:sectionLst '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{"".join(made)}</p14:sectionLst>'
        "</p:ext>"
    )


def _guid(seed: str) -> str:
    """A GUID made from words, so that the same deck has the same bytes."""
    h = hashlib.sha256(seed.encode()).hexdigest().upper()
    return f"{{{h[:8]}-{h[8:12]}-5{h[13:16]}-A{h[17:20]}-{h[20:32]}}}"


def table_style() -> str:
    """The one table style that tables name. It is empty, since every cell has its own properties."""
    plain = (
        '<a:tcTxStyle><a:fontRef idx="minor"><a:scrgbClr r="0" g="0" b="0"/></a:fontRef><a:schemeClr val="tx1"/>'
        "</a:tcTxStyle><a:tcStyle><a:tcBdr><a:left><a:ln><a:noFill/></a:ln></a:left><a:right><a:ln><a:noFill/></a:ln>"
        "</a:right><a:top><a:ln><a:noFill/></a:ln></a:top><a:bottom><a:ln><a:noFill/></a:ln></a:bottom>"
        "<a:insideH><a:ln><a:noFill/></a:ln></a:insideH><a:insideV><a:ln><a:noFill/></a:ln></a:insideV></a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle>"
    )
    return (
        f'<a:tblStyle xmlns:a="{MAIN}" styleId="{PLAIN_STYLE}" styleName="No Style, No Grid">'
        f"<a:wholeTbl>{plain}</a:wholeTbl></a:tblStyle>"
    )


def table_styles_xml() -> str:
    """``tableStyles.xml`` with that style."""
    return f'{DECLARATION}<a:tblStyleLst xmlns:a="{MAIN}" def="{PLAIN_STYLE}">{table_style()}</a:tblStyleLst>'


def presentation_properties_xml() -> str:
    return f"{DECLARATION}<p:presentationPr {NAMESPACES}/>"


def view_properties_xml() -> str:
    return f'{DECLARATION}<p:viewPr {NAMESPACES}><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'


def extended_properties_xml(scene: Scene) -> str:
    """``app.xml``: the organisation and the numbers of slides and notes pages."""
    notes = sum(bool(page.notes) for page in scene.pages)
    company = scene.properties.organisation
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"<TotalTime>0</TotalTime><Application>briefwright</Application>"
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{len(scene.pages)}</Slides><Notes>{notes}</Notes>"
        f"<HiddenSlides>0</HiddenSlides>{f'<Company>{escaped(company)}</Company>' if company else ''}</Properties>"
    )


def custom_properties_xml(values: Sequence[tuple[str, str]]) -> str:
    """``custom.xml``: named texts, which office programs show among the document's properties."""
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{escaped(name)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{entries}</Properties>"
    )
