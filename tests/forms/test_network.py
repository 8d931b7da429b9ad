"""The network: order without avoidable crossings, one trunk a hub, glued connectors, a table for what is too much."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.forms.kit import graph, network_nodes
from briefwright.forms.kit.content import Labelled
from briefwright.forms.kit.network_nodes import Node
from briefwright.forms.network import Edge, Network
from briefwright.forms.table import form
from briefwright.scene.model import Connector, Rule, Scene, Shape, Table
from tests.forms.contexts import LONG, faults, labels, leaves, misfits, placed, prose, said, say, slot

LINKS = (
    ("alibaba", "moonshot"), ("alibaba", "yi"), ("alibaba", "baichuan"), ("alibaba", "minimax"),
    ("alibaba", "sense"), ("alibaba", "megvii"), ("tencent", "minimax"), ("sino", "yi"),
)  # fmt: skip
READING = {
    "reading_label": say("Reading the links"),
    "readings": (Labelled(say("6 of 6"), prose(9)), Labelled(say("2 of 6"), prose(12))),
    "so_what": prose(12),
}


def six() -> Network:
    sources = [Node(name, say(name), say("Investor")) for name in ("alibaba", "sino", "tencent")]
    targets = [
        Node(name, say(name), say("Company"), say("Model"))
        for name in ("moonshot", "yi", "baichuan", "minimax", "sense", "megvii")
    ]
    edges = tuple(
        Edge(a, b, say("USD 1 bn" if b == "moonshot" else ""), prose(3), strong=b == "moonshot") for a, b in LINKS
    )
    return Network((*sources, *targets), edges, **READING)


def test_a_table_of_links_heads_one_who_gives_and_takes_by_the_side() -> None:
    nodes = [Node(name, say(name), say("From")) for name in ("a", "b", "c")]
    nodes += [Node(name, say(name), say("To")) for name in ("b", "c", "a")]
    edges = tuple(Edge(one, other, note=prose(3)) for one, other in (("a", "b"), ("b", "c"), ("c", "a")))
    [table] = form("network").listing(Network(tuple(nodes), edges), labels()).tables
    assert [head.prose for head in table.heads[:2]] == ["From", "To"]
    scene, _ = placed("network", Network(tuple(nodes), edges))
    assert said(scene).index("From") < said(scene).index("To")


def test_a_table_of_links_has_a_column_for_what_they_are_where_labels_say_it() -> None:
    nodes = tuple(Node(name, say(name)) for name in ("a", "b", "c"))
    ring = (("a", "b"), ("b", "c"), ("c", "a"))
    kinds = tuple(Edge(one, other, say("funds"), say("Three trials")) for one, other in ring)
    amounts = tuple(Edge(one, other, say("USD 1 bn"), say("Three trials")) for one, other in ring)
    rows = []
    for edges in (kinds, amounts):
        [table] = form("network").listing(Network(nodes, edges), labels()).tables
        rows.append([cell.prose for cell in table.rows[0]])
        scene, problems = placed("network", Network(nodes, edges))
        assert problems == ()
        assert "Three trials" in said(scene)
    assert rows == [["a", "funds", "b", "Three trials"], ["a", "b", "USD 1 bn; Three trials"]]


def many(lefts: int, rights: int, edges: int, word: str = "Firm") -> Network:
    nodes = [Node(f"l{i}", say(f"{word} {i}"), say("Investor")) for i in range(lefts)]
    nodes += [Node(f"r{i}", say(f"{word} {i + lefts}"), say("Company")) for i in range(rights)]
    pairs = dict.fromkeys((i % lefts, (i * 3 + i // rights) % rights) for i in range(edges * 5))
    return Network(tuple(nodes), tuple(Edge(f"l{a}", f"r{b}") for a, b in list(pairs)[:edges]))


def connectors(scene: Scene) -> list[Connector]:
    return [item for item in scene.pages[0].items if isinstance(item, Connector)]


def boxes(scene: Scene) -> dict[str, Shape]:
    return {item.name: item for item in leaves(scene.pages[0].items) if isinstance(item, Shape)}


def test_shared_targets_stand_beside_their_second_backer() -> None:
    scene, problems = placed("network", six())
    assert problems == ()
    assert faults(scene) == []
    text = said(scene)
    order = [text.index(name) for name in ("sino", "alibaba", "tencent")]
    assert order in (sorted(order), sorted(order, reverse=True))  # the hub between them
    ends = {line.alt: line.points for line in connectors(scene)}
    straight = [alt for alt, points in ends.items() if len(points) == 2]
    assert any("tencent" in alt for alt in straight)
    assert any("sino" in alt for alt in straight)


def test_a_hub_sends_all_its_edges_along_one_trunk() -> None:
    scene, _ = placed("network", six())
    trunks = {line.points[1][0] for line in connectors(scene) if len(line.points) == 4}
    assert len(trunks) == 1


def test_a_note_that_a_low_box_has_no_room_for_does_not_cost_the_picture() -> None:
    content = six()
    noted = tuple(replace(n, note=prose(9)) if n.group.prose == "Investor" else n for n in content.nodes)
    scene, problems = placed("network", replace(content, nodes=noted))
    assert (problems, faults(scene)) == ((), [])
    assert len(connectors(scene)) == len(LINKS)
    assert prose(9).plain in said(scene)  # the hub's


def test_nodes_of_a_width_are_set_once_whatever_their_links_say(monkeypatch: pytest.MonkeyPatch) -> None:
    content, drawn, widths = six(), network_nodes.drawn, []

    def set_(ctx: object, left: network_nodes.Layer, *others: object) -> object:
        widths.append((left.box.w, left.nodes))
        return drawn(ctx, left, *others)

    monkeypatch.setattr(network_nodes, "drawn", set_)
    long = tuple(replace(edge, note=prose(40)) for edge in content.edges)
    scene, problems = placed("network", replace(content, edges=long))
    assert problems == ()
    assert any(isinstance(item, Connector) for item in leaves(scene.pages[0].items))
    assert widths
    assert len(widths) == len(set(widths))


def test_the_notes_of_links_stand_on_their_lines_where_all_have_room() -> None:
    nodes = (Node("a", say("Bank"), say("From")), Node("b", say("Mill"), say("To")), Node("c", say("Farm"), say("To")))
    edges = (Edge("a", "b", note=say("Three loans"), kind=say("lends")), Edge("a", "c", kind=say("lends")))
    shown, problems = placed("network", Network(nodes, edges))
    assert (problems, faults(shown)) == ((), [])
    assert [slot(shown, f"edge-{n}-label").text for n in (1, 2)] == ["lends: three loans", "lends"]
    bare = Network((*nodes[:2], replace(nodes[2], mark=say("2"))), (replace(edges[0], note=prose(40)), edges[1]))
    assert slot(placed("network", bare)[0], "edge-1-label").text == "lends"


def test_a_note_that_has_no_room_on_its_line_is_said_on_a_card() -> None:
    nodes = (Node("a", say("Bank"), say("From")), Node("b", say("Mill"), say("To")))
    shown, problems = placed("network", Network(nodes, (Edge("a", "b", note=prose(40), kind=say("lends")),)))
    assert (problems, faults(shown)) == ((), [])
    assert prose(40).prose in " ".join(said(shown).split())


def test_connectors_end_on_the_sites_they_are_glued_to() -> None:
    scene, _ = placed("network", six())
    shapes = boxes(scene)
    for line in connectors(scene):
        for glue, (x, y) in ((line.start, line.points[0]), (line.end, line.points[-1])):
            shape = shapes[glue.shape]
            sides = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5), *shape.sites)
            across, down = sides[glue.site]
            assert (shape.rect.x + across * shape.rect.w, shape.rect.y + down * shape.rect.h) == pytest.approx((x, y))


def test_only_a_known_amount_has_a_thick_line() -> None:
    scene, _ = placed("network", six())
    lines = connectors(scene)
    thickest = max(lines, key=lambda line: line.stroke.width)
    assert "USD 1 bn" in (thickest.alt or "")
    assert sum(line.stroke.width == thickest.stroke.width for line in lines) == 1


def test_order_has_no_crossing_where_none_is_needed() -> None:
    left, right = graph.ordered(3, 3, ((0, 2), (1, 0), (2, 1)))
    place = {node: i for i, node in enumerate(right)}
    assert [place[t] for s in left for a, t in [(0, 2), (1, 0), (2, 1)] if a == s] == [0, 1, 2]


def test_rows_go_to_the_nodes_with_more_edges() -> None:
    assert graph.shares([1, 6, 1], 6) == (1, 4, 1)
    assert graph.shares([1], 1) == (1,)


def test_trunks_that_would_meet_stand_side_by_side() -> None:
    bands = [(0.0, 40.0), (50.0, 90.0), (100.0, 140.0)]
    made = graph.routes([(0, 1), (0, 2), (2, 0), (2, 1)], bands, bands)
    assert {way.lane for way in made} == {0.0, 1.0}


def test_trunks_beside_the_middle_have_junctions_so_that_no_office_can_place_them_otherwise() -> None:
    scene, problems = placed("network", many(3, 7, 21))
    assert problems == ()
    assert faults(scene) == []
    lines, shapes = connectors(scene), boxes(scene)
    bends = {len(line.points) for line in lines if "edge-" in line.name}
    assert 3 in bends
    middle = (shapes["bw:slide/left-1-box"].rect.right + shapes["bw:slide/right-1-box"].rect.x) / 2
    assert all(line.points[1][0] == pytest.approx(middle) for line in lines if len(line.points) == 4)
    for line in lines:
        for glue, at in ((line.start, line.points[0]), (line.end, line.points[-1])):
            box = shapes[glue.shape].rect
            assert box.contains(Rect(*at, 0, 0), 0.01), line.name


@pytest.mark.parametrize(("lefts", "rights", "edges"), [(1, 1, 1), (3, 7, 10), (8, 7, 15), (5, 10, 24), (10, 5, 15)])
def test_up_to_its_limits_it_places_without_fault(lefts: int, rights: int, edges: int) -> None:
    scene, problems = placed("network", many(lefts, rights, edges))
    assert problems == ()
    assert faults(scene) == []


@pytest.mark.parametrize(("lefts", "rights", "edges"), [(8, 8, 16), (5, 10, 25), (40, 35, 120)])
def test_past_its_limits_it_becomes_a_table_with_every_link(lefts: int, rights: int, edges: int) -> None:
    content = many(lefts, rights, edges)
    scene, problems = placed("network", content)
    assert problems == ()
    assert faults(scene) == []
    rows = [row for page in scene.pages for item in page.items if isinstance(item, Table) for row in item.rows[1:]]
    assert len(rows) >= len(content.edges)


def test_a_node_on_both_sides_becomes_a_table() -> None:
    nodes = tuple(Node(name, say(name)) for name in "abcdefgh")
    scene, problems = placed("network", Network(nodes, tuple(Edge(*pair) for pair in pairwise("abcdefgh"))))
    assert problems == ()
    assert any(isinstance(item, Table) for item in scene.pages[0].items)


def test_an_unknown_node_is_named() -> None:
    nodes = (Node("alpha", say("Alpha")), Node("beta", say("Beta")))
    [misfit] = Network(nodes, (Edge("alpha", "bata", say("x")),)).misfits()
    assert (misfit.code, misfit.path) == ("BW412", ("edges", 0, "target"))
    assert misfit.hint == 'did you mean "beta"?'


def test_an_id_that_two_nodes_have_is_an_error() -> None:
    nodes = (Node("alpha", say("Alpha")), Node("alpha", say("Beta")))
    assert [misfit.code for misfit in Network(nodes, (Edge("alpha", "alpha"),)).misfits()] == ["BW425"]


def test_without_edges_it_is_one_clear_error() -> None:
    _, problems = placed("network", Network((Node("a", say("A")), Node("b", say("B"))), ()))
    assert [p.code for p in problems] == ["BW405"]


def test_a_word_too_long_for_any_page_is_broken() -> None:
    assert misfits("network", many(3, 6, 8, LONG * 2)) == []


def test_a_reading_column_too_long_is_one_error_with_the_words_to_cut() -> None:
    content = six()
    _, problems = placed("network", Network(content.nodes, content.edges, so_what=prose(300)))
    assert [p.code for p in problems] == ["BW601"]


def test_no_line_of_it_is_a_bare_rule() -> None:
    scene, _ = placed("network", six())
    rules = [item for item in scene.pages[0].items if isinstance(item, Rule) and item.arrow]
    assert rules == []


def test_lines_into_a_high_node_stand_so_far_apart_that_their_labels_do_not_touch() -> None:
    nodes = tuple(
        Node(name, say(name.upper()), say(group)) for name, group in (("a", "From"), ("b", "From"), ("c", "To"))
    )
    edges = tuple(Edge(source, "c", kind=say("lends")) for source in ("a", "b"))
    scene, _ = placed("network", Network(nodes, edges))
    first, other = (slot(scene, f"edge-{n}-label").rect for n in (1, 2))
    assert abs(first.y - other.y) >= 27
