"""The leave-behind of any story is a tagged PDF that keeps every word, on pages that stand in order."""

import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefwright.core.diagnostics import Refused, Span
from briefwright.forms.key_figures import KeyFigure, KeyFigures
from briefwright.forms.kit.register_table import RegisterTable
from briefwright.forms.player_matrix import PlayerMatrix
from briefwright.forms.quote import Quote
from briefwright.forms.register import Register
from briefwright.handout.leave_behind import set_pages
from briefwright.handout.page_geometry import MARGIN
from briefwright.scene.model import Role, Scene, Shape, Table, Text
from briefwright.story.model import Slide, Story
from tests import judges
from tests.handout import decks, stories
from tests.handout.decks import without_deck
from tests.handout.stories import bottom, every_word, figures, limits, matrix, register, story, text, watch, words
from tests.thoroughness import examples

RICH = (bottom(3), figures(5), text(1, 6, 30), limits(4), text(2, 4, 40), matrix(6), register(9), watch(5))


def scene(narrative: Story) -> Scene:
    document = set_pages(without_deck(narrative))
    assert document.diagnostics == ()
    return document.scene


def pdf(narrative: Story, folder: Path) -> Path:
    assert set_pages(without_deck(narrative)).diagnostics == ()
    return decks.pdf("leave-behind", without_deck(narrative), folder)


def printed_words(path: Path) -> set[str]:
    whole = re.sub("\u00ad\\s*", "", "\n".join(judges.pdf_text(path)))  # words that a line parts
    return set(re.findall(r"\w+", whole))


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_the_judges_are_content(page: str, tmp_path: Path) -> None:
    path = pdf(story(RICH, page=page), tmp_path)
    assert judges.qpdf_check(path) == []
    assert judges.pdfua(path) == []
    assert judges.page_validation(path) == []
    assert judges.outloud(path) == []


@pytest.mark.parametrize(
    "slides",
    [
        pytest.param(RICH, id="rich"),
        pytest.param((bottom(1),), id="one point"),
        pytest.param((text(1, 1, 4),), id="one text"),
        pytest.param((limits(3),), id="one table"),
        pytest.param((figures(3),), id="numbers only"),
        pytest.param((figures(40), text(1, 3, 20)), id="many numbers"),
        pytest.param((matrix(120),), id="long table"),
        pytest.param((bottom(), *(text(n, 8, 60) for n in range(12)), limits(60)), id="long"),
        pytest.param((bottom(section=None), text(1, 2, 20, None)), id="no sections"),
    ],
)
def test_every_word_is_kept(slides: tuple[Slide, ...], tmp_path: Path) -> None:
    path = pdf(story(slides), tmp_path)
    missing = {word for slide in slides for word in every_word(slide.content)} - printed_words(path)
    assert missing == set()


def everything(made: Scene) -> list[Text | Table | Shape]:
    return [item for page in made.pages for item in page.items if isinstance(item, Text | Table | Shape)]


@pytest.mark.parametrize("slides", [RICH, (bottom(), *(text(n, 5, 50) for n in range(9)), limits(40), matrix(50))])
@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_nothing_leaves_the_page_or_overlaps(slides: tuple[Slide, ...], page: str) -> None:
    made = scene(story(slides, page=page, sources=2))
    for sheet in made.pages:
        blocks = [item for item in sheet.items if isinstance(item, Text | Table)]
        for item in blocks:
            assert item.rect.x >= MARGIN - 0.1, item.name
            assert item.rect.right <= made.width - MARGIN + 0.1, item.name
            assert item.rect.bottom <= made.height - 18, item.name
            lines = item.paragraphs if isinstance(item, Text) else ()
            assert all(line.width <= item.rect.w + 0.1 for p in lines for line in p.lines), item.name
        for one, other in pairwise(blocks):
            if "header" not in one.name:
                assert not one.rect.overlaps(other.rect, 1.0), (one.name, other.name)


def test_the_bar_of_the_header_stands_at_the_outer_edge() -> None:
    made = scene(story(RICH))
    bars = [item.rect.x for item in everything(made) if item.name.endswith("header-bar")]
    assert bars[0] == MARGIN
    assert bars[1] > made.width / 2
    assert bars[2] == MARGIN


def test_a_page_carries_marking_number_and_draft_stamp() -> None:
    furniture = [
        item.text for item in everything(scene(story(RICH))) if isinstance(item, Text) and item.role is Role.FURNITURE
    ]
    assert furniture[:5] == [
        "Tea in Europe",
        "Full brief, 3\u00a0April 2024".replace("\u00a0", " "),
        "CLIENT CONFIDENTIAL",
        "DRAFT",
        "1",
    ]


