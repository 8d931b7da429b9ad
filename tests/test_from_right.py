"""Decks and handouts that are read from the right, in every form: legal, read in the order of the brief, and in an
office as in our PDF."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.handout.compose import HANDOUTS, compose
from briefwright.handout.material import Material
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.deck import Production, produce
from briefwright.scene.mirror import mirrored
from briefwright.theme.model import Face, Fonts, Theme
from briefwright.write import pdf
from tests import judges
from tests.editions import CHECKOUT, Key
from tests.letters import respelled
from tests.looks import grey, ssim
from tests.scripts import RTL
from tests.test_gate import CHARTS, MEAN, WORST, WORST_CHART
from tests.write.pdf.conftest import structure

pytestmark = [RTL, pytest.mark.slow]

# The deck names what is measured, and nothing stands in for it.
ARIMO = Face(name="Arimo", package="fontpkg-arimo")
NEAR, MOST_OFF = 3.0, 0.03  # pt; of the characters of a page
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
Made = tuple[Theme, Production, Material]
Some = Callable[[list[str], int], list[str]]


@pytest.fixture(scope="module")
def made() -> Made:
    """The gallery, spelled in Hebrew letters."""
    key = Key("gallery", "gallery", "paper")
    [edition], _ = place_editions(read(key.path), replace(key.order(), language="he"))
    look = replace(edition.theme, fonts=Fonts(heading=ARIMO, body=ARIMO))
    story = respelled(edition.story, "he")
    done = produce(story, look, ("deck", "slides"))
    pages = tuple(page.slide for page in done.scene.pages)
    return look, done, Material(story, look, lambda: done.scene, lambda: pages, key.path.parent, None)


def test_every_form_can_be_set(made: Made) -> None:
    assert [str(d) for d in made[1].diagnostics if d.code != "BW628"] == []


def characters(path: Path) -> Iterator[list[tuple[str, float, float]]]:
    """The characters of each page, each with the middle of its box from the top left, in points."""
    for page in pypdfium2.PdfDocument(path):
        text, height = page.get_textpage(), page.get_height()
        found = []
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            found.append((text.get_text_range(at, 1), (left + right) / 2, height - (bottom + top) / 2))
        yield [one for one in found if one[0].strip() and right > left]


def off(ours: list[tuple[str, float, float]], theirs: list[tuple[str, float, float]]) -> float:
    """The share of our characters that have no like one within 3 pt; each of theirs answers for one of ours."""
    left: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for char, *place in theirs:
        left[char].append((place[0], place[1]))
    lost = 0
    for char, x, y in ours:
        near = [place for place in left[char] if max(abs(place[0] - x), abs(place[1] - y)) <= NEAR]
        if near:
            left[char].remove(near[0])
        lost += not near
    return lost / max(len(ours), 1)


def as_drawn(deck: bytes) -> bytes:
    """The deck with the cells of its tables from left to right: LibreOffice 7.4 knows no tables from the right."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(deck)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if b'<a:tblPr rtl="1"' in data:
                tree = etree.fromstring(data)
                for table in tree.iter(f"{{{MAIN}}}tbl"):
                    del table[0].attrib["rtl"]
                    for row in table[1:]:
                        cells = row.findall("{*}gridCol") or row.findall("{*}tc")
                        row[: len(cells)] = sorted_from_left(cells)
                data = etree.tostring(tree)
            new.writestr(name, data)
    return made.getvalue()


def sorted_from_left(cells: list[etree._Element]) -> list[etree._Element]:
    """Cells the other way round, each wide one before those that it covers."""
    runs: list[list[etree._Element]] = []
    for cell in cells:
        if cell.get("hMerge") and runs:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [cell for run in reversed(runs) for cell in run]


def test_an_office_shows_the_deck_as_the_pdf_is(made: Made, tmp_path: Path) -> None:
    for name, data in made[1].files.items():
        (tmp_path / name).write_bytes(as_drawn(data) if name == "deck.pptx" else data)
    ours, theirs = tmp_path / "slides.pdf", judges.libreoffice_pdf(tmp_path / "deck.pptx", tmp_path)
    found, likeness = [], []
    pages = zip(made[1].scene.pages, characters(ours), characters(theirs), grey(ours), grey(theirs), strict=True)
    for page, mine, others, one, other in pages:
        likeness.append(ssim(one, other))
        if off(mine, others) > MOST_OFF:
            found.append(f"{page.id}: {off(mine, others):.1%} of the characters stand elsewhere")
        if likeness[-1] < (WORST_CHART if page.form in CHARTS else WORST):
            found.append(f"{page.id}: similarity {likeness[-1]:.3f}")
    assert found == []
    assert sum(likeness) / len(likeness) >= MEAN


def test_it_is_read_in_the_order_in_which_it_would_be_from_the_left(made: Made, tmp_path: Path) -> None:
    look, done, _ = made
    outlines = []
    for scene in (done.scene, mirrored(done.scene)):
        path = tmp_path / f"{scene.rtl}.pdf"
        path.write_bytes(pdf.write(scene, look))
        with pikepdf.open(path) as opened:
            outlines.append(structure(opened).outline())
            assert ("/ViewerPreferences" in opened.Root and "/Direction" in opened.Root.ViewerPreferences) == scene.rtl
    assert outlines[0] == outlines[1]


def test_both_validators_are_content(made: Made, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(made[1].files["deck.pptx"])
    assert judges.openxml_audit(tmp_path / "deck.pptx") == []
    assert judges.sdk_validator(tmp_path / "deck.pptx") == []


def test_every_pdf_is_legal_and_heard_whole(made: Made, some: Some, tmp_path: Path) -> None:
    handouts, _ = compose(some([handout.name for handout in HANDOUTS if handout.set_pages], 3), made[2])
    for name, data in {"slides.pdf": made[1].files["slides.pdf"], **handouts}.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert judges.qpdf_check(path) == [], name
        assert judges.pdfua(path) == [], name
        assert judges.page_validation(path) == [], name
        assert judges.unheard(path) == [], name


def test_a_brief_in_english_is_built_with_arabic_fixed_words(
    briefwright: Callable[..., object], tmp_path: Path
) -> None:
    brief = CHECKOUT / "tests" / "briefs" / "tea.yaml"
    said = briefwright("build", brief, "-a", "executive", "-l", "ar", "-o", tmp_path)
    assert said.code == 0, said.err
    folder = tmp_path / "tea" / "executive.ar"
    assert judges.openxml_audit(folder / "deck.pptx") == []
    for path in sorted(folder.glob("*.pdf")):
        assert judges.pdfua(path) == [], path.name
        assert judges.page_validation(path) == [], path.name
        assert judges.unheard(path) == [], path.name
