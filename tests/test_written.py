"""What the writers write stays as it was: goldens of PDFs as drawn and of parts of decks, under tests/scenes/written.

Written anew by ``pytest --update-scenes``. A PDF is read back by PDFium: each text and each filled shape at its place,
and the tags in the order in which a screen reader meets them. Of a deck the parts that differ in kind are kept.
"""

import ctypes
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from lxml import etree
from pypdfium2 import raw

from briefwright.forms.kit.content import typed
from briefwright.forms.table import form
from briefwright.layout import deck
from briefwright.pipeline.build import build
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from briefwright.story.model import Section, Slide, Story
from briefwright.theme.read import read_theme
from briefwright.write.pdf.document import write as write_pdf
from briefwright.write.pptx.document import write as write_deck
from tests.forms.contexts import BRIEF, META, labels, say, source

TEA = Path(__file__).resolve().parent / "briefs" / "tea.yaml"
HANDOUTS = ("leave-behind", "one-pager", "slides-3up", "script")
DECK_PARTS = (
    "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout2.xml",
    "ppt/theme/theme1.xml", "ppt/slides/slide4.xml", "ppt/slides/slide8.xml", "ppt/notesSlides/notesSlide4.xml",
)  # fmt: skip
CHARTS = ("bar", "column", "stacked", "line", "waterfall", "area", "combination", "pie", "scatter")


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small brief's full edition."""
    out = tmp_path_factory.mktemp("written")
    with Workers(1) as workers:
        assert not build(Order(TEA, ("full",), out=out), workers).failed
    return out / "tea" / "full"


@pytest.mark.parametrize("name", HANDOUTS)
def test_a_handout_is_drawn_as_it_was(hold, tea: Path, name: str) -> None:
    hold(f"written/{name}.txt", as_drawn((tea / f"{name}.pdf").read_bytes()))


@pytest.mark.parametrize("name", ["slides", *HANDOUTS])
def test_a_pdf_is_read_aloud_in_the_order_it_was(hold, tea: Path, name: str) -> None:
    hold(f"written/{name}.tags.txt", as_read((tea / f"{name}.pdf").read_bytes()))


@pytest.mark.parametrize("part", DECK_PARTS)
def test_a_part_of_a_deck_is_written_as_it_was(hold, tea: Path, part: str) -> None:
    with zipfile.ZipFile(tea / "deck.pptx") as deck_file:
        hold(f"written/{Path(part).name}", indented(deck_file.read(part)))


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_written_as_it_was(hold, name: str) -> None:
    example = yaml.safe_load(form(name).example)
    title = say(example.pop("title"))
    content = typed(form(name).content, {k: v for k, v in example.items() if k != "form"}, BRIEF)
    story = Story(META, (Slide("s", name, title, content, section="one", sources=(1,), span=BRIEF),),
                  (Section("one", say("One")),), (source(1),), labels())  # fmt: skip
    theme = read_theme("paper")
    scene, _ = deck.place(story, theme)
    with zipfile.ZipFile(io.BytesIO(write_deck(scene, theme))) as deck_file:
        parts = [part for part in sorted(deck_file.namelist()) if re.fullmatch(r"ppt/charts/[^/]+\.xml", part)]
        hold(f"written/chart-{name}.xml", "".join(indented(deck_file.read(part)) for part in parts))
    hold(f"written/chart-{name}.txt", as_drawn(write_pdf(scene, theme)))


def as_drawn(pdf: bytes) -> str:
    """Each page of a PDF: its texts and its filled or stroked shapes, at whole points from the lower left."""
    lines = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        lines.append(f"page {number}  {page.get_width():.0f} x {page.get_height():.0f}")
        text = page.get_textpage()
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            lines.append(f"  {_box(box)}  {text.get_text_bounded(*box).strip()}")
        shapes = [
            f"  {_box(o.get_bounds())}  {_paint(o)}" for o in page.get_objects() if o.type == raw.FPDF_PAGEOBJ_PATH
        ]
        lines += shapes
    return "\n".join(lines) + "\n"


def _box(box: tuple[float, float, float, float]) -> str:
    return " ".join(f"{edge + 0.0:.0f}" for edge in box)


def _paint(shape: pypdfium2.PdfObject) -> str:
    """The colour that a path is filled with."""
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(shape, *colour)
    return "#" + "".join(f"{part.value:02X}" for part in colour[:3])


def as_read(pdf: bytes) -> str:
    """The structure tree of a PDF, an element a line, indented; runs of equal lines are counted."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        lines = list(_elements(document.Root.StructTreeRoot.K, 0))
    counted: list[tuple[str, int]] = []
    for line in lines:
        if counted and counted[-1][0] == line:
            counted[-1] = line, counted[-1][1] + 1
        else:
            counted.append((line, 1))
    return "\n".join(line if count == 1 else f"{line}  × {count}" for line, count in counted) + "\n"


def _elements(kids: pikepdf.Object, depth: int) -> Iterator[str]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            said = f"  {kid.Alt}" if "/Alt" in kid else ""
            yield f"{'  ' * depth}{str(kid.S)[1:]}{said}"
            if "/K" in kid:
                yield from _elements(kid.K, depth + 1)


def indented(part: bytes) -> str:
    """A part of an office file, an element a line."""
    tree = etree.fromstring(part)
    etree.indent(tree)
    return etree.tostring(tree, encoding="unicode") + "\n"
