"""Chinese, Japanese, Arabic and Hebrew in the PDF: every glyph is there, and what is copied out is what was written."""

import re
import unicodedata
from pathlib import Path

import pikepdf
import pytest

from briefwright.core.geometry import Rect
from briefwright.scene.model import Layout, Page, Properties, Role, Scene, Text
from briefwright.text.fit import Typesetter
from briefwright.write.pdf import write
from briefwright.write.pdf.fonts import EmbeddedFont, Shaper
from tests import judges
from tests.scripts import LANGUAGES, RTL, TEXTS, as_read
from tests.write.pdf.conftest import structure
from tests.write.sample_scene import PAPER, theme

LOOK = theme(PAPER)
# pdftotext marks direction with characters of its own
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def scene(text: str, language: str) -> Scene:
    """A page with a title, a paragraph and a bullet of that text."""
    type_ = Typesetter(LOOK, language=language)
    assert not type_.findings
    title = Text("title", Rect(48, 48, 790, 60), (type_.set(text, "h1", 790),), Role.TITLE)
    both = (type_.set(text, "body", 320), type_.set(text, "body", 320, bullet=True, indent=14, before=6))
    items = (title, Text("body", Rect(48, 156, 320, 300), both))
    scene = Scene(960, 540, (Layout("l"),), (Page("a", "l", "T", items),), Properties("T", language=language))
    return as_read(scene)


def extracted(text: str, language: str, folder: Path) -> list[str]:
    """The words and numbers that pdftotext reads from the page. It guesses the direction anew, and so the side of a
    sign that stands between two directions; letters and digits are beyond doubt."""
    (folder / "one.pdf").write_bytes(write(scene(text, language), LOOK))
    done = judges._run([judges._program(["pdftotext"], "apt-get install poppler-utils"), folder / "one.pdf", "-"])
    return words(MARKS.sub("", done.stdout))


def words(text: str) -> list[str]:
    return re.findall(r"(?:\w|[\u0591-\u05c7\u064b-\u0652])+", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_comes_back_as_it_was_written(language: str, tmp_path: Path) -> None:
    found = "".join(extracted(TEXTS[language], language, tmp_path))
    assert found == "".join(words(TEXTS[language])) * 3


@RTL
@pytest.mark.parametrize(
    "text",
    [
        "בְּרֵאשִׁית ברא אלוהים",
        "الشَّرِكاتُ الكبرى لا تستثمر في الذكاء الاصطناعي",
    ],
)
def test_vowel_signs_and_ligatures_come_back_too(text: str, tmp_path: Path) -> None:
    assert extracted(text, "ar", tmp_path) == words(text) * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_glyph_is_the_box_for_a_missing_one(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    shape = Shaper.shape

    def watched(self: Shaper, word: str, rtl: bool = False):
        found = shape(self, word, rtl)
        drawn.extend(glyph.number for glyph in found.glyphs)
        return found

    monkeypatch.setattr(Shaper, "shape", watched)
    write(scene(TEXTS[language], language), LOOK)
    assert drawn
    assert 0 not in drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outside_judges_are_content_and_the_fonts_are_cut(language: str, tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(write(scene(TEXTS[language], language), LOOK))
    assert judges.qpdf_check(path) == []
    assert judges.pdfua(path) == []
    assert judges.page_validation(path) == []
    assert judges.outloud(path) == []
    assert path.stat().st_size < 120_000


@RTL
def test_a_screen_reader_gets_the_parts_of_a_line_in_the_order_of_reading(tmp_path: Path) -> None:
    text = "שלום GPT (א) 38%"
    with pikepdf.open(_saved(write(scene(text, "he"), LOOK), tmp_path)) as pdf:
        title = structure(pdf).all("H1")[0]
        said = [str(node.entries.get("/ActualText", "")) for node in title.kids]
    assert [part for part in said if part] == ["שלום ", " (", "א) "]


def _saved(data: bytes, folder: Path) -> Path:
    (folder / "one.pdf").write_bytes(data)
    return folder / "one.pdf"


@RTL
def test_brackets_are_mirrored_from_the_right() -> None:
    face = LOOK.fonts.body
    from briefwright.text.fonts import font

    embedded = EmbeddedFont("F1", font(face))
    glyphs = [[glyph.number for glyph in embedded._shaper.shape("(", rtl).glyphs] for rtl in (False, True)]
    assert glyphs[1] == [glyph.number for glyph in embedded._shaper.shape(")", False).glyphs] != glyphs[0]
