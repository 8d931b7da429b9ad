"""An edited deck is not overwritten, and what is told names the slides that changed, whichever program saved it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import json
from pptx import Presentation
from pptx.util import Pt

from briefwright.pipeline.edits import UNSEEN, changes
from briefwright.pipeline.manifest import NAME, edited, manifest
from briefwright.write.pptx import write
from tests.editions import Key, staged
from tests.judges import libreoffice_saved

KEYS = (Key("china-llm", "full", "paper"), Key("tea", "executive", "client"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a deck and its manifest, as a build leaves them."""
    folder = tmp_path_factory.mktemp("built")
    edition = staged(KEYS[0])
    deck = write(edition.scene, edition.look)
    (folder / "deck.pptx").write_bytes(deck)
    (folder / NAME).write_bytes(manifest(edition.scene, {"deck.pptx": deck}))
    return folder


def slides_of(folder: Path) -> dict[str, Any]:
    return json.decode((folder / NAME).read_bytes())["slides"]


@pytest.fixture
def told(built: Path) -> Callable[[Callable[[Any], object]], str]:
    """What is told of the deck after python-pptx has edited it."""

    def after(edit: Callable[[Any], object]) -> str:
        deck = Presentation(str(built / "deck.pptx"))
        edit(deck)
        out = io.BytesIO()
        deck.save(out)
        return changes(slides_of(built), out.getvalue())

    return after


def number(page: str) -> int:
    """The number of a page, from 1."""
    return 1 + [p.id for p in staged(KEYS[0]).scene.pages].index(page)


def shape(deck: Any, page: str, slot: str) -> Any:
    return next(s for s in deck.slides[number(page) - 1].shapes if s.name == f"bw:{page}/{slot}")


def drop(deck: Any, at: int) -> None:
    entries = deck.slides._sldIdLst
    deck.part.drop_rel(entries[at].rId)
    entries.remove(entries[at])


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_a_deck_as_it_was_built_reads_as_its_manifest(key: Key) -> None:
    edition = staged(key)
    deck = write(edition.scene, edition.look)
    told = json.decode(manifest(edition.scene, {"deck.pptx": deck}))
    assert changes(told["slides"], deck) == UNSEEN


def test_saving_it_anew_names_no_slide(told) -> None:
    assert told(lambda deck: None) == UNSEEN


def test_a_new_wording_names_its_slide(told) -> None:
    def reword(deck: Any) -> None:
        shape(deck, "players", "title").text_frame.text = "Five players lead"

    assert told(reword) == f"changed: slide {number('players')} (players: text)"


def test_a_moved_shape_names_its_slide_and_a_hair_is_none(told) -> None:
    def move(points: float) -> Callable[[Any], None]:
        def edit(deck: Any) -> None:
            moved = shape(deck, "players", "title")
            moved.left, moved.top, moved.width, moved.height = (
                moved.left + Pt(points), moved.top, moved.width, moved.height,
            )  # fmt: skip

        return edit

    assert told(move(20)) == f"changed: slide {number('players')} (players: place or size)"
    assert told(move(0.5)) == UNSEEN


def test_a_cell_of_a_table_and_a_number_of_a_chart_count_as_text(told) -> None:
    def edit(deck: Any) -> None:
        slide = deck.slides[number("players") - 1]
        table = next(s.table for s in slide.shapes if s.has_table)
        table.cell(1, 1).text_frame.text = "Qwen"
        for part in deck.part.package.iter_parts():
            if "/charts/chart" in part.partname:
                part._element.xpath("//c:val//c:v")[0].text = "41"

    chart = number("chart-claimed-vs-approved")
    found = told(edit)
    assert f"slide {number('players')} (players: text)" in found
    assert f"slide {chart} (chart-claimed-vs-approved: text)" in found


def test_shapes_that_came_or_went_name_their_slides(told) -> None:
    def edit(deck: Any) -> None:
        deck.slides[1].shapes.add_textbox(Pt(9), Pt(9), Pt(9), Pt(9)).text_frame.text = "mine"
        gone = shape(deck, "players", "title")._element
        gone.getparent().remove(gone)

    pages = [page.id for page in staged(KEYS[0]).scene.pages]
    assert told(edit) == (
        f"changed: slide 2 ({pages[1]}: something is new), slide {number('players')} (players: something is gone)"
    )


def test_a_new_slide_is_told_by_its_number_and_one_that_is_gone_by_its_name(told) -> None:
    def edit(deck: Any) -> None:
        deck.slides.add_slide(deck.slide_layouts[0])
        drop(deck, number("players") - 1)

    pages = len(staged(KEYS[0]).scene.pages)
    assert told(edit) == f"new: slide {pages}; gone: players"


def test_another_order_is_told(told) -> None:
    def edit(deck: Any) -> None:
        entries = deck.slides._sldIdLst
        entries.insert(1, entries[-1])

    assert told(edit) == "the slides stand in another order"


def test_of_what_is_no_deck_no_slide_can_be_named(built: Path) -> None:
    for data in (b"", b"PK\x03\x04 no", b"text"):
        assert changes(slides_of(built), data) == ""


def test_the_message_names_file_and_slides_and_what_to_do(built: Path, tmp_path: Path) -> None:
    deck = Presentation(str(built / "deck.pptx"))
    shape(deck, "players", "title").text_frame.text = "Five players lead"
    deck.save(str(tmp_path / "deck.pptx"))
    (tmp_path / NAME).write_bytes((built / NAME).read_bytes())
    [found] = edited(tmp_path, {"deck.pptx": b"new"})
    assert str(found) == (
        f"{tmp_path / 'deck.pptx'}:1:1: error BW711: was edited since it was built, and is not overwritten; "
        f"changed: slide {number('players')} (players: text)\n"
        "    hint: save it elsewhere, or build with --force"
    )


@pytest.mark.slow
def test_a_round_trip_through_libreoffice_names_only_what_was_edited(built: Path, tmp_path: Path) -> None:
    there = libreoffice_saved(built / "deck.pptx", tmp_path / "once")
    assert changes(slides_of(built), there.read_bytes()) == UNSEEN
    deck = Presentation(str(there))
    slide = deck.slides[number("players") - 1]
    title = next(s for s in slide.shapes if s.has_text_frame and s.text_frame.text.startswith("Five players"))
    title.text_frame.text = "Five lead"
    deck.save(str(tmp_path / "deck.pptx"))
    again = libreoffice_saved(tmp_path / "deck.pptx", tmp_path / "twice")
    assert changes(slides_of(built), again.read_bytes()) == f"changed: slide {number('players')} (players: text)"
