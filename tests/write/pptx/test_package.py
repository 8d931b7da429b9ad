"""The file: the same bytes each time, dated by the document, with sections, notes and properties."""

import io
import time
import zipfile

import pytest
from msgspec.structs import replace
from pptx import Presentation

from briefwright.write.pptx import write
from tests.steps import calls
from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import sample, theme


def test_the_same_scene_gives_the_same_bytes() -> None:
    assert write(sample(), theme()) == write(sample(), theme())


def test_another_word_gives_other_bytes() -> None:
    scene = sample()
    changed = replace(scene, properties=replace(scene.properties, title="Another"))
    assert write(changed, theme()) != write(scene, theme())


def test_python_pptx_s_own_saving_would_not_be_the_same_bytes(
    decks: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the same package through ``Presentation.save`` carries the clock."""
    saved = []
    for at in (1_600_000_000.0, 1_700_000_000.0):
        monkeypatch.setattr(time, "time", lambda now=at: now)
        out = io.BytesIO()
        Presentation(io.BytesIO(decks["paper"])).save(out)
        saved.append(out.getvalue())
    assert saved[0] != saved[1]


def test_no_entry_carries_the_clock_or_the_system(decks: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(decks["paper"])) as archive:
        assert {(info.date_time, info.create_system) for info in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_the_properties_are_the_document_s_own(decks: dict[str, bytes]) -> None:
    core = Presentation(io.BytesIO(decks["paper"])).core_properties
    assert core.title.startswith("China’s large language models")
    assert (core.author, core.last_modified_by, core.language) == ("A. Writer", "A. Writer", "en")
    assert (core.keywords, core.content_status, core.category) == ("AI, China", "draft", "Client confidential")
    assert str(core.created) == str(core.modified) == "2024-04-03 00:00:00"


@pytest.mark.parametrize(("date", "day"), [("2024", "2024-01-01"), ("2024-04", "2024-04-01")])
def test_a_month_or_a_year_counts_from_its_first_day(date: str, day: str) -> None:
    scene = sample()
    deck = Opened(write(replace(scene, properties=replace(scene.properties, date=date)), theme()))
    assert f"{day}T00:00:00Z".encode() in deck.parts["docProps/core.xml"]


def test_the_house_and_the_marking_are_in_the_file_s_properties(opened: Opened) -> None:
    assert b"Briefing House &lt;Ltd&gt;" in opened.parts["docProps/app.xml"]
    assert b"Client confidential" in opened.parts["docProps/custom.xml"]


def test_sections_hold_every_slide_once(opened: Opened) -> None:
    tree = opened.tree("ppt/presentation.xml")
    assert values(tree, "//p14:section/@name") == ["Opening", "Bottom line", "Players"]
    assert values(tree, "//p14:section//p14:sldId/@id") == values(tree, "//p:sldIdLst/p:sldId/@id")
    ids = values(tree, "//p14:section/@id")
    assert len(set(ids)) == 3


def test_pages_before_the_first_section_get_one_of_the_deck_s_title() -> None:
    deck = Opened(write(replace(sample(), sections=(("Late", 2),)), theme()))
    tree = deck.tree("ppt/presentation.xml")
    assert [len(find(section, ".//p14:sldId")) for section in find(tree, "//p14:section")] == [2, 4]


def test_notes_are_on_the_pages_that_have_them_under_one_notes_master(decks: dict[str, bytes]) -> None:
    slides = Presentation(io.BytesIO(decks["paper"])).slides
    assert [slide.has_notes_slide for slide in slides] == [True, False, False, False, True, False]
    assert slides[0].notes_slide.notes_text_frame.text == "Welcome.\nGo."
    assert len(Opened(decks["paper"]).names("ppt/notesMasters/notesMaster")) == 1


def test_a_deck_without_notes_has_no_notes_master() -> None:
    scene = sample()
    deck = Opened(write(replace(scene, pages=tuple(replace(page, notes="") for page in scene.pages)), theme()))
    assert not deck.names("ppt/notes")


def test_the_language_of_text_has_its_region() -> None:
    scene = sample()
    deck = Opened(write(replace(scene, properties=replace(scene.properties, language="de")), theme()))
    assert set(values(deck.slide(2), "//a:rPr/@lang")) == {"de-DE"}


def test_the_cost_of_a_slide_does_not_grow_with_the_deck() -> None:
    scene, look = sample(), theme()

    def calls_a_slide(count: int) -> float:
        pages = tuple(replace(scene.pages[5], id=f"page-{n}") for n in range(count))
        long = replace(scene, pages=pages, sections=())
        return calls(lambda: write(long, look)) / count

    calls_a_slide(50)
    assert calls_a_slide(500) < 1.2 * calls_a_slide(100)
