"""Exhibits: what a form lists, tables side by side, cuts that leave no row alone."""

import pytest
from msgspec import Struct
from msgspec.structs import replace

from briefwright.core.chart_kinds import KINDS
from briefwright.core.diagnostics import Span
from briefwright.core.geometry import Rect
from briefwright.forms.kit.content import Labelled, typed
from briefwright.forms.kit.form import Form, LayoutContext, Placed
from briefwright.forms.kit.listing import repeats
from briefwright.forms.kit.network_lines import Edge
from briefwright.forms.kit.network_nodes import Node
from briefwright.forms.kit.plot import Charted
from briefwright.forms.network import Network
from briefwright.forms.table import form
from briefwright.handout import drawings
from briefwright.handout.drawings import Drawing, exhibit_context
from briefwright.handout.exhibits import typeset_exhibit
from briefwright.handout.typeset_exhibit import TypesetExhibit
from briefwright.scene.model import Chart, Properties, Shape, Table, Text
from briefwright.scene.walk import leaves
from briefwright.story.model import Slide, Words
from briefwright.text.fit import Typesetter
from briefwright.theme.read import read_theme
from tests.forms.test_charts import one
from tests.handout.stories import figures, limits, matrix, register, story, watch, words

PAPER = read_theme("paper")
WIDTH = 505.0


def made(slide: Slide, caption: str | None = None) -> TypesetExhibit:
    narrative = story((slide,))
    ctx = LayoutContext(PAPER, Typesetter(PAPER), Rect(0, 0, 0, 0), slide, narrative.meta, narrative.labels)
    exhibit, problems = typeset_exhibit(ctx, 1, WIDTH, exhibit_context(PAPER, ctx.type, WIDTH), caption)
    assert problems == ()
    return exhibit


@pytest.mark.parametrize(
    "slide", [limits(4), matrix(5), register(6), watch(4), figures(4)], ids=lambda slide: slide.form
)
def test_an_exhibit_is_as_tall_as_its_items(slide: Slide) -> None:
    one = made(slide)
    items = one.items(45, 100)
    assert max(item.rect.bottom for item in items) == pytest.approx(100 + one.height, abs=12.1)  # a panel's inset
    assert all(item.rect.x >= 45 - 0.1 and item.rect.right <= 45 + WIDTH + 0.1 for item in items)


def test_limitations_stand_by_severity_with_a_meter_each() -> None:
    items = made(limits(4)).items(0, 0)
    [table] = [item for item in items if isinstance(item, Table)]
    assert [row.cells[-1].text for row in table.rows] == ["Severity", "High", "Moderate", "Low", ""]
    assert sum(isinstance(item, Shape) for item in items) == 9


def test_two_short_tables_stand_side_by_side_and_long_ones_do_not() -> None:
    assert made(register(6)).aside
    assert not made(register(30)).aside


def test_signals_are_numbered_on_a_tint() -> None:
    one = made(watch(3))
    [table] = [item for item in one.items(0, 0) if isinstance(item, Table)]
    assert one.panel
    assert [row.cells[0].text for row in table.rows[1:]] == ["1", "2", "3"]


@pytest.mark.parametrize("room", [150, 200, 260, 330, 400])
def test_a_cut_leaves_no_row_alone(room: float) -> None:
    whole = made(matrix(14))
    parts = whole.split(room)
    assert parts
    first, rest = parts
    rows = [len(grid.rows) for grid in (*first.parts, *rest.parts)]
    assert first.height <= room
    assert min(rows) >= 2
    assert sum(rows) == 14
    assert rest.top[0].text.endswith("(continued)")
    assert first.foot == ()
    assert rest.foot == whole.foot


def test_too_little_room_is_no_cut() -> None:
    assert made(matrix(14)).split(60) is None


class Odd(Struct, frozen=True):
    """A content of a form that has no listing of its own."""

    items: tuple[Labelled, ...]
    single: tuple[Words, ...]
    note: Words
    so_what: Words
    scale: float = 1.0


def test_a_form_without_a_listing_shows_all_its_fields() -> None:
    content = Odd(
        (Labelled(words("A"), words("alpha")), Labelled(words("B"), words("beta"))),
        (words("one"),),
        words("note"),
        words("so"),
    )
    one = made(Slide("odd", "bullets", words("Odd"), content))
    printed = {text for item in one.items(0, 0) if isinstance(item, Text) for text in item.text.split()}
    cells = {cell.text for grid in one.parts for row in grid.rows for cell in row.cells}
    assert {"one", "note", "so"} <= printed
    assert cells == {"A", "alpha", "B", "beta"}


def test_a_meaning_that_opens_with_its_unit_does_not_say_it_twice() -> None:
    assert repeats(words("Offices asked"), words("offices"))
    assert not repeats(words("asked in May"), words("offices"))
    assert not repeats(words("Offices asked"), words(""))