def test_numbers_stand_in_the_side_column_once_and_four_a_page_at_most() -> None:
    made = scene(story((figures(6), figures(6, "again"), text(1, 6, 60), text(2, 6, 60), text(3, 6, 60))))
    for page in made.pages:
        assert sum(item.name.endswith("/1") and "/number-" in item.name for item in page.items) <= 4
    numbers = [item.text for item in everything(made) if isinstance(item, Text) and item.role is Role.FIGURE]
    assert sorted(numbers) == sorted({f"{n}1" for n in range(1, 7)})


def test_without_numbers_the_columns_take_the_whole_page() -> None:
    made = scene(story((text(1, 12, 60), text(2, 12, 60))))
    columns = {item.rect.w for item in everything(made) if isinstance(item, Text) and "/text-" in item.name}
    assert columns == {(made.width - 2 * MARGIN - 24) / 2}


def test_a_long_table_goes_on_with_its_head_and_its_title() -> None:
    made = scene(story((matrix(120),)))
    tables = [item for item in everything(made) if isinstance(item, Table)]
    assert len(tables) > 2
    assert {table.rows[0].cells[0].text for table in tables} == {"Head0"}
    assert all(len(table.rows) > 2 for table in tables)
    titles = [i.text for i in everything(made) if isinstance(i, Text) and i.name.endswith("/title-1")]
    assert titles[1].endswith("(continued)")


def test_a_paragraph_that_runs_on_is_one_element(tmp_path: Path) -> None:
    path = pdf(story((text(1, 1, 900),)), tmp_path)
    with pikepdf.open(path) as file:
        root = file.Root.StructTreeRoot
        marks = [len(element.K) for element in _elements(root.K[0]) if str(element.S) == "/P"]
    assert max(marks) >= 2


