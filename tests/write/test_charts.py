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

from briefwright.core.chart_kinds import KINDS
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
FORMS = tuple(name for name in KINDS if name != "multiples")  # which draws several charts
COUNT = len(FORMS) + 1


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
    return (
        *found,
        Slide(f"s{len(FORMS)}", "column", say("What looks like a formula is a text"), Charted(hostile), span=BRIEF),
    )


@pytest.fixture(scope="module")
def scene() -> Scene:
    story = Story(META, slides(), (), (), labels())
    placed, problems = deck.place(story, read_theme("paper"))
    assert all(problem.code in ("BW422", "BW427") for problem in problems)
    return placed


@pytest.fixture(scope="module")
def file(scene: Scene) -> bytes:
    return pptx.write(scene, read_theme("paper"))


def part(file: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(name)


def chart_xml(file: bytes, number: int | str) -> etree._Element:
    number = number if isinstance(number, int) else FORMS.index(number) + 1
    return etree.fromstring(part(file, f"ppt/charts/chart{number}.xml"))


def test_python_pptx_reads_the_charts_with_their_numbers(file: bytes) -> None:
    opened = Presentation(io.BytesIO(file))
    charts = [shape.chart for slide in opened.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == COUNT
    column = charts[FORMS.index("column")].plots[0]
    assert list(column.categories) == ["Claimed, 2023", "Approved, April 2024"]
    assert list(column.series[0].values) == [140, 40]
    assert not any(chart.has_legend or chart.has_title for chart in charts)


def sheets(file: bytes, number: int) -> dict[str, etree._Element]:
    """The sheets of a chart's workbook by their names."""
    book = zipfile.ZipFile(io.BytesIO(part(file, f"ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx")))
    names = etree.fromstring(book.read("xl/workbook.xml")).xpath("//*[local-name()='sheet']/@name")
    return {name: etree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml")) for n, name in enumerate(names, start=1)}


def test_the_first_sheet_is_the_author_s_table_and_nothing_else(file: bytes) -> None:
    for number, name in enumerate(FORMS, start=1):
        plot = yaml.safe_load(form(name).example)["chart"]
        given = sheets(file, number)["Data"]
        assert len(given.find(".//{*}row").findall(".//{*}t")) == len(plot["series"])
        held = [float(v.text) for v in given.iterfind(".//{*}c/{*}v") if v.getparent().get("s") is None]
        numbers = [n["value"] for row in plot["series"] for n in row["numbers"]]
        assert sorted(set(numbers) - set(held)) == []
        assert "=1+1" not in "".join(given.xpath("//*[local-name()='v']/text()"))


def test_what_looks_like_a_formula_is_a_text_in_the_sheet(file: bytes) -> None:
    given = sheets(file, len(FORMS) + 1)["Data"]
    assert given.findall(".//{*}f") == []
    assert {"=1+1", "=A1"} <= set(given.xpath("//*[local-name()='t']/text()"))


def test_the_ranges_of_a_workbook_are_named(file: bytes) -> None:
    for number in range(1, COUNT + 1):
        book = part(file, f"ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
        with zipfile.ZipFile(io.BytesIO(book)) as opened:
            tree = etree.fromstring(opened.read("xl/workbook.xml"))
        names = tree.xpath("//*[local-name()='definedName']/@name")
        assert names[0] == "Names_"
        assert len(names) == len(set(names)) > 1


def test_the_workbooks_are_valid_by_themselves(file: bytes, tmp_path: Path) -> None:
    for name in ("column", "waterfall", "pie"):  # texts and numbers; a sheet of sums; sums among what was given
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(part(file, f"ppt/embeddings/Microsoft_Excel_Sheet{FORMS.index(name) + 1}.xlsx"))
        assert judges.sdk_validator(path) == []


def test_axis_ids_are_positive_and_colours_and_fonts_are_the_theme_s(file: bytes) -> None:
    for number in range(1, COUNT + 1):
        tree = chart_xml(file, number)
        assert all(int(value) > 0 for value in tree.xpath("//c:axId/@val", namespaces=C))
        assert tree.xpath("//a:srgbClr", namespaces=C) == []
        assert {face[:3] for face in tree.xpath("//a:latin/@typeface", namespaces=C)} == {"+mn"}
        assert all(int(size) >= 1000 for size in tree.xpath("//a:defRPr/@sz", namespaces=C))


def test_every_series_can_be_seen_or_carries_what_is_seen_and_names_stand_at_the_axis(file: bytes) -> None:
    for number, name in enumerate(FORMS, start=1):
        tree = chart_xml(file, number)
        assert tree.xpath("//c:catAx/c:tickLblPos/@val", namespaces=C) in (["low"], ["low", "low"], [])
        unseen = [ser for ser in tree.iterfind(".//c:ser", C) if ser.find("c:spPr/a:noFill", C) is not None]
        assert len(unseen) <= 1
        assert not unseen or name in ("waterfall", "funnel", "stacked", "stacked-bar")


def test_no_axis_ends_at_the_largest_number(file: bytes) -> None:
    for number, name in enumerate(FORMS, start=1):
        tree = chart_xml(file, number)
        if KINDS[name].parts or KINDS[name].shape == "round":
            continue
        most = max(float(value) for value in tree.xpath("//c:valAx/c:scaling/c:max/@val", namespaces=C))
        assert most not in {float(value) for value in tree.xpath("//c:val//c:v/text()", namespaces=C)}


def test_a_row_that_somebody_adds_to_the_sheet_is_named_and_numbered_too(file: bytes) -> None:
    for ser in chart_xml(file, "column").iterfind(".//c:ser", C):
        shown = ser.xpath("c:dLbls/*[@val='1'][starts-with(local-name(), 'show')]", namespaces=C)
        assert [etree.QName(one).localname for one in shown] == ["showVal"]


def test_a_waterfall_stands_on_a_series_without_fill(file: bytes) -> None:
    tree = chart_xml(file, "waterfall")
    assert tree.xpath("//c:grouping/@val", namespaces=C) == ["stacked"]
    assert tree.xpath("//c:ser[1]/c:spPr/a:noFill", namespaces=C)


def test_labels_stand_only_where_powerpoint_allows_them(file: bytes) -> None:
    """PowerPoint repairs a file with ``outEnd`` in stacked bars, with any place in a ring or an area."""
    for number, name in enumerate(FORMS, start=1):
        places = set(chart_xml(file, number).xpath("//c:dLblPos/@val", namespaces=C))
        if KINDS[name].stacked:
            assert "outEnd" not in places
        if name in ("doughnut", "area"):
            assert not places


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
    named = [labels()[f"chart.{name}"] for name in FORMS]
    assert sum(alt.startswith(tuple(f"{kind}:" for kind in named)) for alt in alts) == COUNT
    assert any(alt.startswith("Column chart: Large language models in China") for alt in alts)
    page = pypdfium2.PdfDocument(data)[FORMS.index("column")]
    words = page.get_textpage().get_text_range()
    page.close()
    for word in ("140", "40", "Claimed, 2023", "Approved, April 2024"):
        assert word in words
    assert not re.search(rb"/Subtype ?/Image", data)


def test_numbers_are_formatted_in_the_marks_of_the_deck_s_language(scene: Scene) -> None:
    german = pptx.write(replace(scene, properties=replace(scene.properties, language="de")), read_theme("paper"))
    codes = chart_xml(german, "line").xpath(
        "//c:dLbl/c:numFmt/@formatCode | //c:valAx/c:numFmt/@formatCode", namespaces=C
    )
    assert '[$-407]#,##0;[$-407]"\u2212"#,##0' in codes
    assert not [code for code in codes if re.search("[0#]", code) and not code.startswith("[$-407]")]
