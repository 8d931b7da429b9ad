"""Text says its pitch, its language and what it does not inherit; bullets, markers, links and fields are native."""

import re

from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.scene.model import Cell, Layout, Page, Properties, Row, Scene, Table, Text
from briefwright.write.pptx import write
from briefwright.write.pptx.part_context import PlaceholderRef
from briefwright.write.pptx.text import _insets, body_properties
from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import paragraph, theme

POINTS = 2  # the slide of that page


def test_a_run_as_its_placeholder_or_the_deck_has_it_states_its_language_and_no_more(opened: Opened) -> None:
    for name in ("bw:points/title", "bw:points/lead", "bw:points/source", "bw:points/marking", "bw:points/page"):
        [run] = find(opened.shape(POINTS, name), ".//a:rPr")
        assert (dict(run.attrib), list(run)) == ({"lang": "en-GB", "dirty": "0"}, []), name
    first = find(opened.shape(POINTS, "bw:points/body-1"), ".//a:rPr")[0]
    assert (dict(first.attrib), list(first)) == ({"lang": "en-GB", "dirty": "0"}, [])


def test_a_run_states_what_it_has_otherwise(opened: Opened) -> None:
    bold, accent = (
        find(opened.shape(POINTS, "bw:points/body-1"), f".//a:rPr[{what}]")[0] for what in ("@b", "a:solidFill")
    )
    assert (bold.get("b"), bold.get("sz"), list(bold)) == ("1", None, [])
    assert values(accent, "a:solidFill/a:schemeClr/@val") == ["accent1"]


def test_a_box_in_a_placeholder_states_nothing_and_another_has_neither_insets_nor_autofit(opened: Opened) -> None:
    for shape in find(opened.slide(POINTS), "//p:sp[p:txBody]"):
        [body] = find(shape, "p:txBody/a:bodyPr")
        if find(shape, ".//p:ph"):
            assert (dict(body.attrib), list(body)) == ({}, [])
        else:
            sides = [body.get(side) for side in ("lIns", "tIns", "rIns", "bIns", "wrap")]
            assert sides == ["0", "0", "0", "0", "square"]
            assert find(body, "a:noAutofit")


def test_line_pitch_is_exact_and_space_above_is_stated(opened: Opened) -> None:
    body = opened.shape(POINTS, "bw:points/body-1")
    assert set(values(body, ".//a:lnSpc/a:spcPts/@val")) == {"1800"}
    assert values(body, ".//a:spcBef/a:spcPts/@val") == ["600", "600", "600"]


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
    assert not find(paragraphs[0], "a:pPr/a:buChar")


def test_a_citation_marker_is_raised_and_set_larger_so_that_it_shows_at_its_size(opened: Opened) -> None:
    [marker] = find(opened.shape(POINTS, "bw:points/body-1"), ".//a:rPr[@baseline]")
    assert (marker.get("baseline"), marker.get("sz")) == ("30000", "1350")
    assert values(marker, "a:solidFill/a:schemeClr/@val") == ["tx1"]


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


def test_a_text_narrower_than_its_placeholder_has_an_inset_and_moves_with_it() -> None:
    holder = PlaceholderRef("<p:ph/>", Rect(48, 48, 790, 60))
    assert _insets(Text("t", Rect(48, 48, 700, 60), (), placeholder="title"), holder) == ' rIns="1143000"'
    assert _insets(Text("t", Rect(48, 60, 790, 60), (), placeholder="title"), holder) is None


def test_an_empty_cell_is_written_in_the_size_of_its_row_and_is_no_higher(opened: Opened) -> None:
    [cell] = find(opened.shape(5, "bw:matrix/table"), ".//a:tr[3]/a:tc[3]")
    [beside] = find(opened.shape(5, "bw:matrix/table"), ".//a:tr[3]/a:tc[1]")
    assert values(cell, ".//a:endParaRPr/@sz") == values(beside, ".//a:rPr/@sz")[:1]
    assert values(cell, ".//a:lnSpc/a:spcPts/@val") == values(beside, ".//a:lnSpc/a:spcPts/@val")[:1]
    low = Table("t", Rect(0, 0, 90, 9), (45, 45), (Row((Cell((paragraph("Words", theme().style("body")),)),
        Cell(())), 9.0),), "")  # fmt: skip
    pitch = _written(low, ".//a:tc[2]//a:lnSpc/a:spcPts/@val")
    assert [int(value) <= 900 for value in pitch] == [True]


def test_a_row_leaves_its_text_half_a_point(opened: Opened) -> None:
    full = Row((Cell((paragraph("Words", theme().style("body")),), (0, 3, 0, 3)),), 24.0)
    rooms = {"top": ("38100", "31750"), "middle": ("34925", "34925"), "bottom": ("31750", "38100")}
    for anchor, (top, bottom) in rooms.items():
        table = Table(
            "t", Rect(0, 0, 90, 24), (90,), (replace(full, cells=(replace(full.cells[0], anchor=anchor),)),), ""
        )
        assert (_written(table, ".//a:tcPr/@marT"), _written(table, ".//a:tcPr/@marB")) == ([top], [bottom])


def _written(table: Table, path: str) -> list[str]:
    scene = Scene(960, 540, (Layout("l"),), (Page("p", "l", "T", (table,)),), Properties("T"))
    return values(Opened(write(scene, theme())).slide(1), path)


def test_alignment_and_anchor_are_kept(opened: Opened) -> None:
    slide = opened.slide(3)
    for name, align, anchor in (("left", [], []), ("right", ["r"], ["ctr"]), ("center", ["ctr"], ["b"])):
        [box] = find(slide, f"//p:cNvPr[@name='bw:figures/{name}']/../..")
        assert values(box, ".//a:pPr/@algn") == align
        assert values(box, ".//a:bodyPr/@anchor") == anchor


def test_no_slide_says_that_its_text_is_made_smaller(opened: Opened) -> None:
    for name in opened.names("ppt/slides/slide"):
        assert not re.search(rb"normAutofit|spAutoFit|fontScale", opened.parts[name]), name
