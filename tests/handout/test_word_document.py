"""The leave-behind as a Word document: styles, contents, footnotes and tables that Word knows, the same bytes again."""

import re
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.core.diagnostics import Refused
from briefwright.handout.compose import compose
from briefwright.handout.word_document import write
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell
from briefwright.text.measure import Metrics
from tests import judges
from tests.editions import CHECKOUT
from tests.handout.decks import PAPER, without_deck
from tests.handout.stories import bottom, figures, limits, matrix, story, text, watch

SLIDES = (bottom(3), figures(3), text(1, 4, 30), limits(3), matrix(5), watch(4))
SECTIONS = ("one", "two", "three")


def document(language: str = "en", page: str = "A4"):  # type: ignore[no-untyped-def]  # the library has no types
    data, problems = write(without_deck(story(SLIDES, language=language, page=page, sections=SECTIONS)))
    assert problems == ()
    return Document(BytesIO(data)), data


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_word_would_open_it_as_it_is(language: str, tmp_path: Path) -> None:
    path = tmp_path / "leave-behind.docx"
    path.write_bytes(document(language)[1])
    assert judges.openxml_audit(path) == []


def test_it_is_written_in_styles() -> None:
    made, _ = document()
    styles = {paragraph.style.name for paragraph in made.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Normal", "Caption", "Small print"} <= styles
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert all(word in said for word in ("Tea came late and stays", "Support0", "Item1x3", "Cause2"))


def test_exhibits_are_tables_whose_heads_are_repeated() -> None:
    made, _ = document()
    assert [table.rows[0].cells[0].text for table in made.tables] == ["Head0", "Signal"]
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).startswith("Exhibit\u00a0")


@pytest.mark.parametrize("name", ["school-budget", "city-project"])  # from the left, from the right
def test_charts_are_native_with_their_workbooks(name: str, tmp_path: Path) -> None:
    brief = CHECKOUT / "tests" / "briefs" / f"{name}.yaml"
    reading = read(brief)
    narrative, _ = tell(reading, resolve(reading, brief.parent, "full"))
    path = tmp_path / "leave-behind.docx"
    path.write_bytes(write(without_deck(narrative))[0])
    assert judges.openxml_audit(path) == []
    with ZipFile(path) as file:
        charts = [member for member in file.namelist() if member.startswith("word/charts/chart")]
        body = file.read("word/document.xml").decode()
        numbers = [re.findall(r"<c:v>([^<]+)</c:v>", file.read(member).decode()) for member in charts]
        assert sum(member.startswith("word/embeddings/") for member in file.namelist()) == len(charts) > 0
    alts = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', body)
    assert len(alts) == len(charts) == body.count("<c:chart ") == 1
    values = {float(number) for number in numbers[0] if re.fullmatch(r"[0-9.]+", number)}
    assert len(re.findall(r"[0-9][0-9.,]*", alts[0])) >= len(values) >= 3


def test_a_source_is_one_footnote_a_section_and_an_entry_at_the_end() -> None:
    made, data = document()
    with ZipFile(BytesIO(data)) as file:
        notes = file.read("word/footnotes.xml").decode()
        body = file.read("word/document.xml").decode()
    assert notes.count("Tea report 1") == body.count("<w:footnoteReference ") == 2  # over a section, and in it
    assert body.count("NOTEREF note-2") > 1
    assert any("Tea report 1" in p.text and p.style.name == "Small print" for p in made.paragraphs)


def test_a_footnote_says_which_paragraphs_are_cited(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\n"
        "sources: {r: {title: Report, publisher: Office, paragraphs: 9}}\n"
        "bottom_line: {headline: Homes are few}\njudgements: [{text: Prices hold, support: 'They do. [@r:3-4]'}]\n"
        "context: [{text: 'Frost took a third. [@r:7]'}]\n"
        "figures: {rent: {value: 12, unit: '%', as_of: 2026, cite: 'r:9'}}\n"
        "options: [{title: Wait, gain: Free, cost: '{{ figures.rent }} more rent'}, {title: Build, gain: Cheap}]\n",
        encoding="utf-8",
    )
    reading = read(path)
    narrative, _ = tell(reading, resolve(reading, tmp_path, "full"))
    data, _ = write(without_deck(narrative))
    with ZipFile(BytesIO(data)) as file:
        notes = file.read("word/footnotes.xml").decode().replace("\u00a0", " ")
    assert "Report, ¶ 3–4." in notes.replace("”", "") or "Office, ¶ 3–4." in notes
    assert "¶ 7." in notes
    assert "¶ 9." in notes  # of a number in the cell of a table


