"""Every outside judge passes a good file and catches its deliberately broken twin."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from reportlab.pdfgen.canvas import Canvas

from tests import judges

Edit = Callable[[bytes], bytes]


def rewrite(source: Path, target: Path, edits: dict[str, Edit], leave_out: frozenset[str] = frozenset()) -> Path:
    """A copy of a zip package with some parts changed; every edit must change something."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        assert set(edits) | leave_out <= set(old.namelist())
        for name in old.namelist():
            data = old.read(name)
            if name in edits:
                changed = edits[name](data)
                assert changed != data, name
                data = changed
            if name not in leave_out:
                new.writestr(name, data)
    return target


def swap(old: bytes, new: bytes) -> Edit:
    return lambda data: data.replace(old, new, 1)


# The axis ids python-pptx writes are negative and so invalid: the good twin has them mended.
def positive_axes(data: bytes) -> bytes:
    return re.sub(rb'((?:axId|crossAx) val=")-', rb"\1", data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("judges")


@pytest.fixture(scope="module")
def raw_deck(folder: Path) -> Path:
    deck = Presentation()
    for title in ("First claim", "Second claim"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = title
        box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1))
        box.text_frame.text = "a plain box"
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(3), Inches(4), Inches(3), data)
    deck.save(str(folder / "raw.pptx"))
    return folder / "raw.pptx"


def chart_part(deck: Path) -> str:
    with zipfile.ZipFile(deck) as package:
        [name] = [name for name in package.namelist() if re.fullmatch(r"ppt/charts/chart\d*\.xml", name)]
    return name


@pytest.fixture(scope="module")
def good_deck(raw_deck: Path, folder: Path) -> Path:
    return rewrite(raw_deck, folder / "good.pptx", {chart_part(raw_deck): positive_axes})


SLIDE = "ppt/slides/slide1.xml"
BROKEN_DECKS: dict[str, tuple[dict[str, Edit], frozenset[str]]] = {
    "an unknown element": ({SLIDE: swap(b"<p:cSld>", b"<p:nonsense/><p:cSld>")}, frozenset()),
    "a shape id twice": ({SLIDE: swap(b'<p:cNvPr id="3"', b'<p:cNvPr id="2"')}, frozenset()),
    "a missing relationship": ({"ppt/presentation.xml": swap(b'r:id="rId7"', b'r:id="rId99"')}, frozenset()),
    "a missing part": ({}, frozenset({"ppt/slides/slide2.xml"})),
    "a part that is not XML": ({SLIDE: lambda data: data[: len(data) // 2]}, frozenset()),
}


DECK_JUDGES = (judges.openxml_audit, judges.sdk_validator)
# The SDK does not look for shape ids used twice; its Python port does.
UNSEEN = {(judges.sdk_validator, "a shape id twice")}


@pytest.mark.parametrize("judge", DECK_JUDGES)
def test_good_deck(judge: Callable[[Path], list[str]], good_deck: Path) -> None:
    assert judge(good_deck) == []


@pytest.mark.parametrize("judge", DECK_JUDGES)
def test_negative_axis_id(judge: Callable[[Path], list[str]], raw_deck: Path) -> None:
    assert any("charts/chart" in complaint for complaint in judge(raw_deck))


@pytest.mark.parametrize(
    ("judge", "fault"),
    [(judge, fault) for judge in DECK_JUDGES for fault in BROKEN_DECKS if (judge, fault) not in UNSEEN],
)
def test_broken_deck(judge: Callable[[Path], list[str]], fault: str, good_deck: Path, tmp_path: Path) -> None:
    edits, leave_out = BROKEN_DECKS[fault]
    assert judge(rewrite(good_deck, tmp_path / "broken.pptx", edits, leave_out))


# ---- PDF -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def untagged(folder: Path) -> Path:
    path = folder / "untagged.pdf"
    canvas = Canvas(str(path), invariant=1)
    for line in ("first page", "second page"):
        canvas.drawString(72, 720, line)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture(scope="module")
def tagged(folder: Path) -> Path:
    """The smallest page without text that a checker of tags accepts: one figure with alt text."""
    path = folder / "tagged.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = pdf.make_stream(b"/Figure <</MCID 0>> BDC 0 0 1 rg 20 20 100 100 re f EMC")
        page.StructParents = 0
        page.Tabs = Name.S
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        box = Dictionary(O=Name.Layout, BBox=Array([20, 20, 120, 120]))
        figure = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Figure, P=document, Pg=page.obj, K=0, Alt="A blue square", A=box)
        )
        document.K = Array([figure])
        root.K = document
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([figure])])))
        root.ParentTreeNextKey = 1
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = "en-GB"
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata() as meta:
            meta["dc:title"] = "A blue square"
            meta["pdfuaid:part"] = "1"
        pdf.save(path)
    return path


def test_qpdf(tagged: Path, untagged: Path, tmp_path: Path) -> None:
    assert judges.qpdf_check(tagged) == []
    assert judges.qpdf_check(untagged) == []
    broken = tmp_path / "truncated.pdf"
    broken.write_bytes(untagged.read_bytes()[:-300])
    assert judges.qpdf_check(broken)


@pytest.mark.parametrize("judge", [judges.pdfua, judges.outloud])
def test_tags(judge: Callable[[Path], list[str]], tagged: Path, untagged: Path, tmp_path: Path) -> None:
    assert judge(tagged) == []
    assert judge(untagged)
    garbage = tmp_path / "garbage.pdf"
    garbage.write_bytes(b"no PDF at all")
    assert judge(garbage)


def test_pdf_text(untagged: Path, tmp_path: Path) -> None:
    assert judges.pdf_words(untagged) == [["first", "page"], ["second", "page"]]
    garbage = tmp_path / "garbage.pdf"
    garbage.write_bytes(b"no PDF at all")
    with pytest.raises(judges.JudgeError):
        judges.pdf_text(garbage)


# ---- LibreOffice -----------------------------------------------------------------------------------


def test_libreoffice(good_deck: Path, tmp_path: Path) -> None:
    pdf = judges.libreoffice_pdf(good_deck, tmp_path)
    assert pdf == tmp_path / "good.pdf"
    first, second = judges.pdf_words(pdf)
    assert first[:2] == ["First", "claim"]
    assert second[:2] == ["Second", "claim"]


def test_libreoffice_garbage(good_deck: Path, tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.pptx"
    garbage.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(judges.JudgeError, match=r"garbage\.pptx"):
        judges.libreoffice_pdfs([good_deck, garbage], tmp_path / "out")


# ---- a judge that is not there ---------------------------------------------------------------------


def test_missing_judge_skips_or_fails(monkeypatch: pytest.MonkeyPatch, untagged: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BRIEFWRIGHT_JUDGES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install qpdf"):
        judges.qpdf_check(untagged)
    monkeypatch.setenv("BRIEFWRIGHT_JUDGES", "required")
    with pytest.raises(pytest.fail.Exception, match="apt-get install qpdf"):
        judges.qpdf_check(untagged)
