"""Large numbers of a leave-behind: each stands once, beside the text, beside a chart or within one."""

from pathlib import Path

import pytest

from briefwright.forms.kit.plot import Charted
from briefwright.forms.table import parts_of
from briefwright.handout.blocks import Exhibit, Margin
from briefwright.handout.large_numbers import large_numbers
from briefwright.handout.leave_behind import blocks_of, set_pages
from briefwright.story.model import Story
from tests.handout.decks import without_deck
from tests.handout.test_articles import BRIEFS, told

AUDIENCES = ("executive", "investor", "technical", "policy", "full")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
@pytest.mark.exhaustive(8)
def test_no_number_stands_beside_the_text_and_beside_a_chart(path: Path, audience: str) -> None:
    story = told(path, audience, "")
    blocks = blocks_of(story, None)
    large = large_numbers(blocks, story)
    beside_text = {fact for numbers in large.of.values() for one in numbers for fact in one.number.facts}
    exhibits = [large.slides[block.name] for block in blocks if isinstance(block, Exhibit)]
    charts = [part.content for slide in exhibits for part in parts_of(slide) if isinstance(part.content, Charted)]
    assert beside_text.isdisjoint(fact for chart in charts for fact in chart.number.facts)


def test_the_number_of_a_party_that_a_chart_shows_stands_in_the_chart_alone() -> None:
    story = brief("supplier-audit", "investor")
    blocks = blocks_of(story, None)
    large = large_numbers(blocks, story)
    profiles = [block for block in blocks if isinstance(block, Margin) and block.name.startswith("profile")]
    assert len(profiles) == 3
    assert [large.of[block] for block in profiles] == [(), (), ()]


def test_what_limits_a_number_and_its_source_leave_its_chart_with_it() -> None:
    story = brief("product-launch", "executive")
    blocks = blocks_of(story, None)
    chart = next(block.name for block in blocks if isinstance(block, Exhibit) and "chart" in block.name)
    before = next(slide for slide in story.slides if slide.id == chart)
    after = large_numbers(blocks, story).slides[chart]
    assert (before.content.caveat.prose, before.sources) == ("無料で配った場合の回答", (1, 2))  # type: ignore[attr-defined]
    assert (after.content.caveat.prose, after.sources) == ("", (2,))  # type: ignore[attr-defined]


def test_a_key_figure_stands_beside_the_text_though_a_chart_shows_it() -> None:
    story = brief("supplier-audit", "executive")
    large = large_numbers(blocks_of(story, None), story)
    assert "36小时" in {one.number.prose for numbers in large.of.values() for one in numbers}


def test_a_chart_with_no_room_beside_what_it_says_is_drawn_over_it(tmp_path: Path) -> None:
    grid = next(path for path in BRIEFS if path.stem == "grid")
    text = grid.read_text(encoding="utf-8").replace(
        "label: New conductors on old", "label: Larger and stronger new conductors of steel on the many old"
    )
    (tmp_path / "grid.yaml").write_text(text, encoding="utf-8")
    document = set_pages(without_deck(told(tmp_path / "grid.yaml", "executive", "")))
    assert [scene.pages[0].id for scene in document.insets if "bridge" in scene.pages[0].id]
    texts = [item for sheet in document.scene.pages for item in sheet.items]
    assert any("Half of the new capacity hangs on one line" in getattr(item, "text", "") for item in texts)


def brief(name: str, audience: str) -> Story:
    return told(next(path for path in BRIEFS if path.stem == name), audience, "")
