"""Leave-behinds of one page and of sixty, from generated briefs: nothing lost, well broken, in linear time."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from briefwright.audit.ink import ink
from briefwright.brief.read import read
from briefwright.core.chart_kinds import KINDS
from briefwright.core.diagnostics import errors
from briefwright.core.geometry import Rect
from briefwright.forms.kit.content import Labelled
from briefwright.handout.compose import compose
from briefwright.handout.drawings import SCALE
from briefwright.handout.leave_behind import set_pages
from briefwright.handout.printing import Document
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from briefwright.scene.model import Inset, Page, Role, Table, Text
from briefwright.scene.walk import leaves
from briefwright.story.model import Slide, Story, Words
from tests import judges
from tests.handout import long_briefs
from tests.handout.decks import of_edition, pdf, without_deck
from tests.handout.stories import bottom, every_word, figures, limits, matrix, story, text, watch, words
from tests.steps import calls, peak
from tests.thoroughness import examples

pytestmark = pytest.mark.slow

SIZES = {0: (1, 1), 4: (4, 6), 80: (55, 70)}  # of the generated brief: the pages of its leave-behind
SHORT, LONG = 20, 80  # about 15 and 60 pages


@cache
def edition(size: int) -> PlacedEdition:
    with TemporaryDirectory() as folder:
        path = long_briefs.write(size, Path(folder))
        editions, problems = place_editions(read(path), Order(path, ("whole",)))
    assert errors(problems) == ()
    return editions[0]


def texts(content: object) -> Iterator[Words]:
    if isinstance(content, Words):
        yield content
    elif isinstance(content, tuple):
        for entry in content:
            yield from texts(entry)
    elif isinstance(content, Struct):
        for name in content.__struct_fields__:
            yield from texts(getattr(content, name))


def facts(narrative: Story) -> dict[str, set[str]]:
    """The words that each fact of the story has, on whatever slide."""
    words: dict[str, set[str]] = {}
    for slide in narrative.slides:
        for one in texts(slide.content):
            for fact in one.facts:
                words.setdefault(fact, set()).update(re.findall(r"\w+", one.prose))
    return words


@pytest.mark.parametrize("size", SIZES)
def test_every_fact_of_the_story_is_in_the_text(size: int, tmp_path: Path) -> None:
    one = edition(size)
    assert set_pages(of_edition(one)).diagnostics == ()
    path = pdf("leave-behind", of_edition(one), tmp_path)
    pages = judges.pdf_text(path)
    least, most = SIZES[size]
    assert least <= len(pages) <= most
    whole = re.sub("\u00ad\\s*", "", "\n".join(pages))  # words that a line parts
    printed_words = set(re.findall(r"\w+", whole))
    known = facts(one.story)
    assert len(known) > size
    assert {fact: lost for fact, has in known.items() if (lost := has - printed_words)} == {}
    assert judges.qpdf_check(path) == []


def test_work_and_memory_grow_with_the_pages() -> None:
    def a_page(size: int) -> tuple[float, float]:
        """The calls and the bytes for a page."""
        given = of_edition(edition(size))
        pages = len(set_pages(given).scene.pages)
        work = calls(lambda: compose(["leave-behind"], given))
        memory = peak(lambda: set_pages(given))
        return work / pages, memory / pages

    compose(["leave-behind"], of_edition(edition(SHORT)))  # fonts and modules are loaded
    (short_calls, short_memory), (long_calls, long_memory) = a_page(SHORT), a_page(LONG)
    assert long_calls < 1.5 * short_calls
    assert long_memory < 1.5 * short_memory


# ---- well broken: any story ---------------------------------------------------------------------------------------


stories = st.builds(
    lambda texts, count, numbers, rows, page: story(
        (bottom(), *(text(n, 3, count) for n in range(texts)), figures(numbers), matrix(rows), limits(rows), watch(4)),
        page=page,
    ),
    st.integers(1, 14), st.integers(1, 80), st.integers(1, 9), st.integers(1, 20), st.sampled_from(["A4", "Letter"]),
)  # fmt: skip


def columns(page: Page) -> list[list[Text]]:
    """The texts of a page in its columns, from the top."""
    by_x: dict[float, list[Text]] = {}
    for item in page.items:
        if isinstance(item, Text) and re.search(r"/text-\d+", item.name):
            by_x.setdefault(item.rect.x, []).append(item)
    return [by_x[x] for x in sorted(by_x)]


def pages(narrative: Story) -> tuple[Page, ...]:
    document = set_pages(without_deck(narrative))
    assert document.diagnostics == ()
    return document.scene.pages


@examples(20)
@given(stories)
def test_no_line_stands_alone_and_no_heading_without_its_text(narrative: Story) -> None:
    in_order = [column for page in pages(narrative) for column in columns(page)]
    for column, following in pairwise(in_order):
        last, first = column[-1], following[0]
        assert last.role is Role.BODY, last.text
        if first.paragraphs[0].continued:  # a paragraph cut here leaves two lines on either side
            assert len(last.paragraphs[0].lines) >= 2
            rest = [c[0] for c in in_order[in_order.index(following) :] if c[0].name.startswith(_stem(first))]
            assert sum(len(part.paragraphs[0].lines) for part in rest) >= 2


def _stem(part: Text) -> str:
    return re.sub(r"(text-\d+).*", r"\1", part.name)


@examples(20)
@given(stories)
def test_columns_are_level_at_their_foot(narrative: Story) -> None:
    """Above an exhibit and at the end, no column is longer than its neighbour by more than what may not be parted."""
    for page in pages(narrative):
        feet = [column[-1].rect.y + column[-1].height for column in columns(page)]
        assert len(feet) < 2 or feet[0] >= feet[-1] - 15 * 5


@examples(40)
@given(stories)
def test_no_last_page_is_nearly_empty_or_of_sources_alone(narrative: Story) -> None:
    *_, last = made = pages(narrative)
    set_here = [i for i in last.items if isinstance(i, Text) and i.role is not Role.FURNITURE]
    if len(made) > 1:
        sheet = {"A4": 842, "Letter": 792}[narrative.meta.page] - 63 - 46
        assert max(text.rect.bottom for text in set_here) - 63 >= 0.4 * sheet
        assert any(not re.search("/(source|small-print)", item.name) for item in set_here)


@examples(20)
@given(stories)
def test_each_exhibit_stands_once_and_in_order(narrative: Story) -> None:
    titles = [
        item.text
        for page in pages(narrative)
        for item in page.items
        if isinstance(item, Text) and re.fullmatch(r"page-\d+/exhibit-\d+/title-1", item.name)
    ]
    numbers = [int(match[1]) for title in titles if (match := re.match(r"Exhibit\u00a0(\d+)", title))]
    assert numbers == [1, 2]  # the players and the signals; limits are prose


# ---- contents and uses --------------------------------------------------------------------------------------------


def links(path: Path) -> list[tuple[int, str]]:
    """The pages that the links of a file lead to, with what they say."""
    with pikepdf.open(path) as file:
        numbers = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        return [
            (numbers[note.Dest[0].objgen], str(note.Contents))
            for page in file.pages
            for note in page.get("/Annots", [])
            if "/Dest" in note
        ]


def test_contents_lead_to_the_pages_that_they_name(tmp_path: Path) -> None:
    slides = tuple(text(n, 9, 60, f"s{n // 3}") for n in range(12))
    narrative = story(slides, sections=tuple(f"s{n}" for n in range(4)))
    path = pdf("leave-behind", without_deck(narrative), tmp_path)
    texts = judges.pdf_text(path)
    assert len(texts) > 4
    entries = [(page, label) for page, label in links(path) if re.search(r"\bS\d", label)]
    assert len(entries) == 4
    for page, label in entries:
        name = label.split()[0]
        assert label.endswith(str(page))
        assert re.search(rf"^{name}$", texts[page - 1], re.MULTILINE)


def tags(path: Path) -> list[tuple[str, str]]:
    """The structure elements of a file in reading order, each with the language that it says."""
    found: list[tuple[str, str]] = []

    def walk(element: pikepdf.Dictionary) -> None:
        found.append((str(element.S)[1:], str(element.get("/Lang", ""))))
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    with pikepdf.open(path) as file:
        walk(file.Root.StructTreeRoot.K[0])
    return found


def test_contents_are_read_as_such_after_the_title(tmp_path: Path) -> None:
    slides = tuple(text(n, 9, 60, f"s{n // 3}") for n in range(12))
    path = pdf("leave-behind", without_deck(story(slides, sections=tuple(f"s{n}" for n in range(4)))), tmp_path)
    read = [tag for tag, _ in tags(path)]
    assert read.count("TOC") == 1
    assert read.count("TOCI") == 5  # the sections, the sources
    assert read.index("H1") < read.index("TOC") < read.index("H3")


@pytest.mark.parametrize(
    ("language", "words_there", "spoken"),
    [("en", "שלום", "he"), ("ar", "Cloud", "en"), ("zh", "Cloud", "en"), ("ja", "Cloud", "en"), ("de", "Cloud", "")],
)
def test_words_of_another_script_say_their_language(
    language: str, words_there: str, spoken: str, tmp_path: Path
) -> None:
    slide = text(1, 1, 3)
    content = replace(slide.content, items=(Labelled(words(""), words(f"{words_there} 12")),))
    narrative = replace(story((replace(slide, content=content),), language=language), sources=())
    path = pdf("leave-behind", without_deck(narrative), tmp_path)
    said = {tongue for tag, tongue in tags(path) if tag == "Span"} - {""}
    assert (spoken in said) if spoken else not said


def test_a_short_handout_has_no_contents() -> None:
    assert not any("contents" in item.name for page in pages(story((bottom(3),))) for item in page.items)


def test_a_source_says_on_which_slides_and_pages_it_is_cited(tmp_path: Path) -> None:
    one = edition(4)
    path = pdf("leave-behind", of_edition(one), tmp_path)
    whole = " ".join(" ".join(judges.pdf_text(path)).split())
    match = re.search(r"On slides ([\d–, ]+)\. Here on pages ([\d–, ]+)\.", whole)
    assert match
    cites = {slide.id for slide in one.story.slides if 1 in slide.sources}
    assert _numbers(match[1]) == [n for n, page in enumerate(one.scene.pages, 1) if page.slide in cites]
    assert {page for page, label in links(path) if label.isdigit()} <= set(_numbers(match[2]))


def _numbers(printed: str) -> list[int]:
    numbers: list[int] = []
    for part in printed.split(", "):
        first, _, last = part.partition("–")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


# ---- exhibits -----------------------------------------------------------------------------------------------------


GALLERY = Path(__file__).resolve().parents[2] / "briefs" / "gallery.yaml"
EVERY = """# All

