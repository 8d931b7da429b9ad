"""A page in order has no findings; each thing put out of order is found, once, and named."""

import pytest
from msgspec.structs import replace

from briefwright.audit.contrast import ratio
from briefwright.audit.page import audit
from briefwright.core.diagnostics import Severity
from briefwright.core.geometry import Rect
from briefwright.scene.model import Group, Item, Layout, Line, Role, Rule, Scene, Shape, Text
from tests.scene.conftest import FREE, PROSE, SPAN, THEME, TYPE, page, paragraph, scene, table, text


def findings(*items: Item, **more) -> list:
    """What is found, the edges apart: things stand here where they are needed."""
    return [found for found in audit(scene(page(*items, **more)), THEME) if found.code != "BW629"]


def only(*items: Item, **more):
    (found,) = findings(*items, **more)
    assert found.span == SPAN
    return found


def shape(name: str, rect: Rect, fill: str = "tint") -> Shape:
    return Shape(f"bw:p/{name}", rect, fill=fill)


def test_a_page_in_order_has_no_findings(whole: Scene) -> None:
    assert findings() == []
    assert audit(whole, THEME) == ()


# ---- places: L1, L2, L3, L5, L6 -------------------------------------------------------------------


def test_a_text_taller_than_its_box() -> None:
    found = only(text("note", Rect(48, 360, 100, 20), "Two lines of it here"))
    assert found.code == "BW621"
    assert "page 1, note: the text is 36.0 pt tall and its box 20.0 pt" in found.message


def test_a_line_wider_than_its_box() -> None:
    found = only(text("note", Rect(48, 360, 100, 20), "Donaudampfschifffahrtsgesellschaft"))
    assert found.code == "BW622"
    assert "Donaudampfschifffahrtsgesellschaft" in found.message


def test_a_cell_taller_than_its_row() -> None:
    rows = [["Player", "Model"], ["Alibaba", PROSE]]
    found = only(table("table", Rect(48, 360, 400, 72), rows))
    assert found.code == "BW621"
    assert "table, row 2, column 2" in found.message


def test_a_table_whose_rows_do_not_add_up() -> None:
    found = only(replace(table("table", Rect(48, 360, 400, 72), [["a", "b"], ["c", "d"]]), rect=Rect(48, 360, 400, 90)))
    assert found.code == "BW623"


def test_a_row_that_leaves_a_column_out() -> None:
    whole = table("table", Rect(48, 360, 400, 72), [["a", "b"], ["c", "d"]])
    first, second = whole.rows
    short = replace(second, cells=second.cells[:1])
    assert only(replace(whole, rows=(first, short))).code == "BW624"


def edged(*items: Item) -> list[str]:
    """The slots that stand on no edge."""
    found = audit(scene(page(*items)), THEME)
    return [d.message.partition(":")[0].rpartition(" ")[2] for d in found if d.code == "BW629"]


def test_a_block_on_no_column_and_beside_no_other() -> None:
    assert edged(text("note", Rect(130, 360, 100, 20), "A note")) == ["note"]
    assert edged(text("note", Rect(121.5, 360, 100, 20), "A note")) == []
    assert edged(table("table", Rect(130, 360, 400, 72), [["a", "b"], ["c", "d"]])) == ["table"]


def test_blocks_that_line_up_with_each_other() -> None:
    one, other = text("one", Rect(130, 340, 100, 20), "One"), text("two", Rect(130.8, 380, 100, 20), "Two")
    assert edged(one, other) == []
    assert edged(one, replace(other, rect=Rect(132, 380, 100, 20))) == ["one", "two"]


def test_a_text_on_a_panel_and_the_parts_of_a_group_stand_where_those_need_them() -> None:
    note = text("note", Rect(130, 360, 100, 20), "A note")
    assert edged(shape("panel", Rect(121.5, 350, 200, 40)), note) == []
    assert edged(Group("bw:p/flag", (note,))) == []


def test_large_type_lines_up_by_its_ink() -> None:
    white = TYPE.metrics.extents("1", THEME.style("num_xl"))[0]
    hung = text("number", Rect(121.5 - white, 345, 100, 60), "1", "num_xl", Role.FIGURE)
    assert white > 2
    assert edged(hung) == []
    assert edged(replace(hung, rect=hung.rect.moved(dx=white - 2))) == ["number"]
    assert [d.code for d in findings(replace(hung, rect=hung.rect.moved(dx=48 - 121.5)))] == []  # nor over the margin


