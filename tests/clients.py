"""Client templates that the tests make themselves, from python-pptx's own: a file of 4:3 with eleven layouts."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from pptx import Presentation
from pptx.util import Emu

Parts = dict[str, bytes]
MASTER = "ppt/slideMasters/slideMaster1.xml"
THEME = "ppt/theme/theme1.xml"
TYPES = "[Content_Types].xml"


def usual() -> Parts:
    """The parts of the plain file, 10 x 7.5 in, without slides."""
    return parts_of(saved(Presentation()))


def saved(deck) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(parts: Parts, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def layouts(parts: Parts) -> list[str]:
    return sorted(name for name in parts if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name))


def edited(parts: Parts, names: list[str], change: Callable[[str], str]) -> Parts:
    return {**parts, **{name: change(parts[name].decode()).encode() for name in names}}


def one_layout() -> Parts:
    """Only the second layout, a title over one body, is left."""
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name != "Title and Content":
            deck.slide_layouts.remove(layout)
    return parts_of(saved(deck))


def bare_master() -> Parts:
    """A master, and no layout."""
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        deck.slide_layouts.remove(layout)
    return parts_of(saved(deck))


def no_title() -> Parts:
    """No layout, nor the master, has a title."""
    title = re.compile(r"<p:sp>(?:(?!</p:sp>).)*?type=\"(?:title|ctrTitle)\".*?</p:sp>", re.S)
    parts = usual()
    return edited(parts, [MASTER, *layouts(parts)], lambda text: title.sub("", text))


def dark() -> Parts:
    """A dark ground by the master's colour map, which leads text to the light colours."""
    swap = {'bg1="lt1"': 'bg1="dk1"', 'tx1="dk1"': 'tx1="lt1"', 'bg2="lt2"': 'bg2="dk2"', 'tx2="dk2"': 'tx2="lt2"'}

    def change(text: str) -> str:
        for old, new in swap.items():
            assert old in text
            text = text.replace(old, new)
        return text

    return edited(usual(), [MASTER], change)


def swapped() -> Parts:
    """The scheme itself holds dark and light the other way round, and the map puts that right."""

    def change(text: str) -> str:
        dark_one, light = (re.search(rf"<a:{slot}>(.*?)</a:{slot}>", text, re.S)[1] for slot in ("dk1", "lt1"))
        text = text.replace(f"<a:dk1>{dark_one}</a:dk1>", f"<a:dk1>{light}</a:dk1>")
        return text.replace(f"<a:lt1>{light}</a:lt1>", f"<a:lt1>{dark_one}</a:lt1>", 1)

    return edited(dark(), [THEME], change)


def japanese() -> Parts:
    """Every layout has a Japanese name, and none says what type it is."""
    parts = usual()
    out = parts
    for number, name in enumerate(layouts(parts), start=1):
        out = edited(
            out,
            [name],
            lambda text, n=number: re.sub(
                r'(<p:sldLayout [^>]*?) type="\w+"',
                r"\1",
                re.sub(r'<p:cSld name="[^"]*"', f'<p:cSld name="レイアウト{n}"', text),
            ),
        )
    return out


def two_masters() -> Parts:
    """A second master with its own theme and layouts, and the first without headlines."""
    parts = usual()
    out = dict(parts)
    numbers = {
        name: name.replace("slideLayout", "slideLayout9").replace("slideLayout9s", "slideLayouts")
        for name in layouts(parts)
    }
    for old, new in numbers.items():
        out[new] = parts[old]
        out[rels(new)] = parts[rels(old)].replace(b"slideMaster1.xml", b"slideMaster2.xml")
    second = "ppt/slideMasters/slideMaster2.xml"
    out[second] = re.sub(
        rb'<p:sldLayoutId id="(\d+)"', lambda m: b'<p:sldLayoutId id="%d"' % (int(m[1]) + 100), parts[MASTER]
    )
    links = parts[rels(MASTER)].replace(b"theme1.xml", b"theme9.xml")
    for old, new in numbers.items():
        links = links.replace(f"/{Path(old).name}".encode(), f"/{Path(new).name}".encode())
    out[rels(second)] = links
    out["ppt/theme/theme9.xml"] = parts[THEME]
    kinds = {second: "slideMaster", "ppt/theme/theme9.xml": "theme", **dict.fromkeys(numbers.values(), "slideLayout")}
    made = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
        f'{"" if kind == "theme" else "presentationml."}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    out = edited(out, [TYPES], lambda text: text.replace("</Types>", f"{made}</Types>"))
    link = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"'
        ' Target="slideMasters/slideMaster2.xml"/></Relationships>'
    )
    out = edited(out, [rels("ppt/presentation.xml")], lambda text: text.replace("</Relationships>", link))
    entry = '<p:sldMasterId id="2147484900" r:id="rId900"/></p:sldMasterIdLst>'
    return edited(out, ["ppt/presentation.xml"], lambda text: text.replace("</p:sldMasterIdLst>", entry))


