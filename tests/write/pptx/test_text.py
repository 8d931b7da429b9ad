"""Text says its own size, pitch, colour and language; bullets, markers, links and fields are PowerPoint's own."""

import re

from briefwright.core.geometry import Rect
from briefwright.scene.model import Cell, Text
from briefwright.write.pptx.part_context import PlaceholderRef
from briefwright.write.pptx.text import _box, body_properties
from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import paragraph, theme

POINTS = 2  # the slide of that page


def test_every_run_states_size_weight_kerning_tracking_and_language(opened: Opened) -> None:
    for number in range(1, 7):
        for run in find(opened.slide(number), "//a:r/a:rPr | //a:fld/a:rPr"):
            assert {"lang", "sz", "b", "i", "kern", "spc", "dirty"} <= set(run.keys())
            assert (run.get("kern"), run.get("dirty"), run.get("lang")) == ("100", "0", "en-GB")


def test_a_heading_takes_the_major_font_and_its_tracking(opened: Opened) -> None:
    [title] = find(opened.shape(POINTS, "bw:points/title"), ".//a:rPr")
    assert (title.get("sz"), title.get("b"), title.get("spc")) == ("2600", "1", "-35")
    assert values(title, "a:latin/@typeface") == ["+mj-lt"]


def test_boxes_have_no_insets_and_no_autofit(opened: Opened) -> None:
    bodies = find(opened.slide(POINTS), "//a:bodyPr")
    assert bodies
    for body in bodies:
        assert [body.get(side) for side in ("lIns", "tIns", "rIns", "bIns", "wrap")] == ["0", "0", "0", "0", "square"]
        assert find(body, "a:noAutofit")


def test_line_pitch_is_exact_and_space_above_is_stated(opened: Opened) -> None:
    body = opened.shape(POINTS, "bw:points/body-1")
    assert set(values(body, ".//a:lnSpc/a:spcPts/@val")) == {"1800"}
    assert values(body, ".//a:spcBef/a:spcPts/@val") == ["0", "600", "600", "600", "0"]


def test_space_above_the_first_paragraph_becomes_the_top_inset() -> None:
    first = paragraph("Words", theme().style("body"), before=6.0)
    assert 'tIns="76200"' in body_properties((first,), "top")


def test_bullets_are_real_and_hang(opened: Opened) -> None:
    paragraphs = find(opened.shape(POINTS, "bw:points/body-1"), ".//a:p")
    assert [bool(find(p, "a:pPr/a:buChar")) for p in paragraphs] == [False, True, True, False, False]
    assert (find(paragraphs[1], "a:pPr")[0].get("marL"), find(paragraphs[1], "a:pPr")[0].get("indent")) == (
        "177800",
        "-177800",
    )
    assert find(paragraphs[0], "a:pPr/a:buNone")


def test_a_citation_marker_is_raised_and_set_larger_so_that_it_shows_at_its_size(opened: Opened) -> None:
    [marker] = find(opened.shape(POINTS, "bw:points/body-1"), ".//a:rPr[@baseline]")
    assert (marker.get("baseline"), marker.get("sz")) == ("30000", "1350")
    assert values(marker, "a:solidFill/a:schemeClr/@val") == ["accent4"]


def test_the_deck_holds_no_line_break_that_the_author_did_not_write(opened: Opened) -> None:
    for name in opened.names("ppt/slides/slide"):
        assert b"<a:br" not in opened.parts[name]


def test_a_linked_run_leads_out_and_keeps_its_own_colour(opened: Opened) -> None:
    links = find(opened.shape(POINTS, "bw:points/body-1"), ".//a:hlinkClick")
    targets = [opened.target("ppt/slides/slide2.xml", values(link, "@r:id")[0]) for link in links]
    wanted = ["https://example.org/?a=1&b=2", "mailto:a@example.org", "slide5.xml"]
    assert list(dict.fromkeys(targets)) == wanted
    assert links[-1].get("action") == "ppaction://hlinksldjump"
    assert all(values(link, ".//ahyp:hlinkClr/@val") == ["tx"] for link in links)


def test_a_linked_run_is_a_link_by_the_word_so_that_no_office_breaks_within_one(opened: Opened) -> None:
    linked = find(opened.shape(POINTS, "bw:points/body-1"), ".//a:r[a:rPr/a:hlinkClick]/a:t")
    assert linked
    assert all(" " not in (text.text or "").rstrip(" ") for text in linked)


def test_a_text_that_is_one_link_as_a_whole_is_a_link_of_its_box(opened: Opened) -> None:
    box = opened.shape(POINTS, "bw:points/jump")
    assert find(box, "p:nvSpPr/p:cNvPr/a:hlinkClick[@action='ppaction://hlinksldjump']")
    assert not find(box, ".//a:rPr/a:hlinkClick")


def test_text_is_escaped_once(opened: Opened) -> None:
    assert "A second & last point <5" in values(opened.slide(POINTS), "//a:t/text()")


def test_titles_marking_and_page_number_fill_their_placeholders(opened: Opened) -> None:
    for number in range(1, 7):
        slide = opened.slide(number)
        kinds = values(slide, "//p:ph/@type")
        assert len(kinds) == len(set(values(slide, "//p:ph/@idx"))) + 1  # the title has none, the rest differ
        assert {"ftr", "sldNum"} <= set(kinds)
        assert {"title", "ctrTitle"} & set(kinds)
        assert values(slide, "//a:fld[@type='slidenum']/a:t/text()") == [str(number)]


def test_a_placeholder_that_stands_where_its_layout_has_it_states_no_place(opened: Opened) -> None:
    assert not find(opened.shape(POINTS, "bw:points/title"), "p:spPr/a:xfrm")


def test_a_placeholder_of_another_size_states_its_place() -> None:
    text = Text("t", Rect(48, 48, 700, 60), (), placeholder="title")
    assert "<a:off" in _box(text, PlaceholderRef("<p:ph/>", Rect(48, 48, 790, 60)))


def test_an_empty_cell_s_paragraph_is_too_low_to_grow_its_row(opened: Opened) -> None:
    [size] = values(opened.shape(5, "bw:matrix/table"), ".//a:tr[3]/a:tc[3]//a:endParaRPr/@sz")
    assert int(size) <= 100
    assert Cell(()).height == 0


def test_alignment_and_anchor_are_kept(opened: Opened) -> None:
    slide = opened.slide(3)
    for name, align, anchor in (("left", "l", "t"), ("right", "r", "ctr"), ("center", "ctr", "b")):
        [box] = find(slide, f"//p:cNvPr[@name='bw:figures/{name}']/../..")
        assert values(box, ".//a:pPr/@algn") == [align]
        assert values(box, ".//a:bodyPr/@anchor") == [anchor]


def test_no_size_is_left_to_a_viewer(opened: Opened) -> None:
    for name in opened.names("ppt/slide"):
        assert not re.search(rb"normAutofit|spAutoFit|fontScale", opened.parts[name]), name
