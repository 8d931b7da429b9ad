"""Titles of a client: their size, weight and colour, and the room that their boxes have."""

import io
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from briefwright.core.diagnostics import Span
from briefwright.core.messages import diagnose
from briefwright.layout.deck import place
from briefwright.pipeline.tried_adoption import findings, save_adopted
from briefwright.scene.model import Role, Text
from briefwright.scene.walk import leaves
from briefwright.theme.adopt.adoption import adopt, read_client
from briefwright.theme.adopt.font_substitutes import substitute_for
from briefwright.theme.adopt.ground_colours import legible_on
from briefwright.theme.adopt.mends import Mends
from briefwright.theme.adopt.palette import brand_of
from briefwright.theme.adopt.slide_parts import SlideLayout, roles_of
from briefwright.theme.adopt.theme_values import theme_values
from briefwright.theme.read import read_theme
from tests import clients
from tests.story.briefs import BRIEF, story
from tests.theme.adopt.test_inherited import made

CENTRE = PP_PLACEHOLDER.CENTER_TITLE


def low_titles(anchor: str, drawn: str = "") -> clients.Parts:
    """The plain file with titles of 28 points in boxes of 45, as Google's are; ``drawn`` is put on the master."""

    def change(text: str) -> str:
        box = '<a:off x="457200" y="330000"/><a:ext cx="8229600" cy="572700"/>'
        text = re.sub(r'<a:off x="457200" y="274638"/>\s*<a:ext cx="8229600" cy="1143000"/>', box, text, count=1)
        text = text.replace('sz="4400"', 'sz="2800"').replace('anchor="ctr"', f'anchor="{anchor}"', 1)
        return text.replace("</p:spTree>", f"{drawn}</p:spTree>", 1)

    return clients.edited(clients.usual(), [clients.MASTER], change)


def rectangle(x: float, y: float, w: float, h: float, fill: str = "FFCC00") -> str:
    at = f'<a:off x="{x * 12700:.0f}" y="{y * 12700:.0f}"/><a:ext cx="{w * 12700:.0f}" cy="{h * 12700:.0f}"/>'
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="950" name="Drawn"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm>{at}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></p:spPr></p:sp>'
    )


def test_a_title_box_of_one_line_reaches_further_on_plain_ground_and_keeps_large_type(tmp_path: Path) -> None:
    adoption = adopt(read_client(clients.written(low_titles("t"), tmp_path / "acme.pptx")))
    areas, steps = adoption.areas, theme_values(adoption, "acme.pptx", "Acme")["type"]["h1"]["steps"]
    assert not areas.kept
    assert areas.headline.y == pytest.approx(330000 / 12700 + 3.6, abs=0.1)  # its first line stays
    assert steps[0][0] >= 26


def test_a_title_box_of_one_line_over_a_rule_stays_as_it_is(tmp_path: Path) -> None:
    file = clients.written(low_titles("t", rectangle(36, 74, 648, 2)), tmp_path / "acme.pptx")
    areas = adopt(read_client(file)).areas
    assert areas.headline.bottom <= 74