@pytest.mark.parametrize(
    ("rect", "side"),
    [
        (Rect(40, 360, 100, 20), "left"),
        (Rect(820, 360, 100, 20), "right"),
        (Rect(100, 515, 100, 20), "bottom"),
        (Rect(100, 4, 100, 9), "top"),
    ],
)
def test_a_mark_over_a_margin(rect: Rect, side: str) -> None:
    found = only(shape("panel", rect))
    assert found.code == "BW625"
    assert f"the {side} margin" in found.message


def test_a_text_over_a_margin_counts_by_its_letters() -> None:
    assert only(text("note", Rect(30, 360, 300, 18), "Too far out")).code == "BW625"
    assert findings(text("note", Rect(30, 360, 300, 18), "Right-aligned", align="right")) == []
    assert findings(text("number", Rect(46, 360, 300, 57), "140", "num_xl")) == []  # hung, so that its ink is flush


def test_a_ground_may_bleed_and_furniture_may_stand_outside() -> None:
    ground = shape("band", Rect(0, 340, 960, 130))
    aside = text("stamp-2", Rect(10, 480, 30, 12), "v2", "meta", Role.FURNITURE)
    assert findings(ground, aside) == []


def test_furniture_stands_on_the_page() -> None:
    found = only(text("stamp-2", Rect(930, 480, 60, 12), "a stamp", "meta", Role.FURNITURE))
    assert (found.code, "right margin" in found.message) == ("BW625", True)


def test_a_table_over_a_margin() -> None:
    found = only(table("table", Rect(560, 350, 380, 72), [["a", "b"], ["c", "d"]]))
    assert (found.code, "right margin" in found.message) == ("BW625", True)


def test_a_panel_half_over_another_but_not_within_or_beside_it() -> None:
    one = shape("one", Rect(48, 350, 100, 40))
    found = only(one, shape("other", Rect(100, 370, 100, 40)))
    assert (found.code, found.message) == ("BW626", "page 1, other: lies over one, or under it")
    assert findings(one, shape("within", Rect(60, 360, 20, 20)), shape("beside", Rect(148, 350, 100, 40))) == []
    solid = shape("solid", Rect(48, 350, 100, 40), "mid")
    assert "BW626" in [d.code for d in findings(solid, table("table", Rect(100, 370, 400, 36), [["a", "b"]]))]


def test_a_tint_may_show_a_column_of_a_table() -> None:
    ground = shape("ground", Rect(100, 350, 100, 80), "tint")
    assert findings(ground, table("table", Rect(48, 370, 400, 36), [["a", "b"]])) == []


def test_text_over_text() -> None:
    found = only(text("note", Rect(48, 156, 200, 18), "Over the first column"))
    assert found.code == "BW626"
    assert "note" in found.message
    assert "column-1" in found.message


def test_text_over_a_table_counts_where_letters_meet() -> None:
    rows = [["Player", "Model"], ["Alibaba", "Qwen"]]
    whole = table("table", Rect(48, 360, 400, 72), rows)
    assert only(whole, text("note", Rect(48, 404, 150, 18), "Over Alibaba")).code == "BW626"
    assert findings(whole, text("note", Rect(330, 372, 100, 18), "Beside it")) == []


def test_text_under_a_layouts_own() -> None:
    found = only(text("note", Rect(840, 45, 70, 18), "Under it"))
    assert found.code == "BW626"
    assert "stamp" in found.message


def test_a_rule_through_a_line_of_text_but_not_under_it() -> None:
    note = text("note", Rect(48, 360, 300, 18), "A line of text")
    stroke = THEME.stroke("ink")
    assert only(note, Rule("bw:p/rule", 48, 370, 348, 370, stroke)).code == "BW626"
    assert findings(note, Rule("bw:p/rule", 48, 379, 348, 379, stroke)) == []
    assert findings(note, Rule("bw:p/rule", 400, 350, 400, 390, stroke)) == []


def test_a_fill_over_text_hides_it_and_under_it_does_not() -> None:
    note = text("note", Rect(60, 370, 300, 18), "A line of text")
    panel = shape("panel", FREE)
    assert findings(panel, note) == []
    assert only(note, panel).code == "BW626"
    assert findings(Group("bw:p/group", (panel, note))) == []


