"""Pages that are read from the right are the mirror image of those that forms place from the left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefwright.audit.ink import ink
from briefwright.brief.read import read
from briefwright.core.chart_kinds import KINDS
from briefwright.core.geometry import Rect
from briefwright.pipeline.check import place_editions
from briefwright.scene.chart.model import Axis
from briefwright.scene.mirror import areas_of, mirrored, mirrored_theme
from briefwright.scene.model import (
    LEFT,
    RIGHT,
    TOP,
    Cell,
    Chart,
    Connector,
    Glue,
    Group,
    Item,
    Layout,
    Page,
    Picture,
    Placeholder,
    Point,
    Properties,
    Row,
    Rule,
    Scene,
    Series,
    Shape,
    Stroke,
    Table,
    Text,
)
from briefwright.scene.walk import parts
from briefwright.theme.read import read_theme
from tests.editions import Key, staged
from tests.scene.conftest import THEME, paragraph
from tests.scene_dump import dump
from tests.scripts import RTL

W, H = 960.0, 540.0
LINE = Stroke("ink", 1.0)
WORDS = paragraph("Tea")
BARE = Layout("l")
ENDED = replace(WORDS, align="right")


def scene(*items: Item, layout: Layout = BARE) -> Scene:
    return Scene(W, H, (layout,), (Page("p", layout.name, "T", items),), Properties("T"))


def seen(item: Item) -> Item:
    return mirrored(scene(item)).pages[0].items[0]


def chart(kind: str = "column", **more) -> Chart:
    numbers = tuple(Point(v, WORDS, place="right" if kind == "line" else "outside") for v in (1.0, 2.0, 3.0))
    draw = "lines" if KINDS[kind].lines else "bars"
    facts = {
        "name": "chart", "rect": Rect(40, 100, 400, 300), "plot": Rect(100, 100, 340, 260), "kind": KINDS[kind],
        "categories": (WORDS,) * 3, "series": (Series("s", "ink", numbers, draw=draw),),
        "axis": Axis(0.0, 4.0, 1.0, () if kind == "bar" else (ENDED,) * 5),
        "gap": 0.5, "baseline": LINE, "gridline": LINE, "alt": "A chart", **more,
    }  # fmt: skip
    return Chart(**facts)


# ---- each kind of item -------------------------------------------------------------------------------


def test_a_box_stands_as_far_from_the_right_as_it_did_from_the_left() -> None:
    found = seen(Text("t", Rect(48, 60, 200, 30), (WORDS,)))
    assert found.rect == Rect(W - 248, 60, 200, 30)
    assert found.paragraphs[0].align == "right"
    assert found.paragraphs[0].runs == WORDS.runs


def test_centred_words_stay_centred() -> None:
    assert seen(Text("t", Rect(0, 0, 9, 9), (replace(WORDS, align="center"),))).paragraphs[0].align == "center"


def test_a_line_keeps_its_start_and_its_head() -> None:
    found = seen(Rule("r", 10, 5, 110, 25, LINE, arrow=True))
    assert (found.x1, found.y1, found.x2, found.y2, found.arrow) == (W - 10, 5, W - 110, 25, True)


def test_only_shapes_that_point_somewhere_are_flipped() -> None:
    kinds = ("rect", "ellipse", "triangle", "trapezoid", "chevron", "pentagon")
    flipped = [kind for kind in kinds if seen(Shape("s", Rect(0, 0, 90, 30), kind, slant=9)).flipped]
    assert flipped == ["chevron", "pentagon"]


def test_a_connector_is_glued_to_the_other_sides() -> None:
    shape = Shape("s", Rect(0, 0, 90, 30), sites=((0.25, 1.0),))
    found = seen(Connector("c", ((90, 15), (200, 40)), LINE, Glue("s", RIGHT), Glue("t", LEFT)))
    assert found.points == ((W - 90, 15), (W - 200, 40))
    assert (found.start.site, found.end.site) == (LEFT, RIGHT)
    assert seen(Connector("c", ((0, 0), (9, 9)), LINE, Glue("s", TOP), Glue("s", 4))).end.site == 4
    assert seen(shape).sites == ((0.75, 1.0),)


def test_a_table_is_read_in_the_same_order_from_the_other_side() -> None:
    cells = tuple(Cell((WORDS,), (1.0, 2.0, 3.0, 4.0), header=n == 0) for n in range(2))
    table = Table("t", Rect(48, 60, 300, 36), (100.0, 200.0), (Row(cells, 36.0),), "A table")
    found = seen(table)
    assert found.rtl
    assert found.columns == table.columns
    assert [cell.header for cell in found.rows[0].cells] == [True, False]
    assert found.rows[0].cells[0].pad == (3.0, 2.0, 1.0, 4.0)


def test_pictures_move_and_are_not_flipped() -> None:
    picture = Picture("p", Rect(48, 60, 100, 80), "a.png", "A")
    assert seen(picture) == replace(picture, rect=Rect(W - 148, 60, 100, 80))


def test_the_parts_of_a_group_stay_together() -> None:
    parts = Shape("a", Rect(10, 0, 10, 10)), Text("b", Rect(30, 0, 50, 10), (WORDS,))
    found = seen(Group("g", parts))
    assert found.rect == Rect(W - 80, 0, 70, 10)
    assert found.items[0].rect.x > found.items[1].rect.x


def test_placeholders_of_layouts_are_mirrored_with_what_fills_them() -> None:
    place = Placeholder("title", "title", Rect(48, 48, 700, 60), WORDS.runs[0].style, align="left")
    text = Text("t", Rect(48, 48, 700, 60), (WORDS,), placeholder="title")
    found = mirrored(scene(text, layout=Layout("l", placeholders=(place,))))
    held = found.layouts[0].placeholders[0]
    assert (held.rect, held.align) == (found.pages[0].items[0].rect, "right")


# ---- charts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bar", "column", "stacked", "waterfall", "line"])
def test_all_that_a_chart_draws_is_mirrored(kind: str) -> None:
    before, after = chart(kind), seen(chart(kind))
    for (box, _), (found, _) in zip(before.bars(), after.bars(), strict=True):
        assert (found.x, found.y, found.w) == pytest.approx((W - box.right, box.y, box.w))
    places = [(label.align, box.mirrored(W)) for label, box in before.labels()]
    other = {"left": "right", "right": "left", "center": "center"}
    for (align, box), (label, found) in zip(places, after.labels(), strict=True):
        assert label.align == other[align]
        assert (found.x, found.y, found.w) == pytest.approx((box.x, box.y, box.w))
    if kind == "line":
        [line], [found] = after.line(0), before.line(0)
        assert [x for x, _ in line] == pytest.approx([W - x for x, _ in found])


def test_a_chart_of_time_moves_and_runs_from_the_left_and_so_does_what_stands_on_it() -> None:
    line = chart("line", time=True)
    flag = Group("flag", (Rule("start", 200, 90, 200, 360, LINE), Text("word", Rect(205, 85, 60, 14), (WORDS,))))
    aside = Text("aside", Rect(500, 100, 200, 100), (WORDS,))
    found, over, beside = mirrored(scene(line, flag, aside)).pages[0].items
    by = found.rect.x - line.rect.x
    assert not found.rtl
    assert by == W - 40 - 440
    assert found.rect.right == W - 40
    assert parts(over)[0].x1 == 200 + by
    assert over.items[1].paragraphs[0].align == "left"
    assert beside.rect == aside.rect.mirrored(W)


# ---- twice is as it was ------------------------------------------------------------------------------

quarters = st.integers(0, 900).map(lambda n: n / 4)  # lengths without dust
rects = st.builds(Rect, quarters, quarters, quarters, quarters)
sides = st.sampled_from(("left", "right", "center"))
paragraphs = st.builds(lambda side, rtl: replace(WORDS, align=side, rtl=rtl), sides, st.booleans())
texts = st.builds(lambda rect, ps: Text("t", rect, tuple(ps)), rects, st.lists(paragraphs, max_size=2))
kinds = st.sampled_from(("rect", "ellipse", "triangle", "trapezoid", "chevron", "pentagon"))
shares = st.tuples(st.sampled_from((0.0, 0.25, 0.5, 1.0)), st.just(1.0))
shapes = st.builds(
    lambda rect, kind, sites: Shape("s", rect, kind, sites=tuple(sites)), rects, kinds, st.lists(shares, max_size=2)
)
rules = st.builds(lambda a, b, c, d: Rule("r", a, b, c, d, LINE), *[quarters] * 4)
glues = st.builds(Glue, st.just("s"), st.integers(0, 5))
connectors = st.builds(
    lambda points, one, other: Connector("c", tuple(points), LINE, one, other),
    st.lists(st.tuples(quarters, quarters), min_size=2, max_size=4), glues, glues,
)  # fmt: skip
cells = st.builds(lambda p, pad: Cell((p,), pad), paragraphs, st.tuples(*[quarters] * 4))
tables = st.builds(
    lambda rect, row: Table("t", rect, (rect.w / 2,) * len(row), (Row(tuple(row), rect.h),), "A"),
    rects, st.lists(cells, min_size=1, max_size=3),
)  # fmt: skip
charts = st.builds(
    lambda kind, rect: chart(kind, rect=rect, plot=rect), st.sampled_from(("bar", "column", "line")), rects
)
groups = st.builds(lambda parts: Group("g", tuple(parts)), st.lists(st.one_of(texts, shapes, rules), min_size=1))
pictures = st.builds(lambda rect: Picture("p", rect, "a.png", "A"), rects)
items = st.lists(st.one_of(texts, shapes, rules, connectors, tables, charts, groups, pictures), max_size=6)


@given(items)
def test_a_page_that_is_turned_twice_is_as_it_was(drawn: list[Item]) -> None:
    once = scene(*drawn, layout=Layout("l", items=tuple(item for item in drawn if isinstance(item, Shape))))
    assert mirrored(mirrored(once)) == once


def test_a_theme_that_is_turned_twice_is_as_it_was() -> None:
    theme = replace(THEME, grid=replace(THEME.grid, right=60.0))
    again = mirrored_theme(mirrored_theme(theme))
    assert (again.grid, again.frame) == (theme.grid, theme.frame)
    assert mirrored_theme(theme).frame.rect("headline").right == theme.grid.width - theme.frame.rect("headline").x


# ---- whole decks -------------------------------------------------------------------------------------


@RTL
@pytest.mark.parametrize("theme", ["paper", "client"])
def test_every_form_turned_twice_is_as_it_was_and_leaves_no_page(theme: str) -> None:
    key = Key("gallery", "gallery", theme)
    [edition], findings = place_editions(read(key.path), replace(key.order(), language="he"))
    assert [str(d) for d in findings if d.code not in ("BW628", "BW324")] == []  # thin pages, words of no Hebrew
    turned_page = edition.scene
    assert turned_page.rtl
    assert dump(mirrored(mirrored(turned_page))) == dump(turned_page)
    paper = Rect(0, 0, turned_page.width, turned_page.height)
    for number, page in enumerate(turned_page.pages, start=1):
        marks = ink(turned_page, page, number)
        assert all(paper.contains(mark.rect) for mark in marks.marks)
        assert all(paper.contains(line) for block in marks.blocks for line in block.lines)


def test_pages_of_a_language_that_is_read_from_the_left_stay_as_they_are_placed() -> None:
    assert not staged(Key("gallery", "gallery", "paper")).scene.rtl


def test_on_a_clients_file_only_what_we_place_is_mirrored() -> None:
    theme = read_theme("paper")
    assert areas_of(theme) == {}
    place = Placeholder("title", "title", Rect(48, 48, 700, 60), WORDS.runs[0].style)
    logo = Shape("client-1", Rect(10, 10, 30, 30))
    layout = Layout("content", items=(logo,), placeholders=(place,))
    title = Text("title", place.rect, (WORDS,), placeholder="title")
    free = Rect(100, 200, 400, 200)
    inside, outside = Text("a", Rect(100, 210, 50, 20), (WORDS,)), Text("b", Rect(60, 450, 50, 20), (WORDS,))
    found = mirrored(scene(title, inside, outside, layout=layout), {"content": (free, Rect(40, 100, 800, 400))})
    assert found.layouts == (layout,)
    kept, first, second = found.pages[0].items
    assert kept == title
    assert first.rect == Rect(450, 210, 50, 20)
    assert second.rect == Rect(770, 450, 50, 20)
