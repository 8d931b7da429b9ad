"""A deck says the language, the direction and the faces of text that is not Latin."""

import re

import pytest

from briefwright.core.geometry import Rect
from briefwright.scene.model import Layout, Page, Properties, Scene, Text
from briefwright.text.fit import Typesetter
from briefwright.write.pptx import write
from briefwright.write.pptx.part_context import regional
from tests import judges
from tests.scripts import CJK, LANGUAGES, RTL, TEXTS, as_read
from tests.write.pptx.opened import Opened, find, values
from tests.write.sample_scene import PAPER, theme

LOOK = theme(PAPER)


def deck(text: str, language: str) -> Opened:
    return Opened(written(text, language))


def written(text: str, language: str) -> bytes:
    type_ = Typesetter(LOOK, language=language)
    box = Text("bw:a/b", Rect(48, 48, 300, 300), (type_.set(text, "body", 300, bullet=True, indent=14),))
    properties = Properties("T", language=language)
    scene = Scene(960, 540, (Layout("l"),), (Page("a", "l", "T", (box,), notes=text),), properties)
    return write(as_read(scene), LOOK)


def languages(opened: Opened) -> list[tuple[str, str | None, str]]:
    runs = find(opened.slide(1), "//a:r")
    return [(run[0].get("lang"), run[0].get("altLang"), str(run[1].text)) for run in runs]


@CJK
def test_each_run_says_its_language_and_the_other_one() -> None:
    assert languages(deck("在GPT", "zh")) == [("zh-CN", "en-US", "在"), ("en-US", "zh-CN", "GPT")]
    assert languages(deck("Kimi 月", "en")) == [("en-GB", None, "Kimi "), ("zh-CN", "en-GB", "月")]


@RTL
def test_text_from_the_right_says_so_and_stands_right() -> None:
    opened = deck("שלום GPT", "he")
    [paragraph] = find(opened.slide(1), "//a:pPr")
    assert (paragraph.get("rtl"), paragraph.get("algn"), paragraph.get("indent")) == ("1", None, "-177800")
    assert set(values(opened.tree("ppt/presentation.xml"), "//p:defaultTextStyle/*/@algn")) == {"r"}
    assert languages(opened) == [("he-IL", None, "שלום "), ("en-US", None, "GPT")]


@RTL
@pytest.mark.parametrize(
    ("text", "language", "way"),
    [("שלום GPT", "he", []), ("GPT 4.", "he", [("r", "0")]), ("שלום GPT", "en", [("r", "1")]), ("GPT 4.", "en", [])],
)
def test_notes_say_which_way_they_run_where_it_is_not_the_way_of_their_deck(text, language: str, way) -> None:
    opened = deck(text, language)
    notes = opened.tree("ppt/notesSlides/notesSlide1.xml")
    said = list(zip(values(notes, "//a:p/a:pPr/@algn"), values(notes, "//a:p/a:pPr/@rtl"), strict=True))
    assert said == way
    master = opened.tree("ppt/notesMasters/notesMaster1.xml")
    assert set(values(master, "//p:notesStyle/*/@rtl")) == {str(int(language == "he"))}


@RTL
def test_a_bullet_in_latin_letters_keeps_its_full_stop_among_others_from_the_right() -> None:
    opened = deck("GPT 4.", "he")
    [paragraph] = find(opened.slide(1), "//a:pPr")
    assert paragraph.get("rtl") == "1"
    assert "".join(values(opened.slide(1), "//a:t/text()")) == "\u202aGPT 4.\u202c"


@CJK
@pytest.mark.parametrize(("language", "face"), [("zh", "Microsoft YaHei"), ("ja", "Yu Gothic"), ("en", "")])
def test_the_east_asian_face_of_the_theme_is_that_of_its_language(language: str, face: str) -> None:
    scheme = deck("Text", language).tree("ppt/theme/theme1.xml")
    assert values(scheme, "//a:minorFont/a:ea/@typeface | //a:majorFont/a:ea/@typeface") == [face, face]
    assert {"Hans", "Jpan", "Hang", "Arab", "Hebr"} <= set(values(scheme, "//a:minorFont/a:font/@script"))


@CJK
def test_a_run_in_another_script_than_the_deck_names_its_face() -> None:
    opened = deck("Kimi 月", "en")
    assert values(opened.slide(1), "//a:r/a:rPr/a:ea/@typeface") == ["Microsoft YaHei"]
    assert values(deck("月", "zh").slide(1), "//a:r/a:rPr/a:ea/@typeface") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outside_judge_is_content(language: str, tmp_path) -> None:
    (tmp_path / "deck.pptx").write_bytes(written(TEXTS[language], language))
    assert judges.openxml_audit(tmp_path / "deck.pptx") == []


@pytest.mark.parametrize(
    "language",
    [
        "ar",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "fa",
        "fi",
        "fr",
        "he",
        "hu",
        "it",
        "ja",
        "ko",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sv",
        "tr",
        "uk",
        "ur",
        "zh",
        "zh-Hans",
        "zh-Hant",
    ],
)
def test_a_language_is_said_with_a_region_since_offices_find_proofing_tools_only_so(language: str) -> None:
    assert re.fullmatch(rf"{language[:2]}-[A-Z]{{2}}", regional(language))
