"""Layouts made of sample slides, where a client's identity stands on these alone."""

import io
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from briefwright.core.diagnostics import Span
from briefwright.core.opc import opened
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.theme.adopt.adoption import adopt, read_client
from briefwright.theme.adopt.other_kinds import adoptable, with_layouts_of_slides
from briefwright.theme.adopt.report import report_on
from briefwright.theme.adopt.slide_parts import OFFICE, SlideLayout, roles_of
from briefwright.theme.ooxml.attributes import A, P
from tests import clients, judges


def on_slides() -> bytes:
    """A plain file with a cover, a divider and a page that carry their own artwork."""
    deck = Presentation()
    blank = deck.slide_layouts[6]
    logo = io.BytesIO()
    Image.new("RGB", (80, 40), "#0B5D57").save(logo, "PNG")
    for said, colour in (("The offer of Acme", "0B5D57"), ("Part one", "A24A17"), ("", "FFFFFF"), ("Thanks", "0B5D57")):
        slide = deck.slides.add_slide(blank)
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(10), Inches(7.5 if said else 0.5))
        band.fill.solid()
        band.fill.fore_color.rgb = RGBColor.from_string(colour if said else "0B5D57")
        logo.seek(0)
        slide.shapes.add_picture(logo, Inches(8.5), Inches(6.7), Inches(1))
        if said:
            text = slide.shapes.add_textbox(Inches(1), Inches(2.5), Inches(8), Inches(1.5))
            run = text.text_frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.color.rgb = said, Pt(40), RGBColor(255, 255, 255)
    return clients.saved(deck)


@pytest.fixture
def made(tmp_path: Path):
    """The file with its layouts, opened by python-pptx, its path, and those that serve best."""
    file = tmp_path / "acme.pptx"
    file.write_bytes(on_slides())
    with with_layouts_of_slides(file) as (path, roles):
        copy = tmp_path / "copy.pptx"
        copy.write_bytes(path.read_bytes())
    return Presentation(str(copy)), copy, roles


def test_each_slide_with_artwork_becomes_a_layout_named_for_what_it_is(made) -> None:
    deck, _, roles = made
    names = [layout.name for layout in deck.slide_layouts][-4:]
    assert names == ["Cover (slide 1)", "Section (slide 2)", "Content (slide 3)", "Closing (slide 4)"]
    assert roles == {"title": names[0], "section": names[1], "content": names[2]}


def test_a_closing_that_draws_less_than_the_cover_is_the_divider_of_a_file_without_one() -> None:
    logo, gadget, sky = ("logo",), ("gadget",), ("sky",)
    cover = SlideLayout("a", "Cover", 1, 4, frozenset({logo, gadget}))
    closing = SlideLayout("b", "Closing", 3, 4, frozenset({logo}))
    assert roles_of([cover, closing])["section"] == "Closing (slide 3)"
    assert "section" not in roles_of([cover, replace(closing, look=frozenset({logo, sky}))])
    assert "section" not in roles_of([cover, replace(closing, grounded=True)])
    assert roles_of([replace(cover, grounded=True), closing])["section"] == "Cover (slide 1)"


def test_the_largest_text_becomes_the_title_in_its_letters_and_no_word_of_the_sample_stays(made) -> None:
    deck, _, _ = made
    cover = next(one for one in deck.slide_layouts if one.name == "Cover (slide 1)")
    [title] = [one for one in cover.placeholders if one.placeholder_format.idx == 0]
    assert 'sz="4000"' in title._element.xml
    assert "Acme" not in "".join(one.text_frame.text for one in cover.shapes if one.has_text_frame)
    assert sum(one.shape_type is not None and one.has_text_frame is False for one in cover.shapes) == 1  # the logo


def test_the_file_is_valid_and_its_slides_stand_on_their_layouts(made) -> None:
    deck, path, _ = made
    assert [slide.slide_layout.name for slide in deck.slides][:2] == ["Cover (slide 1)", "Section (slide 2)"]
    assert judges.openxml_audit(path) == []


