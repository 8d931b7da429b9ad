"""LibreOffice breaks Chinese, Japanese, Arabic and Hebrew where the PDF does, with the same fonts."""

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.scene.model import Layout, Page, Properties, Scene, Text
from briefwright.text.fit import Typesetter
from briefwright.text.stable_breaks import stable
from briefwright.theme.model import Face, Fonts
from briefwright.write.pptx import write
from tests import judges
from tests.scripts import CJK, RTL, TEXTS, as_read
from tests.write.sample_scene import PAPER, theme

# The deck names what is measured, not what the office programs bring.
FACES = (
    Face(name="Noto Sans SC", package="justmytype-intl-cjk", family="Noto Sans SC"),
    Face(name="Noto Sans JP", package="justmytype-intl-cjk", family="Noto Sans JP"),
    Face(name="IBM Plex Sans Arabic", package="fontpkg-ibm-plex-sans-arabic"),
)
LOOK = replace(theme(PAPER), fonts=Fonts(fallback=FACES))
WIDTHS = range(180, 420, 24)


def scene(language: str) -> Scene:
    """Pages of one paragraph each, ever wider."""
    type_ = Typesetter(LOOK, language=language)
    pages = []
    for width in WIDTHS:
        paragraph = type_.set(TEXTS[language], "body", width)
        box = stable(Text("box", Rect(48, 48, width, 400), (paragraph,)), type_.metrics)
        pages.append(Page(f"p{width}", "l", "T", (box,)))
    return as_read(Scene(960, 540, (Layout("l"),), tuple(pages), Properties("T", language=language)))


def lines(page: pypdfium2.PdfPage) -> list[Counter[str]]:
    """The characters on each line of a page, from the top: their order on the line is the bidirectional algorithm's."""
    text = page.get_textpage()
    rows: dict[int, Counter[str]] = {}
    for at in range(text.count_chars()):
        char = text.get_text_range(at, 1)
        if char.isalnum() and ord(char) < 0xFB00:
            _, bottom, _, top = text.get_charbox(at, loose=True)
            row = round((540 - (bottom + top) / 2 - 48) // 18)
            rows.setdefault(row, Counter())[char] += 1
    return [rows[row] for row in sorted(rows)]


def ours(page: Page) -> list[Counter[str]]:
    [box] = page.items
    assert isinstance(box, Text)
    [paragraph] = box.paragraphs
    return [Counter(filter(str.isalnum, paragraph.text[line.start : line.end])) for line in paragraph.lines]


@CJK
@RTL
@pytest.mark.slow
def test_libreoffice_breaks_lines_as_we_do(tmp_path: Path) -> None:
    """As many lines in every paragraph; and the same ones, but for a few that its whole pixels decide."""
    decks = [tmp_path / f"{language}.pptx" for language in TEXTS]
    for language, deck in zip(TEXTS, decks, strict=True):
        deck.write_bytes(write(scene(language), LOOK))
    more, other, count = [], [], 0
    for language, pdf in zip(TEXTS, judges.libreoffice_pdfs(decks, tmp_path), strict=True):
        for page, seen in zip(scene(language).pages, pypdfium2.PdfDocument(pdf), strict=True):
            count += 1
            other += [(language, page.id)] * (ours(page) != lines(seen))
            more += [(language, page.id)] * (len(ours(page)) != len(lines(seen)))
    assert more == []
    assert len(other) <= count / 10, other
    assert {language for language, _ in other} <= {"zh", "ja"}
