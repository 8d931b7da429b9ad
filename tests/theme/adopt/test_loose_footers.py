"""A cover without footers of its own: the marking stands off the client's logo, the page number is left out there."""

import io
import re
from pathlib import Path

import pypdfium2
from PIL import Image
from pptx import Presentation
from pptx.util import Emu, Pt

from tests import clients, hard_clients
from tests.theme.adopt.test_inherited import made

BRIEF = Path(__file__).resolve().parents[2] / "briefs" / "market-entry.yaml"
LOGO = Pt(300), Pt(480), Pt(390), Pt(50)  # where marking and page number stand on the pages of the plain file


def client(folder: Path, *, logo: bool) -> Path:
    """The plain file; its cover has no footers, and perhaps a logo in their place."""
    deck = Presentation()
    cover = deck.slide_layouts[0]
    for holder in list(cover.placeholders):
        if holder.placeholder_format.idx >= 10:
            holder._element.getparent().remove(holder._element)
    if logo:
        image = io.BytesIO()
        Image.new("RGB", (68, 10), "#C00040").save(image, "PNG")
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        picture = slide.shapes.add_picture(image, *LOGO)._element
        part, _ = cover.part.get_or_add_image_part(image)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        blip = picture.find(".//{*}blip")
        blip.set(next(key for key in blip.attrib if key.endswith("embed")), cover.part.relate_to(part, kind))
        cover.shapes._spTree.append(picture)
    file = folder / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    return file


def shown(deck: bytes) -> dict[str, tuple[Emu, Emu, Emu, Emu]]:
    """The boxes of the shapes of the first slide, by their slots."""
    [cover, *_] = Presentation(io.BytesIO(deck)).slides
    return {one.name.split("/")[-1]: (one.left, one.top, one.width, one.height) for one in cover.shapes}


def meet(one: tuple[Emu, Emu, Emu, Emu], other: tuple[Emu, Emu, Emu, Emu]) -> bool:
    sides = ((one[n], one[n] + one[n + 2], other[n], other[n] + other[n + 2]) for n in (0, 1))
    return all(start < far and begin < end for start, end, begin, far in sides)


def test_the_marking_stands_off_a_logo_where_the_cover_has_no_footer_for_it(tmp_path: Path) -> None:
    boxes = shown(made(client(tmp_path, logo=True), BRIEF))
    assert not meet(boxes["marking"], LOGO)
    assert not any(meet(boxes["marking"], box) for name, box in boxes.items() if name != "marking")
    assert boxes["marking"][0] >= 0
    assert "page" not in boxes


def test_both_stand_as_on_pages_where_the_cover_draws_nothing_there(tmp_path: Path) -> None:
    assert {"marking", "page"} <= set(shown(made(client(tmp_path, logo=False), BRIEF)))


def counted(folder: Path) -> Path:
    """A file without placeholders for page numbers, whose master draws them before a name."""
    field = (
        '<a:p><a:fld id="{69536531-B958-4C09-B602-69D38812002E}" type="slidenum"><a:rPr/><a:t>1</a:t></a:fld>'
        "<a:r><a:rPr/><a:t> Acme</a:t></a:r></a:p>"
    )
    words = f"<p:txBody><a:bodyPr/><a:lstStyle/>{field}</p:txBody>"
    number = hard_clients.shape(
        801, "Count", (0.2, 7.1, 1.6, 0.3), hard_clients.preset("rect"), "<a:noFill/>", words=words
    )
    parts = clients.usual()
    holder = re.compile(r'<p:sp>(?:(?!</p:sp>).)*?type="sldNum".*?</p:sp>', re.S)
    parts = clients.edited(parts, [clients.MASTER, *clients.layouts(parts)], lambda text: holder.sub("", text))
    return clients.written(hard_clients.drawn_on(parts, number), folder / "acme.pptx")


def test_pages_have_no_second_number_where_the_client_draws_one_in_a_text(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(made(counted(tmp_path), BRIEF)))
    assert not any(shape.name.endswith("/page") for slide in deck.slides for shape in slide.shapes)


def test_pdfs_show_the_number_that_the_client_draws_in_a_text(tmp_path: Path) -> None:
    pages = pypdfium2.PdfDocument(made(counted(tmp_path), BRIEF, "slides.pdf"))
    assert len(pages) > 9
    for number, page in enumerate(pages, start=1):
        assert f"{number} Acme" in page.get_textpage().get_text_range()
