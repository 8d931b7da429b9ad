"""Shapes, rules, groups, pictures and tables are native, named, described, and in reading order."""

import pytest
from msgspec.structs import replace

from briefwright.core.diagnostics import Refused
from briefwright.core.geometry import emu
from briefwright.scene.objects import objects
from briefwright.write.pptx import write
from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import sample, theme


def test_shapes_stand_in_the_order_of_the_scene_under_their_own_names(opened: Opened) -> None:
    for number, page in enumerate(sample().pages, start=1):
        names = [name for name in values(opened.slide(number), "//p:spTree/*/*[1]/p:cNvPr/@name") if name]
        assert [name for name in names if name != "bw:cover/logo"] == [item.name for item in objects(page.items)]


def test_shape_ids_are_unique_on_every_slide_and_layout(opened: Opened) -> None:
    for name in [*opened.names("ppt/slides/slide"), *opened.names("ppt/slideLayouts/slideLayout")]:
        ids = values(opened.tree(name), "//p:cNvPr/@id")
        assert len(ids) == len(set(ids)), name


def test_nothing_has_a_theme_style_that_would_draw_a_shadow(opened: Opened) -> None:
    for name in opened.names("ppt/slide"):
        assert b"<p:style>" not in opened.parts[name]


def test_decoration_is_marked_and_meaning_is_described(opened: Opened) -> None:
    assert find(opened.shape(2, "bw:points/rule-1"), ".//adec:decorative[@val='1']")
    dashed = opened.shape(2, "bw:points/dashed")
    assert values(dashed, ".//p:cNvPr/@descr") == ["A planned link"]
    assert not find(dashed, ".//adec:decorative")


def test_an_arrow_points_at_its_end_whichever_way_it_runs(opened: Opened) -> None:
    arrow = opened.shape(2, "bw:points/arrow")
    assert values(arrow, ".//a:xfrm/@flipV") == ["1"]
    assert values(arrow, ".//a:tailEnd/@type") == ["triangle"]
    assert not find(arrow, ".//a:headEnd")


def test_a_dash_is_measured_in_its_line_s_width(opened: Opened) -> None:
    [dash] = find(opened.shape(2, "bw:points/dashed"), ".//a:custDash/a:ds")
    assert (dash.get("d"), dash.get("sp")) == ("200000", "200000")  # 3 pt of a 1.5 pt line


def test_a_group_has_its_own_coordinates_and_one_description(opened: Opened) -> None:
    group = opened.shape(2, "bw:points/meter")
    [frame] = find(group, "p:grpSpPr/a:xfrm")
    assert (frame[0].get("x"), frame[0].get("y")) == (frame[2].get("x"), frame[2].get("y"))
    assert (frame[1].get("cx"), frame[1].get("cy")) == (str(emu(60)), str(emu(6)))
    assert values(group, "p:nvGrpSpPr/p:cNvPr/@descr") == ["Confidence: moderate"]


def test_a_group_without_a_description_says_its_words(opened: Opened) -> None:
    for number in range(1, 7):
        for group in find(opened.slide(number), "//p:grpSp[.//a:t]"):
            assert values(group, "p:nvGrpSpPr/p:cNvPr/@descr") != [""]


def test_a_picture_is_embedded_once_and_described(opened: Opened) -> None:
    assert len(opened.names("ppt/media/")) == 1
    assert values(opened.shape(1, "bw:cover/logo"), ".//p:cNvPr/@descr") == ["Logo of the house"]


def test_a_picture_of_an_unknown_kind_is_refused(tmp_path) -> None:
    fake = tmp_path / "fake.png"
    fake.write_bytes(b"not a picture")
    with pytest.raises(Refused, match="BW133"):
        write(sample(picture=fake), theme())


def test_a_table_has_a_header_row_exact_columns_and_rows_and_no_banding(opened: Opened) -> None:
    table = opened.shape(5, "bw:matrix/table")
    [flags] = find(table, ".//a:tblPr")
    assert (flags.get("firstRow"), flags.get("bandRow")) == ("1", None)
    assert values(table, ".//a:tableStyleId/text()") == ["{2D5ABB26-0587-4C30-8999-92F81FD0307C}"]
    assert values(table, ".//a:gridCol/@w") == [str(emu(w)) for w in (160, 300, 140)]
    assert values(table, ".//a:tr/@h") == [str(emu(h)) for h in (24, 54, 35, 35)]
    assert values(table, "p:nvGraphicFramePr/p:cNvPr/@descr") == ["Players and their models"]


def test_a_rule_below_a_row_is_the_rule_above_the_next_and_no_other_is_drawn(opened: Opened) -> None:
    table = opened.shape(5, "bw:matrix/table")
    assert set(values(table, ".//a:tr[1]/a:tc/a:tcPr/a:lnB/@w")) == {str(emu(1.5))}
    assert set(values(table, ".//a:tr[2]/a:tc/a:tcPr/a:lnT/@w")) == {str(emu(1.5))}
    assert not find(table, ".//a:lnL/a:solidFill | .//a:lnR/a:solidFill | .//a:tr[1]//a:lnT/a:solidFill")


def test_a_wide_cell_covers_the_next_so_that_every_row_has_all_columns(opened: Opened) -> None:
    table = opened.shape(5, "bw:matrix/table")
    assert values(table, ".//a:tr[4]/a:tc[1]/@gridSpan") == ["2"]
    assert values(table, ".//a:tr[4]/a:tc[2]/@hMerge") == ["1"]
    assert [len(find(row, "a:tc")) for row in find(table, ".//a:tr")] == [3, 3, 3, 3]


def test_cell_margins_are_the_pads(opened: Opened) -> None:
    [cell] = find(opened.shape(5, "bw:matrix/table"), ".//a:tr[2]/a:tc[1]/a:tcPr")
    assert [cell.get(side) for side in ("marL", "marT", "marR", "marB")] == [str(emu(n)) for n in (0, 9, 15, 2)]


def test_a_link_to_a_page_that_is_not_there_is_an_error() -> None:
    scene = sample()
    with pytest.raises(KeyError):
        write(replace(scene, pages=scene.pages[:2], sections=()), theme())