def _elements(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    elements = [element]
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            elements += _elements(kid)
    return elements


def test_headings_and_exhibits_are_in_the_outline(tmp_path: Path) -> None:
    with pikepdf.open(pdf(story(RICH), tmp_path)) as file, file.open_outline() as outline:
        titles = [entry.title for entry in outline.root] + [c.title for entry in outline.root for c in entry.children]
    assert "One" in titles
    assert any(title.startswith("Exhibit\u00a01") for title in titles)


def test_sources_are_linked_and_markers_explained_on_the_page(tmp_path: Path) -> None:
    path = pdf(story(RICH, sources=2), tmp_path)
    with pikepdf.open(path) as file:
        links = [str(a.A.URI) for page in file.pages for a in page.get("/Annots", []) if "/A" in a]
    assert links == ["https://example.org/1", "https://example.org/2"]
    assert "Leaf, “Tea report 1”" in judges.pdf_text(path)[0]


def test_a_very_long_word_finds_a_wide_column_or_is_reported() -> None:
    wide = Slide("w", "bullets", words("W"), text(1, 1, 3).content)
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
    content = stories.Bullets((stories.BulletPoint(words(""), words(f"Take {long} along")),))
    made = scene(story((wide, Slide("v", "bullets", words("V"), content))))
    assert len({item.rect.w for item in everything(made) if isinstance(item, Text) and "/text-" in item.name}) == 1
    content = stories.Bullets((stories.BulletPoint(words(""), words("x" * 200)),))
    document = set_pages(without_deck(story((Slide("v", "bullets", words("V"), content),))))
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["BW602"]


def test_german_fixed_words(tmp_path: Path) -> None:
    path = pdf(story((bottom(), stories.watch(2)), language="de"), tmp_path)
    assert "Abbildung" in "".join(judges.pdf_text(path))


def test_an_amount_is_written_as_the_language_writes_it_and_never_broken(tmp_path: Path) -> None:
    for number, language, shown in (
        ("1 bn", "en", "EUR 1 bn"),
        ("1 Mrd.", "de", "1 Mrd. EUR"),
        ("84.634 Mio.", "de", "84.634 Mio. EUR"),  # too wide for a line in the type of numbers: it is set smaller
    ):
        figure = KeyFigure(words(number.replace(" ", "\xa0")), words("EUR"), words("hang on it"))
        slide = Slide("figures", "key-figures", words("Money"), KeyFigures((figure,)), section="one")
        laid = scene(story((bottom(), slide), language=language))
        large = [i for i in everything(laid) if isinstance(i, Text) and i.role is Role.FIGURE]
        assert [(i.text.replace("\xa0", " "), len(i.paragraphs[0].lines)) for i in large] == [(shown, 1)]


def test_numbers_are_as_large_as_one_another() -> None:
    shown = tuple(
        KeyFigure(words(number), words("GBP"), words("is counted")) for number in ("2,310\u00a0k", "75\u00a0k")
    )
    slide = Slide("figures", "key-figures", words("Count"), KeyFigures(shown), section="one")
    laid = scene(story((bottom(4), slide)))
    large = [i for i in everything(laid) if isinstance(i, Text) and i.role is Role.FIGURE]
    assert len({item.paragraphs[0].runs[0].style.size for item in large}) == 1
    assert all(len(item.paragraphs[0].lines) == 1 for item in large)


def test_a_quotation_is_set_as_one_and_not_as_a_table(tmp_path: Path) -> None:
    quote = Quote(words("We knew nothing.", 1), words("A driver"), words("night shift"))
    made = Slide("voice", "quote", words("They ask for practice"), quote, section="one")
    printed = " ".join("".join(judges.pdf_text(pdf(story((bottom(1), made)), tmp_path))).split())
    assert "“We knew nothing. [1]”" in printed
    assert "A driver, night shift." in printed
    assert "Exhibit" not in printed


def test_a_template_beside_the_brief_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "handouts"
    folder.mkdir(parents=True)
    (folder / "leave-behind.md.j2").write_text("# Mine\n\n{{ meta.title }} again\n", encoding="utf-8")
    made = set_pages(without_deck(story(RICH), tmp_path)).scene
    assert [i.text for i in everything(made) if isinstance(i, Text) and i.role is Role.TITLE] == ["Mine"]


def test_numbers_that_two_directives_place_are_shown_once(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "handouts"
    folder.mkdir(parents=True)
    margin = "A text.\n\n```margin {{ slides[1].id }}\n```\n\n"
    (folder / "leave-behind.md.j2").write_text(f"# Mine\n\n{margin}{margin}", encoding="utf-8")
    made = set_pages(without_deck(story(RICH), tmp_path)).scene
    numbers = [i.text for i in everything(made) if isinstance(i, Text) and i.role is Role.FIGURE]
    assert sorted(numbers) == [f"{n}1" for n in range(1, 6)]


@pytest.mark.parametrize("texts", [0, 3])
def test_an_exhibit_of_which_no_page_holds_a_row_is_told_at_its_slide(texts: int) -> None:
    heads = (words("Maker"), words("long " * 3_000), words("Place"))
    cells = tuple((words(f"Maker {n}"), words("A word"), words("A place")) for n in range(4))
    content = PlayerMatrix(heads, cells, 1)
    tall = Slide("matrix", "player-matrix", words("Makers"), content, section="one", span=Span("brief.yaml", 7, 3))
    with pytest.raises(Refused) as refusal:
        scene(story((bottom(), *(text(n, 3, 40) for n in range(texts)), tall)))
    [told] = refusal.value.diagnostics
    assert (told.code, told.span) == ("BW601", tall.span)


def test_a_missing_template_is_reported() -> None:
    narrative = story(RICH)
    with pytest.raises(Refused) as refusal:
        set_pages(without_deck(replace(narrative, meta=replace(narrative.meta, narrative="nowhere"))))
    assert [d.code for d in refusal.value.diagnostics] == ["BW332"]


@examples(25)
@given(st.integers(0, 12), st.integers(1, 80), st.integers(0, 9), st.integers(0, 30), st.sampled_from(["A4", "Letter"]))
def test_any_story_is_set_without_loss(texts: int, count: int, numbers: int, rows: int, page: str) -> None:
    slides = (bottom(), *(text(n, 3, count) for n in range(texts)), figures(max(numbers, 1)), limits(max(rows, 1)))
    made = scene(story(slides, page=page))
    lines = [
        line
        for item in everything(made)
        if isinstance(item, Text) and "/text-" in item.name
        for p in item.paragraphs
        for line in p.lines
    ]
    assert lines
    for item in everything(made):
        assert item.rect.bottom <= made.height - 18


def test_a_register_of_hundreds_stands_in_columns_under_repeated_heads() -> None:
    rows = tuple((words(f"Row{n}"), words(f"Kind{n}")) for n in range(300))
    table = RegisterTable((words("Name"), words("Kind")), rows)
    slide = Slide("register", "register", words("All of them"), Register((table,)), section="one")
    made = set_pages(without_deck(story((bottom(), figures(2), slide))))
    assert len(made.scene.pages) <= 5
    tables = [[i for i in page.items if isinstance(i, Table)] for page in made.scene.pages]
    assert any(len(side_by_side) == 3 for side_by_side in tables)
    assert all(table.rows[0].cells[0].text == "Name" for page in tables for table in page)
    printed = [row.cells[0].text for page in tables for table in page for row in table.rows[1:]]
    assert printed == [f"Row{n}" for n in range(300)]
    assert any(isinstance(i, Text) and i.role is Role.FIGURE for i in made.scene.pages[0].items)