def test_a_zone_that_moves_from_page_to_page() -> None:
    first, second = page(), page(id="q", title="Another claim")
    lower = [item.rect.moved(0, 9 * (getattr(item, "role", None) is Role.TITLE)) for item in second.items]
    items = zip(second.items, lower, strict=True)
    second = replace(second, items=tuple(replace(i, name=i.name.replace(":p/", ":q/"), rect=rect) for i, rect in items))
    (found,) = audit(scene(first, second), THEME)
    assert found.code == "BW627"
    assert "page 2, title: stands elsewhere than on page 1" in found.message
    third = replace(second, layout="section")
    apart = scene(first, third)
    apart = replace(apart, layouts=tuple(replace(one, headed=one.name != "section") for one in apart.layouts))
    assert not [d for d in audit(apart, THEME) if d.code == "BW627"]


def test_a_source_line_has_its_zone_without_a_placeholder_too() -> None:
    said = text("source", Rect(48, 499, 300, 12), "[1] A source", "meta", Role.SOURCE)
    first, second = page(said), page(replace(said, rect=said.rect.moved(0, -6)), id="q", title="Another claim")
    items = tuple(replace(item, name=item.name.replace(":p/", ":q/")) for item in second.items)
    (found,) = audit(scene(first, replace(second, items=items)), THEME)
    assert (found.code, "page 2, source" in found.message) == ("BW627", True)


def test_a_bare_body_is_a_warning() -> None:
    bare = page()
    items = tuple(item for item in bare.items if "column-" not in item.name)
    (found,) = audit(scene(replace(bare, items=items)), THEME)
    assert (found.code, found.severity) == ("BW628", Severity.WARNING)
    assert "page 1: under 35%" in found.message
    (named,) = audit(scene(replace(bare, items=items, slide="limits")), THEME)
    assert "page 1 (limits): under 35%" in named.message


def test_a_body_that_is_bare_down_to_its_foot_is_a_warning_too() -> None:
    bare = page()
    items = tuple(item for item in bare.items if "column-" not in item.name)
    foot = text("foot", Rect(48, 460, 300, 18), "A line at the foot")
    (found,) = audit(scene(replace(bare, items=(*items, foot))), THEME)
    assert (found.code, found.severity) == ("BW628", Severity.WARNING)


# ---- titles: T1, T3 -------------------------------------------------------------------------------


def test_a_page_without_a_title() -> None:
    bare = page()
    items = tuple(item for item in bare.items if getattr(item, "role", None) is not Role.TITLE)
    (found,) = audit(scene(replace(bare, items=items)), THEME)
    assert (found.code, found.message) == ("BW821", "page 1 has 0 titles, and needs one")


def test_a_title_of_three_lines() -> None:
    long = "China entered the race late but with force " * 4
    codes = {found.code for found in findings(title=long.strip())}
    assert "BW822" in codes


def test_two_pages_of_one_title() -> None:
    first = page()
    renamed = tuple(replace(item, name=item.name.replace(":p/", ":q/")) for item in first.items)
    (found,) = audit(scene(first, replace(first, id="q", items=renamed)), THEME)
    assert found.code == "BW823"
    assert "page 2 has the same title as page 1" in found.message


def test_two_items_of_one_name() -> None:
    twin = text("column-1", Rect(48, 360, 300, 18), "Again")
    (found,) = findings(twin)
    assert found.code == "BW831"
    assert '"bw:p/column-1"' in found.message


# ---- reading: D1, D3, A1 --------------------------------------------------------------------------


def small(size: float, **more) -> Text:
    whole = paragraph("Small print", "small")
    run = replace(whole.runs[0], style=replace(whole.runs[0].style, size=size))
    kind = more.pop("kind", Role.NOTE)
    return Text("bw:p/note", Rect(48, 360, 300, 18), (replace(whole, runs=(run,)),), kind, **more)


def test_type_under_its_floor() -> None:
    assert only(small(10)).message == "page 1, note: type of 10 pt, and 12 pt is the least"
    assert only(small(8, kind=Role.SOURCE)).message == "page 1, note: type of 8 pt, and 9 pt is the least"
    assert findings(small(9, kind=Role.SOURCE)) == []


def test_cells_have_the_floor_of_the_body() -> None:
    whole = table("table", Rect(48, 360, 400, 36), [["a", "b"]])
    tiny = replace(whole.rows[0].cells[0], paragraphs=(paragraph("a", "meta"),))
    row = replace(whole.rows[0], cells=(tiny, whole.rows[0].cells[1]))
    assert only(replace(whole, rows=(row,))).code == "BW824"


