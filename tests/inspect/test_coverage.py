"""The matrix says of every fact where each audience meets it, or why it does not."""

from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.inspect.coverage import NO_PLACE, Coverage, Seen
from briefwright.inspect.explain import cover
from briefwright.inspect.terminal import matrix
from briefwright.pipeline.editions import Order
from tests.story.briefs import BRIEF


def covered(folder: Path, text: str = BRIEF, *audiences: str) -> Coverage:
    (folder / "tea.yaml").write_text(text, encoding="utf-8")
    return cover(Order(folder / "tea.yaml", audiences or ("full", "executive")))[0]


def seen(told: Coverage, fact: str, audience: str) -> Seen:
    [row] = [row for row in told.rows if row.fact == fact]
    return row.seen[told.names.index(audience)]


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Coverage:
    return covered(tmp_path_factory.mktemp("tea"))


def test_every_fact_of_the_brief_has_a_row_in_its_order(tea: Coverage, tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").write_text(BRIEF, encoding="utf-8")
    assert [row.fact for row in tea.rows] == [fact.id for fact in read(tmp_path / "tea.yaml").facts]


def test_a_fact_on_a_slide_has_its_pages(tea: Coverage) -> None:
    place = seen(tea, "judgements.grow", "full")
    assert place.where == "slide"
    assert place.pages == tuple(sorted(place.pages))
    assert place.pages


def test_a_fact_on_slides_of_the_appendix_alone_is_told_so(tea: Coverage) -> None:
    assert seen(tea, "links.1", "full").where == "slide"
    assert seen(tea, "links.1", "executive").where == "appendix"


def test_what_an_audience_does_not_see_has_its_reason(tea: Coverage) -> None:
    left = seen(tea, "limitations.rain", "executive")
    assert (left.where, left.why, left.pages) == ("left out", "kept for full", ())
    assert left.origin
    assert left.origin.file.endswith("tea.yaml")


def test_a_fact_that_no_slide_has_a_place_for_says_that(tmp_path: Path) -> None:
    text = BRIEF + "slides: []\naudiences: {full: {outline: short}}\n"
    (tmp_path / "templates" / "outlines").mkdir(parents=True)
    outline = "extends: briefing\nremove: [stakes]\n"
    (tmp_path / "templates" / "outlines" / "short.yaml").write_text(outline, encoding="utf-8")
    assert seen(covered(tmp_path, text, "full"), "stakes.1", "full") == Seen("left out", (), NO_PLACE)


def test_a_fact_in_the_notes_alone_is_told_so(tmp_path: Path) -> None:
    text = BRIEF + 'storyline:\n  slides:\n    stakes: {notes: ["{{ unknowns[0] }}"]}\n'
    (tmp_path / "templates" / "outlines").mkdir(parents=True)
    outline = "extends: briefing\nremove: [unknowns]\n"
    (tmp_path / "templates" / "outlines" / "briefer.yaml").write_text(outline, encoding="utf-8")
    told = covered(tmp_path, text + "audiences: {full: {outline: briefer}}\n", "full")
    assert seen(told, "unknowns.1", "full").where == "notes"


def test_a_model_on_a_slide_shows_its_player(tea: Coverage) -> None:
    assert set(seen(tea, "players.leaf.models.1", "full").pages) <= set(seen(tea, "players.leaf", "full").pages)


def test_the_text_has_a_line_a_fact_a_column_an_audience_and_every_reason_once(tea: Coverage) -> None:
    lines = matrix(tea).splitlines()
    assert lines[0].split() == ["full", "executive"]
    [rain] = [line for line in lines if line.strip().startswith("rain")]
    assert rain.split()[-1].startswith("–")
    reason = rain.split()[-1].removeprefix("–")
    assert [line for line in lines if line.strip() == f"{reason}  kept for full"]
    totals = {line.split()[0]: line.split()[-2:] for line in lines if line.startswith(("shown ", "appendix "))}
    assert sum(int(count[0]) for count in totals.values()) <= len(tea.rows)


def test_on_a_narrow_terminal_the_audiences_stand_in_blocks(tea: Coverage) -> None:
    lines = matrix(tea, 30).splitlines()
    assert [line.strip() for line in lines if line.strip() in ("full", "executive")] == ["full", "executive"]