@pytest.mark.parametrize(("cover", "divider"), [("0", "1"), ("1", "0")])
def test_titles_of_covers_and_of_dividers_each_keep_their_own_weight(
    cover: str, divider: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parts = clients.usual()
    first, third = (f"ppt/slideLayouts/slideLayout{n}.xml" for n in (1, 3))
    bold = f'<a:lstStyle><a:lvl1pPr><a:defRPr b="{cover}"/></a:lvl1pPr></a:lstStyle>'
    parts = clients.edited(parts, [first], lambda text: text.replace("<a:lstStyle/>", bold, 1))
    parts = clients.edited(parts, [third], lambda text: text.replace('b="1" cap="all"', f'b="{divider}" cap="all"'))
    assert f'b="{divider}" cap="all"'.encode() in parts[third]
    path, _ = save_adopted(clients.written(parts, tmp_path / "acme.pptx"))
    section = "slides: [{id: s, form: section, section: outlook, title: Outlook}]\n"
    scene, _ = place(story(tmp_path, text=BRIEF + section), read_theme(path.stem))
    texts = [item for page in scene.pages for item in leaves(page.items) if isinstance(item, Text)]
    weights = {
        text.paragraphs[0].text: text.paragraphs[0].runs[0].style.bold for text in texts if text.role is Role.TITLE
    }
    assert weights["Outlook"] is (divider == "1")
    assert next(iter(weights.values())) is (cover == "1")


def test_smaller_type_on_pages_leaves_covers_in_the_client_s_own_size(tmp_path: Path) -> None:
    parts = clients.edited(clients.usual(), [clients.MASTER], lambda text: text.replace('sz="4400"', 'sz="5400"'))
    client = read_client(clients.written(parts, tmp_path / "acme.pptx"))
    for scale in (1.0, 0.75):
        values = theme_values(adopt(client, mends=Mends(scale)), "acme.pptx", "Acme")
        assert values["type"]["display"]["steps"][0][0] * values["scale"] == pytest.approx(54, abs=0.1)


def test_a_file_without_styles_has_the_size_of_the_words_that_its_titles_prompt_with(tmp_path: Path) -> None:
    def change(text: str) -> str:
        text = re.sub(r"<p:txStyles>.*</p:txStyles>", "", text, flags=re.S)
        return re.sub(r'(<a:rPr lang="en-US")( smtClean="0")?/>', r'\1 sz="4000"/>', text, count=1)

    parts = clients.edited(clients.usual(), [clients.MASTER], change)
    title = adopt(read_client(clients.written(parts, tmp_path / "acme.pptx"))).match.content.title
    assert title is not None
    assert title.size == 40
    assert not title.level.sized  # an office gives words of ours another size, so they state theirs


@pytest.mark.parametrize(("own", "ground", "shown"), [("#FFFFFF", "#2BDEFF", "#000000"), ("#A8A8A8", "#FFFFFF", None)])
def test_white_on_a_bright_ground_gives_way_to_the_scheme_s_ink_and_a_grey_to_a_darker_one(
    own: str, ground: str, shown: str | None, tmp_path: Path
) -> None:
    content = adopt(read_client(clients.written(clients.usual(), tmp_path / "acme.pptx"))).match.content
    assert content.title is not None
    found = legible_on((ground,), replace(content.title, colour=own), content)
    assert found == shown if shown else found not in (own, "#000000")


def test_a_layout_with_a_box_for_a_line_that_no_page_of_ours_fills_gives_way_to_one_without(tmp_path: Path) -> None:
    parts = clients.usual()
    framed = "ppt/slideLayouts/slideLayout2.xml"
    line = (
        '<p:sp><p:nvSpPr><p:cNvPr id="951" name="Message"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="31"/></p:nvPr>'
        '</p:nvSpPr><p:spPr><a:xfrm><a:off x="457200" y="1450000"/><a:ext cx="8229600" cy="500000"/></a:xfrm></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp></p:spTree>"
    )
    drawn = rectangle(36, 112, 648, 41, "E0E8F0") + line
    parts = clients.edited(parts, [framed], lambda text: text.replace("</p:spTree>", drawn, 1))
    deck = Presentation(clients.written(parts, tmp_path / "framed.pptx"))
    for layout in list(deck.slide_layouts):
        if layout.name not in ("Title Slide", "Title and Content", "Title Only"):
            deck.slide_layouts.remove(layout)
    for _ in range(3):
        deck.slides.add_slide(deck.slide_layouts[1])
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    assert adopt(read_client(file)).match.content.name == "Title Only"


def test_the_page_made_of_a_slide_is_the_one_whose_title_stands_over_something() -> None:
    band = frozenset({("band",)})
    divider = SlideLayout("a", "Content", 4, 2, band, shared=1)
    page = SlideLayout("b", "Content", 5, 90, band, shared=1, headed=True)
    assert roles_of([divider, page])["content"] == "Content (slide 5)"


def test_what_a_cover_leaves_out_counts_for_nothing_against_layouts_made_of_slides(tmp_path: Path) -> None:
    client = read_client(clients.written(clients.usual(), tmp_path / "acme.pptx"))
    said = (diagnose("BW557", Span("acme.pptx"), what="mended"),) * 2
    for layout, counted in (("title", 0), ("section", 0), ("content", 2)):
        mends = Mends(hidden=((layout, "marking"), (layout, "page")))
        assert findings(adopt(client, mends=mends), said) == counted


@pytest.mark.parametrize(
    ("at", "moved"), [((60, 170, 160, 60), True), ((60, 20, 160, 60), False), ((0, 0, 720, 300), False)]
)
def test_a_title_of_a_cover_whose_box_lies_over_the_logo_stands_under_it(
    at: tuple[float, float, float, float], moved: bool, tmp_path: Path
) -> None:
    deck, image = Presentation(), io.BytesIO()
    Image.new("RGB", (80, 30), "#0B5D57").save(image, "PNG")
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    picture = slide.shapes.add_picture(image, *map(Pt, at))
    cover = deck.slide_layouts[0]
    _, relation = cover.part.get_or_add_image_part(image)
    picture._element.blipFill.blip.rEmbed = relation
    cover.shapes._spTree.append(picture._element)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    adoption = adopt(read_client(file))
    place = adoption.match.places.get("title")
    assert (place is not None) is moved
    if place:
        assert place.y >= at[1] + at[3]


def test_a_title_of_a_cover_stands_next_to_a_logo_that_leaves_no_room_under_it(tmp_path: Path) -> None:
    deck, image = Presentation(), io.BytesIO()
    Image.new("RGB", (80, 160), "#0B5D57").save(image, "PNG")
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    picture = slide.shapes.add_picture(image, Pt(0), Pt(160), Pt(160), Pt(330))
    cover = deck.slide_layouts[0]
    _, relation = cover.part.get_or_add_image_part(image)
    picture._element.blipFill.blip.rEmbed = relation
    cover.shapes._spTree.append(picture._element)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    place = adopt(read_client(file)).match.places["title"]
    assert 160 < place.x < place.right < 720


def test_a_rule_in_the_first_accent_is_a_use_of_the_scheme(tmp_path: Path) -> None:
    flowers = rectangle(300, 0, 420, 540, "3FA7B0")
    rule = (
        '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="960" name="Rule"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm>'
        '<a:off x="500000" y="900000"/><a:ext cx="900000" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/>'
        '</a:prstGeom><a:ln w="50800"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )
    own = clients.edited(clients.usual(), [clients.THEME], lambda text: text.replace("4F81BD", "BA907F"))
    first = "ppt/slideLayouts/slideLayout1.xml"
    brands = []
    for drawn in (flowers, flowers + rule):
        parts = clients.edited(own, [first], lambda text, d=drawn: text.replace("</p:spTree>", f"{d}</p:spTree>", 1))
        match = adopt(read_client(clients.written(parts, tmp_path / "acme.pptx"))).match
        brands.append(brand_of(match.content, match.title, match.section))
    assert brands == ["#3FA7B0", None]


@pytest.mark.parametrize("name", ["Phantom Sans 0.4", "St. Ryde", "..", "", "明朝 3.1", "a/b", "Über-Grotesk No. 2"])
def test_a_font_of_any_name_is_measured(name: str) -> None:
    assert substitute_for(name).package == "fontpkg-arimo"


def test_a_page_as_large_as_a_poster_is_adopted(tmp_path: Path) -> None:
    deck = Presentation()
    wide, high = deck.slide_width, deck.slide_height
    parts, by = clients.parts_of(clients.saved(deck)), 5.6  # 56 x 42 in, the largest that PowerPoint makes
    larger = re.compile(r'(<a:(?:off|ext) (?:x|cx)=")(-?\d+)(" c?y=")(-?\d+)"')

    def change(text: str) -> str:
        return larger.sub(lambda m: f'{m[1]}{int(int(m[2]) * by)}{m[3]}{int(int(m[4]) * by)}"', text)

    parts = clients.edited(parts, [clients.MASTER, *clients.layouts(parts)], change)
    size = f'<p:sldSz cx="{int(wide * by)}" cy="{int(high * by)}"/>'
    parts = clients.edited(parts, ["ppt/presentation.xml"], lambda text: re.sub(r"<p:sldSz [^>]*/>", size, text))
    path, _ = save_adopted(clients.written(parts, tmp_path / "acme.pptx"), str(tmp_path / "acme.yaml"))
    assert "scale: 4." in path.read_text(encoding="utf-8") or "scale: 5." in path.read_text(encoding="utf-8")


def kicker(size: int, said: str = "Title of the deck") -> bytes:
    """The plain file with a small title on its cover, over a body in letters of ``size``."""
    deck = Presentation()
    title, text, *_ = deck.slide_layouts[0].placeholders
    title.left, title.top, title.width, title.height = Pt(50), Pt(60), Pt(600), Pt(40)
    text.left, text.top, text.width, text.height = Pt(50), Pt(110), Pt(600), Pt(300)
    for holder, points in ((title, 20), (text, size)):
        levels = holder._element.find(".//{*}lstStyle")
        for level in list(levels):
            levels.remove(level)
        level = levels.makeelement(levels.tag.replace("lstStyle", "lvl1pPr"), {"algn": "l"})
        level.append(level.makeelement(level.tag.replace("lvl1pPr", "defRPr"), {"sz": str(100 * points)}))
        levels.append(level)
    text._element.find(".//{*}ph").set("type", "body")
    text.name, text.text_frame.text = "Text Placeholder", said
    return clients.saved(deck)


@pytest.mark.parametrize(
    ("size", "said", "kind"),
    [(60, "Title of the deck", "body"), (24, "Title of the deck", "ctrTitle"), (60, "01", "ctrTitle")],
)
def test_a_small_title_over_far_larger_words_is_a_kicker_of_the_cover(
    size: int, said: str, kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "acme.pptx"
    file.write_bytes(kicker(size, said))
    cover = adopt(read_client(file)).match.title
    assert cover.spoken is not None
    assert cover.spoken.kind == kind


def test_a_slide_whose_subtitle_stands_in_a_kicker_has_one_title(tmp_path: Path) -> None:
    file = tmp_path / "acme.pptx"
    file.write_bytes(kicker(60))
    brief = Path(__file__).resolve().parents[2] / "briefs" / "tea.yaml"
    cover = Presentation(io.BytesIO(made(file, brief))).slides[0]
    titles = [one for one in cover.placeholders if one.placeholder_format.type in (PP_PLACEHOLDER.TITLE, CENTRE)]
    assert len(titles) == 1
    assert titles[0].top >= Pt(105)
    assert any(one.top < Pt(80) and one.has_text_frame and one.text_frame.text for one in cover.shapes)


def test_a_centred_headline_next_to_artwork_stays_in_the_middle_of_the_page(tmp_path: Path) -> None:
    corner = rectangle(20, 40, 130, 40)
    parts = clients.edited(
        clients.usual(), [clients.MASTER], lambda text: text.replace("</p:spTree>", f"{corner}</p:spTree>", 1)
    )
    headline = adopt(read_client(clients.written(parts, tmp_path / "acme.pptx"))).areas.headline
    assert headline.x > 150
    assert headline.x + headline.w / 2 == pytest.approx(360, abs=1)


@pytest.mark.parametrize(("high", "under"), [(50, True), (100, False)])
def test_a_headline_stands_under_artwork_that_ends_within_its_first_line(
    high: float, under: bool, tmp_path: Path
) -> None:
    parts = low_titles("t", rectangle(150, 0, 570, high))
    parts = clients.edited(parts, [clients.MASTER], lambda text: text.replace('cy="572700"', 'cy="1400000"'))
    headline = adopt(read_client(clients.written(parts, tmp_path / "acme.pptx"))).areas.headline
    assert (headline.y > high) is under  # what holds all of the line is a band for it
