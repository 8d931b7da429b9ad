"""Twelve briefs on twelve subjects, in seven languages, none with a storyline: every edition builds with no finding."""

import re
from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.core.diagnostics import Severity
from briefwright.handout.leave_behind import set_pages as leave_behind
from briefwright.handout.one_pager import set_pages
from briefwright.pipeline.build import build
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from briefwright.scene.model import Page, Table, Text
from briefwright.scene.walk import leaves
from tests.editions import CHECKOUT
from tests.handout.decks import of_edition
from tests.test_audiences import AUDIENCES

FOLDER = CHECKOUT / "tests" / "briefs"
SUBJECTS = sorted({path.stem for path in FOLDER.glob("*.yaml")} - {"alpha", "tea"})
QUICK = list(zip(SUBJECTS, cycle(AUDIENCES), strict=False))  # each subject once, each audience twice at least


def test_the_subjects_are_twelve_and_half_of_them_in_other_languages() -> None:
    texts = {name: (FOLDER / f"{name}.yaml").read_text(encoding="utf-8") for name in SUBJECTS}
    assert len(texts) == 12
    assert [name for name, text in texts.items() if len(text.splitlines()) > 120 or "\nstoryline:" in text] == []
    languages = sorted(read(FOLDER / f"{name}.yaml").brief.language for name in SUBJECTS)
    assert languages == ["ar", "de", *["en"] * 6, "fr", "he", "ja", "zh"]


@pytest.mark.parametrize(
    ("subject", "audience"),
    [
        pytest.param(*pair, marks=[] if pair in QUICK else pytest.mark.full, id="-".join(pair))
        for pair in product(SUBJECTS, AUDIENCES)
    ],
)
def test_an_edition_builds_with_nothing_to_mend(subject: str, audience: str, tmp_path: Path) -> None:
    with Workers(1) as workers:
        built = build(Order(FOLDER / f"{subject}.yaml", (audience,), out=tmp_path), workers)
    assert not built.failed
    found = [str(one) for one in built.diagnostics if one.severity is not Severity.NOTE]
    assert found == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("lead", ["", "One source only"])
def test_a_brief_of_one_sentence_says_it_once_on_a_page(audience: str, lead: str, tmp_path: Path) -> None:
    brief = tmp_path / "shed.yaml"
    text = "briefwright: 1\nid: shed\ntitle: Shed\nas_of: 2026-05\nbottom_line: {headline: The shed needs a roof}\n"
    text += f"storyline: {{slides: {{bottom-line: {{lead: {lead}}}}}}}\n" if lead else ""
    brief.write_text(text, encoding="utf-8")
    [edition], _ = place_editions(read(brief), Order(brief, (audience,)))
    for page in edition.scene.pages[1:]:
        said = [item.text.replace("\n", " ") for item in leaves(page.items) if isinstance(item, Text)]
        assert sum("The shed needs a roof" in text for text in said) == 1
        assert sum(lead in text for text in said) == 1 if lead else True
    document = set_pages(of_edition(edition))
    said = [item.text for page in document.scene.pages for item in leaves(page.items) if isinstance(item, Text)]
    assert sum("The shed needs a roof" in text for text in said) == 1


@pytest.mark.parametrize("subject", ["supplier-audit", "product-launch"])
def test_chinese_and_japanese_have_the_signs_of_their_script(subject: str) -> None:
    """No half-width stop or bracket after an ideograph, no space after a stop or around one, none between number and
    unit; the enumeration of names has its own comma in Chinese."""
    brief = CHECKOUT / "tests" / "briefs" / f"{subject}.yaml"
    [edition], _ = place_editions(read(brief), Order(brief, ("full",)))
    article = leave_behind(of_edition(edition))
    said = [item.text for page in article.scene.pages for item in leaves(page.items) if isinstance(item, Text)]
    said += [cell for page in article.scene.pages for cell in cells(page)]
    said += [point.plain for slide in edition.story.slides for point in slide.notes.points]
    sentences = [text for text in said if "¶" not in text and not text.startswith("[1]")]
    east = "[\u3040-\u30ff\u4e00-\u9fff]"
    wrong = rf"{east} ?\(|%\.(?!\d)|。 |{east}\u00a0\d+{east}|\d (?:世帯|小时|人|件)"
    assert [text for text in sentences if re.search(wrong, text)] == []
    if subject == "supplier-audit":
        assert any("华盛制衣、永安针织和绿源服装" in text for text in sentences)


def cells(page: Page) -> Iterator[str]:
    for item in leaves(page.items):
        if isinstance(item, Table):
            yield from (cell.text for row in item.rows for cell in row.cells)
