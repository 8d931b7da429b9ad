"""Harder client templates, made by the tests: artwork of every kind, grounds, dates, and all that a file may carry."""
# ruff: noqa: E501  # XML reads better in one line

import io
import re
import struct
from collections.abc import Callable
from math import cos, pi, sin

from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from tests.clients import MASTER, THEME, TYPES, Parts, edited, layouts, parts_of, picture, rels, saved

EMU_IN = 914400
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAVY, TEAL = "0B2545", "13A89E"
PICTURE_TYPES = '<Default Extension="png" ContentType="image/png"/>'


def wide() -> Parts:
    """The plain file, 13.33 x 7.5 in, in a scheme of a firm's own and in a font that nobody has."""
    deck = Presentation()
    deck.slide_width = Emu(12192000)
    deck.slide_height = Emu(6858000)
    parts = parts_of(saved(deck))

    def wider(text: str) -> str:
        text = re.sub(r'<a:off x="(-?\d+)"', lambda m: f'<a:off x="{round(int(m[1]) * 4 / 3)}"', text)
        return re.sub(r'<a:ext cx="(\d+)"', lambda m: f'<a:ext cx="{round(int(m[1]) * 4 / 3)}"', text)

    parts = edited(parts, [MASTER, *layouts(parts)], wider)
    colours = {"4F81BD": NAVY, "C0504D": TEAL, "1F497D": NAVY, "9BBB59": "F2A541"}

    def firm(text: str) -> str:
        for old, new in colours.items():
            text = text.replace(old, new)
        return text.replace('typeface="Calibri"', 'typeface="Zzyzx Grotesk"')

    parts = edited(parts, [THEME], firm)
    left = lambda text: text.replace('<a:lvl1pPr algn="ctr"', '<a:lvl1pPr algn="l"', 1)  # noqa: E731  # titles
    return edited(parts, [MASTER], left)


def drawn_on(parts: Parts, xml: str, *, sheet: str = MASTER, first: bool = False) -> Parts:
    """The parts with more shapes on a master or layout, over all else or under it."""
    at, put = ("</p:grpSpPr>", f"</p:grpSpPr>{xml}") if first else ("</p:spTree>", f"{xml}</p:spTree>")
    return edited(parts, [sheet], lambda text: put.join(text.rsplit(at, 1)) if not first else text.replace(at, put, 1))


def related(parts: Parts, sheet: str, key: str, kind: str, target: str) -> Parts:
    link = f'<Relationship Id="{key}" Type="{REL}/{kind}" Target="{target}"/></Relationships>'
    return edited(parts, [rels(sheet)], lambda text: text.replace("</Relationships>", link))


def typed(parts: Parts, entries: str) -> Parts:
    return edited(parts, [TYPES], lambda text: text.replace("</Types>", f"{entries}</Types>"))


def shape(
    number: int, name: str, box: tuple[float, float, float, float], geometry: str, fill: str, *, more: str = "",
    words: str = "",
) -> str:  # fmt: skip
    """A shape at a box in inches."""
    x, y, w, h = (round(v * EMU_IN) for v in box)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm{more}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>{geometry}{fill}<a:ln><a:noFill/></a:ln>'
        f"</p:spPr>{words}</p:sp>"
    )


def preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def solid(value: str) -> str:
    kind = "srgbClr" if re.fullmatch("[0-9A-F]{6}", value) else "schemeClr"
    return f'<a:solidFill><a:{kind} val="{value}"/></a:solidFill>'


def gradient(*values: str, angle: int = 0) -> str:
    stops = "".join(
        f'<a:gs pos="{round(100000 * n / (len(values) - 1))}"><a:srgbClr val="{v}"/></a:gs>'
        for n, v in enumerate(values)
    )
    return (
        f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle * 60000}" scaled="0"/></a:gradFill>'
    )


def text_body(text: str, *, size: int, colour: str, align: str = "l", anchor: str = "ctr") -> str:
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"/><a:lstStyle/><a:p>'
        f'<a:pPr algn="{align}"/><a:r><a:rPr lang="en-GB" sz="{size * 100}">{solid(colour)}</a:rPr><a:t>{text}</a:t></a:r>'
        "</a:p></p:txBody>"
    )


