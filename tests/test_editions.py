"""The proof: the sample brief and a new one, for each audience and theme, held to outside judges and to the brief."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pypdfium2
import pytest
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation

from briefwright.brief.read import read
from briefwright.core.diagnostics import Severity
from briefwright.pipeline.build import build
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from briefwright.scene.model import Group, Item, Page, Role, Table, Text
from tests import judges
from tests.editions import KEYS, Key, folder_of, once, shared_root, staged

pytestmark = pytest.mark.slow

EVERY = pytest.mark.parametrize("key", KEYS, ids=str)
JUDGED = pytest.mark.exhaustive(4)  # by a judge that takes seconds
ONE_THEME = pytest.mark.parametrize("key", [key for key in KEYS if key.theme == "paper"], ids=str)
FULL = pytest.mark.parametrize("key", [key for key in KEYS if key.theme == "paper" and key.audience == "full"], ids=str)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MARKER = re.compile(r"\[(\d+(?:[,–] ?\d+)*)\]")


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_root(tmp_path_factory.getbasetemp())


@pytest.fixture
def folder(key: Key, root: Path) -> Path:
    return folder_of(key, root)


def keys_of(request: pytest.FixtureRequest, test: str) -> list[Key]:
    """The editions that a test of this run asks about."""
    items = (item for item in request.session.items if isinstance(item, pytest.Function))
    return [item.callspec.params["key"] for item in items if item.originalname == test]


# ---- it builds, and stays small ------------------------------------------------------------------------


@EVERY
def test_it_builds_without_an_error(key: Key, folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} >= {"deck.pptx", "slides.pdf", "leave-behind.pdf", ".build.json"}
    edition = staged(key)
    assert [str(d) for d in edition.diagnostics if d.severity is Severity.ERROR] == []


@EVERY
def test_a_deck_stays_under_five_megabytes(key: Key, folder: Path) -> None:
    assert (folder / "deck.pptx").stat().st_size < 5_000_000


# ---- what outside judges say -----------------------------------------------------------------------------


@JUDGED
@EVERY
def test_the_open_xml_audit_has_no_complaint(key: Key, folder: Path) -> None:
    assert judges.openxml_audit(folder / "deck.pptx") == []


@JUDGED
@EVERY
def test_the_open_xml_sdk_has_no_complaint(key: Key, folder: Path) -> None:
    assert judges.sdk_validator(folder / "deck.pptx") == []


def pdfs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


@JUDGED
@EVERY
def test_qpdf_and_the_checks_of_pdfua_and_pdfa_have_no_complaint(key: Key, folder: Path) -> None:
    for path in pdfs(folder):
        assert (*judges.qpdf_check(path), *judges.pdfua(path), *judges.page_validation(path)) == (), path.name


@pytest.mark.exhaustive(2)
@ONE_THEME
def test_a_second_reader_aloud_has_no_complaint(key: Key, folder: Path) -> None:
    for path in pdfs(folder):
        assert judges.unheard(path) == [], path.name


@pytest.fixture(scope="session")
def archived(root: Path, request: pytest.FixtureRequest) -> dict[str, dict[str, list[str]]]:
    """What Preflight says of every PDF of the editions that are asked about, from one start of it."""

    def make(place: Path) -> None:
        keys = keys_of(request, "test_preflight_has_no_complaint")
        asked = {str(key): pdfs(folder_of(key, root)) for key in keys}
        told = iter(judges.preflights([path for paths in asked.values() for path in paths]))
        found = {key: {path.name: next(told) for path in paths} for key, paths in asked.items()}
        (place / "told.json").write_text(json.dumps(found), encoding="utf-8")

    told: dict[str, dict[str, list[str]]] = json.loads((once(root / "archived", make) / "told.json").read_bytes())
    return told


@JUDGED
@EVERY
def test_preflight_has_no_complaint(key: Key, folder: Path, archived: dict[str, dict[str, list[str]]]) -> None:
    assert archived[str(key)] == {path.name: [] for path in pdfs(folder)}
    assert {"slides.pdf", "leave-behind.pdf", "one-pager.pdf", "slides-3up.pdf"} <= set(archived[str(key)])


# ---- LibreOffice -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def printed(root: Path, request: pytest.FixtureRequest) -> Path:
    """The decks that are asked about as LibreOffice prints them, from one start of it."""

    def make(place: Path) -> None:
        keys = keys_of(request, "test_libreoffice_opens_the_deck_with_all_its_pages")
        pdfs = judges.libreoffice_pdfs([folder_of(key, root) / "deck.pptx" for key in keys], place)
        for key, pdf in zip(keys, pdfs, strict=True):
            pdf.rename(place / f"{key}.pdf")

    return once(root / "printed", make)


@JUDGED
@EVERY
def test_libreoffice_opens_the_deck_with_all_its_pages(key: Key, printed: Path) -> None:
    document = pypdfium2.PdfDocument(printed / f"{key}.pdf")
    pages = len(document)
    document.close()
    assert pages == len(staged(key).scene.pages)


# ---- the same text in both ---------------------------------------------------------------------------------


def levelled(text: str) -> str:
    """A text without what the two files may write differently, and that is: how letters are composed (NFC), spaces and
    line ends (a reader of PDF guesses them from gaps), soft hyphens, and the bullet, which a deck has as a property."""
    return re.sub(r"[\s\u00ad•]+", "", unicodedata.normalize("NFC", text))


def deck_paragraphs(slide) -> list[str]:
    """All text of a slide, and of its layout what is no placeholder: the stamp, which both files draw from there."""
    trees = [slide.shapes._spTree]
    trees += [shape._element for shape in slide.slide_layout.shapes if not shape.is_placeholder]
    paragraphs = [paragraph for tree in trees for paragraph in tree.iter(f"{DRAWING}p")]
    return ["".join(t.text or "" for t in paragraph.iter(f"{DRAWING}t")) for paragraph in paragraphs]


def chart_text(slide) -> str:
    """What the charts of a slide may print: their categories, series, values, and the marks along an axis."""
    charts = [shape.chart.part.blob for shape in slide.shapes if shape.has_chart]
    texts = ["".join(etree.fromstring(blob).itertext()) for blob in charts]
    return levelled("".join(texts)) + "0123456789.,%-–−" if texts else ""


@EVERY
def test_deck_and_slides_have_the_same_text_page_by_page(key: Key, folder: Path) -> None:
    slides = Presentation(str(folder / "deck.pptx")).slides
    pages = judges.pdf_text(folder / "slides.pdf")
    assert len(slides) == len(pages)
    for number, (slide, page) in enumerate(zip(slides, pages, strict=True), start=1):
        deck, pdf = [levelled(text) for text in deck_paragraphs(slide)], levelled(page)
        assert [text for text in deck if text not in pdf] == [], f"page {number} of the PDF lacks a paragraph"
        shared = slide.slide_layout.slide_master.shapes._spTree  # the stamp and the tracker
        more = Counter(pdf) - Counter("".join(deck)) - Counter(levelled("".join(shared.itertext())))
        drawn = chart_text(slide)  # a native chart holds its numbers; the labels are made of them when it is drawn
        assert set(more) <= set(drawn), f"page {number} of the PDF says more: {''.join(more.elements())}"
        if not drawn:
            assert not more, f"page {number} of the PDF says more: {''.join(more.elements())}"


@EVERY
def test_the_deck_holds_no_line_break_that_nobody_wrote(key: Key, folder: Path) -> None:
    for slide in Presentation(str(folder / "deck.pptx")).slides:
        assert not list(slide.shapes._spTree.iter(f"{DRAWING}br"))
        assert not any("\v" in text for text in deck_paragraphs(slide))


# ---- titles ------------------------------------------------------------------------------------------------


@EVERY
def test_every_title_is_in_its_placeholder_and_none_stands_twice(key: Key, folder: Path) -> None:
    titles = []
    for slide, page in zip(Presentation(str(folder / "deck.pptx")).slides, staged(key).scene.pages, strict=True):
        assert slide.shapes.title is not None, page.id
        titles.append(" ".join(slide.shapes.title.text_frame.text.split()))
        assert " ".join(page.title.split()) in titles[-1], page.id
    assert len({title.casefold() for title in titles}) == len(titles)


@EVERY
def test_no_placeholder_is_left_empty(key: Key, folder: Path) -> None:
    for slide in Presentation(str(folder / "deck.pptx")).slides:
        for shape in slide.placeholders:
            if shape.has_chart or not shape.has_text_frame:
                continue  # a chart, a table or a picture fills it
            text = "".join(etree.tostring(shape._element, method="text", encoding="unicode").split())
            assert text, f"{shape.name} of slide {slide.slide_id}"


# ---- citations -----------------------------------------------------------------------------------------------


def leaves(items: tuple[Item, ...]):
    for item in items:
        yield from leaves(item.items) if isinstance(item, Group) else [item]


def paragraphs(page: Page):
    for item in leaves(page.items):
        if isinstance(item, Text):
            yield from ((item.role, paragraph) for paragraph in item.paragraphs)
        elif isinstance(item, Table):
            yield from ((Role.BODY, p) for row in item.rows for cell in row.cells for p in cell.paragraphs)


def numbers(text: str) -> set[str]:
    return {number for match in MARKER.finditer(text) for number in re.findall(r"\d+", match[1])}


@ONE_THEME
def test_every_marker_has_its_source_on_its_page(key: Key) -> None:
    seen = 0
    for page in staged(key).scene.pages:
        used = {n for _, p in paragraphs(page) for run in p.runs if run.raised for n in numbers(run.text)}
        listed = {n for role, p in paragraphs(page) if role is Role.SOURCE for n in numbers(p.text)}
        if page.form != "sources":  # which is the list itself
            assert used <= listed, page.id
        seen += len(used)
    assert seen


@ONE_THEME
def test_every_source_on_a_page_is_one_of_the_story(key: Key) -> None:
    story = staged(key).story
    known = {str(source.number) for source in story.sources}
    for page in staged(key).scene.pages:
        for role, paragraph in paragraphs(page):
            if role is Role.SOURCE:
                assert numbers(paragraph.text) <= known


# ---- the story -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [key for key in KEYS if key.audience == "executive" and key.theme == "paper"], ids=str)
def test_an_executive_sees_six_to_ten_slides_before_the_appendix(key: Key) -> None:
    counted = [page for page in staged(key).scene.pages if not page.appendix and page.form not in ("title", "section")]
    assert 6 <= len(counted) <= 10


@FULL
def test_every_fact_reaches_the_full_edition_or_is_told_as_left_out(key: Key) -> None:
    story = staged(key).story
    shown = {fact for slide in story.slides for fact in slide.facts}
    shown |= {fact for slide in story.slides for point in slide.notes.points for fact in point.facts}
    left_out = {omission.what for omission in story.omissions if omission.why}
    assert [fact.id for fact in read(key.path).facts if fact.id not in shown | left_out] == []


@ONE_THEME
def test_no_slide_claims_a_fact_that_the_brief_does_not_state(key: Key) -> None:
    known = {fact.id for fact in read(key.path).facts}
    # a title with a citation of its own states a fact of the slide
    shown = {fact for slide in staged(key).story.slides for fact in slide.facts if not fact.startswith("slides.")}
    assert shown <= known


@ONE_THEME
def test_every_omission_says_why(key: Key) -> None:
    assert all(omission.what and omission.why for omission in staged(key).story.omissions)


# ---- one value everywhere --------------------------------------------------------------------------------------


def test_a_figure_prints_as_one_value_wherever_it_stands(tmp_path: Path) -> None:
    text = Key("tea", "full", "paper").path.read_text(encoding="utf-8")
    text = text.replace("value: 124,", "value: 8765432,").replace("licensed / firms", "licensed / firms * 1000")
    text = re.sub(r"\n  part: licensed\n  whole: firms\n", "\n", text)  # no cover draws a million squares
    (tmp_path / "tea.yaml").write_text(text, encoding="utf-8")
    seen: dict[str, set[str]] = {}
    for audience in ("full", "executive"):
        with Workers(1) as workers:
            built = build(Order(tmp_path / "tea.yaml", (audience,), out=tmp_path / "out"), workers)
        assert not built.failed, "\n".join(map(str, built.diagnostics))
        folder = tmp_path / "out" / "tea" / audience
        pages = [*judges.pdf_text(folder / "slides.pdf"), *judges.pdf_text(folder / "leave-behind.pdf")]
        words = " ".join(unicodedata.normalize("NFKC", page) for page in pages)
        found = re.findall(r"\b8[.,][78][\d.,]*\d(?:\s?m)?", words)
        assert len(found) >= 3
        derived = {"8,765,392"}  # what is left of it without the 40 licensed
        seen[audience] = {"".join(value.split()) for value in found} - derived
    assert seen == {"full": {"8,765,432"}, "executive": {"8.77m"}}


# ---- the same bytes ----------------------------------------------------------------------------------------------

TWO = [Key("china-llm", "executive", "paper"), Key("new", "full", "client")]

# Another process, with other hashes, at another time of another year, in another time zone and folder.
ELSEWHERE = """
import datetime, sys, time
ahead = 400 * 86400 + 12345
now, local, universal = time.time, time.localtime, time.gmtime
time.time = lambda: now() + ahead
time.localtime = lambda s=None: local(time.time() if s is None else s)
time.gmtime = lambda s=None: universal(time.time() if s is None else s)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)
datetime.datetime = Later
from briefwright.cli import main
sys.exit(main(sys.argv[1:]))
"""


def outputs(folder: Path) -> dict[str, bytes]:
    names = ("deck.pptx", "slides.pdf", "leave-behind.pdf", ".build.json")
    return {name: (folder / name).read_bytes() for name in names}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in one if one[name] != other[name]]


@pytest.mark.parametrize("key", TWO, ids=str)
def test_the_same_order_gives_the_same_bytes_again(key: Key, root: Path, tmp_path: Path) -> None:
    with Workers(1) as workers:
        built = build(key.order(tmp_path), workers)
    assert differing(outputs(folder_of(key, root)), outputs(built.paths[0].parent)) == []


@pytest.mark.parametrize("key", TWO, ids=str)
def test_elsewhere_on_another_day_it_gives_the_same_bytes(key: Key, root: Path, tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-c", dedent(ELSEWHERE), "build", str(key.path), "-a", key.audience, "-t", key.theme]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**own, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [there] = {(tmp_path / line).parent for line in done.stdout.splitlines()}
    assert differing(outputs(folder_of(key, root)), outputs(there)) == []


def test_one_edition_alone_is_as_it_is_among_others(root: Path, tmp_path: Path) -> None:
    key = Key("new", "executive", "paper")
    with Workers(1) as workers:
        build(replace(key.order(tmp_path), audiences=("full", "executive")), workers)
    assert differing(outputs(folder_of(key, root)), outputs(tmp_path / "my-brief" / "executive")) == []


# ---- another language ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["full", "executive"])
def test_the_sample_brief_places_in_german_too(audience: str) -> None:
    key = Key("china-llm", audience, "paper")
    [edition], findings = place_editions(read(key.path), replace(key.order(), language="de"))
    assert [str(d) for d in findings if d.severity is Severity.ERROR] == []
    assert edition.scene.properties.language == "de"
