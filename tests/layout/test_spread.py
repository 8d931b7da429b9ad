"""A page whose foot would be empty is filled: set larger and spread over its height; a full one stays as it was."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefwright.audit.page import audit
from briefwright.brief.read import read
from briefwright.core.diagnostics import Refused
from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.forms.kit.content import typed
from briefwright.forms.table import form, forms
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.scene.marks import depth
from briefwright.scene.model import Scene, Text
from briefwright.scene.walk import every, paragraphs_of
from briefwright.text.hyphenate import SOFT_HYPHEN as HYPHEN
from tests.forms.contexts import BRIEF, placed, say, slot, typesetter

TITLED = ("title", "lead", "form", "section")
WHOLE = (
    "columns",
    "periods",
    "months",
    "stages",
    "nodes",
    "edges",
    "lanes",
    "panels",
    "branches",
)  # lists that hold no entries
FRAMED = [f for f in forms() if f.heads and f.purpose.framed and f.name not in ("picture", "message", "sources")]
POINTS = ["Who pays for it", "When it ends", "What it replaces", "Where it is kept", "Why it was chosen"]


def short(form: Any) -> Any:
    """The example of a form with one entry in each of its lists, where one may do, and no so-what."""
    own = {key: value for key, value in yaml.safe_load(form.example).items() if key not in (*TITLED, "so_what")}
    cut = {key: value[:1] if isinstance(value, list) and key not in WHOLE else value for key, value in own.items()}
    try:
        return typed(form.content, cut, BRIEF, "slide")
    except Refused:
        return typed(form.content, own, BRIEF, "slide")


def found(scene: Scene) -> list[str]:
    """The findings on the places of a page, but that a chart fills it."""
    return [str(one) for one in audit(scene, typesetter().theme) if "over 90%" not in str(one)]


def sizes(scene: Scene) -> set[float]:
    body = (item for item in every(scene.pages[0].items) if item.name.rpartition("/")[2] != "title")
    return {run.style.size for item in body for paragraph in paragraphs_of(item) for run in paragraph.runs}


@pytest.mark.parametrize("form", FRAMED, ids=lambda form: form.name)
def test_one_entry_fills_a_page_in_every_form_that_has_one(form: Any) -> None:
    scene, problems = placed(form.name, short(form))
    assert (problems, found(scene)) == ((), [])


def test_bare_sentences_stand_one_above_the_other_over_the_width() -> None:
    scene, _ = placed("bullets", Bullets((BulletPoint(text=say("Who pays")), BulletPoint(text=say("When it ends")))))
    one, two = slot(scene, "card-1").rect, slot(scene, "card-2").rect
    assert (one.x, one.w) == (two.x, two.w)
    assert one.bottom < two.y


@pytest.mark.parametrize("count", range(1, 6))
@pytest.mark.parametrize("label", ["", "Label"])
def test_a_short_list_fills_a_page_at_any_length(count: int, label: str) -> None:
    items = [{"label": label, "text": text} for text in POINTS[:count]]
    scene, problems = placed("bullets", typed_bullets(items))
    assert (problems, found(scene)) == ((), [])


def typed_bullets(items: list[Any]) -> Any:
    return typed(next(form.content for form in forms() if form.name == "bullets"), {"items": items}, BRIEF, "slide")


@pytest.mark.parametrize("form", FRAMED, ids=lambda form: form.name)
def test_little_comes_down_to_the_foot_of_its_page_on_no_panel(form: Any) -> None:
    scene, _ = placed(form.name, short(form))
    body = typesetter().theme.frame.rect("body")
    assert depth(scene.pages[0].items, body) >= 0.7
    assert not [item for item in every(scene.pages[0].items) if item.name.endswith("spread")]


def test_the_strip_of_a_page_does_not_hide_that_its_foot_is_empty() -> None:
    rows = [{"title": f"Limit {n}", "cause": "Slow", "effect": "Late"} for n in range(2)]
    form = next(form for form in forms() if form.name == "limitations")
    scene, _ = placed("limitations", typed(form.content, {"rows": rows, "so_what": "Wait."}, BRIEF, "slide"))
    card, strip = slot(scene, "card-1-ground").rect, slot(scene, "so-what").items[0].rect
    assert strip.y - 24 < card.bottom < strip.y


def test_larger_type_stays_smaller_than_the_title() -> None:
    scene, _ = placed("bullets", typed_bullets(POINTS[:2]))
    title = slot(scene, "title").paragraphs[0].runs[0].style.size
    assert 16 < max(sizes(scene)) < title


def test_no_two_sizes_of_a_page_that_is_set_larger_are_a_point_apart() -> None:
    judged = [{"text": say(text), "support": say("It is so"), "confidence": "high"} for text in ("One", "Two")]
    content = typed(form("bottom-line").content, {"points": judged, "so_what": say("Act")}, BRIEF, "slide")
    found = sorted(sizes(placed("bottom-line", content)[0]))
    assert max(found) > typesetter().theme.style("lead").size
    assert all(larger - size > 1 for size, larger in pairwise(found))


def test_cards_come_down_to_the_foot_of_the_page_as_tables_do() -> None:
    for points in (POINTS[:2], [{"label": say("One"), "text": "Short"}, {"label": say("Two"), "text": "Short"}]):
        scene, _ = placed("bullets", typed_bullets(points))
        assert slot(scene, "card-2").rect.bottom == typesetter().theme.frame.rect("body").bottom


def test_few_points_are_cards_of_one_height_side_by_side() -> None:
    scene, _ = placed("bullets", typed_bullets([{"label": say("One"), "text": "Short"}, {"text": "Word " * 30}]))
    one, other = slot(scene, "card-1").rect, slot(scene, "card-2").rect
    assert (one.y, one.h) == (other.y, other.h)
    assert isinstance(slot(scene, "text-2"), Text)


def test_what_fills_its_page_is_set_as_ever() -> None:
    scene, _ = placed(
        "bullets", typed_bullets(["A point of so many words that it takes three lines of the page " * 3] * 5)
    )
    assert max(sizes(scene)) <= 16


def test_no_type_is_set_so_large_that_it_breaks_a_word_that_fits(tmp_path: Path) -> None:
    signal = (
        "signal: Grundwasserneubildungsrate, position: Unverändert, trigger: Entnahmebeschränkungen, "
        "action: Wasserbilanzfortschreibung, owner: Umweltministerium, by: 2026-09"
    )
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\nlanguage: de\ntitle: Wasser\nas_of: 2026\nbottom_line: {headline: Wasser ist knapp}\n"
        f"watch: [{{{signal}}}]\n",
        encoding="utf-8",
    )
    [edition], _ = place_editions(read(path), Order(path, ("executive",)))
    page = next(page for page in edition.scene.pages if page.id == "watch")
    said = [run.text for item in page.items for paragraph in paragraphs_of(item) for run in paragraph.runs]
    assert "Wasserbilanzfortschreibung" in said
    assert not any(HYPHEN in text for text in said)


def test_what_has_no_name_begins_at_the_left_of_its_band() -> None:
    points = Bullets(tuple(BulletPoint(text=say(text)) for text in ("Who pays", "When it ends")))
    scene, _ = placed("bullets", points)
    ground, text = slot(scene, "card-1").rect, slot(scene, "text-1").rect
    assert text.x - ground.x < 30


def test_a_lone_option_takes_the_width_of_its_page() -> None:
    only = {"title": "Quarry", "text": "Half ashore", "gain": "No licence", "cost": "Half waits", "recommended": True}
    form = next(form for form in forms() if form.name == "options")
    scene, problems = placed("options", typed(form.content, {"options": [only]}, BRIEF, "slide"))
    body = typesetter().theme.frame.rect("body")
    cards = [slot(scene, f"card-{n}").rect for n in (1, 2, 3)]
    assert (problems, found(scene)) == ((), [])
    assert min(card.x for card in cards) == body.x
    assert max(card.right for card in cards) == pytest.approx(body.right, abs=1)


def test_an_agenda_lists_no_sources_since_it_marks_none(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\ntitle: Water\nas_of: 2026\nsources: {s: {title: T, paragraphs: 9}}\n"
        "bottom_line: {headline: Water is short}\nfigures: {w: {value: 3, unit: m, as_of: 2026, cite: 's:1'}}\n"
        "judgements: [{text: 'Wells fall by {{ figures.w }} m', support: Measured.}]\n"
        "limitations: [{title: Wells, cause: Old, effect: '{{ figures.w }} m less', severity: high}]\n",
        encoding="utf-8",
    )
    [edition], _ = place_editions(read(path), Order(path, ("full",)))
    page = next(page for page in edition.scene.pages if page.id == "agenda")
    assert not [item.name for item in page.items if item.name.endswith("source")]
    limits = next(page for page in edition.scene.pages if page.id == "limitations")
    assert [item.name for item in limits.items if item.name.endswith("source")]


def test_words_stand_well_clear_of_numbers_before_them() -> None:
    rows = [["Old quarry", "1.9", "until 2029"], ["Sea ground", "6.0", "lapsed"]]
    form = next(form for form in forms() if form.name == "table")
    table = {"columns": ["Site", "Takes", "Licence"], "rows": rows}
    scene, _ = placed("table", typed(form.content, table, BRIEF, "slide"))
    cells = slot(scene, "table").rows[1].cells
    assert cells[1].pad[2] + cells[2].pad[0] >= 30


def test_a_table_that_leaves_half_of_its_page_free_is_set_larger_even_if_it_comes_down_to_the_foot() -> None:
    rows = [{"title": f"Limit {n}", "cause": "Slow", "effect": "Late", "severity": "high"} for n in range(3)]
    form = next(form for form in forms() if form.name == "limitations")
    scene, problems = placed("limitations", typed(form.content, {"rows": rows}, BRIEF, "slide"))
    assert problems == ()
    cell = slot(scene, "table").rows[1].cells[1]
    assert cell.paragraphs[0].runs[0].style.size > typesetter().theme.style("body").size