SWOOSH = (
    '<a:custGeom><a:avLst/><a:gdLst><a:gd name="deep" fmla="*/ h 3 5"/><a:gd name="x1" fmla="*/ w 7 10"/>'
    '<a:gd name="x2" fmla="*/ w 2 5"/><a:gd name="y1" fmla="*/ h 1 5"/><a:gd name="y2" fmla="*/ h 9 10"/></a:gdLst><a:ahLst/>'
    '<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path><a:moveTo><a:pt x="l" y="t"/></a:moveTo><a:lnTo>'
    '<a:pt x="r" y="t"/></a:lnTo><a:lnTo><a:pt x="r" y="deep"/></a:lnTo><a:cubicBezTo><a:pt x="x1" y="y1"/>'
    '<a:pt x="x2" y="b"/><a:pt x="l" y="y2"/></a:cubicBezTo><a:close/></a:path></a:pathLst></a:custGeom>'
)


def point(x: float, y: float) -> str:
    return f'<a:pt x="{round(x)}" y="{round(y)}"/>'


def petal(angle: float) -> str:
    """A leaf from the middle of a square of 1000 outwards."""
    x, y = 500 + 480 * cos(angle), 500 + 480 * sin(angle)
    bend = [(500 + 300 * cos(angle + by), 500 + 300 * sin(angle + by)) for by in (-0.12, 0.12)]

    def curve(*ends: tuple[float, float]) -> str:
        return f"<a:quadBezTo>{''.join(point(*end) for end in ends)}</a:quadBezTo>"

    points = curve(bend[0], (x, y)) + curve(bend[1], (500, 500))
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="1000" h="1000"><a:moveTo><a:pt x="500" y="500"/></a:moveTo>{points}<a:close/></a:path></a:pathLst>'
        "</a:custGeom>"
    )


def logo_group(box: tuple[float, float, float, float], leaves: int = 48) -> str:
    """A logo of many freeforms in a group that gives them its fill, and scales them."""
    x, y, w, h = (round(v * EMU_IN) for v in box)
    parts = "".join(
        shape(600 + n, f"Leaf {n}", (0, 0, 4, 4), petal(2 * pi * n / leaves), "<a:grpFill/>") for n in range(leaves)
    )
    side = 4 * EMU_IN
    return (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="599" name="Logo"/><p:cNvGrpSpPr/><p:nvPr userDrawn="1"/></p:nvGrpSpPr><p:grpSpPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="0" y="0"/><a:chExt cx="{side}" cy="{side}"/>'
        f"</a:xfrm>{solid('accent2')}</p:grpSpPr>{parts}</p:grpSp>"
    )


def freeforms() -> Parts:
    """A swoosh in a gradient along the top, chevrons, a turned square, a corner, a logo of 48 leaves, a firm's line."""
    art = shape(501, "Swoosh", (0, 0, 13.333, 0.55), SWOOSH, gradient(NAVY, TEAL))
    art += shape(502, "Corner", (11.9, 6.2, 1.433, 1.3), preset("rtTriangle"), solid("accent1"), more=' flipH="true"')
    art += "".join(
        shape(510 + n, f"Chevron {n}", (0.3 + 0.18 * n, 7.1, 0.22, 0.22), preset("chevron"), solid("accent2"))
        for n in range(4)
    )
    art += shape(520, "Turned", (12.35, 6.95, 0.3, 0.3), preset("roundRect"), solid("F2A541"), more=' rot="2700000"')
    art += logo_group((12.2, 0.62, 0.8, 0.8))
    line = text_body("Acme &amp; Söhne · Member of the Acme Group", size=9, colour="accent1")
    art += shape(530, "Line", (1.25, 7.08, 4, 0.26), preset("rect"), "<a:noFill/>", words=line)
    ruled = '<a:ln w="50800"><a:solidFill><a:srgbClr val="F2A541"/></a:solidFill></a:ln>'
    art += shape(531, "Rule", (1.25, 7.42, 4, 0), preset("line"), "").replace("<a:ln><a:noFill/></a:ln>", ruled)
    return drawn_on(wide(), art, first=True)


