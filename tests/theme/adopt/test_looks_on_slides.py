"""A client whose look is on its sample slides is adopted with layouts made of them, unasked."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from briefwright.audit.contrast import ratio
from briefwright.core.geometry import Rect
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.theme.adopt.adoption import adopt, read_client
from briefwright.theme.adopt.footer import usable_footer
from briefwright.theme.adopt.ground_colours import legible_colour
from briefwright.theme.adopt.match import lives_on_slides, match_layouts, with_quiet_cover
from briefwright.theme.adopt.other_kinds import with_layouts_of_slides
from briefwright.theme.adopt.palette import brand_of, palette_of
from briefwright.theme.adopt.template import TemplateLayout, TemplatePlaceholder, TemplateShape
from briefwright.theme.model import ClientPlaceholder, Fonts, TextLevel
from briefwright.theme.ooxml.drawing import Fill, Scheme
from briefwright.write.pptx.client_levels import levels_of
from tests import clients
from tests.theme.adopt.test_slide_layouts import on_slides
from tests.theme.adopt.test_title_boxes import rectangle


def test_layouts_are_made_unasked_where_the_look_is_on_slides_alone(tmp_path: Path) -> None:
    file = tmp_path / "acme.pptx"
    file.write_bytes(on_slides())
    covers = {}
    for asked in (None, True, False):
        path, report = save_adopted(file, str(tmp_path / f"acme-{asked}.yaml"), from_slides=asked)
        covers[asked] = "Cover (slide 1)" in path.read_text(encoding="utf-8")
    assert covers == {None: True, True: True, False: False}
    assert any("--from-slides" in one.message for one in report)
    file.write_bytes(clients.saved(Presentation()))
    plain, _ = save_adopted(file, str(tmp_path / "plain.yaml"))
    assert "(slide" not in plain.read_text(encoding="utf-8")


OWN = {"dk1": "#F46524", "lt1": "#FFFFFF", **{f"accent{n}": "#C6B178" for n in range(1, 7)}}


def on_their_own_ground(said: str, colour: str) -> bytes:
    """A plain file whose first slide has a ground of its own."""
    deck = Presentation()
    for layout in (0, 1):
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        slide.shapes.title.text = said
    ground = deck.slides[0].background.fill
    ground.solid()
    ground.fore_color.rgb = RGBColor.from_string(colour)
    return clients.saved(deck)


def test_a_cover_on_a_ground_of_its_own_is_the_cover(tmp_path: Path) -> None:
    file = tmp_path / "acme.pptx"
    file.write_bytes(on_their_own_ground("The offer of Acme", "00AEEF"))
    path, _ = save_adopted(file, str(tmp_path / "acme.yaml"))
    assert "Cover (slide 1)" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("high", "told"), [(80, True), (0, False)])
def test_a_cover_under_a_picture_across_the_page_is_the_cover_though_masters_draw(
    high: int, told: bool, tmp_path: Path
) -> None:
    deck, image = Presentation(), io.BytesIO()
    Image.new("RGB", (90, 10), "#0B5D57").save(image, "PNG")
    for n, said in enumerate(("The offer of Acme", "What we saw")):
        slide = deck.slides.add_slide(deck.slide_layouts[n])
        slide.shapes.title.text = said
    if high:
        deck.slides[0].shapes.add_picture(image, 0, 0, deck.slide_width, Pt(high))
    rule = rectangle(0, 500, 720, 40)
    parts = clients.edited(clients.parts_of(clients.saved(deck)), [clients.MASTER], lambda text: drawn(text, rule))
    client = read_client(clients.written(parts, tmp_path / "acme.pptx"))
    assert lives_on_slides(client.template, match_layouts(client.template)) is told


def drawn(text: str, xml: str) -> str:
    return text.replace("</p:spTree>", f"{xml}</p:spTree>", 1)


@pytest.mark.parametrize(("bright", "chosen"), [(True, {}), (False, {"title": "Cover"})])
def test_a_cover_of_a_picture_that_no_words_can_be_read_on_has_no_title(
    bright: bool, chosen: dict[str, str], tmp_path: Path
) -> None:
    deck, image = Presentation(), io.BytesIO()
    field = Image.new("RGB", (64, 36), "#10103A")
    if bright:
        field.paste("#F0F0FF", (20, 10, 50, 20))
    field.save(image, "PNG")
    layout = deck.slide_layouts[6]
    slide = deck.slides.add_slide(layout)
    picture = slide.shapes.add_picture(image, 0, 0, deck.slide_width, deck.slide_height)
    _, relation = layout.part.get_or_add_image_part(image)
    picture._element.blipFill.blip.rEmbed = relation
    layout.shapes._spTree.append(picture._element)
    layout.name = "Cover"
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    assert with_quiet_cover(read_client(file).template, {"title": "Cover"}) == chosen


def test_titles_that_all_slides_have_elsewhere_than_their_layout_are_the_place_of_headlines(tmp_path: Path) -> None:
    deck = Presentation()
    for said in ("The offer of Acme", "One", "Two", "Three"):
        slide = deck.slides.add_slide(deck.slide_layouts[0 if said.startswith("The") else 1])
        title, body = slide.placeholders[0], slide.placeholders[1]
        if said.startswith("The"):
            title.text = said
            continue
        title.left, title.top, title.width, title.height = Pt(54), Pt(190), Pt(300), Pt(50)
        body.left, body.top, body.width, body.height = Pt(54), Pt(250), Pt(600), Pt(230)
        title.text, body.text = said, "What we saw " * 12
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(30)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    client = read_client(file)
    assert lives_on_slides(client.template, match_layouts(client.template))
    with with_layouts_of_slides(file) as (path, roles):
        page = adopt(read_client(path), roles).match.content
    assert page.name.startswith("Content (slide")
    assert page.title is not None
    assert (page.title.box.y, page.title.box.w, page.title.size) == (190, 720 - 2 * 54, 30)


def test_a_text_whose_layout_has_lost_its_placeholder_is_a_text_of_the_slide(tmp_path: Path) -> None:
    parts = clients.parts_of(on_slides())
    cover = "ppt/slides/slide1.xml"
    holder = re.compile(r"(<p:cNvSpPr txBox=\"1\"/>\s*)<p:nvPr/>")
    orphan = r'\1<p:nvPr><p:ph type="body" idx="4294967295"/></p:nvPr>'
    parts = clients.edited(parts, [cover], lambda text: holder.sub(orphan, text))
    assert b"4294967295" in parts[cover]
    file = clients.written(parts, tmp_path / "acme.pptx")
    with with_layouts_of_slides(file) as (path, roles):
        title = adopt(read_client(path), roles).match.title.title
    assert title is not None
    assert (title.size, title.colour) == (40, "#FFFFFF")


def test_pages_that_each_show_something_else_are_no_frame(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(on_slides()))
    for n, said in enumerate(("One", "Two", "Three", "Thanks")):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        image = io.BytesIO()
        Image.new("RGB", (80, 40 + n), (40 * n, 90, 90)).save(image, "PNG")
        slide.shapes.add_picture(image, 0, Inches(n), Inches(2))
        slide.shapes.title.text, slide.placeholders[1].text = said, "What we saw " * 12
    for number in (3, 2):  # the page with the band, and the closing
        deck.slides._sldIdLst.remove(deck.slides._sldIdLst[number])
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    with with_layouts_of_slides(file) as (_, roles):
        assert "content" not in roles


def test_a_text_without_a_list_style_that_does_not_wrap_keeps_its_letters_and_ends_with_the_page(
    tmp_path: Path,
) -> None:
    parts = clients.parts_of(on_slides())
    cover = "ppt/slides/slide1.xml"
    assert b"<a:lstStyle/>" in parts[cover]
    wide = re.compile(r'(<p:cNvSpPr txBox="1"/>.*?<a:ext cx=)"\d+"', re.S)
    parts = clients.edited(
        parts, [cover], lambda text: wide.sub(r'\1"12000000"', text.replace("<a:lstStyle/>", ""))
    )  # as LibreOffice writes it
    file = clients.written(parts, tmp_path / "acme.pptx")
    with with_layouts_of_slides(file) as (path, roles):
        title = adopt(read_client(path), roles).match.title.title
    assert title is not None
    assert (title.size, title.box.right) == (40, 720)


def test_dividers_stand_on_the_cover_where_that_has_a_ground_of_its_own_and_none_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "acme.pptx"
    file.write_bytes(on_their_own_ground("The offer of Acme", "00AEEF"))
    with with_layouts_of_slides(file) as (_, roles):
        assert roles["section"] == roles["title"] == "Cover (slide 1)"


def test_a_short_page_of_a_title_over_a_picture_is_no_divider(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(on_slides()))
    slide, image = deck.slides.add_slide(deck.slide_layouts[5]), io.BytesIO()
    Image.new("RGB", (80, 60), "#884422").save(image, "PNG")
    slide.shapes.title.text = "The machine"
    slide.shapes.add_picture(image, Inches(5), Inches(2), Inches(5))
    entries = deck.slides._sldIdLst
    entries.insert(2, entries[4])
    del entries[1]
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    with with_layouts_of_slides(file) as (path, roles):
        names = [layout.name for layout in Presentation(str(path)).slide_layouts]
    assert "section" not in roles
    assert "Section (slide 2)" not in names


def test_text_on_a_ground_neither_light_nor_dark_can_be_read_on_its_tints() -> None:
    slots = {**OWN, "dk1": "#FFFFFF", "lt1": "#CE4B17"}
    colours = palette_of(Scheme(slots, {"tx1": "dk1", "bg1": "lt1"}), ("#CE4B17",), None, "#FFFFFF").colours
    assert all(ratio(colours["ink"], colours[name]) >= 4.5 for name in ("paper", "tint"))


@pytest.mark.parametrize("beside", [False, True])
def test_headlines_are_as_wide_as_the_body_where_nothing_stands_beside_them(beside: bool, tmp_path: Path) -> None:
    deck = Presentation()
    title = deck.slide_layouts[5].placeholders[0]
    title.left, title.top, title.width, title.height = Pt(36), Pt(20), Pt(380), Pt(90)
    levels = title._element.find(".//{*}lstStyle")
    levels.append(levels.makeelement(levels.tag.replace("lstStyle", "lvl1pPr"), {"algn": "l"}))
    if beside:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        logo = slide.shapes.add_shape(MSO_SHAPE.OVAL, Pt(560), Pt(30), Pt(80), Pt(60))
        deck.slide_master.shapes._spTree.append(logo._element)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    areas = adopt(read_client(file), {"content": "Title Only"}).areas
    assert (areas.headline.w > 600) is not beside


def test_a_title_whose_box_is_lower_than_its_letters_has_room_for_them(tmp_path: Path) -> None:
    deck = Presentation()
    title = deck.slide_layouts[2].placeholders[0]
    title.left, title.top, title.width, title.height = Pt(54), Pt(200), Pt(500), Pt(30)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    place = adopt(read_client(file)).match.places["section"]
    assert place is not None
    assert place.h > 2 * 40


def test_a_size_that_the_client_s_file_does_not_state_is_stated_on_slides(tmp_path: Path) -> None:
    parts = clients.edited(
        clients.usual(),
        [clients.MASTER],
        lambda text: re.sub(r'(<p:titleStyle>.*?<a:defRPr) sz="\d+"', r"\1", text, flags=re.S),
    )
    read = adopt(read_client(clients.written(parts, tmp_path / "acme.pptx"))).match.content.title
    assert read is not None
    assert not read.level.sized
    for sized, has in ((True, 18), (False, 0)):
        held = ClientPlaceholder(0, "title", Rect(0, 0, 1, 1), "ink", size=18, level=TextLevel(sized=sized))
        assert levels_of(held, Fonts())[0].style.size == has


@pytest.mark.parametrize(
    ("kind", "ground", "kept"),
    [
        ("ctrTitle", "#D76C24", True), ("ctrTitle", "#03A9F4", False), ("ftr", "#03638F", True),
        ("ftr", "#D76C24", False), ("body", "#03638F", True),
    ],
)  # fmt: skip
def test_white_stays_white_on_most_of_a_place_where_letters_of_that_size_can_be_read(
    kind: str, ground: str, kept: bool
) -> None:
    layout = on_ground(kind, "#FFFFFF", ground)
    [holder] = layout.placeholders
    assert (legible_colour(holder, layout) == "#FFFFFF") is kept


def test_a_footer_in_the_client_s_white_is_used(tmp_path: Path) -> None:
    assert usable_footer(on_ground("ftr", "#FFFFFF", "#D76C24"), "ftr")


def test_a_title_is_as_the_client_set_it_though_artwork_reaches_into_its_box() -> None:
    glow = TemplateShape("rect", Rect(500, 100, 300, 40), Fill(("#A9ECF3",)))
    layout = on_ground("title", "#FFFFFF", "#101820", glow)
    assert legible_colour(layout.placeholders[0], layout) == "#FFFFFF"


def on_ground(kind: str, colour: str, ground: str, *shapes: TemplateShape) -> TemplateLayout:
    """A layout with one placeholder on a plain ground."""
    page, box = Rect(0, 0, 960, 540), Rect(60, 60, 840, 120)
    holder = TemplatePlaceholder(kind, 0, box, box, 0, "left", "middle", 44, False, colour, "Arial", False, Fill())
    scheme = Scheme({"dk1": "#000000", "lt1": "#FFFFFF"}, {"tx1": "dk1", "bg1": "lt1"})
    return TemplateLayout("x", "", "x", page, scheme, ("Arial", "Arial"), (holder,), shapes, Fill((ground,)), None)


def test_the_ink_is_that_of_the_client_s_texts_where_its_scheme_s_cannot_be_read() -> None:
    scheme = Scheme(OWN, {"tx1": "dk1", "bg1": "lt1"})
    assert palette_of(scheme, ("#FFFFFF",), None, "#202020", texts=["#202020"]).colours["ink"] == "#202020"
    shifted = palette_of(scheme, ("#FFFFFF",), None, "#202020").colours["ink"]
    assert ratio(shifted, "#FFFFFF") >= 7


def test_the_accent_is_what_layouts_draw_of_a_scheme_that_they_use_nothing_of() -> None:
    band = TemplateShape("rect", Rect(0, 40, 960, 60), Fill(("#5A238C",)))
    layout = on_ground("title", "#000000", "#FFFFFF", band)
    other = TemplateLayout(
        "x", "", "x", layout.page, Scheme(OWN, layout.scheme.mapping), layout.fonts, layout.placeholders, (band,),
        layout.ground, None,
    )  # fmt: skip
    assert brand_of(other, other, other) == "#5A238C"


def test_pages_reach_from_margin_to_margin_where_a_narrow_body_stands_beside_nothing(tmp_path: Path) -> None:
    deck = Presentation()
    body = deck.slide_master.placeholders[1]
    for layout in list(deck.slide_layouts):
        if layout.name not in ("Title Slide", "Title Only"):
            deck.slide_layouts.remove(layout)
    body.left, body.top, body.width, body.height = Pt(18), Pt(270), Pt(396), Pt(245)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    path, report = save_adopted(file, str(tmp_path / "acme.yaml"))
    assert any("margin to margin" in one.message for one in report)
    [width] = re.findall(r"  body: \[[\d.]+, [\d.]+, ([\d.]+),", path.read_text(encoding="utf-8"))
    assert float(width) > 600
