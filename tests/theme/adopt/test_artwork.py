"""What a client draws and what stands on it: pictures with logos in them, decoration, covers, colours of titles."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from briefwright.core.colour import passing, rgb
from briefwright.core.diagnostics import Span
from briefwright.core.geometry import Rect
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.scene.model import Rule
from briefwright.theme.adopt.adoption import Adoption, adopt, read_client
from briefwright.theme.adopt.ground_colours import legible_colour
from briefwright.theme.adopt.layout_names import purpose_of
from briefwright.theme.adopt.palette import brand_of
from briefwright.theme.adopt.report import report_on
from briefwright.theme.adopt.save import values_of, yaml_of
from briefwright.theme.adopt.template import TemplateLayout, TemplatePlaceholder, TemplateShape
from briefwright.theme.adopt.theme_values import theme_values
from briefwright.theme.ooxml.drawing import Fill, Scheme
from briefwright.theme.ooxml.paths import turned, turned_cells
from briefwright.theme.read import read_theme, theme_of
from tests import clients
from tests.theme.adopt.test_slide_layouts import on_slides

W, H = 720, 540  # points of the plain file's page


def adoption_of(data: bytes, folder: Path) -> Adoption:
    file = folder / "acme.pptx"
    file.write_bytes(data)
    return adopt(read_client(file))


def under_picture(draw: Callable[[ImageDraw.ImageDraw], object]) -> bytes:
    """The plain file with one picture under all of its master: white, and what is drawn on it in points."""
    image = Image.new("RGB", (W, H), "#FFFFFF")
    draw(ImageDraw.Draw(image))
    file, deck = io.BytesIO(), Presentation()
    image.save(file, "PNG")
    file.seek(0)
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    picture = slide.shapes.add_picture(file, 0, 0, Pt(W), Pt(H))._element
    master = deck.slide_masters[0]
    part, _ = master.part.get_or_add_image_part(io.BytesIO(file.getvalue()))
    rid = master.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image")
    blip = picture.find(".//{*}blip")
    blip.set(next(key for key in blip.attrib if key.endswith("embed")), rid)
    master.shapes._spTree.insert(2, picture)
    return clients.saved(deck)


def test_headlines_keep_clear_of_a_logo_and_a_rule_within_a_picture(tmp_path: Path) -> None:
    def logo_and_rule(pen: ImageDraw.ImageDraw) -> None:
        pen.ellipse((10, 10, 80, 80), fill="#1F9AD6")
        pen.rectangle((0, 84, W, 88), fill="#1F9AD6")

    areas = adoption_of(under_picture(logo_and_rule), tmp_path).areas
    assert areas.headline.x > 80
    assert areas.headline.bottom <= 86
    assert areas.lead.y > 88


def test_content_stands_on_a_panel_where_a_picture_draws_all_over_the_page(tmp_path: Path) -> None:
    def dots(pen: ImageDraw.ImageDraw) -> None:
        for x in range(20, W, 70):
            for y in range(20, H, 60):
                pen.ellipse((x, y, x + 24, y + 24), fill="#1F9AD6")

    def dot(pen: ImageDraw.ImageDraw) -> None:
        pen.ellipse((20, 20, 60, 60), fill="#1F9AD6")

    assert adoption_of(under_picture(dots), tmp_path).palette.panel
    assert not adoption_of(
        under_picture(lambda pen: pen.ellipse((20, 20, 60, 60), fill="#1F9AD6")), tmp_path
    ).palette.panel


def test_a_page_with_decoration_all_over_it_takes_content_on_the_decoration(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for at in range(60, W, 70):
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(at), Pt(200), Pt(4), Pt(330))
        bar.fill.solid()
        bar.fill.fore_color.rgb = RGBColor(0xDD, 0xE4, 0xEE)
        deck.slide_masters[0].shapes._spTree.insert(2, bar._element)
    assert adoption_of(clients.saved(deck), tmp_path).areas.body.h > 250


def cover_on(colour: str, title: str) -> bytes:
    """The plain file with a cover on one colour, and titles in another."""
    deck = Presentation()
    cover = deck.slide_layouts[0]
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = RGBColor.from_string(colour)
    run = cover.placeholders[0]._element.find(".//{*}lstStyle")
    run.append(
        run.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}lvl1pPr", {}),
    )
    properties = run[0].makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr", {})
    run[0].append(properties)
    fill = properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill", {})
    fill.append(fill.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr", {"val": title}))
    properties.append(fill)
    return clients.saved(deck)


@pytest.mark.parametrize(("ground", "told"), [("7E889A", False), ("B9C2D0", True)])
def test_a_large_title_keeps_its_colour_from_three_to_one_on(ground: str, told: bool, tmp_path: Path) -> None:
    adoption = adoption_of(cover_on(ground, "FFFFFF"), tmp_path)
    report = report_on(adoption, Span("acme.pptx"))
    assert any("the text of a title" in one.message for one in report) is told


def test_facts_stay_off_a_cover_on_which_no_colour_can_be_read_everywhere(tmp_path: Path) -> None:
    def halves(pen: ImageDraw.ImageDraw) -> None:
        for x in range(0, W, 90):
            pen.rectangle((x, 0, x + 45, H), fill="#101820")

    assert adoption_of(under_picture(lambda pen: None), tmp_path).free is not None
    assert adoption_of(under_picture(halves), tmp_path).free is None


def test_a_file_whose_look_is_on_its_slides_is_told_how_to_have_it_on_layouts(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(on_slides()))
    deck.slides[0].background.fill.solid()
    deck.slides[0].background.fill.fore_color.rgb = RGBColor(0x0B, 0x5D, 0x57)
    report = report_on(adoption_of(clients.saved(deck), tmp_path), Span("acme.pptx"))
    assert any("--from-slides" in one.message for one in report)
    plain = report_on(adoption_of(clients.saved(Presentation()), tmp_path), Span("acme.pptx"))
    assert not any("--from-slides" in one.message for one in plain)


def test_dividers_that_are_drawn_on_slides_are_told_though_the_layouts_draw_a_logo(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(on_slides()))
    logo = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_shape(MSO_SHAPE.OVAL, Pt(20), Pt(20), Pt(40), Pt(40))
    deck.slide_master.shapes._spTree.append(logo._element)
    report = report_on(adoption_of(clients.saved(deck), tmp_path), Span("acme.pptx"))
    assert any("--from-slides" in one.message for one in report)


@pytest.mark.parametrize(
    ("name", "purpose"),
    [("Acme - Title", "cover"), ("Acme | Title 2", "cover"), ("Acme - Title Only", "content"), ("Sub-title box", "")],
)
def test_a_name_after_the_firm_s_says_what_a_layout_is_for(name: str, purpose: str) -> None:
    assert purpose_of(name) == purpose


def test_facts_stand_beside_or_under_the_title_of_a_cover_and_not_over_it(tmp_path: Path) -> None:
    deck = Presentation()
    title, subtitle = deck.slide_layouts[0].placeholders[0], deck.slide_layouts[0].placeholders[1]
    for holder, y in ((title, 300), (subtitle, 400)):
        holder.left, holder.top, holder.width, holder.height = Pt(54), Pt(y), Pt(612), Pt(95)
    assert adoption_of(clients.saved(deck), tmp_path).free is None


def test_the_accent_is_what_the_cover_shows_where_the_page_shows_no_colour(tmp_path: Path) -> None:
    assert adoption_of(cover_on("9B4393", "FFFFFF"), tmp_path).palette.brand == "#9B4393"


def test_the_subtitle_is_what_says_so_and_not_what_stands_nearest(tmp_path: Path) -> None:
    deck = Presentation()
    cover = deck.slide_layouts[0]
    cover.placeholders[1]._element.find(".//{*}ph").set("type", "body")
    cover.placeholders[1].name = "Subtitle 2"
    near = cover.placeholders[1]._element.__copy__()
    near.find(".//{*}ph").set("idx", "30")
    near.find(".//{*}cNvPr").set("name", "Chair")
    cover.shapes._spTree.append(near)
    cover.placeholders[1].top = Pt(440)
    [chair] = [one for one in cover.placeholders if one.placeholder_format.idx == 30]
    chair.text_frame.text = "Chair of tea"
    chair.left, chair.top, chair.width, chair.height = Pt(54), Pt(60), Pt(612), Pt(60)
    title = adoption_of(clients.saved(deck), tmp_path).match.title
    assert title.subtitle is not None
    assert title.subtitle.index == 1


def test_a_page_number_that_reaches_over_the_page_by_a_hair_stands_on_it(tmp_path: Path) -> None:
    deck = Presentation()
    for layout in (deck.slide_master, *deck.slide_layouts):
        for holder in layout.placeholders:
            if "SLIDE_NUMBER" in str(holder.placeholder_format.type):
                holder.left, holder.top, holder.width, holder.height = Pt(600), Pt(519.05), Pt(100), Pt(21)
    assert adoption_of(clients.saved(deck), tmp_path).areas.page.bottom <= H


def test_a_title_keeps_its_colour_beside_a_small_logo_that_its_box_reaches_into(tmp_path: Path) -> None:
    deck = Presentation()
    divider = deck.slide_layouts[2]
    title = divider.placeholders[0]
    title.left, title.top, title.width, title.height = Pt(54), Pt(300), Pt(612), Pt(90)
    logo = deck.slides.add_slide(divider).shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(640), Pt(360), Pt(60), Pt(60))
    logo.fill.solid()
    logo.fill.fore_color.rgb = RGBColor.from_string("111111")
    divider.shapes._spTree.append(logo._element)
    adoption = adoption_of(clients.saved(deck), tmp_path)
    assert adoption.match.section.name == "Section Header"
    assert not any("headline" in one.message for one in report_on(adoption, Span("acme.pptx")))


@pytest.mark.parametrize(("wide", "takes"), [(100, False), (600, True)])
def test_a_narrow_text_much_larger_than_a_title_is_a_number_and_no_subtitle(
    wide: int, takes: bool, tmp_path: Path
) -> None:
    deck = Presentation()
    divider = deck.slide_layouts[2]
    [number] = [one for one in divider.placeholders if one.placeholder_format.idx == 1]
    number._element.find(".//{*}lvl1pPr/{*}defRPr").set("sz", "9600")
    number.left, number.top, number.width, number.height = Pt(54), Pt(100), Pt(wide), Pt(120)
    assert (adoption_of(clients.saved(deck), tmp_path).match.section.subtitle is not None) is takes


def test_a_headline_of_one_line_that_ends_at_the_foot_of_its_box_grows_upwards(tmp_path: Path) -> None:
    deck = Presentation()
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for holder in sheet.placeholders:
            if holder.placeholder_format.type == 1:  # a title
                holder.left, holder.top, holder.width, holder.height = Pt(36), Pt(66), Pt(648), Pt(30)
                holder._element.find(".//{*}bodyPr").set("anchor", "b")
    areas = adoption_of(clients.saved(deck), tmp_path).areas
    assert areas.headline.bottom == pytest.approx(96 - 3.6)
    assert areas.headline.y >= 0.02 * H


def test_the_divider_is_what_the_client_divides_with_whatever_it_is_called(tmp_path: Path) -> None:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text_frame.text = "The offer of Acme"
    divider = deck.slide_layouts[1]
    divider._element.cSld.set("name", "TITLE_AND_BODY_1")
    deck.slide_layouts.remove(deck.slide_layouts[2])
    for part in ("One", "Two", "Three"):
        deck.slides.add_slide(divider).shapes.title.text_frame.text = f"Part {part}"
        page = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
        page.shapes.title.text_frame.text = "A headline that says in a sentence of a dozen words what the page shows"
    match = adoption_of(clients.saved(deck), tmp_path).match
    assert (match.content.name, match.section.name) == ("Title Only", "TITLE_AND_BODY_1")


@pytest.mark.parametrize("kept", [True, False])
def test_no_subtitle_is_set_larger_than_its_title(kept: bool, tmp_path: Path) -> None:
    deck = Presentation()
    title, subtitle = deck.slide_layouts[0].placeholders[0], deck.slide_layouts[0].placeholders[1]
    style = title._element.find(".//{*}lstStyle")
    level = style.makeelement(style.tag.replace("lstStyle", "lvl1pPr"), {})
    level.append(style.makeelement(style.tag.replace("lstStyle", "defRPr"), {"sz": "2000"}))
    style.append(level)
    if not kept:
        subtitle._element.getparent().remove(subtitle._element)
    kinds = theme_values(adoption_of(clients.saved(deck), tmp_path), "acme.pptx", "Acme")["type"]
    own = next(size for size, _ in kinds["display"]["steps"] if size == pytest.approx(20 / 0.866, abs=0.2))
    assert kinds["display_sub"]["steps"][0][0] <= own


def test_the_accent_is_what_a_picture_shows_most_of_where_the_scheme_is_office_s_own(tmp_path: Path) -> None:
    def panel(pen: ImageDraw.ImageDraw) -> None:
        pen.rectangle((0, 0, 200, H), fill="#024D25")
        pen.rectangle((300, 500, 330, H), fill="#C02020")

    assert adoption_of(under_picture(panel), tmp_path).palette.brand == "#024D25"
    assert adoption_of(under_picture(lambda pen: None), tmp_path).palette.brand is None


def test_facts_on_a_dark_cover_are_in_the_colour_that_the_client_writes_in_there(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(cover_on("000000", "FFFFFF")))
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    theme_file = tmp_path / "acme.yaml"
    adoption = adopt(read_client(file))
    theme = theme_of(yaml_of(values_of(adoption, theme_file, file)).encode(), theme_file, file)
    assert theme.client is not None
    assert theme.colours[theme.client.layouts["title"].ink] == "#FFFFFF"


def test_two_lines_of_a_headline_start_under_a_band_that_reaches_into_its_box(tmp_path: Path) -> None:
    band = under_picture(lambda pen: pen.rectangle((0, 0, W, 60), fill="#003B71"))
    areas = adoption_of(band, tmp_path).areas
    assert areas.headline.y >= 60
    assert areas.kept
    assert areas.lead.y >= areas.headline.bottom - 12


def test_the_ink_that_nobody_chose_for_a_band_gives_way_to_the_paper() -> None:
    page, blue = Rect(0, 0, 960, 540), Fill(("#0173BC",))
    scheme = Scheme({"dk1": "#000000", "lt1": "#FFFFFF"}, {"tx1": "dk1", "bg1": "lt1"})
    band, box = TemplateShape("rect", Rect(0, 0, 960, 120), blue), Rect(60, 20, 840, 80)
    chosen, usual = (
        TemplatePlaceholder(
            "title",
            0,
            box := Rect(60, 20, 840, 80),
            box,
            0,
            "left",
            "middle",
            44,
            False,
            colour,
            "Arial",
            False,
            Fill(),
        )
        for colour in ("#101010", "#000000")
    )
    layout = TemplateLayout("x", "", "x", page, scheme, ("Arial", "Arial"), (usual,), (band,), Fill(("#FFFFFF",)), None)
    assert legible_colour(usual, layout) == "#FFFFFF"
    assert legible_colour(chosen, layout) == "#101010"


def test_a_ground_that_layouts_have_is_the_accent_where_none_draws_the_schemes_first() -> None:
    own = {"dk1": "#000000", "lt1": "#FFFFFF", **{f"accent{n}": "#E1000F" for n in range(1, 7)}}
    scheme, page = Scheme(own, {"tx1": "dk1", "bg1": "lt1"}), Rect(0, 0, 960, 540)

    def layout(ground: str, *shapes: TemplateShape) -> TemplateLayout:
        return TemplateLayout("x", "", "x", page, scheme, ("Arial", "Arial"), (), shapes, Fill((ground,)), None)

    logo = TemplateShape("rect", Rect(0, 0, 60, 40), Fill(("#E1000F",)))
    assert brand_of(layout("#FFFFFF"), layout("#FFFFFF"), layout("#5A5AE0")) == "#5A5AE0"
    assert brand_of(layout("#FFFFFF", logo), layout("#FFFFFF"), layout("#5A5AE0")) is None
    assert brand_of(layout("#5A5AE0"), layout("#5A5AE0")) is None


def test_a_rule_across_the_page_is_the_accent_where_the_scheme_is_one_of_office_s_old_ones() -> None:
    own = {"dk1": "#000000", "lt1": "#FFFFFF", "accent1": "#00E4A8", "accent2": "#FFCF01", "accent5": "#AAEFD1"}
    scheme, page = Scheme(own, {"tx1": "dk1", "bg1": "lt1"}), Rect(0, 0, 720, 540)
    thin, short = Rect(20, 110, 680, 4), Rect(20, 110, 120, 4)
    red, stroke = Fill(("#A50021",)), TemplateShape("line", Rect(20, 110, 680, 0), stroke=("#A50021", 3.0))

    def brand(*shapes: TemplateShape) -> str | None:
        ground = Fill(("#FFFFFF",))
        return brand_of(TemplateLayout("x", "", "x", page, scheme, ("Arial", "Arial"), (), shapes, ground, None))

    assert brand(TemplateShape("rect", thin, red)) == brand(stroke) == "#A50021"
    assert brand(TemplateShape("rect", short, red)) is None


@pytest.mark.parametrize(("white", "darker"), [("#FFFEFF", "grey"), ("#FFE0FF", "pink")])
def test_a_white_that_is_hardly_tinged_is_darkened_to_a_grey(white: str, darker: str) -> None:
    red, green, blue = rgb(passing(white, ["#FFFFFF"], 4.5))
    assert (red == green == blue) is (darker == "grey")


def test_a_line_through_which_the_ground_shows_is_drawn_as_it_is_seen(tmp_path: Path) -> None:
    line = (
        '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="960" name="Line"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm>'
        '<a:off x="0" y="6500000"/><a:ext cx="9144000" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"><a:alpha val="20000"/></a:srgbClr></a:solidFill></a:ln>'
        "</p:spPr></p:cxnSp>"
    )
    parts = clients.edited(
        clients.usual(), [clients.MASTER], lambda text: text.replace("</p:spTree>", f"{line}</p:spTree>", 1)
    )
    file = clients.written(parts, tmp_path / "acme.pptx")
    save_adopted(file, str(tmp_path / "templates" / "themes" / "acme.yaml"))
    theme = read_theme("acme", tmp_path)
    assert theme.client is not None
    [drawn] = [item for item in theme.client.layouts["content"].items if isinstance(item, Rule)]
    assert theme.colours[drawn.stroke.colour] == "#CCCCCC"


@pytest.mark.parametrize(("degrees", "dark"), [(0, "left"), (90, "top"), (180, "right"), (270, "bottom")])
def test_the_colours_under_a_turned_picture_are_those_that_are_seen(degrees: float, dark: str) -> None:
    cells = (("#000000", "#FFFFFF"),) * 2
    seen = turned_cells(cells, turned(200, 200, degrees, False, False), 200, 200)
    halves = {
        "left": {row[0] for row in seen}, "right": {row[1] for row in seen}, "top": {*seen[0]}, "bottom": {*seen[1]},
    }  # fmt: skip
    assert [side for side, colours in halves.items() if colours == {"#000000"}] == [dark]


def test_dividers_have_a_size_of_their_own_among_those_of_covers(tmp_path: Path) -> None:
    deck = Presentation()
    title = deck.slide_layouts[2].placeholders[0]._element
    [size] = title.findall(".//{*}lstStyle/{*}lvl1pPr/{*}defRPr")
    size.set("sz", "3300")
    adoption = adoption_of(clients.saved(deck), tmp_path)
    steps = theme_values(adoption, "acme.pptx", "Acme")["type"]["display"]["steps"]
    assert steps == sorted(steps, reverse=True)
    assert 33 / adoption.areas.scale in [pytest.approx(size, abs=0.1) for size, _ in steps]