def test_tables_side_by_side_are_cut_together_and_lose_no_row() -> None:
    whole = made(register(6))
    parts = whole.split(whole.height - 40)
    assert parts is not None
    first, rest = parts
    assert first.aside
    assert first.height <= whole.height - 40
    kept = [len(grid.rows) for grid in (*first.parts, *rest.parts)]
    assert sum(kept) == sum(len(grid.rows) for grid in whole.parts)
    assert min(kept) >= 2
    assert rest.top[0].text.endswith("(continued)")


def test_an_exhibit_whose_title_the_text_says_is_called_by_its_lead() -> None:
    slide = replace(register(6), lead=words("Firms with a known backer, and firms known by name"))
    printed = [item.text for item in made(slide, "").items(0, 0) if isinstance(item, Text)]
    assert printed[0] == "Exhibit\u00a01\u2002Firms with a known backer, and firms known by name"
    assert slide.title.prose not in "\n".join(printed)


def test_what_a_network_cannot_draw_of_its_links_stands_under_it_by_the_node_they_lead_from() -> None:
    nodes = tuple(
        Node(name, words(name), words(group)) for name, group in (("Ada", "Owner"), ("Bel", "Firm"), ("Cy", "Firm"))
    )
    long = "founder, and chair of its board until the sale of the last works in the north"
    edges = (
        Edge("Ada", "Bel", note=words(long)),
        Edge("Ada", "Cy", note=words("Through a fund")),
    )
    slide = Slide("links", "network", words("Ada owns both"), Network(nodes, edges))
    printed = [item.text for item in made(slide).items(0, 0) if isinstance(item, Text)]
    assert f"Ada Bel: {long}; Cy: through a fund" in printed  # no capital after a colon


@pytest.mark.parametrize(("rows", "named"), [(1, False), (2, False), (3, True)])
def test_a_table_never_has_more_heads_than_other_cells(rows: int, named: bool) -> None:
    [table] = [item for item in made(matrix(rows, 3)).items(0, 0) if isinstance(item, Table)]
    assert all(row.cells[0].header is named for row in table.rows[1:])


def test_a_drawing_is_made_lower_or_higher_only_where_a_page_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    heights: list[float] = []

    def counted(name: str) -> Form:
        def place(content: object, ctx: LayoutContext) -> Placed:
            heights.append(ctx.area.h)
            return form(name).place(content, ctx)

        return replace(form(name), place=place)

    monkeypatch.setattr(drawings, "form", counted)
    nodes = tuple(Node(name, words(name), words(group)) for name, group in (("A", "Buyers"), ("B", "Sellers")))
    whole = made(Slide("links", "network", words("Links"), Network(nodes, (Edge("A", "B"),))))
    assert len(whole.drawings) == 1
    once = len(heights)
    assert whole.closer(0.0) == whole
    assert len(heights) == once
    assert whole.closer(2.0).height <= whole.height
    assert len(heights) == once + 1
    assert whole.slack >= 0
    assert len(heights) == once + 2


def test_panels_of_nothing_but_words_on_tints_are_no_drawing() -> None:
    stakes = {"form": "stakes", "stakes": [{"title": "Beds", "upside": "More stay open", "risk": "Pools stand idle"}]}
    points = {"form": "bullets", "items": [{"label": "Who", "text": "The region pays"}]}
    content = typed(form("panels").content, {"panels": [stakes, points]}, Span("brief.yaml"), "slide")
    slide = Slide(id="both", form="panels", title=words("Both"), content=content)
    assert not any(isinstance(part, Drawing) for part in made(slide).parts)
    linked = {
        "form": "network",
        "nodes": [{"id": "a", "label": "Fund"}, {"id": "b", "label": "Dairy"}],
        "edges": [{"source": "a", "target": "b", "label": "holds"}],
    }
    content = typed(form("panels").content, {"panels": [points, linked]}, Span("brief.yaml"), "slide")
    assert any(isinstance(part, Drawing) for part in made(replace(slide, content=content)).parts)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_of_a_chart_is_cut_off_at_the_edges_of_its_figure(kind: str) -> None:
    plot = replace(one(kind, 4), title=words(""), unit=words(""))  # nothing stands over it
    slide = Slide("c", kind, words("A claim"), Charted(plot))
    shown = [part for part in made(slide).parts if isinstance(part, Drawing)]
    assert shown
    for drawing in shown:
        sheet = drawing.sheet(Properties(""))
        charts = [item for item in leaves(sheet.pages[0].items) if isinstance(item, Chart)]
        for label, box in (found for item in charts for found in item.labels()):
            assert box.y >= -0.1
            assert box.y + label.height <= sheet.height + 0.1
