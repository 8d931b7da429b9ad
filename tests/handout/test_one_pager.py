"""The one-pager is one page whatever the story; what it leaves out is reported, and no type is made smaller for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.forms.key_figures import KeyFigure, KeyFigures
from briefwright.forms.message import Message
from briefwright.forms.options import OptionColumn, Options
from briefwright.forms.stakes import Front, Stakes
from briefwright.handout.digest import MOST_WORDS
from briefwright.handout.one_pager import set_pages
from briefwright.scene.model import Inset, Page, Role, Rule, Scene, Table, Text
from briefwright.scene.walk import leaves
from briefwright.story.model import Slide, Story
from tests.editions import CHECKOUT
from tests.handout.decks import document, without_deck
from tests.handout.stories import bottom, figures, limits, matrix, prose, story, watch, words
from tests.handout.test_articles import told
from tests.thoroughness import examples

UNKNOWNS = Slide(
    "unknowns", "bullets", words("Open"), Bullets((BulletPoint(words("Who"), words("Unknown0 to us")),)), section="one"
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
    page = set_pages(without_deck(narrative))
    assert len(page.scene.pages) == 1
    return page.scene, [one.message for one in page.diagnostics]


@pytest.mark.parametrize(
    ("language", "currency", "large", "below"),
    [
        ("en", "GBP", {"GBP \u2212118.75", "GBP 2.1", "14 trains", "9"}, "million is what"),
        ("de", "GBP", {"\u2212118.75", "2.1", "14", "9"}, "million GBP\nis what"),
        ("en", "GBP a head", {"\u2212118.75", "2.1", "14", "9"}, "million GBP a head is what"),
    ],
)
def test_the_numbers_of_a_row_stand_alike(language: str, currency: str, large: set[str], below: str) -> None:
    """A currency stands before or after its number as the language has it; where one of them has no room for it there,
    it opens what all of them mean, after the word of a scale."""
    given = (("\u2212118.75\u00a0million", currency), ("2.1\u00a0million", currency), ("14", "trains"), ("9", ""))
    shown = tuple(KeyFigure(words(n), words(unit), words(f"is what {n[-3:]} was")) for n, unit in given)
    key = Slide("key-figures", "key-figures", words("Key"), KeyFigures(shown), section="one")
    scene, _ = made(story((bottom(2), key), language=language))
    items = leaves(scene.pages[0].items)
    figures = (item.text for item in items if isinstance(item, Text) and item.role is Role.FIGURE)
    assert {re.sub(r"[\u00a0\u2002]", " ", text) for text in figures} == large
    assert below in "\n".join(texts(scene.pages[0])).replace("\u00a0", " ")


def test_a_sign_of_currency_stands_with_its_amount() -> None:
    figure = KeyFigure(words("2,4\u00a0M"), words("€"), words("coûterait une laverie"))
    key = Slide("key-figures", "key-figures", words("Key"), KeyFigures((figure,)), section="one")
    scene, _ = made(story((bottom(2), key), language="fr"))
    assert "2,4\u00a0M€" in texts(scene.pages[0])


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
    assert all("a text of each of “Bottom line”" in message for message in messages)


def test_a_page_with_room_says_what_carries_its_judgements_and_what_to_watch() -> None:
    scene, messages = made(story((bottom(2), figures(3), watch(2))))
    shown = " ".join(texts(scene.pages[0]))
    assert "Support0" in shown
    assert "What to watch" in shown
    assert messages == []


def test_without_a_choice_all_options_are_named() -> None:
    roads = tuple(replace(road, recommended=False) for road in ROADS)
    scene, _ = made(story((bottom(2), replace(OPTIONS, content=Options(roads)))))
    shown = texts(scene.pages[0])
    assert {"Options", "Road0", "Road1", "Road2"} <= set(shown)
    assert any("For0" in text and "Against0" in text for text in shown)


def test_a_number_within_a_text_names_its_source() -> None:
    rent = replace(words("At most 3.5 % a year"), sources=(2,))
    stakes = replace(STAKES, content=Stakes((Front(words("Rent"), rent, words("Fewer homes")),)))
    scene, _ = made(story((bottom(1), stakes), sources=2))
    assert any("3.5 % a year" in text and "[2]" in text for text in texts(scene.pages[0]))
    assert any("[2]" in text and "Tea report 2" in text for text in texts(scene.pages[0]))


def test_an_ask_ends_the_page_in_place_of_the_so_what() -> None:
    scene, _ = made(story((*WHOLE, ASK)))
    assert {"The ask", "Approve the pot"} <= set(texts(scene.pages[0]))


def test_a_part_of_which_the_story_says_nothing_is_left_out() -> None:
    scene, messages = made(story((bottom(1),)))
    assert "Players" not in texts(scene.pages[0])
    assert messages == []


def test_what_goes_is_reported_by_its_part() -> None:
    _, messages = made(story((bottom(4), figures(40), matrix(300, 9), limits(200, 60))))
    assert any("of 300 “Players”" in message for message in messages)
    assert any("36 of 40 “Key figures”" in message for message in messages)


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
    assert {str(one.span) for one in set_pages(without_deck(narrative)).diagnostics} == {"tea.yaml:14:1"}


def test_no_type_is_made_smaller_to_fit() -> None:
    scene, _ = made(story((bottom(4), figures(6), matrix(20, 6), limits(20, 40), STAKES, UNKNOWNS)))
    assert min(sizes(scene.pages[0])) >= 9


@examples(25)
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


# -- what leaves together


FRONTS = tuple(
    Front(words(f"Front{n}"), words(f"Gain{n} {prose(9, n)}"), words(f"Loss{n} {prose(9, n)}"), "", weight)
    for n, weight in enumerate(("low", "high", "moderate"))
)
ROADS = tuple(
    OptionColumn(words(f"Road{n}"), words(prose(12, n, f"means{n}")), words(f"For{n}"), words(f"Against{n}"), n == 1)
    for n in range(3)
)
OPTIONS = Slide("options", "options", words("Three roads"), Options(ROADS), section="one")
FRONTED = replace(STAKES, content=Stakes(FRONTS))


@pytest.mark.parametrize("length", [4, 12, 20, 28, 40, 60, 90])
@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_cuts_never_change_the_meaning(length: int, page: str) -> None:
    slides = (bottom(4), figures(4), matrix(6, 4), limits(6, length), FRONTED, UNKNOWNS, OPTIONS, ASK)
    scene, _ = made(story(slides, page=page))
    shown = "\n".join(texts(scene.pages[0]))
    for n in range(3):
        assert (f"Gain{n} " in shown) == (f"Loss{n} " in shown)  # an upside never stands without its risk
        assert f"Loss{n} {prose(9, n)}" in shown or f"Loss{n}" not in shown  # nor a text without its end
    for n in range(6):
        assert (f"Cause{n} " in shown) == (f"Effect{n} " in shown or f"effect{n} " in shown)
        assert f"{prose(length, n, f'effect{n}')}" in shown or f"Effect{n} " not in shown
    severities = {"high": (0, 4), "moderate": (1, 5), "low": (2,), "": (3,)}
    whole = [all(f"Cause{n} " in shown for n in rows) for rows in severities.values()]
    some = [any(f"Cause{n} " in shown for n in rows) for rows in severities.values()]
    assert all(grave or not light for grave, light in zip(whole, some[1:], strict=False))
    if "Gain0" in shown:
        assert "Gain1" in shown  # the gravest front is the last to go
    assert {"Road1", "Approve the pot"} <= set(texts(scene.pages[0]))  # the choice and the ask always stand


def test_a_figure_says_how_it_is_known() -> None:
    scene, _ = made(story((bottom(4), figures(4), matrix(6, 4), limits(6, 20))))
    assert sum(text.startswith("Count") for text in texts(scene.pages[0])) == 4


def test_a_part_that_goes_leaves_its_names() -> None:
    scene, _ = made(story((bottom(4), figures(4), matrix(6, 4), limits(3, 240))))
    assert "In the deck: Limit0, Limit1, Limit2" in texts(scene.pages[0])


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


def test_two_stakes_share_the_width_of_the_page() -> None:
    content = Stakes(tuple(Front(words(f"Stake{n}"), words("Upside of it"), words("Risk")) for n in range(2)))
    scene, _ = made(story((bottom(2), replace(STAKES, content=content))))
    first, second = (
        item.rect
        for item in leaves(scene.pages[0].items)
        if isinstance(item, Text) and item.text.startswith("Stake") and item.text[-1] in "01"
    )
    right = scene.width - 44.5
    assert second.x - first.x == pytest.approx((right - first.x) / 2, abs=15)


@pytest.mark.parametrize(("unit", "shown"), [("°C", "52\u00a0°C"), ("小时", "52小时")])
def test_a_symbol_or_an_ideographic_unit_stands_beside_its_number(unit: str, shown: str) -> None:
    large = KeyFigures((KeyFigure(words("52"), words(unit), words("is enough")),))
    scene, _ = made(story((Slide("figures", "key-figures", words("Numbers"), large, section="one"),)))
    assert shown in [item.text for item in leaves(scene.pages[0].items) if isinstance(item, Text)]


def test_an_amount_keeps_its_currency_beside_a_number_that_is_a_text() -> None:
    long = KeyFigure(words("several hundreds of millions"), words(""), words("go into servers"))
    large = KeyFigures((KeyFigure(words("1 bn"), words("USD"), words("was invested")), *(long,) * 3))
    scene, _ = made(story((Slide("figures", "key-figures", words("Numbers"), large, section="one"),)))
    assert "USD\u00a01 bn" in [item.text for item in leaves(scene.pages[0].items) if isinstance(item, Text)]


def test_a_long_number_of_a_row_stands_in_one_line() -> None:
    others = [KeyFigure(words(number), words("people"), words("came by")) for number in ("430", "18.4", "92")]
    long = KeyFigure(words("c.\u00a0362,000–475,000"), words("riders"), words("are expected in a year"))
    large = KeyFigures((long, *others))
    scene, _ = made(story((Slide("figures", "key-figures", words("Numbers"), large, section="one"),)))
    numbers = [item for item in leaves(scene.pages[0].items) if isinstance(item, Text) and item.role is Role.FIGURE]
    assert [len(item.paragraphs[0].lines) for item in numbers] == [1, 1, 1, 1]


def test_a_sign_of_currency_stands_with_a_number_that_is_set_smaller_than_the_others() -> None:
    path = CHECKOUT / "tests" / "briefs" / "cyber-incident.yaml"
    scene = document("one-pager", without_deck(told(path, "executive", ""))).scene
    texts = [item.text for item in leaves(scene.pages[0].items) if isinstance(item, Text)]
    assert "env.\u00a02,2–2,9\u00a0M€" in texts


def test_what_leaves_a_part_is_told_once_in_the_summary() -> None:
    path = CHECKOUT / "tests" / "briefs" / "market-entry.yaml"
    notes = [one.message for one in set_pages(without_deck(told(path, "full", ""))).diagnostics if one.code == "BW724"]
    said = [part for note in notes for part in note.split(", ")]
    assert len(said) == len(set(said))


def test_amounts_of_several_sizes_each_keep_their_scale_and_their_currency() -> None:
    path = CHECKOUT / "tests" / "briefs" / "school-budget.yaml"
    shown = next(slide.content for slide in told(path, "executive", "").slides if slide.form == "key-figures")
    assert isinstance(shown, KeyFigures)
    assert [figure.number.prose.replace("\u00a0", " ") for figure in shown.figures] == ["2.31 million", "75 thousand"]


def test_a_page_with_room_shows_the_first_chart_and_cites_its_source() -> None:
    path = CHECKOUT / "tests" / "briefs" / "school-budget.yaml"
    scene, _ = made(told(path, "full", ""))
    (page,) = scene.pages
    (chart,) = [item for item in page.items if isinstance(item, Inset)]
    others = [item.rect for item in page.items if isinstance(item, Rule) and item.rect.y > chart.rect.y]
    assert chart.rect.bottom < min(rect.y for rect in others)
    assert "1,980" in chart.alt
    assert any("Where the money goes" in text.text for text in leaves(page.items) if isinstance(text, Text))


@pytest.mark.parametrize("name", ["grid", "market-entry"])
def test_a_full_page_shows_no_chart_and_loses_nothing_for_it(name: str) -> None:
    scene, _ = made(told(CHECKOUT / "tests" / "briefs" / f"{name}.yaml", "full", ""))
    assert not [item for item in scene.pages[0].items if isinstance(item, Inset)]


def test_the_word_of_an_approximate_amount_stands_before_its_currency() -> None:
    scene, _ = made(told(CHECKOUT / "tests" / "briefs" / "market-entry.yaml", "full", ""))
    (large,) = [
        text.text for text in leaves(scene.pages[0].items) if isinstance(text, Text) and "c.\u00a0" in text.text
    ]
    assert large == "c.\u00a0USD\u20021.9"
