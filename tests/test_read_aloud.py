"""Text read aloud loses nothing: what a screen reader says, block by block, has every figure with its unit."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefwright.brief.numerals import Printed
from briefwright.brief.read import read
from briefwright.scene.model import Chart, Group, Item, Paragraph, Role, Table, Text
from briefwright.story.figure_texts import Numbers
from briefwright.story.language import read_language
from tests import judges
from tests.editions import Key, folder_of, shared_root, staged
from tests.spoken import blocks, plain

pytestmark = pytest.mark.slow

KEYS = (
    Key("china-llm", "full", "paper"),
    Key("china-llm", "executive", "paper"),
    Key("new", "full", "paper"),
    Key("gallery", "gallery", "paper"),
)
EVERY = pytest.mark.parametrize("key", KEYS, ids=str)


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_root(tmp_path_factory.getbasetemp())


@pytest.fixture
def folder(key: Key, root: Path) -> Path:
    return folder_of(key, root)


def spoken_texts(items: tuple[Item, ...]) -> Iterator[Paragraph]:
    """The paragraphs that a page shows and says; what belongs to a figure is said by its alternative text."""
    for item in items:
        if isinstance(item, Text) and item.role is not Role.FURNITURE:
            yield from item.paragraphs
        elif isinstance(item, Table):
            yield from (paragraph for row in item.rows for cell in row.cells for paragraph in cell.paragraphs)
        elif isinstance(item, Group) and not item.alt:
            yield from spoken_texts(item.items)


@EVERY
def test_every_text_of_a_slide_is_said_in_one(key: Key, folder: Path) -> None:
    said = blocks(folder / "slides.pdf")
    for page in staged(key).scene.pages:
        texts = [plain(paragraph.text) for paragraph in spoken_texts(page.items)]
        assert [text for text in texts if not any(text in block for block in said)] == [], page.id


def numerals(text: str) -> set[str]:
    """The numbers in a text, without the marks of citations."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"\[[^\]]*\]", "", text)))


@EVERY
def test_a_chart_says_each_of_its_numbers_and_their_unit(key: Key, folder: Path) -> None:
    said = blocks(folder / "slides.pdf")
    for slide in staged(key).story.slides:
        plot = getattr(slide.content, "chart", None)
        if plot is None:
            continue
        charts = [item for page in staged(key).scene.pages if page.slide == slide.id for item in page.items]
        for chart in (item for item in charts if isinstance(item, Chart)):
            found = [block for block in said if plain(chart.alt.removesuffix(" …")) in block]
            assert found, slide.id
            labels = {numeral for paragraph, _ in chart.labels() for numeral in numerals(paragraph.text)}
            axes = [axis for axis in (chart.axis, chart.second, chart.across) if axis]
            axis = {numeral for one in axes for paragraph in one.labels for numeral in numerals(paragraph.text)}
            # one of those that begin alike: small multiples share the first words
            assert any(labels - axis <= numerals(block) for block in found), slide.id
            assert all(plain(plot.unit.prose) in block for block in found), slide.id


def forms(shown: Printed) -> set[str]:
    """How a figure prints with its unit: "40 models", "1 bn USD", "USD 1 bn", "29%"."""
    return {plain(f"{shown.number} {shown.unit}"), plain(shown.whole)} - {plain(shown.number) if shown.unit else ""}


def count(form: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w.,]){re.escape(form)}(?!\w|[.,]\d)", text))


@EVERY
@pytest.mark.parametrize("name", ["leave-behind", "one-pager", "script", "slides-3up"])
def test_no_figure_is_parted_from_its_unit(key: Key, name: str, folder: Path) -> None:
    path = folder / f"{name}.pdf"
    if not path.exists():
        pytest.skip(f"this audience gets no {name}")
    reading, story = read(key.path), staged(key).story
    numbers = Numbers(reading.quantities, "rounded", read_language(story.meta.language), story.meta.audience)
    shown = {form for figure in reading.brief.figures for form in forms(numbers.shown(figure))}
    printed = plain(" ".join(judges.pdf_text(path)))
    said = blocks(path)
    # a slide that is shown small repeats the title that its caption says
    drawn = [slide.title.prose for slide in story.slides] if name in ("script", "slides-3up") else []
    found = Counter({form: count(form, printed) - sum(count(form, plain(title)) for title in drawn) for form in shown})
    heard = {form: sum(count(form, block) for block in said) for form in found}
    assert {form: n for form, n in found.items() if heard[form] < n} == {}
    assert found.total() or key.brief == "new"
