"""Charts in both writers: the same numbers natively in the deck and drawn in the PDF; a workbook that may be edited."""

import io
import re
import time
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation

from briefwright.forms.kit.content import typed
from briefwright.forms.kit.plot import Charted, Plot, Value, Values
from briefwright.forms.table import form
from briefwright.layout import deck
from briefwright.scene.model import Scene
from briefwright.story.model import Piece, Slide, Story, Words
from briefwright.theme.read import read_theme
from briefwright.write import pdf, pptx
from tests import judges
from tests.forms.contexts import BRIEF, META, labels, say

C = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
NAMES = (("Claimed", "2023"), ("Approved", "April 2024"))  # the first word bold
FORMS = ("column", "bar", "stacked", "line", "waterfall")


def slides() -> tuple[Slide, ...]:
    found = []
    for number, name in enumerate(FORMS):
        example = yaml.safe_load(form(name).example)
        title = say(example.pop("title"))
        example.pop("form")
        charted = typed(Charted, example, BRIEF)
        if name == "column":
            names = tuple(Words((Piece(w, bold=True), Piece(f", {rest}"))) for w, rest in NAMES)
            charted = replace(charted, chart=replace(charted.chart, categories=names))
        found.append(Slide(f"s{number}", name, title, charted, span=BRIEF))
    hostile = Plot((say("=1+1"), say("http://x.example")), (Values((Value(1.0), Value(2.0)), say("=A1")),))
    return (*found, Slide("s5", "column", say("What looks like a formula is a text"), Charted(hostile), span=BRIEF))


@pytest.fixture(scope="module")
def scene() -> Scene:
    story = Story(META, slides(), (), (), labels())
    placed, problems = deck.place(story, read_theme("paper"))
    assert all(problem.code == "BW422" for problem in problems)
    return placed


@pytest.fixture(scope="module")
def file(scene: Scene) -> bytes:
    return pptx.write(scene, read_theme("paper"))


