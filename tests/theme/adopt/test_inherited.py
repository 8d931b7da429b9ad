"""Slides of an adopted theme follow the client's master: what a text has from there, it does not state."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree
from pptx import Presentation

from briefwright.brief.read import read
from briefwright.pipeline.deck import produce
from briefwright.pipeline.editions import Order, resolve, tell
from briefwright.theme.adopt.adoption import adopt, read_client
from briefwright.theme.adopt.save import values_of, yaml_of
from briefwright.theme.read import theme_of
from tests import clients

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MASTER = "ppt/slideMasters/slideMaster1.xml"


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A starter brief in the plain file, whose titles are of 24 points."""
    folder = tmp_path_factory.mktemp("inherited")
    parts = clients.edited(clients.usual(), [MASTER], lambda text: text.replace('sz="4400"', 'sz="2400"'))
    file = clients.written(parts, folder / "acme.pptx")
    return made(file, Path(__file__).resolve().parents[2] / "briefs" / "school-budget.yaml")


def made(file: Path, brief: Path, kind: str = "deck.pptx") -> bytes:
    """The deck of a brief in a client's file, or the slides of it."""
    theme_file = file.with_name("acme.yaml")
    theme = theme_of(yaml_of(values_of(adopt(read_client(file)), theme_file, file)).encode(), theme_file, file)
    reading = read(brief)
    [edition] = tell(reading, resolve(reading, Order(brief, theme="paper")))
    return produce(edition.story, theme, ("deck", "slides")).files[kind]


def headlines(data: bytes, folder: Path) -> list[tuple[etree._Element, etree._Element]]:
    """The properties of each run of a headline, and those that the master's titles have."""
    file = folder / "deck.pptx"
    file.write_bytes(data)
    opened = Presentation(str(file))
    style = opened.slide_masters[0]._element.find(f".//{{*}}titleStyle/{A}lvl1pPr/{A}defRPr")
    slides = [slide for slide in opened.slides if slide.slide_layout.name == "Title Only"]
    runs = [run._r.rPr for slide in slides for p in slide.shapes.title.text_frame.paragraphs for run in p.runs]
    return [(run, style) for run in runs]


def test_a_headline_in_the_client_s_own_size_states_nothing_of_its_letters(deck: bytes, tmp_path: Path) -> None:
    found = headlines(deck, tmp_path)
    assert len(found) > 3
    assert {(*sorted(run.attrib), len(run)) for run, _ in found} == {("dirty", "lang", 0)}


def test_a_headline_follows_size_colour_and_font_of_an_edited_master(deck: bytes, tmp_path: Path) -> None:
    parts = clients.parts_of(deck)
    edit = (
        '<a:defRPr sz="3100" b="1" kern="1200"><a:solidFill><a:srgbClr val="C0FFEE"/></a:solidFill>'
        '<a:latin typeface="Georgia"/>'
    )
    master = etree.fromstring(parts[MASTER])
    style = master.find(f".//{{*}}titleStyle/{A}lvl1pPr")
    style.replace(style.find(f"{A}defRPr"), etree.fromstring(f'<x xmlns:a="{A[1:-1]}">{edit}</a:defRPr></x>')[0])
    parts[MASTER] = etree.tostring(master)
    clients.written(parts, tmp_path / "edited.pptx")
    for run, now in headlines((tmp_path / "edited.pptx").read_bytes(), tmp_path):
        assert now.get("sz") == "3100"
        assert run.get("sz", now.get("sz")) == "3100"
        assert run.find(f"{A}solidFill") is None
        assert run.find(f"{A}latin") is None


def test_the_lines_of_a_headline_stand_apart_by_a_share_of_its_size(deck: bytes, tmp_path: Path) -> None:
    for run, _ in headlines(deck, tmp_path):
        pitch = run.getparent().getparent().find(f"{A}pPr/{A}lnSpc/{A}spcPct")
        assert 85_000 <= int(pitch.get("val")) <= 100_000


def test_a_headline_keeps_the_insets_the_anchor_and_the_fitting_of_its_layout(deck: bytes, tmp_path: Path) -> None:
    for run, _ in headlines(deck, tmp_path):
        body = run.getparent().getparent().getparent().find(f"{A}bodyPr")
        assert (len(body), dict(body.attrib)) == (0, {})


