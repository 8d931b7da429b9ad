"""Lines of text stand where they were measured, kerned, and where LibreOffice puts the deck's."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from briefwright.core.geometry import Rect
from briefwright.scene.model import Layout, Page, Paragraph, Properties, Run, Scene, Text
from briefwright.text.measure import Metrics, baseline
from briefwright.text.wrap import wrap
from briefwright.write.pdf import write
from tests import judges
from tests.write.sample_scene import PAPER, theme

LOOK = theme(PAPER)
METRICS = Metrics(LOOK.fonts)


def page(paragraphs: Sequence[Paragraph], folder: Path, width: float = 400) -> pypdfium2.PdfDocument:
    """A page with one box of text whose top left corner is at 50, 100."""
    item = Text("box", Rect(50, 100, width, 300), tuple(paragraphs))
    scene = Scene(960, 540, (Layout("plain"),), (Page("one", "plain", "One", (item,)),), Properties("One"))
    (folder / "one.pdf").write_bytes(write(scene, LOOK))
    return pypdfium2.PdfDocument(folder / "one.pdf")


def boxes(pdf: pypdfium2.PdfDocument) -> list[tuple[str, float, float]]:
    """Each character with its left edge and its baseline from the top of the page."""
    text = pdf[0].get_textpage()
    found = []
    for i in range(text.count_chars()):
        left, bottom, _, _ = text.get_charbox(i, loose=False)
        found.append((text.get_text_range(i, 1), left, 540 - bottom))
    return found


def test_a_kerned_line_is_as_wide_as_it_was_measured(tmp_path: Path) -> None:
    style = LOOK.style("h1")
    words = "AVATAR To Wave, Ty. LT AVATAR|"
    paragraph = wrap([Run(words, style)], 600, METRICS, leading=30)
    pdf = page([paragraph], tmp_path, 600)
    found = boxes(pdf)
    bar = next(left for char, left, _ in found if char == "|")
    first = next(left for char, left, _ in boxes(page([wrap([Run("|", style)], 600, METRICS, leading=30)], tmp_path)))
    measured = paragraph.lines[0].width - METRICS.width("|", style)
    assert bar - first == pytest.approx(measured, abs=0.1)
    assert METRICS.width(words, style) < sum(METRICS.width(char, style) for char in words) - 2  # kerning is at work


def test_words_extract_whole_with_spaces_across_lines(tmp_path: Path) -> None:
    words = "AVATAR To Wave: words that run on over several lines are still words when they are copied"
    paragraph = wrap([Run(words, LOOK.style("body"))], 150, METRICS, leading=18)
    assert len(paragraph.lines) > 3
    text = page([paragraph], tmp_path).get_page(0).get_textpage().get_text_range()
    assert text.replace("\r\n", "").replace("  ", " ").split() == words.split()


def test_the_same_glyph_copies_out_as_what_was_written(tmp_path: Path) -> None:
    words = "a\u2011b and a-b, 5\u00b5 and 5\u03bc"  # hyphens, and the micro sign, share their glyphs
    paragraph = wrap([Run(words, LOOK.style("body"))], 400, METRICS, leading=18)
    page([paragraph], tmp_path)
    assert judges.pdf_text(tmp_path / "one.pdf")[0].strip() == words


def test_alignment_and_raised_markers(tmp_path: Path) -> None:
    style = LOOK.style("body")
    lines = [
        wrap([Run("H", style), Run("[", LOOK.style("meta"), raised=True)], 400, METRICS, leading=18),
        wrap([Run("H", style)], 400, METRICS, leading=18, align="right"),
        wrap([Run("H", style)], 400, METRICS, leading=18, align="center"),
    ]
    found = boxes(page(lines, tmp_path))
    left, right, centre = [box for box in found if box[0] == "H"]
    width = METRICS.width("H", style)
    bearing = left[1] - 50
    assert right[1] == pytest.approx(450 - width + bearing, abs=0.05)
    assert centre[1] == pytest.approx(250 - width / 2 + bearing, abs=0.05)
    marker = next(box for box in found if box[0] == "[")
    assert marker[2] < left[2]


@pytest.mark.slow
def test_baselines_stand_where_libreoffice_puts_them(tmp_path: Path) -> None:
    pairs = [(9.0, 12.0), (12.0, 15.0), (14.0, 18.0), (18.0, 24.0), (26.0, 30.0), (48.0, 54.0), (54.0, 60.0)]
    deck = Presentation()
    for size, leading in pairs:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        frame = slide.shapes.add_textbox(Pt(50), Pt(100), Pt(400), Pt(300)).text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for number in range(2):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.line_spacing = Pt(leading)
            run = paragraph.add_run()
            run.text, run.font.size, run.font.name = "H", Pt(size), "Arial"
    deck.save(str(tmp_path / "deck.pptx"))
    pdf = pypdfium2.PdfDocument(judges.libreoffice_pdf(tmp_path / "deck.pptx", tmp_path / "out"))
    for index, (size, leading) in enumerate(pairs):
        text, height = pdf[index].get_textpage(), pdf[index].get_height()
        found = [
            height - text.get_charbox(i)[1] - 100 for i in range(text.count_chars()) if text.get_text_range(i, 1) == "H"
        ]
        assert found[0] == pytest.approx(baseline(leading, size), abs=0.2)
        assert found[1] == pytest.approx(leading + baseline(leading, size), abs=0.2)