{% for slide in slides if slide.form not in ("title", "agenda", "section") %}
```exhibit {{ slide.id }}
```
{% endfor %}
"""
DRAWN = {
    *KINDS,
    "panels",
    "network",
    "timeline",
    "quadrant",
    "value-chain",
    "chevrons",
    "scenario-tree",
    "pyramid",
    "picture",
}
LIVE = {"risk-map": "Response", "roadmap": "Second two pumps"}  # with a table that stays one, and a cell of it
HEADS = {"Reading", "links", "User"}  # of a column to read, that is small print here; and where a list has a name


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Document, Path]:
    """All forms as exhibits."""
    folder = tmp_path_factory.mktemp("every")
    home = folder / "templates" / "handouts"
    home.mkdir(parents=True)
    (home / "leave-behind.md.j2").write_text(EVERY, encoding="utf-8")
    order = Order(GALLERY, ("gallery",))
    one = place_editions(read(GALLERY), order)[0][0]
    given = of_edition(one, folder)
    return one.story, set_pages(given), pdf("leave-behind", given, folder)


def test_every_form_keeps_its_words_as_an_exhibit(every: tuple[Story, Document, Path]) -> None:
    narrative, _, path = every
    printed_words = set(re.findall(r"\w+", "\n".join(judges.pdf_text(path))))

    def lost(slide: Slide) -> set[str]:  # a bare number is a place on an axis, a month the name of a tick
        words = {word for word in every_word(slide.content) if not word.isdigit()}
        words -= {word for filling in getattr(slide.content, "fill", ()) for word in every_word(filling.at)}
        return words - printed_words - HEADS - {month.prose for month in getattr(slide.content, "months", ())}

    shown = [slide for slide in narrative.slides if slide.form not in ("title", "agenda", "section")]
    assert {slide.id: missing for slide in shown if (missing := lost(slide))} == {}


def test_pictures_are_drawn_and_described(every: tuple[Story, Document, Path]) -> None:
    narrative, made, path = every
    forms = {slide.id: slide.form for slide in narrative.slides}
    insets = [item for page in made.scene.pages for item in page.items if isinstance(item, Inset)]
    assert {forms[inset.page.partition("/")[0]] for inset in insets} == DRAWN
    assert all(inset.alt for inset in insets)  # however long: all its numbers are in it
    assert judges.pdfua(path) == []
    assert judges.page_validation(path) == []
    assert judges.outloud(path) == []


def test_tables_in_pictures_stay_tables(every: tuple[Story, Document, Path]) -> None:
    tables = [item for page in every[1].scene.pages for item in leaves(page.items) if isinstance(item, Table)]
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells}
    assert cells >= set(LIVE.values())


def test_no_type_in_a_drawing_is_under_nine_points(every: tuple[Story, Document, Path]) -> None:
    for drawing in every[1].insets:
        for block in ink(drawing, drawing.pages[0], 1).blocks:
            sizes = {run.style.size for p in block.paragraphs for run in p.runs if not run.raised and run.text.strip()}
            assert all(size * SCALE >= 9 - 0.01 for size in sizes), (drawing.pages[0].id, block.name)


def test_a_drawing_lies_within_its_sheet(every: tuple[Story, Document, Path]) -> None:
    for drawing in every[1].insets:
        sheet = Rect(0, 0, drawing.width, drawing.height)
        for block in ink(drawing, drawing.pages[0], 1).blocks:
            for line in block.lines:
                assert sheet.contains(line, 3.0), (drawing.pages[0].id, block.name)