def test_an_adoption_stands_on_them(made) -> None:
    _, path, roles = made
    match = adopt(read_client(path), roles).match
    stand = {"title": match.title, "section": match.section, "content": match.content}
    assert {role: layout.name for role, layout in stand.items()} == roles
    assert match.title.title is not None
    assert match.title.title.colour == "#FFFFFF"


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "acme.pptx"
    file.write_bytes(on_slides())
    both = []
    for _ in range(2):
        with with_layouts_of_slides(file) as (path, _roles):
            both.append(path.read_bytes())
    assert both[0] == both[1]


def test_an_office_theme_is_read_as_the_presentation_in_it(tmp_path: Path) -> None:
    parts = clients.usual()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"ppt/presentation.xml", b"ppt/theme/theme1.xml")
    file = clients.written(parts, tmp_path / "office.thmx")
    with adoptable(file) as path:
        assert opened(path).main == "ppt/presentation.xml"
        assert adopt(read_client(path)).match.title.name == "Title Slide"


def test_pages_stand_on_the_client_s_own_layout_where_no_sample_page_leaves_room(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(on_slides()))
    for top in range(0, 540, 60):
        image = io.BytesIO()
        Image.new("RGB", (72, 5), "#D0D0D0").save(image, "PNG")
        deck.slides[2].shapes.add_picture(image, 0, Pt(top), Pt(720), Pt(50))
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    path, _ = save_adopted(file, str(tmp_path / "acme.yaml"), from_slides=True)
    theme = path.read_text()
    assert "Cover (slide 1)" in theme
    assert "Section (slide 2)" in theme
    assert "Content (slide 3)" not in theme


def asking() -> bytes:
    """A plain file whose cover draws texts that ask for words, in letters of their own, in place of placeholders."""
    deck = Presentation()
    cover = deck.slide_layouts[0]
    for holder in list(cover.placeholders)[:2]:
        holder._element.getparent().remove(holder._element)
    slide = deck.slides.add_slide(cover)
    for said, y, size in (("Insert the title here", 150, 44), ("Subtitle goes here", 300, 20)):
        text = slide.shapes.add_textbox(Pt(54), Pt(y), Pt(500), Pt(100))
        run = text.text_frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.color.rgb = said, Pt(size), RGBColor(0x0B, 0x5D, 0x57)
        cover.shapes._spTree.append(text._element)
    return clients.saved(deck)


def test_texts_of_a_cover_that_ask_for_words_become_placeholders_in_their_letters(tmp_path: Path) -> None:
    file = tmp_path / "acme.pptx"
    file.write_bytes(asking())
    before = adopt(read_client(file))
    assert before.match.title.name != "Title Slide"
    assert any("--from-slides" in one.message for one in report_on(before, Span("acme.pptx")))
    with with_layouts_of_slides(file) as (path, roles):
        cover = adopt(read_client(path), roles).match.title
        assert judges.openxml_audit(path) == []
    assert cover.name == "Title Slide"
    assert cover.title is not None
    assert (cover.title.size, cover.title.colour, cover.title.text) == (44, "#0B5D57", "Text")
    assert cover.subtitle is not None
    assert cover.subtitle.size == 20
    assert not any("here" in run.text for one in cover.shapes for p in one.paragraphs for run in p.runs)


def test_a_placeholder_of_a_cover_keeps_the_letters_that_its_slide_gives_it(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(on_slides()))
    cover = deck.slides[0]
    layout = next(rel for rel in cover.part.rels.values() if rel.reltype == f"{OFFICE}slideLayout")
    layout._target = deck.slide_layouts[1].part
    holder = cover.shapes.add_textbox(Pt(54), Pt(60), Pt(600), Pt(60))
    about = holder._element.find(".//{*}nvPr")
    about.append(about.makeelement(f"{P}ph", {"idx": "1"}))
    run = holder.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = "Acme at work", Pt(52)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    with with_layouts_of_slides(file) as (path, roles):
        cover_made = adopt(read_client(path), roles).match.title
    [held] = [one for one in cover_made.placeholders if one.index == 1]
    assert held.size == 52