def gradient_ground() -> Parts:
    """A deep blue gradient, on which the map leads text to the light colours."""
    blue = gradient("06122B", NAVY, "0E4D64", angle=90)
    ground = f"<p:bg><p:bgPr>{blue}<a:effectLst/></p:bgPr></p:bg>"
    parts = edited(wide(), [MASTER], lambda text: re.sub(r"<p:bg>.*?</p:bg>", ground, text, flags=re.S))
    swap = {'bg1="lt1"': 'bg1="dk1"', 'tx1="dk1"': 'tx1="lt1"', 'bg2="lt2"': 'bg2="dk2"', 'tx2="dk2"': 'tx2="lt2"'}
    for old, new in swap.items():
        parts = edited(parts, [MASTER], lambda text, old=old, new=new: text.replace(old, new))
    return parts


def photo() -> bytes:
    """Stripes from dark to light, as no text can be read on all of them."""
    image = Image.new("RGB", (160, 90))
    image.putdata([(x * 255 // 159, 60 + y, 160 - x // 2) for y in range(90) for x in range(160)])
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def picture_ground() -> Parts:
    """A picture for a ground, and a logo that lets it show."""
    ground = '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId950"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    parts = edited(wide(), [MASTER], lambda text: re.sub(
        r"<p:bg>.*?</p:bg>", f"{ground}<a:effectLst/></p:bgPr></p:bg>", text, flags=re.S))  # fmt: skip
    parts = typed(related(parts, MASTER, "rId950", "image", "../media/ground.png"), PICTURE_TYPES)
    parts["ppt/media/ground.png"] = photo()
    clear = Image.new("RGBA", (60, 30), (0, 0, 0, 0))
    clear.paste((255, 255, 255, 255), (20, 5, 40, 25))
    file = io.BytesIO()
    clear.save(file, "PNG")
    parts["ppt/media/clear.png"] = file.getvalue()
    parts = related(parts, MASTER, "rId951", "image", "../media/clear.png")
    return drawn_on(parts, pic(551, "Logo", "rId951", (11.9, 0.2, 1.0, 0.5)))


def pic(
    number: int, name: str, key: str, box: tuple[float, float, float, float], *, crop: str = "", more: str = ""
) -> str:
    x, y, w, h = (round(v * EMU_IN) for v in box)
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{name}"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{key}">{more}</a:blip>{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>{preset("rect")}</p:spPr></p:pic>'
    )


def emf(*records: bytes) -> bytes:
    """A metafile of 100 x 50 units; each of its ``records`` is a kind and what it says."""
    end = struct.pack("<5I", 14, 20, 0, 0, 20)
    size = 108 + sum(map(len, records)) + len(end)
    head = struct.pack("<2I4i4i4sIIIHHIII2i2i", 1, 108, 0, 0, 99, 49, 0, 0, 10000, 5000, b" EMF", 0x10000, size, 2 + len(records),
                       1, 0, 0, 0, 0, 100, 50, 100, 50)  # fmt: skip
    return head + bytes(108 - len(head)) + b"".join(records) + end


def record(kind: int, *values: int) -> bytes:
    """A record of a metafile that says whole numbers."""
    return struct.pack(f"<2I{len(values)}i", kind, 8 + 4 * len(values), *values)


def vector_logos() -> Parts:
    """A logo in SVG with its PNG next to it, one in EMF alone, and one of which a half is cut off."""
    parts = typed(wide(), f'{PICTURE_TYPES}<Default Extension="svg" ContentType="image/svg+xml"/>'
                          '<Default Extension="emf" ContentType="image/x-emf"/>')  # fmt: skip
    parts["ppt/media/logo.png"] = picture(200).getvalue()
    parts["ppt/media/logo.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#c85a78"/></svg>'
    )
    parts["ppt/media/seal.emf"] = emf(record(84, *(0,) * 15))
    for key, name in (("rId960", "logo.png"), ("rId961", "logo.svg"), ("rId962", "seal.emf")):
        parts = related(parts, MASTER, key, "image", f"../media/{name}")
    svg = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId961"/></a:ext></a:extLst>'
    )
    art = pic(561, "Logo", "rId960", (11.8, 0.25, 0.9, 0.45), more=svg)
    art += pic(562, "Seal", "rId962", (0.4, 6.95, 0.6, 0.3))
    art += pic(563, "Half", "rId960", (12.75, 0.25, 0.3, 0.45), crop='<a:srcRect l="50000"/>')
    return drawn_on(parts, art)


