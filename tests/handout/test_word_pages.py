"""The Word leave-behind as an editor opens it: what stays together on a page, its languages, its lists and notes."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.handout.material import Material
from briefwright.handout.word_document import write
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell
from briefwright.theme.model import HandoutText
from tests import judges
from tests.editions import CHECKOUT
from tests.handout.decks import without_deck
from tests.handout.stories import bottom, figures, limits, matrix, story, text, watch


def told(name: str) -> Material:
    brief = CHECKOUT / "tests" / "briefs" / f"{name}.yaml"
    reading = read(brief)
    return without_deck(tell(reading, resolve(reading, brief.parent, "full"))[0])


def parts_of(given: Material) -> dict[str, str]:
    """The XML parts of the document, by their names."""
    with ZipFile(BytesIO(write(given)[0])) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}


def opened(given: Material):  # type: ignore[no-untyped-def]  # the library has no types
    return Document(BytesIO(write(given)[0]))


def test_word_opens_it_as_a_file_of_its_own_version() -> None:
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in parts_of(
        told("tea")
    )["word/settings.xml"].replace("'", '"')


@pytest.mark.parametrize(("name", "language"), [("supplier-audit", "zh-CN"), ("product-launch", "ja-JP")])
def test_the_theme_s_fonts_are_those_of_the_language(name: str, language: str) -> None:
    settings = parts_of(told(name))["word/settings.xml"]
    assert f'w:eastAsia="{language}"' in re.findall(r"<w:themeFontLang[^>]*>", settings)[0]


def test_every_style_of_ours_is_in_the_language_of_the_document() -> None:
    styles = opened(told("hospital-staffing")).styles
    ours = ("Exhibit note", "Small print", "Key figure", "toc 1", "footnote text")
    assert {styles[name].base_style.name for name in ours} == {"Normal"}


def contents_of(made) -> list[tuple[str, int]]:  # type: ignore[no-untyped-def]
    """What the contents say: names and pages."""
    entries = [paragraph.text.split("\t") for paragraph in made.paragraphs if paragraph.style.name == "toc 1"]
    return [(name, int(page)) for name, page in entries]


@pytest.mark.parametrize("name", ["hospital-staffing", "city-project", "supplier-audit"])
def test_the_contents_are_a_field_that_word_can_update_and_say_pages_at_once(name: str) -> None:
    made = opened(told(name))
    said = contents_of(made)
    headings = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert [entry for entry, _ in said] == headings
    pages = [page for _, page in said]
    assert pages == sorted(pages)
    assert pages[0] == 1 < pages[-1]
    body = made.element.body.xml
    assert body.count("PAGEREF ") == len(headings)
    assert 'TOC \\o "1-1" \\h \\z \\u' in body
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"') == len(headings) + 1


@pytest.mark.slow
def test_the_contents_say_the_pages_that_an_office_gives_them_but_for_a_few_on_the_verge(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.docx" for name in ("hospital-staffing", "city-project", "tea", "alpha", "grid")]
    for path in paths:
        path.write_bytes(write(told(path.stem))[0])
    off = []
    for path, pdf in zip(paths, judges.libreoffice_pdfs(paths, tmp_path / "pdf"), strict=True):
        outline = pypdfium2.PdfDocument(pdf).get_toc()
        pages = {one.get_title(): one.get_dest().get_index() + 1 for one in outline}
        off += [abs(page - pages[entry]) for entry, page in contents_of(Document(path))]
    assert len(off) > 25
    assert max(off) <= 1
    assert sum(off) <= 0.07 * len(off)


@pytest.mark.parametrize("name", ["city-project", "law-consultation"])
def test_no_bullet_from_the_right_stands_outside_the_margin(name: str) -> None:
    numbering = parts_of(told(name))["word/numbering.xml"]
    places = [(int(left), int(hanging)) for left, hanging in re.findall(r'w:left="(\d+)" w:hanging="(\d+)"', numbering)]
    assert places
    assert min(left - hanging for left, hanging in places) >= 100


def test_a_source_is_named_in_full_once_and_by_its_number_after_that() -> None:
    notes = re.findall(
        r'<w:t xml:space="preserve"> ([^<]*)</w:t>', parts_of(told("city-project"))["word/footnotes.xml"]
    )
    firsts = [note for note in notes if not re.fullmatch(r"\[\d+\]،\s¶\s[\d–، ,]+\.", note)]
    assert len(notes) > 10
    assert len(firsts) == 3  # sources


def test_the_first_page_says_its_title_once() -> None:
    made = opened(without_deck(story((bottom(2), text(1, 2, 20)))))
    [section] = made.sections
    title = made.paragraphs[0].text
    assert title not in section.first_page_header.paragraphs[0].text
    assert title in section.header.paragraphs[0].text
    assert section.first_page_footer._element.xml.count("PAGE") == section.footer._element.xml.count("PAGE") > 0


def test_the_notes_of_an_exhibit_stay_with_it_and_the_last_lines_together() -> None:
    made = opened(without_deck(story((bottom(3), figures(3), text(1, 4, 30), limits(3), matrix(5), watch(4)))))
    body = [*made.element.body]
    tables = [place for place, element in enumerate(body) if element.tag == qn("w:tbl")]
    assert tables
    for place in tables:
        noted = body[place + 1].tag == qn("w:p") and "Exhibitnote" in body[place + 1].xml
        assert (body[place].findall(qn("w:tr"))[-1].find(f".//{qn('w:keepNext')}") is not None) == noted
    last = made.paragraphs[-3:-1]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in last)


def test_a_theme_that_justifies_text_does_so_in_word() -> None:
    given = told("hospital-staffing")
    look = replace(given.theme, handout_text=HandoutText(justify=True))
    made, ragged = parts_of(replace(given, theme=look)), parts_of(given)
    settings = made["word/settings.xml"]
    assert re.search(r"<w:autoHyphenation[^>]*/><w:consecutiveHyphenLimit w:val=.2./><w:hyphenationZone", settings)
    assert "autoHyphenation" not in ragged["word/settings.xml"]
    assert made["word/styles.xml"].count('<w:jc w:val="both"/>') == 2  # running text and lists
    assert "both" not in ragged["word/styles.xml"]
    assert "<w:suppressAutoHyphens" in made["word/styles.xml"]


def test_word_and_its_judge_take_a_justified_document(tmp_path: Path) -> None:
    given = told("hospital-staffing")
    path = tmp_path / "leave-behind.docx"
    path.write_bytes(write(replace(given, theme=replace(given.theme, handout_text=HandoutText(justify=True))))[0])
    assert judges.openxml_audit(path) == []