def test_the_usual_divider_is_the_look_that_most_of_them_have(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(on_slides()))
    for said in ("Part two and a few words more", "Part three of many words", "Part four and still more words"):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        panel = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(120), 0, Pt(600), Pt(540))
        panel.fill.solid()
        panel.fill.fore_color.rgb = RGBColor(0x22, 0x33, 0x66)
        run = slide.shapes.add_textbox(Pt(160), Pt(200), Pt(500), Pt(80)).text_frame.paragraphs[0].add_run()
        run.text, run.font.size = said, Pt(40)
    deck.slides.add_slide(deck.slide_layouts[6])
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    with with_layouts_of_slides(file) as (_, roles):
        assert roles["section"] == "Section (slide 6)"


def talk() -> bytes:
    """A plain file of a talk: each slide repeats its title in white on a band, and the page shows a photograph."""
    deck = Presentation()
    photo = io.BytesIO()
    Image.new("RGB", (400, 300), "#A24A17").save(photo, "PNG")
    for said in ("Speaker", "What we measured, and why " * 6, "Thanks"):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(10), Inches(1))
        band.fill.solid()
        band.fill.fore_color.rgb = RGBColor(0x0B, 0x5D, 0x57)
        for words, top, size in (("Boats and their radios", 0.1, 36), (said, 5.5, 24)):
            box = slide.shapes.add_textbox(Inches(2), Inches(top), Inches(7), Inches(0.8))
            run = box.text_frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.color.rgb = words, Pt(size), RGBColor(255, 255, 255)
            fill = run._r.rPr.find(f"{A}solidFill")
            etree.SubElement(run._r.rPr, f"{A}uFill").append(deepcopy(fill))  # as LibreOffice writes letters
        if said != "Thanks":
            photo.seek(0)
            slide.shapes.add_picture(photo, Inches(2), Inches(1.5), Inches(7 if said == "Speaker" else 6), Inches(3.5))
    return clients.saved(deck)


def layouts_of(data: bytes, folder: Path) -> dict[str, object]:
    file = folder / "talk.pptx"
    file.write_bytes(data)
    with with_layouts_of_slides(file) as (path, _):
        return {layout.name: layout for layout in Presentation(str(path)).slide_layouts}


def test_a_title_that_slides_repeat_is_the_title_in_its_colour_while_a_photograph_of_a_page_is_left_out(
    tmp_path: Path,
) -> None:
    layouts = layouts_of(talk(), tmp_path)
    cover, page = (layouts[name] for name in ("Cover (slide 1)", "Content (slide 2)"))
    for layout in (cover, page):
        [title] = [one for one in layout.placeholders if one.placeholder_format.idx == 0]
        assert title.top == Inches(0.1)
        assert title._element.find(f".//{A}lvl1pPr/{A}defRPr/{A}solidFill/{A}srgbClr").get("val") == "FFFFFF"
    assert [len(layout._element.findall(f".//{P}pic")) for layout in (cover, page)] == [1, 0]


def test_a_slide_of_few_words_under_a_title_at_the_top_is_a_page_and_no_divider(tmp_path: Path) -> None:
    deck = Presentation()
    for said in (("The offer of Acme",), ("Roadmap", "First, then second"), ("Thanks",)):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(10), Inches(0.4))
        band.fill.solid()
        for n, words in enumerate(said):
            box = slide.shapes.add_textbox(Inches(1), Inches(0.7 + 1.5 * n), Inches(7), Inches(0.8))
            run = box.text_frame.paragraphs[0].add_run()
            run.text, run.font.size = words, Pt(40 - 10 * n)
    assert "Content (slide 2)" in layouts_of(clients.saved(deck), tmp_path)