def dated() -> Parts:
    """A date that counts itself, a notice in the footer, and on the pages' layout a date that was typed."""
    parts = wide()

    def change(text: str) -> str:
        text = re.sub(r"(type=\"ftr\".*?<a:p>)(?:<a:endParaRPr[^>]*/>)?(</a:p>)",
                      r'\1<a:r><a:rPr lang="en-GB"/><a:t>© Acme AG 2026</a:t></a:r>\2', text, count=1, flags=re.S)  # fmt: skip
        return text.replace('type="datetimeFigureOut"', 'type="datetime1"')

    parts = edited(parts, [MASTER, *layouts(parts)], change)
    typed_date = lambda text: re.sub(r"<a:fld [^>]*type=\"datetime1\".*?</a:fld>",  # noqa: E731
                                     '<a:r><a:rPr lang="en-GB"/><a:t>1 January 2020</a:t></a:r>', text, flags=re.S)  # fmt: skip
    return edited(parts, ["ppt/slideLayouts/slideLayout6.xml"], typed_date)


def left_band() -> Parts:
    """A band all along the left with the firm's name; all placeholders stand to the right of it."""

    def aside(text: str) -> str:
        text = re.sub(r'<a:off x="(-?\d+)"', lambda m: f'<a:off x="{1100000 + round(int(m[1]) * 0.9)}"', text)
        return re.sub(r'<a:ext cx="(\d+)"', lambda m: f'<a:ext cx="{round(int(m[1]) * 0.9)}"', text)

    parts = wide()
    parts = edited(parts, [MASTER, *layouts(parts)], aside)
    band = shape(571, "Band", (0, 0, 1.1, 7.5), preset("rect"), solid("accent1"))
    words = text_body("ACME", size=16, colour="bg1", align="ctr")
    band += shape(572, "Mark", (0.05, 0.3, 1.0, 0.5), preset("rect"), "<a:noFill/>", words=words)
    return drawn_on(parts, band, first=True)


def japanese_master() -> Parts:
    """Words in Japanese on the master, and a Japanese font in the theme."""
    parts = edited(wide(), [THEME], lambda text: text.replace('<a:ea typeface=""/>', '<a:ea typeface="游ゴシック"/>'))
    line = text_body("株式会社アクメ　社外秘", size=10, colour="accent1")
    return drawn_on(parts, shape(581, "社名", (0.5, 0.1, 4, 0.3), preset("rect"), "<a:noFill/>", words=line))