def test_points_stand_in_the_client_s_body_with_its_bullets(tmp_path: Path) -> None:
    brief = tmp_path / "points.yaml"
    text = (Path(__file__).resolve().parents[2] / "briefs" / "school-budget.yaml").read_text(encoding="utf-8")
    points = "{id: points, form: bullets, title: We know, items: [Money is short, Time is short, Nobody was asked]}"
    brief.write_text(f"{text}\nslides:\n  - {points}\n", encoding="utf-8")
    file = clients.written(clients.usual(), tmp_path / "acme.pptx")
    data = made(file, brief)
    (tmp_path / "deck.pptx").write_bytes(data)
    [slide] = [one for one in Presentation(str(tmp_path / "deck.pptx")).slides if "Nobody was asked" in said(one)]
    assert slide.slide_layout.name == "Title and Content"
    [body] = [one for one in slide.placeholders if one.placeholder_format.idx == 1]
    assert body.text_frame.text.startswith("Money is short")
    assert body._element.findall(f".//{A}buChar") == []


def test_points_in_a_part_of_a_page_stand_in_no_body_of_the_client_s_and_may_stand_on_cards(tmp_path: Path) -> None:
    brief = tmp_path / "points.yaml"
    text = (Path(__file__).resolve().parents[2] / "briefs" / "school-budget.yaml").read_text(encoding="utf-8")
    asked = "[{form: bullets, items: [Money is short]}, {form: bullets, items: [Nobody was asked]}]"
    brief.write_text(
        f"{text}\nslides:\n  - {{id: points, form: panels, title: We know, panels: {asked}}}\n", encoding="utf-8"
    )
    file = clients.written(clients.usual(), tmp_path / "acme.pptx")
    (tmp_path / "deck.pptx").write_bytes(made(file, brief))
    [slide] = [one for one in Presentation(str(tmp_path / "deck.pptx")).slides if "Nobody was asked" in names_in(one)]
    assert not any("asked" in one.text_frame.text for one in slide.placeholders if one.has_text_frame)
    assert sum("card" in name for name in names_in(slide)) == 2


def names_in(slide) -> list[str]:
    """The names and the texts of its shapes, those in groups too."""
    tree = slide.shapes._spTree
    return [*(each.get("name") for each in tree.iter(f"{P}cNvPr")), *(each.text for each in tree.iter(f"{A}t"))]


def said(slide) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_a_headline_that_is_moved_for_a_second_line_keeps_the_client_s_colour(tmp_path: Path) -> None:
    def low(text: str) -> str:
        return text.replace('cy="1143000"', 'cy="381000"').replace('sz="4400"', 'sz="2400"')

    parts = clients.edited(clients.usual(), [MASTER, *clients.layouts(clients.usual())], low)
    coloured = clients.edited(parts, [MASTER], lambda text: _titles_in(text, "accent2"))
    file = clients.written(coloured, tmp_path / "acme.pptx")
    deck = made(file, Path(__file__).resolve().parents[2] / "briefs" / "school-budget.yaml")
    (tmp_path / "made").mkdir()
    told = [run for run, _ in headlines(deck, tmp_path / "made")]
    assert told
    assert not any(run.find(f"{A}solidFill") is not None for run in told)


def _titles_in(master: str, colour: str) -> str:
    """A master whose titles have that colour of its scheme."""
    start = master.index("<p:titleStyle>")
    return master[:start] + master[start:].replace('<a:schemeClr val="tx1"/>', f'<a:schemeClr val="{colour}"/>', 1)


def test_capitals_of_the_client_s_titles_are_the_layout_s_and_the_words_stay_the_author_s(tmp_path: Path) -> None:
    start = "<p:titleStyle><a:lvl1pPr"
    parts = clients.edited(clients.usual(), [MASTER], lambda text: _capital_titles(text, start))
    file = clients.written(parts, tmp_path / "acme.pptx")
    brief = Path(__file__).resolve().parents[2] / "briefs" / "school-budget.yaml"
    (tmp_path / "deck.pptx").write_bytes(made(file, brief))
    titles = [slide.shapes.title for slide in Presentation(str(tmp_path / "deck.pptx")).slides]
    assert all(title.text_frame.text != title.text_frame.text.upper() for title in titles)
    assert not any(run._r.rPr.get("cap") for title in titles for run in title.text_frame.paragraphs[0].runs)
    pages = pdfium.PdfDocument(made(file, brief, "slides.pdf"))
    for page, title in zip(pages, titles, strict=True):
        assert title.text_frame.text.split()[0].upper() in page.get_textpage().get_text_bounded()


def _capital_titles(master: str, start: str) -> str:
    """A master whose titles are capitals."""
    at = master.index("<a:defRPr", master.index(start))
    return f'{master[:at]}<a:defRPr cap="all"{master[at + len("<a:defRPr") :]}'