def forty_slides() -> Parts:
    """Forty sample slides with notes, a picture each, links between them, and a button on the master to the first."""
    deck = Presentation()
    for number in range(40):
        slide = deck.slides.add_slide(deck.slide_layouts[number % 7])
        slide.shapes.add_picture(picture(number), 0, 0)
        slide.notes_slide.notes_text_frame.text = f"sample {number}"
        if slide.shapes.title is not None:
            slide.shapes.title.text = f"Sample {number}"
    parts = parts_of(saved(deck))
    button = (
        '<p:sp><p:nvSpPr><p:cNvPr id="900" name="Home"><a:hlinkClick r:id="rId900" '
        'action="ppaction://hlinksldjump"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        '<p:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="200000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:srgbClr val="336699"/></a:solidFill></p:spPr></p:sp></p:spTree>'
    )
    link = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" '
        'Target="../slides/slide1.xml"/></Relationships>'
    )
    parts = edited(parts, [MASTER], lambda text: text.replace("</p:spTree>", button, 1))
    return edited(parts, [rels(MASTER)], lambda text: text.replace("</Relationships>", link))


def picture(number: int) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (20, 10), (number, 90, 120)).save(file, "PNG")
    file.seek(0)
    return file


def small_page() -> Parts:
    """10 x 5.625 in, all boxes as much lower."""
    deck = Presentation()
    deck.slide_height = Emu(5143500)
    parts = parts_of(saved(deck))

    def lower(text: str) -> str:
        text = re.sub(r'(<a:off x="-?\d+" y=")(-?\d+)"', lambda m: f'{m[1]}{round(int(m[2]) * 0.75)}"', text)
        return re.sub(r'(<a:ext cx="\d+" cy=")(\d+)"', lambda m: f'{m[1]}{round(int(m[2]) * 0.75)}"', text)

    return edited(parts, [MASTER, *layouts(parts)], lower)


def logo() -> Parts:
    """A logo and a band on the master; the footers are the file's own."""
    deck = Presentation()
    parts = parts_of(saved(deck))
    drawn = (
        '<p:sp><p:nvSpPr><p:cNvPr id="901" name="Band"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        '<p:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="9144000" cy="180000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:srgbClr val="7A1F5C"/></a:solidFill></p:spPr></p:sp>'
        '<p:pic><p:nvPicPr><p:cNvPr id="902" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip '
        'r:embed="rId901"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        '<p:spPr><a:xfrm><a:off x="8500000" y="200000"/>'
        '<a:ext cx="400000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        "</p:spTree>"
    )
    link = (
        '<Relationship Id="rId901" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="../media/image1.png"/></Relationships>'
    )
    kind = '<Default Extension="png" ContentType="image/png"/></Types>'
    parts["ppt/media/image1.png"] = picture(200).getvalue()
    parts = edited(parts, [MASTER], lambda text: text.replace("</p:spTree>", drawn, 1))
    parts = edited(parts, [rels(MASTER)], lambda text: text.replace("</Relationships>", link))
    return edited(parts, [TYPES], lambda text: text.replace("</Types>", kind))


def rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def as_template(parts: Parts) -> Parts:
    return edited(parts, [TYPES], lambda text: text.replace("presentation.main+xml", "template.main+xml"))


ALL: dict[str, Callable[[], Parts]] = {
    "four-to-three": usual,
    "one-layout": one_layout,
    "no-title": no_title,
    "dark": dark,
    "swapped": swapped,
    "japanese": japanese,
    "two-masters": two_masters,
    "forty-slides": forty_slides,
    "small-page": small_page,
    "logo": logo,
}
