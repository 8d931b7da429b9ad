"""Thin neighbours share a page where both may, and keep all that they say; others stand as they stood."""

from msgspec.structs import replace

from briefwright.forms.bottom_line import Judgement, Judgements
from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.forms.kit.content import typed
from briefwright.forms.kit.network_nodes import Node
from briefwright.forms.kit.plot import Charted
from briefwright.forms.network import Edge, Network
from briefwright.forms.player_matrix import PlayerMatrix
from briefwright.layout.deck import place
from briefwright.scene.model import Chart, Scene, Table
from briefwright.scene.walk import leaves
from briefwright.story.model import Notes, Slide, Story, Words
from briefwright.theme.read import read_theme
from tests.forms.contexts import BRIEF, META, labels, prose, said, say


def slide(name: str, title: str, points: int = 2, so_what: str = "", **more: object) -> Slide:
    items = tuple(BulletPoint(text=say(f"Point {n} of {name}")) for n in range(points))
    content = Bullets(items, say(so_what) if so_what else Words())
    own = Slide(name, "bullets", say(title), content, section="one", span=BRIEF, join=say(name.title()))
    return replace(own, notes=Notes((say(f"Say {name}"),), seconds=10), **more)


def deck(*slides: Slide) -> Scene:
    scene, problems = place(Story(META, slides, (), (), labels()), read_theme("paper"))
    assert problems == ()
    return scene


def test_two_short_lists_share_a_page_under_the_claim_of_one() -> None:
    scene = deck(slide("risks", "Risks"), slide("needs", "The need is for drivers", so_what="Hire."))
    (page,) = scene.pages
    assert (page.title, page.slides) == ("The need is for drivers", ("risks", "needs"))
    for words in ("Point 1 of risks", "Point 1 of needs", "Risks", "Needs", "Hire."):
        assert words in said(scene)
    assert "Say risks" in page.notes
    assert "Say needs" in page.notes
    assert "20 s" in page.notes


def test_a_title_of_the_author_s_leads_a_shared_page_and_is_lost_on_none() -> None:
    ours, theirs = slide("limits", "The grid is full"), slide("open", "Nobody has counted the trucks", titled=True)
    [page] = deck(ours, theirs).pages
    assert page.title == "Nobody has counted the trucks"
    assert "The grid is full" not in said(deck(ours, theirs))  # a sentence of ours, of which the list says more
    assert "The grid is full" in said(deck(replace(ours, titled=True), theirs)).replace("\n", " ")


def test_what_the_title_of_a_shared_page_says_comes_first() -> None:
    scene = deck(slide("risks", "Risks"), slide("needs", "The need is for drivers"))
    assert said(scene).index("Point 1 of needs") < said(scene).index("Point 1 of risks")


def test_a_table_of_many_columns_shares_the_width_with_none() -> None:
    heads = tuple(map(say, ("Name", "Role", "Reach", "Position", "What stands out")))
    table = PlayerMatrix(heads, tuple(tuple(say(f"{head.prose} {n}") for head in heads) for n in range(4)))
    matrix = replace(slide("players", "Players"), form="player-matrix", content=table)
    (page,) = deck(matrix, slide("links", "Links")).pages
    drawn = next(item for item in leaves(page.items) if isinstance(item, Table) and len(item.columns) == len(heads))
    assert drawn.rect.w > 800


def test_a_network_shares_a_page_that_leaves_room_for_what_is_noted_of_its_links() -> None:
    nodes = (Node("a", say("Bank"), say("From")), Node("b", say("Mill"), say("To")))
    links = Network(nodes, (Edge("a", "b", kind=say("lends"), note=say("three loans until the spring of next year")),))
    drawn = replace(slide("links", "Links"), form="network", content=links)
    (page,) = deck(drawn, slide("risks", "Risks")).pages
    assert page.slides == ("links", "risks")
    assert "lends: three loans until the spring of next year" in said(deck(drawn, slide("risks", "Risks")))


def test_a_slide_that_says_only_its_title_gives_it_to_the_next() -> None:
    title = "All is well"
    only = replace(slide("bottom-line", title), form="bottom-line", content=Judgements((Judgement(say(title)),)))
    (page,) = deck(only, slide("figures", "Figures")).pages
    assert page.title == title
    assert [item for item in page.items if getattr(item, "text", "") == title][1:] == []


def test_what_may_not_be_joined_stands_alone() -> None:
    one, other = slide("one", "One is short"), slide("other", "Other is short")
    apart = [
        (one, replace(other, join=None)),
        (one, replace(other, section="two")),
        (one, replace(other, appendix=True)),
        (slide("one", "One", so_what="This."), slide("other", "Other", so_what="That.")),
        (slide("one", "One", points=12), slide("other", "Other", points=12)),
    ]
    for pair in apart:
        assert not any(page.beside for page in deck(*pair).pages)


def test_a_chart_shares_no_page_that_leaves_it_a_strip() -> None:
    numbers = {
        "categories": [f"Part {n} of the whole" for n in range(12)],
        "series": [{"numbers": [{"value": 5}] * 12}],
    }
    chart = typed(Charted, {"chart": {**numbers, "title": "Parts"}}, BRIEF, "slide")
    many = replace(slide("parts", "Parts", so_what=""), form="column", content=chart)
    for page in deck(slide("risks", "Risks"), many).pages:
        plots = [item for item in leaves(page.items) if isinstance(item, Chart)]
        assert all(plot.rect.h > 150 for plot in plots)


def test_a_full_page_stays_as_it_is() -> None:
    full = replace(slide("full", "Full"), content=Bullets(tuple(BulletPoint(say(f"{n}"), prose(24)) for n in range(5))))
    assert len(deck(full, replace(full, id="more", title=say("More"))).pages) == 2


def test_a_page_whose_slides_claim_nothing_has_the_names_of_all() -> None:
    (page,) = deck(slide("risks", "Risks"), slide("needs", "Needs")).pages
    assert page.title == "Risks · Needs"
    heads = [getattr(item, "text", "") for item in leaves(page.items)]
    assert {"Risks", "Needs"} <= set(heads)


def test_no_part_of_a_shared_page_ends_far_above_the_others() -> None:
    heads = tuple(map(say, ("Name", "Role")))
    table = PlayerMatrix(heads, tuple((say(f"Party {n}"), say("Buys")) for n in range(2)))
    few = replace(slide("players", "Players"), form="player-matrix", content=table)
    scene = deck(few, slide("risks", "Risks", points=3))
    [drawn] = [item for item in leaves(scene.pages[0].items) if isinstance(item, Table)]
    cards = [item for item in leaves(scene.pages[0].items) if "card-" in item.name]
    assert drawn.rect.bottom > 420
    assert max(card.rect.bottom for card in cards) > 420
