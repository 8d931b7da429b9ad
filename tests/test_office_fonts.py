"""Whatever fonts a machine has, LibreOffice in the tests sets a deck in those that the product brings."""

from pathlib import Path

import pikepdf
from pptx import Presentation
from pptx.util import Pt

from tests import judges

NAMED = ("Arial", "Helvetica", "Liberation Sans", "DejaVu Serif", "Noto Sans", "Times New Roman", "Microsoft YaHei")
OURS = ("Arimo", "NotoSans", "IBMPlexSans", "OpenSymbol")  # the office brings the last one itself


def fonts_in(path: Path) -> list[list[str]]:
    """The names of the fonts that each page of a PDF uses, without the tag of a subset."""
    with pikepdf.open(path) as document:
        used = [[str(font.BaseFont) for font in page.resources.get("/Font", {}).values()] for page in document.pages]
    return [[name.removeprefix("/").split("+")[-1] for name in names] for names in used]


def deck(folder: Path) -> Path:
    """A deck that names one font a slide, in regular and bold."""
    deck = Presentation()
    for name in NAMED:
        frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, Pt(400), Pt(99)).text_frame
        for bold in (False, True):
            run = frame.paragraphs[0].add_run()
            run.text, run.font.name, run.font.bold = f"{name} → ✓ ", name, bold
    deck.save(str(folder / "deck.pptx"))
    return folder / "deck.pptx"


def test_every_text_is_set_in_a_font_of_ours_and_bold_is_another_than_regular(tmp_path: Path) -> None:
    used = fonts_in(judges.libreoffice_pdf(deck(tmp_path), tmp_path))
    assert {name for names in used for name in names if not name.startswith(OURS)} == set()
    assert [name for name in used[0] if name.startswith("Arimo")] == ["Arimo-Regular"] * 2  # the name of both files
