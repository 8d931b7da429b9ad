"""The one-pager is one page whatever the story; what it leaves out is reported, and no type is made smaller for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefwright.forms.bullets import Bullets
from briefwright.forms.kit.content import Labelled
from briefwright.forms.message import Message
from briefwright.forms.stakes import Front, Stakes
from briefwright.handout.digest import MOST_WORDS, shorter
from briefwright.handout.one_pager import set_pages
from briefwright.scene.model import Page, Role, Rule, Scene, Table, Text
from briefwright.scene.walk import leaves
from briefwright.story.model import Piece, Slide, Story, Words
from tests.handout.decks import without_deck
from tests.handout.stories import bottom, figures, limits, matrix, prose, story, words

UNKNOWNS = Slide(
    "unknowns", "bullets", words("Open"), Bullets((Labelled(words("Who"), words("Unknown0 to us")),)), section="one"
)
STAKES = Slide(
    "stakes",
    "stakes",
    words("At stake"),
    Stakes(tuple(Front(words(f"Stake{n}"), words(f"Upside{n} of it"), words(f"Risk{n} of it")) for n in range(3))),
    section="one",
)
ASK = Slide("ask", "message", words("We ask:"), Message(words("approve the pot")), section="one")
WHOLE = (bottom(3), figures(4), matrix(4), limits(3), STAKES, UNKNOWNS)


def made(narrative: Story) -> tuple[Scene, list[str]]:
    document = set_pages(without_deck(narrative))
    assert len(document.scene.pages) == 1
    return document.scene, [one.message for one in document.diagnostics]


def texts(page: Page) -> list[str]:
    out: list[str] = []
    for item in leaves(page.items):
        if isinstance(item, Text):
            out.append(item.text)
        elif isinstance(item, Table):
            out += [cell.text for row in item.rows for cell in row.cells]
    return out


def sizes(page: Page) -> set[float]:
    blocks = [p for item in leaves(page.items) if isinstance(item, Text) for p in item.paragraphs]
    blocks += [
        p
        for item in leaves(page.items)
        if isinstance(item, Table)
        for row in item.rows
        for c in row.cells
        for p in c.paragraphs
    ]
    return {run.style.size for p in blocks for run in p.runs if not run.raised}


def test_the_parts_stand_in_their_order() -> None:
    scene, messages = made(story(WHOLE))
    names = [item.text for item in leaves(scene.pages[0].items) if isinstance(item, Text) and item.role is Role.HEADING]
    assert names == [
        "Bottom line", "Key figures", "Players", "Limits", "Stakes", "Open questions", "So what", "Source"
    ]  # fmt: skip
    assert messages == []


def test_an_ask_ends_the_page_in_place_of_the_so_what() -> None:
    scene, _ = made(story((*WHOLE, ASK)))
    assert {"The ask", "Approve the pot"} <= set(texts(scene.pages[0]))


def test_a_part_of_which_the_story_says_nothing_is_left_out() -> None:
    scene, messages = made(story((bottom(1),)))
    assert "Players" not in texts(scene.pages[0])
    assert messages == []


def test_what_goes_is_reported_by_its_part() -> None:
    _, messages = made(story((bottom(4), figures(40), matrix(300, 9), limits(200, 60))))
    assert any("of 300 entries of “Players”" in message for message in messages)
    assert any("36 of 40 entries of “Key figures”" in message for message in messages)


def test_names_that_go_are_printed_in_the_margin() -> None:
    scene, _ = made(story((bottom(4), figures(4), matrix(10, 9), limits(3))))
    rest = next(text for text in texts(scene.pages[0]) if text.startswith("In the deck: "))
    shown = [row.cells[0].text for item in leaves(scene.pages[0].items) if isinstance(item, Table) for row in item.rows]
    first = rest.removeprefix("In the deck: ").split(", ")[0]
    assert first not in shown
    assert len(rest.split(", ")) <= 3


def test_what_goes_is_reported_at_its_place() -> None:
    from briefwright.core.diagnostics import Span

    slide = figures(6)
    content = slide.content
    placed_at = tuple(
        replace(figure, number=replace(figure.number, span=Span("tea.yaml", n + 10)))
        for n, figure in enumerate(content.figures)  # type: ignore[attr-defined]
    )
    narrative = story((bottom(2), replace(slide, content=replace(content, figures=placed_at))))  # type: ignore[type-var]
    assert [str(one.span) for one in set_pages(without_deck(narrative)).diagnostics] == ["tea.yaml:14:1"]


def test_no_type_is_made_smaller_to_fit() -> None:
    scene, _ = made(story((bottom(4), figures(6), matrix(20, 6), limits(20, 40), STAKES, UNKNOWNS)))
    assert min(sizes(scene.pages[0])) >= 9


@settings(max_examples=25, deadline=None)
@given(
    points=st.integers(1, 6),
    numbers=st.integers(1, 9),
    players=st.tuples(st.integers(1, 30), st.integers(1, 8)),
    limit=st.tuples(st.integers(1, 20), st.integers(1, 90)),
    page=st.sampled_from(["A4", "Letter"]),
)
def test_any_story_fits(points: int, numbers: int, players: tuple[int, int], limit: tuple[int, int], page: str) -> None:
    scene, _ = made(story((bottom(points), figures(numbers), matrix(*players), limits(*limit), STAKES), page=page))
    body = [item for item in leaves(scene.pages[0].items) if getattr(item, "role", None) is not Role.FURNITURE]
    body = [item for item in body if "header" not in item.name and "stamp" not in item.name]
    assert max(item.rect.bottom for item in body) <= scene.height - 46 + 0.1
    assert sum(len(text.split()) for text in texts(scene.pages[0])) <= MOST_WORDS + 80  # names, heads and furniture
    rules = [item.y1 for item in body if isinstance(item, Rule)]
    assert rules == sorted(rules)


# -- words that go clause by clause


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        ("Sold at home; tried abroad", "Sold at home"),
        ("First this. Then that.", "First this."),
        ("One clause only", None),
        ("It costs 3.5 bn", None),
        ("A; b; c", "A; b"),
    ],
)
def test_a_text_loses_its_last_clause(whole: str, left: str | None) -> None:
    short = shorter(words(whole))
    assert (short.prose if short else None) == left


def test_a_text_that_loses_words_keeps_its_source() -> None:
    short = shorter(words("Sold at home; tried abroad", 2))
    assert short is not None
    assert short.plain == "Sold at home[2]"


def test_a_marker_inside_stays_where_it_stood() -> None:
    cited = Words((Piece("Sold at home;"), Piece("[1]", cites=(1,)), Piece(" tried abroad"), Piece("[2]", cites=(2,))))
    short = shorter(cited)
    assert short is not None
    assert short.plain == "Sold at home[1]"


def test_long_words_stay_on_the_page() -> None:
    long = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
    slide = limits(2)
    rows = tuple(replace(row, title=words(long), cause=words(prose(20))) for row in slide.content.rows)  # type: ignore[attr-defined]
    scene, _ = made(story((bottom(2), replace(slide, content=replace(slide.content, rows=rows)))))  # type: ignore[type-var]
    assert scene.pages


def test_numbers_side_by_side_are_of_one_size() -> None:
    slide = figures(4)
    content = slide.content
    numbers = ("84,6\xa0Mio.", "39,8\xa0%", "9", "180–260")
    wide = tuple(
        replace(figure, number=words(number), unit=words("EUR"))
        for number, figure in zip(numbers, content.figures, strict=True)  # type: ignore[attr-defined]
    )
    narrative = story((bottom(2), replace(slide, content=replace(content, figures=wide))))  # type: ignore[type-var]
    scene, _ = made(narrative)
    large = [i for page in scene.pages for i in leaves(page.items) if isinstance(i, Text) and i.role is Role.FIGURE]
    assert len({item.paragraphs[0].runs[0].style.size for item in large}) == 1
