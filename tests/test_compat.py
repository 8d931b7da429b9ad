"""What was written for version 0.1 builds as before: a brief, an audience, an outline, a theme, and a built folder.

``tests/compat`` holds one of each; ``built`` is what 0.1 made of them.
"""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pptx import Presentation

from tests.editions import said_in

pytestmark = pytest.mark.slow

COMPAT = Path(__file__).resolve().parent / "compat"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder of 0.1, with the deck where 0.1 left it."""
    shutil.copytree(COMPAT, tmp_path / "old")
    (tmp_path / "old" / "output" / "tea").mkdir(parents=True)
    (tmp_path / "old" / "built").rename(tmp_path / "old" / "output" / "tea" / "board")
    monkeypatch.chdir(tmp_path / "old")
    return tmp_path / "old"


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u00ad", "").split())


def texts_of_its_author(brief: Path) -> list[str]:
    """The texts of a brief that no template fills: what the product itself writes may be worded anew."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, str) and len(value) > 12 and not set(value) & set("{[*"):
            found.append(plain(value))

    walk(yaml.safe_load(brief.read_text(encoding="utf-8")))
    return found


def test_a_brief_audience_outline_and_theme_give_the_deck_that_they_gave(folder: Path, briefwright: Callable) -> None:
    deck = folder / "output" / "tea" / "board" / "deck.pptx"
    before, pages = said_in(deck), len(Presentation(str(deck)).slides)
    done = briefwright("build", "tea.yaml", "-a", "board")
    assert done.code == 0, done.err
    kept = [text for text in texts_of_its_author(folder / "tea.yaml") if text in plain(before)]
    assert len(kept) > 20
    assert [text for text in kept if text not in plain(said_in(deck))] == []
    assert len(Presentation(str(deck)).slides) <= pages  # thin ones share a page, and none of their texts is lost
    for name in ("slides.pdf", "leave-behind.pdf", "one-pager.pdf", "slides-3up.pdf", "script.pdf"):
        assert deck.with_name(name).is_file()


def test_the_manifest_still_guards_a_deck_that_was_edited(folder: Path, briefwright: Callable) -> None:
    path = folder / "output" / "tea" / "board" / "deck.pptx"
    deck, edited = Presentation(str(path)), io.BytesIO()
    deck.slides[1].shapes.title.text_frame.text = "In my own words"
    deck.save(edited)
    path.write_bytes(edited.getvalue())
    done = briefwright("build", "tea.yaml", "-a", "board")
    assert done.code == 1
    assert "BW711" in done.err
    assert "slide 2 " in done.err
    assert path.read_bytes() == edited.getvalue()


def test_a_manifest_names_every_slide_and_shape_of_its_deck() -> None:
    """The fixture is one: what 0.1 wrote there is what its deck holds."""
    told = json.loads((COMPAT / "built" / ".build.json").read_bytes())
    slides = Presentation(str(COMPAT / "built" / "deck.pptx")).slides
    assert len(told["slides"]) == len(slides)
    assert {name.split("/")[0] for page in told["slides"].values() for name in page["shapes"]} == {
        f"bw:{page}" for page in told["slides"]
    }
