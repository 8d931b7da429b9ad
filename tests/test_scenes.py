"""What is placed where stays as it was: goldens under tests/scenes, written anew by ``pytest --update-scenes``.

The scene of a small brief is kept whole under the theme ``paper``, and its shorter edition under ``client``, whose
geometry is another. Of the sample brief the pages with their forms and titles are kept.
"""

from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.forms.table import forms
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.scene.model import Scene
from tests.scene_dump import dump

TESTS = Path(__file__).resolve().parent
TEA = TESTS / "briefs" / "tea.yaml"
SAMPLE = TESTS.parent / "briefs" / "china-llm.yaml"
AUDIENCES = ("full", "executive")
MAX_BYTES = 200_000  # of all goldens: they are read by people


def scene(brief: Path, audience: str, theme: str) -> Scene:
    [edition], _ = place_editions(read(brief), Order(brief, (audience,), theme))
    return edition.scene


def storyline(told: Scene) -> str:
    """A line a page: its number, its form, its section, its title."""
    rows = []
    for number, page in enumerate(told.pages, start=1):
        section = "appendix" if page.appendix else page.section or ""
        rows.append(f"{number:>2}  {page.form:<14} {section:<14} {page.title}".rstrip())
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_scene_of_a_small_brief_is_as_it_was(hold, audience: str) -> None:
    hold(f"tea-{audience}-paper.txt", dump(scene(TEA, audience, "paper")))


def test_the_scene_of_the_client_theme_is_as_it_was(hold) -> None:
    hold("tea-executive-client.txt", dump(scene(TEA, "executive", "client")))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_pages_of_the_sample_brief_tell_the_story_that_they_told(hold, audience: str) -> None:
    hold(f"china-llm-{audience}.txt", storyline(scene(SAMPLE, audience, "paper")))


def test_the_goldens_are_small_enough_to_read() -> None:
    decks = [path for path in (TESTS / "scenes").iterdir() if path.is_file()]
    examples = list((TESTS / "scenes" / "forms").iterdir())
    assert len(decks) == 2 * len(AUDIENCES) + 1
    assert {path.name.split(".")[0] for path in examples} == {form.name for form in forms()}
    assert sum(path.stat().st_size for path in decks) < MAX_BYTES
    assert max(path.stat().st_size for path in examples) < MAX_BYTES / 8
