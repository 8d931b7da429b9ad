"""A cover as a client's first slide shows it: its logos and artwork, and its title on one ground."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE
from pptx.util import Pt

from briefwright.core.geometry import Rect
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.theme.adopt.adoption import Adoption, adopt, read_client
from briefwright.theme.adopt.footer import usable_footer
from briefwright.theme.adopt.match import lives_on_slides, match_layouts, opens_on_slide
from briefwright.theme.adopt.one_ground import crosses
from briefwright.theme.adopt.other_kinds import with_layouts_of_slides
from briefwright.theme.adopt.theme_values import theme_values
from briefwright.theme.read import read_theme
from tests import clients
from tests.theme.adopt.test_title_boxes import rectangle

COVER, *_ = (f"ppt/slideLayouts/slideLayout{n}.xml" for n in range(1, 12))


def opened_with(file: Path, logo: bool, words: str = "The offer of Acme", off_page: bool = False) -> Path:
    """A file whose masters draw a band, and whose first slide may show a logo that no layout has."""
    deck, image = Presentation(), io.BytesIO()
    Image.new("RGB", (80, 40), "#0B5D57").save(image, "PNG")
    for n in (0, 1):
        slide = deck.slides.add_slide(deck.slide_layouts[n])
        slide.shapes.title.text = "What we saw" if n else words
    cover = deck.slides[0]
    if logo:
        cover.shapes.add_picture(image, Pt(40), Pt(440), Pt(80))
    if off_page:  # for screen readers; what is seen is a text of the slide's own
        title = cover.shapes.title
        title.left, title.top, title.width, title.height = Pt(0), Pt(-90), Pt(600), Pt(40)
        run = cover.shapes.add_textbox(Pt(60), Pt(180), Pt(600), Pt(90)).text_frame.paragraphs[0].add_run()
        run.text, run.font.size = "What is seen", Pt(40)
    parts = clients.edited(
        clients.parts_of(clients.saved(deck)), [clients.MASTER],
        lambda text: text.replace("</p:spTree>", f"{rectangle(0, 500, 720, 40)}</p:spTree>", 1),
    )  # fmt: skip
    return clients.written(parts, file)


@pytest.mark.parametrize(
    ("logo", "words", "expected"),
    [(True, "The offer of Acme", True), (False, "The offer of Acme", False), (True, "Much is said " * 9, False)],
)
def test_a_first_slide_with_a_logo_of_its_own_is_the_cover(
    logo: bool, words: str, expected: bool, tmp_path: Path
) -> None:
    file = opened_with(tmp_path / "acme.pptx", logo, words)
    assert opens_on_slide(read_client(file).template) is expected
    if expected:
        theme = save_adopted(file, str(tmp_path / "acme.yaml"))[0].read_text(encoding="utf-8")
        assert "Cover (slide 1)" in theme
        assert "Content (slide" not in theme  # pages stay on the client's own layouts


@pytest.mark.parametrize("shown", ["table", "narrow title"])
def test_a_first_slide_that_is_no_cover_is_none_though_it_shows_pictures(shown: str, tmp_path: Path) -> None:
    file = opened_with(tmp_path / "acme.pptx", logo=True, off_page=shown == "narrow title")
    deck = Presentation(str(file))
    if shown == "table":
        deck.slides[0].shapes.add_table(2, 2, Pt(60), Pt(200), Pt(300), Pt(60))
    else:
        next(one for one in deck.slides[0].shapes if one.has_text_frame and not one.is_placeholder).width = Pt(100)
    deck.save(str(file))
    assert not opens_on_slide(read_client(file).template)


def test_a_title_off_the_page_is_not_the_title_of_a_cover(tmp_path: Path) -> None:
    file = opened_with(tmp_path / "acme.pptx", logo=True, off_page=True)
    with with_layouts_of_slides(file, cover_alone=True) as (path, roles):
        title = adopt(read_client(path), roles).match.title.title
    assert title is not None
    assert (title.box.y, title.size) == (180, 40)


def adopted_with(drawn: str, tmp_path: Path, layout: str = COVER) -> Adoption:
    parts = clients.edited(
        clients.usual(), [layout], lambda text: text.replace("</p:grpSpPr>", f"</p:grpSpPr>{drawn}", 1)
    )
    return adopt(read_client(clients.written(parts, tmp_path / "acme.pptx")))


@pytest.mark.parametrize("band", [(0, 0, 720, 210), (0, 210, 720, 60), (0, 0, 320, 540)])
def test_a_title_across_the_edge_of_a_band_stands_on_one_ground(
    band: tuple[float, float, float, float], tmp_path: Path
) -> None:
    match = adopted_with(rectangle(*band, fill="0B5D57"), tmp_path).match
    assert match.title.title is not None
    assert crosses(match.title, match.title.title.inner)
    assert not crosses(match.title, match.places["title"])


@pytest.mark.parametrize("band", [(0, 0, 720, 100), (0, 100, 720, 300)])
def test_a_title_that_stands_on_one_ground_stays(band: tuple[float, float, float, float], tmp_path: Path) -> None:
    match = adopted_with(rectangle(*band, fill="DDEEEE"), tmp_path).match
    assert "title" not in match.places


def test_a_footer_whose_line_reaches_onto_a_band_that_hides_it_is_not_used(tmp_path: Path) -> None:
    pages = ("ppt/slideLayouts/slideLayout2.xml", "ppt/slideLayouts/slideLayout6.xml")
    parts, band = clients.usual(), rectangle(0, 520.6, 720, 20, fill="333333")
    parts = clients.edited(parts, list(pages), lambda text: text.replace("</p:grpSpPr>", f"</p:grpSpPr>{band}", 1))
    content = adopt(read_client(clients.written(parts, tmp_path / "acme.pptx"))).match.content
    box = content.of_kind("sldNum")[0].box
    assert box.overlaps(Rect(0, 520.6, 720, 20))
    assert usable_footer(content, "sldNum") is None


def test_a_cover_on_the_layout_of_pages_has_its_title_where_covers_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = clients.written(
        clients.edited(clients.one_layout(), [clients.MASTER], lambda text: text.replace('sz="4400"', 'sz="2000"')),
        tmp_path / "acme.pptx",
    )
    adoption = adopt(read_client(file))
    match, high = adoption.match, adoption.template.page.h
    assert match.title == match.content
    assert match.places["title"].y >= 0.25 * high
    assert adoption.free is not None
    assert adoption.free.y >= match.places["title"].bottom
    values = theme_values(adoption, "acme.pptx", "Acme")
    assert values["type"]["display"]["steps"][0][0] >= 40  # no type of pages
    path, _ = save_adopted(file)
    theme = read_theme(path.stem)
    assert theme.client is not None
    title = theme.client.layouts["title"].placeholders["title"]
    assert title.size == 0  # nothing holds it back
    assert theme.client.layouts["content"].placeholders["title"].size > 0


def test_a_layout_whose_sample_slide_calls_itself_a_section_is_the_divider(tmp_path: Path) -> None:
    deck = Presentation()
    for number, layout in enumerate(deck.slide_layouts):
        layout.name = f"{number}_Custom Layout"
        layout._element.attrib.pop("type", None)
    for n, said in ((0, "The offer of Acme"), (1, "What we saw"), (2, "Section title"), (8, "Thanks"), (8, "Q&A")):
        deck.slides.add_slide(deck.slide_layouts[n]).shapes.title.text = said
    file = tmp_path / "acme.pptx"
    deck.save(str(file))
    assert match_layouts(read_client(file).template).section.name == "2_Custom Layout"


@pytest.mark.parametrize(("wide", "told"), [(720, True), (300, False)])
def test_dividers_under_a_group_across_the_page_are_looks_of_slides(wide: float, told: bool, tmp_path: Path) -> None:
    deck = Presentation()
    for n, said in ((0, "The offer of Acme"), (6, "Part one"), (1, "What we saw"), (6, "Part two")):
        slide = deck.slides.add_slide(deck.slide_layouts[n])
        if n < 6:
            slide.shapes.title.text = said
            continue
        band = slide.shapes.add_group_shape().shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, Pt(200), Pt(wide), Pt(90))
        band.fill.solid()
        slide.shapes.add_textbox(Pt(60), Pt(210), Pt(600), Pt(60)).text_frame.text = said
    parts = clients.edited(
        clients.parts_of(clients.saved(deck)), [clients.MASTER],
        lambda text: text.replace("</p:spTree>", f"{rectangle(0, 500, 720, 40)}</p:spTree>", 1),
    )  # fmt: skip
    template = read_client(clients.written(parts, tmp_path / "acme.pptx")).template
    assert lives_on_slides(template, match_layouts(template)) is told


def test_a_title_that_is_filled_with_a_picture_keeps_that_picture_on_the_layout(tmp_path: Path) -> None:
    file = opened_with(tmp_path / "acme.pptx", logo=True, off_page=True)
    deck, cover = Presentation(str(file)), "ppt/slides/slide1.xml"
    picture = next(shape for shape in deck.slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    blip = f'<a:blipFill><a:blip r:embed="{picture._element.blip_rId}"/><a:stretch/></a:blipFill>'
    parts = clients.edited(
        clients.parts_of(file.read_bytes()), [cover],
        lambda xml: re.sub(r'(txBox="1".*?</a:prstGeom>)\s*<a:noFill/>', rf"\1{blip}", xml, flags=re.S),
    )  # fmt: skip
    assert blip.encode() in parts[cover]
    with with_layouts_of_slides(clients.written(parts, file), cover_alone=True) as (path, _):
        layout = next(one for one in Presentation(str(path)).slide_layouts if one.name == "Cover (slide 1)")
    embedded = layout._element.xpath(".//p:sp//a:blip/@r:embed")
    assert embedded
    assert all(layout.part.rels[key].reltype.endswith("/image") for key in embedded)