def test_more_than_seven_sizes() -> None:
    whole = paragraph("Words", "small")
    runs = tuple(replace(whole.runs[0], style=replace(whole.runs[0].style, size=12.0 + n / 4)) for n in range(6))
    many = replace(whole, runs=runs, lines=(Line(0, 30, 200),))
    found = only(Text("bw:p/many", Rect(48, 360, 300, 18), (many,)))
    assert (found.code, found.severity) == ("BW825", Severity.WARNING)
    assert found.message.startswith("page 1 has 9 sizes of type (9, 12, 12.25")


@pytest.mark.parametrize(("times", "code"), [(2, "BW826"), (5, "BW827")])
def test_a_body_of_too_many_words(times: int, code: str) -> None:
    more = text("more", Rect(48, 350, 864, 126), " ".join([PROSE] * times))
    found = [found for found in findings(more) if found.code != "BW628"]
    assert [f.code for f in found] == [code]


def test_words_in_tables_do_not_count() -> None:
    rows = [[PROSE, PROSE], [PROSE, PROSE]]
    assert findings(table("table", Rect(48, 350, 864, 120), rows, 60)) == []


def test_ratios_of_contrast() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_text_too_faint_for_what_is_under_it() -> None:
    note = text("note", Rect(60, 370, 300, 18), "Faint", colour="muted")
    found = only(shape("panel", FREE, "accent"), note)
    assert found.code == "BW828"
    assert "page 1, note: muted on accent" in found.message


def test_the_last_fill_under_a_text_counts() -> None:
    note = text("note", Rect(60, 370, 300, 18), "Plain", colour="on_accent")
    below, above = shape("below", FREE, "tint"), shape("above", FREE, "accent")
    assert findings(below, above, note) == []
    assert only(above, below, note).code == "BW828"


def test_a_fill_under_half_a_text_counts_too() -> None:
    note = text("note", Rect(60, 370, 300, 18), "White where it should not be", colour="on_accent")
    assert only(shape("half", Rect(50, 360, 100, 60), "accent"), note).code == "BW828"


def test_large_type_needs_less() -> None:
    small_, large = (
        text("note", Rect(60, 370, 300, h), "Large", role, colour="mid") for role, h in (("body", 18), ("num_l", 42))
    )
    assert only(small_).code == "BW828"
    assert findings(large) == []


def test_the_layouts_ground_counts() -> None:
    dark = (Layout("content", "ink"),)
    found = audit(scene(page(), layouts=dark), THEME)
    assert [d.message.split(":")[0] for d in found] == ["page 1, title", "page 1, page"]  # the columns stand on panels
    assert {d.code for d in found} == {"BW828"}


def test_a_cells_own_fill_counts() -> None:
    whole = table("table", Rect(48, 360, 400, 36), [["a", "b"]])
    filled = replace(whole.rows[0], cells=tuple(replace(cell, fill="accent") for cell in whole.rows[0].cells))
    assert {found.code for found in findings(replace(whole, rows=(filled,)))} == {"BW828"}


def test_a_graphic_too_faint_for_what_is_under_it() -> None:
    found = only(shape("panel", FREE, "accent"), shape("bar", Rect(60, 370, 200, 20), "second"))
    assert (found.code, found.message.split(" has")[0]) == ("BW833", "page 1, bar: second on accent")
    line = Rule("bw:p/line", 60, 400, 300, 400, THEME.stroke("ink", "second"))
    assert only(shape("panel", FREE, "accent"), line).code == "BW833"


def test_an_outline_makes_a_graphic_plain_and_hairlines_say_nothing() -> None:
    panel = shape("panel", FREE, "accent")
    ringed = replace(shape("bar", Rect(60, 370, 200, 20), "second"), stroke=THEME.stroke("ink", "on_accent"))
    assert findings(panel, ringed, Rule("bw:p/line", 60, 410, 300, 410, THEME.stroke("hairline"))) == []


def test_what_stands_on_the_edge_of_a_fill_is_seen_beside_it() -> None:
    edge = Rule("bw:p/edge", 60, FREE.y, 90, FREE.y, THEME.stroke("ink"))
    assert findings(shape("panel", FREE, "accent"), edge) == []