def part(file: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(name)


def chart_xml(file: bytes, number: int) -> etree._Element:
    return etree.fromstring(part(file, f"ppt/charts/chart{number}.xml"))


def test_python_pptx_reads_the_charts_with_their_numbers(file: bytes) -> None:
    opened = Presentation(io.BytesIO(file))
    charts = [shape.chart for slide in opened.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 6
    assert list(charts[0].plots[0].categories) == ["Claimed, 2023", "Approved, April 2024"]
    assert list(charts[0].plots[0].series[0].values) == [140, 40]
    assert not any(chart.has_legend or chart.has_title for chart in charts)


def test_the_sheet_holds_the_numbers_of_the_chart_and_no_formulas(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        books = [name for name in archive.namelist() if name.endswith(".xlsx")]
        for number, name in enumerate(sorted(books), start=1):
            with zipfile.ZipFile(io.BytesIO(archive.read(name))) as book:
                sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
            assert not sheet.findall(".//{*}f")
            assert not sheet.findall(".//{*}hyperlink")
            held = [float(v.text) for v in sheet.iterfind(".//{*}c/{*}v") if v.getparent().get("t") is None]
            assert "=1+1" not in "".join(sheet.xpath("//*[local-name()='v']/text()"))
            drawn = chart_xml(file, number).xpath("//c:numCache/c:pt/c:v/text()", namespaces=C)
            assert sorted(held) == sorted(map(float, drawn))


def test_the_workbooks_are_valid_by_themselves(file: bytes, tmp_path: Path) -> None:
    for number in range(1, 7):
        path = tmp_path / f"sheet{number}.xlsx"
        path.write_bytes(part(file, f"ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx"))
        assert judges.sdk_validator(path) == []


def test_axis_ids_are_positive_and_colours_and_fonts_are_the_theme_s(file: bytes) -> None:
    for number in range(1, 7):
        tree = chart_xml(file, number)
        assert all(int(value) > 0 for value in tree.xpath("//c:axId/@val", namespaces=C))
        assert tree.xpath("//a:srgbClr", namespaces=C) == []
        assert {face[:3] for face in tree.xpath("//a:latin/@typeface", namespaces=C)} == {"+mn"}
        assert all(int(size) >= 1000 for size in tree.xpath("//a:defRPr/@sz", namespaces=C))


def test_names_are_labels_of_the_sheet_s_words_and_an_author_s_bold_is_kept(file: bytes) -> None:
    for number, bold in ((1, ["Claimed", "Approved"]), (2, [])):
        tree = chart_xml(file, number)
        [unseen] = [
            ser for ser in tree.iterfind(".//c:ser", C) if ser.find(".//c:showCatName[@val='1']", C) is not None
        ]
        assert {value.text for value in unseen.iterfind("c:val//c:v", C)} == {"0.0"}
        assert unseen.find("c:dLbls//c:dLbl/c:layout/c:manualLayout/c:x", C) is not None
        assert unseen.xpath(".//c:rich//a:r[a:rPr/@b='1']/a:t/text()", namespaces=C) == bold
        assert tree.xpath("//c:catAx/c:tickLblPos/@val", namespaces=C) == ["none"]


def test_a_row_that_somebody_adds_to_the_sheet_is_named_and_numbered_too(file: bytes) -> None:
    for ser in chart_xml(file, 1).iterfind(".//c:ser", C):
        shown = ser.xpath("c:dLbls/*[@val='1'][starts-with(local-name(), 'show')]", namespaces=C)
        assert [etree.QName(one).localname for one in shown] in (["showCatName"], ["showVal"])


def test_a_waterfall_stands_on_a_series_without_fill(file: bytes) -> None:
    tree = chart_xml(file, 5)
    [grouping] = tree.xpath("//c:grouping/@val", namespaces=C)
    assert grouping == "stacked"
    names, foot = tree.xpath("//c:ser", namespaces=C)[:2]
    assert all(unseen.xpath("c:spPr/a:noFill", namespaces=C) for unseen in (names, foot))
    # outEnd would be refused by PowerPoint in a stacked chart
    assert "outEnd" not in tree.xpath("//c:dLblPos/@val", namespaces=C)


def test_the_same_scene_gives_the_same_bytes_a_year_later(
    scene: Scene, file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time() + 365 * 86400
    monkeypatch.setattr(time, "time", lambda: later)
    assert pptx.write(scene, read_theme("paper")) == file


@pytest.mark.parametrize("name", ["paper", "night", "client"])
def test_the_judges_are_content_in_every_theme(tmp_path: Path, name: str) -> None:
    story = Story(META, slides(), (), (), labels())
    theme = read_theme(name)
    path = tmp_path / "deck.pptx"
    path.write_bytes(pptx.write(deck.place(story, theme)[0], theme))
    assert judges.openxml_audit(path) == []
    assert judges.sdk_validator(path) == []


def test_the_pdf_has_a_figure_for_each_chart_that_says_what_it_shows(scene: Scene) -> None:
    data = pdf.write(scene, read_theme("paper"))
    with pikepdf.open(io.BytesIO(data)) as opened:
        alts = [str(o.Alt) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
    assert sum("chart:" in alt for alt in alts) == 6
    assert any(alt.startswith("Column chart: Large language models in China") for alt in alts)
    page = pypdfium2.PdfDocument(data)[0]
    words = page.get_textpage().get_text_range()
    page.close()
    for word in ("140", "40", "Claimed, 2023", "Approved, April 2024"):
        assert word in words
    assert not re.search(rb"/Subtype ?/Image", data)


def test_numbers_are_formatted_in_the_marks_of_the_deck_s_language(scene: Scene) -> None:
    german = pptx.write(replace(scene, properties=replace(scene.properties, language="de")), read_theme("paper"))
    codes = chart_xml(german, 4).xpath("//c:dLbl/c:numFmt/@formatCode | //c:valAx/c:numFmt/@formatCode", namespaces=C)
    assert '[$-407]#,##0;[$-407]"\u2212"#,##0' in codes
    assert not [code for code in codes if re.search("[0#]", code) and not code.startswith("[$-407]")]
