"""Twelve briefs on twelve subjects, in seven languages, none with a storyline: every edition builds with no finding."""

from itertools import cycle, product
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.core.diagnostics import Severity
from briefwright.handout.one_pager import set_pages
from briefwright.pipeline.build import build
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from briefwright.scene.model import Text
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
def test_a_brief_of_one_sentence_says_it_once_on_a_page(audience: str, tmp_path: Path) -> None:
    brief = tmp_path / "shed.yaml"
    text = "briefwright: 1\nid: shed\ntitle: Shed\nas_of: 2026-05\nbottom_line: {headline: The shed needs a roof}\n"
    brief.write_text(text, encoding="utf-8")
    [edition], _ = place_editions(read(brief), Order(brief, (audience,)))
    for page in edition.scene.pages[1:]:
        said = [item.text.replace("\n", " ") for item in leaves(page.items) if isinstance(item, Text)]
        assert sum("The shed needs a roof" in text for text in said) == 1
    document = set_pages(of_edition(edition))
    said = [item.text for page in document.scene.pages for item in leaves(page.items) if isinstance(item, Text)]
    assert sum("The shed needs a roof" in text for text in said) == 1