def test_it_is_read_from_the_right_where_its_language_is() -> None:
    made, _ = document("ar")
    assert all(p._p.pPr.find(qn("w:bidi")) is not None for p in made.paragraphs if p.text)


@pytest.mark.parametrize(("page", "width"), [("A4", 595), ("Letter", 612)])
def test_it_stands_on_the_paper_of_the_audience(page: str, width: int) -> None:
    assert round(document(page=page)[0].sections[0].page_width.pt) == width


def test_it_is_a_handout_like_any_other_with_the_same_bytes_each_time() -> None:
    given = without_deck(story(SLIDES))
    files, _ = compose(["leave-behind.docx"], given)
    assert files == compose(["leave-behind.docx"], given)[0]
    assert files["leave-behind.docx"].startswith(b"PK")


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "briefwright.handout.word_parts", None)
    with pytest.raises(Refused) as refused:
        write(without_deck(story(SLIDES)))
    assert "briefwright[word]" in str(refused.value)


def test_letters_from_the_right_have_the_weight_and_size_of_their_style() -> None:
    made, _ = document("he")
    for name in ("Title", "Heading 2", "Caption", "Normal"):
        look = made.styles[name].element.rPr
        assert look.find(qn("w:szCs")).get(qn("w:val")) == look.find(qn("w:sz")).get(qn("w:val"))
        assert look.find(qn("w:spacing")) is None
    bold = [run for paragraph in made.paragraphs for run in paragraph.runs if run.bold]
    assert bold
    assert all(run.font.cs_bold for run in bold)
    for part in (made.sections[0].header, made.sections[0].footer):
        assert part.paragraphs[0]._p.pPr.find(qn("w:bidi")) is not None


def test_a_large_number_stands_apart_from_what_it_means() -> None:
    made, _ = document()
    told = [paragraph for paragraph in made.paragraphs if paragraph.style.name == "Key figure"]
    assert [paragraph.text.split("\t")[0] for paragraph in told] == ["11", "21", "31"]
    assert all(paragraph.runs[0].bold for paragraph in told)
    assert all(run.font.color.rgb for paragraph in told for run in paragraph.runs if "Caveat" in run.text)


def test_a_short_table_stays_with_its_caption_on_one_page() -> None:
    made, _ = document()
    table = made.tables[0]
    kept = [[cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells] for row in table.rows]
    assert all(all(row) for row in kept)  # its last row stays with the note under it
    assert made.tables[-1].rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next is None  # none under this


def test_a_column_is_as_wide_as_its_texts_ask_for_and_all_fill_the_page() -> None:
    made, _ = document()
    widths = [column.width.pt for column in made.tables[1].columns]
    section = made.sections[0]
    free = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    assert sum(widths) == pytest.approx(free, abs=0.5)
    assert min(widths) > 40


@pytest.mark.parametrize("name", ["school-budget", "city-project"])
def test_the_numbers_of_a_chart_are_not_listed_under_it_too(name: str) -> None:
    brief = CHECKOUT / "tests" / "briefs" / f"{name}.yaml"
    reading = read(brief)
    told = tell(reading, resolve(reading, brief.parent, "full"))[0]
    made = Document(BytesIO(write(without_deck(told))[0]))
    charted = [slide for slide in told.slides if slide.form == "bar"]
    heads = {table.rows[0].cells[0].text for table in made.tables}
    assert charted
    assert not any(slide.title.prose in heads for slide in charted)
    assert not any(slide.content.chart.title.prose in heads for slide in charted)  # type: ignore[attr-defined]


def test_a_column_holds_its_longest_word() -> None:
    brief = CHECKOUT / "tests" / "briefs" / "hospital-staffing.yaml"
    reading = read(brief)
    told, _ = tell(reading, resolve(reading, brief.parent, "full"))
    data, _ = write(without_deck(told))
    tables = Document(BytesIO(data)).tables
    column = next(t.columns[0] for t in tables if any(c.text == "Geschäftsführung" for c in t.columns[0].cells))
    style = replace(PAPER.style("ho_note"), bold=True)
    assert column.width.pt > Metrics(PAPER.fonts).width("Geschäftsführung", style) + 6


def test_the_line_over_the_footnotes_begins_where_the_language_does() -> None:
    brief = CHECKOUT / "tests" / "briefs" / "city-project.yaml"
    reading = read(brief)
    told, _ = tell(reading, resolve(reading, brief.parent, "full"))
    with ZipFile(BytesIO(write(without_deck(told))[0])) as file:
        notes = file.read("word/footnotes.xml").decode()
    assert re.search(r'type="separator"[^>]*><w:p><w:pPr><w:bidi/>', notes)