def everything() -> Parts:
    """A deck with notes and handout masters, custom XML, embedded fonts, sections, comments, tags and a custom show."""
    deck = Presentation()
    for number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[number])
        slide.notes_slide.notes_text_frame.text = f"note {number}"
    parts = parts_of(saved(deck))
    main, slide = "ppt/presentation.xml", "ppt/slides/slide1.xml"
    override = '<Override PartName="/{}" ContentType="{}"/>'
    kinds = "application/vnd.openxmlformats-officedocument.presentationml."
    parts["ppt/handoutMasters/handoutMaster1.xml"] = re.sub(
        rb"<p:notesMaster(.*)</p:notesMaster>", rb"<p:handoutMaster\1</p:handoutMaster>",
        re.sub(rb"<p:notesStyle>.*?</p:notesStyle>", b"", parts["ppt/notesMasters/notesMaster1.xml"], flags=re.S), flags=re.S,
    )  # fmt: skip
    parts["ppt/theme/theme8.xml"] = parts[THEME]
    parts[rels("ppt/handoutMasters/handoutMaster1.xml")] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{REL}/theme" Target="../theme/theme8.xml"/></Relationships>'
    ).encode()
    parts["ppt/fonts/font1.fntdata"] = b"\0\1\0\0" + b"\0" * 60
    parts["ppt/commentAuthors.xml"] = (
        b'<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        b'<p:cmAuthor id="0" name="A. Client" initials="AC" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
    )
    parts["ppt/comments/comment1.xml"] = (
        b'<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0" idx="1">'
        b'<p:pos x="0" y="0"/><p:text>Secret remark</p:text></p:cm></p:cmLst>'
    )
    parts["ppt/tags/tag1.xml"] = (
        b'<p:tagLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tag name="A" val="1"/></p:tagLst>'
    )
    parts["customXml/item1.xml"] = b"<secret/>"
    more = (
        '<Default Extension="fntdata" ContentType="application/x-fontdata"/>'
        + override.format("ppt/handoutMasters/handoutMaster1.xml", f"{kinds}handoutMaster+xml")
        + override.format("ppt/theme/theme8.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
        + override.format("ppt/commentAuthors.xml", f"{kinds}commentAuthors+xml")
        + override.format("ppt/comments/comment1.xml", f"{kinds}comments+xml")
        + override.format("ppt/tags/tag1.xml", f"{kinds}tags+xml")
    )
    parts = typed(parts, more)
    for key, kind, target in (
        ("rId980", "handoutMaster", "handoutMasters/handoutMaster1.xml"), ("rId981", "font", "fonts/font1.fntdata"),
        ("rId982", "commentAuthors", "commentAuthors.xml"), ("rId983", "tags", "tags/tag1.xml"),
        ("rId984", "customXml", "../customXml/item1.xml"),
    ):  # fmt: skip
        parts = related(parts, main, key, kind, target)
    parts = related(parts, slide, "rId985", "comments", "../comments/comment1.xml")
    ids = re.findall(rb'<p:sldId [^>]*?r:id="(rId\d+)"', parts[main])
    listed = re.findall(rb'<p:sldId [^>]*?id="(\d+)"', parts[main])

    def filled(text: str) -> str:
        text = text.replace("<p:sldIdLst>", '<p:handoutMasterIdLst><p:handoutMasterId r:id="rId980"/></p:handoutMasterIdLst>'
                            "<p:sldIdLst>")  # fmt: skip
        size = re.search(r"<p:notesSz[^>]*/>", text)[0]
        show = f'<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="{ids[0].decode()}"/></p:sldLst></p:custShow></p:custShowLst>'
        fonts = '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Zzyzx"/><p:regular r:id="rId981"/></p:embeddedFont></p:embeddedFontLst>'
        tags = '<p:custDataLst><p:tags r:id="rId983"/></p:custDataLst>'
        text = text.replace(size, f"{size}{fonts}{show}{tags}")
        entries = "".join(f'<p14:sldId id="{number.decode()}"/>' for number in listed)
        part = f"<p14:sldIdLst>{entries}</p14:sldIdLst>"
        sections = (
            '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Theirs" '
            f'id="{{11111111-2222-3333-4444-555555555555}}">{part}</p14:section></p14:sectionLst></p:ext></p:extLst>'
        )
        text = re.sub(r"<p:extLst>.*?</p:extLst>", "", text, flags=re.S)
        return text.replace("</p:presentation>", f"{sections}</p:presentation>")

    return edited(parts, [main], filled)


HARD: dict[str, Callable[[], Parts]] = {
    "freeforms": freeforms,
    "gradient-ground": gradient_ground,
    "picture-ground": picture_ground,
    "vector-logos": vector_logos,
    "dated": dated,
    "left-band": left_band,
    "japanese-master": japanese_master,
    "everything": everything,
}