def test_the_photograph_that_fills_a_placeholder_of_the_cover_is_the_covers_artwork(tmp_path: Path) -> None:
    deck = Presentation()
    photo = io.BytesIO()
    Image.new("RGB", (400, 300), "#0B5D57").save(photo, "PNG")
    cover = deck.slides.add_slide(deck.slide_layouts[8])  # a picture with a caption
    holder = next(one for one in cover.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.PICTURE)
    inherited = holder.left, holder.top, holder.width, holder.height
    holder.insert_picture(photo)
    cover.shapes.title.text = "The offer of Acme"
    layout = layouts_of(clients.saved(deck), tmp_path)["Cover (slide 1)"]
    [picture] = [one for one in layout.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert (picture.left, picture.top, picture.width, picture.height) == inherited


def test_the_page_is_the_frame_that_most_slides_have_without_words_of_a_section_or_of_a_prompt(tmp_path: Path) -> None:
    deck = Presentation()
    for said in ("The offer of Acme", "Contents", "One", "Two", "Three", "Thanks"):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        upright, page = said == "Contents", said in ("One", "Two", "Three")
        wide, high = (0.5, 7.5) if upright else (10, 0.8 if page else 7.5)
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(wide), Inches(high))
        band.fill.solid()
        texts = [(said, 1.0 if page or upright else 3.0, 32), *([("What we saw, " * 12, 2.5, 18)] if page else [])]
        texts += [("添加标题", 0.1, 14)] * page + [("Part B", 0.4, 14)] * (said in ("Two", "Three"))
        texts += [("One, two, three and so on", 3.0, 18)] * upright
        for words, top, size in texts:
            box = slide.shapes.add_textbox(Inches(1), Inches(top), Inches(8), Inches(0.6))
            run = box.text_frame.paragraphs[0].add_run()
            run.text, run.font.size = words, Pt(size)
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    with with_layouts_of_slides(file) as (path, roles):
        layouts = {layout.name: layout for layout in Presentation(str(path)).slide_layouts}
        report = report_on(adopt(read_client(path), roles), Span("acme.pptx"))
    assert not any("--from-slides" in one.message for one in report)
    assert roles["content"] in ("Content (slide 3)", "Content (slide 4)", "Content (slide 5)")
    said = " ".join(one.text_frame.text for one in layouts[roles["content"]].shapes if one.has_text_frame)
    assert "标题" not in said
    assert "Part B" not in said


def test_pages_of_slides_stand_under_the_file_s_own_cover_where_the_sample_of_that_is_pictures_alone(
    tmp_path: Path,
) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for layout in deck.slide_layouts:
        for holder in layout.placeholders:
            holder.left, holder.top, holder.width, holder.height = (
                round(side * 4 / 3) if at % 2 == 0 else side
                for at, side in enumerate((holder.left, holder.top, holder.width, holder.height))
            )
    opening, page = (deck.slides.add_slide(deck.slide_layouts[0]) for _ in range(2))
    for slide in (opening, page):
        for holder in list(slide.placeholders):
            holder._element.getparent().remove(holder._element)
    for n in range(4):
        image = io.BytesIO()
        Image.new("RGB", (80, 60), (40 * n, 90, 120)).save(image, "PNG")
        opening.shapes.add_picture(image, Inches(0.4 + 3.1 * n), Inches(2.2), Inches(3.0 if n else 5.8), Inches(4))
        if n in (0, 3):
            image.seek(0)
            page.shapes.add_picture(image, Inches(0 if n == 0 else 10.9), 0, Inches(2.4), Inches(1.5))
    text = page.shapes.add_textbox(Inches(0.7), Inches(2.4), Inches(7.6), Inches(3.7))
    text.text_frame.word_wrap = True
    run = text.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = "What we saw of it " * 12, Pt(24)
    text.text_frame.paragraphs[0].alignment = PP_ALIGN.JUSTIFY
    file = tmp_path / "acme.pptx"
    file.write_bytes(clients.saved(deck))
    path, _ = save_adopted(file, str(tmp_path / "acme.yaml"))
    written = path.read_text(encoding="utf-8")
    assert 'name: "Content (slide 2)"' in written
    assert "title: {layout: slideLayout1, name: Title Slide" in written
    with with_layouts_of_slides(file) as (made_of, roles):
        title = adopt(read_client(made_of), roles).match.content.title
    assert title is not None
    assert title.align == "left"
