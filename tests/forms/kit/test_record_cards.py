"""Entries of few words stand on cards, or in bands where they have one thing to say; longer ones stay as they are."""

import re
from typing import Any

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import astuple

from briefwright.core.diagnostics import Refused
from briefwright.forms.kit.content import typed
from briefwright.forms.kit.form import Placed
from briefwright.forms.kit.listing import uncited
from briefwright.forms.table import form, forms
from briefwright.scene.marks import THIN, fill
from briefwright.scene.model import Group, Scene, Table, Text
from briefwright.scene.walk import every, paragraphs_of
from briefwright.story.model import Words
from tests.forms.contexts import BRIEF, ctx, placed, slot, typesetter
from tests.layout.test_spread import WHOLE

TWO = [
    {"title": "Roof", "cause": "It leaks", "effect": "Heating costs rise", "severity": "high"},
    {"title": "Pupils", "cause": "Nine fewer start", "effect": "The grant falls", "severity": "low"},
]
FEES = {"signal": "Fees", "position": "At 40", "trigger": "Over 60"}
EVENTS = [{"date": "2019", "text": "It opens", "start": 2019}, {"date": "2024", "text": "It ends", "start": 2024}]
NODES = [{"id": "a", "label": "Fund"}, {"id": "b", "label": "Dairy"}]
WAYS = [{"title": "Wait", "gain": "No outlay"}, {"title": "Rent", "cost": "A fee"}]
POINTS = [{"label": "Who", "text": "pays"}, {"label": "When", "text": "it ends"}]
SHORT: dict[str, dict[str, Any]] = {
    "limitations": {"rows": TWO},
    "watch": {"rows": [FEES, {"signal": "Bids", "trigger": "Two"}]},
    "player-matrix": {
        "columns": ["Firm", "Bet", "Reach"],
        "rows": [["North", "Ships", "Here"], ["South", "", "Far"]],
    },
    "register": {"tables": [{"columns": ["Firm", "Role"], "rows": [["North", "Importer"], ["South", "Carrier"]]}]},
    "options": {"options": WAYS},
    "two-columns": {"panels": [{"title": "Was", "text": "It breaks even"}, {"title": "Why", "text": "Losses grew"}]},
    "timeline": {"events": EVENTS},
    "network": {"nodes": NODES, "edges": [{"source": "a", "target": "b", "label": "36 %"}]},
    "bottom-line": {"points": [{"text": "It holds", "confidence": "high"}, {"text": "It costs"}]},
    "table": {"columns": ["Place", "Beds"], "rows": [["North", "12"], ["South", "9"]]},
    "panels": {"panels": [{"form": "watch", "rows": [FEES]}, {"form": "bullets", "items": POINTS}]},
}


def made(name: str, fields: dict[str, Any]) -> Scene:
    scene, problems = placed(name, typed(form(name).content, fields, BRIEF, "slide"))
    assert problems == ()
    return scene


def said(scene: Scene) -> str:
    texts = (item.text for item in every(scene.pages[0].items) if isinstance(item, Text))
    cells = (c.text for t in every(scene.pages[0].items) if isinstance(t, Table) for r in t.rows for c in r.cells)
    return " ".join((*texts, *cells))


def words(value: Any) -> list[str]:
    """Every text in the fields of a form, but keys of its own."""
    if isinstance(value, dict):
        own = ("id", "source", "target", "form", "start", "severity", "confidence", "recommended")
        return [word for key, each in value.items() if key not in own for word in words(each)]
    return [word for each in value for word in words(each)] if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", SHORT)
def test_a_page_of_two_short_entries_is_no_thin_one_and_says_all_of_them(name: str) -> None:
    scene = made(name, SHORT[name])
    assert fill(scene.pages[0].items, typesetter().theme.frame.rect("body")) >= THIN
    assert [word for word in words(SHORT[name]) if word not in said(scene)] == []


def prose_of(value: Any) -> set[str]:
    """Every text that a content holds, its markers aside."""
    if isinstance(value, Words):
        return {uncited(value).prose.strip()} - {""}
    if isinstance(value, Struct):
        return set().union(*map(prose_of, astuple(value)))
    return set().union(*map(prose_of, value)) if isinstance(value, tuple) else set()


@pytest.mark.parametrize("one", [shape for shape in forms() if shape.on_cards], ids=lambda shape: shape.name)
@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_cards_say_all_that_the_usual_page_of_a_form_says(one: Any, count: int) -> None:
    beside = ("title", "lead", "form", "months")  # an axis has the names of months
    given = {key: value for key, value in yaml.safe_load(one.example).items() if key not in beside}
    own = {
        key: value[:count] if isinstance(value, list) and key not in WHOLE else value for key, value in given.items()
    }
    try:
        content = typed(one.content, own, BRIEF, "slide")
    except Refused:  # two columns are two
        content = typed(one.content, given, BRIEF, "slide")
    here = ctx()
    usual, cards = (in_words(made) for made in (one.place(content, here), one.on_cards(content, here)))
    assert not cards or [text for text in prose_of(content) if text in usual and text not in cards] == []


