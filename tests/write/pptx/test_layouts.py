"""The master and the layouts are the theme's own: a new slide made from one looks right."""

import io

from pptx import Presentation
from pptx.util import Pt

from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import sample


def test_there_is_one_master_and_exactly_the_scene_s_layouts_in_plain_words(opened: Opened) -> None:
    assert len(opened.names("ppt/slideMasters/slideMaster")) == 1
    layouts = [opened.tree(f"ppt/slideLayouts/slideLayout{n}.xml") for n in range(1, 5)]
    assert [values(tree, "/p:sldLayout/p:cSld/@name")[0] for tree in layouts] == [
        "Title",
        "Content",
        "Message",
        "Section",
    ]
    assert len(opened.names("ppt/slideLayouts/slideLayout")) == 4


def test_the_section_layout_has_the_accent_for_its_ground(opened: Opened) -> None:
    tree = opened.tree("ppt/slideLayouts/slideLayout4.xml")
    assert values(tree, "//p:bg//a:schemeClr/@val") == ["accent1"]
    assert values(tree, "//p:sp[.//p:ph/@type='title']//a:lvl1pPr/a:defRPr//a:schemeClr/@val") == ["bg1"]


def test_a_layout_carries_its_fixed_items(opened: Opened) -> None:
    assert "stamp" in values(opened.tree("ppt/slideLayouts/slideLayout2.xml"), "//p:cNvPr/@name")
    assert "stamp" not in values(opened.slide(2), "//p:cNvPr/@name")


def test_a_placeholder_gives_size_and_colour_to_what_a_user_writes_and_has_the_rest_of_the_master(
    opened: Opened,
) -> None:
    tree = opened.tree("ppt/slideLayouts/slideLayout2.xml")
    [title] = find(tree, "//p:sp[.//p:ph/@type='title']")
    assert not find(title, "p:spPr/* | .//a:lstStyle/* | .//a:bodyPr/* | .//a:bodyPr/@*")
    [lead] = find(tree, "//p:sp[.//p:cNvPr/@name='Lead']//a:lvl1pPr/a:defRPr")
    assert (dict(lead.attrib), values(lead, "a:solidFill/a:schemeClr/@val")) == ({"sz": "1600"}, ["tx2"])


def test_what_a_user_writes_has_a_pitch_in_proportion_and_is_made_smaller_to_fit(opened: Opened) -> None:
    master = opened.tree("ppt/slideMasters/slideMaster1.xml")
    for name in ("ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout2.xml", "ppt/presentation.xml"):
        assert not find(opened.tree(name), "//*[starts-with(local-name(), 'lvl')]/a:lnSpc/a:spcPts"), name
    assert all(100 <= int(share) / 1000 <= 125 for share in values(master, "//p:bodyStyle//a:lnSpc/a:spcPct/@val"))
    assert len(find(master, "//p:sp[.//p:ph/@type='title' or .//p:ph/@type='body']//a:bodyPr/a:normAutofit")) == 2
    drawn = opened.tree("ppt/theme/theme1.xml")
    assert find(drawn, "//a:spDef/a:bodyPr/a:normAutofit")
    assert find(drawn, "//a:txDef/a:bodyPr/a:spAutoFit")  # as PowerPoint's own
    assert not find(drawn, "//a:spDef/a:lstStyle/* | //a:txDef/a:lstStyle/*")


def test_the_master_states_the_text_styles(opened: Opened) -> None:
    tree = opened.tree("ppt/slideMasters/slideMaster1.xml")
    assert values(tree, "//p:titleStyle/a:lvl1pPr/a:defRPr/@sz") == ["2600"]
    assert values(tree, "//p:bodyStyle/*/a:defRPr/@sz")[:3] == ["1400", "1400", "1200"]
    assert len(find(tree, "//p:otherStyle/*")) == 5
    assert set(values(tree, "//p:ph/@type")) == {"title", "body", "ftr", "sldNum"}


def test_no_placeholder_of_a_slide_is_empty(opened: Opened) -> None:
    for name in opened.names("ppt/slides/slide"):
        for shape in find(opened.tree(name), "//p:sp[.//p:ph]"):
            assert "".join(values(shape, ".//a:t/text()")).strip(), name


def test_python_pptx_reads_the_deck_and_adds_a_slide_to_it(decks: dict[str, bytes]) -> None:
    deck = Presentation(io.BytesIO(decks["paper"]))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == sample().pages[0].title
    new = deck.slides.add_slide(deck.slide_layouts.get_by_name("Content"))
    new.shapes.title.text_frame.text = "A claim of one's own"
    assert new.shapes.title.left == Pt(48)
    deck.save(io.BytesIO())


def test_the_table_is_one_to_python_pptx(decks: dict[str, bytes]) -> None:
    slide = Presentation(io.BytesIO(decks["paper"])).slides[4]
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    assert table.first_row
    assert table.cell(1, 0).text_frame.text == "Alibaba"
