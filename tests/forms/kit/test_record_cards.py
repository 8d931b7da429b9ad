"""Entries of few words stand on cards, or in bands where they have one thing to say; longer ones stay as they are."""

from typing import Any

import pytest

from briefwright.forms.kit.content import typed
from briefwright.forms.table import form
from briefwright.scene.marks import THIN, fill
from briefwright.scene.model import Scene, Table, Text
from briefwright.scene.walk import every
from tests.forms.contexts import BRIEF, placed, slot, typesetter

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