def test_the_notes_of_linked_names_stand_beside_them_and_their_marks_keep_the_picture() -> None:
    noted = {"nodes": [NODES[0], {**NODES[1], "note": "Oolong 2.0"}], "edges": [{"source": "a", "target": "b"}]}
    assert "Dairy\u2002Oolong 2.0" in said(made("network", noted))
    marked = {**noted, "nodes": [NODES[0], {**NODES[1], "mark": "2 backers"}]}
    assert "2 backers" in said(made("network", marked))


def test_a_list_that_has_a_name_keeps_it() -> None:
    named = {"tables": [{**SHORT["register"]["tables"][0], "title": "Known by name"}]}
    assert "Known by name" in said(made("register", named))


def in_words(made: Placed) -> str:
    """What a page says, its lines in one; nothing where there is none."""
    items = [item for page in made.pages for item in every(page)]
    texts = [p.text for item in items for p in paragraphs_of(item)]
    return " ".join(re.sub(r"\[[^\]]*\]", "", text).replace("\n", " ") for text in texts)


@pytest.mark.parametrize("points", [[], ["It pays for all of it"]], ids=["bands", "cards"])
def test_no_name_on_a_band_or_card_ends_on_a_line_of_one_word(points: list[str]) -> None:
    name = "What the city pays for all of its own water" if points else "What a city pays for its heat"
    panels = [{"title": title, "text": "It breaks even", "items": points} for title in (name, "Own")]
    texts = [item for item in every(made("two-columns", {"panels": panels}).pages[0].items) if isinstance(item, Text)]
    [lines] = [text.paragraphs[0].lines for text in texts if text.text == name]
    assert len(lines) == 2
    assert " " in name[lines[-1].start : lines[-1].end]


@pytest.mark.parametrize("points", [[], ["It saves", "It lasts"]])
def test_two_columns_on_cards_fill_the_placeholders_of_their_layout(points: list[str]) -> None:
    panels = [{"title": "Was", "text": "It breaks even", "items": points}, {"title": "Why", "text": "Losses grew"}]
    texts = [item for item in every(made("two-columns", {"panels": panels}).pages[0].items) if isinstance(item, Text)]
    filled = {"heading-1", "body-1", "heading-2", "body-2"}
    assert {text.placeholder for text in texts} >= filled
    here = ctx()
    cards = form("two-columns").on_cards(typed(form("two-columns").content, {"panels": panels}, BRIEF, "slide"), here)
    assert {item.placeholder for item in every(cards.pages[0]) if isinstance(item, Text)} == filled
    assert not any(isinstance(item, Group) for item in cards.pages[0])  # none can hold a placeholder


def test_what_is_compared_stands_level_on_all_cards() -> None:
    scene = made(
        "limitations", {"rows": [TWO[0], {**TWO[1], "cause": "Nine fewer pupils will start in September, as it seems"}]}
    )
    tops = []
    for card in ("card-1-text", "card-2-text"):
        text, y = slot(scene, card), slot(scene, card).rect.y
        at = {}
        for paragraph in text.paragraphs:
            at[paragraph.text] = y + paragraph.before
            y += paragraph.height
        tops.append([at["Cause"], at["Effect"]])
    assert tops[0] == pytest.approx(tops[1])


def test_a_value_that_is_not_known_leaves_its_place_empty() -> None:
    scene = made("player-matrix", SHORT["player-matrix"])
    assert "Bet" in slot(scene, "card-1-text").text
    assert "Bet" not in slot(scene, "card-2-text").text


def test_what_all_names_are_is_said_once_over_the_cards() -> None:
    scene = made("player-matrix", SHORT["player-matrix"])
    assert slot(scene, "cards-head").text == "Firm"
    assert said(scene).count("Firm") == 1
    assert slot(scene, "cards-head").rect.bottom < slot(scene, "card-1-ground").rect.y


def test_a_head_over_nothing_keeps_its_table() -> None:
    rows = {"columns": ["Firm", "Bet"], "rows": [["North", ""], ["South", ""]]}
    assert "Bet" in said(made("player-matrix", rows))


def test_a_limit_of_which_only_the_name_and_the_weight_are_known_keeps_its_table() -> None:
    assert slot(made("limitations", {"rows": [{"title": "Roof", "severity": "low"}]}), "table")


def test_how_severe_a_limit_is_stands_on_a_chip_of_its_card() -> None:
    scene = made("limitations", {"rows": TWO})
    assert [slot(scene, f"chip-{n}-text").text for n in (1, 2)] == ["High", "Low"]
    for n in (1, 2):
        chip, card = slot(scene, f"chip-{n}-ground"), slot(scene, f"card-{n}-ground")
        assert chip.fill != card.fill
        assert card.rect.inset(-1, -1, -1, -1).overlaps(chip.rect)


def test_entries_of_many_words_stay_in_their_table() -> None:
    long = dict.fromkeys(("cause", "effect"), "Many words that say at length what holds it back " * 2)
    assert slot(made("limitations", {"rows": [{"title": "Roof", **long}, {"title": "Pupils", **long}]}), "table")


def test_bands_say_once_what_all_their_names_and_texts_are() -> None:
    rows = [["dB", "Decibel"], ["slot", "A time to land"]]
    words_ = said(made("register", {"tables": [{"columns": ["Term", "Meaning"], "rows": rows}]}))
    assert (words_.count("Term"), words_.count("Meaning")) == (1, 1)
    assert all(word in words_ for row in rows for word in row)
