"""A deck that is read from the right: its tables, charts, lines and layouts stand and run that way, natively."""

from pathlib import Path

import pytest

from briefwright.core.geometry import Rect
from briefwright.scene.mirror import mirrored
from briefwright.scene.model import (
    Cell,
    Connector,
    Glue,
    Item,
    Layout,
    Page,
    Placeholder,
    Properties,
    Row,
    Scene,
    Shape,
    Stroke,
    Table,
)
from briefwright.write.fingerprint import words_of
from briefwright.write.pptx import write
from briefwright.write.pptx.chart_text import number_format
from briefwright.write.pptx.read_back import read_deck
from tests import judges
from tests.scene.test_mirror import chart
from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import PAPER, paragraph, sample, theme

LOOK = theme(PAPER)
LINE = Stroke("ink", 1.0)
STYLE = LOOK.style("body")


def deck(*items: Item, layout: Layout | None = None) -> Opened:
    return Opened(write(faced(*items, layout=layout), LOOK))


def faced(*items: Item, layout: Layout | None = None) -> Scene:
    layout = layout or Layout("l")
    scene = Scene(960, 540, (layout,), (Page("p", layout.name, "T", items),), Properties("T", language="he"))
    return mirrored(scene)


def table() -> Table:
    cells = [Cell((paragraph(word, STYLE),), (1.0, 0.0, 9.0, 0.0), header=n == 0) for n, word in enumerate("abc")]
    wide = Cell((paragraph("wide", STYLE),), span=2, header=True), cells[2]
    rows = Row(tuple(cells), 36.0), Row(wide, 36.0)
    return Table("t", Rect(48, 60, 600, 72), (100.0, 200.0, 300.0), rows, "A table", header_rows=0)


def test_the_columns_of_a_table_are_in_reading_order_and_run_from_the_right() -> None:
    slide = deck(table()).slide(1)
    assert values(slide, "//a:tblPr/@rtl") == ["1"]
    assert values(slide, "//a:gridCol/@w") == [str(int(w * 12_700)) for w in (100, 200, 300)]
    assert values(slide, "//a:t/text()") == ["a", "b", "c", "wide", "c"]
    assert [cell.get("gridSpan") or cell.get("hMerge") for cell in find(slide, "//a:tr[2]/a:tc")] == ["2", "1", None]
    assert values(slide, "//a:tblPr/@firstCol") == ["1"]
    assert values(slide, "//a:tr[1]/a:tc[1]/a:tcPr/@marR") == ["12700"]


def test_what_a_table_says_is_the_same_to_a_reader_of_the_deck() -> None:
    [drawn] = [shape for slide in read_deck(write(faced(table()), LOOK)) for shape in slide.values()]
    [item] = faced(table()).pages[0].items
    assert drawn.text == words_of(item)


@pytest.mark.parametrize(
    ("kind", "category", "value"),
    [("column", "maxMin", "minMax"), ("stacked", "maxMin", "minMax"), ("waterfall", "maxMin", "minMax"),
     ("line", "maxMin", "minMax"), ("bar", "maxMin", "maxMin")],
)  # fmt: skip
def test_the_axes_of_a_chart_run_from_the_right(kind: str, category: str, value: str) -> None:
    part = deck(chart(kind)).tree("ppt/charts/chart1.xml")
    assert values(part, "//c:catAx/c:scaling/c:orientation/@val") == [category]
    assert values(part, "//c:valAx/c:scaling/c:orientation/@val") == [value]
    assert values(part, "//c:valAx/c:axPos/@val") == ["b" if kind == "bar" else "r"]
    assert values(part, "//c:cat//c:v/text()")[:1] == ["Tea"]
    if kind == "line":
        assert set(values(part, "//c:dLblPos/@val")) == {"l"}


def test_a_chart_of_time_runs_from_the_left() -> None:
    part = deck(chart("line", time=True)).tree("ppt/charts/chart1.xml")
    assert values(part, "//c:orientation/@val") == ["minMax", "minMax"]
    assert values(part, "//c:valAx/c:axPos/@val") == ["l"]


def test_number_formats_with_words_from_the_right_say_so() -> None:
    assert number_format('0.0" m";"−"0.0" m"', "") == '0.0" m";"−"0.0" m"'
    assert number_format('0" ₪; אלף";General', "") == '"\u202b"0" ₪; אלף""\u202c";"\u202b"General"\u202c"'


def test_shapes_that_point_and_connectors_with_a_corner_are_flipped() -> None:
    slide = deck(Shape("s", Rect(10, 10, 90, 30), "chevron", slant=9)).slide(1)
    assert values(slide, "//a:xfrm/@flipH") == ["1"]
    boxes = Shape("a", Rect(100, 200, 60, 40)), Shape("b", Rect(300, 300, 60, 40))
    down = Connector("c", ((130, 240), (130, 320), (300, 320)), LINE, Glue("a", 2), Glue("b", 1))
    up = Connector("d", ((130, 200), (130, 100), (300, 100)), LINE, Glue("a", 0), Glue("b", 1))
    slide = deck(*boxes, down, up).slide(1)
    frames = find(slide, "//p:cxnSp/p:spPr/a:xfrm")
    assert [(frame.get("rot"), frame.get("flipH")) for frame in frames] == [("5400000", None), ("5400000", "1")]
    assert values(slide, "//a:endCxn/@idx") == ["3", "3"]


def test_what_a_user_adds_starts_at_the_right() -> None:
    place = Placeholder("title", "title", Rect(48, 48, 700, 60), LOOK.style("h1"))
    opened = deck(layout=Layout("content", placeholders=(place,)))
    layout = opened.tree("ppt/slideLayouts/slideLayout1.xml")
    assert not find(layout, "//a:lvl1pPr/@algn | //a:lvl1pPr/@rtl")  # as the master has it
    assert values(layout, "//a:off/@x")[-1:] == [str((960 - 748) * 12_700)]
    master = opened.tree("ppt/slideMasters/slideMaster1.xml")
    assert set(values(master, "//p:bodyStyle/*/@algn | //p:titleStyle/*/@algn")) == {"r"}
    assert set(values(master, "//p:txStyles/*/*/@rtl")) == {"1"}
    page = find(master, "//p:sp[.//p:ph[@type='sldNum']]")[0]
    assert values(page, ".//a:lvl1pPr/@algn") == ["l"]
    assert int(values(page, ".//a:off/@x")[0]) < 480 * 12_700
    assert opened.tree("ppt/presentation.xml").get("rtl") == "1"


def test_the_deck_of_every_item_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "mirrored.pptx"
    path.write_bytes(write(mirrored(sample(LOOK)), LOOK))
    assert judges.openxml_audit(path) == []
    assert judges.sdk_validator(path) == []
